"""Set up the demonstration area with its organisations, posts and invented people."""

import argparse
import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment, seen_by, system_viewer
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.journal.api import record_change
from sharedduty.site.arrangements import load_arrangements
from sharedduty.site.demonstration import (
    AREA,
    ORGANISATIONS,
    PACK,
    PASSWORD,
    PEOPLE,
    TEAMS,
    DemonstrationPerson,
    require_demonstration,
    totp_secret,
)
from sharedduty.site.refusals import Refusal
from sharedduty.site.representatives import make_representatives

NEEDS_DJANGO = True
DATABASE = "owner"  # set-up, as the owner: the serving role never makes its own posts
SINCE = datetime.date(2020, 1, 1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""


def run(args: argparse.Namespace) -> int:
    """Make what is missing and change nothing that is there. Raises `Refusal` outside a demonstration."""
    require_demonstration()
    _refuse_a_real_partnership()
    with transaction.atomic(using=DATABASE):
        area = make_area()
        teams = make_teams(area)
        made = make_people(teams)
    load_arrangements(area)
    with transaction.atomic(using=DATABASE):
        make_representatives(area, SINCE)
    if made:
        importer = system_viewer("importer")
        with seen_by(importer):
            record_change(by=importer, verb="set up the demonstration", object_type="area", object_ref=AREA)
    return 0


def _refuse_a_real_partnership() -> None:
    """People whose password is printed never come into a database in which others hold office already."""
    accounts = Account.objects.using(DATABASE)
    if accounts.exists() and not accounts.filter(email__in=[one.email for one in PEOPLE]).exists():
        raise Refusal(
            "this database holds a partnership of its own: open it with SHAREDDUTY_DEMONSTRATION=0, "
            "or give the demonstration a place of its own with SHAREDDUTY_VAR"
        )


def make_area(key: str = AREA, name: str = "Gloucestershire") -> Area:
    """The demonstration area, or another of that shape, with telephone numbers of the range kept for drama."""
    area, _ = Area.objects.using(DATABASE).get_or_create(
        key=key,
        defaults={
            "name": name,
            "local_pack": PACK,
            "front_door_name": "the children's front door",
            "front_door_telephone": "01632 960101",
            "out_of_hours_telephone": "01632 960102",
        },
    )
    return area


def make_teams(area: Area) -> dict[str, Team]:
    """The organisations and teams of the demonstration; gives each team by `organisation key/team key`."""
    bodies = {}
    for one in ORGANISATIONS:
        bodies[one.key], _ = Organisation.objects.using(DATABASE).get_or_create(
            area=area, key=one.key,
            defaults={
                "name": one.name.replace("Gloucestershire", area.name), "sector": one.sector, "duties": list(one.duties),
            },
        )  # fmt: skip
    teams = {}
    for team in TEAMS:
        teams[f"{team.organisation}/{team.key}"], _ = Team.objects.using(DATABASE).get_or_create(
            organisation=bodies[team.organisation], key=team.key, defaults={"name": team.name, "purpose": team.purpose}
        )
    return teams


def make_people(teams: dict[str, Team]) -> int:
    """The invented people with their posts, appointments and authenticators. Gives how many were made now."""
    there = set(Account.objects.using(DATABASE).values_list("email", flat=True))
    missing = [one for one in PEOPLE if one.email not in there]
    if missing:
        password = make_password(PASSWORD)  # slow on purpose, so once for all of them
        for one in missing:
            make_account(one, password)
    accounts = {account.email: account for account in Account.objects.using(DATABASE)}
    appointments = {one.email_name: appoint(one, accounts, teams[one.team]) for one in PEOPLE}
    for one in PEOPLE:
        appointment = appointments[one.email_name]
        if one.reports_to and appointment.reports_to_id is None:
            appointment.reports_to = appointments[one.reports_to]
            appointment.save(using=DATABASE, update_fields=["reports_to"])
    return len(missing)


def make_account(one: DemonstrationPerson, password: str) -> None:
    """An account with its address and an authenticator whose codes `sharedduty demo-code` prints."""
    account = Account(email=one.email, name=one.name, password=password)
    account.save(using=DATABASE)
    EmailAddress.objects.using(DATABASE).create(user=account, email=one.email, verified=True, primary=True)
    Authenticator.objects.using(DATABASE).create(
        user=account, type=Authenticator.Type.TOTP, data={"secret": encrypt(totp_secret(one.email))}
    )


def appoint(one: DemonstrationPerson, accounts: dict[str, Account], team: Team) -> Appointment:
    """The person's appointment: proposed by one administrator and approved by another, never by themselves."""
    account = accounts[one.email]
    post, _ = Post.objects.using(DATABASE).get_or_create(team=team, title=one.post)
    administrators = [accounts[f"{name}@demonstration.example"] for name in ("administrator", "second_administrator")]
    approver = next(other for other in administrators if other != account)
    proposer = next(other for other in (*reversed(administrators), accounts["privacy_officer@demonstration.example"])
                    if other not in (account, approver))  # fmt: skip
    appointment, _ = Appointment.objects.using(DATABASE).get_or_create(
        account=account, post=post, role=one.role,
        defaults={"held_from": SINCE, "proposed_by": proposer, "approved_by": approver, "approved_at": timezone.now()},
    )  # fmt: skip
    return appointment
