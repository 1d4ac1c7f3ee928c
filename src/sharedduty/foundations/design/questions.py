"""The questions that the forms of rooms ask, and what is alike in reading them: words, lines, choices, times, instants.

Emptiness is answered by a process's rules, which say what is missing and why, so nothing here is required by itself.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from sharedduty.foundations.plain.clocks import ClockError, parse_instant

from .forms import DateInputField


def asked[F: forms.Field](field: F) -> F:
    """A field whose emptiness the process's rules answer: its label does not call it optional."""
    field.asked = True  # type: ignore[attr-defined]  # read by the design's labels
    return field


def words(label: str, *, rows: int = 4, hint: str = "", required: bool = False) -> forms.CharField:
    """A box for several lines. Emptiness is answered by the process's rules, so it is not required here."""
    limit, widget = [MaxLengthValidator(20_000)], forms.Textarea(attrs={"rows": rows})
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

    width = 10  # characters: the box is drawn so wide, and no other for its name alone

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
        label = str(self.label)
        if label.endswith(": time"):  # of an instant: a question, whose words are no part of a sentence
            raise ValidationError(
                f"The time ({_within(label.removesuffix(': time'))}) must be a time like 4:05pm or 16:05"
            )
        if "?" in label:
            raise ValidationError(f"Write a time like 4:05pm or 16:05: {label}")
        raise ValidationError(f"{label} must be a time like 4:05pm or 16:05")


def _within(label: str) -> str:
    """A question as it stands inside a sentence: “the Panel” keeps its capital."""
    return label[:1].lower() + label[1:]


class WhenMixin(forms.Form):
    """Forms with instants typed as a date and a time: `instants` names them; cleaned values appear under the name."""

    instants: tuple[tuple[str, str, bool], ...] = ()  # name, label, lies in the past

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, past in self.instants:
            self.fields[name] = DateInputField(label=f"{label}: date", what=f"the date ({_within(label)})", past=past,
                                               required=False)  # fmt: skip
            self.fields[f"{name}_time"] = TimeField(label=f"{label}: time", required=False, help_text="Like 4:05pm")

    def must_say_when(self, name: str) -> None:
        """Ask this instant first, and do not call it optional: the process's rules need it."""
        for one in (name, f"{name}_time"):
            asked(self.fields[one])
        self.order_fields([name, f"{name}_time"])

    def clean(self) -> dict[str, Any]:
        """Join each date with its time in London. A date without a time, or a time alone, is an error that says so."""
        cleaned = super().clean() or {}
        for name, label, past in self.instants:
            day, hour = cleaned.get(name), cleaned.pop(f"{name}_time", None)
            if day and hour is None and f"{name}_time" not in self.errors:
                self.add_error(f"{name}_time", f"Enter the time ({_within(label)})")
            if hour and not day and name not in self.errors:
                self.add_error(name, f"Enter the date ({_within(label)})")
            cleaned[name] = self._instant(name, day, hour) if day and hour else None
            if past and cleaned[name] and cleaned[name] > timezone.now():
                self.add_error(f"{name}_time", f"The time ({_within(label)}) must be in the past")
        return cleaned

    def _instant(self, name: str, day: datetime.date, hour: datetime.time) -> datetime.datetime | None:
        """The instant in London; an hour that the clocks went forward over never was, and a clock would start from it."""
        try:
            return parse_instant(datetime.datetime.combine(day, hour).isoformat())
        except ClockError:
            self.add_error(f"{name}_time", "This hour never was: the clocks went forward over it")
            return None


class Lacking(Protocol):
    """One thing that stands in the way of a step: in words, and where to mend it (`#id_name` is a field of the form)."""

    @property
    def text(self) -> str: ...
    @property
    def href(self) -> str: ...


def show_missing(form: forms.BaseForm, missing: Iterable[Lacking]) -> list[dict[str, str]]:
    """Put what a refused step lacks beside its field; gives the rest, with links to the pages that mend it.

    What belongs to a field that this form does not ask is said without a link: it would lead nowhere.
    """
    elsewhere = []
    for one in missing:
        name = one.href.removeprefix("#id_") if one.href.startswith("#id_") else ""
        if name in form.fields:
            form.add_error(name, one.text)
        else:
            elsewhere.append({"text": one.text, **({"href": one.href} if one.href and not name else {})})
    return elsewhere
