"""The pages: raised in one click from any file or decision, what is next and by when, people found, lists, journal, counts."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Clock, limit_of, recompute
from sharedduty.modules.early_help.actions.opening import begin_plan
from sharedduty.modules.escalation.actions import ending, moving, recording
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.escalation.queries.records import found, page_of_file
from sharedduty.modules.escalation.queries.starting import disagree_link
from tests.counting import counted
from tests.escalation.scenes import MOVES, SAID, Dispute, House, appointment, raised
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/escalations/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def page_of(dispute: Dispute) -> str:
    return f"{ROOM}{dispute.held.reference}/"


@pytest.mark.rows("GL-ES-01", "WT-REF-13")
def test_the_link_stands_on_the_referrers_page_the_desks_page_and_the_plans(house: House) -> None:
    at = f'href="{ROOM}about/{house.contact}/?decided={timezone.localdate().isoformat()}"'
    assert at in text(house.client(house.person("front_door_manager")).get(f"/front-door/contacts/{house.contact}/"))
    doctor = house.person("gp")
    with seen_by(doctor):
        plan = begin_plan(
            by=doctor, given_names="Robin", family_name="Testwick", noticed="Tired", tool="my_plan", tool_reason="Clear"
        )
    page = text(house.client(doctor).get(f"/early-help/plans/{plan.reference}/"))
    assert f'href="{ROOM}about/{plan.reference}/"' in page
    assert text(house.client(doctor).get(f"{ROOM}about/{plan.reference}/")).count(plan.reference) >= 2


def test_the_link_is_for_those_who_may_and_never_about_a_disagreement_itself(house: House) -> None:
    day = datetime.date(2026, 5, 3)
    link = disagree_link(viewer=house.teacher, record="C-7KQ4-M9TX", on=day)
    assert link == {"text": "Disagree with this", "href": f"{ROOM}about/C-7KQ4-M9TX/?decided=2026-05-03"}
    for role in ("scrutineer", "administrator", "privacy_officer"):
        assert disagree_link(viewer=house.person(role), record="C-7KQ4-M9TX") is None
    for reference in ("ES-7KQ4-M9TX", "GS-7KQ4-M9TX"):
        assert disagree_link(viewer=house.teacher, record=reference) is None


@pytest.mark.rows("GL-ES-01", "GL-ES-17")
def test_it_is_raised_in_one_page_with_whoever_worked_on_the_file_at_hand(house: House) -> None:
    browser, at = house.client(house.teacher), f"{ROOM}about/{house.contact}/?decided=2026-05-03"
    page = text(browser.get(at))
    assert "Front Door Worker 1: front_door_worker 1, Testshire council" in page and "Teacher 1: " not in page
    assert "The decision of 3 May 2026." in page and "Be curious, not critical." in page and "lowest stage" in page
    refused = browser.post(at, {"what": "This.", "unsafe_because": "He is hungry."})
    assert (
        refused.status_code == 422 and "He is hungry." in text(refused) and "Choose what it is about." in text(refused)
    )
    worker = appointment(house.person("front_door_worker"))
    answer = browser.post(at, {**SAID, "who": worker.reference})
    assert answer.status_code == 302 and answer["Location"].startswith(f"{ROOM}ES-")
    made = text(browser.get(answer["Location"]))
    assert (
        "Next:</strong> Talk with the other worker, best face to face, by" in made
        and "He comes to school hungry." in made
    )
    with seen_by(house.teacher):
        assert Escalation.objects.get().decided_on == datetime.date(2026, 5, 3)
    assert "a disagreement" in text(house.client(house.person("front_door_worker")).get("/my-work/"))


def test_somebody_is_found_by_words_and_nobody_of_ones_own_agency(house: House) -> None:
    assert house.head.organisation_id == house.teacher.organisation_id
    browser = house.client(house.teacher)
    page = text(browser.get(f"{ROOM}about/{house.contact}/?q=manager"))
    assert "Front Door Manager 1" in page
    assert "Nobody in post at another agency fits" in text(browser.get(f"{ROOM}about/{house.contact}/?q=practitioner"))


@pytest.mark.rows("GL-ES-06")
def test_a_manager_is_brought_in_by_a_page_and_reads_from_then_on(dispute: Dispute) -> None:
    house, at = dispute.house, f"{page_of(dispute)}bring-in/"
    browser, manager = house.client(house.teacher), appointment(house.person("front_door_manager"))
    assert manager.reference in text(browser.get(f"{at}?q=front_door_manager"))
    answer = browser.post(f"{at}?q=front_door_manager", {"who": manager.reference, "part": "manager"})
    assert answer.status_code == 302
    read = text(house.client(house.person("front_door_manager")).get(page_of(dispute)))
    assert "line manager or named professional" in read and "Bring somebody in" in read
    refused = browser.post(at, {"part": "other", "name": "A. Visitor"})
    assert refused.status_code == 422 and "Choose the agency they work for." in text(refused)
    assert browser.post(at, {"part": "other", "name": "A. Visitor", "organisation": "police"}).status_code == 302
    assert "A. Visitor, Testshire police" in text(browser.get(page_of(dispute)))


def test_whoever_is_brought_in_does_not_see_the_record_it_is_about(dispute: Dispute) -> None:
    house = dispute.house
    dispute.bring(house.head, "manager")
    page = text(house.client(house.head).get(page_of(dispute)))
    assert house.contact in page and f"/contacts/{house.contact}" not in page and f"{house.contact}/" not in page
    assert f'href="/front-door/contacts/{house.contact}/' in text(
        house.client(house.person("front_door_worker")).get(page_of(dispute))
    )


def test_what_is_next_follows_the_record_and_who_reads(house: House) -> None:
    dispute = raised(house)

    def following(viewer=None) -> str:
        page = text(house.client(viewer or house.teacher).get(page_of(dispute)))
        return page.partition("Next:</strong>")[2].partition("</p>")[0].strip()

    dispute.talked()
    assert following().startswith("Name the line manager of each agency, by"), "the talk settled nothing: it goes up"
    dispute.managers()
    assert following().startswith("Move up to line managers, by")
    dispute.talked(result="content")
    assert following().startswith("Record that it is settled, by")
    dispute.talked()
    dispute.as_(house.teacher, moving.to_managers, **MOVES)
    assert following().startswith("Have the managers talk with each other, by")
    dispute.talked(by=house.head).bring(house.governor, "senior").bring(house.person("head_of_service"), "senior")
    dispute.as_(house.head, moving.to_seniors, **MOVES)
    assert following(house.person("business_manager")).startswith("Log it, by")
    assert following(house.head).endswith("This is for: Business manager."), "to others it is said whose step it is"
    dispute.tried()
    assert following().startswith("Agree a plan with days, by")
    dispute.as_(house.governor, moving.to_chair, **MOVES)
    assert following(house.person("business_manager")).startswith("Say who decides, by")
    dispute.heard()
    assert following(house.delegate).startswith("Decide it, by")
    dispute.as_(house.delegate, ending.decide, decided_how="direct", agreed="So be it.", loose_ends="Nothing is open.")
    assert following() == "Offer a debrief."
    dispute.as_(house.teacher, lambda *, by, held, given: ending.close(by=by, held=held))
    assert following() == "nothing. It has ended."


@pytest.mark.rows("GL-ES-04")
def test_the_calendar_leaves_the_childs_timescale_alone_and_reminders_go_to_whoever_owes(house: House) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    dispute = raised(house, sooner_on=tomorrow, sooner_because="He is three.")
    with seen_by(house.teacher):
        clock = Clock.objects.get(record=dispute.held.reference, key="escalation.stage1")
        Clock.objects.filter(pk=clock.pk).update(calendar_version="another")
        limit = limit_of(clock)
    assert clock.owed_by_appointment_id == house.teacher.appointment_id
    with seen_by(house.teacher):
        clock.refresh_from_db()
        assert recompute(by=house.teacher, clock=clock, because="another calendar") is False
        clock.refresh_from_db()
        assert timezone.localdate(clock.due_at) == tomorrow and limit_of(clock) == limit


def test_the_list_has_what_is_open_and_what_ended(house: House) -> None:
    open_one, ended = raised(house), raised(house).settled()
    browser = house.client(house.teacher)
    assert open_one.held.reference in text(browser.get(ROOM)) and ended.held.reference not in text(browser.get(ROOM))
    assert ended.held.reference in text(browser.get(f"{ROOM}?show=ended"))
    nothing = text(house.client(house.person("health_mash")).get(ROOM))
    assert "No disagreement is open with you." in nothing
    assert house.client(house.person("administrator")).get(ROOM).status_code == 404


def _asks_no_more(house: House, at: str, grow) -> None:
    browser = house.client(house.teacher)
    grow()
    few = counted(lambda: browser.get(at))
    for _ in range(4):
        grow()
    assert 5 < counted(lambda: browser.get(at)) <= few < 120


def test_the_list_asks_no_more_of_the_database_as_it_grows(house: House) -> None:
    _asks_no_more(house, ROOM, lambda: raised(house))


def test_the_page_asks_no_more_as_it_grows(house: House) -> None:
    dispute = raised(house)
    dispute.at_two()
    numbers = iter(range(70, 90))

    def grow() -> None:
        dispute.talked().bring(house.person("practitioner", next(numbers), "school"), "other")
        due = timezone.localdate() + datetime.timedelta(days=1)
        dispute.as_(house.teacher, recording.plan, what="Visit", owner="Both", due_on=due)

    _asks_no_more(house, page_of(dispute), grow)


@pytest.mark.rows("GL-XN-05")
def test_every_opening_is_journalled_with_its_files(dispute: Dispute) -> None:
    browser = dispute.house.client(dispute.house.teacher)
    with journal_rows() as rows:
        browser.get(page_of(dispute))
        browser.get(ROOM)
        browser.get(f"{ROOM}about/{dispute.house.contact}/")
    shown = [(row["verb"], row["object_type"]) for row in rows if dispute.held.case_file_id in (row["files"] or [])]
    assert ("opened", "escalation") in shown and ("listed", "escalations") in shown
    with seen_by(dispute.house.teacher):
        about = dispute.held.about_file_id
    assert any(about in (row["files"] or []) for row in rows), "the file it is about was shown too"


def test_it_is_found_by_the_reference_of_the_record_and_its_file_has_its_page(dispute: Dispute) -> None:
    house = dispute.house
    with seen_by(house.teacher):
        assert [one.title for one in found(house.teacher, "x", house.contact)] == [dispute.held.reference]
        assert page_of_file(house.teacher, dispute.held.case_file) == {
            "text": f"Disagreement {dispute.held.reference}", "href": page_of(dispute),
        }  # fmt: skip
    with seen_by(house.head):
        assert found(house.head, "x", house.contact) == []
