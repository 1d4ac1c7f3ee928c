"""Who may do what with practice reviews. Partners and the council come in by a grant on each review."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

UNIT, DELEGATE, COUNCIL = "business_manager", "partner", "head_of_service"

declare(
    {
        Permission("practice_read", "Open a practice review one has sight of, and its report before it is published."): (
            UNIT, DELEGATE, COUNCIL,
        ),
        Permission("practice_work", "Run practice reviews: reviewer, terms, report, check of names, publication."): (UNIT,),
        Permission("practice_sign", "Sign that what is published was compared with the report as it came; never who wrote it."): (
            UNIT, DELEGATE, COUNCIL,
        ),
    },
    reach=[StandingReach(UNIT, kind="practice_review", breadth="area")],
)  # fmt: skip
