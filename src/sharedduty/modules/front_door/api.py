"""What other rooms may ask of the front door."""

from sharedduty.modules.front_door.actions.births import birth_on_record, tell_of_birth
from sharedduty.modules.front_door.actions.deciding import decide_next_steps, reopen, tell_referrer
from sharedduty.modules.front_door.actions.handing import accept_handover, close_handover, disagree
from sharedduty.modules.front_door.actions.holding import answer_questions
from sharedduty.modules.front_door.actions.receive import CannotReceive, Receipt, ReceivedChild, Sender, receive
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.modules.front_door.queries.contact import contact_by_reference, contacts_in_sight, open_contact
from sharedduty.modules.front_door.queries.figures import figures, months_back
from sharedduty.modules.front_door.queries.handovers import HandedOver, about_child, child_handed_over
from sharedduty.modules.front_door.queries.queue import queue
from sharedduty.modules.front_door.queries.records import Hit

__all__ = [
    "PROCESS", "CannotReceive", "HandedOver", "Hit", "Receipt", "ReceivedChild", "Sender", "about_child", "accept_handover",
    "answer_questions", "birth_on_record", "child_handed_over", "close_handover", "contact_by_reference", "contacts_in_sight",
    "decide_next_steps", "disagree", "figures", "months_back", "open_contact", "queue", "receive", "reopen", "tell_of_birth",
    "tell_referrer",
]  # fmt: skip
