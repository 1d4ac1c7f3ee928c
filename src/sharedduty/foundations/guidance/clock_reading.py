"""Reads the clocks of a pack: its own, or the earlier pack's with what it adds, changes and removes."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sharedduty.foundations.guidance.checking import CLOCK_FIELDS, CLOCK_NEEDS, Checks
from sharedduty.foundations.guidance.kinds import Clock, Pack
from sharedduty.foundations.guidance.reading import Located, read_yaml
from sharedduty.foundations.plain.clocks import Direction, Kind, Unit

SECTIONS = ("added", "changed", "removed", "every_clock")


def read_clocks(folder: Path, base: Pack | None, facts: Located, checks: Checks) -> dict[str, Clock]:
    """The clocks of a pack by key: its own, or those of `base` with this pack's changes. Faults go to `checks`."""
    file, path = f"{folder.name}/clocks.yaml", folder / "clocks.yaml"
    entries = read_yaml(path, name=file) if path.is_file() else Located(1)
    if base is None:
        return _added(entries, file, folder.name, facts, checks)
    for section in entries:
        if section not in SECTIONS:
            checks.fault(
                file, entries.lines[section], section, f"a pack based on another has only {', '.join(SECTIONS)}"
            )
    every, added = _section(entries, "every_clock"), _section(entries, "added")
    checks.fields(file, "every_clock", every, CLOCK_FIELDS)
    clocks = {key: _changed(clock, every, folder.name) for key, clock in base.clocks.items()}
    _change(clocks, _section(entries, "changed"), file, base, checks)
    _remove(clocks, _section(entries, "removed"), file, base, checks)
    for key in added:
        if key in base.clocks:
            checks.fault(file, added.lines[key], key, f"{base.id} already has this clock: put it under changed")
    return clocks | _added(added, file, folder.name, facts, checks)


def _change(clocks: dict[str, Clock], entries: Located, file: str, base: Pack, checks: Checks) -> None:
    for key, values in entries.items():
        line = entries.lines[key]
        if key not in base.clocks:
            checks.fault(file, line, key, f"{base.id} has no such clock to change")
        elif _is_mapping(values, file, line, key, checks):
            before = len(checks.faults)
            checks.fields(file, key, values, CLOCK_FIELDS)
            if len(checks.faults) == before:
                clocks[key] = replace(_changed(clocks[key], values, clocks[key].pack), file=file, line=line)
                _recheck(clocks[key], values, file, checks)


def _remove(clocks: dict[str, Clock], entries: Located, file: str, base: Pack, checks: Checks) -> None:
    for key, reason in entries.items():
        line = entries.lines[key]
        if clocks.pop(key, None) is None:
            checks.fault(file, line, key, f"{base.id} has no such clock to remove")
        elif not isinstance(reason, str) or not reason:
            checks.fault(file, line, key, "a removal gives its reason")


def _section(entries: Located, name: str) -> Located:
    found = entries.get(name)
    return found if isinstance(found, Located) else Located(entries.lines.get(name, 1))


def _is_mapping(values: Any, file: str, line: int, key: str, checks: Checks) -> bool:
    if isinstance(values, Located):
        return True
    checks.fault(file, line, key, "a clock is a mapping of fields")
    return False


def _added(entries: Located, file: str, pack: str, facts: Located, checks: Checks) -> dict[str, Clock]:
    clocks = {}
    for key, values in entries.items():
        line = entries.lines[key]
        if not _is_mapping(values, file, line, key, checks):
            continue
        values.line = line
        values.setdefault(
            "status", facts.get("status") if facts.get("status") in ("prospective", "draft") else "verified"
        )
        values.setdefault("confidence", facts.get("confidence"))
        before = len(checks.faults)
        checks.fields(file, key, values, CLOCK_FIELDS)
        checks.needed(file, key, values, CLOCK_NEEDS)
        checks.clock(file, key, values)
        if len(checks.faults) == before:
            clocks[key] = _clock(key, values, pack, file, line)
    return clocks


def _clock(key: str, values: Mapping[str, Any], pack: str, file: str, line: int) -> Clock:
    return Clock(
        key=key,
        pack=pack,
        title=values["title"],
        starts_at=tuple(values["starts_at"]),
        completed_by=values["completed_by"],
        quantity=values.get("quantity"),
        unit=Unit(values["unit"]) if values.get("unit") else None,
        kind=Kind(values.get("kind") or "deadline"),
        direction=Direction(values.get("direction") or "after"),
        force=values["force"],
        citation=values["citation"],
        counting=values.get("counting") or "standard",
        binding=values["binding"],
        extension=values.get("extension") or "none",
        pause=values.get("pause") or "none",
        warn=tuple(values.get("warn") or ()),
        owner=values["owner"],
        status=values["status"],
        confidence=values["confidence"],
        aliases=tuple(values.get("aliases") or ()),
        duty=values.get("duty") or "",
        duty_force=values.get("duty_force") or "",
        fixed_on=values.get("fixed_on") or "",
        wording=values.get("wording") or "",
        note=values.get("note") or "",
        in_force_from=values.get("in_force_from"),
        file=file,
        line=line,
    )


def _changed(clock: Clock, values: Mapping[str, Any], pack: str) -> Clock:
    turned: dict[str, Any] = {}
    for name, value in values.items():
        if name in ("starts_at", "warn", "aliases"):
            value = tuple(value or ())
        elif name == "unit":
            value = Unit(value) if value else None
        elif name in ("kind", "direction"):
            value = {"kind": Kind, "direction": Direction}[name](value)
        elif name not in ("quantity", "in_force_from"):
            value = value or ""
        turned[name] = value
    return replace(clock, pack=pack, **turned)


def _recheck(clock: Clock, values: Located, file: str, checks: Checks) -> None:
    whole = Located(values.line)
    whole.lines.update(values.lines)
    whole.update(
        quantity=clock.quantity, unit=clock.unit, fixed_on=clock.fixed_on, wording=clock.wording, owner=clock.owner
    )
    checks.clock(file, clock.key, whole)
