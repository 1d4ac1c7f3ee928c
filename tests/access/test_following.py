"""Exclusions follow the work: whoever is shut out of a file, then or later, is shut out of what was opened out of it."""

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, exclude, open_file, seen_by
from sharedduty.foundations.access.models import Exclusion
from tests.houses import House

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(house: House) -> Viewer:
    return house.post_holder("Cat", "front_door_worker", house.front_door)


@pytest.fixture
def colleague(house: House) -> Viewer:
    return house.post_holder("Dot", "front_door_worker", house.front_door)


def opened(house: House, by: Viewer, *out_of: CaseFile) -> CaseFile:
    with seen_by(by):
        return open_file(
            by=by, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk,
            out_of=[one.pk for one in out_of],
        )  # fmt: skip


def sees(viewer: Viewer, *files: CaseFile) -> list[bool]:
    with seen_by(viewer):
        held = set(CaseFile.objects.values_list("pk", flat=True))
    return [file.pk in held for file in files]


def shut(by: Viewer, file: CaseFile, whom: Viewer) -> Exclusion:
    with seen_by(by):
        exclude(by=by, file=file, reason="conflict", account_id=whom.account_id)
        return Exclusion.objects.filter(case_file=file).latest("pk")


def lift(by: Viewer, one: Exclusion) -> None:
    with seen_by(by):
        Exclusion.objects.filter(pk=one.pk).update(lifted_at=timezone.now(), lifted_because="mistaken")


@pytest.mark.rows("GL-XN-05")
def test_a_later_exclusion_reaches_the_whole_line_of_work(house: House, worker: Viewer, colleague: Viewer) -> None:
    first = opened(house, worker)
    second = opened(house, worker, first)
    third = opened(house, worker, second)
    beside = opened(house, worker)
    assert sees(colleague, first, second, third, beside) == [True] * 4
    shut(worker, first, colleague)
    assert sees(colleague, first, second, third, beside) == [False, False, False, True]
    assert sees(worker, first, second, third, beside) == [True] * 4


def test_an_exclusion_from_a_later_file_does_not_go_back(house: House, worker: Viewer, colleague: Viewer) -> None:
    first = opened(house, worker)
    second = opened(house, worker, first)
    shut(worker, second, colleague)
    assert sees(colleague, first, second) == [True, False]


def test_what_followed_ends_with_what_it_followed(house: House, worker: Viewer, colleague: Viewer) -> None:
    first = opened(house, worker)
    before = shut(worker, first, colleague)
    second = opened(house, worker, first)  # takes it over
    third = opened(house, worker, second)
    assert sees(colleague, first, second, third) == [False] * 3
    lift(worker, before)
    assert sees(colleague, first, second, third) == [True] * 3


def test_two_sources_shut_and_one_lifted_leave_it_shut(house: House, worker: Viewer, colleague: Viewer) -> None:
    first, other = opened(house, worker), opened(house, worker)
    made = opened(house, worker, first, other)
    one = shut(worker, first, colleague)
    shut(worker, other, colleague)
    lift(worker, one)
    assert sees(colleague, first, other, made) == [True, False, False]


def test_an_exclusion_of_its_own_stays(house: House, worker: Viewer, colleague: Viewer) -> None:
    first = opened(house, worker)
    second = opened(house, worker, first)
    shut(worker, second, colleague)
    lift(worker, shut(worker, first, colleague))
    assert sees(colleague, first, second) == [True, False]


def test_a_post_is_shut_out_in_the_same_way(house: House, worker: Viewer, colleague: Viewer) -> None:
    first = opened(house, worker)
    second = opened(house, worker, first)
    with seen_by(worker):
        exclude(by=worker, file=first, reason="conflict", post_id=colleague.post_id)
    assert sees(colleague, first, second) == [False, False]
