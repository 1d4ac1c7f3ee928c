"""Organisations, teams and posts on pages. The guards are handed in by `urls.patterns`: access stands above directory."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.directory import actions, forms, queries
from sharedduty.foundations.directory.marks import mark

KEEP = "directory_keep"


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
    found = queries.organisations(request.viewer.area_id, words, sector)
    return render(
        request,
        "directory/organisations.html",
        {
            "organisations": [(one, queries.exists_today(one)) for one in found],
            "words": words, "sector": sector, "sectors": forms.FILTER_SECTORS,
            "area": queries.area_name(request.viewer.area_id), "may_keep": request.viewer.may(KEEP),
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
    return render(
        request,
        "directory/organisation.html",
        {
            "organisation": found, "teams": teams, "successions": queries.successions(found),
            "exists": queries.exists_today(found), "may_keep": request.viewer.may(KEEP),
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
            return _page(made.key)
    return _form(request, form, "Add an organisation", reverse("organisations"))


def succeed(request: Request, key: str) -> HttpResponseBase:
    """Record that another body took over from this one."""
    found = _found(request, key)
    others = [one for one in queries.organisations(request.viewer.area_id) if one.pk != found.pk]
    form = forms.SuccessionForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        successor = next(one for one in others if one.key == form.cleaned_data.pop("successor"))
        try:
            actions.succeed(by=request.viewer, predecessor=found, successor=successor, **form.cleaned_data)
        except actions.CannotKeep as refusal:
            form.add_error("took_effect_on", str(refusal))
        else:
            messages.success(request, f"{successor.name} took over from {found.name}.")
            return _page(key)
    return _form(request, form, f"Who took over from {found.name}?", reverse("organisation", args=[key]))


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
            return _page(key)
    return _form(request, form, f"Add a team to {found.name}", reverse("organisation", args=[key]))


def add_post(request: Request, key: str, team: str) -> HttpResponseBase:
    """Add a post to a team."""
    found = _found(request, key)
    within = found.teams.filter(key=team).first()
    if within is None:
        raise Http404
    form = forms.PostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_post(by=request.viewer, team=within, title=form.cleaned_data["title"])
        return _page(key)
    return _form(request, form, f"Add a post to {within.name}", reverse("organisation", args=[key]))


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


def _form(request: Request, form: forms.forms.Form, heading: str, back: str) -> HttpResponseBase:
    context = {"form": form, "heading": heading, "back": back}
    return render(request, "directory/form.html", context, status=422 if form.errors else 200)
