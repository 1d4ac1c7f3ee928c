"""When is it due? A clock, a day and a time give a date, how it was counted, its source and what other editions say."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.foundations.guidance import api
from sharedduty.foundations.guidance.calendar_picture import calendar_picture
from sharedduty.foundations.guidance.forms import DueForm, starting_day
from sharedduty.foundations.guidance.kinds import Clock
from sharedduty.foundations.guidance.queries import answer_as_checked
from sharedduty.foundations.guidance.views import shown
from sharedduty.foundations.plain.calendar import CalendarError
from sharedduty.foundations.plain.clocks import END_OF_DAY, ClockError, Kind, Unit
from sharedduty.foundations.plain.words import clock_time, full_date, limit_words

CONVENTION = (
    "The day it starts is day 0, whatever day that is. Working days leave out Saturdays, Sundays and the bank holidays of "
    "England and Wales. A limit in working days, days, weeks or months ends at the end of its last day; months end on the "
    "same day number or the last of the month; hours are elapsed hours. Nothing moves because it falls on a holiday, and "
    "there is no afternoon cut-off."
)

FORCE_SENTENCES = {
    "must": "This is a must: the law requires it, and being late is a breach.",
    "should": "This is a should: it is done in time unless there is a good reason, and the reason is recorded.",
    "may": "This is a may: it is allowed, not asked for.",
    "local": "This limit was agreed locally.",
    "info": "This is for information: nobody is asked to meet it.",
}


@public_page
def when_is_it_due(request: Request) -> HttpResponse:
    """The question, and the answer under it once it has been asked."""
    asked = "on-day" in request.GET
    form = DueForm(request.GET) if asked else DueForm(initial=_initial(request))
    context: dict[str, Any] = {"form": form, "asked": asked, "answer": None, "without_number": None}
    if asked and form.is_valid():
        try:
            context["answer"] = _answer(request, form)
        except api.NoNumber as problem:
            context["without_number"] = _without_number(problem)
        except (api.GuidanceError, CalendarError, ClockError) as problem:
            form.add_error(_field_at_fault(problem), str(problem))
    return render(request, "guidance/when_is_it_due.html", context)


def _initial(request: Request) -> dict[str, Any]:
    return {"clock": request.GET.get("clock", ""), "edition": request.GET.get("edition", ""), "on": starting_day()}


def _field_at_fault(problem: Exception) -> str:
    if isinstance(problem, CalendarError):
        return "on"
    return "at" if isinstance(problem, ClockError) else "edition"


def _answer(request: Request, form: DueForm) -> dict[str, Any]:
    asked = form.cleaned_data
    found = api.due(asked["clock"], asked["started"], pack=asked["edition"] or None, explain=True)
    if not form.gave_time and any(layer.clock.unit is Unit.HOUR for layer in found.layers):
        raise ClockError("This limit is counted in hours, so enter the time it started")
    found = answer_as_checked(request.viewer, found)
    clock = found.clock
    return {
        "found": found,
        "clock": clock,
        "headline": _headline(found),
        "limit": clock.in_words,
        "force": _force(clock),
        "why": _why(found, gave_time=form.gave_time),
        "counted": _counted(found),
        "calendar": calendar_picture("The counting as a calendar", found.counted)
        if clock.unit is not Unit.HOUR
        else None,
        "layers": [_layer(layer) for layer in found.layers],
        "unnumbered": [_unnumbered(each) for each in found.unnumbered],
        "convention": CONVENTION,
    }


def _force(clock: Clock) -> str:
    """What the force means for whoever is bound; of a minimum period nobody is late, only too early."""
    if clock.kind is Kind.MINIMUM and clock.force == "must":
        return "This is a must: the law requires it, and ending it sooner is a breach."
    return FORCE_SENTENCES[clock.force]


def _headline(found: api.DueAnswer) -> str:
    moment = found.due
    day = full_date(moment.date())
    if moment.time() != END_OF_DAY:
        return f"{day} at {clock_time(moment)}"
    return f"End of {day}" if found.clock.kind is Kind.DEADLINE else f"At least until the end of {day}"


def _why(found: api.DueAnswer, *, gave_time: bool) -> list[tuple[str, Any]]:
    clock = found.clock
    limit = clock.limit
    began = full_date(found.at.date()) + (f" at {clock_time(found.at)}" if gave_time else "")
    rows: list[tuple[str, Any]] = [
        ("Counted from", _sentence(" or ".join(clock.starts_at))),
        ("On", began),
        ("Done when", _sentence(clock.completed_by)),
        ("Limit", _sentence(limit_words(limit)) if limit else ""),
        ("Force", _sentence(shown.force_words(clock))),
        ("Owed by", clock.owner.replace("_", " ").capitalize()),
        ("Source", shown.citation_cells(clock.citation)),
        ("Edition", shown.pack_link(api.pack(clock.pack))),
        ("Calendar", f"England and Wales, version {found.calendar_version}"),
    ]
    if clock.extension != "none":
        rows.append(("If it cannot be met", clock.extension))
    if clock.pauses:
        rows.append(("Stands still", clock.pause))
    if clock.note:
        rows.append(("Note", clock.note))
    return rows


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _counted(found: api.DueAnswer) -> list[dict[str, Any]]:
    return [
        {
            "day": full_date(day),
            "n": n,
            "counts": "Counts" if counts else "Does not count",
            "why": why[0].upper() + why[1:],
        }
        for day, n, counts, why in found.counted
    ]


def _layer(layer: api.Layer) -> dict[str, Any]:
    limit = layer.clock.limit
    moment = layer.due
    at = "" if moment.time() == END_OF_DAY else f", {clock_time(moment)}"
    return {
        "due": full_date(moment.date()) + at,
        "limit": limit_words(limit) if limit else "",
        "force": layer.clock.force,
        "pack": shown.pack_link(api.pack(layer.clock.pack)),
        "citation": shown.citation_cells(layer.clock.citation),
        "status": shown.status_cell(layer.clock.status),
    }


def _unnumbered(clock: Clock) -> dict[str, Any]:
    return {
        "due": "No date",
        "limit": f"No number: “{clock.wording}”",
        "force": clock.force,
        "pack": shown.pack_link(api.pack(clock.pack)),
        "citation": shown.citation_cells(clock.citation),
        "status": shown.status_cell(clock.status),
    }


def _without_number(problem: api.NoNumber) -> dict[str, Any]:
    clock = problem.asked[0]
    return {
        "title": clock.title,
        "href": reverse("guidance_clock", kwargs={"key": clock.key}),
        "rows": [_unnumbered(each) for each in problem.asked],
        "elsewhere": [
            shown.pack_link(one) for one in api.packs().values() if (c := one.clocks.get(clock.key)) and c.has_number
        ],
    }
