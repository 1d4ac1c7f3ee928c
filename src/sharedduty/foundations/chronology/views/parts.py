"""An agency's own chronology: what it is asked, its lines, correcting one, taking in a spreadsheet."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.chronology import forms, importing
from sharedduty.foundations.chronology.actions import writing
from sharedduty.foundations.chronology.queries import lines, reading
from sharedduty.foundations.chronology.rules.comparing import is_outside
from sharedduty.foundations.chronology.rules.writing import as_given, labels_of
from sharedduty.foundations.chronology.views.acts import PART_ACTS, children_named
from sharedduty.foundations.chronology.views.bench import PARTS, READ, WRITE
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, href

PAGE = 50


@requires(WRITE)
def asked(request: Request) -> HttpResponse:
    """The chronologies one's own team is asked for."""
    page = Paginator(reading.asked_of_team(request.viewer), PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    record_sight(
        by=request.viewer, verb="listed", object_type="agency chronologies", files=[one.case_file_id for one in shown]
    )
    rows = [(one, reading.stage_title(one)) for one in shown]
    return render(request, "chronology/asked.html", {"rows": rows, "list_page": page})


def _row(entry: Any, held: Any) -> dict[str, Any]:
    line = lines.line_of(entry, "", held.reference)
    return {"entry": entry, "line": line, "outside": is_outside(line, (held.period_from_on, held.period_to_on))}


@requires(READ)
def part(request: Request, reference: str) -> HttpResponse:
    """One agency's chronology, for that agency and for whoever runs the whole."""
    held = PARTS.or_404(request, reference)
    page = Paginator(reading.lines_of_part(held), PAGE).get_page(request.GET.get("page"))
    own = request.viewer.may(WRITE) and request.viewer.team_id == held.asked_team_id
    record_sight(
        by=request.viewer,
        verb="opened",
        object_type="agency chronology",
        object_ref=held.reference,
        files=[held.case_file_id],
    )
    context = {
        "held": held, "stage": reading.stage_title(held), "own": own, "rows": [_row(one, held) for one in page.object_list],
        "list_page": page, "notices": reading.notices_of(held), "struck": reading.struck_of_part(held),
        "acts": PARTS.possible(PART_ACTS, held, request.viewer) if own else {},
        "request_href": href(request.viewer, held.request) if held.request else "",
        "children": children_named(held), "moves": reading.moves_of(held.reference),
    }  # fmt: skip
    return render(request, "chronology/part.html", context)


def _line_or_404(request: Request, reference: str, entry_reference: str) -> tuple[Any, Any]:
    held = PARTS.or_404(request, reference)
    entry = reading.entry_called(held, entry_reference)
    if entry is None:
        raise Http404
    return held, entry


@requires(READ)
def line(request: Request, reference: str, entry_reference: str) -> HttpResponse:
    """One line with all its versions."""
    held = PARTS.or_404(request, reference)
    versions = reading.versions_of(held, entry_reference)
    if not versions:
        raise Http404
    record_sight(
        by=request.viewer, verb="opened", object_type="agency chronology", object_ref=held.reference,
        files=[held.case_file_id], purpose="versions of a line",
    )  # fmt: skip
    own = request.viewer.may(WRITE) and request.viewer.team_id == held.asked_team_id
    shown = [(one, lines.line_of(one, "", held.reference)) for one in reversed(versions)]
    context = {"held": held, "versions": shown, "last": versions[-1], "own": own, "back": PARTS.page_of(held)}
    return render(request, "chronology/line.html", context)


@requires(WRITE)
def correct(request: Request, reference: str, entry_reference: str) -> HttpResponse:
    """Correct a line; what it said is kept."""
    held, entry = _line_or_404(request, reference, entry_reference)
    data = request.POST if request.method == "POST" else None
    form = forms.LineForm(data, children=children_named(held), again=True, initial=as_given(entry))

    def do(version: int | None) -> None:
        given = {"child": entry.child, **form.cleaned_data}
        writing.correct_line(by=request.viewer, held=held, entry=entry, given=given, version=version)

    return PARTS.take(
        request, held, form, do, does="Correct a line", button="Keep the correction",
        done="It is corrected. What it said before is kept.", files=(held.case_file_id,),
    )  # fmt: skip


@requires(WRITE)
def strike(request: Request, reference: str, entry_reference: str) -> HttpResponse:
    """Take a line out; it stays on record."""
    held, entry = _line_or_404(request, reference, entry_reference)
    form = forms.StrikeForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> None:
        writing.strike_line(by=request.viewer, held=held, entry=entry, given=form.cleaned_data, version=version)

    shown = [(lines.line_of(entry, "", held.reference).when, entry.event)]
    return PARTS.take(
        request, held, form, do, does="Take a line out", button="Take it out", done="It is taken out, and stays on record.",
        files=(held.case_file_id,), more={"shown": shown},
    )  # fmt: skip


@requires(WRITE)
def take_in(request: Request, reference: str) -> HttpResponse:
    """Check a spreadsheet; take it in when every row is right, or its good rows where that is asked for."""
    held = PARTS.or_404(request, reference)
    form = forms.FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    table, text, errors = None, "", []
    if request.method == "POST" and form.is_valid():
        try:
            text = _text(request, form.cleaned_data["file"])
            table = importing.read_table(text, labels_of(held))
        except importing.CannotRead as refused:
            errors = [{"text": str(refused), "href": "#id_file"}]
        else:
            if table.good and (not table.faults or "good_only" in request.POST):
                try:
                    fresh = writing.take_in(by=request.viewer, held=held, lines=table.good)
                except CannotMove as refused:
                    errors = [{"text": str(refused), "href": "#id_file"}]
                else:
                    messages.success(request, _said(fresh, len(table.good), len(table.faults)))
                    return HttpResponseRedirect(PARTS.page_of(held))
            else:
                errors = [{"text": _to_mend(len(table.faults)), "href": "#bad-rows"}]
    else:
        record_sight(
            by=request.viewer, verb="opened", object_type="agency chronology", object_ref=held.reference,
            files=[held.case_file_id], purpose="taking in a spreadsheet",
        )  # fmt: skip
    context: dict[str, Any] = {
        "held": held, "form": form, "table": table, "text": text, "form_token": new_token,
        "errors": [form, *errors] if form.errors or errors else [], "columns": importing.COLUMNS, "needed": importing.NEEDED,
        "most": importing.MOST_ROWS, "children": children_named(held), "back": PARTS.page_of(held),
        "template_href": reverse("chronology:template"),
    }  # fmt: skip
    return render(request, "chronology/take_in.html", context, status=422 if request.method == "POST" else 200)


@requires(WRITE)
def template(request: Request) -> HttpResponseBase:
    """An empty table with the columns a spreadsheet needs."""
    return csv_response("chronology-columns", importing.COLUMNS, [])


def _text(request: Request, sent: Any) -> str:
    """The file as sent, or the same text again where only its good rows are asked for. Raises CannotRead."""
    if "good_only" in request.POST:
        return request.POST.get("text", "")
    if sent is None:
        raise importing.CannotRead("Choose the file.")
    if sent.size > importing.MOST_BYTES:
        raise importing.CannotRead("The file is larger than 2 MB. Take it in by parts.")
    return importing.decode(sent.read())


def _many(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def _to_mend(faults: int) -> str:
    return "1 thing in the file must be mended" if faults == 1 else f"{faults} things in the file must be mended"


def _said(fresh: int, good: int, faults: int) -> str:
    there = f" {_many(good - fresh, 'line')} stood here already." if good > fresh else ""
    left = f" {_many(faults, 'fault')} left rows out." if faults else ""
    return f"{_many(fresh, 'line')} taken in.{there}{left}"
