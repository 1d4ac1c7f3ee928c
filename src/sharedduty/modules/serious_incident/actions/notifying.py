"""The notice to the Panel, who else was told, what the Panel wrote, and what follows."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.forms.api import submit
from sharedduty.foundations.guidance.api import GuidanceError, due
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import Given, Handover, kept, leave, meet, open_clocks, start_where_known
from sharedduty.modules.serious_incident.actions.steps import recorded, step
from sharedduty.modules.serious_incident.models import PanelMessage, SeriousIncident, Telling
from sharedduty.modules.serious_incident.queries.partners import BUSINESS, team_for, to_be_told
from sharedduty.modules.serious_incident.queries.reading import ACKNOWLEDGE, DEATH, PANEL, PARTNERS, is_late
from sharedduty.modules.serious_incident.queries.writing import children_of_notice, known_now, unwritten

CLOCK_OF = {"partnership": PARTNERS, "secretary_of_state": DEATH, "ofsted": DEATH}
BOTH = ("secretary_of_state", "ofsted")
START = "rapid review"
HERE = "A notice of this service; the incident is open to them"


@transaction.atomic
def notify(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> None:
    """Record that the notice was sent: the national reference and time; the sheet is sealed as it was (GL-SN-06).

    At the same time the partners are told, and a hand-over “rapid review” waits for the business unit (GL-SN-09).
    Raises as `step` does.
    """
    late = is_late(by, held, PANEL, given.get("sent_at"))
    facts = {**given, "late": late, "unwritten": unwritten(by, held)}
    because = str(given.get("late_because") or "").strip() if late else ""
    sets = {
        **kept(given, "national_reference", "sent_at"), "late_because": because, "as_sent": known_now(by, held),
    }  # fmt: skip
    step(by, held, "notify", facts, version=version, sets=sets)
    for record in (held.form, *(one.form for one in children_of_notice(held))):
        submit(by=by, record=record)
    meet(by=by, record=held.reference, key=PANEL, at=held.sent_at, late_because=because)
    _tell_partners(by, held, because)
    _await_panel(by, held)
    _leave_rapid_review(by, held)


def _tell_partners(by: Viewer, held: SeriousIncident, because: str) -> None:
    """Tell the partners and the business unit with the notice, by this service (GL-SN-09)."""
    whom = to_be_told(by, held.area_id)
    if not whom:
        return  # the step stays open: somebody tells them another way
    let_know(by=by, file=held.case_file, record=held.reference, template="incident_notified", whom=whom)
    now = timezone.now()
    words = "; ".join(f"{one.post.title}, {one.post.team.organisation.name}" for one in whom)
    late = is_late(by, held, PARTNERS, now)
    late_because = (because or "Told as the notice was recorded.") if late else ""
    Telling.objects.create(
        **recorded(by, held), told="partnership", recipient=words, told_at=now, told_by=f"{by.name}, {by.post_title}",
        how=HERE, late_because=late_because,
    )  # fmt: skip
    meet(by=by, record=held.reference, key=PARTNERS, at=now, late_because=late_because)


def _await_panel(by: Viewer, held: SeriousIncident) -> None:
    """Start the clock of the Panel's message, where an edition in force has one (GL-SN-10)."""
    if held.sent_at is None:
        return
    team = team_for(by, BUSINESS, held.area_id)
    start_where_known(
        by=by, file=held.case_file, record=held.reference, key=ACKNOWLEDGE, at=held.sent_at,
        title="The Panel's message; chase it if it has not come", team_id=team.pk if team else held.team_id,
    )  # fmt: skip


def _leave_rapid_review(by: Viewer, held: SeriousIncident) -> Handover | None:
    """Leave the rapid review with the business unit, with the day it is to be complete; without a unit with this team."""
    sent = held.sent_at or timezone.now()
    team = team_for(by, BUSINESS, held.area_id) or held.team
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=team.pk, letter="HF", out_of=[held.case_file_id]
    )
    return leave(
        by=by, file=file, from_record=held.reference, start=START, owner_team_id=team.pk,
        summary=f"The Panel was notified of incident {held.reference} on {date_words(sent)}. {_review_due(sent)}",
    )  # fmt: skip


def _review_due(sent: datetime.datetime) -> str:
    try:
        answer = due("rapidreview.complete", sent)
    except GuidanceError:  # no edition in force has a number
        return "A rapid review follows promptly."
    return f"A rapid review follows. It is to be complete by {date_words(answer.due)} ({answer.clock.citation})."


@transaction.atomic
def tell(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> Telling:
    """Record that somebody who must know was told; after its limit with the reason. Raises as `step` does."""
    key = CLOCK_OF.get(str(given.get("told")), "")
    late = bool(key) and is_late(by, held, key, given.get("told_at"))
    step(by, held, "tell", {**given, "late": late}, version=version)
    made = Telling.objects.create(
        **recorded(by, held), **kept(given, "told", "recipient", "told_at", "told_by", "how"),
        late_because=str(given.get("late_because") or "").strip() if late else "",
    )  # fmt: skip
    if key == PARTNERS:
        meet(by=by, record=held.reference, key=key, at=made.told_at, late_because=made.late_because)
    elif key == DEATH:
        _meet_death(by, held)
    return made


def _meet_death(by: Viewer, held: SeriousIncident) -> None:
    """The limit of a death is met once both the Secretary of State and Ofsted were told (WT-INC-07)."""
    first: dict[str, Any] = {}
    for one in held.tellings.filter(told__in=BOTH).order_by("told_at", "pk"):
        first.setdefault(one.told, one)
    if len(first) == len(BOTH) and open_clocks(by, held.reference, DEATH).exists():
        last = max(first.values(), key=lambda one: one.told_at)
        because = "; ".join(dict.fromkeys(one.late_because for one in first.values() if one.late_because))
        meet(by=by, record=held.reference, key=DEATH, at=last.told_at, late_because=because)


@transaction.atomic
def record_panel_message(
    *, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None
) -> PanelMessage:
    """Record what the Panel wrote and the day by which it wants an answer (GL-SN-10). Raises as `step` does."""
    step(by, held, "record_panel_message", given, version=version)
    made = PanelMessage.objects.create(**recorded(by, held), **kept(given, "received_at", "reply_by_on", "text"))
    meet(by=by, record=held.reference, key=ACKNOWLEDGE, at=made.received_at)
    return made


@transaction.atomic
def finish(*, by: Viewer, held: SeriousIncident, version: int | None = None) -> None:
    """End an incident of which everybody who must know was told. Raises as `step` does."""
    step(by, held, "finish", version=version)
