"""The pages of child protection: the lists, opening a record from a hand-over, one record, one plan, and every step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, Viewer, new_token, requires
from sharedduty.foundations.design.dates import moment_words
from sharedduty.foundations.guidance.api import outcomes
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.process.api import CannotMove, Process, StepPages, href
from sharedduty.modules.child_protection import forms
from sharedduty.modules.child_protection.actions import conferring, discussing
from sharedduty.modules.child_protection.process import ENQUIRY, PLAN, RETURN
from sharedduty.modules.child_protection.queries import cases
from sharedduty.modules.child_protection.queries.held import held_and_not_taken_in
from sharedduty.modules.child_protection.queries.homecoming import open_returns, owed_for
from sharedduty.modules.child_protection.rules import ADVOCATE, AIMS, CHILD_AGREES, FAMILY_TOLD, WORK
from sharedduty.modules.child_protection.views.acts import PLAN_ACTS, PLANS, RECORD_ACTS, RECORDS, TITLES, Act
from sharedduty.modules.child_protection.views.words import FROM, MEET_FIRST, NEXT_WORDS, PLAN_WORDS, TAKEN_IN, events

PAGE = 50
MOVED_IN = (
    "Use this when another authority told you that a child with a child protection plan moved here for good. A conference is "
    "held here within 15 working days of that day. Their plan goes on until then."
)


@dataclass(frozen=True)
class List:
    """One list of this room: what it is called and says where it is empty, what the journal says, how it is read."""

    key: str
    text: str
    missing: str
    what: str
    process: Process
    read: Callable[[Viewer], QuerySet[Any]]


LISTS = {
    one.key: one
    for one in (
        List("plans", "Children with a plan today", "No child in your sight has a plan today.", "protection plans", PLAN,
             cases.plans_today),
        List("enquiries", "Strategy discussions and enquiries", "None is under way.", "protection records", ENQUIRY,
             cases.open_records),
        List("home", "Returning home from care", "None is under way.", "returns home", RETURN, open_returns),
        List("ended", "Ended: agencies to be told", "No plan ended of which somebody is still to be told.",
             "protection plans", PLAN, cases.plans_to_end),
    )
}  # fmt: skip


def _agreed(shown: Iterable[Any]) -> dict[str, Any]:
    """What each return home on a list waits for, by its reference: by when, what is left of it, and whether it is late."""
    held = {one.reference: owed_for(one) for one in shown}
    words = {key: (one, f"{one.title}: {one.due} ({one.left})") for key, one in held.items() if one}
    return {
        key: {"tag": "Late", "kind": "soon", "text": said} if one.late else said for key, (one, said) in words.items()
    }


@requires("protection_read")
def lists(request: Request) -> HttpResponse:
    """What is open, one list at a time: children with a plan today, enquiries, returns home, plans that ended."""
    show = request.GET.get("show", "")
    which = LISTS.get(show) or LISTS["plans"]
    page = Paginator(which.read(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer, verb="listed", object_type=which.what, files=sorted({one.case_file_id for one in page})
    )
    clocks = cases.next_clocks(request.viewer, [one.reference for one in page])
    here = reverse("child_protection:lists")
    context = {
        "rows": [(one, which.process.stage(one.stage).title, clocks.get(one.reference)) for one in page],
        "list_page": page, "categories": cases.categories(), "now": timezone.now(), "which": which,
        "works": request.viewer.may("protection_work"), "returns": _agreed(page) if which.key == "home" else {},
        "tabs": [
            {"text": one.text, "href": f"{here}?show={key}", "current": one is which} for key, one in LISTS.items()
        ],
    }  # fmt: skip
    return render(request, "child_protection/lists.html", context)


@requires("protection_work")
def start(request: Request, reference: str) -> HttpResponse:
    """Take a hand-over up as a child's protection record."""
    taken = cases.from_handover(request.viewer, reference)
    if taken is not None:
        return HttpResponseRedirect(reverse("child_protection:record", args=[taken.reference]))
    handover = cases.handover_to_start(request.viewer, reference)
    if handover is None:
        raise Http404
    errors: list[Any] = []
    if request.method == "POST":
        try:
            record = discussing.open_from_handover(by=request.viewer, handover=handover)
        except CannotMove as refusal:
            errors = [{"text": one.text} for one in refusal.missing]
        else:
            messages.success(request, "The record is open. Call the strategy discussion next.")
            return HttpResponseRedirect(reverse("child_protection:record", args=[record.reference]))
    record_sight(
        by=request.viewer,
        verb="opened",
        object_type="hand-over",
        object_ref=handover.reference,
        files=[handover.case_file_id],
    )
    context = {"handover": handover, "form_token": new_token(), "errors": errors}
    return render(request, "child_protection/start.html", context, status=422 if errors else 200)


