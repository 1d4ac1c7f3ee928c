"""Another tracker taken in: every row checked, its words translated by a person, the original kept, nothing done by it."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.plain.tables import CannotRead
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.action_plans.actions.taking_in import take_in_tracker
from sharedduty.modules.action_plans.models import TrackedRecommendation
from sharedduty.modules.action_plans.queries.choices import labels
from sharedduty.modules.action_plans.rules import tracking
from tests.action_plans.scenes import WORDS, taken_in, today
from tests.action_plans.test_pages import ROOM, text

pytestmark = pytest.mark.django_db
AT = f"{ROOM}tracker/"
HEADING = "Recommendation,Kind of source,Source,Number,Made on,Worded as,Owner,Due on,State\n"
RIGHT = (
    "Schools hear of every visit.,Rapid review,Review of a fall,1,2024-03-01,Should,Head of public protection,01/09/2024,Green\n"
    '"Ask, and write down, who lives there.",multi_agency_audit,Audit of homes,2,02/04/2024,,,,Amber: drafting\n'
    "Have one number.,external_audit,Audit of calls,,2023-11-05,,Director,,Green\n"
)
MEANS = {"Amber: drafting": "under_way", "Green": "done"}


def read(rows: str, heading: str = HEADING) -> tracking.TrackerTable:
    """A tracker's text as the room reads it."""
    return tracking.read_tracker(heading + rows, kinds=labels("source"), strengths=labels("modality"), today=today())


def sent(content: str | bytes, **more: Any) -> dict[str, Any]:
    """A tracker's file as the form sends it."""
    data = content.encode() if isinstance(content, str) else content
    return {"tracker": "Quality group's tracker", "file": SimpleUploadedFile("tracker.csv", data), **more}


@pytest.mark.rows("TRK-16", "TRK-01")
def test_a_tracker_is_taken_in_with_its_words_translated_by_a_person_and_nothing_counts_as_done(house) -> None:
    unit = house.post_holder("business_manager")
    browser = house.client(unit)
    assert "Take in another tracker" in text(browser.get(ROOM))
    asked = browser.post(AT, sent(HEADING + RIGHT))
    shown = text(asked)
    assert asked.status_code == 200 and "3 recommendations can be taken in" in shown
    assert "“Green”" in shown and "“Amber: drafting”" in shown
    with seen_by(unit):
        assert not TrackedRecommendation.objects.exists(), "nothing before its words are translated"
    again = {"tracker": "Quality group's tracker", "text": HEADING + RIGHT, "translated": "1", "means1": "under_way"}
    refused = browser.post(AT, again)
    assert refused.status_code == 422 and "Say what “Green” means." in text(refused) and "#id_means2" in text(refused)
    done = browser.post(AT, {**again, "means2": "done"}, follow=True)
    assert "3 recommendations are in the register. Look at each next." in text(done)
    with seen_by(unit):
        made = list(TrackedRecommendation.objects.order_by("source_title"))
        assert {one.stage for one in made} == {"received"} and not any(one.accepted_on or one.ended_on for one in made)
        calls, homes, fall = made
        assert (fall.tracker, fall.tracker_said, fall.tracker_means) == (
            "Quality group's tracker, line 2",
            "Green",
            "done",
        )
        assert (fall.owner, fall.due_on) == ("Head of public protection", datetime.date(2024, 9, 1))
        assert (homes.source_kind, homes.modality, homes.due_on) == ("multi_agency_audit", "should", None)
        assert calls.source_kind == "external_audit"
    page = text(browser.get(f"{ROOM}{fall.reference}/"))
    assert "“Green”, which means: Something was done. Here it counts once it is shown." in page
    taken = text(browser.get(f"{ROOM}export/?show=decide"))
    assert "Amber: drafting" in taken and "Under way" in taken
    same = browser.post(AT, {**again, "means2": "done"}, follow=True)
    assert "0 recommendations are in the register" in text(same) and "3 stood here already." in text(same)
    with seen_by(unit):
        assert TrackedRecommendation.objects.count() == 3


@pytest.mark.rows("TRK-16")
@pytest.mark.parametrize(("row", "column", "said"), [
    (",Rapid review,A,1,2024-03-01,,,,", "recommendation", "it is empty"),
    ("Do it.,A rumour,A,1,2024-03-01,,,,", "kind_of_source", "write one of: "),
    ("Do it.,Rapid review,,1,2024-03-01,,,,", "source", "it is empty"),
    ("Do it.,Rapid review,A,1,31/02/2024,,,,", "made_on", "write it as 2025-03-27 or 27/03/2025"),
    ("Do it.,Rapid review,A,1,2999-01-01,,,,", "made_on", "it lies in the future"),
    ("Do it.,Rapid review,A,1,2024-03-01,Perhaps,,,", "worded_as", "write one of: "),
    ("Do it.,Rapid review,A,1,2024-03-01,,,soon,", "due_on", "write it as 2025-03-27 or 27/03/2025"),
    (f"Do it.,Rapid review,A,{'9' * 21},2024-03-01,,,,", "number", "it has more than 20 characters"),
    (f"Do it.,Rapid review,A,1,2024-03-01,,,,{'g' * 81}", "state", "it has more than 80 characters"),
    ("Do it.,Rapid review,A,1,2024-03-01,,,,Green,more", "state", "there are more cells than columns"),
    ("Schools hear of every visit.,Rapid review,review of A  FALL,1,2024-03-01,,,,", "recommendation",
     "the same stands on line 2"),
])  # fmt: skip
def test_each_fault_is_named_by_line_and_column(db: None, row: str, column: str, said: str) -> None:
    table = read(RIGHT + row + "\n")
    [fault] = table.faults
    assert (fault.line, fault.column) == (5, column) and fault.said.startswith(said)
    assert len(table.good) == 3


