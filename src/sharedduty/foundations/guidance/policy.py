"""Who checks editions against their sources, and who records that the threshold document is agreed and reviewed."""

from sharedduty.foundations.access.api import Permission, declare

CHECK, KEEP = "guidance_check", "threshold_document_keep"

declare(
    {
        Permission(CHECK, "Check rows of an edition against their source; a second person confirms each."): {
            "business_manager", "partner", "front_door_manager", "lado",
        },
        Permission(KEEP, "Record who agreed the threshold document and when it was reviewed."): {
            "business_manager", "partner",
        },
    }
)  # fmt: skip
