"""The forms of this room. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words

Labels = Mapping[str, str]


def day(label: str, *, what: str, past: bool = False, future: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, future=future, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


class SoonerMixin(forms.Form):
    """Ask by which day the child needs it, where that is sooner than the limit."""

    def ask_sooner(self, limit: str, *, child: bool = True) -> None:
        """Add the day and its reason; `limit` says what the rules give, in words; `child` whether it is about one."""
        who = "Does the child need it sooner?" if child else "Is it needed sooner?"
        self.fields["sooner_on"] = DateInputField(
            label=f"{who} By which day?", what="the day it is needed by", required=False,
            help_text=f"{limit} If it is needed sooner, the sooner day counts, for reminders too.",
        )  # fmt: skip
        self.fields["sooner_because"] = words(f"Why {who[0].lower()}{who[1:]}", rows=2)
        self.fields["sooner_because"].asked = False  # type: ignore[attr-defined]  # only where a day is given


class WhoMixin(forms.Form):
    """Ask who: one of those found, or somebody without an account here, by name and agency."""

    def ask_who(self, label: str, people: Labels, bodies: Labels) -> None:
        """Add the choice of people and, for those not in it, name and agency."""
        if people:
            self.fields["who"] = choice(label, people)
        self.fields["name"] = line(
            "If they are not in the list: their name and post" if people else "Their name and post"
        )
        options = [("", "Choose"), *bodies.items()]
        self.fields["organisation"] = forms.ChoiceField(
            label="And the agency they work for", choices=options, required=False
        )


class RaiseForm(WhoMixin, SoonerMixin):
    """Raise a disagreement."""

    def __init__(
        self, *args: Any, people: Labels, bodies: Labels, topics: Labels, statuses: Labels, limit: str, child: bool,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.ask_who("With whom do you disagree?", people, bodies)
        self.fields["topic"] = choice("What is it about?", topics)
        self.fields["what"] = words("Which act, inaction or decision?", rows=2)
        self.fields["unsafe_because"] = words(
            "Why is it not safe?", rows=4, hint="What you saw and know, and where from. Be curious, not critical."
        )
        self.fields["wanted"] = words("What do you want to change?", rows=3)
        if child:
            self.fields["impact"] = words("What does it do to the child?", rows=3)
            self.fields["child_status"] = choice("Is the child on a protection plan, or in care?", statuses)
            self.fields["immediate_harm"] = forms.BooleanField(
                label="The child may be harmed at once", required=False,
                help_text="Tell your own safeguarding lead now. Do not wait for any stage. If a child is in danger, call 999.",
            )  # fmt: skip
        self.ask_sooner(limit, child=child)


class PersonForm(WhoMixin):
    """Bring somebody in."""

    def __init__(self, *args: Any, people: Labels, bodies: Labels, parts: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_who("Who is it?", people, bodies)
        self.fields["part"] = choice("As what do they take part?", parts)


class TalkForm(WhenMixin):
    """A talk."""

    instants = (("talked_at", "When did you talk", True),)
    between = text_line("Who talked?", hint="Names and posts.")
    said = words("What was said?", rows=5, hint="Why it is unsafe, what should change, what it does to the child.")

    def __init__(self, *args: Any, how: Labels, results: Labels, between: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["how"] = choice("How?", how)
        self.fields["result"] = choice("Is it settled?", results)
        self.initial.setdefault("between", between)
        self.must_say_when("talked_at")
        self.order_fields(["talked_at", "talked_at_time", "how", "between", "said", "result"])


class SoonerForm(SoonerMixin):
    """The child's own timescale."""

    def __init__(self, *args: Any, limit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_sooner(limit)
        for one in ("sooner_on", "sooner_because"):
            asked(self.fields[one])


class MoveForm(SoonerMixin):
    """Move up."""

    account = words(
        "What was done and decided, and why is it not settled?", rows=6,
        hint="Everybody who takes part reads this. It is the record of this stage.",
    )  # fmt: skip

    def __init__(self, *args: Any, limit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_sooner(limit)


class TellForm(WhenMixin):
    """That somebody was told."""

    instants = (("told_at", "When were they told", True),)
    recipient = line("If they are not in the list: name and post")
    how = text_line("How?", hint="Telephone, secure email, in person.")

    def __init__(self, *args: Any, whom: Labels, people: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"] = choice("Whom does this concern?", whom)
        if people:
            self.fields["who"] = choice("Who was told?", people)
        self.must_say_when("told_at")
        self.order_fields(["whom", "who", "recipient", "told_at", "told_at_time", "how"])


class TierForm(forms.Form):
    """A tier of management that tried."""

    tier = text_line("Which tier of management?", hint="Heads of service, directors.")
    raised_side = text_line("Who, of the agency that raised it?", hint="Name and post.")
    other_side = text_line("Who, of the other agency?", hint="Name and post.")
    tried_on = day("When?", what="the day they tried", past=True)
    result = words("What came of it?", rows=3)


class PlanForm(forms.Form):
    """Something agreed."""

    what = words("What is done?", rows=3)
    owner = text_line("Who does it?", hint="Post and agency.")
    due_on = day("By which day?", what="the day it is done by", future=True)


class FinishForm(forms.Form):
    """Something agreed was done."""

    def __init__(self, *args: Any, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice("What was done?", options)
        self.fields["done_on"] = day("When?", what="the day it was done", past=True)
        self.fields["done"] = words("What was done, and what came of it?", rows=3)


class LogForm(forms.Form):
    """The business manager logs it."""

    tells_optional = True

    def __init__(self, *args: Any, members: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if members:
            self.fields["members"] = several(
                "Which members of the board do you bring in?", members,
                hint="They can help settle it before it goes to the chair. Leave blank to bring in nobody.",
            )  # fmt: skip
        self.fields["note"] = forms.CharField(
            label="A note for the log", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3})
        )


class MeetingForm(forms.Form):
    """A meeting that was held."""

    def __init__(self, *args: Any, meetings: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = choice("Which meeting?", meetings)
        self.fields["basis"] = words(
            "On what basis was information shared?", rows=2, hint="Consent, or which lawful reason without it."
        )
        self.fields["result"] = words("What did the meeting come to?", rows=4)


class DeciderForm(forms.Form):
    """Who decides."""

    def __init__(self, *args: Any, people: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice(
            "Who decides?", people, hint="The chair of the partnership's executive, or another partner in their place."
        )
        self.fields["conflict_because"] = forms.CharField(
            label="If they work for one of the two agencies: why do they decide all the same?", required=False,
            max_length=20_000, widget=forms.Textarea(attrs={"rows": 2}),
        )  # fmt: skip


class AdviceForm(forms.Form):
    """The scrutineer's view."""

    text = words("What is your view?", rows=6, hint="Whoever decides reads it first. Both agencies read it too.")


class EndForm(forms.Form):
    """How it ends."""

    agreed = words(
        "What was agreed, and why?", rows=5, hint="Both agencies and whoever raised it have this in writing."
    )
    loose_ends = words("How does what is still open go on?", rows=3, hint="Write “Nothing is open” if so.")

    def __init__(self, *args: Any, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if late:
            self.fields["late_because"] = words("It ends after its limit. Why?", rows=2)


class SettleForm(EndForm):
    """It is settled."""

    def __init__(self, *args: Any, outcomes: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = choice("How was it settled?", outcomes)
        self.order_fields(["outcome"])


class DecideForm(EndForm):
    """It is decided."""

    def __init__(self, *args: Any, ways: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_how"] = choice("How did you decide?", ways)
        self.fields["agreed"].label = "What is decided, and why?"
        self.order_fields(["decided_how"])


class AnswerForm(EndForm):
    """The Secretary of State answered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, late=False, **kwargs)
        self.fields["agreed"].label = "What was answered, and what follows here?"


class ReferForm(WhenMixin):
    """Referred to the Secretary of State."""

    instants = (("sent_at", "When was it sent", True),)
    why = words("Why could it not be resolved locally?", rows=5)
    how = text_line("How was it sent?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("sent_at")
        self.order_fields(["why", "sent_at", "sent_at_time", "how"])


class CopiesForm(WhenMixin):
    """Those without an account had it in writing."""

    instants = (("sent_at", "When did they have it", True),)
    how = text_line("How do they have it in writing?", hint="Secure email, letter.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("sent_at")


class DebriefForm(forms.Form):
    """A debrief."""

    def __init__(self, *args: Any, answers: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["offered_to"] = text_line("To whom was it offered?", hint="Posts of both agencies.")
        self.fields["answer"] = choice("What became of it?", answers)
        self.fields["learned"] = forms.CharField(
            label="What do both agencies take from it?", required=False, max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 4}), help_text="About how the work is done. No names.",
        )  # fmt: skip


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=4)


class NothingForm(forms.Form):
    """A step that asks nothing more."""
