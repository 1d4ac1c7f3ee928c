"""Emergency opening of a file: read only, 24 hours, a reason in writing, reviewed afterwards (design section 4)."""

import datetime
from collections.abc import Callable

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.actions.people import Refused
from sharedduty.foundations.access.models import BreakGlass
from sharedduty.foundations.access.tries import too_often
from sharedduty.foundations.access.viewer import Viewer, system_viewer
from sharedduty.foundations.jobs.api import enqueue
from sharedduty.foundations.journal.api import record_change, record_sight
from sharedduty.foundations.plain.calendar import england_and_wales
from sharedduty.foundations.plain.clocks import end_of, london

REVIEW_WORKING_DAYS = 5
FINDINGS = {
    "justified": "Justified: the file was needed to keep a child safe",
    "avoidable": "Needed, but there was time to ask for sight in the ordinary way",
    "not justified": "Not justified: it goes to the line manager and the data protection officer",
}
NAMINGS_AN_HOUR = 10

# Takes (by, reference, the child's name as typed); gives the file's id when a child of that name is in that file. The
# room's own definer function decides, and notes the file as known (`access_note_known`) for an hour.
NameChecker = Callable[[Viewer, str, str], int | None]
_checkers: list[NameChecker] = []


def register_name_checker(checker: NameChecker) -> None:
    """Plug in how one room checks a full reference together with a child's name. Registering twice changes nothing."""
    if checker not in _checkers:
        _checkers.append(checker)


# Takes (by, the opening's id); opens the other files of the same record along with it and gives their ids. The room's own
# definer function decides which those are (`access_open_along`); sealed files and the excluded get none.
OpenedAlong = Callable[[Viewer, int], list[int]]
_along: list[OpenedAlong] = []


def register_opened_along(opener: OpenedAlong) -> None:
    """Plug in how one room opens the rest of a record with the file that was opened. Twice changes nothing."""
    if opener not in _along:
        _along.append(opener)


def name_the_child(*, by: Viewer, reference: str, name: str) -> int | None:
    """The id of the file, when a full reference and the name of a child in it were both given rightly; else none.

    Every try is journalled. After ten tries in an hour it says nothing any more. Sealed files and the excluded get none.
    """
    if not by.may("emergency_open") or _too_often(by):
        return None
    found = next((file for check in _checkers if (file := check(by, reference, name)) is not None), None)
    record_sight(
        by=by, verb="named the child", object_type="file", object_ref=reference if found else "",
        files=[found] if found else [], purpose="emergency opening" if found else "no such file under that name",
    )  # fmt: skip
    return found


def _too_often(by: Viewer) -> bool:
    return too_often(f"naming-a-child-{by.account_id}", NAMINGS_AN_HOUR)


def review_due(opened_at: datetime.datetime) -> datetime.datetime:
    """The end of the fifth working day after an opening, Europe/London."""
    return end_of(england_and_wales().add_working_days(london(opened_at).date(), REVIEW_WORKING_DAYS))


def break_glass(*, by: Viewer, file_id: int, reason: str) -> int | None:
    """Open a file in an emergency: gives the opening's id, or none where the file is sealed, shut to this person or unknown.

    Takes the file's id (known to exist to this viewer) and the reason. Raises Refused without a reason in words.
    The other files of the same record open along with it. The privacy officer is told by a job on commit, within a minute.
    """
    if not by.may("emergency_open"):
        return None
    if len(reason.split()) < 4:
        raise Refused("Say in words why this file is needed now.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_break_glass(%s, %s, %s)", [file_id, reason, review_due(timezone.now())])
        opening: int | None = cursor.fetchone()[0]
    if opening is None:
        return None
    along = [file for opener in _along for file in opener(by, opening)]
    record_change(
        by=by, verb="opened in an emergency", object_type="emergency opening", object_ref="", files=[file_id, *along],
        reason="in writing, kept with the opening", values={"reason": reason},
    )  # fmt: skip
    enqueue("notices.opening_to_review", opening_id=opening)
    return opening


def review_opening(*, by: Viewer, opening_id: int, finding: str, note: str) -> None:
    """Record what the review of an emergency opening found. Raises Refused when it is reviewed already or lacks a note.

    Row-level security decides whose openings these are: never one's own.
    """
    if not by.may("openings_review"):
        raise Refused("Only the privacy officer reviews emergency openings.")
    if finding not in FINDINGS:
        raise Refused("Choose what you found.")
    if not note.strip():
        raise Refused("Say what you looked at and why you found this.")
    opening = BreakGlass.objects.select_for_update(of=("self",)).get(pk=opening_id)
    if opening.reviewed_at is not None:
        raise Refused("This was reviewed already.")
    BreakGlass.objects.filter(pk=opening_id).update(
        reviewed_at=timezone.now(), reviewed_by_id=by.appointment_id, finding=finding, finding_note=note
    )
    record_change(
        by=by, verb="reviewed emergency opening", object_type="emergency opening", object_ref="",
        file=opening.case_file_id, fields=["finding", "finding_note"], reason=finding,
    )  # fmt: skip


def escalate_unreviewed() -> int:
    """Escalate every opening whose review is overdue: the business manager may review it too, and is told. Gives how many.

    Timed work, as the system viewer that reminds.
    """
    by = system_viewer("reminder")
    late = list(
        BreakGlass.objects.using(by.database)
        .filter(reviewed_at__isnull=True, escalated_at__isnull=True, review_due_at__lte=timezone.now())
        .values_list("pk", "case_file_id")
    )
    for opening_id, file_id in late:
        BreakGlass.objects.using(by.database).filter(pk=opening_id).update(escalated_at=timezone.now())
        record_change(
            by=by, verb="escalated emergency opening", object_type="emergency opening", object_ref="", file=file_id,
            reason="not reviewed within 5 working days",
        )  # fmt: skip
        enqueue("notices.opening_to_review", opening_id=opening_id)
    return len(late)
