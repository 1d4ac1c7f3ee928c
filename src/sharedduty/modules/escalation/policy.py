"""Who may do what with escalations. Nobody reaches one by standing: each person comes in by a grant on that one."""

from sharedduty.foundations.access.api import Permission, declare

UNIT, DELEGATE, SCRUTINEER = "business_manager", "partner", "scrutineer"
PRACTITIONERS = (
    "teacher", "gp", "practitioner", "front_door_worker", "front_door_manager", "out_of_hours_worker", "police_mash",
    "health_mash", "education_mash", "social_worker", "social_work_manager", "family_help_lead",
    "early_help_coordinator", "conference_chair", "lado",
)  # fmt: skip
TAKE_PART = (*PRACTITIONERS, "head_of_service", UNIT, DELEGATE)
# Who leads on safeguarding for an agency, and so has its own count; a colleague who is not in one learns nothing of it.
LEADS = (
    "teacher", "gp", "front_door_manager", "social_work_manager", "head_of_service", "police_mash", "health_mash",
    "education_mash",
)  # fmt: skip
FIGURES_INSIDE = (UNIT,)  # shown every number
FIGURES_OUTSIDE = (DELEGATE, SCRUTINEER)  # numbers from 1 to 5 held back

declare(
    {
        Permission("escalation_raise", "Raise a disagreement with another agency, about a file one sees."): TAKE_PART,
        Permission("escalation_read", "Open the escalations one was brought into."): (*TAKE_PART, SCRUTINEER),
        Permission("escalation_work", "Take part in an escalation one was brought into."): TAKE_PART,
        Permission("escalation_log", "Log what stage three sends; say who decides at stage four."): (UNIT,),
        Permission("escalation_advise", "Give the scrutineer's view before a last local decision."): (SCRUTINEER,),
        Permission("escalation_decide", "Decide an escalation at the last local stage; refer it on."): (DELEGATE,),
        Permission("escalation_join", "Take part in a meeting about an escalation one is invited to."): (
            *TAKE_PART, SCRUTINEER,
        ),
        Permission("escalation_hold", "Call and run the meetings of an escalation one takes part in."): TAKE_PART,
        Permission("escalation_count", "See, as its lead, how many escalations one's own agency has raised."): LEADS,
        Permission("escalation_figures", "See the pattern of disagreements, never a child's file."): (
            *FIGURES_INSIDE, *FIGURES_OUTSIDE,
        ),
    },
)  # fmt: skip
