"""The forms of early help. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import asked, choice, line, words
from sharedduty.modules.early_help.actions.planning import PROGRESS, SETTLED
from sharedduty.modules.early_help.models import (
    Advice,
    Circumstance,
    HealthCarePlan,
    Member,
    Plan,
    PlanAction,
    Progress,
    Review,
)
from sharedduty.modules.early_help.rules import OLDEST

TOOLS = {
    "my_plan": "My Plan: what is needed, what it does to the child and who can help are clear",
    "my_plan_plus": "My Assessment and My Plan+: one of these is unclear, or the effect is large and likely to grow",
}
FAMILY = {key: text for key, text in Member.Capacity.choices if key != "practitioner"}
YES_NO = {"yes": "Yes", "no": "No"}


def day(label: str, what: str, *, past: bool = False, hint: str = "") -> forms.Field:
    """A day; its emptiness is answered by the rules."""
    return asked(DateInputField(label=label, what=what, past=past, required=False, help_text=hint))


class BeginForm(forms.Form):
    """Who the child is, what was noticed, and where to begin."""

    given_names = asked(line("Child's given names"))
    family_name = asked(line("Child's family name"))
    birth_on = day(
        "Date of birth",
        "the date of birth",
        past=True,
        hint="For example 17 5 2016. Leave it empty for a child not born yet",
    )
    noticed = words("What was noticed, and what would help?", hint="In words the family would recognise.")
    tool = choice("Where do you begin?", TOOLS)
    tool_reason = words("Why?", rows=2)


class ConsentForm(forms.Form):
    """What the family answered."""

    by_whom = asked(line("Who answered?", hint="The child or young person, a parent or carer, or both"))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = {"given": "They agree", "refused": "They do not agree"}
        if plan.stage in ("planning", "active"):
            answers = {"withdrawn": "They no longer agree"}
        elif plan.stage == "without_consent":
            answers = {"given": "They agree"}
        self.fields["answer"] = choice("What did they answer?", answers)
        if "given" in answers:
            self.fields["covers"] = words("What did they agree to, and with whom may it be shared?", rows=3)
        if "given" not in answers or "refused" in answers:
            self.fields["considered"] = words(
                "How can what the child needs still be met?", rows=3, hint="No consent does not end the need.",
            )  # fmt: skip
        self.order_fields(["answer", "by_whom", "covers", "considered"])


class LeadForm(forms.Form):
    """Who leads, whom the family wanted, and what the next lead must know."""

    def __init__(self, *args: Any, people: Mapping[str, str], again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = choice(
            "Who is the lead practitioner?", people, hint="Anybody of the team who signs in here."
        )
        self.fields["preference"] = words("Whom do the child and family want?", rows=2)
        self.fields["because"] = words("Why this person?", rows=2, hint="Whom the family trusts and meets most counts.")
        if again:
            self.fields["handed_over"] = words(
                "What must the next lead know?", hint="What is done, what is not, what is due."
            )


class MemberForm(forms.Form):
    """A practitioner found by name."""

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"] = choice("Who joins the team?", people)


class NamedForm(forms.Form):
    """Somebody of the family, or a practitioner without an account."""

    name = asked(line("Name"))
    capacity = choice("Who are they to the child?", dict(Member.Capacity.choices))
    organisation_name = asked(line("Where do they work?", hint="The school, surgery or service"))


class BecauseForm(forms.Form):
    """Only a reason."""

    because = words("Why?", rows=3)


class ReasonForm(forms.Form):
    """Why the course changes."""

    reason = words("What did the front door answer, and why does early help go on?", rows=3)


class ToolForm(forms.Form):
    """Which tool, and why."""

    tool = choice("Which fits?", TOOLS)
    reason = words("Why?", rows=2)


class CheckForm(forms.Form):
    """What the families team said."""

    note = words(
        "Whom did you ask, and what did they say?",
        hint="If there is a plan already, speak with its lead about what is still open.",
    )


class RegisterForm(forms.Form):
    """With which families team."""

    number = line("The team's own number, if it gave one")

    def __init__(self, *args: Any, teams: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"] = choice("With which families team?", teams)
        self.order_fields(["team", "number"])


class OutcomeForm(forms.Form):
    """One outcome."""

    text = words(
        "What will be different for the child?", rows=3, hint="Like: “Robin sleeps through and is awake at school.”"
    )


class SettleForm(forms.Form):
    """What became of an outcome."""

    state = choice("What became of it?", SETTLED)
    note = words("What shows it?", rows=3)


class ActionForm(forms.Form):
    """Who does what by when."""

    what = words("What is to be done?", rows=2)

    def __init__(self, *args: Any, people: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What kind of action is it?", dict(PlanAction.Kind.choices))
        self.fields["owner"] = choice("Who does it?", people)
        self.fields["due_on"] = day("By when?", "the day it is done by")


class PlanActionForm(ActionForm):
    """An action agreed in words, with the kind of help it is where it is one of them."""

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["help_kind"] = choice(
            "Which kind of help is it?", kinds, select=True, hint="Leave it at “Choose” if it is none of these."
        )


class ChooseHelpForm(ActionForm):
    """A service of the area's list, for one outcome."""

    def __init__(
        self, *args: Any, outcomes: Mapping[str, str], kinds: Mapping[str, str], despite: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]
        self.fields["what"].label, self.fields["owner"].label = "What is it to do?", "Who asks for it?"
        self.fields["due_on"] = day("By when is it asked for?", "the day it is asked for by")
        self.fields["outcome"] = choice("Which outcome is it for?", outcomes)
        if len(kinds) > 1:
            self.fields["help_kind"] = choice("What kind of help is it here?", kinds)
        if despite:
            self.fields["despite"] = words("Why do you choose it all the same?", rows=2)
        self.order_fields(["outcome", "help_kind", "despite", "what", "owner", "due_on"])


