"""Who may do what with domestic homicide reviews (docs/adr/0025).

The community safety partnership owns them; no post of the safeguarding partnership reaches one by itself. Members of a panel, and
whoever is asked for an agency's own report, come in by a grant on what they were asked for, and on nothing else.
"""

from sharedduty.foundations.access.api import ROLES, Permission, StandingReach, declare

LEAD = "community_safety_lead"
NOT_WITH_CASES = ("administrator", "privacy_officer")
WITH_CASES = tuple(role for role in ROLES if role not in NOT_WITH_CASES)
OWN = (
    "homicide_notice", "homicide_review", "homicide_member", "homicide_report", "homicide_decision_meeting",
    "homicide_panel_meeting", "information_request", "chronology", "agency_chronology", "chronology_key", "recommendation",
    "recommendation_part",
)  # fmt: skip

declare(
    {
        Permission("homicide_notify", "Refer a death for a domestic homicide review, and see that it came."): WITH_CASES,
        Permission("homicide_work", "Run domestic homicide reviews for the community safety partnership."): (LEAD,),
        Permission("homicide_read", "Open a domestic homicide review one has sight of: as a member of its panel."): WITH_CASES,
        Permission("homicide_declare", "See one's own seat on a panel, and declare oneself free to sit."): WITH_CASES,
        Permission("homicide_hold", "Call and run the meetings of the decision panel and the review panel."): (LEAD,),
        Permission("homicide_join", "Take part in a panel meeting one is invited to."): WITH_CASES,
        Permission("homicide_report", "Write, or endorse, one's agency's own report for a review, where one is asked."): (
            WITH_CASES
        ),
    },
    reach=[StandingReach(LEAD, kind=kind, breadth="team") for kind in OWN],
)  # fmt: skip
