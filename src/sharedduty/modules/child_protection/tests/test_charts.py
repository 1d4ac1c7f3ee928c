"""The two processes are the two charts, edge by edge; what no chart draws is listed here, and nothing else is possible."""

from dataclasses import dataclass

from sharedduty.foundations.process.api import Process, missing_for
from sharedduty.modules.child_protection.process import BEFORE_REVIEW, ENDED, ENQUIRY, ON_PLAN, PLAN

# Flow chart 4, its two strands being work inside "s47_started", its last box the conference that is held.
CHART_4 = {
    ("strategy_due", "strategy_held"), ("strategy_due", "quorum_gap"), ("quorum_gap", "strategy_held"),
    ("strategy_held", "no_s47"), ("strategy_held", "s47_started"), ("strategy_held", "further_strategy"),
    ("further_strategy", "s47_started"), ("no_s47", "continue_s17"), ("no_s47", "no_further_action"),
    ("s47_started", "enquiry_done"), ("enquiry_done", "not_substantiated"), ("enquiry_done", "substantiated"),
    ("enquiry_done", "substantiated_no_risk"), ("not_substantiated", "continue_s17"),
    ("substantiated_no_risk", "continue_s17"), ("not_substantiated", "conference_requested"),
    ("continue_s17", "conference_requested"), ("conference_requested", "conference_due"),
    ("conference_requested", "difference"), ("difference", "conference_due"), ("difference", "continue_s17"),
    ("substantiated", "conference_due"), ("conference_due", "conference_held"),
}  # fmt: skip
OURS_4 = {
    ("further_strategy", "further_strategy"), ("further_strategy", "no_s47"), ("s47_started", "s47_started"),
    ("continue_s17", "continue_s17"), ("conference_due", "conference_due"), ("strategy_due", "conference_due"),
}  # fmt: skip
CHART_5 = {
    ("conference_held", "not_on_plan"), ("conference_held", "on_plan"), ("not_on_plan", "continue_s17"),
    ("on_plan", "core_group_met"), ("core_group_met", "plan_detailed"), ("plan_detailed", "core_group_next"),
    ("core_group_next", "plan_detailed"), ("plan_detailed", "review_held"), ("review_held", "continued"),
    ("continued", "later_review"), ("later_review", "continued"), ("review_held", "proceedings"),
    ("later_review", "proceedings"), ("proceedings", "continued"), ("review_held", "ended_risk"),
    ("later_review", "ended_risk"), ("on_plan", "moved"), ("continued", "moved"), ("moved", "received"),
    ("received", "ended_moved"), ("continued", "ended_18"), ("notified", "support_considered"),
    *((ended, "notified") for ended in ENDED),
    *((stage, to) for stage in ON_PLAN for to in ("ended_died", "ended_left_uk")),
}  # fmt: skip
BIRTH = "record_birth"  # of a child known before it: at any stage, and the record stays where it stands
# "On plan" is read as every stage before the first review: a family may move then too.
OURS_5 = {(stage, "moved") for stage in BEFORE_REVIEW if stage != "on_plan"}


def edges(process: Process) -> set[tuple[str, str]]:
    """Every step as (from, to); without the birth, which no chart draws and which moves nothing."""
    steps = [one for one in process.transitions if one.verb != BIRTH]
    return {(stage, one.to_stage) for one in steps for stage in one.from_stages}


@dataclass
class Standing:
    """A record that stands at a stage, and nothing else."""

    stage: str
    reference: str = "CP-0000-0000"


def test_the_enquiry_moves_along_flow_chart_4() -> None:
    assert edges(ENQUIRY) == CHART_4 | OURS_4


def test_a_birth_is_recorded_at_every_stage_and_moves_nothing() -> None:
    births = [one for one in ENQUIRY.transitions if one.verb == BIRTH]
    assert [(*one.from_stages, one.to_stage) for one in births] == [(one.code, one.code) for one in ENQUIRY.stages]


def test_the_plan_moves_along_flow_chart_5() -> None:
    moving = {(start, end) for start, end in edges(PLAN) if start != end}
    assert moving == CHART_5 | OURS_5


def refused() -> list[tuple[str, str, str]]:
    """Every verb at every stage from which it is not drawn."""
    return [
        (process.code, stage.code, verb)
        for process in (ENQUIRY, PLAN)
        for stage in process.stages
        for verb in sorted({one.verb for one in process.transitions})
        if process.transition(verb, stage.code) is None
    ]


def test_what_no_chart_draws_is_refused_in_words() -> None:
    assert len(refused()) > 500
    for code, stage, verb in refused():
        process = ENQUIRY if code == ENQUIRY.code else PLAN
        (missing,) = missing_for(process, Standing(stage), verb, {})  # type: ignore[arg-type]  # it needs no more
        assert "cannot follow from" in missing.text, (code, stage, verb)
        assert process.stage(stage).title.lower() in missing.text


def test_nothing_ends_a_plan_but_the_five_reasons() -> None:
    ends = {one.verb for one in PLAN.transitions if one.to_stage in ENDED}
    assert ends == {"end_no_longer_at_risk", "end_moved", "end_at_eighteen", "end_died", "end_left_uk"}


def test_every_stage_but_the_last_leads_somewhere() -> None:
    for process in (ENQUIRY, PLAN):
        on = {stage for stage, _ in edges(process)}
        assert not [one.code for one in process.stages if not one.ends and one.code not in on]
