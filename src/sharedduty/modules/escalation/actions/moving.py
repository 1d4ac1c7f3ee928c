"""Moving up from stage to stage, and the limit of each: the rules' own, or sooner as the child needs."""

import contextlib
import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.design.dates import end_of_day
from sharedduty.foundations.guidance.api import UnknownClock
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import Given, bring_forward, meet, start_clock, start_where_known
from sharedduty.modules.escalation.actions.steps import bring, end_run, number_of, recorded, step, write_to_all
from sharedduty.modules.escalation.models import Escalation, Logged, Participant, Referral, StageRun, Tier
from sharedduty.modules.escalation.policy import SCRUTINEER, UNIT
from sharedduty.modules.escalation.queries.choices import in_post
from sharedduty.modules.escalation.queries.reading import CLOCKS, GUIDE, limit_on, running_clock

UP = {"to_managers": 2, "to_seniors": 3, "to_chair": 4}
OWES = {1: "worker", 2: "manager", 3: "senior", 4: "decider"}  # who of the agency that raised it owes a stage's limit


def begin_stage(
    by: Viewer, held: Escalation, number: int, at: datetime.datetime, *, sooner_at: datetime.datetime | None = None,
    sooner_because: str = "",
) -> StageRun:  # fmt: skip
    """Begin a stage and its limit, the child's own timescale before it where somebody set one. Inside the caller's act.

    Where no edition in force has a limit for this stage there is none, and a child's timescale is shown alone.
    """
    run = StageRun.objects.create(
        case_file_id=held.case_file_id, escalation=held, number=number, began_at=at, sooner_at=sooner_at,
        sooner_because=sooner_because,
    )  # fmt: skip
    key = CLOCKS.get(number)
    if key is None:
        return run
    owes = held.participants.filter(part=OWES[number], side__in=("raised", "other") if number == 4 else ("raised",))
    person = owes.order_by("recorded_at", "pk").first()
    with contextlib.suppress(UnknownClock):  # arrangements without such stages: nothing is read into them
        start_clock(
            by=by, file=held.case_file, record=held.reference, key=key, at=at, team_id=held.team_id,
            title=f"Stage {number}: settle it, or take it up",
            appointment_id=person.appointment_id if person else held.raised_by_id, sooner_at=sooner_at,
            sooner_because=sooner_because,
        )  # fmt: skip
    if number == 1:
        start_where_known(
            by=by, file=held.case_file, record=held.reference, key=GUIDE, at=at, title="Settle it all, as a guide",
            team_id=held.team_id,
        )  # fmt: skip
    return run


def _move_up(by: Viewer, held: Escalation, verb: str, given: Given, version: int | None) -> StageRun:
    now, number = timezone.now(), UP[verb]
    facts = {**given, "limit_on": limit_on(CLOCKS[number], now)}
    step(by, held, verb, facts, version=version)
    meet(
        by=by,
        record=held.reference,
        key=CLOCKS[number - 1],
        at=now,
        late_because=str(given.get("account") or "").strip(),
    )
    end_run(by, held, number - 1, "moved_up", str(given["account"]).strip())
    day = given.get("sooner_on")
    run = begin_stage(
        by, held, number, now, sooner_at=end_of_day(day) if day else None,
        sooner_because=str(given.get("sooner_because") or "").strip(),
    )  # fmt: skip
    write_to_all(by, held, number - 1, final=False)
    return run


def _bring_all(by: Viewer, held: Escalation, part: str, whom: Iterable[Appointment]) -> None:
    """Bring in those whom a stage brings in by itself; in a sealed file nobody is, and people come in by name."""
    if held.case_file.sealed:
        return
    for one in whom:
        if not held.participants.filter(appointment=one, part=part).exists():
            bring(by, held, part, one)


