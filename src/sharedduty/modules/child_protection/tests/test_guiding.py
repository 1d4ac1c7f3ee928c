"""The pages lead to what comes next, and say by when: nobody has to know the process, nor carry a date in the head."""

import datetime
import re

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.child_protection.actions import conferring
from sharedduty.modules.child_protection.process import CONFERENCE, CORE_GROUP
from sharedduty.modules.child_protection.queries.clocks import limits_from_conference, running_limit
from sharedduty.modules.child_protection.tests.scenes import CONFERENCE_PEOPLE, WHY, Case
from sharedduty.modules.child_protection.views.words import FROM

pytestmark = pytest.mark.django_db
WAITS = "it was held. Record it here next."


def text(client: Client, path: str) -> str:
    """The words of a page's main part, one space between them."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2]).split())


def first_offered(client: Client, path: str) -> str:
    """The first step offered under “What happens next”."""
    after = client.get(path).content.decode().partition("What happens next")[2]
    return re.sub(r"<[^>]+>", "", after.partition("<li>")[2].partition("</li>")[0]).strip()


def test_a_meeting_that_was_held_is_recorded_next_and_no_other_is_called_first(case: Case) -> None:
    record = case.opened()
    client, page = case.house.client(case.worker), f"/protection/records/{record.reference}/"
    assert WAITS not in text(client, page) and first_offered(client, page) == "Call a meeting"
    made = case.meeting(record.reference)
    shown = text(client, page)
    assert re.search(rf"Strategy discussion of \w+ \d+ \w+ \d{{4}}, [^:]+(:\d\d)?[ap]m: {WAITS}", shown), shown
    assert first_offered(client, page) == "Record a strategy discussion"
    meeting = text(client, f"/protection/meetings/{made.reference}/")
    assert "The meeting was held. Go on with" in meeting and "record there what follows from it" in meeting
    question = text(client, f"{page}discussion/")
    assert "Strategy discussion of" in question and made.reference not in question, (
        "a meeting has a name and a day, no code"
    )


def test_a_conference_and_a_core_group_that_were_held_are_recorded_next(case: Case) -> None:
    record = case.concluded("substantiated")
    case.convened(record)
    case.ready(record)
    client, page = case.house.client(case.worker), f"/protection/records/{record.reference}/"
    assert first_offered(client, page) == "Call a meeting"
    case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE)
    assert "Initial child protection conference of" in text(client, page) and WAITS in text(client, page)
    assert first_offered(client, page) == "Record the initial conference"


def test_a_plan_says_that_its_core_group_was_held(case: Case) -> None:
    plan = case.planned()
    client, page = case.house.client(case.worker), f"/protection/plans/{plan.reference}/"
    assert WAITS not in text(client, page)
    case.meeting(plan.reference, CORE_GROUP, (("lead", "social_worker"),))
    assert WAITS in text(client, page) and first_offered(client, page) == "Record the first core group"


@pytest.mark.rows("WT-S47O-06", "WT-ICPC-05", "WT-REV-03")
def test_a_day_that_is_asked_for_says_by_when_it_must_be(case: Case) -> None:
    record = case.concluded("substantiated")
    client = case.house.client(case.worker)
    with seen_by(case.worker):
        latest = running_limit(case.worker, record.reference, "icpc.hold")
    assert latest is not None
    assert f"No later than {date_words(latest)}." in text(client, f"/protection/records/{record.reference}/convene/")
    plan = case.confer(record)
    page = f"/protection/plans/{plan.reference}/make/"
    limits = limits_from_conference(plan.held_at)
    assert limits["core_group_on"] and limits["review_on"]
    shown = text(client, page)
    for name in ("core_group_on", "review_on"):
        assert f"No later than {date_words(limits[name])}." in shown, name
    chosen = re.search(r'<option value="(\d+)"[^>]*\bselected', client.get(page).content.decode())
    assert chosen and int(chosen[1]) == case.worker.appointment_id, "who led until now leads on, unless it is changed"


@pytest.mark.rows("WT-REV-03")
def test_the_next_review_says_its_limit_and_is_refused_after_it(case: Case) -> None:
    plan = case.detailed()
    case.met(plan, "hold_first_review")
    with seen_by(case.worker):
        latest = running_limit(case.worker, plan.reference, "rcpc.next")
    assert latest is not None
    client, page = case.house.client(case.worker), f"/protection/plans/{plan.reference}/continue/"
    assert f"No later than {date_words(latest)}." in text(client, page)
    late = {"review_on-day": latest.day, "review_on-month": latest.month, "review_on-year": latest.year + 1}
    answer = client.post(page, {**late, "reasons": "Not yet safe.", "version": str(plan.version)})
    assert answer.status_code == 422 and date_words(latest) in answer.content.decode()


def test_only_meetings_that_can_be_held_about_it_are_offered(case: Case) -> None:
    record = case.opened()
    client = case.house.client(case.worker)
    shown = text(client, f"/protection/meetings/new/?about={record.reference}")
    assert "Strategy discussion" in shown and "Core group" not in shown and "Review conference" not in shown
    given = {"kind": "core_group", "purpose": "x", "mode": "video"}
    assert client.post(f"/protection/meetings/new/?about={record.reference}", given).status_code == 422


def test_a_plan_is_met_about_in_core_groups_and_reviews(case: Case) -> None:
    plan = case.planned()
    shown = text(case.house.client(case.worker), f"/protection/meetings/new/?about={plan.reference}")
    assert "Core group" in shown and "Review conference" in shown and "Strategy discussion" not in shown


def test_a_conference_not_decided_yet_shows_no_empty_category_and_nothing_is_told_twice(case: Case) -> None:
    plan = case.conferred()
    client = case.house.client(case.worker)
    shown = text(client, f"/protection/plans/{plan.reference}/")
    assert "Lead body" not in shown and shown.lower().count("no time limit runs") == 1
    record = case.record(plan)
    before = text(client, f"/protection/records/{record.reference}/")
    assert f"{FROM['C']} {record.from_record}" in before, "what it came from is named, not only its code"


@pytest.mark.rows("WT-S47O-10")
def test_a_conference_that_an_agency_asked_for_has_its_days_set_too_and_once(case: Case) -> None:
    record = case.concluded("not_substantiated")
    case.take(record, "request_conference", asked_by="A head teacher", asked_from="Larkfield School (invented)")
    case.take(record, "agree_conference")
    client, page = case.house.client(case.worker), f"/protection/records/{record.reference}/"
    assert record.stage == "conference_due" and "Convene the initial conference" in text(client, page)
    case.convened(record)
    assert record.stage == "conference_due" and record.reports_by_on is not None
    assert "Convene the initial conference" not in text(client, page), "its days are set"
    with seen_by(case.worker), pytest.raises(CannotMove, match="Reports come before the conference"):
        today = timezone.localdate()
        given = {
            **WHY,
            "specialists": "None.",
            "conference_by_on": today,
            "reports_by_on": today + datetime.timedelta(1),
        }
        conferring.convene(by=case.worker, record=record, given=given)
