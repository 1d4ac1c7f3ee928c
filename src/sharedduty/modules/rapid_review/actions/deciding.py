"""Judging the criteria, and deciding what follows."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import Given, Handover, close, kept, leave
from sharedduty.modules.rapid_review.actions.steps import recorded, step
from sharedduty.modules.rapid_review.models import CriteriaJudgement, RapidReview, ReviewDecision
from sharedduty.modules.rapid_review.policy import COUNCIL, DELEGATE
from sharedduty.modules.rapid_review.process import PRACTICE
from sharedduty.modules.rapid_review.queries.choices import labels
from sharedduty.modules.rapid_review.rules.deciding import CIRCUMSTANCES, CRITERIA, FLAGS, LOCAL
from sharedduty.modules.serious_incident.api import holders

WRITTEN = ("reasons", "focus", "no_actions_because", "why_again", "decided_by")


@transaction.atomic
def judge_criteria(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> CriteriaJudgement:
    """Keep how people judged each criterion and circumstance; it decides nothing (WT-RR-05, WT-RR-07). Raises as `step`."""
    step(by, held, "judge_criteria", given, version=version)
    criteria = {code: {"answer": given[code], "why": str(given[f"{code}_why"]).strip()} for code in CRITERIA}
    settings = list(given.get("settings") or ()) if given["institution"] == "yes" else []
    return CriteriaJudgement.objects.create(
        **recorded(by, held), criteria=criteria, circumstances={code: given[code] for code in CIRCUMSTANCES | FLAGS},
        settings=settings, **kept(given, "judged_by"),
    )  # fmt: skip


@transaction.atomic
def decide(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> ReviewDecision:
    """Decide what follows, or decide it anew: reasons are written with it, and an earlier decision stays (GL-RR-09).

    A local review leaves an owned hand-over. The partners are told that something waits. Raises as `step` does.
    """
    verb = "decide_again" if held.stage == "decided" else "decide"
    facts = {**given, "known": labels("decision", timezone.localdate(held.begun_at))}
    step(by, held, verb, facts, version=version)
    number = held.decisions.count() + 1
    written = kept(given, *WRITTEN)
    made = ReviewDecision.objects.create(
        case_file_id=held.case_file_id, review=held, number=number, chosen=list(given["chosen"]), decided_at=timezone.now(),
        recorded_by_id=by.holding, **{**written, "why_again": written["why_again"] if number > 1 else ""},
    )  # fmt: skip
    _settle_practice_review(by, held, made)
    whom = [one for role in (DELEGATE, COUNCIL) for one in holders(by, held.area_id, role)]
    let_know(by=by, file=held.case_file, record=held.reference, template="rapid_review_decided", whom=whom)
    return made


def waiting_practice_review(held: RapidReview) -> Handover | None:
    """The hand-over of a local review that nobody has taken up yet."""
    found: Any = Handover.objects.filter(from_record=held.reference, start=PRACTICE, closed_at__isnull=True)
    return found.order_by("left_at", "pk").first()


def _settle_practice_review(by: Viewer, held: RapidReview, made: ReviewDecision) -> None:
    """A local review waits for the business unit; where it is decided otherwise later, what waited is closed."""
    waiting = waiting_practice_review(held)
    if LOCAL not in made.chosen:
        if waiting:
            close(by=by, handover=waiting, outcome="Decided anew: no local review follows.")
        return
    if waiting:
        return
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=held.team_id, letter="HF", out_of=[held.case_file_id]
    )
    leave(
        by=by, file=file, from_record=held.reference, start=PRACTICE, owner_team_id=held.team_id,
        summary=f"Rapid review {held.reference} decided on a local review. What it looks at: {made.focus}",
    )  # fmt: skip
