"""Chronologies for those who run and read them: the lists, opening one, the whole, its lines, picture, print and export."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.chronology import forms
from sharedduty.foundations.chronology.actions import running
from sharedduty.foundations.chronology.declared import source_of
from sharedduty.foundations.chronology.queries import lines, picture, reading
from sharedduty.foundations.chronology.rules.comparing import KINDS
from sharedduty.foundations.chronology.views.acts import DOUBT_ACTS, WHOLE_ACTS
from sharedduty.foundations.chronology.views.bench import DOUBTS, READ, WHOLES, WORK
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.api import genogram_of
from sharedduty.foundations.process.api import href
from sharedduty.foundations.requests.api import gauge

PAGE = 50


@requires(READ)
def chronologies(request: Request) -> HttpResponse:
    """The chronologies in sight."""
    ended = request.GET.get("show") == "ended"
    page = Paginator(reading.listed(request.viewer, ended=ended), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer,
        verb="listed",
        object_type="chronologies",
        files=[one.case_file_id for one in page.object_list],
    )
    at = reverse("chronology:chronologies")
    tabs = [
        {"text": "Open", "href": at, "current": not ended},
        {"text": "Closed", "href": f"{at}?show=ended", "current": ended},
    ]
    rows = [(one, reading.stage_title(one)) for one in page.object_list]
    return render(
        request, "chronology/chronologies.html", {"rows": rows, "list_page": page, "tabs": tabs, "ended": ended}
    )


@requires(WORK)
def start(request: Request, record_reference: str) -> HttpResponse:
    """Open the chronology of a room's record; where there is one, go there."""
    source = source_of(request.viewer, record_reference)
    if source is None:
        raise Http404
    if held := reading.of_record(request.viewer, source.reference):
        return HttpResponseRedirect(WHOLES.page_of(held))
    initial: dict[str, Any] = {"period_from_on": source.period_from_on, "period_to_on": source.period_to_on}
    for number, one in enumerate(source.children, 1):
        initial |= {
            f"label{number}": f"Child {chr(64 + number)}" if number <= 26 else "",
            f"birth_on{number}": one.birth_on,
        }
    names = [one.name for one in source.children]
    form = forms.StartForm(request.POST if request.method == "POST" else None, names=names, initial=initial)

    def do(version: int | None) -> str:
        return WHOLES.page_of(running.open_chronology(by=request.viewer, source=source, given=form.cleaned_data))

    return WHOLES.take(
        request, None, form, do, does="Open a chronology", button="Open it", done="It is open. Ask agencies for theirs next.",
        intro=f"Of {source.title}. Whoever may not see that will not see this.", back=source.href,
    )  # fmt: skip


def _seen(request: Request, held: Any, composite: lines.Composite, verb: str = "opened", purpose: str = "") -> None:
    record_sight(
        by=request.viewer, verb=verb, object_type="chronology", object_ref=held.reference, purpose=purpose,
        files=sorted({held.case_file_id, *composite.files}),
    )  # fmt: skip


@requires(READ)
def chronology(request: Request, reference: str) -> HttpResponse:
    """One chronology: what to do next, each agency's part, what does not fit, how often a child was seen."""
    held = WHOLES.or_404(request, reference)
    composite, works = lines.composite_of(request.viewer, held), request.viewer.may(WORK)
    acts = WHOLES.possible(WHOLE_ACTS, held, request.viewer)
    parts = reading.parts_of(request.viewer, held)
    asked = reading.requests_of(request.viewer, held) if works else []
    record_sight(
        by=request.viewer, verb="opened", object_type="chronology", object_ref=held.reference,
        files=sorted({
            held.case_file_id, *composite.files, *(one.case_file_id for one in parts), *(one.case_file_id for one in asked),
            *([held.key_file_id] if works else []),
        }),
    )  # fmt: skip
    slug, words = _next(held, composite, parts)
    context = {
        "held": held, "stage": reading.stage_title(held), "composite": composite, "parts": parts, "works": works, "acts": acts,
        "first": slug if slug in acts else "", "next_words": words, "kinds": KINDS, "requests": asked,
        "gauge": gauge(asked) if asked else None, "record_href": href(request.viewer, held.for_record),
        "keys": list(held.pseudonyms.order_by("label", "pk")) if works else [], "moves": reading.moves_of(held.reference),
        "stages": {one.pk: reading.stage_title(one) for one in composite.discrepancies},
        "open_doubts": [one for one in composite.discrepancies if one.ended_at is None],
        "ended_doubts": [one for one in composite.discrepancies if one.ended_at is not None],
    }  # fmt: skip
    return render(request, "chronology/chronology.html", context)


def _next(held: Any, composite: lines.Composite, parts: list[Any]) -> tuple[str, str]:
    """The address of what is done next, and in words; both empty where nothing is."""
    if held.stage == "closed":
        return "", ""
    if not parts:
        return "ask", "Ask agencies for their chronology"
    found = next((one for one in composite.discrepancies if one.stage == "found"), None)
    if found:
        return "", f"Tell the agencies of {found.reference}"
    if composite.suggestions:
        return "take-up", "Look at what may not fit, below, and take it up or set it aside"
    if waiting := [one for one in parts if one.stage == "asked"]:
        names = ", ".join(one.agency for one in waiting)
        return "", f"Wait for {names}, or remind them"
    if [one for one in composite.discrepancies if one.ended_at is None]:
        return "", "Follow the discrepancies to an answer"
    return "", "Nothing for now. All that was sent is compared"


