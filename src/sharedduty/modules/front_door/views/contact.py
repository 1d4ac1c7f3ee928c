"""The page of one contact, and the small steps taken from it."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.process.api import CannotMove, Missing, Overtaken
from sharedduty.modules.front_door.actions import departing, handing, holding
from sharedduty.modules.front_door.forms import desk as forms
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.modules.front_door.queries import contact as reading
from sharedduty.modules.front_door.queries.choices import labels
from sharedduty.modules.front_door.queries.raising import from_sender
from sharedduty.modules.front_door.queries.records import contact_page, reads_contact
from sharedduty.modules.front_door.rules import DETERMINATIONS
from sharedduty.modules.front_door.views.steps import child_or_404, contact_or_404, take, version_sent


@requires("contact_read")
def contact(request: Request, reference: str) -> HttpResponse:
    """One contact: who, what, the next clock, what was done, and everything that can be done next."""
    held = contact_or_404(request, reference)
    if not reads_contact(request.viewer, held.reference):
        raise Http404
    return _show(request, held)


def _show(request: Request, held: Any, status: int = 200, errors: Any = (), overtaken: Any = None) -> HttpResponse:
    view = reading.open_contact(request.viewer, held)
    context = {
        "view": view,
        "contact": held,
        "errors": list(errors),
        "overtaken": overtaken,
        "form_token": new_token,
        "answers": reading.answers(held),
        "sent": from_sender(request.viewer, held),
        "why": {line.clock.pk: reading.why(line) for line in view.clocks},
        "next_steps": labels("referral.next_steps", held),
        "determinations": DETERMINATIONS,
        "mine": held.claimed_by_id is not None and held.claimed_by_id == request.viewer.appointment_id,
        "possible": _possible(request, held),
    }
    return render(request, "front_door/desk/contact.html", context, status=status)


def _possible(request: Request, held: Any) -> set[str]:
    """The verbs that the process allows from here and this viewer's role may take."""
    return {
        step.verb for step in PROCESS.possible(held.stage) if not step.permission or request.viewer.may(step.permission)
    }


@require_POST
@requires("contact_work")
def claim(request: Request, reference: str) -> HttpResponse:
    """Take a contact in hand. Where a colleague was quicker, the page says who."""
    held = contact_or_404(request, reference)
    try:
        holding.claim(by=request.viewer, contact=held, version=version_sent(request))
    except CannotMove as refusal:
        errors = [{"text": one.text, "href": one.href} for one in refusal.missing]
        return _show(request, contact_or_404(request, reference), 422, errors)
    except Overtaken:
        held = contact_or_404(request, reference)
        since = reading.moves_since(held, version_sent(request) or held.version)
        return _show(request, held, 409, (), since)
    messages.success(request, f"{held.reference} is in your hands.")
    return HttpResponseRedirect(reverse("front_door:contact", args=[held.reference]))


@requires("contact_work")
def put_back(request: Request, reference: str) -> HttpResponse:
    """Put a contact back in the queue, with the reason."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.unclaim(by=request.viewer, contact=held, reason=given["reason"], version=version)
        return "The contact is back in the queue."

    return take(request, held, forms.ReasonForm(request.POST or None), act, heading="Put back in the queue",
                button="Put it back")  # fmt: skip


@requires("contact_work")
def hand_over(request: Request, reference: str) -> HttpResponse:
    """Hand a contact to a colleague, or take it over oneself, with a note."""
    held = contact_or_404(request, reference)
    people = {one.reference: one for one in reading.colleagues(request.viewer, held)}
    options = {ref: f"{one.account.name}, {one.post.title}" for ref, one in people.items()}
    form = forms.HandOverForm(request.POST or None, colleagues=options)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        to = people.get(given["to"])
        holding.hand_over(by=request.viewer, contact=held, to=to, note=given["note"], version=version)
        return f"Handed over to {to.account.name}." if to else "Handed over."

    return take(request, held, form, act, heading="Hand over", button="Hand over")


@requires("contact_work")
def acknowledge(request: Request, reference: str) -> HttpResponse:
    """Record that receipt was acknowledged to the referrer."""
    held = contact_or_404(request, reference)
    late = reading.is_late(request.viewer, held, "referral.acknowledge")
    form = forms.AcknowledgeForm(request.POST or None, channels=holding.ways_to_acknowledge(held), late=late)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.acknowledge(
            by=request.viewer, contact=held, channel=given["channel"], note=given["note"],
            late_because=given.get("late_because", ""), version=version,
        )  # fmt: skip
        return "Receipt is acknowledged."

    return take(request, held, form, act, heading="Acknowledge receipt", button="Record it")


@requires("contact_work")
def note(request: Request, reference: str) -> HttpResponse:
    """Write a working note."""
    held = contact_or_404(request, reference)
    form = forms.NoteForm(
        request.POST or None, kinds=holding.NOTE_KINDS, initial={"kind": request.GET.get("kind", "note")}
    )

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.add_note(by=request.viewer, contact=held, kind=given["kind"], text=given["text"])
        return "The note is kept."

    return take(request, held, form, act, heading="Add a note", button="Keep the note")


@requires("contact_work")
def depart(request: Request, reference: str) -> HttpResponse:
    """Record a departure from guidance, with the reason."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        departing.depart_from_guidance(by=request.viewer, contact=held, rule=given["rule"], reason=given["reason"])
        return "The departure is recorded, and stands in the list of departures."

    return take(request, held, forms.DepartureForm(request.POST or None), act,
                heading="Record a departure from guidance", button="Record it")  # fmt: skip


