"""The room's pages as browsers get them: every page draws, a refusal keeps what was typed, the way back is there."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.modules.child_protection.models import ProtectionRecord
from sharedduty.modules.child_protection.process import CONFERENCE
from sharedduty.modules.child_protection.tests.scenes import THREE, Case
from sharedduty.modules.child_protection.views.acts import PLAN_ACTS, RECORD_ACTS

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def test_a_hand_over_is_taken_up_by_one_press_and_leads_both_ways(case: Case) -> None:
    client = case.house.client(case.worker)
    handover = f"/front-door/handovers/{case.handover}/"
    assert "Open a protection record" in page(client, handover)
    start = f"/protection/start/{case.handover}/"
    page(client, start)
    answer = client.post(start)
    assert answer.status_code == 302
    assert client.get(start).headers["Location"] == answer.headers["Location"]
    record = page(client, answer.headers["Location"])
    assert "Strategy discussion to be held" in record
    reference = answer.headers["Location"].rstrip("/").split("/")[-1]
    assert reference in page(client, handover)


def test_a_refused_step_keeps_what_was_typed_and_says_what_is_missing(case: Case) -> None:
    record = case.opened()
    client = case.house.client(case.worker)
    answer = client.post(f"/protection/records/{record.reference}/discussion/", {"cause": "Bruises.", "version": "1"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Bruises." in shown
    assert "Choose a meeting that was held." in shown
    assert "Write what information was shared." in shown


def test_somebody_elses_step_in_between_overwrites_nothing(case: Case) -> None:
    record = case.opened()
    client = case.house.client(case.worker)
    made = case.meeting(record.reference)
    given = {
        "meeting": made.reference, "cause": "Bruises.", "information_shared": "Seen.", "criminal_investigation": "None.",
        "risk": "High.", "family_told": "told", "may_decide": "yes", "version": "7", "medical": "None.", "designated": "No.",
        "looked_after": "no", "not_there_because": "School holidays.",
    }  # fmt: skip
    answer = client.post(f"/protection/records/{record.reference}/discussion/", given)
    assert answer.status_code == 422
    assert "Somebody else changed this while you had it open." in answer.content.decode()
    done = client.post(f"/protection/records/{record.reference}/discussion/", given | {"version": "1"})
    assert done.status_code == 302
    with seen_by(case.worker):
        assert ProtectionRecord.objects.get(pk=record.pk).stage == "strategy_held"


def test_every_page_of_a_case_with_a_plan_draws(case: Case) -> None:
    plan = case.continued()
    record = case.record(plan)
    client = case.house.client(case.worker)
    assert "Robin Testwick" in page(client, "/protection/")
    shown = page(client, f"/protection/records/{record.reference}/")
    assert "started section 47 enquiries" in shown
    shown = page(client, f"/protection/plans/{plan.reference}/")
    assert "Robin is fed each morning" in shown
    assert "The child moved for good" in shown
    assert "End the plan: 18 years old" in shown
    for act in RECORD_ACTS:
        page(client, f"/protection/records/{record.reference}/{act.slug}/")
    manager = case.house.client(case.house.post_holder("social_work_manager"))
    for act in PLAN_ACTS:
        whose = manager if act.permission == "protection_supervise" else client
        page(whose, f"/protection/plans/{plan.reference}/{act.slug}/")


def test_the_childs_own_record_is_one_step_away_for_whoever_may_see_it(case: Case) -> None:
    plan = case.planned()
    record = case.record(plan)
    client = case.house.client(case.worker)
    for one in (f"/protection/records/{record.reference}/", f"/protection/plans/{plan.reference}/"):
        shown = page(client, one)
        address = shown.partition("own record, with the family drawn")[0].rpartition('href="')[2].partition('"')[0]
        assert address.startswith("/people/"), one
        assert client.get(address).status_code == 200


def test_what_a_choice_brings_up_stands_under_it(case: Case) -> None:
    record = case.opened()
    case.discussed(record)
    shown = page(case.house.client(case.worker), f"/protection/records/{record.reference}/start-enquiries/")
    assert 'data-aria-controls="conditional-' in shown and "who leads for the police?" in shown


def test_a_chair_reads_and_is_offered_no_step(case: Case) -> None:
    plan = case.planned()
    client = case.house.client(case.house.post_holder("conference_chair"))
    shown = page(client, f"/protection/plans/{plan.reference}/")
    assert "Add a line to the plan" not in shown
    assert client.get(f"/protection/plans/{plan.reference}/add-item/").status_code == 404


def test_a_child_who_moved_in_is_recorded_on_a_page_and_every_page_draws_on_the_way(case: Case) -> None:
    client = case.house.client(case.worker)
    assert "A child moved here with a plan" in page(client, "/protection/moved-in/")
    answer = client.post("/protection/moved-in/", {"child_name": "Kit Testwick"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Kit Testwick" in shown
    assert "Write which authority" in shown
    today = timezone.localdate()
    given = {
        "child_name": "Kit Testwick", "moved_from": "Elsewhere", "reasons": "Neglect.", "notified_on-day": today.day,
        "notified_on-month": today.month, "notified_on-year": today.year,
    }  # fmt: skip
    answer = client.post("/protection/moved-in/", given)
    assert answer.status_code == 302, answer.content.decode()
    shown = page(client, answer.headers["Location"])
    assert "Moved here with a plan of Elsewhere" in shown
    assert "Prepare the child and the parents" in shown
    for slug in ("prepare", "report", "share-report", "conference"):
        page(client, f"{answer.headers['Location']}{slug}/")


@pytest.mark.rows("C-04")
def test_a_strategy_discussion_shows_who_of_the_childs_team_is_there_and_waits_for_nobody_of_it(case: Case) -> None:
    record = case.opened()
    made = case.meeting(record.reference)
    with seen_by(case.worker):
        assert made.findings.latest("pk").quorate  # the three of the guidance in force are there; nobody of a school
    shown = page(case.house.client(case.worker), f"/protection/meetings/{made.reference}/")
    table = shown.partition('id="team-table"')[2].partition("</table>")[0]
    lines = [re.sub(r"<[^>]+>|\s+", " ", line).split("  ") for line in table.split("<tr")]
    told = {
        line: "Nobody" in " ".join(cells)
        for cells in lines
        for line in cells
        if line.strip().startswith(("A ", "Some"))
    }
    assert list(told.values()) == [False, False, False, True], told
    assert "not in force yet: this is local practice" in shown and "CA2004 s16EA" in shown
    conference = case.meeting(
        record.reference, CONFERENCE, people=(("chair", "conference_chair"), *THREE), action=False
    )
    assert "team-table" not in page(case.house.client(case.worker), f"/protection/meetings/{conference.reference}/")
