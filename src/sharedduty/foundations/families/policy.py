"""Who decides what a family is shown of a review. A family member comes by a link, and reads what was granted to that link."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

UNIT, SAFETY = "business_manager", "community_safety_lead"

declare(
    {
        Permission("family_share", "Share a review's own words with a family member by name, and take them back."): (
            UNIT,
            SAFETY,
        )
    },
    reach=[
        StandingReach(role, kind=kind, breadth="team", may_work=True)
        for role in (UNIT, SAFETY)
        for kind in ("family_member", "family_share")
    ],
)
