"""Charts and diagrams as SVG made on the server, each with the table that says the same.

Every function is pure and gives a `Picture`: `svg` (safe to print), `headers` and `rows` (the table beside it),
`title` and `summary` (its text alternative). Looks come from classes; there is no style attribute and no script.
Nothing is said by colour alone.
"""

from .bars import bar_chart
from .clocks import ClockReading, clock_bar, clock_mark, read_clock
from .gauge import AgencyAnswer, agency_gauge
from .genogram import Child, Couple, Person, Tie, genogram
from .picture import Picture
from .rag import rag_grid
from .run import run_chart
from .timeline import CaseEvent, case_timeline
from .windscreen import Band, windscreen

__all__ = [
    "AgencyAnswer",
    "Band",
    "CaseEvent",
    "Child",
    "ClockReading",
    "Couple",
    "Person",
    "Picture",
    "Tie",
    "agency_gauge",
    "bar_chart",
    "case_timeline",
    "clock_bar",
    "clock_mark",
    "genogram",
    "rag_grid",
    "read_clock",
    "run_chart",
    "windscreen",
]
