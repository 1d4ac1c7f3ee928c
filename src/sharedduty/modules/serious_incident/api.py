"""What other rooms may ask of serious incidents."""

from sharedduty.modules.serious_incident.queries.handing import IncidentFacts, incident_facts
from sharedduty.modules.serious_incident.queries.partners import holders

__all__ = ["IncidentFacts", "holders", "incident_facts"]
