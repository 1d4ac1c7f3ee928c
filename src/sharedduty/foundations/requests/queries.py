"""Reading requests: what one's own agency is asked, and what the asking team has heard back."""

import datetime
from collections.abc import Sequence

from django.db.models import F, Prefetch, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.charts import AgencyAnswer, Picture, agency_gauge
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.requests.models import Answer, InformationRequest, SharingDecision

SOON = 0.8  # of the time given


def _whole() -> QuerySet[InformationRequest]:
    newest = Answer.objects.select_related("answered_by__post").order_by("-answered_at", "-pk")
    return InformationRequest.objects.select_related(
        "asked_organisation", "asked_team", "asking_team__organisation", "asked_by__post", "answered_by__post"
    ).prefetch_related(Prefetch("answers", queryset=newest))


def asked_of_team(viewer: Viewer, *, answered: bool = False) -> QuerySet[InformationRequest]:
    """What the viewer's own team is asked, waiting ones by time left, answered ones latest first."""
    mine = _whole().filter(asked_team_id=viewer.team_id, withdrawn_at__isnull=True)
    if answered:
        return mine.filter(answered_at__isnull=False).order_by("-answered_at", "-pk")
    return mine.filter(answered_at__isnull=True).order_by(F("due_at").asc(nulls_last=True), "asked_at", "pk")


def by_reference(viewer: Viewer, reference: str) -> InformationRequest | None:
    """One request by its reference; None where it does not exist or is out of sight."""
    return _whole().filter(reference=reference).first()


def of_enquiry(viewer: Viewer, enquiry: str) -> list[InformationRequest]:
    """Every request of one enquiry, in the order of asking."""
    return list(_whole().filter(enquiry=enquiry).order_by("asked_at", "pk"))


def sharing_decisions(viewer: Viewer, references: Sequence[str]) -> list[SharingDecision]:
    """Why information was shared or withheld, for these requests, latest first."""
    return list(SharingDecision.objects.filter(record__in=list(references)).order_by("-decided_at", "-pk"))


def share_gone(request: InformationRequest, now: datetime.datetime) -> float:
    """How much of an agency's time is gone: 0 at asking, 1 at the due instant; stops when it answers."""
    if request.due_at is None:
        return 0.0
    limit = request.due_at - request.asked_at
    return ((request.answered_at or now) - request.asked_at) / limit if limit else 1.0


def state_of(request: InformationRequest, now: datetime.datetime) -> str:
    """The state a gauge shows: waiting, soon, late, or one of the four answers; `not_asked` for a withdrawn one."""
    if request.withdrawn_at:
        return "not_asked"
    if request.outcome:
        return str(request.outcome)
    if request.due_at and now > request.due_at:
        return "late"
    return "soon" if share_gone(request, now) >= SOON else "waiting"


def left_words(request: InformationRequest, now: datetime.datetime) -> str:
    """What is left of an agency's time, or what became of it, in words."""
    if request.withdrawn_at:
        return f"withdrawn: {request.withdrawn_because}"
    if request.answered_at:
        late = request.due_at is not None and request.answered_at > request.due_at
        return "answered late" if late else "answered in time"
    return time_left(request.due_at, now=now) if request.due_at else "no time limit"


def _name_of(request: InformationRequest) -> str:
    """What the agency is called on a gauge: the hub's teams by their own name, others by their organisation's."""
    return request.asked_team.name if request.asked_team.purpose == "mash" else request.asked_organisation.name


def gauge(requests: Sequence[InformationRequest], title: str = "What each agency has said") -> Picture:
    """A gauge for each agency asked: how much of its time has gone and what it said."""
    now = timezone.now()
    answers = [
        AgencyAnswer(_name_of(one), state_of(one, now), share_gone(one, now), left_words(one, now)) for one in requests
    ]
    key = f"gauge-{requests[0].enquiry.lower()}" if requests and requests[0].enquiry else ""
    return agency_gauge(title, answers, key=key)  # two enquiries in the same state are two pictures on one page
