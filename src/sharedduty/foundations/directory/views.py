"""Organisations, teams and posts on pages. The guards are handed in by `urls.patterns`: access stands above directory."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.directory import actions, forms, queries
from sharedduty.foundations.directory.marks import mark

KEEP = "directory_keep"
PAGE = 50


class Request(HttpRequest):
    """A request with whoever looks, whose class is access's own."""

    viewer: Any


def _found(request: Request, key: str) -> Any:
    found = queries.organisation(request.viewer.area_id, key)
    if found is None:
        raise Http404
    return found


def _page(key: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("organisation", args=[key]))


def organisations(request: Request) -> HttpResponseBase:
    """Every organisation of the area."""
    words, sector = request.GET.get("words", "").strip(), request.GET.get("sector", "")
    found = Paginator(queries.organisations(request.viewer.area_id, words, sector), PAGE).get_page(
        request.GET.get("page")
    )
    return render(
        request,
        "directory/organisations.html",
        {
            "organisations": [(one, queries.exists_today(one)) for one in found], "list_page": found,
            "words": words, "sector": sector, "sectors": forms.FILTER_SECTORS,
            "area": queries.area_name(request.viewer.area_id),
            "no_partner": queries.partner_kinds_without_a_body(request.viewer.area_id), "may_keep": request.viewer.may(KEEP),
        },
    )  # fmt: skip


def organisation(request: Request, key: str) -> HttpResponseBase:
    """One organisation: its teams and posts, and what came before and after it."""
    found = _found(request, key)
    teams = queries.teams_of(found)
    for team in teams:
        team["posts"] = [
            {"title": one.title, "closed_on": one.closed_on, "mark": mark("post", one.pk)} for one in team["posts"]
        ]
    leads = queries.leads_of(found)
    return render(
        request,
        "directory/organisation.html",
        {
            "organisation": found, "teams": teams, "successions": queries.successions(found),
            "exists": queries.exists_today(found), "leads": leads, "lead_now": queries.lead_now(leads),
            "lead_mark": lambda one: mark("lead", one.pk),
            "former_names": list(found.former_names.order_by("until", "pk")), "may_keep": request.viewer.may(KEEP),
        },
    )  # fmt: skip


def add_organisation(request: Request) -> HttpResponseBase:
    """Add an organisation."""
    form = forms.OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_organisation(by=request.viewer, area_id=request.viewer.area_id, **form.cleaned_data)
        except actions.CannotKeep as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{made.name} is added. Add its teams and posts, and say who leads there.")
            return _page(made.key)
    return show_form(request, form, "Add an organisation", reverse("organisations"))


def succeed(request: Request, key: str) -> HttpResponseBase:
    """Record that another body took over from this one."""
    found = _found(request, key)
    others = [one for one in queries.organisations(request.viewer.area_id) if one.pk != found.pk]
    form = forms.SuccessionForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        wanted = given.pop("successor")
        successor = next(one for one in others if one.key == wanted)  # the form lets through nothing else
        try:
            actions.succeed(by=request.viewer, predecessor=found, successor=successor, **given)
        except actions.CannotKeep as refusal:
            form.add_error("successor" if "took over already" in str(refusal) else "took_effect_on", str(refusal))
        else:
            messages.success(request, f"{successor.name} took over from {found.name}.")
            return _page(key)
    return show_form(request, form, f"Who took over from {found.name}?", reverse("organisation", args=[key]))


def rename(request: Request, key: str) -> HttpResponseBase:
    """Say that a body is called otherwise from a day on."""
    found = _found(request, key)
    form = forms.RenameForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename(by=request.viewer, organisation=found, **form.cleaned_data)
        except actions.CannotKeep as refusal:
            form.add_error("from_on" if "day" in str(refusal) else "name", str(refusal))
        else:
            messages.success(request, "Renamed. What was done before keeps the earlier name.")
            return _page(key)
    return show_form(request, form, f"What is {found.name} called now?", reverse("organisation", args=[key]))


def add_team(request: Request, key: str) -> HttpResponseBase:
    """Add a team to an organisation."""
    found = _found(request, key)
    form = forms.TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_team(by=request.viewer, organisation=found, **form.cleaned_data)
        except actions.CannotKeep as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"The team {form.cleaned_data['name']} is added. Add its posts.")
            return _page(key)
    return show_form(request, form, f"Add a team to {found.name}", reverse("organisation", args=[key]))


def add_post(request: Request, key: str, team: str) -> HttpResponseBase:
    """Add a post to a team."""
    found = _found(request, key)
    within = found.teams.filter(key=team).first()
    if within is None:
        raise Http404
    form = forms.PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.add_post(by=request.viewer, team=within, title=form.cleaned_data["title"])
        messages.success(request, f"The post {made.title} is added.")
        return _page(key)
    return show_form(request, form, f"Add a post to {within.name}", reverse("organisation", args=[key]))


def close_post(request: Request, key: str, post: str) -> HttpResponseBase:
    """Close a post from today."""
    found = _found(request, key)
    one = queries.post_by_mark(queries.open_posts(request.viewer.area_id, organisation_id=found.pk), post)
    if one is None:
        raise Http404
    if request.method == "POST":
        actions.close_post(by=request.viewer, post=one, on=timezone.localdate())
        messages.success(request, f"The post {one.title} is closed.")
        return _page(key)
    return render(request, "directory/close_post.html", {"post": one, "organisation": found})


def show_form(request: Request, form: forms.forms.Form, heading: str, back: str) -> HttpResponseBase:
    """A form on a page of its own, with its errors where it was refused (422)."""
    context = {"form": form, "heading": heading, "back": back}
    return render(request, "directory/form.html", context, status=422 if form.errors else 200)
