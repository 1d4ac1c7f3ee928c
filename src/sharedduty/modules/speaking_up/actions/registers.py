"""The two registers: whistleblowing procedures, and what agencies can show of safe recruitment."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, open_file
from sharedduty.foundations.directory.models import Organisation, Team
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept
from sharedduty.modules.speaking_up.models import ElementState, PoliceNote, Procedure
from sharedduty.modules.speaking_up.policy import MANAGER, SEALED
from sharedduty.modules.speaking_up.queries import choices
from sharedduty.modules.speaking_up.rules.registers import police_whole, procedure_whole, state_whole

SAID = ("where", "lead", "line", "leaflet", "protects", "reviewed_on", "next_on", "works", "works_why")


@transaction.atomic
def keep_procedure(*, by: Viewer, given: Given) -> Procedure:
    """Write what an agency's procedure is now; what was written before stays. Raises PermissionDenied; CannotMove."""
    by.must("procedures_keep")
    body = choices.body_called(by, str(given.get("organisation") or ""), by.area_id or 0)
    if missing := procedure_whole({**given, "body": body}):
        raise CannotMove(missing)
    assert body is not None  # noqa: S101 (the rule above says so)
    earlier = Procedure.objects.select_related("case_file").filter(organisation=body).first()
    file = earlier.case_file if earlier else _opened(by, "whistle_procedure", "WP", by.team_id)
    made = Procedure.objects.create(**_entry(by, file), organisation=body, **kept(given, *SAID))
    _journal(by, file, "whistleblowing procedure", list(SAID))
    return made


@transaction.atomic
def say_element(*, by: Viewer, organisation: Organisation, element: str, given: Given) -> ElementState:
    """Say how one element of safe recruitment stands at an agency, with what shows it: for one's own, or as the business unit.

    Raises PermissionDenied; CannotMove, also for an element that is none.
    """
    by.must("recruitment_keep")
    if organisation.pk != by.organisation_id and by.role != MANAGER:
        raise PermissionDenied
    missing = state_whole(given)
    if choices.element(element) is None:
        missing.append(Missing("There is no such element."))
    if missing:
        raise CannotMove(missing)
    earlier = ElementState.objects.select_related("case_file").filter(organisation=organisation).first()
    own = Team.objects.filter(organisation=organisation).order_by("pk").first()
    team_id = by.team_id if by.organisation_id == organisation.pk or own is None else own.pk
    file = earlier.case_file if earlier else _opened(by, "recruitment", "SR", team_id)
    made = ElementState.objects.create(
        **_entry(by, file), organisation=organisation, element=element,
        **kept(given, "state", "evidence", "seen_on", "next_on"),
    )  # fmt: skip
    _journal(by, file, "safe recruitment", ["state", "evidence"])
    return made


@transaction.atomic
def note_police_information(*, by: Viewer, given: Given) -> PoliceNote:
    """Note that police information for the employer alone came and how it is handled; only oneself sees the note (HE-REC-17).

    Raises PermissionDenied; CannotMove.
    """
    by.must("recruitment_keep")
    if missing := police_whole(given):
        raise CannotMove(missing)
    file = _opened(by, "recruitment_police", "SQ", by.team_id, sensitivity=SEALED, sealed=True)
    made = PoliceNote.objects.create(
        **_entry(by, file), reference=file.reference, **kept(given, "candidate", "came_on", "handled", "destroy_on")
    )
    _journal(by, file, "employer-only information", ["candidate", "handled"])
    return made


def _opened(by: Viewer, kind: str, letter: str, team_id: int | None, **more: Any) -> CaseFile:
    return open_file(by=by, kind=kind, area_id=by.area_id or 0, team_id=team_id, letter=letter, **more)


def _entry(by: Viewer, file: CaseFile) -> dict[str, Any]:
    return {"case_file": file, "recorded_at": timezone.now(), "recorded_by_id": by.holding}


def _journal(by: Viewer, file: CaseFile, what: str, fields: list[str]) -> None:
    record_change(by=by, verb="recorded", object_type=what, object_ref=file.reference, file=file.pk, fields=fields)
