"""The chronology as a picture to read across agencies, and as the cells of an export."""

import datetime
import re
from collections.abc import Iterable, Sequence

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.chronology.models import Chronology, Entry
from sharedduty.foundations.chronology.queries.lines import Composite, Row
from sharedduty.foundations.chronology.rules.comparing import gaps
from sharedduty.foundations.design.charts import CaseEvent, Picture, case_timeline
from sharedduty.foundations.design.dates import LONDON

MOST_DRAWN = 200
UNSEEN = "Not seen by any line"
HEADER = (
    "Agency", "Line", "Version", "When", "Date", "Time", "How exactly known", "Until", "Event", "Decision", "Service",
    "Action", "Who", "Place", "Child", "Child seen", "Views sought", "Views given", "Source", "Comment", "Outside the period",
    "Same event as", "Discrepancies",
)  # fmt: skip


def years_of(rows: Sequence[Row]) -> list[int]:
    """The years in which lines begin."""
    return sorted({one.line.at.astimezone(LONDON).year for one in rows})


def drawn(held: Chronology, composite: Composite, year: int | None = None) -> Picture:
    """A lane for each agency against time, and one for the gaps; with `year` only its lines. At most 200 are drawn.

    What is known less exactly is drawn as long as it may have been. Under each: S seen, N not seen, V views given, W views
    sought, ? a discrepancy.
    """
    rows = [one for one in composite.rows if year is None or one.line.at.astimezone(LONDON).year == year][:MOST_DRAWN]
    events = [_event(place, one) for place, one in enumerate(rows)]
    if held.gap_weeks and year is None:
        events += _gaps(held, composite)
    whole = f"Who says what happened when, {year}" if year else "Who says what happened when"
    return case_timeline(whole, events, key=f"chronology-{year or 'all'}")


def _event(place: int, row: Row) -> CaseEvent:
    line = row.line
    first, last = line.earliest.astimezone(LONDON).date(), line.latest.astimezone(LONDON).date()
    return CaseEvent(first, line.event, line.agency, last if last > first else None, line.when, place, _signs(row))


def _signs(row: Row) -> tuple[tuple[str, str], ...]:
    line = row.line
    return tuple(
        sign
        for there, sign in (
            (line.seen == "yes", ("S", "child seen")), (line.seen == "no", ("N", "child not seen")),
            (line.views_sought == "yes", ("W", "views sought")), (line.views_given == "yes", ("V", "views given")),
            (bool(row.doubts), ("?", f"discrepancy {', '.join(one.reference for one in row.doubts)}")),
        )
        if there
    )  # fmt: skip


def _gaps(held: Chronology, composite: Composite) -> list[CaseEvent]:
    lines, alone = [one.line for one in composite.rows], len(composite.children) == 1
    weeks = datetime.timedelta(weeks=held.gap_weeks or 0)
    first = datetime.datetime.combine(held.period_from_on, datetime.time.min, tzinfo=LONDON)
    last = datetime.datetime.combine(held.period_to_on, datetime.time(23, 59), tzinfo=LONDON)
    return [
        CaseEvent(
            one.begins.astimezone(LONDON).date(), f"No line says that {child.label} was seen", UNSEEN,
            one.ends.astimezone(LONDON).date(), one.words,
        )
        for child in composite.children
        for one in gaps(lines, child.label, first, last, alone=alone)
        if one.ends - one.begins > weeks
    ]  # fmt: skip


def cells(row: Row) -> tuple[object, ...]:
    """One line as the cells of an export: its agency, row and version first, and no more exact than it is known."""
    entry, line = row.entry, row.line
    start = entry.happened_at.astimezone(LONDON)
    exact = entry.precision == Entry.Precision.EXACT
    date = f"{start:%Y-%m}" if entry.precision == Entry.Precision.MONTH else start.date()
    return (
        line.agency, entry.reference, entry.number, line.when, date, f"{start:%H:%M}" if exact else "",
        entry.get_precision_display(), entry.until_at, entry.event, entry.decision, entry.service, entry.action, entry.who,
        entry.place, entry.child, entry.seen, entry.views_sought, entry.views_given, entry.source, entry.comment, row.outside,
        row.together, [f"{one.reference}: {one.why}" for one in row.doubts],
    )  # fmt: skip


def names_standing(viewer: Viewer, held: Chronology, rows: Iterable[Row]) -> list[tuple[Row, str]]:
    """Lines in which a name of the key stands: the key is held apart, and no real name leaves in an export (HE-CHR-08)."""
    names = {
        word
        for text in held.pseudonyms.values_list("stands_for", flat=True)
        for word in re.findall(r"[^\W\d_]{3,}", text)
        if word[:1].isupper()
    }
    if not names:
        return []
    pattern = re.compile(rf"\b({'|'.join(re.escape(one) for one in sorted(names))})\b")
    found = []
    for row in rows:
        entry = row.entry
        texts = (
            entry.event,
            entry.decision,
            entry.service,
            entry.action,
            entry.who,
            entry.place,
            entry.source,
            entry.comment,
        )
        if hit := pattern.search("\n".join(texts)):
            found.append((row, hit[0]))
    return found
