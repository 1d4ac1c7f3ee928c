"""The registers: every agency's procedure and safe recruitment, what is missing, and police information that only one sees."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import registers as keeping
from sharedduty.modules.speaking_up.models import ElementState, PoliceNote, Procedure
from sharedduty.modules.speaking_up.queries import choices
from sharedduty.modules.speaking_up.queries import registers as reading
from tests.allegations.scenes import taken_up
from tests.speaking_up.scenes import DAY

pytestmark = pytest.mark.django_db


def whole(**more: Any) -> dict[str, Any]:
    """An entry that lacks nothing."""
    today = timezone.localdate()
    return {
        "organisation": "school", "where": "Staff pages", "lead": "Head of people", "line": "01632 960002",
        "leaflet": "Names a charity, version 3", "protects": "yes", "reviewed_on": today - DAY, "next_on": today + 300 * DAY,
        "works": "yes", "works_why": "Two were asked.", **more,
    }  # fmt: skip


def row(viewer: Viewer, key: str) -> reading.ProcedureRow:
    with seen_by(viewer):
        return next(one for one in reading.procedures(viewer) if one.organisation.key == key)


def keep(viewer: Viewer, **more: Any) -> None:
    with seen_by(viewer):
        keeping.keep_procedure(by=viewer, given=whole(**more))


@pytest.mark.rows("HE-WB-01", "HE-WB-02", "HE-WB-04")
def test_every_agency_is_on_the_register_with_what_is_missing(house: Partnership) -> None:
    manager = house.post_holder("business_manager")
    assert row(manager, "school").missing == ["everything"]
    keep(manager)
    assert row(manager, "school").missing == [] and row(manager, "police").missing == ["everything"]
    keep(manager, leaflet="", line="", works="", works_why="", protects="no")
    assert row(manager, "school").missing == [
        "a line apart from one's own manager", "a leaflet that names a charity",
        "that the reporter's manager cannot read it",
    ], "the check of this year stays made when something else is written"  # fmt: skip
    keep(manager, organisation="surgery", works="", works_why="")
    assert row(manager, "surgery").missing == ["this year's check that it works"]
    with seen_by(manager):
        assert Procedure.objects.count() == 3
    assert row(house.post_holder("partner"), "school").held is not None


@pytest.mark.rows("HE-WB-04")
def test_a_check_of_last_year_is_missing_again_and_a_review_that_was_due_is_late(house: Partnership) -> None:
    manager = house.post_holder("business_manager")
    keep(manager, reviewed_on=timezone.localdate() - 400 * DAY, next_on=timezone.localdate() - DAY)
    assert row(manager, "school").overdue
    with seen_by(manager):
        Procedure.objects.update(recorded_at=timezone.now() - datetime.timedelta(days=367))
    assert row(manager, "school").missing == ["this year's check that it works"]


@pytest.mark.rows("HE-WB-01")
def test_an_entry_that_does_not_hold_together_is_refused(house: Partnership) -> None:
    manager, today = house.post_holder("business_manager"), timezone.localdate()
    for lack in (
        {"organisation": "none"},
        {"works_why": ""},
        {"next_on": today - 2 * DAY},
        {"reviewed_on": today + DAY},
    ):
        with pytest.raises(CannotMove):
            keep(manager, **lack)
    with pytest.raises(PermissionDenied):
        keep(house.post_holder("partner"))


def say(viewer: Viewer, key: str, element: str, **more: Any) -> ElementState:
    given = {
        "state": "in_place",
        "evidence": "The list was seen.",
        "seen_on": timezone.localdate(),
        "next_on": None,
        **more,
    }
    with seen_by(viewer):
        body = Organisation.objects.get(key=key)
        return keeping.say_element(by=viewer, organisation=body, element=element, given=given)


def stands(viewer: Viewer, key: str, element: str) -> ElementState | None:
    with seen_by(viewer):
        view = reading.agency(viewer, key)
        assert view is not None
        return next(one.held for one in view.lines if one.code == element)


# One element of each row that asks for something an agency can show.
ELEMENTS = {
    "HE-REC-01": "sel-specification", "HE-REC-02": "sel-more", "HE-REC-03": "panel-trained", "HE-REC-04": "sel-owner",
    "HE-REC-05": "sel-evidence", "HE-REC-06": "ref-content", "HE-REC-07": "ref-internal", "HE-REC-08": "ref-in-time",
    "HE-REC-09": "ref-given", "HE-REC-10": "agency-shows", "HE-REC-11": "sel-exercises", "HE-REC-12": "panel-balance",
    "HE-REC-13": "check-done", "HE-REC-15": "check-asked", "HE-REC-16": "check-barred", "HE-REC-18": "check-overseas",
    "HE-REC-19": "check-enquiry",
    "HE-IND-01": "ind-six-months", "HE-IND-02": "ind-reviews", "HE-IND-03": "ind-training", "HE-SUP-01": "sup-protection",
    "HE-SUP-02": "sup-minimum", "HE-SUP-03": "sup-cases", "HE-SUP-04": "sup-complex", "HE-SUP-05": "sup-safety",
    "HE-SUP-06": "sup-issues", "HE-UNS-01": "uns-manager",
}  # fmt: skip


@pytest.mark.rows(
    "HE-REC-01",
    "HE-REC-02",
    "HE-REC-03",
    "HE-REC-04",
    "HE-REC-05",
    "HE-REC-06",
    "HE-REC-07",
    "HE-REC-08",
    "HE-REC-09",
    "HE-REC-10",
    "HE-REC-11",
    "HE-REC-12",
    "HE-REC-13",
    "HE-REC-15",
    "HE-REC-16",
    "HE-REC-18",
    "HE-REC-19",
    "HE-IND-01",
    "HE-IND-02",
    "HE-IND-03",
    "HE-SUP-01",
    "HE-SUP-02",
    "HE-SUP-03",
    "HE-SUP-04",
    "HE-SUP-05",
    "HE-SUP-06",
    "HE-UNS-01",
)
def test_each_element_is_asked_of_each_agency_and_keeps_its_states(house: Partnership) -> None:
    head, manager = house.post_holder("teacher"), house.post_holder("business_manager")
    for element in ELEMENTS.values():
        assert stands(head, "school", element) is None
        say(head, "school", element, state="not_in_place", evidence="Nobody was asked yet.")
        say(head, "school", element)
        held = stands(manager, "school", element)
        assert held is not None and held.state == "in_place"
    with seen_by(manager):
        school = reading.agency(manager, "school")
        police = reading.agency(manager, "police")
    assert school is not None and police is not None
    assert school.count("in_place") == len(ELEMENTS) and police.count("") == len(police.lines)
    assert all(line.citation.startswith("HE 14.7.") for line in school.lines)


@pytest.mark.rows("HE-REC-19")
def test_a_worker_under_enquiry_is_one_link_from_the_designated_officer(house: Partnership) -> None:
    """The link opens the referral; it is the same whether or not an allegation is there."""
    head, scrutineer = house.post_holder("teacher"), house.post_holder("scrutineer")
    link = '<a class="govuk-link" href="/allegations/refer/">Tell the designated officer</a>'
    page = house.client(head).get("/speaking-up/safe-recruitment/school/").content.decode()
    assert link in page
    assert "<h1" in house.client(head).get("/allegations/refer/").content.decode()
    with_one = taken_up(house, employer="Invented School")
    again = house.client(head).get("/speaking-up/safe-recruitment/school/").content.decode()
    assert again.count(link) == 1 and with_one.held.reference not in again
    read_only = house.client(scrutineer).get("/speaking-up/safe-recruitment/school/").content.decode()
    assert "under enquiry by the police" in read_only and link not in read_only, (
        "whoever may not refer gets no dead link"
    )


@pytest.mark.rows("HE-SUP-01")
def test_senior_managers_owe_eight_conditions_and_the_central_record_is_prompted() -> None:
    lists = choices.elements()
    assert sum(1 for _, _, citation in lists["supervision"] if citation == "HE 14.7.36") == 8
    assert set(lists) == set(reading.GROUPS) and len(lists["record"]) == 4
    codes = [code for found in lists.values() for code, _, _ in found]
    assert len(codes) == len(set(codes)) and set(ELEMENTS.values()) <= set(codes)


@pytest.mark.rows("HE-REC-01")
def test_one_says_it_for_ones_own_agency_and_sees_no_other(house: Partnership) -> None:
    head, doctor = house.post_holder("teacher"), house.post_holder("gp")
    say(head, "school", "ref-content")
    with pytest.raises(PermissionDenied):
        say(doctor, "school", "ref-content")
    with seen_by(doctor):
        assert reading.agency(doctor, "school") is None and ElementState.objects.count() == 0
        assert [one.key for one in reading.in_sight(doctor)] == ["surgery"]
    manager = house.post_holder("business_manager")
    say(manager, "surgery", "ref-content")
    assert stands(doctor, "surgery", "ref-content") is not None
    with seen_by(house.post_holder("partner")):
        assert ElementState.objects.count() == 2
    for lack in ({"evidence": ""}, {"state": ""}, {"seen_on": None}, {"seen_on": timezone.localdate() + DAY}):
        with pytest.raises(CannotMove):
            say(head, "school", "ref-content", **lack)
    with pytest.raises(CannotMove):
        say(head, "school", "ref-nothing")


@pytest.mark.rows("HE-REC-17")
def test_that_police_information_came_is_seen_by_whoever_noted_it_alone(house: Partnership) -> None:
    head = house.post_holder("teacher")
    given = {"candidate": "K7", "came_on": timezone.localdate(), "handled": "In the safe.", "destroy_on": None}
    with seen_by(head):
        keeping.note_police_information(by=head, given=given)
        for lack in ({"candidate": ""}, {"handled": ""}, {"came_on": timezone.localdate() + DAY}):
            with pytest.raises(CannotMove):
                keeping.note_police_information(by=head, given={**given, **lack})
        assert [one.candidate for one in reading.police_notes(head)] == ["K7"]
    others = ("business_manager", "administrator", "partner", "privacy_officer", "scrutineer", "lado")
    for viewer in (*(house.post_holder(role) for role in others), house.post_holder("teacher", 2)):
        with seen_by(viewer):
            assert PoliceNote.objects.count() == 0
    with seen_by(house.post_holder("partner")), pytest.raises(PermissionDenied):
        keeping.note_police_information(by=house.post_holder("partner"), given=given)


@pytest.mark.rows("HE-REC-14")
def test_what_each_level_of_check_shows_is_there_to_be_read_where_checks_are_spoken_of(house: Partnership) -> None:
    browser, at = house.client(house.post_holder("teacher")), "/speaking-up/safe-recruitment/school/"
    cited = [citation for _, citation in choices.check_levels()]
    assert cited == ["HE 14.7.19", "HE 14.7.20", "HE 14.7.21", "HE 14.7.23"]
    for element in ("check-done", "check-asked", "scr-check"):
        page = browser.get(f"{at}{element}/").content.decode()
        for words in (
            "convictions (spent ones too)",
            "reprimands",
            "final warnings",
            "local police",
            "barred from work",
        ):
            assert words in page, f"{element}: {words}"
        assert "about 2007" in page, "nobody takes it for what is shown today"
    assert "final warnings" not in browser.get(f"{at}ref-content/").content.decode()


@pytest.mark.rows("HE-REC-01")
def test_each_agency_reads_which_duty_in_law_its_recruitment_serves_and_by_what(house: Partnership) -> None:
    scrutineer = house.client(house.post_holder("scrutineer"))
    owed = {
        "school": ("section 175", "section 157"),
        "police": ("section 11",),
        "council": ("section 11", "section 175"),
    }
    for key, sections in owed.items():
        page = " ".join(scrutineer.get(f"/speaking-up/safe-recruitment/{key}/").content.decode().split())
        table = page.partition("Which duty in law this serves")[2].partition("</table>")[0]
        assert {one for one in ("section 11:", "section 175:", "section 157:") if one in table} == {
            f"{one}:" for one in sections
        }
        assert f"All {len(reading.GROUPS)} parts above" in table, "every part of it serves the duty"
        assert "0 of 42" in table, "and how far it does"
