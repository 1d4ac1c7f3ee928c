"""Deciding to begin, appointing the reviewer, agreeing terms, involving people, supervising."""

from typing import Any

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept, start_where_known, stop
from sharedduty.modules.practice_review.actions.steps import recorded, step
from sharedduty.modules.practice_review.models import (
    BeginDecision,
    DelayNotice,
    EarlyLearning,
    OtherProcess,
    Participant,
    PracticeReview,
    ReviewedChild,
    Reviewer,
    Supervision,
    Terms,
)
from sharedduty.modules.practice_review.policy import COUNCIL, DELEGATE
from sharedduty.modules.practice_review.queries.limits import PUBLISH
from sharedduty.modules.practice_review.rules.commissioning import CHECKS
from sharedduty.modules.serious_incident.api import holders


@transaction.atomic
def name_child(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> ReviewedChild:
    """Name another child of the review: the check of names looks for it. Raises as `step` does."""
    step(by, held, "name_child", given, version=version)
    return ReviewedChild.objects.create(**recorded(by, held), **kept(given, "given_names", "family_name", "birth_on"))


@transaction.atomic
def decide_beginning(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> BeginDecision:
    """Record whether the review begins; the six months run from that decision (GL-PR-01; WT-LCSPR-14). Raises as `step`."""
    begins = given.get("begins") != "no"
    sets = {"begun_at": given.get("decided_at")} if begins else None
    step(by, held, "initiate" if begins else "decline", given, version=version, sets=sets)
    agreed = given["agreed"] == "yes"
    made = BeginDecision.objects.create(
        **recorded(by, held), begins=begins, agreed=agreed, **kept(given, "reasons", "advice", "decided_by", "decided_at"),
        consulted="" if agreed else str(given["consulted"]).strip(),
    )  # fmt: skip
    if begins:
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=PUBLISH, at=made.decided_at,
            title="Complete and publish the review", team_id=held.team_id,
        )  # fmt: skip
    whom = [one for role in (DELEGATE, COUNCIL) for one in holders(by, held.area_id, role)]
    let_know(by=by, file=held.case_file, record=held.reference, template="practice_review_decided", whom=whom)
    return made


@transaction.atomic
def appoint_reviewer(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> Reviewer:
    """Appoint a reviewer or an independent chair: what was weighed, and any tie, on record (WT-LCSPR-02). Raises as `step`."""
    step(by, held, "appoint_reviewer", given, version=version)
    linked = given["linked"] == "yes"
    tie = kept(given, "conflict", "managed") if linked else {"conflict": "", "managed": ""}
    return Reviewer.objects.create(
        **recorded(by, held), reference=new_reference("LV"), linked=linked, **tie,
        checks={code: str(given[code]).strip() for code in CHECKS},
        **kept(given, "part", "name", "body", "appointed_by", "appointed_on"),
    )  # fmt: skip


@transaction.atomic
def end_reviewer(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Record that somebody appointed stopped, and why. Raises as `step` does."""
    found = held.reviewers.filter(reference=str(given.get("which") or ""), ended_on__isnull=True).first()
    step(by, held, "end_reviewer", {**given, "reviewer": found}, version=version)
    if found:
        found.ended_on, found.ended_because = given["ended_on"], str(given["ended_because"]).strip()
        found.save(update_fields=["ended_on", "ended_because"])


@transaction.atomic
def agree_terms(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> Terms:
    """Agree terms of reference and method; earlier ones stay (GL-PR-03; WT-LCSPR-03). Raises as `step` does."""
    step(by, held, "agree_terms", given, version=version)
    number = held.terms.count() + 1
    texts = kept(given, "focus", "questions", "method", "why_method", "levels", "child_view", "agreed_by", "why_again")
    return Terms.objects.create(
        **recorded(by, held), number=number, **texts, **kept(given, "agreed_on"),
        period_from_on=given["period_from_on"], period_to_on=given["period_to_on"],
    )  # fmt: skip


@transaction.atomic
def start_review(*, by: Viewer, held: PracticeReview, version: int | None = None) -> None:
    """Begin the work, once reviewer and terms stand (GL-PR-03). Raises as `step` does."""
    step(by, held, "start_review", version=version)


@transaction.atomic
def invite(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> Participant:
    """Record that somebody was asked to take part, or why not (WT-LCSPR-05). Raises as `step` does."""
    step(by, held, "invite", given, version=version)
    words = kept(given, "kind", "name", "role", "invited_on", "how", "told", "support", "not_invited_because")
    if words["not_invited_because"]:
        words |= {"invited_on": None, "how": "", "told": "", "support": ""}
    return Participant.objects.create(**recorded(by, held), reference=new_reference("LP"), **words)


@transaction.atomic
def record_part(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Record what somebody invited answered, and what they said (WT-LCSPR-05). Raises as `step` does."""
    found = held.participants.filter(reference=str(given.get("which") or ""), invited_on__isnull=False).first()
    step(by, held, "record_part", {**given, "participant": found}, version=version)
    if found:
        for name, value in kept(given, "answer", "answered_on", "views").items():
            setattr(found, name, value)
        found.save(update_fields=["answer", "answered_on", "views"])


@transaction.atomic
def ask_progress(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> Supervision:
    """Keep what was asked of the reviewer in writing (WT-LCSPR-06). Raises as `step` does."""
    step(by, held, "ask_progress", given, version=version)
    return Supervision.objects.create(
        **recorded(by, held), reference=new_reference("LS"),
        **kept(given, "asked", "asked_of", "asked_at", "answer_by_on"),
    )  # fmt: skip


@transaction.atomic
def record_progress(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Keep the reviewer's answer and what the partners make of it (WT-LCSPR-06). Raises as `step` does."""
    which = str(given.get("which") or "")
    found = held.supervisions.filter(reference=which, answered_at__isnull=True).first()
    step(by, held, "record_progress", {**given, "request": found}, version=version)
    if found:
        found.answer, found.answered_at = str(given["answer"]).strip(), given["answered_at"]
        found.judged = str(given["judged"]).strip()
        found.save(update_fields=["answer", "answered_at", "judged"])


@transaction.atomic
def note_learning(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> EarlyLearning:
    """Note what was learned early and what is done about it (WT-LCSPR-17). Raises as `step` does."""
    step(by, held, "note_learning", given, version=version)
    return EarlyLearning.objects.create(**recorded(by, held), **kept(given, "what", "action", "owner", "due_on"))


@transaction.atomic
def note_delay(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> DelayNotice:
    """Note why the review takes longer, and that Panel and Secretary of State were told (WT-LCSPR-15). Raises as `step`."""
    step(by, held, "note_delay", given, version=version)
    words: dict[str, Any] = kept(given, "reasons", "expected_on", "panel_told_at", "secretary_told_at", "how")
    return DelayNotice.objects.create(**recorded(by, held), **words)


@transaction.atomic
def note_process(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> OtherProcess:
    """Note another investigation and whether one process serves both (GL-PR-11). Raises as `step` does."""
    step(by, held, "note_process", given, version=version)
    return OtherProcess.objects.create(
        **recorded(by, held), **kept(given, "kind", "lead", "agreed", "expected_on"), reference=new_reference("LP"),
        joint=bool(given.get("joint")), holds=bool(given.get("holds")),
        holds_because=str(given.get("holds_because") or "").strip() if given.get("holds") else "",
    )  # fmt: skip


@transaction.atomic
def end_process(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Note that another investigation ended, and how; publication no longer waits for it. Raises as `step` does."""
    which = str(given.get("which") or "")
    found = held.other_processes.filter(reference=which, ended_on__isnull=True).first() if which else None
    step(by, held, "end_process", {**given, "process": found}, version=version)
    if found:
        found.ended_on, found.ended_how = given["ended_on"], str(given["ended_how"]).strip()
        found.save(update_fields=["ended_on", "ended_how"])


@transaction.atomic
def set_aside(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Set a review aside that is not to be finished, with why (a national review takes it up). Raises as `step` does."""
    step(by, held, "set_aside", given, version=version)
    stop(by=by, record=held.reference, because=str(given["reason"]).strip())
