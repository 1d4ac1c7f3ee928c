"""Where plans and their meetings are found, what a post owes here, and what other pages show of this room."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_words, end_of_day
from sharedduty.foundations.design.owed import Named, Owed
from sharedduty.foundations.gatherings.api import About, Invitee, RoomGatherings, Subject, declare_gatherings
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import references_of
from sharedduty.foundations.process.api import STANDS, STARTS, Handover, Start, register
from sharedduty.foundations.retention.api import register_births
from sharedduty.modules.early_help.models import Lead, Member, Plan, PlanAction
from sharedduty.modules.early_help.policy import COORDINATOR
from sharedduty.modules.early_help.process import (
    ACTIVE,
    CLOSED,
    OPEN,
    PLANNING,
    PROCESS,
    SAFETY_MEETING,
    START,
    TALKING,
    TEAM_MEETING,
    UP,
    WITHOUT,
)
from sharedduty.modules.early_help.queries.plans import leads_now, plan_by_reference, plans_of, stage_after
from sharedduty.modules.front_door.api import Hit

MOST = 50
# What a lead practitioner does next with a plan that has no review day yet, by its stage.
TO_DO = {
    TALKING: "Talk through and ask consent: early help for", PLANNING: "Make and agree the plan of",
    WITHOUT: "Without consent, see how the need can be met:", UP: "With the front door, stay with the family:",
}  # fmt: skip


def plan_page(viewer: Viewer, reference: str) -> str:
    """A plan's page, for those who may open plans."""
    return reverse("early_help:plan", args=[reference]) if viewer.may("early_help_read") else ""


def about_plan(viewer: Viewer, reference: str) -> About | None:
    """What a meeting is about: the plan, held by the lead's own team while it is the lead who calls it."""
    plan = plan_by_reference(viewer, reference)
    if plan is None:
        return None
    team = viewer.team_id or plan.case_file.team_id or 0
    lead = plan.leads.filter(led_until__isnull=True).values_list("member_id", flat=True).first()
    there = plan.members.filter(left_at__isnull=True).select_related(
        "appointment__account", "appointment__post__team__organisation"
    )
    people = tuple(
        Invitee(
            one.reference, "lead" if one.pk == lead else one.capacity, one.name, one.organisation_name, one.appointment
        )
        for one in there.order_by("joined_at", "pk")
    )
    return About(
        record=plan.reference, title=f"Early help for {plan}", team_id=team, area_id=plan.area_id,
        subjects=(Subject(plan.reference, str(plan)),), href=reverse("early_help:plan", args=[plan.reference]),
        people=people,
    )  # fmt: skip


MEETINGS = RoomGatherings(
    code="early_help", title="Early help", prefix="EG", hold="early_help_work", take_part="early_help_read",
    namespace="early_help", uses=(TEAM_MEETING, SAFETY_MEETING), about=about_plan,
)  # fmt: skip


def owed(viewer: Viewer) -> list[Owed]:
    """What this viewer leads (a plan to make, a review to hold) and agreed to do; for a families team, what lies behind."""
    if viewer.kind != "account" or not viewer.may("early_help_read") or viewer.appointment_id is None:
        return []
    found = _behind(viewer) if viewer.role == COORDINATOR else []
    members = _as_member(viewer.appointment_id)
    if not members:
        return found
    led = Plan.objects.filter(leads__led_until__isnull=True, leads__member_id__in=members)
    found += [
        Owed(
            f"{TO_DO[plan.stage]} {plan}", plan.reference, reverse("early_help:plan", args=[plan.reference]),
            citation="GL-EH-11", file=plan.case_file_id, since=plan.opened_at,
        )
        for plan in led.filter(stage__in=TO_DO).order_by("opened_at", "pk")[:MOST]
    ]  # fmt: skip
    found += [
        Owed(
            f"Review the plan of {plan}", plan.reference, reverse("early_help:plan", args=[plan.reference]),
            end_of_day(plan.review_on), "local", "GL-EH-05", plan.case_file_id,
        )
        for plan in led.filter(stage=ACTIVE).order_by("review_on", "pk")[:MOST] if plan.review_on
    ]  # fmt: skip
    mine = PlanAction.objects.filter(state="open", owner_id__in=members).exclude(plan__stage=CLOSED)
    found += [
        Owed(
            f"{one.what[:80]} ({one.plan})", one.plan.reference,
            reverse("early_help:progress", args=[one.plan.reference, one.reference]), end_of_day(one.due_on), "local",
            "GL-EH-12", one.case_file_id,
        )
        for one in mine.select_related("plan").order_by("due_on", "pk")[:MOST]
    ]  # fmt: skip
    return found


def _as_member(appointment: int) -> list[int]:
    """Who the holder of this appointment is in the teams around children. Asked first: of all plans, most are in few."""
    return list(Member.objects.filter(appointment_id=appointment).values_list("pk", flat=True))


