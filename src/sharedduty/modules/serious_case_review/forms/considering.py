"""Opening an old case, considering it, and deciding."""

from collections.abc import Sequence
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words
from sharedduty.foundations.forms.api import Question
from sharedduty.modules.serious_case_review.forms.fields import (
    NAME_AND_POST,
    Labels,
    WhichForm,
    day,
    of_form,
    text_line,
)
from sharedduty.modules.serious_case_review.queries.choices import HOLDS, HOW, PEOPLE, STATES, WHY_HERE


class OpenForm(forms.Form):
    """Open a record for an old case."""

    safety = words(
        "How were other children at risk looked to?",
        rows=3,
        hint="This comes before everything else: who looked, and when.",
    )
    why_here = choice("Why is it opened here?", WHY_HERE)
    happened_on = day("When did it happen?", what="the day it happened", past=True)

    def __init__(self, *args: Any, questions: Sequence[Question], packs: Labels, until: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(packs) > 1:
            self.fields["pack"] = choice("Under which arrangements was it begun?", packs)
        self.fields["begun_on"] = day(
            "When was the case begun?", what="the day the case was begun", past=True, hint=f"On or before {until}."
        )
        self.fields["held_in"] = text_line("Where is the older file?")
        self.fields["given_names"] = text_line("The child's given names", hint="Write “Not known” if nobody knows.")
        self.fields["family_name"] = line("The child's family name")
        self.fields["birth_on"] = DateInputField(
            label="The child's date of birth", what="the date of birth", past=True, required=False
        )
        for one in questions:
            self.fields[one.key] = of_form(one)
        self.fields["referred_by"] = text_line("Which named senior manager referred it?", hint="Name, post and agency.")
        self.fields["received_by"] = text_line(
            "Who received it?", hint="The manager of the board or, when away, the deputy director."
        )
        self.fields["received_on"] = day("When was it received?", what="the day it was received", past=True)
        self.fields["follows"] = line(
            "Which earlier decision does it ask to look at again?", hint="Its reference: SR-..."
        )


class PersonForm(forms.Form):
    """A child or an adult known in the case."""

    part = choice("Who is this?", PEOPLE)
    given_names = text_line("Given names")
    family_name = line("Family name")
    birth_on = DateInputField(label="A child's date of birth", what="the date of birth", past=True, required=False)
    role = line("An adult: who are they to the child?")


class ChairToldForm(WhenMixin):
    """When the chair was told."""

    instants = (("chair_told_at", "When was the chair told", True),)
    told_by = text_line("Who told the chair, and how?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("chair_told_at")


class NoticeForm(WhenMixin):
    """A letter or notice that went out."""

    instants = (("sent_at", "When was it sent", True),)
    recipient = text_line("Who has it?", hint="The body, and the post there. One entry for each.")
    how = text_line("How was it sent?")
    text = words("What does it say, or where is it kept?", rows=2)

    def __init__(self, *args: Any, notices: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = choice("What went out?", notices)
        self.must_say_when("sent_at")
        self.order_fields(["code", "recipient", "sent_at", "sent_at_time", "how", "text"])


class IncidentForm(WhenMixin):
    """The inspectorate's form."""

    instants = (("sent_at", "When was it sent", True),)
    state = choice("Is a review possible, or decided on?", STATES)
    recipient = text_line("Who has it?", hint="The body, and the post there.")
    form_version = text_line("Which issue of their form was used?")
    how = text_line("How was it sent?")
    text = words("What does it say, or where is it kept?", rows=2, hint="Nothing of a worker's conduct.")

    def __init__(self, *args: Any, categories: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["categories"] = several("Which categories?", categories)
        self.must_say_when("sent_at")
        self.order_fields(
            ["categories", "state", "recipient", "form_version", "sent_at", "sent_at_time", "how", "text"]
        )


class ReplyForm(WhichForm):
    """What came back."""

    reply = words("What came back?", rows=3, hint="Files secured, how far they were involved, a receipt.")
    replied_on = day("When?", what="the day it came", past=True)


class RecommendForm(forms.Form):
    """The panel's written recommendation."""

    def __init__(
        self,
        *args: Any,
        outcomes: Labels,
        services: Labels,
        meetings: Labels,
        questions: Sequence[Question],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = choice("What does the panel recommend?", outcomes)
        self.fields["how"] = choice("How did the panel deliberate?", HOW)
        self.fields["meeting"] = asked(choice("If at a meeting: at which?", meetings or {"": "None was held here"}))
        for code, label in services.items():
            self.fields[f"by_{code}"] = text_line(f"Who took part for {label.lower()}?", hint=NAME_AND_POST)
        for one in questions:
            self.fields[one.key] = of_form(one)


class DecideForm(WhenMixin):
    """The chair's decision."""

    instants = (("decided_at", "When did the chair decide", True),)
    holds = choice("Is there a review?", HOLDS)

    def __init__(self, *args: Any, questions: Sequence[Question], always: bool, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in questions:
            self.fields[one.key] = of_form(one)
        if always:
            self.fields["departure"] = words("If there is none: which exceptional local reasons?", rows=3)
        if late:
            self.fields["late_because"] = words("If it was later than a month: why?", rows=2)
        self.must_say_when("decided_at")
        self.order_fields(["holds", "decided_at", "decided_at_time"])


class KeepForm(forms.Form):
    """A review that ended before it came here."""

    reason = words("How did it end?", rows=3)
    ended_on = day("When?", what="the day it ended", past=True)
    report_in = words("Where are its report and its plan?", rows=2)
