"""The form that seals a file."""

from typing import Any

from django import forms


class SealForm(forms.Form):
    """Why, and who keeps the file besides oneself."""

    reason = forms.CharField(
        label="Why is it sealed?", max_length=2000, widget=forms.Textarea,
        help_text="For example: the father works in this building.", error_messages={"required": "Say why it is sealed"},
    )  # fmt: skip
    second = forms.ChoiceField(
        label="Who keeps it with you?", help_text="Only the two of you together can unseal it.",
        error_messages={"required": "Choose who keeps it with you"},
    )  # fmt: skip

    def __init__(self, *args: Any, keepers: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keepers = keepers
        self.fields["second"].choices = [("", "Choose")] + [(key, str(one)) for key, one in keepers.items()]  # type: ignore[attr-defined]

    def clean_second(self) -> Any:
        """The appointment that the reference stands for."""
        return self.keepers[self.cleaned_data["second"]]
