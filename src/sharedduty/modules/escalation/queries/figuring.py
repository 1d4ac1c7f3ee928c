"""The pattern of disagreements: by topic, stage, agency and month, in numbers and never in names (GL-ES-15, GL-ES-21)."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import COUNTED, month_of, month_words
from sharedduty.modules.escalation.policy import FIGURES_INSIDE, FIGURES_OUTSIDE, LEADS
from sharedduty.modules.escalation.queries.choices import labels, topics
from sharedduty.modules.escalation.queries.reading import TITLES

READS = ("escalation_escalation", "escalation_stagerun", "escalation_ending")


def _quoted(roles: tuple[str, ...]) -> str:
    return ", ".join(f"'{role}'" for role in roles)


FEW = 5  # the most that is held back (design section 4)

# One row for each disagreement and dimension: the dimension, its value, and whether it counts towards a share.
ITEMS = f"""
    WITH held AS (
        SELECT e.*, (SELECT max(r.number) FROM escalation_stagerun r WHERE r.escalation_id = e.id) AS reached
        FROM escalation_escalation e JOIN access_casefile f ON f.id = e.case_file_id AND {COUNTED}
        WHERE e.area_id = (SELECT area_id FROM viewer) AND e.raised_at >= the_start AND e.raised_at < the_end
    )
    SELECT 'all' AS part, '' AS value, true AS yes FROM held
    UNION ALL SELECT 'topic', h.topic, true FROM held h
    UNION ALL SELECT 'stage', h.reached::text, true FROM held h
    UNION ALL SELECT 'agency', o.name, true
        FROM held h JOIN directory_organisation o ON o.id IN (h.raised_for_id, h.against_id)
    UNION ALL SELECT 'month', ({month_of("h.raised_at")})::text, true FROM held h
    UNION ALL SELECT 'outcome', coalesce(g.outcome, CASE WHEN h.stage = 'withdrawn' THEN 'withdrawn' ELSE 'open' END), true
        FROM held h LEFT JOIN escalation_ending g ON g.escalation_id = h.id
    UNION ALL SELECT 'time', r.number::text, r.ended_at <= c.due_at
        FROM held h JOIN escalation_stagerun r ON r.escalation_id = h.id AND r.ended_at IS NOT NULL
        JOIN process_clock c ON c.record = h.reference AND c.key = 'escalation.stage' || r.number AND c.stopped_at IS NULL
