"""A child returning home from care: the chart edge by edge, what each step asks, and harm suspected after an unplanned return."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.plain.words import full_date
from sharedduty.foundations.process.api import CannotMove, Handover
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.child_protection.actions import discussing, homecoming
from sharedduty.modules.child_protection.models import Judgement, ReturnHome
from sharedduty.modules.child_protection.process import RETURN
from sharedduty.modules.child_protection.queries.homecoming import owed_for, returns_owed
from sharedduty.modules.child_protection.rules import ENTRIES, NEXT
from sharedduty.modules.child_protection.tests.scenes import Case

pytestmark = pytest.mark.django_db
CHART_6 = {
    ("looked_after", "planned"), ("looked_after", "unplanned"), ("looked_after", "remanded"), ("planned", "assessed"),
    ("assessed", "approved"), ("approved", "home"), ("assessed", "stays"), ("unplanned", "considered"),
    ("considered", "section_47"), ("considered", "acted"), ("considered", "home"), ("acted", "home"),
    ("remanded", "after_remand"), ("after_remand", "home"), ("home", "reviewed"), ("reviewed", "home"),
    ("reviewed", "in_need"), ("reviewed", "section_47"), ("stays", "looked_after"),
}  # fmt: skip
WAYS = {
    "planned": ("plan_return", "assess_return", "approve_return", "come_home", "review_support", "go_on_at_home"),
    "stays": ("plan_return", "assess_return", "keep_looking_after", "look_after_again"),
    "unplanned": (
        "record_unplanned",
        "consider_concerns",
        "act_for_safety",
        "stay_home",
        "review_support",
        "find_in_need",
    ),
    "unharmed": ("record_unplanned", "consider_concerns", "stay_home"),
    "harmed": ("record_unplanned", "consider_concerns", "suspect_harm"),
    "remand": ("record_remand", "plan_after_remand", "come_home", "review_support", "suspect_harm"),
}


def opened(case: Case) -> ReturnHome:
    with seen_by(case.worker):
        return homecoming.open_return(by=case.worker, given={"child_name": "Robin Testwick", "care": "Section 20."})


def answers(verb: str, **more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {one.name: today if one.day or one.to_come else "It is so." for one in ENTRIES[verb]} | more


def take(case: Case, home: ReturnHome, verb: str, **more: Any) -> None:
    with seen_by(case.worker):
        homecoming.take_home_step(by=case.worker, home=home, verb=verb, given=answers(verb, **more))
        home.refresh_from_db()


def test_the_return_moves_along_flow_chart_6_and_every_step_asks_something() -> None:
    assert {(stage, one.to_stage) for one in RETURN.transitions for stage in one.from_stages} == CHART_6
    assert {one.verb for one in RETURN.transitions} == set(ENTRIES)


@pytest.mark.rows(
    "WT-HOME-01", "WT-HOME-02", "WT-HOME-03", "WT-HOME-05", "WT-HOME-06", "WT-HOME-07", "WT-HOME-08", "WT-HOME-09"
)
@pytest.mark.parametrize("way", WAYS)
def test_every_step_is_reached_and_nothing_is_asked_in_vain(case: Case, way: str) -> None:
    home = opened(case)
    for verb in WAYS[way]:
        for one in ENTRIES[verb]:
            with pytest.raises(CannotMove) as refused:
                take(case, home, verb, **{one.name: None})
            assert [missing.href for missing in refused.value.missing] == [f"#id_{one.name}"]
        take(case, home, verb)
    for verb in sorted(set(ENTRIES) - {one.verb for one in RETURN.possible(home.stage)}):
        with pytest.raises(CannotMove, match="cannot follow from"):
            take(case, home, verb)


def test_every_step_stands_in_one_of_the_ways() -> None:
    assert {verb for way in WAYS.values() for verb in way} == set(ENTRIES)


@pytest.mark.rows("WT-HOME-01", "WT-ASM-16")
def test_the_assessment_comes_before_the_return_and_no_day_lies_ahead(case: Case) -> None:
    home = opened(case)
    for verb in WAYS["planned"][:3]:
        with pytest.raises(CannotMove, match="cannot follow from"):
            take(case, home, "come_home")  # neither planned alone, nor planned and assessed, is enough
        take(case, home, verb)
    day = datetime.timedelta(days=1)
    with pytest.raises(CannotMove, match="after the child came home"):
        take(case, home, "come_home", home_on=timezone.localdate() - day)
    with pytest.raises(CannotMove, match="has not come yet"):
        take(case, home, "come_home", home_on=timezone.localdate() + day)


@pytest.mark.rows("WT-HOME-04")
def test_harm_suspected_after_an_unplanned_return_leads_to_a_protection_record(case: Case) -> None:
    home = opened(case)
    for verb in WAYS["harmed"]:
        take(case, home, verb)
    with seen_by(case.worker):
        handed = Handover.objects.get(from_record=home.reference)
        record = discussing.open_from_handover(by=case.worker, handover=handed)
        assert (record.child_name, record.stage, record.from_record) == (
            "Robin Testwick",
            "strategy_due",
            home.reference,
        )
        with pytest.raises(CannotMove, match="closed"):
            discussing.open_from_handover(by=case.worker, handover=handed)
        assert Judgement.objects.get(verb="suspect_harm").reasons == "It is so."
    client = case.house.client(case.worker)
    shown = client.get(f"/protection/returns/{home.reference}/").content.decode()
    assert record.reference in shown
    assert "Which immediate concerns were considered" in shown


@pytest.mark.rows("WT-HOME-07")
def test_a_child_found_in_need_at_home_is_handed_over_to_an_assessment_that_begins_with_the_childs_name(
    case: Case,
) -> None:
    with seen_by(case.worker):
        birth = timezone.localdate() - datetime.timedelta(days=2000)
        given = {"child_name": "Robin Testwick", "care": "Section 20.", "birth_on": birth}
        home = homecoming.open_return(by=case.worker, given=given)
    for verb in WAYS["unplanned"]:
        take(case, home, verb)
    with seen_by(case.worker):
        handed = Handover.objects.get(from_record=home.reference)
    client = case.house.client(case.worker)
    page = f"/protection/returns/{home.reference}/"
    assert "An assessment is handed over to your team" in client.get(page).content.decode()
    begin = f"/assessments/begin/{handed.reference}/"
    assert begin in client.get(f"/front-door/handovers/{handed.reference}/").content.decode()
    assert "Begin an assessment of Robin Testwick" in client.get(begin).content.decode()
    answer = client.post(begin, {"kind": "section17", "question": "What help does he need at home?"})
    assert answer.status_code == 302
    with seen_by(case.worker):
        held = Assessment.objects.get()
        assert (str(held), held.birth_on, held.contact) == ("Robin Testwick", birth, "")
    assert held.reference in client.get(page).content.decode()


def test_the_pages_of_a_return_draw_and_a_refusal_keeps_what_was_typed(case: Case) -> None:
    client = case.house.client(case.worker)
    assert client.get("/protection/returns/new/").status_code == 200
    assert client.post("/protection/returns/new/", {"child_name": "Kit"}).status_code == 422
    answer = client.post("/protection/returns/new/", {"child_name": "Kit Testwick", "care": "Section 20."})
    page = answer.headers["Location"]
    assert "The child came home unplanned" in client.get(page).content.decode()
    for slug in ("record-unplanned", "plan-return", "record-remand"):
        assert client.get(f"{page}{slug}/").status_code == 200
    refused = client.post(f"{page}record-unplanned/", {"reasons": "Her mother took her home.", "version": "1"})
    assert refused.status_code == 422
    assert "Her mother took her home." in refused.content.decode()
    assert client.get(f"{page}nonsense/").status_code == 404
    assert "Kit Testwick" in client.get("/protection/?show=home").content.decode()


AT_HOME = ("record_unplanned", "consider_concerns", "act_for_safety", "stay_home", "review_support", "go_on_at_home")
DAY = datetime.timedelta(days=1)


@pytest.mark.rows("WT-HOME-03", "WT-HOME-07")
def test_a_child_at_home_always_has_a_day_agreed_and_it_stands_first_on_the_page_the_list_and_my_work(
    case: Case,
) -> None:
    home, today = opened(case), timezone.localdate()
    client = case.house.client(case.worker)
    page = f"/protection/returns/{home.reference}/"
    for verb in AT_HOME:
        with pytest.raises(CannotMove, match="Enter the day: by when") as refused:
            take(case, home, verb, next_by_on=None)
        assert [missing.href for missing in refused.value.missing] == ["#id_next_by_on"]
        with pytest.raises(CannotMove, match="cannot be before"):
            take(case, home, verb, next_by_on=today - DAY)
        take(case, home, verb, next_by_on=today + 3 * DAY)
        assert home.next_by_on == today + 3 * DAY
        shown = client.get(page).content.decode()
        owed = owed_for(home)
        assert owed is not None and full_date(today + 3 * DAY, year=False) in owed.due
        assert f"{NEXT[home.stage]}: <strong>{owed.due}</strong> ({owed.left})" in shown, home.stage
        assert NEXT[home.stage] in client.get("/protection/?show=home").content.decode()
        assert NEXT[home.stage] in client.get("/my-work/").content.decode()
    take(case, home, "review_support")
    take(case, home, "find_in_need")
    assert home.next_by_on is None
    with seen_by(case.worker):
        assert returns_owed(case.worker) == [], "nothing is owed once the record is closed"


@pytest.mark.rows("WT-HOME-03")
def test_a_day_that_passed_is_shown_late_and_only_to_whoever_leads_it(case: Case) -> None:
    home = opened(case)
    take(case, home, "record_unplanned")
    with seen_by(case.worker):
        ReturnHome.objects.filter(pk=home.pk).update(next_by_on=timezone.localdate() - DAY)
        (owed,) = returns_owed(case.worker)
    assert owed.late and owed.record == home.reference and owed.file == home.case_file_id
    client = case.house.client(case.worker)
    for place in (f"/protection/returns/{home.reference}/", "/protection/?show=home", "/my-work/"):
        assert "late" in owed.left and owed.left in client.get(place).content.decode(), place
    other = case.house.post_holder("social_worker", 2)
    with seen_by(other):
        assert returns_owed(other) == []
