"""The pages of chronologies: who opens them, a spreadsheet with bad rows, what leaves, what is journalled, how they grow."""

import csv
import datetime
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sharedduty.foundations.access.api import grant, seen_by
from sharedduty.foundations.chronology.actions import doubting, running, writing
from sharedduty.foundations.chronology.importing import COLUMNS
from sharedduty.foundations.chronology.models import Discrepancy, Entry
from sharedduty.foundations.chronology.rules.comparing import DIFFERS, IMPOSSIBLE
from sharedduty.foundations.people.api import register_person
from tests.chronology.scenes import HEADING, LINE, Told
from tests.chronology.scenes import told as opened
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
ROOM = "/chronologies/"


def text(answer) -> str:
    return " ".join(answer.content.decode().split()).replace("&#39;", "'")


def at(told: Told, *more: str) -> str:
    return ROOM + "/".join((told.held.reference, *more)) + ("" if more and "." in more[-1] else "/")


def part_at(told: Told, agency: str, *more: str) -> str:
    return ROOM + "parts/" + "/".join((told.parts[agency].reference, *more)) + "/"


@pytest.mark.rows("HE-CHR-06")
def test_while_no_agency_has_sent_anything_its_silence_is_not_called_a_gap(house) -> None:
    case = opened(house, gap_weeks=10)
    assert case.held.gap_weeks and not case.composite().suggestions
    assert "A long time not seen" not in text(case.house.client(case.unit).get(at(case)))


@pytest.mark.rows("HE-CHR-03", "HE-CHR-06")
def test_the_whole_says_what_is_next_what_does_not_fit_and_how_often_the_child_was_seen(told: Told) -> None:
    browser = told.house.client(told.unit)
    page = text(browser.get(at(told)))
    assert "What may not fit: 3" in page and "May be the same event: 1" in page and "Longest time between" in page
    assert told.held.reference in text(browser.get(ROOM))
    one = next(each for each in told.composite().suggestions if each.kind == DIFFERS)
    step = text(browser.get(f"{at(told, 'take-up')}?mark={one.mark}"))
    assert "child seen: yes for the one" in step and "Visit home" in step
    taken = browser.post(f"{at(told, 'take-up')}?mark={one.mark}", {"which": one.mark, "note": "Ask both."})
    assert taken.status_code == 302
    with seen_by(told.unit):
        doubt = Discrepancy.objects.get()
    assert f"Tell the agencies of {doubt.reference}" in text(browser.get(at(told)))
    refused = browser.post(f"{ROOM}discrepancies/{doubt.reference}/tell/", {"question": " "})
    assert refused.status_code == 422 and "Write what the agencies are asked." in text(refused)
    asked = (
        text(browser.get(f"{ROOM}discrepancies/{doubt.reference}/tell/"))
        .partition("<textarea")[2]
        .partition("</textarea>")[0]
    )
    assert "says something else" in asked and "child seen" not in asked, (
        "nothing of what another agency wrote is told by itself"
    )
    assert browser.post(f"{ROOM}discrepancies/{doubt.reference}/tell/", {"question": "What?"}).status_code == 302
    assert "Agency told" in text(browser.get(f"{ROOM}discrepancies/{doubt.reference}/"))
    agency = told.house.client(told.writer("health"))
    assert "Answer what does not fit in a chronology" in text(agency.get("/my-work/"))
    assert "What?" in text(agency.get(part_at(told, "health")))
    assert agency.get(f"{ROOM}discrepancies/{doubt.reference}/").status_code == 404
    other = next(each for each in told.composite().suggestions if each.kind == IMPOSSIBLE)
    aside = {"which": other.mark, "outcome": "The class went to the hospital school."}
    assert browser.post(f"{at(told, 'dismiss')}?mark={other.mark}", aside).status_code == 302
    assert "What may not fit: 1" in text(browser.get(at(told)))


@pytest.mark.rows("HE-CHR-07")
def test_a_spreadsheet_with_bad_rows_is_listed_by_line_and_column_and_nothing_is_taken_in(house) -> None:
    told = opened(house).asks("police")
    browser = told.house.client(told.writer("police"))
    rows = (
        "03/03/2025,25:10,Visit,Log,,,,\n2025-03-04,,,Log,,maybe,,\n2025-13,,Call,Log,,,,\n2025-02,9:00,Call,,,,,\n"
        "2025-03-05,10:00,=1+1,Log,,yes,,\n"
    )
    sent = browser.post(
        part_at(told, "police", "take-in"), {"file": SimpleUploadedFile("police.csv", (HEADING + rows).encode())}
    )
    page = text(sent)
    assert sent.status_code == 422 and "Nothing was taken in" in page and "1 row is right" in page
    assert all(
        word in page
        for word in ("write it as 16:05", "write what happened", "write yes or no", "only the month is known")
    )
    with seen_by(told.unit):
        assert Entry.objects.count() == 0
    answer = browser.post(part_at(told, "police", "take-in"), {"good_only": "1", "text": HEADING + rows})
    assert answer.status_code == 302
    with seen_by(told.unit):
        assert list(Entry.objects.values_list("event", flat=True)) == ["=1+1"]
    again = browser.post(part_at(told, "police", "take-in"), {"good_only": "1", "text": HEADING + rows}, follow=True)
    assert "0 lines taken in. 1 line stood here already." in text(again)
    for wrong, said in ((b"date,event\n", "these are missing: source"), (b"\xff\xfe\x00", "not UTF-8"),
                        (HEADING.encode(), "a heading and no rows"), (b"PK\x03\x04rubbish", "not a workbook"),
                        (b"date,event,source,spy\n", "not known: spy")):  # fmt: skip
        refused = browser.post(part_at(told, "police", "take-in"), {"file": SimpleUploadedFile("x.csv", wrong)})
        assert refused.status_code == 422 and said in text(refused), said
    assert "Choose the file." in text(browser.post(part_at(told, "police", "take-in"), {}))


