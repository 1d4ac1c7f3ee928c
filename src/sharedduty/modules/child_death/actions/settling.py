"""Settling a death: which child, whether it is reviewed and where, what kind, whether a joint response is called for."""

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.api import cancel
from sharedduty.foundations.process.api import Given, kept, stop
from sharedduty.foundations.requests.api import of_enquiry, withdraw
from sharedduty.modules.child_death.actions.notifying import start_clocks
from sharedduty.modules.child_death.actions.steps import recorded, step
from sharedduty.modules.child_death.models import ChildDeath, ResponseJudgement, ScopeJudgement
from sharedduty.modules.child_death.queries.choices import labels
from sharedduty.modules.child_death.queries.meetings import meetings_of
from sharedduty.modules.child_death.rules.gathering import CRITERIA, SCOPE

CHILD = ("given_names", "family_name", "birth_on", "home", "place")


@transaction.atomic
def correct_child(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Correct what is known of the child. Raises as `step` does."""
    step(by, held, "correct_child", given, version=version, sets=kept(given, *CHILD))


@transaction.atomic
def record_death(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Record that a child who lived through an event has died: from then on it is a death (GL-CD-04). Raises as `step`."""
    step(by, held, "record_death", given, version=version, sets={"died_on": given.get("died_on")})
    if held.died_on:
        start_clocks(by, held, held.died_on)


@transaction.atomic
def judge_scope(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> ScopeJudgement:
    """Keep the facts as people answered them, and which area reviews (WT-CDR-02, WT-CDR-09). Raises as `step` does."""
    step(by, held, "judge_scope", given, version=version)
    return ScopeJudgement.objects.create(
        **recorded(by, held), answers={code: given[code] for code in SCOPE}, weeks=given.get("weeks"),
        **kept(given, "area_answer", "other_area", "other_told_at", "agreed", "reasons", "judged_by"),
    )  # fmt: skip


@transaction.atomic
def choose_category(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Say what kind of death it is, of the area's list (GL-CD-02). Raises as `step` does."""
    facts = {**given, "known": labels("category", held.happened_on, held.area.local_pack)}
    step(by, held, "choose_category", facts, version=version, sets=kept(given, "category"))


@transaction.atomic
def judge_response(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> ResponseJudgement:
    """Keep how people judged each criterion, and whether a joint response was decided on (WT-CDR-24). Raises as `step`."""
    step(by, held, "judge_response", given, version=version)
    criteria = {code: {"answer": given[code], "why": str(given[f"{code}_why"]).strip()} for code in CRITERIA}
    return ResponseJudgement.objects.create(
        **recorded(by, held), criteria=criteria, **kept(given, "decided", "reasons", "lead", "guideline", "judged_by")
    )


@transaction.atomic
def begin_review(*, by: Viewer, held: ChildDeath, version: int | None = None) -> None:
    """Begin to gather what is known. Raises as `step` does."""
    step(by, held, "begin_review", version=version)


@transaction.atomic
def pass_on(*, by: Viewer, held: ChildDeath, version: int | None = None) -> None:
    """End the review here: another area reviews, as was agreed (GL-CD-05). Raises as `step` does."""
    step(by, held, "pass_on", version=version)
    _end(by, held, "Another area reviews this death.")


@transaction.atomic
def set_aside(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Set a death aside that is not one to review, with the reason (WT-CDR-09). Raises as `step` does."""
    step(by, held, "set_aside", given, version=version)
    _end(by, held, str(given["reason"]).strip())


def _end(by: Viewer, held: ChildDeath, because: str) -> None:
    """Clocks, requests and meetings of a review that is not held end with it. Inside the caller's act."""
    stop(by=by, record=held.reference, because=because)
    for request in of_enquiry(by, held.reference):
        if not (request.answered_at or request.withdrawn_at):
            withdraw(by=by, request=request, because=because)
    for meeting in meetings_of(by, held):
        if meeting.stage in ("called", "adjourned"):
            cancel(by=by, gathering=meeting, because=because)
