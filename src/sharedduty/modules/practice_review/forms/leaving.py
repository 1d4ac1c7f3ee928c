"""The forms of what leaves: the report as it came, the comparison, themes, a document that is looked through."""

from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import asked, choice, words
from sharedduty.modules.practice_review.forms.review import Labels, WhichForm, day, text_line
from sharedduty.modules.practice_review.queries.choices import ROUTES


class SourceForm(forms.Form):
    """The report as it came."""

    title = text_line("Title")
    account = words("What happened, as it was written", rows=10, hint="Names may stand in it. It is never published.")
    analysis = words("The reasons, as they were written", rows=8)
    improvements = words("What should be better, as it was written", rows=8)
    received_on = day("When did it come?", what="the day it came", past=True)


class SignForm(forms.Form):
    """A comparison is signed."""

    found = words("What was changed, and does it still say the same?", rows=4)

    def __init__(self, *args: Any, signed_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_by"] = text_line("Who signs?", hint="Name and post.")
        self.initial.setdefault("signed_by", signed_by)


class ThemesForm(forms.Form):
    """The themes of a review."""

    themes = words(
        "Which themes does it touch?", rows=6, hint="Each in a line, in words anybody knows: sleep of babies, neglect."
    )


class DocumentForm(forms.Form):
    """A document before it leaves."""

    file = asked(forms.FileField(
        label="The document", required=False,
        help_text="PDF, Word (.docx), Excel (.xlsx), CSV, web page, calendar file or plain text. It is read and not kept.",
    ))  # fmt: skip
    looked_by = text_line(
        "If there are pictures in it: who looked at them?", hint="Name and post. No program can read a picture."
    )


class ProcessForm(forms.Form):
    """Another investigation or review."""

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("Which?", kinds)
        self.fields["lead"] = text_line("Who leads it?", hint="Post and organisation.")
        self.fields["agreed"] = words("How do the two go together?", rows=3, hint="What waits, who may speak to whom.")
        self.fields["joint"] = forms.BooleanField(
            label="One process serves both and meets the rules of both", required=False
        )
        self.fields["holds"] = forms.BooleanField(
            label="Publication waits for its end", required=False,
            help_text="As for a trial or an inquest. Nothing is published until you record that it ended.",
        )  # fmt: skip
        self.fields["holds_because"] = words("If it waits: why?", rows=2)
        self.fields["expected_on"] = DateInputField(
            label="When is its end expected?", what="the day its end is expected", required=False
        )


class ProcessEndsForm(WhichForm):
    """Another investigation ended."""

    ended_on = day("When did it end?", what="the day it ended", past=True)
    ended_how = words("How did it end?", rows=2)


class PublicationForm(forms.Form):
    """What is published, when and why."""

    route = choice("What is published?", ROUTES, hint="The law presumes that the report is published.")
    reasons = words(
        "If not in full: why?", rows=4, hint="It must be justified. The Panel and the Secretary of State read it."
    )
    impact = words(
        "How is the effect on the family, children and staff looked to?", rows=3,
        hint="Who tells them before, who stands by them, what the press is told.",
    )  # fmt: skip

    def __init__(self, *args: Any, decided_by: str, again: bool, if_sent_now: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = f"If it goes to the Panel and the Secretary of State today, the earliest day is {if_sent_now}."
        self.fields["planned_on"] = day("On which day?", what="the day of publication", hint=hint)
        self.fields["near_because"] = words(
            "If it lies near a birthday or an anniversary of the family: why this day?", rows=2,
            hint="You are warned where one lies within a week.",
        )  # fmt: skip
        self.order_fields(["route", "reasons", "planned_on", "near_because", "impact"])
        if again:
            self.fields["why_again"] = words("Why is it decided anew?", rows=2)
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("decided_by", decided_by)