"""  # noqa: S608 - constants of this file and of the foundation

# Outside the unit a number from 1 to 5 is held back, and where only one of a table is, the next smallest with it: what is
# left of the sum would say it.
FUNCTION = f"""
CREATE FUNCTION escalation_pattern(the_start timestamptz, the_end timestamptz)
RETURNS TABLE (part text, value text, number bigint, of_all bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH viewer AS (
        SELECT h.area_id, h.role IN ({_quoted(FIGURES_INSIDE)}) AS inside FROM access_held(true) h
        WHERE h.role IN ({_quoted((*FIGURES_INSIDE, *FIGURES_OUTSIDE))})
    ), item AS ({ITEMS}), counted AS (
        SELECT i.part, i.value, count(*) FILTER (WHERE i.yes) AS number, count(*) AS of_all FROM item i GROUP BY 1, 2
    ), ranked AS (
        SELECT c.*, c.of_all BETWEEN 1 AND {FEW} AS few,
               count(*) FILTER (WHERE c.of_all BETWEEN 1 AND {FEW}) OVER (PARTITION BY c.part) AS fews,
               row_number() OVER (PARTITION BY c.part ORDER BY c.of_all BETWEEN 1 AND {FEW} DESC, c.of_all, c.value) AS place
        FROM counted c
    )
    SELECT r.part, r.value,
           CASE WHEN v.inside THEN r.number WHEN r.few OR (r.fews = 1 AND r.place = 2) THEN NULL
                WHEN r.part = 'time' AND (r.number BETWEEN 1 AND {FEW} OR r.of_all - r.number BETWEEN 1 AND {FEW}) THEN NULL
                ELSE r.number END,
           CASE WHEN v.inside THEN r.of_all WHEN r.few OR (r.fews = 1 AND r.place = 2) THEN NULL ELSE r.of_all END
    FROM ranked r CROSS JOIN viewer v ORDER BY 1, 2
$body$;
"""  # noqa: S608 - constants of this file

# Each agency counts its own from stage one, for its own lead: of the viewer's own body, with every number (GL-ES-15).
OWN = f"""
CREATE FUNCTION escalation_own_count(the_start timestamptz, the_end timestamptz)
RETURNS TABLE (side text, reached smallint, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH held AS (
        SELECT e.id, CASE WHEN e.raised_for_id = h.organisation_id THEN 'raised' ELSE 'against' END AS side
        FROM access_held(true) h
        JOIN escalation_escalation e ON h.organisation_id IN (e.raised_for_id, e.against_id)
        JOIN access_casefile f ON f.id = e.case_file_id AND {COUNTED}
        WHERE e.raised_at >= the_start AND e.raised_at < the_end AND h.role IN ({_quoted(LEADS)})
    )
    SELECT h.side, (SELECT max(r.number) FROM escalation_stagerun r WHERE r.escalation_id = h.id), count(*)
    FROM held h GROUP BY 1, 2 ORDER BY 1, 2
$body$;
"""  # noqa: S608 - constants of this file and of the foundation

PARTS = (
    ("topic", "What it was about", "The topic chosen when it was raised."),
    ("stage", "How far it went", "The highest stage it reached. Settled at a low stage is how it should be."),
    ("agency", "Which agencies took part",
     "Each disagreement counts once for each of its two agencies, whichever of them raised it. A high number is no fault: it may "
     "show that people speak up, or that the two work together a great deal."),
    ("month", "When it was raised", "The month in which it was raised."),
    ("outcome", "How it ended", "As it was recorded. Open ones have not ended yet."),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a table: its words, and the number; None where it is held back."""

    words: str
    number: int | None


@dataclass(frozen=True)
class InTime:
    """A stage: how many ended, how many of them in time, and the share; None where held back."""

    words: str
    ended: int | None
    in_time: int | None

    @property
    def share(self) -> str:
        """In per cent, in words."""
        if self.ended is None or self.in_time is None:
            return "held back"
        return f"{round(100 * self.in_time / self.ended)}%" if self.ended else "none ended"


@dataclass(frozen=True)
class Pattern:
    """The pattern of a period: how many in all, one table for each dimension, and the stages in time."""

    first: datetime.date
    last: datetime.date
    total: int | None
    tables: tuple[tuple[str, str, str, tuple[Line, ...]], ...]
    times: tuple[InTime, ...]


def limits_of(first: datetime.date, last: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    """From the first instant of a day to the first instant after another, in London."""
    start, end = (
        datetime.datetime.combine(day, datetime.time(), tzinfo=LONDON)
        for day in (first, last + datetime.timedelta(days=1))
    )
    return start, end


def pattern_of(
    viewer: Viewer, first: datetime.date, last: datetime.date, local_pack: str = "", *, exported: bool = False
) -> Pattern:
    """The pattern of the disagreements raised between two days. Journalled; nothing for a role that may not see it.

    Sealed files, and files the viewer is shut out of, are in no number.
    """
    record_sight(by=viewer, verb="exported" if exported else "opened", object_type="pattern of disagreements")
    counts: dict[str, dict[str, tuple[int | None, int | None]]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute("SELECT part, value, number, of_all FROM escalation_pattern(%s, %s)", [*limits_of(first, last)])
        for part, value, number, of_all in cursor.fetchall():
            counts[part][value] = (number, of_all)
    total = counts["all"].get("", (0, 0))[1]
    tables = tuple(
        (part, title, definition, tuple(_lines(part, counts[part], local_pack))) for part, title, definition in PARTS
    )
    times = tuple(InTime(_stage(value), of_all, number) for value, (number, of_all) in sorted(counts["time"].items()))
    return Pattern(first, last, total, tables, times)


def _lines(part: str, counts: dict[str, tuple[int | None, int | None]], local_pack: str) -> list[Line]:
    if part == "topic":
        return [Line(words, counts.get(code, (0, 0))[1]) for code, words in topics(local_pack).items()]
    if part == "outcome":
        words = {"open": "Not ended yet", **labels("outcome")}
        return [Line(words.get(code, code), number) for code, (_, number) in sorted(counts.items())]
    if part == "stage":
        return [Line(_stage(str(one)), counts.get(str(one), (0, 0))[1]) for one in TITLES]
    if part == "month":
        return [Line(month_words(datetime.date.fromisoformat(code)), one) for code, (_, one) in sorted(counts.items())]
    return _agencies(counts)


def _agencies(counts: dict[str, tuple[int | None, int | None]]) -> list[Line]:
    """Each agency with a number; those whose numbers are held back together in one line, for a list of them tells nothing."""
    lines = [Line(name, number) for name, (_, number) in sorted(counts.items(), key=lambda pair: pair[0].casefold())]
    shown, held = [one for one in lines if one.number is not None], [one for one in lines if one.number is None]
    return [*shown, Line(f"{len(held)} other agencies, each", None)] if len(held) > 1 else lines


def _stage(number: str) -> str:
    words = TITLES[int(number)]
    return f"Stage {number}: {words}" if number != "5" else f"Referred to {words}"


@dataclass(frozen=True)
class OwnCount:
    """How many an agency raised, and how many were raised with it, by the stage they reached."""

    raised: tuple[Line, ...]
    against: tuple[Line, ...]


def own_count(viewer: Viewer, first: datetime.date, last: datetime.date) -> OwnCount:
    """The disagreements of the viewer's own agency raised between two days, from stage one (GL-ES-15). Journalled."""
    record_sight(by=viewer, verb="opened", object_type="own agency's disagreements")
    found: dict[str, dict[int, int]] = {"raised": {}, "against": {}}
    with connection.cursor() as cursor:
        cursor.execute("SELECT side, reached, number FROM escalation_own_count(%s, %s)", [*limits_of(first, last)])
        for side, reached, number in cursor.fetchall():
            found[side][reached] = number
    raised, against = (
        tuple(Line(_stage(str(one)), found[side].get(one, 0)) for one in TITLES) for side in ("raised", "against")
    )
    return OwnCount(raised, against)


def periods(today: datetime.date | None = None) -> dict[str, tuple[str, datetime.date, datetime.date]]:
    """The periods one may look at, the newest first: code to words, first and last day."""
    day = today or timezone.localdate()
    year = day.year if day.month >= 4 else day.year - 1
    quarter = datetime.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    before = (quarter - datetime.timedelta(days=1)).replace(day=1)
    before = datetime.date(before.year, 3 * ((before.month - 1) // 3) + 1, 1)
    return {
        "12-months": ("The last twelve months", day - datetime.timedelta(days=364), day),
        "quarter": ("This quarter", quarter, day),
        "last-quarter": ("The quarter before", before, quarter - datetime.timedelta(days=1)),
        "year": (f"The year {year} to {year + 1}", datetime.date(year, 4, 1), day),
        "last-year": (f"The year {year - 1} to {year}", datetime.date(year - 1, 4, 1), datetime.date(year, 3, 31)),
    }
