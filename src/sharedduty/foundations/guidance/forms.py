"""The question "when is it due?" and the filter of the indicators, as Django forms."""

import re
from datetime import UTC, date, datetime, time

from django import forms
from django.core.exceptions import ValidationError

from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.guidance.answers import clock_keys
from sharedduty.foundations.guidance.models import RowCheck
from sharedduty.foundations.guidance.shelf import in_order, packs
from sharedduty.foundations.guidance.thresholds import DOMAINS, dimensions, threshold_levels
from sharedduty.foundations.plain.clocks import ClockError, NeverHappened, london, parse_instant
from sharedduty.foundations.plain.words import full_date

TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def read_time(text: str) -> time:
    """A time of day from '16:00', '16.00', '1600', '4pm' or '9'. Raises ValueError for anything else."""
    found = TIME.fullmatch(text.strip().replace(" ", ""))
    if not found:
        raise ValueError(text)
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(text)
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute)


class DueForm(forms.Form):
    """Which clock, and when it started. Sent by GET, so that an answer has an address that can be kept and shared."""

    clock = forms.ChoiceField(
        label="What has to be done?",
        error_messages={
            "required": "Choose what has to be done",
            "invalid_choice": "Choose what has to be done from the list",
        },
    )
    on = DateInputField(
        label="Which day is it counted from?",
        what="the day it is counted from",
        help_text="The day it happened; for a limit before something, the day planned. For example, 24 12 2026",
        any_day=True,
    )
    at = forms.CharField(
        label="At what time?",
        required=False,
        max_length=10,
        help_text="For example, 16:00 or 4pm. Only a limit in hours needs it: a day counts from its beginning.",
    )
    edition = forms.ChoiceField(
        label="Under which edition?",
        required=False,
        error_messages={"invalid_choice": "Choose an edition from the list"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        titles = sorted(clock_keys().items(), key=lambda pair: pair[1].casefold())
        self.fields["clock"].choices = [("", "Choose"), *((key, f"{title} ({key})") for key, title in titles)]  # type: ignore[attr-defined]
        editions = [(one.id, f"{one.title} ({one.id})") for one in in_order(packs()) if one.clocks]
        self.fields["edition"].choices = [("", "All in force on that day"), *editions]  # type: ignore[attr-defined]

    def clean_at(self) -> time | None:
        """The time typed, or None when it was left out."""
        typed = self.cleaned_data["at"]
        try:
            return read_time(typed) if typed else None
        except ValueError:
            raise ValidationError("Enter the time like 16:00 or 4pm, or leave it out") from None

    def clean(self) -> dict[str, object]:
        """Puts day and time together as an instant in `started`; refuses an hour that never happened."""
        cleaned: dict[str, object] = super().clean() or {}
        day, at = cleaned.get("on"), cleaned.get("at")
        if isinstance(day, date) and "at" in cleaned:
            hour = at if isinstance(at, time) else time()
            try:
                cleaned["started"] = parse_instant(f"{day.isoformat()}T{hour.isoformat()}")
            except NeverHappened:
                when = f"{hour:%H:%M} on {full_date(day)}"
                self.add_error("at", f"There was no {when}: the clocks went forward over that hour. Enter another time")
            except ClockError as problem:
                self.add_error("at", str(problem))
        return cleaned

    @property
    def gave_time(self) -> bool:
        """Whether a time of day was typed."""
        return self.cleaned_data.get("at") is not None


class CheckForm(forms.Form):
    """What somebody found who compared one row of an edition with its source."""

    verdict = forms.ChoiceField(
        label="What did you find?",
        choices=RowCheck.Verdict.choices[:2],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the row agrees with the source"},
    )
    note = forms.CharField(
        label="Where does the source say so, or what differs?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: page 42, paragraph 71. Needed if it differs.",
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, may_withdraw: bool = False, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        if may_withdraw:
            self.fields["verdict"].choices = RowCheck.Verdict.choices  # type: ignore[attr-defined]


class SignOffForm(forms.Form):
    """Which organisation agreed the threshold document, by which post, and when."""

    organisation = forms.ChoiceField(
        label="Which organisation agreed it?", error_messages={"required": "Choose the organisation that agreed"}
    )
    signed_by_post = forms.CharField(
        label="Which post agreed for it?",
        max_length=120,
        help_text="The post, not the person's name. For example: Director of Children's Services",
        error_messages={"required": "Enter the post that agreed"},
    )
    signed_on = DateInputField(label="On which day?", what="the day it was agreed")
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=500,
        help_text="For example: agreed at the executive, minute 7. Leave it empty if there is nothing to add.",
    )

    def __init__(self, *args: object, bodies: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        self.fields["organisation"].choices = [("", "Choose"), *bodies]  # type: ignore[attr-defined]


class DocumentReviewForm(forms.Form):
    """When the threshold document was reviewed, what came of it, and when it is reviewed next."""

    reviewed_on = DateInputField(label="When was it reviewed?", what="the day of the review")
    conclusion = forms.CharField(
        label="What was decided?",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: kept for another year; examples of exploitation to be added",
        error_messages={"required": "Say what the review decided"},
    )
    review_due_on = DateInputField(label="By when is it reviewed again?", what="the day of the next review")


def starting_day() -> date:
    """Today in London, with which the form opens."""
    return london(datetime.now(UTC)).date()


class IndicatorFilter(forms.Form):
    """Which indicators to show: of a level, of a dimension, holding a word."""

    level = forms.ChoiceField(label="Level", required=False)
    dimension = forms.ChoiceField(label="Part of the child's life", required=False)
    words = forms.CharField(label="Words", required=False, max_length=60)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as given
        levels = [(str(level.number), f"{level.number} {level.name}") for level in threshold_levels()]
        self.fields["level"].choices = [("", "All levels"), *levels]  # type: ignore[attr-defined]
        parts = [(name, f"{DOMAINS[domain]}: {name}") for domain, names in dimensions().items() for name in names]
        self.fields["dimension"].choices = [("", "All parts"), *parts]  # type: ignore[attr-defined]
