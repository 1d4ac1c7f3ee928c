"""What every page of a step at the desk does alike: find the contact, show the form, take the step, answer refusals."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, new_token
from sharedduty.foundations.design.forms import word_plainly
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.forms.api import KeptPage
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.modules.front_door.queries.contact import child_of, contact_by_reference, moves_since

# What a page of the desk does, named without a child's name: its draft is listed so, and the journal says so.
DOES = {
    "decide": "Decide next steps", "protect": "Record immediate protection", "protect-later": "Add to immediate protection",
    "feedback": "Tell the referrer", "note": "Add a note", "open-enquiry": "Ask agencies", "ask-another": "Ask another agency",
    "close-enquiry": "Close an enquiry", "hand-over": "Hand over",
    "depart": "Record a departure from guidance", "send-back": "Send back with questions",
    "correct-child": "Correct what is written about a child", "disagree": "Disagree with a decision",
    "reopen": "Open a decision again", "request": "Answer a request", "telephone": "Concern told by telephone",
    "new-advice": "Log a call for advice", "handover": "Close a hand-over",
}  # fmt: skip

Act = Callable[[Mapping[str, Any], int | None], str]


def kept_page(request: Request) -> KeptPage:
    """The draft of the page asked for, named by what the page does."""
    name = (request.resolver_match.url_name or "") if request.resolver_match else ""
    return KeptPage(request, DOES.get(name, name.replace("-", " ").capitalize()))


def contact_or_404(request: Request, reference: str) -> Any:
    """The contact, or the one answer for what does not exist and for what is not yours to see."""
    contact = contact_by_reference(request.viewer, reference)
    if contact is None:
        raise Http404
    return contact


def child_or_404(contact: Any, reference: str) -> Any:
    """One live child of a contact, or 404."""
    child = child_of(contact, reference)
    if child is None:
        raise Http404
    return child


def version_sent(request: Request) -> int | None:
    """The version of the record the person had before them when they filled in the form."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def show_refusal(form: BaseForm, refusal: CannotMove) -> list[dict[str, str]]:
    """Put what is missing beside its field; gives the rest, with links to the pages that mend it."""
    return show_missing(form, refusal.missing)


def take(
    request: Request,
    contact: Any,
    form: BaseForm,
    act: Act,
    *,
    heading: str,
    button: str,
    template: str = "front_door/desk/step.html",
    child: Any = None,
    back: str = "",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Show a step's form, or take the step.

    `act` gets the cleaned answers and the version read, and gives the words for "done". A refusal comes back on the
    page with everything typed still there (422); where somebody else was first, both are shown and nothing is lost.
    """
    back = back or reverse("front_door:contact", args=[contact.reference])
    kept, overtaken, elsewhere = kept_page(request), None, []
    word_plainly(form.fields)
    if (answer := kept.answer([form])) is not None:
        return answer
    if request.method == "POST":
        version = version_sent(request)
        if form.is_valid():
            if (answer := kept.differs()) is not None:
                return answer
            try:
                done = act(form.cleaned_data, version)
            except CannotMove as refusal:
                elsewhere = show_refusal(form, refusal)
            except Overtaken:
                contact = contact_or_404(request, contact.reference)
                overtaken = moves_since(contact, version or contact.version)
            else:
                kept.let_go()
                messages.success(request, done)
                return HttpResponseRedirect(back)
        if (answer := kept.keep()) is not None:
            return answer
    else:
        kept.draw(form)
        _opened(request, contact, kept.does)
    context = {
        "contact": contact, "child": child, "form": form, "heading": heading, "button_text": button, "back": back,
        "overtaken": overtaken, "form_token": new_token(), "errors": [form, *elsewhere] if form.errors or elsewhere else [],
        **kept.context, **(more or {}),
    }  # fmt: skip
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def _opened(request: Request, contact: Any, purpose: str) -> None:
    files = [one for one in (contact.case_file_id, contact.working_file_id) if one is not None]
    record_sight(
        by=request.viewer, verb="opened", object_type="contact", object_ref=contact.reference, files=files,
        purpose=purpose,
    )  # fmt: skip
