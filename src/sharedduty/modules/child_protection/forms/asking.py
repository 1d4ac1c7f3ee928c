"""The forms with which an agency asks for a conference and is answered."""

from django import forms

from sharedduty.foundations.design.questions import choice, words


class AskForConferenceForm(forms.Form):
    """An agency asks for a conference."""

    reasons = words(
        "What is your serious concern, and why does the child need a conference?", rows=6,
        hint="Write what you know yourself, what has changed, and what other help has not done. The social worker reads it.",
    )  # fmt: skip


class AnswerAgencyForm(forms.Form):
    """An agency that asks for a conference is answered."""

    agreed = choice(
        "Is a conference held?",
        {"yes": "Yes: a conference is held", "no": "No: the agency is told why, and may take it further"},
    )
    reasons = words("Why?", rows=5, hint="The agency that asked reads this.")


class KnowsFamilyForm(forms.Form):
    """Somebody of an agency knows the family."""

    reasons = words(
        "What is the conflict?", rows=3, hint="For example: the child is my niece. Leave out what the record says."
    )
