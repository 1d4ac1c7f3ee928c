"""Who looks after how long files are kept."""

from sharedduty.foundations.access.api import Permission, declare

declare(
    {
        Permission(
            "retention_review", "Decide how much longer a file is kept; put a file on legal hold and lift the hold."
        ): {"privacy_officer"}
    }
)