@requires(READ)
def all_lines(request: Request, reference: str) -> HttpResponse:
    """The merged lines, paged, each with its agency and row; what a person put together stands together."""
    held = WHOLES.or_404(request, reference)
    composite = lines.composite_of(request.viewer, held, whole=False)
    agency, only = request.GET.get("agency", ""), request.GET.get("only", "")
    rows = [one for one in composite.rows if (not agency or one.line.part == agency) and _is(one, only)]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    _seen(request, held, composite, purpose="lines")
    agencies = {one.line.part: one.line.agency for one in composite.rows}
    context = {
        "held": held, "rows": page.object_list, "list_page": page, "agencies": agencies, "agency": agency, "only": only,
        "works": request.viewer.may(WORK),
    }  # fmt: skip
    return render(request, "chronology/lines.html", context)


def _is(row: lines.Row, only: str) -> bool:
    """Whether a line is one of those asked for."""
    known = {
        "seen": row.line.seen == "yes", "views": "yes" in (row.line.views_sought, row.line.views_given),
        "doubted": bool(row.doubts), "outside": row.outside,
    }  # fmt: skip
    return known.get(only, True)


@requires(READ)
def picture_page(request: Request, reference: str) -> HttpResponse:
    """The picture across agencies with its table, and the genogram beside it where the children's records are in sight."""
    held = WHOLES.or_404(request, reference)
    composite = lines.composite_of(request.viewer, held, whole=False)
    years = picture.years_of(composite.rows)
    wanted = request.GET.get("year", "")
    year = int(wanted) if wanted.isascii() and wanted.isdigit() and int(wanted) in years else None
    _seen(request, held, composite, purpose="picture")
    at = reverse("chronology:picture", args=[held.reference])
    tabs = [
        {"text": "All years", "href": at, "current": year is None},
        *({"text": str(one), "href": f"{at}?year={one}", "current": one == year} for one in years),
    ]
    families = [
        genogram_of(request.viewer, one, purpose="chronology") for one in reading.people_of(request.viewer, held)
    ]
    context = {
        "held": held, "picture": picture.drawn(held, composite, year), "tabs": tabs if len(years) > 1 else [],
        "cut": len(composite.rows) > picture.MOST_DRAWN and year is None, "families": families,
        "most": picture.MOST_DRAWN,
    }  # fmt: skip
    return render(request, "chronology/picture.html", context)


@requires(WORK)
def print_page(request: Request, reference: str) -> HttpResponse:
    """The whole chronology on one page, to print; refused while a name of the key stands in it (HE-CHR-08)."""
    held = WHOLES.or_404(request, reference)
    composite = lines.composite_of(request.viewer, held)
    if standing := picture.names_standing(request.viewer, held, composite.rows):
        return _names(request, held, composite, standing)
    _seen(request, held, composite, "exported", "print")
    context = {
        "held": held, "composite": composite, "picture": picture.drawn(held, composite), "kinds": KINDS,
        "stages": {one.pk: reading.stage_title(one) for one in composite.discrepancies},
    }  # fmt: skip
    return render(request, "chronology/print.html", context)


@requires(WORK)
def export(request: Request, reference: str) -> HttpResponseBase:
    """The whole chronology as CSV; refused while a name of the key stands in it, saying where (HE-CHR-08)."""
    held = WHOLES.or_404(request, reference)
    composite = lines.composite_of(request.viewer, held, whole=False)
    if standing := picture.names_standing(request.viewer, held, composite.rows):
        return _names(request, held, composite, standing)
    _seen(request, held, composite, "exported", "CSV")
    return csv_response(f"chronology-{held.reference}", picture.HEADER, [picture.cells(one) for one in composite.rows])


def _names(request: Request, held: Any, composite: lines.Composite, standing: list[Any]) -> HttpResponse:
    """Where names of the key stand: what keeps an export from leaving."""
    _seen(request, held, composite, purpose="names in an export")
    return render(request, "chronology/names.html", {"held": held, "standing": standing}, status=409)


@requires(WORK)
def discrepancy(request: Request, reference: str) -> HttpResponse:
    """One discrepancy: its lines side by side, what each agency was told and answered, what comes next."""
    held = DOUBTS.or_404(request, reference)
    view = reading.doubt_view(request.viewer, held)
    record_sight(
        by=request.viewer, verb="opened", object_type="discrepancy", object_ref=held.reference, files=view.files
    )
    context = {
        "view": view, "held": held, "acts": DOUBTS.possible(DOUBT_ACTS, held, request.viewer), "kind": KINDS[held.kind],
        "whole": WHOLES.page_of(held.chronology),
        "shown": [(one, lines.line_of(one, one.part.agency, one.part.reference)) for one in view.entries],
    }  # fmt: skip
    return render(request, "chronology/discrepancy.html", context)
