"""The forms of assessing. What is possible is said by the rules; forms only read what was typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, several, words

SEEN = {
    "alone": "Seen, and seen alone",
    "with_others": "Seen, but not alone",
    "not_seen": "Not seen",
}


def day(label: str, *, what: str, past: bool = False, hint: str = "") -> DateInputField:
    """A date whose absence the rules answer."""
    return asked(DateInputField(label=label, what=what, past=past, required=False, help_text=hint))


def text_line(label: str, *, hint: str = "") -> forms.CharField:
    """A line whose absence the rules answer."""
    return asked(line(label, hint=hint))


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=3)


class NothingForm(forms.Form):
    """A step that asks nothing more."""


class StartForm(forms.Form):
    """Beginning from a hand-over: a new assessment, or work added to one that is open for this child."""

    def __init__(self, *args: Any, kinds: Mapping[str, str], existing: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if existing:
            self.fields["where"] = choice(
                "Where is this work done?", {"new": "In a new assessment", **existing},
                hint="One child has one process and one plan.",
            )  # fmt: skip
        self.fields["kind"] = choice("What kind of assessment is it?", kinds)
        self.fields["question"] = words(
            "What is to be found out, and why now?",
            rows=4,
            hint="The family is told this. Write it so that they may read it.",
        )


class TimescaleForm(forms.Form):
    """The timescale agreed for this child."""

    see_child_by_on = day("See the child by", what="the day by which the child is seen")
    finish_by_on = day("Finish the assessment by", what="the day by which it is finished")
    point_on = day(
        "When do you look together at how it goes?", what="the day you look together at how it goes",
        hint="With the child, the family and those who help. You can set more such points later.",
    )  # fmt: skip
    timescale_reason = words("Why does this fit the child's needs and risks?", rows=3)
    family_told_on = day(
        "When was the family told how it works and when to expect a decision?",
        what="the day the family was told",
        past=True,
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not first:
            del self.fields["point_on"]


class VisitForm(WhenMixin):
    """One visit to a family, and of each child assessed what was seen and heard."""

    instants = (("visited_at", "Visited", True),)
    visited_by = text_line("Who visited?", hint="Names and posts")
    place = text_line("Where?")
    present = words("Who was there?", rows=2, hint="Every adult of the household counts, living there or not.")
    family_said = words("What did the parents and others say, together and apart?", rows=5)
    observed = words("What did you see?", rows=4, hint="Keep apart what was seen and what was said.")

    def __init__(self, *args: Any, children: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.must_say_when("visited_at")
        self.children = list(children)
        if len(self.children) > 1:
            self.fields["about"] = several(
                "Which children is this visit about?", {one.reference: str(one) for one in self.children},
                hint="It is recorded once. Each child's own part goes to that child's assessment.",
            )  # fmt: skip
            self.fields["about"].initial = [one.reference for one in self.children]
        for one in self.children:
            self._ask(one)

    def _ask(self, one: Any) -> None:
        """The questions about one child."""
        key = key_of(one)
        if one.unborn:
            return
        self.fields[f"{key}_seen"] = choice(f"Was {one} seen?", SEEN)
        self.fields[f"{key}_why_not"] = words(
            f"Why was {one} not seen, or not seen alone?", rows=2, hint="Leave empty if the child was seen alone."
        )
        self.fields[f"{key}_wishes"] = words(
            f"What does {one} wish and feel?", rows=3, hint="In the child's own words where you have them."
        )
        self.fields[f"{key}_how_heard"] = line(
            f"How was {one} heard?", hint="Language, interpreter, play, drawing, watching a baby"
        )

    def answers(self) -> list[tuple[Any, dict[str, Any]]]:
        """Each child the visit was about, with what was answered of them."""
        chosen = set(self.cleaned_data["about"]) if "about" in self.fields else {one.reference for one in self.children}
        found = []
        for one in self.children:
            if one.reference not in chosen:
                continue
            key = key_of(one)
            given = {
                name: self.cleaned_data.get(f"{key}_{name}", "") for name in ("seen", "why_not", "wishes", "how_heard")
            }
            found.append(
                (one, {**given, "seen": "unborn" if one.unborn else given["seen"], "key": key, "name": str(one)})
            )
        return found


def key_of(one: Any) -> str:
    """What the fields about one child are named by."""
    return f"c{one.reference.replace('-', '').lower()}"


class ReasonsForm(forms.Form):
    """Why something could not be done with the child."""

    def __init__(self, *args: Any, unborn: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unborn:
            self.fields["not_seen_because"] = words("How were the unborn child's needs looked at?", rows=3)
            return
        self.fields["not_alone_because"] = words("Why can the child not be seen alone?", rows=3)
        self.fields["wishes_unknown_because"] = words("Why are the child's wishes and feelings not known?", rows=3)


class ServiceForm(forms.Form):
    """A service decided or started."""

    service = text_line("Which service?")
    agency = text_line("Which agency gives it?")
    aim = words("What is it to change for the child?", rows=2)
    decided_on = day("When was it decided?", what="the day it was decided", past=True)
    started_on = DateInputField(label="When did it start?", what="the day it started", past=True, required=False)


class HarmForm(forms.Form):
    """Significant harm is suspected."""

    what = words("What makes you suspect significant harm?", rows=5)
    safe_now = words("What keeps the child safe until the strategy discussion?", rows=3)

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"] = several("Which kinds of harm do you suspect?", kinds)
        self.order_fields(["kinds", "what"])


class ChallengeForm(forms.Form):
    """A challenge to the analysis."""

    text = words("What else could explain this? What is missing, or too hopeful?", rows=5)


class AnswerForm(forms.Form):
    """The answer to a challenge."""

    answer = words("What did you do with the challenge, and what do you think now?", rows=5)


class LeadForm(forms.Form):
    """Another worker leads."""

    reason = words("Why?", rows=2)

    def __init__(self, *args: Any, colleagues: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = choice("Who leads it from now on?", colleagues, select=True)
        self.order_fields(["to", "reason"])
