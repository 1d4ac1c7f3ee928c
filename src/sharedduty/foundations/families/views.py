"""The pages of what a family is shown: for staff by a review, and for a family member by their link."""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, by_link, links, public_page, requires
from sharedduty.foundations.design.forms import word_plainly
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.families import actions, forms, queries, rules
from sharedduty.foundations.families.declared import FamilyReview, review_of
from sharedduty.foundations.forms import api as forms_api
from sharedduty.foundations.process.api import CannotMove

SHARE = "family_share"


def _review_or_404(request: Request, reference: str) -> FamilyReview:
    found = review_of(request.viewer, reference)
    if found is None:
        raise Http404
    return found


def _take(
    request: Request, form: BaseForm, do: Callable[[dict[str, Any]], str], done: str, **more: Any
) -> HttpResponse:
    """One small form: the page, or the step and where it leads. What was typed stays when it is refused."""
    elsewhere: list[dict[str, str]] = []
    word_plainly(form.fields)
    if request.method == "POST" and form.is_valid():
        try:
            to = do(form.cleaned_data)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(to)
    return forms_api.show_form(request, "families/act.html", form, elsewhere, {"under": {}, "inside": (), **more})


@requires(SHARE)
def members(request: Request, record_reference: str) -> HttpResponse:
    """With whom one review shares."""
    review = _review_or_404(request, record_reference)
    rows = queries.members_of(request.viewer, review)
    opened = queries.opened(request.viewer, [each for one in rows for each in one.shares.all()])
    return render(request, "families/members.html", {"review": review, "rows": rows, "opened": opened})


@requires(SHARE)
def new(request: Request, record_reference: str) -> HttpResponse:
    """Name somebody of the family with whom a review shares."""
    review = _review_or_404(request, record_reference)

    def do(given: dict[str, Any]) -> str:
        made = actions.name_member(by=request.viewer, review=review, given=given)
        return reverse("families:member", args=[made.reference])

    return _take(
        request, forms.MemberForm(request.POST or None), do, "They are named. Share something with them next.",
        heading="Name somebody of the family", caption=review.title, button="Name them",
        back=reverse("families:members", args=[review.record]),
        intro="Nothing is sent yet, and they see nothing before you share it.",
    )  # fmt: skip


def _member_or_404(request: Request, reference: str) -> Any:
    found = queries.member_by_reference(request.viewer, reference)
    if found is None:
        raise Http404
    return found


@requires(SHARE)
def member(request: Request, reference: str) -> HttpResponse:
    """One family member: everything shared with them, as they read it, when they opened it, and what was taken back."""
    held, review = _member_or_404(request, reference)
    shares = queries.shares_of(request.viewer, held)
    context = {
        "held": held, "review": review, "shares": shares, "kinds": forms.KINDS,
        "opened": queries.opened(request.viewer, shares),
    }  # fmt: skip
    return render(request, "families/member.html", context)


@requires(SHARE)
def share(request: Request, reference: str) -> HttpResponse:
    """Write what a family member reads, from first words made of the record."""
    held, review = _member_or_404(request, reference)
    kind = request.GET.get("kind", "")
    asks = request.method == "POST" and bool(rules.names_in(request.POST, actions.others(review, held)))
    form = forms.ShareForm(request.POST or None, kind=kind, asks=asks, initial=forms.first_words(review.drafts, kind))

    def do(given: dict[str, Any]) -> str:
        actions.share(by=request.viewer, review=review, member=held, given=given)
        return reverse("families:member", args=[held.reference])

    return _take(
        request, form, do, "It is shared. They are told that there is something to read, and no more.",
        heading=f"Share something with {held.name}", caption=review.title, button="Share it",
        back=reverse("families:member", args=[held.reference]),
        intro="They read exactly these words, and who you are is not shown. Read them once more before you share.",
    )  # fmt: skip


