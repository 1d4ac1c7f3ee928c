"""The forms of keeping a file, and of legal hold."""

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.plain.references import NotAReference, normalise_reference


def _reason(label: str, missing: str, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=2000, widget=forms.Textarea, error_messages={"required": missing}
    )


class KeepForm(forms.Form):
    """Why a file is kept, and when it is looked at again."""

    reason = _reason(
        "Why is it kept?", "Say why it is kept", "Say who still needs it and what for, not what is in the file."
    )
    review_on = DateInputField(label="When is it looked at again?", what="when it is looked at again")


class HoldForm(forms.Form):
    """Which file must stay as it is, and why."""

    reference = forms.CharField(
        label="Reference of the file", help_text="For example: C-7KQ4-M9TX", max_length=30,
        error_messages={"required": "Enter the reference of the file"},
    )  # fmt: skip
    reason = _reason(
        "Why must it stay as it is?", "Say why it must stay as it is",
        "For example: an inquiry has asked for it, or it is about child sexual abuse.",
    )  # fmt: skip

    def clean_reference(self) -> str:
        """The reference as it is written on the file, however it was typed."""
        try:
            return normalise_reference(self.cleaned_data["reference"])
        except NotAReference as error:
            raise forms.ValidationError(str(error)) from error


class LiftForm(forms.Form):
    """Why a hold can be lifted."""

    reason = _reason(
        "Why can the hold be lifted?", "Say why the hold can be lifted", "Say who released the file, and when."
    )