@requires("contact_work")
def send_back(request: Request, reference: str) -> HttpResponse:
    """Send an unclear form back with questions."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.return_to_sender(by=request.viewer, contact=held, text=given["text"], version=version)
        return "Sent back with your questions. The clocks keep running."

    form = forms.QuestionsForm(request.POST or None, reads=held.has_status_page, telephone=held.referrer_telephone)
    return take(request, held, form, act, heading="Send back with questions", button="Send the questions")


@requires("contact_work")
def answered(request: Request, reference: str) -> HttpResponse:
    """Write down an answer the sender gave by telephone."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.answer_questions(by=request.viewer, contact=held, answer=given["answer"], version=version)
        return "The answer is kept and the contact is in hand again."

    return take(request, held, forms.AnswerForm(request.POST or None), act, heading="Answer given by telephone",
                button="Keep the answer")  # fmt: skip


@requires("contact_work")
def carry_on(request: Request, reference: str) -> HttpResponse:
    """Work on without the sender's answer."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.carry_on(by=request.viewer, contact=held, reason=given["reason"], version=version)
        return "The contact is in hand again."

    return take(request, held, forms.ReasonForm(request.POST or None), act, heading="Carry on without an answer",
                button="Carry on")  # fmt: skip


@requires("contact_decide")
def withdraw(request: Request, reference: str) -> HttpResponse:
    """Withdraw a contact that should not be here."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.withdraw(by=request.viewer, contact=held, reason=given["reason"], version=version)
        return "The contact is withdrawn."

    return take(request, held, forms.ReasonForm(request.POST or None), act, heading="Withdraw this contact",
                button="Withdraw it")  # fmt: skip


@requires("contact_work")
def remove_child(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Take a wrongly attached child off a contact."""
    held = contact_or_404(request, reference)
    child = child_or_404(held, child_reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.remove_child(by=request.viewer, contact=held, child=child, reason=given["reason"], version=version)
        return f"{child} is taken off this contact."

    return take(request, held, forms.ReasonForm(request.POST or None), act, heading=f"Take {child} off this contact",
                button="Take off", child=child)  # fmt: skip


@requires("contact_work")
def correct_child(request: Request, reference: str, child_reference: str) -> HttpResponse:
    """Correct what was written about a child."""
    held = contact_or_404(request, reference)
    child = child_or_404(held, child_reference)
    names = [name for name in forms.ChildForm.base_fields if name != "reason"]
    form = forms.ChildForm(request.POST or None, initial={name: getattr(child, name) for name in names})

    def act(given: Mapping[str, Any], version: int | None) -> str:
        holding.correct_child(
            by=request.viewer, contact=held, child=child, changes={name: given[name] for name in names},
            reason=given["reason"], version=version,
        )  # fmt: skip
        return "The correction is kept."

    return take(request, held, form, act, heading=f"Correct what is written about {child}", button="Keep the correction",
                child=child)  # fmt: skip


@requires("contact_work")
def correct_received(request: Request, reference: str) -> HttpResponse:
    """Correct when a contact was received."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        if given["received_at"] is None:
            raise CannotMove([Missing("Enter when it was received.", "#id_received_at")])
        holding.correct_received_at(
            by=request.viewer, contact=held, received_at=given["received_at"], reason=given["reason"], version=version
        )
        return "The time of receipt is corrected, and the running clocks are counted again."

    return take(request, held, forms.ReceivedForm(request.POST or None), act, heading="Correct when it was received",
                button="Keep the correction")  # fmt: skip


@requires("decision_challenge")
def disagree(request: Request, reference: str) -> HttpResponse:
    """Disagree with a decision: an owned challenge, never a dead end."""
    held = contact_or_404(request, reference)

    def act(given: Mapping[str, Any], version: int | None) -> str:
        handing.disagree(by=request.viewer, contact=held, why=given["why"], wanted=given["wanted"])
        return "Your disagreement is recorded. The front door manager now owes you an answer."

    return take(request, held, forms.DisagreeForm(request.POST or None), act, heading="Disagree with this",
                button="Record the disagreement", back=contact_page(request.viewer, held.reference))  # fmt: skip
