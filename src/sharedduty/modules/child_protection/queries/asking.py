"""An agency's right to ask for a conference: who has it, the list and page of each, and what waits for an answer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, CaseFile, Viewer
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.gatherings.api import Gathering, Invitation
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.requests.api import InformationRequest, of_enquiry
from sharedduty.modules.child_protection.models import ConferenceRequest, Judgement, ProtectionRecord
from sharedduty.modules.child_protection.process.asking import ASK, ASKING, BOX_OUTCOME

MOST = 50
# What a reference says the agency did: at a meeting, asked for information, given sight of the record.
PARTS = {"GC": "Strategy discussion", "R": "Request", "CP": "Record"}


def took_part(viewer: Viewer, record: ProtectionRecord) -> dict[int, list[str]]:
    """The teams that took part in the enquiry, by id, each with the requests it answered and the meetings it was at.

    Also whoever was granted the record itself. The team that leads the enquiry is left out.
    """
    found: dict[int, list[str]] = {}
    asked = [one for name in (record.reference, record.assessment) if name for one in of_enquiry(viewer, name)]
    for request in asked:
        if request.answered_at and not request.withdrawn_at:
            found.setdefault(request.asked_team_id, []).append(request.reference)
    meetings = list(record.discussions.values_list("meeting", flat=True))
    came = Invitation.objects.filter(
        gathering__reference__in=meetings, attendances__isnull=False, attendances__struck_at__isnull=True,
        appointment__isnull=False, withdrawn_at__isnull=True,
    )  # fmt: skip
    pairs = came.order_by().values_list("appointment__post__team_id", "gathering__reference").distinct()
    for team, meeting in [*sorted(pairs), *((team, record.reference) for team in _granted(record))]:
        if meeting not in found.setdefault(team, []):
            found[team].append(meeting)
    found.pop(record.team_id, None)
    return found


def files_of_parts(viewer: Viewer, references: list[str]) -> list[CaseFile]:
    """The files in sight of the meetings and the requests an agency took part in: whoever is shut out of one of them is shut
    out of the right to ask as well, and whoever knows the family is shut out of all of them.
    """
    ids = set(InformationRequest.objects.filter(reference__in=references).values_list("case_file_id", flat=True))
    for meeting in Gathering.objects.filter(reference__in=references).prefetch_related("parts"):
        ids.add(meeting.case_file_id)
        ids |= {one for part in meeting.parts.all() for one in (part.case_file_id, part.papers_file_id)}
    return list(CaseFile.objects.filter(pk__in=ids).order_by("pk"))


def _granted(record: ProtectionRecord) -> list[int]:
    """The teams, or the teams of the posts and people, that have sight of the record itself."""
    now = timezone.now()
    standing = Grant.objects.filter(Q(until=None) | Q(until__gt=now), case_file=record.case_file_id)
    rows = standing.values_list("team_id", "post__team_id", "appointment__post__team_id")
    return sorted({team for row in rows for team in row if team})


def by_reference(viewer: Viewer, reference: str) -> ConferenceRequest | None:
    """One agency's right to ask, in sight of that agency and of the team that leads the enquiry; None for others."""
    return _whole().filter(reference=reference).first()


def own(viewer: Viewer, reference: str) -> ConferenceRequest | None:
    """The same, for the agency that may ask alone."""
    return _whole().filter(reference=reference, agency_id=viewer.team_id or 0).first()


def of_agency(viewer: Viewer) -> QuerySet[ConferenceRequest]:
    """Every right to ask of the viewer's own team, the latest first."""
    return _whole().filter(agency_id=viewer.team_id or 0).order_by("-told_at", "-pk")


def of_enquiry_record(viewer: Viewer, record: ProtectionRecord) -> list[ConferenceRequest]:
    """The agencies that were told of one enquiry, in the order in which they were."""
    return list(_whole().filter(protection=record).order_by("told_at", "pk"))


def _whole() -> QuerySet[ConferenceRequest]:
    return ConferenceRequest.objects.select_related(
        "case_file", "agency__organisation", "asked_by__post", "asked_by__account", "worker__post"
    )


@dataclass
class RequestView:
    """One agency's request as its page shows it."""

    asked: ConferenceRequest
    stage: str
    judgements: list[Judgement]
    ours: bool

    @property
    def took_part(self) -> str:
        """What the agency took part in, in words, each with its reference."""
        return "; ".join(f"{PARTS.get(one.split('-')[0], 'Record')} {one}" for one in self.asked.took_part)


def open_request(viewer: Viewer, asked: ConferenceRequest) -> RequestView:
    """Read one request with what was said in it, and journal that the viewer opened it."""
    record_sight(
        by=viewer,
        verb="opened",
        object_type="conference request",
        object_ref=asked.reference,
        files=[asked.case_file_id],
    )
    title = ASKING.stage(asked.stage).title
    return RequestView(asked, title, said_in(viewer, asked), ours=asked.agency_id == viewer.team_id)


def said_in(viewer: Viewer, asked: ConferenceRequest) -> list[Judgement]:
    """What was written in one request, by the agency and in answer to it, the latest first."""
    said = Judgement.objects.filter(record=asked.reference).select_related("decided_by__post")
    return list(said.order_by("-decided_at", "-pk"))


def panel(viewer: Viewer, reference: str) -> dict[str, Any] | None:
    """What stands on the page of a request or of a meeting an agency took part in: that it may ask for a conference."""
    if viewer.kind != "account" or not viewer.team_id or not viewer.may(ASK):
        return None
    found = of_agency(viewer).filter(took_part__contains=[reference]).first()
    if found is None:
        return None
    return {
        "text": f"{found.child_name}: {ASKING.stage(found.stage).title}", "file": found.case_file_id,
        "href": reverse("child_protection:conference-request", args=[found.reference]),
    }  # fmt: skip


def to_answer(viewer: Viewer) -> list[Owed]:
    """Agencies that ask for a conference and have no answer: of those who lead; of leads who left, for the team's manager."""
    mine = Q(worker_id=viewer.appointment_id)
    if viewer.may("protection_supervise"):
        gone = Appointment.objects.filter(held_until__lt=timezone.localdate())
        mine |= Q(worker__in=gone, protection__team_id=viewer.team_id or 0)
    waiting = _whole().filter(mine, stage="asked").order_by("asked_at", "pk")
    return [
        Owed("Answer an agency that asks for a conference", one.reference,
             reverse("child_protection:conference-answer", args=[one.reference]), citation=BOX_OUTCOME,
             file=one.case_file_id, since=one.asked_at)
        for one in waiting[:MOST]
    ]  # fmt: skip
