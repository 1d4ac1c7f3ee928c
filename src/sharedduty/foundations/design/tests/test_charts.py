"""Charts: names for those who cannot see them, tables that say the same, hostile words kept as words, nothing inline."""

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedduty.foundations.design import charts, samples
from sharedduty.foundations.design.charts.family import place_family
from sharedduty.foundations.design.charts.picture import element, steps
from sharedduty.foundations.design.dates import LONDON

from .html_parts import parts_of, tags_of, words_of

HOSTILE = "</svg><script>alert(1)</script>\"'&<img src=x onerror=alert(2)>"
AT = dt.datetime(2026, 11, 23, 16, 0, tzinfo=LONDON)
HOUR = dt.timedelta(hours=1)


def _hostile_pictures() -> list[charts.Picture]:
    day = dt.date(2026, 1, 1)
    return [
        charts.bar_chart(HOSTILE, [HOSTILE, "b"], [(HOSTILE, [1, 2]), ("other", [3, None])], unit=HOSTILE),
        charts.run_chart(HOSTILE, [(HOSTILE, 1), ("b", None), ("c", 9)], unit=HOSTILE, target=4, limits=True),
        charts.clock_bar(HOSTILE, AT, AT + HOUR, AT + 2 * HOUR),
        charts.agency_gauge(HOSTILE, [charts.AgencyAnswer(HOSTILE, "late", 2, HOSTILE)]),
        charts.case_timeline(HOSTILE, [charts.CaseEvent(day, HOSTILE, HOSTILE, until=day)]),
        charts.windscreen(HOSTILE, [charts.Band("1", HOSTILE, HOSTILE), charts.Band(HOSTILE, "two", "")], chosen="1"),
        charts.genogram(HOSTILE, [charts.Person("a", HOSTILE, "female", HOSTILE, True, True)], [], []),
    ]


def _every_picture() -> list[charts.Picture]:
    given_by_gallery = [value for value in samples.pictures().values() if isinstance(value, charts.Picture)]
    return _hostile_pictures() + given_by_gallery + [one["bar"] for one in samples.clocks()]


@pytest.mark.parametrize("picture", _every_picture(), ids=lambda picture: picture.key)
def test_a_picture_has_a_name_a_description_and_a_table(picture: charts.Picture) -> None:
    svg = tags_of(str(picture), "svg")[0]
    assert svg["role"] == "img"
    named = svg["aria-labelledby"].split()
    assert [tags_of(str(picture), "title")[0]["id"], tags_of(str(picture), "desc")[0]["id"]] == named
    assert picture.title
    assert picture.summary
    assert words_of(str(picture)).startswith(" ".join(f"{picture.title} {picture.summary}".split()))
    assert all(len(row) == len(picture.headers) for row in picture.rows)


@pytest.mark.parametrize("picture", _every_picture(), ids=lambda picture: picture.key)
def test_a_picture_holds_nothing_a_strict_policy_forbids(picture: charts.Picture) -> None:
    for part in parts_of(str(picture)):
        if part[0] == "open":
            assert part[1] in {
                "svg", "title", "desc", "defs", "g", "use", "pattern", "rect", "line", "circle", "path", "text",
            }  # fmt: skip
            assert not [name for name, _ in part[2] if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("picture", _hostile_pictures(), ids=lambda picture: picture.key)
def test_hostile_words_stay_words(picture: charts.Picture) -> None:
    assert "<script" not in str(picture)
    assert "<img" not in str(picture)
    assert "alert(1)" in words_of(str(picture))


def test_two_pictures_on_a_page_do_not_share_ids() -> None:
    ids = [found for picture in _every_picture() for found in re.findall(r' id="([^"]+)"', str(picture))]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["style", "onclick", "onload_"])
def test_the_writer_refuses_inline_style_and_events(name: str) -> None:
    with pytest.raises(ValueError, match="may not be written"):
        element("rect", **{name: "x"})


