"""The forms of what is done beside an assessment or plan."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import choice, line, words
from sharedduty.modules.assessment.forms.steps import day, text_line

YES_NO = {"yes": "Yes", "no": "No"}
BECAUSE = {"belief": "We think there may be needs", "request": "Somebody asked for it"}
TRANSITIONS = {"adulthood": "The young person turns 18", "other": "Another change that is known to come"}


class AdultForm(forms.Form):
    """An adult of the household."""

    name = text_line("Their name")
    relation = text_line("What are they to the child?", hint="Mother, her partner, uncle, lodger, a frequent visitor")
    lives_there = choice("Do they live with the child?", YES_NO)
    considered = words(
        "What do they give the child, and what is known or asked of them?", rows=4,
        hint="How they care and keep safe; what agencies know of them; what you asked and what they said",
    )  # fmt: skip
    reference = line("Their reference, if they have a record", hint="Like PN-7KQ4-M9TX")

    def __init__(self, *args: Any, relatives: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if relatives:
            self.fields["relative"] = choice(
                "Are they on the child's record already?", {**relatives, "": "No, or not known"}, select=False
            )
            self.order_fields(["relative", "name"])


class SpecialistForm(forms.Form):
    """A specialist assessment becomes part of this one."""

    because = choice("Why is it begun?", BECAUSE)
    asked_by = line("If somebody asked: who?")
    asked_on = DateInputField(
        label="If somebody asked: when?", what="the day it was asked for", past=True, required=False
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("Which specialist assessment?", kinds)
        self.order_fields(["kind", "because"])


class PointForm(forms.Form):
    """A point of decision and review."""

    due_on = day("When do you look at it together?", what="the day of the point of review")
    about = words("What is looked at, and with whom?", rows=2)


class PointHeldForm(forms.Form):
    """A point of review was held."""

    held_on = day("When was it held?", what="the day it was held", past=True)
    with_whom = words("Who took part?", rows=2)
    finding = words("What was found and decided?", rows=4)

    def __init__(self, *args: Any, points: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"] = choice("Which point of review?", points)
        self.order_fields(["point", "held_on"])


class EffectForm(forms.Form):
    """What a service does for the child."""

    impact_seen_on = day("When did you look at it?", what="the day you looked at it", past=True)
    impact = words("What did it do for the child?", rows=3, hint="If it did nothing, say so.")
    started_on = DateInputField(
        label="When did it start?", what="the day it started", past=True, required=False,
        help_text="Only if that is not recorded yet.",
    )  # fmt: skip

    def __init__(self, *args: Any, services: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"] = choice("Which service?", services)
        self.order_fields(["service", "impact_seen_on"])


class SupervisionForm(forms.Form):
    """Supervision was held."""

    held_on = day("When was it held?", what="the day supervision was held", past=True)
    impact = words("What did the help change for the child?", rows=3)
    pace = words("Is change quick enough for this child?", rows=2)
    decided = words("What was decided?", rows=3)
    next_on = day("When is supervision next?", what="the day of the next supervision")


class SignOffForm(forms.Form):
    """A manager signs the assessment off."""

    reason = words("What did you look at, and what do you think of it?", rows=3)


class LegalForm(forms.Form):
    """A decision under the law."""

    decided_on = day("When was it decided?", what="the day it was decided", past=True)
    decided_by = text_line("Who decided?", hint="Name and post")
    reasons = words("Why?", rows=4)

    def __init__(self, *args: Any, kinds: Mapping[str, str], limbs: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What was decided?", kinds)
        self.fields["limb"] = choice("If the child is accommodated: why?", limbs)
        self.order_fields(["kind", "limb", "decided_on"])


class TransitionForm(forms.Form):
    """A change that is known to come."""

    kind = choice("What changes?", TRANSITIONS)
    what = line("If another change: which?")
    happens_on = day("When does it happen?", what="the day it happens")
    plan = words("Who does what from then on?", rows=4)
    agreed_with = words("With whom is this agreed?", rows=2, hint="The young person first; then those who take over.")


class ArrivalForm(forms.Form):
    """The child moved here with a plan."""

    came_from = text_line("Which authority did the child move from?")
    pack_received_on = day("When did its information and plan come?", what="the day its information came", past=True)
