"""The forms of a death until its review meeting, and of the panel's findings."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words
from sharedduty.foundations.requests.api import AgenciesForm
from sharedduty.modules.child_death.rules.gathering import CRITERIA, SCOPE

Labels = Mapping[str, str]


def day(label: str, *, what: str, past: bool = True, hint: str = "") -> DateInputField:
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
    """What is known of the child."""

    given_names = text_line(
        "Given names", hint="Write “Not known” if nobody knows yet. For a baby without a name, “Baby”."
    )
    family_name = line("Family name")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False,
                              help_text="Leave it blank if it is not known, or for a stillbirth.")  # fmt: skip
    home = words("Where did the child normally live?", rows=2, hint="The address, or the area and council.")
    place = words("Where did it happen?", rows=2, hint="The hospital and ward, the address or the place.")


class NoticeForm(ChildForm):
    """Notify a death."""

    def __init__(self, *args: Any, kinds: Labels, coroner: Labels, for_others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What happened?", kinds)
        self.fields["happened_on"] = day("On which day?", what="the day it happened")
        self.fields["what_happened"] = words(
            "What is known of how it happened?", rows=5, hint="Facts first, then who said so."
        )
        self.fields["coroner_told"] = choice(
            "Was the coroner told?", coroner, hint="Of a death nobody expected the coroner is told at the same time.",
        )  # fmt: skip
        order = [
            "kind",
            "given_names",
            "family_name",
            "birth_on",
            "happened_on",
            "home",
            "place",
            "what_happened",
            "coroner_told",
        ]
        if for_others:
            self.fields["on_behalf"] = line(
                "Who told you?", hint="A member of the public, a registrar, another area: name and how to reach them.",
            )  # fmt: skip
            order = ["on_behalf", *order]
        self.order_fields(order)


class SameForm(forms.Form):
    """Another notice of a death known already."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)
        self.fields["reason"] = words("Why is it the same death?", rows=2)


class NoticeOfDeathForm(forms.Form):
    """Take a waiting notice into this death."""

    def __init__(self, *args: Any, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice"] = choice("Which notice?", options)
        self.fields["reason"] = words("Why is it the same death?", rows=2)


class DiedForm(forms.Form):
    """The child died after the event."""

    died_on = day("On which day did the child die?", what="the day of the death")


class ScopeForm(WhenMixin):
    """Whether a death is reviewed here."""

    instants = (("other_told_at", "If another area has a part, when was it told", True),)

    def __init__(self, *args: Any, yes_no: Labels, areas: Labels, judged_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, text in SCOPE.items():
            self.fields[code] = choice(text, yes_no)
        self.fields["weeks"] = forms.IntegerField(
            label="After how many weeks of pregnancy was the child born?", required=False, min_value=1, max_value=45,
            help_text="Only for a newborn child.",
        )  # fmt: skip
        self.fields["area_answer"] = choice("Which area reviews?", areas)
        self.fields["other_area"] = text_line("If another area has a part, which, and whom did you tell there?")
        self.fields["agreed"] = words(
            "What was agreed?", rows=3, hint="Who reviews, and how the other area hears of it."
        )
        self.fields["reasons"] = words("Why?", rows=3)
        self.fields["judged_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("judged_by", judged_by)
        self.order_fields([
            *SCOPE, "weeks", "area_answer", "other_area", "other_told_at", "other_told_at_time", "agreed", "reasons",
            "judged_by",
        ])  # fmt: skip


class CategoryForm(forms.Form):
    """What kind of death."""

    def __init__(self, *args: Any, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"] = choice("What kind of death is it?", options)


class ResponseForm(forms.Form):
    """Whether a joint response is called for."""

    def __init__(self, *args: Any, answers: Labels, decided: Labels, judged_by: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, text in CRITERIA.items():
            self.fields[code] = choice(text, answers)
            self.fields[f"{code}_why"] = words(f"Why? {text}", rows=2)
        self.fields["decided"] = choice("What is decided?", decided, hint="One criterion that is met is enough.")
        self.fields["reasons"] = words("Why?", rows=3)
        self.fields["lead"] = text_line("Who leads it for health, and who for the police?")
        self.fields["guideline"] = text_line("Which edition of the multi-agency guidelines is followed?")
        self.fields["judged_by"] = text_line("Who decided?", hint="Name and post.")
        self.initial.setdefault("judged_by", judged_by)


class IncomingForm(WhenMixin):
    """A notice that came."""

    instants = (
        ("event_at", "When was it registered, decided or found", True),
        ("received_at", "When did it come", True),
    )

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("What came?", kinds)
        self.fields["words"] = words("What does it say?", rows=3)
        self.must_say_when("event_at")
        self.must_say_when("received_at")
        self.order_fields(["kind", "event_at", "event_at_time", "received_at", "received_at_time", "words"])


class LoggedForm(WhenMixin):
    """Something that was done, with when and by whom."""

    instants = (("happened_at", "When", True),)

    def __init__(
        self, *args: Any, kinds: Labels, label: str, who: tuple[str, str, str], by_whom: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        name, who_label, hint = who
        self.fields["kind"] = choice(label, kinds)
        self.fields[name] = text_line(who_label, hint=hint) if name == "who" else line(who_label, hint=hint)
        self.fields["words"] = words("What?", rows=4, hint="In plain words.")
        self.fields["by_whom"] = text_line("By whom?", hint="Name and post.")
        self.initial.setdefault("by_whom", by_whom)
        self.must_say_when("happened_at")
        self.order_fields(["kind", name, "words", "happened_at", "happened_at_time", "by_whom"])


class HoldForm(forms.Form):
    """The police investigate."""

    lead = text_line("Who leads the investigation?", hint="Post and force.")
    began_on = day("Since when?", what="the day it began")
    agreed = words("What waits, and who may speak to whom?", rows=3)


class WhichForm(forms.Form):
    """Choose one of several."""

    def __init__(self, *args: Any, label: str, options: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = choice(label, options)


class HoldEndedForm(WhichForm):
    """The police investigation ended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label="Which investigation?", **kwargs)
        self.fields["ended_on"] = day("On which day did it end?", what="the day it ended")


class IncidentForm(forms.Form):
    """Ask the council to consider the death as a serious incident."""

    why = words("Why may abuse or neglect have played a part?", rows=4)
    safe_now = words("Are brothers, sisters and other children safe now?", rows=3)


class AccountForm(AgenciesForm):
    """Ask agencies what they know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault(
            "question", "A child has died. What did your agency do with the child and the family, and what do you know of "
            "how it came about? Answer what the reporting form asks.",
        )  # fmt: skip
        self.initial.setdefault(
            "purpose", "The review of the death, which the law asks for. Whoever is asked must answer."
        )


class BeginFormForm(forms.Form):
    """Begin one of the pack's forms."""

    def __init__(self, *args: Any, kinds: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = choice("Which form?", kinds)
        self.fields["agency"] = line("Whose account is it?", hint="For the reporting form: which agency.")


class MeetingForm(forms.Form):
    """The meeting a review rests on."""

    def __init__(self, *args: Any, meetings: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = choice("Which meeting?", meetings)