def test_a_value_not_known_is_never_drawn_as_nothing() -> None:
    picture = charts.bar_chart("Contacts", ["Jan", "Feb"], [("Contacts", [0, None])])
    assert picture.rows == (("Jan", 0), ("Feb", "not shown"))
    assert "–" in words_of(str(picture))
    assert "1 not shown" in picture.summary


def test_bars_refuse_a_series_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="2 values for 1"):
        charts.bar_chart("t", ["Jan"], [("a", [1, 2])])
    with pytest.raises(ValueError, match="below nothing"):
        charts.bar_chart("t", ["Jan"], [("a", [-1])])


def test_a_run_chart_draws_no_line_across_a_gap() -> None:
    picture = charts.run_chart("t", [("a", 1), ("b", None), ("c", 2), ("d", 3)])
    curves = [one for one in tags_of(str(picture), "line") if one["class"] == "sd-chart__curve"]
    assert len(curves) == 1
    assert "1 not known" in picture.summary


def test_natural_limits_are_those_of_an_xmr_chart() -> None:
    # Mean 12.5; moving ranges 2, 4 and 0 have the mean 2; so the limits are 12.5 less and more 2.66 x 2.
    picture = charts.run_chart("t", [("a", 12), ("b", 10), ("c", 14), ("d", 14)], limits=True)
    assert "mean 12.5, upper limit 17.8, lower limit 7.2" in picture.summary


def test_a_point_outside_the_limits_says_so_in_the_table() -> None:
    points = [(str(at), 10.0 + at % 2) for at in range(12)] + [("out", 40.0)]
    rows = charts.run_chart("t", points, limits=True).rows
    assert [row[0] for row in rows if row[2] == "yes"] == ["out"]


def test_a_share_has_no_limit_above_all() -> None:
    picture = charts.run_chart("t", [("a", 99), ("b", 80), ("c", 99)], unit="%", limits=True)
    assert "upper limit 100" in picture.summary


@pytest.mark.parametrize(
    ("now", "met", "state", "words"),
    [
        (AT + 1 * HOUR, None, "running", "9 hours left"),
        (AT + 9 * HOUR, None, "soon", "60 minutes left"),
        (AT + 10 * HOUR, None, "soon", "0 minutes left"),
        (AT + 12 * HOUR, None, "late", "2 hours late"),
        (AT + 50 * HOUR, AT + 10 * HOUR, "met", "Done with 0 minutes to spare"),
        (AT + 50 * HOUR, AT + 13 * HOUR, "met_late", "Done 3 hours late"),
    ],
)
def test_a_clock_says_its_state(now: dt.datetime, met: dt.datetime | None, state: str, words: str) -> None:
    reading = charts.read_clock(AT, AT + 10 * HOUR, now, met_at=met)
    assert (reading.state, reading.words) == (state, words)
    assert reading.broken == (state in {"late", "met_late"})


def test_only_a_broken_must_is_red() -> None:
    def looks(force: str, hours: int) -> str:
        return str(charts.clock_bar("x", AT, AT + HOUR, AT + hours * HOUR, force=force))

    assert "sd-clock--breach" in looks("must", 2)
    assert "sd-clock--breach" not in looks("should", 2)
    assert "sd-clock--breach" not in looks("must", 0)


def test_a_clock_without_a_number_has_no_date() -> None:
    reading = charts.read_clock(AT, None, AT)
    assert reading.state == "no_date"
    assert "sd-clock__due" not in str(charts.clock_bar("x", AT, None, AT))


def test_the_windscreen_never_chooses() -> None:
    bands = samples.bands()
    assert "chosen" not in str(charts.windscreen("Need", bands))
    assert str(charts.windscreen("Need", bands, chosen="2")).count("sd-band--chosen") == 1
    with pytest.raises(ValueError, match="no band"):
        charts.windscreen("Need", bands, chosen="5")
    with pytest.raises(ValueError, match="at least one"):
        charts.windscreen("Need", [])


