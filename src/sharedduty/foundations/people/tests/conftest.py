"""A small area to keep people in: a front door with a worker, a manager and an officer, and a school beside it."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import (
    Account,
    Appointment,
    CaseFile,
    Viewer,
    open_file,
    seen_by,
    set_viewer,
    viewer_of,
)
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.people.actions import register_person
from sharedduty.foundations.people.matching import Answer, Question, is_known
from sharedduty.foundations.people.models import Person

BORN = datetime.date(2015, 3, 7)


@dataclass
class Place:
    """The area, its teams and the people who work there, as viewers."""

    area: Area
    front_door: Team
    social_work: Team
    worker: Viewer
    manager: Viewer
    colleague: Viewer
    officer: Viewer
    teacher: Viewer

    def contact(self, by: Viewer | None = None) -> CaseFile:
        """An open contact's working file at the front door."""
        return open_file(
            by=by or self.worker, kind="contact", area_id=self.area.pk, team_id=self.front_door.pk, letter="C"
        )

    def child(
        self, given: str = "Jamie", family: str = "Examplewood", birth=BORN, by: Viewer | None = None, **more
    ) -> Person:
        """A registered child."""
        return register_person(
            by=by or self.worker, area_id=self.area.pk, given_names=given, family_name=family, birth_on=birth, **more
        )

    def ask(self, given: str = "", family: str = "", birth=None, by: Viewer | None = None, **more) -> Answer:
        """“Is this child known?”, asked for a fresh contact."""
        by = by or self.worker
        file = self.contact(by)
        question = Question(given_names=given, family_name=family, birth_on=birth, **more)
        return is_known(question, by=by, file=file, record=file.reference, purpose="A concern was raised today.")


def post_holder(name: str, role: str, team: Team) -> Viewer:
    """A new account in a new post; gives the viewer it is."""
    account = Account.objects.create(email=f"{name.lower()}@example.org", name=f"{name} (invented)")
    post = Post.objects.create(team=team, title=f"{role} {name}")
    Appointment.objects.create(
        account=account, post=post, role=role, held_from=datetime.date(2020, 1, 1), approved_by=account,
        approved_at=timezone.now(),
    )  # fmt: skip
    return viewer_of(account, second_factor=True)


def make_place(key: str) -> Place:
    """An area of its own."""
    area = Area.objects.create(key=key, name=key.title(), local_pack="gloucestershire-2023")
    council = Organisation.objects.create(area=area, key="council", name="Invented Council", sector="local_authority")
    school = Organisation.objects.create(area=area, key="school", name="Invented School", sector="education")
    door = Team.objects.create(organisation=council, key="front-door", name="Front door", purpose="front_door")
    work = Team.objects.create(organisation=council, key="social-work", name="Assessment team", purpose="social_work")
    privacy = Team.objects.create(organisation=council, key="privacy", name="Privacy", purpose="privacy")
    lessons = Team.objects.create(organisation=school, key="safeguarding", name="Safeguarding", purpose="safeguarding")
    return Place(
        area, door, work,
        post_holder(f"worker-{key}", "front_door_worker", door),
        post_holder(f"manager-{key}", "front_door_manager", door),
        post_holder(f"colleague-{key}", "front_door_worker", door),
        post_holder(f"officer-{key}", "privacy_officer", privacy),
        post_holder(f"teacher-{key}", "teacher", lessons),
    )  # fmt: skip


@pytest.fixture
def place(db: None) -> Iterator[Place]:
    """The area, looked at by its front door worker unless a test says otherwise."""
    made = make_place("testshire")
    with seen_by(made.worker):
        yield made
        set_viewer(made.worker)
