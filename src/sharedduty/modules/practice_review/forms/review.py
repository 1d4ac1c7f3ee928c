"""The forms of this room. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words
from sharedduty.modules.practice_review.queries.choices import BEGINS, KINDS, PARTS, YES_NO
from sharedduty.modules.practice_review.rules.commissioning import CHECKS

Labels = Mapping[str, str]


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


class ChildForm(forms.Form):
    """One child of a review."""

    given_names = text_line("Given names", hint="Write “Not known” if nobody knows yet.")
    family_name = line("Family name")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False)


class WithoutForm(ChildForm):
    """Take up a review that no rapid review handed over."""

    what_happened = words("What happened, as far as it is known?", rows=5)
    because = words("Why is it taken up?", rows=4, hint="Which decision, of whom and when.")


class BeginForm(WhenMixin):
    """Whether the review begins."""

    instants = (("decided_at", "When was it decided", True),)
    begins = choice("Does the review begin?", BEGINS)
    reasons = words("Why?", rows=5)
    advice = words(
        "What was the advice?", rows=3, hint="What the rapid review found and the case review group advised."
    )
    agreed = choice("Were the partners of one mind?", YES_NO)
    consulted = words(
        "If not: what did the scrutineer say?", rows=3, hint="The chair asks the scrutineer when partners differ."
    )

    def __init__(self, *args: Any, decided_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("decided_by", decided_by)
        self.must_say_when("decided_at")
        self.order_fields(
            ["begins", "decided_at", "decided_at_time", "reasons", "advice", "agreed", "consulted", "decided_by"]
        )


class ReviewerForm(forms.Form):
    """Appoint a reviewer or an independent chair."""

    part = choice("What are they appointed as?", PARTS)
    name = text_line("Name", hint="A published review names its reviewer.")
    body = text_line("Where do they work?", hint="A body, or “for themselves”.")

    def __init__(self, *args: Any, appointed_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in CHECKS.items():
            self.fields[code] = words(label, rows=2)
        self.fields["linked"] = choice(
            "Do they have any tie to the agencies or people of the case?", YES_NO,
            hint="Work now or before, family, friends, money, or an earlier view of it.",
        )  # fmt: skip
        self.fields["conflict"] = words("If so: which tie?", rows=2)
        self.fields["managed"] = words(
            "If so: why are they appointed all the same, and what guards against it?", rows=2
        )
        self.fields["appointed_by"] = text_line("Who appointed them?", hint="Name and post.")
        self.fields["appointed_on"] = day("On which day?", what="the day of the appointment", past=True)
        self.initial.setdefault("appointed_by", appointed_by)


class WhichForm(forms.Form):
    """Choose one of several."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)
        self.order_fields(["which"])


class ReviewerEndsForm(WhichForm):
    """Somebody appointed stops."""

    ended_on = day("On which day?", what="the day they stopped", past=True)
    ended_because = words("Why?", rows=3)


