"""The step pages of a rapid review."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.rapid_review.process import PROCESS
from sharedduty.modules.rapid_review.queries import reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="rapid review", page="rapid_review:review",
    listed="rapid_review:reviews", permission="rapid_work",
)  # fmt: skip
