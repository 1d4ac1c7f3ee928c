"""Everything people do to accounts, posts, second factors, emergency openings and conflicts. Every act takes `by`."""

from sharedduty.foundations.access.actions.emergency import (
    FINDINGS,
    break_glass,
    escalate_unreviewed,
    name_the_child,
    register_name_checker,
    review_opening,
)
from sharedduty.foundations.access.actions.exclusions import declare_conflict, exclude_line
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
    refuse_appointment,
    send_new_link,
)
from sharedduty.foundations.access.actions.resets import ask_reset, confirm_reset, withdraw_reset

__all__ = [
    "FINDINGS",
    "Refused",
    "act_as",
    "approve_appointment",
    "ask_reset",
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
    "make_first_administrator",
    "move",
    "name_the_child",
    "note_presence",
    "propose_appointment",
    "refuse_appointment",
    "register_name_checker",
    "remove_passkey",
    "review_opening",
    "send_new_link",
    "sign_out_everywhere",
    "withdraw_reset",
]
