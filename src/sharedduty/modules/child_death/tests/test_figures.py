"""Child deaths by year against a truth known by hand: what counts, in which year, what is held back from whom."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import exclude, seen_by
from sharedduty.modules.child_death.models import ChildDeath
from sharedduty.modules.child_death.queries import figures
from sharedduty.modules.child_death.tests.scenes import Death, opened

pytestmark = pytest.mark.django_db


def counted(house, role: str) -> list[dict[str, str]]:
    by = house.post_holder(role)
    with seen_by(by):
        return [one.numbers | {"against": one.against} for one in figures.years_of(by)]


def died(case: Death, day: datetime.date, **more) -> None:
    with seen_by(case.unit):
        ChildDeath.objects.filter(pk=case.held.pk).update(died_on=day, happened_on=day, **more)


@pytest.mark.rows("WT-CDR-11", "GL-CD-32")
def test_a_death_counts_in_the_year_of_its_day_and_small_numbers_are_held_back_outside_the_team(house) -> None:
    first = figures._first(timezone.localdate())
    cases = [opened(house, given_names=f"Child {number}", birth_on=None) for number in range(9)]
    for case in cases[:7]:
        died(case, datetime.date(first - 1, 4, 1))
    died(cases[7], datetime.date(first - 1, 3, 31))
    died(cases[8], datetime.date(first - 1, 4, 1), stage="set_aside")
    died(cases[0], datetime.date(first, 3, 31), reviewed_at=timezone.now())
    inside, outside = counted(house, "business_manager"), counted(house, "scrutineer")
    assert [one["deaths"] for one in inside] == ["0", "7", "1", "0", "0"]
    assert [one["deaths"] for one in outside] == ["0", "7", "held back", "0", "0"]
    assert (inside[1]["reviewed"], outside[1]["reviewed"]) == ("1", "held back")
    assert {one["against"] for one in inside} == {"below 60"} and figures.footprint() == 60
    page = house.client(house.post_holder("partner")).get("/child-deaths/figures/").content.decode()
    assert "held back" in page and "at least 60 deaths a year" in page and "By kind of death" not in page
    with seen_by(cases[1].unit):
        exclude(by=cases[1].unit, file=cases[1].held.case_file, reason="conflict",
                account_id=house.post_holder("scrutineer").account_id)  # fmt: skip
    assert counted(house, "scrutineer")[1]["deaths"] == "6"


@pytest.mark.rows("WT-CDR-11")
def test_who_may_see_no_figures_gets_no_number(house) -> None:
    opened(house)
    assert {one["deaths"] for one in counted(house, "teacher")} == {"0"}
    assert house.client(house.post_holder("teacher")).get("/child-deaths/figures/").status_code == 404
    team = house.client(house.post_holder("business_manager"))
    assert "Not said yet" in team.get("/child-deaths/figures/").content.decode()
    rows = b"".join(team.get("/child-deaths/figures.csv")).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("Year,") and rows[1].endswith(",below 60")
