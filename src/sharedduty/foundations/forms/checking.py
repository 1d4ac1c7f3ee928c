"""What is wrong with answers, in words that say how to mend them; and the answers cleaned (design section 8)."""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.forms.answers import ID, Answers, asked, get_path, is_blank, item_name, items_of
from sharedduty.foundations.forms.definitions import CHOICE_KINDS, MANY_KINDS, Form, Page, Question
from sharedduty.foundations.forms.shelf import indicators
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.plain.identifiers import (
    BadIdentifier,
    normalise_nhs_number,
    normalise_postcode,
    normalise_upn,
)
from sharedduty.foundations.plain.references import NotAReference, normalise_reference

TELEPHONE = re.compile(r"\+?[\d\s()\-.]{7,25}(?:\s*(?:x|ext\.?)\s*\d{1,6})?", re.IGNORECASE)
TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?", re.IGNORECASE)
CHILDHOOD_ENDS, CARE_ENDS = 18, 25


@dataclass(frozen=True)
class Problem:
    """One answer to mend: where (page, item), which question, what to do, and which boxes of a date it is about."""

    page: str
    question: str
    text: str
    parts: tuple[str, ...] = ()
    item: str = ""

    @property
    def anchor(self) -> str:
        """The id of the input to mend."""
        return f"id_{self.question}" + (f"-{self.parts[0]}" if self.parts else "")


