"""Advice calls, concerns told by telephone, and notifications in bulk."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.forms import api as packed
from sharedduty.foundations.guidance.api import local_pack
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.front_door.actions import advising, notifying
from sharedduty.modules.front_door.actions.receive import CannotReceive, ReceivedChild, Sender
from sharedduty.modules.front_door.forms.calls import (
    AdviceForm,
    CallerForm,
    FirstChildForm,
    NotificationsForm,
    ToldChildForm,
)
from sharedduty.modules.front_door.queries import calls as reading
from sharedduty.modules.front_door.views.steps import contact_or_404, kept_page, show_refusal

PAGE, MOST_CHILDREN = 50, 8


@requires("advice_log")
def advice(request: Request) -> HttpResponse:
    """The log of advice asked and given."""
    words = request.GET.get("words", "")
    page = Paginator(reading.advice_calls(request.viewer, words), PAGE).get_page(request.GET.get("page"))
    record_sight(by=request.viewer, verb="listed", object_type="advice calls", files=[one.case_file_id for one in page])
    context = {"list_page": page, "lines": advising.LINES, "words": words}
    return render(request, "front_door/desk/advice.html", context)


@requires("advice_log")
def new_advice(request: Request) -> HttpResponse:
    """Log one call."""
    form, elsewhere, kept = (
        AdviceForm(request.POST or None, lines=advising.LINES, initial=_now("at")),
        [],
        kept_page(request),
    )
    if (there := kept.answer([form])) is not None:
        return there
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in
                 ("line", "caller", "caller_organisation", "asked", "advised", "at", "led_to")}  # fmt: skip
        if (there := kept.differs()) is not None:
            return there
        try:
            call = advising.log_advice(by=request.viewer, **given)
        except CannotMove as refusal:
            elsewhere = show_refusal(form, refusal)
        else:
            kept.let_go()
            messages.success(request, f"The call is logged as {call.reference}.")
            return HttpResponseRedirect(reverse("front_door:advice"))
    if request.method == "POST":
        if (there := kept.keep()) is not None:
            return there
    else:
        kept.draw(form)
    context = {
        "form": form, "form_token": new_token(), "heading": "Log a call for advice", "button_text": "Log the call",
        "back": reverse("front_door:advice"), "errors": [form, *elsewhere] if form.errors or elsewhere else [],
        **kept.context,
    }  # fmt: skip
    return render(request, "front_door/desk/plain_form.html", context, status=422 if request.method == "POST" else 200)


@requires("telephone_concern")
def telephone(request: Request) -> HttpResponse:
    """A concern told by telephone, as the front door types it."""
    organisations = reading.organisations(request.viewer)
    made = packed.form(local_pack().id, "telephone")
    page = next(iter(made.pages))
    kept, data = kept_page(request), request.POST or None
    named = {key: one.name for key, one in organisations.items()}
    caller = CallerForm(data, organisations=named, initial=_now("telephoned_at"))
    typed = data if data is not None else kept.typed()
    children = [
        (FirstChildForm if number == 0 else ToldChildForm)(data, prefix=f"child{number}")
        for number in range(_how_many(typed))
    ]
    if (there := kept.answer([caller, *children])) is not None:
        return there
    answers: dict[str, Any] = packed.read_page(page.questions, typed) if typed else {}
    problems: list[Any] = []
    elsewhere: list[dict[str, str]] = []
    if data and "another" not in data:
        problems = packed.check_form(made, answers, today=timezone.localdate())
        valid = caller.is_valid() & all(child.is_valid() for child in children)
        if valid and not problems:
            if (there := kept.differs()) is not None:
                return there
            try:
                return _take(request, kept, caller.cleaned_data, children, answers, organisations)
            except CannotMove as refusal:
                elsewhere = show_refusal(caller, refusal)
            except CannotReceive as refusal:
                elsewhere = [{"text": str(refusal)}]
    if data:
        if (there := kept.keep({"children": [str(len(children))]})) is not None:
            return there
    else:
        for form in (caller, *children):
            kept.draw(form)
    adding = "another" in request.POST
    if adding:  # nothing is judged before it is sent
        for form in (caller, *children):
            form.errors.clear()
    errors = [] if adding else [
        *([caller, *children] if caller.errors or any(child.errors for child in children) else []),
        *({"text": one.text, "href": f"#{one.anchor}"} for one in problems), *elsewhere,
    ]  # fmt: skip
    context = {
        "ringing": caller, "children": children, "fields": packed.fields_of(made, page, answers, problems),
        "form_token": new_token(), "errors": errors, "more": len(children) < MOST_CHILDREN, **kept.context,
    }  # fmt: skip
    return render(request, "front_door/desk/telephone.html", context, status=422 if data and not adding else 200)


def _now(name: str) -> dict[str, Any]:
    """A call is most often typed while it lasts: the form begins with this moment."""
    now = timezone.localtime()
    return {name: now.date(), f"{name}_time": f"{now:%H:%M}"}


def _how_many(typed: QueryDict) -> int:
    """How many children the page asks about: those already on it, any typed in a kept draft, and one more on request."""
    text = typed.get("children", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 1
    begun = [int(name[5:6]) + 1 for name in typed if name.startswith("child") and name[5:6].isdigit() and typed[name]]
    return max(1, min(MOST_CHILDREN, max([number, *begun]) + ("another" in typed)))


def _take(
    request: Request, kept: packed.KeptPage, caller: Any, children: Any, answers: Any, organisations: Any
) -> HttpResponse:
    """Receive the concern, let its draft go, and open the contact."""
    described = [ReceivedChild(**child.cleaned_data) for child in children if any(child.cleaned_data.values())]
    organisation = organisations.get(caller["organisation"])
    sender = Sender(
        name=caller["caller_name"], post=caller["caller_post"], email=caller["email"], telephone=caller["telephone"],
        organisation_id=organisation.pk if organisation else None, is_professional=caller["is_professional"] == "yes",
    )  # fmt: skip
    receipt = advising.take_call(
        by=request.viewer, children=described, sender=sender, answers=answers, telephoned_at=caller["telephoned_at"]
    )
    kept.let_go()
    messages.success(request, f"The concern is received as {receipt.reference}. Read the reference out.")
    return HttpResponseRedirect(reverse("front_door:contact", args=[receipt.reference]))


@require_POST
@requires("contact_work")
def written_received(request: Request, reference: str) -> HttpResponse:
    """The written form of a telephone concern has come."""
    contact = contact_or_404(request, reference)
    try:
        advising.written_form_received(by=request.viewer, contact=contact)
        messages.success(request, "The written form is recorded as received.")
    except CannotMove as refusal:
        messages.info(request, refusal.missing[0].text)
    return HttpResponseRedirect(reverse("front_door:contact", args=[contact.reference]))


@requires("notifications_send")
def notifications(request: Request) -> HttpResponse:
    """Send a file of incidents; see what one has sent. Bad rows are listed, and nothing is half taken in."""
    sending, batch, text = request.method == "POST", None, ""
    form = NotificationsForm(request.POST, request.FILES) if sending else NotificationsForm()
    errors: Any = []
    if sending:
        data = _sent(request)
        try:
            batch, text = notifying.read_batch(data, now=timezone.now()), notifying.text_of(data)
            batch = notifying.without_the_changed(request.viewer, batch)
            if batch.good and (not batch.bad or "good_only" in request.POST):
                receipts = notifying.send_notifications(by=request.viewer, batch=batch)
                messages.success(request, _done(receipts, batch))
                return HttpResponseRedirect(reverse("front_door:notifications"))
        except (notifying.NotATable, CannotReceive) as refused:
            form.add_error("file", str(refused))
            batch, errors = None, form
        else:
            many = f"{len(batch.bad)} things" if len(batch.bad) != 1 else "1 thing"
            errors = [{"text": f"{many} in the file must be mended", "href": "#bad-rows"}]
    page = Paginator(reading.my_notifications(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type="own notifications", files=[one.case_file_id for one in page]
    )
    context = {
        "form": form, "batch": batch, "text": text, "form_token": new_token, "errors": errors, "list_page": page,
        "columns": notifying.COLUMNS, "required": (*notifying.REQUIRED, "family_name"),
    }  # fmt: skip
    return render(
        request, "front_door/desk/notifications.html", context, status=422 if request.method == "POST" else 200
    )


def _sent(request: Request) -> bytes:
    """The file as sent, or the same file again where only its good incidents are asked for."""
    if "good_only" in request.POST:
        return request.POST.get("text", "").encode()
    uploaded = request.FILES.get("file")
    if uploaded is None or uploaded.size is None or uploaded.size > notifying.MOST_BYTES:
        return b"" if uploaded is None else b" " * (notifying.MOST_BYTES + 1)
    return uploaded.read()


def _done(receipts: list[Any], batch: Any) -> str:
    fresh = sum(one.is_new for one in receipts)
    again = len(receipts) - fresh
    words = f"{fresh} incident{'' if fresh == 1 else 's'} sent to the front door."
    words += f" {again} had been sent before and keep their first reference." if again else ""
    left = len({one.line for one in batch.bad})
    return words + (f" {left} row{' was' if left == 1 else 's were'} left out." if left else "")
