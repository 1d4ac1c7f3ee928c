"""What rooms may ask of the process foundation."""

from sharedduty.foundations.process.clocks import meet, open_clocks, recompute, start_clock, stop
from sharedduty.foundations.process.declared import ClockUse, Missing, Process, Stage, Transition
from sharedduty.foundations.process.engine import CannotMove, Overtaken, begin, missing_for, move
from sharedduty.foundations.process.handovers import accept, close, leave
from sharedduty.foundations.process.models import Clock, Handover, Move
from sharedduty.foundations.process.records import href, register

__all__ = [
    "CannotMove",
    "Clock",
    "ClockUse",
    "Handover",
    "Missing",
    "Move",
    "Overtaken",
    "Process",
    "Stage",
    "Transition",
    "accept",
    "begin",
    "close",
    "href",
    "leave",
    "meet",
    "missing_for",
    "move",
    "open_clocks",
    "recompute",
    "register",
    "start_clock",
    "stop",
]
