"""When a thing is due: the clock of every edition that applies, counted, the stricter on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sharedduty.foundations.guidance.faults import NoNumber, UnknownClock
from sharedduty.foundations.guidance.kinds import LAYERS, Clock, Pack
from sharedduty.foundations.guidance.shelf import editions_in_force, pack, packs
from sharedduty.foundations.plain import clocks as counting
from sharedduty.foundations.plain.calendar import Calendar, CountedDay, england_and_wales
from sharedduty.foundations.plain.clocks import Kind, Pause


@dataclass(frozen=True, slots=True)
class Layer:
    """One edition's answer: its clock and the instant it ends."""

    clock: Clock
    due: datetime


@dataclass(frozen=True, slots=True)
class DueAnswer:
    """When a clock ends and why. `clock` is the stricter of those asked for; `layers` holds all, the strictest first.

    `counted` is there only when asked for; `unnumbered` are clocks of the same duty that give no number.
    """

    clock: Clock
    at: datetime
    due: datetime
    layers: tuple[Layer, ...]
    unnumbered: tuple[Clock, ...]
    counted: tuple[CountedDay, ...]
    calendar_version: str

    @property
    def strictest(self) -> Layer:
        """The layer that drives reminders."""
        return self.layers[0]

    def as_json(self) -> dict[str, object]:
        """The answer as plain values, in the shape `sharedduty due --json` prints."""
        return {
            "key": self.clock.key,
            "pack": self.clock.pack,
            "at": self.at.isoformat(),
            "due": self.due.isoformat(),
            "unit": self.clock.unit,
            "quantity": _amount(self.clock),
            "force": self.clock.force,
            "status": self.clock.status,
            "citation": self.clock.citation,
            "counted": [
                {"date": day.isoformat(), "n": n, "counts": counts, "why": why} for day, n, counts, why in self.counted
            ],
            "layers": [
                {
                    "pack": layer.clock.pack,
                    "key": layer.clock.key,
                    "due": layer.due.isoformat(),
                    "quantity": _amount(layer.clock),
                    "unit": layer.clock.unit,
                    "force": layer.clock.force,
                    "citation": layer.clock.citation,
                    "status": layer.clock.status,
                }
                for layer in self.layers
            ],
        }


def _amount(clock: Clock) -> int | str | None:
    return clock.fixed_on if clock.fixed_on else clock.quantity


def clock(key: str, pack_id: str) -> Clock:
    """The clock of one pack, by key or source id. Raises UnknownPack, UnknownClock."""
    found = pack(pack_id).find_clock(key)
    if found is None:
        elsewhere = [p.id for p in packs().values() if p.find_clock(key)]
        hint = f" It is in {', '.join(elsewhere)}." if elsewhere else " No pack has it."
        raise UnknownClock(f"{pack_id} has no clock '{key}'.{hint}")
    return found


def clock_keys() -> dict[str, str]:
    """Every clock key of every pack with its title, in order of key."""
    found: dict[str, str] = {}
    for one in packs().values():
        for each in one.clocks.values():
            found.setdefault(each.key, each.title)
    return dict(sorted(found.items()))


def due(
    key: str,
    at: datetime,
    pack: str | None = None,
    explain: bool = False,
    *,
    area: str | None = None,
    pauses: Sequence[Pause] = (),
    calendar: Calendar | None = None,
) -> DueAnswer:
    """When the clock `key` (or a source id) that starts at the instant `at` ends, under one pack or all in force then.

    Without `pack`, the editions in force at `at` with the local ones (of `area`, or all): every clock of the same
    duty is computed and the stricter is on top. `explain` adds the counting. Raises UnknownPack, UnknownClock,
    NoNumber (no date is guessed), CalendarError and ClockError.
    """
    calendar = calendar or england_and_wales()
    start = counting.london(at)
    asked, related = _applicable(key, start.date(), pack, area)
    numbered = [each for each in asked if each.has_number]
    if not numbered:
        raise NoNumber(_no_number(key, asked, start.date()), asked)
    every = [*numbered, *(each for each in related if each.has_number)]
    layers = [Layer(each, _end(each, at, calendar, pauses)) for each in every]
    layers.sort(key=_strictness)
    top = min((layer for layer in layers if layer.clock.key == numbered[0].key), key=_strictness)
    limit = top.clock.limit
    assert limit is not None  # noqa: S101 (a numbered clock has a limit; for the type checker)
    stood = pauses if top.clock.pauses else ()
    counted = counting.explain(at, limit, calendar=calendar, pauses=stood) if explain else []
    return DueAnswer(
        clock=top.clock,
        at=start,
        due=top.due,
        layers=tuple(layers),
        unnumbered=tuple(each for each in (*asked, *related) if not each.has_number),
        counted=tuple(counted),
        calendar_version=calendar.version,
    )


