"""The forms of a breach of personal data."""

from typing import Any

from django import forms

from sharedduty.foundations.design.questions import WhenMixin, choice, line, several, words
from sharedduty.modules.speaking_up.forms.desk import Labels, day, later_day, text_line


def _how_many() -> forms.IntegerField:
    return forms.IntegerField(
        label="About how many people?", required=False, min_value=0, max_value=10_000_000,
        help_text="Leave it empty while nobody knows.",
    )  # fmt: skip


class BreachForm(WhenMixin):
    """A breach is written down."""

    instants = (("aware_at", "When did somebody here become aware of it", True),)

    def __init__(self, *args: Any, people: Labels, data_kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask = self.fields
        ask["happened"] = words("What happened?", rows=5, hint="What became of the data. Do not name whose it is.")
        ask["happened_on"] = later_day(
            "When did it happen?", what="the day it happened", past=True, hint="Leave it empty if nobody knows."
        )
        ask["people"] = several("Whose data is it?", people)
        ask["how_many"] = _how_many()
        ask["data"] = several("Which data?", data_kinds)
        ask["found_by"] = line(
            "The record through which it was found",
            hint="If there is one: the reference of an opening, an alarm or a complaint.",
        )
        ask["found_by"].validators = forms.CharField(max_length=60).validators
        self.must_say_when("aware_at")


class LearnedForm(forms.Form):
    """What is known now."""

    def __init__(self, *args: Any, people: Labels, data_kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words("What is known now?", rows=4, hint="Do not name whose data it is.")
        self.fields["people"] = several("Whose data is it?", people)
        self.fields["how_many"] = _how_many()
        self.fields["data"] = several("Which data?", data_kinds)


class AwarenessForm(WhenMixin):
    """The hour of awareness is mended."""

    instants = (("aware_at", "When did somebody here become aware of it", True),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = words("What was wrong with it?", rows=2)
        self.must_say_when("aware_at")


class RiskForm(forms.Form):
    """The risk is judged."""

    def __init__(self, *args: Any, risks: Labels, decided_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["risk"] = choice(
            "What is the risk to people?", risks, hint="A person judges. Nothing is worked out here."
        )
        self.fields["reasons"] = words(
            "Why?",
            rows=4,
            hint="What could happen to whom, how likely it is and how grave. It cannot be changed later.",
        )
        self.fields["decided_by"] = text_line("Who judged it?", hint="Name and post.")
        self.initial.setdefault("decided_by", decided_by)


class RegulatorForm(WhenMixin):
    """The regulator was told."""

    instants = (("told_at", "When was the regulator told", True),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words(
            "What was the regulator told?",
            rows=5,
            hint="What is not known yet may be told later: come back and add it.",
        )
        self.fields["regulator_reference"] = forms.CharField(
            label="The regulator's own reference", required=False, max_length=60
        )
        self.fields["late_because"] = forms.CharField(
            label="If it is after the 72 hours: why?",
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.must_say_when("told_at")


class LeftForm(forms.Form):
    """Somebody is not told, with the ground."""

    def __init__(self, *args: Any, ways: Labels, decided_by: str, hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"] = choice("Why not?", ways)
        self.fields["reason"] = words("The reason", rows=4, hint=hint)
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("decided_by", decided_by)


class PeopleForm(forms.Form):
    """The people were told."""

    def __init__(self, *args: Any, ways: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_on"] = day("When were they told?", what="the day they were told", past=True)
        self.fields["way"] = choice("How?", ways)
        self.fields["text"] = words(
            "What were they told?",
            rows=5,
            hint="What happened, what it may mean for them, what is done, and whom to ask.",
        )


class MeasureForm(forms.Form):
    """What was done."""

    text = words("What was done about it?", rows=4, hint="To limit it, to get the data back, to put it right.")


class EndedForm(forms.Form):
    """It ends."""

    text = words("What was learned, and what changes?", rows=4)
