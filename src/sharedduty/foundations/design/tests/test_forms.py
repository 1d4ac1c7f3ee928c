"""The date field and the plain messages: every error says how to mend it."""

import datetime as dt

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from sharedduty.foundations.design.forms import DateInputField, DateParts, PlainErrors
from sharedduty.foundations.design.questions import TimeField, WhenMixin, line, words

BORN = DateInputField(what="the date of birth", past=True)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_any_real_date_typed_is_that_date(day: dt.date) -> None:
    assert DateInputField(any_day=True).clean(DateParts.of(day)) == day
    assert DateInputField(any_day=True).clean(DateParts.of(day.isoformat())) == day


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "Mar.", "MARCH"])
def test_a_month_may_be_a_number_or_a_name(month: str) -> None:
    assert BORN.clean(DateParts("1", month, "2014")) == dt.date(2014, 3, 1)


@pytest.mark.parametrize(
    ("typed", "message", "boxes"),
    [
        (("", "", ""), "Enter the date of birth", ("day", "month", "year")),
        (("1", "", "2014"), "The date of birth must include a month", ("month",)),
        (("", "", "2014"), "The date of birth must include a day and a month", ("day", "month")),
        (("32", "1", "2014"), "The date of birth must have a day from 1 to 31", ("day",)),
        (("x", "1", "2014"), "The date of birth must have a day from 1 to 31", ("day",)),
        (("1", "13", "2014"), "must have a month from 1 to 12", ("month",)),
        (("1", "ma", "2014"), "must have a month from 1 to 12", ("month",)),
        (("1", "1", "14"), "must have a year of 4 numbers", ("year",)),
        (("1", "1", "²0²6"), "must have a year of 4 numbers", ("year",)),
        (("30", "2", "2020"), "must be a real date: February 2020 does not have 30 days", ("day",)),
    ],
)
def test_a_wrong_date_names_the_box_and_the_remedy(
    typed: tuple[str, str, str], message: str, boxes: tuple[str, ...]
) -> None:
    with pytest.raises(ValidationError) as raised:
        BORN.clean(DateParts(*typed))
    assert message in raised.value.messages[0]
    assert raised.value.params["parts"] == boxes


@time_machine.travel("2026-06-30T23:30:00Z", tick=False)  # in London it is already 1 July
def test_today_is_today_in_london() -> None:
    assert BORN.clean(DateParts("1", "7", "2026")) == dt.date(2026, 7, 1)
    with pytest.raises(ValidationError, match="today or in the past"):
        BORN.clean(DateParts("2", "7", "2026"))
    with pytest.raises(ValidationError, match="today or in the future"):
        DateInputField(what="the meeting", future=True).clean(DateParts("30", "6", "2026"))


@time_machine.travel("2028-02-29T12:00:00Z", tick=False)
def test_a_day_that_somebody_sets_years_ahead_is_a_year_typed_wrongly() -> None:
    field = DateInputField(what="the day to look at it", future=True)
    assert field.clean(DateParts("1", "3", "2030")) == dt.date(2030, 3, 1)
    with pytest.raises(ValidationError, match="The day to look at it must be within 2 years from today") as raised:
        field.clean(DateParts("2", "3", "2030"))
    assert raised.value.params["parts"] == ("year",)
    later = DateInputField(what="the end", future=True, latest=dt.date(2040, 1, 1))
    assert later.clean(DateParts("2", "3", "2030")) == dt.date(2030, 3, 2)


def test_limits_are_said_in_words() -> None:
    limited = DateInputField(what="the visit", earliest=dt.date(2026, 1, 2), latest=dt.date(2026, 3, 4))
    with pytest.raises(ValidationError, match="on or after 2 January 2026"):
        limited.clean(DateParts("1", "1", "2026"))
    with pytest.raises(ValidationError, match="on or before 4 March 2026"):
        limited.clean(DateParts("5", "3", "2026"))


@pytest.mark.parametrize(("field", "years"), [(DateInputField(), 10), (DateInputField(future=True), 2)])
def test_a_day_too_far_ahead_is_taken_for_a_slip(field: DateInputField, years: int) -> None:
    today = timezone.localdate()
    assert field.clean(DateParts("1", "1", str(today.year + years))) == dt.date(today.year + years, 1, 1)
    with pytest.raises(ValidationError, match=f"within {years} years from today: check the year"):
        field.clean(DateParts("1", "2", str(today.year + years + 1)))


