"""Signing off, signing up, disclosing, summing up, publishing, closing."""

import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept, leave, meet, stop, text
from sharedduty.modules.serious_case_review.actions.considering import COMPLETE
from sharedduty.modules.serious_case_review.actions.reviewing import pass_gate
from sharedduty.modules.serious_case_review.actions.steps import asked_of, recorded, step, write
from sharedduty.modules.serious_case_review.models import (
    CaseJustification,
    CaseProtectedWord,
    CaseWriting,
    PublishedSummary,
    SeriousCaseReview,
)
from sharedduty.modules.serious_case_review.process import ACTION_PLAN
from sharedduty.modules.serious_case_review.queries import choices
from sharedduty.modules.serious_case_review.queries.handing import plan_taken_up
from sharedduty.modules.serious_case_review.queries.publication import (
    BY_THE_CHECK,
    check_of,
    copy_of,
    is_cleared,
    last_writing,
)
from sharedduty.modules.serious_case_review.queries.reading import is_late

INTERESTS = ("scr.interest", "scr.balance")


@transaction.atomic
def sign_off(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """The Strategic Board signs the overview off: the review is complete (HE-OVR-08; HE-SCR-33). Raises as `step` does."""
    day = given.get("passed_on")
    until = held.agreed_until_on
    at = _moment_of(day)
    late = bool(until and timezone.localdate(at) > until) or is_late(by, held, COMPLETE, at)
    pass_gate(by, held, "sign_off", {**given, "late": late}, "board", version=version, sets={"completed_at": at})
    meet(by=by, record=held.reference, key=COMPLETE, at=at, late_because=text(given, "late_because"))


def _moment_of(day: datetime.date | None) -> datetime.datetime:
    """A day gone by as a moment: its noon, for what is counted in months is counted by days. Today, or no day: now."""
    if day is None or day >= timezone.localdate():
        return timezone.now()
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=LONDON)


@transaction.atomic
def sign_up(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Keep that a body signed up to a recommendation at senior level (HE-ACT-01). Raises as `step` does."""
    found = held.recommendations.filter(reference=text(given, "which")).first()
    step(by, held, "sign_up", {**given, "recommendation": found}, version=version)
    if found:
        made = {name: text(given, name) for name in ("body", "officer")} | {"on": given["signed_on"].isoformat()}
        found.sign_ups = [*found.sign_ups, made]
        found.save(update_fields=["sign_ups"])


@transaction.atomic
def plan_disclosure(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseWriting:
    """Keep who may know what: five interests, five balances, who answers family and media (HE-DIS-01, -03). Raises as `step`."""
    step(by, held, "plan_disclosure", {**given, **asked_of(held, "disclosure", INTERESTS)}, version=version)
    codes = [code for name in INTERESTS for code in choices.labels(held.pack, name)]
    leads = f"Family: {text(given, 'family_lead')}. Media: {text(given, 'media_lead')}"
    return write(by, held, "disclosure", given, codes, title=leads)


@transaction.atomic
def write_summary(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseWriting:
    """Keep the executive summary by the elements of the pack; a new version must be cleared anew (HE-EXS-01, -02).

    Raises as `step` does.
    """
    asked = asked_of(held, "summary", ["scr.summary"], leave_out=[BY_THE_CHECK])
    step(by, held, "write_summary", {**given, **asked}, version=version)
    return write(by, held, "summary", given, choices.labels(held.pack, "scr.summary"), title=text(given, "title"))


@transaction.atomic
def clear_summary(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseWriting:
    """Keep that the chair of the group agreed and cleared the summary as it stands (HE-EXS-01). Raises as `step` does."""
    step(by, held, "clear_summary", given, version=version)
    last = last_writing(held, "summary")
    facts = {"summary": str(last.number) if last else "", "on": given["cleared_on"].isoformat(),
             "signed_by": given["cleared_by"]}  # fmt: skip
    return write(by, held, "clearance", facts, ["summary", "on"])


@transaction.atomic
def protect_word(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseProtectedWord:
    """Protect a word that must not stand in the summary (HE-EXS-03). Raises as `step` does."""
    step(by, held, "protect_word", given, version=version)
    return CaseProtectedWord.objects.create(
        **recorded(by, held), **kept(given, "word", "why"), of_child=bool(given.get("of_child"))
    )


@transaction.atomic
def let_stand(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseJustification:
    """Let one place stand where a protected word was found, with why; never a name of a child (HE-EXS-03). Raises as `step`."""
    open_ones = {one.digest: one for one in check_of(by, held).open_hits if not one.never}
    hit = open_ones.get(text(given, "which"))
    step(by, held, "let_stand", {**given, "hit": hit}, version=version)
    assert hit is not None  # noqa: S101 (the rule has refused otherwise; for the type checker)
    return CaseJustification.objects.create(
        **recorded(by, held), digest=hit.digest, excerpt=hit.excerpt, **kept(given, "because", "justified_by")
    )


@transaction.atomic
def publish(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> PublishedSummary:
    """Make the summary public: a copy of what was cleared, checked for names as it stands this moment (HE-EXS-02, -03).

    Refused while courts are busy. Leaves a hand-over “action plan”. Raises as `step` does.
    """
    now, reference, check = timezone.now(), new_reference("SQ"), check_of(by, held)
    facts = {
        **given, "cleared": is_cleared(held), "open_hits": check.open_hits, "unseen": check.unseen,
        "names_page": reverse("serious_case_review:names", args=[held.reference]),
    }  # fmt: skip
    step(by, held, "publish", facts, version=version, sets={"published_at": now, "publication": reference})
    copy = copy_of(held)
    if copy is None:
        raise CannotMove([Missing("Write the summary first.")])
    made = PublishedSummary.objects.create(
        reference=reference, area_id=held.area_id, public_title=copy.title, parts=copy.parts, actions=copy.actions,
        published_at=now,
    )  # fmt: skip
    record_change(
        by=by, verb="published a summary", object_type="published summary", object_ref=reference, file=held.case_file_id
    )
    _leave_plan(by, held)
    return made


def _leave_plan(by: Viewer, held: SeriousCaseReview) -> None:
    """What was recommended waits to be taken into the register, with the business unit; nothing where nothing was."""
    count = held.recommendations.count()
    if not count:
        return
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=held.team_id, letter="HF", out_of=[held.case_file_id]
    )
    words = (
        "1 recommendation, with its owner and day"
        if count == 1
        else f"{count} recommendations, each with owner and day"
    )
    leave(
        by=by, file=file, from_record=held.reference, start=ACTION_PLAN, owner_team_id=held.team_id,
        summary=f"Serious case review {held.reference} has {words}.",
    )  # fmt: skip


@transaction.atomic
def keep_back(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """End a review without making its summary public here, with why; its recommendations are followed. Raises as `step`."""
    step(by, held, "keep_back", given, version=version)
    _leave_plan(by, held)


@transaction.atomic
def close_review(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Close a review once its recommendations stand in the register (HE-ACT-03). Raises as `step` does."""
    step(by, held, "close", {**given, "plan": plan_taken_up(by, held)}, version=version)
    stop(by=by, record=held.reference, because="The review is closed.")
