"""The step pages of an assessment."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.queries import reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="assessment", page="assessment:assessment",
    listed="assessment:assessments", permission="assessment_work", caption=lambda held: f"{held}, {held.reference}",
)  # fmt: skip
