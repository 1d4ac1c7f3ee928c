"""The forms of this room. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField, PlainErrors
from sharedduty.foundations.design.questions import asked, choice, line, several, words
from sharedduty.modules.action_plans.queries.choices import PRIORITIES, TRACKER_STATES, YES_NO, Teams, labels

Labels = Mapping[str, str]
OTHERS = (1, 2, 3)


def day(label: str, *, what: str, past: bool = False, future: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, future=future, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=4)


class TakeInForm(forms.Form):
    """One recommendation from a source that has no record here."""

    wording = words(
        "What is recommended, in the words of its source?", rows=5, hint="No name of a child or of their family."
    )
    source_title = text_line("Which review, audit or inspection?", hint="Its title as people know it.")
    source_number = line("Its number there")
    made_on = day("When was it made?", what="the day it was made", past=True)
    addressee = line("Whom does it name?", hint="Bodies and posts.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source_kind"] = choice("What kind of source is it?", labels("source"))
        self.fields["modality"] = choice("How strongly is it worded?", labels("modality"))
        self.fields["gap"] = forms.ChoiceField(
            label="Where does the gap lie?",
            required=False,
            widget=forms.RadioSelect,
            choices=list(labels("gap").items()),
        )
        self.fields["breadth"] = forms.ChoiceField(
            label="Is it local or national?",
            required=False,
            widget=forms.RadioSelect,
            choices=list(labels("breadth").items()),
        )
        self.order_fields([
            "wording", "source_kind", "source_title", "source_number", "made_on", "modality", "addressee", "gap", "breadth",
        ])  # fmt: skip


class TrackerForm(PlainErrors, forms.Form):
    """Another tracker's file, and what it is called."""

    tracker = text_line("What is the tracker called?", hint="As people know it, with whose it is.")
    file = asked(forms.FileField(
        label="The file", required=False, help_text="An Excel workbook (.xlsx, its first sheet), or CSV in UTF-8.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
    ))  # fmt: skip


