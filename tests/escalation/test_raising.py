"""Raising a disagreement: about a file one sees, with another agency, at the lowest stage; shut and sealed as that file is."""

import pytest
from django.core.exceptions import PermissionDenied

from sharedduty.foundations.access.api import CaseFile, exclude, seal, seen_by
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.escalation.actions import moving, raising, recording
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.escalation.queries.choices import labels, topics
from tests.allegations.scenes import taken_up
from tests.escalation.scenes import SAID, Dispute, House, appointment, raised

pytestmark = pytest.mark.django_db
NEW = "/escalations/about/"


def sees(viewer, held: Escalation) -> bool:
    with seen_by(viewer):
        return Escalation.objects.filter(pk=held.pk).exists()


def refused(act) -> list[str]:
    with pytest.raises(CannotMove) as told:
        act()
    return [one.text for one in told.value.missing]


@pytest.mark.rows("GL-ES-01", "GL-ES-05")
def test_a_disagreement_begins_at_stage_one_and_both_workers_are_in_it_by_post(dispute: Dispute) -> None:
    house, held = dispute.house, dispute.held
    assert held.stage == "one" and held.about_record == house.contact
    assert held.raised_for.name == "Testshire school" and held.against.name == "Testshire council"
    with seen_by(house.teacher):
        parts = {(one.name, one.side, one.part, one.stage) for one in held.participants.all()}
    assert parts == {("Teacher 1", "raised", "worker", 1), ("Front Door Worker 1", "against", "worker", 1)}
    assert sees(house.person("front_door_worker"), held)
    for role in ("front_door_manager", "social_worker", "business_manager", "partner", "scrutineer", "administrator"):
        assert not sees(house.person(role), held), role
    assert not sees(house.head, held), "a colleague of the same team is not in it before somebody brings them in"


@pytest.mark.rows("GL-ES-02")
def test_the_six_topics_come_from_the_local_pack() -> None:
    assert list(topics("gloucestershire-2023")) == ["levels", "roles", "action", "inaction", "plans", "services"]
    assert topics("gloucestershire-2023")["levels"] == "Levels of need"
    assert set(labels("outcome")) == {"content", "understands", "decided", "secretary", "withdrawn"}


@pytest.mark.rows("GL-ES-01", "GL-ES-05")
def test_what_is_missing_is_said_and_nothing_is_opened(house: House) -> None:
    def bare() -> object:
        with seen_by(house.teacher):
            return raising.raise_disagreement(by=house.teacher, about_record=house.contact, given={})

    assert refused(bare) == [
        "Say with whom you disagree: choose them, or write their name and post.", "Choose what it is about.",
        "Say which act, inaction or decision you disagree with.", "Say why it is not safe.", "Say what you want to change.",
        "Say what it does to the child.", "Say whether the child is on a plan or in care.",
    ], "in the order of the page"  # fmt: skip
    with seen_by(house.teacher):
        assert not CaseFile.objects.filter(kind="escalation").exists()


@pytest.mark.rows("GL-ES-18")
def test_within_one_agency_it_is_sent_to_that_agencys_own_policy(house: House) -> None:
    said = refused(lambda: raised(house, other=house.head))
    assert len(said) == 1 and "whistleblowing" in said[0]


@pytest.mark.rows("GL-ES-20")
def test_two_agencies_disagree_on_how_the_arrangements_are_used_without_any_child(house: House) -> None:
    made = raised(house, record="", impact="", child_status="")
    assert made.held.about_record == "" and made.held.about_file_id is None
    made.talked().settled()
    assert made.held.stage == "settled"


@pytest.mark.rows("GL-ES-01")
def test_who_does_not_see_the_file_cannot_disagree_with_it_and_learns_nothing(house: House) -> None:
    doctor = house.person("gp")
    with seen_by(doctor), pytest.raises(PermissionDenied):
        raising.raise_disagreement(
            by=doctor, about_record=house.contact, given={**SAID, "other": appointment(house.teacher)}
        )
    browser = house.client(doctor)
    assert browser.get(f"{NEW}{house.contact}/").status_code == browser.get(f"{NEW}C-AAAA-AAAA/").status_code == 404
    assert browser.post(f"{NEW}{house.contact}/", SAID).status_code == 404
    assert house.client(house.teacher).get(f"{NEW}{house.contact}/").status_code == 200


