"""Who may do what with serious incidents. Delegates of the partners come in by a grant on each incident, not by standing."""

from sharedduty.foundations.access.api import ROLES, Permission, StandingReach, declare

DECIDER, DELEGATE, UNIT = "head_of_service", "partner", "business_manager"
NOT_WITH_CHILDREN = ("administrator", "scrutineer", "privacy_officer")

declare(
    {
        Permission("incident_ask", "Ask the council to consider an incident, and hear what was decided."): tuple(
            role for role in ROLES if role not in NOT_WITH_CHILDREN
        ),
        Permission("incident_read", "Open a serious incident one has sight of, and the log of all of them."): (
            DECIDER, DELEGATE, UNIT,
        ),
        Permission("incident_decide", "Take incidents in, decide whether they are notifiable, write and send notices."): (
            DECIDER,
        ),
        Permission("incident_view", "Say for a safeguarding partner whether an incident is notifiable."): (
            DECIDER, DELEGATE,
        ),
        Permission("incident_follow", "Record who was told of an incident and what the Panel wrote."): (DECIDER, UNIT),
    },
    reach=[
        *(StandingReach(DECIDER, kind=kind, breadth="team") for kind in ("serious_incident", "incident_request")),
        StandingReach(UNIT, kind="serious_incident", breadth="area"),
        # The unit reads what agencies ask the council to consider: the area's arrangements pass it on to its manager (GL-FD-17).
        StandingReach(UNIT, kind="incident_request", breadth="area", may_work=False),
        # What follows a notice waits for the business unit in a file of its own.
        *(StandingReach(role, kind="handover", breadth="team") for role in (DECIDER, UNIT)),
    ],
)  # fmt: skip
