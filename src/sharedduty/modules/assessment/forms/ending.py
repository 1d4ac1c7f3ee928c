"""The forms of concluding, planning, reviewing and closing."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import choice, words
from sharedduty.modules.assessment.forms.steps import ReasonForm, day, text_line

TOLD = {"family": "The child and family", "referrer": "The referrer", "agency": "An agency"}
SUFFICIENT = {"yes": "Yes", "partly": "Partly", "no": "No"}
SUSTAINED = {"yes": "Yes, they have lasted", "too_early": "Too early to say", "no": "No"}


class ConcludeForm(forms.Form):
    """How the assessment ends for this child."""

    def __init__(
        self, *args: Any, outcomes: Mapping[str, str], limbs: Mapping[str, str], late: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = choice("What happens next for this child?", outcomes)
        self.fields["limb"] = choice("If the child is in need: why?", limbs)
        self.fields["reasons"] = words("Your reasons", rows=6)
        if late:
            self.fields["late_because"] = words(
                "It is past 45 working days. Why?",
                rows=3,
                hint="As talked through with the child, the family and others.",
            )


class TellForm(forms.Form):
    """Somebody is told the outcome."""

    told = choice("Who is told?", TOLD)
    recipient = text_line("Their names")
    told_on = DateInputField(
        label="When was it sent or given in writing?", what="the day they were told", past=True, required=False,
        help_text="Leave empty if they are not told, and say below why.",
    )  # fmt: skip
    what = words(
        "What were they told?",
        rows=4,
        hint="A referrer hears what was or will be done, and nothing more of the family.",
    )


class ActionForm(forms.Form):
    """One action of the plan."""

    aim = words("What will be better for the child?", rows=2)
    measure = words("How will everybody know?", rows=2)
    action = words("What is done?", rows=2)
    agency = text_line("Which agency, or which parent, does it?")
    owner = text_line("Who answers for it?")
    due_on = day("By when?", what="the day by which it is done")
    expected_of_parents = forms.CharField(label="What is expected of the parents?", required=False, max_length=2000)


class FinishForm(forms.Form):
    """What came of an action."""

    done_on = day("When was it done?", what="the day it was done", past=True)
    result = words("What changed for the child?", rows=3)


class PlanForm(forms.Form):
    """The plan is agreed."""

    review_on = day("When is the plan reviewed first?", what="the day of the first review")


class ReviewForm(forms.Form):
    """A review of the plan."""

    held_on = day("When was it held?", what="the day it was held", past=True)
    attended = words("Who took part?", rows=2)
    child_views = words("What does the child think of the plan?", rows=3)
    sufficient = choice("Are the changes in the adults' behaviour enough for the child?", SUFFICIENT)
    sustained = choice("Have they lasted?", SUSTAINED)
    finding = words("What does this rest on?", rows=4)
    decision = words("What was decided?", rows=3)
    review_on = day("When is the next review?", what="the day of the next review")


class StepDownForm(forms.Form):
    """Early help goes on."""

    summary = words(
        "What does early help go on with, and why does the level change?", rows=8,
        hint="This goes to the families team. Take out what they do not need to know.",
    )  # fmt: skip


class MoveForm(forms.Form):
    """A permanent move to another authority."""

    other_authority = text_line("Which authority does the child move to?")
    known_on = day("When was the move known?", what="the day the move was known", past=True)
    sent_on = DateInputField(
        label="When were all information and the plan sent?", what="the day everything was sent", past=True, required=False,
        help_text="As soon as possible. If not sent yet, leave this empty and add it later.",
    )  # fmt: skip
    support_meanwhile = words("Who supports the child until they take over?", rows=3)


class SentForm(forms.Form):
    """Everything was sent."""

    sent_on = day("When were all information and the plan sent?", what="the day everything was sent", past=True)


class TakenOverForm(forms.Form):
    """The other authority took over."""

    taken_over_on = day("When did they take over?", what="the day they took over", past=True)
    decision = words("What did they decide, after their own assessment?", rows=3)


class AdultForm(forms.Form):
    """The young person is 18."""

    transition = words("Who helps the young person from now on, as planned with them?", rows=4)

    def __init__(self, *args: Any, planned: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not planned:
            self.fields["not_planned_because"] = words("Why was this not planned before the birthday?", rows=2)


class CloseForm(ReasonForm):
    """Closing after the conclusion."""

    def __init__(self, *args: Any, in_need: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if in_need:
            self.fields["declined"] = forms.BooleanField(
                label="The child is in need, and the family declined a plan", required=False
            )
