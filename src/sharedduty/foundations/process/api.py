"""What rooms may ask of the process foundation."""

from sharedduty.foundations.process import yearly
from sharedduty.foundations.process.catalogue import processes
from sharedduty.foundations.process.clocks import confirmed_since, meet, open_clocks, recompute, start_clock, stop
from sharedduty.foundations.process.declared import (
    ClockUse,
    DecisionPoint,
    Missing,
    Output,
    Process,
    RequestUse,
    Stage,
    Step,
    Transition,
)
from sharedduty.foundations.process.editions import start_where_known
from sharedduty.foundations.process.engine import CannotMove, Overtaken, begin, missing_for, move, not_from_here
from sharedduty.foundations.process.figure_pages import FigurePages
from sharedduty.foundations.process.figures import (
    AVERAGE,
    SHARE,
    Counting,
    Figure,
    Measure,
    as_csv,
    drawn,
    figures_of,
    limits,
    month_words,
    months_back,
)  # fmt: skip
from sharedduty.foundations.process.figuresql import COUNTED, MONTHS, month_of
from sharedduty.foundations.process.given import Given, HandedChild, kept, passed, required, text
from sharedduty.foundations.process.handovers import (
    STANDS,
    STARTS,
    Start,
    accept,
    close,
    leave,
    stands,
    starts_for,
    take_up,
)
from sharedduty.foundations.process.models import Clock, Handover, Move
from sharedduty.foundations.process.records import DISAGREE, files_of, href, register
from sharedduty.foundations.process.sooner import bring_forward, limit_of
from sharedduty.foundations.process.step_pages import Act, StepPages, given, simple
from sharedduty.foundations.process.tasks import ClockLine, Task, clock_line, possible_next, tasks

__all__ = [
    "AVERAGE", "COUNTED", "DISAGREE", "MONTHS", "SHARE", "STANDS", "STARTS", "Act", "CannotMove", "Clock", "ClockLine",
    "ClockUse", "Counting", "DecisionPoint", "Figure", "FigurePages", "Given", "HandedChild", "Handover", "Measure", "Missing",
    "Move", "Output", "Overtaken", "Process", "RequestUse", "Stage", "Start", "Step", "StepPages", "Task", "Transition", "accept",
    "as_csv", "begin", "bring_forward", "clock_line", "close", "confirmed_since", "drawn", "figures_of", "files_of", "given",
    "href", "kept", "leave", "limit_of", "limits", "meet", "missing_for", "month_of", "month_words", "months_back", "move",
    "not_from_here", "open_clocks", "passed", "possible_next", "processes", "recompute", "register", "required", "simple",
    "stands", "start_clock", "start_where_known", "starts_for", "stop", "take_up", "tasks", "text", "yearly",
]  # fmt: skip
