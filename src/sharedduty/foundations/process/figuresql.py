"""From one piece of SQL that lists what is counted to the function that counts it, and to the list behind a figure.

A room's SQL gives `month date, measure text, reference text, yes boolean, who bigint, file bigint` and is written with
`{start}`, `{end}` and `{area}` where the limits and the area stand. `who` is there for an average alone: of whom.
"""

from collections.abc import Iterable

from sharedduty.foundations.access import rowsecurity

# The months between two instants: when each begins, and when it ends or, for the running one, the present instant.
MONTHS = """
    SELECT m::date AS month, m AT TIME ZONE 'Europe/London' AS begins,
           least((m + interval '1 month') AT TIME ZONE 'Europe/London', now()) AS ends
    FROM generate_series(date_trunc('month', {start} AT TIME ZONE 'Europe/London'),
                         {end} AT TIME ZONE 'Europe/London' - interval '1 day', interval '1 month') m
    WHERE m AT TIME ZONE 'Europe/London' <= now()
"""


# Which case files `f` are counted: none that is sealed, and none that the viewer is shut out of, who else could tell from
# a number that it exists.
COUNTED = "NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[])"


def month_of(instant: str) -> str:
    """SQL for the first day of the month in London in which an instant lies."""
    return f"date_trunc('month', {instant} AT TIME ZONE 'Europe/London')::date"


def listed(items: str) -> str:
    """A room's SQL asked as the viewer, with the parameters start, end and area."""
    return items.format(start="%(start)s::timestamptz", end="%(end)s::timestamptz", area="%(area)s::bigint")


def _quoted(roles: Iterable[str]) -> str:
    return ", ".join(f"'{role}'" for role in roles)


def counting(name: str, items: str, *, inside: Iterable[str], outside: Iterable[str]) -> str:
    """SQL that makes the counting function of a room, owned by `sight`.

    Those `inside` get every number. For those `outside` a number from 1 to 5, or one that leaves 1 to 5 over, comes out
    as nothing (design section 4). Everybody else gets no row.
    """
    counted = items.format(start="the_start", end="the_end", area="(SELECT area_id FROM viewer)")
    inside = list(inside)
    body = f"""
CREATE FUNCTION {name}(the_start timestamptz, the_end timestamptz)
RETURNS TABLE (month date, measure text, number bigint, of_all bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH viewer AS (
        SELECT h.area_id, h.role IN ({_quoted(inside)}) AS inside FROM access_held(true) h
        WHERE h.role IN ({_quoted([*inside, *outside])})
    ), item AS ({counted}), counted AS (
        SELECT i.month, i.measure, count(*) FILTER (WHERE i.yes) AS number,
               CASE WHEN bool_or(i.who IS NOT NULL) THEN count(DISTINCT i.who) ELSE count(*) END AS of_all,
               bool_or(i.who IS NOT NULL) AS average
        FROM item i GROUP BY 1, 2
    )
    SELECT c.month, c.measure,
           CASE WHEN v.inside THEN c.number WHEN c.number BETWEEN 1 AND 5 THEN NULL
                WHEN NOT c.average AND (c.of_all BETWEEN 1 AND 5 OR c.of_all - c.number BETWEEN 1 AND 5) THEN NULL
                ELSE c.number END,
           CASE WHEN v.inside OR c.average THEN c.of_all WHEN c.of_all BETWEEN 1 AND 5 THEN NULL ELSE c.of_all END
    FROM counted c CROSS JOIN viewer v ORDER BY 1, 2
$body$;
"""  # noqa: S608 - the room's own SQL
    return rowsecurity.definer(f"{name}(timestamptz, timestamptz)", body, others="")


def counting_again(name: str, items: str, *, inside: Iterable[str], outside: Iterable[str]) -> str:
    """SQL that makes the counting function of a room anew, as its owner `sight`, where a measure came or changed."""
    made = counting(name, items, inside=inside, outside=outside).replace(
        "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"
    )
    return f"SET LOCAL ROLE {{sight}};{made}RESET ROLE;"


def read_by_sight(tables: Iterable[str]) -> str:
    """SQL that lets `sight` read the rows of confidential tables, to count them."""
    return "".join(
        f"GRANT SELECT ON {table} TO {{sight}};"
        f"CREATE POLICY {table}_counted ON {table} FOR SELECT TO {{sight}} USING (true);"
        for table in tables
    )
