"""The figures of assessments against a truth known by hand: what counts, in which month, and what is left out."""

import csv
import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, exclude, seen_by
from sharedduty.foundations.process.api import Clock, Handover, months_back
from sharedduty.foundations.process.models import Move
from sharedduty.modules.assessment.models import Assessment, PlanReview, Sighting, Supervision, Visit
from sharedduty.modules.assessment.queries.figuring import FIGURES
from sharedduty.modules.assessment.tests.conftest import Opened, hand_over
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db
MONTHS = months_back(12)
LAST = MONTHS[10]  # the month before this one


def day(number: int) -> datetime.datetime:
    """Noon of a day of last month."""
    return datetime.datetime.combine(
        LAST.replace(day=number), datetime.time(12), tzinfo=timezone.get_current_timezone()
    )


def figures(partnership: Partnership, role: str, measure: str) -> dict[str, list[str]]:
    """One measure as exported: its rows by month."""
    answer = partnership.client(partnership.post_holder(role)).get(f"/assessments/figures/{measure}.csv")
    assert answer.status_code == 200
    rows = list(csv.reader(b"".join(answer).decode("utf-8-sig").splitlines()))
    return {row[0]: row[1:] for row in rows[1:13]}


def last_month(partnership: Partnership, measure: str, role: str = "social_work_manager") -> list[str]:
    """The numbers of last month."""
    return figures(partnership, role, measure)[f"{LAST:%b} {LAST.year}"]


def happened(
    worker: Viewer, held: Assessment, *, due: int, concluded: int | None, seen: str = "", agreed: int = 0
) -> None:
    """Set one assessment's dates in last month, with a visit in which the child was seen, alone or not."""
    begun = day(1) - datetime.timedelta(days=40)
    with seen_by(worker):
        Assessment.objects.filter(pk=held.pk).update(
            opened_at=begun, referred_at=begun, concluded_at=day(concluded) if concluded else None,
            see_child_by_on=LAST.replace(day=agreed) if agreed else None,
        )  # fmt: skip
        Clock.objects.filter(record=held.reference).update(started_at=begun, due_at=day(due))
        Handover.objects.filter(reference=held.handover).update(left_at=begun, accepted_at=begun)
        if seen:
            visit = Visit.objects.create(
                case_file=held.case_file, reference=held.reference.replace("AS-", "FV-"), visited_at=day(5),
                visited_by="A. Worker", recorded_at=day(5), recorded_by_id=worker.appointment_id,
            )  # fmt: skip
            Sighting.objects.create(
                case_file=held.case_file, assessment=held, visit=visit, visited_at=day(5), visited_by="A. Worker",
                seen=seen != "away", alone=seen == "alone", why_not="" if seen == "alone" else "Too young.",
            )  # fmt: skip


@pytest.fixture
def truth(partnership: Partnership, worker: Viewer, opened: Opened) -> list[Assessment]:
    """In time and seen alone; late and seen; in time and not at home; unborn; open and late; and one nobody took up."""
    ann, ben, cat, eve = opened("Ann", "Ben", "Cat", "Eve")
    [dan] = opened("Dan", unborn=True)
    happened(worker, ann, due=20, concluded=10, seen="alone", agreed=6)
    happened(worker, ben, due=8, concluded=10, seen="with a parent", agreed=4)
    happened(worker, cat, due=20, concluded=12, seen="away")
    happened(worker, dan, due=20, concluded=12)
    happened(worker, eve, due=15, concluded=None)
    [waiting] = hand_over(partnership, "Fay")
    with seen_by(worker):
        Handover.objects.filter(reference=waiting).update(left_at=day(20))
    return [ann, ben, cat, dan, eve]


@pytest.mark.rows("DOR-OBA-10", "DOR-OBA-12")
def test_the_figures_are_the_truth(partnership: Partnership, truth: list[Assessment]) -> None:
    assert last_month(partnership, "concluded") == ["4"]
    assert last_month(partnership, "in_time") == ["3", "4", "75.0"], "open ones are in none of the months"
    assert last_month(partnership, "seen") == ["2", "3", "66.7"], "the unborn child is left out"
    assert last_month(partnership, "alone") == ["1", "3", "33.3"]
    assert last_month(partnership, "visited") == ["1", "2", "50.0"], (
        "seen on the fifth: by the sixth, not by the fourth"
    )
    assert last_month(partnership, "late") == ["1", "1", "100.0"]
    assert last_month(partnership, "unallocated") == ["1"]
    assert last_month(partnership, "caseload") == ["5", "1", "5.0"]


@pytest.mark.rows("DOR-OBA-05")
def test_each_figure_stands_with_its_definition_and_its_table(
    partnership: Partnership, truth: list[Assessment]
) -> None:
    page = partnership.client(partnership.post_holder("social_worker")).get("/assessments/figures/").content.decode()
    for measure in FIGURES.measures:
        assert measure.title in page and measure.definition.split(".")[0].replace("'", "&#39;") in page
    assert page.count("<table") >= len(FIGURES.measures)
    assert "no cases" in page and ">held back<" not in page
    outside = partnership.client(partnership.post_holder("business_manager")).get("/assessments/figures/")
    assert ">held back<" in outside.content.decode() and "no cases" in outside.content.decode()


