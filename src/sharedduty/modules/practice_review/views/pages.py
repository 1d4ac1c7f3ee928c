"""The pages of practice reviews: the list, taking one up, one review, its check of names."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, new_token, requires
from sharedduty.foundations.chronology.api import of_record
from sharedduty.foundations.design.dates import day_words, moment_words
from sharedduty.foundations.design.questions import show_missing
from sharedduty.foundations.design.sections import sections
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.papers.api import LARGEST, Refused
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.practice_review.actions import leaving, opening
from sharedduty.modules.practice_review.forms import leaving as leaving_forms
from sharedduty.modules.practice_review.forms import review as forms
from sharedduty.modules.practice_review.queries import choices, publication, reading, starting
from sharedduty.modules.practice_review.rules.commissioning import CHECKS
from sharedduty.modules.practice_review.views.acts import ACTS
from sharedduty.modules.practice_review.views.bench import BENCH, PARTS

PAGE = 50
TABS = {"open": "Open", "published": "Published or not", "ended": "Ended"}
# What is done next at a stage: the first of these whose task is not done; the last stands without a task.
NEXT = {
    "to_decide": (("", "begin"),),
    "commissioning": (("reviewer", "reviewer"), ("terms", "terms"), ("", "start-review")),
    "reviewing": (
        ("family", "invite"), ("practitioners", "invite"), ("progress", "ask-progress"), ("", "report"),
    ),
    "reported": (("recommendations", "recommendation"), ("names", "names"), ("", "publication")),
    "decided": (("sent", "send-ahead"), ("ofsted", "send-ahead"), ("names", "names"), ("", "publish")),
    "published": (
        ("answers", "answer"), ("response", "response"), ("shared", "share"), ("audits", "audit"), ("", "take-down"),
    ),
    "unpublished": (("answers", "answer"), ("shared", "share"), ("", "close")),
}  # fmt: skip


@requires("practice_read")
def reviews(request: Request) -> HttpResponse:
    """The reviews in sight, and for the business unit those handed over and not taken up."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    works = request.viewer.may("practice_work")
    waiting = starting.waiting(request.viewer) if works else []
    record_sight(
        by=request.viewer, verb="listed", object_type="hand-overs", files=[one.case_file_id for one in waiting]
    )
    tabs = [
        {"text": text, "href": f"{reverse('practice_review:reviews')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "waiting": waiting, "works": works,
    }  # fmt: skip
    return render(request, "practice_review/reviews.html", context)


@requires("practice_read")
def review(request: Request, reference: str) -> HttpResponse:
    """One review: what to do next and by when, what comes up, and each part of what is on record (`?part=`)."""
    held = BENCH.or_404(request, reference)
    acts, view = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held)
    check = publication.check_of(request.viewer, held) if request.viewer.may("practice_work") and view.report else None
    slug, words = _next(view, clean=check is None or check.clean)
    titles = {code: title for code, title in PARTS.items() if _has(code, view)}
    part, nav = sections(BENCH.page_of(held), titles, request.GET.get("part"))
    context = {
        "part": part, "nav": nav, "titles": titles,
        "coming": reading.coming(request.viewer, view) if not part else [],
        "view": view, "held": held, "acts": acts, "first": slug, "next_words": words, "checks": CHECKS, "check": check,
        "chronology": of_record(request.viewer, held.reference),
        "routes": choices.ROUTES, "today": timezone.localdate(), "shows_names": bool(check),
        "works": request.viewer.may("practice_work"),
        **{
            name: choices.labels(name, timezone.localdate(held.opened_at))
            for name in ("method", "answer", "parallel", "recipient")
        },
    }  # fmt: skip
    return render(request, "practice_review/review.html", context)


def _has(part: str, view: reading.ReviewView) -> bool:
    """Whether a part has anything to read, or is where something is done from the first day."""
    found = {
        "people": view.participants, "progress": view.supervisions or view.learning or view.delays or view.processes,
        "report": view.report or view.recommendations, "publication": view.decisions or view.responses or view.shared,
    }  # fmt: skip
    return bool(found.get(part, True))


def _next(view: reading.ReviewView, *, clean: bool) -> tuple[str, str]:
    """What is done next, by the address of its step and in words with its day: both empty where the review has ended."""
    open_tasks = {one.code: one.title for one in view.tasks if not one.done}
    if not clean:
        open_tasks["names"] = "Mend what the check of names found"
    headings = {one.slug: one.heading for one in ACTS}
    running = next((one.clock for one in view.clocks if one.clock.met_at is None), None)
    nothing = bool(view.decisions) and view.decisions[0].route == "nothing"
    for code, slug in NEXT.get(view.review.stage, ()):
        if (code and code not in open_tasks) or (nothing and code in ("ofsted", "names")):
            continue
        if slug == "publish" and nothing:
            slug = "keep-back"
        title = open_tasks[code] if code else headings[slug]
        if slug == "take-down" and view.page and timezone.localdate() <= view.page.keep_until_on:
            return "", f"Nothing for now. The page stays public until {day_words(view.page.keep_until_on)} at least"
        if slug == "publish" and view.earliest:
            planned = view.decisions[0].planned_on
            decided = planned >= view.earliest
            day = (
                f"The day decided on is {day_words(planned)}"
                if decided
                else f"The earliest day is {day_words(view.earliest)}"
            )
            return slug, f"{title}. {day}"
        when = f", by {day_words(running.due_at.astimezone().date())}" if running else ""
        return slug, f"{title}{when}"
    return "", ""


