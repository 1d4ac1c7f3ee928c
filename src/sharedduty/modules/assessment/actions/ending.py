"""Concluding, telling, the child in need plan, its reviews, moving away, growing up, closing."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.forms.api import submit
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, HandedChild, Handover, kept, meet, stop
from sharedduty.modules.assessment.actions.steps import recorded, step
from sharedduty.modules.assessment.models import AreaMove, Assessment, PlanAction, PlanReview, Telling
from sharedduty.modules.assessment.queries.reading import CLOCK, is_late
from sharedduty.modules.assessment.queries.writing import unwritten
from sharedduty.modules.early_help import api as early_help

ACTION = ("aim", "measure", "action", "agency", "owner", "due_on", "expected_of_parents")
REVIEW = ("held_on", "attended", "child_views", "sufficient", "sustained", "finding", "decision")


@transaction.atomic
def conclude(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """End the assessment with its outcome, seal what was written, and meet its clock (WT2018 ch1 ¶75).

    Raises PermissionDenied; CannotMove with every step not done, question not written and reason missing; Overtaken.
    """
    now = timezone.now()
    late = is_late(by, held)
    facts = {**given, "late": late, "unwritten": unwritten(by, held)}
    step(by, held, "conclude", facts, version=version,
         sets={**kept(given, "outcome", "limb", "reasons"), "concluded_at": now})  # fmt: skip
    for record in (held.form, *(one.form for one in held.specialists.select_related("form"))):
        submit(by=by, record=record)
    because = str(given.get("late_because") or "").strip() if late else ""
    meet(by=by, record=held.reference, key=CLOCK, at=now, late_because=because)


@transaction.atomic
def tell(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Telling:
    """Record that somebody was told the outcome in writing, or why they are not. Raises as `step` does."""
    step(by, held, "tell", given, version=version)
    return Telling.objects.create(**recorded(by, held), **kept(given, "told", "recipient", "told_on", "what"))


@transaction.atomic
def add_action(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> PlanAction:
    """Add an action to the plan. Raises as `step` does."""
    step(by, held, "add_action", given, version=version)
    return PlanAction.objects.create(reference=new_reference("PA"), **recorded(by, held), **kept(given, *ACTION))


@transaction.atomic
def finish_action(
    *, by: Viewer, held: Assessment, action: PlanAction, given: Given, version: int | None = None
) -> None:
    """Record what came of an action. Raises as `step` does."""
    step(by, held, "finish_action", given, version=version)
    action.done_on, action.result = given["done_on"], given["result"].strip()
    action.save(update_fields=["done_on", "result"])


@transaction.atomic
def make_plan(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Agree the plan with its first review point. Raises as `step` does."""
    step(by, held, "make_plan", given, version=version)
    _next_review(held, given)


def _next_review(held: Assessment, given: Given) -> PlanReview:
    return PlanReview.objects.create(case_file_id=held.case_file_id, assessment=held, due_on=given["review_on"])


@transaction.atomic
def review_plan(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> PlanReview:
    """Record the review that was due, and agree the next. Raises as `step` does."""
    step(by, held, "review_plan", given, version=version)
    due = held.reviews.get(held_on__isnull=True)
    for name, value in kept(given, *REVIEW).items():
        setattr(due, name, value)
    due.recorded_by_id = by.holding
    due.save(update_fields=[*REVIEW, "recorded_by"])
    return _next_review(held, given)


@transaction.atomic
def step_down(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> Handover:
    """Ask early help to go on for the child, with what is carried over; each record leads to the other (WT-EH-14, GL-TH-10).

    Raises as `step` does; CannotMove too where the area has no families team.
    """
    waiting = Handover.objects.filter(from_record=held.reference, start=early_help.START, closed_at=None).first()
    step(by, held, "step_down", {**given, "waiting": waiting.reference if waiting else ""}, version=version)
    born = held.birth_on or held.expected_on
    child = HandedChild(held.given_names, held.family_name, born, held.person_id, unborn=held.unborn)
    return early_help.hand_down(
        by=by, area_id=held.area_id, record=held.reference, child=child, summary=given["summary"]
    )


@transaction.atomic
def begin_move(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> AreaMove:
    """A permanent move is known: who is told, and who supports the child meanwhile. Raises as `step` does."""
    step(by, held, "begin_move", given, version=version)
    return AreaMove.objects.create(
        case_file_id=held.case_file_id, assessment=held, recorded_by_id=by.holding,
        **kept(given, "other_authority", "known_on", "sent_on", "support_meanwhile"),
    )  # fmt: skip


def _change_move(held: Assessment, **changes: Any) -> None:
    standing = held.moves.filter(taken_over_on__isnull=True, fell_through_because="").latest("pk")
    for name, value in changes.items():
        setattr(standing, name, value)
    standing.save(update_fields=list(changes))


@transaction.atomic
def send_information(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Everything, the plan included, went to the other authority. Raises as `step` does."""
    step(by, held, "send_information", given, version=version)
    _change_move(held, sent_on=given["sent_on"])


@transaction.atomic
def call_off_move(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """The move did not happen: the plan goes on here. Raises as `step` does."""
    step(by, held, "call_off_move", given, version=version)
    _change_move(held, fell_through_because=given["reason"].strip())


@transaction.atomic
def taken_over(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """The other authority assessed, decided and took over: only now does this one end. Raises as `step` does."""
    step(by, held, "taken_over", given, version=version, sets={"closed_at": timezone.now()})
    _change_move(held, **kept(given, "taken_over_on", "decision"))


@transaction.atomic
def become_adult(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """The young person is 18 and the planned transition is made. Raises as `step` does."""
    reasons = [str(given.get(name) or "").strip() for name in ("transition", "not_planned_because")]
    facts = {**given, "reason": " ".join(one for one in reasons if one)}
    step(by, held, "become_adult", facts, version=version, sets={"closed_at": timezone.now()})


@transaction.atomic
def close(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Close: after the conclusion where nothing more follows, or a plan that has done its work. Raises as `step` does."""
    verb = "close_plan" if held.stage == "plan" else "close"
    step(by, held, verb, given, version=version, sets={"closed_at": timezone.now()})


@transaction.atomic
def withdraw(*, by: Viewer, held: Assessment, given: Given, version: int | None = None) -> None:
    """Take back an assessment that should not have been opened, with the reason; its clock stops. Raises as `step` does."""
    step(by, held, "withdraw", given, version=version, sets={"closed_at": timezone.now()})
    stop(by=by, record=held.reference, because=given["reason"].strip())
