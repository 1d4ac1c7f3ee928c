"""What early help plans tell of local need, beside the help there is: counted where no child's plan is shown (WT-EH-02, -03).

One function of the database counts; it lets out nothing but numbers, and holds small ones back from all who are not of a
families team (design section 4; docs/adr/0016).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.guidance.api import HelpOffer, help_kinds, help_offers, local_pack
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import COUNTED, limits, months_back
from sharedduty.modules.early_help.models import Circumstance, Plan
from sharedduty.modules.early_help.policy import FIGURES_INSIDE, FIGURES_OUTSIDE
from sharedduty.modules.early_help.rules import ANSWERS, LEVEL_OF_TOOL

FUNCTION = "early_help_needs"
READS = ("early_help_circumstance", "early_help_signpost")  # besides those the figures read
MONTHS = 12
NOWHERE = "Not registered yet"
LONDON = "AT TIME ZONE 'Europe/London'"

# What, of which kind, where, and which plan: a plan counts once for each.
ITEMS = f"""
    SELECT 'need' AS what, c.kind::text AS code, h.place, h.id FROM early_help_circumstance c JOIN held h ON h.id = c.plan_id
        WHERE c.applies_from < (the_end {LONDON})::date
        AND (c.applies_until IS NULL OR c.applies_until >= (the_start {LONDON})::date)
    UNION SELECT 'help', a.help_kind, h.place, h.id FROM early_help_planaction a JOIN held h ON h.id = a.plan_id
        WHERE a.help_kind <> '' AND a.agreed_at >= the_start AND a.agreed_at < the_end
    UNION SELECT 'told', s.help_offer, '', h.id FROM early_help_signpost s JOIN held h ON h.id = s.plan_id
        WHERE s.told_on >= (the_start {LONDON})::date AND s.told_on < (the_end {LONDON})::date
    UNION SELECT 'begun', o.sector || ':' || h.tool, '', h.id FROM held h
        JOIN access_appointment p ON p.id = h.opened_by_id JOIN directory_post q ON q.id = p.post_id
        JOIN directory_team t ON t.id = q.team_id JOIN directory_organisation o ON o.id = t.organisation_id
        WHERE h.opened_at >= the_start
    UNION SELECT 'plans', '', h.place, h.id FROM held h
"""  # noqa: S608 - constants of this file
GRANTS = "GRANT SELECT ON directory_post, directory_team, directory_organisation TO {sight};"


def _roles(names: Iterable[str]) -> str:
    return ", ".join(f"'{one}'" for one in names)


def counting() -> str:
    """SQL of the counting function; the migration gives it its owner and says who may call it."""
    return f"""
