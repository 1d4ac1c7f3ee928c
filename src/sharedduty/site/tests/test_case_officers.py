"""Each review, child death and allegation has one officer of the unit who carries it; one without is seen (GL-SU-01)."""

import datetime
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, exclude, seen_by
from sharedduty.foundations.access.models import Appointment, CaseFile
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.process import officers
from sharedduty.foundations.process.actions import name_officer
from sharedduty.foundations.process.engine import CannotMove
from sharedduty.foundations.process.models import CaseOfficer
from sharedduty.modules.child_death.tests.scenes import opened
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.practice_review.tests.scenes import without
from sharedduty.modules.rapid_review.tests.scenes import begun
from sharedduty.modules.serious_incident.tests.scenes import house_with_partners
from tests.allegations.scenes import taken_up

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')


@pytest.fixture
def house(db: None) -> Partnership:
    """The partnership with its unit."""
    return house_with_partners()[0]


def reference_of(viewer: Viewer) -> str:
    """The appointment somebody acts as."""
    return Appointment.objects.get(pk=viewer.appointment_id).reference


def opened_case(house: Partnership, kind: str) -> tuple[Viewer, Any]:
    """A case of each of the four kinds, and whoever of the unit opened it."""
    made = {"rapid": begun, "practice": without, "death": opened, "allegation": taken_up}[kind](house)
    role = "lado" if kind == "allegation" else "business_manager"
    return house.post_holder(role), made.held


@pytest.mark.rows("GL-SU-01")
@pytest.mark.parametrize("kind", ["rapid", "practice", "death", "allegation"])
def test_a_case_opened_has_nobody_until_one_of_the_unit_is_named(house: Partnership, kind: str) -> None:
    unit, held = opened_case(house, kind)
    with seen_by(unit):
        before = officers.on_page(unit, held.reference)
        assert before is not None and before.is_gap and before.href.endswith(f"/{held.reference}/")
        assert held.reference in [one.record for one in officers.carried(unit) if one.by.is_gap]
        assert "no case officer" in officers.owed(unit)[0].title
        name_officer(by=unit, record=held.reference, officer=reference_of(unit))
        after = officers.on_page(unit, held.reference)
        assert after is not None and after.name.startswith(unit.name) and after.since is not None
        assert held.reference not in [one.record for one in officers.carried(unit) if one.by.is_gap]
        assert held.reference in officers.my_records(unit)
    page = house.client(unit).get(after.href and officers.href(unit, held.reference)).content.decode()
    assert "Case officer:" in page and unit.name in page


@pytest.mark.rows("GL-SU-01")
def test_a_sealed_allegation_tells_nobody_else_who_carries_it(house: Partnership) -> None:
    lado, held = opened_case(house, "allegation")
    with seen_by(lado):
        name_officer(by=lado, record=held.reference, officer=reference_of(lado))
    other = house.post_holder("business_manager")
    with seen_by(other):
        assert officers.on_page(other, held.reference) is None and officers.carried(other) == []
        assert not CaseOfficer.objects.exists() and officers.owed(other) == []
        with pytest.raises(PermissionDenied):
            name_officer(by=other, record=held.reference, officer=reference_of(other))
    assert house.client(other).get(f"/case-officers/{held.reference}/").status_code == 404
    assert held.reference not in house.client(other).get("/case-officers/").content.decode()


def test_who_may_be_named_and_how_it_changes_hands(house: Partnership) -> None:
    unit, held = opened_case(house, "rapid")
    second, shut, teacher = (
        house.post_holder("business_manager", 2),
        house.post_holder("business_manager", 3),
        house.post_holder("teacher"),
    )
    with seen_by(unit):
        exclude(by=unit, file=held.case_file, account_id=shut.account_id, reason="declared conflict")
        for wrong in (teacher, shut):
            with pytest.raises(CannotMove, match="of the team that holds it"):
                name_officer(by=unit, record=held.reference, officer=reference_of(wrong))
        name_officer(by=unit, record=held.reference, officer=reference_of(unit))
        with pytest.raises(CannotMove, match="carries it already"):
            name_officer(by=unit, record=held.reference, officer=reference_of(unit), because="Again")
        with pytest.raises(CannotMove, match="why it changes hands"):
            name_officer(by=unit, record=held.reference, officer=reference_of(second))
        name_officer(by=unit, record=held.reference, officer=reference_of(second), because="She knows the school.")
        told = Notice.objects.get(template="case officer named")
        assert told.to_appointment_id == second.appointment_id
        assert [one.until is None for one in officers.history(held.reference)] == [True, False]
        with pytest.raises(PermissionDenied):
            name_officer(by=unit, record="RR-NONE-NONE", officer=reference_of(unit))


def test_whoever_leaves_the_post_leaves_a_gap(house: Partnership) -> None:
    unit, held = opened_case(house, "rapid")
    second = house.post_holder("business_manager", 2)
    with seen_by(unit):
        name_officer(by=unit, record=held.reference, officer=reference_of(second))
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Appointment.objects.filter(pk=second.appointment_id).update(held_from=yesterday, held_until=yesterday)
        shown = officers.on_page(unit, held.reference)
        assert shown is not None and shown.is_gap and "no longer" in shown.said
        assert held.reference in [one.record for one in officers.carried(unit) if one.by.is_gap]


def test_a_case_that_is_over_is_not_listed(house: Partnership) -> None:
    unit, held = opened_case(house, "practice")
    with seen_by(unit):
        from_file = CaseFile.objects.get(pk=held.case_file_id)
        assert [one.file.pk for one in officers.carried(unit)] == [from_file.pk]
        officers.Move.objects.create(
            case_file=from_file, process="practice_review", record=held.reference, verb="close", from_stage=held.stage,
            to_stage="closed", event="closed", moved_at=timezone.now() + datetime.timedelta(seconds=5),
        )  # fmt: skip
        assert officers.carried(unit) == []


def sent(client: Client, address: str, **given: str) -> Any:
    """The page's form, sent."""
    token = TOKEN.search(client.get(address).content.decode())
    return client.post(address, {"form_token": token.group(1) if token else "", **given})


@pytest.mark.rows("GL-SU-01")
def test_through_the_pages(house: Partnership) -> None:
    unit, held = opened_case(house, "rapid")
    client = house.client(unit)
    assert "no case officer" in client.get("/my-work/").content.decode()
    listed = client.get("/case-officers/").content.decode()
    assert "Nobody named" in listed and held.reference in listed
    address = f"/case-officers/{held.reference}/"
    empty = sent(client, address)
    assert empty.status_code == 422 and "Choose somebody of the team" in empty.content.decode()
    with seen_by(unit):
        chosen = reference_of(unit)
    done = sent(client, address, officer=chosen)
    assert done.status_code == 302 and held.reference in done.headers["Location"]
    assert "Nobody named" not in client.get("/case-officers/").content.decode()
    assert "no case officer" not in client.get("/my-work/").content.decode()
    again = client.get(address).content.decode()
    assert "Who has carried it" in again and "Why does it change hands?" in again
    assert house.client(house.post_holder("teacher")).get("/case-officers/").status_code == 404
