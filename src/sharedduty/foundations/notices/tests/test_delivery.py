"""Notices: queued with what they are about, sent once, saying nothing; failures kept; the alarm of an emergency opening."""

import datetime
import json
import smtplib

import pytest
from django.core import mail
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from sharedduty.foundations.access import actions
from sharedduty.foundations.access.files import exclude, grant, open_file
from sharedduty.foundations.access.models import Account, Appointment, CaseFile
from sharedduty.foundations.access.tests.conftest import browser_of
from sharedduty.foundations.access.viewer import Viewer, seen_by
from sharedduty.foundations.notices import delivery, outbox
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.notices.models import Notice
from tests.houses import House

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "reminder", "owner"])
REASON = "The father is on his way to the school and I must know the order"


def the_file(house: House, owner: Viewer) -> CaseFile:
    with seen_by(owner):
        return open_file(by=owner, kind="trial", area_id=house.area.pk, letter="C")


def waiting(job: str) -> list[dict[str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [job])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def notices() -> list[Notice]:
    return list(Notice.objects.using("reminder").order_by("pk"))


@pytest.mark.rows("GL-XN-04")
def test_a_notice_is_sent_once_says_nothing_and_its_opening_is_noted(house: House) -> None:
    owner = house.post_holder("Olga", "front_door_worker", house.front_door)
    receiver = house.post_holder("Tia", "teacher", house.school)
    stranger = house.post_holder("Sam", "teacher", house.school)
    shut_out = house.post_holder("Abe", "teacher", house.school)
    file = the_file(house, owner)
    with seen_by(owner):
        exclude(by=owner, file=file, reason="subject", account_id=shut_out.account_id)
        reference = queue_notice(
            by=owner, file=file, record=file.reference, template="feedback", to_appointment_id=receiver.appointment_id
        )
        told = queue_notice(
            by=owner, file=file, record=file.reference, template="feedback", to_appointment_id=shut_out.appointment_id
        )
        queue_notice(by=owner, file=file, record=file.reference, template="receipt", to_email="gp@example.org")
        with pytest.raises(ValueError, match="one appointment or to one address"):
            queue_notice(by=owner, file=file, record=file.reference, template="feedback")
    assert reference and told == "", "nobody shut out of a file is told about it"
    with seen_by(stranger), pytest.raises(DatabaseError, match="a file that the sender knows of"), transaction.atomic():
        queue_notice(by=stranger, file=file, record="C", template="x", to_email="x@example.org")
    for asked in waiting("notices.deliver") * 2:
        delivery.deliver(**asked)
    assert [message.to for message in mail.outbox] == [["tia@example.org"], ["gp@example.org"]]
    for message in mail.outbox:
        said = f"{message.subject} {message.body}"
        assert "something to do" in said and file.reference not in said and "feedback" not in said
    assert f"/notices/{reference}/" in mail.outbox[0].body and "/raise/" in mail.outbox[1].body
    assert browser_of(stranger).get(f"/notices/{reference}/").status_code == 302
    assert notices()[0].opened_at is None, "somebody else's following it opens nothing"
    assert browser_of(receiver).get(f"/notices/{reference}/").headers["Location"] == "/my-work/"
    assert notices()[0].opened_at is not None and all(one.sent_at for one in notices())


@pytest.mark.rows("GL-XN-04", "GL-AL-16")
def test_whoever_is_shut_out_before_it_goes_or_owes_a_clock_all_the_same_is_told_nothing(house: House) -> None:
    owner = house.post_holder("Olga", "front_door_worker", house.front_door)
    named = house.post_holder("Abe", "teacher", house.school)
    file = the_file(house, owner)
    with seen_by(owner):
        queue_notice(
            by=owner, file=file, record=file.reference, template="feedback", to_appointment_id=named.appointment_id
        )
        exclude(by=owner, file=file, reason="subject", account_id=named.account_id)
    delivery.remind(
        file_id=file.pk, record=file.reference, appointment_id=named.appointment_id or 0, due_at=timezone.now()
    )
    for asked in waiting("notices.deliver"):
        delivery.deliver(**asked)
    assert len(notices()) == 2 and all(one.sent_at for one in notices()), "dealt with, and not tried again"
    assert not mail.outbox


@pytest.mark.rows("GL-XN-04")
def test_a_failure_is_kept_and_tried_again_and_a_lost_job_is_asked_for_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = house.post_holder("Olga", "front_door_worker", house.front_door)
    file = the_file(house, owner)
    with seen_by(owner):
        queue_notice(by=owner, file=file, record=file.reference, template="feedback", to_email="gp@example.org")
    [asked] = waiting("notices.deliver")

    def away(*given: object, **more: object) -> int:
        raise smtplib.SMTPServerDisconnected("the mail server is away")

    with monkeypatch.context() as patched:
        patched.setattr(delivery, "send_mail", away)
        with pytest.raises(smtplib.SMTPServerDisconnected):
            delivery.deliver(**asked)
    [kept] = notices()
    assert kept.sent_at is None and "the mail server is away" in kept.failed_because
    delivery.deliver(**asked)
    [kept] = notices()
    assert kept.sent_at is not None and kept.failed_because == ""
    with connections["owner"].cursor() as cursor:  # as if its job had been lost; the owner alone may reach so far
        cursor.execute("ALTER TABLE notices_notice NO FORCE ROW LEVEL SECURITY")
        cursor.execute("UPDATE notices_notice SET sent_at = NULL, queued_at = now() - interval '3 minutes'")
        cursor.execute("ALTER TABLE notices_notice FORCE ROW LEVEL SECURITY")
    delivery.deliver_forgotten()
    delivery.deliver_forgotten()
    assert len(waiting("notices.deliver")) == 2, "asked for again, once"


@pytest.mark.rows("GL-XN-05")
def test_every_emergency_opening_alarms_the_privacy_officer_and_after_five_working_days_the_business_manager(
    house: House,
) -> None:
    owner = house.post_holder("Olga", "front_door_worker", house.front_door)
    worker = house.post_holder("Sam", "social_worker", house.front_door)
    officer = house.post_holder("Pia", "privacy_officer", house.front_door)
    manager = house.post_holder("Bea", "business_manager", house.front_door)
    file = the_file(house, owner)
    with seen_by(owner):
        grant(by=owner, file=file, level="known", why="child check", appointment_id=worker.appointment_id)
    with seen_by(worker):
        opening = actions.break_glass(by=worker, file_id=file.pk, reason=REASON)
    assert opening is not None
    [asked] = waiting("notices.opening_to_review")
    delivery.opening_to_review(**asked)
    delivery.opening_to_review(**asked)
    assert [(one.to_appointment_id, one.template) for one in notices()] == [
        (officer.appointment_id, "opening to review")
    ]
    assert actions.escalate_unreviewed() == 0
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE access_breakglass NO FORCE ROW LEVEL SECURITY")
        cursor.execute("UPDATE access_breakglass SET review_due_at = now() - interval '1 second'")
        cursor.execute("ALTER TABLE access_breakglass FORCE ROW LEVEL SECURITY")
    assert actions.escalate_unreviewed() == 1
    assert actions.escalate_unreviewed() == 0
    delivery.opening_to_review(**waiting("notices.opening_to_review")[-1])
    late = {one.to_appointment_id for one in notices() if one.template == "opening is late"}
    assert late == {officer.appointment_id, manager.appointment_id}
    assert "Escalated" in browser_of(manager).get("/privacy/openings/").content.decode()


def test_with_no_privacy_officer_in_office_the_business_manager_is_told_at_once(house: House) -> None:
    owner = house.post_holder("Olga", "front_door_worker", house.front_door)
    worker = house.post_holder("Sam", "social_worker", house.front_door)
    manager = house.post_holder("Bea", "business_manager", house.front_door)
    former = house.post_holder("Pia", "privacy_officer", house.front_door)
    Appointment.objects.filter(pk=former.appointment_id).update(
        held_until=timezone.localdate() - datetime.timedelta(days=1)
    )
    leaver = house.post_holder("Lea", "privacy_officer", house.front_door)
    Account.objects.filter(pk=leaver.account_id).update(is_active=False)
    file = the_file(house, owner)
    with seen_by(owner):
        grant(by=owner, file=file, level="known", why="child check", appointment_id=worker.appointment_id)
    with seen_by(worker):
        actions.break_glass(by=worker, file_id=file.pk, reason=REASON)
    delivery.opening_to_review(**waiting("notices.opening_to_review")[0])
    assert {one.to_appointment_id for one in notices()} == {manager.appointment_id}
    with seen_by(manager):
        assert "Sam (invented)" in browser_of(manager).get("/privacy/openings/").content.decode()


def test_the_outbox_shows_demonstration_mail_with_its_links_and_exists_nowhere_else(
    house: House, tmp_path, settings
) -> None:
    settings.OUTBOX_DIR = settings.EMAIL_FILE_PATH = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    delivery.send_mail("Invented", "Open http://localhost:8000/new-password/A-1/t/ now.\nöß", None, ["ann@example.org"])
    reader = browser_of(house.post_holder("Ann", "teacher", house.school))
    assert reader.get("/outbox/").status_code == 404
    settings.DEMONSTRATION = True
    [letter] = outbox.letters()
    assert (letter.to, letter.subject) == ("ann@example.org", "Invented") and "öß" in letter.text
    assert "Invented" in reader.get("/outbox/").content.decode()
    page = reader.get(f"/outbox/{letter.mark}/").content.decode()
    assert 'href="http://localhost:8000/new-password/A-1/t/"' in page
    assert reader.get("/outbox/0000/").status_code == 404
