"""Slots: places on a page that a lower room offers and a higher room fills (design section 3).

A lower room calls `offer` when its module is imported or in `apps.ready()`; a higher room calls `fill` in its
`apps.ready()`. Slots only read: a filler takes the viewer and keyword facts, and gives something to show or None.
"""

from collections.abc import Callable
from dataclasses import dataclass


class SlotError(LookupError):
    """A slot was filled or read in a way that shows a mistake in the program."""


@dataclass(frozen=True)
class Filler:
    """One thing put into a slot: who put it there, where in the order, and the function that reads it."""

    key: str
    read: Callable[..., object]
    order: int


_offered: dict[str, str] = {}
_filled: dict[str, dict[str, Filler]] = {}


def offer(slot: str, *, gives: str) -> None:
    """Declare a slot. `gives` says in words what a filler must return. Raises SlotError if two rooms offer one name."""
    if _offered.get(slot, gives) != gives:
        raise SlotError(f"slot {slot} is offered twice, differently")
    _offered[slot] = gives


def fill(slot: str, key: str, read: Callable[..., object], *, order: int = 100) -> None:
    """Put `read(viewer=..., **about)` into a slot under a key of one's own. Raises SlotError if the key is taken."""
    held = _filled.setdefault(slot, {})
    if key in held and held[key].read is not read:
        raise SlotError(f"slot {slot} already has {key}")
    held[key] = Filler(key=key, read=read, order=order)


def contents(slot: str, *, viewer: object, **about: object) -> list[object]:
    """What the fillers of a slot give this viewer, in order; None is left out. Raises SlotError if nobody offers it."""
    if slot not in _offered:
        raise SlotError(f"no room offers the slot {slot}")
    ordered = sorted(_filled.get(slot, {}).values(), key=lambda filler: (filler.order, filler.key))
    return [shown for filler in ordered if (shown := filler.read(viewer=viewer, **about)) is not None]


def offered() -> dict[str, str]:
    """Every slot offered, with what it asks for."""
    return dict(_offered)


def filled_but_not_offered() -> list[str]:
    """Names of slots that were filled though nobody offers them: each is a mistake in the program."""
    return sorted(set(_filled) - set(_offered))