@pytest.mark.rows("DOR-OBA-15")
def test_outside_the_team_small_numbers_are_held_back(partnership: Partnership, truth: list[Assessment]) -> None:
    assert last_month(partnership, "concluded", "business_manager") == [""]
    assert last_month(partnership, "in_time", "scrutineer") == ["", "", ""]
    assert last_month(partnership, "caseload", "partner")[0] == ""
    client = partnership.client(partnership.post_holder("business_manager"))
    assert client.get(f"/assessments/figures/seen/{LAST:%Y-%m}/").status_code == 404


def test_the_list_behind_a_figure_names_what_the_viewer_may_open(
    partnership: Partnership, truth: list[Assessment]
) -> None:
    colleague = partnership.post_holder("social_worker", 2)
    client = partnership.client(colleague)
    address = f"/assessments/figures/in_time/{LAST:%Y-%m}/"
    page = client.get(address).content.decode()
    assert [one.reference in page for one in truth] == [True, True, True, True, False]
    assert page.count(">No<") == 1, "one of the four was late"
    with seen_by(partnership.post_holder("social_worker")):
        exclude(
            by=partnership.post_holder("social_worker"),
            file=truth[0].case_file,
            account_id=colleague.account_id,
            reason="related",
        )
    page = client.get(address).content.decode()
    assert truth[0].reference not in page and truth[1].reference in page
    assert last_month(partnership, "concluded", "social_worker") == ["4"]
    shut_out = client.get("/assessments/figures/concluded.csv")
    rows = {row[0]: row[1:] for row in csv.reader(b"".join(shut_out).decode("utf-8-sig").splitlines()) if row}
    assert rows[f"{LAST:%b} {LAST.year}"] == ["3"], "whoever is shut out cannot tell from a number that the file exists"


@pytest.mark.parametrize("address", ["nothing.csv", "nothing/2026-01/", "seen/1999-01/", "seen/2026-1/", "seen/x/"])
def test_what_is_no_figure_or_no_month_is_not_there(partnership: Partnership, address: str) -> None:
    client = partnership.client(partnership.post_holder("social_worker"))
    assert client.get(f"/assessments/figures/{address}").status_code == 404


def supervised(worker: Viewer, held: Assessment, on: datetime.date, following: datetime.date) -> None:
    """Supervision held on a day, with the day agreed for the next."""
    with seen_by(worker):
        Supervision.objects.create(
            case_file_id=held.case_file_id, assessment=held, held_on=on, impact="Warm.", pace="Quick.", decided="Go on.",
            next_on=following, recorded_at=timezone.now(), recorded_by_id=worker.appointment_id,
        )  # fmt: skip


@pytest.mark.rows("DOR-OBA-10", "WT-ASM-27")
def test_supervision_is_counted_by_the_days_agreed_for_it(
    worker: Viewer, partnership: Partnership, opened: Opened
) -> None:
    ann, ben, cat, dan = opened("Ann", "Ben", "Cat", "Dan")
    for one in (ann, ben, cat, dan):
        happened(worker, one, due=20, concluded=None)
    before = LAST - datetime.timedelta(days=10)
    supervised(worker, ann, before, LAST.replace(day=8))
    supervised(worker, ann, LAST.replace(day=8), LAST.replace(day=22))  # in time
    supervised(worker, ann, LAST.replace(day=25), timezone.localdate() + datetime.timedelta(days=40))  # held, late
    supervised(worker, ben, before, LAST.replace(day=9))  # never held
    supervised(worker, cat, before, LAST.replace(day=9))
    with seen_by(worker):
        Assessment.objects.filter(pk=cat.pk).update(closed_at=day(5), stage="closed")  # closed before that day
    assert last_month(partnership, "supervised") == ["2", "3", "66.7"]
    assert last_month(partnership, "supervised_in_time") == ["1", "3", "33.3"]


@pytest.mark.rows("DOR-OBA-10")
def test_a_plan_counts_as_reviewed_in_the_month_its_review_was_held(
    worker: Viewer, partnership: Partnership, opened: Opened
) -> None:
    ann, ben, cat = opened("Ann", "Ben", "Cat")
    for one, reviewed in ((ann, 12), (ben, None)):
        happened(worker, one, due=20, concluded=3)
        with seen_by(worker):
            Assessment.objects.filter(pk=one.pk).update(stage="plan")
            Move.objects.create(
                case_file_id=one.case_file_id, process="assessment", record=one.reference, verb="make_plan",
                from_stage="concluded", to_stage="plan", event="plan agreed", moved_at=day(4),
                moved_by_id=worker.appointment_id,
            )  # fmt: skip
            PlanReview.objects.create(
                case_file_id=one.case_file_id, assessment=one, due_on=LAST.replace(day=10),
                held_on=LAST.replace(day=reviewed) if reviewed else None,
            )  # fmt: skip
    happened(worker, cat, due=20, concluded=3)  # no plan
    assert last_month(partnership, "reviewed") == ["1", "2", "50.0"]
    assert figures(partnership, "social_work_manager", "reviewed")[f"{MONTHS[11]:%b} {MONTHS[11].year}"] == [
        "0",
        "2",
        "0.0",
    ]
