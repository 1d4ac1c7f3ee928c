"""Forms about organisations, teams and posts."""

from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.directory.models import Organisation

SECTORS = Organisation.Sector.choices
# In the filter of a narrow screen the longest name is cut short, or the page would scroll sideways.
FILTER_SECTORS = [(key, "voluntary or faith" if key == "voluntary" else words) for key, words in SECTORS]
PURPOSES = [
    ("front_door", "Front door"), ("out_of_hours", "Out of hours"), ("mash", "MASH"), ("social_work", "Social work"),
    ("safeguarding", "Safeguarding in a school, surgery or service"), ("business_unit", "Partnership business unit"),
    ("other", "Other"),
]  # fmt: skip


class OrganisationForm(forms.Form):
    """A body that is not in the directory yet."""

    name = forms.CharField(max_length=200, error_messages={"required": "Enter the organisation's name"})
    sector = forms.ChoiceField(choices=[("", "Choose"), *SECTORS], error_messages={"required": "Choose its sector"})
    exists_from = DateInputField(label="Exists from", what="the date it began", required=False)


class SuccessionForm(forms.Form):
    """Which body took over, and when."""

    successor = forms.ChoiceField(
        label="Which organisation took over?", error_messages={"required": "Choose the organisation that took over"}
    )
    took_effect_on = DateInputField(label="When did it take over?", what="the date it took over")
    note = forms.CharField(label="Note", required=False, max_length=500)

    def __init__(self, *args: Any, others: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].choices = [("", "Choose"), *((one.key, one.name) for one in others)]  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A new team."""

    name = forms.CharField(label="Team", max_length=120, error_messages={"required": "Enter the team's name"})
    purpose = forms.ChoiceField(
        label="What it does", choices=[("", "Choose"), *PURPOSES], error_messages={"required": "Choose what it does"}
    )


class PostForm(forms.Form):
    """A new post of one team."""

    title = forms.CharField(label="Title of the post", max_length=120, error_messages={"required": "Enter the title"})
