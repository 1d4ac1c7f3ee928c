"""Who may do what with rapid reviews. Partners and the council come in by a grant on each review, agencies by its meeting."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

UNIT, DELEGATE, COUNCIL = "business_manager", "partner", "head_of_service"
INVITED = (
    UNIT, DELEGATE, COUNCIL, "police_mash", "health_mash", "education_mash", "teacher", "gp", "practitioner", "social_worker",
    "social_work_manager", "front_door_manager", "conference_chair", "lado", "family_help_lead", "early_help_coordinator",
)  # fmt: skip

declare(
    {
        Permission("rapid_read", "Open a rapid review one has sight of, and its report."): (UNIT, DELEGATE, COUNCIL),
        Permission("rapid_work", "Run rapid reviews: notice, summaries, files, decision, what is sent to the Panel."): (
            UNIT,
        ),
        Permission("rapid_hold", "Call and run the meetings of rapid reviews."): (UNIT,),
        Permission("rapid_join", "Take part in the meeting of a rapid review one is invited to."): INVITED,
        Permission("rapid_disagree", "Disagree in writing with what a rapid review decided."): (
            UNIT, DELEGATE, COUNCIL,
        ),
    },
    reach=[
        StandingReach(UNIT, kind="rapid_review", breadth="area"),
        StandingReach(UNIT, kind="rapid_review_meeting", breadth="team"),
        StandingReach(UNIT, kind="information_request", breadth="team"),
    ],
)  # fmt: skip
