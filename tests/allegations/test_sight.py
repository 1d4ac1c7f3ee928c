"""Who sees an allegation: sealed from all, shut to the person accused whenever they appear, handed over whole."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import (
    Account,
    Appointment,
    CaseFile,
    Viewer,
    declare_conflict,
    seen_by,
    viewer_of,
)
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.directory.models import Post
from sharedduty.foundations.gatherings.models import Gathering
from sharedduty.foundations.notices.api import Notice
from sharedduty.foundations.people.api import link_account, register_person
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, Handover
from sharedduty.modules.allegations.actions import guarding, judging
from sharedduty.modules.allegations.models import Allegation, Referral, SentRecord
from sharedduty.modules.allegations.queries import reading
from sharedduty.modules.allegations.queries.records import found
from sharedduty.modules.front_door.tests.partnership import Partnership
from tests.allegations.scenes import referred, taken_up

pytestmark = pytest.mark.django_db


def sees(viewer: Viewer, model: Any = Allegation) -> int:
    with seen_by(viewer):
        return int(model.objects.count())


def given_post(house: Partnership, account: Account, role: str, like: Viewer) -> Viewer:
    """Give an account a post in somebody's team, with a role, from today."""
    team = Appointment.objects.get(pk=like.appointment_id).post.team
    Appointment.objects.create(
        account=account, post=Post.objects.create(team=team, title="another"), role=role, held_from=timezone.localdate(),
        approved_by=account, approved_at=timezone.now(),
    )  # fmt: skip
    return viewer_of(account, second_factor=True)


@pytest.mark.rows("GL-AL-16")
def test_an_administrator_who_is_accused_sees_nothing_even_with_the_officers_post(house: Partnership) -> None:
    administrator = house.post_holder("administrator")
    account = Account.objects.get(pk=administrator.account_id)
    taken_up(house, accused_email=account.email)
    other = taken_up(house)
    Appointment.objects.filter(pk=administrator.appointment_id).update(
        held_until=timezone.localdate() - datetime.timedelta(1)
    )
    now = given_post(house, account, "lado", other.officer)
    assert now.role == "lado" and sees(now) == 1 and sees(now, Referral) == 1
    with seen_by(now):
        assert Allegation.objects.get().reference == other.held.reference


@pytest.mark.rows("GL-AL-16")
def test_an_account_made_later_with_the_accuseds_address_is_shut_out_by_the_database(house: Partnership) -> None:
    case = taken_up(house, accused_email="later@example.org")
    meeting = case.called()
    account = Account.objects.create(email="Later@example.org", name="Avery Untrue")
    late = given_post(house, account, "lado", case.officer)
    for model in (Allegation, Referral, Gathering, CaseFile):
        assert sees(late, model) < sees(case.officer, model), model
    assert sees(late) == 0 and sees(late, Gathering) == 0 and meeting.reference


@pytest.mark.rows("GL-AL-16")
def test_whoever_links_a_person_with_an_account_shuts_them_out_without_knowing(house: Partnership) -> None:
    case, manager = taken_up(house), house.post_holder("front_door_manager")
    with seen_by(manager):
        person = register_person(
            by=manager, area_id=house.area.pk, kind="adult", given_names="Avery", family_name="Untrue",
            birth_on=datetime.date(1980, 1, 1),
        )  # fmt: skip
    with seen_by(case.officer):  # as `name_accused` does, where the officer sees that record
        Allegation.objects.filter(pk=case.held.pk).update(accused_id=person.pk)
    second = house.post_holder("lado", 2)
    assert sees(second) == 1
    with seen_by(manager):
        assert Allegation.objects.count() == 0
        link_account(by=manager, person=person, account=Account.objects.get(pk=second.account_id))
    assert sees(second) == sees(second, Referral) == 0 and sees(case.officer) == 1


@pytest.mark.rows("GL-AL-16")
def test_two_records_put_together_are_one_person_to_the_database(house: Partnership) -> None:
    case, manager, second = taken_up(house), house.post_holder("front_door_manager"), house.post_holder("lado", 2)
    with seen_by(manager):
        one, other = (
            register_person(by=manager, area_id=house.area.pk, kind="adult", given_names=name, family_name="Untrue",
                            birth_on=datetime.date(1980, 1, 1))
            for name in ("Avery", "Ave")
        )  # fmt: skip
        link_account(by=manager, person=other, account=Account.objects.get(pk=second.account_id))
    with seen_by(case.officer):
        Allegation.objects.filter(pk=case.held.pk).update(accused_id=one.pk)
    assert sees(second) == 1
    with seen_by(manager):  # as confirming a merge does
        Person.objects.filter(pk=one.pk).update(merged_into=other)
    assert sees(second) == sees(second, Referral) == 0 and sees(case.officer) == 1


