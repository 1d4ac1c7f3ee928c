"""Joiners, movers and leavers: two people for every appointment, endings at once, a lost second factor by two."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from sharedduty.foundations.access import actions
from sharedduty.foundations.access.actions import Refused
from sharedduty.foundations.access.files import open_file
from sharedduty.foundations.access.models import Account, Appointment, CaseFile, SecondFactorReset
from sharedduty.foundations.access.queries import approvals_owed, own_appointments
from sharedduty.foundations.access.recognition import viewer_of
from sharedduty.foundations.access.tests.conftest import browser_of, give_sign_in
from sharedduty.foundations.access.viewer import Viewer, seen_by
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import Post
from tests.houses import House
from tests.journalled import journal_rows

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


def test_the_first_two_administrators_are_made_at_the_terminal_and_nobody_after(db: None) -> None:
    """One alone could let nobody in: they may not approve what they propose."""

    def made(name: str) -> Account:
        return actions.make_first_administrator(
            by=AtTheTerminal(), name=name, email=f"{name}@example.org", area_key="newshire", area_name="Newshire"
        )

    account = made("First")
    first = viewer_of(account, second_factor=True)
    assert first.may("accounts_manage") and first.area_id is not None
    assert not account.has_usable_password()
    joiner = actions.invite(by=first, name="Joiner (invented)", email="joiner@example.org")
    proposed = actions.propose_appointment(
        by=first, account=joiner, post=Post.objects.get(), role="business_manager", held_from=timezone.localdate()
    )
    with pytest.raises(Refused, match="somebody else"):
        actions.approve_appointment(by=first, appointment=proposed)
    with pytest.raises(Refused, match="administrator already"):
        made("first")
    second = viewer_of(made("Second"), second_factor=True)
    actions.approve_appointment(by=second, appointment=proposed)
    assert viewer_of(joiner).role == "business_manager"
    with pytest.raises(Refused, match="Two administrators"):
        made("Third")


def deputy_of(house: House, holder: Holder, days: int = 14) -> tuple[Viewer, Appointment, Appointment]:
    """Somebody of the school who stands in for the front door's manager from today: their viewer, and both appointments."""
    ada, alf = holder("Ada", "administrator"), holder("Alf", "administrator")
    principal = Appointment.objects.get(pk=holder("Max", "front_door_manager").appointment_id)
    account = Account.objects.get(pk=holder("Dot", "teacher").account_id)
    standing_in = actions.propose_deputy(
        by=ada, account=account, principal=principal, held_from=timezone.localdate(),
        held_until=timezone.localdate() + datetime.timedelta(days=days),
    )  # fmt: skip
    assert viewer_of(account, standing_in.pk).role == "teacher", "nobody stands in before a second person approved it"
    actions.approve_appointment(by=alf, appointment=standing_in)
    return viewer_of(account, standing_in.pk, second_factor=True), principal, standing_in


@pytest.mark.rows("GL-XN-02")
def test_a_deputy_acts_in_their_own_name_for_the_one_they_stand_in_for(holder: Holder, house: House) -> None:
    deputy, _, standing_in = deputy_of(house, holder)
    assert (deputy.name, deputy.role) == ("Dot (invented)", "front_door_manager")
    with journal_rows() as rows, seen_by(deputy):
        file = open_file(by=deputy, kind="trial", area_id=house.area.pk, letter="C", team_id=house.front_door.pk)
    opened = next(row for row in rows if row["verb"] == "opened file")
    assert (opened["actor"], opened["post"]) == (
        f"account:{deputy.account_id}", "front_door_manager Max, for Max (invented)",
    )  # fmt: skip
    assert str(standing_in) == "Dot (invented), front_door_manager Max, for Max (invented)"
    with seen_by(deputy):
        assert CaseFile.objects.filter(pk=file.pk).exists(), "they see what the post sees"
    own = viewer_of(Account.objects.get(pk=deputy.account_id))
    with journal_rows() as rows, seen_by(own):
        open_file(by=own, kind="trial", area_id=house.area.pk, letter="C")
    assert [row["post"] for row in rows if row["verb"] == "opened file"] == ["teacher Dot"], (
        "in their own post they act for nobody"
    )


