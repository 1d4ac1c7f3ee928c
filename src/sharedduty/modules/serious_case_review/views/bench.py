"""The step pages of a review, and of an agency's part."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.serious_case_review.process import PART, PROCESS
from sharedduty.modules.serious_case_review.queries import agency, reading
from sharedduty.modules.serious_case_review.rules.noting import NOTES

# The parts of a review's page, and where what a step writes is shown.
PARTS = {
    "": "Overview", "referral": "Referral and decision", "letters": "Letters and notices", "group": "Group and scope",
    "agencies": "Management reviews", "overview": "Overview report", "recommendations": "Recommendations",
    "disclosure": "Disclosure and summary", "notes": "Family and notes", "history": "History",
}  # fmt: skip
SHOWN = {
    "referral": ("consider", "recommend", "decide"),
    "letters": ("notice", "incident", "reply"),
    "group": ("nominate", "nomination-ends", "first-meeting", "scope", "extension"),
    "agencies": ("ask", "stop-waiting"),
    "overview": ("overview", "fair", "agree-overview", "panel-content", "send-back", "sign-off"),
    "recommendations": ("recommendation", "signature"),
    "disclosure": ("disclosure", "summary", "clear"),
    "notes": tuple(one.code for one in NOTES),
}  # fmt: skip

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="serious case review", page="serious_case_review:review",
    listed="serious_case_review:reviews", permission="scr_work",
    shown_in={slug: part for part, slugs in SHOWN.items() for slug in slugs},
)  # fmt: skip
AGENCY = StepPages(
    process=PART, find=agency.by_reference, called="management review", page="serious_case_review:part",
    listed="serious_case_review:asked", permission="scr_write",
)  # fmt: skip
