"""The pages of escalations: the list, raising one, one escalation, bringing somebody in, the pattern, one's own count."""

import datetime
from collections.abc import Mapping

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.design.dates import date_words, day_words
from sharedduty.foundations.design.exports import csv_response
from sharedduty.modules.escalation import forms
from sharedduty.modules.escalation.actions import raising, recording
from sharedduty.modules.escalation.policy import FIGURES_INSIDE
from sharedduty.modules.escalation.queries import choices, figuring, reading, starting
from sharedduty.modules.escalation.rules import PARTS
from sharedduty.modules.escalation.views.acts import ACTS, KINDS, limit_words
from sharedduty.modules.escalation.views.bench import BENCH

PAGE = 50
TABS = {"open": "Open", "ended": "Ended"}
STATUSES = {
    "plan": "On a child protection plan", "care": "In care", "both": "Both", "neither": "Neither", "not_known": "Not known",
}  # fmt: skip
# What is done next at a stage: the first of these that is not done and may be done by this viewer.
NEXT = {
    "one": (("lead", "tell"), ("talk_one", "talk"), ("", "settle")),
    "two": (("lead", "tell"), ("conference_chair", "tell"), ("reviewing_officer", "tell"), ("talk_two", "talk"), ("", "settle")),
    "three": (("logged", "log"), ("tiers", "tier"), ("agreed_plan", "plan"), ("", "settle")),
    "four": (("decider", "decider"), ("scrutineer", "advise"), ("", "decide"), ("", "settle")),
    "referred": (("", "answer"),),
    "settled": (("copies", "copies"), ("open_issues", "finish"), ("", "debrief"), ("", "close")),
}  # fmt: skip
# The same where the last talk of the stage settled nothing: it goes up.
UP = {
    "one": (("lead", "tell"), ("managers", "bring-in"), ("", "to-managers")),
    "two": (
        ("lead", "tell"), ("conference_chair", "tell"), ("reviewing_officer", "tell"), ("seniors", "bring-in"),
        ("", "to-seniors"),
    ),
    "three": (("logged", "log"), ("tiers", "tier"), ("", "to-chair")),
}  # fmt: skip
BESIDE = {"bring-in"}  # pages that are no step of one form each
SUPPRESSED = "Numbers from 1 to 5 are not shown outside the business unit, nor another number that would give one away."


