"""What every step of a review, or of an agency's part, does alike: compare the version read, take the step, keep its reason."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import Given, Overtaken, move, text
from sharedduty.modules.serious_case_review.models import (
    CaseStepReason,
    CaseWriting,
    ManagementReview,
    SeriousCaseReview,
)
from sharedduty.modules.serious_case_review.process import PART, PROCESS
from sharedduty.modules.serious_case_review.queries.choices import labels, unanswered
from sharedduty.modules.serious_case_review.queries.publication import last_writing


def step(
    by: Viewer, held: SeriousCaseReview, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> None:  # fmt: skip
    """Take one step of a review, and keep its reason with it.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = text(facts, "reason") or text(facts, "late_because") or text(facts, "departure")
    move(by=by, process=PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason)
    if reason:
        CaseStepReason.objects.create(**recorded(by, held), verb=verb, text=reason)


def part_step(
    by: Viewer, part: ManagementReview, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> None:  # fmt: skip
    """Take one step of an agency's part. Raises as `step` does."""
    if version is not None and part.version != version:
        raise Overtaken
    facts = dict(given or {})
    move(by=by, process=PART, record=part, verb=verb, given=facts, sets=sets, reason=text(facts, "reason"))


def recorded(by: Viewer, held: SeriousCaseReview) -> dict[str, Any]:
    """What every row of a review's file has: its file, its review, when and by whom it was written."""
    return {
        "case_file_id": held.case_file_id, "review": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip


def of_part(by: Viewer, part: ManagementReview) -> dict[str, Any]:
    """The same for a row of an agency's part."""
    return {
        "case_file_id": part.case_file_id,
        "part": part,
        "recorded_at": timezone.now(),
        "recorded_by_id": by.holding,
    }


def asked_of(
    held: SeriousCaseReview, kind: str, lists: Iterable[str], *, leave_out: Iterable[str] = ()
) -> dict[str, Any]:
    """What the rule on lists needs: each item with its words when left out, and whether there is a version already."""
    named = {code: words for name in lists for code, words in labels(held.pack, name).items()}
    left = set(leave_out)
    items = unanswered({code: words for code, words in named.items() if code not in left})
    return {"items": items, "again": last_writing(held, kind) is not None}


def write(
    by: Viewer, held: SeriousCaseReview, kind: str, given: Given, codes: Iterable[str], **more: Any
) -> CaseWriting:
    """Keep a version of something answered by a list of the pack. Inside the caller's act, once its step was taken."""
    record_change(
        by=by, verb="kept a version", object_type=f"case review: {kind}", object_ref=held.reference, file=held.case_file_id,
        fields=["answers"],
    )  # fmt: skip
    last = last_writing(held, kind)
    answers = {code: text(given, code) for one in codes for code in (one, f"{one}_why") if text(given, code)}
    return CaseWriting.objects.create(
        **recorded(by, held), kind=kind, number=last.number + 1 if last else 1, answers=answers,
        signed_by=text(given, "signed_by"), why_again=text(given, "why_again"), **more,
    )  # fmt: skip
