"""The forms of the desk. What is possible is said by the rules; forms only read what was typed."""

import datetime
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from sharedduty.foundations.design.forms import DateInputField

LONDON = ZoneInfo("Europe/London")


def asked[F: forms.Field](field: F) -> F:
    """A field whose emptiness the process's rules answer: its label does not call it optional."""
    field.asked = True  # type: ignore[attr-defined]  # read by the design's labels
    return field


def words(label: str, *, rows: int = 4, hint: str = "", required: bool = False) -> forms.CharField:
    """A box for several lines. Emptiness is answered by the process's rules, so it is not required here."""
    limit = [MaxLengthValidator(20_000, "This is longer than 20,000 characters: shorten it.")]
    widget = forms.Textarea(attrs={"rows": rows})
    return asked(forms.CharField(label=label, help_text=hint, required=required, validators=limit, widget=widget))


def line(label: str, *, hint: str = "", required: bool = False) -> forms.CharField:
    """A box for one line."""
    return forms.CharField(label=label, help_text=hint, required=required, max_length=500)


def choice(
    label: str, options: Mapping[str, str], *, hint: str = "", required: bool = False, select: bool = False
) -> forms.ChoiceField:
    """One of several."""
    widget = forms.Select if select else forms.RadioSelect
    held = [("", "Choose")] if select else []
    return asked(
        forms.ChoiceField(
            label=label, help_text=hint, required=required, choices=[*held, *options.items()], widget=widget
        )
    )


def several(label: str, options: Mapping[str, str], *, hint: str = "") -> forms.MultipleChoiceField:
    """Any of several."""
    return asked(
        forms.MultipleChoiceField(
            label=label,
            help_text=hint,
            required=False,
            choices=list(options.items()),
            widget=forms.CheckboxSelectMultiple,
        )
    )


class TimeField(forms.CharField):
    """A time of day typed in any usual way: 16:05, 4.05pm, 4pm. Cleans to a time, or None when blank."""

    def clean(self, value: Any) -> datetime.time | None:
        """Raises ValidationError that says how a time is written."""
        text = str(value or "").strip().lower().replace(".", ":").replace(" ", "")
        if not text:
            return None
        for shape in ("%H:%M", "%I:%M%p", "%I%p", "%H%M"):
            try:
                return datetime.datetime.strptime(text, shape).time()  # noqa: DTZ007 (a time of day, no instant)
            except ValueError:
                continue
        raise ValidationError(f"{self.label} must be a time like 4:05pm or 16:05")


class WhenMixin(forms.Form):
    """Forms with instants typed as a date and a time: `instants` names them; cleaned values appear under the name."""

    instants: tuple[tuple[str, str, bool], ...] = ()  # name, label, lies in the past

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, past in self.instants:
            self.fields[name] = DateInputField(label=f"{label}: date", what=f"the date ({label.lower()})", past=past,
                                               required=False)  # fmt: skip
            self.fields[f"{name}_time"] = TimeField(label=f"{label}: time", required=False, help_text="Like 4:05pm")

    def clean(self) -> dict[str, Any]:
        """Join each date with its time in London. A date without a time, or a time alone, is an error that says so."""
        cleaned = super().clean() or {}
        for name, label, past in self.instants:
            day, hour = cleaned.get(name), cleaned.pop(f"{name}_time", None)
            if day and hour is None and f"{name}_time" not in self.errors:
                self.add_error(f"{name}_time", f"Enter the time ({label.lower()})")
            if hour and not day and name not in self.errors:
                self.add_error(name, f"Enter the date ({label.lower()})")
            cleaned[name] = datetime.datetime.combine(day, hour, tzinfo=LONDON) if day and hour else None
            if past and cleaned[name] and cleaned[name] > timezone.now():
                self.add_error(f"{name}_time", f"{label} must be in the past")
        return cleaned


class ReasonForm(forms.Form):
    """Only a reason."""

    reason = words("Why?", rows=3)


class HandOverForm(forms.Form):
    """Who takes it over and what they must know."""

    to = asked(forms.ChoiceField(label="Who takes it over?", required=False))
    note = words("Note for the next worker", hint="What is done, what is not, what is due and who has been spoken to.")

    def __init__(self, *args: Any, colleagues: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = choice("Who takes it over?", colleagues, select=True)
        self.order_fields(["to", "note"])


class AcknowledgeForm(forms.Form):
    """How receipt was acknowledged."""

    def __init__(self, *args: Any, channels: Mapping[str, str], late: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"] = choice("How was receipt acknowledged?", channels)
        self.fields["note"] = words("Note", rows=2, hint="What was said or cleared up. Not shown to the referrer.")
        if late:
            self.fields["late_because"] = words("Why is it late?", rows=2)


class NoteForm(forms.Form):
    """A working note."""

    text = words("Note", rows=6)

    def __init__(self, *args: Any, kinds: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = choice("Kind of note", kinds)
        self.order_fields(["kind", "text"])


class QuestionsForm(forms.Form):
    """Questions back to the sender."""

    text = words("What do you need to know?", hint="The sender reads exactly this. The clock keeps running.")


class AnswerForm(forms.Form):
    """An answer given by telephone."""

    answer = words("What did the sender answer?")


class ChildForm(forms.Form):
    """A correction of what was written about a child."""

    given_names = line("Given names")
    family_name = line("Family name")
    also_known_as = line("Also known as")
    birth_on = DateInputField(label="Date of birth", what="the date of birth", past=True, required=False)
    birth_about = line("Age or estimate, if the date is not known")
    address = words("Address", rows=3)
    postcode = line("Postcode")
    school = line("School or nursery")
    gp_practice = line("GP practice")
    nhs_number = line("NHS number")
    reason = words("Why is it corrected?", rows=2)


class ReceivedForm(WhenMixin):
    """A correction of when a contact was received."""

    instants = (("received_at", "Received", True),)
    reason = words("Why is it corrected?", rows=2)


class DisagreeForm(forms.Form):
    """A challenge to a decision."""

    why = words("What do you disagree with, and why?")
    wanted = words("What do you think should happen?", rows=3)


class PurposeForm(forms.Form):
    """Why it is asked whether a child is known."""

    purpose = line(
        "Why do you need to know?", hint="It is recorded, and looked at in the monthly review of such checks."
    )


class OutcomeForm(forms.Form):
    """What became of work handed over."""

    outcome = words("What became of it?", rows=3)