@requires("escalation_read")
def escalations(request: Request) -> HttpResponse:
    """The escalations one was brought into."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"text": text, "href": f"{reverse('escalation:escalations')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "raises": request.viewer.may("escalation_raise"), "counts": request.viewer.may("escalation_count"),
        "figures": request.viewer.may("escalation_figures"),
    }  # fmt: skip
    return render(request, "escalation/escalations.html", context)


@requires("escalation_raise")
def about(request: Request, record: str) -> HttpResponse:
    """Raise a disagreement about a record in sight, or about the decision made in it on the day in `?decided=`."""
    found = starting.about_record(request.viewer, record)
    if found is None:
        raise Http404
    return _raise(request, found)


@requires("escalation_raise")
def new(request: Request) -> HttpResponse:
    """Raise a disagreement about how the arrangements are used, which is about no child (GL-ES-20)."""
    return _raise(request, None)


def _raise(request: Request, about: starting.AboutRecord | None) -> HttpResponse:
    viewer = request.viewer
    found = starting.with_whom(viewer, about, request.GET.get("q", ""))
    day = _day(request.GET.get("decided", ""))
    form = forms.RaiseForm(
        request.POST if request.method == "POST" else None, people=found.named, bodies=choices.organisations(viewer),
        topics=choices.topics(), statuses=STATUSES, limit=limit_words("escalation.stage1"), child=about is not None,
        initial={"what": f"The decision of {date_words(day)}." if day else ""},
    )  # fmt: skip

    def do(version: int | None) -> str:
        given = {**form.cleaned_data, "other": found.people.get(form.cleaned_data.get("who") or ""), "decided_on": day}
        given["against"] = choices.organisation(viewer, form.cleaned_data.get("organisation") or "")
        made = raising.raise_disagreement(by=viewer, about_record=about.reference if about else "", given=given)
        return BENCH.page_of(made)

    return BENCH.take(
        request, None, form, do, does="Disagree with this" if about else "Disagree about the arrangements",
        button="Raise it", done="It is raised, at stage one. Talk with each other as soon as you can.",
        files=tuple(one.pk for one in about.files) if about else (), template="escalation/new.html",
        back=(about.page if about else "") or reverse("escalation:escalations"),
        more={"about": about, "found": found, "decided": day.isoformat() if day else ""},
    )  # fmt: skip


def _day(typed: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(typed) if typed else None
    except ValueError:  # a link typed by hand: no day is better than a wrong one
        return None


@requires("escalation_read")
def escalation(request: Request, reference: str) -> HttpResponse:
    """One escalation: what to do next and by when, what is disagreed about, and every stage with what was said in it."""
    held = BENCH.or_404(request, reference)
    acts, view = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held)
    slug, words = _next(view, acts)
    context = {
        "view": view, "held": held, "acts": acts, "first": slug, "next_words": words, "parts": PARTS, "kinds": KINDS,
        "statuses": STATUSES, "decided_ways": choices.DECIDED, "debrief_answers": choices.ANSWERS, "now": timezone.now(),
        **{name: choices.labels(name) for name in ("talked", "result", "outcome", "told")},
        "brings": request.viewer.may("escalation_work") and held.stage in ("one", "two", "three", "four", "referred"),
        "calls": request.viewer.may("escalation_hold") and held.stage in ("two", "three", "four"),
    }  # fmt: skip
    return render(request, "escalation/escalation.html", context)


def _next(view: reading.EscalationView, acts: Mapping[str, object]) -> tuple[str, str]:
    """What is done next, by the address of its step and in words with its day: both empty where it has ended."""
    open_tasks = {one.code: one for one in view.tasks if not one.done}
    headings = {one.slug: one.heading for one in ACTS}
    clock = next(
        (one for one in view.clocks if one.clock.met_at is None and one.clock.key in reading.CLOCKS.values()), None
    )
    stage = view.escalation.stage
    unsettled = bool(view.runs and view.runs[-1].talks and view.runs[-1].talks[-1].result == "no")
    for code, slug in (UP if unsettled and stage in UP else NEXT).get(stage, ()):
        if code and code not in open_tasks:
            continue
        if not code and slug not in acts:
            continue
        title = open_tasks[code].title if code else headings[slug]
        when = (
            ", at once"
            if code == "lead"
            else f", by {day_words(timezone.localdate(clock.clock.due_at))}"
            if clock
            else ""
        )
        whose = "" if not code or slug in BESIDE or slug in acts else f" This is for: {open_tasks[code].who}."
        return slug, f"{title}{when}.{whose}"
    return "", ""


@requires("escalation_work")
def bring_in(request: Request, reference: str) -> HttpResponse:
    """Find somebody by words, or write their name, and bring them in."""
    held = BENCH.or_404(request, reference)
    viewer = request.viewer
    ids = [one for one in held.participants.values_list("appointment_id", flat=True) if one]
    found = starting.to_bring(viewer, starting.managers_of(viewer, ids), request.GET.get("q", ""))
    parts = {code: words for code, words in PARTS.items() if code not in ("decider", "adviser", "unit")}
    form = forms.PersonForm(
        request.POST if request.method == "POST" else None, people=found.named, bodies=choices.organisations(viewer),
        parts=parts,
    )  # fmt: skip

    def do(version: int | None) -> None:
        given = {**form.cleaned_data, "other": found.people.get(form.cleaned_data.get("who") or "")}
        given["organisation"] = choices.organisation(viewer, form.cleaned_data.get("organisation") or "")
        recording.bring_in(by=viewer, held=held, given=given, version=version)

    return BENCH.take(
        request, held, form, do, does="Bring somebody in", button="Bring them in",
        done="They take part, and see this disagreement from now on.", template="escalation/bring_in.html",
        more={"found": found},
    )  # fmt: skip


def _period(request: Request) -> tuple[str, str, datetime.date, datetime.date]:
    periods = figuring.periods()
    code = request.GET.get("period", "")
    code = code if code in periods else "12-months"
    return code, *periods[code]


@requires("escalation_figures")
def pattern(request: Request) -> HttpResponse:
    """The pattern of disagreements of a period, by topic, stage, agency and month; nothing that names anybody."""
    code, words, first, last = _period(request)
    tabs = [
        {"text": text, "href": f"{reverse('escalation:pattern')}?period={key}", "current": key == code}
        for key, (text, _, _) in figuring.periods().items()
    ]
    context = {
        "pattern": figuring.pattern_of(request.viewer, first, last), "tabs": tabs, "words": words, "code": code,
        "suppressed": "" if request.viewer.role in FIGURES_INSIDE else SUPPRESSED,
    }  # fmt: skip
    return render(request, "escalation/pattern.html", context)


@requires("escalation_figures")
def pattern_csv(request: Request) -> HttpResponseBase:
    """The same as CSV."""
    code, words, first, last = _period(request)
    found = figuring.pattern_of(request.viewer, first, last, exported=True)
    held = "held back"
    rows: list[list[str | int | float | None]] = [["In all", words, held if found.total is None else found.total]]
    for _, title, _, lines in found.tables:
        rows += [[title, one.words, held if one.number is None else one.number] for one in lines]
    for title, of in (("Stages that ended", "ended"), ("Ended in time", "in_time")):
        numbers = [(one.words, getattr(one, of)) for one in found.times]
        rows += [[title, stage, held if number is None else number] for stage, number in numbers]
    rows += [["Share that ended in time", one.words, one.share] for one in found.times]
    if request.viewer.role not in FIGURES_INSIDE:
        rows.append(["Held back", SUPPRESSED, None])
    return csv_response(f"disagreements-{code}", ("Table", "Line", "Number"), rows)


@requires("escalation_count")
def own(request: Request) -> HttpResponse:
    """How many disagreements one's own agency raised, and how many were raised with it, from stage one."""
    code, words, first, last = _period(request)
    tabs = [
        {"text": text, "href": f"{reverse('escalation:own')}?period={key}", "current": key == code}
        for key, (text, _, _) in figuring.periods().items()
    ]
    context = {"count": figuring.own_count(request.viewer, first, last), "tabs": tabs, "words": words}
    return render(request, "escalation/own.html", context)
