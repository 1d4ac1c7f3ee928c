"""Our area: what everybody reads of it, and the local arrangements it works by. An administrator keeps both."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, Viewer, requires
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.directory import actions as directory
from sharedduty.foundations.directory.forms import AreaForm
from sharedduty.foundations.forms.api import has_form
from sharedduty.foundations.guidance.api import Pack, area_in_use, packs
from sharedduty.site import arrangements, queries, telephones

KEEP = "directory_keep"
CONCERN = "concern"  # the form without which nobody can raise anything


class ArrangementsForm(forms.Form):
    """Which local pack the area works by."""

    pack = forms.ChoiceField(
        label="Which arrangements does this area work by?", widget=forms.RadioSelect,
        error_messages={"required": "Choose the arrangements"},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pack"].choices = [(one, title) for one, title in usable().items()]  # type: ignore[attr-defined]


def usable() -> dict[str, str]:
    """The local packs an area can work by, newest first, by id: those that have a form to raise a concern."""
    local = [one for one in packs().values() if one.layer == "local" and has_form(one.id, CONCERN)]
    return {one.id: _titled(one) for one in sorted(local, key=lambda one: str(one.in_force_from), reverse=True)}


def _titled(one: Pack) -> str:
    if one.in_force_from is None:
        return one.title
    return f"{one.title}, in force from {date_words(one.in_force_from)}"


def _area_or_404(request: Request) -> Any:
    area = queries.area(request.viewer.area_id)
    if area is None:
        raise Http404
    return area


@requires(KEEP)
def our_area(request: Request) -> HttpResponse:
    """What is on record of the area, and what is still to do before anybody can raise a concern."""
    area = _area_or_404(request)
    chosen = packs().get(area.local_pack)
    shown = {
        "area": area, "chosen": chosen, "bodies": queries.bodies(area), "to_do": to_do(area),
        "shown_in_public": area_in_use(), "elsewhere": chosen is not None and chosen.area != area_in_use(),
    }  # fmt: skip
    return render(request, "site/our_area.html", shown)


@requires(KEEP)
def change_area(request: Request) -> HttpResponseBase:
    """Change the area's name, and what the front door is called and where it is telephoned."""
    area = _area_or_404(request)
    initial = {name: getattr(area, name) for name in AreaForm.base_fields}
    form = AreaForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        directory.keep_area(by=request.viewer, area=area, **form.cleaned_data)
        transaction.on_commit(telephones.keep)
        messages.success(
            request, "Kept. The numbers stand on every public page, and on the page for when the service is down."
        )
        return HttpResponseRedirect(reverse("our_area"))
    return _form(request, form, "Change what people read of this area")


@requires(KEEP)
def choose_arrangements(request: Request) -> HttpResponseBase:
    """Choose the local pack, and make the bodies it names."""
    area = _area_or_404(request)
    form = ArrangementsForm(request.POST or None, initial={"pack": area.local_pack})
    if request.method == "POST" and form.is_valid():
        arrangements.adopt(by=request.viewer, area=area, pack_id=form.cleaned_data["pack"])
        messages.success(
            request, "The arrangements are chosen. The bodies, districts and groups they name are on record."
        )
        return HttpResponseRedirect(reverse("our_area"))
    return _form(request, form, "Choose the local arrangements")


def _form(request: Request, form: forms.Form, heading: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "back": reverse("our_area")}
    return render(request, "directory/form.html", context, status=422 if form.errors else 200)


def to_do(area: Any) -> list[tuple[str, str]]:
    """What is still lacking before a concern can be raised here and somebody reads it: what to do, and on which page."""
    steps = []
    if not (area.front_door_telephone and area.out_of_hours_telephone):
        steps.append(("Give the telephone numbers", reverse("our_area_change")))
    if not area.local_pack:
        steps.append(("Choose the local arrangements", reverse("our_area_arrangements")))
    if not queries.has_front_door(area):
        steps.append(("Add a team that is the front door, with its posts", reverse("organisations")))
    if not queries.front_door_people(area):
        steps.append(("Say who works at the front door", reverse("people_and_posts")))
    return steps


def owed(viewer: Viewer) -> list[Owed]:
    """What an administrator of an area that nobody has set up yet has to do first."""
    area = queries.area(viewer.area_id) if viewer.may(KEEP) else None
    if area is None or not to_do(area):
        return []
    return [Owed("Set up your area, so that concerns can be raised", area.name, reverse("our_area"))]


def make_known() -> None:
    """Put that on "My work"."""
    slots.fill("my_work", "our_area", lambda *, viewer: owed(viewer), order=1)
