"""Referring a death; panel members and what they declare; agencies' own reports."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sharedduty.foundations.access.api import Request, requires
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.homicide_review.actions import agencies, opening
from sharedduty.modules.homicide_review.forms import finishing as forms
from sharedduty.modules.homicide_review.forms import plain
from sharedduty.modules.homicide_review.forms.running import NoticeForm
from sharedduty.modules.homicide_review.process import REPORT_PROCESS
from sharedduty.modules.homicide_review.queries import choices, members, notices, reading
from sharedduty.modules.homicide_review.views.bench import BENCH, REPORTS
from sharedduty.modules.homicide_review.views.last_acts import REPORT_ACTS

INTRO = (
    "Refer the death of somebody of 16 or over by violence, abuse or neglect of a partner, a relative or the household. "
    "A suicide counts where there was abuse or control. It goes to the community safety partnership; you see here that it came."
)


@requires("homicide_notify")
def notify(request: Request) -> HttpResponse:
    """Refer a death for a review."""
    works = request.viewer.may("homicide_work")
    form = NoticeForm(
        request.POST if request.method == "POST" else None, for_others=works,
        districts=choices.districts(notices.pack_of(request.viewer)),
    )  # fmt: skip

    def do(version: int | None) -> str:
        made = opening.notify(by=request.viewer, given=form.cleaned_data)
        return reverse("homicide_review:notice", args=[made.reference])

    return BENCH.take(
        request, None, form, do, does="Refer a death for a homicide review", button="Send it", done="It was received.",
        intro=INTRO, back=reverse("homicide_review:reviews" if works else "homicide_review:asked"),
    )  # fmt: skip


@requires("homicide_notify")
def notice(request: Request, reference: str) -> HttpResponse:
    """One notice: for its sender the receipt; for the partnership the way to take it in."""
    told = notices.notice_by_reference(request.viewer, reference)
    if told is None:
        raise Http404
    works = request.viewer.may("homicide_work")
    if request.method == "POST" and not works:
        raise Http404
    form = plain.NothingForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> str:
        return BENCH.page_of(opening.open_review(by=request.viewer, notice=told))

    return BENCH.take(
        request, None, form, do, does="A death referred for review", button="Take it in",
        done="It is taken in. The month to decide runs from the notice.", files=(told.case_file_id,),
        back=reverse("homicide_review:reviews" if works else "homicide_review:asked"),
        template="homicide_review/notice.html",
        more={"told": told, "works": works, "body": choices.districts(told.area.local_pack).get(told.district, "")},
    )  # fmt: skip


@requires("homicide_declare")
def asked(request: Request) -> HttpResponse:
    """What one is asked for in homicide reviews: seats on panels, reports to write or endorse, deaths one referred."""
    seats, reports = members.own_seats(request.viewer), members.own_reports(request.viewer)
    sent = notices.own(request.viewer)
    record_sight(
        by=request.viewer, verb="listed", object_type="homicide reviews: asked of me",
        files=[one.case_file_id for one in (*seats, *reports, *sent)],
    )  # fmt: skip
    stages = {one.code: one.title for one in REPORT_PROCESS.stages}
    context = {"seats": seats, "reports": reports, "sent": sent, "panels": choices.PANELS, "stages": stages}
    return render(request, "homicide_review/asked.html", context)


@requires("homicide_work")
def member_new(request: Request, reference: str) -> HttpResponse:
    """Ask somebody to the decision panel or the review panel."""
    held = BENCH.or_404(request, reference)
    panel = "decision" if held.stage == "considering" else "review"
    told = f"{held.what_happened}"
    form = forms.MemberForm(
        request.POST if request.method == "POST" else None, panels={panel: choices.PANELS[panel]},
        seats=choices.seats(held.area.local_pack, panel), initial={"panel": panel, "shown": told},
    )  # fmt: skip

    def do(version: int | None) -> None:
        agencies.name_member(by=request.viewer, held=held, given=form.cleaned_data)

    return BENCH.take(
        request, held, form, do, does="Ask somebody to a panel", button="Ask them",
        done="They are asked. Nothing of the review opens for them before they have declared.",
        intro="Local politicians do not sit. Whoever has an account declares here; others do so on paper.",
    )  # fmt: skip


@requires("homicide_declare")
def member(request: Request, reference: str) -> HttpResponse:
    """One panel member: to declare for oneself, or from paper; for the partnership to settle a tie, or to end it."""
    held = members.member_by_reference(request.viewer, reference)
    if held is None:
        raise Http404
    viewer = request.viewer
    own = held.appointment_id is not None and held.appointment_id == viewer.appointment_id
    works = viewer.may("homicide_work")
    by_hand = works and held.appointment_id is None
    ending = works and request.GET.get("end") == "yes"
    settling = works and bool(held.conflict) and not held.settled and not ending
    declaring = (own or by_hand) and held.declared_at is None and not ending and not settling
    can = held.ended_at is None and (ending or settling or declaring)
    data = request.POST if request.method == "POST" else None
    if data is not None and not can:
        raise Http404
    points = choices.labels("member")
    form: Any = (
        forms.EndMemberForm(data)
        if ending
        else forms.SettleForm(data)
        if settling
        else forms.DeclareForm(data, points=points, by_hand=by_hand)
    )

    def do(version: int | None) -> str:
        act = agencies.end_membership if ending else agencies.settle_tie if settling else agencies.declare
        act(by=viewer, member=held, given=form.cleaned_data)
        return reverse("homicide_review:member", args=[held.reference])

    back = reverse("homicide_review:review", args=[held.review]) if works else reverse("homicide_review:asked")
    seen = reading.by_reference(viewer, held.review) is not None
    return BENCH.take(
        request, None, form, do, does="End a panel membership" if ending else "A seat on a panel",
        button="End it" if ending else "Record it" if settling or by_hand else "Declare", done="Recorded.",
        template="homicide_review/member.html", files=(held.case_file_id,), back=back,
        more={"member": held, "can": can, "points": points, "ending": ending, "works": works, "own": own, "seen": seen,
              "panels": choices.PANELS, "settling": settling},
    )  # fmt: skip


@requires("homicide_work")
def open_to_panel(request: Request, reference: str) -> HttpResponse:
    """Let the members who are free to sit read the review, and the agencies' reports that are in."""
    held = BENCH.or_404(request, reference)
    form = plain.NothingForm(request.POST if request.method == "POST" else None)

    def do(version: int | None) -> None:
        agencies.open_to_panel(by=request.viewer, held=held)

    free = [f"{one.name}, {one.body}" for one in members.declared(request.viewer, held)]
    return BENCH.take(
        request, held, form, do, does="Open the papers to the panel", button="Open them",
        done="They are open to the members who have declared.",
        intro="Whoever sits and has declared reads the review and the agencies' reports that are in. Nobody else does.",
        more={"shown": [("Free to sit", "\n".join(free) or "Nobody yet")]},
    )  # fmt: skip


