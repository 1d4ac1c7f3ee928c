"""Another tracker's file: what its columns are, what is wrong with a line, and when two lines are the same (TRK-16).

Nothing is written here, and no word of a tracker is translated here: a person says what each of its words means.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sharedduty.foundations.plain.tables import MOST_FAULTS, TOO_MANY_CELLS, CannotRead, Fault, TableRow, table_rows
from sharedduty.foundations.process.api import Missing

Labels = Mapping[str, str]
COLUMNS = (
    "recommendation", "kind_of_source", "source", "number", "made_on", "worded_as", "addressee", "owner", "due_on",
    "will_be_different", "how_one_will_know", "state",
)  # fmt: skip
NEEDED = ("recommendation", "kind_of_source", "source", "made_on")
FIELDS = {
    "recommendation": "wording", "source": "source_title", "number": "source_number", "addressee": "addressee",
    "owner": "owner", "will_be_different": "intended", "how_one_will_know": "measure",
}  # fmt: skip
MOST_ROWS, MOST_STATES, MOST_BYTES = 500, 20, 2_000_000
LONGEST, LONGEST_NUMBER, LONGEST_STATE = 4000, 20, 80  # characters of a cell
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%Y-%m-%d %H:%M")
UNSAID = "should"  # how strongly one is worded whose tracker does not say


@dataclass(frozen=True)
class TrackerLine:
    """A line that can be taken in: where it stands, the facts of the recommendation, and its state in the tracker's words."""

    number: int
    facts: Mapping[str, Any]
    said: str


@dataclass
class TrackerTable:
    """A file read: how many rows it has, the lines that are right, and everything wrong."""

    rows: int = 0
    good: list[TrackerLine] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def states(self) -> list[str]:
        """The words for a state that stand in its lines, each once, in order."""
        return in_order(line.said for line in self.good)


def in_order(states: Iterable[str]) -> list[str]:
    """A tracker's words for a state, each once, in the order they are asked about."""
    return sorted({one for one in states if one}, key=lambda one: (one.casefold(), one))


def key_of(facts: Mapping[str, Any]) -> tuple[str, str, str]:
    """What makes two lines the same: the source, the number there, and the words, whatever their case and spaces."""
    names = ("source_title", "source_number", "wording")
    source, number, wording = (" ".join(str(facts.get(name) or "").split()).casefold() for name in names)
    return source, number, wording


def read_tracker(text: str, *, kinds: Labels, strengths: Labels, today: datetime.date) -> TrackerTable:
    """Read and check the lines of a CSV text. Takes: the lists of kinds of source and of strengths, code to words.

    Raises CannotRead where it is no such table, or has more rows, faults or words for a state than anybody could check.
    """
    done, seen = TrackerTable(), dict[tuple[str, str, str], int]()
    for row in table_rows(text, columns=COLUMNS, needed=NEEDED, most=MOST_ROWS):
        done.rows += 1
        if len(done.faults) >= MOST_FAULTS:
            raise CannotRead(f"There are more than {MOST_FAULTS} faults. Mend the file and try again.")
        facts, faults = _facts(row, kinds, strengths, today)
        first = seen.setdefault(key_of(facts), row.line)
        if first != row.line:
            faults.append(Fault(row.line, "recommendation", f"the same stands on line {first}"))
        done.faults += faults
        if not faults:
            done.good.append(TrackerLine(row.line, facts, row.cells["state"]))
    if len(done.states) > MOST_STATES:
        words = f"The column “state” has more than {MOST_STATES} different words. Leave comments out of it."
        raise CannotRead(words)
    return done


def tracker_whole(tracker: str, states: Iterable[str], means: Mapping[str, str], known: Labels) -> list[Missing]:
    """A tracker has a name, and each of its words for a state is translated by a person into one of ours (TRK-16)."""
    missing = [] if tracker.strip() else [Missing("Say what the tracker is called.", "#id_tracker")]
    return missing + [
        Missing(f"Say what “{one}” means.", f"#id_means{number}")
        for number, one in enumerate(in_order(states), 1)
        if means.get(one) not in known
    ]


def _facts(row: TableRow, kinds: Labels, strengths: Labels, today: datetime.date) -> tuple[dict[str, Any], list[Fault]]:
    """A row as the facts of a recommendation, and what is wrong with it."""
    if row.too_long:
        return {}, [Fault(row.line, COLUMNS[-1], TOO_MANY_CELLS)]
    wrong = [Fault(row.line, name, "it is empty") for name in NEEDED if not row.cells[name]]
    most = {"number": LONGEST_NUMBER, "state": LONGEST_STATE}
    for name, text in row.cells.items():
        if len(text) > (limit := most.get(name, LONGEST)):
            wrong.append(Fault(row.line, name, f"it has more than {limit:,} characters"))
    facts: dict[str, Any] = {ours: row.cells[name] for name, ours in FIELDS.items()}
    for name, ours, options, unsaid in (
        ("kind_of_source", "source_kind", kinds, ""), ("worded_as", "modality", strengths, UNSAID),
    ):  # fmt: skip
        facts[ours] = _code(row.cells[name], options) if row.cells[name] else unsaid
        if row.cells[name] and not facts[ours]:
            wrong.append(Fault(row.line, name, f"write one of: {', '.join(options.values())}"))
    for name in ("made_on", "due_on"):
        facts[name] = _day(row.cells[name])
        if row.cells[name] and facts[name] is None:
            wrong.append(Fault(row.line, name, "write it as 2025-03-27 or 27/03/2025"))
    if facts["made_on"] and facts["made_on"] > today:
        wrong.append(Fault(row.line, "made_on", "it lies in the future"))
    return facts, wrong


def _code(said: str, options: Labels) -> str:
    """The code of a list that a cell names, by its code or its words."""
    plain = " ".join(said.split()).casefold()
    return next((code for code, words in options.items() if plain in (code.casefold(), words.casefold())), "")


def _day(text: str) -> datetime.date | None:
    for shape in DAYS:
        try:
            read = datetime.datetime.strptime(text, shape).date()  # noqa: DTZ007 (a day, and no moment)
        except ValueError:
            continue
        return read if read.year >= 1950 else None
    return None
