"""How a recommendation ends: merged by a person, closed or superseded by two, or opened again."""

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import Given
from sharedduty.modules.action_plans.actions.steps import own_name, recorded, step
from sharedduty.modules.action_plans.models import Proposal, Retirement, TrackedRecommendation
from sharedduty.modules.action_plans.policy import DELEGATE, UNIT
from sharedduty.modules.action_plans.queries.choices import in_post
from sharedduty.modules.action_plans.queries.reading import by_reference, open_proposal, parts_of

WAITS = "recommendation_waits_for_second"


@transaction.atomic
def merge(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> Retirement:
    """Put it together with another that carries both on; it stays to be found, with where it went (TRK-04).

    What agencies had not finished of it is no longer asked. Raises as `step` does.
    """
    other = by_reference(by, str(given.get("other") or ""))
    step(by, held, "merge", {**given, "other": other}, version=version, sets={"ended_on": timezone.localdate()})
    return _retire(by, held, "merged", other, str(given["reason"]).strip())


def _retire(
    by: Viewer, held: TrackedRecommendation, kind: str, other: TrackedRecommendation | None, why: str
) -> Retirement:
    goes_on = other.reference if other else ""
    for part in parts_of(by, held.reference):
        if part.stage not in ("withdrawn", "effect"):
            step(by, part, "withdraw", {"reason": f"The recommendation goes on in {goes_on}."})
    return Retirement.objects.create(**recorded(by, held), kind=kind, goes_on_in=goes_on, why=why)


@transaction.atomic
def propose_closing(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> Proposal:
    """Propose to close it, on what shows that practice has changed; somebody else agrees or not (TRK-08, TRK-18).

    Raises as `step` does.
    """
    facts = {**given, **_standing(by, held)}
    step(by, held, "propose_closing", facts, version=version)
    return _propose(by, held, "close", "", str(given["why"]).strip())


@transaction.atomic
def propose_superseding(
    *, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None
) -> Proposal:
    """Propose that a newer one takes its place; somebody else agrees or not (TRK-06, TRK-18). Raises as `step` does."""
    other = by_reference(by, str(given.get("other") or ""))
    facts = {**given, "proposal": open_proposal(held), "other": other}
    step(by, held, "propose_superseding", facts, version=version)
    return _propose(by, held, "supersede", other.reference if other else "", str(given["why"]).strip())


def _standing(by: Viewer, held: TrackedRecommendation) -> dict[str, object]:
    return {
        "proposal": open_proposal(held), "parts": parts_of(by, held.reference), "front_line": bool(held.front_line),
    }  # fmt: skip


def _propose(by: Viewer, held: TrackedRecommendation, kind: str, successor: str, why: str) -> Proposal:
    made = Proposal.objects.create(
        **recorded(by, held), kind=kind, successor=successor, why=why, proposed_by=own_name(by)
    )
    whom = [one for role in (DELEGATE, UNIT) for one in in_post(held.area_id, role=role)]
    let_know(by=by, file=held.case_file, record=held.reference, template=WAITS, whom=whom)
    return made


def _own(by: Viewer, proposal: Proposal | None) -> bool:
    """Whether whoever acts is the person who proposed it, in whichever post."""
    return proposal is not None and proposal.recorded_by.account_id == by.account_id


def _settle(by: Viewer, proposal: Proposal, given: Given, *, agreed: bool) -> None:
    proposal.settled_at, proposal.settled_by, proposal.agreed = timezone.now(), own_name(by), agreed
    proposal.answer = str(given["answer"]).strip()
    proposal.save(update_fields=["settled_at", "settled_by", "agreed", "answer"])


@transaction.atomic
def close(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Agree, as a second person, that it is closed; it is looked at again whether the effect is shown (TRK-08, TRK-18).

    Raises as `step` does.
    """
    proposal = open_proposal(held, "close")
    facts = {**given, **_standing(by, held), "proposal": proposal, "own": _own(by, proposal)}
    step(by, held, "close", facts, version=version, sets={"ended_on": timezone.localdate()})
    assert proposal is not None  # noqa: S101 (the rule refused otherwise; for the type checker)
    _settle(by, proposal, given, agreed=True)


@transaction.atomic
def supersede(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> Retirement:
    """Agree, as a second person, that a newer one takes its place: it ends as superseded, never as done (TRK-06, TRK-18).

    Raises as `step` does.
    """
    proposal = open_proposal(held, "supersede")
    other = by_reference(by, proposal.successor) if proposal else None
    facts = {**given, "proposal": proposal, "own": _own(by, proposal), "other": other}
    step(by, held, "supersede", facts, version=version, sets={"ended_on": timezone.localdate()})
    assert proposal is not None  # noqa: S101 (the rule refused otherwise; for the type checker)
    _settle(by, proposal, given, agreed=True)
    return _retire(by, held, "superseded", other, proposal.why)


@transaction.atomic
def turn_down(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Turn a proposal down, or take one's own back, with why (TRK-18). Raises as `step` does."""
    proposal = open_proposal(held)
    step(by, held, "turn_down", {**given, "proposal": proposal}, version=version)
    if proposal:
        _settle(by, proposal, given, agreed=False)


@transaction.atomic
def reopen(*, by: Viewer, held: TrackedRecommendation, given: Given, version: int | None = None) -> None:
    """Open one that had ended again, with why. Raises as `step` does."""
    step(by, held, "reopen", given, version=version, sets={"ended_on": None})
    held.retirements.filter(ended_at__isnull=True).update(ended_at=timezone.now())
