"""What an area adds to a plan: its own limit for circulating it, supervision by the team's manager, advocates who came."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.guidance import shelf
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.child_protection.actions import planning
from sharedduty.modules.child_protection.models import ProtectionPlan
from sharedduty.modules.child_protection.process import PLAN
from sharedduty.modules.child_protection.tests.scenes import MADE, Case, days_of, make_case
from sharedduty.modules.child_protection.tests.test_figures import figures

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
PACK = """\
id: testshire-2015
confidence: Medium
title: Testshire arrangements
edition: "1"
layer: local
status: draft
area: Testshire
source: invented for a test
source_not_held: invented
retrieved_on: 2015-01-01
in_force_from: 2015-01-01
"""
CLOCKS = """\
cpplan.circulate:
  title: Circulate the plan in detail
  starts_at: [initial conference]
  completed_by: plan circulated
  quantity: 5
  unit: working_day
  force: local
  owner: social_worker
  citation: TS 1
  binding: event_date
"""
PROVISIONS = (
    "citation,document,paragraph,force,paraphrase,source\nTS 1,Testshire,1,local,Within five working days,invented\n"
)


@pytest.fixture
def five_days(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An area whose own pack says that plans are circulated within five working days."""
    folder = tmp_path / "testshire-2015"
    folder.mkdir()
    for name, text in {"pack.yaml": PACK, "clocks.yaml": CLOCKS, "provisions.csv": PROVISIONS}.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("PACKS_DIR", str(tmp_path))
    shelf.forget_packs()
    yield
    monkeypatch.undo()
    shelf._Shelf.packs = None
    shelf.forget_packs()


def circulating(plan: ProtectionPlan, case: Case) -> list[Clock]:
    """The clock of circulating this plan, where there is one."""
    with seen_by(case.worker):
        return list(Clock.objects.filter(record=plan.reference, key="cpplan.circulate"))


@pytest.mark.rows("WT-CPP-04")
def test_no_limit_for_circulating_the_plan_runs_until_an_area_sets_one(case: Case) -> None:
    plan = case.detailed()
    assert circulating(plan, case) == [], "a limit without a number is never guessed"


@pytest.mark.rows("WT-CPP-04")
def test_an_areas_own_limit_runs_from_the_conference_and_is_met_when_the_plan_is_circulated(
    case: Case, five_days: None
) -> None:
    plan = case.conferred()
    with seen_by(case.worker):
        by = case.worker
        planning.add_member(by=by, plan=plan, given={"name": "Sam Testwick", "part": "Mother", "family": "yes"})
        line = {"aim": "safe", "change": "Safe", "measure": "Seen", "owner": "Mother", "due_on": timezone.localdate()}
        planning.add_item(by=by, plan=plan, given=line)
        plan.refresh_from_db()
        late = timezone.localdate(plan.held_at) + 20 * DAY
        given = {**MADE, **days_of(plan), "lead_worker": str(by.appointment_id)}
        with pytest.raises(CannotMove, match="plan in detail is after its limit"):
            planning.make_plan(by=by, plan=plan, given={**given, "detail_by_on": late})
        before = timezone.localdate(plan.held_at) - DAY
        for name in ("core_group_on", "detail_by_on", "review_on", "visit_by_on"):
            with pytest.raises(CannotMove, match="cannot be before"):
                planning.make_plan(by=by, plan=plan, given={**given, name: before})
        with pytest.raises(CannotMove, match="this line cannot be before"):
            planning.add_item(by=by, plan=plan, given={**line, "due_on": before})
        planning.make_plan(by=by, plan=plan, given=given)
        plan.refresh_from_db()
    (clock,) = circulating(plan, case)
    assert clock.started_at == plan.held_at and clock.met_at is None and clock.force == "local"
    case.met(plan, "hold_first_core_group")
    case.detail(plan)
    (clock,) = circulating(plan, case)
    assert clock.met_at is not None and plan.held_at <= clock.met_at <= timezone.now()


def supervision(**changes: Any) -> dict[str, Any]:
    """Supervision held today."""
    today = timezone.localdate()
    given = {
        "held_on": today, "impact": "He sleeps at home again.", "pace": "Too slow for a child this young.",
        "decided": "Ask the court team.", "next_on": today + 28 * DAY,
    }  # fmt: skip
    return {**given, **changes}


@pytest.mark.rows("WT-ASM-27", "WT-GEN-14")
def test_supervision_of_a_plan_looks_at_effect_and_pace_and_is_the_managers(case: Case) -> None:
    plan, manager = case.planned(), case.house.post_holder("social_work_manager")
    with seen_by(case.worker), pytest.raises(PermissionDenied):
        planning.supervise(by=case.worker, plan=plan, given=supervision())
    today = timezone.localdate()
    with seen_by(manager):
        for changes, words in (
            ({"impact": " "}, "what the plan changed"), ({"pace": ""}, "quick enough"), ({"decided": ""}, "decided"),
            ({"held_on": today + DAY}, "not one ahead"), ({"next_on": today}, "a day after this one"),
        ):  # fmt: skip
            with pytest.raises(CannotMove, match=words):
                planning.supervise(by=manager, plan=plan, given=supervision(**changes))
        ProtectionPlan.objects.filter(pk=plan.pk).update(lead_worker_id=manager.appointment_id)
        with pytest.raises(CannotMove, match="You lead this plan"):
            planning.supervise(by=manager, plan=plan, given=supervision())
        ProtectionPlan.objects.filter(pk=plan.pk).update(lead_worker_id=case.worker.appointment_id)
        for stage in PLAN.leads_from("supervise"):
            ProtectionPlan.objects.filter(pk=plan.pk).update(stage=stage)
            plan.refresh_from_db()
            planning.supervise(by=manager, plan=plan, given=supervision())
            plan.refresh_from_db()
            assert plan.stage == stage
        assert plan.supervisions.count() == len(PLAN.leads_from("supervise")) > 5
    page = f"/protection/plans/{plan.reference}/"
    for viewer, offered in ((manager, True), (case.worker, False)):
        shown = case.house.client(viewer).get(page).content.decode()
        assert "He sleeps at home again." in shown and "Next supervision" in shown
        assert (f"{page}supervision/" in shown) is offered
    assert case.house.client(case.worker).get(f"{page}supervision/").status_code == 404


@pytest.mark.rows("OBA2-17")
def test_an_advocate_counts_where_they_really_came_and_a_friend_does_not(case: Case) -> None:
    family = (("advocate", "An advocate"), ("supporter", "A friend"))
    case.conferred(family=family, absent=("advocate",))
    assert figures(case, "advocate_came") == ["0", "1", "0.0"], "a friend is no advocate, nor is one who did not come"
    make_case(house=case.house, name="Kit").conferred(family=family)
    assert figures(case, "advocate_came") == ["1", "2", "50.0"]
