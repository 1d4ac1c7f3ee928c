"""What other rooms hand over to be followed: they fill a slot with the recommendations of a record of theirs."""

import datetime
from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design import slots

RECOMMENDED = "recommendations of a record"
slots.offer(
    RECOMMENDED, gives="an AdvisedBy with what a record recommended, for a viewer and its reference; None for any other"
)


@dataclass(frozen=True)
class Advised:
    """One recommendation as its source has it."""

    number: str
    wording: str
    owner: str = ""
    due_on: datetime.date | None = None
    intended: str = ""


@dataclass(frozen=True)
class AdvisedBy:
    """Everything one record recommended: where it lies, its kind of source, its title, the day, and the recommendations."""

    reference: str
    file_id: int
    kind: str
    title: str
    made_on: datetime.date
    advised: tuple[Advised, ...]


def advised_by(viewer: Viewer, reference: str) -> AdvisedBy | None:
    """What a record recommended, as its room says; None where none does, or out of sight. The caller journals it."""
    found = slots.contents(RECOMMENDED, viewer=viewer, reference=reference)
    held = found[0] if found else None
    return held if isinstance(held, AdvisedBy) else None
