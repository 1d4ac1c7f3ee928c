"""What every step of a rapid review does alike: compare the version read, take the step, keep its reason."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, Overtaken, Stage, move
from sharedduty.modules.rapid_review.models import CoreMember, RapidReview, ReviewStepReason
from sharedduty.modules.rapid_review.process import PROCESS


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
