"""What several forms of this room ask alike."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import asked, choice, line, words

Labels = Mapping[str, str]
YES_NO = {"yes": "Yes", "no": "No"}


def day(label: str, *, what: str, past: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


def questions(form: forms.Form, prefix: str, labels: Labels, why: str) -> None:
    """Add to a form each question of a list, answered yes or no, and what the answer rests on."""
    for code, label in labels.items():
        form.fields[f"{prefix}{code}"] = choice(label, YES_NO)
        form.fields[f"{prefix}{code}_why"] = words(f"{why}: {label[:1].lower()}{label[1:]}", rows=2)


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
