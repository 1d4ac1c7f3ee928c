"""Lists of choices from the guidance packs in force, so that no screen carries its own."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from sharedduty.foundations.guidance.api import Outcome, Pack, editions_in_force, pack
from sharedduty.modules.front_door.models import Contact

FALLBACK = "wt-2018"  # the edition that first named these lists; later editions carry them over


def _on(contact: Contact | None) -> datetime.date:
    return timezone.localdate(contact.received_at) if contact else timezone.localdate()


def pack_of(list_name: str, contact: Contact | None = None) -> Pack:
    """The highest edition in force when the contact came (or today) that holds the list."""
    return next((one for one in editions_in_force(_on(contact)) if list_name in one.outcomes), None) or pack(FALLBACK)


def outcome_list(list_name: str, contact: Contact | None = None) -> tuple[Outcome, ...]:
    """The choices of one list, with their labels and citations. Raises KeyError for a list nobody has."""
    return pack_of(list_name, contact).outcomes[list_name]


def labels(list_name: str, contact: Contact | None = None) -> Mapping[str, str]:
    """Code to label of one list."""
    return {one.code: one.label for one in outcome_list(list_name, contact)}
