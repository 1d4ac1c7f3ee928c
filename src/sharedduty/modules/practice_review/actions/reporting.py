"""The report and its recommendations, protected words, what the partnership answers, and what came of it."""

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.chronology.api import unanswered
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept
from sharedduty.modules.practice_review.actions.steps import recorded, step
from sharedduty.modules.practice_review.models import (
    Justification,
    LearningShared,
    PartnersResponse,
    PracticeReview,
    ProtectedWord,
    Recommendation,
    ReportVersion,
)
from sharedduty.modules.practice_review.queries.publication import check_of

RECOMMENDED = ("text", "owner", "due_on", "outcome", "learned_from")


@transaction.atomic
def write_report(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> ReportVersion:
    """Keep the report as it came, or as it was revised; earlier versions stay (WT-LCSPR-07). Raises as `step` does."""
    verb = "receive_report" if held.stage == "reviewing" else "revise_report"
    step(by, held, verb, {**given, "unanswered": unanswered(by, held.reference)}, version=version)
    number = held.reports.count() + 1
    texts = kept(given, "title", "account", "analysis", "improvements", "received_on", "why_again")
    return ReportVersion.objects.create(**recorded(by, held), number=number, **texts)


@transaction.atomic
def add_recommendation(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> Recommendation:
    """Record a recommendation: who, by when, to what end (WT-LCSPR-08). Raises as `step` does."""
    step(by, held, "add_recommendation", given, version=version)
    return Recommendation.objects.create(
        **recorded(by, held), reference=new_reference("LX"), number=held.recommendations.count() + 1,
        **kept(given, *RECOMMENDED),
    )  # fmt: skip


def _chosen(held: PracticeReview, given: Given) -> Recommendation | None:
    return held.recommendations.filter(reference=str(given.get("which") or "")).first()


@transaction.atomic
def mend_recommendation(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Word a recommendation anew; what it said before is kept (WT-LCSPR-11). Raises as `step` does."""
    found = _chosen(held, given)
    step(by, held, "mend_recommendation", {**given, "recommendation": found}, version=version)
    if found:
        before = {name: str(getattr(found, name)) for name in RECOMMENDED}
        found.earlier = [*found.earlier, before]
        for name, value in kept(given, *RECOMMENDED).items():
            setattr(found, name, value)
        found.save(update_fields=["earlier", *RECOMMENDED])


@transaction.atomic
def answer_recommendation(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Keep what the partners answer to a recommendation and what is done (GL-PR-09). Raises as `step` does."""
    found = _chosen(held, given)
    step(by, held, "answer_recommendation", {**given, "recommendation": found}, version=version)
    if found:
        found.response, found.responded_on = str(given["response"]).strip(), given["responded_on"]
        found.save(update_fields=["response", "responded_on"])


@transaction.atomic
def finish_recommendation(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Close a recommendation on evidence that practice changed (GL-PR-10). Raises as `step` does."""
    found = _chosen(held, given)
    found = found if found and found.done_on is None else None
    step(by, held, "finish_recommendation", {**given, "recommendation": found}, version=version)
    if found:
        found.done_on, found.evidence = given["done_on"], str(given["evidence"]).strip()
        found.save(update_fields=["done_on", "evidence"])


@transaction.atomic
def record_audit(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> None:
    """Keep what an audit of a recommendation found (WT-LCSPR-18). Raises as `step` does."""
    found = _chosen(held, given)
    step(by, held, "record_audit", {**given, "recommendation": found}, version=version)
    if found:
        found.audited_on, found.audit_found = given["audited_on"], str(given["audit_found"]).strip()
        found.save(update_fields=["audited_on", "audit_found"])


@transaction.atomic
def protect_word(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> ProtectedWord:
    """Protect a word that must not stand in what is published (WT-LCSPR-11). Raises as `step` does."""
    step(by, held, "protect_word", given, version=version)
    return ProtectedWord.objects.create(
        **recorded(by, held), **kept(given, "word", "why"), of_child=bool(given.get("of_child"))
    )


@transaction.atomic
def let_stand(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> Justification:
    """Let one place stand where a protected word was found, with why; never a name of the child (WT-LCSPR-11).

    Raises as `step` does.
    """
    check = check_of(by, held)
    open_ones = {one.digest: one for one in check.open_hits if not one.never}
    hit = open_ones.get(str(given.get("which") or ""))
    step(by, held, "let_stand", {**given, "hit": hit}, version=version)
    assert hit is not None  # noqa: S101 (the rule has refused otherwise; for the type checker)
    return Justification.objects.create(
        **recorded(by, held), digest=hit.digest, excerpt=hit.excerpt, **kept(given, "because", "justified_by")
    )


@transaction.atomic
def write_response(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> PartnersResponse:
    """Keep what the partnership answers to the review as a whole (GL-PR-09). Raises as `step` does."""
    step(by, held, "write_response", given, version=version)
    return PartnersResponse.objects.create(**recorded(by, held), **kept(given, "text", "given_by"))


@transaction.atomic
def share_learning(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> LearningShared:
    """Record that what was learned reached people (GL-CR-07). Raises as `step` does."""
    step(by, held, "share_learning", given, version=version)
    return LearningShared.objects.create(**recorded(by, held), **kept(given, "audience", "how", "shared_on"))