class TellOfHelpForm(forms.Form):
    """That the family was told of help there is."""

    told_whom = asked(line("Whom did you tell?", hint="The child or young person, a parent or carer, or both"))
    told_on = day("When?", "the day you told them", past=True)
    said = words("What did they say?", rows=3, hint="Leave it empty if they said nothing to it.")


class HelpFilter(forms.Form):
    """What narrows the help there is. Sent by GET."""

    age = forms.IntegerField(
        label="Age of the child, in years", required=False, min_value=0, max_value=OLDEST,
        error_messages={
            "invalid": "Write the age in whole years, like 4",
            "min_value": "Write the age in whole years, like 4. Leave it empty before the birth",
            "max_value": f"Early help is for ages up to {OLDEST}",
        },
    )  # fmt: skip
    disabled = forms.BooleanField(label="The child has a disability", required=False)

    def __init__(self, *args: Any, kinds: Mapping[str, str], levels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wrong = {"invalid_choice": "Choose one of the list"}
        self.fields["kind"] = forms.ChoiceField(
            label="Kind of help", required=False, choices=[("", "Any"), *kinds.items()], error_messages=wrong
        )
        if levels:
            self.fields["level"] = forms.ChoiceField(
                label="Level", required=False, choices=[("", "Any"), *levels.items()], error_messages=wrong
            )


class ProgressForm(forms.Form):
    """How far an action is."""

    state = choice("How far is it?", PROGRESS)
    note = words("What was done, and what did it change?", rows=3)
    effect = choice(
        "What did it do for the child?",
        dict(Progress.Effect.choices),
        hint="Once it is done or stopped: for the child, even where it was for a parent.",
    )
    due_on = day("A later day, if it needs longer", "the later day")


class AdviceForm(forms.Form):
    """Advice somebody took."""

    source = choice("Whom did you ask?", dict(Advice.Source.choices))
    asked = words("What did you ask?", rows=3)
    advice = words("What did they advise, and whom to involve?", rows=4)
    taken_on = day("When?", "the day you asked", past=True)


class CircumstanceForm(forms.Form):
    """One of the circumstances in which a child may need early help."""

    kind = choice("What applies?", dict(Circumstance.Kind.choices))
    since = day(
        "Since when?", "the day it began",
        hint="As far as it is known. Private fostering may be still to come: enter the day it is to begin.",
    )  # fmt: skip
    note = words("What shows it?", rows=3)


class EndedForm(forms.Form):
    """That a circumstance no longer applies."""

    until = day("Since when does it no longer apply?", "the day it ended", past=True)
    ended_note = words("What shows it?", rows=3)


class HealthCarePlanForm(forms.Form):
    """Where an education, health and care plan stands."""

    state = choice("Where does it stand?", dict(HealthCarePlan.State.choices))
    happened_on = day("When?", "the day", past=True)
    because = words("Why, or what was decided?", rows=3)


class WordsForm(forms.Form):
    """What the child or family said."""

    capacity = choice("Whose words are they?", FAMILY)
    who = asked(line("Name, if it is not the child"))
    words = words("What did they say?", rows=5, hint="Their own words, as they said or showed them.")
    how = asked(line("How was it said?", hint="In words, drawn, signed, with an interpreter, seen in play"))
    said_on = day("When?", "the day it was said", past=True)


class AgreeForm(forms.Form):
    """When the plan is reviewed."""

    review_on = day(
        "When is the plan reviewed?",
        "the day of the review",
        hint="Every plan has a review date. Choose it with the family.",
    )


class ReviewForm(forms.Form):
    """What a review found."""

    held_on = day("When was the review?", "the day of the review", past=True)
    progress = words("What changed for the child?")
    not_working = words("What does not work, and is stopped or changed?", rows=2)
    family_view = words("What do the child and family say?", rows=3)
    result = choice("What follows?", dict(Review.Result.choices))
    review_on = day("Next review", "the next review", hint="Not needed where needs are met or a My Assessment is made.")


class StepUpForm(forms.Form):
    """Why the front door is asked."""

    worry = words("What are you worried about?")
    harm = choice("May the child be suffering, or likely to suffer, significant harm?", YES_NO,
                  hint="If a child is in immediate danger, call 999 first.")  # fmt: skip
    tried = words("What was tried at this level, and what came of it?", rows=3)
    told = choice("Was the family told?", YES_NO)
    not_told_because = words("Why was the family not told?", rows=2)


class CloseForm(forms.Form):
    """Why, what changed, and the family's view."""

    closed_because = words("Why does it close?", rows=3)
    what_changed = words("What changed for the child, and what did not?", rows=3)
    family_view = words("What do the child and family say about closing?", rows=3)