@requires("homicide_work")
def report_new(request: Request, reference: str) -> HttpResponse:
    """Ask an agency, through a senior manager, for its own report."""
    held = BENCH.or_404(request, reference)
    terms = reading.last_terms(held)
    form = forms.CommissionForm(
        request.POST if request.method == "POST" else None, initial={"asked": terms.scope_words if terms else ""}
    )

    def do(version: int | None) -> None:
        agencies.commission_report(by=request.viewer, held=held, given=form.cleaned_data)

    return BENCH.take(
        request, held, form, do, does="Ask an agency for its own report", button="Ask for it", done="It is asked for.",
        intro="An agency that does not sit on the panel is asked too. Its chronology is asked for from the chronology.",
    )  # fmt: skip


@requires("homicide_report")
def report(request: Request, reference: str) -> HttpResponse:
    """One agency's own report: for the agency, for the partnership, and once it is in for the panel."""
    held = REPORTS.or_404(request, reference)
    viewer = request.viewer
    record_sight(
        by=viewer, verb="opened", object_type="homicide report", object_ref=held.reference, files=[held.case_file_id]
    )
    works = viewer.may("homicide_work")
    asked_for = works or (
        viewer.appointment_id is not None and viewer.appointment_id in (held.author_id, held.manager_id)
    )
    context = {
        "held": held, "first": _next_of(held), "stage": REPORT_PROCESS.stage(held.stage).title, "works": works,
        "acts": REPORTS.possible(REPORT_ACTS, held, viewer) if asked_for else {},
        "interviews": list(held.interviews.order_by("interviewed_on", "pk")) if asked_for else [],
        "feedback": list(held.feedback.order_by("given_on", "pk")),
        "back": reverse("homicide_review:review", args=[held.review]) if works else reverse("homicide_review:asked"),
    }  # fmt: skip
    return render(request, "homicide_review/report.html", context)


def _next_of(held: Any) -> str:
    """The step of a report that comes next, by its address; empty where it has ended."""
    writing = "endorse" if held.analysis and held.feedback.exists() else "feedback" if held.analysis else "write"
    return {"asked": "author", "writing": writing, "endorsed": "present"}.get(held.stage, "")
