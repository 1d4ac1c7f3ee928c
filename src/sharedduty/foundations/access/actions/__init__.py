"""Everything people do to accounts, posts, second factors, emergency openings and conflicts. Every act takes `by`."""

from sharedduty.foundations.access.actions.emergency import (
    FINDINGS,
    break_glass,
    escalate_unreviewed,
    name_the_child,
    register_name_checker,
    register_opened_along,
    review_opening,
)
from sharedduty.foundations.access.actions.exclusions import declare_conflict, exclude_line, lift_line
from sharedduty.foundations.access.actions.journalling import close_incident
from sharedduty.foundations.access.actions.own import (
    act_as,
    end_sessions,
    note_presence,
    remove_passkey,
    sign_out_everywhere,
)
from sharedduty.foundations.access.actions.people import (
    Refused,
    approve_appointment,
    end_appointment,
    invite,
    leave,
    make_first_administrator,
    move,
    propose_appointment,
    propose_deputy,
    refuse_appointment,
    send_new_link,
)
from sharedduty.foundations.access.actions.resets import ask_reset, confirm_reset, withdraw_reset
from sharedduty.foundations.access.actions.sealing import (
    ask_unsealing,
    register_sealed_along,
    seal,
    unseal,
    withdraw_unsealing,
)

__all__ = [
    "FINDINGS",
    "Refused",
    "act_as",
    "approve_appointment",
    "ask_reset",
    "ask_unsealing",
    "break_glass",
    "close_incident",
    "confirm_reset",
    "declare_conflict",
    "end_appointment",
    "end_sessions",
    "escalate_unreviewed",
    "exclude_line",
    "invite",
    "leave",
    "lift_line",
    "make_first_administrator",
    "move",
    "name_the_child",
    "note_presence",
    "propose_appointment",
    "propose_deputy",
    "refuse_appointment",
    "register_name_checker",
    "register_opened_along",
    "register_sealed_along",
    "remove_passkey",
    "review_opening",
    "seal",
    "send_new_link",
    "sign_out_everywhere",
    "unseal",
    "withdraw_reset",
    "withdraw_unsealing",
]
