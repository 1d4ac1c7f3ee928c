"""Asking agencies from a record of any room: whom one can ask, and the form that asks them, the same everywhere."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.forms import DateInputField
from sharedduty.foundations.design.questions import choice, several, words
from sharedduty.foundations.directory.models import Team

# The purposes of teams that answer for an agency.
ASKED = ("mash", "safeguarding", "surgery", "practitioners", "social_work", "early_help")
OTHERS = (1, 2, 3)
Teams = dict[str, Team]


def agencies(viewer: Viewer, *, area_id: int, own_team_id: int, told: Mapping[str, Any]) -> tuple[Teams, Teams]:
    """The teams of an area that can be asked, by key: those of the hub, the child's school and surgery; then all others.

    Takes: `told`, how the child is described (`school`, `gp_practice`), so that who knows the child comes first.
    """
    found = Team.objects.filter(organisation__area_id=area_id, purpose__in=ASKED).exclude(pk=own_team_id)
    teams = {
        f"{one.organisation.key}/{one.key}": one
        for one in found.select_related("organisation").order_by("organisation__name", "name", "pk")
    }
    named = [str(told.get(name, "")).casefold() for name in ("school", "gp_practice")]
    near = {
        key: one
        for key, one in teams.items()
        if one.purpose == "mash" or any(text and text in one.organisation.name.casefold() for text in named)
    }
    return near, {key: one for key, one in teams.items() if key not in near}


def _named(teams: Mapping[str, Team]) -> dict[str, str]:
    return {key: f"{one.organisation.name}: {one.name}" for key, one in teams.items()}


class AgenciesForm(forms.Form):
    """Asking agencies what they know: those of the hub and those who know the child are listed, others are looked up."""

    def __init__(self, *args: Any, near: Teams, others: Teams, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = near | others
        self.fields["agencies"] = several("Which agencies are asked?", _named(near))
        for number in OTHERS:
            self.fields[f"other{number}"] = choice(f"Another agency {number}", _named(others), select=True)
        self.fields["question"] = words(
            "What are they asked?", hint="Each agency reads exactly this. Write nothing they do not need to know."
        )
        self.fields["purpose"] = words("Why are they asked?", rows=3, hint="So that they can weigh what to share.")
        self.fields["answer_by_on"] = DateInputField(
            label="By when do you need the answer?", what="the day by which you need it", future=True, required=False,
            help_text="No guidance sets a number: agree what fits this child.",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Add `teams`, each agency chosen once in the form's order, and `due_at`, the last moment of the day given or None."""
        answers = super().clean() or {}
        named = [*answers.get("agencies", ()), *(answers.get(f"other{number}") for number in OTHERS)]
        last = answers.get("answer_by_on")
        due = timezone.make_aware(datetime.datetime.combine(last, datetime.time(23, 59, 59))) if last else None
        return {**answers, "teams": [self.known[key] for key in dict.fromkeys(named) if key], "due_at": due}
