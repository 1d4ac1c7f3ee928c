"""Taking another tracker in: its file checked, its words translated by a person, its lines taken into the register."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.plain.tables import CannotRead, decode
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.action_plans import forms
from sharedduty.modules.action_plans.actions import taking_in
from sharedduty.modules.action_plans.queries.choices import labels
from sharedduty.modules.action_plans.rules import tracking

WHERE = "#id_file"


@requires("plan_work")
def take_in_tracker(request: Request) -> HttpResponse:
    """Check a tracker's file; ask what its words mean; take in what is right where that is asked for (TRK-16)."""
    sent = request.method == "POST"
    form = forms.TrackerForm(*((request.POST, request.FILES) if sent else ()))
    context: dict[str, Any] = {
        "form": form, "errors": [form] if sent and not form.is_valid() else [], "table": None, "states": None,
    }  # fmt: skip
    if sent and form.is_valid():
        try:
            text = _text(request)
            table = tracking.read_tracker(
                text, kinds=labels("source"), strengths=labels("modality"), today=timezone.localdate()
            )
        except CannotRead as refused:
            context["errors"] = [{"text": str(refused), "href": WHERE}]
        else:
            context |= {"table": table, "text": text, "tracker": form.cleaned_data["tracker"]}
            if (done := _go_on(request, table, context)) is not None:
                return done
    asked = {
        "columns": tracking.COLUMNS, "needed": tracking.NEEDED, "most": tracking.MOST_ROWS, "form_token": new_token,
        "kinds": list(labels("source").values()), "strengths": list(labels("modality").values()),
    }  # fmt: skip
    status = 422 if context["errors"] else 200
    return render(request, "action_plans/tracker.html", {**context, **asked}, status=status)


def _go_on(request: Request, table: tracking.TrackerTable, context: dict[str, Any]) -> HttpResponse | None:
    """What follows a file that could be read: its faults, then what its words mean, then the register; None to show a page."""
    if unnamed := tracking.tracker_whole(context["tracker"], [], {}, {}):
        context |= {"errors": [{"text": one.text, "href": one.href} for one in unnamed], "table": None}
        return None
    if table.faults and (not table.good or "good_only" not in request.POST):
        count = len(table.faults)
        words = "1 thing in the file must be mended" if count == 1 else f"{count} things in the file must be mended"
        context["errors"] = [{"text": words, "href": "#bad-rows"}]
        return None
    answered = "translated" in request.POST
    states = forms.StatesForm(request.POST if answered else None, states=table.states)
    if table.states and not answered:
        context["states"] = states
        return None
    means = states.cleaned_data["means"] if states.is_valid() else {}
    try:
        made = taking_in.take_in_tracker(by=request.viewer, tracker=context["tracker"], lines=table.good, means=means)
    except CannotMove as refused:
        elsewhere = show_missing(states, refused.missing)
        context |= {"states": states, "errors": [states, *elsewhere]}
        return None
    messages.success(request, _said(len(made), len(table.good), len(table.faults)))
    return HttpResponseRedirect(f"{reverse('action_plans:board')}?show=decide")


@requires("plan_work")
def columns(request: Request) -> HttpResponseBase:
    """An empty table with the columns a tracker's file needs."""
    return csv_response("tracker-columns", tracking.COLUMNS, [])


def _text(request: Request) -> str:
    """The file as sent, or the same text again where its words are translated or only good rows asked for."""
    if "text" in request.POST:
        return str(request.POST["text"])
    sent = request.FILES.get("file")
    if sent is None:
        raise CannotRead("Choose the file.")
    if sent.size is None or sent.size > tracking.MOST_BYTES:
        raise CannotRead("The file is larger than 2 MB. Take it in by parts.")
    return decode(sent.read())


def _said(made: int, good: int, faults: int) -> str:
    taken = "1 recommendation is" if made == 1 else f"{made} recommendations are"
    there = f" {good - made} stood here already." if good > made else ""
    left = f" {faults} fault{'' if faults == 1 else 's'} left rows out." if faults else ""
    return f"{taken} in the register. Look at each next.{there}{left}"
