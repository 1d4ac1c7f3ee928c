"""The pages of child deaths: the list, one death with its steps, what was learned, the panel's members."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.child_death.actions import panel as panel_actions
from sharedduty.modules.child_death.forms import panel as forms
from sharedduty.modules.child_death.queries import choices, figures, learning, matching, members, reading
from sharedduty.modules.child_death.rules.gathering import CRITERIA, SCOPE
from sharedduty.modules.child_death.rules.panel import AGREEMENT, QUESTIONS
from sharedduty.modules.child_death.views.acts import ACTS
from sharedduty.modules.child_death.views.bench import BENCH

PAGE = 50
TABS = {"open": "Open", "panel": "With the panel", "ended": "Ended"}
# What is done next at a stage: the first of these that is possible and not done.
NEXT = {
    "notified": (("scope", "scope"), ("response", "response"), ("", "begin")),
    "gathering": (
        ("response", "response"), ("category", "category"), ("key_contact", "family"), ("booklet", "family"),
        ("asked", "ask"), ("consulted", "done"), ("", "meeting-taken"),
    ),
    "met": (
        ("analysis", "form"), ("joint", "done"), ("safeguarding", "incident"), ("consulted", "done"), ("", "to-panel"),
    ),
    "panel": (("sheet", "sheet"), ("", "conclude")),
    "reviewed": (
        ("findings", "finding-sent"), ("family_told", "family"), ("feedback", "done"), ("output", "give-out"),
        ("ncmd", "done"), ("", "close"),
    ),
}  # fmt: skip


@requires("death_read")
def deaths(request: Request) -> HttpResponse:
    """The deaths in sight, and for the business unit the notices that nobody has taken in."""
    which = request.GET.get("show", "open")
    which = which if which in TABS else "open"
    page = Paginator(reading.listed(request.viewer, which), PAGE).get_page(request.GET.get("page"))
    works = request.viewer.may("death_work")
    waiting = list(matching.waiting_notices(request.viewer)[:PAGE]) if works else []
    record_sight(
        by=request.viewer, verb="listed", object_type="death notices", files=[one.case_file_id for one in waiting]
    )
    tabs = [
        {"text": text, "href": f"{reverse('child_death:deaths')}?show={key}", "current": key == which}
        for key, text in TABS.items()
    ]
    context = {
        "rows": reading.rows(request.viewer, list(page)), "list_page": page, "tabs": tabs, "which": TABS[which],
        "waiting": waiting, "works": works,
    }  # fmt: skip
    return render(request, "child_death/deaths.html", context)


@requires("death_read")
def death(request: Request, reference: str) -> HttpResponse:
    """One death: what is next, the child, what is known, what the panel found, what goes out."""
    held = BENCH.or_404(request, reference)
    acts, view = BENCH.possible(ACTS, held, request.viewer), reading.view_of(request.viewer, held)
    slug, words = _next(view, acts)
    lists = ("category", "incoming", "family", "work", "cause")
    context = {
        "view": view, "held": held, "acts": acts, "first": slug, "next_words": words, "calls": request.viewer.may("death_hold"),
        "works": request.viewer.may("death_work"), "scope_words": SCOPE, "criteria": CRITERIA, "questions": QUESTIONS,
        "answers": choices.ANSWERS, "yes_no": choices.YES_NO, "decided": choices.DECIDED, "areas": choices.AREAS,
        "form_names": choices.FORMS, "seats": choices.SEATS | choices.seats(held.happened_on, held.area.local_pack),
        "own": _is_member(request),
        "labels": {name: choices.labels(name, held.happened_on, held.area.local_pack) for name in lists},
    }  # fmt: skip
    return render(request, "child_death/death.html", context)


def _is_member(request: Request) -> bool:
    return not request.viewer.may("death_work")


def _next(view: reading.DeathView, acts: object) -> tuple[str, str]:
    """What is done next, by the address of its step and in words: both empty where the review has ended."""
    open_tasks = {one.code: one for one in view.tasks if not one.done}
    headings = {one.slug: one.heading for one in ACTS}
    held = [one for one in view.meetings if one.stage == "held"]
    for code, slug in NEXT.get(view.death.stage, ()):
        if code and code not in open_tasks:
            continue
        if slug == "form" and any(one.form.code == choices.ANALYSIS for one in view.forms):
            return "", "Finish the draft of the analysis form, below."
        if slug == "meeting-taken" and not any(one.room != "child_death_panel" for one in held):
            return "call", "Call and hold the review meeting."
        if slug == "sheet" and not any(one.room == "child_death_panel" for one in held):
            return "call-panel", "Call and hold the panel."
        return slug, f"{open_tasks[code].title if code else headings[slug]}."
    return "", ""


@requires("death_sign")
def panel(request: Request) -> HttpResponse:
    """The panel: for the business unit all its members and whether they signed; for anybody else their own seat."""
    works = request.viewer.may("death_work")
    if works:
        page = Paginator(members.members(request.viewer, request.viewer.area_id or 0), PAGE).get_page(
            request.GET.get("page")
        )
        shown = list(page)
    else:
        page, shown = None, members.own_memberships(request.viewer)
    seats = _seats(request)
    context = {
        "rows": members.member_rows(request.viewer, shown), "list_page": page, "works": works,
        "seats": choices.SEATS | seats, "parts": choices.PARTS,
        "empty": members.empty_seats(request.viewer, request.viewer.area_id or 0, seats) if works else [],
    }  # fmt: skip
    return render(request, "child_death/panel.html", context)


def _seats(request: Request) -> dict[str, str]:
    return choices.seats(timezone.localdate(), figures.local_pack(request.viewer))


@requires("death_work")
def member_new(request: Request) -> HttpResponse:
    """Name somebody to the panel."""
    there = members.members(request.viewer, request.viewer.area_id or 0).filter(ended_at__isnull=True)
    seats, today, area = _seats(request), timezone.localdate(), figures.local_pack(request.viewer)
    form = forms.MemberForm(
        request.POST if request.method == "POST" else None, seats=seats, parts=choices.PARTS,
        co_opted=choices.co_opted(today, area),
        members={one.reference: f"{one.name}, {(choices.SEATS | seats).get(one.seat, one.seat)}" for one in there[:200]},
    )  # fmt: skip

    def do(version: int | None) -> str:
        panel_actions.name_panel_member(by=request.viewer, given=form.cleaned_data)
        return reverse("child_death:panel")

    return BENCH.take(
        request, None, form, do, does="Name a member of the panel", button="Name the member",
        done="The member is named. No case opens for them before they sign.", back=reverse("child_death:panel"),
        intro="Whoever has an account here is told that something waits, and signs here. Others sign on paper.",
    )  # fmt: skip


@requires("death_sign")
def member(request: Request, reference: str) -> HttpResponse:
    """One member: the agreement, to sign for oneself, or to record as signed on paper; for the unit also to end it."""
    held = members.member_by_reference(request.viewer, reference)
    if held is None:
        raise Http404
    own = held.appointment_id is not None and held.appointment_id == request.viewer.appointment_id
    works = request.viewer.may("death_work")
    by_hand = works and held.appointment_id is None
    signed = bool(getattr(held, "has_signed", False))
    ending = works and request.GET.get("end") == "yes"
    can = held.ended_at is None and (ending or ((own or by_hand) and not signed))
    data = request.POST if request.method == "POST" else None
    if data is not None and not can:
        raise Http404
    form = forms.EndForm(data) if ending else forms.SignForm(data, by_hand=by_hand)

    def do(version: int | None) -> str:
        if ending:
            panel_actions.end_membership(by=request.viewer, member=held, given=form.cleaned_data)
        else:
            panel_actions.sign(by=request.viewer, member=held, given=form.cleaned_data)
        return reverse("child_death:member", args=[held.reference]) if not ending else reverse("child_death:panel")

    shown = {
        "member": held, "signed": held.signatures.order_by("-signed_at", "-pk").first() if signed else None, "can": can,
        "agreement": AGREEMENT, "seats": choices.SEATS | _seats(request), "parts": choices.PARTS, "ending": ending,
        "works": works, "own": own,
    }  # fmt: skip
    return BENCH.take(
        request, None, form, do, does="End the membership" if ending else "The confidentiality agreement of the panel",
        button="End it" if ending else "Record it" if by_hand else "Sign", template="child_death/member.html",
        done="The membership is ended." if ending else "Signed. The cases of the panel open from now on.",
        files=(held.case_file_id,), back=reverse("child_death:panel"), more=shown,
    )  # fmt: skip


@requires("death_learn")
def outputs(request: Request) -> HttpResponse:
    """What the panel gave out without names, the latest first."""
    page = Paginator(learning.outputs(request.viewer), PAGE).get_page(request.GET.get("page"))
    record_sight(
        by=request.viewer,
        verb="listed",
        object_type="learning of child deaths",
        files=[one.case_file_id for one in page],
    )
    return render(request, "child_death/outputs.html", {"list_page": page, "today": timezone.localdate()})


@requires("death_learn")
def output(request: Request, reference: str) -> HttpResponse:
    """One thing the panel gave out without names, to read and to print."""
    found = learning.output_by_reference(request.viewer, reference)
    if found is None:
        raise Http404
    record_sight(
        by=request.viewer, verb="opened", object_type="learning of child deaths", object_ref=found.reference,
        files=[found.case_file_id],
    )  # fmt: skip
    return render(request, "child_death/output.html", {"one": found})
