"""A year of need noted beside the help there is: counted right, small numbers held back, what is over or shut out left out."""

import csv
import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import exclude, seen_by
from sharedduty.modules.early_help.actions import helping, moving, noting, planning
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.queries.needs import NOWHERE, need_and_help
from sharedduty.modules.early_help.tests.conftest import SOON, Help
from sharedduty.modules.early_help.tests.test_pages import read

pytestmark = pytest.mark.django_db


def noted(help_: Help, number: int, kind: str = "misuse", *, registered: bool = False) -> list[Plan]:
    """Plans of the teacher with one circumstance noted."""
    found = []
    with seen_by(help_.teacher):
        for _ in range(number):
            plan = help_.led(help_.agreed_to(help_.begun()))
            noting.note_circumstance(by=help_.teacher, plan=plan, kind=kind, since=timezone.localdate(), note="Seen.")
            if registered:
                moving.register(by=help_.teacher, plan=plan, team=help_.house.teams["families"])
            found.append(help_.fresh(plan))
    return found


def exported(help_: Help, role: str) -> list[list[str]]:
    """The page's CSV as this role has it."""
    answer = help_.house.client(help_.house.post_holder(role)).get("/early-help/need-and-help.csv")
    assert answer.status_code == 200
    return list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))


@pytest.mark.rows("WT-EH-03", "WT-EH-02")
def test_need_and_help_are_counted_by_kind_and_families_team(help_: Help) -> None:
    noted(help_, 2)
    registered = noted(help_, 1, registered=True)[0]
    team = help_.house.teams["families"].name
    with seen_by(help_.teacher):
        outcome = planning.set_outcome(by=help_.teacher, plan=registered, text="Robin stops.")
        helping.choose_help(
            by=help_.teacher, plan=registered, offer="speech", outcome=outcome, what="Talk", owner=registered.members.get(),
            due_on=timezone.localdate() + SOON,
        )  # fmt: skip
        helping.signpost(
            by=help_.teacher, plan=registered, offer="housing", told_whom="Mother", told_on=timezone.localdate()
        )
    with seen_by(help_.coordinator):
        made = need_and_help(help_.coordinator)
    assert made.plans == {NOWHERE: 2, team: 1}
    drugs = next(one for one in made.kinds if one.code == "drugs_alcohol")
    health = next(one for one in made.kinds if one.code == "health")
    assert [numbers for _, numbers in drugs.needs] == [{NOWHERE: 2, team: 1}]
    assert drugs.is_gap and not drugs.services, "the local text lists no service for drugs or alcohol"
    assert not health.is_gap and health.helped == {team: 1}
    assert next(one for one in made.kinds if one.code == "domestic_abuse").is_gap, "listed at level 4 alone"
    assert made.told == [("Housing support", 1)]
    assert dict(made.begun)["Education"] == {2: 3, 3: 0} and dict(made.begun)["Probation"] == {2: 0, 3: 0}
    assert made.assessments, "the area's own assessments of need are named"
    rows = exported(help_, "early_help_coordinator")
    assert ["Need noted", "Uses drugs or alcohol in a harmful way", NOWHERE, "2"] in rows
    assert sum(row[:2] == ["Need noted", "Uses drugs or alcohol in a harmful way"] for row in rows) == 2, (
        "each told once"
    )


@pytest.mark.rows("WT-EH-03")
def test_small_numbers_are_held_back_outside_the_families_teams(help_: Help) -> None:
    noted(help_, 6)
    noted(help_, 2, "sen")
    rows = exported(help_, "partner")
    assert ["Plans", "", NOWHERE, "8"] in rows
    assert ["Need noted", "Uses drugs or alcohol in a harmful way", NOWHERE, "held back"] in rows, (
        "two plans would be left over"
    )
    assert ["Need noted", "Special educational needs, with or without a plan", NOWHERE, "held back"] in rows
    assert rows[-1][0] == "Held back" and "1 to 5" in rows[-1][1]
    assert ["Need noted", "Uses drugs or alcohol in a harmful way", NOWHERE, "6"] in exported(
        help_, "early_help_coordinator"
    )
    assert "held back" in read(help_.house.client(help_.house.post_holder("scrutineer")), "/early-help/need-and-help/")


def test_what_is_over_or_shut_out_is_not_counted(help_: Help) -> None:
    old, shut, kept = noted(help_, 3)
    long_ago = timezone.now() - datetime.timedelta(days=800)
    with seen_by(help_.teacher):
        Plan.objects.filter(pk=old.pk).update(
            stage="closed", opened_at=long_ago, closed_at=long_ago + datetime.timedelta(days=9), closed_because="Met"
        )
        exclude(by=help_.teacher, file=shut.case_file, account_id=help_.coordinator.account_id, reason="related")
    with seen_by(help_.coordinator):
        assert need_and_help(help_.coordinator).plans == {NOWHERE: 1}
    assert kept.stage == "planning"


def test_whoever_sees_no_figures_is_turned_away(help_: Help) -> None:
    client = help_.house.client(help_.teacher)
    for address in ("/early-help/need-and-help/", "/early-help/need-and-help.csv"):
        assert client.get(address).status_code == 404, address
