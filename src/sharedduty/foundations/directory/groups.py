"""The pages of groups, their seats and who fills them, and of each body's lead for safeguarding (GL-PA-06, GL-PA-08)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.directory import actions, forms, queries
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.views import KEEP, PAGE, Request, show_form


def groups(request: Request) -> HttpResponseBase:
    """The standing groups of one edition of the arrangements, with how many of their seats are vacant."""
    area_id = request.viewer.area_id
    eras = queries.eras(area_id)
    era = request.GET.get("era", eras[0] if eras else "")
    found = [(mark("group", one.pk), one, many, vacant) for one, many, vacant in queries.groups(area_id, era)]
    context = {
        "groups": found, "eras": eras, "era": era, "area": queries.area_name(area_id),
        "may_keep": request.viewer.may(KEEP),
    }  # fmt: skip
    return render(request, "directory/groups.html", context)


def _marks(kind: str) -> Callable[[Any], str]:
    """What a page calls rows of a kind in its addresses, so that no template meets a row's number."""
    return lambda row: mark(kind, row.pk)


def _group(request: Request, wanted: str) -> Any:
    found = queries.group_by_mark(request.viewer.area_id, wanted)
    if found is None:
        raise Http404
    return found


def _seat(request: Request, group_: Any, wanted: str) -> Any:
    found = queries.seat_by_mark(group_, wanted)
    if found is None:
        raise Http404
    return found


def _back(group_: Any) -> str:
    return reverse("group", args=[mark("group", group_.pk)])


def group(request: Request, group: str) -> HttpResponseBase:
    """One group: its seats, who fills them and who did before."""
    found = _group(request, group)
    context = {
        "group": found, "seats": queries.seats(found), "group_mark": _marks("group"), "seat_mark": _marks("seat"),
        "holding_mark": _marks("holding"), "may_keep": request.viewer.may(KEEP),
        "under": [(mark("group", one.pk), one) for one in found.children.order_by("name", "pk")],
    }  # fmt: skip
    return render(request, "directory/group.html", context)


def add_group(request: Request) -> HttpResponseBase:
    """Add a standing group to the latest edition of the arrangements."""
    area_id = request.viewer.area_id
    era = next(iter(queries.eras(area_id)), "")
    others = [one for one, _, _ in queries.groups(area_id, era)]
    form = forms.GroupForm(request.POST or None, groups=others)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        parent = queries.group_by_mark(area_id, given.pop("parent"))
        try:
            made = actions.add_group(by=request.viewer, area_id=area_id, era=era, parent=parent, **given)
        except actions.CannotKeep as refusal:
            form.add_error("name", str(refusal))
        else:
            return HttpResponseRedirect(_back(made))
    return show_form(request, form, "Add a group", reverse("groups"))


def add_seat(request: Request, group: str) -> HttpResponseBase:
    """Add a place to a group."""
    found = _group(request, group)
    form = forms.SeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_seat(by=request.viewer, group=found, **form.cleaned_data)
        messages.success(request, "The seat is added. It is vacant until you say who fills it.")
        return HttpResponseRedirect(_back(found))
    return show_form(request, form, f"Add a seat to {found.name}", _back(found))


def fill_seat(request: Request, group: str, seat: str) -> HttpResponseBase:
    """Say who fills a seat, or who stands in."""
    found = _group(request, group)
    place = _seat(request, found, seat)
    posts = queries.open_posts(request.viewer.area_id)
    form = forms.FillForm(request.POST or None, posts=posts, initial={"held_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        post = queries.post_by_mark(posts, given.pop("post"))
        try:
            made = actions.fill_seat(by=request.viewer, seat=place, post=post, **given)
        except actions.CannotKeep as refusal:
            form.add_error("held_from" if "later day" in str(refusal) else "post", str(refusal))
        else:
            messages.success(request, f"{made} fills the seat of {place.role_title}.")
            return HttpResponseRedirect(_back(found))
    return show_form(request, form, f"Who fills the seat of {place.role_title}?", _back(found))


def close_seat(request: Request, group: str, seat: str) -> HttpResponseBase:
    """Close a place of a group."""
    found = _group(request, group)
    place = _seat(request, found, seat)
    form = forms.EndingForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        actions.close_seat(by=request.viewer, seat=place, on=form.cleaned_data["on"])
        messages.success(request, f"The seat of {place.role_title} is closed.")
        return HttpResponseRedirect(_back(found))
    return show_form(request, form, f"Close the seat of {place.role_title}?", _back(found))


def vacate(request: Request, group: str, seat: str, holding: str) -> HttpResponseBase:
    """Say that somebody fills a seat no longer."""
    found = _group(request, group)
    place = _seat(request, found, seat)
    held = [one for one in (place.holder, *place.deputies) if one and mark("holding", one.pk) == holding]
    if not held:
        raise Http404
    form = forms.EndingForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.vacate_seat(by=request.viewer, holding=held[0], on=form.cleaned_data["on"])
        except actions.CannotKeep as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"The seat of {place.role_title} is changed.")
            return HttpResponseRedirect(_back(found))
    return show_form(request, form, f"Does {held[0]} leave the seat of {place.role_title}?", _back(found))


def leads(request: Request) -> HttpResponseBase:
    """Every body's lead for safeguarding; those without one first."""
    found = queries.leads(request.viewer.area_id)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "leads": list(page), "list_page": page, "many": len(found), "vacant": sum(not held for _, held in found),
        "area": queries.area_name(request.viewer.area_id), "may_keep": request.viewer.may(KEEP),
    }  # fmt: skip
    return render(request, "directory/leads.html", context)


def _organisation(request: Request, key: str) -> Any:
    found = queries.organisation(request.viewer.area_id, key)
    if found is None:
        raise Http404
    return found


def add_lead(request: Request, key: str) -> HttpResponseBase:
    """Name the post that leads for safeguarding in a body."""
    found = _organisation(request, key)
    posts = queries.open_posts(request.viewer.area_id, organisation_id=found.pk)
    form = forms.LeadForm(request.POST or None, posts=posts, initial={"held_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        wanted = given.pop("post")
        post = next(one for one in posts if mark("post", one.pk) == wanted)  # the form lets through nothing else
        try:
            actions.appoint_lead(by=request.viewer, organisation=found, post=post, **given)
        except actions.CannotKeep as refusal:
            form.add_error("post", str(refusal))
        else:
            messages.success(request, f"{post.title} leads for safeguarding in {found.name}.")
            return HttpResponseRedirect(reverse("organisation", args=[key]))
    back = reverse("organisation", args=[key])
    if not posts:
        messages.info(request, "Add a team and a post first: it is a post that leads.")
        return HttpResponseRedirect(back)
    return show_form(request, form, f"Who leads for safeguarding in {found.name}?", back)


def end_lead(request: Request, key: str, lead: str) -> HttpResponseBase:
    """Say that a post leads no longer."""
    found = _organisation(request, key)
    held = next((one for one in queries.lead_now(queries.leads_of(found)) if mark("lead", one.pk) == lead), None)
    if held is None:
        raise Http404
    form = forms.EndingForm(request.POST or None, initial={"on": timezone.localdate()})
    back = reverse("organisation", args=[key])
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_lead(by=request.viewer, lead=held, on=form.cleaned_data["on"])
        except actions.CannotKeep as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, f"{held.post.title} leads no longer. Say who does.")
            return HttpResponseRedirect(back)
    return show_form(request, form, f"Does {held.post.title} lead no longer?", back)
