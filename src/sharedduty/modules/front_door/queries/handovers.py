"""Hand-overs that a team or post owns, and what it may read of each."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.words import child_called
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.front_door.models import ContactChild
from sharedduty.modules.front_door.queries.enquiries import about


def handovers(viewer: Viewer, *, closed: bool = False) -> QuerySet[Handover]:
    """Open (or closed) hand-overs owned by the viewer's team or post, or left by it.

    What nobody has accepted comes first, the longest waiting on top.
    """
    mine = (
        Q(owner_team_id=viewer.team_id)
        | Q(owner_post_id=viewer.post_id)
        | Q(left_by_id=viewer.appointment_id)
        | Q(owner_post__team_id=viewer.team_id)
    )
    return (
        Handover.objects.filter(mine, closed_at__isnull=not closed)
        .select_related("owner_team", "owner_post__team", "left_by__post", "left_by__account", "accepted_by__account")
        .order_by(*(["-closed_at"] if closed else [F("accepted_at").asc(nulls_first=True), "left_at"]), "pk")
    )


def handover_by_reference(viewer: Viewer, reference: str) -> Handover | None:
    """One hand-over, journalled as opened; None where it does not exist or is out of sight."""
    held = (
        Handover.objects.select_related(
            "owner_team", "owner_post__team", "left_by__post", "left_by__account", "accepted_by__account"
        )
        .filter(reference=reference)
        .first()
    )
    if held is not None:
        record_sight(
            by=viewer, verb="opened", object_type="hand-over", object_ref=held.reference, files=[held.case_file_id]
        )
    return held


@dataclass(frozen=True)
class HandedOver:
    """The child a hand-over is about, as the contact describes them, who they were identified as, and when it came."""

    reference: str
    given_names: str
    family_name: str
    unborn: bool
    birth_on: datetime.date | None
    expected_on: datetime.date | None
    person: Person | None
    received_at: datetime.datetime
    files: tuple[int, ...]

    def __str__(self) -> str:
        return child_called(self.given_names, self.family_name, unborn=self.unborn)


def child_handed_over(viewer: Viewer, handover: Handover) -> HandedOver | None:
    """The child a front door hand-over is about, for the team that takes the work up; None where it is out of sight.

    The caller journals the files it shows.
    """
    child = ContactChild.objects.select_related("contact").filter(reference=handover.about).first()
    if child is None or child.contact.reference != handover.from_record:
        return None
    identified = child.identifications.filter(undone_at__isnull=True).select_related("person").first()
    return HandedOver(
        child.reference, child.given_names, child.family_name, child.unborn, child.birth_on, child.expected_on,
        identified.person if identified else None, child.contact.received_at, (child.case_file_id,),
    )  # fmt: skip


def about_child(viewer: Viewer, reference: str) -> dict[str, Any]:
    """How a child on a contact is described to an agency that is asked; empty where the contact is out of sight."""
    child = ContactChild.objects.filter(reference=reference).first() if reference else None
    return about(child) if child else {}
