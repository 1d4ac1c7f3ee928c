"""A strategy discussion asked for by an assessment is taken up as the child's protection record (WT-ASM-38, WT-STR-01)."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.process.api import CannotMove, Handover
from sharedduty.modules.assessment import api as assessment
from sharedduty.modules.assessment.actions import working
from sharedduty.modules.child_protection.actions import discussing
from sharedduty.modules.child_protection.models import ProtectionRecord
from sharedduty.modules.child_protection.tests.scenes import Case

pytestmark = pytest.mark.django_db
BORN = datetime.date(2019, 5, 4)


def asked_for(worker: Viewer) -> Handover:
    """The hand-over that an assessment of a child left because harm is suspected."""
    child = assessment.Child(
        given_names="Ash",
        family_name="Testwick",
        birth_on=BORN,
        referred_at=timezone.now() - datetime.timedelta(days=9),
    )
    with seen_by(worker):
        held = assessment.open_assessment(by=worker, child=child, kind="section17", question="Is Ash safe?")
        given = {"kinds": ["physical"], "what": "Bruises.", "safe_now": "With Gran."}
        return working.suspect_harm(by=worker, held=held, given=given)


@pytest.mark.rows("WT-ASM-38", "WT-STR-01")
def test_what_an_assessment_asked_for_is_taken_up_with_its_child_and_its_point_of_referral(case: Case) -> None:
    handover = asked_for(case.worker)
    with seen_by(case.worker):
        record = discussing.open_from_handover(by=case.worker, handover=handover)
        handover.refresh_from_db()
        assert (str(record), record.birth_on, record.from_record) == ("Ash Testwick", BORN, handover.from_record)
        assert record.referred_at.date() == (timezone.now() - datetime.timedelta(days=9)).date()
        assert handover.led_to == record.reference and not record.after_protection
        with pytest.raises(CannotMove):
            discussing.open_from_handover(by=case.worker, handover=handover)
        assert ProtectionRecord.objects.filter(from_handover=handover.reference).count() == 1


def test_it_is_taken_up_from_its_page_and_leads_back_to_the_assessment(case: Case) -> None:
    handover = asked_for(case.worker)
    client = case.house.client(case.worker)
    assert client.get(f"/protection/start/{handover.reference}/").status_code == 200
    answer = client.post(f"/protection/start/{handover.reference}/")
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Ash Testwick" in page and handover.from_record in page and "From contact" not in page


def test_another_team_does_not_take_it_up(case: Case) -> None:
    handover = asked_for(case.worker)
    stranger = case.house.post_holder("conference_chair")
    assert case.house.client(stranger).post(f"/protection/start/{handover.reference}/").status_code in {403, 404}
    with seen_by(case.worker):
        assert not ProtectionRecord.objects.filter(from_handover=handover.reference).exists()
