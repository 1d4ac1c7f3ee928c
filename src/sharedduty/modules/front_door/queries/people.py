"""What the front door shows on a person's page: the contacts the person was identified in."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short
from sharedduty.foundations.people.models import Person
from sharedduty.modules.front_door.models import Identification
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.modules.front_door.queries.records import MOST, contact_page

COLUMNS = [
    {"key": "contact", "label": "Contact"}, {"key": "received", "label": "Received"},
    {"key": "described", "label": "Described as"}, {"key": "stage", "label": "Stage"},
    {"key": "grounds", "label": "Why it is this person"},
]  # fmt: skip


def contacts_of(viewer: Viewer, people: Iterable[int]) -> list[Identification]:
    """Where a person, by the ids of every record that is them, was identified in a contact, latest first; only in sight."""
    held = Identification.objects.filter(person__in=list(people), undone_at__isnull=True)
    return list(held.select_related("child__contact").order_by("-child__contact__received_at", "-pk")[:MOST])


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """The contacts a person was identified in, as a person's page shows them; the page journals their files."""
    if not viewer.may("contact_read"):
        return None
    found = contacts_of(viewer, same)
    files = {one.case_file_id for one in found} | {one.child.contact.case_file_id for one in found}
    rows = [
        {
            "contact": {
                "text": one.child.contact.reference, "href": contact_page(viewer, one.child.contact.reference),
            },
            "received": date_short(one.child.contact.received_at), "described": str(one.child),
            "stage": PROCESS.stage(one.child.contact.stage).title, "grounds": one.grounds,
        }
        for one in found
    ]  # fmt: skip
    missing = "They were not identified in a contact that you have sight of."
    return {
        "title": "Contacts they were identified in",
        "columns": COLUMNS,
        "rows": rows,
        "missing": missing,
        "files": files,
    }


def make_known() -> None:
    """Fill the place on a person's page."""
    slots.fill("people.person.panels", "front_door.contacts", panel, order=20)