@requires("practice_work")
def start(request: Request, handover_reference: str) -> HttpResponse:
    """Take a review up from the hand-over of a rapid review."""
    found = starting.handed_over(request.viewer, handover_reference)
    if found is None:
        raise Http404
    handover, facts = found

    def do(version: int | None) -> str:
        return BENCH.page_of(opening.open_from_handover(by=request.viewer, handover=handover))

    children = ", ".join(f"{one.given_names} {one.family_name}".strip() for one in facts.children)
    shown = [
        ("What is handed over", handover.summary), ("What happened", facts.what_happened), ("Children", children),
        ("What was decided", f"{facts.reasons} {facts.decided_by}, {moment_words(facts.decided_at)}"),
        ("What it should look at", facts.focus),
    ]  # fmt: skip
    return BENCH.take(
        request, None, forms.NothingForm(request.POST if request.method == "POST" else None), do,
        does="Begin the practice review", button="Take it up",
        done="It is taken up. Record whether the partners decided to begin.",
        intro="Who may not see the rapid review will not see this. The six months run from the decision to begin.",
        files=(handover.case_file_id, facts.file_id), more={"shown": [one for one in shown if one[1]]},
    )  # fmt: skip


@requires("practice_work")
def without(request: Request) -> HttpResponse:
    """Take a review up that no rapid review handed over."""
    form = forms.WithoutForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> str:
        return BENCH.page_of(opening.open_without(by=request.viewer, given=form.cleaned_data))

    return BENCH.take(
        request, None, form, do, does="Take up a review without a rapid review", button="Take it up", done="It is taken up.",
        intro="For a review the partners decided on where no rapid review here handed it over. Say why.",
    )  # fmt: skip


@requires("practice_work")
def names(request: Request, reference: str) -> HttpResponse:
    """The check of names: every place where a protected word stands, what a person let stand, and what is protected."""
    held = BENCH.or_404(request, reference)
    record_sight(
        by=request.viewer, verb="opened", object_type="practice review", object_ref=held.reference,
        files=[held.case_file_id], purpose="check of names",
    )  # fmt: skip
    context = {
        "held": held, "check": publication.check_of(request.viewer, held), "back": BENCH.page_of(held),
        "protected": list(held.protected_words.order_by("recorded_at", "pk")),
        "acts": BENCH.possible(ACTS, held, request.viewer), "has_report": publication.last_report(held) is not None,
    }  # fmt: skip
    return render(request, "practice_review/names.html", context)


@requires("practice_read")
def compare(request: Request, reference: str) -> HttpResponse:
    """The report as it came next to the version for the public, with every word that differs, for somebody to sign."""
    held = BENCH.or_404(request, reference)
    record_sight(
        by=request.viewer, verb="opened", object_type="practice review", object_ref=held.reference,
        files=[held.case_file_id], purpose="comparison",
    )  # fmt: skip
    report = publication.last_report(held)
    context = {
        "held": held, "parts": publication.compared(held), "report": report, "source": publication.last_source(held),
        "signed": list(held.comparisons.select_related("report").order_by("-recorded_at", "-pk")),
        "is_signed": publication.is_signed(held), "wrote": publication.wrote(request.viewer, held),
        "acts": BENCH.possible(ACTS, held, request.viewer), "back": BENCH.page_of(held),
    }  # fmt: skip
    return render(request, "practice_review/compare.html", context)


@requires("practice_work")
def document(request: Request, reference: str) -> HttpResponse:
    """Look through a document before it leaves: words, what it says of itself, what lies hidden in it, its name."""
    held = BENCH.or_404(request, reference)
    form = leaving_forms.DocumentForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    found, errors = None, []
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            found = leaving.look_through_document(
                by=request.viewer, held=held, data=sent.read(LARGEST + 1) if sent else b"", name=sent.name if sent else "",
                looked_by=form.cleaned_data["looked_by"],
            )  # fmt: skip
        except CannotMove as refusal:
            errors = show_missing(form, refusal.missing)
        except Refused as refusal:
            errors = [{"text": f"{refusal}.", "href": "#id_file"}]
    else:
        record_sight(
            by=request.viewer, verb="opened", object_type="practice review", object_ref=held.reference,
            files=[held.case_file_id], purpose="looking through a document",
        )  # fmt: skip
    seen = list(held.documents_seen.order_by("-recorded_at", "-pk")[:PAGE])
    context = {
        "held": held, "form": form, "found": found, "seen": seen, "back": BENCH.page_of(held), "form_token": new_token,
        "may_leave": bool(found and seen and seen[0].may_leave), "errors": [form, *errors] if form.errors or errors else [],
    }  # fmt: skip
    return render(request, "practice_review/document.html", context, status=422 if form.errors or errors else 200)
