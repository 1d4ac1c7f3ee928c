"""Answers as typed: reading them from a form that was sent, finding them by path, and what is asked given what was said.

Answers are a mapping by question; a date keeps its three boxes as typed; a repeated page keeps a list of items, each
with an `_id`. A path names one answer: `consent`, or `children/k3f9a2/given_names` inside an item.
"""

import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from django.http import QueryDict

from sharedduty.foundations.forms.definitions import Form, Page, Question

Answers = Mapping[str, Any]
SEEN, SET_ASIDE, ID = "_seen", "_set_aside", "_id"
PARTS = ("day", "month", "year")


def clean_text(text: str) -> str:
    """Text the database can keep: no null signs, no halves of characters, line ends as one sign."""
    kept = text.replace("\x00", "").replace("\r\n", "\n")
    return kept.encode("utf-8", "ignore").decode("utf-8")


def read_question(question: Question, data: QueryDict) -> Any:
    """What was typed or chosen for one question, exactly."""
    if question.many:
        return [clean_text(value) for value in data.getlist(question.key) if value]
    if question.kind == "date":
        return {part: clean_text(data.get(f"{question.key}-{part}", "")).strip() for part in PARTS}
    text = clean_text(data.get(question.key, ""))
    return text if question.kind == "textarea" else text.strip()


def read_page(questions: Iterable[Question], data: QueryDict) -> dict[str, Any]:
    """What was typed for each question of a page."""
    return {question.key: read_question(question, data) for question in questions}


def read_field(page: Page, name: str, data: QueryDict, now: Answers) -> tuple[str, Any] | None:
    """One field as autosave sends it (a date comes box by box); None for a field this page does not ask."""
    question = page.question(name)
    if question is not None and question.kind != "date":
        return question.key, read_question(question, data)
    key, _, part = name.rpartition("-")
    question = page.question(key)
    if question is None or question.kind != "date" or part not in PARTS:
        return None
    held = now.get(key) or {}
    boxes = {one: str(held.get(one, "")) for one in PARTS}
    boxes[part] = clean_text(data.get(name, "")).strip()
    return key, boxes


def is_blank(value: Any) -> bool:
    """Whether nothing was answered: no sign that anybody can see, which a lone joiner or direction mark is not."""
    if isinstance(value, Mapping):
        return not any(value.values())
    return value in (None, "", []) or (isinstance(value, str) and not any(map(_is_seen, value)))


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in {"Cf", "Cc"}


def get_path(answers: Answers, path: str) -> Any:
    """The answer at a path; None where there is none."""
    pieces = path.split("/")
    if len(pieces) == 1:
        return answers.get(path)
    item = find_item(answers, pieces[0], pieces[1])
    return (item or {}).get(pieces[2])


def set_path(answers: MutableMapping[str, Any], path: str, value: Any) -> bool:
    """Put an answer at a path. False where its item is gone."""
    pieces = path.split("/")
    if len(pieces) == 1:
        answers[path] = value
        return True
    item = find_item(answers, pieces[0], pieces[1])
    if item is None:
        return False
    item[pieces[2]] = value
    return True


def items_of(answers: Answers, group: str) -> list[dict[str, Any]]:
    """The items of a repeated page."""
    return list(answers.get(group) or [])


def find_item(answers: Answers, group: str, item_id: str) -> dict[str, Any] | None:
    """One item of a repeated page, the very one inside the answers; None if it was removed."""
    return next((item for item in answers.get(group) or [] if item.get(ID) == item_id), None)


def new_item_id() -> str:
    """An id for an item that says nothing."""
    return secrets.token_hex(4)


def is_asked(question: Question, answers: Answers, form: Form, within: Answers | None = None) -> bool:
    """Whether a question is asked, given the answers; `within` are those of the item it stands in."""
    condition = question.show_when
    if condition is None:
        return True
    first = form.question(condition.question)
    if first is not None and not is_asked(first, answers, form, within):
        return False
    held = (within or {}).get(condition.question, answers.get(condition.question))
    chosen = held if isinstance(held, list) else [held]
    return any(value in condition.values for value in chosen)


def asked(page: Page, answers: Answers, form: Form, within: Answers | None = None) -> Iterator[Question]:
    """The questions of a page that are asked, given the answers."""
    return (question for question in page.questions if is_asked(question, answers, form, within))


def on_page(page: Page, answers: Answers, form: Form, within: Answers | None = None) -> list[Question]:
    """The questions a page draws: those asked, and those that a choice on the same page would bring up."""
    here = {question.key for question in page.questions}
    return [
        question
        for question in page.questions
        if (question.show_when and question.show_when.question in here) or is_asked(question, answers, form, within)
    ]


def item_name(page: Page, item: Answers) -> str:
    """What an item is called in lists: its names as typed, or the words for one without."""
    if page.repeat is None:
        return page.title
    named = " ".join(str(item.get(key) or "").strip() for key in page.repeat.named_by).strip()
    return named or page.repeat.unnamed
