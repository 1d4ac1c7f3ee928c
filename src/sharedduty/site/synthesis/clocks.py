"""What a clock row keeps of a computed limit, for the clocks a front door runs."""

import datetime
from typing import Any

from sharedduty.foundations.guidance.api import due
from sharedduty.modules.front_door.actions.receive import TITLES


def due_values(key: str, at: datetime.datetime) -> dict[str, Any]:
    """The columns of a clock `key` started at a moment, as the process foundation would have written them."""
    answer = due(key, at)
    return {
        "key": answer.clock.key, "title": TITLES[key], "pack": answer.clock.pack, "due_at": answer.due,
        "force": answer.clock.force, "citation": answer.clock.citation, "status": answer.clock.status,
        "layers": answer.as_json()["layers"],
    }  # fmt: skip