@transaction.atomic
def to_managers(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> StageRun:
    """Move up to the line managers of both agencies, with the account of stage one (GL-ES-06). Raises as `step` does."""
    return _move_up(by, held, "to_managers", given, version)


@transaction.atomic
def to_seniors(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> StageRun:
    """Move up to senior managers; the business unit has the written account (GL-ES-09, GL-ES-10). Raises as `step` does."""
    run = _move_up(by, held, "to_seniors", given, version)
    _bring_all(by, held, "unit", in_post(by, role=UNIT))
    return run


@transaction.atomic
def to_chair(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> StageRun:
    """Refer it to the chair; the scrutineer is brought in to be consulted (GL-ES-11, GL-ES-13). Raises as `step` does."""
    run = _move_up(by, held, "to_chair", given, version)
    _bring_all(by, held, "adviser", in_post(by, role=SCRUTINEER))
    return run


@transaction.atomic
def set_sooner(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> None:
    """Set the day by which the child needs this stage settled, before its limit, and why (GL-ES-04). Raises as `step`."""
    number = number_of(held)
    run = held.runs.get(number=number)
    facts = {**given, "limit_on": limit_on(CLOCKS[number], run.began_at)}
    step(by, held, "set_sooner", facts, version=version)
    run.sooner_at, run.sooner_because = end_of_day(given["sooner_on"]), str(given["sooner_because"]).strip()
    run.save(update_fields=["sooner_at", "sooner_because"])
    clock = running_clock(by, held, number)
    if clock:
        bring_forward(by=by, clock=clock, at=run.sooner_at, because=run.sooner_because)


@transaction.atomic
def note_tier(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Tier:
    """Record that a tier of management of both agencies tried to settle it (GL-ES-09). Raises as `step` does."""
    step(by, held, "note_tier", given, version=version)
    names = ("tier", "raised_side", "other_side", "result")
    return Tier.objects.create(
        **recorded(by, held), tried_on=given["tried_on"], **{name: str(given[name]).strip() for name in names}
    )


@transaction.atomic
def log(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Logged:
    """Log it as the business manager, and bring in members of the board chosen from the partners' delegates (GL-ES-10).

    Raises as `step` does.
    """
    step(by, held, "log", given, version=version)
    chosen = list(given.get("members") or ())
    for one in chosen:
        if not held.participants.filter(appointment=one, part="board").exists():
            bring(by, held, "board", one)
    return Logged.objects.create(
        **recorded(by, held),
        note=str(given.get("note") or "").strip(),
        brought_in=", ".join(one.acts_as for one in chosen),
    )


@transaction.atomic
def name_decider(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Participant | None:
    """Say who decides; one of an agency in the dispute is flagged, and it is said why all the same (GL-ES-22).

    Raises as `step` does.
    """
    one: Any = given.get("other")
    conflict = one is not None and one.post.team.organisation_id in (held.raised_for_id, held.against_id)
    step(by, held, "name_decider", {**given, "conflict": conflict}, version=version)
    held.participants.filter(part="decider").update(part="other")
    clock = running_clock(by, held, 4)
    if clock:
        clock.owed_by_appointment_id, clock.warned_at = one.pk, None
        clock.save(update_fields=["owed_by_appointment", "warned_at"])
        record_change(
            by=by, verb="clock owed by another", object_type=clock.key, object_ref=held.reference, file=held.case_file_id,
            fields=["owed_by"],
        )  # fmt: skip
    because = str(given.get("conflict_because") or "").strip() if conflict else ""
    return bring(by, held, "decider", one, conflict=conflict, conflict_because=because)


@transaction.atomic
def refer(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Referral:
    """Record that it was referred to the Secretary of State (GL-ES-13; WT2018 ch3 ¶40). Raises as `step` does."""
    step(by, held, "refer", given, version=version)
    now, why = timezone.now(), str(given["why"]).strip()
    meet(by=by, record=held.reference, key=CLOCKS[4], at=now, late_because=why)
    end_run(by, held, 4, "moved_up", why)
    begin_stage(by, held, 5, now)
    made = Referral.objects.create(
        **recorded(by, held), why=why, sent_at=given["sent_at"], how=str(given["how"]).strip()
    )
    write_to_all(by, held, 4, final=False)
    return made