class StatesForm(forms.Form):
    """What each word of a tracker means; under `means` when cleaned."""

    def __init__(self, *args: Any, states: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = states
        for number, one in enumerate(states, 1):
            self.fields[f"means{number}"] = choice(f"“{one}”", TRACKER_STATES, select=True)

    def clean(self) -> dict[str, Any]:
        """Gather what each word means under `means`."""
        given = super().clean() or {}
        return {"means": {one: str(given.get(f"means{number}") or "") for number, one in enumerate(self.states, 1)}}


class PriorityForm(forms.Form):
    """How soon it is looked to, and who steers it."""

    def __init__(self, *args: Any, groups: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"] = choice("How soon is it looked to?", PRIORITIES)
        self.fields["group"] = choice("Which group steers it?", groups, select=True)
        self.fields["group"].asked = False  # type: ignore[attr-defined]  # read by the design's labels


class LookForm(PriorityForm):
    """Looking at one that came in."""

    def __init__(self, *args: Any, alike: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["front_line"] = choice(
            "Does it mean a change at the front line?", YES_NO,
            hint="If so, it closes only when the effect there is shown, not when something was done.",
        )  # fmt: skip
        self.fields["hard_to_measure"] = forms.BooleanField(
            label="It is hard to measure, like professional curiosity: nobody rates it before it is defined",
            required=False,
        )
        self.fields["repeats"] = choice(
            "Was it said before?", {"no": "No, none of these", **alike},
            hint="What looks alike is shown above with the reason. Only you decide whether it is the same.",
        )  # fmt: skip
        self.fields["said_before_because"] = words("If it was: what is the same, and what is not?", rows=3)
        self.fields["said_before_because"].asked = False  # type: ignore[attr-defined]  # read by the design's labels
        self.order_fields([
            "repeats", "said_before_because", "priority", "front_line", "hard_to_measure", "group",
        ])  # fmt: skip


class AcceptForm(forms.Form):
    """Accepting one."""

    accepted_on = day("When was it accepted?", what="the day it was accepted", past=True)
    accepted_by = text_line("Who accepted it?", hint="Name and post.")
    owner = text_line("Who answers for it as a whole?", hint="Post and body.")
    due_on = day("By which day?", what="the day it is due")
    intended = words("What will be different for children, or for staff?", rows=3)
    measure = words("How will one know?", rows=3, hint="What is counted, looked at or asked, and when.")


class AskForm(forms.Form):
    """Asking agencies."""

    def __init__(self, *args: Any, near: Teams, others: Teams, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = near | others

        def named(teams: Teams) -> dict[str, str]:
            return {key: f"{one.organisation.name}: {one.name}" for key, one in teams.items()}

        self.fields["agencies"] = several("Which agencies are asked?", named(near))
        for number in OTHERS:
            self.fields[f"other{number}"] = choice(f"Another agency {number}", named(others), select=True)
            self.fields[f"other{number}"].asked = False  # type: ignore[attr-defined]  # read by the design's labels
        self.fields["asked"] = words(
            "What are they asked?", rows=3,
            hint="Each agency reads this and the words of the recommendation, and nothing else of it.",
        )  # fmt: skip
        self.fields["answer_by_on"] = day("By which day do they answer?", what="the day to answer by", future=True)

    def clean(self) -> dict[str, Any]:
        """Add `teams`: each agency chosen, once, in the form's order."""
        answers = super().clean() or {}
        chosen = [*answers.get("agencies", ()), *(answers.get(f"other{number}") for number in OTHERS)]
        return {**answers, "teams": [self.known[key] for key in dict.fromkeys(chosen) if key]}


class ChangePlanForm(forms.Form):
    """Owner, day, measure."""

    owner = text_line("Who answers for it as a whole?", hint="Post and body.")
    due_on = day("By which day?", what="the day it is due")
    measure = words("How will one know?", rows=3)
    reason = words("Why does it change?", rows=2)


class DefineForm(forms.Form):
    """What is meant by something hard to measure."""

    definition = words(
        "What is meant by it?", rows=4, hint="So that two people who look at the same work rate it alike."
    )
    indicator = words("What would show it?", rows=3)


class OtherForm(forms.Form):
    """Another recommendation, by its reference."""

    other = text_line("Which recommendation carries it on?", hint="Its reference, like AR-7KQ4-M9TX.")


class MergeForm(OtherForm):
    """Putting two together."""

    reason = words("What is the same, and why does one carry both?", rows=3)


class SupersedeForm(OtherForm):
    """A newer one takes its place."""

    why = words("How does the newer one take it over?", rows=3)


class CloseForm(forms.Form):
    """Proposing to close."""

    why = words("What shows that practice has changed?", rows=4, hint="Not what was done: what is different now.")


class AgreeForm(forms.Form):
    """A second person agrees."""

    answer = words("What did you look at?", rows=3)


class TurnDownForm(forms.Form):
    """A proposal is turned down."""

    answer = words("Why not?", rows=3)


class WhichForm(forms.Form):
    """Choose one of several."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)


class CarrierForm(WhichForm):
    """A document that should carry it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which document should carry it?", **kwargs)
        self.fields["since_on"] = day("From which day on?", what="the day from which it should carry it")


class MentionForm(WhichForm):
    """Whether a new issue carries it."""

    def __init__(self, *args: Any, says: Labels, **kwargs: Any) -> None:
        super().__init__(*args, label="Which issue?", **kwargs)
        self.fields["says"] = choice("Does it carry the recommendation?", says)
        self.fields["mention_reason"] = words("If not: why?", rows=2)
        self.fields["mention_reason"].asked = False  # type: ignore[attr-defined]  # read by the design's labels


class DocumentForm(forms.Form):
    """A document, added to the list."""

    title = text_line("What is it called?")
    owner = text_line("Who owns it?", hint="Post and body.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What is it?", labels("product"))
        self.order_fields(["kind", "title", "owner"])


class ReissueForm(forms.Form):
    """A document was issued again."""

    reissued_on = day("When was it issued again?", what="the day it was issued", past=True)


class OwnerForm(forms.Form):
    """Who does it: a post of the body, or somebody in words."""

    def __init__(self, *args: Any, posts: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = choice("Which post owns it?", posts, select=True)
        self.fields["post"].asked = False  # type: ignore[attr-defined]  # read by the design's labels
        self.fields["owner"] = text_line("Or who else?", hint="Their post, where it is none of these.")


class PlanForm(OwnerForm):
    """What an agency does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"] = words("What does your agency do?", rows=4)
        self.fields["due_on"] = day("By which day?", what="the day it is due")
        self.fields["intended"] = words("What will be different?", rows=3)
        self.fields["monitored"] = words("How is it watched and reviewed?", rows=3)
        self.fields["signed_by"] = text_line("Which senior signed up to it?", hint="Name and post.")
        self.fields["own_plan"] = line("Where does it stand in your own plan or tracker?")
        self.order_fields(["what", "post", "owner", "due_on", "intended", "monitored", "signed_by", "own_plan"])


class ChangeOwnerForm(OwnerForm):
    """Another owner or day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"] = day("By which day?", what="the day it is due")
        self.fields["reason"] = words("Why does it change?", rows=2)


class NotForUsForm(forms.Form):
    """It is not for this agency."""

    not_for_us = words("Why is it not for your agency?", rows=3)


class RateForm(forms.Form):
    """A colour."""

    def __init__(self, *args: Any, colours: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colour"] = choice("Which colour?", colours, hint="You judge. Nothing is worked out.")
        self.fields["rag_reason"] = words("Why?", rows=3)
        self.fields["rated_on"] = day("On which day?", what="the day of the rating", past=True)
        self.fields["own_words"] = line(
            "What does your own tracker call it?",
            hint="Where it has other colours or words, they are kept beside ours.",
        )


class AnswerForm(forms.Form):
    """One of the three answers."""

    def __init__(self, *args: Any, asks: str, when: str, known: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = words(asks, rows=4)
        if known:
            self.fields["known_from"] = words(
                "How do you know?", rows=2, hint="An audit, supervision, what children and staff say, figures."
            )
        self.fields["found_on"] = day(when, what="the day", past=True)


class LookedForm(AnswerForm):
    """A look that did not find it."""

    def __init__(self, *args: Any, questions: Labels, **kwargs: Any) -> None:
        super().__init__(*args, asks="What was found?", when="When?", **kwargs)
        self.fields["question"] = choice("What was looked at?", questions)
        self.order_fields(["question", "text", "known_from", "found_on"])


class EvidenceForm(forms.Form):
    """A piece of evidence, new or used again."""

    def __init__(self, *args: Any, again: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if again:
            self.fields["again"] = choice("Use a piece again that you gave before?", again, select=True)
            self.fields["again"].asked = False  # type: ignore[attr-defined]  # read by the design's labels
        self.fields["kind"] = choice("What is it?", labels("evidence"))
        self.fields["title"] = text_line("What is it called?")
        self.fields["kept_at"] = text_line("Where is it kept?", hint="A link, or the system and its number.")
        self.fields["dated_on"] = day("Of which day is it?", what="its day", past=True)
        self.fields["shows"] = words("What does it show?", rows=2)
        self.fields["lever"] = choice("Is it about one of these?", labels("lever"), select=True)
        self.fields["lever"].asked = False  # type: ignore[attr-defined]  # read by the design's labels
        self.fields["lever_worked"] = choice("If so: did that change practice?", YES_NO)
        self.fields["lever_worked"].asked = False  # type: ignore[attr-defined]  # read by the design's labels


class ShareForm(forms.Form):
    """Staff were told."""

    changed = words("What changed, and why?", rows=3)
    audience = text_line("Who was told?", hint="Which staff, and about how many.")
    channel = text_line("By what way?", hint="A briefing, an email, a team meeting.")
    shared_on = day("When?", what="the day they were told", past=True)


class ReceiptForm(WhichForm):
    """It reached them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="What reached them?", **kwargs)
        self.fields["received_on"] = day("When was it confirmed?", what="the day it was confirmed", past=True)
        self.fields["received"] = text_line("Who confirmed it, and how many of how many?")
        self.fields["understood"] = words("How do you know that they understood?", rows=2)


class ProductForm(forms.Form):
    """Something made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What was made?", labels("product"))
        self.fields["title"] = text_line("What is it called?")
        self.fields["kept_at"] = text_line("Where is it?")
        self.fields["made_on"] = day("When was it made?", what="the day it was made", past=True)


class ProductJudgedForm(WhichForm):
    """What came of something made."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which of them?", **kwargs)
        self.fields["came_of_it"] = words("What came of it?", rows=3, hint="That it is there is no answer.")
        self.fields["came_of_it_on"] = day("When did you look?", what="the day", past=True)


class LookPlannedForm(forms.Form):
    """A later look."""

    look_on = day("When will the effect be looked at?", what="the day of the look")
    look_how = words("How?", rows=2)
