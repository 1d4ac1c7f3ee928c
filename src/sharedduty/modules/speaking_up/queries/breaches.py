"""Breaches of personal data as their pages show them, and the words of each list."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.db.models.functions import Upper
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Clock, Move, Task, tasks
from sharedduty.modules.speaking_up.models import BreachNote, DataBreach
from sharedduty.modules.speaking_up.process import BREACH, CLOSED, NOT_TOLD, TOLD

PREFIX = "DB"
MOST = 50
# Whose data and which: lists of our own, for the article asks for the categories without naming any.
PEOPLE = {
    "children": "Children", "family": "Parents, carers and relatives", "staff": "People who work or volunteer with children",
    "spoke_up": "People who spoke up, complained or asked", "other": "Others", "not_known": "Not known yet",
}  # fmt: skip
DATA = {
    "identity": "Names, birthdays, numbers", "whereabouts": "Addresses and whereabouts",
    "protected": "An address that is protected", "harm": "What happened to a child, and what services did",
    "health": "Health, disability, ethnicity, religion or sexual life", "offences": "Offences and allegations",
    "pictures": "Pictures or recordings", "sign_in": "Passwords and sign-in", "other": "Other data", "not_known": "Not known yet",
}  # fmt: skip
TOLD_WORDS = {**TOLD, **{code: f"Not told: {words[0].lower()}{words[1:]}" for code, words in NOT_TOLD.items()}}


def breaches(viewer: Viewer) -> QuerySet[DataBreach]:
    """Breaches in sight with what every page names of them."""
    return DataBreach.objects.select_related("case_file", "area")


def by_reference(viewer: Viewer, reference: str) -> DataBreach | None:
    """The breach with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    # Compared as capitals, so that sight is judged before the reference is, whether there is such a row or none: by the
    # index alone a breach of another area answered a tenth slower than none. The register is short enough to read through.
    return breaches(viewer).annotate(called=Upper("reference")).filter(called=known).first()


@dataclass(frozen=True)
class BreachRow:
    """One breach as a list shows it: its stage in words, and the limit for telling the regulator."""

    held: DataBreach
    stage: str
    clock: Clock | None

    @property
    def due_at(self) -> datetime.datetime | None:
        """When the regulator must be told; None where that is settled."""
        return self.clock.due_at if self.clock and not self.clock.met_at and not self.clock.stopped_at else None

    @property
    def late(self) -> bool:
        """Whether the limit has passed, and the regulator is neither told nor left out with a reason."""
        return bool(self.due_at and self.due_at < timezone.now())


def listed(viewer: Viewer, which: str) -> QuerySet[DataBreach]:
    """Those that are open, the oldest first; or those closed, the latest first."""
    if which == "closed":
        return breaches(viewer).filter(stage=CLOSED).order_by("-aware_at", "-pk")
    return breaches(viewer).exclude(stage=CLOSED).order_by("aware_at", "pk")


def rows(viewer: Viewer, shown: Sequence[DataBreach]) -> list[BreachRow]:
    """The breaches of one page of a list. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="data breaches", files=[one.case_file_id for one in shown])
    return _rows(shown)


def to_do(viewer: Viewer) -> list[BreachRow]:
    """What is open and in sight: at most MOST, the oldest first."""
    return _rows(list(listed(viewer, "open")[:MOST]))


def _rows(shown: Sequence[DataBreach]) -> list[BreachRow]:
    clocks = {
        one.record: one for one in Clock.objects.filter(record__in=[held.reference for held in shown]).order_by("pk")
    }
    return [BreachRow(one, BREACH.stage(one.stage).title, clocks.get(one.reference)) for one in shown]


@dataclass(frozen=True)
class BreachView:
    """Everything on a breach's page."""

    row: BreachRow
    clocks: list[Clock]
    tasks: list[Task]
    notes: list[BreachNote]
    moves: list[Move]


def view_of(viewer: Viewer, held: DataBreach) -> BreachView:
    """Everything about one breach. Journals that it was opened."""
    record_sight(
        by=viewer, verb="opened", object_type="data breach", object_ref=held.reference, files=[held.case_file_id]
    )
    clocks = list(Clock.objects.filter(record=held.reference).order_by("pk"))
    return BreachView(
        row=BreachRow(held, BREACH.stage(held.stage).title, clocks[-1] if clocks else None), clocks=clocks,
        tasks=tasks(BREACH, held), notes=list(held.notes.select_related("recorded_by__post").order_by("recorded_at", "pk")),
        moves=list(Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk")),
    )  # fmt: skip
