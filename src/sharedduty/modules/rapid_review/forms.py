"""The forms of this room. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words
from sharedduty.foundations.requests.api import AgenciesForm
from sharedduty.modules.rapid_review.rules.deciding import CIRCUMSTANCES, CRITERIA, FLAGS, SETTINGS

Labels = Mapping[str, str]


def day(label: str, *, what: str, past: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


def tick(label: str) -> forms.BooleanField:
    """A box to tick, whose absence the rules answer."""
    return asked(forms.BooleanField(label=label, required=False))


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=4)


class ChildForm(forms.Form):
    """One child of a review."""

    given_names = text_line("Given names", hint="Write “Not known” if nobody knows yet.")
    family_name = line("Family name")
    birth_on = asked(DateInputField(label="Date of birth", what="the date of birth", past=True, required=False))


class ConsideredForm(WhenMixin, ChildForm):
    """Begin a review of a case that nobody notified."""

    instants = (("begun_at", "When was the case referred", True),)
    what_happened = words("What happened, as far as it is known?", rows=5)
    because = words("Why is it reviewed?", rows=4, hint="Which threshold it meets, and who considered it.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("begun_at")


class MemberForm(forms.Form):
    """Name a member."""

    email = line("Their address, if they have an account here", hint="Then name and post are taken from it.")
    name = text_line("Name")
    body = text_line("Post and organisation")

    def __init__(self, *args: Any, capacities: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["capacity"] = choice("What do they take part as?", capacities)
        self.order_fields(["capacity", "email", "name", "body"])


class NoticeForm(forms.Form):
    """Give notice to members."""

    def __init__(self, *args: Any, by_hand: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if by_hand:
            self.fields["told_how"] = text_line(
                "How were those without an account told?", hint="Secure email, telephone, letter."
            )


class ConfirmForm(forms.Form):
    """A member confirms."""

    def __init__(self, *args: Any, members: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice("Who confirms?", members)
        self.fields["knows"] = tick("They know the case and what their agency did.")
        self.fields["commits"] = tick("They can commit their agency.")
        self.fields["deputy"] = line("Their deputy, if they cannot come", hint="Name and post.")


class SummaryForm(AgenciesForm):
    """Ask agencies for a summary: the limit is 72 hours, so no day is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["answer_by_on"]
        self.initial.setdefault(
            "question", "What did your agency do with the children and the family, and when? Are your records secured?"
        )
        self.initial.setdefault(
            "purpose", "A rapid review of a serious incident. A short summary within 72 hours is enough."
        )


class WhichForm(forms.Form):
    """Choose one of several."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)


class FileForm(WhenMixin):
    """Records secured."""

    instants = (("secured_at", "When were they secured", True),)
    agency = text_line("Which agency?")
    records = words("Which records, and where are they kept?", rows=3)
    secured_by = text_line("Who secured them?", hint="Name and post.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("secured_at")
        self.order_fields(["agency", "records", "secured_at", "secured_at_time", "secured_by"])


class FindingsForm(forms.Form):
    """The four aims."""

    facts = words("What is known so far?", rows=6)
    immediate = words("What is done at once to keep children safe, and what is learned already?", rows=4)
    improvement = words("What could be better in how children are kept safe?", rows=4)
    next_steps = words("What should come next, and why?", rows=4, hint="Whether a review is held or not.")


class ActionForm(forms.Form):
    """An immediate action."""

    what = words("What is done?", rows=3)
    owner = text_line("Who does it?", hint="Post and agency.")
    due_on = day("By which day?", what="the day it is done by")


class ActionDoneForm(WhichForm):
    """An immediate action was done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which action?", **kwargs)
        self.fields["done_on"] = day("When?", what="the day it was done", past=True)
        self.fields["done"] = words("What was done?", rows=3)