class TermsForm(forms.Form):
    """Terms of reference and method."""

    focus = words(
        "What is the one thing it looks at closely, and why?", rows=3, hint="It is not a larger rapid review."
    )
    questions = words("What is it to find out?", rows=5, hint="Ask why, and not only what.")
    period_from_on = day("From which day on does it look?", what="the first day looked at", past=True)
    period_to_on = day("Up to which day?", what="the last day looked at", past=True)

    def __init__(self, *args: Any, methods: Labels, agreed_by: str, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"] = choice("Which method?", methods)
        self.fields["why_method"] = words("Why this one, and is it in proportion?", rows=2)
        self.fields["levels"] = words("How does it look at practice, at organisations and at how they learn?", rows=3)
        self.fields["child_view"] = words("How is the child's side of it seen?", rows=2)
        self.fields["agreed_by"] = text_line("Who agreed?", hint="Name and post.")
        self.fields["agreed_on"] = day("On which day?", what="the day it was agreed", past=True)
        if again:
            self.fields["why_again"] = words("Why do the terms change?", rows=2)
        self.initial.setdefault("agreed_by", agreed_by)


class InviteForm(forms.Form):
    """Somebody is asked to take part, or not."""

    kind = choice("Who is this?", KINDS)
    name = text_line("Name", hint="It is kept out of what is published.")
    role = text_line("Who are they?", hint="Mother, older brother, health visitor.")
    invited_on = day("When were they invited?", what="the day of the invitation", past=True)
    how = text_line("How?", hint="A visit, a letter, through whom.")
    told = words(
        "What were they told to expect?", rows=3, hint="That nobody is blamed, what they can change, when they hear."
    )
    support = text_line("Who stands by them?")
    not_invited_because = words("If they are not invited: why?", rows=2)


class PartForm(WhichForm):
    """An answer to an invitation."""

    def __init__(self, *args: Any, answers: Labels, **kwargs: Any) -> None:
        super().__init__(*args, label="Who answered?", **kwargs)
        self.fields["answer"] = choice("What did they answer?", answers)
        self.fields["answered_on"] = day("When?", what="the day of the answer", past=True)
        self.fields["views"] = words("What did they say?", rows=5)


class AskForm(WhenMixin):
    """Progress asked in writing."""

    instants = (("asked_at", "When was it sent", True),)
    asked = words("What was asked, as it was sent?", rows=4, hint="It must be in writing.")

    def __init__(self, *args: Any, asked_of: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked_of"] = text_line("Who was asked?")
        self.fields["answer_by_on"] = day("By which day do you want an answer?", what="the day to answer by")
        self.initial.setdefault("asked_of", asked_of)
        self.must_say_when("asked_at")
        self.order_fields(["asked", "asked_of", "asked_at", "asked_at_time", "answer_by_on"])


class ProgressForm(WhenMixin):
    """The reviewer's answer."""

    instants = (("answered_at", "When did it come", True),)
    answer = words("What is the answer?", rows=4)
    judged = words("What do you make of progress and quality?", rows=3)

    def __init__(self, *args: Any, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice("What is answered?", options)
        self.must_say_when("answered_at")
        self.order_fields(["which", "answered_at", "answered_at_time", "answer", "judged"])


class LearningForm(forms.Form):
    """Something learned early."""

    what = words("What was learned?", rows=3)
    action = words("What is done?", rows=3)
    owner = text_line("Who does it?", hint="Post and agency.")
    due_on = day("By which day?", what="the day it is done by")


class DelayForm(WhenMixin):
    """A delay, and who was told."""

    instants = (
        ("panel_told_at", "When was the Panel told", True),
        ("secretary_told_at", "When was the Secretary of State told", True),
    )
    reasons = words("Why does it take longer?", rows=4)
    expected_on = day("When is it now expected to be published?", what="the day now expected")
    how = text_line("How were they told?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("secretary_told_at", "panel_told_at"):
            self.must_say_when(name)
        self.order_fields(["reasons", "expected_on"])


class ReportForm(forms.Form):
    """The report as text."""

    title = text_line("Title", hint="It names nobody: “Review 3: a baby hurt at home”.")
    account = words("What happened, written so that nobody is known by it", rows=8)
    analysis = words("Why it happened: the reasons that lie in the system or beneath", rows=8)
    improvements = words("What should be better: a summary", rows=6)
    received_on = day("When did it come?", what="the day the report came", past=True)

    def __init__(self, *args: Any, again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if again:
            self.fields["why_again"] = words("Why does it change?", rows=2)


class RecommendationForm(forms.Form):
    """One recommendation."""

    text = words("What should be better?", rows=3)
    owner = text_line("Who does it?", hint="Posts and agencies: each alone, or together.")
    due_on = day("By which day?", what="the day it is done by")
    outcome = words("What will be different for children?", rows=2)
    learned_from = line("Which national report does it also follow?")


class MendForm(RecommendationForm):
    """A recommendation worded anew."""

    def __init__(self, *args: Any, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice("Which recommendation?", options)
        self.order_fields(["which"])


class AnswerForm(WhichForm):
    """What the partners answer to a recommendation."""

    response = words("What is the answer, and what is done?", rows=4)
    responded_on = day("When was it given?", what="the day of the answer", past=True)


class DoneForm(WhichForm):
    """A recommendation is done."""

    done_on = day("When?", what="the day it was done", past=True)
    evidence = words(
        "What shows that practice has changed?", rows=4, hint="Not that something was done, but what is different."
    )


class AuditForm(WhichForm):
    """An audit of what was done."""

    audited_on = day("When was the audit?", what="the day of the audit", past=True)
    audit_found = words("What did it find?", rows=4)


class WordForm(forms.Form):
    """A word to protect."""

    word = text_line("Word, name, place or date", hint="A brother's name, a street, a school, a day.")
    why = text_line("Why is it protected?")
    of_child = forms.BooleanField(label="It is a name of a child the review is about", required=False)


class LetStandForm(WhichForm):
    """Let one place stand."""

    because = words("Why does this tell nobody who it is?", rows=3)

    def __init__(self, *args: Any, justified_by: str, **kwargs: Any) -> None:
        super().__init__(*args, label="Which place?", **kwargs)
        self.fields["justified_by"] = text_line("Who decides this?", hint="Name and post.")
        self.initial.setdefault("justified_by", justified_by)


class SendForm(WhenMixin):
    """What went out ahead."""

    instants = (("sent_at", "When was it sent", True),)
    how = text_line("How was it sent?")
    late_because = words("If it was sent after the limit: why?", rows=2)

    def __init__(self, *args: Any, recipients: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"] = choice("Who has it?", recipients)
        self.must_say_when("sent_at")
        self.order_fields(["recipient", "sent_at", "sent_at_time", "how", "late_because"])


class CommentForm(WhenMixin):
    """What the Panel or the Secretary of State said."""

    instants = (("received_at", "When did it come", True),)
    text = words("What does it say?", rows=4)
    made_of_it = words("What did the partners make of it?", rows=3)

    def __init__(self, *args: Any, recipients: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice("Whose comment is it?", recipients)
        self.must_say_when("received_at")
        self.order_fields(["who", "received_at", "received_at_time", "text", "made_of_it"])


class PublishForm(forms.Form):
    """Make it public."""

    def __init__(self, *args: Any, unseen: bool, ofsted: bool, late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unseen:
            self.fields["compared_by"] = text_line(
                "Who compared the text with the records you cannot open?", hint="Name, post and day."
            )
        if not ofsted:
            self.fields["ofsted_because"] = words("Ofsted did not have it in time. Why publish all the same?", rows=2)
        if late:
            self.fields["late_because"] = words("It is later than six months after the decision. Why?", rows=2)


class RenewForm(ReasonForm):
    """Renew the public page."""

    def __init__(self, *args: Any, unseen: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unseen:
            self.fields["compared_by"] = text_line(
                "Who compared the text with the records you cannot open?", hint="Name, post and day."
            )


class ResponseForm(forms.Form):
    """What the partnership answers."""

    text = words(
        "What does the partnership answer?", rows=6, hint="It is shown to the public when the page is renewed."
    )
    given_by = text_line("In whose name?")


class SharedForm(forms.Form):
    """Learning that was shared."""

    audience = text_line("Who was reached?", hint="Which agencies, which staff.")
    how = text_line("How?", hint="Briefing, course, feedback session.")
    shared_on = day("When?", what="the day it was shared", past=True)
