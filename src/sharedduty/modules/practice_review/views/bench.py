"""The step pages of a practice review."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.practice_review.process import PROCESS
from sharedduty.modules.practice_review.queries import reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="practice review", page="practice_review:review",
    listed="practice_review:reviews", permission="practice_work",
)  # fmt: skip
