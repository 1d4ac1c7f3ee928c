"""How a room says that its records may have a chronology, and what it knows of the children and the period."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer


@dataclass(frozen=True)
class SourceChild:
    """A child as the room knows them: the name, the birthday, and the record in People where there is one."""

    name: str
    birth_on: datetime.date | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Source:
    """The record of a room that a chronology is of: its title, who runs it, its children, the period its terms set, its page."""

    reference: str
    title: str
    area_id: int
    team_id: int
    children: tuple[SourceChild, ...]
    href: str
    period_from_on: datetime.date | None = None
    period_to_on: datetime.date | None = None


Finder = Callable[[Viewer, str], Source | None]
_finders: dict[str, Finder] = {}


def declare_source(prefix: str, find: Finder) -> None:
    """Say that records whose references begin with `prefix` may have a chronology. Raises ValueError where it is taken.

    `find` gives the record for a viewer who may run it, None for everybody else.
    """
    if _finders.get(prefix, find) is not find:
        raise ValueError(f"references beginning {prefix} have a chronology already")
    _finders[prefix] = find


def source_of(viewer: Viewer, reference: str) -> Source | None:
    """The record a chronology is or would be of; None where no room declares it, or it is out of sight."""
    find = _finders.get(reference.split("-", 1)[0])
    return find(viewer, reference) if find else None
