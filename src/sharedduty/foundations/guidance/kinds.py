"""The things a pack is made of, as the rest of the house sees them: read-only, each knowing its pack and its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from sharedduty.foundations.guidance.reading import Row
from sharedduty.foundations.plain.clocks import Direction, Kind, Limit, Unit
from sharedduty.foundations.plain.words import limit_words

# Highest first: a statute binds a regulation, and so on down to what an area agreed for itself.
LAYERS = ("statute", "regulation", "statutory_guidance", "panel_guidance", "advice", "local")
LAYER_NAMES = {
    "statute": "Act of Parliament",
    "regulation": "Regulations",
    "statutory_guidance": "Statutory guidance",
    "panel_guidance": "Panel guidance",
    "advice": "Advice",
    "local": "Local arrangements",
}
STATUSES = ("draft", "verified", "prospective", "superseded")
FORCES = ("must", "should", "may", "local", "info")
BINDINGS = ("case_start", "event_date", "always_current")
CONFIDENCES = ("High", "Medium", "Low-Medium", "Low", "Low (carried)", "Assumption")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit as one pack states it (design, section 5). Without a number it has a `wording` and no date."""

    key: str
    pack: str
    title: str
    starts_at: tuple[str, ...]
    completed_by: str
    quantity: int | None
    unit: Unit | None
    kind: Kind
    direction: Direction
    force: str
    citation: str
    counting: str
    binding: str
    extension: str
    pause: str
    warn: tuple[int, ...]
    owner: str
    status: str
    confidence: str
    aliases: tuple[str, ...] = ()
    duty: str = ""
    duty_force: str = ""
    fixed_on: str = ""
    wording: str = ""
    note: str = ""
    in_force_from: date | None = None
    file: str = ""
    line: int = 0

    @property
    def has_number(self) -> bool:
        """Whether a date can be worked out from it."""
        return self.unit is not None

    @property
    def limit(self) -> Limit | None:
        """The limit for `plain.clocks`, or None when there is no number."""
        if self.unit is None:
            return None
        return Limit(self.quantity, self.unit, self.direction, self.kind, self.fixed_on)

    @property
    def in_words(self) -> str:
        """'within 15 working days', or the guidance's own wording where it gives no number."""
        limit = self.limit
        return limit_words(limit) if limit else f"{self.wording} (no number: a local service standard)"

    @property
    def pauses(self) -> bool:
        """Whether this clock may stand still."""
        return self.pause not in ("", "none")

    @property
    def caution(self) -> str:
        """What must be said beside the date while nobody has checked the value against its text; empty once checked."""
        if self.status == "prospective":
            return "not in force yet"
        if self.status != "draft":
            return ""
        if self.confidence == "Low (carried)":
            return "carried from WT2018, not yet checked against the current edition"
        if self.confidence == "Assumption":
            return "a starting value of this product that no published text gives; the area has yet to agree its own"
        return (
            f"taken from other sources ({self.confidence.lower()} confidence), not yet checked against the text itself"
        )


@dataclass(frozen=True, slots=True)
class Provision:
    """One place in a document that asks for something: its citation, force and our own paraphrase."""

    citation: str
    pack: str
    document: str
    paragraph: str
    force: str
    paraphrase: str
    source: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Term:
    """What an edition calls a role, body or document. `synonyms` are the other names a search must find it under."""

    key: str
    pack: str
    term: str
    short: str
    synonyms: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One choice of an outcome list, with where it comes from."""

    list: str
    code: str
    label: str
    citation: str
    note: str
    pack: str


@dataclass(frozen=True)
class Table:
    """A list a pack holds: rows by key, each still knowing its line."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]

    @cached_property
    def by_key(self) -> Mapping[tuple[str, ...], Row]:
        """The rows by their key columns."""
        return {self.key_of(row): row for row in self.rows}

    def key_of(self, row: Mapping[str, str]) -> tuple[str, ...]:
        """The key of a row."""
        return tuple(row[column] for column in self.key)


@dataclass(frozen=True, eq=False)
class Pack:
    """An edition of guidance, law or local arrangements as data."""

    id: str
    title: str
    edition: str
    layer: str
    status: str
    confidence: str
    source: str
    folder: Path
    area: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None
    published: date | None = None
    retrieved_on: date | None = None
    source_sha256: str = ""
    source_not_held: str = ""
    supersedes: tuple[str, ...] = ()
    based_on: str = ""
    verified_by: str = ""
    verified_on: date | None = None
    closed_to_new_cases: bool = False
    note: str = ""
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    outcomes: Mapping[str, tuple[Outcome, ...]] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)

    def in_force_on(self, day: date) -> bool:
        """Whether this edition binds what begins on `day`; a prospective one never does."""
        if self.status == "prospective" or self.in_force_from is None:
            return False
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)

    @cached_property
    def _aliases(self) -> Mapping[str, str]:
        return {alias.casefold(): key for key, clock in self.clocks.items() for alias in clock.aliases}

    def find_clock(self, key: str) -> Clock | None:
        """The clock under this key or alias (a source id such as WT-CLK-02), or None."""
        wanted = key.strip()
        return self.clocks.get(wanted) or self.clocks.get(self._aliases.get(wanted.casefold(), ""))

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, empty if the pack has no such table."""
        found = self.tables.get(table)
        return found.rows if found else ()
