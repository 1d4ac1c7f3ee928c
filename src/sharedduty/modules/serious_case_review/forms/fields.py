"""Fields and forms that several steps ask: a day, a line, a list of the pack."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import asked, choice, line, words
from sharedduty.foundations.forms.api import Question

Labels = Mapping[str, str]
NAME_AND_POST = "Name and post."


def day(label: str, *, what: str, past: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


def of_form(question: Question) -> forms.CharField:
    """A question of the pack's form as a field: in words, or in a line."""
    if question.kind == "textarea":
        return words(question.label, rows=question.rows or 4, hint=question.hint)
    return text_line(question.label, hint=question.hint)


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=4)


class WhichForm(forms.Form):
    """Choose one of several."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)
        self.order_fields(["which"])


class ListForm(forms.Form):
    """Items of lists of the pack, each answered in words or, where there are options, by one of them with why."""

    def __init__(
        self, *args: Any, lists: Sequence[tuple[Labels, Labels]], signed: str = "", again: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for items, options in lists:
            for code, label in items.items():
                if options:
                    self.fields[code] = choice(label, options)
                    self.fields[f"{code}_why"] = words(f"What it rests on: {label[:1].lower()}{label[1:]}", rows=2)
                else:
                    self.fields[code] = words(label, rows=3)
        if again:
            self.fields["why_again"] = words("Why does it change?", rows=2)
        if signed:
            self.fields["signed_by"] = text_line(signed, hint=NAME_AND_POST)