def test_standing_in_ends_on_its_last_day_and_with_the_post_of_the_one_stood_in_for(
    holder: Holder, house: House
) -> None:
    ada = holder("Ada", "administrator")
    deputy, principal, standing_in = deputy_of(house, holder)
    account = Account.objects.get(pk=deputy.account_id)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=15)):
        assert own_states(deputy)[standing_in.acts_as] == "ended"
    moved = timezone.localdate() + datetime.timedelta(days=5)
    post = Post.objects.create(team=house.school, title="Elsewhere")
    actions.move(by=ada, appointment=principal, post=post, role="teacher", held_from=moved, reason="changes job")
    standing_in.refresh_from_db()
    assert standing_in.held_until == moved - datetime.timedelta(days=1)
    actions.leave(by=ada, account=principal.account, reason="last day")
    assert viewer_of(account, standing_in.pk).role == "teacher"
    assert own_states(deputy)[standing_in.acts_as] == "ended"


def own_states(viewer: Viewer) -> dict[str, str]:
    return {one["title"]: one["state"] for one in own_appointments(viewer)}


def test_who_may_stand_in_for_whom(holder: Holder, house: House) -> None:
    ada, manager = holder("Ada", "administrator"), holder("Max", "front_door_manager")
    deputy, principal, standing_in = deputy_of(house, holder)
    account, today = Account.objects.get(pk=deputy.account_id), timezone.localdate()
    week = today + datetime.timedelta(days=7)
    for who, whom, why in (
        (principal.account, principal, "for themselves"),
        (Account.objects.get(pk=ada.account_id), standing_in, "stand in for somebody themselves"),
    ):
        with pytest.raises(Refused, match=why):
            actions.propose_deputy(by=ada, account=who, principal=whom, held_from=today, held_until=week)
    school = house.post_holder("Tia", "teacher", house.school)
    for viewer, why in ((school, "own team"), (ada, "Only an administrator")):
        theirs = Appointment.objects.get(pk=viewer.appointment_id)
        with pytest.raises(Refused, match=why):
            actions.propose_deputy(by=manager, account=account, principal=theirs, held_from=today, held_until=week)
    page = browser_of(ada).get(f"/people-and-posts/{account.reference}/stand-in/").content.decode()
    assert principal.reference in page and standing_in.reference not in page
    assert f'value="{holder("Dot", "teacher").appointment_id}' not in page


def test_standing_in_is_proposed_and_approved_on_the_pages(holder: Holder, house: House) -> None:
    ada, alf = browser_of(holder("Ada", "administrator")), browser_of(holder("Alf", "administrator"))
    principal = Appointment.objects.get(pk=holder("Max", "front_door_manager").appointment_id)
    account = Account.objects.get(pk=holder("Dot", "teacher").account_id)
    address, day = f"/people-and-posts/{account.reference}/", timezone.localdate() + datetime.timedelta(days=3)
    dates = {
        f"{name}-{part}": str(getattr(day, part)) for name in ("held_from", "held_until")
        for part in ("day", "month", "year")
    }  # fmt: skip
    missing = ada.post(f"{address}stand-in/", {"principal": principal.reference})
    assert missing.status_code == 422
    sent = ada.post(f"{address}stand-in/", {"principal": principal.reference, **dates})
    assert sent.headers["Location"] == address
    proposed = Appointment.objects.get(deputy_for=principal)
    alf.post(f"/appointments/{proposed.reference}/approve/")
    page = alf.get(address).content.decode()
    assert "front_door_manager Max, for Max (invented)" in page and "Approved by Alf (invented)" in page


