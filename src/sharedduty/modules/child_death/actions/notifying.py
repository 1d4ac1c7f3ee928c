"""Notifying a death, and taking what was notified into one record: a death told twice is one death (WT-CDR-21)."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, grant, open_file, revoke
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, kept, start_where_known
from sharedduty.modules.child_death.actions.steps import step
from sharedduty.modules.child_death.models import ChildDeath, DeathNotice
from sharedduty.modules.child_death.policy import UNIT
from sharedduty.modules.child_death.process import PROCESS
from sharedduty.modules.child_death.queries.matching import PREFIX as NOTICE
from sharedduty.modules.child_death.queries.members import signed_members
from sharedduty.modules.child_death.queries.reading import DATABASE, MEETING_BY, PREFIX
from sharedduty.modules.child_death.rules.gathering import notice_named, notice_whole
from sharedduty.modules.serious_incident.api import business_team, holders

WRITTEN = (
    "kind", "given_names", "family_name", "birth_on", "happened_on", "home", "place", "what_happened", "coroner_told",
    "on_behalf",
)  # fmt: skip
FACTS = ("kind", "given_names", "family_name", "birth_on", "happened_on", "home", "place", "what_happened")
NOBODY = "No team of this area takes these in here. Telephone the partnership's business unit."
DOCTOR = "designated_doctor"


@transaction.atomic
def notify(*, by: Viewer, given: Given, person: Person | None = None) -> DeathNotice:
    """Notify the death of a child, or an acute life-threatening event (WT-CDR-21; HE-CDR-05, HE-CDR-08).

    Takes: the answers; `person`, the record in People it is told from. It lies with the business unit from this moment;
    whoever sent it keeps sight of the notice alone. Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("death_notify")
    if by.area_id is None:
        raise PermissionDenied
    team = business_team(by, by.area_id)
    missing = notice_whole(given) + ([] if team else [Missing(NOBODY)])
    if missing or team is None:
        raise CannotMove(missing)
    file = open_file(by=by, kind="death_notice", area_id=by.area_id, team_id=team.pk, letter=NOTICE)
    made = DeathNotice.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team=team, person=person, sent_at=timezone.now(),
        sent_words=f"{by.name}, {by.post_title}, {by.organisation_name}", sent_by_id=by.holding, **kept(given, *WRITTEN),
    )  # fmt: skip
    record_change(
        by=by, verb="notified a child death", object_type="death notice", object_ref=made.reference, file=file.pk,
        fields=list(WRITTEN),
    )  # fmt: skip
    let_know(by=by, file=file, record=made.reference, template="death_notified", whom=holders(by, by.area_id, UNIT))
    if by.role != UNIT:  # whoever sends it may read it, and change nothing of it any more
        grant(by=by, file=file, level="read", why="sent", appointment_id=by.holding)
        revoke(by=by, file=file, why="sent", appointment_id=by.holding, level="work")
    return made


def _locked(reference: str) -> Any:
    found = DeathNotice.objects.select_for_update(of=("self",)).select_related("case_file", "area", "team")
    notice = found.filter(reference=reference, taken_at__isnull=True).first()
    if notice is None:
        raise CannotMove([Missing("This notice was taken in before.")])
    return notice


@transaction.atomic
def open_death(*, by: Viewer, notice: DeathNotice) -> ChildDeath:
    """Open a death from a notice that a person found to be new. Raises PermissionDenied; CannotMove where it was taken in.

    Its clocks run from the day of the death. The designated doctor, where the house knows one, is told (WT-CDR-13).
    """
    by.must("death_work")
    told = _locked(notice.reference)
    file = open_file(
        by=by, kind="child_death", area_id=told.area_id, team_id=told.team_id, letter=PREFIX, out_of=[told.case_file_id]
    )
    held = ChildDeath.objects.create(
        case_file=file, reference=file.reference, area=told.area, team=told.team, person_id=told.person_id,
        died_on=told.happened_on if told.kind == "death" else None, opened_at=timezone.now(), opened_by_id=by.holding,
        **{name: getattr(told, name) for name in FACTS},
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="death recorded")
    record_change(
        by=by, verb="opened a child death", object_type="child death", object_ref=held.reference, file=file.pk
    )
    _taken(by, told, held, "")
    if held.died_on:
        start_clocks(by, held, held.died_on)
    doctors = [one.appointment for one in signed_members(by, held.area_id) if one.seat == DOCTOR and one.appointment]
    for one in doctors:
        grant(by=by, file=file, level="contribute", why="designated doctor", appointment_id=one.pk)
    let_know(by=by, file=file, record=held.reference, template="death_opened", whom=doctors)
    return held


def start_clocks(by: Viewer, held: ChildDeath, died_on: datetime.date) -> None:
    """Start what counts from the death, at the beginning of its day: the hour is not asked. Inside the caller's act."""
    at = datetime.datetime.combine(died_on, datetime.time(), tzinfo=LONDON)
    for key, title in ((DATABASE, "Send the death to the national database"), (MEETING_BY, "Hold the review meeting")):
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=key, at=at, title=title, team_id=held.team_id
        )


@transaction.atomic
def take_in_notice(*, by: Viewer, held: ChildDeath, given: Given, version: int | None = None) -> None:
    """Take another notice of the same death in, with why it is the same; its sender gets the receipt. Raises as `step`."""
    by.must("death_work")
    if missing := notice_named(given):
        raise CannotMove(missing)
    told = _locked(str(given["notice"]))
    step(by, held, "take_in_notice", given, version=version)
    _taken(by, told, held, str(given["reason"]).strip())


def _taken(by: Viewer, told: DeathNotice, held: ChildDeath, because: str) -> None:
    told.taken_at, told.death, told.same_because = timezone.now(), held.reference, because
    told.save(update_fields=["taken_at", "death", "same_because"])
    record_change(
        by=by, verb="took a notice in", object_type="death notice", object_ref=told.reference, file=told.case_file_id,
        fields=["taken_at", "death"],
    )  # fmt: skip
    let_know(
        by=by, file=told.case_file, record=told.reference, template="death_notice_taken",
        whom=Appointment.objects.filter(pk=told.sent_by_id),
    )  # fmt: skip
