"""What the social worker who leads owes by what was agreed, where no clock of a pack runs; it stands on “my work”."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import LONDON
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.process.api import Move
from sharedduty.modules.child_protection.models import (
    HelpAfter,
    PlanContact,
    PlanItem,
    ProtectionPlan,
    ProtectionRecord,
)
from sharedduty.modules.child_protection.process import ENDED, ENQUIRY, ON_PLAN
from sharedduty.modules.child_protection.queries.asking import to_answer
from sharedduty.modules.child_protection.queries.homecoming import returns_owed

MOST = 100  # of each kind
AHEAD = datetime.timedelta(days=7)  # a line of a plan is called for in the week before it is due
# Hardly any child is born later than this after the day expected: the house's own choice, no guidance sets one.
OVERDUE = datetime.timedelta(days=14)

WAITS = "WT2018 ch1, flow charts 4 and 5"
TELL = "Tell the agencies that the plan ended"
WAITING = {
    "strategy_due": "Hold the strategy discussion", "quorum_gap": "Decide about a discussion without one of the three",
    "conference_requested": "Answer an agency that asks for a conference",
    "difference": "Have a difference about a conference resolved",
}  # fmt: skip
WAITING_PLAN = {
    "conference_held": "Record what the conference decided", "review_held": "Decide what follows the review",
    "later_review": "Decide what follows the review",
}  # fmt: skip


def _end_of(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(23, 59, 59), tzinfo=LONDON)


def owed(viewer: Viewer) -> list[Owed]:
    """Children to be seen, births to be recorded, lines due, help to be looked at again, and what waits for a decision.

    A line of a plan is owed by whoever the plan names; the lead social worker sees that it is done (WT-ICPC-10, WT-CPP-05).
    All of it of what the viewer leads. Nine queries, however much there is.
    """
    if viewer.kind != "account" or not viewer.appointment_id or not viewer.may("protection_work"):
        return []
    led = ProtectionPlan.objects.filter(lead_worker_id=viewer.appointment_id, stage__in=ON_PLAN)
    plans = {one.pk: one for one in led.select_related("protection").order_by("began_at", "pk")[:MOST]}
    return [
        *_visits(plans.values()),
        *_lines(plans),
        *_help(viewer),
        *_births(viewer),
        *_waiting(viewer),
        *to_answer(viewer),
        *returns_owed(viewer),
    ]


def _visits(plans: Iterable[ProtectionPlan]) -> list[Owed]:
    """The child to be seen by the day that the last contact agreed, or the conference before the first."""
    plans, days = list(plans), {}
    born = {one.pk: one.protection.birth_on for one in plans}
    for one in PlanContact.objects.filter(plan__in=plans).order_by("done_at", "pk"):
        birth = born[one.plan_id]  # what was agreed before the birth does not count: recording it agreed another day
        if birth is None or birth <= timezone.localdate(one.done_at):
            days[one.plan_id] = one.next_by_on
    found = []
    for plan in plans:
        day = days.get(plan.pk, plan.visit_by_on)
        if day is not None and not plan.protection.unborn:
            link = reverse("child_protection:plan-contact", args=[plan.reference])
            found.append(
                Owed("See the child", plan.reference, link, _end_of(day), citation="WT2018 ch1 box: child protection plan",
                     file=plan.case_file_id)
            )  # fmt: skip
    return found


def _lines(plans: dict[int, ProtectionPlan]) -> list[Owed]:
    """Lines of the plans that are due within a week, or late, and not closed."""
    soon = PlanItem.objects.filter(plan__in=plans, closed_at__isnull=True, due_on__lte=timezone.localdate() + AHEAD)
    return [
        Owed("See that a line of the plan is done", plans[one.plan_id].reference,
             reverse("child_protection:plan-close-item", args=[plans[one.plan_id].reference]), _end_of(one.due_on),
             citation="WT2018 ch1 box: initial child protection conference", file=one.case_file_id)
        for one in soon.order_by("due_on", "pk")[:MOST]
    ]  # fmt: skip


def _help(viewer: Viewer) -> list[Owed]:
    """Help without a conference that was to be looked at again, and was not (WT-S47O-05)."""
    waiting = HelpAfter.objects.filter(
        ~Q(look_again_on=None), impact_on=None, protection__worker_id=viewer.appointment_id,
        protection__stage="continue_s17",
    ).select_related("protection")  # fmt: skip
    return [
        Owed("Look at what the help changed", one.protection.reference,
             reverse("child_protection:record-review-help", args=[one.protection.reference]), _end_of(one.look_again_on),
             citation="WT2018 ch1 box: outcome of section 47 enquiries", file=one.case_file_id)
        for one in waiting.order_by("look_again_on", "pk")[:MOST]
        if one.look_again_on
    ]  # fmt: skip


def _waiting(viewer: Viewer) -> list[Owed]:
    """What goes no further until whoever leads it acts, and has no limit of its own: since when it waits (WT-S47O-02)."""
    led = Q(lead_worker_id=viewer.appointment_id) | Q(lead_worker=None, protection__worker_id=viewer.appointment_id)
    records = ProtectionRecord.objects.filter(worker_id=viewer.appointment_id, stage__in=WAITING)
    plans = ProtectionPlan.objects.filter(led, stage__in=(*WAITING_PLAN, *ENDED))
    held: list[tuple[ProtectionRecord | ProtectionPlan, str, str, datetime.datetime]] = [
        (one, WAITING[one.stage], "record", one.opened_at) for one in records.order_by("opened_at", "pk")[:MOST]
    ]
    held += [
        (one, WAITING_PLAN.get(one.stage, TELL), "plan", one.ended_at or one.held_at)
        for one in plans.order_by("held_at", "pk")[:MOST]
    ]
    moved = dict(
        Move.objects.filter(record__in=[one.reference for one, *_ in held])
        .order_by("moved_at", "pk")
        .values_list("record", "moved_at")
    )
    return [
        Owed(title, one.reference, reverse(f"child_protection:{page}", args=[one.reference]), file=one.case_file_id,
             since=moved.get(one.reference, began), citation=WAITS)
        for one, title, page, began in held
    ]  # fmt: skip


def _births(viewer: Viewer) -> list[Owed]:
    """Children still on record as unborn well after the day they were expected: nobody stays so for ever (WT-END-03)."""
    under_way = [one.code for one in ENQUIRY.stages if not one.ends]
    mine = Q(worker_id=viewer.appointment_id, stage__in=under_way)
    mine |= Q(plans__lead_worker_id=viewer.appointment_id, plans__stage__in=ON_PLAN)
    waiting = ProtectionRecord.objects.filter(mine, unborn=True, expected_on__lte=timezone.localdate() - OVERDUE)
    return [
        Owed("Record the birth", one.reference, reverse("child_protection:record-birth", args=[one.reference]),
             _end_of(one.expected_on + OVERDUE), citation="WT2018 fn1", file=one.case_file_id)
        for one in waiting.distinct().order_by("expected_on", "pk")[:MOST]
        if one.expected_on
    ]  # fmt: skip
