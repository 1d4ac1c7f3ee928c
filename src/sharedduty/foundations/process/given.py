"""What every rule asks of the answers given with a step, and how rows keep them: one way for all rooms."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.plain.words import child_called
from sharedduty.foundations.process.declared import Missing

Given = Mapping[str, Any]


@dataclass(frozen=True)
class HandedChild:
    """Who a hand-over is about, so that whoever takes it up types no name again; `person_id` where they are identified.

    `unborn` is said by whoever leaves it: a child whose name is not known is not therefore unborn.
    """

    given_names: str
    family_name: str
    birth_on: datetime.date | None = None
    person_id: int | None = None
    unborn: bool = False

    @property
    def called(self) -> str:
        """The child's name; without one 'Unborn child' only where so said, else 'Name not known'."""
        return child_called(self.given_names, self.family_name, unborn=self.unborn)


def text(given: Given, name: str) -> str:
    """What was written under a name, without blanks around it."""
    return str(given.get(name) or "").strip()


def required(given: Given, **words: str) -> list[Missing]:
    """What was left blank, each with its words, at its field."""
    return [Missing(lack, f"#id_{name}") for name, lack in words.items() if not text(given, name)]


def passed(given: Given, *names: str) -> list[Missing]:
    """Days and moments of what has happened lie in the past; what was not given is no fault."""
    now, today = timezone.now(), timezone.localdate()
    found = []
    for name in names:
        when = given.get(name)
        ahead = when > now if isinstance(when, datetime.datetime) else isinstance(when, datetime.date) and when > today
        if ahead:
            found.append(Missing("This has happened, so it cannot lie in the future.", f"#id_{name}"))
    return found


def kept(given: Given, *names: str) -> dict[str, Any]:
    """The named answers as rows keep them: texts without blanks around them, an empty text where none was given."""
    found = {name: given.get(name) for name in names}
    dates = ("_on", "_at")  # what was not given of these stays unknown
    return {
        name: value.strip() if isinstance(value, str) else value if value is not None or name.endswith(dates) else ""
        for name, value in found.items()
    }
