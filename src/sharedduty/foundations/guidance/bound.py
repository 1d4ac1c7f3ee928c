"""Whom the guidance binds and by which law, and whether a local document covers what the guidance asks of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sharedduty.foundations.guidance.kinds import Pack
from sharedduty.foundations.guidance.looking_up import provision
from sharedduty.foundations.guidance.reading import Row
from sharedduty.foundations.guidance.shelf import editions_in_force

DEFINITION = "WT2018 intro: definition"


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A law that makes the guidance binding, what it asks, and on which kinds of body it falls (WT2018 intro ¶7)."""

    key: str
    instrument: str
    asks: str
    kinds: frozenset[str]
    citation: str


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing a document must contain, and whether and where the local one does: yes, partly, no, or not looked at."""

    key: str
    asks: str
    citation: str
    covered: str
    where: str
    note: str


def guidance_of(on: date) -> Pack | None:
    """The statutory guidance on safeguarding arrangements in force on a day, or None."""
    return next((one for one in editions_in_force(on) if one.layer == "statutory_guidance" and one.terms), None)


def legal_bases(edition: Pack | None) -> list[LegalBasis]:
    """What makes an edition binding, in its own order."""
    rows = edition.rows("legal_bases") if edition else ()
    return [LegalBasis(r["key"], r["instrument"], r["asks"], _parts(r["binds"]), r["citation"]) for r in rows]


def _parts(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(";") if part.strip())


def binds(basis: LegalBasis, sector: str, duties: Collection[str]) -> bool:
    """Whether a legal basis falls on a body of this sector with these duty tags."""
    return bool(basis.kinds & {sector, *duties})


def duty_rows(edition: Pack | None, duty: str) -> list[Row]:
    """The kinds of body an edition puts under a duty such as `section_11` (guidance-now C)."""
    return [row for row in edition.rows("duty_bodies") if row["duty"] == duty] if edition else []


def classes(local: Pack, names: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Each class of section 11 body of the local arrangements with those of `names` in it (GL-PA-05)."""
    wanted = set(names)
    held = [row for row in local.rows("organisation_duties") if row["organisation"] in wanted]
    return [
        (row["class"], [one["organisation"] for one in held if one["class"] == row["class"]])
        for row in local.rows("duty_body_classes")
    ]


def coverage(document: str, local: Pack, on: date) -> list[Covered]:
    """What the guidance in force asks of a document, each with where the local one has it (WT2018 ch1 ¶16)."""
    edition = guidance_of(on)
    found = {row["key"]: row for row in local.rows("document_coverage") if row["document"] == document}
    asked = [row for row in (edition.rows("document_contents") if edition else ()) if row["document"] == document]
    return [
        Covered(
            key=row["key"],
            asks=row["asks"],
            citation=row["citation"],
            covered=found[row["key"]]["covered"] if row["key"] in found else "",
            where=found[row["key"]]["where"] if row["key"] in found else "",
            note=found[row["key"]]["note"] if row["key"] in found else "",
        )
        for row in asked
    ]


def limbs() -> str:
    """What safeguarding means, in its four limbs, in our words (GL-PA-11, WT-GEN-05)."""
    return provision(DEFINITION).paraphrase
