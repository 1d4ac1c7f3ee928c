"""Hand-overs: work leaving one room for another, owned from the first second."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design.slots import contents, offer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.given import HandedChild
from sharedduty.foundations.process.models import Handover

STARTS = "hand-over starts"
offer(STARTS, gives="a Start, for a viewer and a handover this room can take up; None for any other")
STANDS = "where a hand-over led to stands"
offer(
    STANDS,
    gives="words, for a viewer who sees the handover: the stage of this room's record it led to; None for any other",
)


@dataclass(frozen=True)
class Start:
    """A way to begin, in another room, the work a hand-over is for: its words and its address."""

    text: str
    href: str


def starts_for(viewer: Viewer, handover: Handover) -> list[object]:
    """What rooms offer this viewer for beginning the work of a hand-over: a Start each (design section 3)."""
    return contents(STARTS, viewer=viewer, handover=handover) if handover.closed_at is None else []


def stands(viewer: Viewer, handover: Handover) -> str:
    """Where the record that a hand-over led to stands, in words, for whoever sees the hand-over; empty where no room says."""
    said = contents(STANDS, viewer=viewer, handover=handover) if handover.led_to else []
    return str(said[0]) if said else ""


def take_up(*, by: Viewer, handover: Handover, led_to: str, outcome: str) -> None:
    """Another room takes the work up in its own record `led_to`: accepted, its whereabouts kept, and closed (GL-FD-13).

    Raises ValueError where it is closed already, or without an outcome.
    """
    if handover.closed_at is not None:
        raise ValueError("this work was taken up before")
    accept(by=by, handover=handover)
    handover.led_to = led_to
    handover.save(using=by.database, update_fields=["led_to"])
    close(by=by, handover=handover, outcome=outcome)


def leave(
    *, by: Viewer, file: CaseFile, from_record: str, start: str, summary: str, about: str = "",
    owner_team_id: int | None = None, owner_post_id: int | None = None, child: HandedChild | None = None,
) -> Handover:  # fmt: skip
    """Leave work for another room, naming the `child` where that room begins a record of its own.

    Raises ValueError without an owner: a hand-over is never a dead end.
    """
    if (owner_team_id is None) == (owner_post_id is None):
        raise ValueError("a hand-over is owned by one team or one post until the other room accepts it")
    handover = Handover.objects.using(by.database).create(
        case_file=file, reference=new_reference("H"), from_record=from_record, about=about, start=start, summary=summary,
        left_at=timezone.now(), left_by_id=by.appointment_id, owner_team_id=owner_team_id, owner_post_id=owner_post_id,
        **(_kept(child) if child else {}),
    )  # fmt: skip
    record_change(by=by, verb="left a hand-over", object_type=start, object_ref=handover.reference, file=file.pk)
    return handover


def _kept(child: HandedChild) -> dict[str, Any]:
    """What a hand-over keeps of the child; whether they are born is said in its words, and on the record it comes from."""
    return {name: value for name, value in asdict(child).items() if name != "unborn"}


def accept(*, by: Viewer, handover: Handover) -> None:
    """Accept a hand-over as the viewer's post. Does nothing to one already accepted by the same post."""
    if handover.accepted_at:
        return
    handover.accepted_at, handover.accepted_by_id = timezone.now(), by.appointment_id
    handover.save(using=by.database, update_fields=["accepted_at", "accepted_by"])
    record_change(
        by=by, verb="accepted a hand-over", object_type=handover.start, object_ref=handover.reference,
        file=handover.case_file_id,
    )  # fmt: skip


def close(*, by: Viewer, handover: Handover, outcome: str) -> None:
    """Close a hand-over with what became of it. Raises ValueError without an outcome."""
    if not outcome.strip():
        raise ValueError("say what became of it")
    handover.closed_at, handover.outcome = timezone.now(), outcome
    handover.save(using=by.database, update_fields=["closed_at", "outcome"])
    record_change(
        by=by, verb="closed a hand-over", object_type=handover.start, object_ref=handover.reference,
        file=handover.case_file_id, fields=["outcome"],
    )  # fmt: skip
