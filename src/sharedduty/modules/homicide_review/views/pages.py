"""The pages of homicide reviews: the list, one review, its check of names, the templates."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.chronology.api import of_record
from sharedduty.foundations.design.dates import day_words
from sharedduty.foundations.design.sections import sections
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.homicide_review.process import ENDORSED
from sharedduty.modules.homicide_review.queries import choices, meetings, members, notices, publication, reading
from sharedduty.modules.homicide_review.views.acts import labels
from sharedduty.modules.homicide_review.views.bench import BENCH, PARTS
from sharedduty.modules.homicide_review.views.last_acts import ACTS

PAGE = 50
TABS = {"open": "Open", "published": "Published", "ended": "Ended"}
LISTS = (
    "decision", "relation", "death", "overlap", "chair", "family_letter", "family", "media", "home_office", "workshop",
    "report_check", "submission_check", "assurance", "sign_off", "complaint", "purpose", "member",
)  # fmt: skip
# What is done next at a stage: the first of these whose task is not done; the last stands without a task.
NEXT = {
    "considering": (("", "decide"),),
    "not_held": (("told", "home-office"), ("", "end-not-held")),
    "commissioning": (
        ("told", "home-office"), ("chair", "chair"), ("family", "family"), ("administrator", "administrator"),
        ("terms", "terms"), ("", "start-review"),
    ),
    "reviewing": (("told", "home-office"), ("other_family", "family"), ("", "overview")),
    "drafted": (
        ("recommendations", "recommendation"), ("tested", "test"), ("checked", "checks"), ("submission", "submission"),
        ("names", "names"), ("", "sign-off"),
    ),
    "signed": (("", "clearance"),),
    "cleared": (("day", "plan"), ("names", "names"), ("", "publish")),
    "published": (("link", "home-office"), ("audit", "audit"), ("", "close")),
}  # fmt: skip


@requires("homicide_work")
def reviews(request: Request) -> HttpResponse:
    """The reviews of the partnership, and the notices that nobody has taken in."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    waiting = notices.waiting(request.viewer)
    record_sight(
        by=request.viewer, verb="listed", object_type="homicide notices", files=[one.case_file_id for one in waiting]
    )
    tabs = [
        {"text": text, "href": f"{reverse('homicide_review:reviews')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "waiting": waiting, "later": choices.later_name(timezone.localdate()),
    }  # fmt: skip
    return render(request, "homicide_review/reviews.html", context)


@requires("homicide_read")
def review(request: Request, reference: str) -> HttpResponse:
    """One review: what to do next and by when, what comes up, and each part of what is on record (`?part=`)."""
    held = BENCH.or_404(request, reference)
    works = request.viewer.may("homicide_work")
    acts, view = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held)
    check = publication.check_of(request.viewer, held) if works and view.report else None
    lacks = members.lacks(request.viewer, held) if works and held.stage in ("commissioning", "reviewing") else []
    slug, words = _next(view, clean=check is None or check.clean, lacks=lacks)
    pack, called = held.area.local_pack, meetings.meetings_of(request.viewer, held)
    titles = {code: title for code, title in PARTS.items() if _has(code, view, works=works)}
    part, nav = sections(BENCH.page_of(held), titles, request.GET.get("part"))
    context = {
        "part": part, "nav": nav, "titles": titles,
        "coming": reading.coming(request.viewer, view, called) if works and not part else [],
        "view": view, "held": held, "acts": acts, "first": slug, "next_words": words, "check": check, "works": works,
        "chronology": of_record(request.viewer, held.reference), "today": timezone.localdate(),
        "considerations": choices.considerations(pack), "topics": choices.topics(pack), "costs": choices.costs(pack),
        "stages": choices.table("dhr_stages", pack), "known": choices.KNOWN,
        "on_draft": meetings.on_the_draft(held, called),
        "lacks": lacks,
        "meetings": called, "names": {name: labels(name, held) for name in LISTS},
        "notice": members.notice_of(request.viewer, held) if works else None,
    }  # fmt: skip
    return render(request, "homicide_review/review.html", context)


def _has(part: str, view: reading.ReviewView, *, works: bool) -> bool:
    """Whether a part has anything to read, or is where something is done from the first day; money is for those who run it."""
    if part == "report":
        return bool(view.report or view.recommendations)
    if part == "publication":
        return bool(view.sign_offs or view.clearances or view.plans or view.audits or view.of_log("home_office"))
    return works or part != "costs"


