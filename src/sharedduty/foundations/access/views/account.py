"""My account: the posts I hold, the one I act as, how I sign in, where I am signed in."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sharedduty.foundations.access import actions, heldforms, queries
from sharedduty.foundations.access.guards import own_account, signed_in
from sharedduty.foundations.access.viewer import Request
from sharedduty.foundations.access.views.sign_in import next_address


@own_account
def account(request: Request) -> HttpResponseBase:
    """My account on one page."""
    return render(
        request,
        "access/account.html",
        {
            "posts": queries.own_appointments(viewer=request.viewer),
            "factors": queries.own_second_factors(viewer=request.viewer),
            "sessions": queries.own_sessions(viewer=request.viewer, current_key=request.session.session_key),
        },
    )


@own_account
def sessions(request: Request) -> HttpResponseBase:
    """Where I am signed in: end one session, or all of them."""
    if request.method == "POST":
        if request.POST.get("end") == "everywhere":
            actions.sign_out_everywhere(by=request.viewer)
            return HttpResponseRedirect(reverse("account_login"))
        key = queries.own_session_key(viewer=request.viewer, mark=request.POST.get("end", ""))
        if key is None:
            raise Http404
        actions.end_sessions(by=request.viewer, account_id=request.viewer.account_id, only=key)
        messages.success(request, "That session has ended.")
        return HttpResponseRedirect(reverse("usersessions_list"))
    found = queries.own_sessions(viewer=request.viewer, current_key=request.session.session_key)
    return render(request, "access/sessions.html", {"sessions": found})


@signed_in
def acting_as(request: Request) -> HttpResponseBase:
    """Choose which of my posts I act as; rows and pages follow the post."""
    held = queries.own_appointments(viewer=request.viewer, current_only=True)
    wrong = ""
    if request.method == "POST":
        chosen = next((one for one in held if one["reference"] == request.POST.get("post")), None)
        if chosen is not None:
            request.session["acting_as"] = chosen["id"]
            actions.act_as(by=request.viewer, reference=chosen["reference"])
            messages.success(request, f"You now act as {chosen['title']}, {chosen['organisation']}.")
            return HttpResponseRedirect(next_address(request) or reverse("account"))
        wrong = "Choose the post you are acting as"
    return render(
        request,
        "access/acting_as.html",
        {"posts": held, "wrong": wrong, "next": next_address(request)},
        status=422 if wrong else 200,
    )


@own_account
def held_form(request: Request) -> HttpResponseBase:
    """A form that was sent after the session had ended: send it now, or throw it away."""
    kept = heldforms.held(request)
    if kept is None:
        return HttpResponseRedirect(reverse("account"))
    if request.method == "POST":
        heldforms.let_go(request)
        messages.success(request, "What you had typed is thrown away.")
        return HttpResponseRedirect(kept["path"])
    return render(request, "access/held_form.html", {"held": kept})


@own_account
@require_POST
def stay_signed_in(request: Request) -> HttpResponse:
    """The person is still there: the quiet time begins again."""
    actions.note_presence(by=request.viewer, session=request.session)
    return HttpResponse(status=204)
