"""The forms of calls and notifications: advice, a concern told by telephone, a file of incidents."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import WhenMixin, asked, choice, line, words
from sharedduty.modules.front_door.forms.children import DescribedChild


class AdviceForm(WhenMixin):
    """One call for advice."""

    instants = (("at", "Time of the call", True),)

    def __init__(self, *args: Any, lines: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"] = choice("Which line did they ring?", lines)
        self.fields["caller"] = line("Who called?", hint="Name and post, as they gave it.")
        self.fields["caller_organisation"] = line("From which organisation?")
        self.fields["asked"] = words("What did they ask?", hint="Without the child's name, if they gave none.")
        self.fields["advised"] = words("What were they advised?")
        self.fields["led_to"] = line("Contact that followed", hint="Its reference, like C-7KQ4-M9TX, if one did.")
        self.order_fields(["line", "caller", "caller_organisation", "asked", "advised", "at", "at_time", "led_to"])


class CallerForm(WhenMixin):
    """Who rang, and when."""

    instants = (("telephoned_at", "Call taken", True),)
    caller_name = line("Caller's name")
    caller_post = line("Post or relation to the child")
    telephone = line("Telephone")
    email = forms.EmailField(label="E-mail", required=False)
    is_professional = choice("Is the caller a practitioner?", {"yes": "Yes", "no": "No"}, required=True)

    def __init__(self, *args: Any, organisations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = choice("Organisation", organisations, select=True)
        self.fields["is_professional"].error_messages["required"] = "Say whether the caller is a practitioner"
        self.fields[
            "is_professional"
        ].help_text = "A practitioner owes a written form within 48 hours; nobody else does."
        self.order_fields(
            [
                "telephoned_at",
                "telephoned_at_time",
                "is_professional",
                "caller_name",
                "caller_post",
                "organisation",
                "telephone",
            ]
        )

    def clean(self) -> dict[str, Any]:
        """The time of the call is needed: the clocks start with it."""
        cleaned = super().clean()
        if not cleaned.get("telephoned_at") and not self.errors:
            self.add_error("telephoned_at", "Enter when the call was taken")
        return cleaned


class ToldChildForm(DescribedChild):
    """A child as the caller described them."""

    given_names = line("Given names")
    family_name = line("Family name")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False)
    birth_about = line("Age, if the date is not known")
    address = line("Address")
    postcode = line("Postcode")
    school = line("School or nursery")
    nhs_number = line("NHS number")

    unborn = forms.BooleanField(label="Not born yet", required=False)
    expected_on = DateInputField(label="If not born yet, when is the baby due?", what="the due date", required=False)

    def clean(self) -> dict[str, Any]:
        """A due date says that the child is not born yet, and who is not born has no date of birth."""
        cleaned = super().clean() or {}
        cleaned["unborn"] = bool(cleaned.get("unborn") or cleaned.get("expected_on"))
        if cleaned["unborn"] and cleaned.get("birth_on"):
            self.add_error("birth_on", "A child who is not born yet has no date of birth. Take one of the two out")
        return cleaned


class FirstChildForm(ToldChildForm):
    """The first child: something must be known to know them by."""

    def clean(self) -> dict[str, Any]:
        """At least one name, or words for who the child is, unless it is not born yet."""
        cleaned = super().clean()
        if not (cleaned.get("given_names") or cleaned.get("family_name") or cleaned.get("unborn")):
            self.add_error(
                "given_names", "Write at least one name of the child, or what is known, like “boy of about 6”"
            )
        return cleaned


class NotificationsForm(forms.Form):
    """A table of incidents."""

    file = asked(forms.FileField(
        label="The file", required=False, allow_empty_file=True,
        help_text="An Excel workbook (.xlsx) or CSV in UTF-8, one row for each child.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
    ))  # fmt: skip
