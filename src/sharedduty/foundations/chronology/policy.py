"""Who runs chronologies, who reads them, and who writes an agency's own part."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare
from sharedduty.foundations.requests.policy import AGENCIES

UNIT, SAFETY = "business_manager", "community_safety_lead"
DELEGATE, COUNCIL = "partner", "head_of_service"

declare(
    {
        Permission("chronology_read", "Open a composite chronology one has sight of."): (
            UNIT, SAFETY, DELEGATE, COUNCIL, *AGENCIES,
        ),
        Permission("chronology_work", "Run a chronology: ask agencies, compare, follow discrepancies, share it."): (
            UNIT, SAFETY,
        ),
        Permission("chronology_write", "Write and send one's own agency's chronology."): AGENCIES,
    },
    reach=[
        # An agency has no standing reach: its part is shared with it from its opening, and the whole when it is shared.
        # Each owner reaches its own alone: those of a homicide review are restricted until it is published (docs/adr/0025).
        StandingReach(UNIT, kind="chronology", breadth="team"),
        StandingReach(UNIT, kind="agency_chronology", breadth="team"),
        StandingReach(UNIT, kind="chronology_key", breadth="team"),
    ],
)  # fmt: skip
