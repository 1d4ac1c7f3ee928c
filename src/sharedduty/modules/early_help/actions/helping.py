"""Choosing help there is for a child, and telling the family of it (WT-EH-15; GL-EH-22, GL-EH-23)."""

import datetime

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.guidance.api import HelpOffer
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.early_help.actions.planning import action_lacks, agree_action
from sharedduty.modules.early_help.actions.steps import part_of, post_of, refuse, run_by, tell
from sharedduty.modules.early_help.models import Member, Outcome, Plan, PlanAction, Signpost
from sharedduty.modules.early_help.queries.offers import fit_of, offer_of
from sharedduty.modules.early_help.rules import kind_of_offer_given, needed, outside_thought_through


@transaction.atomic
def choose_help(
    *,
    by: Viewer,
    plan: Plan,
    offer: str,
    outcome: Outcome | None,
    what: str,
    owner: Member | None,
    due_on: datetime.date | None,
    help_kind: str = "",
    despite: str = "",
) -> PlanAction:
    """Choose a service of the area's list for an outcome: it becomes an action of the plan, with its kind of help.

    Takes: the offer's key, what it is to do, who asks for it and by when, and `despite`, the reason where the child's age or
    the plan's level does not plainly fit. Raises PermissionDenied; CannotMove with what is missing, or without consent.
    """
    held = run_by(by, plan)
    found = offer_of(held, offer)
    kind = found.kinds[0] if found and len(found.kinds) == 1 else help_kind
    missing = kind_of_offer_given(found, {"help_kind": kind})
    if outcome is None or outcome.plan_id != held.pk or outcome.state != "open":
        missing.append(Missing("Choose an outcome of the plan that it is for.", "#id_outcome"))
    if found is not None:
        missing += outside_thought_through(fit_of(held, found), {"despite": despite})
    missing += action_lacks(held, what, PlanAction.Kind.NEW, owner, due_on)
    if missing or found is None or outcome is None:
        raise CannotMove(missing)
    return agree_action(
        by=by, outcome=outcome, what=what, kind=PlanAction.Kind.NEW, owner=owner, due_on=due_on, help_kind=kind,
        help_offer=found.key, help_name=found.service, help_despite=despite.strip(),
    )  # fmt: skip


@transaction.atomic
def signpost(
    *, by: Viewer, plan: Plan, offer: str, told_whom: str, told_on: datetime.date | None, said: str = ""
) -> Signpost:
    """Keep that the family was told of help there is: whom, when, what they said (GL-EH-22). It needs no consent.

    By anybody of the plan. Raises PermissionDenied; CannotMove with what is missing, or once the plan is closed.
    """
    held = part_of(by, plan)
    found: HelpOffer | None = offer_of(held, offer)
    missing = [] if found else [Missing("This help is not in the area's list.")]
    missing += needed({"told_whom": told_whom}, "told_whom", "Say whom you told.")
    if told_on is None or told_on > timezone.localdate():
        missing.append(Missing("Enter the day you told them; it lies in the past.", "#id_told_on"))
    refuse(missing)
    if found is None or told_on is None:
        raise CannotMove(missing)
    made = Signpost.objects.create(
        case_file_id=held.case_file_id, plan=held, help_offer=found.key, help_name=found.service, told_whom=told_whom.strip(),
        told_on=told_on, said=said.strip(), recorded_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, held, "told the family of help there is", ("signposts",))
    return made
