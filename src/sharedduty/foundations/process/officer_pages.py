"""The pages of case officers: which case of the unit is carried by whom, and naming one for a case."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.questions import choice, show_missing, words
from sharedduty.foundations.forms.api import show_form
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process import officers
from sharedduty.foundations.process.actions import name_officer
from sharedduty.foundations.process.engine import CannotMove
from sharedduty.foundations.process.records import href


class OfficerForm(forms.Form):
    """Who carries it; and why, where somebody did before."""

    def __init__(self, *args: Any, people: dict[str, str], again: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"] = choice("Who carries this case?", people, hint="Anybody of the team that holds it.")
        if again:
            self.fields["because"] = words("Why does it change hands?", rows=2)


@requires(officers.PERMISSION)
def case_officers(request: Request) -> HttpResponse:
    """The open cases of one's own team with who carries each; those that nobody carries on top (GL-SU-01)."""
    lines = officers.carried(request.viewer)
    record_sight(by=request.viewer, verb="listed", object_type="case officers", files=officers.files_of_lines(lines))
    return render(request, "process/case_officers.html", {"lines": lines, "gaps": sum(one.by.is_gap for one in lines)})


@requires(officers.PERMISSION)
def case_officer(request: Request, reference: str) -> HttpResponse:
    """Name who carries one case. The same 404 for what does not exist, is out of sight, or has no such officer."""
    move = officers.record_in_sight(request.viewer, reference)
    if move is None:
        raise Http404
    people = {
        key: f"{one.account.name}, {one.post.title}" for key, one in officers.may_carry(request.viewer, move).items()
    }
    past = officers.history(reference)
    again = bool(past and past[0].until is None)
    form = OfficerForm(request.POST or None, people=people, again=again)
    back = href(request.viewer, reference) or reverse("case_officers")
    elsewhere: list[dict[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            name_officer(by=request.viewer, record=reference, **form.cleaned_data)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, "The case officer is named.")
            return HttpResponseRedirect(back)
    elif request.method != "POST":
        record_sight(
            by=request.viewer, verb="opened", object_type=move.process, object_ref=reference, files=[move.case_file_id],
            purpose="case officer",
        )  # fmt: skip
    return show_form(
        request, "process/case_officer.html", form, elsewhere, {"record": reference, "back": back, "past": past}
    )
