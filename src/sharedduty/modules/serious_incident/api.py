"""What other rooms may ask of serious incidents."""

from sharedduty.modules.serious_incident.actions.asking import ask_to_consider
from sharedduty.modules.serious_incident.queries.handing import (
    IncidentFacts,
    RequestFacts,
    asked_from,
    incident_facts,
    request_facts,
)
from sharedduty.modules.serious_incident.queries.partners import business_team, holders

__all__ = [
    "IncidentFacts", "RequestFacts", "ask_to_consider", "asked_from", "business_team", "holders", "incident_facts",
    "request_facts",
]  # fmt: skip
