"""The three pages of a room's figures: the report, one measure as CSV, and the records behind one figure."""

import datetime
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.process import figures
from sharedduty.foundations.process.records import href

MONTHS = 12
SUPPRESSED = (
    "Numbers from 1 to 5, and shares that would give one away, are not shown outside the teams that do the work."
)


@dataclass(frozen=True)
class FigurePages:
    """The pages of one room: its figures, their title, its URL namespace, who is shown every number, who may list.

    `back` is the words and the route of the room's own list. `help_page` is the template of "About this page".
    """

    counting: figures.Counting
    title: str
    room: str
    inside: tuple[str, ...]
    may_list: str
    back: tuple[str, str]
    help_page: str

    def report(self, request: Request) -> HttpResponse:
        """The last twelve months, each figure with its definition and, for those who may, the records behind it."""
        months = figures.months_back(MONTHS)
        made = figures.figures_of(request.viewer, self.counting, months)
        may_list = request.viewer.may(self.may_list)
        shown = [
            {
                "picture": one.picture,
                "definition": one.measure.definition,
                "export": reverse(f"{self.room}:figures-csv", args=[one.measure.key]),
                "behind": self._links(one.measure.key, months) if may_list else [],
            }
            for one in made
        ]
        context = {
            "figures": shown, "title": self.title, "help_page": self.help_page,
            "suppressed": "" if request.viewer.role in self.inside else SUPPRESSED,
            "back": {"text": self.back[0], "href": reverse(self.back[1])} if may_list else None,
        }  # fmt: skip
        return render(request, "process/figures.html", context)

    def _links(self, key: str, months: list[datetime.date]) -> list[dict[str, str]]:
        return [
            {
                "text": figures.month_words(month),
                "href": reverse(f"{self.room}:figures-behind", args=[key, f"{month:%Y-%m}"]),
            }
            for month in reversed(months)
        ]

    def csv(self, request: Request, measure: str) -> HttpResponseBase:
        """One measure of the last twelve months. Raises Http404 for none."""
        self.counting.measure(measure)
        made = figures.figures_of(request.viewer, self.counting, figures.months_back(MONTHS), exported=True)
        name = self.title.lower().replace(" ", "-")
        return figures.as_csv(made, measure, name, "" if request.viewer.role in self.inside else SUPPRESSED)

    def behind(self, request: Request, measure: str, month: str) -> HttpResponse:
        """The records behind one figure. Raises Http404 for no measure, or a month that is not among those shown."""
        day = next((one for one in figures.months_back(MONTHS) if f"{one:%Y-%m}" == month), None)
        if day is None:
            raise Http404
        found = figures.behind(request.viewer, self.counting, measure, day)
        rows = [
            {"text": reference, "href": href(request.viewer, reference), "counted": yes}
            for reference, yes in found.rows
        ]
        context = {
            "found": found, "rows": rows, "month": figures.month_words(day), "title": self.title,
            "is_share": found.measure.kind == figures.SHARE, "most": figures.MOST_BEHIND,
            "back": reverse(f"{self.room}:figures"),
        }  # fmt: skip
        return render(request, "process/behind.html", context)
