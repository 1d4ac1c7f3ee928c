"""Who may do what with serious case reviews. Partners and the council come in by a grant on each, an agency by its own part."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

UNIT, DELEGATE, COUNCIL = "business_manager", "partner", "head_of_service"
AGENCIES = (
    "police_mash", "health_mash", "education_mash", "teacher", "gp", "practitioner", "social_worker", "social_work_manager",
)  # fmt: skip
KIND, PART_KIND, MEETING_KIND = "serious_case_review", "management_review", "case_review_meeting"

declare(
    {
        Permission("scr_read", "Open a serious case review one has sight of."): (UNIT, DELEGATE, COUNCIL),
        Permission("scr_work", "Run serious case reviews: panel, scope, overview, summary, what comes after."): (UNIT,),
        Permission("scr_part", "Open an agency's management review one has sight of."): (UNIT, DELEGATE, COUNCIL, *AGENCIES),
        Permission("scr_write", "Write and submit one's own agency's management review."): AGENCIES,
        Permission("scr_hold", "Call and run the meetings of panel and working group."): (UNIT,),
        Permission("scr_join", "Take part in a meeting of panel or working group one is invited to."): (
            UNIT, DELEGATE, COUNCIL, *AGENCIES,
        ),
    },
    reach=[
        # An agency has no standing reach: its part is shared with it from its opening, and nothing else of the review.
        StandingReach(UNIT, kind=KIND, breadth="area"),
        StandingReach(UNIT, kind=PART_KIND, breadth="area"),
        StandingReach(UNIT, kind=MEETING_KIND, breadth="team"),
    ],
)  # fmt: skip
