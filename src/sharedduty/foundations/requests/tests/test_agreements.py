"""The register of sharing agreements: who keeps it, what it must say, and a decision that names one."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment, Viewer, viewer_of
from sharedduty.foundations.directory.models import Area, Organisation, Post, Team
from sharedduty.foundations.requests.agreements import choices, overdue
from sharedduty.foundations.requests.models import SharingAgreement

pytestmark = pytest.mark.django_db
WHOLE = {
    "kind": "between", "title": "Overarching agreement", "tier": "1", "parties": "The council, the police, the board",
    "covers": "What keeps children safe", "agreed_on-day": "1", "agreed_on-month": "4", "agreed_on-year": "2025",
    "review_on-day": "1", "review_on-month": "4", "review_on-year": "2026",
}  # fmt: skip


def holder(area: Area, role: str) -> Viewer:
    """Somebody who holds a role in an area."""
    body, _ = Organisation.objects.get_or_create(area=area, key=f"{area.key}-office", defaults={"name": "Office"})
    team, _ = Team.objects.get_or_create(organisation=body, key="unit", defaults={"name": "Unit", "purpose": "unit"})
    account = Account.objects.create(email=f"{role}-{area.key}@example.org", name=role)
    post = Post.objects.create(team=team, title=role)
    Appointment.objects.create(
        account=account, post=post, role=role, held_from=datetime.date(2020, 1, 1), approved_by=account,
        approved_at=timezone.now(),
    )  # fmt: skip
    return viewer_of(account, second_factor=True)


def browser(viewer: Viewer) -> Client:
    """A browser signed in with a second factor."""
    client = Client()
    client.force_login(Account.objects.get(pk=viewer.account_id), "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session.save()
    return client


@pytest.mark.rows("GL-CN-12", "WT-INF-04")
def test_an_agreement_is_kept_with_its_review_and_what_is_past_it_says_so() -> None:
    area = Area.objects.create(key="testshire", name="Testshire")
    keeper, police = holder(area, "business_manager"), holder(area, "police_mash")
    client = browser(keeper)
    for name in ("kind", "title", "parties", "covers", "agreed_on-year", "review_on-year"):
        assert client.post("/sharing-agreements/new/", {**WHOLE, name: ""}).status_code == 422, name
    assert client.post("/sharing-agreements/new/", {**WHOLE, "review_on-year": "2024"}).status_code == 422
    assert client.post("/sharing-agreements/new/", WHOLE).status_code == 302
    held = SharingAgreement.objects.get()
    assert overdue(held, datetime.date(2026, 4, 2))
    assert not overdue(held, datetime.date(2026, 4, 1))
    page = browser(police).get("/sharing-agreements/").content.decode()
    assert "Overarching agreement" in page
    assert "Review overdue" in page
    assert choices(police) == {held.reference: "Overarching agreement (tier 1)"}
    assert browser(police).get(f"/sharing-agreements/{held.reference}/").status_code == 404


def test_an_agreement_that_ended_is_kept_and_no_longer_offered() -> None:
    area, other = (Area.objects.create(key=key, name=key) for key in ("testshire", "elsewhere"))
    keeper = holder(area, "business_manager")
    client = browser(keeper)
    client.post("/sharing-agreements/new/", WHOLE)
    held = SharingAgreement.objects.get()
    ended = {**WHOLE, "ended_on-day": "1", "ended_on-month": "6", "ended_on-year": "2026"}
    address = f"/sharing-agreements/{held.reference}/"
    assert client.post(address, ended).status_code == 422
    assert client.post(address, {**ended, "ended_because": "Replaced by the national one"}).status_code == 302
    assert choices(keeper) == {}
    assert "Replaced by the national one" in client.get("/sharing-agreements/?show=ended").content.decode()
    assert browser(holder(other, "business_manager")).get(address).status_code == 404
