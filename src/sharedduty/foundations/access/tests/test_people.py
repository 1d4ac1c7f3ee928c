"""Joiners, movers and leavers: two people for every appointment, endings at once, a lost second factor by two."""

import datetime
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sharedduty.foundations.access import actions
from sharedduty.foundations.access.actions import Refused
from sharedduty.foundations.access.files import open_file
from sharedduty.foundations.access.models import Account, Appointment, CaseFile, SecondFactorReset
from sharedduty.foundations.access.queries import own_appointments
from sharedduty.foundations.access.recognition import viewer_of
from sharedduty.foundations.access.tests.conftest import browser_of, give_sign_in
from sharedduty.foundations.access.viewer import Viewer, seen_by
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import Post
from tests.houses import House

pytestmark = pytest.mark.django_db
Holder = Callable[[str, str], Viewer]


class AtTheTerminal:
    actor_key, post_title, database = "terminal", "At the server's terminal", "default"


def asked(task: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [task])
        return int(cursor.fetchone()[0])


def test_a_joiner_sees_nothing_until_a_second_person_approves(holder: Holder, house: House) -> None:
    proposer, approver = holder("Ada", "administrator"), holder("Alf", "administrator")
    post = Post.objects.create(team=house.front_door, title="New worker")
    first, second = browser_of(proposer), browser_of(approver)
    sent = first.post(
        "/people-and-posts/join/",
        {"name": "Newton (invented)", "email": "Newton@Example.org", "post": mark("post", post.pk), "role": "front_door_worker",
         "held_from-day": "1", "held_from-month": "6", "held_from-year": "2026"},
    )  # fmt: skip
    account = Account.objects.get(email="newton@example.org")
    assert sent.headers["Location"] == f"/people-and-posts/{account.reference}/"
    assert asked("access.password_letter") == 1
    appointment = Appointment.objects.get(account=account)
    assert viewer_of(account).role == ""
    assert first.post(f"/appointments/{appointment.reference}/approve/").status_code == 302
    appointment.refresh_from_db()
    assert appointment.approved_at is None, "the proposer cannot approve"
    assert "somebody else must approve" in first.get(sent.headers["Location"]).content.decode()
    second.post(f"/appointments/{appointment.reference}/approve/")
    appointment.refresh_from_db()
    assert (appointment.proposed_by_id, appointment.approved_by_id) == (proposer.account_id, approver.account_id)
    assert viewer_of(account).role == "front_door_worker"
    page = second.get(sent.headers["Location"]).content.decode()
    assert "Proposed by Ada (invented)" in page and "Approved by Alf (invented)" in page


def test_an_appointment_about_oneself_needs_somebody_else(holder: Holder, house: House) -> None:
    ada, alf = holder("Ada", "administrator"), holder("Alf", "administrator")
    post = Post.objects.create(team=house.front_door, title="Another")
    appointment = actions.propose_appointment(
        by=ada,
        account=Account.objects.get(pk=alf.account_id),
        post=post,
        role="teacher",
        held_from=timezone.localdate(),
    )
    with pytest.raises(Refused, match="about you"):
        actions.approve_appointment(by=alf, appointment=appointment)


def test_a_manager_proposes_for_their_own_team_only_and_never_approves(holder: Holder, house: House) -> None:
    manager = holder("Max", "front_door_manager")
    joiner = actions.invite(by=manager, name="Newton (invented)", email="newton@example.org")
    own = Post.objects.create(team=house.front_door, title="Worker")
    foreign = Post.objects.create(team=house.school, title="Lead")
    today = timezone.localdate()
    with pytest.raises(Refused, match="own team"):
        actions.propose_appointment(by=manager, account=joiner, post=foreign, role="teacher", held_from=today)
    with pytest.raises(Refused, match="Only an administrator"):
        actions.propose_appointment(by=manager, account=joiner, post=own, role="privacy_officer", held_from=today)
    proposed = actions.propose_appointment(
        by=manager, account=joiner, post=own, role="front_door_worker", held_from=today
    )
    with pytest.raises(Refused, match="Only an administrator"):
        actions.approve_appointment(by=manager, appointment=proposed)
    client = browser_of(manager)
    assert client.get(f"/people-and-posts/{joiner.reference}/").status_code == 200
    assert client.post(f"/appointments/{proposed.reference}/approve/").status_code == 404
    assert client.get(f"/people-and-posts/{joiner.reference}/leave/").status_code == 404
    worker = browser_of(holder("Wim", "front_door_worker"))
    assert worker.get("/people-and-posts/").status_code == 404


def test_an_address_in_use_is_refused_and_a_leavers_is_opened_again_without_its_old_posts(
    holder: Holder, house: House
) -> None:
    ada, worker = holder("Ada", "administrator"), holder("Wim", "front_door_worker")
    account = Account.objects.get(pk=worker.account_id)
    with pytest.raises(Refused, match="has an account"):
        actions.invite(by=ada, name="Wim again", email="WIM@example.org")
    actions.leave(by=ada, account=account, reason="last day")
    with pytest.raises(Refused, match="has left"):
        actions.propose_appointment(
            by=ada, account=Account.objects.get(pk=account.pk), post=Post.objects.first(), role="teacher",
            held_from=timezone.localdate(),
        )  # fmt: skip
    back = actions.invite(by=ada, name="Wim (invented)", email="wim@example.org")
    assert back.pk == account.pk and back.is_active and not back.has_usable_password()
    assert viewer_of(back).role == ""


