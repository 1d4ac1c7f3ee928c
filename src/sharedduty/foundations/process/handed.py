"""Whom a hand-over is about."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class HandedChild:
    """Who a hand-over is about, so that whoever takes it up types no name again; `person_id` where they are identified."""

    given_names: str
    family_name: str
    birth_on: datetime.date | None = None
    person_id: int | None = None
