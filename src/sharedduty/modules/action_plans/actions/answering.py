"""What an agency does with its part: plan, three answers, colour, evidence, telling staff, things made, a later look."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept
from sharedduty.modules.action_plans.actions.steps import recorded, step
from sharedduty.modules.action_plans.models import ActionPart, Evidence, PartAnswer, Product, RagRating, Sharing
from sharedduty.modules.action_plans.process import EFFECT
from sharedduty.modules.action_plans.queries.answering import evidence_again
from sharedduty.modules.action_plans.queries.choices import post


def _owner(held: ActionPart, given: Given) -> dict[str, Any]:
    """Who owns it: a post of the body that was asked, or somebody in words."""
    chosen = post(held.asked_team_id, str(given.get("post") or ""))
    words = str(given.get("owner") or "").strip()
    return {"owner_post": chosen, "owner": words or (chosen.title if chosen else "")}


@transaction.atomic
def plan(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Say what one's agency does, who, by when, to what end, how it is watched, and who signed up to it (HE-ACT-01).

    Raises as `step` does.
    """
    owner, day = _owner(held, given), held.answered_on or timezone.localdate()
    sets = {
        **kept(given, "what", "due_on", "intended", "monitored", "signed_by", "own_plan"), **owner, "answered_on": day,
        "not_for_us": "",
    }  # fmt: skip
    step(by, held, "plan", {**given, **owner}, version=version, sets=sets)


@transaction.atomic
def not_for_us(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Say that it does not apply to one's agency, and why: an answer like any other (TRK-03). Raises as `step` does."""
    sets = {**kept(given, "not_for_us"), "answered_on": held.answered_on or timezone.localdate()}
    step(by, held, "not_for_us", given, version=version, sets=sets)


@transaction.atomic
def ask_again(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Ask an agency again that said it did not apply, with why. Raises as `step` does."""
    step(by, held, "ask_again", given, version=version, sets={"not_for_us": ""})


@transaction.atomic
def withdraw(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Ask an agency no longer, with why; what it answered stays. Raises as `step` does."""
    step(by, held, "withdraw", given, version=version)


@transaction.atomic
def change_owner(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Change who does it, or by when, with why: a group abolished, a post ended (TRK-13). Raises as `step` does."""
    owner = _owner(held, given)
    sets = {**owner, "due_on": given.get("due_on")}
    step(by, held, "change_owner", {**given, **owner}, version=version, sets=sets)


@transaction.atomic
def rate(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> RagRating:
    """Rate it by colour, with the reason, the day, and one's own tracker's words (TRK-05, TRK-16). Raises as `step` does."""
    sets = {"colour": str(given.get("colour") or ""), "rated_on": given.get("rated_on")}
    step(by, held, "rate", given, version=version, sets=sets)
    return RagRating.objects.create(
        **recorded(by, held), **kept(given, "colour", "rated_on", "own_words"), reason=str(given["rag_reason"]).strip()
    )


def _answer(by: Viewer, held: ActionPart, verb: str, question: str, given: Given, version: int | None) -> PartAnswer:
    field = {"done": "done_on", "adopted": "adopted_on", "effect": "effect_on"}[question]
    facts = {**given, "evidence": held.evidence.exists()}
    step(by, held, verb, facts, version=version, sets={field: given.get("found_on")})
    return PartAnswer.objects.create(
        **recorded(by, held), question=question, holds=True, **kept(given, "text", "known_from", "found_on")
    )


@transaction.atomic
def record_done(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> PartAnswer:
    """Answer the first question: what was done, and when (TRK-08). Raises as `step` does."""
    return _answer(by, held, "record_done", "done", given, version)


@transaction.atomic
def record_adopted(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> PartAnswer:
    """Answer the second: it is in place, and how that is known (TRK-08). Raises as `step` does."""
    return _answer(by, held, "record_adopted", "adopted", given, version)


@transaction.atomic
def record_effect(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> PartAnswer:
    """Answer the third: what is different at the front line, on evidence (TRK-08). Raises as `step` does."""
    return _answer(by, held, "record_effect", "effect", given, version)


@transaction.atomic
def note_look(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> PartAnswer:
    """Keep a look that did not find it: an effect that no longer holds is taken back (TRK-08, TRK-15). Raises as `step`."""
    sets = {"effect_on": None} if held.stage == EFFECT else {}
    step(by, held, "note_look", given, version=version, sets={**sets, "look_on": None})
    return PartAnswer.objects.create(
        **recorded(by, held), holds=False, **kept(given, "question", "text", "known_from", "found_on")
    )


@transaction.atomic
def add_evidence(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> Evidence:
    """Add a piece of evidence, or use one again that was given before (TRK-09). Raises as `step` does."""
    again = evidence_again(by, held, str(given.get("again") or ""))
    step(by, held, "add_evidence", {**given, "again": again}, version=version)
    names = ("kind", "title", "kept_at", "dated_on")
    facts = {name: getattr(again, name) for name in names} if again else kept(given, *names)
    lever = str(given.get("lever") or "")
    return Evidence.objects.create(
        **recorded(by, held), **facts, reference=new_reference("AE"), lever=lever, **kept(given, "shows"),
        lever_worked=given.get("lever_worked") == "yes" if lever else None,
        first_given=(again.first_given or again.reference) if again else "",
    )  # fmt: skip


@transaction.atomic
def share(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> Sharing:
    """Record that staff were told what changed and why (TRK-12). Raises as `step` does."""
    step(by, held, "share", given, version=version)
    return Sharing.objects.create(
        **recorded(by, held),
        reference=new_reference("AG"),
        **kept(given, "changed", "audience", "channel", "shared_on"),
    )


@transaction.atomic
def record_receipt(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Record that it reached them, and how one knows that they understood (TRK-12). Raises as `step` does."""
    found = held.sharings.filter(reference=str(given.get("which") or ""), received_on__isnull=True).first()
    step(by, held, "record_receipt", {**given, "sharing": found}, version=version)
    if found:
        for name, value in kept(given, "received_on", "received", "understood").items():
            setattr(found, name, value)
        found.save(update_fields=["received_on", "received", "understood"])


@transaction.atomic
def add_product(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> Product:
    """Record something made in response; it counts as no effect (TRK-14). Raises as `step` does."""
    step(by, held, "add_product", given, version=version)
    return Product.objects.create(
        **recorded(by, held), reference=new_reference("AX"), **kept(given, "kind", "title", "kept_at", "made_on")
    )


@transaction.atomic
def judge_product(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Say what came of something made, apart from its being there (TRK-14). Raises as `step` does."""
    found = held.products.filter(reference=str(given.get("which") or "")).first()
    step(by, held, "judge_product", {**given, "product": found}, version=version)
    if found:
        found.came_of_it, found.came_of_it_on = str(given["came_of_it"]).strip(), given["came_of_it_on"]
        found.save(update_fields=["came_of_it", "came_of_it_on"])


@transaction.atomic
def plan_look(*, by: Viewer, held: ActionPart, given: Given, version: int | None = None) -> None:
    """Set the day on which the effect is looked at, and how (TRK-15). Raises as `step` does."""
    step(by, held, "plan_look", given, version=version, sets=kept(given, "look_on", "look_how"))
