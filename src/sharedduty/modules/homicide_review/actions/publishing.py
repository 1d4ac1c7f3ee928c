"""The overview report, its checks, the sign-off, clearance, the public page, and the end (GL-DH-50 to -59)."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.chronology.api import unanswered
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept, leave, meet, stop
from sharedduty.modules.homicide_review.actions.steps import recorded, step
from sharedduty.modules.homicide_review.models import (
    Checklist,
    Clearance,
    HomicideReview,
    Justification,
    PlanAudit,
    ProtectedWord,
    PublicationPlan,
    PublishedHomicideReview,
    Recommendation,
    ReportVersion,
    ReturnedChange,
    SignOff,
)
from sharedduty.modules.homicide_review.process import ACTION_PLAN, REVIEWING
from sharedduty.modules.homicide_review.queries import choices, members, reading
from sharedduty.modules.homicide_review.queries.handing import in_register
from sharedduty.modules.homicide_review.queries.publication import Copy, check_of, copy_of
from sharedduty.modules.homicide_review.queries.reading import COMPLETE, is_late

TEXTS = (
    "title", "summary", "account", "analysis", "lessons", "good_practice", "family_words", "independence", "received_on",
    "approved_by", "why_again",
)  # fmt: skip


@transaction.atomic
def write_report(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> ReportVersion:
    """Put the overview report in, or the next version as chair and panel agreed it (GL-DH-45, -50). Raises as `step` does."""
    facts = {**given}
    if held.stage == REVIEWING:
        asked = members.all_reports(by, held).exists()
        facts |= {
            "outstanding": members.outstanding(by, held), "none_asked": not asked, "unanswered": unanswered(by, held.reference),
        }  # fmt: skip
    step(by, held, "receive_report" if held.stage == REVIEWING else "revise_report", facts, version=version)
    return ReportVersion.objects.create(**recorded(by, held), number=held.reports.count() + 1, **kept(given, *TEXTS))


@transaction.atomic
def add_recommendation(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Recommendation:
    """Record a recommendation (GL-DH-52). Raises as `step` does."""
    step(by, held, "add_recommendation", given, version=version)
    return Recommendation.objects.create(
        **recorded(by, held), reference=new_reference("HE"), number=held.recommendations.count() + 1,
        **kept(given, "text", "owner", "due_on", "outcome", "measure"),
    )  # fmt: skip


def _recommendation(held: HomicideReview, given: Given) -> Recommendation | None:
    found: Recommendation | None = held.recommendations.filter(reference=str(given.get("which") or "")).first()
    return found


@transaction.atomic
def mend_recommendation(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Word a recommendation anew: what it said is kept, and it is to be tested again (GL-DH-52). Raises as `step` does."""
    found = _recommendation(held, given)
    step(by, held, "mend_recommendation", {**given, "recommendation": found}, version=version)
    if found:
        before = {
            "text": found.text,
            "owner": found.owner,
            "due_on": found.due_on.isoformat(),
            "outcome": found.outcome,
        }
        found.earlier = [*found.earlier, before]
        for name, value in kept(given, "text", "owner", "due_on", "outcome", "measure").items():
            setattr(found, name, value)
        found.tested_with, found.senior, found.tested_on = "", "", None
        found.save()


