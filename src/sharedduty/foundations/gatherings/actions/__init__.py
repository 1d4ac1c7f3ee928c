"""Every write of a meeting: calling, inviting, attending, recording, sending. Each asks the room's own permission."""

from sharedduty.foundations.gatherings.actions.attending import (
    came,
    decide_on_quorum,
    declare_conflict,
    judge_quorum,
    left,
    strike_out,
)
from sharedduty.foundations.gatherings.actions.calling import adjourn, begin, call, cancel, end, postpone, resume
from sharedduty.foundations.gatherings.actions.inviting import (
    call_together,
    end_part_in,
    hear,
    invite,
    reply,
    stop_hearing,
    withdraw_invitation,
)
from sharedduty.foundations.gatherings.actions.joining import hold_jointly
from sharedduty.foundations.gatherings.actions.papers import circulate_paper
from sharedduty.foundations.gatherings.actions.recording import (
    act_on,
    agree_action,
    decide,
    dissent,
    save_notes,
    settle_notes,
    take_notes,
    write_view,
)
from sharedduty.foundations.gatherings.actions.sending import make_minutes, send_minutes, share, withhold

__all__ = [
    "act_on", "adjourn", "agree_action", "begin", "call", "call_together", "came", "cancel", "circulate_paper", "decide",
    "decide_on_quorum", "declare_conflict", "dissent", "end", "end_part_in", "hear", "hold_jointly", "invite", "judge_quorum",
    "left", "make_minutes", "postpone", "reply", "resume", "save_notes", "send_minutes", "settle_notes", "share", "stop_hearing",
    "strike_out", "take_notes", "withdraw_invitation", "withhold", "write_view",
]  # fmt: skip
