"""The room's forms: My Profile, My Plan, My Assessment, My Plan+; begun, saved field by field, finished, begun again."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.forms.api import FormNotReady, FormRecord, Saved, choose, save_answers, start_form, submit
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.early_help.actions.steps import part_of, post_of, refuse, run_by
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.rules import MY_PROFILE, consent_stands


def form_to_show(*, by: Viewer, plan: Plan, form: str) -> FormRecord:
    """The form as opening it shows it: the draft begun, or what a new one would begin with. Nothing is written by looking.

    Raises as `begin_form` does.
    """
    return _begun(by, plan, form) or _fresh(by, plan, form)


@transaction.atomic
def begin_form(*, by: Viewer, plan: Plan, form: str) -> FormRecord:
    """The form being filled in: the one begun, or a new one with the answers of the last that was finished.

    My Profile may be made with any child (GL-TH-11); the others need consent. Raises PermissionDenied, CannotMove,
    UnknownForm.
    """
    held = part_of(by, plan)  # locks: two who begin at once get the same form
    if draft := _begun(by, held, form):
        return draft
    fresh = _fresh(by, held, form)
    return start_form(by=by, file=held.case_file, form=form, pack=fresh.pack, answers=fresh.answers)


def _begun(by: Viewer, plan: Plan, form: str) -> FormRecord | None:
    post_of(by)
    if form != MY_PROFILE:
        refuse(consent_stands(plan, {}))
    return _kept(plan, form).filter(submitted_at__isnull=True, about="").first()


def _fresh(by: Viewer, plan: Plan, form: str) -> FormRecord:
    """A form nobody has begun, not saved: with the answers of the last that was finished."""
    last = _kept(plan, form).filter(submitted_at__isnull=False).order_by("-submitted_at", "-pk").first()
    answers = {key: value for key, value in last.answers.items() if not key.startswith("_")} if last else {}
    return FormRecord(
        case_file_id=plan.case_file_id, form=form, pack=plan.area.local_pack, answers=answers, version=1,
        author_id=by.appointment_id, author_name=by.name,
    )  # fmt: skip


def _kept(plan: Plan, form: str) -> QuerySet[FormRecord]:
    return FormRecord.objects.filter(case_file_id=plan.case_file_id, form=form).select_related("case_file")


@transaction.atomic
def save_form(
    *, by: Viewer, plan: Plan, form: str, changes: Mapping[str, Any], version: int, own: Mapping[str, int] | None = None
) -> Saved:
    """Save what was typed, made from `version`; gives and raises what the forms foundation's `save_answers` does."""
    return save_answers(
        by=by, record=begin_form(by=by, plan=plan, form=form), changes=changes, version=version, own=own
    )


@transaction.atomic
def finish_form(*, by: Viewer, plan: Plan, form: str) -> None:
    """Finish a form: from then on this version stays as it is. Raises PermissionDenied; CannotMove with what is to mend."""
    run_by(by, plan)
    try:
        submit(by=by, record=begin_form(by=by, plan=plan, form=form))
    except FormNotReady as not_ready:
        raise CannotMove([Missing(one.text, f"#{one.anchor}") for one in not_ready.problems]) from not_ready


@transaction.atomic
def choose_answers(*, by: Viewer, plan: Plan, form: str, choices: Mapping[str, str]) -> None:
    """Choose between two versions of answers. Raises as `begin_form` does."""
    choose(by=by, record=begin_form(by=by, plan=plan, form=form), choices=choices)
