"""The forms of meetings. What is possible is said by the actions; forms only read what was typed."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import TimeField, WhenMixin, asked, choice, line, several, words
from sharedduty.foundations.gatherings.models import Conflict, Gathering, Reply
from sharedduty.foundations.papers.api import KINDS

MODES = dict(Gathering.Mode.choices)
THERE = {"came": "Here", "deputy": "Somebody is here instead", "no": "Not here"}
Seats = Mapping[str, tuple[str, Mapping[str, str]]]  # by part of another room: what it is called, and its capacities
CHAIRS = {"chairs": "Chairs the meeting", "takes_notes": "Takes the notes"}


class StartForm(WhenMixin):
    """When a meeting begins and ends, on one day."""

    instants = (("starts_at", "Begins", False),)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_at_time"] = TimeField(label="Ends: time", required=False, help_text="Like 5:30pm")

    def clean(self) -> dict[str, Any]:
        """The end lies on the day of the beginning."""
        cleaned = super().clean()
        starts, hour = cleaned.get("starts_at"), cleaned.pop("ends_at_time", None)
        if starts is None and not {"starts_at", "starts_at_time"} & self.errors.keys():
            self.add_error("starts_at", "Enter when the meeting begins")
        if hour is None and "ends_at_time" not in self.errors:
            self.add_error("ends_at_time", "Enter when the meeting ends")
        if starts and hour:
            day = starts.astimezone(LONDON).date()
            cleaned["ends_at"] = datetime.datetime.combine(day, hour, tzinfo=LONDON)
        return cleaned


class MoveForm(StartForm):
    """Another time, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"] = words("Why?", rows=3)
        self.order_fields(["because", "starts_at", "starts_at_time", "ends_at_time"])


