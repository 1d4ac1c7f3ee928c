"""Checks the fields of a pack one by one and gathers every fault, so that a pack is mended in one go."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sharedduty.foundations.guidance.faults import Fault
from sharedduty.foundations.guidance.kinds import BINDINGS, CONFIDENCES, FORCES, LAYERS, STATUSES
from sharedduty.foundations.guidance.reading import Located
from sharedduty.foundations.plain.clocks import ClockError, Direction, Kind, Limit, Unit

KEY = re.compile(r"[a-z0-9]+(?:[._][a-z0-9]+)*\Z")
PACK_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
SHA256 = re.compile(r"[0-9a-f]{64}\Z")
ROLE = re.compile(r"[a-z]+(?:_[a-z]+)*\Z")
COUNTINGS = ("standard",)

_TEXT, _DATE, _NUMBER, _TEXTS, _NUMBERS, _FLAG = (
    "text",
    "date like 2026-11-23",
    "whole number",
    "list",
    "numbers",
    "yes or no",
)

PACK_FIELDS: Mapping[str, str] = {
    "id": _TEXT, "title": _TEXT, "edition": _TEXT, "layer": _TEXT, "area": _TEXT, "status": _TEXT, "confidence": _TEXT,
    "source": _TEXT, "in_force_from": _DATE, "in_force_to": _DATE, "published": _DATE, "retrieved_on": _DATE,
    "supersedes": _TEXTS, "based_on": _TEXT, "verified_by": _TEXT, "verified_on": _DATE, "closed_to_new_cases": _FLAG,
    "note": _TEXT, "source_sha256": _TEXT, "source_not_held": _TEXT,
}  # fmt: skip
CLOCK_FIELDS: Mapping[str, str] = {
    "title": _TEXT, "starts_at": _TEXTS, "completed_by": _TEXT, "quantity": _NUMBER, "unit": _TEXT, "kind": _TEXT,
    "direction": _TEXT, "force": _TEXT, "citation": _TEXT, "counting": _TEXT, "binding": _TEXT, "extension": _TEXT,
    "pause": _TEXT, "warn": _NUMBERS, "owner": _TEXT, "status": _TEXT, "confidence": _TEXT, "aliases": _TEXTS,
    "duty": _TEXT, "duty_force": _TEXT, "fixed_on": _TEXT, "wording": _TEXT, "note": _TEXT, "in_force_from": _DATE,
}  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {
    "layer": LAYERS, "status": STATUSES, "confidence": CONFIDENCES, "force": FORCES, "duty_force": FORCES,
    "binding": BINDINGS, "unit": tuple(Unit), "kind": tuple(Kind), "direction": tuple(Direction), "counting": COUNTINGS,
}  # fmt: skip
PACK_NEEDS = ("id", "title", "edition", "layer", "status", "confidence", "source")
CLOCK_NEEDS = ("title", "starts_at", "completed_by", "force", "citation", "owner", "binding", "status", "confidence")


class Checks:
    """Gathers the faults found in one pack."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, file: str, line: int, key: str, said: str) -> None:
        """Note one fault."""
        self.faults.append(Fault(file, line, key, said))

    def fields(self, file: str, key: str, values: Located, known: Mapping[str, str]) -> None:
        """Every field is known, of the right type, and one of its choices."""
        for name, value in values.items():
            line, label = values.lines.get(name, values.line), f"{key}.{name}" if key else name
            if name not in known:
                self.fault(file, line, label, f"there is no such field; it may be one of {', '.join(known)}")
            elif value is not None and not _is(value, known[name]):
                self.fault(file, line, label, f"'{value}' should be a {known[name]}")
            elif isinstance(value, str) and name in CHOICES and value not in CHOICES[name]:
                self.fault(file, line, label, f"'{value}' is not one of {', '.join(CHOICES[name])}")

    def needed(self, file: str, key: str, values: Located, names: tuple[str, ...]) -> None:
        """None of these fields is missing or empty."""
        for name in names:
            if values.get(name) in (None, "", []):
                self.fault(file, values.line, f"{key}.{name}" if key else name, "this is missing")

    def clock(self, file: str, key: str, values: Located) -> None:
        """A clock hangs together: its number and unit, its wording, its date, its warnings."""
        line = values.lines.get("quantity", values.line)
        if not KEY.match(key):
            self.fault(file, values.line, key, "a clock key is small letters, digits, dots and underscores")
        if values.get("owner") and not ROLE.match(str(values["owner"])):
            self.fault(
                file, values.lines.get("owner", values.line), f"{key}.owner", "an owner is a role such as social_worker"
            )
        unit, quantity = values.get("unit"), values.get("quantity")
        if unit is None:
            if quantity is not None:
                self.fault(file, line, f"{key}.quantity", "a number needs a unit")
            if not values.get("wording"):
                self.fault(
                    file, values.line, f"{key}.wording", "a clock without a number says what the guidance says instead"
                )
            return
        if unit not in CHOICES["unit"]:
            return  # already a fault of the field
        try:
            direction, kind = Direction(values.get("direction", "after")), Kind(values.get("kind", "deadline"))
            Limit(quantity, Unit(unit), direction, kind, str(values.get("fixed_on") or ""))
        except (ClockError, ValueError, TypeError) as problem:
            self.fault(file, line, f"{key}.quantity", str(problem))


def _is(value: Any, wanted: str) -> bool:
    if wanted == _TEXTS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if wanted == _NUMBERS:
        return isinstance(value, list) and all(isinstance(item, int) and not isinstance(item, bool) for item in value)
    if wanted == _NUMBER:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, {_TEXT: str, _DATE: date, _FLAG: bool}[wanted])
