"""References, identifiers, words for dates, ranges of days."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharedduty.foundations.plain import identifiers, references, words
from sharedduty.foundations.plain.clocks import Direction, Kind, Limit, Unit, parse_instant
from sharedduty.foundations.plain.ranges import DateRange

NOW = parse_instant("2026-11-23T10:30")


@given(st.sampled_from(["C", "MQ", "ABC"]))
def test_a_reference_is_read_back_however_it_is_typed(prefix):
    reference = references.new_reference(prefix)
    assert references.normalise_reference(reference) == reference
    typed = reference.lower().replace("-", " ")
    assert references.normalise_reference(typed) == reference
    tail = reference.split("-", 1)[1]
    assert references.normalise_reference(tail.replace("0", "o").replace("1", "l"), prefix=prefix) == reference
    assert not set(reference.split("-", 1)[1]) & set("ILOU")


def test_references_do_not_repeat_and_use_the_whole_alphabet():
    made = {references.new_reference("C") for _ in range(2000)}
    assert len(made) == 2000
    assert set("".join(made)) >= set(references.ALPHABET)


@pytest.mark.parametrize(
    "text", ["", "C-7KQ4", "C-7KQ4-M9T", "C-7KQ4-M9TXX", "C-7KQ4-M9TU", "Ç-7KQ4-M9TX", "CASE-7KQ4-M9TX"]
)
def test_what_is_no_reference_is_refused(text):
    assert not references.is_reference(text, prefix="C")
    with pytest.raises(references.NotAReference, match="C-7KQ4-M9TX"):
        references.normalise_reference(text, prefix="C")


def test_a_reference_of_another_kind_and_a_bad_prefix_are_refused():
    assert references.is_reference("R-7KQ4-M9TX")
    assert not references.is_reference("R-7KQ4-M9TX", prefix="C")
    with pytest.raises(ValueError, match="capital letters"):
        references.new_reference("c1")


@given(st.text("0123456789", min_size=9, max_size=9))
def test_an_nhs_number_is_right_with_its_check_digit_only(nine):
    check = identifiers.nhs_check_digit(nine)
    for digit in range(10):
        number = f"{nine}{digit}"
        if digit == check and len(set(number)) > 1:
            assert identifiers.normalise_nhs_number(identifiers.format_nhs_number(number)) == number
        else:
            with pytest.raises(identifiers.BadIdentifier) as caught:
                identifiers.normalise_nhs_number(number)
            assert number not in str(caught.value)


def test_known_numbers_and_wrong_shapes():
    # 943 476 5919 is the NHS Data Dictionary's own worked example.
    assert identifiers.normalise_nhs_number("943-476-5919") == "9434765919"
    for wrong in ("943476591", "94347659190", "9434765910", "943476591X", "0000000000"):
        with pytest.raises(identifiers.BadIdentifier):
            identifiers.normalise_nhs_number(wrong)


@given(st.text("0123456789", min_size=12, max_size=12))
def test_a_pupil_number_is_right_with_its_check_letter_only(twelve):
    letter = identifiers.upn_check_letter(twelve)
    assert identifiers.normalise_upn(f"{letter.lower()} {twelve}") == letter + twelve
    other = "A" if letter != "A" else "B"
    with pytest.raises(identifiers.BadIdentifier, match="check letter"):
        identifiers.normalise_upn(other + twelve)


@pytest.mark.parametrize("wrong", ["", "A12345678901", "1234567890123", "A12345678901O", "A1234567B9012"])
def test_what_is_no_pupil_number_is_refused(wrong):
    with pytest.raises(identifiers.BadIdentifier):
        identifiers.normalise_upn(wrong)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("gl12tg", "GL1 2TG"), (" GL50  1ab", "GL50 1AB"), ("sw1a 1aa", "SW1A 1AA"),
     ("m1 1ae", "M1 1AE"), ("EC1A-1BB", "EC1A 1BB"),
     ("GL1 OTG", "GL1 0TG"),
     ("gir 0aa", "GIR 0AA")],
)  # fmt: skip
def test_postcodes_are_put_into_their_usual_form(typed, kept):
    assert identifiers.normalise_postcode(typed) == kept


@pytest.mark.parametrize("wrong", ["", "GL1", "GLOS", "GL1 2CI", "12345", "QQ1 1AA"])
def test_what_is_no_postcode_is_refused(wrong):
    with pytest.raises(identifiers.BadIdentifier):
        identifiers.normalise_postcode(wrong)


@pytest.mark.parametrize(
    ("due", "said", "left"),
    [
        ("2026-11-24T23:59:59", "by the end of tomorrow, Tuesday 24 November", "1 working day left"),
        ("2026-11-23T23:59:59", "by the end of today, Monday 23 November", "due today: 6 working hours left"),
        ("2026-11-27T15:05", "by 3:05pm on Friday 27 November", "4 working days left"),
        ("2026-11-24T12:00", "by midday tomorrow, Tuesday 24 November", "25 hours left"),
        ("2026-11-24T00:00", "by midnight at the end of today, Monday 23 November", "13 hours left"),
        ("2026-11-28T00:00", "by midnight at the end of Friday 27 November", "4 working days left"),
        ("2027-01-05T23:59:59", "by the end of Tuesday 5 January 2027", "28 working days left"),
        ("2026-11-19T23:59:59", "by the end of Thursday 19 November", "late by 2 working days"),
        ("2026-11-22T23:59:59", "by the end of yesterday, Sunday 22 November", "late by 1 working day"),
    ],
)
def test_a_due_time_is_said_as_a_person_would_say_it(due, said, left):
    at = parse_instant(due)
    assert words.due_words(at, now=NOW) == said
    assert words.time_left(at, now=NOW) == left


def test_hours_are_told_in_hours_and_working_hours_know_weekends():
    assert words.time_left(parse_instant("2026-11-24T10:00"), now=NOW, unit=Unit.HOUR) == "23 hours left"
    assert words.time_left(parse_instant("2026-11-23T10:00"), now=NOW, unit=Unit.HOUR) == "late by 30 minutes"
    friday = parse_instant("2026-11-20T16:00")
    assert words.working_hours_left(NOW, now=friday) == 2.5
    assert words.working_hours_left(friday, now=NOW) == -2.5
    assert words.working_hours_left(parse_instant("2026-11-22T12:00"), now=parse_instant("2026-11-21T12:00")) == 0
    saturday = parse_instant("2026-11-21T12:00")
    assert words.time_left(parse_instant("2026-11-22T23:59:59"), now=saturday) == "no working day left"
    assert words.time_left(datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC), now=saturday) == "due by the end of today"


def test_a_limit_that_ends_at_an_hour_is_told_in_hours_over_a_weekend_too() -> None:
    friday = parse_instant("2026-11-27T20:43")
    assert words.time_left(parse_instant("2026-11-28T00:43"), now=friday) == "4 hours left"
    assert words.time_left(parse_instant("2026-11-29T20:43"), now=friday) == "48 hours left"
    assert words.time_left(parse_instant("2026-11-27T18:43"), now=friday) == "late by 2 hours"
    assert words.time_left(parse_instant("2026-11-30T23:59:59"), now=friday) == "1 working day left"
    assert words.time_left(parse_instant("2026-12-22T11:56"), now=friday) == "17 working days left"
    assert words.time_left(parse_instant("2026-11-28T23:59:59"), now=friday) == "no working day left"


def test_limits_in_words():
    assert words.limit_words(Limit(15, Unit.WORKING_DAY)) == "within 15 working days"
    assert words.limit_words(Limit(1, Unit.WORKING_DAY)) == "within 1 working day"
    assert words.limit_words(Limit(7, Unit.DAY, Direction.BEFORE)) == "at least 7 days before"
    assert words.limit_words(Limit(12, Unit.MONTH, kind=Kind.MINIMUM)) == "for at least 12 months"
    assert words.limit_words(Limit(None, Unit.FIXED_DATE, fixed_on="09-30")) == "by 30 September"
    assert words.limit_words(Limit(None, Unit.FIXED_DATE, fixed_on="2019-06-29")) == "by 29 June 2019"
    assert words.listed(["a", "b", "c"]) == "a, b and c" and words.listed(["a"]) == "a"


optional_days = st.none() | st.dates(date(2000, 1, 1), date(2000, 3, 1))


@given(optional_days, optional_days, optional_days, optional_days)
def test_ranges_overlap_exactly_when_they_share_a_day(a, b, c, d):
    if (a and b and b < a) or (c and d and d < c):
        with pytest.raises(ValueError, match="before it begins"):
            DateRange(a, b), DateRange(c, d)
        return
    one, two = DateRange(a, b), DateRange(c, d)
    shared = [
        x
        for x in map(date.fromordinal, range(date(1999, 12, 1).toordinal(), date(2000, 4, 1).toordinal()))
        if x in one and x in two
    ]
    assert one.overlaps(two) == two.overlaps(one) == bool(shared)
    both = one.shared_with(two)
    assert (both is not None) == bool(shared)
    if both:
        assert all(day in both for day in shared)
