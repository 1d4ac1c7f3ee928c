"""Deciding whether an incident is notifiable, and looking at that again."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept, stop
from sharedduty.modules.serious_incident.actions.asking import answer_requests
from sharedduty.modules.serious_incident.actions.considering import TITLES, give_partners_sight, start_clocks
from sharedduty.modules.serious_incident.actions.steps import recorded, step
from sharedduty.modules.serious_incident.models import Awareness, IncidentChallenge, IncidentDecision, SeriousIncident
from sharedduty.modules.serious_incident.queries.partners import deciders, to_be_told, without_view
from sharedduty.modules.serious_incident.queries.reading import waiting_challenge

DECISION = ("abuse_met", "harm_met", "place_met", "reasons", "decided_by", "signed_off_by", "without_views")
NOT_NOTIFIABLE, ANSWERED = "Decided: not notifiable.", "The incident was opened again."


@transaction.atomic
def decide(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> IncidentDecision:
    """Decide whether the incident is notifiable, either way with criteria, reasons and who decided (GL-SN-04, GL-SN-14).

    Takes: `outcome` and the rest in `given`. The partners and whoever asked are told. Not notifiable sets the clocks of the
    notice aside; that of a looked-after child's death goes on (WT-INC-07). Raises as `step` does.
    """
    outcome = "notifiable" if given.get("outcome") == "notifiable" else "not_notifiable"
    facts = {**given, "without": without_view(by, held)}
    step(by, held, f"decide_{outcome}", facts, version=version)
    made = IncidentDecision.objects.create(
        case_file_id=held.case_file_id, incident=held, round=held.round, outcome=outcome, decided_at=timezone.now(),
        recorded_by_id=by.holding, **kept(given, *DECISION),
    )  # fmt: skip
    if outcome == "not_notifiable":
        for key in TITLES:
            stop(by=by, record=held.reference, key=key, because=NOT_NOTIFIABLE)
    answer_requests(by, held, outcome, str(given.get("answer") or given["reasons"]).strip())
    let_know(
        by=by,
        file=held.case_file,
        record=held.reference,
        template="incident_decided",
        whom=to_be_told(by, held.area_id),
    )
    return made


@transaction.atomic
def set_aside(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> None:
    """Set aside what was recorded in error or twice, with the reason; whoever asked is told. Raises as `step` does."""
    step(by, held, "set_aside", given, version=version, sets=kept(given, "same_as"))
    stop(by=by, record=held.reference, because=given["reason"].strip())
    answer_requests(by, held, "set_aside", given["reason"].strip())


@transaction.atomic
def challenge(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> IncidentChallenge:
    """Ask that an incident found not notifiable be looked at again. Raises as `step` does."""
    step(by, held, "challenge", given, version=version)
    made = IncidentChallenge.objects.create(
        case_file_id=held.case_file_id, reference=new_reference("SX"), incident=held, text=given["text"].strip(),
        made_by_words=f"{by.name}, {by.post_title}, {by.organisation_name}", made_at=timezone.now(), made_by_id=by.holding,
    )  # fmt: skip
    let_know(
        by=by,
        file=held.case_file,
        record=held.reference,
        template="incident_challenged",
        whom=deciders(by, held.team_id),
    )
    return made


@transaction.atomic
def uphold(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> None:
    """Answer whoever asked to look again: the decision stands, and why. Raises as `step` does."""
    waiting = waiting_challenge(held)
    step(by, held, "uphold", {**given, "waiting": waiting}, version=version)
    _answer(by, waiting, given["reason"].strip())


@transaction.atomic
def reconsider(*, by: Viewer, held: SeriousIncident, given: Given, version: int | None = None) -> None:
    """Open an incident found not notifiable again, on new facts: another round, and new clocks from when they were known.

    What was decided and said before stays. Raises as `step` does.
    """
    sets: dict[str, Any] = {"round": held.round + 1, **kept(given, "aware_at")}
    step(by, held, "reconsider", given, version=version, sets=sets)
    Awareness.objects.create(**recorded(by, held), aware_at=held.aware_at, reason=given["reason"].strip())
    start_clocks(by, held)
    for waiting in held.challenges.filter(answered_at__isnull=True).order_by("pk"):
        _answer(by, waiting, ANSWERED)
    give_partners_sight(by, held)
    let_know(
        by=by, file=held.case_file, record=held.reference, template="incident_opened", whom=to_be_told(by, held.area_id)
    )


def _answer(by: Viewer, waiting: Any, words: str) -> None:
    waiting.answer, waiting.answered_at, waiting.answered_by_id = words, timezone.now(), by.holding
    waiting.save(update_fields=["answer", "answered_at", "answered_by"])
