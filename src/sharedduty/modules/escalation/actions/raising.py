"""Raising a disagreement about a file one sees, or about how the arrangements are used: always at the lowest stage."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, open_file
from sharedduty.foundations.design.dates import end_of_day
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, files_of, kept
from sharedduty.modules.escalation.actions.moving import begin_stage
from sharedduty.modules.escalation.actions.steps import bring, recorded, shut_out
from sharedduty.modules.escalation.models import Escalation, Participant
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.queries.reading import PREFIX, appointment_of, limit_on
from sharedduty.modules.escalation.rules import raising_whole

WRITTEN = ("what", "topic", "unsafe_because", "wanted", "impact", "child_status")
CANNOT = "They cannot take part in this. Choose a colleague of theirs, or their manager."


@transaction.atomic
def raise_disagreement(*, by: Viewer, about_record: str = "", given: Given) -> Escalation:
    """Raise a disagreement with another agency, at stage one (GL-ES-01, GL-ES-05).

    Takes: the reference of the record it is about, in the viewer's sight, or none for how the arrangements are used; what
    was typed, with `other` the appointment of the other worker, or their `name` and the `against` organisation.
    Gives: the escalation, in a file opened out of that file: sealed where that is, shut to whoever that is shut to.
    Raises: PermissionDenied, also where the record is out of sight; CannotMove with what is missing.
    """
    by.must("escalation_raise")
    if by.area_id is None or by.team_id is None or by.organisation_id is None:
        raise PermissionDenied
    files = files_of(by, about_record) if about_record else []
    if about_record and not files:
        raise PermissionDenied
    now, mine = timezone.now(), appointment_of(by)
    other: Any = given.get("other")
    against: Any = given.get("against")
    against = other.post.team.organisation if other else against
    facts = {
        **given, "about_record": about_record, "against": against, "raised_for": mine.post.team.organisation,
        "limit_on": limit_on("escalation.stage1", now),
    }  # fmt: skip
    if missing := raising_whole(facts):
        raise CannotMove(missing)
    held = Escalation.objects.create(
        **_file(by, files), about_record=about_record, about_file=files[0] if files else None,
        decided_on=given.get("decided_on"), immediate_harm=bool(given.get("immediate_harm")), raised_at=now,
        raised_by=mine, raised_for=mine.post.team.organisation, against=against, **kept(given, *WRITTEN),
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="disagreement raised")
    record_change(
        by=by, verb="raised a disagreement", object_type="escalation", object_ref=held.reference, file=held.case_file_id
    )
    if other and shut_out(held, other):
        raise CannotMove([Missing(CANNOT, "#id_who")])
    bring(by, held, "worker", mine)
    if other:
        bring(by, held, "worker", other)
    else:
        Participant.objects.create(
            **recorded(by, held), reference=new_reference("EP"), part="worker", stage=1, side="against",
            name=str(given["name"]).strip(), body=against.name,
        )  # fmt: skip
    begin_stage(by, held, 1, now, sooner_at=_end(given), sooner_because=str(given.get("sooner_because") or "").strip())
    return held


def _file(by: Viewer, files: list[CaseFile]) -> dict[str, object]:
    sealed = any(one.sealed for one in files)
    sensitivity = next((one.sensitivity for one in files if one.sealed), "ordinary")
    file = open_file(
        by=by, kind="escalation", area_id=by.area_id or 0, team_id=by.team_id, letter=PREFIX, sealed=sealed,
        sensitivity=sensitivity, out_of=[one.pk for one in files],
    )  # fmt: skip
    return {"case_file": file, "reference": file.reference, "area_id": by.area_id, "team_id": by.team_id}


def _end(given: Given) -> datetime.datetime | None:
    day = given.get("sooner_on")
    return end_of_day(day) if day else None
