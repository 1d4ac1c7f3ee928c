"""The step pages of an allegation."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.allegations.process import PROCESS
from sharedduty.modules.allegations.queries import reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="allegation", page="allegations:allegation",
    listed="allegations:allegations", permission="allegation_work",
)  # fmt: skip
