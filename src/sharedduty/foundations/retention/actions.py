"""Finding the files whose period is over, deciding how much longer each is kept, and legal hold."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, connections
from django.utils import timezone

from sharedduty.foundations.access.api import Refused, Viewer, seen_by, system_viewer
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.clocks import add_months
from sharedduty.foundations.retention.models import Review
from sharedduty.foundations.retention.schedule import REVIEW, Due, Facts, Rule, due, rules_for
from sharedduty.foundations.retention.sources import births_in, endings_in

AT_ONCE = 5000
LONGEST_YEARS = 120


@dataclass(frozen=True)
class _Candidate:
    """One file as the nightly finder sees it: numbers, days and its class, nothing of what is in it."""

    file: int
    area: int
    reference: str
    kind: str
    retention_class: str
    opened_on: datetime.date
    again_on: datetime.date | None


def find_due(on: datetime.date | None = None) -> int:
    """Note every file whose period has come to its end by a day (default today). Gives how many (guidance-now D14).

    Timed work, as the system viewer that reminds; bears running twice: a file that waits already is not found again.
    """
    day = on or timezone.localdate()
    by = system_viewer("reminder")
    rules = {
        area: rules_for(name, day)
        for area, name in Area.objects.using(by.database).order_by("pk").values_list("pk", "name")
    }
    found = 0
    for run in _runs(by.database):
        first, last = run[0].file, run[-1].file
        born, ended = births_in(by.database, first, last), endings_in(by.database, first, last)
        reached = []
        for one in run:
            moving = one.file in ended and ended[one.file] is None
            facts = Facts(one.opened_on, tuple(born.get(one.file, ())), ended.get(one.file), moving)
            end = _end(rules.get(one.area, {}).get(one.retention_class, []), facts, one.again_on)
            if end is not None and end.on <= day:
                reached.append((one, end))
        found += _note(by, reached)
    return found


def _runs(database: str) -> Iterator[list[_Candidate]]:
    """Every file that does not wait for review already, by number, some thousands at a time."""
    after = 0
    while True:
        with connections[database].cursor() as cursor:
            cursor.callproc("retention_candidates", [after, AT_ONCE])
            run = [_Candidate(*row) for row in cursor.fetchall()]
        if not run:
            return
        yield run
        after = run[-1].file


def _end(rules: list[Rule], facts: Facts, again_on: datetime.date | None) -> Due | None:
    """When a file is to be looked at: what was last decided goes before what its class says."""
    counted = due(rules, facts)
    if counted is None or again_on is None:
        return counted
    return Due(again_on, counted.rule, REVIEW, again_on)


def _note(by: Viewer, reached: list[tuple[_Candidate, Due]]) -> int:
    if not reached:
        return 0
    now = timezone.now()
    with seen_by(by):
        Review.objects.using(by.database).bulk_create(
            Review(
                case_file_id=one.file, reference=one.reference, kind=one.kind, retention_class=one.retention_class,
                pack=end.rule.pack, counted_from=end.counted_from, from_on=end.from_on, due_on=end.on, found_at=now,
            )
            for one, end in reached
        )  # fmt: skip
        record_change(
            by=by, verb="found due for review", object_type="retention", object_ref="",
            files=[one.file for one, _ in reached],
        )  # fmt: skip
    return len(reached)


def keep(*, by: Viewer, review: Review, reason: str, review_on: datetime.date) -> None:
    """Keep a file whose period is over, with a reason, until it is looked at again. Raises Refused. Journalled.

    The day lies ahead, within 120 years. Whoever looks after keeping decides; a hold changes nothing here.
    """
    _officer(by)
    if not reason.strip():
        raise Refused("Say why the file is kept.")
    today = timezone.localdate()
    if not today < review_on <= add_months(today, 12 * LONGEST_YEARS):
        raise Refused("The day to look at it again must be in the future, and within 120 years.")
    decided = Review.objects.filter(pk=review.pk, decided_at=None).update(
        decided_at=timezone.now(), decided_by_id=by.holding, reason=reason.strip(), review_on=review_on
    )
    if not decided:
        raise Refused("Somebody decided this already.")
    record_change(
        by=by, verb="kept file", object_type="file", object_ref=review.reference, file=review.case_file_id,
        fields=["review_on"], reason=reason.strip(),
    )  # fmt: skip


def set_hold(*, by: Viewer, reference: str, reason: str) -> int | None:
    """Put a file on legal hold: it stays as it is whatever its period says. Gives the file's id. Journalled.

    None where there is no such file for this person, a sealed one included, and where it is on hold already. Raises
    Refused without a reason.
    """
    _officer(by)
    if not reason.strip():
        raise Refused("Say why the file must stay as it is.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_set_hold(%s, %s)", [reference, reason.strip()])
        file: int | None = cursor.fetchone()[0]
    if file is not None:
        record_change(
            by=by, verb="put on legal hold", object_type="file", object_ref=reference, file=file, fields=["legal_hold"],
            reason=reason.strip(),
        )  # fmt: skip
    return file


def lift_hold(*, by: Viewer, hold_id: int, reference: str, reason: str) -> None:
    """Lift a hold, with a reason. The file's period counts again. Raises Refused. Journalled."""
    _officer(by)
    if not reason.strip():
        raise Refused("Say why the hold can be lifted.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT retention_lift_hold(%s, %s)", [hold_id, reason.strip()])
        file: int | None = cursor.fetchone()[0]
    if file is None:
        raise Refused("This hold was lifted already.")
    record_change(
        by=by, verb="lifted legal hold", object_type="file", object_ref=reference, file=file, fields=["legal_hold"],
        reason=reason.strip(),
    )  # fmt: skip


def _officer(by: Viewer) -> None:
    if not by.may("retention_review"):
        raise Refused("Only the privacy officer looks after how long files are kept.")
