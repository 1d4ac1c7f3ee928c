"""Speaking up without an account: the ways in, sending, the reply key, and coming back with it.

The key lies in one cookie of these pages alone, for half an hour, and never in a session: nothing ties it to somebody signed in.
A concern is not taken from a browser that is signed in, because what it sends could be told apart by that.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, Viewer, link_viewer, new_token, public_page, seen_by, too_often
from sharedduty.foundations.design.forms import word_plainly
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.forms.api import show_form
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.speaking_up.actions import sending as acts
from sharedduty.modules.speaking_up.forms.public import KIND, MessageForm, ReplyKeyForm, form_for
from sharedduty.modules.speaking_up.queries import choices, reading
from sharedduty.modules.speaking_up.queries.keys import drawer, link_of, new_key, tidy

COOKIE, SALT, SECONDS = "reply", "speaking_up.reply", 1800
PATH = "/speak-up/"
SENT, TRIED, WROTE = 30, 20, 30  # in an hour, from one drawer of networks
TOO_MANY = "design/errors/429.html"
WORDS = {  # for each way in: heading, words above the form, button
    "concern": ("Speak up about an organisation", "Something is wrong in how an organisation keeps children safe. You can say "
                "so, and nobody needs to know who you are.", "Send it"),
    "complaint": ("Complain about how services worked together", "Tell us what went wrong. Somebody who has no part in it "
                  "looks at it and answers you.", "Send my complaint"),
    "child": ("Tell us you are not happy", "You can tell us when grown-ups who should help you did not. You are not in trouble.",
              "Send it"),
    "data": ("Complain about your information", "Tell us if your information was not looked after. We tell you within 30 days "
             "that we have it.", "Send my complaint"),
    "access": ("Ask for the information held about you", "You may ask what is held about you. We must answer within a month of "
               "knowing who you are and what you want.", "Send my request"),
}  # fmt: skip
WRONG = "This key opens nothing. Check each letter and number."


def _key(request: Request) -> str:
    """The key in this browser's cookie; empty where there is none, or it is too old."""
    try:
        return tidy(signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=SECONDS))
    except signing.BadSignature:
        return ""


def _keep(answer: HttpResponse, key: str) -> HttpResponse:
    answer.set_cookie(
        COOKIE, signing.dumps(key, salt=SALT), max_age=SECONDS, path=PATH, secure=settings.SESSION_COOKIE_SECURE,
        httponly=True, samesite="Strict",
    )  # fmt: skip
    return answer


def _forget(answer: HttpResponse) -> HttpResponse:
    answer.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return answer


def _too_many(request: Request, what: str, most: int) -> bool:
    """Count one more from this part of the network; whether that is more than an hour allows."""
    return too_often(f"speaking_up:{what}:{drawer(get_adapter().get_client_ip(request))}", most)


def _principal(request: Request) -> Viewer | None:
    """Whoever the key in this browser is."""
    found = link_of(_key(request)) if _key(request) else None
    return link_viewer(found) if found else None


@public_page
def start(request: Request) -> HttpResponse:
    """A child in danger before anything else, then the ways in."""
    return render(request, "speaking_up/start.html", {"area": choices.area_for(request.viewer)})


