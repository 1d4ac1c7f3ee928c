"""The yearly figures of complaints and requests equal what was sent, with small numbers held back."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Clock, yearly
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import disclosing, guarding, handling
from sharedduty.modules.speaking_up.models import Matter
from sharedduty.modules.speaking_up.queries import figures
from tests.speaking_up.scenes import DAY, Spoken, complaint, request, spoken

pytestmark = pytest.mark.django_db
JUNE = datetime.datetime(yearly.last_year_over(), 6, 1, 9, 0, tzinfo=datetime.UTC)
HELD_BACK = yearly.HELD_BACK
ABOUT_DATA = {"kind": "data_complaint", "sent_as": "family"}


def dated(case: Spoken, **sets: Any) -> Spoken:
    """As if it had come in June of the year."""
    with seen_by(case.handler):
        Matter.objects.filter(pk=case.held.pk).update(opened_at=JUNE, **sets)
    return case


def shown(house: Partnership, role: str = "partner", starts: int = JUNE.year) -> dict[str, dict[str, str]]:
    """Every list of the year without its zeros, and the number of all."""
    viewer = house.post_holder(role)
    with seen_by(viewer):
        year = figures.of_year(viewer, starts)
    return {one.key: {text: number for text, number in one.lines if number != "0"} for one in year.lists} | {
        "all": {"all": year.everything}
    }


@pytest.mark.rows("D15", "GL-AU-10", "GL-VC-08")
def test_what_came_and_what_was_late_is_counted_and_small_numbers_are_held_back(house: Partnership) -> None:
    yesterday = timezone.localdate() - DAY
    answered = [spoken(house, **complaint()).acknowledged().answered() for _ in range(9)]
    late = [spoken(house, **complaint(sent_as="professional")).acknowledged() for _ in range(7)]
    for one in answered:
        dated(one)
    for one in late:
        dated(one, promised_on=yesterday)
    for _ in range(2):
        dated(spoken(house))  # concerns, which have no limit
        dated(spoken(house, **complaint()))  # no day promised
    spoken(house, **complaint())  # this year's
    assert shown(house) == {
        "kind": {"Concern about an organisation": HELD_BACK, "Complaint about joint work": HELD_BACK},  # 18 would tell the 2
        "sender": {"Parent, carer or relative": "11", "Somebody who works or volunteers with children": "7"},
        "time_complaint": {"In time": "9", "Late": HELD_BACK, figures.TIME["no_limit"]: HELD_BACK},
        "time_data_complaint": {}, "time_access": {}, "outcome": {"Right: it was so": "9"}, "all": {"all": "20"},
    }  # fmt: skip
    manager = answered[0].handler
    answered[0].do(guarding.shut_out, email=house.post_holder("partner").email, reason="A friend.")
    assert shown(house)["all"] == {"all": "19"} and shown(house, "scrutineer")["all"] == {"all": "20"}
    with seen_by(manager), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM speaking_up_figures(%s, %s)", yearly.bounds(JUNE.year + 1))
        assert cursor.fetchone()[0] == 0, "the running year tells nothing"
    assert set(shown(house, "teacher")["all"].values()) == {"0"}


@pytest.mark.rows("D15")
def test_requests_and_complaints_about_data_are_judged_by_their_limits_in_law(house: Partnership) -> None:
    officer = house.post_holder("privacy_officer")
    acked = [dated(spoken(house, "privacy_officer", **complaint(**ABOUT_DATA)).acknowledged()) for _ in range(6)]
    slow = [dated(spoken(house, "privacy_officer", **complaint(**ABOUT_DATA))) for _ in range(7)]
    asked = [dated(spoken(house, "privacy_officer", **request()).identified()) for _ in range(7)]
    long = [dated(spoken(house, "privacy_officer", **request()).identified()) for _ in range(6)]
    gone = dated(spoken(house, "privacy_officer", **request()))
    gone.do(handling.withdraw, reason="They found it.")
    for one in long:
        one.do(disclosing.extend, reason="Nine services.", text="It takes longer.")
    with seen_by(officer):
        limits = Clock.objects.filter(record__in=[one.held.reference for one in (*slow, *asked, *long)])
        assert limits.update(due_at=timezone.now() - DAY) == 20
    lists = shown(house)
    assert lists["time_data_complaint"] == {"In time": "6", "Late": "7"} and len(acked) == 6
    # Extended, the day promised is the limit, not the month: 6 are in time; the one withdrawn takes the smaller with it.
    assert lists["time_access"] == {"In time": HELD_BACK, "Late": "7", figures.TIME["ended"]: HELD_BACK}
    page = house.client(house.post_holder("partner")).get(f"/speaking-up/figures/?year={JUNE.year}")
    assert page.status_code == 200 and HELD_BACK in page.content.decode()