def _behind(viewer: Viewer) -> list[Owed]:
    """For the coordinator of a families team: its plans that nobody leads, and those whose review day has passed."""
    team = Plan.objects.filter(stage__in=OPEN, case_file__team_id=viewer.team_id or 0)
    led = Lead.objects.filter(led_until__isnull=True).values("plan_id")
    late = team.filter(stage=ACTIVE, review_on__lt=timezone.localdate()).prefetch_related(leads_now())
    found = [
        Owed(
            f"See that somebody leads the plan of {plan}", plan.reference, reverse("early_help:plan", args=[plan.reference]),
            citation="GL-EH-09", file=plan.case_file_id, since=plan.opened_at, mine=False,
        )
        for plan in team.exclude(pk__in=led).order_by("opened_at", "pk")[:MOST]
    ]  # fmt: skip
    return found + [
        Owed(
            f"See that the plan of {plan} is reviewed", plan.reference, reverse("early_help:plan", args=[plan.reference]),
            end_of_day(plan.review_on), "local", "GL-EH-14", plan.case_file_id, owner=lead_words(plan), mine=False,
        )
        for plan in late.order_by("review_on", "pk")[:MOST] if plan.review_on
    ]  # fmt: skip


def start(viewer: Viewer, handover: Handover) -> Start | None:
    """How early help begins from the front door's hand-over."""
    if handover.start != START or not viewer.may("early_help_work"):
        return None
    return Start("Begin early help", f"{reverse('early_help:begin')}?from={handover.reference}")


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Plans by the child's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("early_help_read") or len(words) < 2:
        return []
    named = Q()
    for part in words.split()[:4]:
        named &= Q(given_names__icontains=part) | Q(family_name__icontains=part)
    held = Plan.objects.filter(named).order_by("-opened_at", "-pk")[:MOST]
    return [
        Hit(
            "early help plan",
            str(plan),
            plan.reference,
            reverse("early_help:plan", args=[plan.reference]),
            plan.case_file_id,
        )
        for plan in held
    ]


def lead_words(plan: Any) -> str:
    """Who leads a plan now, in words."""
    return ", ".join(str(one.member) for one in plan.lead_now) or "Nobody yet"


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """The plans of a person, as a person's page shows them: stage, next review, lead."""
    if not viewer.may("early_help_read"):
        return None
    held = plans_of(viewer, same)
    rows = [
        {
            "plan": {"text": plan.reference, "href": reverse("early_help:plan", args=[plan.reference])},
            "stage": PROCESS.stage(plan.stage).title, "review": date_words(plan.review_on) if plan.review_on else "No date yet",
            "lead": lead_words(plan),
        }
        for plan in held
    ]  # fmt: skip
    columns = [
        {"key": "plan", "label": "Plan"}, {"key": "stage", "label": "Stage"}, {"key": "review", "label": "Next review"},
        {"key": "lead", "label": "Lead practitioner"},
    ]  # fmt: skip
    return {
        "title": "Early help", "columns": columns, "rows": rows, "missing": "No early help plan that you have sight of.",
        "files": {plan.case_file_id for plan in held},
    }  # fmt: skip


def files_about(viewer: Viewer, people: Any) -> list[CaseFile]:
    """This room's files that are about given people."""
    ids = Plan.objects.filter(person_id__in=list(people)).values("case_file_id")
    return list(CaseFile.objects.filter(pk__in=ids))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is; None for a file that is no plan in sight."""
    plan = Plan.objects.filter(case_file=file).first()
    return {"text": f"Early help {plan.reference}", "href": plan_page(viewer, plan.reference)} if plan else None


def named(viewer: Viewer, records: Sequence[str]) -> dict[str, Named]:
    """The child of each of some plans."""
    return {one.reference: Named(str(one)) for one in Plan.objects.filter(reference__in=references_of(records, "EH"))}


def my_records(viewer: Viewer) -> list[str]:
    """The references of the plans this viewer leads."""
    if viewer.kind != "account" or not viewer.appointment_id or not viewer.may("early_help_read"):
        return []
    members = _as_member(viewer.appointment_id)
    if not members:
        return []
    led = Plan.objects.filter(
        leads__led_until__isnull=True, leads__member_id__in=members, leads__member__left_at__isnull=True
    ).exclude(stage=CLOSED)
    return list(led.order_by("review_on", "pk").values_list("reference", flat=True)[:MOST])


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, what a search finds, and how its work begins."""
    register("EH", plan_page)
    declare_gatherings(MEETINGS, lambda viewer, reference: reverse("early_help:meeting", args=[reference]))
    slots.fill(STARTS, "early_help", lambda *, viewer, handover: start(viewer, handover), order=30)
    slots.fill(STANDS, "early_help", lambda *, viewer, handover: stage_after(viewer, handover), order=30)
    slots.fill("my_work", "early_help", lambda *, viewer: owed(viewer), order=30)
    slots.fill("my_records", "early_help", lambda *, viewer: my_records(viewer), order=30)
    slots.fill("named", "early_help", lambda *, viewer, records: named(viewer, records), order=30)
    slots.fill("search", "early_help", lambda *, viewer, words, reference: found(viewer, words, reference), order=30)
    slots.fill("people.person.panels", "early_help.plans", panel, order=30)
    slots.fill("file_pages", "early_help", lambda *, viewer, file: page_of_file(viewer, file), order=30)
    register_files_about(files_about)
    register_births("early_help_births")
