"""What a hand-over is about, for whoever begins its work: the child, and assessments of the child that are open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Handover, Start, href
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.queries.reading import handover_by_reference, of_child
from sharedduty.modules.front_door import api as front_door

# The starts that are this room's, and the kind of assessment each suggests.
TAKES = {"assessment": "section17", "services": "section17", "specialist assessment": ""}

CONTACTS = "C-"  # how the references of the front door's contacts begin


@dataclass(frozen=True)
class Given:
    """A hand-over to begin: the child as facts for `opening.Child`, and what is open for the child already."""

    handover: Handover
    child: Mapping[str, Any]
    name: str
    kind: str
    existing: list[Assessment]
    files: tuple[int, ...]


def kinds() -> dict[str, str]:
    """The kinds of assessment, in words."""
    return dict(Assessment.Kind.choices)


def owned(viewer: Viewer, handover: Handover) -> bool:
    """Whether a hand-over is the viewer's team's or post's."""
    if handover.owner_post_id:
        return handover.owner_post_id == viewer.post_id
    return handover.owner_team_id == viewer.team_id


def start_for(viewer: Viewer, handover: Handover) -> Start | None:
    """How this room begins the work of a hand-over; None for work that is not its own."""
    if handover.start not in TAKES or not viewer.may("assessment_work") or not owned(viewer, handover):
        return None
    return Start("Begin an assessment", reverse("assessment:start", args=[handover.reference]))


def handed_over(viewer: Viewer, reference: str) -> Given | None:
    """The open hand-over that the viewer's team can begin here; None for any other, or where its child is out of sight."""
    handover = handover_by_reference(viewer, reference)
    if handover is None or handover.closed_at or handover.start not in TAKES or not owned(viewer, handover):
        return None
    found = front_door.child_handed_over(viewer, handover)
    if found is None:
        return _of_another_room(viewer, handover)
    person_id = found.person.pk if found.person else None
    child = {
        "given_names": found.given_names, "family_name": found.family_name, "unborn": found.unborn,
        "birth_on": found.birth_on, "expected_on": found.expected_on, "person_id": person_id,
        "referred_at": found.received_at, "contact": handover.from_record, "child_reference": found.reference,
    }  # fmt: skip
    existing = of_child(viewer, child_reference=found.reference, person_id=person_id)
    files = (handover.case_file_id, *found.files, *(one.case_file_id for one in existing))
    return Given(handover, child, str(found), TAKES[handover.start], existing, files)


def _of_another_room(viewer: Viewer, handover: Handover) -> Given | None:
    """The same for work that another room left with the child's name; None where none was left, or a contact left it."""
    if handover.from_record.startswith(CONTACTS) or not (handover.given_names or handover.family_name):
        return None
    child = {
        "given_names": handover.given_names, "family_name": handover.family_name, "birth_on": handover.birth_on,
        "person_id": handover.person_id, "referred_at": handover.left_at,
    }  # fmt: skip
    existing = of_child(viewer, child_reference="", person_id=handover.person_id) if handover.person_id else []
    name = f"{handover.given_names} {handover.family_name}".strip()
    files = (handover.case_file_id, *(one.case_file_id for one in existing))
    return Given(handover, child, name, TAKES[handover.start], existing, files)


def handover_page(viewer: Viewer, handover: Handover) -> str:
    """The page of a hand-over."""
    return href(viewer, handover.reference)


def page_of_contact(viewer: Viewer, reference: str) -> str:
    """The page of the contact an assessment came from; empty where the viewer has none."""
    if not reference or front_door.contact_by_reference(viewer, reference) is None:
        return ""
    return href(viewer, reference)


def pages_of(viewer: Viewer, references: Iterable[str]) -> dict[str, str]:
    """The pages of the records that hand-overs led to, by reference, for those the viewer's role may open."""
    return {one: page for one in references if one and (page := href(viewer, one))}


def page_of_enquiry(viewer: Viewer, reference: str) -> str:
    """The page of the section 47 enquiries that rest on an assessment; empty where there are none or the viewer has none."""
    return href(viewer, reference) if reference else ""
