"""People and posts: joiners, movers and leavers, what waits for a second person, and lost second factors."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sharedduty.foundations.access import actions, queries
from sharedduty.foundations.access.forms.people import AppointForm, DeputyForm, JoinerForm, MoveForm, ReasonForm
from sharedduty.foundations.access.guards import requires
from sharedduty.foundations.access.viewer import Request

PAGE = 50
propose = requires("appointments_propose")
manage = requires("accounts_manage")


def _person(request: Request, reference: str) -> Any:
    found = queries.person(request.viewer, reference)
    if found is None:
        raise Http404
    return found


def _appointment(request: Request, reference: str) -> Any:
    found = queries.appointment(request.viewer, reference)
    if found is None:
        raise Http404
    return found


def _gone(request: Request, account: Any) -> HttpResponseBase | None:
    """To the page of somebody who has left, where no form about posts and sign-in has anything to do any more."""
    if account.is_active:
        return None
    messages.info(request, f"{account.name} has left. To let them back, invite them again with the same email address.")
    return _to_person(account)


def _to_person(account: Any) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("person", args=[account.reference]))


def _choices(request: Request) -> dict[str, Any]:
    viewer = request.viewer
    return {
        "posts": queries.post_choices(viewer),
        "roles": queries.role_choices(viewer),
        "colleagues": queries.colleagues(viewer),
    }


def _form_page(request: Request, form: Any, heading: str, back: str, submit: str, **more: Any) -> HttpResponseBase:
    context = {"form": form, "heading": heading, "back": back, "submit": submit, "said": "", "warning": False, **more}
    return render(request, "access/people/form.html", context, status=422 if form.errors else 200)


@propose
def people(request: Request) -> HttpResponseBase:
    """Everybody this person looks after, and what waits."""
    words, left = request.GET.get("words", "").strip(), request.GET.get("left") == "yes"
    page = Paginator(queries.people(request.viewer, words, left), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "access/people/list.html",
        {
            "people": queries.people_rows(page),
            "list_page": page,
            "waiting": queries.waiting(request.viewer),
            "words": words,
            "left": left,
        },
    )


@propose
def joiner(request: Request) -> HttpResponseBase:
    """Invite somebody new and propose their first post."""
    form = JoinerForm(request.POST or None, **_choices(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                account = actions.invite(by=request.viewer, name=given.pop("name"), email=given.pop("email"))
                actions.propose_appointment(by=request.viewer, account=account, **given)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{account.name} is invited. Somebody else must approve the post.")
            return _to_person(account)
    said = "They get a link by email to set a password. They can begin once a second person has approved the post."
    return _form_page(request, form, "Somebody joins", reverse("people_and_posts"), "Invite them", said=said)


@propose
def person(request: Request, reference: str) -> HttpResponseBase:
    """One person: posts now and before, who approved them, and how they sign in."""
    account = _person(request, reference)
    context = queries.person_page(request.viewer, account)
    return render(request, "access/people/person.html", context | {"manages": request.viewer.may("accounts_manage")})


@propose
def appoint(request: Request, reference: str) -> HttpResponseBase:
    """Propose another post for somebody."""
    account = _person(request, reference)
    if answer := _gone(request, account):
        return answer
    form = AppointForm(request.POST or None, **_choices(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_appointment(by=request.viewer, account=account, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The post is proposed. Somebody else must approve it.")
            return _to_person(account)
    heading = f"Another post for {account.name}"
    said = "It begins on its first day, once a second person has approved it."
    return _form_page(request, form, heading, reverse("person", args=[reference]), "Propose the post", said=said)


@propose
def stand_in(request: Request, reference: str) -> HttpResponseBase:
    """Somebody stands in for a colleague for a time, in their own name (GL-XN-02)."""
    account = _person(request, reference)
    if answer := _gone(request, account):
        return answer
    form = DeputyForm(request.POST or None, principals=queries.principals(request.viewer, account))
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_deputy(by=request.viewer, account=account, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "This is proposed. Somebody else must approve it.")
            return _to_person(account)
    return _form_page(
        request, form, f"{account.name} stands in for somebody", reverse("person", args=[reference]), "Propose it",
        said="It begins on its first day, once a second person has approved it, and ends by itself.",
    )  # fmt: skip


@propose
def move(request: Request, reference: str) -> HttpResponseBase:
    """Somebody moves: one post ends the day before, the next is proposed."""
    appointment = _appointment(request, reference)
    form = MoveForm(request.POST or None, **_choices(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(by=request.viewer, appointment=appointment, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The move is recorded. Somebody else must approve the new post.")
            return _to_person(appointment.account)
    back = reverse("person", args=[appointment.account.reference])
    return _form_page(
        request, form, f"{appointment.account.name} moves", back, "Record the move",
        said=f"{appointment.post.title} ends the day before the new post begins.",
    )  # fmt: skip


@propose
def end(request: Request, reference: str) -> HttpResponseBase:
    """End one appointment now, or refuse one that is only proposed."""
    appointment = _appointment(request, reference)
    refuse = appointment.approved_at is None
    form = ReasonForm(request.POST or None, label="Why")
    if request.method == "POST" and form.is_valid():
        act = actions.refuse_appointment if refuse else actions.end_appointment
        try:
            act(by=request.viewer, appointment=appointment, reason=form.cleaned_data["reason"])
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The post is refused." if refuse else "The post has ended.")
            return _to_person(appointment.account)
    verb = "Refuse" if refuse else "End now"
    return _form_page(
        request, form, f"{verb}: {appointment.post.title}", reverse("person", args=[appointment.account.reference]),
        "Refuse the post" if refuse else "End the post", warning=True,
        said="" if refuse else f"What {appointment.account.name} sees through this post ends at once.",
    )  # fmt: skip


@manage
@require_POST
def approve(request: Request, reference: str) -> HttpResponseBase:
    """Approve a proposed post."""
    appointment = _appointment(request, reference)
    try:
        actions.approve_appointment(by=request.viewer, appointment=appointment)
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Approved: {appointment.account.name} as {appointment.post.title}.")
    return _to_person(appointment.account)


@manage
def leave(request: Request, reference: str) -> HttpResponseBase:
    """Somebody leaves: everything ends at once."""
    account = _person(request, reference)
    if answer := _gone(request, account):
        return answer
    form = ReasonForm(request.POST or None, label="Why", hint="For example: last day was Friday.")
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave(by=request.viewer, account=account, reason=form.cleaned_data["reason"])
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{account.name} has left. They are signed out everywhere.")
            return _to_person(account)
    return _form_page(
        request, form, f"{account.name} leaves", reverse("person", args=[reference]), "End everything now", warning=True,
        said="Every post ends, the account closes and every session stops, at once. The history stays.",
    )  # fmt: skip


@manage
def reset(request: Request, reference: str) -> HttpResponseBase:
    """Ask that a lost second factor is reset; somebody else confirms."""
    account = _person(request, reference)
    if answer := _gone(request, account):
        return answer
    form = ReasonForm(
        request.POST or None, label="How do you know it is them, and what did they lose?",
        hint="See them, or call them back on a number you already had.", missing="Say how you know it is them",
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_reset(by=request.viewer, account=account, reason=form.cleaned_data["reason"])
        except actions.Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Asked. Another administrator must confirm it.")
            return _to_person(account)
    heading = f"Reset the second factor of {account.name}"
    said = "Another administrator must confirm it. Then they are signed out and set up a new one when they sign in."
    return _form_page(request, form, heading, reverse("person", args=[reference]), "Ask for the reset", said=said)


@manage
@require_POST
def answer_reset(request: Request, reference: str) -> HttpResponseBase:
    """Confirm, as a second person, or take back a reset."""
    account = _person(request, reference)
    try:
        if request.POST.get("answer") == "confirm":
            actions.confirm_reset(by=request.viewer, account=account)
            said = f"{account.name} has no second factor now, is signed out, and sets up a new one at the next sign-in."
        else:
            actions.withdraw_reset(by=request.viewer, account=account)
            said = "The reset is taken back."
    except actions.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return _to_person(account)


@manage
@require_POST
def link(request: Request, reference: str) -> HttpResponseBase:
    """Send the link to set a password once more."""
    account = _person(request, reference)
    actions.send_new_link(by=request.viewer, account=account)
    messages.success(request, "The link is on its way.")
    return _to_person(account)


@manage
@require_POST
def sign_out(request: Request, reference: str) -> HttpResponseBase:
    """End every session of a person."""
    account = _person(request, reference)
    actions.end_sessions(by=request.viewer, account_id=account.pk)
    messages.success(request, f"{account.name} is signed out everywhere.")
    return _to_person(account)
