"""A year of early help and child protection: whole, as its processes declare it, seen by whom it concerns, with true figures."""

import argparse
import csv
import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import models
from django.utils import timezone

from sharedduty.foundations.access.api import Account, seen_by, viewer_of
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.gatherings.declared import process_of, room_called
from sharedduty.foundations.process.api import Clock, Handover, Move, Process, figures_of, months_back
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.child_protection.models import PlanMeeting, ProtectionPlan, ProtectionRecord, ReturnHome
from sharedduty.modules.child_protection.process import ENQUIRY, PLAN, RETURN
from sharedduty.modules.child_protection.queries.figuring import FIGURES as PROTECTION
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.process import PROCESS
from sharedduty.modules.early_help.queries.figuring import FIGURES as EARLY_HELP
from sharedduty.modules.front_door.models import Contact
from sharedduty.site import demonstration
from sharedduty.site.commands import demonstrate
from sharedduty.site.synthesis import loading
from sharedduty.site.synthesis.rates import an_authority, rates

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "importer", "sealer"])
Line = dict[str, str]
MONTHS = months_back(12)


def rows(model: Any, **wanted: Any) -> models.QuerySet[Any]:
    """Every row there is, whoever may see it."""
    return model.objects.using("importer").filter(**wanted)


def truth(room: str) -> list[Line]:
    """What was planned and came about, as kept beside the data."""
    with (loading.folder() / f"{demonstration.AREA}-{room}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What is rare in a year of a thousand contacts, made common enough that the truth has some of each.
OFTEN = {"moved_in": 2.5, "moved_out": 60.0, "returned_unplanned": 2.5}


def test_a_year_of_help_and_protection(settings, tmp_path, monkeypatch) -> None:
    settings.DEMONSTRATION, settings.VAR = True, tmp_path
    for key, number in OFTEN.items():
        monkeypatch.setitem(rates(), key, number)
    demonstrate.run(argparse.Namespace())
    wanted = loading.window(demonstration.AREA, "Gloucestershire", 0, 17, days=365, per_year=1100)
    made = loading.load(wanted)
    assert made == rows(Contact).count()
    _records_follow_their_processes()
    _each_came_of_a_hand_over()
    _nobody_has_two_plans_at_once()
    _each_sees_their_own()
    _who_moves_and_who_comes_home_is_the_truth(truth("protection"))
    _enquiries_and_their_assessments_name_each_other()
    _the_figures_of_early_help_are_the_truth(truth("early-help"))
    _the_figures_of_protection_are_the_truth(truth("protection"))


def _chains() -> Iterator[tuple[Process, Any]]:
    yield from ((PROCESS, one) for one in rows(Plan))
    yield from ((ENQUIRY, one) for one in rows(ProtectionRecord))
    yield from ((PLAN, one) for one in rows(ProtectionPlan))
    yield from ((RETURN, one) for one in rows(ReturnHome))
    for one in rows(Gathering):
        room = room_called(one.room)
        yield process_of(room, room.use(one.kind)), one


def _records_follow_their_processes() -> None:
    """Every step is one the process declares, from where the record stood, none before the one it follows."""
    moves: dict[str, list[Move]] = {}
    for move in rows(Move).order_by("moved_at", "pk"):
        moves.setdefault(move.record, []).append(move)
    stages: dict[str, set[str]] = {}
    for process, one in _chains():
        begun, *steps = moves[one.reference]
        assert (begun.verb, begun.to_stage) == ("begin", process.first)
        at = process.first
        for step in steps:
            transition = process.transition(step.verb, at)
            assert transition is not None and (step.from_stage, step.to_stage) == (at, transition.to_stage)
            at = step.to_stage
        assert one.stage == at and one.version == 1 + len(steps), one.reference
        stages.setdefault(process.code, set()).add(at)
    assert {"closed", "active", "planning"} <= stages["early_help"]
    assert {"continue_s17", "no_further_action", "conference_held"} <= stages["protection_enquiry"]
    assert {"support_considered", "continued", "continue_s17"} <= stages["protection_plan"]
    assert {"home", "in_need"} <= stages["return_home"]


def _each_came_of_a_hand_over() -> None:
    """The hand-over names what it led to, and the record names the hand-over; what was declared to be needed is there."""
    led_to = dict(rows(Handover).exclude(led_to="").values_list("reference", "led_to"))
    for one in [*rows(Plan), *rows(ProtectionRecord, moved_from="")]:
        assert led_to[one.from_handover] == one.reference
    for plan in rows(ProtectionPlan, stage__in=("continued", "plan_detailed", "support_considered")):
        assert plan.members.using("importer").exists() and plan.items.using("importer").count() >= 2
        assert plan.began_at == plan.held_at and plan.category
    held = {one.reference: one for one in rows(Gathering)}
    for taken in rows(PlanMeeting):
        assert held[taken.meeting].began_at == taken.held_at and held[taken.meeting].stage == "held"
    assert any(one.stage == "called" for one in held.values()), "some are still to come"
    assert not rows(Clock, met_at__gt=timezone.now()).exists()


def _nobody_has_two_plans_at_once() -> None:
    spans: dict[int, list[tuple[Any, Any]]] = {}
    known = rows(ProtectionPlan, began_at__isnull=False, protection__person__isnull=False)
    for plan in known.select_related("protection"):
        spans.setdefault(plan.protection.person_id, []).append((plan.began_at, plan.ended_at or timezone.now()))
    assert all(
        one[1] < other[0] for held in spans.values() for one, other in zip(sorted(held), sorted(held)[1:], strict=False)
    )
    assert any(len(held) > 1 for held in spans.values()), "some come back onto a plan"


def _who_moves_and_who_comes_home_is_the_truth(lines: list[Line]) -> None:
    """Moved in with a plan, moved away with one, home from care unplanned: each as planned, as far as it has come."""
    moved_in = rows(ProtectionRecord).exclude(moved_from="")
    told = {one["record"]: one for one in lines if one["fact"] == "record"}
    assert set(told) == set(rows(ProtectionRecord).values_list("reference", flat=True))
    assert moved_in.count() > 5 and not moved_in.exclude(person=None).exists()
    for one in moved_in:
        assert one.from_handover == "" and one.notified_on == timezone.localdate(_at(told[one.reference]["at"]))
        clock = rows(Clock, record=one.reference, key="cpplan.transfer_in").get()
        assert bool(clock.met_at) == bool(told[one.reference]["until"])
    ended = {one["record"]: one for one in lines if one["fact"] == "plan" and one["until"]}
    away = rows(ProtectionPlan, end_reason="moved")
    assert away.count() > 1 and set(away.values_list("reference", flat=True)) <= set(ended)
    for plan in away:
        assert plan.notified_on <= plan.received_on <= timezone.localdate(plan.ended_at)
        assert plan.ended_at == _at(ended[plan.reference]["until"])
    home = {one["record"]: one for one in lines if one["fact"] == "return"}
    assert set(home) == set(rows(ReturnHome).values_list("reference", flat=True)) and len(home) > 5
    for one in rows(ReturnHome):
        assert one.opened_at == _at(home[one.reference]["at"]) and one.home_on is not None
        assert (one.stage == "in_need") == bool(home[one.reference]["until"])


def _enquiries_and_their_assessments_name_each_other() -> None:
    carried = {one.enquiry: one for one in rows(Assessment).exclude(enquiry="")}
    resting = rows(ProtectionRecord).exclude(assessment="")
    assert resting.count() == len(carried) > 10
    for one in resting:
        assert carried[one.reference].reference == one.assessment and carried[one.reference].person_id == one.person_id
        assert rows(Move, record=one.assessment, verb="join_enquiry").count() == 1
    started = rows(ProtectionRecord).exclude(started_by="")
    assert set(started.values_list("pk", flat=True)) == set(resting.values_list("pk", flat=True))


def _each_sees_their_own() -> None:
    def seen(role: str, model: Any) -> int:
        viewer = viewer_of(Account.objects.get(email=f"{role}@demonstration.example"), second_factor=True)
        with seen_by(viewer):
            return int(model.objects.count())

    assert seen("social_worker", ProtectionPlan) == rows(ProtectionPlan).count() > 10
    assert seen("early_help_coordinator", Plan) == rows(Plan).count() > 50
    chaired = rows(ProtectionPlan, chair__account__email="conference_chair@demonstration.example").count()
    assert seen("conference_chair", ProtectionPlan) == chaired > 0
    assert (
        0 < seen("teacher", Plan) < rows(Plan).count() and 0 < seen("police_mash", Gathering) < rows(Gathering).count()
    )
    for role in ("police_mash", "teacher", "administrator", "business_manager"):
        assert seen(role, ProtectionRecord) == 0
    for role in ("front_door_worker", "administrator", "business_manager"):
        assert seen(role, Plan) == 0


# --- Figures --------------------------------------------------------------------------------------------------------------


def _at(text: str) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if text else None


def _in(month: datetime.date, text: str) -> bool:
    """Whether an instant, or a day, lies in a month in London."""
    if len(text) > 10:
        text = timezone.localtime(datetime.datetime.fromisoformat(text)).date().isoformat()
    return text[:7] == f"{month:%Y-%m}"


def _ends(month: datetime.date) -> datetime.datetime:
    after = (month + datetime.timedelta(days=32)).replace(day=1)
    return min(timezone.make_aware(datetime.datetime.combine(after, datetime.time())), timezone.now())


def _counted(role: str, figures: Any) -> dict[str, Any]:
    viewer = viewer_of(Account.objects.get(email=f"{role}@demonstration.example"), second_factor=True)
    with seen_by(viewer):
        return {one.measure.key: one.rows for one in figures_of(viewer, figures, MONTHS)}


def _compare(counted: dict[str, Any], worked_out: dict[str, Callable[[datetime.date], list[bool]]]) -> None:
    """Each figure of each month against the truth: how many of how many."""
    for key, of_month in worked_out.items():
        for number, month in enumerate(MONTHS):
            met, name = of_month(month), f"{key} of {month:%Y-%m}"
            shown = counted[key][number]
            assert shown[1] == sum(met), name
            assert len(shown) == 2 or shown[2] == len(met), name
        assert any(of_month(month) for month in MONTHS), f"{key} is nought throughout"


def _standing(lines: list[Line], month: datetime.date) -> list[Line]:
    ends = _ends(month)
    return [one for one in lines if _at(one["at"]) < ends and not (one["until"] and _at(one["until"]) < ends)]


def _the_figures_of_early_help_are_the_truth(lines: list[Line]) -> None:
    def of(fact: str) -> list[Line]:
        return [one for one in lines if one["fact"] == fact]

    plans, today = of("plan"), timezone.localdate().isoformat()
    assert len(plans) == rows(Plan).count()

    def consents(month: datetime.date) -> list[bool]:
        newest: dict[str, str] = {}
        for one in sorted(of("consent"), key=lambda one: _at(one["at"])):
            if _at(one["at"]) < _ends(month):
                newest[one["plan"]] = one["said"]
        return [newest.get(one["plan"]) == "given" for one in _standing(plans, month)]

    def led(month: datetime.date) -> list[bool]:
        leading = {one["plan"] for one in _standing(of("lead"), month)}
        return [one["plan"] in leading for one in _standing(plans, month)]

    def reviews(month: datetime.date) -> list[bool]:
        due = [one for one in of("review") if _in(month, one["due_on"]) and (one["until"] or one["due_on"] < today)]
        return [bool(one["until"]) and _day(one["until"]) <= one["due_on"] for one in due]

    last = {one["plan"]: one["said"] for one in sorted(of("review"), key=lambda one: one["until"] or "")}
    closed = [one for one in plans if one["until"]]
    _compare(
        _counted("early_help_coordinator", EARLY_HELP),
        {
            "begun": lambda month: [True for one in plans if _in(month, one["at"])],
            "open": lambda month: [True for _ in _standing(plans, month)],
            "consent": consents, "led": led, "review": reviews,
            "effect": lambda month: [one["said"] == "helped" for one in of("effect") if _in(month, one["at"])],
            "closed": lambda month: [True for one in closed if _in(month, one["until"])],
            "met": lambda month: [last.get(one["plan"]) == "met" for one in closed if _in(month, one["until"])],
            "up": lambda month: [True for one in of("up") if _in(month, one["at"])],
        },
    )  # fmt: skip


def _day(text: str) -> str:
    return timezone.localtime(datetime.datetime.fromisoformat(text)).date().isoformat()


def _the_figures_of_protection_are_the_truth(lines: list[Line]) -> None:
    def of(fact: str) -> list[Line]:
        return [one for one in lines if one["fact"] == fact]

    plans, now = of("plan"), timezone.now()

    def limits(fact: str) -> Callable[[datetime.date], list[bool]]:
        due = [one for one in of(fact) if one["met_at"] or _at(one["due_at"]) <= now]
        return lambda month: [
            bool(one["met_at"]) and _at(one["met_at"]) <= _at(one["due_at"]) for one in due if _in(month, one["due_at"])
        ]

    def yes(fact: str) -> Callable[[datetime.date], list[bool]]:
        return lambda month: [one["yes"] == "1" for one in of(fact) if _in(month, one["at"])]

    def seen(how: Callable[[Line], bool]) -> Callable[[datetime.date], list[bool]]:
        def of_month(month: datetime.date) -> list[bool]:
            begins = timezone.make_aware(datetime.datetime.combine(month, datetime.time()))
            there = {one["record"] for one in of("visit") if how(one) and begins <= _at(one["at"]) < _ends(month)}
            return [one["record"] in there for one in _standing(plans, month) if _at(one["at"]) < begins]

        return of_month

    def again(one: Line) -> bool:
        return any(other["person"] == one["person"] and _at(other["at"]) < _at(one["at"]) for other in plans)

    counted = _counted("conference_chair", PROTECTION)
    _what_is_in_hand_is_the_truth(counted, of("handover"), [*of("record"), *plans])
    _compare(
        counted,
        {
            "enquiries": lambda month: [True for one in of("enquiry") if _in(month, one["at"])],
            "discussions": yes("discussion"), "quorate": yes("conference"),
            "decided_in_time": limits("limit_decided"), "conference": limits("limit_conference"),
            "core_group": limits("limit_core_group"),
            "review": limits("limit_review"), "alone": yes("outcome"), "came": yes("invited"), "advocate": yes("advocate"),
            "advocate_came": yes("advocate_came"), "reports": yes("report"),
            "seen": lambda month: [True for one in of("outcome") if _in(month, one["at"])],
            "visits": lambda month: [
                met for due, met in _visits_due(plans, of("visit")) if _in(month, due) and due < timezone.localdate().isoformat()
            ],
            "plan_seen": seen(lambda visit: bool(visit["met_at"])), "plan_alone": seen(lambda visit: visit["yes"] == "1"),
            "on_plan": lambda month: [True for _ in _standing(plans, month)],
            "again": lambda month: [again(one) for one in plans if _in(month, one["at"])],
        },
    )  # fmt: skip


def _what_is_in_hand_is_the_truth(counted: dict[str, Any], handovers: list[Line], led: list[Line]) -> None:
    """Hand-overs nobody has taken up, and children over the workers who lead them; most months nobody waits at their end."""
    for number, month in enumerate(MONTHS):
        assert counted["unallocated"][number][1] == len(_standing(handovers, month)), f"unallocated of {month:%Y-%m}"
        there = _standing(led, month)
        leads = {one["who"] for one in there}
        assert counted["caseload"][number][1:3] == (len(there), len(leads)), f"caseload of {month:%Y-%m}"
    assert len(handovers) > 20 and len(leads) > 1


def _visits_due(plans: list[Line], visits: list[Line]) -> Iterator[tuple[str, bool]]:
    """Each day by which a child with a plan was to be seen, and whether the child had been; none once the plan ended."""
    for plan in plans:
        own = [one for one in visits if one["record"] == plan["record"]]
        for due, since in [(plan["due_at"], plan["at"]), *((one["due_at"], one["at"]) for one in own)]:
            if not plan["until"] or _day(plan["until"]) > due:
                yield due, any(one["met_at"] and _at(one["at"]) > _at(since) and _day(one["at"]) <= due for one in own)


def test_the_rates_of_an_authority_are_those_published() -> None:
    """Each rate says where it is from; an authority's year comes to the row counts the benchmark of growth is for."""
    assert round(an_authority("early_help")) == 1845
    assert round(an_authority("enquiries")) == 1473
    assert 480 < an_authority("conferences") < 510 and 400 < an_authority("plans") < 410
    assert all(number > 0 for number in rates().values())
