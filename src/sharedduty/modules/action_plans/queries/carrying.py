"""Documents that should carry recommendations, and which of their new issues nobody has answered for (TRK-11)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.action_plans.models import Carrying, Document, Mention, Reissue, TrackedRecommendation
from sharedduty.modules.action_plans.process import OPEN

DOCUMENT_PREFIX = "AY"


@dataclass(frozen=True)
class Issue:
    """A new issue of a document for which nobody has said whether it carries a recommendation."""

    key: str
    carrying_id: int
    reissue_id: int
    recommendation: str
    title: str
    owner: str
    reissued_on: Any
    case_file_id: int
    document_id: int

    @property
    def words(self) -> str:
        """The document and its day."""
        return f"{self.title}, issued {date_words(self.reissued_on)}"


def documents(viewer: Viewer) -> QuerySet[Document]:
    """The documents of the viewer's area, by title."""
    return Document.objects.filter(area_id=viewer.area_id or 0).order_by("title", "pk")


def document(viewer: Viewer, reference: str) -> Document | None:
    """A document of the viewer's area by its reference; None for any other."""
    return documents(viewer).filter(reference=reference.upper()).first()


def unnamed_document(viewer: Viewer, held: TrackedRecommendation, reference: str) -> Document | None:
    """A document of the area that is not named as carrying a recommendation yet; None for any other."""
    found = document(viewer, reference) if reference else None
    return found if found and not held.carryings.filter(document=found).exists() else None


def unnamed(viewer: Viewer, held: TrackedRecommendation) -> dict[str, str]:
    """The documents that could be named as carrying a recommendation: reference to title; at most 200."""
    taken = held.carryings.values_list("document_id", flat=True)
    return {one.reference: f"{one.title} ({one.owner})" for one in documents(viewer).exclude(pk__in=list(taken))[:200]}


def open_issues(viewer: Viewer, held: Sequence[TrackedRecommendation] | None = None) -> list[Issue]:
    """New issues, since a document should carry one of these recommendations, that nobody has answered for; oldest first.

    All open recommendations in sight where none are named. Two issues in one row wait both: each is answered.
    """
    carryings = Carrying.objects.select_related("recommendation", "document").filter(recommendation__stage__in=OPEN)
    if held is not None:
        carryings = carryings.filter(recommendation__in=held)
    return _unanswered(list(carryings.order_by("pk")[:2000]))


def waits(held: TrackedRecommendation) -> bool:
    """Whether a new issue of a document that should carry it waits for an answer."""
    return bool(_unanswered(held.carryings.select_related("recommendation", "document").order_by("pk")))


def _unanswered(carryings: Iterable[Carrying]) -> list[Issue]:
    held = list(carryings)
    issues: dict[int, list[Reissue]] = {}
    for one in Reissue.objects.filter(document__in={one.document_id for one in held}).order_by("reissued_on", "pk"):
        issues.setdefault(one.document_id, []).append(one)
    answered = set(Mention.objects.filter(carrying__in=held).values_list("carrying_id", "reissue_id"))
    found = [
        Issue(
            f"{one.document.reference}:{issue.reissued_on:%Y%m%d}", one.pk, issue.pk, one.recommendation.reference,
            one.document.title, one.document.owner, issue.reissued_on, one.case_file_id, one.document_id,
        )
        for one in held
        for issue in issues.get(one.document_id, [])
        if issue.reissued_on >= one.since_on and (one.pk, issue.pk) not in answered
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.reissued_on, one.title, one.recommendation))


@dataclass(frozen=True)
class DocumentRow:
    """A document in the list: its latest issue, which open recommendations it should carry, and what waits for an answer."""

    document: Document
    latest: Any
    carries: tuple[str, ...]
    waits: int


def document_rows(viewer: Viewer, shown: Sequence[Document]) -> list[DocumentRow]:
    """The documents of one page, with a fixed number of statements. Journals the recommendations named."""
    named: dict[int, list[Carrying]] = {}
    found = Carrying.objects.filter(document__in=shown, recommendation__stage__in=OPEN)
    for one in found.select_related("recommendation", "document").order_by("recommendation__reference", "pk"):
        named.setdefault(one.document_id, []).append(one)
    waiting = Counter(one.document_id for one in _unanswered(one for held in named.values() for one in held))
    issues = Reissue.objects.filter(document__in=shown).values_list("document_id")
    latest = dict(issues.annotate(latest=Max("reissued_on")).order_by())
    files = sorted({one.case_file_id for held in named.values() for one in held})
    record_sight(by=viewer, verb="listed", object_type="recommendations", files=files)
    return [
        DocumentRow(
            one,
            latest.get(one.pk),
            tuple(held.recommendation.reference for held in named.get(one.pk, [])),
            waiting[one.pk],
        )
        for one in shown
    ]


@dataclass(frozen=True)
class Carrier:
    """A document that should carry a recommendation, with what was said of each of its issues."""

    document: Document
    since_on: Any
    mentions: list[Mention]


def carriers_of(viewer: Viewer, held: TrackedRecommendation) -> list[Carrier]:
    """The documents that should carry a recommendation, by title."""
    named = list(held.carryings.select_related("document").order_by("document__title", "pk"))
    said: dict[int, list[Mention]] = {}
    for one in (
        Mention.objects.filter(carrying__in=named).select_related("reissue").order_by("reissue__reissued_on", "pk")
    ):
        said.setdefault(one.carrying_id, []).append(one)
    return [Carrier(one.document, one.since_on, said.get(one.pk, [])) for one in named]
