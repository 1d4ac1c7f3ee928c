"""A child known before birth is born: the birth is recorded once, and every record, figure and limit follows it."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.people.api import born
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, Handover, Move
from sharedduty.modules.assessment import api as assessment
from sharedduty.modules.assessment.actions import working
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.child_protection.actions import birth, discussing, planning
from sharedduty.modules.child_protection.models import ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.process import ENQUIRY
from sharedduty.modules.child_protection.queries.cases import about_child, open_plan, open_record
from sharedduty.modules.child_protection.queries.owing import OVERDUE, owed
from sharedduty.modules.child_protection.tests.scenes import STARTED, Case, make_case
from sharedduty.modules.child_protection.tests.test_figures import LAST, figures
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.tests import partnership
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def day(name: str, value: datetime.date) -> dict[str, str]:
    """A date as its three boxes."""
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


@pytest.fixture
def unborn(monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    """A child expected next month, registered as unborn and handed over for a strategy discussion."""
    known = partnership.prepare

    def before_birth(worker: Any, contact: Contact) -> None:
        contact.children.update(unborn=True, birth_on=None, given_names="", expected_on=timezone.localdate() + 30 * DAY)
        known(worker, contact)

    monkeypatch.setattr("sharedduty.modules.child_protection.tests.scenes.prepare", before_birth)
    yield make_case()


def told(**changes: Any) -> dict[str, Any]:
    """What is known of a birth yesterday."""
    today = timezone.localdate()
    given = {
        "given_names": "Wren", "family_name": "Testwick", "birth_on": today - DAY, "birth_time": datetime.time(4, 10),
        "place": "Testshire Infirmary (invented)", "told_by": "A midwife", "see_by_on": today + 2 * DAY,
    }  # fmt: skip
    return {**given, **changes}


def record_it(case: Case, record: ProtectionRecord, **changes: Any) -> None:
    """The birth recorded by the social worker."""
    with seen_by(case.worker):
        birth.record_birth(by=case.worker, record=record, given=told(**changes))
        record.refresh_from_db()


@pytest.mark.rows("WT-END-03")
def test_a_birth_is_recorded_once_and_every_record_of_the_child_says_so(unborn: Case) -> None:
    record = unborn.started()
    with seen_by(unborn.worker):
        assert record.unborn and record.person is not None and record.person.kind == Person.Kind.UNBORN
        resting = Assessment.objects.get(reference=record.assessment)
        assert resting.unborn
    with journal_rows() as rows:
        record_it(unborn, record)
    assert (record.unborn, record.birth_on, record.child_name) == (False, told()["birth_on"], "Wren Testwick")
    assert record.stage == "s47_started", "the birth does not move the enquiry"
    with seen_by(unborn.worker):
        child = Person.objects.get(pk=record.person_id)
        assert (child.kind, child.birth_on, child.given_names) == ("child", told()["birth_on"], "Wren")
        resting.refresh_from_db()
        assert (resting.unborn, resting.birth_on, str(resting)) == (False, told()["birth_on"], "Wren Testwick")
        assert resting.see_child_by_on == told()["see_by_on"]
        assert not Handover.objects.filter(start="record a birth").exists()
        (said,) = [one for one in open_record(unborn.worker, record).judgements if one.verb == "record_birth"]
    assert "4:10am" in said.reasons and "Infirmary" in said.reasons and said.asked_by == "Told by A midwife"
    assert "On record before as Testwick" in said.reasons
    written = {(one["verb"], one["object_ref"]) for one in rows}
    assert {
        ("birth recorded", record.reference), ("birth recorded", resting.reference), ("recorded birth", child.reference),
    } <= written  # fmt: skip


def test_no_page_says_unborn_after_the_birth_and_the_history_tells_it(unborn: Case) -> None:
    plan = unborn.continued()
    client = unborn.house.client(unborn.worker)
    record = unborn.record(plan)
    with seen_by(unborn.worker):
        own = f"/people/{Person.objects.get(pk=record.person_id).reference}/"
    pages = [
        f"/protection/records/{record.reference}/", f"/protection/plans/{plan.reference}/",
        f"/assessments/{record.assessment}/",
    ]  # fmt: skip
    for page in pages:
        shown = client.get(page).content.decode()
        assert "Unborn" in shown or "Not born yet" in shown
        assert "Record the birth" in shown
    here = f"/protection/records/{record.reference}/birth/"
    on, seen = told()["birth_on"], told()["see_by_on"]
    assert client.get(here).status_code == 200
    answer = client.post(here, {
        "given_names": "Wren", "family_name": "Testwick", **day("birth_on", on), "birth_time": "4.10am", "place": "At home",
        "told_by": "Her mother", **day("see_by_on", seen), "version": record.version,
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    for page in [*pages, "/protection/", own]:
        shown = client.get(page).content.decode()
        assert "Unborn" not in shown and "Not born yet" not in shown and "Record the birth" not in shown, page
        assert "Wren" in shown, page
    for page in pages[:2]:
        shown = client.get(page).content.decode()
        assert "Birth recorded" in shown and "4:10am" in shown and "Her mother" in shown
    assert client.post(here, {"version": record.version + 1}).status_code == 422


@pytest.mark.rows("WT-END-03", "WT-CPP-07")
def test_a_plan_made_before_the_birth_ends_at_eighteen_and_asks_for_a_visit_by_the_day_agreed(unborn: Case) -> None:
    plan = unborn.continued()
    with pytest.raises(CannotMove, match="date of birth is not on record"):
        unborn.plan_step(plan, "end_at_eighteen")
    with seen_by(unborn.worker):
        given = {
            "done_at": timezone.now() - 20 * DAY, "worker": "A. Worker", "child_seen": "no", "wishes": "",
            "not_seen_because": "Not born yet.", "next_by_on": timezone.localdate() - 10 * DAY,
        }  # fmt: skip
        planning.record_contact(by=unborn.worker, plan=plan, given=given)
        assert not [one for one in owed(unborn.worker) if one.title == "See the child"]
    record_it(unborn, unborn.record(plan))
    with seen_by(unborn.worker):
        (visit,) = [one for one in owed(unborn.worker) if one.title == "See the child"]
        assert timezone.localdate(visit.due_at) == told()["see_by_on"], "not the day agreed before the birth"
        plan = ProtectionPlan.objects.get(pk=plan.pk)
        assert [one.verb for one in open_plan(unborn.worker, plan).judgements].count("record_birth") == 1
    with pytest.raises(CannotMove, match="not 18 yet"):
        unborn.plan_step(plan, "end_at_eighteen")


def test_what_is_missing_or_cannot_be_is_refused_and_nothing_is_written(unborn: Case) -> None:
    record = unborn.opened()
    today = timezone.localdate()
    for changes, words in (
        ({"birth_on": None}, "date of birth"),
        ({"birth_on": today + DAY}, "cannot lie in the future"),
        ({"given_names": "", "family_name": " "}, "family name"),
        ({"place": ""}, "where the child was born"),
        ({"told_by": ""}, "who told you"),
        ({"see_by_on": None}, "by which the child is seen"),
        ({"see_by_on": today - 5 * DAY}, "before the birth"),
        ({"birth_on": today - 300 * DAY}, "five months"),
    ):
        with pytest.raises(CannotMove, match=words):
            record_it(unborn, record, **changes)
        with seen_by(unborn.worker):
            record.refresh_from_db()
        assert record.unborn and record.birth_on is None
    record_it(unborn, record)
    with pytest.raises(CannotMove, match="already on record"):
        record_it(unborn, record)


def test_a_birth_the_front_door_recorded_first_is_shown_and_another_day_is_refused(unborn: Case) -> None:
    record = unborn.opened()
    desk = unborn.house.post_holder("front_door_worker")
    with seen_by(desk):
        child = Person.objects.get(pk=record.person_id)
        born(by=desk, person=child, birth_on=timezone.localdate() - 2 * DAY, given_names="Wren")
    page = unborn.house.client(unborn.worker).get(f"/protection/records/{record.reference}/").content.decode()
    assert "own record says: born" in page and "Record the birth here too" in page
    with pytest.raises(CannotMove, match="own record says"):
        record_it(unborn, record)
    record_it(unborn, record, birth_on=timezone.localdate() - 2 * DAY)
    assert not record.unborn


def test_a_team_that_only_reads_the_childs_own_record_leaves_the_birth_with_the_front_door(unborn: Case) -> None:
    record = unborn.opened()
    desk = unborn.house.post_holder("front_door_worker")
    with seen_by(desk):
        child = Person.objects.select_related("case_file").get(pk=record.person_id)
        assert Grant.objects.filter(case_file=child.case_file, level="contribute").update(level="read") == 1
    record_it(unborn, record)
    with seen_by(desk):
        (left,) = Handover.objects.filter(start="record a birth")
        assert child.reference in left.summary and "Wren Testwick" in left.summary
        child.refresh_from_db()
        assert child.kind == Person.Kind.UNBORN, "nobody wrote in a record they only read"
    assert unborn.house.client(desk).get(f"/front-door/handovers/{left.reference}/").status_code == 200


def test_the_birth_can_be_recorded_at_every_stage(unborn: Case) -> None:
    record = unborn.opened()
    for stage in ENQUIRY.stages:
        with seen_by(unborn.worker):
            ProtectionRecord.objects.filter(pk=record.pk).update(stage=stage.code, unborn=True, birth_on=None)
            Person.objects.filter(pk=record.person_id).update(kind="child", birth_on=told()["birth_on"])
            record.refresh_from_db()
        record_it(unborn, record)
        assert (record.stage, record.unborn) == (stage.code, False)
    with seen_by(unborn.worker):
        assert Move.objects.filter(record=record.reference, verb="record_birth").count() == len(ENQUIRY.stages)


def test_a_month_before_the_birth_counts_no_child_to_be_seen(unborn: Case) -> None:
    plan = unborn.planned()
    with seen_by(unborn.worker):
        long_ago = timezone.now() - 100 * DAY
        ProtectionPlan.objects.filter(pk=plan.pk).update(began_at=long_ago, visit_by_on=long_ago.date())
    record_it(unborn, unborn.record(plan))
    assert figures(unborn, "plan_seen", LAST) == ["0", "0", ""], "nobody could be seen before the birth"
    assert figures(unborn, "visits", LAST) == ["0", "0", ""]
    with seen_by(unborn.worker):  # born earlier, the same plan is counted
        ProtectionRecord.objects.filter(plans=plan).update(birth_on=(timezone.now() - 99 * DAY).date())
    assert figures(unborn, "plan_seen", LAST) == ["0", "1", "0.0"]


def test_assessment_api_tells_of_a_birth_only_where_it_still_says_unborn(unborn: Case) -> None:
    record = unborn.started()
    with seen_by(unborn.worker):
        assert assessment.birth_told(by=unborn.worker, reference="", given=told()) is False
        assert assessment.birth_told(by=unborn.worker, reference=record.assessment, given=told()) is True
        assert assessment.birth_told(by=unborn.worker, reference=record.assessment, given=told()) is False


def test_an_assessment_begun_after_the_birth_and_an_agency_asked_then_know_the_name_and_the_day(unborn: Case) -> None:
    record = unborn.opened()
    record_it(unborn, record)
    unborn.discussed(record)
    with seen_by(unborn.worker):
        discussing.start_enquiries(by=unborn.worker, record=record, given=STARTED)
        record.refresh_from_db()
        resting = Assessment.objects.get(reference=record.assessment)
        assert (resting.unborn, resting.given_names, resting.family_name) == (False, "Wren", "Testwick")
        for said in (about_child(unborn.worker, record), working.about(unborn.worker, resting)):
            assert said["names"] == "Wren Testwick" and said["birth_on"] == told()["birth_on"].isoformat()
            assert not said["unborn"] and not said["expected_on"]


def test_a_birth_that_nobody_recorded_reaches_whoever_leads_well_after_the_day_expected(unborn: Case) -> None:
    plan = unborn.planned()
    record = unborn.record(plan)

    def owed_births() -> list[str]:
        with seen_by(unborn.worker):
            return [one.record for one in owed(unborn.worker) if one.title == "Record the birth"]

    assert owed_births() == [], "not expected yet"
    with seen_by(unborn.worker):
        ProtectionRecord.objects.filter(pk=record.pk).update(expected_on=timezone.localdate() - OVERDUE)
        record.refresh_from_db()
    assert owed_births() == [record.reference]
    record_it(unborn, record)
    assert owed_births() == []
