"""The pages of the register: the board, taking in, one recommendation, the export."""

from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.exports import csv_response
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import files_of, href
from sharedduty.modules.action_plans import forms
from sharedduty.modules.action_plans.actions import taking_in
from sharedduty.modules.action_plans.queries import board as boards
from sharedduty.modules.action_plans.queries import choices, reading, starting
from sharedduty.modules.action_plans.views.acts import ACTS
from sharedduty.modules.action_plans.views.bench import BENCH

PAGE, EXPORTED = 25, 5000
FILTERS = ("words", "source", "record", "agency", "colour")
# What is done next at a stage: the address of its step.
NEXT = {"received": "look", "triaged": "accept", "accepted": "ask", "allocated": "propose-closing"}
HEADER = (
    "Reference", "Stage", "Priority", "Recommendation", "Kind of source", "Source", "Number there", "Made on", "Accepted on",
    "Owner", "Due on", "What will be different", "How one will know", "Agencies asked", "Done", "In place", "Effect shown",
    "Not answered", "Ended on", "Taken in from", "Its state there", "Which means",
)  # fmt: skip


def _asked_for(request: Request) -> tuple[str, dict[str, str]]:
    tab = request.GET.get("show", "now")
    given = {name: request.GET.get(name, "").strip()[:200] for name in FILTERS}
    return (tab if tab in boards.TABS else "now"), given


@requires("plan_read")
def board(request: Request) -> HttpResponse:
    """The register: one tab, a page at a time; the totals; for the business unit what was handed over and waits."""
    tab, given = _asked_for(request)
    today, viewer = timezone.localdate(), request.viewer
    page = Paginator(boards.board(viewer, tab, given), PAGE).get_page(request.GET.get("page"))
    rows = boards.rows(viewer, list(page), today)
    works = viewer.may("plan_work")
    waiting = starting.waiting(viewer) if works else []
    record_sight(by=viewer, verb="listed", object_type="hand-overs", files=[one.case_file_id for one in waiting])
    totals, words = boards.totals(viewer, today), choices.labels("source")
    tabs = [
        {
            "text": f"{text} ({totals.tabs[key]})", "href": f"{reverse('action_plans:board')}?show={key}",
            "current": key == tab and not given["words"],
        }
        for key, text in boards.TABS.items()
    ]  # fmt: skip
    context = {
        "rows": rows, "list_page": page, "tabs": tabs, "tab": tab, "title": boards.TABS[tab], "totals": totals,
        "given": given, "sources": words, "agencies": boards.agencies(viewer), "waiting": waiting, "works": works,
        "colours": {**choices.COLOURS, "unrated": "Not rated"}, "grid": boards.grid(rows), "query": request.GET.urlencode(),
        "narrowed": any(given.values()),
    }  # fmt: skip
    return render(request, "action_plans/board.html", context)


@requires("plan_read")
def export(request: Request) -> HttpResponseBase:
    """What the board shows, all its pages, as CSV; every cell neutralised."""
    tab, given = _asked_for(request)
    shown = list(boards.board(request.viewer, tab, given)[:EXPORTED])
    words = choices.labels("source")
    rows = [
        (
            one.reference, row.stage, choices.PRIORITIES.get(one.priority, one.priority), one.wording,
            words.get(one.source_kind, one.source_kind), one.source_title, one.source_number, one.made_on, one.accepted_on,
            one.owner, one.due_on, one.intended, one.measure, row.asked, row.done, row.adopted, row.effect, list(row.silent),
            one.ended_on, one.tracker, one.tracker_said, choices.TRACKER_STATES.get(one.tracker_means, ""),
        )
        for row in boards.rows(request.viewer, shown, timezone.localdate())
        for one in [row.recommendation]
    ]  # fmt: skip
    record_sight(
        by=request.viewer, verb="exported", object_type="recommendations", files=[one.case_file_id for one in shown]
    )
    return csv_response(f"recommendations-{tab}", HEADER, rows)


