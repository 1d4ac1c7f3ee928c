"""The processes of a chronology: the whole, each agency's part, and each discrepancy (HE-CHR; state machine 5.6)."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.chronology.rules import running, writing
from sharedduty.foundations.process.api import Process, RequestUse, Stage, Transition

READ, WORK, WRITE = "chronology_read", "chronology_work", "chronology_write"
GATHERING, SHARED, CLOSED = "gathering", "shared", "closed"
ASKED, SENT, STOPPED = "asked", "sent", "stopped"
FOUND, NOTIFIED, EXPLAINED, CORRECTED, UNRESOLVED, NONE = (
    "found",
    "notified",
    "explained",
    "corrected",
    "unresolved",
    "none",
)
OPEN = (GATHERING, SHARED)


def _stay(verb: str, stages: Iterable[str], permission: str, event: str, **more: Any) -> tuple[Transition, ...]:
    """A step that leaves the record at the stage it stands at, one for each stage it may be taken in."""
    return tuple(Transition(verb, (stage,), stage, permission, event, **more) for stage in stages)


WHOLE = Process(
    code="chronology",
    title="Composite chronology",
    duty=(
        "Agencies' own chronologies over the period set are merged into one that keeps the source of every line; what does "
        "not fit is found, told to the agency at once and followed to an answer (Hertfordshire 2007 §14.4.49-14.4.56)."
    ),
    first=GATHERING,
    stages=(Stage(GATHERING, "Agencies write"), Stage(SHARED, "Shared with the agencies"), Stage(CLOSED, "Closed", ends=True)),
    transitions=(
        *_stay("set_terms", OPEN, WORK, "terms set", rules=(running.terms_whole,), records=("period", "gap_weeks"),
               citation="HE-CHR-01, HE-CHR-06"),
        *_stay("ask_agencies", OPEN, WORK, "agencies asked for their chronology", rules=(running.asking_whole,),
               records=("part",), citation="HE-CHR-01"),
        *_stay("remind", OPEN, WORK, "agency reminded", rules=(running.reminder_whole,), citation="HE-CHR-01"),
        *_stay("stop_waiting", OPEN, WORK, "agency no longer waited for", rules=(running.waited_for,), records=("part",),
               citation="HE-CHR-01"),
        *_stay("ask_more", OPEN, WORK, "more asked of an agency", rules=(running.more_whole,), records=("request",),
               citation="HE-CHR-09"),
        *_stay("name_pseudonym", OPEN, WORK, "pseudonym named", rules=(running.key_whole,), records=("key",),
               citation="HE-CHR-08"),
        *_stay("put_together", OPEN, WORK, "lines put together", rules=(running.grouping_whole,), records=("grouping",),
               citation="HE-CHR-07"),
        *_stay("take_apart", OPEN, WORK, "lines taken apart", rules=(running.undoing_whole,), records=("grouping",),
               citation="HE-CHR-07"),
        *_stay("find", OPEN, WORK, "discrepancy found", rules=(running.finding_whole,), records=("discrepancy",),
               citation="HE-CHR-03"),
        Transition("share", OPEN, SHARED, WORK, "shared with the agencies", rules=(running.something_to_share,),
                   records=("shared_at",), citation="HE-CHR-02"),
        Transition("close", OPEN, CLOSED, WORK, "closed", rules=(running.reason_given,), citation="HE-CHR-02"),
    ),
    requests=(RequestUse("chronology", "Its own chronology over the period", "Each agency involved", citation="HE-CHR-01"),),
)  # fmt: skip
PART = Process(
    code="agency_chronology",
    title="An agency's own chronology",
    duty=(
        "Each agency writes what it knew, decided, offered and did over the period, each line with its source "
        "(Hertfordshire 2007 §14.4.49)."
    ),
    first=ASKED,
    stages=(Stage(ASKED, "Being written"), Stage(SENT, "Sent", ends=True), Stage(STOPPED, "No longer waited for", ends=True)),
    transitions=(
        *_stay("add_line", (ASKED, SENT), WRITE, "line added", rules=(writing.line_whole,), records=("line",),
               citation="HE-CHR-01"),
        *_stay("take_in", (ASKED, SENT), WRITE, "lines taken in from a file", rules=(writing.lines_given,), records=("lines",),
               citation="HE-CHR-07"),
        *_stay("correct_line", (ASKED, SENT), WRITE, "line corrected", rules=(writing.line_changed,), records=("line",),
               citation="HE-CHR-03"),
        *_stay("strike_line", (ASKED, SENT), WRITE, "line taken out", rules=(writing.line_struck,), records=("line",),
               citation="HE-CHR-03"),
        Transition("send", (ASKED,), SENT, WRITE, "sent", rules=(writing.has_lines,), records=("sent_at",),
                   citation="HE-CHR-01"),
        Transition("stop", (ASKED,), STOPPED, WORK, "no longer waited for", rules=(running.reason_given,),
                   records=("stopped_because",), citation="HE-CHR-01"),
        *_stay("answer_notice", (ASKED, SENT), WRITE, "discrepancy answered", rules=(writing.notice_answered,),
               records=("answer",), citation="HE-CHR-03"),
    ),
)  # fmt: skip
DOUBT = Process(
    code="chronology_discrepancy",
    title="A discrepancy between accounts",
    duty=(
        "What does not fit in the accounts is told to the agency at once and followed to an answer, a correction or an agreed "
        "difference (Hertfordshire 2007 §14.4.55)."
    ),
    first=FOUND,
    stages=(
        Stage(FOUND, "Found"), Stage(NOTIFIED, "Agency told"), Stage(EXPLAINED, "Agency explains"),
        Stage(CORRECTED, "Corrected", ends=True), Stage(UNRESOLVED, "Unresolved, recorded", ends=True),
        Stage(NONE, "No discrepancy", ends=True),
    ),
    transitions=(
        Transition("notify", (FOUND,), NOTIFIED, WORK, "agencies told", rules=(running.notice_whole,), records=("notice",),
                   citation="HE-CHR-03"),
        Transition("take_answer", (NOTIFIED,), EXPLAINED, WORK, "agency explains", rules=(running.explanation_whole,),
                   records=("explanation",), citation="HE-CHR-03"),
        Transition("correct", (NOTIFIED, EXPLAINED), CORRECTED, WORK, "corrected", rules=(running.corrected_whole,),
                   records=("outcome",), citation="HE-CHR-03"),
        Transition("leave_unresolved", (NOTIFIED, EXPLAINED), UNRESOLVED, WORK, "recorded as unresolved",
                   rules=(running.unresolved_whole,), records=("outcome",), citation="HE-CHR-03"),
        Transition("set_aside", (FOUND, EXPLAINED), NONE, WORK, "found to be none", rules=(running.dismissal_whole,),
                   records=("outcome",), citation="HE-CHR-03"),
    ),
)  # fmt: skip
PROCESSES = (WHOLE, PART, DOUBT)
