"""The plan's course: tool, check, registration, agreement, review, up to the front door and back, closing."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, hand_to_team
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.forms.api import UnknownForm
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.early_help.actions.carrying import carried_over
from sharedduty.modules.early_help.actions.steps import post_of, refuse, run_by, step, step_levels, tell
from sharedduty.modules.early_help.models import Plan, Review
from sharedduty.modules.early_help.rules import needed
from sharedduty.modules.front_door.api import CannotReceive, Receipt, ReceivedChild, Sender, receive


@transaction.atomic
def choose_tool(*, by: Viewer, plan: Plan, tool: str, reason: str, version: int | None = None) -> None:
    """Choose between My Plan, and My Assessment with My Plan+, with the reason (GL-EH-01). Raises as a step does."""
    held = run_by(by, plan, version)
    if tool not in Plan.Tool.values:
        raise CannotMove([Missing("Choose one.", "#id_tool")])
    sets = {"tool": tool, "tool_reason": reason.strip()}
    step(by, held, "choose_tool", {"reason": reason}, reason=reason, sets=sets)


@transaction.atomic
def note_check(*, by: Viewer, plan: Plan, note: str) -> None:
    """Keep what the families team answered about an earlier plan for this child (GL-EH-17, GL-EH-18)."""
    held = run_by(by, plan)
    refuse(needed({"note": note}, "note", "Write whom you asked, and what they said."))
    held.checked_at, held.check_note = timezone.now(), note.strip()
    held.save(update_fields=["checked_at", "check_note"])
    tell(by, held, "asked for an earlier plan", ("checked_at",))


@transaction.atomic
def register(*, by: Viewer, plan: Plan, team: Team | None, number: str = "", version: int | None = None) -> None:
    """Register the plan with a families team: from now on that team sees it and supports it (GL-EH-06, GL-EH-21).

    Without a number of the team's own the plan's reference is its number. Raises as a step does.
    """
    held = run_by(by, plan, version)
    if team is not None and (team.purpose != "early_help" or team.organisation.area_id != held.area_id):
        team = None
    given = {"team": team.name if team else ""}
    sets: dict[str, Any] = {
        "registered_at": timezone.now(), "registered_with": team, "registration_number": number.strip() or held.reference,
    }  # fmt: skip
    step(by, held, "register", given, sets=sets if team else None)
    if team is not None and held.case_file.team_id != team.pk:
        hand_to_team(by=by, file=held.case_file, team_id=team.pk)


@transaction.atomic
def agree_plan(*, by: Viewer, plan: Plan, review_on: datetime.date | None, version: int | None = None) -> None:
    """Agree the plan with the family and say when it is reviewed (GL-EH-05). Raises as a step does."""
    held = run_by(by, plan, version)
    sets = {"review_on": review_on, "agreed_at": timezone.now()}
    step(by, held, "agree_plan", {"review_on": review_on}, sets=sets)


@transaction.atomic
def hold_review(
    *, by: Viewer, plan: Plan, held_on: datetime.date | None, result: str, progress: str, family_view: str,
    not_working: str = "", review_on: datetime.date | None = None, version: int | None = None,
) -> Review:  # fmt: skip
    """Keep a review and its one outcome; the plan goes on to the next date, to a My Assessment, or can close (GL-EH-08).

    Raises PermissionDenied, Overtaken; CannotMove with what is missing.
    """
    locked = run_by(by, plan, version)
    due = locked.review_on
    result = result if result in Review.Result.values else ""
    given = {
        "held_on": held_on, "result": result, "progress": progress, "family_view": family_view, "review_on": review_on,
    }  # fmt: skip
    further = result == Review.Result.ASSESS
    sets = {"tool": Plan.Tool.MY_PLAN_PLUS, "tool_reason": progress.strip()} if further else {}
    if result in (Review.Result.CONTINUE, Review.Result.AMEND):
        sets["review_on"] = review_on  # type: ignore[assignment]  # one mapping for fields of several kinds
    step(by, locked, "assess_further" if further else "hold_review", given, sets=sets)
    assert held_on is not None  # noqa: S101 (the rule `review_is_whole` has asked for it)
    return Review.objects.create(
        case_file_id=locked.case_file_id, plan=locked, held_on=held_on, was_due_on=due, result=result,
        progress=progress.strip(), not_working=not_working.strip(), family_view=family_view.strip(),
        next_on=sets.get("review_on"), recorded_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip


@transaction.atomic
def step_up(
    *, by: Viewer, plan: Plan, worry: str, harm: str, told: str, tried: str = "", not_told_because: str = "",
    version: int | None = None,
) -> Receipt:  # fmt: skip
    """Raise a concern with the front door, the plan carried over; the lead stays until it answers (GL-TH-09, GL-TH-10).

    Takes: the worry, whether significant harm is suspected (then nothing needs to have been tried first, WT-EH-13), what
    was tried, whether the family was told. Gives the front door's receipt, also kept on the plan. Whoever is shut out of the
    plan is shut out of the contact. Raises PermissionDenied, Overtaken; CannotMove with what is missing, or where the
    front door cannot take it in.
    """
    held = run_by(by, plan, version)
    if not by.may("concern_raise"):
        raise PermissionDenied
    given = {"worry": worry, "harm": harm, "tried": tried, "told": told, "not_told_because": not_told_because}
    step(by, held, "step_up", given, reason=worry)
    sender = Sender(
        name=by.name, post=by.post_title, organisation_id=by.organisation_id, appointment_id=by.appointment_id,
        identity_verified=True, email=by.email,
    )  # fmt: skip
    child = ReceivedChild(given_names=held.given_names, family_name=held.family_name, birth_on=held.birth_on)
    try:
        receipt = receive(
            by=by, area_id=held.area_id, source="professional", children=[child], sender=sender, form="step-up",
            answers=carried_over(held, given), immediate_danger=harm == "yes", out_of=[held.case_file_id],
        )  # fmt: skip
    except UnknownForm as absent:
        raise CannotMove([Missing("The area's pack has no form for stepping up. Raise a concern instead.")]) from absent
    except CannotReceive as refusal:
        raise CannotMove([Missing(str(refusal))]) from refusal
    Plan.objects.filter(pk=held.pk).update(stepped_up_to=receipt.reference)
    step_levels(by, held, "up", receipt.reference, worry)
    return receipt


@transaction.atomic
def go_on(*, by: Viewer, plan: Plan, reason: str, version: int | None = None) -> None:
    """Go on with early help after the front door answered: the plan is made again first. Raises as a step does."""
    held = run_by(by, plan, version)
    step(by, held, "go_on", {"reason": reason}, reason=reason)
    step_levels(by, held, "on", held.stepped_up_to, reason)


@transaction.atomic
def close_plan(
    *, by: Viewer, plan: Plan, closed_because: str, what_changed: str, family_view: str, version: int | None = None
) -> None:
    """Close the plan with why, what changed and the family's view (GL-EH-27). Ends the lead. Raises as a step does."""
    held = run_by(by, plan, version)
    now = timezone.now()
    given = {"closed_because": closed_because, "what_changed": what_changed, "family_view": family_view}
    sets = {name: text.strip() for name, text in given.items()}
    step(by, held, "close", given, reason=closed_because, sets={**sets, "closed_at": now})
    held.leads.filter(led_until__isnull=True).update(led_until=now)
