"""The pages of an agency: what it was asked, and one part with its three answers."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.modules.action_plans.queries import answering, choices
from sharedduty.modules.action_plans.views.bench import PARTS
from sharedduty.modules.action_plans.views.part_acts import PART_ACTS

PAGE = 50
TABS = {"open": "Open", "ended": "Ended"}
NEXT = {"asked": "plan", "planned": "done", "done": "in-place"}


@requires("plan_answer")
def parts(request: Request) -> HttpResponse:
    """What one's own team was asked about recommendations."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(answering.asked_of_us(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"text": text, "href": f"{reverse('action_plans:parts')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    rows = answering.listed(request.viewer, list(page), timezone.localdate())
    return render(
        request, "action_plans/parts.html", {"rows": rows, "list_page": page, "tabs": tabs, "which": TABS[which]}
    )


@requires("plan_part_read")
def part(request: Request, reference: str) -> HttpResponse:
    """One agency's part: what is asked, what it plans, its three answers, evidence, who was told, what was made."""
    held = PARTS.or_404(request, reference)
    view = answering.part_view(request.viewer, held, timezone.localdate())
    acts = PARTS.possible(PART_ACTS, held, request.viewer)
    slug = NEXT.get(held.stage, "")
    if held.stage == "adopted":
        slug = "effect" if view.evidence else "evidence"
    context = {
        "view": view, "held": held, "acts": acts, "first": slug if slug in acts else "", "reads": request.viewer.may("plan_read"),
        "colours": choices.COLOURS, "questions": (("done", "Done"), ("adopted", "In place"), ("effect", "Effect shown")),
        **{f"{name}_words": choices.labels(name) for name in ("evidence", "lever", "product")},
    }  # fmt: skip
    return render(request, "action_plans/part.html", context)