class ProcessForm(forms.Form):
    """Another investigation."""

    def __init__(self, *args: Any, kinds: Labels, near: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("Which investigation?", kinds)
        found = f" Of these children: {', '.join(near)}." if near else ""
        hint = f"Of a child death review held here.{found} Then one meeting can be called for both."
        self.fields["record"] = text_line("Its reference", hint=hint)
        if len(near) == 1:
            self.initial.setdefault("record", next(iter(near)))
        self.fields["lead"] = text_line("Who leads it?", hint="Post and organisation.")
        self.fields["agreed"] = words("How do the two go together?", rows=3, hint="What waits, who may speak to whom.")
        self.fields["joint_meeting"] = forms.BooleanField(label="One meeting serves both", required=False)


class MeetingForm(forms.Form):
    """The meeting a review rests on."""

    def __init__(self, *args: Any, meetings: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = choice("Which meeting?", meetings)


class CriteriaForm(forms.Form):
    """The criteria and circumstances, as people judge them."""

    def __init__(self, *args: Any, answers: Labels, yes_no: Labels, judged_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, text in CRITERIA.items():
            self.fields[code] = choice(text, answers)
            self.fields[f"{code}_why"] = words(f"Why? {text}", rows=2)
        for code, text in CIRCUMSTANCES.items():
            self.fields[code] = choice(text, yes_no)
        self.fields["settings"] = several("What kind of institution?", SETTINGS)
        for code, text in FLAGS.items():
            self.fields[code] = choice(text, yes_no, hint="The Panel looks at this.")
        self.fields["judged_by"] = text_line("Who judged?", hint="Name and post.")
        self.initial.setdefault("judged_by", judged_by)


class DecisionForm(forms.Form):
    """What follows."""

    def __init__(
        self, *args: Any, options: Labels, decided_by: str, again: bool, has_actions: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"] = several(
            "What follows?", options, hint="One or more. That a criterion is met decides nothing."
        )
        self.fields["reasons"] = words(
            "Why?", rows=5, hint="Written now, as it is decided. It cannot be changed later."
        )
        self.fields["focus"] = words(
            "If a local review: what does it look at, and why?", rows=3, hint="Leave blank if none follows."
        )
        if not has_actions:
            self.fields["no_actions_because"] = words(
                "No action is on record. Why must nothing be done at once?", rows=2,
                hint="Or go back and record what is done, by whom and by when.",
            )  # fmt: skip
        if again:
            self.fields["why_again"] = words("Why is it decided anew?", rows=2)
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("decided_by", decided_by)


class TellForm(WhenMixin):
    """That somebody was told."""

    instants = (("told_at", "When were they told", True),)
    recipient = text_line("Who was told?", hint="The body, and the post or person.")
    told_by = text_line("Who told them?", hint="Name and post.")
    how = text_line("How?", hint="Email, letter, in person.")
    reviewer = line("Who is the reviewer of the local review?", hint="For the Panel, Ofsted and the Department.")

    def __init__(self, *args: Any, whom: Labels, told_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"] = choice("Whom does this concern?", whom)
        self.initial.setdefault("told_by", told_by)
        self.must_say_when("told_at")
        self.order_fields(["told", "recipient", "told_at", "told_at_time", "told_by", "how", "reviewer"])


class SentForm(WhenMixin):
    """Something sent to the Panel."""

    instants = (("sent_at", "When was it sent", True),)
    how = text_line("How was it sent?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("sent_at")


class SendForm(SentForm):
    """The review sent to the Panel."""

    copied_to = text_line(
        "Who has a copy?", hint="The chair of the review and the chair of the partnership: names and posts."
    )
    text = words("What was written beside the report?", rows=3)
    late_because = words("If it was sent after the limit: why?", rows=2)


class NewsForm(SentForm):
    """New information for the Panel."""

    text = words("What is new, and what does it change?", rows=5)
    national = forms.BooleanField(label="A national review may now be right", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["text", "national", "sent_at", "sent_at_time", "how"])


class AnswerForm(SentForm):
    """The answer to what the Panel asked."""

    text = words("What was answered?", rows=5)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["text", "sent_at", "sent_at_time", "how"])


class ReplyForm(WhenMixin):
    """What the Panel replied."""

    instants = (("received_at", "When did it come", True),)
    text = words("What does it say?", rows=4)

    def __init__(self, *args: Any, views: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["view"] = choice("What does the Panel think?", views)
        self.fields["answer_by_on"] = DateInputField(
            label="By which day does it want an answer?", what="the day to answer by", required=False,
            help_text="Only where it asks for one.",
        )  # fmt: skip
        self.must_say_when("received_at")
        self.order_fields(["received_at", "received_at_time", "view", "text", "answer_by_on"])


class DisagreeForm(WhenMixin):
    """A disagreement in writing. Who is not of the business unit writes for their own body."""

    text = words("Why?", rows=5, hint="The chair of the review and the independent chair read this.")

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        if not own:
            self.instants = (("received_at", "When did it come", True),)
        super().__init__(*args, **kwargs)
        if not own:
            self.fields["agency"] = text_line("Which agency disagrees?")
            self.must_say_when("received_at")
            self.order_fields(["agency", "received_at", "received_at_time", "text"])


class DisagreementAnswerForm(WhichForm):
    """The answer to a disagreement."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which disagreement?", **kwargs)
        self.fields["answer"] = words("What is the answer, and why?", rows=4)
        self.fields["answered_by"] = text_line("Who answers?", hint="Name and post: the independent chair.")
        self.fields["late_because"] = words("If it is answered after the limit: why?", rows=2)
