"""What every rule of this room asks in the same way: that something is written, that what has happened lies in the past."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from sharedduty.foundations.process.api import Missing

Given = Mapping[str, Any]


def text(given: Given, name: str) -> str:
    """What was written under a name, without blanks around it."""
    return str(given.get(name) or "").strip()


def required(given: Given, **words: str) -> list[Missing]:
    """What was left blank, each with its words, at its field."""
    return [Missing(lack, f"#id_{name}") for name, lack in words.items() if not text(given, name)]


def passed(given: Given, *names: str) -> list[Missing]:
    """Days and moments of what has happened lie in the past."""
    now, today = timezone.now(), timezone.localdate()
    found = []
    for name in names:
        when = given.get(name)
        ahead = when > now if isinstance(when, datetime.datetime) else isinstance(when, datetime.date) and when > today
        if ahead:
            found.append(Missing("This has happened, so it cannot lie in the future.", f"#id_{name}"))
    return found
