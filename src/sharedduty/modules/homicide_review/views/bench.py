"""The step pages of a homicide review and of an agency's own report."""

from sharedduty.foundations.process.api import StepPages
from sharedduty.modules.homicide_review.process import PROCESS, REPORT_PROCESS
from sharedduty.modules.homicide_review.queries import members, reading

# The parts of a review's page, and where what a step writes is shown.
PARTS = {
    "": "Overview", "decision": "Decision", "panel": "Chair and panel", "family": "Family and media", "terms": "Terms",
    "agencies": "Agencies' reports", "report": "Report", "publication": "Home Office and publication", "costs": "Costs and time",
    "history": "History",
}  # fmt: skip
SHOWN = {
    "decision": ("decide", "ask", "chase", "overlap"),
    "panel": ("chair", "chair-ends", "administrator", "workshop"), "family": ("family", "wishes", "family-log", "media"),
    "terms": ("terms",),
    "report": ("overview", "recommendation", "recommendation-mend", "test", "checks", "submission", "change", "change-answer"),
    "publication": ("sign-off", "clearance", "home-office", "plan", "audit"),
    "costs": ("cost", "extend", "complaint", "complaint-answer"),
}  # fmt: skip

BENCH = StepPages(
    process=PROCESS, find=reading.by_reference, called="homicide review", page="homicide_review:review",
    listed="homicide_review:reviews", permission="homicide_work",
    shown_in={slug: part for part, slugs in SHOWN.items() for slug in slugs},
)  # fmt: skip
REPORTS = StepPages(
    process=REPORT_PROCESS, find=members.report_by_reference, called="homicide report", page="homicide_review:report",
    listed="homicide_review:asked", permission="homicide_report",
)  # fmt: skip
