"""The figures of child protection against a truth known by hand."""

import csv
import datetime

import pytest
from django.db.models import F
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.process.api import Clock, Handover, months_back
from sharedduty.foundations.process.models import Move
from sharedduty.modules.child_protection.actions import conferring
from sharedduty.modules.child_protection.models import (
    FamilyPreparation,
    PlanContact,
    ProtectionPlan,
    ProtectionRecord,
    WorkDone,
)
from sharedduty.modules.child_protection.process import CONFERENCE
from sharedduty.modules.child_protection.queries.figuring import FIGURES
from sharedduty.modules.child_protection.tests.scenes import CONFERENCE_PEOPLE, FIT, HOUR, THREE, Case, make_case

pytestmark = pytest.mark.django_db
THIS, LAST = months_back(2)[1], months_back(2)[0]


def figures(case: Case, measure: str, month: datetime.date = THIS, role: str = "conference_chair") -> list[str]:
    """The numbers of one measure in one month, as exported."""
    answer = case.house.client(case.house.post_holder(role)).get(f"/protection/figures/{measure}.csv")
    assert answer.status_code == 200
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))
    return next(row[1:] for row in rows if row and row[0] == f"{month:%b} {month.year}")


def due_in_last_month(case: Case, key: str, *, late: bool) -> None:
    """Move a clock's limit to last month, met before it or a day after."""
    due = datetime.datetime.combine(LAST.replace(day=10), datetime.time(12), tzinfo=timezone.get_current_timezone())
    met = due + datetime.timedelta(days=1 if late else -1)
    with seen_by(case.worker):
        begun = due - datetime.timedelta(days=20)
        assert Clock.objects.filter(key=key).order_by("pk").update(started_at=begun, due_at=due, met_at=met)


@pytest.mark.rows("DOR-OBA-10")
def test_the_figures_are_the_truth(case: Case) -> None:
    plan = case.continued()  # one child all the way, every meeting with all who had to be there
    other = make_case(house=case.house, name="Kit")
    record = other.opened()
    other.discussed(record, people=THREE[:2], gap_because="The police could not come.")
    assert figures(case, "enquiries") == ["1"]
    assert figures(case, "discussions") == ["1", "2", "50.0"], "the police were not at the second"
    assert figures(case, "quorate") == ["2", "2", "100.0"], "the initial conference and the review"
    assert figures(case, "on_plan") == ["1"] and figures(case, "on_plan", LAST) == ["0"]
    assert figures(case, "again") == ["0", "1", "0.0"]
    with seen_by(case.worker):
        ended = timezone.now() - HOUR / 4
        ProtectionPlan.objects.filter(pk=plan.pk).update(ended_at=ended, end_reason="risk")
    assert figures(case, "on_plan") == ["0"]


def test_a_second_plan_of_the_same_child_counts_and_one_of_another_child_does_not(case: Case) -> None:
    first, second = case.planned(), make_case(house=case.house, name="Robin").planned()
    with seen_by(case.worker):
        manager = case.house.post_holder("front_door_manager")
    with seen_by(manager):
        person = register_person(
            by=manager,
            area_id=case.house.area.pk,
            given_names="Robin",
            family_name="Testwick",
            birth_on=THIS.replace(year=THIS.year - 5),
        )
    with seen_by(case.worker):
        ProtectionRecord.objects.filter(pk=first.protection_id).update(person=person)
    assert figures(case, "again") == ["0", "2", "0.0"]
    with seen_by(case.worker):
        ProtectionRecord.objects.filter(pk=second.protection_id).update(person=person)
    assert figures(case, "again") == ["1", "2", "50.0"]


@pytest.mark.parametrize(
    ("key", "measure"),
    [
        ("icpc.hold", "conference"),
        ("coregroup.first", "core_group"),
        ("rcpc.first", "review"),
        ("s47.complete", "decided_in_time"),
    ],
)
def test_in_time_is_of_those_due_in_the_month(case: Case, key: str, measure: str) -> None:
    case.continued()
    due_in_last_month(case, key, late=False)
    assert figures(case, measure, LAST) == ["1", "1", "100.0"]
    due_in_last_month(case, key, late=True)
    assert figures(case, measure, LAST) == ["0", "1", "0.0"]


@pytest.mark.rows("DOR-OBA-15")
def test_outside_small_numbers_are_held_back_and_no_record_is_listed(case: Case) -> None:
    case.continued()
    assert figures(case, "enquiries", role="business_manager") == [""]
    client = case.house.client(case.house.post_holder("scrutineer"))
    assert client.get(f"/protection/figures/quorate/{THIS:%Y-%m}/").status_code == 404
    page = client.get("/protection/figures/").content.decode()
    assert all(measure.title in page for measure in FIGURES.measures) and "The records behind" not in page


def test_the_list_behind_a_figure(case: Case) -> None:
    plan = case.continued()
    client = case.house.client(case.worker)
    page = client.get(f"/protection/figures/quorate/{THIS:%Y-%m}/").content.decode()
    assert page.count(plan.reference) >= 2 and ">Yes<" in page
    assert "No record of this month" in client.get(f"/protection/figures/quorate/{LAST:%Y-%m}/").content.decode()


def noon(day: int, month: datetime.date = LAST) -> datetime.datetime:
    """Noon of a day of a month."""
    at = datetime.datetime.combine(month.replace(day=day), datetime.time(12))
    return at.replace(tzinfo=timezone.get_current_timezone())


