"""The pages of serious case reviews: the list, opening an old case, one review, its steps, its names, an agency's part."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.chronology.api import of_record
from sharedduty.foundations.design.dates import date_words, day_words
from sharedduty.foundations.design.sections import sections
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.serious_case_review import forms
from sharedduty.modules.serious_case_review.actions import opening
from sharedduty.modules.serious_case_review.queries import agency, choices, publication, reading
from sharedduty.modules.serious_case_review.queries.records import is_overdue
from sharedduty.modules.serious_case_review.queries.steps import steps_of
from sharedduty.modules.serious_case_review.views.acts import ACTS, LEARN
from sharedduty.modules.serious_case_review.views.agency_acts import AGENCY_ACTS
from sharedduty.modules.serious_case_review.views.bench import AGENCY, BENCH, PARTS
from sharedduty.modules.serious_case_review.views.ending_acts import ENDING_ACTS

PAGE = 50
TABS = {"open": "Open", "following": "Being followed", "ended": "Ended"}
EVERY = (*ACTS, *ENDING_ACTS)
# What is done next at a stage: the first of these whose task is not done; the last stands without a task.
NEXT = {
    "referred": (("chair", "tell-chair"), ("secure", "notice"), ("circulate", "notice"), ("consider", "consider"),
                 ("", "recommend")),
    "recommended": (("", "decide"),),
    "declined": (("", "close-declined"),),
    "scoping": (("group_chair", "nominate"), ("author", "nominate"), ("first_meeting", "first-meeting"), ("scope", "scope"),
                ("", "begin-reviews")),
    "reviewing": (("asked", "ask"), ("told", "notice"), ("family", "family"), ("", "start-overview")),
    "overview": (("overview", "overview"), ("", "agree-overview")),
    "panel": (("", "panel-content"),),
    "board": (("disclosure", "disclosure"), ("", "sign-off")),
    "signed": (("summary", "summary"), ("names", "names"), ("cleared", "clear"), ("", "publish")),
    "published": (("copies", "notice"), ("signatures", "signature"), ("plans", "plan"), ("debriefs", "debrief"),
                  ("learning", "spread"), ("", "close")),
    "unpublished": (("copies", "notice"), ("signatures", "signature"), ("plans", "plan"), ("", "close")),
}  # fmt: skip


@requires("scr_read")
def reviews(request: Request) -> HttpResponse:
    """The reviews in sight, and for the business unit the way to open an old case."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"text": text, "href": f"{reverse('serious_case_review:reviews')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    legacy = choices.legacy_packs()
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "works": request.viewer.may("scr_work"), "until": _until(), "packs": [one.title for one in legacy],
    }  # fmt: skip
    return render(request, "serious_case_review/reviews.html", context)


def _until() -> str:
    """The last day a case could be begun, in words; empty where no arrangements for it are known."""
    ends = [one.in_force_to for one in choices.legacy_packs() if one.in_force_to]
    return date_words(max(ends)) if ends else ""


@requires("scr_work")
def opened(request: Request) -> HttpResponse:
    """Open a record for a case begun before serious case reviews ended."""
    legacy = choices.legacy_packs()
    if not legacy:
        raise Http404
    form = forms.OpenForm(
        request.POST if request.method == "POST" else None, questions=choices.questions(legacy[0].id, choices.REFERRAL),
        packs={one.id: one.title for one in legacy}, until=_until(), initial={"follows": request.GET.get("follows", "")[:14]},
    )  # fmt: skip

    def do(version: int | None) -> str:
        return BENCH.page_of(opening.open_review(by=request.viewer, given=form.cleaned_data))

    return BENCH.take(
        request, None, form, do, does="Open an older case", button="Open it", done="It is opened.",
        intro=f"For a case that was begun by {_until()}. {LEARN}",
    )  # fmt: skip


@requires("scr_read")
def review(request: Request, reference: str) -> HttpResponse:
    """One review: what to do next and by when, what comes up, and each part of what is on record (`?part=`)."""
    held = BENCH.or_404(request, reference)
    acts, view = BENCH.possible(EVERY, held, request.viewer), reading.view_of(request.viewer, held)
    signed = request.viewer.may("scr_work") and "summary" in view.written and held.stage == "signed"
    check = publication.check_of(request.viewer, held) if signed else None
    slug, words = _next(view, clean=check is None or check.clean, cleared=not signed or publication.is_cleared(held))
    named = {name: choices.labels(held.pack, f"scr.{name}") for name in ("notice", "incident", "outcome", "gate")}
    titles = {code: title for code, title in PARTS.items() if _has(code, view)}
    part, nav = sections(BENCH.page_of(held), titles, request.GET.get("part"))
    late = [*view.late, *(["The time agreed with the inspectorate has passed"] if is_overdue(held) else [])]
    context = {
        "part": part, "nav": nav, "titles": titles, "today": timezone.localdate(),
        "coming": reading.coming(request.viewer, view) if not part else [],
        "view": view, "held": held, "acts": acts, "first": slug, "next_words": words, "check": check, "late": late,
        "chronology": of_record(request.viewer, held.reference), "named": named, "choose": _chosen(held),
        "gaps": choices.labels(held.pack, "actionplan.gap"), "breadths": choices.labels(held.pack, "actionplan.breadth"),
        "aims": choices.labels(held.pack, "scr.aim").values(), "slugs": [one.slug for one in EVERY if one.slug in acts],
        "may_meet": request.viewer.may("scr_join"), "may_call": request.viewer.may("scr_hold"),
    }  # fmt: skip
    return render(request, "serious_case_review/review.html", context)


