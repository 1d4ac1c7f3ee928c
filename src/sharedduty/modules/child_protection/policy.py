"""Who may do what in child protection. Agencies come in by their invitation to a meeting, and to ask for a conference."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

WORKERS = ("social_worker", "social_work_manager")
RUN = (*WORKERS, "conference_chair")
FIGURES_INSIDE = RUN  # shown every number
FIGURES_OUTSIDE = ("partner", "scrutineer", "business_manager")  # numbers from 1 to 5 held back
INVITED = (
    *RUN, "police_mash", "health_mash", "education_mash", "teacher", "gp", "practitioner", "front_door_worker",
    "front_door_manager", "out_of_hours_worker", "lado", "family_help_lead",
)  # fmt: skip
ASKERS = tuple(one for one in INVITED if one != "conference_chair")

declare(
    {
        Permission("protection_read", "Open a child's protection record one has sight of."): RUN,
        Permission("protection_work", "Work on a child's protection record: discussions, enquiries, plan."): WORKERS,
        Permission("protection_supervise", "Record supervision of a child protection plan of one's team."): (
            "social_work_manager",
        ),
        Permission("protection_hold", "Call and run strategy discussions, conferences and core groups."): RUN,
        Permission("protection_join", "Take part in a child protection meeting one is invited to."): INVITED,
        Permission(
            "conference_ask", "Ask for a conference about a child, where one's agency took part and none is held."
        ): (*ASKERS,),
        Permission("protection_figures", "See the figures of child protection, never a child's file."): (
            *FIGURES_INSIDE,
            *FIGURES_OUTSIDE,
        ),
    },
    reach=[
        StandingReach(role, kind=kind, breadth="team")
        for role in WORKERS
        for kind in (
            "protection",
            "strategy_discussion",
            "protection_conference",
            "core_group",
            "return_home",
            "conference_request",
        )
    ],
)
