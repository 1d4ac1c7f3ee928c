"""The forms of chronologies. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.chronology.models import Entry
from sharedduty.foundations.chronology.rules.writing import MARKS
from sharedduty.foundations.design.forms import DateInputField, PlainErrors
from sharedduty.foundations.design.questions import TimeField, asked, choice, line, several, words
from sharedduty.foundations.requests.api import AgenciesForm

Labels = Mapping[str, str]
UNSAID, EVERYBODY = "unsaid", "*"  # an empty answer is no choice that a person could go back to
YES_NO = {"yes": "Yes", "no": "No", UNSAID: "Not said"}
PRECISIONS = {code: str(label) for code, label in Entry.Precision.choices}
LINES = (1, 2, 3, 4)


def day(label: str, *, what: str, past: bool = False, hint: str = "", optional: bool = False) -> DateInputField:
    """A date whose absence the rules answer."""
    made = DateInputField(label=label, what=what, past=past, required=False, help_text=hint)
    return made if optional else asked(made)


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=3)


class TermsForm(forms.Form):
    """The period, and how long is a gap."""

    period_from_on = day("From which day?", what="the first day")
    period_to_on = day("To which day?", what="the last day")
    gap_weeks = forms.IntegerField(
        label="After how many weeks without a child being seen is it a gap?", required=False, min_value=1, max_value=520,
        help_text="No guidance sets a number. Leave it empty, and no gap is named.",
    )  # fmt: skip


class StartForm(PlainErrors, TermsForm):
    """Open a chronology: the period, and what each child is called."""

    def __init__(self, *args: Any, names: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = range(1, max(len(names), 1) + 1)
        for number in self.numbers:
            name = names[number - 1] if number <= len(names) else ""
            whom = f" ({name})" if name else ""
            self.fields[f"label{number}"] = asked(forms.CharField(
                label=f"What is child {number}{whom} called in the chronology?", max_length=40, required=False,
                help_text="A pseudonym, like Child A. Agencies are told whom it stands for; it leaves in no export.",
            ))  # fmt: skip
            self.fields[f"birth_on{number}"] = day(
                f"Date of birth of child {number}", what="the date of birth", past=True, optional=True
            )
            self.fields[f"died_on{number}"] = day(
                f"Date of death of child {number}", what="the date of death", past=True, optional=True
            )

    def clean(self) -> dict[str, Any]:
        """Add `children`, each that is called something."""
        given = super().clean() or {}
        children = [
            {"label": label, "birth_on": given.get(f"birth_on{number}"), "died_on": given.get(f"died_on{number}")}
            for number in self.numbers
            if (label := str(given.get(f"label{number}") or "").strip())
        ]
        return {**given, "children": children}


class AskForm(AgenciesForm):
    """Ask agencies for their chronology: the house's one form, with what it is about written for them."""

    def __init__(self, *args: Any, question: str, purpose: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("question", question)
        self.initial.setdefault("purpose", purpose)


class WhichForm(forms.Form):
    """Choose one of several."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)
        self.order_fields(["which"])
        if len(options) == 1:
            self.initial.setdefault("which", next(iter(options)))


class StopForm(WhichForm):
    """Wait for an agency no longer."""

    because = words("Why?", rows=3)


class MoreForm(WhichForm):
    """Ask one agency for more."""

    question = words("What are they asked?", hint="They read exactly this.")
    purpose = words("Why are they asked?", rows=3, hint="So that they can weigh what to share.")


class KeyForm(forms.Form):
    """A pseudonym and who stands behind it."""

    label = asked(
        forms.CharField(label="Pseudonym", max_length=40, required=False, help_text="Like “Mother” or “Adult B”.")
    )
    stands_for = asked(line("Who does it stand for?"))


class LinesForm(forms.Form):
    """Choose lines of a chronology, one in each box."""

    def __init__(self, *args: Any, lines: Labels, chosen: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in LINES:
            made = choice(f"Line {number}", lines, select=True)
            made.asked = number <= 2  # type: ignore[attr-defined]  # read by the design's labels
            self.fields[f"lines{number}" if number > 1 else "lines"] = made
            if number <= len(chosen):
                self.initial.setdefault(f"lines{number}" if number > 1 else "lines", chosen[number - 1])

    def clean(self) -> dict[str, Any]:
        """Gather the lines chosen under `lines`."""
        given = super().clean() or {}
        names = ["lines", *(f"lines{number}" for number in LINES[1:])]
        return {**given, "lines": [given[name] for name in names if given.get(name)]}


class FindForm(LinesForm):
    """A discrepancy that somebody found themselves."""

    why = words("What does not fit?", rows=3)

    def __init__(self, *args: Any, agencies: Labels, **kwargs: Any) -> None:
        super().__init__(*args, chosen=[], **kwargs)
        self.fields["agencies"] = several(
            "Which agencies else does it concern?", agencies, hint="As where one has no line."
        )


class ApartForm(WhichForm):
    """Take lines apart again."""

    because = words("Why are they not the same event?", rows=3)


class TakeUpForm(WhichForm):
    """Take up what the comparison suggests."""

    note = forms.CharField(
        label="Anything to add?", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )


class DismissForm(WhichForm):
    """Set aside what the comparison suggests."""

    outcome = words("Why is it no discrepancy?", rows=3)


class LineForm(forms.Form):
    """One line of an agency's chronology."""

    date = day("On which day?", what="the day", past=True, hint="Where only the month is known, any day of it.")
    precision = choice("How exactly is it known?", PRECISIONS)
    time = asked(
        TimeField(label="At what time?", required=False, help_text="Like 4:05pm. Leave it empty where it is not known.")
    )
    until_date = day("Until which day, where it lasted?", what="the last day", past=True, optional=True)
    until_time = TimeField(label="Until what time?", required=False, help_text="Only with an exact time")
    event = words("What happened?", rows=4, hint="Use pseudonyms, and roles for practitioners.")
    source = words("Which document or system is it taken from?", rows=2)
    who = line("Who of your agency?", hint="A role or a pseudonym.")
    place = line(
        "Where was the child?", hint="As at home, at school, in hospital. So that what cannot be true is found."
    )
    decision = forms.CharField(
        label="What was decided?", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=20_000
    )
    service = forms.CharField(
        label="What was offered or given?", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=20_000
    )
    action = forms.CharField(
        label="What was done?", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=20_000
    )
    seen = choice("Was the child seen?", YES_NO)
    views_sought = choice("Were the child's views or wishes sought?", YES_NO)
    views_given = choice("Did the child give views or wishes?", YES_NO)
    comment = forms.CharField(
        label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=20_000
    )

    def __init__(self, *args: Any, children: Labels, again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(children) > 1:
            self.fields["child"] = choice("Which child is it about?", {**children, EVERYBODY: "All of them"})
            self.order_fields(["date", "precision", "time", "until_date", "until_time", "child"])
        if again:
            self.fields["because"] = words("Why is it changed?", rows=2, hint="What it said before is kept.")
            empty = {**dict.fromkeys(MARKS, UNSAID), "child": EVERYBODY}
            self.initial.update({name: self.initial.get(name) or other for name, other in empty.items()})

    def clean(self) -> dict[str, Any]:
        """What is not said, and all children, are empty on record."""
        given = super().clean() or {}
        return {name: "" if value in (UNSAID, EVERYBODY) else value for name, value in given.items()}


class StrikeForm(forms.Form):
    """Take a line out."""

    because = words("Why is it taken out?", rows=3)


class FileForm(PlainErrors, forms.Form):
    """A spreadsheet of lines."""

    file = asked(forms.FileField(
        label="The file", required=False, help_text="An Excel workbook (.xlsx, its first sheet), or CSV in UTF-8.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
    ))  # fmt: skip


class AnswerForm(WhichForm):
    """Answer what one is told of a discrepancy."""

    answer = words(
        "What do your records say?", rows=5, hint="Look at the source again. Where a line is wrong, correct it first."
    )


class TellForm(forms.Form):
    """Tell the agencies concerned."""

    question = words(
        "What are they asked?",
        rows=5,
        hint="Each agency reads this and its own lines. Say of another's only what it must know.",
    )


class ExplanationForm(forms.Form):
    """Take in what the agencies say."""

    explanation = words("What do the agencies say?", rows=6)


class OutcomeForm(forms.Form):
    """How a discrepancy ends."""

    outcome = words("What came of it?", rows=4)