def _has(part: str, view: reading.CaseView) -> bool:
    """Whether a part has anything to read, or is where something is done from the first day."""
    found = {
        "agencies": view.parts, "overview": "overview" in view.written or view.confirmations, "notes": view.notes,
        "recommendations": view.recommendations, "disclosure": {"disclosure", "summary"} & set(view.written),
        "group": view.nominations or view.gates or "scope" in view.written,
    }  # fmt: skip
    return bool(found.get(part, True))


def _chosen(held: reading.SeriousCaseReview) -> dict[str, str]:
    """Every code a note may have chosen, in words."""
    return {
        code: words for name in ("parallel", "debrief", "use", "condition")
        for code, words in choices.labels(held.pack, f"scr.{name}").items()
    }  # fmt: skip


def _next(view: reading.CaseView, *, clean: bool, cleared: bool) -> tuple[str, str]:
    """What is done next, by the address of its step and in words with its day: both empty where the review has ended."""
    open_tasks = {one.code: one.title for one in view.tasks if not one.done}
    if not clean:
        open_tasks["names"] = "Mend what the check of names found"
    if not cleared:
        open_tasks["cleared"] = "Have the summary cleared by the chair of the group"
    headings = {one.slug: one.heading for one in EVERY}
    if view.review.why_here == "keep" and view.review.stage == "referred":
        return "keep", headings["keep"]
    running = next((one.clock for one in view.clocks if one.clock.met_at is None), None)
    for code, slug in NEXT.get(view.review.stage, ()):
        if code and code not in open_tasks:
            continue
        if slug == "start-overview" and (
            owed := [one.agency for one in view.parts if one.stage in ("asked", "endorsed")]
        ):
            return "", f"Wait for {', '.join(owed)}, who owe their own review"
        when = f", by {day_words(running.due_at.astimezone().date())}" if running else ""
        return slug, f"{open_tasks[code] if code else headings[slug]}{when}"
    return "", ""


@requires("scr_read")
def steps(request: Request, reference: str) -> HttpResponse:
    """The steps of the older chapter, each with when it stands on record."""
    held = BENCH.or_404(request, reference)
    record_sight(
        by=request.viewer, verb="opened", object_type="serious case review", object_ref=held.reference,
        files=[held.case_file_id], purpose="steps of the chapter",
    )  # fmt: skip
    found = steps_of(request.viewer, held)
    context = {
        "held": held,
        "steps": found,
        "letters": choices.items(held.pack, "scr.letter"),
        "back": BENCH.page_of(held),
    }
    return render(request, "serious_case_review/steps.html", context)


@requires("scr_work")
def names(request: Request, reference: str) -> HttpResponse:
    """The check of names: every place where a protected word stands, what a person let stand, and what is protected."""
    held = BENCH.or_404(request, reference)
    record_sight(
        by=request.viewer, verb="opened", object_type="serious case review", object_ref=held.reference,
        files=[held.case_file_id], purpose="check of names",
    )  # fmt: skip
    context = {
        "held": held, "check": publication.check_of(request.viewer, held), "back": BENCH.page_of(held),
        "protected": list(held.protected_words.order_by("recorded_at", "pk")),
        "acts": BENCH.possible(EVERY, held, request.viewer), "has_summary": publication.copy_of(held) is not None,
    }  # fmt: skip
    return render(request, "serious_case_review/names.html", context)


@requires("scr_write")
def asked(request: Request) -> HttpResponse:
    """The management reviews the viewer's own agency is asked for."""
    page = Paginator(agency.asked_of_team(request.viewer), PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    record_sight(
        by=request.viewer, verb="listed", object_type="management reviews", files=[one.case_file_id for one in shown]
    )
    rows = [(one, AGENCY.process.stage(one.stage).title) for one in shown]
    return render(request, "serious_case_review/asked.html", {"rows": rows, "list_page": page, "now": timezone.now()})


@requires("scr_part")
def part(request: Request, reference: str) -> HttpResponse:
    """An agency's management review: for the agency that writes it, and for those who read the review."""
    held = AGENCY.or_404(request, reference)
    own = held.asked_team_id == request.viewer.team_id
    acts = AGENCY.possible(AGENCY_ACTS, held, request.viewer) if own else {}
    context = {
        "held": held, "view": agency.view_of(request.viewer, held), "acts": acts, "own": own,
        "slugs": [one.slug for one in AGENCY_ACTS if one.slug in acts],
    }  # fmt: skip
    return render(request, "serious_case_review/part.html", context)