@pytest.mark.parametrize(("rows", "heading", "said"), [
    ("", HEADING, "a heading and no rows"),
    (RIGHT, "Recommendation,Source\n", "these are missing: kind_of_source, made_on"),
    (RIGHT, HEADING.replace("Owner", "Cousin"), "not known: cousin"),
    (RIGHT, HEADING.replace("Owner", "State"), "stands twice"),
    ("".join(f"Do {n}.,Rapid review,A,{n},2024-03-01,,,,\n" for n in range(501)), HEADING, "more than 500 rows"),
    ("".join(f"Do {n}.,Rapid review,A,{n},2024-03-01,,,,s{n}\n" for n in range(21)), HEADING, "more than 20 different words"),
    ('"Do it.,Rapid review\n', HEADING, "stops being CSV"),
])  # fmt: skip
def test_a_file_that_is_no_tracker_is_refused_as_a_whole(db: None, rows: str, heading: str, said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        read(rows, heading)


def test_rows_that_are_right_go_on_only_where_that_is_asked_for_and_a_workbook_is_read_as_a_file(house) -> None:
    unit = house.post_holder("business_manager")
    browser, wrong = house.client(unit), "Do it.,A rumour,A,1,2024-03-01,,,,Green\n"
    refused = browser.post(AT, sent(HEADING + wrong + RIGHT))
    assert refused.status_code == 422 and "1 thing in the file must be mended" in text(refused)
    assert "3 rows are right." in text(refused) and "kind_of_source" in text(refused)
    held = {"tracker": "Quality group's tracker", "text": HEADING + wrong + RIGHT, "good_only": "1"}
    assert "3 recommendations can be taken in" in text(browser.post(AT, held))
    answered = {**held, "translated": "1", "means1": "under_way", "means2": "in_place"}
    assert "1 fault left rows out." in text(browser.post(AT, answered, follow=True))
    book = openpyxl.Workbook()
    for cells in (["Recommendation", "Kind of source", "Source", "Made on"],
                  ["Visit at weekends.", "Inspection", "Inspection of 2025", datetime.date(2025, 5, 2)]):  # fmt: skip
        book.active.append(cells)
    book.save(kept := io.BytesIO())
    assert "1 recommendation is in the register." in text(browser.post(AT, sent(kept.getvalue()), follow=True))
    with seen_by(unit):
        assert TrackedRecommendation.objects.get(source_kind="inspection").made_on == datetime.date(2025, 5, 2)
        assert TrackedRecommendation.objects.count() == 4


@pytest.mark.parametrize(("given", "said"), [
    ({"tracker": "T"}, "Choose the file."),
    (sent(HEADING + RIGHT, tracker=" "), "Say what the tracker is called."),
    (sent(b"\xff\xfe\x00"), "not UTF-8"),
    (sent(HEADING.encode() + b"a\0b"), "null bytes"),
    (sent(b"PK\x03\x04nothing"), "not a workbook that can be read"),
])  # fmt: skip
def test_what_cannot_be_read_says_how_to_mend_it(house, given: dict[str, Any], said: str) -> None:
    answer = house.client(house.post_holder("business_manager")).post(AT, given)
    assert answer.status_code == 422 and said in text(answer)


def test_who_keeps_the_register_takes_a_tracker_in_and_nobody_else(house) -> None:
    table = read(RIGHT)
    delegate = house.post_holder("partner")
    assert house.client(delegate).get(AT).status_code == 404
    with seen_by(delegate), pytest.raises(PermissionDenied):
        take_in_tracker(by=delegate, tracker="T", lines=table.good, means=MEANS)
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        with pytest.raises(CannotMove) as refused:
            take_in_tracker(by=unit, tracker="T", lines=table.good, means={"Green": "emerald"})
        assert [one.text for one in refused.value.missing] == [
            "Say what “Amber: drafting” means.",
            "Say what “Green” means.",
        ]
        assert not TrackedRecommendation.objects.exists()
    assert text(house.client(unit).get(f"{AT}columns/")).lstrip("\ufeff").startswith(",".join(tracking.COLUMNS[:3]))


def test_what_the_register_has_already_is_left_out(house) -> None:
    plan = taken_in(house)
    row = f"{WORDS.upper()},rapid_review,{plan.held.source_title},1,2024-03-01,,,,\n"
    with seen_by(plan.unit):
        assert take_in_tracker(by=plan.unit, tracker="T", lines=read(row).good, means={}) == []
