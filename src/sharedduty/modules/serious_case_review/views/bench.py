"""The step pages of a review, and of an agency's part."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.serious_case_review.process import PART, PROCESS
from sharedduty.modules.serious_case_review.queries import agency, reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="serious case review", page="serious_case_review:review",
    listed="serious_case_review:reviews", permission="scr_work",
)  # fmt: skip
AGENCY = StepPages(
    process=PART, find=agency.by_reference, called="management review", page="serious_case_review:part",
    listed="serious_case_review:asked", permission="scr_write",
)  # fmt: skip