class CallForm(StartForm):
    """What kind of meeting, what for, when and how."""

    def __init__(
        self, *args: Any, kinds: Mapping[str, str], people: Mapping[str, str], joint: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if joint:
            hint = "One meeting, in which each has its own part, its own people and its own outcome."
            self.fields["joint"] = several("Is it held jointly with another review?", joint, hint=hint)
        if len(kinds) > 1:
            self.fields["kind"] = choice("What kind of meeting?", kinds, required=True)
            self.fields["kind"].error_messages["required"] = "Choose what kind of meeting it is"
        self.fields["purpose"] = words("What is the meeting for?", rows=3, hint="Everyone invited reads this.")
        self.fields["mode"] = choice("How do people meet?", MODES, required=True)
        self.fields["mode"].error_messages["required"] = "Choose how people meet"
        self.fields["place"] = line("Where, or how to join", hint="It is not put in calendars or messages.")
        if people:
            self.fields["people"] = several(
                "Who is invited?", people, hint="Everybody is ticked. You can invite more people afterwards."
            )
            self.initial.setdefault("people", list(people))
        self.order_fields(["kind", "joint", "purpose", "starts_at", "starts_at_time", "ends_at_time", "mode", "place"])


class JointForm(forms.Form):
    """Which other reviews a called meeting serves from now on, and why."""

    def __init__(self, *args: Any, joint: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if joint:
            hint = "Each has its own part, its own people and its own outcome. Whoever it names is invited."
            self.fields["joint"] = several("Which review does it serve too?", joint, hint=hint)
            if len(joint) == 1:
                self.initial.setdefault("joint", list(joint))
        self.fields["because"] = words("Why?", rows=3)


class BecauseForm(forms.Form):
    """Only a reason."""

    because = words("Why?", rows=3)


class NothingForm(forms.Form):
    """A step that asks nothing."""


class AtForm(WhenMixin):
    """When it happened, where it is written down afterwards."""

    instants = (("at", "If it was earlier", True),)


class PersonForm(forms.Form):
    """Somebody with an account, found by words, and in which capacity."""

    def __init__(self, *args: Any, people: Mapping[str, str], capacities: Mapping[str, str], parts: Mapping[str, str],
                 seats: Seats, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice("Who is invited?", people, required=True)
        self.fields["who"].error_messages["required"] = "Choose who is invited"
        _capacity(self, capacities)
        self.fields["tasks"] = several("Do they have a task?", CHAIRS)
        _parts(self, parts, seats)


class NamedForm(forms.Form):
    """Somebody without an account: a name, where they are from, how they are told."""

    name = line("Name")

    def __init__(self, *args: Any, capacities: Mapping[str, str], organisations: Mapping[str, str],
                 families: Mapping[str, str], parts: Mapping[str, str], seats: Seats, **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        _capacity(self, capacities)
        self.fields["organisation"] = choice("Organisation", organisations, select=True)
        self.fields["organisation_name"] = line("Or another organisation")
        self.fields["email"] = forms.EmailField(
            label="E-mail", required=False, help_text="The message says only that there is something to do. Or write a letter."
        )  # fmt: skip
        if families:
            self.fields["supports"] = choice("Supporter of", {"": "Nobody", **families}, select=False)
        _parts(self, parts, seats)


def _capacity(form: forms.Form, capacities: Mapping[str, str]) -> None:
    form.fields["capacity"] = choice("Invited as", capacities, required=True)
    form.fields["capacity"].error_messages["required"] = "Choose in which capacity they are invited"


def _parts(form: forms.Form, parts: Mapping[str, str], seats: Seats) -> None:
    if len(parts) > 1 or seats:
        form.fields["parts"] = several(
            "Which parts may they hear?", parts, hint="What is said in other parts they never see."
        )
        form.initial.setdefault("parts", list(parts))
    for number, (title, capacities) in enumerate(seats.values(), 1):
        form.fields[f"seat_{number}"] = choice(
            f"{title}: as what do they come to it?", {"": "They do not hear this part", **capacities}, select=True
        )
    form.seats = list(seats)  # type: ignore[attr-defined]


class HearForm(forms.Form):
    """Somebody invited is to hear one more part, and as what where it is another review's."""

    def __init__(self, *args: Any, people: Mapping[str, str], capacities: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice("Who?", people, required=True, select=len(people) > 6)
        self.fields["who"].error_messages["required"] = "Choose who"
        if capacities:
            self.fields["capacity"] = choice("As what do they come to it?", capacities, required=True, select=True)
            self.fields["capacity"].error_messages["required"] = "Choose as what they come to it"
        self.fields["because"] = words("Why?", rows=4)


class ReplyForm(forms.Form):
    """The answer to an invitation."""

    answer = choice("Answer", dict(Reply.Answer.choices))
    deputy_name = line("Who comes instead")
    note = words("Anything those who run the meeting should know", rows=3)


class ConflictForm(forms.Form):
    """A conflict of interest and what follows."""

    what = words(
        "What is the conflict?",
        rows=3,
        hint="Being related to the child, working for the family, being the subject of it.",
    )

    def __init__(self, *args: Any, parts: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(parts) > 1:
            self.fields["part"] = choice("In which part?", {"": "The whole meeting", **parts})
        self.fields["effect"] = choice("What follows?", dict(Conflict.Effect.choices))


class ThereForm(forms.Form):
    """Who is really there: each person invited, one by one."""

    def __init__(self, *args: Any, waiting: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = []
        for number, (reference, named) in enumerate(waiting.items(), 1):
            self.fields[f"there_{number}"] = choice(named, THERE)
            self.fields[f"deputy_{number}"] = asked(line("Who is here instead?"))
            self.rows.append((reference, f"there_{number}", f"deputy_{number}"))

    def clean(self) -> dict[str, Any]:
        """A deputy has a name."""
        cleaned = super().clean() or {}
        for _, there, deputy in self.rows:
            if cleaned.get(there) == "deputy" and not cleaned.get(deputy, "").strip():
                self.add_error(deputy, f"{self.fields[there].label}: write who is here instead")
        return cleaned


class SomebodyElseForm(forms.Form):
    """Somebody who is there and was not invited."""

    name = line("Name")

    def __init__(self, *args: Any, capacities: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"] = choice("Here as", capacities)
        self.fields["organisation_name"] = line("Organisation")


class LeftForm(AtForm):
    """Somebody leaves."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"] = line("Why, if it matters")


class QuorumForm(forms.Form):
    """Going on, or not, when the meeting is not quorate."""

    go_on = choice("What was decided?", {"yes": "Go on with the meeting", "no": "Do not go on: it will be adjourned"})
    decided_by_name = line("Who decided?")
    because = words("Why?", rows=3, hint="And how the views of those missing are got.")


class DecisionForm(forms.Form):
    """A decision and its reasons."""

    question = line("The question, if there was one")
    text = words("What was decided?", rows=3)
    reason = words("Why?", rows=4)

    def __init__(self, *args: Any, earlier: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if earlier:
            self.fields["instead_of"] = choice(
                "Does it stand instead of an earlier decision?",
                {"": "No", **earlier},
                hint="The earlier one stays on record.",
            )


class WhoForm(forms.Form):
    """Words by or about one person invited."""

    def __init__(
        self, *args: Any, people: Mapping[str, str], who: str, text: str, name: str = "text", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice(who, people, required=True, select=len(people) > 6)
        self.fields["who"].error_messages["required"] = "Choose who"
        self.fields[name] = words(text, rows=4)
        if len(people) == 1:
            self.initial.setdefault("who", next(iter(people)))


class ActionForm(forms.Form):
    """Who does what by when."""

    what = words("What is to be done?", rows=3)

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = choice("Who does it?", people, select=len(people) > 6)
        self.fields["due_on"] = asked(
            DateInputField(label="By when?", what="the day it is to be done by", required=False)
        )


class ActOnForm(forms.Form):
    """What became of an action."""

    what = choice(
        "What became of it?", {"done": "It is done", "later": "It needs more time", "dropped": "It is dropped"}
    )
    note = words("Say what was done, or why not", rows=3)
    due_on = asked(DateInputField(label="The new day", what="the new day", future=True, required=False))


class PaperForm(forms.Form):
    """A paper and who may open it."""

    title = line("What is it?")

    def __init__(self, *args: Any, asked_for: Mapping[str, str], people: Mapping[str, str], openers: Mapping[str, str],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        hint = f"{KINDS[:1].upper()}{KINDS[1:]}; 10 MB at most."
        self.fields["file"] = asked(forms.FileField(label="The file", required=False, help_text=hint))
        self.fields["sent_by"] = choice("From whom?", people, select=len(people) > 6)
        if len(people) == 1:  # somebody invited brings a paper of their own, and nobody else's
            self.initial.setdefault("sent_by", next(iter(people)))
        if asked_for:
            self.fields["code"] = choice("Which paper asked for is it?", {"": "None of them", **asked_for})
        if openers:
            self.fields["openers"] = several(
                "Only for", openers, hint="Choose nobody for everyone who may hear this part."
            )
        self.order_fields(["title", "code", "file", "sent_by", "openers"])


class MinutesForm(forms.Form):
    """That the minutes are right."""

    agreed_by_name = line("Who agrees that they are right?")

    def __init__(self, *args: Any, again: bool, signs: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if signs:
            self.fields["agreed_by_name"].label = "Who signs them? The chair does"
        if again:
            self.fields["note"] = words("What was corrected?", rows=3)


class SendForm(forms.Form):
    """Who gets the minutes."""

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = several("Send the minutes to", people, hint="Everyone entitled to them is chosen.")
        self.initial.setdefault("to", list(people))


class ShareForm(forms.Form):
    """What is given to a family member."""

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice("With whom?", people, required=True)
        self.fields["who"].error_messages["required"] = "Choose with whom"
        self.fields["title"] = line("What is it?")
        self.fields["text"] = words(
            "The words they get", rows=8, hint="Short, plain sentences. They see this and nothing else."
        )
        self.fields["how"] = choice(
            "How does it reach them?", {"hand": "By hand", "post": "By post", "meeting": "Read out at the meeting"}
        )


class WithholdForm(forms.Form):
    """What is not given to a family member, and why."""

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice("From whom?", people, required=True)
        self.fields["who"].error_messages["required"] = "Choose from whom"
        self.fields["title"] = line("What is withheld?")
        self.fields["because"] = words("Why?", rows=3)
