"""The step pages of an escalation."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.queries import reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="escalation", page="escalation:escalation",
    listed="escalation:escalations", permission="escalation_work",
)  # fmt: skip
