"""What the desks read: running clocks, hand-overs and records, each only as far as the viewer's sight reaches."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Named, Owed
from sharedduty.foundations.forms.api import page_drafts
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, is_reference, normalise_reference
from sharedduty.foundations.process.api import Clock, Handover, href

LIST_LIMIT = 200

slots.offer(
    "my_work",
    gives="a list of Owed: what this viewer or their team owes in one room that no clock says; `mine` says which",
)
slots.offer(
    "begun", gives="a list of (what it is, its page, when it was last saved): what this viewer began and did not send"
)
slots.offer(
    "named", gives="{reference: Named}: whom the given records are about and who has them, as far as the viewer sees"
)
slots.offer("my_records", gives="the references of the records this viewer has in hand")
slots.offer("search", gives="a list of Found: records of one room that match the words, seen by this viewer")


@dataclass(frozen=True)
class Begun:
    """Something typed on a page and not sent yet: what, about which record, where, and when it was last saved."""

    title: str
    link: str
    saved_at: datetime.datetime
    file: int | None = None


@dataclass(frozen=True)
class Work:
    """What waits for one person: their own duties, what they began, and what their team owes that is not theirs.

    The lists hold what is due first; the counts are of everything there is, late ones among one's own too.
    """

    mine: list[Owed]
    begun: list[Begun]
    team: list[Owed]
    mine_count: int
    team_count: int
    late: int


@dataclass(frozen=True)
class Group:
    """A group of clocks on Today: those shown, how many there are, and how many of them the law says must be kept."""

    tasks: list[Owed]
    count: int
    must: int
    unowned: int

    @property
    def cut(self) -> bool:
        """Whether there are more than are shown."""
        return self.count > len(self.tasks)


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


def _task(viewer: Viewer, clock: Clock, *, mine: bool = True) -> Owed:
    return Owed(
        clock.title, clock.record, href(viewer, clock.record), clock.due_at, clock.force, clock.citation,
        clock.case_file_id, _owner(clock), mine,
    )  # fmt: skip


def _handover_task(viewer: Viewer, handover: Handover, *, mine: bool) -> Owed:
    verb = "Finish" if handover.accepted_at else "Take up"
    return Owed(
        f"{verb}: {handover.start.replace('_', ' ')}", handover.reference, href(viewer, handover.reference),
        file=handover.case_file_id, mine=mine, since=handover.accepted_at or handover.left_at,
        about=f"{handover.given_names} {handover.family_name}".strip(),
    )  # fmt: skip


def _in_order(tasks: Iterable[Owed]) -> list[Owed]:
    """By time left; what has no limit comes last, what waits longest first."""
    far = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(tasks, key=lambda task: (task.due_at or far, task.since or far, task.record))


def my_work(viewer: Viewer) -> Work:
    """What this viewer owes, what they began and did not send, and what their team owes beside that (issue A point 7).

    Mine is what my post owes by name, and what is owed on a record that I have in hand; each list goes by time left.
    Journals the files it names.
    """
    tasks, unseen, late = _clocks_owed(viewer)
    for mine in (True, False):
        found = _handovers(viewer, mine=mine)
        shown = [_handover_task(viewer, one, mine=mine) for one in found.order_by("left_at", "pk")[:LIST_LIMIT]]
        unseen[mine] += _beyond(found, len(shown))
        tasks += shown
    given = len(tasks)
    for more in slots.contents("my_work", viewer=viewer):
        tasks += more  # type: ignore[arg-type]  # a slot gives what its offer says: here a list of Owed
    late += sum(task.late for task in tasks[given:] if task.mine)
    tasks = _told_once(tasks[:given], tasks[given:])
    names = _names(viewer, tasks)
    tasks = [_named(task, names) for task in tasks]
    begun = _begun(viewer)
    _journal(viewer, "my work", [*tasks, *begun], names)
    ordered = _in_order(tasks)
    mine_, team_ = ([one for one in ordered if one.mine is whose] for whose in (True, False))
    return Work(mine_, begun, team_, len(mine_) + unseen[True], len(team_) + unseen[False], late)


def _told_once(clocks: list[Owed], of_rooms: list[Owed]) -> list[Owed]:
    """All of them, without a team's only limit of a record where its room tells me the same limit in its own words."""
    mine = {(task.record, task.due_at) for task in of_rooms if task.mine and task.due_at}
    of_team = Counter(task.record for task in clocks if not task.mine and task.due_at)
    again = [one for one in clocks if not one.mine and of_team[one.record] == 1 and (one.record, one.due_at) in mine]
    return [task for task in clocks if task not in again] + of_rooms


def _clocks_owed(viewer: Viewer) -> tuple[list[Owed], dict[bool, int], int]:
    """Running clocks: one's own and one's team's, how many of each are beyond those, and how many of one's own are late."""
    held: set[str] = set()
    for references in slots.contents("my_records", viewer=viewer):
        held |= set(references)  # type: ignore[call-overload]  # a slot gives what its offer says: references
    by_name = Q(owed_by_appointment_id=viewer.appointment_id) if viewer.appointment_id else Q(pk__in=[])
    own = _running().filter(by_name | Q(record__in=held, owed_by_appointment__isnull=True))
    tasks = [_task(viewer, clock) for clock in own.order_by("due_at", "pk")[:LIST_LIMIT]]
    late = sum(task.late for task in tasks)
    if late == LIST_LIMIT:
        late = own.filter(due_at__lt=timezone.now()).count()
    unseen = {True: _beyond(own, len(tasks)), False: 0}
    if viewer.team_id:
        team = _running().filter(owed_by_team_id=viewer.team_id, owed_by_appointment__isnull=True)
        team = team.exclude(record__in=held)
        owed = [_task(viewer, clock, mine=False) for clock in team.order_by("due_at", "pk")[:LIST_LIMIT]]
        unseen[False] = _beyond(team, len(owed))
        tasks += [replace(task, owner="") for task in owed]
    return tasks, unseen, late


