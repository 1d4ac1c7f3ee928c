"""The step pages of a practice review."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.practice_review.process import PROCESS
from sharedduty.modules.practice_review.queries import reading

# The parts of a review's page, and where what a step writes is shown.
PARTS = {
    "": "Overview", "beginning": "Beginning and terms", "people": "Family and practitioners", "progress": "Progress",
    "report": "Report", "publication": "Publication and learning", "history": "History",
}  # fmt: skip
SHOWN = {
    "beginning": ("begin", "reviewer", "reviewer-ends", "terms"), "people": ("invite", "part"),
    "progress": ("ask-progress", "progress", "learning", "delay", "process", "process-ends"),
    "report": ("report", "recommendation", "recommendation-mend", "answer", "done", "audit"),
    "publication": ("publication", "send-ahead", "comment", "response", "share"),
}  # fmt: skip

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="practice review", page="practice_review:review",
    listed="practice_review:reviews", permission="practice_work",
    shown_in={slug: part for part, slugs in SHOWN.items() for slug in slugs},
)  # fmt: skip
