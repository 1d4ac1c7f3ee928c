"""A small house of two organisations, made as the owner would at set-up, to try sight on."""

import datetime
from dataclasses import dataclass

import psycopg
import pytest
from django.db import connections
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment, Viewer, viewer_of
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team

LONG_AGO = datetime.date(2020, 1, 1)


@dataclass
class House:
    """Two organisations of one area, with the people who work there."""

    area: Area
    front_door: Team
    school: Team

    def post_holder(self, name: str, role: str, team: Team, until: datetime.date | None = None) -> Viewer:
        """A new account holding a new post of `team`; gives the viewer it is today."""
        account = Account.objects.create(email=f"{name.lower()}@example.org", name=f"{name} (invented)")
        post = Post.objects.create(team=team, title=f"{role} {name}")
        Appointment.objects.create(
            account=account, post=post, role=role, held_from=LONG_AGO, held_until=until, approved_by=account,
            approved_at=timezone.now(),
        )  # fmt: skip
        return viewer_of(account, second_factor=True)


@pytest.fixture
def house(db: None) -> House:
    # What set-up writes from the rooms' policies, here for a kind of file no room has: only the owner may write it.
    with psycopg.connect(**connections["owner"].get_connection_params()) as owner:
        owner.execute(
            "INSERT INTO access_reach (role, kind, sensitivity, breadth, may_work)"
            " VALUES ('front_door_worker', 'trial', 'ordinary', 'team', true) ON CONFLICT DO NOTHING"
        )
    area = Area.objects.create(key="testshire", name="Testshire", local_pack="gloucestershire-2023")
    council = Organisation.objects.create(area=area, key="council", name="Testshire Council", sector="local_authority")
    school = Organisation.objects.create(area=area, key="school", name="Invented School", sector="education")
    return House(
        area,
        Team.objects.create(organisation=council, key="front-door", name="Front door", purpose="front_door"),
        Team.objects.create(organisation=school, key="safeguarding", name="Safeguarding", purpose="safeguarding"),
    )
