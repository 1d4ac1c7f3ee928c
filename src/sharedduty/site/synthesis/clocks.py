"""What a clock row keeps of a computed limit, and how long ago's limits are counted."""

import datetime
from typing import Any

from sharedduty.foundations.guidance.api import DueAnswer, UnknownClock, due, packs
from sharedduty.modules.front_door.actions.receive import TITLES


def limit(key: str, at: datetime.datetime, pack: str | None = None) -> DueAnswer:
    """When a clock started at a moment ends: by the editions in force then, or by `pack`.

    An invented partnership may be older than the first edition that has the clock. Its early years are then counted as
    that edition counts, since it worked by something. Raises UnknownClock where no pack has it, and NoNumber.
    """
    try:
        return due(key, at, pack)
    except UnknownClock:
        later = [one for one in packs().values() if key in one.clocks and one.in_force_from]
        if pack or not later:
            raise
        return due(key, at, min(later, key=lambda one: (one.in_force_from, one.id)).id)


def due_values(key: str, at: datetime.datetime) -> dict[str, Any]:
    """The columns of a clock `key` started at a moment, as the process foundation would have written them."""
    answer = limit(key, at)
    return {
        "key": answer.clock.key, "title": TITLES[key], "pack": answer.clock.pack, "due_at": answer.due,
        "force": answer.clock.force, "citation": answer.clock.citation, "status": answer.clock.status,
        "layers": answer.as_json()["layers"],
    }  # fmt: skip
