"""What every page of an incident does alike: find it, show a step's form, take the step, answer refusals."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sharedduty.foundations.access.api import Request
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.forms.api import KeptPage, revealed, show_form
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.modules.serious_incident.process import PROCESS
from sharedduty.modules.serious_incident.queries import reading

SOMEBODY_FIRST = "Somebody else changed this while you had it open. Look at what they did, then send yours again."
Form = Callable[[Request, Any, Any], BaseForm]
Do = Callable[[Request, Any, Any, int | None], object]
Reveals = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Act:
    """One step that is one form: its address, the verbs it takes, its words, its form, and the action behind it."""

    slug: str
    verbs: tuple[str, ...]
    heading: str
    button: str
    done: str
    form: Form
    do: Do
    intro: str = ""
    permission: str = "incident_decide"
    shows: Callable[[Request, Any], list[tuple[str, str]]] = lambda request, held: []
    offered: Callable[[Any], object] = lambda held: True  # whether there is anything to take it on
    reveals: Reveals = field(default_factory=dict)

    def possible(self, held: Any, viewer: Any) -> bool:
        """Whether the process allows it from here, there is something to take it on, and this viewer's role may take it."""
        here = {step.verb for step in PROCESS.possible(held.stage)}
        return viewer.may(self.permission) and bool(here & set(self.verbs)) and bool(self.offered(held))


def simple(kind: type[BaseForm]) -> Form:
    """A form that needs to know nothing but what was typed."""
    return lambda request, held, data: kind(data)


def given(action: Callable[..., object]) -> Do:
    """An action that takes the form's answers as they are."""

    def do(request: Request, held: Any, form: Any, version: int | None) -> None:
        action(by=request.viewer, held=held, given=form.cleaned_data, version=version)

    return do


def incident_or_404(request: Request, reference: str) -> Any:
    """The incident, or the one answer for what does not exist and for what is not yours to see."""
    held = reading.by_reference(request.viewer, reference)
    if held is None:
        raise Http404
    return held


def version_sent(request: Request) -> int | None:
    """The version of the record that the person had before them."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def page_of(held: Any) -> str:
    """The address of an incident's page."""
    return reverse("serious_incident:incident", args=[held.reference])


def take(
    request: Request, held: Any, form: BaseForm, do: Callable[[int | None], object], *, does: str, button: str,
    done: str, intro: str = "", files: tuple[int, ...] = (), back: str = "", reveals: Reveals | None = None,
    more: Mapping[str, Any] | None = None, template: str = "serious_incident/step.html",
) -> HttpResponse:  # fmt: skip
    """Show a step's form, or take the step. A refusal comes back with everything typed still there (422)."""
    back = back or (page_of(held) if held else reverse("serious_incident:incidents"))
    kept, elsewhere = KeptPage(request, does), []
    if (answer := kept.answer([form])) is not None:
        return answer
    if request.method == "POST":
        if form.is_valid():
            if (answer := kept.differs()) is not None:
                return answer
            try:
                result = do(version_sent(request))
            except CannotMove as refusal:
                elsewhere = show_missing(form, refusal.missing)
            except Overtaken:
                held = reading.by_reference(request.viewer, held.reference) or held
                elsewhere = [{"text": SOMEBODY_FIRST, "href": back}]
            else:
                kept.let_go()
                messages.success(request, done)
                return HttpResponseRedirect(result if isinstance(result, str) else back)
        if (answer := kept.keep()) is not None:
            return answer
    else:
        kept.draw(form)
        files = files or ((held.case_file_id,) if held else ())
        record_sight(
            by=request.viewer, verb="opened", object_type="serious incident", object_ref=getattr(held, "reference", ""),
            files=files, purpose=does,
        )  # fmt: skip
    context = {
        "held": held, "heading": does, "button_text": button, "back": back, "intro": intro, "shown": [],
        **revealed(form, reveals or {}), **kept.context, **(more or {}),
    }  # fmt: skip
    return show_form(request, template, form, elsewhere, context)


def act(request: Request, one: Act, reference: str) -> HttpResponse:
    """The page of one step. Where the process does not allow it from here, the refusal says so."""
    held = incident_or_404(request, reference)
    form = one.form(request, held, request.POST if request.method == "POST" else None)
    return take(
        request, held, form, lambda version: one.do(request, held, form, version), does=one.heading, button=one.button,
        done=one.done, intro=one.intro, reveals=one.reveals, more={"shown": one.shows(request, held)},
    )  # fmt: skip
