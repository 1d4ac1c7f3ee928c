"""A page costs as many queries for a thousand contacts as for a few, and never many (quality.md P2)."""

import argparse
from importlib import import_module
from pathlib import Path

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import Account, seen_by, viewer_of
from sharedduty.modules.front_door.models import Contact, Identification
from sharedduty.site import demonstration
from sharedduty.site.commands import demonstrate
from sharedduty.site.manual.matrix import Address, addresses
from sharedduty.site.synthesis import loading
from tests.counting import counted

MOST = 15
MOST_OF_ALL_ROOMS = 20  # "My work" asks every room once or twice what one owes there
FEW, MANY = 25, 600  # pages show at most 50 lines and lists at most 200
ROLES = ("front_door_worker", "front_door_manager", "police_mash", "teacher", "social_worker", "privacy_officer",
         "administrator", "business_manager", "early_help_coordinator", "conference_chair")  # fmt: skip
# A list that was empty at first may now ask, once each, for what its lines need (children, clocks, workers, hand-overs);
# a query a line would show as dozens.
FOR_LINES = 4
# Lists that grow with the records of helping and protecting, by those who reach most of them.
LISTS = (
    ("early_help_coordinator", "/early-help/"), ("early_help_coordinator", "/early-help/?show=closed"),
    ("early_help_coordinator", "/early-help/figures/"),
    ("social_worker", "/protection/"), ("social_worker", "/protection/?show=enquiries"),
    ("social_worker", "/protection/?show=ended"), ("social_worker", "/protection/meetings/"),
    ("conference_chair", "/protection/"), ("police_mash", "/protection/meetings/"),
)  # fmt: skip


def browser(settings, role: str) -> Client:
    """A browser of the demonstration's person in a role, signed in with a second factor."""
    account = Account.objects.get(email=f"{role}@demonstration.example")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    now = timezone.now().timestamp()
    session.update({
        SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: account.get_session_auth_hash(), "started_at": now, "touched_at": now,
        AUTHENTICATION_METHODS_SESSION_KEY: [{"method": "mfa", "at": now}],
    })  # fmt: skip
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def whole_pages() -> list[tuple[str, Address]]:
    """Every page of its own behind a guard, with a role that may open it."""
    found = []
    for one in addresses():
        if one.guard is None or one.parameters or one.name in {"account_logout", "health"}:
            continue
        if role := next((role for role in ROLES if role in one.roles), ""):
            found.append((role, one))
    return found


def a_record() -> list[tuple[str, str]]:
    """The pages of one contact and of one child, by who opens them."""
    worker = viewer_of(Account.objects.get(email="front_door_worker@demonstration.example"), second_factor=True)
    with seen_by(worker):
        known = Identification.objects.select_related("child__contact", "person").order_by("pk").first()
        assert known is not None
        return [
            ("front_door_worker", f"/front-door/contacts/{known.child.contact.reference}/"),
            ("front_door_worker", f"/people/{known.person.reference}/"),
        ]


def queries(client: Client, path: str) -> int:
    """Statements one look at a page takes, those that only open and close its transaction left out."""

    def ask() -> None:
        answer = client.get(path)
        assert answer.status_code in {200, 302, 404, 405}, (path, answer.status_code)

    return counted(ask)


@pytest.mark.django_db(transaction=True, databases=["default", "owner", "importer", "sealer"])
def test_no_page_asks_more_as_contacts_grow_and_none_asks_much(settings, tmp_path: Path) -> None:
    settings.DEMONSTRATION, settings.VAR = True, tmp_path
    demonstrate.run(argparse.Namespace())
    wanted = loading.window(demonstration.AREA, "Gloucestershire", 0, 23, days=20, per_year=15_000)
    loading.load(wanted, first=FEW)
    asked = list(dict.fromkeys([*((role, one.route) for role, one in whole_pages()), *a_record(), *LISTS]))
    browsers = {role: browser(settings, role) for role in ROLES}
    few = {(role, path): queries(browsers[role], path) for role, path in asked}
    loading.load(wanted, first=MANY)
    with seen_by(viewer_of(Account.objects.get(email="front_door_worker@demonstration.example"), second_factor=True)):
        assert Contact.objects.count() >= MANY
    many = {(role, path): queries(browsers[role], path) for role, path in asked}
    grown = {
        (role, path): (few[role, path], number)
        for (role, path), number in many.items()
        if number > few[role, path] + FOR_LINES
    }
    assert not grown, f"queries grow with the records: {grown}"
    most = {path: MOST for _, path in asked} | {"/my-work/": MOST_OF_ALL_ROOMS}
    heavy = {(role, path): number for (role, path), number in many.items() if number > most[path]}
    assert not heavy, f"pages with too many queries: {heavy}"
