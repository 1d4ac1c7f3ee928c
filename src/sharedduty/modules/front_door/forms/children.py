"""What is checked of a child as somebody at the front door writes them down: numbers, postcode, and whether it is a child."""

from typing import Any

from django import forms
from django.utils import timezone

from sharedduty.foundations.people.api import age
from sharedduty.foundations.plain.identifiers import BadIdentifier, normalise_nhs_number, normalise_postcode

CHILDHOOD, LONGEST_DUTY = 18, 26


class DescribedChild(forms.Form):
    """The checks of a form that describes a child; the fields are the form's own."""

    def clean_postcode(self) -> str:
        """The postcode in its usual shape. Raises ValidationError that says how to mend it."""
        return _read(normalise_postcode, self.cleaned_data["postcode"])

    def clean_nhs_number(self) -> str:
        """The NHS number, its check digit tested. Raises ValidationError that says how to mend it."""
        return _read(normalise_nhs_number, self.cleaned_data["nhs_number"])

    def clean_birth_on(self) -> Any:
        """A birth date that makes a child, or a young person of 18 to 25 of whom `birth_about` says who they are; or stands."""
        born = self.cleaned_data["birth_on"]
        years = age(born, timezone.localdate()) if born else 0
        told = bool(str(self.data.get(self.add_prefix("birth_about"), "")).strip())
        if years < CHILDHOOD or (years < LONGEST_DUTY and told) or born == self.initial.get("birth_on"):
            return born
        mend = "Check the year."
        if years < LONGEST_DUTY:
            mend += " Of a care leaver or a young person with a disability, say so under their age."
        raise forms.ValidationError(f"This date of birth makes an age of {years}. {mend}")


def _read(normalise: Any, value: str) -> str:
    if not value.strip():
        return ""
    try:
        return str(normalise(value))
    except BadIdentifier as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