def test_a_mover_changes_over_on_the_day(holder: Holder, house: House) -> None:
    ada, alf, worker = (
        holder("Ada", "administrator"),
        holder("Alf", "administrator"),
        holder("Wim", "front_door_worker"),
    )
    old = Appointment.objects.get(pk=worker.appointment_id)
    post = Post.objects.create(team=house.school, title="Lead")
    day = timezone.localdate() + datetime.timedelta(days=10)
    new = actions.move(by=ada, appointment=old, post=post, role="teacher", held_from=day, reason="changes job")
    old.refresh_from_db()
    assert old.held_until == day - datetime.timedelta(days=1) and old.ended_at is None
    actions.approve_appointment(by=alf, appointment=new)
    account = Account.objects.get(pk=worker.account_id)
    assert viewer_of(account).role == "front_door_worker"
    states = {one["title"]: one["state"] for one in own_appointments(worker)}
    assert states == {"front_door_worker Wim": "held", "Lead": "coming"}


def test_an_ended_appointment_stops_counting_at_that_instant_in_the_database(holder: Holder, house: House) -> None:
    ada, worker = holder("Ada", "administrator"), holder("Wim", "front_door_worker")
    with seen_by(worker):
        file = open_file(by=worker, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk)
        assert CaseFile.objects.filter(pk=file.pk).exists()
    actions.end_appointment(by=ada, appointment=Appointment.objects.get(pk=worker.appointment_id), reason="suspended")
    with seen_by(worker):  # the very viewer of a request that began before the end
        assert not CaseFile.objects.filter(pk=file.pk).exists()
    assert viewer_of(Account.objects.get(pk=worker.account_id)).role == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=ada.appointment_id).update(ended_at=timezone.now(), ended_because="")


def test_nobody_closes_their_own_account_and_a_leavers_proposals_are_refused(holder: Holder, house: House) -> None:
    ada, worker = holder("Ada", "administrator"), holder("Wim", "front_door_worker")
    with pytest.raises(Refused, match="your own account"):
        actions.leave(by=ada, account=Account.objects.get(pk=ada.account_id), reason="tired")
    account = Account.objects.get(pk=worker.account_id)
    post = Post.objects.create(team=house.front_door, title="Second")
    actions.propose_appointment(by=ada, account=account, post=post, role="teacher", held_from=timezone.localdate())
    actions.leave(by=ada, account=account, reason="last day")
    assert not Appointment.objects.filter(account=account, ended_at__isnull=True).exists()
    page = browser_of(ada).get(f"/people-and-posts/{account.reference}/").content.decode()
    assert "This person has left" in page and "Refused" in page and "last day" in page


def test_a_lost_second_factor_takes_two_people_neither_of_them_the_loser(holder: Holder, house: House) -> None:
    ada, alf, worker = (
        holder("Ada", "administrator"),
        holder("Alf", "administrator"),
        holder("Wim", "front_door_worker"),
    )
    account = give_sign_in(worker)
    wim = browser_of(worker)
    assert wim.get("/account/").status_code == 200
    first, second = browser_of(ada), browser_of(alf)
    path = f"/people-and-posts/{account.reference}/second-factor/"
    assert first.post(path, {"reason": ""}).status_code == 422
    assert first.post(path, {"reason": "Called back on the desk number; lost the phone"}).status_code == 302
    first.post(f"{path}answer/", {"answer": "confirm"})
    assert Authenticator.objects.filter(user=account).exists(), "whoever asked cannot confirm"
    with pytest.raises(IntegrityError), transaction.atomic():
        SecondFactorReset.objects.update(confirmed_by_id=ada.account_id, confirmed_at=timezone.now())
    second.post(f"{path}answer/", {"answer": "confirm"})
    assert not Authenticator.objects.filter(user=account).exists()
    assert asked("access.change_letter") == 1
    own = give_sign_in(ada)
    with pytest.raises(Refused, match="for yourself"):
        actions.ask_reset(by=ada, account=own, reason="lost it")


def test_the_first_administrator_approves_themselves_and_nobody_after(db: None) -> None:
    made = actions.make_first_administrator(
        by=AtTheTerminal(),
        name="First (invented)",
        email="First@example.org",
        area_key="newshire",
        area_name="Newshire",
    )
    viewer = viewer_of(made, second_factor=True)
    assert viewer.may("accounts_manage") and viewer.area_id is not None
    assert not made.has_usable_password()
    with pytest.raises(Refused, match="holds office already"):
        actions.make_first_administrator(
            by=AtTheTerminal(), name="Second", email="second@example.org", area_key="newshire", area_name="Newshire"
        )
    joiner = actions.invite(by=viewer, name="Second (invented)", email="second@example.org")
    post = Post.objects.get()
    proposed = actions.propose_appointment(
        by=viewer, account=joiner, post=post, role="administrator", held_from=timezone.localdate()
    )
    with pytest.raises(Refused, match="somebody else"):
        actions.approve_appointment(by=viewer, appointment=proposed)
