"""The forms of a return home from care: each step asks what the guidance asks (rules/homecoming.py)."""

from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import asked, line, words
from sharedduty.modules.child_protection.rules import ENTRIES


class OpenReturnForm(forms.Form):
    """A looked-after child who is to come home, or came."""

    child_name = line("What is the child's name?")
    birth_on = asked(DateInputField(label="Date of birth", what="the date of birth", past=True, required=False))
    care = words(
        "Since when is the child looked after, and how?",
        rows=2,
        hint="By agreement under section 20, or under an order.",
    )


class HomeStepForm(forms.Form):
    """One step of a return home."""

    def __init__(self, *args: Any, verb: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in ENTRIES[verb]:
            day = DateInputField(label=one.question, what="the day", past=one.day, required=False)
            self.fields[one.name] = asked(day) if one.day or one.to_come else words(one.question, rows=3)
