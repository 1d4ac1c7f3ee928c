"""The lines of a chronology, merged: each with its agency and row, compared, counted, put beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.chronology.models import Chronology, Discrepancy, Entry, Grouping
from sharedduty.foundations.chronology.rules.comparing import (
    Child,
    Line,
    Measure,
    Suggestion,
    compare,
    is_outside,
    measures,
    merged,
    same_events,
)


def line_of(entry: Entry, agency: str, part: str) -> Line:
    """A line on record as it is compared."""
    return Line(
        entry.reference, entry.number, part, agency, entry.happened_at, entry.precision, entry.until_at, entry.event,
        entry.decision, entry.place, entry.child, entry.seen, entry.views_sought, entry.views_given,
    )  # fmt: skip


def entries_of(viewer: Viewer, held: Chronology) -> list[Entry]:
    """The standing lines of every part that was sent, with part and agency; as far as sight reaches."""
    found = Entry.objects.filter(part__chronology=held, part__stage="sent", stands=True, struck=False)
    return list(found.select_related("part").order_by("happened_at", "pk"))


def lines_of(viewer: Viewer, held: Chronology) -> list[Line]:
    """The same lines as they are compared."""
    return [line_of(one, one.part.agency, one.part.reference) for one in entries_of(viewer, held)]


@dataclass(frozen=True)
class Row:
    """One line as a page shows it: the row on record, the line, what it is marked with."""

    entry: Entry
    line: Line
    outside: bool
    together: str
    doubts: tuple[Discrepancy, ...]


@dataclass
class Composite:
    """A chronology merged: rows in order, what is together, what is doubted, what may not fit, how often a child was seen."""

    rows: list[Row]
    children: list[Child]
    groupings: list[Grouping]
    discrepancies: list[Discrepancy]
    suggestions: list[Suggestion] = field(default_factory=list)
    same: list[Suggestion] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    @property
    def files(self) -> list[int]:
        """The files whose lines it shows."""
        return sorted({one.entry.case_file_id for one in self.rows})


def children_of(viewer: Viewer, held: Chronology) -> list[Child]:
    """The children by label."""
    return [Child(one.label, one.birth_on, one.died_on) for one in held.children.order_by("pk")]


def composite_of(viewer: Viewer, held: Chronology, *, whole: bool = True) -> Composite:
    """Merge the parts that were sent, in a fixed number of queries.

    Takes: `whole` to compare and measure as well. A suggestion taken up or set aside before is not made again.
    """
    entries = {one.reference: one for one in entries_of(viewer, held)}
    lines = merged([[line_of(one, one.part.agency, one.part.reference) for one in entries.values()]])
    children, period = children_of(viewer, held), (held.period_from_on, held.period_to_on)
    groupings = list(held.groupings.filter(undone_at__isnull=True).order_by("recorded_at", "pk"))
    doubts = list(held.discrepancies.order_by("found_at", "pk"))
    found = Composite(_rows(lines, entries, groupings, doubts, period), children, groupings, doubts)
    if whole:
        together, known = [frozenset(one.entries) for one in groupings], {one.mark for one in doubts}
        # Where nobody has sent anything yet, silence says nothing: no gap is named before an agency was heard.
        heard = bool(lines) or held.parts.filter(stage="sent").exists()
        compared = compare(lines, children, period, held.gap_weeks, together) if heard else []
        found.suggestions = [one for one in compared if one.mark not in known]
        found.same = same_events(lines, together)
        found.measures = measures(lines, children, period)
    return found


def _rows(
    lines: Sequence[Line], entries: dict[str, Entry], groupings: list[Grouping], doubts: list[Discrepancy], period: tuple,
) -> list[Row]:  # fmt: skip
    """Rows in order; what a person put together stands together, where the first of it stands."""
    group_of = {reference: one.reference for one in groupings for reference in one.entries}
    first: dict[str, int] = {}
    for at, line in enumerate(lines):
        if group := group_of.get(line.reference):
            first.setdefault(group, at)
    order = sorted(range(len(lines)), key=lambda at: (first.get(group_of.get(lines[at].reference, ""), at), at))
    open_ones = [one for one in doubts if one.stage != "none"]
    return [
        Row(
            entries[line.reference], line, is_outside(line, period), group_of.get(line.reference, ""),
            tuple(one for one in open_ones if line.reference in one.entries),
        )
        for line in (lines[at] for at in order)
    ]  # fmt: skip


def unanswered(viewer: Viewer, record: str) -> list[str]:
    """The discrepancies of a record's chronology that nobody was told of or nobody answered, by reference and reason.

    An overview is not drafted while there is one (state machine 5.6).
    """
    found = Discrepancy.objects.filter(chronology__for_record=record, stage__in=("found", "notified"))
    return [f"{one.reference}: {one.why}" for one in found.order_by("found_at", "pk")]