@pytest.mark.rows("GL-ES-01")
def test_whoever_is_shut_out_of_the_file_is_shut_out_of_the_disagreement_before_and_after(house: House) -> None:
    worker, manager = house.person("front_door_worker"), house.person("front_door_manager")
    with seen_by(worker):
        file = CaseFile.objects.get(reference=house.contact)
        exclude(by=worker, file=file, reason="conflict", account_id=manager.account_id)
    made = raised(house)
    assert refused(lambda: made.bring(manager, "manager"))[0].startswith("They cannot take part")
    assert not sees(manager, made.held)
    with seen_by(manager):
        assert not made.held.participants.exists()
    assert refused(lambda: raised(house, other=manager))[0].startswith("They cannot take part")
    assert sees(worker, made.held)
    with seen_by(house.teacher):  # found out later
        exclude(by=house.teacher, file=file, reason="conflict", account_id=worker.account_id)
    assert not sees(worker, made.held) and sees(house.teacher, made.held)
    assert house.client(worker).get(f"/escalations/{made.held.reference}/").status_code == 404


@pytest.mark.rows("GL-ES-01")
def test_a_disagreement_about_a_sealed_file_is_sealed_and_people_come_in_by_name(house: House) -> None:
    manager, worker = house.person("front_door_manager"), house.person("front_door_worker")
    with seen_by(manager):
        file = CaseFile.objects.get(reference=house.contact)
        assert seal(by=manager, file=file, second=appointment(worker), reason="A famous family.")
    made = raised(house, by=manager, other=house.teacher)
    assert made.held.case_file.sealed and made.held.case_file.sensitivity == "sealed"
    assert sees(house.teacher, made.held), "by name"
    successor = house.person("teacher", 2)
    assert not sees(successor, made.held)


@pytest.mark.rows("GL-ES-01")
def test_a_file_sealed_later_seals_the_disagreement_and_its_meeting_along(house: House) -> None:
    made = raised(house)
    made.at_two()
    meeting = made.meeting()
    manager, worker = house.person("front_door_manager"), house.person("front_door_worker")
    with seen_by(manager):
        file = CaseFile.objects.get(reference=house.contact)
        sealed = seal(by=manager, file=file, second=appointment(worker), reason="A famous family.")
    assert {made.held.case_file_id, meeting.case_file_id} <= set(sealed)
    assert not sees(house.head, made.held), "who came in by post is out"
    assert sees(manager, made.held) and sees(worker, made.held)


def test_a_meeting_about_a_sealed_disagreement_is_sealed(house: House) -> None:
    manager, worker = house.person("front_door_manager"), house.person("front_door_worker")
    with seen_by(manager):
        file = CaseFile.objects.get(reference=house.contact)
        seal(by=manager, file=file, second=appointment(worker), reason="A famous family.")
    made = raised(house, by=manager, other=house.teacher)
    made.as_(manager, recording.bring_in, other=appointment(house.head), part="manager")
    meeting = made.meeting()
    with seen_by(house.head):
        file = CaseFile.objects.get(pk=Gathering.objects.get(pk=meeting.pk).case_file_id)
        assert file.sealed and file.sensitivity == "sealed"


@pytest.mark.rows("GL-ES-10")
def test_a_sealed_one_brings_nobody_in_by_itself(house: House) -> None:
    manager, worker = house.person("front_door_manager"), house.person("front_door_worker")
    with seen_by(manager):
        file = CaseFile.objects.get(reference=house.contact)
        seal(by=manager, file=file, second=appointment(worker), reason="A famous family.")
    made = raised(house, by=manager, other=house.teacher)
    made.talked(by=manager).managers_sealed(manager)
    made.as_(manager, moving.to_managers, account="We differ.")
    made.talked(by=manager)
    made.bring(house.governor, "senior", by=manager).bring(house.person("head_of_service"), "senior", by=manager)
    made.as_(manager, moving.to_seniors, account="We still differ.")
    assert not sees(house.person("business_manager"), made.held)
    page = house.client(manager).get(f"/escalations/{made.held.reference}/").content.decode()
    assert "bring in by name whoever must know" in page


@pytest.mark.rows("GL-ES-01")
def test_about_an_allegation_it_is_sealed_as_that_is_and_opens_for_those_named_alone(house: House) -> None:
    case = taken_up(house.base)
    made = raised(house, by=case.officer, other=house.teacher, record=case.held.reference)
    with seen_by(case.officer):
        made.held = Escalation.objects.select_related("case_file").get(pk=made.held.pk)
        assert made.held.case_file.sealed and made.held.case_file.sensitivity == case.held.case_file.sensitivity
    assert sees(house.teacher, made.held)
    for role in ("business_manager", "front_door_manager", "head_of_service", "administrator", "privacy_officer"):
        assert not sees(house.person(role), made.held), role
    page = house.client(case.officer).get(f"/allegations/{case.held.reference}/").content.decode()
    assert f"{NEW}{case.held.reference}/" in page
    teachers = house.client(house.teacher).get(f"/escalations/{made.held.reference}/").content.decode()
    assert "This is sealed" in teachers and f"/allegations/{case.held.reference}" not in teachers
