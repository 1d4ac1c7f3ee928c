"""The step pages of an incident."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.serious_incident.process import PROCESS
from sharedduty.modules.serious_incident.queries import reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="serious incident", page="serious_incident:incident",
    listed="serious_incident:incidents", permission="incident_decide",
)  # fmt: skip
