"""The pages of rapid reviews: the list, beginning one, one review, its report."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.chronology.api import of_record
from sharedduty.foundations.design.dates import day_words, moment_words
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.rapid_review import forms
from sharedduty.modules.rapid_review.actions import opening
from sharedduty.modules.rapid_review.queries import choices, reading, report, starting
from sharedduty.modules.rapid_review.queries.timeline import CHOICE
from sharedduty.modules.rapid_review.rules.deciding import CIRCUMSTANCES, CRITERIA, FLAGS, SETTINGS
from sharedduty.modules.rapid_review.views.acts import ACTS
from sharedduty.modules.rapid_review.views.bench import BENCH

PAGE = 50
TABS = {"open": "Open", "sent": "Sent to the Panel", "ended": "Ended"}
# What is done next at a stage, the first of these that is possible and not done, with the local step whose day it has.
NEXT = {
    "gathering": (
        ("core", "member-new", 1), ("notice", "notice", 1), ("asked", "ask", 1), ("files", "file", 1), ("", "take-in", 2),
    ),
    "met": (("aims", "findings", 2), ("criteria", "criteria", 2), ("", "decide", 2)),
    "decided": (("leads", "tell", 3), ("chair", "tell", 3), ("", "send", 4)),
    "sent": (("", "reply", 0),),
    "replied": (
        ("panel_asks", "answer-panel", 0), ("disagreements", "answer-disagreement", 0), ("local", "tell", 0),
        ("family", "tell", 0), ("", "close", 0),
    ),
}  # fmt: skip


@requires("rapid_read")
def reviews(request: Request) -> HttpResponse:
    """The reviews in sight, and for the business unit those handed over and not begun."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    works = request.viewer.may("rapid_work")
    waiting = starting.waiting(request.viewer) if works else []
    record_sight(
        by=request.viewer, verb="listed", object_type="hand-overs", files=[one.case_file_id for one in waiting]
    )
    tabs = [
        {"text": text, "href": f"{reverse('rapid_review:reviews')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "waiting": waiting, "works": works,
    }  # fmt: skip
    return render(request, "rapid_review/reviews.html", context)


@requires("rapid_read")
def review(request: Request, reference: str) -> HttpResponse:
    """One review: what to do next and by when, who takes part, what is known, what was decided, what was sent."""
    held = BENCH.or_404(request, reference)
    acts, view, on = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held), held.begun_at
    slug, words = _next(view, acts)
    context = {
        "view": view, "held": held, "acts": acts, "first": slug, "next_words": words, "choice": CHOICE,
        "capacities": choices.capacities(), "answers": choices.ANSWERS, "yes_no": choices.YES_NO, "criteria": CRITERIA,
        "circumstances": CIRCUMSTANCES | FLAGS, "settings": SETTINGS, "now": timezone.now(),
        **{name: choices.labels(name, timezone.localdate(on)) for name in ("decision", "told", "panel", "parallel")},
        "chronology": of_record(request.viewer, held.reference), "begun_words": moment_words(on),
        "calls": request.viewer.may("rapid_hold"),
    }  # fmt: skip
    return render(request, "rapid_review/review.html", context)


def _next(view: reading.ReviewView, acts: object) -> tuple[str, str]:
    """What is done next, by the address of its step and in words with its day: both empty where the review has ended."""
    open_tasks = {one.code: one for one in view.tasks if not one.done}
    headings = {one.slug: one.heading for one in ACTS}
    days = {one.number: one.by_on for one in view.steps}
    for code, slug, number in NEXT.get(view.review.stage, ()):
        if code and code not in open_tasks:
            continue
        title = open_tasks[code].title if code else headings[slug]
        if slug == "take-in" and not any(one.stage == "held" for one in view.meetings):
            title, slug = "Call and hold the meeting", "call"
        by_day = days.get(number)
        when = (
            f", by {day_words(by_day)}" if by_day else ", as soon as can be" if slug != "reply" else ", when it comes"
        )
        return slug, f"{title}{when}."
    return "", ""


@requires("rapid_work")
def start(request: Request, handover_reference: str) -> HttpResponse:
    """Begin a review from the hand-over of a notified incident."""
    found = starting.handed_over(request.viewer, handover_reference)
    if found is None:
        raise Http404
    handover, facts = found

    def do(version: int | None) -> str:
        return BENCH.page_of(opening.open_from_handover(by=request.viewer, handover=handover))

    children = ", ".join(f"{one.given_names} {one.family_name}".strip() for one in facts.children)
    shown = [
        ("What is handed over", handover.summary), ("What happened", facts.what_happened), ("Children", children),
        ("The notice was sent", moment_words(facts.sent_at)),
    ]  # fmt: skip
    return BENCH.take(
        request, None, forms.NothingForm(request.POST if request.method == "POST" else None), do,
        does="Begin the rapid review", button="Begin it",
        done="The review has begun. Name the core members that are missing, and give notice.",
        intro="The days count from the notice. The members known here are named; you add the others.",
        files=(handover.case_file_id, facts.file_id), more={"shown": [one for one in shown if one[1]]},
    )  # fmt: skip


@requires("rapid_work")
def considered(request: Request) -> HttpResponse:
    """Begin a review of a case that was considered and never notified."""
    form = forms.ConsideredForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> str:
        return BENCH.page_of(opening.open_considered(by=request.viewer, given=form.cleaned_data))

    return BENCH.take(
        request, None, form, do, does="Review a case that was considered", button="Begin it", done="The review has begun.",
        intro="For a case that was referred and considered, and that nobody notified. The days count from the referral.",
    )  # fmt: skip


@requires("rapid_read")
def report_page(request: Request, reference: str) -> HttpResponse:
    """The report, made from what is recorded, to print; `?as=sent` as it was sent."""
    held = BENCH.or_404(request, reference)
    sent = held.submissions.filter(kind="review").order_by("sent_at", "pk").first()
    was_sent = sent is not None and request.GET.get("as") == "sent"
    if was_sent:
        record_sight(
            by=request.viewer, verb="opened", object_type="rapid review", object_ref=held.reference,
            files=[held.case_file_id], purpose="report as it was sent",
        )  # fmt: skip
    parts = report.sections_sent(sent.as_sent) if was_sent else report.sections(request.viewer, held)
    context = {"held": held, "parts": parts, "sent": sent, "was_sent": was_sent, "back": BENCH.page_of(held)}
    return render(request, "rapid_review/report.html", context)
