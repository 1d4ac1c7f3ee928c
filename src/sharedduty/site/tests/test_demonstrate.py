"""The demonstration: set up twice it is set up once, everyone can sign in, and nowhere but on this machine."""

import argparse
import datetime

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt
from django.contrib.auth.hashers import check_password

from sharedduty.foundations.access.models import Account, Appointment, Reach
from sharedduty.foundations.access.reach import write_reach
from sharedduty.foundations.access.registry import declared_reach
from sharedduty.foundations.directory.models import (
    Area,
    District,
    Group,
    LeadRepresentative,
    Organisation,
    Post,
    Seat,
    SeatHolding,
    Succession,
    Team,
)
from sharedduty.site import cli, demonstration
from sharedduty.site.commands import demonstrate, run
from sharedduty.site.refusals import Refusal

# Design section 10 names these; checks from outside sign in by them.
ROLE_KEYS = [
    "teacher",
    "gp",
    "front_door_worker",
    "front_door_manager",
    "out_of_hours_worker",
    "police_mash",
    "health_mash",
    "education_mash",
    "social_worker",
    "conference_chair",
    "lado",
    "business_manager",
    "partner",
    "scrutineer",
    "privacy_officer",
    "administrator",
]
NOTHING = argparse.Namespace()


@pytest.fixture
def demonstrating(settings) -> None:
    settings.DEMONSTRATION = True


@pytest.mark.django_db(databases=["default", "owner", "importer"])
def test_set_up_twice_is_set_up_once(demonstrating: None) -> None:
    def counts() -> list[int]:
        models = (
            Area,
            Organisation,
            Team,
            Post,
            Account,
            Appointment,
            Authenticator,
            District,
            Group,
            Seat,
            SeatHolding,
            LeadRepresentative,
            Succession,
        )
        return [model.objects.using("owner").count() for model in models]

    demonstrate.run(NOTHING)
    first = counts()
    demonstrate.run(NOTHING)
    assert counts() == first
    assert first[4] == len(demonstration.PEOPLE)


@pytest.mark.django_db(databases=["default", "owner", "importer"])
def test_each_role_has_somebody_who_can_sign_in(demonstrating: None) -> None:
    demonstrate.run(NOTHING)
    for role in ROLE_KEYS:
        account = Account.objects.using("owner").get(email=f"{role}@demonstration.example")
        assert check_password(demonstration.PASSWORD, account.password)
        appointment = account.appointments.using("owner").get()
        assert appointment.role == role
        assert account.pk not in (appointment.approved_by_id, appointment.proposed_by_id)
        assert appointment.approved_by_id != appointment.proposed_by_id
        secret = decrypt(Authenticator.objects.using("owner").get(user=account).data["secret"])
        assert validate_totp_code(secret, demonstration.code(account.email))


@pytest.mark.rows("GL-PA-03", "GL-PA-09")
@pytest.mark.django_db(databases=["default", "owner", "importer"])
def test_the_area_has_the_bodies_districts_and_groups_of_its_published_arrangements(demonstrating: None) -> None:
    demonstrate.run(NOTHING)
    bodies = Organisation.objects.using("owner").filter(area__key=demonstration.AREA)
    partners = bodies.filter(duties__contains="safeguarding_partner", exists_until=None)
    assert sorted(partners.values_list("sector", flat=True)) == ["health", "local_authority", "police"]
    taken_over = Succession.objects.using("owner").get(predecessor__name__contains="Clinical Commissioning Group")
    assert taken_over.successor.name == "Gloucestershire NHS Integrated Care Board"
    assert taken_over.took_effect_on == datetime.date(2022, 7, 1) and taken_over.predecessor.exists_until
    assert District.objects.using("owner").count() == 6
    assert Group.objects.using("owner").filter(parent__isnull=False).exists()
    assert Seat.objects.using("owner").filter(is_chair=True).exists()


