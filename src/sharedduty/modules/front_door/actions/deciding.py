"""Deciding next steps for each child, opening a decision again, and telling the referrer (WT2018 ch1 ¶22, ¶71-73)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing, meet
from sharedduty.modules.front_door.actions.handing import TELL_POLICE, leave_for_outcomes, leave_to_the_front_door
from sharedduty.modules.front_door.actions.steps import as_read, step, tell_sender, working_file, write_note
from sharedduty.modules.front_door.models import Contact, ContactChild, Decision, Feedback
from sharedduty.modules.front_door.queries.choices import pack_of
from sharedduty.modules.front_door.rules import DETERMINATIONS, NOT_MET, every_child_decided, live_children

TEXTS = (
    "level_reason", "level4_category", "health_without_services", "effect_of_services", "child_wishes",
    "siblings_considered", "reasons", "family_told", "family_told_note", "child_seen",
    "child_seen_note", "help_to_talk", "help_to_talk_note", "police_told", "police_told_note",
)  # fmt: skip
CHANNELS = {
    "page": "On their status page",
    "telephone": "By telephone",
    "email": "By secure email of our own",
    "letter": "By letter",
    "not_possible": "Not possible: the reason is below",
}


def ways_to_tell(contact: Contact) -> dict[str, str]:
    """How this referrer can be told: on a status page only where they have one."""
    return {code: words for code, words in CHANNELS.items() if code != "page" or contact.has_status_page}


def outcomes_of(given: Mapping[str, Any]) -> list[str]:
    """The next steps chosen: one for each determination answered yes, then those chosen beside them."""
    answers = given.get("determinations") or {}
    yes = [outcome for code, _, outcome in DETERMINATIONS if (answers.get(code) or {}).get("answer") == "yes"]
    return [*yes, *(code for code in given.get("other_outcomes", ()) if code not in yes)]


@transaction.atomic
def decide_next_steps(
    *, by: Viewer, contact: Contact, child: ContactChild, given: Mapping[str, Any], version: int | None = None
) -> Decision:
    """Decide next steps for one child: all six determinations, the level, reasons, siblings, wishes, who was told.

    Takes: `determinations` ({code: {answer, note}}), `other_outcomes`, `level` and the texts of TEXTS. When it was the
    last child undecided the contact is decided and `referral.decision` is met. Each outcome that starts work elsewhere
    leaves an owned hand-over. Raises PermissionDenied, CannotMove with what is missing, Overtaken.
    """
    as_read(contact, version)
    outcomes = outcomes_of(given)
    facts = {**given, "child": child, "outcomes": outcomes, **_known_facts(child)}
    step(by, contact, "decide_child", facts)
    replaced = child.decisions.order_by("-decided_at", "-pk").first()
    decision = Decision.objects.create(
        case_file=working_file(by, contact), reference=new_reference("D"), child=child, outcomes=outcomes,
        determinations=given["determinations"], level=given["level"], pack=pack_of("referral.next_steps", contact).id,
        decided_at=timezone.now(), decided_by_id=by.holding, replaces=replaced,
        reopened_because=replaced.reopened_because if replaced else "",
        **{name: str(given.get(name) or "").strip() for name in TEXTS},
    )  # fmt: skip
    leave_for_outcomes(by=by, contact=contact, decision=decision)
    if decision.police_told == "not_yet":
        leave_to_the_front_door(
            by=by, contact=contact, child=child, start=TELL_POLICE, summary=decision.police_told_note
        )
    if not every_child_decided(contact, {}):
        _all_decided(by, contact, str(given.get("late_because") or ""))
    return decision


def _known_facts(child: ContactChild) -> dict[str, bool]:
    return {
        "protection_recorded": child.protections.exists(),
        "known_checked": child.known_checks.exists(),
        "identified": child.identifications.filter(undone_at__isnull=True).exists(),
    }


def _all_decided(by: Viewer, contact: Contact, late_because: str) -> None:
    now = timezone.now()
    step(by, contact, "decide", sets={"decided_at": now})
    meet(by=by, record=contact.reference, key="referral.decision", at=now, late_because=late_because)


@transaction.atomic
def reopen(
    *, by: Viewer, contact: Contact, child: ContactChild | None, reason: str, version: int | None = None
) -> None:
    """Open one child's decision again (manager only, with the reason): what was decided stays on record as it was.

    Raises PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    held = {"claimed_by_id": by.appointment_id, "claimed_at": timezone.now()}
    step(by, contact, "reopen", {"child": child}, reason=reason, sets={"decided_at": None, "closed_at": None, **held})
    assert child is not None  # noqa: S101 (the rule child_has_decision has refused nobody)
    child.decisions.filter(standing=True).update(standing=False, reopened_because=reason)
    write_note(by, contact, "note", f"Decision for {child} opened again: {reason}")


def untold(contact: Contact) -> list[ContactChild]:
    """The children whose standing decision the referrer has not been told of."""
    told_at: dict[int, Any] = {}
    for child_id, sent_at in contact.feedback.values_list("child_id", "sent_at"):
        told_at[child_id] = max(sent_at, told_at.get(child_id, sent_at))
    decided = dict(Decision.objects.filter(child__contact=contact, standing=True).values_list("child_id", "decided_at"))
    return [
        child
        for child in live_children(contact)
        if child.pk in decided and (child.pk not in told_at or told_at[child.pk] < decided[child.pk])
    ]


@transaction.atomic
def tell_referrer(
    *, by: Viewer, contact: Contact, children: list[ContactChild], given: Mapping[str, str], channel: str,
    version: int | None = None,
) -> list[Feedback]:  # fmt: skip
    """Tell the referrer what was decided for some children, why, and what else may help (WT2018 ch1 ¶22; WT-REF-12).

    When every child has been told about, the contact closes. With the channel `not_possible` the reasons say why.
    Raises PermissionDenied, CannotMove, Overtaken.
    """
    as_read(contact, version)
    if not children and not untold(contact):
        raise CannotMove([Missing("Nothing waits to be told: decide next steps for a child first.")])
    channel = channel if channel in ways_to_tell(contact) else ""
    decisions = Decision.objects.filter(child__in=children, standing=True)
    not_met = channel != "not_possible" and any(set(one.outcomes) <= NOT_MET for one in decisions)
    step(
        by, contact, "tell_referrer", {**given, "children": children, "channel": channel, "threshold_not_met": not_met}
    )
    told = [
        Feedback.objects.create(
            case_file_id=contact.case_file_id, contact=contact, child=child, outcome=given["outcome"].strip(),
            reasons=given["reasons"].strip(), threshold_explained=given.get("threshold_explained", "").strip(),
            other_help=given.get("other_help", "").strip(), sent_at=timezone.now(), sent_by_id=by.holding,
            channel=channel,
        )
        for child in children
    ]  # fmt: skip
    record_change(
        by=by, verb="told the referrer", object_type="contact", object_ref=contact.reference,
        file=contact.case_file_id, fields=["feedback"],
    )  # fmt: skip
    if channel == "page":
        tell_sender(by, contact, "feedback on your concern")
    if not untold(contact):
        meet(by=by, record=contact.reference, key="referral.feedback")
        close(by=by, contact=contact)
    return told


@transaction.atomic
def close(*, by: Viewer, contact: Contact) -> None:
    """Close a contact whose referrer was told about every child. Raises PermissionDenied, CannotMove, Overtaken."""
    step(by, contact, "close", {"untold": untold(contact)}, sets={"closed_at": timezone.now()})
