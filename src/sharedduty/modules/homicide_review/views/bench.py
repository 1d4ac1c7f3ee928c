"""The step pages of a homicide review and of an agency's own report."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.homicide_review.process import PROCESS, REPORT_PROCESS
from sharedduty.modules.homicide_review.queries import members, reading

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="homicide review", page="homicide_review:review",
    listed="homicide_review:reviews", permission="homicide_work",
)  # fmt: skip
REPORTS = StepPages(
    process=REPORT_PROCESS, find=members.report_by_reference, called="homicide report", page="homicide_review:report",
    listed="homicide_review:asked", permission="homicide_report",
)  # fmt: skip
