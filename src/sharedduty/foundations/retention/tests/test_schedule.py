"""The counting: which day a file is looked at, from what, by which rule."""

import datetime

import pytest

from sharedduty.foundations.guidance.api import packs
from sharedduty.foundations.retention import schedule
from sharedduty.foundations.retention.schedule import Facts, Rule, due, rules_for

DAY = datetime.date


def rule(trigger: str, years: int, *, force: str = "info", local: bool = False, unit: str = "year") -> Rule:
    return Rule("child", "A file", trigger, years, unit, force, "Why", "Somewhere", "some-pack", local)


LAW = rule("opening", 100, force="must")


@pytest.mark.rows("D14")
@pytest.mark.parametrize(
    ("rules", "facts", "on", "from_what"),
    [
        ([rule("birth", 75)], Facts(DAY(2026, 5, 1), (DAY(2015, 3, 7),)), DAY(2090, 3, 7), "birth"),
        # The youngest of several; an adult in the file is none of them.
        ([rule("birth", 75)], Facts(DAY(2026, 5, 1), (DAY(2015, 3, 7), DAY(2020, 2, 29))), DAY(2095, 2, 28), "birth"),
        ([rule("birth", 75)], Facts(DAY(2026, 5, 1), (DAY(1980, 1, 1), DAY(2015, 3, 7))), DAY(2090, 3, 7), "birth"),
        # Born after the file was opened.
        ([rule("birth", 75)], Facts(DAY(2026, 5, 1), (DAY(2026, 9, 9),)), DAY(2101, 9, 9), "birth"),
        ([rule("birth", 75)], Facts(DAY(2026, 5, 1)), DAY(2101, 5, 1), "opening"),
        ([rule("birth", 75)], Facts(DAY(2026, 5, 1), (DAY(1980, 1, 1),)), DAY(2101, 5, 1), "opening"),
        ([rule("closure", 35)], Facts(DAY(2026, 5, 1), closed_on=DAY(2028, 1, 31)), DAY(2063, 1, 31), "closure"),
        ([rule("closure", 18, unit="month")], Facts(DAY(2026, 5, 1), closed_on=DAY(2026, 8, 31)), DAY(2028, 2, 29), "closure"),
        ([rule("closure", 35)], Facts(DAY(2026, 5, 1)), DAY(2061, 5, 1), "opening"),
        ([rule("opening", 100)], Facts(DAY(2024, 2, 29)), DAY(2124, 2, 29), "opening"),
        # Where several count, the latest day.
        ([LAW, rule("birth", 75)], Facts(DAY(2026, 5, 1), (DAY(2015, 3, 7),)), DAY(2126, 5, 1), "opening"),
    ],
)  # fmt: skip
def test_a_file_is_looked_at_on_the_latest_day_its_rules_give(
    rules: list[Rule], facts: Facts, on: datetime.date, from_what: str
) -> None:
    found = due(rules, facts)
    assert found is not None
    assert (found.on, found.counted_from) == (on, from_what)


def test_what_is_still_being_worked_has_no_end_to_count_from() -> None:
    assert due([rule("closure", 35)], Facts(DAY(2026, 5, 1), moving=True)) is None
    assert due([], Facts(DAY(2026, 5, 1))) is None


def test_the_law_always_counts_and_what_an_area_agreed_goes_before_a_suggestion() -> None:
    law, suggested, agreed = rule("opening", 100, force="must"), rule("birth", 75), rule("closure", 35, local=True)
    assert schedule._counting([suggested, agreed, law]) == [law, agreed]
    assert schedule._counting([suggested, law]) == [law, suggested]


@pytest.mark.rows("D14")
def test_every_class_a_file_is_opened_in_has_a_rule_with_a_source_that_is_there() -> None:
    found = rules_for("Gloucestershire", DAY(2026, 11, 26))
    assert {"child", "adoption"} <= found.keys()
    for rules in found.values():
        for one in rules:
            assert one.citation in packs()[one.pack].provisions
            assert one.force == "must" or "suggestion" in one.meaning or one.local
    [child] = found["child"]
    assert (child.trigger, child.quantity, child.force) == ("birth", 75, "info"), "policy, labelled as no law"
