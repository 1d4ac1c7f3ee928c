"""Rules of having a contact in hand: claiming, questions back, enquiries, children on it."""

from typing import Any

from sharedduty.foundations.process.api import Missing
from sharedduty.modules.front_door.rules.questions import Given, page_at, required


def nobody_holds_it(contact: Any, given: Given) -> list[Missing]:
    """A contact is in one worker's hands at a time (GL-FD-07)."""
    return [Missing("Somebody already has this contact in hand.")] if contact.claimed_by_id else []


def held_by_you(contact: Any, given: Given) -> list[Missing]:
    """Work on a contact is done by whoever has it in hand; another worker first takes it over (GL-FD-07)."""
    if contact.claimed_by_id and contact.claimed_by_id == given.get("by"):
        return []
    return [Missing("This contact is not in your hands. Take it over first.", page_at("hand-over", contact))]


def reason_given(contact: Any, given: Given) -> list[Missing]:
    """What changes a contact's course is done with a written reason (design section 6: reason always)."""
    return required(given, "reason", "Say why.")


def note_given(contact: Any, given: Given) -> list[Missing]:
    """A hand-over carries a note, so that the next shift knows what is done and what is not (GL-TH-10)."""
    return required(given, "note", "Write what the next worker must know: what is done, what is not, what is due.")


def to_a_colleague(contact: Any, given: Given) -> list[Missing]:
    """A hand-over names one current member of the front door or the emergency duty team (GL-TH-10)."""
    if given.get("to"):
        return []
    return [Missing("Choose who takes it over.", "#id_to")]


def not_acknowledged_yet(contact: Any, given: Given) -> list[Missing]:
    """Receipt is acknowledged once, within one working day of receipt (WT2018 ch1 ¶71)."""
    return [Missing("Receipt was already acknowledged.")] if contact.acknowledged_at else []


def questions_written(contact: Any, given: Given) -> list[Missing]:
    """An unclear form goes back with questions its sender can answer (GL-FD-08)."""
    return required(given, "text", "Write what the sender is asked.")


def somebody_to_ask(contact: Any, given: Given) -> list[Missing]:
    """Questions go to a sender who can be reached (GL-FD-08)."""
    if contact.has_status_page or contact.referrer_email or contact.referrer_telephone:
        return []
    return [Missing("The sender left no way to be reached, so questions cannot go back.")]


def no_danger_waits(contact: Any, given: Given) -> list[Missing]:
    """A contact marked as immediate danger is acted on, never sent back to wait for an answer (WT2018 ch1 ¶74)."""
    if contact.immediate_danger and not given.get("protection_recorded"):
        text = "This contact says a child is in immediate danger. Record what is done to protect them first."
        return [Missing(text, page_at("contact", contact))]
    return []


def answer_given(contact: Any, given: Given) -> list[Missing]:
    """Questions are answered in words, or recorded as answered by telephone (GL-FD-08)."""
    return required(given, "answer", "Write the answer.")


def something_changed(contact: Any, given: Given) -> list[Missing]:
    """A correction changes at least one fact; what was written first stays in the history (design section 8)."""
    return [] if given.get("fields") else [Missing("Nothing was changed.")]


def live_children(contact: Any) -> list[Any]:
    """The children this contact is about: those not withdrawn."""
    return list(contact.children.filter(withdrawn_at__isnull=True).order_by("order", "pk"))


def another_child_remains(contact: Any, given: Given) -> list[Missing]:
    """A contact is about at least one child: instead of the last one the contact is withdrawn (design section 8)."""
    if len(live_children(contact)) > 1:
        return []
    text = "This is the only child on the contact. If it should not be here, withdraw the contact."
    return [Missing(text, page_at("withdraw", contact))]


def decided_children(contact: Any) -> set[int]:
    """Row ids of the contact's children whose decision stands."""
    return set(
        contact.children.filter(withdrawn_at__isnull=True, decisions__standing=True).values_list("pk", flat=True)
    )


def no_child_decided(contact: Any, given: Given) -> list[Missing]:
    """Once next steps are decided for a child, the contact is neither put back nor withdrawn (WT2018 ch1 ¶71)."""
    return [Missing("Next steps are already decided for a child on this contact.")] if decided_children(contact) else []


def child_not_decided(contact: Any, given: Given) -> list[Missing]:
    """A child with a decision stays on the contact: the decision is opened again instead (WT2018 ch1 ¶71)."""
    child = given.get("child")
    return (
        [Missing("Next steps are already decided for this child.")]
        if child and child.pk in decided_children(contact)
        else []
    )


def every_child_decided(contact: Any, given: Given) -> list[Missing]:
    """Each child is decided about individually, and the contact is decided when all are (WT2018 ch1 ¶53, ¶71)."""
    decided = decided_children(contact)
    return [
        Missing(f"Decide next steps for {child}.", page_at("decide", contact, child.reference))
        for child in live_children(contact)
        if child.pk not in decided
    ]


def decided_once(contact: Any, given: Given) -> list[Missing]:
    """A child has one standing decision: another one waits until the manager has opened it again (WT2018 ch1 ¶22, ¶71)."""
    child = given.get("child")
    if child is None or child.pk not in decided_children(contact):
        return []
    return [
        Missing(
            f"Next steps are already decided for {child}. To change them, the front door manager opens the decision again.",
            page_at("contact", contact),
        )
    ]


def child_has_decision(contact: Any, given: Given) -> list[Missing]:
    """Only a decision that was made can be opened again (WT2018 ch1 ¶17, ¶22)."""
    child = given.get("child")
    if child and child.pk in decided_children(contact):
        return []
    return [Missing("Choose the child whose decision is opened again.", "#id_child")]


def agencies_chosen(contact: Any, given: Given) -> list[Missing]:
    """An enquiry asks at least one agency, about one child, with a question, a purpose and a priority (GL-FD-12)."""
    missing = [] if given.get("agencies") else [Missing("Choose which agencies to ask.", "#id_agencies")]
    missing += required(given, "question", "Write what the agencies are asked.")
    missing += required(given, "purpose", "Write why they are asked, so that they can weigh what to share.")
    missing += required(given, "priority", "Choose how urgent the enquiry is.")
    return missing + required(given, "priority_reason", "Say why it has this priority.")


def picture_written(contact: Any, given: Given) -> list[Missing]:
    """An enquiry ends with what the answers mean together, by whoever closes it (GL-FD-11: none without result)."""
    return required(given, "picture", "Write what the answers show together, and what they do not.")


def no_answer_waited_for(contact: Any, given: Given) -> list[Missing]:
    """Every agency has answered, or its request was withdrawn with a reason: silence is not an answer (GL-FD-12)."""
    return [
        Missing(f"{name} has not answered: chase it, or withdraw the request with a reason.", href)
        for name, href in given.get("waiting", ())
    ]