def test_what_waits_for_a_second_person_is_owed_by_those_who_may_say_yes_and_by_nobody_else(
    holder: Holder, house: House
) -> None:
    ada, alf, max_ = holder("Ada", "administrator"), holder("Alf", "administrator"), holder("Max", "front_door_manager")
    worker = Account.objects.get(pk=holder("Wyn", "front_door_worker").account_id)
    post = Post.objects.create(team=house.front_door, title="Deputy manager")
    proposed = actions.propose_appointment(
        by=ada, account=worker, post=post, role="front_door_manager", held_from=datetime.date(2026, 6, 1)
    )
    actions.ask_reset(by=ada, account=worker, reason="Seen in person; the phone is lost.")
    assert approvals_owed(max_) is None and approvals_owed(ada) == []
    reset, post_owed = approvals_owed(alf) or []
    assert "reset of the second factor of Wyn" in reset.title and "Deputy manager" in post_owed.title
    assert "1 Jun 2026" in post_owed.title and reset.link == f"/people-and-posts/{worker.reference}/"
    page = browser_of(alf).get("/my-work/").content.decode()
    assert "Yours: 3" in page and post_owed.title in page  # and the area, which nobody has set up yet
    actions.approve_appointment(by=alf, appointment=proposed)
    actions.leave(by=alf, account=worker, reason="Last day was Friday.")
    assert approvals_owed(alf) == [], "nobody confirms a reset for somebody who left"


def test_nobody_is_proposed_twice_for_the_same_post_in_the_same_days(holder: Holder, house: House) -> None:
    ada, alf = holder("Ada", "administrator"), holder("Alf", "administrator")
    worker = Account.objects.get(pk=holder("Wyn", "front_door_worker").account_id)
    [held] = Appointment.objects.filter(account=worker)
    again = {"by": ada, "account": worker, "post": held.post, "role": held.role}
    for days in ({"held_from": timezone.localdate()}, {"held_from": held.held_from, "held_until": held.held_from}):
        with pytest.raises(Refused, match="already"):
            actions.propose_appointment(**again, **days)
    moved = actions.move(
        by=ada, appointment=held, post=held.post, role=held.role, held_from=timezone.localdate(), reason="New manager."
    )
    actions.approve_appointment(by=alf, appointment=moved)
    assert viewer_of(worker).role == held.role, "the same post from another day on, with another manager, is a move"


def test_a_stand_in_is_ended_and_not_moved(holder: Holder) -> None:
    ada, alf, manager = (
        holder("Ada", "administrator"),
        holder("Alf", "administrator"),
        holder("Max", "front_door_manager"),
    )
    worker = Account.objects.get(pk=holder("Wyn", "front_door_worker").account_id)
    today = timezone.localdate()
    standing_in = actions.propose_deputy(
        by=ada, account=worker, principal=Appointment.objects.get(pk=manager.appointment_id), held_from=today,
        held_until=today + datetime.timedelta(days=3),
    )  # fmt: skip
    actions.approve_appointment(by=alf, appointment=standing_in)
    with pytest.raises(Refused, match="only stand in"):
        actions.move(
            by=ada,
            appointment=standing_in,
            post=standing_in.post,
            role="front_door_worker",
            held_from=today,
            reason="x",
        )
    page = browser_of(ada).get(f"/people-and-posts/{worker.reference}/").content.decode()
    assert f"/appointments/{standing_in.reference}/end/" in page
    assert f"/appointments/{standing_in.reference}/move/" not in page


def test_who_has_left_is_found_with_the_post_they_held_and_no_form_for_them_opens(holder: Holder) -> None:
    ada = holder("Ada", "administrator")
    worker = Account.objects.get(pk=holder("Wyn", "front_door_worker").account_id)
    title = Appointment.objects.get(account=worker).post.title
    actions.leave(by=ada, account=worker, reason="Last day was Friday.")
    client = browser_of(ada)
    assert title in client.get("/people-and-posts/?left=yes").content.decode()
    for form in ("appoint", "stand-in", "leave", "second-factor"):
        answer = client.get(f"/people-and-posts/{worker.reference}/{form}/", follow=True)
        assert answer.redirect_chain and "has left. To let them back" in answer.content.decode(), form


def test_the_list_of_people_comes_a_page_at_a_time_with_its_true_number(holder: Holder) -> None:
    Account.objects.bulk_create(
        Account(email=f"many{number}@example.org", name=f"Many {number:03}", reference=f"A-0000-{number:04}")
        for number in range(230)
    )
    client = browser_of(holder("Ada", "administrator"))
    first = client.get("/people-and-posts/?words=Many").content.decode()
    assert "230 people" in first and "Many 049" in first and "Many 050" not in first
    assert "Many 229" in client.get("/people-and-posts/?words=Many&page=5").content.decode()
