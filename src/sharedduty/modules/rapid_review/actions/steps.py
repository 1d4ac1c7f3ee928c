"""What every step of a rapid review does alike: compare the version read, take the step, keep its reason, let people know."""

import contextlib
import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, CaseFile, Viewer
from sharedduty.foundations.guidance.api import UnknownClock
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Overtaken, Stage, move, start_clock
from sharedduty.modules.rapid_review.models import CoreMember, RapidReview, ReviewStepReason
from sharedduty.modules.rapid_review.process import PROCESS

Given = Mapping[str, Any]


def step(
    by: Viewer, held: RapidReview, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> Stage:  # fmt: skip
    """Take one step of the process, and keep its reason with it.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = str(facts.get("reason") or "").strip()
    reached = move(by=by, process=PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason)
    if reason:
        ReviewStepReason.objects.create(**recorded(by, held), verb=verb, text=reason)
    return reached


def recorded(by: Viewer, held: RapidReview) -> dict[str, Any]:
    """What every row of a review's file has: its file, its review, when and by whom it was written."""
    return {
        "case_file_id": held.case_file_id, "review": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip


def kept(given: Given, *names: str) -> dict[str, Any]:
    """The named answers as rows keep them: texts without blanks around them, an empty text where none was given."""
    found = {name: given.get(name) for name in names}
    dates = ("_on", "_at")  # what was not given of these stays unknown
    return {
        name: value.strip() if isinstance(value, str) else value if value is not None or name.endswith(dates) else ""
        for name, value in found.items()
    }


def let_know(by: Viewer, file: CaseFile, record: str, template: str, whom: Iterable[Appointment]) -> int:
    """Send each “you have something to do”, and no more. Gives how many were written to; oneself is not."""
    sent = 0
    for one in whom:
        if one.pk != by.appointment_id:
            sent += bool(queue_notice(by=by, file=file, record=record, template=template, to_appointment_id=one.pk))
    return sent


def start_where_known(
    by: Viewer, held: RapidReview, key: str, *, at: datetime.datetime, title: str, team_id: int, about: str = ""
) -> None:
    """Start a clock of a review where an edition in force at its start has it; none is read into an older one."""
    with contextlib.suppress(UnknownClock):
        start_clock(
            by=by, file=held.case_file, record=held.reference, key=key, at=at, title=title, team_id=team_id, about=about
        )


def add_member(by: Viewer, held: RapidReview, capacity: str, one: Appointment) -> CoreMember:
    """Name somebody who holds a post here as a member. Inside the caller's act."""
    made = CoreMember.objects.create(
        **recorded(by, held), reference=new_reference("RM"), capacity=capacity, appointment=one, name=one.account.name,
        body=f"{one.post.title}, {one.post.team.organisation.name}",
    )  # fmt: skip
    record_change(
        by=by,
        verb="named a member",
        object_type="rapid review member",
        object_ref=made.reference,
        file=held.case_file_id,
    )
    return made