@pytest.mark.rows("HE-CHR-07")
def test_a_workbook_is_taken_in_with_its_dates_and_no_formula(house) -> None:
    told = opened(house).asks("police")
    book, kept = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Date", "Time", "Event", "Source", "Seen", "Precision"])
    sheet.append([datetime.datetime(2025, 3, 3, 9, 5), None, "Call", "Log", "Yes", None])  # noqa: DTZ001 (as sheets hold it)
    sheet.append([datetime.datetime(2025, 3, 4), datetime.time(16, 5), "Visit", "Log", None, None])  # noqa: DTZ001
    sheet.append([datetime.datetime(2025, 3, 5), None, "Letter", "Log", None, "about"])  # noqa: DTZ001
    book.save(kept)
    browser = told.house.client(told.writer("police"))
    answer = browser.post(part_at(told, "police", "take-in"), {"file": SimpleUploadedFile("p.xlsx", kept.getvalue())})
    assert answer.status_code == 302, text(answer)
    page = text(browser.get(part_at(told, "police")))
    assert all(
        words in page for words in ("Monday 3 March 2025, 9:05am", "Tuesday 4 March 2025, 4:05pm", "about 5 March 2025")
    )


@pytest.mark.rows("HE-CHR-01", "HE-CHR-04", "HE-CHR-05")
def test_a_line_typed_says_how_exactly_it_is_known_and_with_which_marks(house) -> None:
    told = opened(house).asks("police")
    browser = told.house.client(told.writer("police"))
    assert "Write the first line" in text(browser.get(part_at(told, "police"))).replace(
        "write the first", "Write the first"
    )
    day = {"date-day": "3", "date-month": "3", "date-year": "2025"}
    whole = {**day, "precision": "exact", "time": "10am", "event": "Visit", "source": "Log", "seen": "yes", "views_sought": "yes",
             "views_given": "no", "decision": "Come again", "service": "Advice", "action": "Rang health"}  # fmt: skip
    step = part_at(told, "police", "line-new")
    early = {"until_date-day": "2", "until_date-month": "3", "until_date-year": "2025", "until_time": "9am"}
    for wrong, said in (
        ({"time": ""}, "Enter the time"), ({"precision": "day"}, "A time is given"), ({"source": ""}, "Say which document"),
        ({"event": ""}, "Write what happened"), ({"date-year": "2099"}, "in the past"), (early, "before it began"),
    ):  # fmt: skip
        refused = browser.post(step, {**whole, **wrong})
        assert refused.status_code == 422 and said in text(refused), said
        assert "Come again" in text(refused), "what was typed stays"
    assert browser.post(step, whole).status_code == 302
    page = text(browser.get(part_at(told, "police")))
    assert all(
        words in page for words in ("Monday 3 March 2025, 10am", "Views sought", "Seen", "Come again", "Rang health")
    )
    entry = told.entry("police")
    line = f"{part_at(told, 'police')}lines/{entry.reference}/"
    changed = browser.post(f"{line}correct/", {**whole, "time": "11am", "because": "Read wrongly"})
    assert changed.status_code == 302
    shown = text(browser.get(line))
    assert "Version 1, before" in shown and "10am" in shown and "Read wrongly" in shown
    assert browser.post(f"{line}take-out/", {"because": "Another child"}).status_code == 302
    assert "Not compared" in text(browser.get(line)) and browser.get(f"{line}correct/").status_code == 404


@pytest.mark.rows("HE-CHR-08")
def test_what_leaves_is_neutral_keeps_its_sources_and_holds_no_name_of_the_key(told: Told) -> None:
    police = told.writer("police")
    with seen_by(police):
        writing.add_line(
            by=police,
            held=told.part("police"),
            given={**LINE, "event": "=HYPERLINK(1)", "precision": "day", "time": None},
        )
    browser = told.house.client(told.unit)
    sent = b"".join(browser.get(at(told, "lines.csv")).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sent)))
    assert len(rows) == 8 and {one["Agency"] for one in rows} == {
        "Police",
        "Health",
        "Testshire school",
        "Testshire council",
    }
    one = next(each for each in rows if "HYPERLINK" in each["Event"])
    assert one["Event"].startswith("'=") and one["Time"] == "" and one["Line"].startswith("CE-")
    assert next(each for each in rows if each["Event"] == "Often late")["Date"] == "2025-02"
    printed = text(browser.get(at(told, "print")))
    assert "Not for publication." in printed and "Robin" not in printed and "Ward round" in printed
    with seen_by(police):
        writing.add_line(by=police, held=told.part("police"), given={**LINE, "event": "Robin was quiet"})
    for page in ("lines.csv", "print"):
        refused = browser.get(at(told, page))
        assert refused.status_code == 409 and "A real name stands in the chronology" in text(refused)
    assert told.house.client(police).get(at(told, "lines.csv")).status_code == 404


