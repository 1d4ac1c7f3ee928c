"""What goes on from a notified incident in another room."""

import datetime
from dataclasses import dataclass

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import HandedChild
from sharedduty.modules.serious_incident.models import RequestToConsider
from sharedduty.modules.serious_incident.queries.reading import by_reference
from sharedduty.modules.serious_incident.rules.standing import SUBJECTS


@dataclass(frozen=True)
class IncidentFacts:
    """What goes on from a notified incident: its file, what happened, the children it is about, when the notice was sent."""

    reference: str
    file_id: int
    what_happened: str
    sent_at: datetime.datetime
    national_reference: str
    children: tuple[HandedChild, ...]


@dataclass(frozen=True)
class RequestFacts:
    """How a request to consider an incident stands, as whoever asked may know it: what was decided, and why."""

    reference: str
    asked_at: datetime.datetime
    answered_at: datetime.datetime | None
    answer: str


def request_facts(viewer: Viewer, reference: str) -> RequestFacts | None:
    """How a request stands; None where it is out of sight. The caller journals that it was shown."""
    found = RequestToConsider.objects.filter(reference=reference).first()
    return RequestFacts(found.reference, found.asked_at, found.answered_at, found.answer) if found else None


def asked_from(viewer: Viewer, incident: str) -> list[str]:
    """The records from which it was asked that an incident be considered, by reference; those in sight."""
    found = RequestToConsider.objects.filter(incident=incident).exclude(about="").order_by("asked_at", "pk")
    return list(found.values_list("about", flat=True))


def incident_facts(viewer: Viewer, reference: str) -> IncidentFacts | None:
    """The facts of a notified incident; None where it is out of sight or was not notified. The caller journals its file."""
    held = by_reference(viewer, reference)
    if held is None or held.sent_at is None:
        return None
    children = held.children.filter(part__in=SUBJECTS).order_by("recorded_at", "pk")
    named = tuple(HandedChild(one.given_names, one.family_name, one.birth_on, one.person_id) for one in children)
    return IncidentFacts(
        held.reference, held.case_file_id, held.what_happened, held.sent_at, held.national_reference, named
    )