def _next(view: reading.ReviewView, *, clean: bool, lacks: list[str]) -> tuple[str, str]:
    """What is done next, by the address of its step and in words with its day: both empty where the review has ended."""
    open_tasks = {one.code: one.title for one in view.tasks if not one.done}
    if not clean:
        open_tasks["names"] = "Mend what the check of names found"
    headings = {one.slug: one.heading for one in ACTS}
    running = next((one.clock for one in view.clocks if one.clock.met_at is None), None)
    for code, slug in NEXT.get(view.review.stage, ()):
        if code and code not in open_tasks:
            continue
        title = open_tasks[code] if code else headings[slug]
        if first := _before(slug, view, lacks):
            return first
        if slug == "publish" and view.plans:
            return slug, f"{title}. The day agreed is {day_words(view.plans[0].planned_on)}"
        when = f", by {day_words(running.due_at.astimezone().date())}" if running else ""
        return slug, f"{title}{when}"
    return "", ""


def _before(slug: str, view: reading.ReviewView, lacks: list[str]) -> tuple[str, str] | None:
    """What others do before a step can be taken, by address and in words; None where nothing holds it up."""
    if slug == "start-review" and lacks:
        waits = [one.name for one in view.members if one.panel == "review" and not one.ended_at and not one.declared_at]
        still = f". Still to declare: {', '.join(waits)}" if waits else ""
        return "member-new", f"Ask to the panel whoever it lacks{still}"
    if slug in ("sign-off", "publish"):
        return _family_before(slug, view)
    if slug != "overview":
        return None
    if view.review.form == "dhr" and not view.agencies:
        return "report-new", "Ask each agency that was involved for its own report"
    if owed := [one.agency for one in view.agencies if reading.is_owed(one)]:
        return "", f"Wait for {', '.join(owed)}, who owe their own report"
    if heard := [one.agency for one in view.agencies if one.stage == ENDORSED]:
        return "", f"Let the panel hear the report of {', '.join(heard)}, and record it on the report's page"
    return None


def _family_before(slug: str, view: reading.ReviewView) -> tuple[str, str] | None:
    """What an invited family of the victim has not had yet, before a review is signed off or published (GL-DH-44, -57)."""
    if not any(one.invited_on and one.side == "victim" for one, _ in view.family):
        return None
    had = {one.kind for one in view.of_log("family")}
    steps = {
        "sign-off": (
            ("draft", "Give the family the draft to read"), ("comments", "Hear what the family says of the draft"),
            ("considered", "Let the panel consider what the family said"),
        ),
        "publish": (("report", "Give the family the report and the Home Office letter"),),
    }  # fmt: skip
    waits = next((words for kind, words in steps[slug] if kind not in had), "")
    return ("family-log", f"{waits}, and write it in their log") if waits else None


@requires("homicide_work")
def names(request: Request, reference: str) -> HttpResponse:
    """The check of names: every place where a protected word stands, what a person let stand, and what is protected."""
    held = BENCH.or_404(request, reference)
    record_sight(
        by=request.viewer, verb="opened", object_type="homicide review", object_ref=held.reference,
        files=[held.case_file_id], purpose="check of names",
    )  # fmt: skip
    context = {
        "held": held, "check": publication.check_of(request.viewer, held), "back": BENCH.page_of(held),
        "protected": list(held.protected_words.order_by("recorded_at", "pk")),
        "acts": BENCH.possible(ACTS, held, request.viewer), "has_report": reading.last_report(held) is not None,
    }  # fmt: skip
    return render(request, "homicide_review/names.html", context)


@requires("homicide_work")
def library(request: Request) -> HttpResponse:
    """The area's templates, its stages and its rules of cost, as its pack lists them (GL-DH-60)."""
    pack = notices.pack_of(request.viewer)
    context = {
        "templates": choices.table("dhr_templates", pack), "stages": choices.table("dhr_stages", pack),
        "bodies": choices.bodies(pack), "districts": choices.districts(pack), "costs": choices.table("dhr_costs", pack),
        "purposes": choices.labels("purpose", timezone.localdate()), "decision": choices.table("dhr_decision_panel", pack),
    }  # fmt: skip
    return render(request, "homicide_review/library.html", context)