@pytest.mark.rows("GL-AL-16")
def test_where_the_only_officer_is_shut_out_later_whoever_stands_in_has_it_at_once(house: Partnership) -> None:
    case, taker = taken_up(house), house.post_holder("business_manager")
    house.post_holder("privacy_officer")
    case.called()
    officer = case.officer
    with seen_by(officer):  # on the general page, and not by handing it over
        first = CaseFile.objects.get(kind="allegation_referral")  # what came out of it follows
        assert declare_conflict(by=officer, file_id=first.pk, reference=first.reference, reason="A friend.")
    for model in (Allegation, Referral, Gathering):
        assert sees(officer, model) == 0 and sees(taker, model) == 1, model
        assert sees(house.post_holder("privacy_officer"), model) == 0
    case.officer = taker
    case.fresh().discussed().went().sent().stranded().suspended().met()
    assert case.concluded().held.stage == "concluded"
    assert sees(officer) == 0


@pytest.mark.rows("GL-AL-16")
def test_a_referral_that_waits_goes_on_with_whoever_stands_in(house: Partnership) -> None:
    referral, taker = referred(house), house.post_holder("business_manager")
    officer = house.post_holder("lado")
    with seen_by(officer):
        assert declare_conflict(
            by=officer, file_id=referral.case_file_id, reference=referral.reference, reason="Close."
        )
    browser = house.client(taker)
    assert referral.reference in browser.get("/allegations/").content.decode()
    taken = browser.post(f"/allegations/referrals/{referral.reference}/", {})
    assert taken.status_code == 302 and browser.get(taken["Location"]).status_code == 200
    assert sees(officer) == sees(officer, Referral) == 0


@pytest.mark.rows("GL-AL-16", "GL-XN-04")
def test_messages_go_to_those_who_have_a_part_and_say_nothing(house: Partnership) -> None:
    manager = house.post_holder("teacher", 2)
    for role in ("business_manager", "administrator", "privacy_officer"):
        house.post_holder(role)
    case = taken_up(house, too_close=Account.objects.get(pk=manager.account_id).email).as_far_as("closed")
    parts = {house.post_holder(role).appointment_id for role in ("lado", "teacher", "police_mash")}
    with seen_by(case.officer):
        sent = list(Notice.objects.all())
        assert sent and {one.to_appointment_id for one in sent} <= parts
        assert {one.to_email for one in sent} == {""}


@pytest.mark.rows("GL-AL-16")
def test_the_accused_and_their_line_are_shut_out_of_every_file_when_they_are_named(house: Partnership) -> None:
    case, police = taken_up(house), house.post_holder("police_mash")
    meeting = case.called()
    assert sees(police, Gathering) == 1
    boss = Appointment.objects.get(pk=police.appointment_id)
    accused = Account.objects.create(email="accused@example.org", name="Avery Untrue")
    given_post(house, accused, "teacher", house.post_holder("teacher"))
    Appointment.objects.filter(account=accused).update(reports_to=boss)
    with seen_by(case.officer):
        guarding.name_accused(by=case.officer, held=case.held, given={"email": "accused@example.org", "person": ""})
    assert sees(police, Gathering) == 0 and meeting.reference
    with seen_by(case.officer), pytest.raises(CannotMove) as refusal:
        guarding.name_accused(by=case.officer, held=case.held, given={"email": "lado1@example.org", "person": ""})
    assert "Hand it over first" in refusal.value.missing[0].text


@pytest.mark.rows("GL-AL-16")
def test_somebody_too_close_is_shut_out_of_the_record_and_its_meetings(house: Partnership) -> None:
    case, second = taken_up(house), house.post_holder("lado", 2)
    case.called()
    with seen_by(case.officer):
        for email in ("lado1@example.org", "nobody@example.org", ""):
            with pytest.raises(CannotMove):
                guarding.shut_out(by=case.officer, held=case.held, given={"email": email, "reason": "A friend."})
    assert sees(second) == sees(second, Gathering) == 1
    with seen_by(case.officer):
        guarding.shut_out(by=case.officer, held=case.held, given={"email": "lado2@example.org", "reason": "A friend."})
    assert sees(second) == sees(second, Referral) == sees(second, Gathering) == 0
    later = case.called()
    assert sees(second, Gathering) == 0 and later.reference


