"""The pages on which a step is one form: find the record, show the form, take the step, answer refusals."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from sharedduty.foundations.access.api import Request, Viewer, requires
from sharedduty.foundations.design.forms import word_plainly
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.forms.api import KeptPage, revealed, show_form
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.declared import Process
from sharedduty.foundations.process.engine import CannotMove, Overtaken

SOMEBODY_FIRST = "Somebody else changed this while you had it open. Look at what they did, then send yours again."
Form = Callable[[Request, Any, Any], BaseForm]
Do = Callable[[Request, Any, Any, int | None], object]
Reveals = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Act:
    """One step that is one form: its address, the verbs it takes, its words, its form, and the action behind it.

    `permission` is the room's own way in where it is empty. `shows` stands above the form: a title, and the words.
    """

    slug: str
    verbs: tuple[str, ...]
    heading: str
    button: str
    done: str
    form: Form
    do: Do
    intro: str = ""
    permission: str = ""
    shows: Callable[[Request, Any], list[tuple[str, str]]] = lambda request, held: []
    files: Callable[[Request, Any], list[int]] = (
        lambda request, held: []
    )  # whatever else its page shows, for the journal
    offered: Callable[[Any], object] = lambda held: True  # whether there is anything to take it on
    reveals: Reveals = field(default_factory=dict)


def simple(kind: type[BaseForm]) -> Form:
    """A form that needs to know nothing but what was typed."""
    return lambda request, held, data: kind(data)


def given(action: Callable[..., object]) -> Do:
    """An action that takes the form's answers as they are."""

    def do(request: Request, held: Any, form: Any, version: int | None) -> None:
        action(by=request.viewer, held=held, given=form.cleaned_data, version=version)

    return do


def version_sent(request: Request) -> int | None:
    """The version of the record that the person had before them."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass(frozen=True)
class StepPages:
    """The step pages of one room's record.

    `find` gives the record by its reference for a viewer, or None. `called` is its kind, for the journal. `page` and
    `listed` are the routes of its own page and of the room's list. `permission` is what most steps need. `named` begins
    the name of each step's route, in a room that has steps of the same name on several kinds of record. `template` draws
    the pages, where a room has more to say above the form than `process/step.html` does. `shown_in` says in which part of a
    long record's page (`design.sections`) what a step wrote stands, by the step's slug.
    """

    process: Process
    find: Callable[[Viewer, str], Any]
    called: str
    page: str
    listed: str
    permission: str
    caption: Callable[[Any], str] = lambda held: str(held.reference)
    named: str = ""
    template: str = "process/step.html"
    shown_in: Mapping[str, str] = field(default_factory=dict)

    def or_404(self, request: Request, reference: str) -> Any:
        """The record, or the one answer for what does not exist and for what is not yours to see."""
        held = self.find(request.viewer, reference)
        if held is None:
            raise Http404
        return held

    def page_of(self, held: Any) -> str:
        """The address of a record's page."""
        return reverse(self.page, args=[held.reference])

    def possible(self, acts: Iterable[Act], held: Any, viewer: Viewer) -> dict[str, Act]:
        """The acts, by address, that the process allows from here, that have a thing to act on, and that are this viewer's."""
        here = {step.verb for step in self.process.possible(held.stage)}
        return {
            one.slug: one
            for one in acts
            if viewer.may(one.permission or self.permission) and here & set(one.verbs) and one.offered(held)
        }

    def after(self, one: Act, held: Any) -> str:
        """Where somebody stands once a step is taken: at the part of the page that shows what they wrote, or on the page."""
        part = self.shown_in.get(one.slug)
        return f"{self.page_of(held)}?part={part}" if part else self.page_of(held)

    def paths(self, acts: Iterable[Act]) -> list[URLPattern]:
        """The address of each act's page, behind its permission."""
        return [self._path(one) for one in acts]

    def _path(self, one: Act) -> URLPattern:
        def page(request: Request, reference: str) -> HttpResponse:
            return self.act(request, one, reference)

        guarded = requires(one.permission or self.permission)(page)
        return path(f"<str:reference>/{one.slug}/", guarded, name=self.named + one.slug)

    def act(self, request: Request, one: Act, reference: str) -> HttpResponse:
        """The page of one step. Where the process does not allow it from here, the refusal says so."""
        held = self.or_404(request, reference)
        form = one.form(request, held, request.POST if request.method == "POST" else None)

        def do(version: int | None) -> object:
            led_to = one.do(request, held, form, version)
            return led_to if isinstance(led_to, str) else self.after(one, held)

        return self.take(
            request, held, form, do, does=one.heading,
            button=one.button, done=one.done, intro=one.intro, reveals=one.reveals,
            more={"shown": one.shows(request, held)}, files=(held.case_file_id, *one.files(request, held)),
        )  # fmt: skip

    def take(
        self, request: Request, held: Any, form: BaseForm, do: Callable[[int | None], object], *, does: str, button: str,
        done: str, intro: str = "", files: tuple[int, ...] = (), heading: str = "", back: str = "",
        reveals: Reveals | None = None, more: Mapping[str, Any] | None = None, template: str = "",
    ) -> HttpResponse:  # fmt: skip
        """Show a step's form, or take the step.

        Takes: the record, None where the step makes it; the form; `do`, which gets the version read and may give the address
        to go to next; what the page does, in words without a name, for the journal and the list of drafts.
        Gives: the page; after a step taken, the way on; after a refusal, the page with everything typed still there (422).
        """
        back = back or (self.page_of(held) if held else reverse(self.listed))
        kept, elsewhere = KeptPage(request, does), []
        word_plainly(form.fields)
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
                    held = self.find(request.viewer, held.reference) or held
                    elsewhere = [{"text": SOMEBODY_FIRST, "href": back}]
                else:
                    kept.let_go()
                    messages.success(request, done)
                    return HttpResponseRedirect(result if isinstance(result, str) else back)
            if (answer := kept.keep()) is not None:
                return answer
        else:
            kept.draw(form)
            record_sight(
                by=request.viewer, verb="opened", object_type=self.called, object_ref=getattr(held, "reference", ""),
                files=files or ((held.case_file_id,) if held else ()), purpose=does,
            )  # fmt: skip
        context = {
            "held": held, "caption": self.caption(held) if held else "", "heading": heading or does, "intro": intro,
            "shown": [], "button_text": button, "back": back,
            **revealed(form, reveals or {}), **kept.context, **(more or {}),
        }  # fmt: skip
        return show_form(request, template or self.template, form, elsewhere, context)