@pytest.mark.rows("WT-ICPC-11", "DOR-OBA-12", "OBA2-16")
def test_how_conferences_go_is_counted_by_who_came_what_was_sent_and_who_was_offered_an_advocate(case: Case) -> None:
    good = case.conferred()
    other = make_case(house=case.house, name="Kit")
    record = other.concluded("substantiated")
    other.convened(record)
    other.ready(record)
    made = other.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE, absent=("health", "police"))
    with seen_by(case.worker):
        given = {**FIT, "meeting": made.reference, "absent_because": "On another call."}
        conferring.take_in_conference(by=case.worker, record=record, given=given)
        FamilyPreparation.objects.filter(protection=record).update(advocate="not_offered", advocate_because="No time.")
    assert figures(case, "quorate") == ["1", "2", "50.0"]
    assert figures(case, "came") == ["6", "8", "75.0"], "two of the second conference's four were not there"
    assert figures(case, "reports") == ["0", "4", "0.0"], (
        "health and police of both; the chair and social worker owe none"
    )
    assert figures(case, "advocate") == ["1", "2", "50.0"]
    assert figures(case, "came", LAST) == ["0", "0", ""]
    page = case.house.client(case.worker).get(f"/protection/figures/advocate/{THIS:%Y-%m}/").content.decode()
    assert good.reference in page and page.count(">No<") == 1


@pytest.mark.rows("DOR-OBA-10")
def test_the_child_seen_and_seen_alone_before_the_outcome_of_enquiries(case: Case) -> None:
    case.concluded("not_substantiated")  # seen, and seen alone
    second = make_case(house=case.house, name="Kit").concluded("not_substantiated")
    third = make_case(house=case.house, name="Wren").concluded("not_substantiated")
    unborn = make_case(house=case.house, name="Ash").concluded("not_substantiated")
    with seen_by(case.worker):
        WorkDone.objects.filter(protection=second, kind="child_seen").update(alone=False)
        WorkDone.objects.filter(protection=third, kind="child_seen").update(done_at=None, not_done_because="Away.")
        ProtectionRecord.objects.filter(pk=unborn.pk).update(unborn=True)
    assert figures(case, "seen") == ["2", "3", "66.7"]
    assert figures(case, "alone") == ["1", "3", "33.3"]


def contact(case: Case, plan: ProtectionPlan, day: int, following: int | None, *, seen: str = "alone") -> None:
    """A contact of last month: on a day, with the day by which the next is to be."""
    with seen_by(case.worker):
        PlanContact.objects.create(
            case_file_id=plan.case_file_id, plan=plan, done_at=noon(day), worker="A. Worker", child_seen=seen != "no",
            alone=seen == "alone", not_seen_because="" if seen != "no" else "Away.", wishes="", recorded_at=noon(day),
            next_by_on=LAST.replace(day=following) if following else None, recorded_by_id=case.worker.appointment_id,
        )  # fmt: skip


@pytest.mark.rows("DOR-OBA-10", "WT-CPP-07")
def test_visits_are_in_time_where_the_child_was_seen_by_the_day_agreed(case: Case) -> None:
    plan, other = case.planned(), make_case(house=case.house, name="Kit").planned()
    began = noon(1) - datetime.timedelta(days=20)
    with seen_by(case.worker):
        ProtectionPlan.objects.filter(pk__in=[plan.pk, other.pk]).update(began_at=began, held_at=began)
        ProtectionPlan.objects.filter(pk=plan.pk).update(visit_by_on=LAST.replace(day=3))
    contact(case, plan, 3, 10)  # by the third: in time
    contact(case, plan, 11, 20)  # by the tenth: a day late
    contact(case, plan, 19, 24, seen="no")  # by the twentieth: somebody came, and the child was not seen
    contact(case, plan, 24, None, seen="yes")  # by the twenty-fourth: in time, and no further day was agreed
    assert figures(case, "visits", LAST) == ["2", "4", "50.0"]
    assert figures(case, "plan_seen", LAST) == ["1", "2", "50.0"], "nobody saw the other child all month"
    assert figures(case, "plan_alone", LAST) == ["1", "2", "50.0"]
    with seen_by(case.worker):
        ProtectionPlan.objects.filter(pk=plan.pk).update(ended_at=noon(5), end_reason="risk")
    assert figures(case, "visits", LAST) == ["1", "1", "100.0"], "what was agreed for days after the end is not owed"


@pytest.mark.rows("DOR-OBA-10")
def test_caseload_counts_what_is_open_over_those_who_lead_and_unallocated_what_nobody_took_up(case: Case) -> None:
    case.planned()
    make_case(house=case.house, name="Kit").started()
    make_case(house=case.house, name="Wren").concluded("not_substantiated")
    ended = make_case(house=case.house, name="Ash").concluded("not_substantiated")
    case.help_goes_on(ended)
    make_case(house=case.house, name="Fern")
    with seen_by(case.worker):  # the database's "now" is the beginning of this test
        earlier = datetime.timedelta(hours=2)
        Move.objects.update(moved_at=F("moved_at") - earlier)
        ProtectionRecord.objects.update(opened_at=F("opened_at") - earlier)
        Handover.objects.update(left_at=F("left_at") - earlier, closed_at=F("closed_at") - earlier)
        Handover.objects.update(accepted_at=F("closed_at"))
    assert figures(case, "caseload") == ["3", "1", "3.0"], (
        "a plan, an enquiry, and one not decided; the ended one is none"
    )
    assert figures(case, "caseload", LAST) == ["0", "0", ""]
    assert figures(case, "unallocated") == ["1"]
