"""Whoever of the child and the household signs in here sees nothing of what there is about the child (quality goal C5)."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Viewer, grant, seen_by
from sharedduty.foundations.people.api import link_account, register_person
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.requests.models import InformationRequest
from sharedduty.modules.assessment.actions import beside, opening, working
from sharedduty.modules.assessment.models import Assessment, Visit
from sharedduty.modules.assessment.queries import reading
from sharedduty.modules.assessment.queries.records import files_about
from sharedduty.modules.assessment.tests.test_working import ADULT, ALONE, VISIT
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def relative(partnership: Partnership) -> Viewer:
    """A colleague of the team who turns out to live in the child's household."""
    return partnership.post_holder("social_worker", 2)


@pytest.fixture
def person(partnership: Partnership, worker: Viewer, relative: Viewer) -> Person:
    """The colleague's own record, linked to the account they sign in with, in the worker's sight."""
    manager = partnership.post_holder("front_door_manager")
    with seen_by(manager):
        made = register_person(
            by=manager, area_id=partnership.area.pk, given_names="Fern", family_name="Testwick", kind="adult",
            birth_on=datetime.date(1990, 5, 4),
        )  # fmt: skip
        link_account(by=manager, person=made, account=Account.objects.get(pk=relative.account_id))
        grant(by=manager, file=made.case_file, level="read", why="asked", appointment_id=worker.appointment_id)
    return made


def sees(viewer: Viewer) -> tuple[int, int, int]:
    """How many assessments, visits and requests a viewer sees."""
    with seen_by(viewer):
        return Assessment.objects.count(), Visit.objects.count(), InformationRequest.objects.count()


def test_an_adult_of_the_household_is_shut_out_of_all_there_is_and_of_what_follows(
    opened, worker, partnership, relative, person
) -> None:
    held = opened()[0]
    asking = {"question": "What is known?", "purpose": "To know."}
    with seen_by(worker):
        team = next(iter(reading.agencies(worker, held)[0].values()))
        given = {**VISIT, "visited_at": timezone.now()}
        working.record_visit(by=worker, held=held, given=given, children=[(held, ALONE)])
        working.agree_timescale(
            by=worker, held=held, given={
                "see_child_by_on": timezone.localdate(), "finish_by_on": timezone.localdate() + datetime.timedelta(days=9),
                "timescale_reason": "Cold.", "family_told_on": timezone.localdate(),
                "point_on": timezone.localdate() + datetime.timedelta(days=2),
            },
        )  # fmt: skip
        working.ask_agencies(by=worker, held=held, teams=[team], given=asking, due_at=None)
    assert sees(relative) == (1, 1, 1), "a colleague like any other, until they are named"
    with seen_by(worker):
        beside.name_adult(by=worker, held=held, given=ADULT, person=person)
        assert held.case_file_id in {one.pk for one in files_about(worker, [person.pk])}
    assert sees(relative) == (0, 0, 0)
    with seen_by(worker):
        working.record_visit(by=worker, held=held, given=given, children=[(held, ALONE)])
        working.ask_agencies(by=worker, held=held, teams=[team], given=asking, due_at=None)
    assert sees(relative) == (0, 0, 0) and sees(worker) == (1, 2, 2)
    answer = partnership.client(relative).get(f"/assessments/{held.reference}/")
    assert answer.status_code == 404


def test_an_assessment_about_somebody_who_signs_in_is_shut_to_them_from_its_first_second(
    worker, relative, person
) -> None:
    child = opening.Child("Fern", "Testwick", timezone.now(), person_id=person.pk)
    with seen_by(worker):
        opening.open_assessment(by=worker, child=child, kind="section17", question="Is she safe?")
    assert sees(relative)[0] == 0 and sees(worker)[0] == 1
