"""Managing an allegation: strands, suspension, telling, contacts, progress, outcome, duties to refer on, the end."""

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept
from sharedduty.modules.allegations.actions.steps import recorded, step
from sharedduty.modules.allegations.models import (
    Allegation,
    AllegationDecision,
    AllegationTelling,
    ContactNote,
    ProgressReview,
    ReferralDuty,
    Strand,
    SuspensionView,
)


@transaction.atomic
def note_strand(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> Strand:
    """Note how a strand stands: police, social care or employer (GL-AL-08). Raises as `step` does.

    The record is looked at on the soonest day that anybody set: an open strand brings its own (WT-LADO-08).
    """
    days = [one for one in (held.next_on, given.get("next_on")) if one]
    sets = {"next_on": min(days)} if given.get("opened") == "open" and days else None
    step(by, held, "note_strand", given, version=version, sets=sets)
    return Strand.objects.create(**recorded(by, held), **kept(given, "kind", "opened", "stands", "lead", "next_on"))


@transaction.atomic
def consider_suspension(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> SuspensionView:
    """Keep that suspension and what else would do was considered, and what the employer decided. Raises as `step` does."""
    step(by, held, "consider_suspension", given, version=version)
    return SuspensionView.objects.create(
        **recorded(by, held), alternatives=list(given.get("alternatives") or ()),
        **kept(given, "alternatives_why", "officer_view", "decided", "reasons", "decided_by", "support"),
    )  # fmt: skip


@transaction.atomic
def tell(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> AllegationTelling:
    """Keep that somebody was told, or that it is held back for now and why. Raises as `step` does."""
    step(by, held, "tell", given, version=version)
    held_back = bool(given.get("held_back"))
    said = kept(given, "told", "recipient", "what", "told_at", "told_by", "how")
    if held_back:
        said |= {"told_at": None, "told_by": "", "how": ""}
    return AllegationTelling.objects.create(**recorded(by, held), held_back=held_back, **said)


@transaction.atomic
def note_contact(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> ContactNote:
    """Keep a word exchanged with somebody about it (GL-AL-14). Raises as `step` does."""
    step(by, held, "note_contact", given, version=version)
    return ContactNote.objects.create(**recorded(by, held), **kept(given, "spoke_at", "spoke_with", "text"))


@transaction.atomic
def review_progress(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> ProgressReview:
    """Look at pace, fairness and thoroughness, and set when it is looked at next (GL-AL-11; WT-LADO-08). Raises as `step`."""
    step(by, held, "review_progress", given, version=version, sets={"next_on": given.get("next_on")})
    return ProgressReview.objects.create(
        **recorded(by, held), **kept(given, "pace", "fairness", "thoroughness", "next_on")
    )


@transaction.atomic
def conclude(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> AllegationDecision:
    """Record the outcome, one word of the pack's list, with the reasons. Raises as `step` does."""
    outcome = str(given.get("outcome") or "")
    step(by, held, "conclude", given, version=version, sets={"outcome": outcome})
    return AllegationDecision.objects.create(
        **recorded(by, held), what="outcome", chosen=outcome, **kept(given, "reasons", "decided_by")
    )


@transaction.atomic
def note_duty(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> ReferralDuty:
    """Note that an organisation must refer somebody on, and since when (WT-LADO-12). Raises as `step` does."""
    step(by, held, "note_duty", given, version=version)
    return ReferralDuty.objects.create(
        **recorded(by, held), reference=new_reference("AD"), would_have=bool(given.get("would_have")),
        **kept(given, "kind", "body", "owed_by", "removed_on", "because"),
    )  # fmt: skip


@transaction.atomic
def settle_duty(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> None:
    """Record that a duty was done, or the organisation's reason for not doing it (WT-LADO-12, -13). Raises as `step` does."""
    duty = held.duties.filter(reference=str(given.get("which") or ""), settled_at__isnull=True).first()
    step(by, held, "settle_duty", {**given, "duty": duty}, version=version)
    if duty:
        duty.referred_on, duty.settled_at = given.get("referred_on"), timezone.now()
        duty.referred_reference = str(given.get("referred_reference") or "").strip()
        duty.good_reason = "" if duty.referred_on else str(given.get("good_reason") or "").strip()
        duty.save(update_fields=["referred_on", "settled_at", "referred_reference", "good_reason"])


@transaction.atomic
def close(*, by: Viewer, held: Allegation, version: int | None = None) -> None:
    """End it, once all that it waits for is done. Raises as `step` does."""
    step(by, held, "close", version=version, sets={"ended_at": timezone.now(), "next_on": None})
