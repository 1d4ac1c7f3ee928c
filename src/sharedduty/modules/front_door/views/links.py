"""Ways in for people without an account: an emailed link for professionals, a short form for everybody else."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, by_link, public_page
from sharedduty.foundations.access.api import links as mailed
from sharedduty.foundations.forms import api as forms
from sharedduty.foundations.plain.words import due_words
from sharedduty.modules.front_door.actions import links
from sharedduty.modules.front_door.actions.receive import CannotReceive
from sharedduty.modules.front_door.actions.telling import FORM, tell
from sharedduty.modules.front_door.queries import raising as queries
from sharedduty.modules.front_door.views.raising import begin

PROOF_SECONDS = 24 * 3600  # a form that got no answer may be sent again for so long
_PROOF = "front_door.told."
TOO_MANY = "design/errors/429.html"


def _network(request: Request) -> str:
    """The network address a request came from, behind as many proxies as the settings trust."""
    return get_adapter().get_client_ip(request)


def _area(request: Request) -> Any:
    """The area asked for on the form, else the only or first one. Raises 404 before set-up."""
    found = queries.area_called(request.POST.get("area", "")) or queries.area_for(request.viewer)
    if found is None:
        raise Http404
    return found


@public_page
def by_link_start(request: Request) -> HttpResponse:
    """A work email address; the reply is the same whatever it is."""
    email, errors = "", []
    if request.method == "POST":
        email = request.POST.get("email", "").strip()
        try:
            validate_email(email)
        except ValidationError:
            errors = [{"text": "Enter your work email address, like name@example.org", "href": "#id_email"}]
        else:
            if mailed.too_many(_network(request), "link"):
                return render(request, TOO_MANY, status=429)
            links.ask_for_link(by=request.viewer, email=email, area=_area(request))
            return HttpResponseRedirect(reverse("raise_by_link_sent"))
    context = {"email": email, "errors": errors, "areas": queries.areas(), "area": queries.area_for(request.viewer)}
    return render(request, "front_door/raise/by_link.html", context, status=422 if errors else 200)


@public_page
def by_link_sent(request: Request) -> HttpResponse:
    """The same reply for every address."""
    return render(request, "front_door/raise/by_link_sent.html", {"area": queries.area_for(request.viewer)})


@public_page
@sensitive_variables("token")
def link(request: Request, token: str) -> HttpResponse:
    """Opening the mail's address shows a button; pressing it, in the browser that opened it, uses the link up."""
    if request.method != "POST":
        found = links.find_link(token)
        if found is not None:
            request.session["link_opened"] = mailed.browser_mark(token)
        return render(
            request, "front_door/raise/link.html", {"usable": found is not None}, status=200 if found else 410
        )
    mark = request.session.pop("link_opened", "")
    principal = links.consume(by=request.viewer, token=token, mark=mark)
    if principal is None:
        return render(request, "front_door/raise/link.html", {"usable": False}, status=410)
    logout(request)  # whoever sat here before is gone, and the session gets another name
    request.session["link"] = principal
    return HttpResponseRedirect(reverse("raise_mine"))


@by_link
def link_new(request: Request) -> HttpResponse:
    """What to have at hand; then the draft begins."""
    area = queries.area_for(request.viewer)
    if area is None:
        raise Http404
    if request.method == "POST":
        return begin(request, area)
    return render(request, "front_door/raise/new.html", {"area": area, "drafts": queries.my_drafts(request.viewer)})


@require_POST
@public_page
def leave(request: Request) -> HttpResponse:
    """Leave: this browser forgets the link. What was saved stays, for a new link to the same address."""
    request.session.flush()
    return HttpResponseRedirect(reverse("raise"))


@public_page
def tell_us(request: Request) -> HttpResponse:
    """The short form, on one page (WT-REF-03)."""
    area = queries.area_for(request.viewer)
    if area is None:
        raise Http404
    made = forms.form(area.local_pack, FORM)
    page = next(made.pages)
    answers: dict[str, object] = {}
    problems: list[forms.Problem] = []
    refusals: list[dict[str, str]] = []
    if request.method == "POST":
        if mailed.too_many(_network(request), "tell"):
            return render(request, TOO_MANY, status=429)
        answers = forms.read_page(page.questions, request.POST)
        try:
            receipt = tell(area=_area(request), answers=answers)
        except forms.FormNotReady as not_ready:
            problems = not_ready.problems
        except CannotReceive as refusal:
            refusals = [{"text": str(refusal)}]
        else:
            due = due_words(receipt.decision_due_at, now=timezone.now()) if receipt.decision_due_at else ""
            told = {
                "danger": receipt.contact.immediate_danger,
                "due": due,
                "reply": bool(answers.get("your_telephone")),
            }
            # Signed into the address, not into the session: whoever must send again, because no answer came, is led
            # there again by their form token, and had no session when the line broke.
            proof = urlencode({"proof": signing.dumps(told, salt=_PROOF + receipt.reference)})
            return HttpResponseRedirect(f"{reverse('raise_told', args=[receipt.reference])}?{proof}")
    errors = [{"text": problem.text, "href": f"#{problem.anchor}"} for problem in problems] + refusals
    context = {
        "area": area, "areas": queries.areas(), "errors": errors, "heading": page.title,
        "fields": forms.fields_of(made, page, answers, problems),
    }  # fmt: skip
    return render(request, "front_door/raise/tell.html", context, status=422 if errors else 200)


@public_page
def told(request: Request, reference: str) -> HttpResponse:
    """The confirmation of the short form, for this browser only: the reference and what happens, nothing that was told."""
    if "proof" in request.GET:
        try:
            proved = signing.loads(request.GET["proof"], salt=_PROOF + reference, max_age=PROOF_SECONDS)
        except signing.BadSignature as wrong:
            raise Http404 from wrong
        request.session["told"] = {**request.session.get("told", {}), reference: proved}
        return HttpResponseRedirect(reverse("raise_told", args=[reference]))  # an address that proves nothing to others
    held = request.session.get("told", {}).get(reference)
    if held is None:
        raise Http404
    context = {"reference": reference, "told": held, "area": queries.area_for(request.viewer)}
    return render(request, "front_door/raise/told.html", context)
