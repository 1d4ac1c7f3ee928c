"""What is owed, as every desk shows it: rooms give these to the slot `my_work`, and clocks become them there."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.plain.words import due_words, time_left


@dataclass(frozen=True)
class Named:
    """How people know a record: whom it is about, and who has it in hand; empty where its room does not say.

    `files` are the case files the names come from, for the journal, where they are not the record's own.
    """

    about: str = ""
    holder: str = ""
    files: tuple[int, ...] = ()


@dataclass(frozen=True)
class Owed:
    """One thing owed: what, about which record, where, until when, by whom, and how that reads.

    `file` is the id of the case file it names, for the journal; `mine` is false for what only the team owes; `since` is
    when something without a limit began to wait; `about` is whom the record is about, where its room says so.
    """

    title: str
    record: str
    link: str
    due_at: datetime.datetime | None = None
    force: str = ""
    citation: str = ""
    file: int | None = None
    owner: str = ""
    mine: bool = True
    since: datetime.datetime | None = None
    about: str = ""

    @property
    def late(self) -> bool:
        """Whether the due instant has passed."""
        return self.due_at is not None and self.due_at < timezone.now()

    @property
    def due(self) -> str:
        """The limit in words."""
        return due_words(self.due_at, now=timezone.now()) if self.due_at else "no time limit"

    @property
    def left(self) -> str:
        """The time left, or how late it is, in words; without a limit, since when it waits."""
        if self.due_at:
            return time_left(self.due_at, now=timezone.now())
        return f"waits since {date_words(self.since)}" if self.since else ""
