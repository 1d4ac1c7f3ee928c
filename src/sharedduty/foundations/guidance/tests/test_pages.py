"""The public pages: guidance, when something is due, the threshold guide."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from sharedduty.foundations.guidance import api as guidance
from sharedduty.foundations.guidance.calendar_picture import calendar_picture
from sharedduty.foundations.guidance.forms import read_time
from sharedduty.foundations.plain.clocks import parse_instant

pytestmark = pytest.mark.django_db


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def ask(client, **changed):
    asked = {
        "clock": "referral.decision",
        "on-day": "24",
        "on-month": "12",
        "on-year": "2026",
        "at": "16:00",
        "edition": "",
    }
    return text_of(client.get(f"/when-is-it-due/?{urlencode(asked | changed)}"))


def test_every_page_of_guidance_opens_for_anybody(client):
    for name in ("guidance", "guidance_clocks", "guidance_compare", "guidance_not_checked", "guidance_watch_list"):
        assert text_of(client.get(reverse(name))).count("<h1") == 1
    for pack_id, pack in guidance.packs().items():
        assert pack.title.split(":")[0] in text_of(client.get(reverse("guidance_pack", args=[pack_id]))).replace(
            "&#39;", "'"
        )
        for part in pack.tables:
            text_of(client.get(reverse("guidance_pack_part", args=[pack_id, part])))
    for key in guidance.clock_keys():
        assert key in text_of(client.get(reverse("guidance_clock", args=[key])))


@pytest.mark.parametrize(
    "path",
    [
        "/guidance/editions/wt-1066/",
        "/guidance/editions/wt-2018/wishes/",
        "/guidance/editions/cwsa-macpt/clocks/",
        "/guidance/clocks/nothing.such/",
        "/guidance/provision/",
        "/guidance/provision/?of=WT2018+ch9",
    ],
)
def test_what_is_not_there_is_a_404(client, path):
    assert client.get(path).status_code == 404


def test_the_first_page_says_what_is_in_force_and_what_is_not(client):
    said = text_of(client.get("/guidance/"))
    assert "Working Together to Safeguard Children 2026" in said
    assert "Not checked yet" in said and "Not in force yet" in said and "closed to new cases" in said


def test_a_provision_shows_our_words_its_force_and_the_clocks_that_rest_on_it(client):
    said = text_of(client.get(f"/guidance/provision/?{urlencode({'of': 'WT2018 ch1 ¶71'})}"))
    assert "Within one working day" in said and "seed 004 L1748-1755" in said
    assert "Decide next steps on a referral" in said and "Acknowledge a referral" in said


def test_two_editions_side_by_side(client):
    said = text_of(client.get("/guidance/compare/?from=gloucestershire-2019&to=gloucestershire-2023"))
    assert "No longer there" in said and "Gloucestershire NHS Integrated Care Board" in said and "30 June 2022" in said
    refused = text_of(client.get("/guidance/compare/?from=wt-2018&to=wt-2018"))
    assert "Choose two different editions" in refused and "<title>Error:" in refused
    assert "Choose the second edition" in text_of(client.get("/guidance/compare/?from=wt-2018&to=nonsense"))


PAIRS = (
    ("wt-2018", "wt-2026"), ("wt-2018", "wt-2023"), ("wt-2015", "wt-2018"), ("kcsie-2025", "kcsie-2026"),
    ("gloucestershire-2019", "gloucestershire-2023"), ("panel-2022", "panel-2025"),
)  # fmt: skip


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_a_comparison_speaks_the_readers_words_and_not_ours(client, earlier, later):
    page = text_of(client.get(f"/guidance/compare/?from={earlier}&to={later}"))
    said = page.split("</form>")[-1]
    assert re.findall(r"\b\d{4}-\d{2}-\d{2}\b", said) == [], "days are in words"
    assert re.findall(r"seed \d|guidance-now|\bL\d+\b|¶|\bch\d", said) == [], "nobody but us has our papers"


def test_a_comparison_writes_out_citations_days_and_states(client):
    said = text_of(client.get("/guidance/compare/?from=wt-2015&to=wt-2018"))
    assert "Working Together to Safeguard Children 2018, chapter 1, paragraph 71" in said
    later = text_of(client.get("/guidance/compare/?from=wt-2018&to=wt-2026"))
    assert "4 July 2018" in later and "14 December 2023" in later and "Not checked yet" in later
    assert "Working Together to Safeguard Children 2018, July 2018" in later, "the heads of the table name the editions"


def test_a_date_with_its_counting_its_source_its_caution_and_the_other_layers(client):
    said = ask(client, clock="lcspr.presend.guidance", **{"on-day": "11", "on-month": "1", "on-year": "2027"})
    assert "End of Wednesday 30 December 2026" in said
    assert "carried from WT2018, not yet checked against the current edition" in said
    assert "bank holiday: New Year" in said and "SI 2018/789 reg 16" in said and "Monday 4 January 2027" in said
    assert "This is a must" in said


def test_the_page_gives_the_same_date_as_the_packs(client):
    for key in ("referral.decision", "icpc.hold", "rcpc.first", "cdop.papers", "lcspr.available"):
        found = guidance.due(key, parse_instant("2026-12-24T16:00"))
        day = f"{found.due.day} {found.due:%B %Y}"
        assert day in ask(client, clock=key), key


def test_no_date_is_guessed_where_there_is_no_number(client):
    said = ask(client, clock="rapidreview.complete", edition="wt-2018")
    assert "There is no date for this" in said and "promptly" in said
    assert "sd-done-panel" not in said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"clock": ""}, "Choose what has to be done"),
        ({"clock": "nothing.such"}, "Choose what has to be done from the list"),
        ({"on-day": "31", "on-month": "2"}, "February 2026 does not have 31 days"),
        ({"at": "99"}, "Enter the time like 16:00 or 4pm"),
        ({"on-day": "29", "on-month": "3", "at": "01:30"}, "the clocks went forward"),
        ({"on-year": "2141"}, "outside the working-day calendar"),
        ({"on-year": "2001"}, "No edition in force"),
        ({"edition": "wt-1066"}, "Choose an edition from the list"),
        ({"edition": "panel-2025"}, "has no clock"),
        ({"clock": "referral.written", "at": ""}, "enter the time it started"),
    ],
)
def test_a_wrong_answer_comes_back_with_everything_typed_and_how_to_mend_it(client, changed, said):
    page = ask(client, **changed)
    assert said in page.replace("&#39;", "'") and "There is a problem" in page and "<title>Error:" in page
    assert 'value="2026"' in page or "on-year" in changed


@pytest.mark.parametrize(
    ("typed", "read"),
    [("16:00", "16:00"), ("4pm", "16:00"), ("4.05 PM", "16:05"), ("12am", "00:00"), ("1600", "16:00"), ("9", "09:00")],
)
def test_times_are_read_as_people_write_them(typed, read):
    assert f"{read_time(typed):%H:%M}" == read


@pytest.mark.parametrize("typed", ["25:00", "13pm", "noon", "12:60", "-1", "0pm"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError):
        read_time(typed)


def test_the_calendar_is_drawn_only_for_what_is_counted_day_by_day():
    days = guidance.due("icpc.hold", parse_instant("2026-12-10T10:00"), explain=True).counted
    picture = calendar_picture("Counting", days)
    assert picture is not None and len(picture.rows) == len(days) and "January 2027" in str(picture)
    months = guidance.due("rcpc.first", parse_instant("2026-12-10T10:00"), explain=True).counted
    assert calendar_picture("Counting", months) is None
    back = guidance.due("lcspr.presend.guidance", parse_instant("2027-01-11T10:00"), explain=True).counted
    assert "December 2026" in str(calendar_picture("Counting", back))


@pytest.mark.rows("WT-THR-03", "GL-TH-01", "GL-TH-04", "GL-TH-05", "GL-TH-15")
def test_the_threshold_guide_shows_all_of_it_and_works_out_nothing(client):
    said = text_of(client.get("/thresholds/"))
    for level in guidance.threshold_levels():
        assert level.name in said and level.plan.replace("'", "&#39;") in said
    shown = said.replace("&#39;", "'")
    assert [one.text for one in guidance.indicators() if one.text not in shown] == []
    assert "Significant harm happening or likely" in said and "call 999" in said
    assert 'href="/raise/"' in said and "211 of 211 shown" in said
    assert "nothing on this page works out a level" in said
    assert "<table" in said and 'role="img"' in said
    assert 'type="radio"' not in said and 'type="checkbox"' not in said


def test_indicators_are_narrowed_by_level_part_of_life_and_words(client):
    assert "18 of 211 shown" in text_of(client.get("/thresholds/?level=4&dimension=Health&words="))
    wanted = [one for one in guidance.indicators() if "exploitation" in f"{one.text} {one.dimension}".casefold()]
    assert f"{len(wanted)} of 211 shown" in text_of(client.get("/thresholds/?words=exploitation"))
    assert "No indicator fits that" in text_of(client.get("/thresholds/?words=zzz"))
    assert "211 of 211 shown" in text_of(client.get("/thresholds/?level=9"))


def test_an_hour_that_never_was_is_said_as_a_person_would_say_it(client) -> None:
    asked = {
        "clock": "referral.decision",
        "on-day": "29",
        "on-month": "3",
        "on-year": "2026",
        "at": "1:30am",
        "edition": "",
    }
    page = text_of(client.get(f"/when-is-it-due/?{urlencode(asked)}"))
    assert "There was no 01:30 on Sunday 29 March 2026" in page and "Enter another time" in page
    assert "T01:30" not in page
