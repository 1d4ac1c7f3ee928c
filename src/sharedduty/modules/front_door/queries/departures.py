"""Departures from guidance: those recorded as such, and limits kept late with their reason (WT-GEN-02)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.models import Contact, Departure

MOST = 500


@dataclass(frozen=True)
class Departed:
    """One departure as the list shows it."""

    reference: str
    rule: str
    reason: str
    at: datetime.datetime
    who: str
    kind: str
    file: int


def departures(viewer: Viewer) -> list[Departed]:
    """The newest departures in sight, of both kinds, the newest first; at most MOST of each."""
    recorded = Departure.objects.select_related("contact", "by__post").order_by("-at", "-pk")[:MOST]
    found = [
        Departed(one.contact.reference, one.rule, one.reason, one.at, one.by.post.title, "Departure", one.case_file_id)
        for one in recorded
    ]
    late = Clock.objects.filter(met_at__isnull=False).exclude(late_because="").order_by("-met_at", "-pk")[:MOST]
    contacts = set(
        Contact.objects.filter(reference__in=[one.record for one in late]).values_list("reference", flat=True)
    )
    found += [
        Departed(
            one.record, f"{one.title} ({one.citation})" if one.citation else one.title, one.late_because, one.met_at,
            one.owed_by_team.name if one.owed_by_team else "", "Kept late", one.case_file_id,
        )
        for one in late.select_related("owed_by_team")
        if one.record in contacts and one.met_at is not None
    ]  # fmt: skip
    return sorted(found, key=lambda one: one.at, reverse=True)


def listed(viewer: Viewer, shown: Sequence[Departed]) -> None:
    """Journals one page of departures, naming every file on it."""
    record_sight(by=viewer, verb="listed", object_type="departures", files=sorted({one.file for one in shown}))
