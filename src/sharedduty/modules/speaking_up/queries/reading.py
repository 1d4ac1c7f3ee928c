"""Matters as their pages show them, and what a sender reads with their key."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Clock, Handover, Move, Task, tasks
from sharedduty.modules.speaking_up.models import AccessItem, Matter, MatterNote, Message, Release, Released, Sending
from sharedduty.modules.speaking_up.process import CLOSED, process_of

PREFIX = "SU"
MOST = 50


@dataclass
class MatterView:
    """Everything on a matter's page."""

    held: Matter
    stage: str
    clocks: list[Clock]
    tasks: list[Task]
    messages: list[Message]
    notes: list[MatterNote]
    items: list[AccessItem]
    releases: list[Release]
    earlier: list[Released]
    handover: Handover | None
    moves: list[Move]

    def waits_for(self, viewer: Viewer) -> Release | None:
        """The disclosure this viewer prepared, which a second person is to check; None where none waits."""
        waiting = next((one for one in self.releases if not one.released_at and not one.sent_back_at), None)
        return waiting if waiting and waiting.recorded_by.account_id == viewer.account_id else None

    @property
    def due_on(self) -> datetime.date | None:
        """The day something is next owed to whoever sent it; None where no limit runs and no day was promised."""
        running = [timezone.localdate(one.due_at) for one in self.clocks if not one.met_at and not one.stopped_at]
        promised = (
            [self.held.promised_on] if self.held.promised_on and self.held.stage not in ("answered", CLOSED) else []
        )
        return min([*running, *promised], default=None)

    @property
    def late(self) -> bool:
        """Whether that day has passed."""
        return bool(self.due_on and self.due_on < timezone.localdate())

    @property
    def wrote_last(self) -> bool:
        """Whether the sender wrote after anybody here last did, and it is still open."""
        return bool(self.messages and self.messages[-1].from_sender and self.held.stage != CLOSED)


def matters() -> QuerySet[Matter]:
    """Matters with what every page names of them."""
    return Matter.objects.select_related("case_file", "area", "given_to", "sending__organisation", "sending__case_file")


def by_reference(viewer: Viewer, reference: str) -> Matter | None:
    """The matter with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return matters().filter(reference=known).first()


def listed(viewer: Viewer, which: str) -> QuerySet[Matter]:
    """The matters in sight: those open, the longest open at the top; or those closed, the latest first."""
    if which == "closed":
        return matters().filter(stage=CLOSED).order_by("-opened_at", "-pk")
    return matters().exclude(stage=CLOSED).order_by("opened_at", "pk")


@dataclass(frozen=True)
class Row:
    """One matter as a list shows it: its stage in words, the day something is owed, and whether the sender wrote last."""

    held: Matter
    stage: str
    due_on: datetime.date | None
    waits: bool

    @property
    def late(self) -> bool:
        """Whether the day has passed."""
        return bool(self.due_on and self.due_on < timezone.localdate())


def rows(viewer: Viewer, shown: Sequence[Matter]) -> list[Row]:
    """The matters of one page of a list. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="speaking up", files=[one.case_file_id for one in shown])
    running = _running(shown)
    last = {
        one.sending_id: one.from_sender
        for one in Message.objects.filter(sending__in=[one.sending_id for one in shown]).order_by("written_at", "pk")
    }
    return [
        Row(one, process_of(one.kind).stage(one.stage).title, _due(one, running), last.get(one.sending_id, False))
        for one in shown
    ]


def _running(shown: Sequence[Matter]) -> dict[str, datetime.date]:
    clocks = Clock.objects.filter(
        record__in=[one.reference for one in shown], met_at__isnull=True, stopped_at__isnull=True
    ).order_by("-due_at", "pk")
    return {one.record: timezone.localdate(one.due_at) for one in clocks}


def _due(held: Matter, running: dict[str, datetime.date]) -> datetime.date | None:
    promised = held.promised_on if held.stage not in ("answered", CLOSED) else None
    return min((one for one in (running.get(held.reference), promised) if one), default=None)


def to_do(viewer: Viewer) -> list[Row]:
    """What is open and in sight, with the day something is owed: at most MOST, the oldest first."""
    shown = list(matters().exclude(stage=CLOSED).order_by("opened_at", "pk")[:MOST])
    running = _running(shown)
    return [Row(one, process_of(one.kind).stage(one.stage).title, _due(one, running), waits=False) for one in shown]


def view_of(viewer: Viewer, held: Matter) -> MatterView:
    """Everything about one matter. Journals that it was opened."""
    left = Handover.objects.filter(reference=held.handed).first() if held.handed else None
    record_sight(
        by=viewer, verb="opened", object_type="speaking up", object_ref=held.reference,
        files=[held.case_file_id, held.sending.case_file_id, *([left.case_file_id] if left else [])],
    )  # fmt: skip
    process = process_of(held.kind)
    moves = list(Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk"))
    return MatterView(
        held=held, stage=process.stage(held.stage).title,
        clocks=list(Clock.objects.filter(record=held.reference).order_by("started_at", "pk")),
        tasks=tasks(process, held),
        messages=list(held.sending.messages.order_by("written_at", "pk")),
        notes=list(held.notes.select_related("recorded_by__post").order_by("recorded_at", "pk")),
        items=list(held.items.order_by("pk")), releases=(given_out := releases_of(held)),
        earlier=list(
            held.sending.released.exclude(version__in=[one.version for one in given_out if one.version]).order_by("pk")
        ),
        handover=left, moves=moves,
    )  # fmt: skip


def releases_of(held: Matter) -> list[Release]:
    """Every disclosure that was prepared, the latest first, with its parts and who had a hand in it."""
    found = held.releases.select_related(
        "recorded_by__post", "recorded_by__account", "released_by__post", "released_by__account", "sent_back_by__post",
        "asked_of",
    )  # fmt: skip
    return list(found.prefetch_related("parts").order_by("-recorded_at", "-pk"))


def waiting_release(held: Matter) -> Release | None:
    """The disclosure that a second person is to check; None where none waits."""
    return next((one for one in releases_of(held) if not one.released_at and not one.sent_back_at), None)


def sent_by(viewer: Viewer) -> Sending | None:
    """What this principal sent with its key; None for any other."""
    found = Sending.objects.select_related("case_file", "organisation", "area").filter(link_id=viewer.link_id or -1)
    return found.first()


def exchange(viewer: Viewer, sending: Sending) -> tuple[list[Message], list[Released]]:
    """What was said between both, and the newest disclosure, for whoever sent it. Journals that it was opened."""
    record_sight(
        by=viewer, verb="opened", object_type="speaking up", object_ref=sending.reference, files=[sending.case_file_id]
    )
    newest = sending.released.aggregate(last=Max("version"))["last"]
    return list(sending.messages.order_by("written_at", "pk")), list(
        sending.released.filter(version=newest).order_by("pk")
    )


def items_of(held: Matter) -> dict[str, str]:
    """The documents of a request: reference to words, with what was decided of each."""
    decided = {"": "not judged yet", "disclose": "goes out", "redact": "goes out in part", "withhold": "held back"}
    return {one.reference: f"{one.document} ({decided[one.decision]})" for one in held.items.order_by("pk")}


def going_out(held: Matter) -> list[AccessItem]:
    """The documents that may go out."""
    return list(held.items.filter(decision__in=(AccessItem.DISCLOSE, AccessItem.REDACT)).order_by("pk"))
