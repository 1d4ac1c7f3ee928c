"""The forms for anybody: in plain words, and nothing asked that need not be known."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.questions import asked, choice, line, words
from sharedduty.modules.speaking_up.queries import choices

Labels = Mapping[str, str]


def maybe(label: str, *, rows: int = 3, hint: str = "") -> forms.CharField:
    """A box that may be left out."""
    field = words(label, rows=rows, hint=hint)
    field.asked = False  # type: ignore[attr-defined]  # nothing is owed here
    return field


class ToldForm(forms.Form):
    """What every form here asks: which organisation, what happened, what is wanted, and a name."""

    tells_optional = True
    what = "What happened?"
    what_hint = "What you saw or heard, when, and who was there. You do not have to be sure."
    name_hint = ""

    def __init__(self, *args: Any, bodies: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask = self.fields
        ask["told"] = words(self.what, rows=7, hint=self.what_hint)
        ask["organisation"] = forms.ChoiceField(
            label="Which organisation is it about?", required=False, widget=forms.Select,
            choices=[("", "Another one, or I do not know"), *bodies.items()],
            help_text="So that nobody who works there is given this.",
        )  # fmt: skip
        ask["organisation_words"] = line("If it is another one: which?")
        ask["wanted"] = maybe("What would you like to happen?", rows=3)
        ask["sender_name"] = asked(line("Your name", hint=self.name_hint))
        ask["sender_reach"] = line("Your telephone, e-mail or address", hint="You can read our answer here.")


class ConcernForm(ToldForm):
    """A concern about an organisation."""

    name_hint = "Only if you say who you are. Else leave this out."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask = self.fields
        ask["way"] = choice("Do you say who you are?", choices.WAYS)
        ask["named"] = maybe(
            "Who must not see this?", rows=2,
            hint="Names, and e-mail addresses at work if you know them. They and their managers are shut out.",
        )  # fmt: skip
        ask["affected"] = maybe("Which children does it touch?", rows=2, hint="Names only if you want to.")
        ask["child_at_risk"] = forms.ChoiceField(
            label="Is a child being hurt, or likely to be?", required=False, choices=list(choices.YES_NO.items()),
            widget=forms.RadioSelect,
        )  # fmt: skip
        ask["told_before"] = maybe("Whom did you tell before, and what came of it?", rows=2)
        self.order_fields(
            [
                "told",
                "organisation",
                "organisation_words",
                "named",
                "affected",
                "child_at_risk",
                "told_before",
                "wanted",
                "way",
            ]
        )


class ComplaintForm(ToldForm):
    """A complaint about how services worked together."""

    what = "What went wrong?"
    what_hint = "What was done or not done, when, and by whom."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_as"] = choice("Who are you?", choices.SENT_AS)
        self.fields["named"] = maybe(
            "Is it about somebody by name?", rows=2, hint="They and their managers do not see your complaint here."
        )
        self.order_fields(["sent_as", "told", "organisation", "organisation_words", "named", "wanted"])


class ChildComplaintForm(forms.Form):
    """The same, for a child, in a child's words."""

    tells_optional = True

    told = words("What happened?", rows=6, hint="Use your own words. It does not matter how you write.")
    wanted = maybe("What do you want to happen?", rows=3)
    named = maybe("Who is it about?", rows=1, hint="They will not see what you write.")
    sender_name = asked(line("What is your name?", hint="Your first name is enough."))
    sender_reach = line("How can we talk to you?", hint="You can read our answer here.")
    child_at_risk = forms.ChoiceField(
        label="Is somebody hurting you, or are you scared?", required=False, choices=list(choices.YES_NO.items()),
        widget=forms.RadioSelect,
    )  # fmt: skip


class DataForm(ToldForm):
    """A complaint about personal data."""

    what = "What was done with your information?"
    what_hint = "For example, who was told something that they should not know."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["told", "organisation", "organisation_words", "wanted"])


class AccessForm(forms.Form):
    """A request for one's own information."""

    tells_optional = True

    told = words(
        "Which information do you want to see?", rows=4, hint="Say from when, and from which service, if you can."
    )
    affected = maybe("Is it about you? If it is about somebody else, say who", rows=2, hint="For example your child.")
    sender_name = asked(line("Your full name"))
    sender_reach = line(
        "Your telephone, e-mail or address", hint="We ask you to show who you are before we give anything out."
    )


class ReplyKeyForm(forms.Form):
    """The reply key."""

    key = forms.CharField(  # no limit of its own: whatever is wrong with a key, one answer is given
        label="Your reply key", required=False, help_text="Like 7KQ4-M9TX-2B8C-Y0HW-3NRD",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "maxlength": "60"}),
    )  # fmt: skip


class MessageForm(forms.Form):
    """One more message."""

    text = words("Write to us", rows=5)


WHAT: dict[str, type[ToldForm]] = {"concern": ConcernForm, "complaint": ComplaintForm, "data": DataForm}
KIND = {
    "concern": "concern",
    "complaint": "complaint",
    "child": "complaint",
    "data": "data_complaint",
    "access": "access",
}


def form_for(way: str, data: Any, bodies: Labels) -> forms.Form:
    """The form of one way in."""
    if way == "child":
        return ChildComplaintForm(data)
    return AccessForm(data) if way == "access" else WHAT[way](data, bodies=bodies)