def test_the_genogram_says_every_tie_in_its_table() -> None:
    rows = {row[0]: (row[1], row[2]) for row in samples.family().rows}
    assert rows["Mia Sample"][0] == "female, the record is about them, born 2015"
    assert rows["Mia Sample"][1] == "child of Ivy Example and Tom Sample"
    assert "has died" in rows["Rose Example"][0]
    assert "divorced from Tom Sample" in rows["Ivy Example"][1]
    assert "parent of Baby Example" in rows["Ivy Example"][1]


def test_a_genogram_refuses_ties_that_cannot_be() -> None:
    one, two = charts.Person("a", "A"), charts.Person("b", "B")
    with pytest.raises(ValueError, match="leads to nobody: z"):
        charts.genogram("t", [one], [charts.Couple("1", "a", "z")], [])
    with pytest.raises(ValueError, match="their own ancestor"):
        charts.genogram(
            "t", [one, two], [charts.Couple("1", "a"), charts.Couple("2", "b")],
            [charts.Child("1", "b"), charts.Child("2", "a")],
        )  # fmt: skip
    with pytest.raises(ValueError, match="nobody knows the kind"):
        charts.genogram("t", [charts.Person("a", "A", "square")], [], [])


def test_long_names_of_neighbours_do_not_run_into_each_other() -> None:
    long = ("Clementina Alexandra Featherstonehaugh-Cholmondeley", "Peregrine Throckmorton-Wolverhampton", "W" * 40)
    people = [charts.Person(str(number), name) for number, name in enumerate(long)]
    svg = str(charts.genogram("t", people, [charts.Couple("1", "0", "1")], [charts.Child("1", "2")]))
    drawn = re.findall(r'<text x="([\d.]+)" y="([\d.]+)" class="[^"]*sd-person__name[^"]*"[^>]*>([^<]+)</text>', svg)
    assert [words for _, _, words in drawn][3:6] == ["Peregrine", "Throckmorton-", "Wolverhampton"]
    assert drawn[2][2].startswith("Featherstone")
    # Half of a wide bold letter's 15 pixels is the narrowest it could be: the widest line stays within its own space.
    assert max(len(words.replace("…", "")) * 15 * 0.62 for _, _, words in drawn if "W" * 3 not in words) < 160
    assert len(drawn[-1][2]) < 12
    places = {(x, y) for x, y, _ in drawn}
    assert len(places) == len(drawn)


def test_brothers_and_sisters_stand_beside_each_other_and_grandparents_above() -> None:
    people = [charts.Person(key, key.title()) for key in ("mother", "ada", "bo", "gran", "friend", "third")]
    ties = [
        charts.Tie("ada", "bo", "sibling"), charts.Tie("bo", "ada", "sibling"),
        charts.Tie("gran", "ada", "grandparent"), charts.Tie("friend", "ada", "other"),
        charts.Tie("third", "ada", "step_parent"),
    ]  # fmt: skip
    picture = charts.genogram("t", people, [charts.Couple("1", "mother")], [charts.Child("1", "ada")], ties)
    level = {name: float(y) for y, name in re.findall(r'<text x="[\d.]+" y="([\d.]+)"[^>]*>(\w+)</text>', str(picture))}
    assert level["Gran"] < level["Mother"] == level["Third"] < level["Ada"] == level["Bo"]
    said = {row[0]: row[2] for row in picture.rows}
    assert said["Bo"] == "brother or sister of Ada"
    assert said["Gran"] == "grandparent of Ada"
    assert said["Third"] == "step-parent of Ada"
    assert said["Friend"] == "otherwise tied to Ada"


def test_ties_that_contradict_each_other_are_drawn_as_far_as_they_can_be() -> None:
    """A brother recorded as the father too: the parent decides, and the page still opens."""
    places = place_family(["a", "b"], [("a",)], [(("a",), "b")], [("a", "b", 0)])
    assert places["a"][1] < places["b"][1]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(0, 11)), max_size=12))
