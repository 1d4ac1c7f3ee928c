"""MASH enquiries: whom one may ask, what is open, what came back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.charts import Picture
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.requests.api import (
    InformationRequest,
    SharingDecision,
    gauge,
    left_words,
    of_enquiry,
    sharing_decisions,
    state_of,
)
from sharedduty.modules.front_door.models import Contact, ContactChild, Enquiry

# Teams that answer for an agency; the front door does not ask itself or the night duty.
ASKED = ("mash", "safeguarding", "surgery", "practitioners", "social_work", "conference_review")


@dataclass(frozen=True)
class EnquiryView:
    """One enquiry with every agency's part of it, and the gauge."""

    enquiry: Enquiry
    requests: list[InformationRequest]
    states: dict[str, tuple[str, str]]
    decisions: dict[str, list[SharingDecision]]
    gauge: Picture

    @property
    def waiting(self) -> list[InformationRequest]:
        """Requests neither answered nor withdrawn."""
        return [one for one in self.requests if one.answered_at is None and one.withdrawn_at is None]


def agencies(contact: Contact) -> QuerySet[Team]:
    """The teams of the contact's area that can be asked, the multi-agency hub's first."""
    return (
        Team.objects.filter(organisation__area_id=contact.area_id, purpose__in=ASKED)
        .exclude(pk=contact.team_id)
        .select_related("organisation")
        .annotate(in_hub=ExpressionWrapper(Q(purpose="mash"), output_field=BooleanField()))
        .order_by("-in_hub", "organisation__name", "name", "pk")
    )


def near(teams: Iterable[Team], child: ContactChild) -> list[Team]:
    """Of the teams that can be asked, those of the hub and those the child is said to be with: its school, its surgery."""
    told = [text.casefold() for text in (child.school, child.gp_practice) if text.strip()]
    return [
        team
        for team in teams
        if team.purpose == "mash"
        or any(text in team.organisation.name.casefold() or team.organisation.name.casefold() in text for text in told)
    ]


def about(child: ContactChild) -> dict[str, Any]:
    """What an agency must know to recognise the child, and nothing of what was said."""
    return {
        "names": str(child),
        "also_known_as": child.also_known_as,
        "birth_on": child.birth_on.isoformat() if child.birth_on else "",
        "birth_about": child.birth_about,
        "unborn": child.unborn,
        "expected_on": child.expected_on.isoformat() if child.expected_on else "",
        "address": child.address,
        "postcode": child.postcode,
        "school": child.school,
        "gp_practice": child.gp_practice,
        "nhs_number": child.nhs_number,
    }


def enquiry_by_reference(viewer: Viewer, contact: Contact, reference: str) -> Enquiry | None:
    """One enquiry of a contact, or None."""
    return (
        contact.enquiries.select_related("child", "opened_by__post", "closed_by__post")
        .filter(reference=reference)
        .first()
    )


def open_enquiry_view(viewer: Viewer, enquiry: Enquiry) -> EnquiryView:
    """Read one enquiry whole, and journal every file it showed."""
    requests = of_enquiry(viewer, enquiry.reference)
    record_sight(
        by=viewer, verb="opened", object_type="enquiry", object_ref=enquiry.reference,
        files=[enquiry.case_file_id, *(one.case_file_id for one in requests)],
    )  # fmt: skip
    now = timezone.now()
    decisions: dict[str, list[SharingDecision]] = {}
    for decision in sharing_decisions(viewer, [one.reference for one in requests]):
        decisions.setdefault(decision.record, []).append(decision)
    states = {one.reference: (state_of(one, now), left_words(one, now)) for one in requests}
    return EnquiryView(enquiry, requests, states, decisions, gauge(requests))


def open_enquiries(viewer: Viewer) -> list[tuple[Enquiry, Sequence[InformationRequest], Picture]]:
    """Every open enquiry in sight with its gauge, the most urgent first. Journals the files shown."""
    held = list(
        Enquiry.objects.filter(closed_at__isnull=True).select_related("contact", "child").order_by("opened_at", "pk")
    )
    requests = InformationRequest.objects.filter(enquiry__in=[one.reference for one in held])
    whose: dict[str, list[InformationRequest]] = {}
    for request in requests.select_related("asked_organisation", "asked_team").order_by("asked_at", "pk"):
        whose.setdefault(request.enquiry, []).append(request)
    files = [one.case_file_id for one in held] + [one.case_file_id for many in whose.values() for one in many]
    record_sight(by=viewer, verb="listed", object_type="enquiries", files=files)
    order = {"red": 0, "amber": 1, "green": 2}
    held.sort(key=lambda one: (order.get(one.priority, 3), one.opened_at))
    return [(one, whose.get(one.reference, []), _gauge_of(one, whose.get(one.reference, []))) for one in held]


def _gauge_of(enquiry: Enquiry, requests: Sequence[InformationRequest]) -> Picture:
    """The gauge of one enquiry among several: its title says which."""
    return gauge(requests, f"What each agency has said about {enquiry.child}, contact {enquiry.contact.reference}")