class _Form(PlainErrors, forms.Form):
    name = forms.CharField(label="Child's name", max_length=5)
    age = forms.IntegerField(label="Age 100% sure")
    kind = forms.ChoiceField(label="What happened?", choices=[("a", "A")])
    mail = forms.EmailField(label="Email address")
    agreed = forms.BooleanField(label="I agree")
    own = forms.CharField(error_messages={"required": "Say who you are"})
    born = DateInputField(label="Born (100%)", required=False)


def test_messages_name_the_question_and_the_remedy() -> None:
    wrong = _Form({"name": "too long", "age": "x", "kind": "z", "mail": "no", "born-day": "1"})
    errors = {name: held[0] for name, held in wrong.errors.items()}
    assert errors == {
        "name": "Child's name must be 5 characters or fewer. You have typed 8",
        "age": "Age 100% sure must be a whole number, like 3",
        "kind": "Choose one of the answers offered to: What happened?",
        "mail": "Email address must be an email address like name@example.org",
        "agreed": "Tick the box to continue: I agree",
        "own": "Say who you are",
        "born": "Born (100%) must include a month and a year",
    }
    empty = {name: held[0] for name, held in _Form({}).errors.items()}
    assert empty["name"] == "Enter the child's name"
    assert empty["kind"] == "Choose an answer to: What happened?"


def test_what_is_too_long_is_named_though_two_questions_share_one_limit() -> None:
    limit = MaxLengthValidator(1_000)

    class Long(PlainErrors, forms.Form):
        where = forms.CharField(label="Where?", validators=[limit])
        why = words("Why?")
        who = line("Who")
        many = forms.IntegerField(label="How many?", min_value=0, max_value=5_000)
        age = forms.IntegerField(label="Age", min_value=16)

    wrong = Long({"where": "x" * 1_001, "why": "x" * 20_001, "who": "x" * 501, "many": "5001", "age": "3"})
    assert {name: held[0] for name, held in wrong.errors.items()} == {
        "where": "Answer with 1,000 characters or fewer: Where? You have typed 1001",
        "why": "Answer with 20,000 characters or fewer: Why? You have typed 20001",
        "who": "Who must be 500 characters or fewer. You have typed 501",
        "many": "Answer with 5,000 or less: How many?",
        "age": "Age must be 16 or more",
    }


def test_an_instant_says_in_a_sentence_which_date_or_time_is_wrong() -> None:
    class Aware(WhenMixin):
        instants = (("at", "When did the Panel learn of it", True),)

    wrong = Aware({"at-day": "31", "at-month": "2", "at-year": "2026", "at_time": "soon"}).errors
    assert wrong["at"][0].startswith("The date (when did the Panel learn of it) must be a real date")
    assert wrong["at_time"] == ["The time (when did the Panel learn of it) must be a time like 4:05pm or 16:05"]
    with pytest.raises(ValidationError, match=r"Write a time like 4:05pm or 16:05: At what time\?"):
        TimeField(label="At what time?").clean("soon")
    assert Aware({"at_time": "9am"}).errors["at"] == ["Enter the date (when did the Panel learn of it)"]


def test_a_form_with_a_date_shows_again_what_was_typed() -> None:
    wrong = _Form({"born-day": "31", "born-month": "Feb", "born-year": "2020"})
    assert wrong["born"].value() == DateParts("31", "Feb", "2020")
    assert (
        not _Form({}, initial={"born": dt.date(2020, 1, 1)})
        .fields["born"]
        .has_changed(dt.date(2020, 1, 1), DateParts("1", "1", "2020"))
    )


@pytest.mark.parametrize(("day", "hour", "refused"), [
    ("29", "1:30am", True), ("29", "12:30am", False), ("29", "2:30am", False), ("28", "1:30am", False),
])  # fmt: skip
def test_an_hour_that_the_clocks_went_forward_over_is_refused(day: str, hour: str, refused: bool) -> None:
    class Called(WhenMixin):
        instants = (("at", "Time of the call", True),)

    form = Called({"at-day": day, "at-month": "3", "at-year": "2026", "at_time": hour})
    assert form.is_valid() is not refused
    assert ("at_time" in form.errors) is refused
    if refused:
        assert "clocks went forward" in str(form.errors["at_time"])
    else:
        assert form.cleaned_data["at"].utcoffset() == dt.timedelta(hours=day == "29" and hour == "2:30am")
