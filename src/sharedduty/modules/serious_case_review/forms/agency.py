"""An agency's own management review."""

from typing import Any

from django import forms

from sharedduty.foundations.design.questions import asked, choice, line, words
from sharedduty.foundations.papers.api import KINDS
from sharedduty.modules.serious_case_review.forms.fields import (
    NAME_AND_POST,
    day,
    text_line,
)
from sharedduty.modules.serious_case_review.queries.choices import NOTE_KINDS, YES_NO


class AuthorForm(forms.Form):
    """Who writes an agency's review, and how independent they are."""

    author_name = text_line("Who writes it?")
    author_post = text_line("What is their post?")
    no_part = choice("Did they ever work with the child or the family?", YES_NO)
    no_line = choice("Did they ever manage anybody who did?", YES_NO)
    senior = choice("Are they senior enough to be heard?", YES_NO)
    declared_on = day("When did they declare this?", what="the day of the declaration", past=True)


class AdviceForm(forms.Form):
    """What an agency recommends to itself."""

    text = words("What is to be done?", rows=3)
    owner = text_line("By whom?")
    due_on = day("By when?", what="the day it is done by")
    outcome = words("What is it to bring?", rows=2)
    monitored = words("How is it checked?", rows=2)


class ManagementNoteForm(forms.Form):
    """A note beside the report."""

    kind = choice("What is it?", NOTE_KINDS)
    who = line("Who?", hint="Posts, not names.")
    what = words("What?", rows=3)
    happened_on = day("When?", what="the day", past=True)
    shared_on = day("An interview: when was its record shared with whoever was asked?", what="the day", past=True)


class AttachForm(forms.Form):
    """A document beside the report."""

    file = asked(
        forms.FileField(label="The file", required=False, help_text=f"{KINDS[:1].upper()}{KINDS[1:]}; 10 MB at most.")
    )


class EndorseForm(forms.Form):
    """A senior officer endorses."""

    endorsed_by = text_line("Which senior officer endorses it?", hint=NAME_AND_POST)

    def __init__(self, *args: Any, plan: bool, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            self.fields["signed_how"] = words(
                "You wrote the report and enter this for the officer. How did they sign, and when?", rows=2
            )
        if not plan:
            self.fields["no_plan_because"] = words("It recommends nothing. Why?", rows=2)


class NilForm(forms.Form):
    """A nil return."""

    nil_because = words("How was it looked for, and was nothing found?", rows=3)
    nil_signed_by = text_line("Who signs?", hint=NAME_AND_POST)
