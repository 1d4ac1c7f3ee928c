"""The forms of those who handle what was sent, and of the two registers."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words

Labels = Mapping[str, str]
FARTHEST_REVIEW = datetime.timedelta(days=5 * 366)  # a procedure is often looked at every third year
LONG = MaxLengthValidator(20_000, "This is longer than 20,000 characters: shorten it.")
VERY_LONG = MaxLengthValidator(200_000, "This is longer than 200,000 characters: list it as two documents.")


def day(label: str, *, what: str, past: bool = False, future: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, future=future, required=False, help_text=hint))


def later_day(label: str, *, what: str, past: bool = False, future: bool = False, hint: str = "") -> DateInputField:
    """A date that may be left out."""
    return DateInputField(label=label, what=what, past=past, future=future, required=False, help_text=hint)


def review_day(label: str, *, what: str) -> DateInputField:
    """A day to come that may be left out, and that may lie some years away: what is looked at every third year."""
    latest = timezone.localdate() + FARTHEST_REVIEW
    return DateInputField(label=label, what=what, future=True, latest=latest, required=False)


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


def address() -> forms.EmailField:
    """One e-mail address."""
    return asked(forms.EmailField(label="The address they sign in with, or would", required=False, max_length=254))


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=3)


class AcknowledgeForm(forms.Form):
    """That it came."""

    def __init__(self, *args: Any, promises: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words(
            "Write to them", rows=5, hint="That it came, what happens now, and by when you will answer."
        )
        label = "By when will you answer?"
        hint = "No arrangement of the area gives a number of days: say what you can keep."
        make = day if promises else later_day
        self.fields["promised_on"] = make(label, what="the day you will answer by", future=True, hint=hint)


class MessageForm(forms.Form):
    """A message to the sender."""

    text = words(
        "Write to them", rows=5, hint="They read it with their key. Name nobody who must not be named to them."
    )


class NoteForm(forms.Form):
    """What was found or done."""

    note = words("What was found or done?", rows=5, hint="Only those who work on it read this. The sender does not.")


class AnswerForm(forms.Form):
    """The answer."""

    def __init__(self, *args: Any, outcomes: Labels, decided_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = choice("What was found?", outcomes)
        self.fields["reasons"] = words("Why?", rows=4, hint="Kept here. It cannot be changed later.")
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post.")
        self.fields["text"] = words("The answer, in words for whoever sent it", rows=6)
        self.initial.setdefault("decided_by", decided_by)


class ChildForm(forms.Form):
    """What is done for a child."""

    def __init__(self, *args: Any, ways: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["welfare"] = choice("What is done for the child?", ways)
        self.fields["welfare_why"] = words(
            "What, and why?", rows=4,
            hint="If you hand it over, the front door reads these words. Do not say who told you, nor how you know.",
        )  # fmt: skip
        self.fields["given_names"] = line(
            "The child's given names", hint="If you hand it over. “Not known” if nobody knows."
        )
        self.fields["family_name"] = line("Family name")
        self.fields["birth_on"] = DateInputField(
            label="Date of birth", what="the date of birth", past=True, required=False
        )


class ShutForm(forms.Form):
    """Somebody is shut out."""

    email = address()
    reason = words("Why?", rows=2)


class DetailsForm(WhenMixin):
    """Who asks was checked."""

    instants = (("details_at", "When did the last detail come", True),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"] = words(
            "How do you know who they are?",
            rows=3,
            hint="What you saw, and for a child's information why they may ask.",
        )
        self.must_say_when("details_at")
        self.order_fields(["note", "details_at", "details_at_time"])


class ExtendForm(forms.Form):
    """Two months more."""

    reason = words("Why is it complex?", rows=3)
    text = words("Write to them: why it takes longer", rows=4)


class ItemForm(forms.Form):
    """A document on the list."""

    tells_optional = True

    document = text_line("What is the document?", hint="Its title goes out with it: name nobody in it.")
    held_by = line("Where is it kept?")
    third_parties = forms.CharField(
        label="Other people in it", required=False, validators=[LONG], widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Full names, addresses and birthdays, one on each line. Nothing goes out while one still stands in it.",
    )  # fmt: skip


class JudgeForm(forms.Form):
    """What becomes of a document."""

    def __init__(
        self, *args: Any, items: Labels, decisions: Labels, harm: Labels, grounds: Labels, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ask = self.fields
        ask["which"] = choice("Which document?", items)
        ask["harm"] = choice(
            "What did the professional judge?", harm, hint="A person judges. Nothing is worked out here."
        )
        ask["harm_why"] = words("Why?", rows=3)
        ask["harm_by"] = text_line("Who judged it?", hint="Name and post: somebody who knows the person or their care.")
        ask["decision"] = choice("What becomes of it?", decisions)
        ask["ground"] = forms.ChoiceField(
            label="If something is held back: the ground", required=False, choices=[("", "Choose"), *grounds.items()],
            widget=forms.Select,
        )  # fmt: skip
        ask["reason"] = forms.CharField(
            label="If something is held back: the reason",
            required=False,
            validators=[LONG],
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        ask["text"] = forms.CharField(
            label="The text as it may go out", required=False, validators=[VERY_LONG], widget=forms.Textarea(attrs={"rows": 10}),
            help_text="Write [taken out] where a part is taken out.",
        )  # fmt: skip


class ReleaseForm(forms.Form):
    """What goes out."""

    text = words(
        "The letter that goes with it", rows=6, hint="What they get, what is held back and why, and how to complain."
    )


class GiveOutForm(forms.Form):
    """That a second person has read all of it."""

    read = forms.BooleanField(
        label="I have read all of it, and nobody else can be known by it", required=False, widget=forms.CheckboxInput
    )


class ProcedureForm(forms.Form):
    """An entry of the register of procedures."""

    tells_optional = True

    def __init__(self, *args: Any, bodies: Labels, said: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask = self.fields
        ask["organisation"] = choice("Which agency?", bodies, select=True)
        ask["where"] = line("Where do staff find the procedure?")
        ask["lead"] = line("Who leads it?", hint="The post, so that it stays right when people change.")
        ask["line"] = line("The line apart from one's own manager", hint="Telephone or address.")
        ask["leaflet"] = line("The leaflet for staff", hint="Which independent charity it names, and its version.")
        ask["protects"] = forms.ChoiceField(
            label="Is it kept from the manager of whoever reports?", required=False, choices=list(said.items()),
            widget=forms.RadioSelect,
        )  # fmt: skip
        ask["reviewed_on"] = DateInputField(
            label="Reviewed on", what="the day it was reviewed", past=True, required=False
        )
        ask["next_on"] = review_day("Next review", what="the day of the next review")
        ask["works"] = forms.ChoiceField(
            label="Does it work? (the yearly check)",
            required=False,
            choices=list(said.items()),
            widget=forms.RadioSelect,
        )
        ask["works_why"] = forms.CharField(
            label="How do you know?", required=False, validators=[LONG], widget=forms.Textarea(attrs={"rows": 3})
        )


class ElementForm(forms.Form):
    """How one element stands."""

    tells_optional = True

    def __init__(self, *args: Any, states: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"] = choice("How does it stand?", states)
        self.fields["evidence"] = words(
            "What shows it, or why not?", rows=3, hint="Name no candidate and no member of staff."
        )
        self.fields["seen_on"] = day("When was it seen?", what="the day it was seen", past=True)
        self.fields["next_on"] = review_day("When is it looked at next?", what="the day it is looked at next")


class PoliceForm(forms.Form):
    """That information for the employer alone came."""

    tells_optional = True

    candidate = text_line("A code or initials", hint="Only you read it. Do not write a name.")
    came_on = day("When did it come?", what="the day it came", past=True)
    handled = words("How is it handled?", rows=3, hint="Where it is kept and who decided. Never write what it says.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["destroy_on"] = review_day("When is it destroyed?", what="the day it is destroyed")


class RecordForm(WhenMixin):
    """Something that came by letter, by telephone or in person."""

    tells_optional = True

    instants = (("sent_at", "When did it come", True),)

    def __init__(self, *args: Any, kinds: Labels, ways: Labels, sent_as: Labels, bodies: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask = self.fields
        ask["kind"] = choice("What is it?", kinds)
        ask["sent_as"] = choice("Who sent it?", sent_as)
        ask["way"] = choice("For a concern: do they say who they are?", ways)
        ask["told"] = words("What did they say?", rows=6)
        ask["organisation"] = forms.ChoiceField(
            label="Which organisation is it about?", required=False, choices=[("", "Another one, or not known"), *bodies.items()],
            widget=forms.Select, help_text="It goes to somebody who does not work there: perhaps not to you.",
        )  # fmt: skip
        ask["organisation_words"] = line("If it is another one: which?")
        ask["named"] = line("Who must not see it?", hint="Names, and e-mail addresses at work.")
        ask["child_at_risk"] = forms.ChoiceField(
            label="Is a child at risk?", required=False, choices=[("yes", "Yes"), ("no", "No"), ("not_known", "Not known")],
            widget=forms.RadioSelect,
        )  # fmt: skip
        ask["sender_name"] = line("Their name", hint="Leave it out where they do not say who they are.")
        ask["sender_reach"] = line("How are they reached?")
        self.must_say_when("sent_at")
