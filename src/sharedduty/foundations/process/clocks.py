"""Starting, meeting, stopping and recomputing clocks. What a limit is comes from guidance packs; this keeps the running ones."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import connections
from django.db.models import QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.guidance.api import DueAnswer, NoNumber, due, pack, packs
from sharedduty.foundations.guidance.queries import answer_as_checked, checked_since
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.models import Clock
from sharedduty.foundations.process.sooner import limit_of

# In one statement, so that a step stays within its ten (docs/performance.md); row-level security holds for it as for any.
_MEET = """
UPDATE process_clock SET met_at = %(when)s, late_because = CASE WHEN %(when)s > due_at THEN %(because)s ELSE '' END
WHERE record = %(record)s AND key = %(key)s AND (%(about)s = '' OR about = %(about)s)
  AND met_at IS NULL AND stopped_at IS NULL
RETURNING case_file_id
"""


def start_clock(
    *,
    by: Viewer,
    file: CaseFile,
    record: str,
    key: str,
    at: datetime.datetime,
    title: str,
    about: str = "",
    team_id: int | None = None,
    appointment_id: int | None = None,
    sooner_at: datetime.datetime | None = None,
    sooner_because: str = "",
    pack_id: str = "",
) -> Clock | None:
    """Start the clock `key` at `at` on a record in `file`, by the editions in force then, the stricter on top (GL-XN-01).

    `pack_id` names one pack for a case that goes on by it although it takes no new ones (HE-SCR-24).
    `sooner_at` is an earlier end that somebody set because the child needs it, and why: the earlier of the two is due.

    Gives: the clock, or None where no pack in force has a number for it: a limit without a number is never guessed.
    Raises: the guidance foundation's UnknownClock for a key nobody declares.
    """
    try:
        answer = answer_as_checked(by, due(key, at, pack_id or None))
    except NoNumber:  # said in the docstring: the caller shows that there is no national or local limit
        return None
    clock = Clock.objects.using(by.database).create(
        case_file=file, record=record, about=about, title=title, owed_by_team_id=team_id,
        owed_by_appointment_id=appointment_id, sooner_at=sooner_at, sooner_because=sooner_because,
        **_computed(answer, sooner_at),
    )  # fmt: skip
    record_change(by=by, verb="clock started", object_type=key, object_ref=record, file=file.pk, fields=["due_at"])
    return clock


def _computed(answer: DueAnswer, sooner_at: datetime.datetime | None = None) -> dict[str, Any]:
    """What a clock row keeps of a computed answer: the strictest layer on top, every layer beside it."""
    return {
        "key": answer.clock.key,
        "pack": answer.clock.pack,
        "started_at": answer.at,
        "due_at": min(answer.due, sooner_at) if sooner_at else answer.due,
        "force": answer.clock.force,
        "citation": answer.clock.citation,
        "status": answer.clock.status,
        "layers": answer.as_json()["layers"],
        "calendar_version": answer.calendar_version,
    }


def open_clocks(by: Viewer, record: str, key: str = "", about: str = "") -> QuerySet[Clock]:
    """The clocks still running on a record, soonest first."""
    clocks = Clock.objects.using(by.database).filter(record=record, met_at__isnull=True, stopped_at__isnull=True)
    if key:
        clocks = clocks.filter(key=key)
    if about:
        clocks = clocks.filter(about=about)
    return clocks.order_by("due_at", "pk")


def confirmed_since(viewer: Viewer, clocks: Iterable[Clock]) -> set[int]:
    """The ids of running clocks whose draft rule two people confirmed after they began, where it gives the same date.

    A clock that is met or set aside keeps the standing it was judged with.
    """
    drafts = [one for one in clocks if one.status == "draft" and one.met_at is None and one.stopped_at is None]
    checked = checked_since(viewer, {(one.pack, one.key) for one in drafts})
    return {
        one.pk
        for one in drafts
        if (one.pack, one.key) in checked
        and due(one.key, one.started_at, one.pack).due == (limit_of(one) if one.sooner_at else one.due_at)
    }


def meet(
    *, by: Viewer, record: str, key: str, at: datetime.datetime | None = None, about: str = "", late_because: str = ""
) -> int:
    """Meet the running clocks `key` of a record. Gives how many. The due date they were judged on stays."""
    when = at or timezone.now()
    with connections[by.database].cursor() as cursor:
        cursor.execute(_MEET, {"when": when, "because": late_because, "record": record, "key": key, "about": about})
        files = [row[0] for row in cursor.fetchall()]
    for file in files:
        record_change(
            by=by, verb="clock met", object_type=key, object_ref=record, file=file, fields=["met_at"],
            reason=late_because,
        )  # fmt: skip
    return len(files)


def stop(*, by: Viewer, record: str, because: str, key: str = "", about: str = "") -> int:
    """Set running clocks aside without meeting them (withdrawn, wrong child), with the reason. Gives how many."""
    stopped = 0
    for clock in open_clocks(by, record, key, about):
        clock.stopped_at, clock.stopped_because = timezone.now(), because
        clock.save(using=by.database, update_fields=["stopped_at", "stopped_because"])
        record_change(
            by=by, verb="clock stopped", object_type=clock.key, object_ref=record, file=clock.case_file_id,
            fields=["stopped_at"], reason=because,
        )  # fmt: skip
        stopped += 1
    return stopped


def recompute(*, by: Viewer, clock: Clock, because: str, started_at: datetime.datetime | None = None) -> bool:
    """Compute an open clock again after its event or the calendar changed. Gives whether the due time moved.

    Raises NoNumber where no edition in force has a number for it any more; the clock then stays as it was.
    """
    if clock.met_at or clock.stopped_at:
        return False
    answer = due(clock.key, started_at or clock.started_at, _its_own_pack(clock))
    fresh = _computed(answer_as_checked(by, answer), clock.sooner_at)
    moved = (clock.due_at, clock.started_at) != (fresh["due_at"], fresh["started_at"])
    for name, value in fresh.items():
        setattr(clock, name, value)
    clock.save(using=by.database, update_fields=list(fresh))
    if moved:
        record_change(
            by=by, verb="clock computed again", object_type=clock.key, object_ref=clock.record, file=clock.case_file_id,
            fields=["due_at"], reason=because,
        )  # fmt: skip
    return moved


def _its_own_pack(clock: Clock) -> str | None:
    """The pack a clock goes on by where that takes no new cases: no edition in force holds its limit. Else None."""
    return clock.pack if clock.pack in packs() and pack(clock.pack).closed_to_new_cases else None
