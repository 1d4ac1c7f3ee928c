"""The forms of a plan, from what the conference decided to its end."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words
from sharedduty.modules.child_protection.forms.enquiry import YES_NO, MeetingForm, ReasonsForm, day
from sharedduty.modules.child_protection.rules import AIMS, CHILD_AGREES


class MakePlanForm(forms.Form):
    """The conference makes a plan."""

    headings: ClassVar = {
        "category": "The plan", "core_group_on": "The days that the conference set", "legal_action": "What else was decided",
    }  # fmt: skip

    def __init__(self, *args: Any, categories: Mapping[str, str], workers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"] = choice("In which category?", categories)
        self.fields["lead_body"] = choice(
            "Which is the lead body?", {"csc": "Children's social care", "nspcc": "NSPCC"}
        )
        self.fields["lead_worker"] = choice("Who is lead social worker?", workers, select=True)
        for name, label in (
            ("core_group_on", "When does the core group first meet?"), ("detail_by_on", "By when is the plan in detail?"),
            ("review_on", "When is the first review?"),
        ):  # fmt: skip
            self.fields[name] = day(label, f"the day ({label.rstrip('?').lower()})")
        self.fields["visit_by_on"] = DateInputField(
            label="By when is the child seen first?", what="the day by which the child is seen", required=False,
            help_text="No guidance sets a number of days: agree what keeps this child safe.",
        )  # fmt: skip
        self.fields["legal_action"] = words(
            "What was decided about legal action?", rows=2, hint="Also if none is needed."
        )
        self.fields["foreign_link"] = choice("Has the child or family links with another country?", YES_NO)
        self.fields["embassy"] = asked(line("If so: is its embassy told, and why?"))
        self.fields["reasons"] = words("What are the reasons?", rows=5)


class MemberForm(forms.Form):
    """A member of the core group."""

    name = line("Name")
    part = line("What they are in the group", hint="For example: health visitor, mother, class teacher")
    family = choice("Are they family?", YES_NO)


class ItemForm(forms.Form):
    """One line of the plan."""

    aim = choice("What is it for?", AIMS)
    change = words("What must change?", rows=2)
    measure = words("By how much: how will anybody be able to tell?", rows=2)
    owner = line("Who does it?")
    due_on = asked(DateInputField(label="By when?", what="the date by when", required=False))


class CloseItemForm(forms.Form):
    """A line of the plan is closed."""

    def __init__(self, *args: Any, items: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"] = choice("Which line of the plan?", items)
        self.fields["reasons"] = words("What became of it?", rows=3)


class FoundForm(MeetingForm):
    """A core group or review that was held."""

    found = words("What did it find?", rows=6)


class CoreGroupForm(FoundForm):
    """A core group that was held."""

    absent_views = words(
        "What do those say who were not there?", rows=3, hint="Or how it is got. Views in writing count."
    )


class ReviewForm(FoundForm):
    """A review that was held."""

    other_chair_because = line("If another chair than before: why?")
    absent_because = words("If somebody invited neither came nor sent a report: why, and how are they heard?", rows=2)


class DetailForm(ReasonsForm):
    """The plan in detail."""

    reasons = words("How were the child and the family part of writing it?", rows=3)
    explained_on = day("When was it explained to the child and the family?", "the date it was explained", past=True)
    child_agrees = choice("Does the child agree?", CHILD_AGREES)
    child_said = words("What did the child say?", rows=2, hint="Or why they were not asked.")
    contributions = words(
        "What did the core group give to the in-depth assessment?", rows=3,
        hint="If it is not finished: who does what for it, and by when.",
    )  # fmt: skip
    circulated_on = day("When was the plan circulated?", "the date it was circulated", past=True)
    circulated_to = words("To whom?", rows=2)
    offender = choice("Is there a plan to manage the risk from an offender?", YES_NO)
    offender_plan = asked(line("If so: whose, and how do the two fit together?"))


class AssessForm(forms.Form):
    """The in-depth assessment is begun or gone on with."""

    question = words("What is to be found out, and why now?", rows=3, hint="The family may read this.")


class NextReviewForm(ReasonsForm):
    """The plan goes on until the next review."""

    review_on = day("When is the next review?", "the day of the next review")


class ContactForm(WhenMixin):
    """Direct work with the child."""

    instants = (("done_at", "When", True),)
    worker = line("By whom?")
    child_seen = choice("Was the child seen?", {"alone": "Seen alone", "yes": "Seen, not alone", "no": "Not seen"})
    not_seen_because = asked(line("If not: why not?"))
    wishes = words("What does the child say, wish and feel?", rows=3)
    next_by_on = day("By when is the child seen next?", "the day by which the child is seen next")
    parents_view = words("What do the parents say?", rows=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("done_at")


class LeadForm(ReasonsForm):
    """Another lead social worker."""

    def __init__(self, *args: Any, workers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead_worker"] = choice("Who leads from now on?", workers, select=True)
        self.order_fields(["lead_worker", "reasons"])


class SupervisionForm(forms.Form):
    """Supervision of the plan was held."""

    held_on = day("When was it held?", "the day supervision was held", past=True)
    impact = words("What did the plan change for the child?", rows=3)
    pace = words("Is change quick enough for this child?", rows=2)
    decided = words("What was decided?", rows=3)
    next_on = day("When is supervision next?", "the day of the next supervision")


class ProceedingsForm(ReasonsForm):
    """Family proceedings."""

    other_children = words("What was decided for each other child of the household?", rows=3)


class MoveForm(forms.Form):
    """A permanent move."""

    moved_to = line("Which authority did the child move to?")
    notified_on = asked(
        DateInputField(label="When were they told?", what="the date they were told", past=True, required=False)
    )


class ReceivedForm(forms.Form):
    """The receiving authority's conference."""

    received_on = asked(
        DateInputField(label="When was their conference held?", what="the date of their conference", required=False)
    )


class TellForm(forms.Form):
    """Who was told that the plan ended."""

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told"] = several(
            "Who is told?", people, hint="Everybody invited to the initial conference, whether they came or not."
        )
