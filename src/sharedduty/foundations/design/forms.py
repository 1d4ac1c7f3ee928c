"""Django form fields and widgets that HTML alone does not give: a date in three boxes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinLengthValidator, MinValueValidator
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from .dates import LONDON, MONTHS, date_words

PARTS = ("day", "month", "year")
# No day that somebody sets lies so many years ahead: it is a year typed wrongly, and what is due then would be forgotten.
FARTHEST = 2
FARTHEST_OF_ALL = 10  # of a day that may lie on either side of today: a year typed wrongly is seen all the same

# A label that begins so needs no "the" before it in "Enter the …".
NO_ARTICLE = {"the", "your", "their", "a", "an", "any", "who", "what", "when", "where", "why", "how", "which"}


@dataclass(frozen=True)
class DateParts:
    """What a person typed into the three boxes, exactly as typed."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def blank(self) -> bool:
        """True when all three boxes are empty."""
        return not (self.day or self.month or self.year)

    @classmethod
    def of(cls, value: object) -> "DateParts":
        """The parts of a date, of an ISO text, of other parts, or of nothing."""
        if isinstance(value, DateParts):
            return value
        if isinstance(value, dt.date):
            return cls(str(value.day), str(value.month), str(value.year))
        if isinstance(value, Mapping):
            return cls(*(str(value.get(part, "") or "") for part in PARTS))
        if isinstance(value, str) and value:
            pieces = value.split("-")
            return cls(*reversed(pieces)) if len(pieces) == 3 else cls(day=value)
        return cls()


