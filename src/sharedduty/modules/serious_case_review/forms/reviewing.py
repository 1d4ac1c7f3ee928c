"""The working group, the overview, what is public, what comes after."""

from typing import Any

from django import forms

from sharedduty.foundations.design.questions import WhenMixin, choice, words
from sharedduty.modules.serious_case_review.forms.fields import (
    NAME_AND_POST,
    Labels,
    ListForm,
    ReasonForm,
    WhichForm,
    day,
    text_line,
)
from sharedduty.modules.serious_case_review.queries.choices import COURTS, PARTS, YES_NO
from sharedduty.modules.serious_case_review.rules.noting import Noting


class ScopeForm(ListForm):
    """The scope: its period and last meeting, then the questions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period_from_on"] = day(
            "From which day on does it look?", what="the first day looked at", past=True
        )
        self.fields["period_to_on"] = day("Up to which day?", what="the last day looked at", past=True)
        self.fields["last_meeting_on"] = day(
            "When is the last meeting?", what="the day of the last meeting", hint="It agrees overview and summary."
        )
        self.order_fields(["period_from_on", "period_to_on", "last_meeting_on"])


class DisclosureForm(ListForm):
    """Who may know what, and who answers whom."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family_lead"] = text_line("Who answers the family?")
        self.fields["media_lead"] = text_line("Who answers the media?")
        self.order_fields(["family_lead", "media_lead"])


class SummaryForm(ListForm):
    """The executive summary."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"] = text_line("Title", hint="It names nobody.")
        self.order_fields(["title"])


class NominationForm(forms.Form):
    """Somebody nominated."""

    part = choice("What are they nominated as?", PARTS)
    name = text_line("Name")
    body = text_line("Where do they work?", hint="A body, or “Independent”.")
    involved = choice("Had they or their body any part in the case?", YES_NO)
    board_member = choice("Do they sit on the Strategic Board?", YES_NO)
    nominated_by = text_line("Who nominated them?", hint=NAME_AND_POST)
    nominated_on = day("On which day?", what="the day of the nomination", past=True)


class NominationEndsForm(WhichForm):
    """Somebody nominated stops."""

    ended_on = day("On which day?", what="the day they stopped", past=True)
    ended_because = words("Why?", rows=2)


class FirstMeetingForm(WhenMixin):
    """The first meeting of the group."""

    instants = (("first_meeting_at", "When was it", True),)
    chaired_by = text_line("Which member of the board chaired it?", hint=NAME_AND_POST)
    late_because = words("If it was later than a month after the decision: why?", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("first_meeting_at")


class ExtensionForm(forms.Form):
    """Another timescale."""

    agreed_until_on = day("Until which day is it now agreed?", what="the day now agreed")
    agreed_with = text_line("With whom at the inspectorate, and when?")
    reason = words("Why does it take longer?", rows=3)
    late_because = words("If the time had run out before: why was it not agreed earlier?", rows=2)


class StopForm(WhichForm):
    """An agency is no longer waited for."""

    because = words("Why?", rows=3)


class RecommendationForm(forms.Form):
    """One recommendation, with its plan."""

    origin = text_line("Where does it come from?", hint="The overview, or whose management review.")
    text = words("What is to be done?", rows=3)
    owner = text_line("Who does it?", hint="Posts and agencies.")
    due_on = day("By which day?", what="the day it is done by")
    outcome = words("What is to be different?", rows=2)
    monitored = words("How is it seen that things are better?", rows=2)

    def __init__(self, *args: Any, gaps: Labels, breadths: Labels, many: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gap"] = choice("Where does the gap lie?", gaps)
        self.fields["breadth"] = choice("Is it local or national?", breadths)
        if many:
            self.fields["many_because"] = words("There are ten already. Why another?", rows=2)


class FairnessForm(forms.Form):
    """A contributor's confirmation."""

    def __init__(self, *args: Any, bodies: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"] = choice("Which contributor?", bodies)
        self.fields["officer"] = text_line("Which senior officer says so?", hint=NAME_AND_POST)
        self.fields["fair"] = choice("Is it fairly shown?", YES_NO)
        self.fields["objection"] = words("If not: what is unfair?", rows=3)
        self.fields["confirmed_on"] = day("When?", what="the day", past=True)


class GateForm(forms.Form):
    """A gate of the overview."""

    by_whom = text_line("Who?", hint="The group, panel or board, and who chaired.")
    passed_on = day("When?", what="the day", past=True)

    def __init__(self, *args: Any, more: str = "", label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if more:
            self.fields[more] = words(label, rows=2)


class NotingForm(forms.Form):
    """A note of a declared kind."""

    def __init__(self, *args: Any, kind: Noting, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind.choose:
            self.fields["code"] = choice(kind.question, options)
        for name, (label, _) in kind.asks.items():
            if name.endswith("_on"):
                self.fields[name] = day(label, what="the day", past=name == "happened_on")
            else:
                self.fields[name] = text_line(label) if name == "who" else words(label, rows=3)


class SignUpForm(WhichForm):
    """A body signs up."""

    body = text_line("Which body?")
    officer = text_line("Who signed?", hint=NAME_AND_POST)
    signed_on = day("When?", what="the day", past=True)


class ClearForm(forms.Form):
    """The summary is cleared."""

    cleared_by = text_line("Who clears it: the chair of the group?", hint=NAME_AND_POST)
    cleared_on = day("When?", what="the day", past=True)


class WordForm(forms.Form):
    """A word to protect."""

    word = text_line("Word, name, place or date", hint="A brother's name, a street, a school, a day.")
    why = text_line("Why is it protected?")
    of_child = forms.BooleanField(label="It is a name of a child of the review", required=False)


class LetStandForm(WhichForm):
    """Let one place stand."""

    because = words("Why does this tell nobody who it is?", rows=3)
    justified_by = text_line("Who decides this?", hint=NAME_AND_POST)


class PublishForm(forms.Form):
    """Make the summary public."""

    courts = choice("How does it stand with the courts?", COURTS, hint="Publication waits for their end.")
    courts_ended_on = day("If they ended: when?", what="the day they ended", past=True)

    def __init__(self, *args: Any, unseen: bool, briefed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unseen:
            self.fields["compared_by"] = text_line("Who compared it with the records in People you cannot open?")
        if not briefed:
            self.fields["not_briefed_because"] = words(
                "Health authority and inspectorate were not both briefed ahead. Why?", rows=2
            )


class CloseForm(ReasonForm):
    """Close a review."""

    def __init__(self, *args: Any, copies: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not copies:
            self.fields["no_copies_because"] = words("Copies did not go to both national bodies. Why?", rows=2)
