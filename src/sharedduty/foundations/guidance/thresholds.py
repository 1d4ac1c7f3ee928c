"""The local threshold document as data: levels, indicators, services, categories. It never works out a level.

Requirement rows GL-TH-01 to GL-TH-20: the levels guide the judgement of the person who knows the child.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sharedduty.foundations.guidance.faults import GuidanceError
from sharedduty.foundations.guidance.kinds import Pack
from sharedduty.foundations.guidance.reading import Row
from sharedduty.foundations.guidance.shelf import editions_in_force, pack, packs
from sharedduty.foundations.plain.clocks import london

DOMAINS = {"child": "The child", "parent": "Parents and carers", "environment": "Family and environment"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of need as the local arrangements describe it."""

    number: int
    name: str
    description: str
    response: str
    plan: str
    lead_practitioner: str
    team_around: str
    consent_to_share: str
    intended_outcome: str
    services: tuple[str, ...]
    examples: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign that may point to a level.

    It is an example and never decides; `in_context` ones say so in the source.
    """

    id: str
    level: int
    domain: str
    dimension: str
    text: str
    note: str
    source: str

    @property
    def in_context(self) -> bool:
        """Whether the source says that this one must be weighed in context (GL-TH-07)."""
        return "weigh in context" in self.note


def area_in_use() -> str:
    """The area this installation serves:

    SHAREDDUTY_AREA, else the area of the first local pack in force with levels.
    """
    if named := os.environ.get("SHAREDDUTY_AREA"):
        return named
    today = london(datetime.now(UTC)).date()
    return next((one.area for one in editions_in_force(today) if one.layer == "local" and one.rows("levels")), "")


def local_pack(pack_id: str | None = None) -> Pack:
    """The local pack asked for, or the one in force today for the area in use. Raises UnknownPack, GuidanceError."""
    if pack_id:
        return pack(pack_id)
    today, area = london(datetime.now(UTC)).date(), area_in_use()
    found = [one for one in editions_in_force(today, area=area or None) if one.layer == "local" and one.rows("levels")]
    if not found:
        raise GuidanceError(
            f"No local pack with levels of need is in force for {area or 'any area'}. There are: {', '.join(packs())}."
        )
    return found[0]


def threshold_levels(pack_id: str | None = None) -> tuple[Level, ...]:
    """The levels of the local threshold document, lowest first. Raises as `local_pack`."""
    one = local_pack(pack_id)
    return tuple(_level(row, one) for row in sorted(one.rows("levels"), key=lambda row: int(row["level"])))


def _level(row: Row, one: Pack) -> Level:
    services = [r for r in one.rows("level_services") if r["level"] == row["level"]]
    return Level(
        number=int(row["level"]),
        name=row["name"],
        description=row["description"],
        response=row["response"],
        plan=row["plan"],
        lead_practitioner=row["lead_practitioner"],
        team_around=row["team_around"],
        consent_to_share=row["consent_to_share"],
        intended_outcome=row["intended_outcome"],
        services=tuple(f"{r['service']} ({r['note']})" if r["note"] else r["service"] for r in services),
        examples=tuple(r["example"] for r in one.rows("level_need_examples") if r["level"] == row["level"]),
        source=source_words(row["seed"], row["lines"]),
    )


def indicators(
    *, level: int | None = None, dimension: str | None = None, domain: str | None = None, pack_id: str | None = None
) -> tuple[Indicator, ...]:
    """The indicators, in the order of the document, of one level, dimension or domain or of all.

    Raises as `local_pack`.
    """
    return tuple(
        Indicator(
            id=row["indicator_id"],
            level=int(row["level"]),
            domain=row["domain"],
            dimension=row["dimension"],
            text=row["indicator"],
            note=row["source_note"],
            source=source_words(row["seed"], row["line"]),
        )
        for row in local_pack(pack_id).rows("threshold_indicators")
        if (level is None or int(row["level"]) == level)
        and (dimension is None or row["dimension"] == dimension)
        and (domain is None or row["domain"] == domain)
    )


def dimensions(pack_id: str | None = None) -> dict[str, list[str]]:
    """The dimensions under each domain, in the order of the document."""
    found: dict[str, list[str]] = {domain: [] for domain in DOMAINS}
    for row in local_pack(pack_id).rows("threshold_indicators"):
        if row["dimension"] not in found.setdefault(row["domain"], []):
            found[row["domain"]].append(row["dimension"])
    return found


def level4_categories(pack_id: str | None = None) -> Mapping[str, Sequence[str]]:
    """The categories of the highest level, each with its criteria (GL-TH-15)."""
    found: dict[str, list[str]] = {}
    for row in local_pack(pack_id).rows("level4_categories"):
        found.setdefault(row["category"], []).append(row["criterion"])
    return found


def source_words(seed: str, lines: str) -> str:
    """'document 000, lines 588 and 624-626': where in the published text a row comes from."""
    parts = [part for part in lines.split(";") if part]
    noun = "line" if len(parts) == 1 and "-" not in parts[0] else "lines"
    many = "documents" if ";" in seed else "document"
    return f"{many} {seed.replace(';', ' and ')}, {noun} {', '.join(parts)}"
