"""Who looks after accounts and posts, who opens files in an emergency, and who watches over who has seen what."""

from sharedduty.foundations.access.registry import Permission, declare

CHILD_FACING = (
    "front_door_worker", "front_door_manager", "out_of_hours_worker", "social_worker", "social_work_manager", "conference_chair",
    "police_mash", "health_mash", "education_mash",
)  # fmt: skip

declare(
    {
        Permission("accounts_manage", "Make and end accounts, approve appointments, reset a lost second factor."): {
            "administrator"
        },
        Permission("appointments_propose", "Propose who joins, moves and leaves in one's own team or organisation."): {
            "administrator",
            "front_door_manager",
            "business_manager",
        },
        Permission("directory_see", "See organisations, teams and posts, and who holds them."): {
            "administrator",
            "business_manager",
            "front_door_manager",
            "front_door_worker",
            "out_of_hours_worker",
            "privacy_officer",
        },
        Permission("directory_keep", "Keep organisations, their successors, teams and posts up to date."): {
            "administrator",
            "business_manager",
        },
        Permission(
            "emergency_open", "Open a file in an emergency, to read, for 24 hours, with a reason."
        ): CHILD_FACING,
        Permission("file_seal", "Seal a file one works on, and unseal it as one of two people."): {
            "front_door_manager",
            "lado",
        },
        Permission("openings_review", "Review emergency openings."): {"privacy_officer", "business_manager"},
        Permission("sightings_see", "See who has seen and changed a file."): {"privacy_officer"},
        Permission("journal_watch", "See whether the journal is sealed and sound."): {
            "privacy_officer",
            "administrator",
        },
        Permission("incident_close", "Close an incident of the journal with what was found."): {"privacy_officer"},
        Permission("subject_exclude", "Shut the subject of a file and their line out of it."): {
            "front_door_manager",
            "lado",
        },
    }
)
