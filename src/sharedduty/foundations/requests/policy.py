"""Who may ask an agency for information, and who may answer for one."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

TEAM = ("social_worker", "social_work_manager")
ASKERS = ("front_door_worker", "front_door_manager", "out_of_hours_worker", *TEAM, "family_help_lead")
AGENCIES = ("police_mash", "health_mash", "education_mash", "teacher", "gp", "practitioner", *TEAM)
KEEPERS = ("business_manager", "privacy_officer")

declare(
    {
        Permission("request_ask", "Ask an agency what it knows, chase it, withdraw the request."): (
            *ASKERS, "business_manager", "community_safety_lead",
        ),
        Permission("agreements_see", "Read the register of sharing agreements."): (
            *ASKERS, *AGENCIES, *KEEPERS, "partner", "scrutineer", "administrator",
        ),
        Permission("agreements_keep", "Add to the register of sharing agreements, review and end them."): KEEPERS,
        Permission("request_answer", "Answer what one's own agency is asked."): AGENCIES,
    },
    reach=[
        # The asked team has no standing reach at all: each request grants it that one file, and nothing else.
        StandingReach("front_door_worker", kind="information_request", breadth="team"),
        StandingReach("front_door_manager", kind="information_request", breadth="team"),
        StandingReach("social_worker", kind="information_request", breadth="team"),
        StandingReach("social_work_manager", kind="information_request", breadth="team"),
        StandingReach("family_help_lead", kind="information_request", breadth="team"),
        StandingReach("out_of_hours_worker", kind="information_request", breadth="organisation"),
    ],
)  # fmt: skip
