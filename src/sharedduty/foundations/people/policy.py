"""Who may do what with people's records, and which of them each role reaches by standing."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

DESK = ("front_door_worker", "front_door_manager", "out_of_hours_worker")

declare(
    {
        Permission("person_see", "Open the page of a person one has sight of."): (
            *DESK,
            "social_worker",
            "social_work_manager",
        ),
        Permission("person_register", "Register a child or another person."): (
            *DESK,
            "social_worker",
            "social_work_manager",
        ),
        Permission(
            "person_amend", "Add names, numbers, addresses, relations and involvements to a person one reaches."
        ): (
            *DESK,
            "social_worker",
            "social_work_manager",
        ),
        Permission("person_restrict", "Protect an address; keep an adopted child's identities apart."): (
            "front_door_manager",
        ),
        Permission(
            "person_merge", "Say that two records are one person, or that one was two; confirm another's word."
        ): (
            "front_door_worker",
            "front_door_manager",
            "out_of_hours_worker",
        ),
        Permission(
            "person_link_account", "Say that a person on record also signs in, and shut them out of their files."
        ): (
            "front_door_manager",
            "lado",
        ),
        Permission("people_import", "Take in the council's existing children and open work from a file."): (
            "front_door_manager",
        ),
        Permission("child_check", "Ask whether a child is known, for an open contact and a stated purpose."): DESK,
        Permission("child_check_review", "Review who asked whether children are known, and why."): ("privacy_officer",),
    },
    reach=[
        # A person's file belongs to the area's front door; the emergency duty team acts for it when it is closed.
        StandingReach("front_door_worker", kind="person", breadth="team"),
        StandingReach("front_door_manager", kind="person", breadth="team"),
        StandingReach("out_of_hours_worker", kind="person", breadth="organisation"),
        # A protected address lies in a file of its own: nobody else sees it but by a grant.
        StandingReach("front_door_manager", kind="protected_address", breadth="team"),
    ],
)
