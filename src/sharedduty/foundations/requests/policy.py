"""Who may ask an agency for information, and who may answer for one."""

from sharedduty.foundations.access.api import Permission, StandingReach, declare

ASKERS = ("front_door_worker", "front_door_manager", "out_of_hours_worker")
AGENCIES = ("police_mash", "health_mash", "education_mash", "teacher", "gp", "practitioner", "social_worker")

declare(
    {
        Permission("request_ask", "Ask an agency what it knows, chase it, withdraw the request."): ASKERS,
        Permission("request_answer", "Answer what one's own agency is asked."): AGENCIES,
    },
    reach=[
        # The asked team has no standing reach at all: each request grants it that one file, and nothing else.
        StandingReach("front_door_worker", kind="information_request", breadth="team"),
        StandingReach("front_door_manager", kind="information_request", breadth="team"),
        StandingReach("out_of_hours_worker", kind="information_request", breadth="organisation"),
    ],
)
