"""Who may do what with recommendations. Agencies come in by the part each is asked; partners and the scrutineer read all."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

UNIT, DELEGATE, COUNCIL, SCRUTINEER = "business_manager", "partner", "head_of_service", "scrutineer"
SAFETY = "community_safety_lead"  # follows the recommendations of its own homicide reviews, and no others
# Who leads on safeguarding for an agency and so answers for its part: its team is asked, and shares that one file.
LEADS = (
    "teacher", "gp", "police_mash", "health_mash", "education_mash", "front_door_manager", "social_work_manager", COUNCIL,
    "early_help_coordinator",
)  # fmt: skip
READERS = (UNIT, SAFETY, DELEGATE, SCRUTINEER)
KIND, PART = "recommendation", "recommendation_part"

declare(
    {
        Permission("plan_read", "Read the register of recommendations and the reports on it."): READERS,
        Permission("plan_work", "Keep the register: take in, look at, ask agencies, follow, propose an end."): (
            UNIT, SAFETY,
        ),
        Permission("plan_settle", "Agree, as a second person, that a recommendation is closed or superseded."): (
            UNIT, SAFETY, DELEGATE,
        ),
        Permission("plan_part_read", "Open one agency's part in a recommendation that one has sight of."): (
            *LEADS, *READERS,
        ),
        Permission("plan_answer", "Answer for one's own agency's part in a recommendation."): (*LEADS, UNIT, SAFETY),
    },
    reach=[
        StandingReach(UNIT, kind=KIND, breadth="area"),
        StandingReach(UNIT, kind=PART, breadth="area"),
        StandingReach(DELEGATE, kind=KIND, breadth="area"),  # the second person writes what they made of it
        StandingReach(DELEGATE, kind=PART, breadth="area"),  # what is superseded is no longer asked of anybody
        StandingReach(SCRUTINEER, kind=KIND, breadth="area", may_work=False),
        StandingReach(SCRUTINEER, kind=PART, breadth="area", may_work=False),
    ],
)  # fmt: skip