class Wrong(ValueError):
    """An answer that cannot be kept as a fact. The message says how to mend it; `parts` the boxes of a date."""

    def __init__(self, message: str, parts: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.parts = parts


def check_page(form: Form, page: Page, answers: Answers, *, today: datetime.date) -> list[Problem]:
    """Everything to mend on one page; for a repeated page, in each of its items and in their number."""
    if page.repeat is None:
        return _check(form, page, answers, None, today)
    items = items_of(answers, page.repeat.key)
    problems = [found for item in items for found in _check(form, page, answers, item, today)]
    if len(items) < page.repeat.at_least:
        words = f"Add at least {_count(page.repeat.at_least)} {page.repeat.item}"
        problems.append(Problem(page.key, page.repeat.key, words))
    return problems


def check_item(form: Form, page: Page, answers: Answers, item: Answers, *, today: datetime.date) -> list[Problem]:
    """Everything to mend in one item of a repeated page."""
    return _check(form, page, answers, item, today)


def check_form(form: Form, answers: Answers, *, today: datetime.date) -> list[Problem]:
    """Everything to mend in a whole form."""
    return [found for page in form.pages for found in check_page(form, page, answers, today=today)]


def _check(form: Form, page: Page, answers: Answers, item: Answers | None, today: datetime.date) -> list[Problem]:
    held = answers if item is None else item
    named = str(held.get(ID, "")) if item is not None else ""
    problems = []
    for question in asked(page, answers, form, item):
        try:
            value = clean(question, held.get(question.key), today=today)
            if question.kind == "indicators" and set(value) - set(indicators(form.pack)):
                raise Wrong(f"Choose only from the signs offered to: {question.label}")
        except Wrong as wrong:
            problems.append(Problem(page.key, question.key, str(wrong), wrong.parts, named))
    for rule in page.rules:
        if all(is_blank(held.get(key)) for key in rule.questions):
            problems.append(Problem(page.key, rule.questions[0], rule.message, (), named))
    return problems


def clean(question: Question, value: Any, *, today: datetime.date) -> Any:
    """The answer as a fact: text, a code, a list of codes, a date; None (or an empty list) when not answered.

    Raises Wrong with words for the person.
    """
    if question.kind == "date":
        return _date(question, value, today)
    if is_blank(value):
        if question.required:
            raise Wrong(question.message or _ask(question))
        return [] if question.many else None
    if question.kind in MANY_KINDS:
        return _many(question, value)
    text = str(value).strip()
    if len(text) > question.limit:
        raise Wrong(f"{question.short} must be {question.limit:,} characters or fewer. You have typed {len(text):,}")
    if question.kind in CHOICE_KINDS:
        if text not in {choice.value for choice in question.choices}:
            raise Wrong(f"Choose one of the answers offered to: {question.label}")
        return text
    return _TEXTS.get(question.kind, _plain)(question, text)


def cleaned(form: Form, answers: Answers, *, today: datetime.date) -> dict[str, Any]:
    """The answers to every question that is asked, as facts; repeated pages as lists. Raises Wrong for one to mend."""
    facts: dict[str, Any] = {}
    for page in form.pages:
        if page.repeat is None:
            facts |= {one.key: clean(one, answers.get(one.key), today=today) for one in asked(page, answers, form)}
        else:
            facts[page.repeat.key] = [
                {one.key: clean(one, item.get(one.key), today=today) for one in asked(page, answers, form, item)}
                for item in items_of(answers, page.repeat.key)
            ]
    return facts


def _ask(question: Question) -> str:
    verb = "Choose" if question.kind in (*CHOICE_KINDS, *MANY_KINDS) else "Enter"
    if question.label.endswith("?"):
        return f"{'Choose an answer to' if verb == 'Choose' else 'Answer'}: {question.label}"
    return f"{verb} {question.what}"


def _many(question: Question, value: Any) -> list[str]:
    values = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    if question.kind == "indicators":
        return values  # the pack's own list; `_check` has the pack
    offered = {choice.value: choice for choice in question.choices}
    if set(values) - set(offered):
        raise Wrong(f"Choose only from the answers offered to: {question.label}")
    alone = next((offered[one] for one in values if offered[one].exclusive), None)
    if alone is not None and len(values) > 1:
        raise Wrong(f"Choose “{alone.text}” alone, or the others, to: {question.label}")
    return values


def _plain(question: Question, text: str) -> str:
    return text


def _email(question: Question, text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as wrong:
        raise Wrong(f"{question.short} must be an email address like name@example.org") from wrong
    return text


def _telephone(question: Question, text: str) -> str:
    if not TELEPHONE.fullmatch(text):
        raise Wrong(f"{question.short} must be a telephone number, like 01632 960 001 or +44 1632 960 001")
    return text


def _number(question: Question, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        raise Wrong(f"{question.short} must be a whole number, like 3")
    return int(text)


def _identifier(normalise: Callable[[str], str]) -> Callable[[Question, str], str]:
    def check(question: Question, text: str) -> str:
        try:
            return normalise(text)
        except (BadIdentifier, NotAReference) as wrong:
            raise Wrong(str(wrong)) from wrong

    return check


def read_time(text: str) -> datetime.time:
    """A time of day as people type it: 14:30, 2.30pm, 9am. Raises Wrong."""
    found = TIME.fullmatch(text.strip())
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half == "pm" else 0)
        elif half or not found[2]:
            hour = 99
        if hour < 24 and minute < 60:
            return datetime.time(hour, minute)
    raise Wrong("Enter a time like 14:30 or 2.30pm")


def _time(question: Question, text: str) -> str:
    return read_time(text).strftime("%H:%M")


_TEXTS: Mapping[str, Callable[[Question, str], Any]] = {
    "email": _email, "tel": _telephone, "number": _number, "time": _time,
    "nhs_number": _identifier(normalise_nhs_number), "upn": _identifier(normalise_upn),
    "postcode": _identifier(normalise_postcode), "reference": _identifier(normalise_reference),
}  # fmt: skip


def _date(question: Question, value: Any, today: datetime.date) -> datetime.date | None:
    past = question.check in ("past", "child", "under_26")
    field = DateInputField(what=question.what, past=past, future=question.check == "future", required=question.required)
    try:
        day = field.clean(value or "")
    except ValidationError as wrong:
        parts = tuple((wrong.params or {}).get("parts", ()))
        raise Wrong(" ".join(wrong.messages), parts) from wrong
    if day is not None:
        _check_age(question, day, today)
    return day


def _check_age(question: Question, day: datetime.date, today: datetime.date) -> None:
    every = ("day", "month", "year")
    age = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
    if question.check == "child" and age >= CHILDHOOD_ENDS:
        raise Wrong(
            f"This date makes them {age}. Check it. If they are 18 or over and a care leaver, "
            "or have special needs up to 25, choose that answer above instead",
            every,
        )
    if question.check == "under_26" and not CHILDHOOD_ENDS <= age <= CARE_ENDS:
        raise Wrong(f"This date makes them {age}. This answer is for somebody from 18 to 25. Check the date", every)
    if question.check == "due" and not datetime.timedelta(-42) <= day - today <= datetime.timedelta(300):
        raise Wrong("The due date must be within the next ten months, or up to six weeks ago", every)


def moment(day: datetime.date, time: str | None) -> datetime.datetime:
    """A day and perhaps a time of day (as `clean` gives it) as an instant in London; midday where no time is known."""
    at = read_time(time) if time else datetime.time(12)
    return datetime.datetime.combine(day, at, tzinfo=LONDON)


def _count(number: int) -> str:
    return {1: "one", 2: "two", 3: "three"}.get(number, str(number))


__all__ = [
    "Problem", "Wrong", "check_form", "check_item", "check_page", "clean", "cleaned", "get_path", "item_name", "moment",
]  # fmt: skip
