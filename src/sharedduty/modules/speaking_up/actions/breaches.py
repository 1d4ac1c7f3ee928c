"""A breach of personal data: written down, judged, told to the regulator and to people, put right, brought to an end."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import (
    CannotMove,
    Clock,
    Given,
    Overtaken,
    begin,
    kept,
    meet,
    move,
    open_clocks,
    recompute,
    start_where_known,
    stop,
    text,
)
from sharedduty.modules.speaking_up.models import BreachNote, DataBreach
from sharedduty.modules.speaking_up.process import BREACH, BREACH_WORK, TELL_REGULATOR
from sharedduty.modules.speaking_up.queries.reading import by_reference
from sharedduty.modules.speaking_up.rules.breaching import HIGH, UNLIKELY, breach_whole

FACTS = ("happened", "happened_on", "people", "how_many", "data", "found_by")
CLOCK_TITLE = "Tell the regulator of a breach of personal data"


@transaction.atomic
def write_down(*, by: Viewer, given: Given) -> DataBreach:
    """Open the record of a breach; its 72 hours run from the moment somebody here became aware (UK GDPR art 33).

    Raises PermissionDenied; CannotMove.
    """
    by.must(BREACH_WORK)
    if missing := breach_whole(given):
        raise CannotMove(missing)
    facts = {**kept(given, *FACTS), "how_many": given.get("how_many"), "aware_at": given["aware_at"]}
    found = by_reference(
        by, text(given, "found_by")
    )  # whoever is shut out of that matter is shut out of this too (ADR 0023)
    file = open_file(
        by=by, kind="data_breach", area_id=by.area_id or 0, team_id=by.team_id, letter="DB",
        out_of=[found.case_file_id, found.sending.case_file_id] if found else [],
    )  # fmt: skip
    made = DataBreach.objects.create(case_file=file, reference=file.reference, area_id=by.area_id or 0, **facts)
    begin(by=by, process=BREACH, record=made, event="written down", at=timezone.now())
    record_change(
        by=by, verb="recorded", object_type="data breach", object_ref=made.reference, file=file.pk, fields=list(facts)
    )
    _run_clock(by, made)
    return made


def _run_clock(by: Viewer, held: DataBreach) -> None:
    start_where_known(
        by=by, file=held.case_file, record=held.reference, key=TELL_REGULATOR, at=held.aware_at, title=CLOCK_TITLE,
        team_id=held.case_file.team_id,
    )  # fmt: skip


def _step(
    by: Viewer, held: DataBreach, verb: str, given: Given, *, version: int | None, note: str, chosen: str = "",
    sets: dict[str, Any] | None = None, happened_at: datetime.datetime | None = None,
) -> None:  # fmt: skip
    """Take one step and keep its words. Raises PermissionDenied; CannotMove; Overtaken, also of a `version` moved on from."""
    if version is not None and held.version != version:
        raise Overtaken
    move(by=by, process=BREACH, record=held, verb=verb, given=given, sets=sets)
    BreachNote.objects.create(
        case_file_id=held.case_file_id, breach=held, recorded_at=timezone.now(), recorded_by_id=by.holding, verb=verb,
        text=text(given, note), chosen=chosen, decided_by=text(given, "decided_by"), happened_at=happened_at,
    )  # fmt: skip


@transaction.atomic
def learn_more(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Add what is known now: whose data, which and of how many; the first account stays. Raises as `_step` does."""
    sets = {name: given.get(name) for name in ("people", "data", "how_many")}
    _step(by, held, "learn_more", given, version=version, note="text", sets=sets)


@transaction.atomic
def mend_awareness(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Mend the hour from which the 72 run, with why; the limit is computed again. Raises as `_step` does."""
    aware = given.get("aware_at")
    _step(by, held, "mend_awareness", given, version=version, note="reason", sets={"aware_at": aware})
    for clock in open_clocks(by, held.reference, TELL_REGULATOR):
        recompute(by=by, clock=clock, because=text(given, "reason"), started_at=held.aware_at)


@transaction.atomic
def judge_risk(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Keep the risk to people as somebody judged it, with reasons. Raises as `_step` does.

    Judged higher than before, a decision that rested on the lower risk falls: the regulator's 72 hours run again from the
    same awareness, and what is told to people is open.
    """
    risk = str(given.get("risk") or "")
    sets: dict[str, Any] = {"risk": risk}
    owed_again = held.regulator == "not_told" and risk != UNLIKELY
    if owed_again:
        sets["regulator"] = ""
    if held.told_people == "no_high_risk" and risk == HIGH:
        sets["told_people"] = ""
    _step(by, held, "judge_risk", given, version=version, note="reasons", chosen=risk, sets=sets)
    if owed_again:
        _run_clock(by, held)


@transaction.atomic
def tell_regulator(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Keep that the regulator was told, or told more later; the first time meets the limit. Raises as `_step` does."""
    last = Clock.objects.filter(record=held.reference, key=TELL_REGULATOR).order_by("-pk").first()  # also one set aside
    told, late = given.get("told_at"), text(given, "late_because")
    sets: dict[str, Any] = {"regulator": "told"}
    if held.regulator_at is None:
        sets["regulator_at"] = told
    if text(given, "regulator_reference"):
        sets["regulator_reference"] = text(given, "regulator_reference")
    _step(
        by,
        held,
        "tell_regulator",
        {**given, "due_at": last.due_at if last else None},
        version=version,
        note="text",
        sets=sets,
        happened_at=told,
    )
    meet(by=by, record=held.reference, key=TELL_REGULATOR, at=told, late_because=late)


@transaction.atomic
def leave_regulator(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Keep that the regulator is not told by us, with why; the limit is set aside with that reason. Raises as `_step` does."""
    way = str(given.get("way") or "")
    _step(by, held, "leave_regulator", given, version=version, note="reason", chosen=way, sets={"regulator": way})
    stop(by=by, record=held.reference, because=text(given, "reason"), key=TELL_REGULATOR)


@transaction.atomic
def tell_people(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Keep that the people were told, how and what. Raises as `_step` does."""
    way = str(given.get("way") or "")
    _step(by, held, "tell_people", given, version=version, note="text", chosen=way, sets={"told_people": way})


@transaction.atomic
def leave_people(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Keep that the people are not told, with the ground and the reason. Raises as `_step` does."""
    way = str(given.get("way") or "")
    _step(by, held, "leave_people", given, version=version, note="reason", chosen=way, sets={"told_people": way})


@transaction.atomic
def note_measure(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Keep what was done to limit it or put it right. Raises as `_step` does."""
    _step(by, held, "note_measure", given, version=version, note="text")


@transaction.atomic
def close(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """End it, with what was learned. Raises as `_step` does."""
    _step(by, held, "close", given, version=version, note="text", sets={"ended_at": timezone.now()})


@transaction.atomic
def look_again(*, by: Viewer, held: DataBreach, given: Given, version: int | None = None) -> None:
    """Look at it again, with why. Raises as `_step` does."""
    _step(by, held, "look_again", given, version=version, note="reason", sets={"ended_at": None})
