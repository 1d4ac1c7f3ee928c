"""The process is flow chart 3 edge by edge; what the chart does not draw is listed here, and nothing else is possible."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.modules.assessment.actions import ending, working
from sharedduty.modules.assessment.process import PROCESS
from sharedduty.modules.assessment.tests.test_working import CONCLUSION, lacks, planned, ready

# The chart's boxes as stages: “child seen”, “services started” and “overrun” are marks on the record, not stages, and
# “receiving authority re-assesses” happens at that authority.
CHART_3 = {
    ("open", "gathering"), ("gathering", "analysis"), ("analysis", "challenged"), ("challenged", "analysis"),
    ("analysis", "concluded"), ("concluded", "plan"), ("concluded", "closed"), ("plan", "closed"), ("plan", "moving"),
    ("moving", "moved"), ("plan", "adult"),
}  # fmt: skip
# Ours: going back for more, a move that falls through, and taking back what should not have been opened.
OURS_3 = {
    ("analysis", "gathering"), ("moving", "plan"),
    *((stage, "withdrawn") for stage in ("open", "gathering", "analysis", "challenged")),
}  # fmt: skip
# Steps of the chart that leave the record where it stands, and the stages the chart has them at.
BESIDE = {
    "record_visit": {"gathering", "analysis", "plan"}, "start_service": {"open", "gathering", "plan"},
    "suspect_harm": {"gathering", "analysis", "plan", "moving"}, "review_plan": {"plan", "moving"},
}  # fmt: skip


def test_an_assessment_moves_along_flow_chart_3() -> None:
    moving = {
        (start, one.to_stage) for one in PROCESS.transitions for start in one.from_stages if start != one.to_stage
    }
    assert moving == CHART_3 | OURS_3


def test_what_the_chart_draws_beside_the_way_is_possible_there() -> None:
    for verb, stages in BESIDE.items():
        for stage in stages:
            step = PROCESS.transition(verb, stage)
            assert step is not None and step.to_stage == stage, (verb, stage)


def test_every_stage_but_the_last_leads_somewhere() -> None:
    assert not [one.code for one in PROCESS.stages if not one.ends and not PROCESS.possible(one.code)]


@pytest.mark.django_db
@pytest.mark.rows("WT-ASM-30", "WT-ASM-31")
def test_day_46_is_overrun_until_the_reason_is_recorded(opened, worker, partnership) -> None:
    held = opened()[0]
    manager = partnership.post_holder("social_work_manager")
    with seen_by(worker):
        ready(worker, held, manager)
        clock = Clock.objects.get(record=held.reference)
        for due, late in ((datetime.timedelta(minutes=5), False), (datetime.timedelta(minutes=-5), True)):
            Clock.objects.filter(pk=clock.pk).update(due_at=timezone.now() + due)
            text = lacks(lambda: ending.conclude(by=worker, held=held, given={}))
            assert ("past 45 working days" in text) == late
            held.refresh_from_db()


@pytest.mark.django_db
@pytest.mark.rows("WT-ASM-38")
def test_harm_suspected_at_a_plan_asks_for_a_strategy_discussion_too(opened, worker, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        planned(worker, held, partnership.post_holder("social_work_manager"))
        given = {"kinds": ["neglect"], "what": "Found alone again.", "safe_now": "With his grandmother."}
        working.suspect_harm(by=worker, held=held, given=given)
        assert held.stage == "plan"
        assert Handover.objects.get(start="strategy discussion").from_record == held.reference


@pytest.mark.django_db
@pytest.mark.rows("WT-ASM-06")
def test_suspected_harm_says_which_kinds(opened, worker) -> None:
    held = opened()[0]
    with seen_by(worker):
        given = {"kinds": [], "what": "Taken abroad soon.", "safe_now": "Passport held."}
        with pytest.raises(CannotMove) as caught:
            working.suspect_harm(by=worker, held=held, given=given)
        assert "which kinds of harm" in caught.value.missing[0].text
        left = working.suspect_harm(by=worker, held=held, given={**given, "kinds": ["fgm", "honour"]})
        assert "Female genital mutilation" in left.summary and "So-called honour" in left.summary


@pytest.mark.django_db
@pytest.mark.rows("WT-ASM-07", "WT-ASM-22")
def test_the_end_waits_for_what_every_assessment_is_for(opened, worker, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        working.agree_timescale(by=worker, held=held, given={
            "see_child_by_on": timezone.localdate(), "finish_by_on": timezone.localdate(), "timescale_reason": "Cold.",
            "family_told_on": timezone.localdate(), "point_on": timezone.localdate(),
        })  # fmt: skip
        working.begin_analysis(by=worker, held=held)
        text = lacks(lambda: ending.conclude(by=worker, held=held, given={**CONCLUSION, "outcome": ""}))
    gathered, analysed = (
        "happened in this family before",
        ("what the child needs", "may harm the child", "what else could"),
    )
    decided, supported = "Choose the outcome", "support would make a difference"
    for words in (gathered, *analysed, decided, supported):
        assert words in text
    page = partnership.client(worker).get(f"/assessments/{held.reference}/write/analysis/").content.decode()
    assert "Hope is not evidence" in page and "research" in page
