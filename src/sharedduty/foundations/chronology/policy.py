"""Who runs chronologies, who reads them, and who writes an agency's own part."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare
from sharedduty.foundations.requests.policy import AGENCIES

UNIT, DELEGATE, COUNCIL = "business_manager", "partner", "head_of_service"

declare(
    {
        Permission("chronology_read", "Open a composite chronology one has sight of."): (
            UNIT, DELEGATE, COUNCIL, *AGENCIES,
        ),
        Permission("chronology_work", "Run a chronology: ask agencies, compare, follow discrepancies, share it."): (UNIT,),
        Permission("chronology_write", "Write and send one's own agency's chronology."): AGENCIES,
    },
    reach=[
        # An agency has no standing reach: its part is shared with it from its opening, and the whole when it is shared.
        StandingReach(UNIT, kind="chronology", breadth="area"),
        StandingReach(UNIT, kind="agency_chronology", breadth="area"),
        StandingReach(UNIT, kind="chronology_key", breadth="team"),
    ],
)  # fmt: skip