def _end(each: Clock, at: datetime, calendar: Calendar, pauses: Sequence[Pause]) -> datetime:
    limit = each.limit
    assert limit is not None  # noqa: S101 (only numbered clocks come here)
    return counting.due(at, limit, calendar=calendar, pauses=pauses if each.pauses else ())


def _strictness(layer: Layer) -> tuple[float, int]:
    """Earlier is stricter, but a period that must last at least so long is stricter when it ends later."""
    instant = layer.due.timestamp()
    return (-instant if layer.clock.kind is Kind.MINIMUM else instant, LAYERS.index(pack(layer.clock.pack).layer))


def _applicable(key: str, on: date, pack_id: str | None, area: str | None) -> tuple[list[Clock], list[Clock]]:
    """The clocks asked for, and those of the same duty under another key."""
    asked = [clock(key, pack_id)] if pack_id else _clocks_in_force(key, on, area)
    if not asked:
        raise UnknownClock(_nothing_in_force(key, on))
    duties = {each.duty for each in asked if each.duty}
    among = [pack(pack_id)] if pack_id else editions_in_force(on, area=area)
    related = [
        each
        for one in among
        for each in one.clocks.values()
        if each.duty in duties and each.key != asked[0].key and _begun(each, on)
    ]
    return asked, related


def _begun(each: Clock, on: date) -> bool:
    return each.in_force_from is None or each.in_force_from <= on


def _clocks_in_force(key: str, on: date, area: str | None) -> list[Clock]:
    editions = editions_in_force(on, area=area)
    named = next((each.key for one in editions if (each := one.find_clock(key))), None)
    if named is None:
        # A source id may be an alias in an edition that is no longer in force; the clock behind it may still be.
        named = next((each.key for one in packs().values() if (each := one.find_clock(key))), key)
    return [each for one in editions if (each := one.clocks.get(named)) and _begun(each, on)]


def _nothing_in_force(key: str, on: date) -> str:
    holding = [one for one in packs().values() if one.find_clock(key)]
    if not holding:
        return f"No pack has a clock '{key}'. `sharedduty due --list` names them all."
    said = ", ".join(f"{one.id} ({_span(one)})" for one in holding)
    return (
        f"No edition in force on {on.isoformat()} has the clock '{key}'. It is in {said}. Ask one of them with --pack."
    )


def _span(one: Pack) -> str:
    if one.status == "prospective":
        return "not in force yet"
    until = one.in_force_to.isoformat() if one.in_force_to else "now"
    return f"in force {one.in_force_from} to {until}" + (", closed to new cases" if one.closed_to_new_cases else "")


def _no_number(key: str, asked: Sequence[Clock], on: date) -> str:
    said = "; ".join(f"{each.pack} says '{each.wording}' ({each.citation})" for each in asked)
    numbered = [one.id for one in packs().values() if (c := one.find_clock(key)) and c.has_number]
    hint = f" {', '.join(numbered)} {'has' if len(numbered) == 1 else 'have'} a number for it." if numbered else ""
    return f"There is no number for '{asked[0].key}' on {on.isoformat()}, so no date is given: {said}.{hint}"


def bind(key: str, started_on: date, *, today: date | None = None, area: str | None = None) -> list[Clock]:
    """The clocks that bind something that began on `started_on`, highest layer first.

    A clock bound at `case_start` or `event_date` is that of the edition in force on the day given (of the case, or of
    the event); one that is `always_current` is that of the edition in force `today`, whenever the case began. Raises
    UnknownClock when no edition has it.
    """
    began = [each for each in _clocks_in_force(key, started_on, area) if each.binding != "always_current"]
    current = [each for each in _clocks_in_force(key, today or started_on, area) if each.binding == "always_current"]
    found = sorted([*current, *began], key=lambda each: LAYERS.index(pack(each.pack).layer))
    if not found:
        raise UnknownClock(_nothing_in_force(key, started_on))
    return found