@pytest.mark.django_db(databases=["default", "owner", "importer"])
def test_most_bodies_have_a_lead_and_the_executive_has_seats_with_one_vacant(demonstrating: None) -> None:
    demonstrate.run(NOTHING)
    bodies = Organisation.objects.using("owner").filter(area__key=demonstration.AREA, exists_until=None)
    with_lead = bodies.filter(leads__isnull=False).distinct()
    assert 0 < bodies.count() - with_lead.count() < bodies.count() / 3
    assert LeadRepresentative.objects.using("owner").filter(post__title="Designated safeguarding lead").exists()
    executive = Seat.objects.using("owner").filter(group__key="GSCP-EX")
    assert executive.filter(holdings__isnull=True).count() == 1 and executive.count() == 5
    police = SeatHolding.objects.using("owner").get(seat__role_title="Safeguarding partner for the police")
    assert police.post.team.organisation.name == "Gloucestershire Constabulary"


def test_the_table_has_one_line_for_each_role(demonstrating: None) -> None:
    lines = [[cell.strip() for cell in line.split("|")] for line in demonstration.table().splitlines()]
    assert lines[0] == ["role", "e-mail", "password"]
    assert sorted(line[0] for line in lines[1:]) == sorted(
        [
            *ROLE_KEYS,
            "early_help_coordinator",
            "head_of_service",
            "community_safety_lead",
            "family_help_lead",
            "practitioner",
            "social_work_manager",
        ]
    )


def test_everything_is_refused_outside_a_demonstration(settings) -> None:
    settings.DEMONSTRATION = False
    for attempt in (
        demonstration.table,
        lambda: demonstrate.run(NOTHING),
        lambda: demonstration.code("teacher@demonstration.example"),
    ):
        with pytest.raises(Refusal, match="demonstration only"):
            attempt()


@pytest.mark.django_db(databases=["default", "owner"])
def test_reach_is_what_is_declared_and_nothing_left_over() -> None:
    Reach.objects.using("owner").create(
        role="teacher", kind="nothing any more", sensitivity="ordinary", breadth="area", may_work=True
    )
    write_reach()
    written = set(Reach.objects.using("owner").values_list("role", "kind", "breadth", "sensitivity", "may_work"))
    assert written == {(r.role, r.kind, r.breadth, r.sensitivity, r.may_work) for r in declared_reach()}


@pytest.mark.django_db(databases=["default", "owner", "importer"])
def test_a_partnership_of_its_own_gets_no_people_whose_password_is_printed(demonstrating: None) -> None:
    Account.objects.using("owner").create(email="ann@county.example", name="Ann Testadmin")
    with pytest.raises(Refusal, match="SHAREDDUTY_DEMONSTRATION=0"):
        demonstrate.run(NOTHING)
    assert not Area.objects.using("owner").filter(key=demonstration.AREA).exists()


class Opened(Exception):
    """Raised in place of supervising, with whether the demonstration would open."""


@pytest.mark.parametrize(
    ("environment", "opens"),
    [
        ({}, True),
        ({"BASE_URL": "http://127.0.0.1:8100"}, True),
        ({"BASE_URL": "http://[::1]"}, True),
        ({"BASE_URL": "https://safeguarding.example.gov.uk"}, False),
        ({"SHAREDDUTY_DEMONSTRATION": "0"}, False),
        ({"HOST": "0.0.0.0"}, False),  # noqa: S104 - what is refused here
    ],
)
def test_without_a_word_the_demonstration_opens_only_where_nobody_else_can_come(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], opens: bool
) -> None:
    def supervise(host: str, port: int, demonstration: bool, server: object, given: dict[str, str]) -> None:
        assert (
            given["PYTHONPYCACHEPREFIX"] and "PYTHONDONTWRITEBYTECODE" not in given
        )  # compiled once, not at each start
        raise Opened(demonstration)

    for name in ("BASE_URL", "HOST", "SHAREDDUTY_DEMONSTRATION"):
        monkeypatch.delenv(name, raising=False)
    for name, value in (environment | {"PYTHONDONTWRITEBYTECODE": "1"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(run, "Supervisor", supervise)
    with pytest.raises(Opened) as opened:
        cli.main(["run"])
    assert opened.value.args == (opens,)


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({"SHAREDDUTY_DEMONSTRATION": "1", "BASE_URL": "https://safeguarding.example.gov.uk"}, "loopback address only"),
        ({"SHAREDDUTY_DEMONSTRATION": "1", "HOST": "0.0.0.0"}, "loopback address only"),  # noqa: S104
        ({"BASE_URL": "safeguarding"}, "BASE_URL must be like"),
    ],
)
def test_the_demonstration_is_refused_where_others_could_come(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["run"]) == 1
    assert why in capsys.readouterr().err
