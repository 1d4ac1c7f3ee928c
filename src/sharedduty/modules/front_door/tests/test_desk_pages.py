"""The desk's pages: queue, contact, hand-overs, calls, notifications, figures, exports; who may, how many queries."""

import datetime
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sharedduty.foundations.access.api import ROLES, Viewer, seen_by
from sharedduty.foundations.guidance.api import opening_hours
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.front_door.actions import holding
from sharedduty.modules.front_door.models import Contact, ContactChild
from sharedduty.modules.front_door.policy import DESK
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, prepare

pytestmark = pytest.mark.django_db
PAGES = {
    "/front-door/": set(DESK),
    "/front-door/out-of-hours/": set(DESK),
    "/front-door/to-be-told/": set(DESK),
    "/front-door/enquiries/": set(DESK),
    "/front-door/handovers/": {
        *DESK, "social_worker", "social_work_manager", "early_help_coordinator", "head_of_service", "business_manager",
    },
    "/front-door/advice/": set(DESK),
    "/front-door/advice/new/": set(DESK),
    "/front-door/telephone/": set(DESK),
    "/front-door/notifications/": {"police_mash", "health_mash"},
    "/front-door/requests/": {
        "police_mash", "health_mash", "education_mash", "teacher", "gp", "practitioner", "social_worker",
        "social_work_manager",
    },
    "/front-door/figures/": {*DESK, "partner", "scrutineer", "business_manager"},
    "/front-door/figures/contacts.csv": {*DESK, "partner", "scrutineer", "business_manager"},
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_page_is_there_for_those_who_may_and_absent_for_all_others(partnership: Partnership, role: str) -> None:
    client = partnership.client(partnership.post_holder(role))
    for path, who in PAGES.items():
        assert client.get(path).status_code == (200 if role in who else 404), (role, path)


def test_a_contact_is_absent_for_every_role_without_sight_and_for_a_guessed_reference(partnership: Partnership) -> None:
    reference = partnership.contact()
    for role in sorted(ROLES):
        client = partnership.client(partnership.post_holder(role))
        assert client.get(f"/front-door/contacts/{reference}/").status_code == (200 if role in DESK else 404), role
        assert client.get("/front-door/contacts/C-0000-0000/").status_code == 404
        assert client.get(f"/front-door/contacts/{reference}/export.json").status_code == 404


def many_more(partnership: Partnership, worker: Viewer, number: int) -> None:
    """Further open contacts, each with one child, beside those there are."""
    with seen_by(worker):
        model = Contact.objects.first()
        assert model is not None
        made = Contact.objects.bulk_create(
            Contact(case_file=model.case_file, reference=new_reference("C"), area=model.area, team=model.team,
                    source="professional", received_at=model.received_at, referrer_name="Somebody")
            for _ in range(number)
        )  # fmt: skip
        ContactChild.objects.bulk_create(
            ContactChild(case_file=model.case_file, contact=one, reference=new_reference("K"), order=1,
                         given_names="Sky", family_name="Many")
            for one in made
        )  # fmt: skip


def test_the_queue_asks_as_many_queries_for_500_contacts_as_for_25(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    partnership.contact("Robin", "Ash")

    def queries() -> int:
        client.get("/front-door/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/front-door/").status_code == 200
        # Of records only: the banner and the session's last use are read and noted by the clock, not by the list.
        return sum("front_door_" in one["sql"] or "process_" in one["sql"] for one in caught)

    many_more(partnership, worker, 24)
    few = queries()
    many_more(partnership, worker, 475)
    assert queries() == few


def test_a_list_is_one_journal_row_that_names_every_file_it_showed(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    references = [partnership.contact("Robin"), partnership.contact("Ash")]
    with seen_by(worker):
        holding.claim(by=worker, contact=partnership.held(worker, references[0]))
        files = {one.case_file_id for one in Contact.objects.all()} | {
            one.working_file_id for one in Contact.objects.all() if one.working_file_id
        }
    client = partnership.client(worker)
    with CaptureQueriesContext(connection) as caught:
        client.get("/front-door/")
    rows = [one["sql"] for one in caught if "INSERT INTO journal_entry" in one["sql"]]
    assert len(rows) == 1
    assert "'listed', 'contact queue'" in rows[0]
    assert all(str(file) in rows[0] for file in files)
    assert len(files) == 3
    assert "Robin" not in rows[0]


@pytest.mark.rows("GL-FD-07", "WT-INF-02")
def test_the_queue_filters_sorts_and_shows_repeats_and_danger_first(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    old = timezone.now() - datetime.timedelta(days=10)
    first = partnership.contact("Robin", received_at=old)
    second = partnership.contact("Robin", immediate_danger=True)
    client = partnership.client(worker)
    page = client.get("/front-door/").content.decode()
    assert page.index(second) < page.index(first)
    assert "1 in the 12 months before" in page
    assert "Immediate danger" in page
    late = client.get("/front-door/?show=late").content.decode()
    assert first in late
    assert second not in late
    assert first not in client.get("/front-door/?show=mine").content.decode()
    with seen_by(worker):
        holding.claim(by=worker, contact=partnership.held(worker, first))
    assert first in client.get("/front-door/?show=mine").content.decode()
    assert first not in client.get("/front-door/?show=unclaimed").content.decode()
    newest = client.get("/front-door/?sort=-received").content.decode()
    assert newest.index(second) < newest.index(first)
    assert client.get("/front-door/?sort=nonsense&show=nonsense&page=99").status_code == 200


def test_the_emergency_duty_team_reaches_what_came_out_of_hours_and_hands_it_over(partnership: Partnership) -> None:
    night = partnership.post_holder("out_of_hours_worker")
    start, _ = opening_hours("gloucestershire-2023").last_closure(timezone.now())
    reference = partnership.contact(received_at=min(start + datetime.timedelta(hours=3), timezone.now()))
    client = partnership.client(night)
    if timezone.now() > start + datetime.timedelta(hours=3):
        assert reference in client.get("/front-door/out-of-hours/").content.decode()
    with seen_by(night):
        holding.claim(by=night, contact=partnership.held(night, reference))
    assert client.get(f"/front-door/contacts/{reference}/").status_code == 200


@pytest.mark.parametrize(("at", "closed", "start", "end"), [
    ("2026-11-20T18:30", True, "2026-11-20T17:00", "2026-11-23T09:00"),  # Friday evening
    ("2026-11-22T12:00", True, "2026-11-20T17:00", "2026-11-23T09:00"),  # Sunday
    ("2026-11-23T08:59", True, "2026-11-20T17:00", "2026-11-23T09:00"),  # Monday before nine
    ("2026-11-23T09:00", False, "2026-11-20T17:00", "2026-11-23T09:00"),  # Monday morning: the hand-over
    ("2026-12-26T12:00", True, "2026-12-24T17:00", "2026-12-29T09:00"),  # Christmas
])  # fmt: skip
def test_when_the_front_door_is_closed(at: str, closed: bool, start: str, end: str) -> None:
    moment = timezone.make_aware(datetime.datetime.fromisoformat(at))
    hours = opening_hours("gloucestershire-2023")
    assert hours.open_at(moment) is not closed
    assert [timezone.localtime(one).strftime("%Y-%m-%dT%H:%M") for one in hours.last_closure(moment)] == [start, end]


def test_a_second_claim_shows_who_was_first(partnership: Partnership) -> None:
    reference = partnership.contact()
    first, second = (partnership.post_holder("front_door_worker", number) for number in (1, 2))
    path = f"/front-door/contacts/{reference}/claim/"
    assert partnership.client(first).post(path, {"version": "1"}).status_code == 302
    answer = partnership.client(second).post(path, {"version": "1"})
    assert answer.status_code == 409
    assert "Somebody else was here first" in answer.content.decode()
    assert "front_door_worker 1" in answer.content.decode()
    assert partnership.client(second).get(path).status_code == 405


def test_the_same_form_sent_twice_does_its_work_once(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    sent = {"kind": "note", "text": "Once only.", "form_token": "4f7fbd0e-6a0a-4f62-9d52-1f3d0f0f9f11", "version": "1"}
    path = f"/front-door/contacts/{reference}/note/"
    answers = [client.post(path, sent) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    with seen_by(worker):
        assert partnership.held(worker, reference).notes.count() == 1


def test_every_small_step_has_a_page_that_keeps_what_was_typed(partnership: Partnership) -> None:
    reference = partnership.contact("Robin", "Ash")
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    one = f"/front-door/contacts/{reference}"
    client.post(f"{one}/claim/", {"version": "1"})
    with seen_by(worker):
        child = partnership.held(worker, reference).children.order_by("order").first()
    steps = ["put-back", "hand-over", "acknowledge", "note", "send-back", "withdraw", "received",
             f"children/{child.reference}/remove", f"children/{child.reference}/correct",
             f"children/{child.reference}/protect", f"children/{child.reference}/known"]  # fmt: skip
    for step in steps:
        page = client.get(f"{one}/{step}/")
        assert page.status_code == 200, step
        if not step.endswith("known"):
            assert client.post(f"{one}/{step}/", {"version": "2"}).status_code == 422, step
    answer = client.post(f"{one}/hand-over/", {"note": "Kept words", "version": "2"})
    assert "Kept words" in answer.content.decode()
    assert "Choose who takes it over." in answer.content.decode()
    said = client.post(f"{one}/send-back/", {"text": "Which school?", "version": "2"})
    assert said.status_code == 302
    for step in ("answered", "carry-on"):
        assert client.get(f"{one}/{step}/").status_code == 200
    assert "The clocks keep running" in client.get(f"{one}/").content.decode()


def test_protection_recorded_from_its_page_and_added_to_later(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    one = f"/front-door/contacts/{reference}"
    client.post(f"{one}/claim/", {"version": "1"})
    with seen_by(worker):
        child = partnership.held(worker, reference).children.get()
    base = f"{one}/children/{child.reference}/protect"
    assert client.get(f"{base}/later/").status_code == 404
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    day = {"day": yesterday.day, "month": yesterday.month, "year": yesterday.year}
    sent = {
        "course": "single_agency", "acting_agency": "Police", "power": "agreed_arrangement", "power_reason": "Gran is safe.",
        "child_seen_by": "A constable", "other_children_considered": "None.", "child_seen_at_time": "4.05pm", "version": "2",
    } | {f"child_seen_at-{part}": value for part, value in day.items()}  # fmt: skip
    assert client.post(f"{base}/", sent | {"child_seen_at_time": ""}).status_code == 422
    answer = client.post(f"{base}/", sent)
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    later = {"strategy_discussed_at_time": "9am"} | {f"strategy_discussed_at-{part}": v for part, v in day.items()}
    assert client.get(f"{base}/later/").status_code == 200
    assert client.post(f"{base}/later/", later).status_code == 302
    with seen_by(worker):
        held = child.protections.get()
    assert timezone.localtime(held.child_seen_at).strftime("%H:%M") == "16:05"
    assert held.strategy_discussed_at is not None


@pytest.mark.rows("WT-REF-10")
def test_a_hand_over_is_accepted_and_closed_on_its_page(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker, social = partnership.post_holder("front_door_worker"), partnership.post_holder("social_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact, yes=["in_need"])
        left = Handover.objects.get()
    client = partnership.client(social)
    path = f"/front-door/handovers/{left.reference}/"
    assert left.reference in client.get("/front-door/handovers/").content.decode()
    assert client.post(path, {"accept": "1"}).status_code == 302
    assert client.get(f"/front-door/contacts/{reference}/").status_code == 200
    assert client.post(path, {"outcome": ""}).status_code == 422
    assert client.post(path, {"outcome": "Assessment begun."}).status_code == 302
    assert left.reference in client.get("/front-door/handovers/?show=done").content.decode()
    assert partnership.client(partnership.post_holder("gp")).get(path).status_code == 404


@pytest.mark.rows("WT-REF-13")
def test_the_manager_opens_a_decision_again_on_its_page(partnership: Partnership) -> None:
    reference = partnership.contact()
    manager = partnership.post_holder("front_door_manager")
    with seen_by(manager):
        contact = partnership.held(manager, reference)
        prepare(manager, contact)
        decide_all(manager, contact)
        child = contact.children.get()
    client = partnership.client(manager)
    path = f"/front-door/contacts/{reference}/reopen/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"child": child.reference, "reason": ""}).status_code == 422
    assert client.post(path, {"child": child.reference, "reason": "More is known"}).status_code == 302
    disagree = f"/front-door/contacts/{reference}/disagree/"
    assert client.get(disagree).status_code == 200
    assert client.post(disagree, {"why": "I see harm", "wanted": "Enquiries"}).status_code == 302


def test_an_export_is_journalled_and_its_cells_are_harmless(partnership: Partnership) -> None:
    reference = partnership.contact("=cmd|' /C calc'!A0")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact, reasons="@SUM(1+1)", yes=["in_need"])
    client = partnership.client(worker)
    made = json.loads(client.get(f"/front-door/contacts/{reference}/export.json").content)
    assert made["children"][0]["outcomes"] == ["section17_assessment"]
    assert made["said"]
    told = made["children"][0]
    assert told["unborn"] == "no" and made["immediate_danger"] is False
    assert {"sex", "ethnicity", "also_known_as", "birth_about", "gp_practice"} <= set(told)
    table = b"".join(client.get(f"/front-door/contacts/{reference}/export.csv")).decode("utf-8-sig")
    assert "'=cmd" in table
    assert "'@SUM(1+1)" in table