def test_no_two_people_of_a_family_stand_on_each_other(links: list[tuple[int, int, int]]) -> None:
    # Children always have a higher number than their parents, so nobody is their own ancestor by blood.
    people = [str(number) for number in range(12)]
    ties = [
        ((str(a), str(b)), str(max(a, b, c))) for a, b, c in links if len({a, b, c}) == 3 and max(a, b, c) not in (a, b)
    ]
    couples = list({parents for parents, _ in ties})
    try:
        places = place_family(people, couples, ties)
    except ValueError:  # a couple across generations can still close a circle: then it is refused, not drawn
        return
    for row in {row for _, row in places.values()}:
        columns = sorted(column for column, at in places.values() if at == row)
        assert all(after - before > 0.999 for before, after in pairwise(columns))
    for parents, child in ties:
        assert places[child][1] > max(places[one][1] for one in parents)


def test_events_are_numbered_in_order_and_do_not_overlap() -> None:
    day = dt.date(2026, 3, 1)
    events = [charts.CaseEvent(day, f"event {at}", "School") for at in range(4)]
    picture = charts.case_timeline("t", events)
    assert [row[0] for row in picture.rows] == [1, 2, 3, 4]
    circles = tags_of(str(picture), "circle")
    assert len({(one["cx"], one["cy"]) for one in circles}) == 4
    with pytest.raises(ValueError, match="ends before"):
        charts.case_timeline("t", [charts.CaseEvent(day, "x", "y", until=day - dt.timedelta(days=1))])


def test_a_gauge_counts_who_answered() -> None:
    answers = [
        charts.AgencyAnswer("a", "shared", 1.0, "answered in time"), charts.AgencyAnswer("b", "late", 1.2),
        charts.AgencyAnswer("c", "declined", 1.4, "answered late"), charts.AgencyAnswer("d", "not_asked", 3.0, "withdrawn"),
        charts.AgencyAnswer("e", "soon", 0.9),
    ]  # fmt: skip
    picture = charts.agency_gauge("t", answers)
    assert picture.summary == (
        "2 of 4 agencies have answered, 1 of them late; 1 late and without an answer. Each is in the table."
    )
    with pytest.raises(ValueError, match="no such answer"):
        charts.agency_gauge("t", [charts.AgencyAnswer("a", "maybe")])


@given(st.floats(0.01, 1e7))
def test_an_axis_reaches_its_highest_value(highest: float) -> None:
    marks = steps(highest)
    assert marks[0] == 0
    assert marks[-1] >= highest
    assert 2 <= len(marks) <= 14


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 7 else "#" + "".join(one * 2 for one in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        # Words in pictures, which page checkers cannot measure (WCAG 1.4.3): every pair the style sheet draws.
        (".sd-chart__text", "#ffffff", 4.5),
        (".sd-chart__text", ".sd-chart__lane", 4.5),
        (".sd-chart__text--inverse", ".sd-chart__dot", 4.5),
        (".sd-band__name", ".sd-band--1 .sd-band__area", 4.5),
        (".sd-band__name", ".sd-band--2 .sd-band__area", 4.5),
        (".sd-band__name", ".sd-band--3 .sd-band__area", 4.5),
        (".sd-band--4 .sd-band__name", ".sd-band--4 .sd-band__area", 4.5),
        # Parts that carry meaning (WCAG 1.4.11).
        (".sd-clock__gone", ".sd-clock__track", 3),
        (".sd-clock--soon .sd-clock__gone", ".sd-clock__track", 3),
        (".sd-chart__dot", ".sd-chart__lane", 3),
        (".sd-fill-1", "#ffffff", 3),
    ],
)
def test_pictures_keep_their_contrast(ink: str, ground: str, least: float) -> None:
    styles = (Path(charts.__file__).parents[1] / "static/design/shared-duty.css").read_text().split("@media (forced")[0]

    def fill(of: str) -> str:
        if of.startswith("#"):
            return of
        rules = re.findall(r"([^{}]+)\{([^{}]*)\}", styles)
        found = [
            re.search(r"(?:^|;)fill:\s*(#[0-9a-f]{3,6})", body)
            for names, body in rules
            if of in [name.strip() for name in names.split(",")]
        ]
        return next(one.group(1) for one in found if one)

    assert _contrast(fill(ink), fill(ground)) >= least
