"""The forms of an enquiry: asking agencies, answering for one, closing with a picture."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.questions import choice, several, words
from sharedduty.foundations.requests.api import CHILD, Wording

ANSWERS = {
    "nothing_held": CHILD.nothing,
    "shared": "We hold this, and share it",
    "part_shared": "We share part of what we hold",
    "declined": "We hold information and decline to share it, for a reason",
}


def answers_for(words: Wording) -> dict[str, str]:
    """How an agency may answer, in the words of whom the request is about."""
    return {**ANSWERS, "nothing_held": words.nothing}


BASES = {
    "statutory_duty": CHILD.duty,
    "public_task": "Our public task",
    "legal_obligation": "Another legal obligation",
    "vital_interests": "To protect somebody's life",
    "legitimate_interest": "Legitimate interest (voluntary and private bodies)",
}


def bases_for(words: Wording) -> dict[str, str]:
    """The lawful bases, in the words of whom the request is about."""
    return {**BASES, "statutory_duty": words.duty}


OTHERS = (1, 2, 3)


class EnquiryForm(forms.Form):
    """Whom to ask, what, why and how urgently. The hub and those who know the child are ticked; others are looked up."""

    def __init__(
        self,
        *args: Any,
        agencies: Mapping[str, str],
        others: Mapping[str, str],
        priorities: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agencies"] = several("Which agencies are asked?", agencies)
        for number in OTHERS:
            self.fields[f"other{number}"] = choice(f"Another agency {number}", others, select=True)
        self.fields["priority"] = choice("How urgent is it?", priorities)
        self.fields["priority_reason"] = words("Why is it this urgent?", rows=2)
        self.fields["question"] = words(
            "What are they asked?", hint="Each agency reads exactly this. Write nothing they do not need to know."
        )
        self.fields["purpose"] = words("Why are they asked?", rows=3, hint="So that they can weigh what to share.")

    def chosen(self) -> list[str]:
        """Every agency chosen, each once, in the order of the form."""
        named = [*self.cleaned_data["agencies"], *(self.cleaned_data[f"other{number}"] for number in OTHERS)]
        return list(dict.fromkeys(one for one in named if one))


class AskAnotherForm(forms.Form):
    """One more agency."""

    def __init__(self, *args: Any, agencies: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"] = choice("Which agency is asked?", agencies, select=True)
        self.fields["purpose"] = words("Why are they asked?", rows=3)


class PictureForm(forms.Form):
    """What the answers show together."""

    picture = words(
        "What do the answers show together?",
        rows=8,
        hint="What is known, what is worrying, what protects the child, what nobody knows.",
    )


class AnswerForm(forms.Form):
    """One agency's answer, and why it shares or not (guidance-now D7)."""

    def __init__(
        self,
        *args: Any,
        consent: Mapping[str, str],
        grounds: Mapping[str, str],
        agreements: Mapping[str, str],
        asks: str = "the front door",
        about: Wording = CHILD,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = choice("What is your agency's answer?", answers_for(about))
        self.fields["searched"] = words("Which records did you look in?", rows=2)
        self.fields["held"] = words("What you share", rows=8, hint=about.bears)
        self.fields["concerns"] = words(about.worries, rows=4)
        self.fields["withheld"] = words(
            "What kind of information you do not share", rows=2, hint="The kind, not the content."
        )
        self.fields["relevance"] = words(about.relevance, rows=2)
        self.fields["not_relevant"] = forms.BooleanField(label=about.irrelevant, required=False)
        self.fields["function_helped"] = words(f"What does, or would, sharing help {asks} to do?", rows=2)
        self.fields["detriment"] = choice(
            about.harm,
            {"no": "No", "yes": "Yes", "unsure": "We are not sure"},
        )
        self.fields["detriment_reason"] = words("Why do you think so?", rows=2)
        self.fields["lawful_basis"] = choice("Lawful basis", bases_for(about))
        self.fields["consent_state"] = choice(
            "Was consent asked?",
            consent,
            hint=about.consent,
        )
        self.fields["special_category_ground"] = choice("Why was it not asked?", grounds)
        self.fields["consent_note"] = words("What was said, or why it was not asked", rows=2)
        self.fields["agreement"] = choice(
            "Sharing agreement, if one applies", agreements, hint=about.agreement, select=True
        )
