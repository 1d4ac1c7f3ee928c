"""Who may name the officer that carries a review or an allegation (GL-SU-01)."""

from sharedduty.foundations.access.api import Permission, declare

declare(
    {
        Permission(
            "case_officer_name", "Name who of the unit carries a review or an allegation, and see which has nobody."
        ): ("business_manager", "lado"),
    }
)
