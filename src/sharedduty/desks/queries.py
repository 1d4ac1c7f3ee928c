"""What the desks read: running clocks, hand-overs and records, each only as far as the viewer's sight reaches."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import due_words, time_left
from sharedduty.foundations.process.api import Clock, Handover, href

LIST_LIMIT = 200

slots.offer("my_work", gives="a list of Task: what this viewer owes in one room that no clock says")
slots.offer("search", gives="a list of Found: records of one room that match the words, seen by this viewer")


@dataclass(frozen=True)
class Task:
    """One thing owed: what, about which record, where, until when, by whom, and how that reads."""

    title: str
    record: str
    link: str
    due_at: datetime.datetime | None = None
    force: str = ""
    citation: str = ""
    file: int | None = None
    owner: str = ""

    @property
    def late(self) -> bool:
        """Whether the due instant has passed."""
        return self.due_at is not None and self.due_at < timezone.now()

    @property
    def due(self) -> str:
        """The limit in words."""
        return due_words(self.due_at, now=timezone.now()) if self.due_at else "no time limit"

    @property
    def left(self) -> str:
        """The time left, or how late it is, in words."""
        return time_left(self.due_at, now=timezone.now()) if self.due_at else ""


@dataclass(frozen=True)
class Found:
    """One record found by a search: what it is, its words, where, and in which file."""

    kind: str
    title: str
    detail: str
    link: str
    file: int


def _running() -> QuerySet[Clock]:
    running = Clock.objects.filter(met_at__isnull=True, stopped_at__isnull=True)
    return running.select_related("owed_by_team", "owed_by_appointment__post")


def _owner(clock: Clock) -> str:
    """The post or team that owes it; empty when it is somebody outside the partnership's posts."""
    if clock.owed_by_appointment:
        return clock.owed_by_appointment.post.title
    return clock.owed_by_team.name if clock.owed_by_team else ""


def _task(viewer: Viewer, clock: Clock) -> Task:
    return Task(
        clock.title,
        clock.record,
        href(viewer, clock.record),
        clock.due_at,
        clock.force,
        clock.citation,
        clock.case_file_id,
        _owner(clock),
    )


def _handover_task(viewer: Viewer, handover: Handover) -> Task:
    what = handover.start.replace("_", " ")
    return Task(f"Take up: {what}", handover.reference, href(viewer, handover.reference), file=handover.case_file_id)


def _in_order(tasks: Iterable[Task]) -> list[Task]:
    """By time left; what has no limit comes last."""
    far = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(tasks, key=lambda task: (task.due_at or far, task.record))


def my_work(viewer: Viewer) -> list[Task]:
    """Everything this viewer's post or team owes, by time left (issue A point 7). Journals the files it names."""
    mine = Q(owed_by_appointment_id=viewer.appointment_id) if viewer.appointment_id else Q(pk__in=[])
    if viewer.team_id:
        mine |= Q(owed_by_team_id=viewer.team_id)
    tasks = [_task(viewer, clock) for clock in _running().filter(mine).order_by("due_at")[:LIST_LIMIT]]
    owned = Handover.objects.filter(closed_at__isnull=True, accepted_at__isnull=True).filter(
        Q(owner_team_id=viewer.team_id) | Q(owner_post_id=viewer.post_id)
    )
    tasks += [_handover_task(viewer, handover) for handover in owned.order_by("left_at")[:LIST_LIMIT]]
    for more in slots.contents("my_work", viewer=viewer):
        tasks += more  # type: ignore[arg-type]  # a slot gives what its offer says: here a list of Task
    _journal(viewer, "listed", "my work", tasks)
    return _in_order(tasks)


def today(viewer: Viewer) -> dict[str, list[Task]]:
    """What is late, due today and due tomorrow, of all this viewer's sight reaches. Journals the files it names."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=23, minute=59, second=59, microsecond=0)
    tomorrow = midnight + datetime.timedelta(days=1)
    clocks = _running().filter(due_at__lte=tomorrow).order_by("due_at")[:LIST_LIMIT]
    tasks = [_task(viewer, clock) for clock in clocks]
    _journal(viewer, "listed", "today", tasks)
    return {
        "late": [task for task in tasks if task.late],
        "today": [task for task in tasks if not task.late and task.due_at and task.due_at <= midnight],
        "tomorrow": [task for task in tasks if task.due_at and task.due_at > midnight],
    }


def search(viewer: Viewer, words: str) -> list[Found]:
    """Records that match a reference or a name, of those in the viewer's sight. Journals the files it names."""
    found: list[Found] = []
    words = words.strip()
    if not words:
        return found
    try:
        reference = normalise_reference(words)
    except NotAReference:
        reference = ""
    if reference and (file := CaseFile.objects.filter(reference=reference).first()):
        link = href(viewer, reference)
        if link:
            found.append(Found(file.kind.replace("_", " "), reference, "", link, file.pk))
    for more in slots.contents("search", viewer=viewer, words=words, reference=reference):
        found += more  # type: ignore[arg-type]  # a slot gives what its offer says: here a list of Found
    record_sight(by=viewer, verb="searched", object_type="search", files={one.file for one in found})
    return list({one.link: one for one in found}.values())


def _journal(viewer: Viewer, verb: str, what: str, tasks: list[Task]) -> None:
    files = {task.file for task in tasks if task.file is not None}
    if files:
        record_sight(by=viewer, verb=verb, object_type=what, files=sorted(files))