def _beyond(found: QuerySet[Any], shown: int) -> int:
    """How many of what was found a list that was cut does not show; counted only where it was cut."""
    return found.count() - shown if shown >= LIST_LIMIT else 0


def _handovers(viewer: Viewer, *, mine: bool) -> QuerySet[Handover]:
    """Work handed over that waits: mine for this viewer's post, or taken up and not finished; else for their team."""
    waits = Q(accepted_at__isnull=True)
    if mine:
        taken = Q(accepted_by_id=viewer.appointment_id) if viewer.appointment_id else Q(pk__in=[])
        wanted = (waits & Q(owner_post_id=viewer.post_id, owner_post__isnull=False)) | taken
    else:
        elsewhere = Q(owner_post__isnull=True) | ~Q(owner_post_id=viewer.post_id)
        wanted = waits & Q(owner_team_id=viewer.team_id, owner_team__isnull=False) & elsewhere
    return Handover.objects.filter(wanted, closed_at__isnull=True)


def _names(viewer: Viewer, tasks: Iterable[Owed]) -> dict[str, Named]:
    """How people know the records of some tasks: by the names of those they are about. Each room is asked once."""
    names: dict[str, Named] = {}
    for told in slots.contents("named", viewer=viewer, records=sorted({task.record for task in tasks})):
        names.update(told)  # type: ignore[call-overload]  # a slot gives what its offer says: Named by reference
    return names


def _named(task: Owed, names: dict[str, Named]) -> Owed:
    """A task with whom it is about, and with who has it in hand before the team that owes it."""
    known = names.get(task.record, Named())
    return replace(task, about=known.about or task.about, owner=known.holder or task.owner)


def _begun(viewer: Viewer) -> list[Begun]:
    """What was typed and not sent. The pages themselves are opened only by those who may still open them."""
    if viewer.kind != "account" or not viewer.appointment_id:
        return []
    drafts = list(page_drafts(viewer)[:LIST_LIMIT])
    begun = [Begun(_about(one.form, one.about), one.about, one.saved_at, one.case_file_id) for one in drafts]
    for more in slots.contents("begun", viewer=viewer):
        begun += [Begun(*one) for one in more]  # type: ignore[attr-defined]  # a slot gives what its offer says
    return sorted(begun, key=lambda one: one.saved_at, reverse=True)


def _about(does: str, address: str) -> str:
    """What a draft does and about which record: the first reference in its page's address, if it names one."""
    named = [part for part in address.split("/") if is_reference(part) and normalise_reference(part) == part]
    return f"{does}, {named[0]}" if named else does


def today(viewer: Viewer) -> dict[str, Group]:
    """What is late, due today and due tomorrow, of all this viewer's sight reaches. Journals the files it names."""
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=23, minute=59, second=59, microsecond=999_999)
    tomorrow = midnight + datetime.timedelta(days=1)
    limits = {
        "late": Q(due_at__lt=now),
        "today": Q(due_at__gte=now, due_at__lte=midnight),
        "tomorrow": Q(due_at__gt=midnight, due_at__lte=tomorrow),
    }
    return _groups(viewer, limits)


def _groups(viewer: Viewer, limits: dict[str, Q]) -> dict[str, Group]:
    """The clocks within each limit; who has each in hand stands before the team that owes it. Rooms are asked once."""
    found = {
        name: [_task(viewer, clock) for clock in _running().filter(limit).order_by("due_at", "pk")[:LIST_LIMIT]]
        for name, limit in limits.items()
    }
    tasks_of_all = [task for tasks in found.values() for task in tasks]
    names = _names(viewer, tasks_of_all)
    _journal(viewer, "today", tasks_of_all, names)
    counts = _running().aggregate(
        **{f"{name}_count": Count("pk", filter=limit) for name, limit in limits.items()},
        **{f"{name}_must": Count("pk", filter=limit & Q(force="must")) for name, limit in limits.items()},
    )
    return {
        name: Group(
            [_named(task, names) for task in tasks], counts[f"{name}_count"], counts[f"{name}_must"],
            sum(not names.get(task.record, Named()).holder for task in tasks),
        )
        for name, tasks in found.items()
    }  # fmt: skip


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
    for more in slots.contents("search", viewer=viewer, words=words, reference=reference):
        found += more  # type: ignore[arg-type]  # a slot gives what its offer says: here a list of Found
    if reference and (file := CaseFile.objects.filter(reference=reference).first()):
        link = href(viewer, reference)
        if link and link not in {one.link for one in found}:  # the room that keeps the file says more of it
            found.append(Found(file.kind.replace("_", " "), reference, "", link, file.pk))
    record_sight(by=viewer, verb="searched", object_type="search", files={one.file for one in found})
    return _one_each(found)


def _one_each(found: Iterable[Found]) -> list[Found]:
    """Each record once, with every name it was found by: a contact may name several children of one family."""
    titles: dict[str, dict[str, None]] = {}
    first: dict[str, Found] = {}
    for one in found:
        titles.setdefault(one.link, {})[one.title] = None
        first.setdefault(one.link, one)
    return [Found(one.kind, ", ".join(titles[link]), one.detail, link, one.file) for link, one in first.items()]


def _journal(viewer: Viewer, what: str, lines: Iterable[Owed | Begun], names: dict[str, Named]) -> None:
    """One row for a page, with every file that a line or the name in it comes from."""
    files = {line.file for line in lines if line.file is not None}
    files |= {file for named in names.values() for file in named.files}
    if files:
        record_sight(by=viewer, verb="listed", object_type=what, files=sorted(files))