CREATE FUNCTION {FUNCTION}(the_start timestamptz, the_end timestamptz)
RETURNS TABLE (what text, code text, place text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH viewer AS (
        SELECT h.area_id, h.role IN ({_roles(FIGURES_INSIDE)}) AS inside FROM access_held(true) h
        WHERE h.role IN ({_roles([*FIGURES_INSIDE, *FIGURES_OUTSIDE])})
    ), held AS (
        SELECT p.*, coalesce(t.name, '') AS place FROM early_help_plan p
        JOIN access_casefile f ON f.id = p.case_file_id AND {COUNTED}
        LEFT JOIN directory_team t ON t.id = p.registered_with_id
        WHERE p.area_id = (SELECT area_id FROM viewer) AND p.opened_at < the_end
        AND (p.closed_at IS NULL OR p.closed_at >= the_start)
    ), item AS ({ITEMS}), counted AS (
        SELECT i.what, i.code, i.place, count(*) AS number FROM item i GROUP BY 1, 2, 3
    )
    SELECT c.what, c.code, c.place,
           CASE WHEN v.inside THEN c.number WHEN c.number BETWEEN 1 AND 5 THEN NULL
                WHEN c.what IN ('need', 'help') AND w.number - c.number BETWEEN 1 AND 5 THEN NULL ELSE c.number END
    FROM counted c CROSS JOIN viewer v LEFT JOIN counted w ON w.what = 'plans' AND w.place = c.place
    ORDER BY 1, 2, 3
$body$;
"""  # noqa: S608 - constants of this file and of the foundation


Numbers = dict[str, int | None]


@dataclass(frozen=True)
class KindLine:
    """One kind of help: needs noted that point to it and plans with such help, by place; and the services listed."""

    code: str
    words: str
    needs: list[tuple[str, Numbers]]
    helped: Numbers
    services: list[HelpOffer]

    @property
    def is_gap(self) -> bool:
        """Whether the guide lists no service of this kind before level 4."""
        return not any(min(one.levels) < 4 for one in self.services)


@dataclass(frozen=True)
class NeedAndHelp:
    """A year of plans beside the help there is. A number is None where it is held back."""

    pack: str
    since: datetime.date
    places: list[str]
    plans: Numbers
    kinds: list[KindLine]
    begun: list[tuple[str, dict[int, int | None]]]
    told: list[tuple[str, int | None]]
    assessments: list[str]


def need_and_help(viewer: Viewer, *, exported: bool = False) -> NeedAndHelp:
    """The last twelve months, counted anew. Journalled; whoever may not see figures gets no number at all."""
    record_sight(by=viewer, verb="exported" if exported else "opened", object_type="need and help")
    months, pack = months_back(MONTHS), local_pack()
    with connection.cursor() as cursor:
        cursor.execute("SELECT what, code, place, number FROM early_help_needs(%s, %s)", [*limits(months)])
        rows = cursor.fetchall()
    counts: dict[tuple[str, str], Numbers] = defaultdict(dict)
    for what, code, place, number in rows:
        counts[what, code][place or NOWHERE] = number
    offers = help_offers(pack.id)
    assessments = [
        f"{row['source_of_need']}{f', {row["year"]}' if row['year'] else ''}" for row in pack.rows("needs_assessments")
    ]
    return NeedAndHelp(
        pack=pack.id, since=months[0], places=sorted(counts["plans", ""]), plans=counts["plans", ""],
        kinds=[_kind(code, words, counts, offers) for code, words in help_kinds(pack.id).items()],
        begun=_begun(counts), assessments=assessments,
        told=[(one.service, counts["told", one.key][NOWHERE]) for one in offers if counts.get(("told", one.key))],
    )  # fmt: skip


def _kind(code: str, words: str, counts: dict[tuple[str, str], Numbers], offers: Iterable[HelpOffer]) -> KindLine:
    needs = [
        (str(Circumstance.Kind(one).label), counts["need", one])
        for one, kinds in ANSWERS.items()
        if code in kinds and counts.get(("need", one))
    ]
    return KindLine(code, words, needs, counts.get(("help", code), {}), [one for one in offers if code in one.kinds])


def _begun(counts: dict[tuple[str, str], Numbers]) -> list[tuple[str, dict[int, int | None]]]:
    """Who begins early help, by kind of body and level; bodies that began none are told too (WT-EH-02)."""
    found = []
    for sector, words in Organisation.Sector.choices:
        by_level = {
            LEVEL_OF_TOOL[tool]: counts.get(("begun", f"{sector}:{tool}"), {}).get(NOWHERE, 0)
            for tool in Plan.Tool.values
        }
        found.append((str(words)[:1].upper() + str(words)[1:], by_level))
    return found


def number_words(number: int | None) -> str:
    """A number as a table tells it."""
    return "held back" if number is None else str(number)


def as_rows(made: NeedAndHelp) -> list[list[str | int | float | None]]:
    """Everything of the page for export: what, which, where, number."""
    rows: list[list[str | int | float | None]] = [
        ["Plans", "", place, number_words(made.plans[place])] for place in made.places
    ]
    told: set[tuple[str, str]] = set()
    for kind in made.kinds:
        for need, numbers in kind.needs:
            rows += [
                ["Need noted", need, place, number_words(number)]
                for place, number in numbers.items()
                if (need, place) not in told
            ]
            told |= {(need, place) for place in numbers}
        rows += [["Help agreed", kind.words, place, number_words(number)] for place, number in kind.helped.items()]
    rows += [["Family told of", name, "", number_words(number)] for name, number in made.told]
    rows += [
        ["Begun by", f"{body}, level {level}", "", number_words(number)]
        for body, levels in made.begun for level, number in levels.items()
    ]  # fmt: skip
    return [*rows, [], ["From", f"{made.since:%Y-%m-%d}", "to", f"{timezone.localdate():%Y-%m-%d}"]]
