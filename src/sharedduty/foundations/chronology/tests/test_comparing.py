"""What does not fit is found by pure functions: whatever the lines, in whatever order (HE-CHR-03, -06, -07)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedduty.foundations.chronology.rules.comparing import (
    DIFFERS,
    GAP,
    IMPOSSIBLE,
    OUTSIDE,
    Child,
    Line,
    alike,
    compare,
    gaps,
    measures,
    merged,
    same_events,
    told_differently,
)
from sharedduty.foundations.design.dates import LONDON

PERIOD = (datetime.date(2025, 1, 1), datetime.date(2025, 6, 30))
ONE = (Child("Child A", datetime.date(2019, 5, 4)),)


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime.datetime:
    """A moment of 2025 in London."""
    return datetime.datetime(2025, month, day, hour, minute, tzinfo=LONDON)


def line(reference: str, when: datetime.datetime, **more: str) -> Line:
    """A line of the police where nothing else is said."""
    return Line(**{"reference": reference, "version": 1, "part": "CA-1", "agency": "Police", "at": when, **more})  # type: ignore[arg-type]


VISIT = "Home visit after neighbours reported shouting"
EVENTS = st.sampled_from(
    [VISIT, "Visit home, neighbours reported shouting again", "School nurse weighs the child", "Call not answered"]
)
MOMENTS = st.integers(0, 60 * 24 * 240).map(
    lambda minutes: at(1, 1, 0) - datetime.timedelta(days=20) + datetime.timedelta(minutes=minutes)
)
YES_NO = st.sampled_from(["", "yes", "no"])


@st.composite
def some_lines(draw: st.DrawFn) -> list[Line]:
    """Lines of up to four agencies, each with a reference of its own."""
    found = []
    for number in range(draw(st.integers(0, 14))):
        agency = draw(st.sampled_from("ABCD"))
        start = draw(MOMENTS)
        lasts = draw(st.sampled_from([None, 1, 60, 60 * 24 * 3]))
        found.append(Line(
            f"CE-{number}", 1, f"CA-{agency}", agency, start, draw(st.sampled_from(["exact", "day", "month", "about"])),
            start + datetime.timedelta(minutes=lasts) if lasts else None, draw(EVENTS), "",
            draw(st.sampled_from(["", "home", "ward"])),
            draw(st.sampled_from(["", "Child A", "Child B"])), draw(YES_NO), draw(YES_NO), draw(YES_NO),
        ))  # fmt: skip
    return found


CHILDREN = (Child("Child A", datetime.date(2025, 2, 1)), Child("Child B", None, datetime.date(2025, 5, 1)))


@pytest.mark.rows("HE-CHR-02")
@given(some_lines())
def test_merging_keeps_every_line_with_its_agency_in_the_order_of_time(lines: list[Line]) -> None:
    accounts = [[one for one in lines if one.agency == agency] for agency in "DCBA"]
    whole = merged(accounts)
    assert sorted(whole, key=lambda one: one.reference) == sorted(lines, key=lambda one: one.reference)
    assert [one.earliest for one in whole] == sorted(one.earliest for one in lines)
    assert all(one.earliest <= one.at.replace(second=0) or one.precision == "exact" for one in whole)
    assert all(one.earliest <= one.latest for one in whole)


@pytest.mark.rows("HE-CHR-03")
@given(some_lines(), st.randoms(use_true_random=False), st.integers(1, 20))
def test_what_is_found_does_not_hang_on_the_order_and_always_says_why(lines: list[Line], random, weeks: int) -> None:
    found = compare(lines, CHILDREN, PERIOD, weeks)
    shuffled = lines[:]
    random.shuffle(shuffled)
    assert {one.mark for one in found} == {one.mark for one in compare(shuffled, CHILDREN, PERIOD, weeks)}
    assert len({one.mark for one in found}) == len(found)
    for one in found:
        assert one.why and set(one.lines) <= set(lines)
        if one.kind == DIFFERS:
            first, second = one.lines
            assert first.part != second.part
        if one.kind in (DIFFERS, IMPOSSIBLE):
            assert all(each.agency in one.why for each in one.lines)


@pytest.mark.rows("HE-CHR-06")
@given(some_lines(), st.integers(1, 20))
def test_in_a_gap_no_line_can_say_that_the_child_was_seen(lines: list[Line], weeks: int) -> None:
    first, last = at(1, 1, 0), at(6, 30, 23)
    for one in gaps(lines, "Child A", first, last):
        assert first <= one.begins < one.ends <= last
        for each in lines:
            if each.seen == "yes" and each.child in ("", "Child A"):
                assert each.latest <= one.begins or each.earliest >= one.ends
    named = [one for one in compare(lines, CHILDREN, PERIOD, weeks) if one.kind == GAP]
    assert not [one for one in compare(lines, CHILDREN, PERIOD, None) if one.kind == GAP]
    assert len(named) <= len([one for one in compare(lines, CHILDREN, PERIOD, 1) if one.kind == GAP])


@given(some_lines())
def test_lines_put_together_by_a_person_are_not_suggested_as_one_event_again(lines: list[Line]) -> None:
    for one in same_events(lines):
        pair = frozenset(each.reference for each in one.lines)
        assert one.mark not in {other.mark for other in same_events(lines, [pair])}


@pytest.mark.rows("HE-CHR-03")
def test_the_same_event_told_differently_says_in_what() -> None:
    police = line("CE-1", at(3, 3), event=VISIT, seen="yes", decision="No further action")
    health = line("CE-2", at(3, 3, 12), event="Visit home: neighbours reported shouting", seen="no", part="CA-2", agency="Health",
                  decision="Refer to social work")  # fmt: skip
    [found] = told_differently([police, health])
    assert "child seen: yes for the one, no for the other" in found.why
    assert "the time is Monday 3 March 2025, 10am for the one" in found.why and "the decision is" in found.why
    same = line("CE-2", at(3, 3, 10, 20), event=VISIT, seen="yes", part="CA-2", agency="Health")
    assert told_differently([police, same]) == []
    other = line("CE-2", at(3, 3), event="Weighed at the clinic", seen="no", part="CA-2", agency="Health")
    assert told_differently([police, other]) == []
    [grouped] = told_differently([police, other], [frozenset({"CE-1", "CE-2"})])
    assert grouped.kind == DIFFERS, "a person said that both tell of one event, however little the words are alike"
    unsure = line("CE-2", at(3, 3, 0), event=VISIT, seen="yes", part="CA-2", agency="Health", precision="day")
    assert told_differently([police, unsure]) == [], "a day without a time contradicts no time of that day"


@pytest.mark.rows("HE-CHR-03")
def test_what_cannot_both_be_true_is_found() -> None:
    home = line("CE-1", at(3, 3), event="Seen", seen="yes", place="at home")
    ward = line("CE-2", at(3, 3), event="Ward round", seen="yes", place="hospital ward", part="CA-2", agency="Health")
    [found] = [one for one in compare([home, ward], ONE, PERIOD, None) if one.kind == IMPOSSIBLE]
    assert "two places at Monday 3 March 2025, 10am: “hospital ward” (Health), “at home” (Police)" in found.why
    there = line("CE-2", at(3, 3), event="Ward round", seen="yes", part="CA-2", agency="Health")
    assert "Was it one visit?" in compare([home, there], ONE, PERIOD, None)[0].why
    assert not compare([home, there], ONE, PERIOD, None, [frozenset({"CE-1", "CE-2"})])
    later = line(
        "CE-2", at(3, 3, 11), event="Ward round", seen="yes", place="hospital ward", part="CA-2", agency="Health"
    )
    assert not compare([home, later], ONE, PERIOD, None)
    long_visit = line("CE-1", at(3, 3), event="Seen", seen="yes", place="at home", until=at(3, 3, 12))
    assert compare([long_visit, later], ONE, PERIOD, None)[0].kind == IMPOSSIBLE
    two = (Child("Child A"), Child("Child B"))
    other = line(
        "CE-2", at(3, 3), event="Ward round", seen="yes", place="ward", part="CA-2", agency="Health", child="Child B"
    )
    assert not compare([line("CE-1", at(3, 3), seen="yes", place="home", child="Child A"), other], two, PERIOD, None)


@pytest.mark.rows("HE-CHR-03", "HE-CHR-01")
def test_outside_a_life_and_outside_the_period() -> None:
    child = (Child("Child A", datetime.date(2025, 2, 1), datetime.date(2025, 5, 1)),)
    born, died = line("CE-1", at(1, 15), seen="yes"), line("CE-2", at(5, 2), views_given="yes")
    whys = [one.why for one in compare([born, died], child, PERIOD, None)]
    assert "before the birth on 1 February 2025" in whys[0] and "after the death on 1 May 2025" in whys[1]
    assert not compare(
        [line("CE-3", at(5, 2), event="Inquest opened"), line("CE-4", at(5, 1), seen="yes")], child, PERIOD, None
    )
    late = [line(f"CE-{number}", at(8, number), event="Late") for number in (1, 2)]
    [found] = compare(late, ONE, PERIOD, None)
    assert found.kind == OUTSIDE and "Police: 2 lines lie outside the period" in found.why


@pytest.mark.rows("HE-CHR-06")
def test_how_often_a_child_was_seen_and_the_longest_time_between() -> None:
    lines = [
        line("CE-1", at(1, 10), seen="yes"),
        line("CE-2", at(4, 10), seen="yes", precision="month"),
        line("CE-3", at(2, 1), seen="no"),
    ]
    seen = measures(lines, ONE, PERIOD)[0]
    assert (seen.what, seen.count) == ("Seen", 2)
    assert seen.longest is not None and seen.longest.words == "from 10 January 2025 to 1 April 2025: 11 weeks"
    assert measures(lines, ONE, PERIOD)[2].longest is not None, "never heard: the gap is the whole period"
    weeks = {number: [one.why for one in compare(lines, ONE, PERIOD, number)] for number in (8, 11, 12)}
    assert [len(weeks[number]) for number in (8, 11, 12)] == [2, 1, 0], weeks


@pytest.mark.rows("HE-CHR-07")
def test_nothing_is_more_exact_than_it_was_written() -> None:
    month, about = line("CE-1", at(2, 9), precision="month"), line("CE-2", at(2, 9), precision="about")
    assert (month.earliest.date(), month.latest.date()) == (datetime.date(2025, 2, 1), datetime.date(2025, 2, 28))
    assert (about.earliest.date(), about.latest.date()) == (datetime.date(2025, 1, 26), datetime.date(2025, 2, 23))
    assert month.when == "February 2025, day not known" and about.when == "about 9 February 2025"
    assert line("CE-3", at(2, 9), precision="day").when == "9 February 2025, time not known"
    assert alike("Seen", "Seen") == 0.0, "one word in common is no likeness"