class DateInputWidget(forms.Widget):
    """Reads `name-day`, `name-month`, `name-year`; drawn by `design/fields.html`, not by Django."""

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> DateParts:
        """The parts as typed, with spaces at either end removed."""
        return DateParts(*(str(data.get(f"{name}-{part}", "") or "").strip() for part in PARTS))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> bool:
        """True when none of the three boxes was on the form sent."""
        return all(f"{name}-{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str) -> str:
        """The first box, so that a link from the error summary lands on something to type in."""
        return f"{id_}-day" if id_ else ""


class DateInputField(forms.Field):
    """A date typed as day, month and year. Cleans to a `date`, or None when blank and not required.

    `what` names the date inside error messages ("the date of birth"). `past` refuses dates after today, `future` dates
    before today and days more than two years ahead; without either, a day more than ten years ahead is taken for a slip.
    `earliest` and `latest` (dates) set other limits; `any_day` none, where people look into other times. Every error says how
    to mend it, and carries in `params["parts"]` the boxes it is about. Today is today in London.
    """

    widget = DateInputWidget

    def __init__(
        self,
        *,
        what: str = "",
        past: bool = False,
        future: bool = False,
        earliest: dt.date | None = None,
        latest: dt.date | None = None,
        any_day: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.any_day = any_day
        self.what = what or str(self.label or "the date").lower()
        self.past, self.future, self.earliest, self.latest = past, future, earliest, latest

    def prepare_value(self, value: object) -> DateParts:
        """What to show in the boxes again."""
        return DateParts.of(value)

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What was typed, when the form was sent; else the starting value."""
        return initial if self.disabled else data

    def has_changed(self, initial: object, data: object) -> bool:
        """True when the boxes say another date than they began with."""
        return not self.disabled and DateParts.of(initial) != DateParts.of(data)

    def clean(self, value: object) -> dt.date | None:
        """The date typed. Raises ValidationError that names the date, the box and the remedy."""
        parts = DateParts.of(value)
        if parts.blank:
            if self.required:
                raise self._error("required", f"Enter {self.what}", PARTS)
            return None
        missing = tuple(part for part in PARTS if not getattr(parts, part))
        if missing:
            raise self._error("incomplete", f"{self._name} must include a {' and a '.join(missing)}", missing)
        day = self._read(parts)
        self._within_limits(day)
        self.run_validators(day)
        return day

    @property
    def _name(self) -> str:
        return self.what[:1].upper() + self.what[1:]

    def _error(self, code: str, message: str, parts: tuple[str, ...]) -> ValidationError:
        return ValidationError(message.replace("%", "%%"), code=code, params={"parts": parts})

    def _read(self, parts: DateParts) -> dt.date:
        day, month, year = _number(parts.day), _month(parts.month), _number(parts.year)
        if day is None or not 1 <= day <= 31:
            raise self._error("day", f"{self._name} must have a day from 1 to 31", ("day",))
        if month is None:
            message = f"{self._name} must have a month from 1 to 12, or its name, like 3 or March"
            raise self._error("month", message, ("month",))
        if year is None or not 1000 <= year <= 9999:
            raise self._error("year", f"{self._name} must have a year of 4 numbers, like 2014", ("year",))
        try:
            return dt.date(year, month, day)
        except ValueError as impossible:
            message = f"{self._name} must be a real date: {MONTHS[month - 1]} {year} does not have {day} days"
            raise self._error("unreal", message, ("day",)) from impossible

    def _within_limits(self, day: dt.date) -> None:
        today = timezone.now().astimezone(LONDON).date()
        if self.past and day > today:
            raise self._error("future", f"{self._name} must be today or in the past", PARTS)
        if self.future and day < today:
            raise self._error("past", f"{self._name} must be today or in the future", PARTS)
        if self.earliest and day < self.earliest:
            raise self._error("early", f"{self._name} must be on or after {date_words(self.earliest)}", PARTS)
        if self.latest and day > self.latest:
            raise self._error("late", f"{self._name} must be on or before {date_words(self.latest)}", PARTS)
        years = FARTHEST if self.future else FARTHEST_OF_ALL
        if not self.latest and not self.any_day and day > _years_after(today, years):
            raise self._error("far", f"{self._name} must be within {years} years from today: check the year", ("year",))


def _years_after(day: dt.date, years: int) -> dt.date:
    """The same day some years later; for 29 February 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def _month(text: str) -> int | None:
    number = _number(text)
    if number is not None:
        return number if 1 <= number <= 12 else None
    lowered = text.lower().rstrip(".")
    named = [n for n, month in enumerate(MONTHS, 1) if len(lowered) >= 3 and month.lower().startswith(lowered)]
    return named[0] if len(named) == 1 else None


class PlainErrors:
    """Mix into a Django form: messages that name the question and say what to do, in place of Django's own.

    A field's own `error_messages` stay as they were written. For a date use `DateInputField`, which has better ones.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_plainly(self.fields)


def word_plainly(fields: Mapping[str, forms.Field]) -> None:
    """Give fields messages that name their question and say how to mend it, where they still have Django's own."""
    for name, made in fields.items():
        label = str(made.label or name.replace("_", " ").capitalize())
        for code, message in _plain_messages(made, label).items():
            if str(made.error_messages.get(code, "")) == str(_django_message(made, code)):
                made.error_messages[code] = message
        made.validators = [_plain_limit(one, label.replace("%", "%%")) for one in made.validators]


def _django_message(made: forms.Field, code: str) -> object:
    found: object = ""
    for kind in reversed(type(made).__mro__):
        found = getattr(kind, "default_error_messages", {}).get(code, found)
    return found


def _plain_messages(made: forms.Field, label: str) -> dict[str, str]:
    chosen = isinstance(made, (forms.ChoiceField, forms.ModelChoiceField, forms.MultipleChoiceField))
    if isinstance(made, forms.BooleanField):
        required = f"Tick the box to continue: {label}"
    elif isinstance(made, forms.FileField):
        required = f"Choose a file for: {label}"
    elif label.endswith("?"):
        required = f"{'Choose an answer to' if chosen else 'Answer'}: {label}"
    else:
        article = "" if label.split(" ")[0].lower() in NO_ARTICLE else "the "
        required = f"{'Choose' if chosen else 'Enter'} {article}{label[:1].lower() + label[1:]}"
    wrong_choice = f"Choose one of the answers offered to: {label}"
    return {
        "required": required,
        "invalid_choice": wrong_choice.replace("%", "%%"),  # Django fills this one in
        "invalid_list": wrong_choice,
        "invalid": _plain_invalid(made, label),
    }


def _plain_invalid(made: forms.Field, label: str) -> str:
    if isinstance(made, forms.EmailField):
        return f"{label} must be an email address like name@example.org"
    if isinstance(made, forms.IntegerField):
        return (
            f"Answer with a whole number, like 3: {label}"
            if label.endswith("?")
            else f"{label} must be a whole number, like 3"
        )
    return f"{label} is not in a form we can read. Check it and try again"


def _plain_limit(validator: Any, label: str) -> Any:
    """A limit in plain words: a copy, for one limit may be shared by several questions."""
    limit = getattr(validator, "limit_value", None)
    if not isinstance(limit, int):
        return validator
    question = "?" in label or label.endswith(".")
    if isinstance(validator, (MaxLengthValidator, MinLengthValidator)):
        bound = f"{limit:,} characters or {'more' if isinstance(validator, MinLengthValidator) else 'fewer'}"
        asked = label if label.endswith(("?", ".")) else f"{label}."
        words = f"Answer with {bound}: {asked}" if question else f"{label} must be {bound}."
        return type(validator)(limit, f"{words} You have typed %(show_value)d")
    if isinstance(validator, (MaxValueValidator, MinValueValidator)):
        bound = f"{limit:,} or {'more' if isinstance(validator, MinValueValidator) else 'less'}"
        return type(validator)(limit, f"Answer with {bound}: {label}" if question else f"{label} must be {bound}")
    return validator