@pytest.mark.rows("GL-AL-16")
def test_handed_over_it_goes_whole_and_whoever_takes_it_can_work_on(house: Partnership) -> None:
    taker = house.post_holder("business_manager")
    case = taken_up(house)
    case.discussed().child("handed")
    case.called()
    officer = case.officer
    with seen_by(officer):
        with pytest.raises(CannotMove):
            guarding.hand_over(by=officer, held=case.held, given={"reason": ""})
        guarding.hand_over(by=officer, held=case.held, given={"reason": "A friend of mine."})
    for model in (Allegation, Referral, Gathering, Handover):
        assert sees(officer, model) == 0, model
        assert sees(taker, model) == 1, model
    case.officer = taker
    case.fresh().went().sent().stranded().suspended().met()
    assert case.concluded().held.stage == "concluded"
    assert sees(house.post_holder("teacher"), SentRecord) == 1


@pytest.mark.rows("GL-AL-09", "GL-AL-16")
def test_whoever_referred_sees_the_record_sent_back_and_nothing_else(house: Partnership) -> None:
    case = taken_up(house)
    case.discussed().went("not_met").sent("The criteria are not met.")
    teacher = house.post_holder("teacher")
    assert sees(teacher) == 0 and sees(teacher, SentRecord) == 1
    with seen_by(teacher):
        assert SentRecord.objects.get().text == "The criteria are not met."
        own = Grant.objects.filter(case_file_id=case.referral.case_file_id, appointment_id=teacher.appointment_id)
        assert set(own.filter(until__isnull=True).values_list("level", flat=True)) == {"read"}


@pytest.mark.rows("WT-LADO-03")
def test_the_childs_hand_over_names_neither_the_person_nor_the_record(house: Partnership) -> None:
    case = taken_up(house)
    child = case.child("handed")
    worker = house.post_holder("front_door_worker")
    with seen_by(worker):
        handover = Handover.objects.get(from_record=child.reference)
        told = " ".join(str(getattr(handover, field.attname)) for field in Handover._meta.fields)
    assert "Robin was hurt at a club." in told and handover.given_names == "Robin"
    for secret in ("Avery", "Untrue", case.held.reference, case.held.referral, "Invented School"):
        assert secret not in told, secret
    page = house.client(worker).get(f"/front-door/handovers/{handover.reference}/").content.decode()
    assert "Robin was hurt at a club." in page and "Untrue" not in page and case.held.reference not in page
    with seen_by(case.officer), pytest.raises(CannotMove):
        judging.settle_welfare(by=case.officer, held=case.held, given={"which": "AW-none", "welfare": "none"})


@pytest.mark.rows("GL-AL-04", "GL-AL-16")
def test_others_about_the_same_person_are_found_by_those_entitled_alone(house: Partnership) -> None:
    first = taken_up(house, accused_name="Avery Untrue", employer="One School").as_far_as("closed")
    hidden = taken_up(house, accused_name="avery untrue", employer="Two School")
    third = taken_up(house, accused_name="A. Untrue", accused_email="avery@example.org", employer="Third School")
    here = taken_up(house, accused_name="AVERY UNTRUE", accused_email="avery@example.org", employer="Fourth Club")
    second = house.post_holder("lado", 2)
    with seen_by(here.officer):
        guarding.shut_out(by=here.officer, held=hidden.held, given={"email": "lado2@example.org", "reason": "Close."})
        assert {one.pk for one in reading.alike_to(here.officer, here.held)} == {
            first.held.pk,
            hidden.held.pk,
            third.held.pk,
        }
        given = {"which": third.held.reference, "because": "The same address."}
        assert guarding.note_same_person(by=here.officer, held=here.held, given=given)
        with pytest.raises(CannotMove):
            guarding.note_same_person(by=here.officer, held=here.held, given={**given, "which": here.held.reference})
        assert len(found(here.officer, "untrue")) == 4
    with seen_by(second):
        assert {one.pk for one in reading.alike_to(second, here.held)} == {first.held.pk, third.held.pk}
        assert len(found(second, "untrue")) == 3
    manager = house.post_holder("business_manager")
    with seen_by(manager):
        assert found(manager, "untrue") == [] and reading.alike_to(manager, here.held) == []
