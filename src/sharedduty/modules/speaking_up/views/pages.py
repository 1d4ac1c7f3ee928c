"""The pages of those who handle what was sent: the list, writing down what came another way, one matter."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, Viewer, requires
from sharedduty.modules.speaking_up.actions import sending as acts
from sharedduty.modules.speaking_up.forms import desk as forms
from sharedduty.modules.speaking_up.process import BREACH_WORK, GROUNDS, OUTCOMES, process_of
from sharedduty.modules.speaking_up.queries import choices, reading
from sharedduty.modules.speaking_up.views.acts import ACTS
from sharedduty.modules.speaking_up.views.bench import BENCH

PAGE = 50
TABS = {"open": "Open", "closed": "Closed"}
NEXT = {  # what is done next at a stage, by the address of its step
    ("spoken", "received"): "acknowledge", ("spoken", "looking"): "answer", ("spoken", "answered"): "close",
    ("access", "received"): "details", ("access", "gathering"): "prepare",
    ("access", "checking"): "release", ("access", "answered"): "close",
}  # fmt: skip


@requires("speaking_up_work")
def matters(request: Request) -> HttpResponse:
    """The matters one was given."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"text": text, "href": f"{reverse('speaking_up:matters')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "kinds": choices.KINDS, "sent_as": choices.SENT_AS_WORDS,
    }  # fmt: skip
    return render(request, "speaking_up/matters.html", context)


@requires("speaking_up_work")
def record_new(request: Request) -> HttpResponse:
    """Write down what came by letter, by telephone or in person."""
    form = forms.RecordForm(
        request.POST if request.method == "POST" else None, kinds=choices.KINDS, ways=choices.WAYS_OF_THEM,
        sent_as=choices.SENT_AS_WORDS, bodies=choices.body_options(request.viewer, request.viewer.area_id),
    )  # fmt: skip

    def do(version: int | None) -> str:
        made = acts.record(by=request.viewer, given=form.cleaned_data)
        held = reading.by_reference(request.viewer, made.matter)
        return BENCH.page_of(held) if held else reverse("speaking_up:matters")

    return BENCH.take(
        request, None, form, do, does="Write down what came another way", button="Record it",
        done="It is recorded. If it is not in your list, somebody else has it.", back=reverse("speaking_up:matters"),
    )  # fmt: skip


@requires("speaking_up_work")
def matter(request: Request, reference: str) -> HttpResponse:
    """One matter: what is next, what was sent, what was said, what was found."""
    held = BENCH.or_404(request, reference)
    acts_here, view = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held)
    context = {
        "view": view, "held": held, "sent": held.sending, "acts": acts_here, "first": _next(view, request.viewer),
        "kinds": choices.KINDS, "ways": choices.WAY_WORDS, "sent_as": choices.SENT_AS_WORDS, "said": choices.SAID,
        "outcomes": OUTCOMES, "grounds": GROUNDS, "welfare": choices.WELFARE_DONE, "decisions": choices.DECISIONS,
        "waits": view.waits_for(request.viewer),
        "breach_new": f"{reverse('speaking_up:breach-new')}?found={held.reference}" if request.viewer.may(BREACH_WORK) else "",
        "harm": choices.HARM, "events": {step.verb: step.event for step in process_of(held.kind).transitions},
    }  # fmt: skip
    return render(request, "speaking_up/matter.html", context)


def _next(view: reading.MatterView, viewer: Viewer) -> str:
    """What is done next, by the address of its step; empty where it has ended."""
    held = view.held
    slug = NEXT.get(("access" if held.kind == "access" else "spoken", held.stage), "")
    open_steps = {one.code for one in view.tasks if not one.done}
    if slug in ("acknowledge", "answer") and "child" in open_steps:
        return "child"
    if slug == "prepare":
        return "item-new" if "list" in open_steps else "item-judge" if "judged" in open_steps else "prepare"
    return "" if slug == "release" and view.waits_for(viewer) else slug
