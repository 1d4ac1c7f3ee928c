"""How a room says that a family may be shown something of its reviews, and what it can say of one in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sharedduty.foundations.access.api import Viewer


@dataclass(frozen=True)
class FamilyReview:
    """A review whose family is shown something: its title for staff, `plain` for the family, who holds it, its page.

    `drafts` are first words for each kind of thing shared, made from what is on record; whoever shares them reads and
    changes them. `names` are people of the record other than the family: found in what is to be shared, they are shown
    first.
    """

    record: str
    title: str
    plain: str
    area_id: int
    team_id: int
    href: str
    drafts: Mapping[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()


Finder = Callable[[Viewer, str], FamilyReview | None]
_finders: dict[str, Finder] = {}


def declare_review(prefix: str, find: Finder) -> None:
    """Say that families may be shown something of records whose references begin with `prefix`. Raises ValueError if taken.

    `find` gives the record for a viewer who runs it, None for everybody else.
    """
    if _finders.get(prefix, find) is not find:
        raise ValueError(f"families are shown something of {prefix} already")
    _finders[prefix] = find


def review_of(viewer: Viewer, reference: str) -> FamilyReview | None:
    """The review with this reference, for whoever may share it; None out of sight, or where no room declares it."""
    find = _finders.get(reference.split("-", 1)[0])
    return find(viewer, reference) if find and viewer.may("family_share") else None
