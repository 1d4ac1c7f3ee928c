"""Asking the council to consider an incident, and what whoever asked is told."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, grant, open_file, revoke
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept, start_clock, stop
from sharedduty.modules.serious_incident.models import RequestToConsider, SeriousIncident
from sharedduty.modules.serious_incident.policy import UNIT
from sharedduty.modules.serious_incident.queries.partners import DECIDING, deciders, holders, team_for
from sharedduty.modules.serious_incident.queries.reading import PANEL, REQUEST
from sharedduty.modules.serious_incident.rules.deciding import request_whole

WRITTEN = ("source", "children_words", "what_happened", "why", "safe_now")
NOBODY = "No team of this area takes these in here. Telephone the council's head of service."
DECIDED = {
    "notifiable": "The incident is notifiable.", "not_notifiable": "The incident is not notifiable.",
    "set_aside": "The incident was set aside.",
}  # fmt: skip


@transaction.atomic
def ask_to_consider(
    *, by: Viewer, given: Given, about: str = "", out_of: Iterable[int] = ()
) -> RequestToConsider:  # fmt: skip
    """Ask the council to consider an incident (WT-INC-08, GL-SN-12, GL-SN-13).

    Takes: `given` as the form asks it; `about`, the record it is asked from, and `out_of`, the file of that record where the
    work goes on with it. The request lies in the deciding team's hands from this moment, with its five working days; whoever
    asked keeps sight of the request alone. Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("incident_ask")
    if by.area_id is None:
        raise PermissionDenied
    team = team_for(by, DECIDING)
    missing = request_whole(given) + ([] if team else [Missing(NOBODY)])
    if missing or team is None:
        raise CannotMove(missing)
    file = open_file(by=by, kind="incident_request", area_id=by.area_id, team_id=team.pk, letter=REQUEST, out_of=out_of)
    now = timezone.now()
    words = f"{by.name}, {by.post_title}, {by.organisation_name}"
    made = RequestToConsider.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team=team, about=about, asked_by_words=words,
        asked_at=now, asked_by_id=by.holding, **kept(given, *WRITTEN),
    )  # fmt: skip
    start_clock(
        by=by, file=file, record=made.reference, key=PANEL, at=now, title="Consider an incident, and notify if it is notifiable",
        team_id=team.pk,
    )  # fmt: skip
    record_change(
        by=by, verb="asked to consider an incident", object_type="incident request", object_ref=made.reference, file=file.pk,
        fields=list(WRITTEN),
    )  # fmt: skip
    whom = [*deciders(by, team.pk), *holders(by, by.area_id, UNIT)]  # the unit is told with the council (GL-FD-17)
    let_know(by=by, file=file, record=made.reference, template="incident_asked", whom=whom)
    if by.team_id != team.pk:  # whoever asks may read their request, and change nothing of it any more
        grant(by=by, file=file, level="read", why="asked", appointment_id=by.holding)
        revoke(by=by, file=file, why="sent", appointment_id=by.holding, level="work")
    return made


def take_in(by: Viewer, request: RequestToConsider, held: SeriousIncident) -> None:
    """Take a request into an incident: it goes on there with the incident's clocks. Writes inside the caller's act."""
    RequestToConsider.objects.filter(pk=request.pk).update(incident=held.reference, received_at=timezone.now())
    stop(by=by, record=request.reference, key=PANEL, because=f"Goes on in incident {held.reference}.")
    record_change(
        by=by, verb="took a request in", object_type="incident request", object_ref=request.reference,
        file=request.case_file_id, fields=["incident", "received_at"],
    )  # fmt: skip


def answer_requests(by: Viewer, held: SeriousIncident, decided: str, words: str) -> int:
    """Tell everybody who asked for this incident what was decided and why. Gives how many. Inside the caller's act.

    An incident decided again adds to what they were told before: nothing they have read disappears.
    """
    now = timezone.now()
    said = f"{date_words(now)}. {DECIDED[decided]} {words}".strip()
    requests = list(
        RequestToConsider.objects.filter(incident=held.reference).select_related("case_file").order_by("pk")
    )
    for one in requests:
        one.decided, one.answered_at = decided, now
        one.answer = f"{one.answer}\n\n{said}" if one.answer else said
        one.save(update_fields=["decided", "answered_at", "answer"])
        record_change(
            by=by, verb="answered a request", object_type="incident request", object_ref=one.reference,
            file=one.case_file_id, fields=["decided", "answer"],
        )  # fmt: skip
        let_know(
            by=by,
            file=one.case_file,
            record=one.reference,
            template="incident_answered",
            whom=Appointment.objects.filter(pk=one.asked_by_id),
        )
    return len(requests)


def locked_request(reference: str) -> Any:
    """A request that no incident has taken in yet, locked; None where there is none in sight."""
    found = RequestToConsider.objects.select_for_update(of=("self",)).select_related("case_file")
    return found.filter(reference=reference, incident="").first()
