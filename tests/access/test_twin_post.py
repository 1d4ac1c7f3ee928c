"""The comparison of mails notices what it must: otherwise an empty post bag would pass every test of twins.

Each leak here is planted on purpose, one for each way in which mail could tell somebody.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from sharedduty.foundations.access.api import ROLES, seen_by
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.process.models import Clock
from tests.access.scene import Scene
from tests.access.twin_house import SECRET, House, assert_told_nothing, noticed
from tests.access.twin_post import NOT_WORKED, Own, post_of
from tests.access.twins import NOBODY, Asked
from tests.allegations.scenes import DAY, Case, taken_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
AT_ONCE, LATER = "MAIL at once", "MAIL later"


def secret_case(scene: Scene) -> Case:
    return taken_up(scene.own, accused_name=f"{SECRET} Testwick", children=f"{SECRET}, 9")


def by_notice(case: Case, **to: Any) -> None:
    """A notice sent to whom it must not go, as the room would queue it."""
    with seen_by(case.officer):
        queue_notice(by=case.officer, file=case.held.case_file, record=case.held.reference, template="leak", **to)


def owes(case: Case) -> None:
    """Whoever works on it owes something in a week."""
    now = timezone.now()
    with seen_by(case.officer):
        Clock.objects.create(
            case_file=case.held.case_file, record=case.held.reference, key="k", pack="p", title="Look again", started_at=now,
            due_at=now + 7 * DAY, owed_by_appointment_id=case.officer.appointment_id,
        )  # fmt: skip


def test_whoever_it_is_for_is_written_to_at_once_and_when_it_falls_due_and_nobody_else(scene: Scene) -> None:
    house = House(scene)
    officer, colleague = house.outsider("lado"), house.outsider("teacher", 7)

    def secret() -> list[Asked]:
        owes(secret_case(scene))
        return []

    assert noticed([officer, colleague], secret) == {officer.name: {AT_ONCE, LATER}, colleague.name: set()}


def test_a_notice_to_somebody_it_is_not_for_is_seen(scene: Scene) -> None:
    house = House(scene)
    manager = house.outsider("teacher", 8)
    secret = _leaking(scene, to_appointment_id=manager.viewer.appointment_id)
    assert noticed([manager], secret) == {manager.name: {AT_ONCE}}
    with pytest.raises(AssertionError, match=r"teacher 8: MAIL at once.*status 1 and 0"):
        assert_told_nothing(house, [manager], secret)


def test_a_mail_to_an_address_that_is_nobodys_is_seen(scene: Scene) -> None:
    colleague = House(scene).outsider("teacher", 8)
    assert noticed([colleague], _leaking(scene, to_email="somebody@elsewhere.example")) == {
        colleague.name: set(), NOBODY: {AT_ONCE},
    }  # fmt: skip


def test_a_mail_that_names_the_secret_is_seen_whoever_it_goes_to(scene: Scene) -> None:
    house = House(scene)
    colleague = house.outsider("teacher", 8)

    def secret() -> list[Asked]:
        case = secret_case(scene)
        transaction.on_commit(
            lambda: send_mail(f"About {case.held.reference}", "Read it.", None, ["lado1@example.org"])
        )
        return house.guesses(allegation=case.held.reference)

    with pytest.raises(AssertionError, match=r"mail to lado1@example\.org"):
        assert_told_nothing(house, [colleague], secret)


def _leaking(scene: Scene, **to: Any) -> Callable[[], list[Asked]]:
    def secret() -> list[Asked]:
        by_notice(secret_case(scene), **to)
        return []

    return secret


def test_of_every_way_to_be_told_some_is_compared(scene: Scene) -> None:
    """What the twins ask, kind by kind, so that none drops out unseen. The product has no autocomplete: finders are lists."""
    house, found = House(scene), f"={SECRET}"
    asked = {str(one) for role in ROLES for one in house.asked_by(house.outsider(role))}
    asked |= {str(one) for one in house.asked_by(house.anybody("a@home.example"))}
    asked |= {str(one) for one in house.guesses(allegation="LA-7KQ4-M9TX", file="LA-7KQ4-M9TX")}
    kinds = {
        "lists": "GET /allegations/", "what has ended": "GET /allegations/?show=closed", "work": "GET /my-work/",
        "counts": "/escalations/our-count/", "figures": "GET /allegations/figures/", "searches": "POST /search/",
        "finders": found, "tables": ".csv", "data": ".json", "calendars": ".ics", "prints": "/print/", "known": "/known/",
        "mails' links": "/notices/", "sequences": "POST /allegations/refer/", "public sequences": "POST /speak-up/concern/",
        "lost passwords": "/forgotten-password/", "links": "POST /raise/by-link/", "emergencies": "POST /emergency/LA-",
        "guessed records": "POST /allegations/LA-", "one's account": "GET /account/", "what is due": "GET /today/",
        "public pages": "GET /learning/reviews/",
    }  # fmt: skip
    assert not {kind for kind, part in kinds.items() if not any(part in one for one in asked)}
    teacher = house.outsider("teacher")
    statuses = {
        one.status for one in teacher.ask([*house.asked_by(teacher), *house.guesses(file="LA-7KQ4-M9TX")]).values()
    }
    assert {200, 302, 404, 405, 422} <= statuses


def test_every_timed_job_is_worked_or_is_named_with_a_reason() -> None:
    timed = {one.task.name for one in app.periodic_registry.periodic_tasks.values()}
    assert NOT_WORKED.keys() < timed and all(NOT_WORKED.values())
    assert {"process.remind", "notices.deliver_forgotten", "retention.find_due"} <= timed - NOT_WORKED.keys()


def test_a_system_viewer_works_in_the_twin_with_its_own_rights_and_no_more(scene: Scene) -> None:
    secret_case(scene)
    assert [one.to for one in post_of()].count("lado1@example.org") >= 1
    reminder = Own("reminder")
    with reminder.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.DATABASE_ROLES["reminder"],)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.DATABASE_ROLES["app"],)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), reminder.cursor() as cursor:
        cursor.execute("SELECT what_happened FROM allegations_referral")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (settings.DATABASE_ROLES["app"],), "what failed is undone with its role"
    assert not isinstance(connections["reminder"], Own), "its own sign-in is put back"
