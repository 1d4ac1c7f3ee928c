"""Naming people, telling the chair, sending notices, considering, recommending, deciding, keeping."""

from typing import Any

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept, meet, start_clock, stop, text
from sharedduty.modules.serious_case_review.actions.opening import keep_form
from sharedduty.modules.serious_case_review.actions.steps import asked_of, recorded, step, write
from sharedduty.modules.serious_case_review.models import (
    CaseAdult,
    CaseChild,
    CaseNotice,
    CaseWriting,
    SeriousCaseReview,
)
from sharedduty.modules.serious_case_review.queries import choices
from sharedduty.modules.serious_case_review.queries.meetings import held_panels
from sharedduty.modules.serious_case_review.queries.publication import last_writing
from sharedduty.modules.serious_case_review.queries.reading import is_late
from sharedduty.modules.serious_case_review.rules.considering import ALWAYS

DECIDE, FIRST, COMPLETE = "scr.decision", "scr.workinggroup.first", "scr.complete"
LISTS = (choices.CRITERIA, "scr.question")


@transaction.atomic
def name_person(
    *, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None
) -> CaseChild | CaseAdult:
    """Name another child or adult known in the case (HE-SCR-12). Raises as `step` does."""
    step(by, held, "name_person", given, version=version)
    if given["part"] == "child":
        return CaseChild.objects.create(**recorded(by, held), **kept(given, "given_names", "family_name", "birth_on"))
    name = f"{text(given, 'given_names')} {text(given, 'family_name')}".strip()
    return CaseAdult.objects.create(**recorded(by, held), name=name, role=text(given, "role"))


@transaction.atomic
def tell_chair(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Record when the chair was told: the chair's month runs from then (HE-SCR-14, -24). Raises as `step` does.

    Corrected, the month is counted anew.
    """
    told_at = given.get("chair_told_at")
    step(by, held, "tell_chair", given, version=version, sets={"chair_told_at": told_at})
    stop(by=by, record=held.reference, key=DECIDE, because="When the chair was told was put right.")
    assert told_at is not None  # noqa: S101 (the rule has refused otherwise; for the type checker)
    _notice(
        by, held, "chair_told", {**given, "recipient": "The chair", "sent_at": told_at, "how": text(given, "told_by")}
    )
    start_clock(
        by=by, file=held.case_file, record=held.reference, key=DECIDE, at=told_at, title="Decide on a review",
        team_id=held.team_id, pack_id=held.pack,
    )  # fmt: skip


def _notice(by: Viewer, held: SeriousCaseReview, code: str, given: Given, **more: Any) -> CaseNotice:
    words = kept(given, "recipient", "sent_at", "how", "text")
    return CaseNotice.objects.create(**recorded(by, held), reference=new_reference("SB"), code=code, **words, **more)


@transaction.atomic
def send_notice(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseNotice:
    """Record a letter or notice that went out: its proof of sending (HE-NOT-04; HE-SCR-15, -22, -23). Raises as `step`."""
    step(by, held, "send_notice", given, version=version)
    return _notice(by, held, str(given["code"]), given)


@transaction.atomic
def notify_inspectorate(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseNotice:
    """Record that the inspectorate's form went out, by category (HE-NOT-01, -03). Raises as `step` does."""
    step(by, held, "notify_inspectorate", {**given, "conduct": choices.CONDUCT}, version=version)
    return _notice(
        by, held, "incident", given, categories=list(given["categories"]), confirmed=given["state"] == "confirmed",
        form_version=text(given, "form_version"),
    )  # fmt: skip


@transaction.atomic
def record_reply(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Keep what came back: files secured, brief involvement, a receipt (HE-SCR-15; HE-NOT-04). Raises as `step` does."""
    found = held.notices.filter(reference=text(given, "which"), replied_on=None).first()
    step(by, held, "record_reply", {**given, "notice": found}, version=version)
    if found:
        found.reply, found.replied_on = text(given, "reply"), given["replied_on"]
        found.save(update_fields=["reply", "replied_on"])


@transaction.atomic
def consider(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> CaseWriting:
    """Keep what the panel found of each criterion and question: a judgement, never computed (HE-SCR-03 to -05).

    Raises as `step` does.
    """
    codes = [code for name in LISTS for code in choices.labels(held.pack, name)]
    facts = {**given, **asked_of(held, "consideration", LISTS), "judged": codes}
    step(by, held, "consider", facts, version=version)
    return write(by, held, "consideration", given, codes)


@transaction.atomic
def recommend(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Keep the panel's written recommendation, and who took part for each of the four services (HE-SCR-17 to -20).

    Raises as `step` does.
    """
    services = choices.labels(held.pack, "scr.service")
    held_ones = {one.reference for one in held_panels(by, held.reference)}
    facts = {
        **given, "services": services, "questions": choices.lacks(held.pack, choices.RECOMMENDATION),
        "meeting_held": text(given, "meeting") in held_ones,
    }  # fmt: skip
    outcome = text(given, "outcome")
    step(by, held, "recommend", facts, version=version, sets={"outcome": outcome})
    made = keep_form(by, held.case_file, held.pack, choices.RECOMMENDATION, given)
    held.recommended = made
    held.save(update_fields=["recommended"])
    taken = {code: text(given, f"by_{code}") for code in services}
    how = choices.HOW[text(given, "how")]
    write(by, held, "panel", {**taken, "signed_by": how}, services, title=text(given, "meeting"))


def found_always(held: SeriousCaseReview) -> bool:
    """Whether the panel found the criterion met by which a review is always held (HE-SCR-03)."""
    last = last_writing(held, "consideration")
    return bool(last and last.answers.get(ALWAYS) == "met")


@transaction.atomic
def decide(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Record the chair's decision with reasons and signature; from a review held two limits run (HE-SCR-21, -28, -33).

    Raises as `step` does.
    """
    at, holds = given.get("decided_at"), given.get("holds") != "no"
    facts = {
        **given, "questions": choices.lacks(held.pack, choices.DECISION), "always": found_always(held),
        "late": bool(at) and is_late(by, held, DECIDE, at),
    }  # fmt: skip
    step(by, held, "hold_review" if holds else "decline", facts, version=version, sets={"decided_at": at})
    held.ruling = keep_form(by, held.case_file, held.pack, choices.DECISION, given)
    held.save(update_fields=["ruling"])
    meet(by=by, record=held.reference, key=DECIDE, at=at, late_because=text(given, "late_because"))
    if holds and at is not None:
        for key, title in ((FIRST, "Hold the first meeting of the group"), (COMPLETE, "Complete the review")):
            start_clock(
                by=by, file=held.case_file, record=held.reference, key=key, at=at, title=title, team_id=held.team_id,
                pack_id=held.pack,
            )  # fmt: skip


@transaction.atomic
def close_declined(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Close a case for which there is no review, once agencies have the letter (HE-SCR-23). Raises as `step` does."""
    step(by, held, "close_declined", given, version=version)
    stop(by=by, record=held.reference, because=text(given, "reason"))


@transaction.atomic
def keep_as_ended(*, by: Viewer, held: SeriousCaseReview, given: Given, version: int | None = None) -> None:
    """Keep a review that had ended before it came here: how, when, and where its report is. Raises as `step` does."""
    words = f"{text(given, 'reason')} Ended {given.get('ended_on')}. {text(given, 'report_in')}"
    facts = dict(given)
    step(by, held, "keep", facts, version=version)
    held.held_in = f"{held.held_in}\n{text(given, 'report_in')}"
    held.save(update_fields=["held_in"])
    stop(by=by, record=held.reference, because=words)