@requires("plan_read")
def recommendation(request: Request, reference: str) -> HttpResponse:
    """One recommendation: what is next, what each agency answers, what shows it, where it came from and went."""
    held = BENCH.or_404(request, reference)
    view = reading.view_of(request.viewer, held, timezone.localdate())
    acts = BENCH.possible(ACTS, held, request.viewer)
    seen = held.source_record and files_of(
        request.viewer, held.source_record
    )  # a link only to what this viewer may open
    context = {
        "source_href": href(request.viewer, held.source_record) if seen else "",
        "view": view, "held": held, "acts": acts, "first": _first(view, acts), "next_words": _next_words(view),
        "priorities": choices.PRIORITIES, "works": request.viewer.may("plan_work"), "tracker_states": choices.TRACKER_STATES,
        **{f"{name}_words": choices.labels(name) for name in ("source", "modality", "gap", "breadth", "product")},
    }  # fmt: skip
    return render(request, "action_plans/recommendation.html", context)


def _first(view: reading.RecommendationView, acts: Mapping[str, object]) -> str:
    """The step that is done next, where this viewer may take it."""
    if view.proposal:
        slug = "close" if view.proposal.kind == "close" else "supersede"
        return slug if slug in acts and not view.own_proposal else ""
    slug = "issue" if view.issues else NEXT.get(view.held.stage, "")
    if slug == "propose-closing" and not _shown(view):
        return ""
    return slug if slug in acts else ""


def _shown(view: reading.RecommendationView) -> bool:
    """Whether every agency has come as far as closing needs: the rule itself says what is missing."""
    needed = ("effect",) if view.held.front_line else ("done", "adopted", "effect")
    parts = [one.part.stage for one in view.parts if one.part.stage not in ("withdrawn", "not_applicable")]
    return bool(parts) and all(stage in needed for stage in parts)


def _next_words(view: reading.RecommendationView) -> str:
    """What is next, in words, whoever does it."""
    if view.proposal:
        words = "a second person agrees" if not view.own_proposal else "somebody other than you agrees"
        return f"{view.proposal.get_kind_display()[:1].lower()}{view.proposal.get_kind_display()[1:]}: {words}, or not."
    if view.issues:
        return f"say whether {view.issues[0].words}, carries it."
    stage = view.held.stage
    if stage == "allocated":
        silent = [str(one.part.asked_organisation) for one in view.parts if one.part.stage == "asked"]
        if silent:
            return f"these answer what they do: {', '.join(silent)}."
        return "propose to close it." if _shown(view) else "the agencies show that it is in place, and its effect."
    return {"received": "look at it.", "triaged": "accept it, or not.", "accepted": "ask the agencies."}.get(stage, "")


@requires("plan_work")
def take_in(request: Request) -> HttpResponse:
    """Take one recommendation in from a source that has no record here."""
    form = forms.TakeInForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> str:
        return BENCH.page_of(taking_in.take_in(by=request.viewer, given=form.cleaned_data))

    return BENCH.take(
        request, None, form, do, does="Add a recommendation", button="Add it", done="It is in the register. Look at it next.",
        intro="From a review, audit or inspection that has no record here. What a practice review recommends is handed over.",
    )  # fmt: skip


@requires("plan_work")
def start(request: Request, handover_reference: str) -> HttpResponse:
    """Take the recommendations of a review that was handed over into the register."""
    found = starting.handed_over(request.viewer, handover_reference)
    if found is None:
        raise Http404
    handover, source = found

    def do(version: int | None) -> str:
        made = taking_in.open_from_handover(by=request.viewer, handover=handover)
        if len(made) == 1:
            return BENCH.page_of(made[0])
        return f"{reverse('action_plans:board')}?show=decide&record={source.reference}"

    shown = [("From", f"{source.title}, {source.reference}")]
    shown += [(f"Recommendation {one.number}", f"{one.wording}\n{one.owner}") for one in source.advised]
    return BENCH.take(
        request, None, forms.NothingForm(request.POST if request.method == "POST" else None), do,
        does="Take the recommendations into the register", button="Take them in",
        done="They are in the register. Look at each next.",
        intro="Each becomes a record of its own, with the owner and the day it has in the review.",
        files=(handover.case_file_id, source.file_id), more={"shown": shown},
    )  # fmt: skip