@transaction.atomic
def test_action(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Record that an action was tested with its agency, and its day agreed at a senior level (GL-DH-52). As `step`."""
    found = _recommendation(held, given)
    step(by, held, "test_action", {**given, "recommendation": found}, version=version)
    if found:
        for name, value in kept(given, "tested_with", "senior", "tested_on").items():
            setattr(found, name, value)
        found.save(update_fields=["tested_with", "senior", "tested_on"])


@transaction.atomic
def answer_checks(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Checklist:
    """Answer the four checks of the report as it stands, each with what it rests on (GL-DH-51, -61). Raises as `step` does."""
    name = str(given.get("checklist") or "")
    checks = choices.labels(name) if name in choices.CHECKLISTS else {}
    step(by, held, "answer_checks", {**given, "checks": checks}, version=version)
    report = reading.last_report(held)
    answers = {
        code: {"answer": given[f"check_{code}"], "why": str(given[f"check_{code}_why"]).strip()} for code in checks
    }
    return Checklist.objects.create(
        **recorded(by, held),
        checklist=name,
        report=report.number if report else 0,
        answers=answers,
        **kept(given, "checked_by"),
    )


@transaction.atomic
def put_change(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> ReturnedChange:
    """Put a change that the partnership would like to chair and panel (GL-DH-54). Raises as `step` does."""
    step(by, held, "put_change", given, version=version)
    return ReturnedChange.objects.create(
        **recorded(by, held), reference=new_reference("HG"), **kept(given, "text", "put_on")
    )


@transaction.atomic
def answer_change(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """Record what chair and panel decided about a change (GL-DH-54). Raises as `step` does."""
    found = held.changes.filter(reference=str(given.get("which") or ""), answered_on__isnull=True).first()
    step(by, held, "answer_change", {**given, "change": found}, version=version)
    if found:
        for name, value in kept(given, "answer", "answered_by", "answered_on").items():
            setattr(found, name, value)
        found.save(update_fields=["answer", "answered_by", "answered_on"])


@transaction.atomic
def protect_word(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> ProtectedWord:
    """Protect a word that must not stand in what is published (GL-DH-53). Raises as `step` does."""
    step(by, held, "protect_word", given, version=version)
    return ProtectedWord.objects.create(**recorded(by, held), **kept(given, "word", "why"))


@transaction.atomic
def let_stand(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Justification:
    """Let one place stand that the check found, with reasons; never a name of who it is about (GL-DH-53). As `step`."""
    found = {one.digest: one for one in check_of(by, held).open_hits if not one.never}
    hit = found.get(str(given.get("which") or ""))
    step(by, held, "let_stand", {**given, "hit": hit}, version=version)
    assert hit is not None  # noqa: S101 (the rule has refused it; for the type checker)
    return Justification.objects.create(
        **recorded(by, held), digest=hit.digest, excerpt=hit.excerpt, **kept(given, "because", "justified_by")
    )


def _names(by: Viewer, held: HomicideReview) -> dict[str, Any]:
    """What the rule on names needs: the places still open, whose records could not be looked up, and where to mend."""
    check = check_of(by, held)
    page = reverse("homicide_review:names", args=[held.reference])
    return {"open_hits": check.open_hits, "unseen": check.unseen, "names_page": page}


@transaction.atomic
def sign_off(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> SignOff:
    """Sign report, summary and plan off and send them; a local review ends with the partnership (GL-DH-41, -53).

    Raises as `step` does.
    """
    local = held.form != "dhr"
    sent_at, late = given.get("sent_at"), is_late(held, COMPLETE, when=given.get("sent_at"))
    tasks = list(choices.labels("sign_off"))
    if local:
        tasks = [one for one in tasks if one not in ("data_form", "sent")]
    facts = {**given, "all_tasks": tasks, "late": late, "checked": reading.checked(held), **_names(by, held)}
    sets = {"signed_at": sent_at, **({"cleared_at": sent_at} if local else {})}
    step(by, held, "accept_local" if local else "sign_off", facts, version=version, sets=sets)
    report = reading.last_report(held)
    because = str(given.get("late_because") or "").strip() if late else ""
    made = SignOff.objects.create(
        **recorded(by, held), report=report.number if report else 0, tasks=list(given["tasks"]), late_because=because,
        **kept(given, "feedback", "signed_by", "sent_at", "how"),
    )  # fmt: skip
    meet(by=by, record=held.reference, key=COMPLETE, at=made.sent_at, late_because=because)
    return made


@transaction.atomic
def record_clearance(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> Clearance:
    """Keep the Home Office panel's answer and letter: it is cleared, or goes back for changes (GL-DH-55). Raises as `step`."""
    clears = given.get("outcome") == "publish"
    sets = {"cleared_at": timezone.now()} if clears else {"signed_at": None}
    step(by, held, "clear" if clears else "take_back", given, version=version, sets=sets)
    return Clearance.objects.create(
        **recorded(by, held), **kept(given, "outcome", "letter", "answered_on", "panel_told")
    )


@transaction.atomic
def plan_publication(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> PublicationPlan:
    """Agree the day of publication with the family, and the media with everybody (GL-DH-57, -33). Raises as `step` does."""
    step(by, held, "plan_publication", given, version=version)
    return PublicationPlan.objects.create(
        **recorded(by, held), number=held.publication_plans.count() + 1,
        **kept(given, "planned_on", "avoided", "family_agreed", "media", "agencies_have", "decided_by"),
    )  # fmt: skip


def _copy(held: HomicideReview) -> Copy:
    copy = copy_of(held)
    if copy is None:
        raise CannotMove([Missing("There is no report yet.")])
    return copy


def _public(copy: Copy) -> dict[str, Any]:
    """The columns of the public copy."""
    words = [copy.title, *(words for _, words in copy.pieces())]
    return {
        "public_title": copy.title, "chair_named": copy.chair, "parts": copy.parts, "actions": copy.actions,
        "searched": "\n".join(words),
    }  # fmt: skip


def _record_page(by: Viewer, held: HomicideReview, verb: str, reference: str) -> None:
    record_change(
        by=by, verb=verb, object_type="published homicide review", object_ref=reference, file=held.case_file_id
    )


@transaction.atomic
def publish(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> PublishedHomicideReview:
    """Make report and summary public: a copy, checked for names as it stands this moment (GL-DH-56, -57; ADR 0020).

    Leaves a hand-over “action plan” with the partnership's own team. Raises as `step` does.
    """
    now, plan, reference = timezone.now(), reading.last_plan(held), new_reference("LH")
    facts = {**given, "planned_on": plan.planned_on if plan else None, **_names(by, held)}
    step(by, held, "publish", facts, version=version, sets={"published_at": now, "publication": reference})
    made = PublishedHomicideReview.objects.create(
        reference=reference, area_id=held.area_id, form=held.form, published_at=now, **_public(_copy(held))
    )
    _record_page(by, held, "published a homicide review", reference)
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=held.team_id, letter="HF", out_of=[held.case_file_id]
    )
    count = held.recommendations.count()
    leave(
        by=by, file=file, from_record=held.reference, start=ACTION_PLAN, owner_team_id=held.team_id,
        summary=f"Homicide review {held.reference} has {count} recommendation{'' if count == 1 else 's'} to be followed.",
    )  # fmt: skip
    return made


@transaction.atomic
def renew_page(
    *, by: Viewer, held: HomicideReview, given: Given, version: int | None = None
) -> PublishedHomicideReview:
    """Make the public page again from the record as it stands, checked as before. Raises as `step` does."""
    step(by, held, "renew_page", {**given, **_names(by, held)}, version=version)
    page = reading.page_for(held)
    assert page is not None  # noqa: S101 (the stage is reached by publishing; for the type checker)
    for name, value in _public(_copy(held)).items():
        setattr(page, name, value)
    page.renewed_at = timezone.now()
    page.save()
    _record_page(by, held, "renewed a published homicide review", page.reference)
    return page


@transaction.atomic
def audit_plan(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> PlanAudit:
    """Record an audit of the action plan (GL-DH-59). Raises as `step` does."""
    step(by, held, "audit_plan", given, version=version)
    return PlanAudit.objects.create(
        **recorded(by, held), carried_out=given["carried_out"] == "yes",
        **kept(given, "audited_on", "audited_by", "looked_at", "audit_found"),
    )  # fmt: skip


@transaction.atomic
def close(*, by: Viewer, held: HomicideReview, given: Given, version: int | None = None) -> None:
    """End a review, once every recommendation has ended in the register and the plan is audited (GL-DH-59). As `step`."""
    total, still = in_register(by, held)
    step(by, held, "close", {**given, "in_register": total, "still_open": still}, version=version)
    stop(by=by, record=held.reference, because="The review is closed.")
