"""The form of a birth; child protection asks the same."""

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import TimeField, asked, line


class BirthForm(forms.Form):
    """A child on record as unborn is born."""

    given_names = line("Given names", hint="Leave empty if the child has no name yet.")
    family_name = asked(line("Family name"))
    birth_on = asked(DateInputField(label="Date of birth", what="the date of birth", past=True, required=False))
    birth_time = TimeField(
        label="Time of birth", required=False, help_text="Like 4:05pm. Leave empty if it is not known."
    )
    place = asked(line("Where was the child born?", hint="The hospital, the home, or that it is not known."))
    told_by = asked(line("Who told you?", hint="Name and post, or what they are to the child."))
    see_by_on = asked(
        DateInputField(
            label="By when is the child seen?", what="the day by which the child is seen", required=False,
            help_text="No guidance sets a number of days: agree what keeps this child safe.",
        )
    )  # fmt: skip
