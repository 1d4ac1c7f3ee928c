"""The forms of this room. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words

OTHERS = "others"


def day(label: str, *, what: str, past: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=4)


class AskForm(forms.Form):
    """Ask the council to consider an incident."""

    children_words = words(
        "Which children is it about?",
        rows=3,
        hint="One child on a line: name, and date of birth or age if you know it.",
    )
    what_happened = words(
        "What happened?", rows=5, hint="When, where, to whom. Keep what you saw and what you were told apart."
    )
    why = words("Why may this be a serious incident?", rows=3)
    safe_now = words(
        "Are the children safe now, as far as you know?", rows=2,
        hint="If a child is in danger now, call 999 first. Asking here does not protect anybody.",
    )  # fmt: skip

    def __init__(self, *args: Any, sources: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"] = choice("How do you know of it?", sources)


class OpenForm(WhenMixin):
    """Open an incident."""

    instants = (("aware_at", "When did the council become aware", True),)
    what_happened = words("What happened, as far as it is known?", rows=6)
    happened_on = day(
        "When did it happen?", what="the day it happened", past=True, hint="Leave blank if it is not known."
    )
    where_words = text_line("Where?", hint="The place, as far as it is known.")

    def __init__(self, *args: Any, sources: Mapping[str, str], places: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = choice("In which area did it happen?", places)
        self.fields["source"] = choice("How did it come to us?", sources)
        self.must_say_when("aware_at")


class ChildForm(forms.Form):
    """One child of an incident."""

    given_names = text_line("Given names", hint="Write “Not known” if nobody knows yet.")
    family_name = line("Family name")
    birth_on = asked(DateInputField(label="Date of birth", what="the date of birth", past=True, required=False))

    def __init__(
        self, *args: Any, parts: Mapping[str, str], abuse: Mapping[str, str], care: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"] = choice("What happened to this child?", parts)
        self.fields["died_on"] = day("On which day did the child die?", what="the day the child died", past=True)
        self.fields["abuse"] = choice("Is abuse or neglect of this child known or suspected?", abuse)
        self.fields["care"] = choice(
            "Is the child looked after, or a care leaver?", care,
            hint="A death is then told to the Secretary of State and Ofsted, whether or not abuse is suspected.",
        )  # fmt: skip
        self.fields["other_area"] = text_line(
            "Which other area has a part?",
            hint="Where the child was placed, or which answers for the child. Blank if none.",
        )


class AwarenessForm(WhenMixin):
    """When the council became aware, corrected."""

    instants = (("aware_at", "When did the council become aware", True),)
    reason = words("Why is it corrected?", rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("aware_at")


class ViewForm(forms.Form):
    """What a safeguarding partner thinks. A delegate is not asked whose view it is."""

    def __init__(
        self, *args: Any, partners: Mapping[str, str], views: Mapping[str, str], own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not own:
            self.fields["partner"] = choice("Whose view is this?", partners)
        self.fields["view"] = choice("Is the incident notifiable?", views)
        self.fields["reasons"] = words("Why?", rows=4)
        if not own:
            self.fields["given_by"] = text_line("Who gave this view?", hint="Name and post.")


class SafetyForm(forms.Form):
    """That a child, or the others of the household, were looked to."""

    def __init__(self, *args: Any, children: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice(
            "Who was looked to?", {**children, OTHERS: "The other children of the household, or there are none"}
        )
        self.fields["checked_on"] = day("When?", what="the day", past=True)
        self.fields["found"] = words("Where are they, and are they safe?", rows=3)
        self.fields["done"] = words("What was done for their safety, and by whom?", rows=3)


class DecisionForm(forms.Form):
    """Whether an incident is notifiable."""

    def __init__(
        self, *args: Any, criteria: Mapping[str, str], answers: Mapping[str, str], without: Sequence[str], asked_for: bool,
        decided_by: str, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for name, text in criteria.items():
            self.fields[name] = choice(text, answers)
        self.fields["outcome"] = choice(
            "What is decided?", {"notifiable": "It is notifiable", "not_notifiable": "It is not notifiable"}
        )
        self.fields["reasons"] = words(
            "Why?", rows=5, hint="For the record. The partners and the business manager read this."
        )
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("decided_by", decided_by)
        self.fields["signed_off_by"] = line("Which director was it put to?", hint="Only where it was.")
        if without:
            self.fields["without_views"] = words(
                f"No view yet from {', '.join(without)}. Why can it not be waited for?", rows=2,
                hint="Leave blank, and wait for the view, if there is time.",
            )  # fmt: skip
        if asked_for:
            self.fields["answer"] = words(
                "What are those told who asked for this?", rows=3,
                hint="They read this and nothing else. Leave blank to tell them the reasons above as they are.",
            )  # fmt: skip


class SetAsideForm(forms.Form):
    """Set aside what was recorded in error, or twice."""

    reason = words(
        "Why is it set aside?", rows=3, hint="Only for what was recorded in error or twice. Whoever asked reads this."
    )
    same_as = line("Which incident is it the same as?", hint="Its reference, where it was recorded twice.")


class ChallengeForm(forms.Form):
    """Ask to look again."""

    text = words("What is new, or why do you disagree?", rows=5)


class ReconsiderForm(WhenMixin):
    """Open an incident again."""

    instants = (("aware_at", "When did the council become aware of this", True),)
    reason = words("What is new, or why is it looked at again?", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("aware_at")


class NotifyForm(WhenMixin):
    """That the notice was sent."""

    instants = (("sent_at", "When was it sent", True),)
    national_reference = asked(forms.CharField(label="Which reference did the national system give?", max_length=60,
                                               required=False))  # fmt: skip
    late_because = words("If it was sent after the limit: why?", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("sent_at")
        self.order_fields(["national_reference", "sent_at", "sent_at_time", "late_because"])


class TellForm(WhenMixin):
    """That somebody was told."""

    instants = (("told_at", "When were they told", True),)
    recipient = text_line("Who was told?", hint="The body, and the post or person.")
    told_by = text_line("Who told them?", hint="Name and post.")
    how = text_line("How?", hint="The national system, email, telephone.")
    late_because = words("If it was after the limit: why?", rows=2)

    def __init__(self, *args: Any, whom: Mapping[str, str], told_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"] = choice("Whom does this concern?", whom)
        self.initial.setdefault("told_by", told_by)
        self.must_say_when("told_at")
        self.order_fields(["told", "recipient", "told_at", "told_at_time", "told_by", "how", "late_because"])


class PanelMessageForm(WhenMixin):
    """What the Panel wrote."""

    instants = (("received_at", "When did it come", True),)
    text = words("What does it say?", rows=4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply_by_on"] = day("By which day does the Panel want the answer?", what="the day to answer by")
        self.must_say_when("received_at")
        self.order_fields(["received_at", "received_at_time", "reply_by_on", "text"])


class JoinForm(forms.Form):
    """Take a request into an incident that is open already."""

    def __init__(self, *args: Any, incidents: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incident"] = choice("Which incident does it belong to?", incidents)