@requires(SHARE)
def take_back(request: Request, reference: str, share_reference: str) -> HttpResponse:
    """Take back something that was shared."""
    held, review = _member_or_404(request, reference)
    found = queries.share_called(request.viewer, held, share_reference)
    if found is None:
        raise Http404

    def do(given: dict[str, Any]) -> str:
        actions.take_back(by=request.viewer, share=found, given=given)
        return reverse("families:member", args=[held.reference])

    return _take(
        request, forms.ReasonForm(request.POST or None), do, "It is taken back. They see nothing of it any more.",
        heading=f"Take back “{found.title}”", caption=review.title, button="Take it back",
        back=reverse("families:member", args=[held.reference]), intro="It stays on record here, with the reason.",
    )  # fmt: skip


@requires(SHARE)
def end(request: Request, reference: str) -> HttpResponse:
    """End sharing with a family member."""
    held, review = _member_or_404(request, reference)

    def do(given: dict[str, Any]) -> str:
        actions.end(by=request.viewer, member=held, given=given)
        return reverse("families:member", args=[held.reference])

    return _take(
        request, forms.ReasonForm(request.POST or None), do, "Sharing has ended. Their link opens nothing any more.",
        heading=f"End sharing with {held.name}", caption=review.title, button="End it",
        back=reverse("families:member", args=[held.reference]),
        intro="All that was shared is taken back at once. It stays on record here.",
    )  # fmt: skip


@public_page
def begin(request: Request) -> HttpResponse:
    """A family member types their address and is sent a link; the reply is the same whatever the address is."""
    email, errors = "", []
    if request.method == "POST":
        email = request.POST.get("email", "").replace("\x00", "").strip()
        try:
            validate_email(email)
        except ValidationError:
            errors = [{"text": "Enter your email address, like name@example.org", "href": "#id_email"}]
        else:
            if links.too_many(get_adapter().get_client_ip(request), "family"):
                return render(request, "design/errors/429.html", status=429)
            actions.ask_for_link(by=request.viewer, email=email)
            return HttpResponseRedirect(reverse("families:sent"))
    return render(request, "families/begin.html", {"email": email, "errors": errors}, status=422 if errors else 200)


@public_page
def sent(request: Request) -> HttpResponse:
    """The same reply for every address."""
    return render(request, "families/sent.html")


@public_page
@sensitive_variables("token")
def link(request: Request, token: str) -> HttpResponse:
    """Opening the mail's address shows a button; pressing it, in the browser that opened it, uses the link up."""
    if request.method != "POST":
        found = links.find(token, actions.READ_LINK)
        if found is not None:
            request.session["link_opened"] = links.browser_mark(token)
        return render(request, "families/open.html", {"usable": found is not None}, status=200 if found else 410)
    mark = request.session.pop("link_opened", "")
    principal = actions.use_link(by=request.viewer, token=token, mark=mark)
    if principal is None:
        return render(request, "families/open.html", {"usable": False}, status=410)
    logout(request)  # whoever sat here before is gone, and the session gets another name
    request.session["link"] = principal
    return HttpResponseRedirect(reverse("families:mine"))


@by_link
def mine(request: Request) -> HttpResponse:
    """What is shared with whoever came by this link."""
    return render(request, "families/mine.html", {"shares": queries.own_shares(request.viewer)})


@by_link
def read(request: Request, reference: str) -> HttpResponse:
    """One thing to read. What was taken back, is another's, or never was, gets one and the same plain answer.

    Whoever is signed in and did not come by a link gets the house's own answer for what does not exist.
    """
    found = queries.own_share(request.viewer, reference)
    if found is None:
        if request.viewer.kind != "link":
            raise Http404
        return render(request, "families/nothing.html", status=404)
    return render(request, "families/read.html", {"share": found})


@require_POST
@public_page
def leave(request: Request) -> HttpResponse:
    """Leave: this browser forgets the link."""
    request.session.flush()
    return HttpResponseRedirect(reverse("families:begin"))
