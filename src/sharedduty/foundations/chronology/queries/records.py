"""Where chronologies are found, and what is owed on them: as far as sight reaches."""

from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.chronology.models import AgencyPart, Chronology, Discrepancy, DiscrepancyNotice
from sharedduty.foundations.chronology.rules.running import UNANSWERED
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.process.api import register
from sharedduty.foundations.retention.api import register_births

MOST = 50


def whole_page(viewer: Viewer, reference: str) -> str:
    """A chronology's page, for those who may open one."""
    return reverse("chronology:chronology", args=[reference]) if viewer.may("chronology_read") else ""


def part_page(viewer: Viewer, reference: str) -> str:
    """A part's page, for its agency and whoever runs it."""
    allowed = viewer.may("chronology_write") or viewer.may("chronology_work")
    return reverse("chronology:part", args=[reference]) if allowed else ""


def doubt_page(viewer: Viewer, reference: str) -> str:
    """A discrepancy's page, for whoever runs the chronology."""
    return reverse("chronology:discrepancy", args=[reference]) if viewer.may("chronology_work") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What an agency has to write and to answer; what the business unit has to follow up."""
    if viewer.kind != "account" or viewer.team_id is None:
        return []
    found = []
    if viewer.may("chronology_write"):
        waiting = AgencyPart.objects.filter(asked_team_id=viewer.team_id, stage="asked").order_by("asked_at", "pk")[
            :MOST
        ]
        found += [
            Owed("Write your agency's chronology", one.reference, part_page(viewer, one.reference), one.due_at, "should",
                 "HE-CHR-01", one.case_file_id, since=one.asked_at)
            for one in waiting
        ]  # fmt: skip
        told = DiscrepancyNotice.objects.filter(part__asked_team_id=viewer.team_id, answered_at__isnull=True)
        found += [
            Owed("Answer what does not fit in a chronology", one.part.reference, part_page(viewer, one.part.reference), None,
                 "should", "HE-CHR-03", one.case_file_id, since=one.sent_at)
            for one in told.select_related("part").order_by("sent_at", "pk")[:MOST]
        ]  # fmt: skip
    if viewer.may("chronology_work"):
        open_ones = Discrepancy.objects.filter(stage__in=(*UNANSWERED, "explained")).order_by("found_at", "pk")[:MOST]
        words = {"found": "Tell the agencies of a discrepancy", "notified": "Take in the answer to a discrepancy",
                 "explained": "End a discrepancy"}  # fmt: skip
        found += [
            Owed(words[one.stage], one.reference, doubt_page(viewer, one.reference), None, "should", "HE-CHR-03",
                 one.case_file_id, since=one.found_at)
            for one in open_ones
        ]  # fmt: skip
    return found


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is none of a chronology in sight."""
    if whole := Chronology.objects.filter(case_file=file).first():
        return {"text": f"Chronology {whole.reference}", "href": whole_page(viewer, whole.reference)}
    if part := AgencyPart.objects.filter(case_file=file).first():
        return {"text": f"Agency's chronology {part.reference}", "href": part_page(viewer, part.reference)}
    return None


def make_known() -> None:
    """Tell the house where records are and what is owed."""
    register("CH", whole_page)
    register("CA", part_page)
    register("CD", doubt_page)
    register_births("chronology_births")
    slots.fill("my_work", "chronology", lambda *, viewer: owed(viewer), order=65)
    slots.fill("file_pages", "chronology", lambda *, viewer, file: page_of_file(viewer, file), order=65)
