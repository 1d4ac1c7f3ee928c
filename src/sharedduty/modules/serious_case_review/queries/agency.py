"""Management reviews: as their agency writes them, and as whoever runs the review reads them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.access.models import Exclusion, Grant, Level
from sharedduty.foundations.chronology.api import of_record
from sharedduty.foundations.chronology.models import Entry
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.papers.api import Paper, papers_of
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Move
from sharedduty.modules.serious_case_review.models import (
    ManagementAdvice,
    ManagementNote,
    ManagementReport,
    ManagementReview,
    SeriousCaseReview,
)
from sharedduty.modules.serious_case_review.process import PART
from sharedduty.modules.serious_case_review.queries.choices import Line, answered

PREFIX = "SM"


def parts() -> QuerySet[ManagementReview]:
    """Parts with what every page names of them; not the review, which their agency cannot open."""
    return ManagementReview.objects.select_related("case_file", "asked_team", "asking_team__organisation")


def by_reference(viewer: Viewer, reference: str) -> ManagementReview | None:
    """A part for the agency's own team, and for those who read the review; None for all others and out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    own = Q(asked_team_id=viewer.team_id) if viewer.may("scr_write") else Q(pk__in=())
    return parts().filter(Q() if viewer.may("scr_read") else own, reference=known).first()


def asked_of_team(viewer: Viewer) -> QuerySet[ManagementReview]:
    """The parts the viewer's own team is asked for, those to be written first, then the latest."""
    return parts().filter(asked_team_id=viewer.team_id).order_by("stage", "-asked_at", "-pk")


def parts_of(viewer: Viewer, held: SeriousCaseReview) -> list[ManagementReview]:
    """The parts of a review in sight."""
    return list(parts().filter(review=held).order_by("agency", "pk"))


def waiting(held: SeriousCaseReview) -> dict[str, str]:
    """The agencies still waited for: reference to name."""
    found = held.management_reviews.filter(stage__in=("asked", "endorsed")).order_by("agency", "pk")
    return {one.reference: one.agency for one in found}


def readers(held: SeriousCaseReview) -> list[int]:
    """The posts that were given sight of a review."""
    found = Grant.objects.filter(case_file=held.case_file, post_id__isnull=False, until__isnull=True, level=Level.READ)
    return sorted(set(found.values_list("post_id", flat=True)))


def shut_out(viewer: Viewer, held: SeriousCaseReview) -> tuple[set[int | None], set[int | None]]:
    """The accounts and the posts that are shut out of a review's file."""
    found = Exclusion.objects.filter(case_file=held.case_file, lifted_at=None).values_list("account_id", "post_id")
    shut = list(found)
    return {one for one, _ in shut}, {one for _, one in shut}


def last_report(part: ManagementReview) -> ManagementReport | None:
    """The report as it stands."""
    return part.reports.order_by("-number", "-pk").first()


def own_lines(viewer: Viewer, part: ManagementReview) -> list[str]:
    """What the agency's own team wrote in chronologies in its sight: an analysis does not repeat it (HE-IMR-03)."""
    found = Entry.objects.filter(part__asked_team_id=part.asked_team_id, stands=True, struck=False)
    return list(found.order_by("-pk").values_list("event", flat=True)[:2000])


def wrote(viewer: Viewer, part: ManagementReview) -> bool:
    """Whether the viewer's account wrote the report that stands: then they cannot endorse it (HE-IMR-08)."""
    last = ManagementReport.objects.filter(part=part).select_related("recorded_by").order_by("-number", "-pk").first()
    return bool(last and last.recorded_by.account_id == viewer.account_id)


@dataclass
class PartView:
    """Everything on an agency's page."""

    part: ManagementReview
    stage: str
    report: ManagementReport | None
    versions: int
    lines: list[Line]
    advice: list[ManagementAdvice]
    notes: list[ManagementNote]
    moves: list[Move]
    papers: list[Paper]


def view_of(viewer: Viewer, part: ManagementReview) -> PartView:
    """Read a part whole, and journal it."""
    record_sight(
        by=viewer, verb="opened", object_type="management review", object_ref=part.reference, files=[part.case_file_id]
    )
    last = last_report(part)
    return PartView(
        part, PART.stage(part.stage).title, last, part.reports.count(),
        answered(part.pack, "scr.imr", last.answers) if last else [],
        list(part.advice.order_by("number", "pk")), list(part.notes.order_by("happened_on", "pk")),
        list(Move.objects.filter(record=part.reference).order_by("-moved_at", "-pk")),
        list(papers_of(viewer, part.reference)),
    )  # fmt: skip


def has_chronology(viewer: Viewer, reference: str) -> bool:
    """Whether a chronology of a review is in sight."""
    return of_record(viewer, reference) is not None
