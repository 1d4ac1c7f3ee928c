"""Taking in the council's existing children and open work from a file, in the browser: checked whole before any of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.people import forms, importing, pages


@requires("people_import")
def take_in(request: Request) -> HttpResponse:
    """Check a file; take it in when every row is right, or its good rows where that is asked for."""
    form = forms.ImportForm(request.POST or None, request.FILES or None, initial={"source": "council"})
    done: importing.Imported | None = None
    errors: list[dict[str, str]] = []
    text = ""
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            text = _text(request, given)
            done = pages.import_file(
                request.viewer, text, source=given["source"], complete=given["complete"],
                good_rows="good_only" in request.POST,
            )  # fmt: skip
        except importing.CannotRead as refused:
            errors = [{"text": str(refused), "href": "#id_file"}]
        else:
            if done.taken_in:
                messages.success(request, _said(done))
                return HttpResponseRedirect(reverse("people:import"))
            many = len(done.faults)
            said = "1 thing in the file must be mended" if many == 1 else f"{many} things in the file must be mended"
            errors = [{"text": said, "href": "#bad-rows"}]
    context: dict[str, Any] = {
        "form": form, "done": done, "text": text, "form_token": new_token,
        "errors": [form, *errors] if form.errors or errors else [],
        "columns": importing.COLUMNS, "needed": importing.NEEDED, "most": pages.MOST_ROWS,
    }  # fmt: skip
    return render(request, "people/import.html", context, status=422 if request.method == "POST" else 200)


def _text(request: Request, given: dict[str, Any]) -> str:
    """The file as sent, or the same text again where only its good rows are asked for. Raises CannotRead."""
    if "good_only" in request.POST:
        return request.POST.get("text", "")
    sent = given["file"]
    if sent is None:
        raise importing.CannotRead("Choose the file.")
    if sent.size > pages.MOST_BYTES:
        raise importing.CannotRead("The file is larger than 5 MB. Import it by command, or in parts.")
    return importing.decode(sent.read())


def _said(done: importing.Imported) -> str:
    children = "1 child" if done.registered == 1 else f"{done.registered} children"
    opened = "1 piece of work" if done.opened == 1 else f"{done.opened} pieces of work"
    left = f" {_many(len(done.faults), 'fault')} left rows out." if done.faults else ""
    return (
        f"{_many(done.rows, 'row')}: {children} registered, {done.changed} changed, {opened} opened, "
        f"{done.closed} closed.{left}"
    )


def _many(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"
