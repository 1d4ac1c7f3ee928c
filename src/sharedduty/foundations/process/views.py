"""The manual's pages of declared processes: picture, stages, steps, clocks, sources."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from sharedduty.foundations.access.api import Request, public_page
from sharedduty.foundations.process.catalogue import process_called, processes
from sharedduty.foundations.process.drawing import drawing, steps_listed


@public_page
def all_processes(request: Request) -> HttpResponse:
    """Every process the house runs."""
    return render(request, "process/processes.html", {"processes": processes()})


@public_page
def one_process(request: Request, code: str) -> HttpResponse:
    """One process, drawn and listed."""
    process = process_called(code)
    if process is None:
        raise Http404
    shown = {"process": process, "picture": drawing(process), "steps": steps_listed(process)}
    return render(request, "process/process.html", shown)
