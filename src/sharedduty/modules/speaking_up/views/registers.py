"""The pages of the registers (whistleblowing procedures, safe recruitment) and the yearly figures of complaints."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.process.api import yearly as years
from sharedduty.modules.speaking_up.actions import registers as keeping
from sharedduty.modules.speaking_up.forms import desk as forms
from sharedduty.modules.speaking_up.queries import choices, figures
from sharedduty.modules.speaking_up.queries import registers as reading
from sharedduty.modules.speaking_up.views.bench import BENCH

PAGE = 50
CHECKS = {"check-done", "check-asked", "scr-check"}  # the elements that speak of a check and its level
LEVELS = "What each level of check showed, about 2007. Ask the service that makes checks what its levels show now"
SOURCE = "Hertfordshire procedures (about 2007)"
PROCEDURE_INTRO = (
    "Write what is known, and leave the rest out: the register shows what is missing. What was written before stays on record. "
    "Say whether it works only when you have checked it."
)


@requires("speaking_up_figures")
def yearly(request: Request) -> HttpResponse:
    """The figures of a year that is over: complaints and requests by kind, sender, time and outcome."""
    starts = years.year_asked(request.GET.get("year", ""))
    context = {
        "year": figures.of_year(request.viewer, starts), "tabs": years.year_tabs(reverse("speaking_up:figures"), starts),
    }  # fmt: skip
    return render(request, "speaking_up/figures.html", context)


@requires("procedures_read")
def procedures(request: Request) -> HttpResponse:
    """Every agency's whistleblowing procedure on one page, with what is missing."""
    rows = reading.procedures(request.viewer)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    reading.note_procedures(request.viewer, list(page))
    whole = sum(1 for one in rows if not one.missing)
    context = {
        "rows": list(page), "list_page": page, "whole": whole, "of": len(rows),
        "nothing": sum(1 for one in rows if one.held is None),
        "keeps": request.viewer.may("procedures_keep"), "said": choices.SAID,
    }  # fmt: skip
    return render(request, "speaking_up/procedures.html", context)


@requires("procedures_keep")
def procedure_new(request: Request) -> HttpResponse:
    """Write what an agency's procedure is now."""
    bodies = choices.body_options(request.viewer, request.viewer.area_id)
    asked = request.GET.get("agency", "")
    form = forms.ProcedureForm(
        request.POST if request.method == "POST" else None, bodies=bodies, said=choices.SAID,
        initial={**reading.procedure_now(request.viewer, asked), "organisation": asked} if asked in bodies else {},
    )  # fmt: skip

    def do(version: int | None) -> str:
        keeping.keep_procedure(by=request.viewer, given=form.cleaned_data)
        return reverse("speaking_up:procedures")

    return BENCH.take(
        request, None, form, do, does="Write down an agency's procedure", button="Record it", done="It is in the register.",
        back=reverse("speaking_up:procedures"), intro=PROCEDURE_INTRO,
    )  # fmt: skip


@requires("recruitment_read")
def recruitment(request: Request) -> HttpResponse:
    """Every agency in sight, and how much of safe recruitment it can show."""
    page = Paginator(reading.in_sight(request.viewer), PAGE).get_page(request.GET.get("page"))
    context = {
        "views": reading.recruitment(request.viewer, list(page)), "list_page": page, "states": choices.ELEMENTS,
        "keeps": request.viewer.may("recruitment_keep"), "said_of": len(reading.said_of(request.viewer)),
    }  # fmt: skip
    return render(request, "speaking_up/recruitment.html", context)


@requires("recruitment_read")
def agency(request: Request, organisation: str) -> HttpResponse:
    """What one agency can show, element by element."""
    view = reading.agency(request.viewer, organisation)
    if view is None:
        raise Http404
    return render(
        request, "speaking_up/agency.html", {"view": view, "states": choices.ELEMENTS, "next_line": view.next_line}
    )


def _shown(element: str, held: Any) -> list[tuple[str, str]]:
    """What is read above the form: of a check what its levels showed, and what is said of the element so far."""
    levels = [f"{words} ({citation})" for words, citation in choices.check_levels()] if element in CHECKS else []
    shown = [(LEVELS, "\n".join(levels))] if levels else []
    if held is None:
        return shown
    return [
        *shown,
        (f"Said so far: {choices.ELEMENTS[held.state].lower()}, seen {date_words(held.seen_on)}", held.evidence),
    ]


@requires("recruitment_keep")
def element(request: Request, organisation: str, element: str) -> HttpResponse:
    """Say how one element stands at an agency."""
    view, words = reading.agency(request.viewer, organisation), choices.element(element)
    if view is None or words is None or not view.may_say:
        raise Http404
    form = forms.ElementForm(request.POST if request.method == "POST" else None, states=choices.ELEMENTS)
    back = reverse("speaking_up:agency", args=[organisation])

    def do(version: int | None) -> str:
        keeping.say_element(by=request.viewer, organisation=view.organisation, element=element, given=form.cleaned_data)
        return back

    return BENCH.take(
        request, None, form, do, does="Say how one element stands", heading=words[1], button="Record it",
        done="Recorded.", intro=f"{view.organisation.name}. Source: {words[2].replace('HE', SOURCE)}.", back=back,
        more={"shown": _shown(element, next((one.held for one in view.lines if one.code == element), None))},
    )  # fmt: skip


@requires("recruitment_keep")
def police(request: Request) -> HttpResponse:
    """The notes, of oneself alone, that police information for the employer came."""
    return render(request, "speaking_up/police.html", {"rows": reading.police_notes(request.viewer)})


@requires("recruitment_keep")
def police_new(request: Request) -> HttpResponse:
    """Note that police information for the employer alone came."""
    form = forms.PoliceForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> str:
        keeping.note_police_information(by=request.viewer, given=form.cleaned_data)
        return reverse("speaking_up:police")

    return BENCH.take(
        request, None, form, do, does="Note information for the employer alone", button="Record it",
        done="Recorded. Only you see it.", back=reverse("speaking_up:police"),
        intro="Only that it came and how it is kept. The law forbids passing on what it says: not even to the candidate.",
    )  # fmt: skip