@pytest.mark.rows("HE-CHR-02")
def test_the_lines_and_the_picture_name_agencies_and_their_marks(told: Told) -> None:
    browser = told.house.client(told.unit)
    page = text(browser.get(at(told, "lines")))
    assert "Lines: 7" in page and "Outside the period" not in page.partition("<tbody>")[2]
    only = text(browser.get(f"{at(told, 'lines')}?only=seen&agency={told.parts['school'].reference}"))
    assert "Lines: 1" in only and "Reading group" in only
    picture = text(browser.get(at(told, "picture")))
    assert "<svg" in picture and "February 2025, day not known" in picture and "child seen" in picture
    assert "Not seen by any line" in picture


def test_a_column_list_is_given_to_whoever_writes(told: Told) -> None:
    browser = told.house.client(told.writer("police"))
    sent = b"".join(browser.get(f"{ROOM}asked/columns.csv").streaming_content).decode("utf-8-sig")
    assert sent.strip().split(",") == list(COLUMNS)
    assert told.parts["police"].reference in text(browser.get(f"{ROOM}asked/"))


def test_what_is_shared_is_read_and_not_written(told: Told) -> None:
    police = told.house.client(told.writer("police"))
    assert police.get(at(told)).status_code == 404
    with seen_by(told.unit):
        running.share(by=told.unit, held=told.now(), given={"reason": "To read together."})
    assert "Ward round" in text(police.get(at(told, "lines")))
    page = text(police.get(at(told)))
    assert "The key" not in page and "What may not fit" not in page
    assert police.get(part_at(told, "health")).status_code == 404
    assert police.get(at(told, "share")).status_code == 404


def test_every_opening_is_journalled_with_all_the_files_it_showed(told: Told) -> None:
    browser = told.house.client(told.unit)
    files = {one.case_file_id for one in told.parts.values()}
    for page in (at(told), at(told, "lines"), at(told, "picture"), at(told, "print")):
        with journal_rows() as rows:
            browser.get(page)
        shown = [row for row in rows if row["object_ref"] == told.held.reference]
        assert shown and files <= set(shown[0]["files"]), page
    with journal_rows() as rows:
        browser.get(at(told, "lines.csv"))
    assert [row["verb"] for row in rows if row["object_ref"] == told.held.reference] == ["exported"]


def test_the_pages_of_steps_journal_the_lines_they_show(told: Told) -> None:
    browser, files = told.house.client(told.unit), {one.case_file_id for one in told.parts.values()}
    for step in ("together", "take-up", "dismiss", "find"):
        with journal_rows() as rows:
            browser.get(at(told, step))
        assert files <= {file for row in rows for file in row["files"] or ()}, step


def test_the_family_stands_beside_the_picture_where_the_childs_record_is_in_sight(house) -> None:
    worker, unit = house.post_holder("front_door_worker"), house.post_holder("business_manager")
    with seen_by(worker):
        child = register_person(
            by=worker, area_id=house.area.pk, given_names="Robin", family_name="Testwick", birth_known="unknown"
        )
    told = opened(house, person_id=child.pk)
    browser = house.client(unit)
    assert "The family" not in text(browser.get(at(told, "picture")))
    with seen_by(worker):
        grant(by=worker, file=child.case_file, level="read", why="the review", account_id=unit.account_id)
    with journal_rows() as rows:
        page = text(browser.get(at(told, "picture")))
    assert "The family" in page and child.case_file_id in {file for row in rows for file in row["files"] or ()}


def test_the_pages_ask_no_more_of_the_database_as_lines_grow(told: Told) -> None:
    browser, health = told.house.client(told.unit), told.writer("health")

    def grow(number: int) -> None:
        with seen_by(health):
            for hour in range(8, 12):
                writing.add_line(
                    by=health, held=told.part("health"), given={**LINE, "time": datetime.time(hour, number)}
                )
        with seen_by(told.unit):
            given = {"why": f"Look {number}", "agencies": [told.parts["health"].reference]}
            doubting.find(by=told.unit, held=told.now(), given=given)

    grow(0)
    pages = (ROOM, at(told), at(told, "lines"), at(told, "picture"), at(told, "print"), part_at(told, "health"))
    few = {page: counted(lambda page=page: browser.get(page)) for page in pages}
    for number in range(1, 4):
        grow(number)
    for page, asked in few.items():
        assert 5 < counted(lambda page=page: browser.get(page)) <= asked < 60, page
