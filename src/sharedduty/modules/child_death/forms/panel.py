"""The forms of the panel: members, signatures, the sheet, what it found, who was told, what goes out without names."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words
from sharedduty.modules.child_death.forms.reviewing import MeetingForm, WhichForm, day, text_line
from sharedduty.modules.child_death.rules.panel import QUESTIONS

Labels = Mapping[str, str]


def tick(label: str) -> forms.BooleanField:
    """A box to tick, whose absence the rules answer."""
    return asked(forms.BooleanField(label=label, required=False))


class MemberForm(forms.Form):
    """Name a member of the panel."""

    email = line("Their address, if they have an account here", hint="Then name and post are taken from it.")
    name = text_line("Name")
    body = text_line("Post and organisation")

    def __init__(
        self, *args: Any, seats: Labels, parts: Labels, members: Labels, co_opted: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        hint = f"For one kind of case may be co-opted: {'; '.join(co_opted)}." if co_opted else ""
        self.fields["seat"] = choice("Which seat?", seats, select=True, hint=hint)
        self.fields["part"] = choice("As what?", parts)
        self.fields["deputy_of"] = choice(
            "Whose deputy, if they come instead of somebody?", {"": "Nobody's", **members}
        )
        self.order_fields(["seat", "part", "email", "name", "body", "deputy_of"])


class SignForm(forms.Form):
    """Sign the agreement."""

    def __init__(self, *args: Any, by_hand: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_hand:
            self.fields["on_paper"] = text_line("Where is the signed paper kept?")
        self.fields["agrees"] = tick(
            "They signed the agreement on paper." if by_hand else "I have read the agreement, and I sign it."
        )


class EndForm(forms.Form):
    """End a membership."""

    because = words("Why?", rows=2)


class SheetForm(MeetingForm):
    """The panel's meeting with its sheet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["confirmed"] = tick("Everybody who was there confirmed on the sheet that they understood the "
                                        "agreement and signed it.")  # fmt: skip
        self.fields["independent"] = tick("Nobody who decided was responsible for the child in life.")


class ReviewForm(forms.Form):
    """What the panel found."""

    def __init__(self, *args: Any, yes_no: Labels, causes: Labels, decided_by: str, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"] = words("Cause and manner of death, as the panel finds it", rows=3)
        self.fields["cause_group"] = choice("To which group does the panel put it?", causes, select=True)
        self.fields["modifiable"] = choice(
            "Did the panel find a modifiable factor?", yes_no,
            hint="Something that may have helped the death come about, and that could be changed, here or in the whole country.",
        )  # fmt: skip
        self.fields["factors"] = words("Which? One to a line.", rows=3)
        for code, text in QUESTIONS.items():
            self.fields[code] = choice(text, yes_no)
            self.fields[f"{code}_why"] = words(f"If yes, what? {text}", rows=2)
        self.fields["not_earlier"] = words("If a case review may be needed: why was that not seen earlier?", rows=2)
        self.fields["learning"] = words("What is learned?", rows=5)
        if again:
            self.fields["why_again"] = words("Why does the panel look at it anew?", rows=2)
        self.fields["decided_by"] = text_line("Who decided?", hint="The chair of the panel: name and post.")
        self.initial.setdefault("decided_by", decided_by)


class FindingForm(forms.Form):
    """Something somebody should act on."""

    text = words("What should be done?", rows=3)
    body = text_line("Who should act?", hint="A body, or the partnership's executive.")


class FindingSentForm(WhichForm, WhenMixin):
    """Whoever should act was told."""

    instants = (("informed_at", "When were they told", True),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which finding?", **kwargs)
        self.fields["informed_how"] = text_line("How?")
        self.must_say_when("informed_at")
        self.order_fields(["which", "informed_at", "informed_at_time", "informed_how"])


class FindingAnsweredForm(WhichForm):
    """What was decided on a finding."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which finding?", **kwargs)
        self.fields["answer"] = words("What did they decide, and why?", rows=3)
        self.fields["answered_on"] = day("On which day?", what="the day it was decided")


class GiveOutForm(forms.Form):
    """What goes out without names."""

    title = text_line("Title", hint="Without a name, a place or a day.")
    learning = words(
        "What is learned?",
        rows=8,
        hint="Write it anew. No name, day, address, number or place that gives anybody away.",
    )
    for_whom = text_line("Who should read it?", hint="Such as midwives, or schools.")
    checked_by = line(
        "If the child's record in People is not in your sight: who checked this against it?", hint="Name and post.",
    )  # fmt: skip
