"""Referring: what must be said, to whom it goes, who is shut out of it, and when it is late."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Viewer, seen_by
from sharedduty.foundations.guidance.api import due
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.allegations.actions import referring
from sharedduty.modules.allegations.models import Allegation, Referral
from sharedduty.modules.allegations.queries.choices import labels
from sharedduty.modules.front_door.tests.partnership import Partnership
from tests.allegations.scenes import DAY, referred, taken_up, told

pytestmark = pytest.mark.django_db


def sees(viewer: Viewer, model: Any = Referral) -> int:
    with seen_by(viewer):
        return int(model.objects.count())


def address(viewer: Viewer) -> str:
    return Account.objects.get(pk=viewer.account_id).email


def refusals(house: Partnership, **more: Any) -> set[str]:
    """The fields that a referral is refused for."""
    by = house.post_holder("teacher")
    house.post_holder("lado")
    with seen_by(by), pytest.raises(CannotMove) as refusal:
        referring.refer(by=by, given=told(**more))
    return {one.href for one in refusal.value.missing}


@pytest.mark.rows("GL-AL-13", "GL-AL-16", "WT-LADO-06", "WT-LADO-04")
def test_it_goes_to_the_officers_team_at_once_and_to_nobody_else(house: Partnership) -> None:
    second = house.post_holder("lado", 2)
    referral = referred(house)
    assert sees(house.post_holder("lado")) == sees(second) == sees(house.post_holder("teacher")) == 1
    for role in ("business_manager", "privacy_officer", "head_of_service", "administrator", "social_worker", "partner",
                 "front_door_manager", "scrutineer", "police_mash"):  # fmt: skip
        assert sees(house.post_holder(role)) == 0, role
    assert sees(house.post_holder("teacher", 2)) == 0
    assert referral.case_file.sealed


@pytest.mark.rows("GL-AL-02", "GL-AL-04", "WT-LADO-10")
def test_a_referral_that_lacks_something_is_refused_with_its_fields(house: Partnership) -> None:
    for name in ("accused_name", "worker", "employer", "sector", "source", "came_at", "senior_told", "what_happened",
                 "told_from", "children", "child_safe", "accused_knows", "inquiry_begun", "conflict", "wanted"):  # fmt: skip
        assert refusals(house, **{name: ""}) == {f"#id_{name}"}, name
    assert refusals(house, came_at=timezone.now() + DAY) == {"#id_came_at"}
    kinds = labels("worker", timezone.localdate())
    assert {"employee", "volunteer", "casual", "self_employed"} <= set(kinds)


@pytest.mark.rows("GL-AL-03")
def test_the_senior_person_told_is_not_the_one_it_is_about(house: Partnership) -> None:
    assert refusals(house, senior_told="Avery Untrue, head") == {"#id_senior_told"}
    own = address(house.post_holder("teacher"))
    assert refusals(house, accused_email=own) == {"#id_accused_email"}
    assert refusals(house, too_close=own) == {"#id_too_close"}


# When it came to be known, and the last moment of the one working day.
GOLDEN = (
    ("2026-11-27 15:00", "2026-11-30 23:59:59"),
    ("2026-12-24 09:00", "2026-12-29 23:59:59"),
    ("2026-11-29 09:00", "2026-11-30 23:59:59"),
)


@pytest.mark.rows("WT-LADO-11")
@pytest.mark.parametrize("key", ["allegation.lado", "allegation.lado.police"])
@pytest.mark.parametrize(("came", "ends"), GOLDEN)
def test_when_the_working_day_ends(key: str, came: str, ends: str) -> None:
    at = datetime.datetime.fromisoformat(came).replace(tzinfo=LONDON)
    assert due(key, at).due == datetime.datetime.fromisoformat(ends).replace(tzinfo=LONDON)


@pytest.mark.rows("WT-LADO-11")
def test_told_late_it_says_why_by_employer_and_by_police(house: Partnership) -> None:
    before = timezone.now() - 9 * DAY
    assert refusals(house, came_at=before) == {"#id_late_because"}
    late = referred(house, came_at=before, late_because="The head was away.")
    made = referred(house, by="police_mash", source="police")
    with seen_by(house.post_holder("lado")):
        clock = Clock.objects.get(record=late.reference)
        assert clock.key == "allegation.lado" and clock.met_at and clock.met_at > clock.due_at
        other = Clock.objects.get(record=made.reference)
        assert other.key == "allegation.lado.police" and other.met_at and other.met_at <= other.due_at


@pytest.mark.rows("GL-AL-16")
@pytest.mark.parametrize(
    ("more", "takes"),
    [({"conflict": "yes"}, "business_manager"), ({"accused_name": " lado  1"}, "business_manager"),
     ({"accused_email": "LADO1@example.org"}, "business_manager"), ({"too_close": "lado1@example.org"}, "business_manager"),
     ({"too_close": "lado1@example.org\nbusiness_manager1@example.org"}, "privacy_officer")],
)  # fmt: skip
def test_where_the_officer_must_not_know_somebody_else_takes_it(
    house: Partnership, more: dict[str, str], takes: str
) -> None:
    for role in ("lado", "business_manager", "privacy_officer", "head_of_service"):
        house.post_holder(role)
    referred(house, **more)
    seen = {role for role in ("lado", "business_manager", "privacy_officer", "head_of_service")
            if sees(house.post_holder(role))}  # fmt: skip
    assert seen == {takes}
    case = taken_up(house, officer=takes, **more)
    assert sees(house.post_holder("lado"), Allegation) == 0 and sees(case.officer, Allegation) == 1


def test_a_colleague_of_the_accused_officer_takes_it(house: Partnership) -> None:
    house.post_holder("business_manager")
    second = house.post_holder("lado", 2)
    referred(house, accused_email="lado1@example.org")
    assert (
        sees(second) == 1 and sees(house.post_holder("lado")) == 0 and sees(house.post_holder("business_manager")) == 0
    )


def test_where_nobody_may_take_it_its_sender_is_told_to_telephone(house: Partnership) -> None:
    by = house.post_holder("teacher")
    with seen_by(by), pytest.raises(CannotMove) as refusal:
        referring.refer(by=by, given=told())
    assert "Telephone the council" in refusal.value.missing[-1].text


@pytest.mark.rows("GL-AL-13", "WT-LADO-07")
def test_what_was_told_by_telephone_is_written_down_for_whoever_told_it(house: Partnership) -> None:
    by = house.post_holder("lado")
    given = told(by_telephone=True, told_at=timezone.now(), sent_by_words="Chris Coach, youth club", wanted="advice")
    with seen_by(by):
        made = referring.refer(by=by, given=given)
        assert made.by_telephone and made.sent_by_words == "Chris Coach, youth club"
        assert referring.take_up(by=by, referral=made).wanted == "advice"
        with pytest.raises(CannotMove):
            referring.refer(by=by, given={**given, "sent_by_words": ""})
        with pytest.raises(CannotMove):
            referring.refer(by=by, given={**given, "told_at": given["came_at"] - DAY})


def test_a_referral_is_taken_up_once(house: Partnership) -> None:
    case = taken_up(house)
    with seen_by(case.officer), pytest.raises(CannotMove):
        referring.take_up(by=case.officer, referral=case.referral)
