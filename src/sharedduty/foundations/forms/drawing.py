"""From a question and its answer to what a page draws: fields for `design/fields.html`, rows for check answers."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.design.forms import DateParts
from sharedduty.foundations.forms.answers import Answers, asked, is_blank, item_name, items_of, on_page
from sharedduty.foundations.forms.checking import Problem, Wrong, clean
from sharedduty.foundations.forms.definitions import CHOICE_KINDS, Form, Page, Question
from sharedduty.foundations.forms.shelf import indicators
from sharedduty.foundations.plain.identifiers import format_nhs_number

DRAWN_AS = {
    "nhs_number": "text", "upn": "text", "postcode": "text", "time": "text", "reference": "text",
    "yes_no": "radios", "yes_no_unknown": "radios",
}  # fmt: skip
WIDTHS = {"nhs_number": 20, "upn": 20, "postcode": 10, "time": 5, "number": 3, "tel": 20, "reference": 20}
INPUT_MODES = {"nhs_number": "numeric"}
LEVELS = {"1": "Level 1", "2": "Level 2", "3": "Level 3", "4": "Level 4"}


@dataclass(frozen=True)
class IndicatorGroup:
    """The indicators of one dimension, to tick."""

    title: str
    rows: Sequence[Mapping[str, Any]]
    chosen: int


def fields_of(
    form: Form, page: Page, answers: Answers, problems: Iterable[Problem] = (), item: Answers | None = None
) -> list[dict[str, Any]]:
    """The fields of a page, in order, for the macro `field`; those that depend on a choice lie under that choice."""
    held = answers if item is None else item
    wrong: dict[str, list[Problem]] = {}
    for problem in problems:
        wrong.setdefault(problem.question, []).append(problem)
    here = {question.key for question in page.questions}
    drawn: dict[str, dict[str, Any]] = {}
    top: list[dict[str, Any]] = []
    for question in on_page(page, answers, form, item):
        spec = field_of(question, held.get(question.key), wrong.get(question.key, []), pack=form.pack)
        drawn[question.key] = spec
        condition = question.show_when
        under = condition is not None and condition.question in here
        if not (condition and under and _put_under(drawn[condition.question], condition.values, spec)):
            top.append(spec)
    return top


def _put_under(parent: dict[str, Any], values: Sequence[str], spec: dict[str, Any]) -> bool:
    """Reveal a field under the one choice it depends on; a field of several choices stands by itself."""
    if len(values) != 1:
        return False
    ticks = [row for group in parent.get("groups", ()) for row in group.rows]
    for option in [*parent.get("options", ()), *ticks]:
        if option.get("value", option.get("id")) == values[0]:
            option["conditional"] = [*option.get("conditional", []), spec]
            return True
    return False


def field_of(question: Question, value: Any, problems: Sequence[Problem] = (), *, pack: str = "") -> dict[str, Any]:
    """One question as the macro `field` takes it (kind `indicators` is drawn by `forms/parts.html`)."""
    spec: dict[str, Any] = {
        "kind": DRAWN_AS.get(question.kind, question.kind), "name": question.key, "label": question.label,
        "hint": question.hint, "errors": [problem.text for problem in problems],
        "optional": not (question.required or question.many),
    }  # fmt: skip
    if question.kind == "indicators":
        return spec | {"groups": indicator_groups(pack, value or [])}
    if question.kind == "date":
        parts = [part for problem in problems for part in problem.parts]
        return spec | {"value": DateParts.of(value or {}), "error_parts": parts}
    if question.choices:
        chosen = (value or []) if question.many else (value or "")
        return spec | {
            "options": [
                {"value": one.value, "text": one.text, "hint": one.hint, "exclusive": one.exclusive}
                for one in question.choices
            ],
            "value": chosen,
        }
    spec |= {"value": value or "", "width": question.width or WIDTHS.get(question.kind)}
    if question.kind == "textarea":
        spec |= {"rows": question.rows, "width": None}
    if question.autocomplete:
        spec["autocomplete"] = question.autocomplete
    if question.kind in INPUT_MODES:
        spec["inputmode"] = INPUT_MODES[question.kind]
    return spec


def indicator_groups(pack: str, chosen: Iterable[str]) -> list[IndicatorGroup]:
    """The pack's indicators by dimension, gentlest level first, with the chosen ones marked (GL-TH-05)."""
    ticked = set(chosen)
    groups: dict[str, list[dict[str, Any]]] = {}
    for key, row in indicators(pack).items():
        groups.setdefault(row["dimension"], []).append({**row, "id": key, "ticked": key in ticked})
    return [
        IndicatorGroup(
            title=title, rows=sorted(rows, key=lambda row: row["level"]), chosen=sum(row["ticked"] for row in rows)
        )
        for title, rows in groups.items()
    ]


def summary_of(form: Form, answers: Answers, *, today: datetime.date) -> list[dict[str, Any]]:
    """A whole form to read: sections with the pages in them, each with rows of (short question, answer in words).

    Gives: [{"title", "pages": [{"key", "title", "item", "rows": [{"key", "value"}]}]}]. Only what was asked is there.
    """
    return [
        {
            "title": section.title,
            "pages": [made for page in section.pages for made in _pages(form, page, answers, today)],
        }
        for section in form.sections
    ]


def _pages(form: Form, page: Page, answers: Answers, today: datetime.date) -> list[dict[str, Any]]:
    if page.repeat is None:
        rows = [_row(one, answers.get(one.key), form.pack, today) for one in asked(page, answers, form)]
        return [{"key": page.key, "title": page.title, "item": "", "rows": rows}] if rows else []
    return [
        {
            "key": page.key, "title": item_name(page, item), "item": item["_id"],
            "rows": [_row(one, item.get(one.key), form.pack, today) for one in asked(page, answers, form, item)],
        }
        for item in items_of(answers, page.repeat.key)
    ]  # fmt: skip


def _row(question: Question, value: Any, pack: str, today: datetime.date) -> dict[str, Any]:
    return {"key": question.short, "value": in_words(question, value, pack=pack, today=today), "question": question.key}


def in_words(question: Question, value: Any, *, pack: str, today: datetime.date) -> Any:
    """An answer as a person reads it: text, or a list of texts; empty where there is none."""
    if is_blank(value):
        return ""
    if question.kind == "indicators":
        known = indicators(pack)
        return [
            f"{LEVELS[known[one]['level']]}, {known[one]['dimension']}: {known[one]['text']}" if one in known else one
            for one in value
        ]
    words = {choice.value: choice.text for choice in question.choices}
    if question.many:
        return [words.get(one, one) for one in value]
    if question.kind in CHOICE_KINDS:
        return words.get(str(value), str(value))
    try:
        fact = clean(question, value, today=today)
    except Wrong:
        return " ".join(value.values()) if isinstance(value, Mapping) else str(value)
    if isinstance(fact, datetime.date):
        return date_words(fact)
    return format_nhs_number(fact) if question.kind == "nhs_number" else str(fact)
