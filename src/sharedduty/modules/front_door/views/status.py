"""Following a concern one has raised: the receipt, how far it is, questions to answer, what was decided."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, by_link, requires
from sharedduty.foundations.design.dates import moment_short
from sharedduty.foundations.plain.words import due_words
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.modules.front_door.actions.following import tell_more
from sharedduty.modules.front_door.actions.holding import answer_questions
from sharedduty.modules.front_door.actions.raising import begin_concern, read_feedback
from sharedduty.modules.front_door.queries import raising as queries

PAGE = 50


def _mine_or_404(request: Request, reference: str) -> Any:
    contact = queries.my_concern(request.viewer, reference)
    if contact is None:
        raise Http404
    return contact


def _due(clock: Any) -> str:
    return due_words(clock.due_at, now=timezone.now()) if clock else ""


@by_link
def sent(request: Request, reference: str) -> HttpResponse:
    """The receipt: the reference, what happens next and by when (GL-FD-20, WT-REF-07)."""
    followed = queries.follow(request.viewer, _mine_or_404(request, reference))
    context = {
        "followed": followed, "contact": followed.contact, "acknowledge_words": _due(followed.acknowledge),
        "decision_words": _due(followed.decision), "area": followed.contact.area,
    }  # fmt: skip
    return render(request, "front_door/raise/sent.html", context)


@by_link
def status(request: Request, reference: str) -> HttpResponse:
    """How far the concern is, as its sender may know it: never anything of the front door's own file."""
    contact = _mine_or_404(request, reference)
    errors: list[dict[str, str]] = []
    typed = {name: request.POST.get(name, "").replace("\x00", "") for name in ("answer", "kind", "text")}
    if request.method == "POST":
        errors = _answer(request, contact, typed) if "answer" in request.POST else _tell(request, contact, typed)
        if not errors:
            messages.success(request, "What you wrote is with the front door.")
            return HttpResponseRedirect(reverse("raise_status", args=[contact.reference]))
    followed = queries.follow(request.viewer, contact)
    if followed.feedback:
        read_feedback(by=request.viewer, contact=contact)
    context = {
        "followed": followed, "contact": contact, "errors": errors, "typed": typed, "area": contact.area,
        "decision_words": _due(followed.running_decision), "late": queries.is_late(followed.decision, timezone.now()),
        "written_words": _due(followed.written), "wrong": {one.get("href", ""): one["text"] for one in errors},
        "kinds": queries.message_kinds(), "may_write": request.viewer.kind == "account",
        "may_disagree": request.viewer.kind == "account" and request.viewer.may("decision_challenge"),
    }  # fmt: skip
    return render(request, "front_door/raise/status.html", context, status=422 if errors else 200)


def _answer(request: Request, contact: Any, typed: dict[str, str]) -> list[dict[str, str]]:
    try:
        answer_questions(by=request.viewer, contact=contact, answer=typed["answer"])
    except CannotMove as refusal:
        return [{"text": missing.text, "href": "#id_answer"} for missing in refusal.missing]
    except Overtaken:
        return [{"text": "The front door changed this concern while you were typing. Look at it and send again."}]
    return []


def _tell(request: Request, contact: Any, typed: dict[str, str]) -> list[dict[str, str]]:
    try:
        tell_more(by=request.viewer, contact=contact, kind=typed["kind"], text=typed["text"])
    except CannotMove as refusal:
        return [{"text": missing.text, "href": missing.href} for missing in refusal.missing]
    return []


@require_POST
@requires("concern_raise")
def write(request: Request, reference: str) -> HttpResponse:
    """Begin the written form that confirms a concern told by telephone (GL-FD-03)."""
    contact = _mine_or_404(request, reference)
    if not queries.waits_for_writing(contact):
        return HttpResponseRedirect(reverse("raise_status", args=[contact.reference]))
    record = begin_concern(by=request.viewer, area=contact.area, confirms=contact)
    return HttpResponseRedirect(reverse("raise_draft", args=[record.reference]))


@by_link
def mine(request: Request) -> HttpResponse:
    """What this person raised in the last year, or earlier, and what they have begun."""
    earlier = "earlier" in request.GET
    page = Paginator(queries.my_concerns(request.viewer, earlier=earlier), PAGE).get_page(request.GET.get("page"))
    queries.listed(request.viewer, page)
    rows = [
        {
            "reference": {"text": one.reference, "href": reverse("raise_status", args=[one.reference])},
            "about": [str(child) for child in one.children.all()],
            "received": moment_short(one.received_at),
            "state": queries.STAGES[one.stage][0],
        }
        for one in page
    ]
    context = {
        "rows": rows, "drafts": list(queries.my_drafts(request.viewer)), "list_page": page, "earlier": earlier,
        "raised_before": not earlier and queries.raised_before(request.viewer),
    }  # fmt: skip
    return render(request, "front_door/raise/mine.html", context)
