"""Where this room's records are found and what is owed here: as far as sight reaches, and by nobody's search."""

from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import end_of_day
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.process.api import register
from sharedduty.modules.speaking_up.models import DataBreach, Matter
from sharedduty.modules.speaking_up.process import BREACH_WORK
from sharedduty.modules.speaking_up.queries import breaches
from sharedduty.modules.speaking_up.queries.reading import PREFIX, to_do

TO_DO = {
    "received": "Acknowledge", "looking": "Answer", "gathering": "Gather, judge and prepare",
    "checking": "Check and give out", "answered": "Bring to an end",
}  # fmt: skip


def matter_page(viewer: Viewer, reference: str) -> str:
    """A matter's page, for those who may work here."""
    return reverse("speaking_up:matter", args=[reference]) if viewer.may("speaking_up_work") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What is next with each matter one was given."""
    if viewer.kind != "account" or not viewer.may("speaking_up_work"):
        return []
    return [
        Owed(f"{TO_DO[row.held.stage]}: {row.held.get_kind_display().lower()}", row.held.reference,
             matter_page(viewer, row.held.reference), end_of_day(row.due_on) if row.due_on else None, "local", "HE-WB-01",
             row.held.case_file_id, since=row.held.opened_at)
        for row in to_do(viewer)
    ]  # fmt: skip


def breach_page(viewer: Viewer, reference: str) -> str:
    """A breach's page, for those who keep the register."""
    return reverse("speaking_up:breach", args=[reference]) if viewer.may(BREACH_WORK) else ""


def breaches_owed(viewer: Viewer) -> list[Owed]:
    """What is next with each breach that is open: to tell the regulator while its hours run, else to bring it to an end."""
    if viewer.kind != "account" or not viewer.may(BREACH_WORK):
        return []
    return [
        Owed("Data breach: tell the regulator, or say why not" if row.due_at else "Data breach: bring it to an end",
             row.held.reference, breach_page(viewer, row.held.reference), row.due_at, "must" if row.due_at else "",
             "UK GDPR art 33", row.held.case_file_id, since=row.held.aware_at)
        for row in breaches.to_do(viewer)
    ]  # fmt: skip


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is none of this room's in sight."""
    breach = DataBreach.objects.filter(case_file=file).first()
    if breach is not None:
        return {"text": str(breach), "href": breach_page(viewer, breach.reference)}
    held = Matter.objects.filter(case_file=file).first() or Matter.objects.filter(sending__case_file=file).first()
    return {"text": str(held), "href": matter_page(viewer, held.reference)} if held else None


def make_known() -> None:
    """Tell the house where this room's records are and what is owed here."""
    register(PREFIX, matter_page)
    register(breaches.PREFIX, breach_page)
    slots.fill("my_work", "speaking_up", lambda *, viewer: owed(viewer), order=21)
    slots.fill("my_work", "data_breaches", lambda *, viewer: breaches_owed(viewer), order=22)
    slots.fill("file_pages", "speaking_up", lambda *, viewer, file: page_of_file(viewer, file), order=61)