@requires("protection_work")
def receive(request: Request) -> HttpResponse:
    """Open the record of a child who moved in for good with another authority's plan."""
    form = forms.ReceiveForm(request.POST or None)

    def do(version: int | None) -> str:
        return RECORDS.page_of(conferring.receive_child(by=request.viewer, given=form.cleaned_data))

    return RECORDS.take(
        request, None, form, do, does="A child moved here with a plan", button="Open the record",
        done="The record is open. Prepare the conference next.", intro=MOVED_IN,
    )  # fmt: skip


def _held_not_recorded(viewer: Viewer, record: Any) -> tuple[str, str]:
    """Of a meeting that was held and is not on the record or plan yet: what is said, and the step that records it."""
    for kind, slug in TAKEN_IN.get(record.stage, ()):
        found = held_and_not_taken_in(viewer, record.reference, kind)
        if found:
            return f"{TITLES[kind]} of {moment_words(found[0].began_at)}: it was held. Record it here next.", slug
    return "", ""


def _offered(
    viewer: Viewer, pages: StepPages, acts: tuple[Act, ...], record: Any, slug: str
) -> dict[str, list[dict[str, str]]]:
    """The steps that the process allows from where the record stands: those that come next, and those beside them.

    `slug` is the step that records a meeting already held; it comes first, and no other meeting has to be called before it.
    """
    offered: dict[str, list[dict[str, str]]] = {"next": [], "beside": []}
    possible = pages.possible(acts, record, viewer)
    for act in acts:
        if act.slug in possible:
            page = reverse(f"child_protection:{pages.named}{act.slug}", args=[record.reference])
            offered["beside" if act.beside else "next"].append({"text": act.heading, "href": page})
    if slug:
        offered["next"].sort(key=lambda one: not one["href"].endswith(f"/{slug}/"))
    call = {"text": "Call a meeting", "href": f"{reverse('child_protection:call-meeting')}?about={record.reference}"}
    if record.stage in MEET_FIRST and not slug:
        offered["next"].insert(0, call)
    elif not pages.process.stage(record.stage).ends:
        offered["beside"].insert(0, call)
    return offered


NOTHING: dict[str, list[dict[str, str]]] = {"next": [], "beside": []}


@requires("protection_read")
def record(request: Request, reference: str) -> HttpResponse:
    """One child's record: where it stands, the next limit, what may be done, what was decided and why."""
    found = RECORDS.or_404(request, reference)
    works = request.viewer.may("protection_work")
    held, slug = _held_not_recorded(request.viewer, found)
    context = {
        "view": cases.open_record(request.viewer, found), "works": works, "now": timezone.now(),
        "family_told": FAMILY_TOLD, "work_words": WORK, "advocate_words": ADVOCATE,
        "powers": {one.code: one.label for one in outcomes("immediate_protection.power")},
        "offered": _offered(request.viewer, RECORDS, RECORD_ACTS, found, slug) if works else NOTHING,
        "next_words": held or NEXT_WORDS.get(found.stage, ""), "events": events(ENQUIRY),
        "came_from": {
            "text": " ".join(filter(None, (FROM.get(found.from_record.partition("-")[0]), found.from_record))),
            "href": href(request.viewer, found.from_record),
        },
    }  # fmt: skip
    return render(request, "child_protection/record.html", context)


@requires("protection_read")
def plan(request: Request, reference: str) -> HttpResponse:
    """One plan: where it stands, the next limit, what must change, who is in the core group, what was decided."""
    found = PLANS.or_404(request, reference)
    works = request.viewer.may("protection_work")
    held, slug = _held_not_recorded(request.viewer, found)
    offered = _offered(request.viewer, PLANS, PLAN_ACTS, found, slug) if works else NOTHING
    if works and found.protection.unborn:  # recorded once, on the record that the plan belongs to
        page = reverse("child_protection:record-birth", args=[found.protection.reference])
        offered["beside"].append({"text": "Record the birth", "href": page})
    context = {
        "view": cases.open_plan(request.viewer, found), "works": works, "now": timezone.now(), "categories": cases.categories(),
        "aims": AIMS, "agrees": CHILD_AGREES, "offered": offered,
        "next_words": held or PLAN_WORDS.get(found.stage, ""), "events": events(PLAN),
    }  # fmt: skip
    return render(request, "child_protection/plan.html", context)