@public_page
@sensitive_post_parameters()
@sensitive_variables("key", "form")
def send(request: Request, way: str) -> HttpResponse:
    """One of the forms. The key is made when the form is first shown, so that a second press leads to the same key."""
    if way not in WORDS:
        raise Http404
    area = choices.area_called(request.viewer, request.GET.get("area", "")) or choices.area_for(request.viewer)
    if area is None:
        raise Http404
    heading, intro, button = WORDS[way]
    context = {
        "heading": heading, "intro": intro, "button_text": button, "way": way, "area": area,
        "areas": choices.areas(request.viewer),
    }  # fmt: skip
    if way == "concern" and request.viewer.kind != "public":
        return render(request, "speaking_up/signed_in.html", context)
    form = form_for(
        way, request.POST if request.method == "POST" else None, choices.body_options(request.viewer, area.pk)
    )
    if request.method != "POST":
        return _keep(show_form(request, "speaking_up/send.html", form, [], context), new_key())
    if _too_many(request, "send", SENT):
        return render(request, TOO_MANY, status=429)
    elsewhere: list[dict[str, str]] = []
    word_plainly(form.fields)
    if form.is_valid():
        given = {**form.cleaned_data, "kind": KIND[way], **({"sent_as": "child"} if way == "child" else {})}
        key = _key(request)
        key = key if key and link_of(key) is None else new_key()
        try:
            acts.send(by=request.viewer, area=area, given=given, key=key)
        except CannotMove as refusal:
            elsewhere = show_missing(form, refusal.missing)
        else:
            return _keep(HttpResponseRedirect(reverse("speaking_up:sent")), key)
    return show_form(request, "speaking_up/send.html", form, elsewhere, context)


@public_page
@sensitive_variables("key")
def sent(request: Request) -> HttpResponse:
    """The reply key, once. Saying that it is written down takes it out of this browser."""
    key = _key(request)
    if not key or link_of(key) is None:
        raise Http404
    if request.method == "POST":
        return _forget(HttpResponseRedirect(reverse("speaking_up:noted")))
    found = link_of(key)
    with seen_by(link_viewer(found or 0)) as sender:
        made = reading.sent_by(sender)
    return render(request, "speaking_up/sent.html", {"key": key, "made": made, "form_token": new_token()})


@public_page
def noted(request: Request) -> HttpResponse:
    """What happens next, after the key was written down."""
    return render(request, "speaking_up/noted.html")


@public_page
@sensitive_post_parameters()
@sensitive_variables("key", "form")
def reply(request: Request) -> HttpResponse:
    """Come back with a key. Whatever is wrong with it, the answer is the same."""
    form = ReplyKeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if _too_many(request, "reply", TRIED):
            return render(request, TOO_MANY, status=429)
        key = tidy(form.cleaned_data.get("key") or "") if form.is_valid() else ""
        if link_of(key) is not None:
            return _keep(HttpResponseRedirect(reverse("speaking_up:answer-read")), key)
        show_missing(form, [Missing(WRONG, "#id_key")])
    return show_form(request, "speaking_up/reply.html", form, [], {"heading": "Read our answer"})


@public_page
@sensitive_post_parameters()
@sensitive_variables("key", "form")
def answer(request: Request) -> HttpResponse:
    """What was sent, what was answered, and one more message."""
    sender = _principal(request)
    if sender is None:
        return HttpResponseRedirect(reverse("speaking_up:reply"))
    form, elsewhere = MessageForm(request.POST if request.method == "POST" else None), []
    with seen_by(sender):
        sending = reading.sent_by(sender)
        if sending is None:
            raise Http404
        if request.method == "POST":
            if _too_many(request, "write", WROTE):
                return render(request, TOO_MANY, status=429)
            if form.is_valid():
                try:
                    acts.write_again(by=sender, sending=sending, text=form.cleaned_data["text"])
                except CannotMove as refusal:
                    elsewhere = show_missing(form, refusal.missing)
                else:
                    return _keep(HttpResponseRedirect(reverse("speaking_up:answer-read")), _key(request))
        messages, released = reading.exchange(sender, sending)
        context: dict[str, Any] = {
            "sending": sending, "messages": messages, "released": released, "state": choices.STATES[sending.state],
            "heading": "What you sent, and our answer",
        }  # fmt: skip
        return show_form(request, "speaking_up/answer.html", form, elsewhere, context)


@require_POST
@public_page
def leave(request: Request) -> HttpResponse:
    """This browser forgets the key."""
    return _forget(HttpResponseRedirect(reverse("speaking_up:start")))
