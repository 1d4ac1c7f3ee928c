"""Reading plans: lists, one plan as its page shows it, and what a hand-over led to. Row-level security decides which."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.forms.api import FormRecord, has_form
from sharedduty.foundations.gatherings.api import Gathering, of_record
from sharedduty.foundations.guidance.api import help_kinds
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import Handover, Move, Task, href, tasks
from sharedduty.modules.early_help.models import (
    Advice,
    Circumstance,
    Consent,
    HealthCarePlan,
    Lead,
    Member,
    Outcome,
    Plan,
    PlanAction,
    Progress,
    Review,
    Said,
    Signpost,
)
from sharedduty.modules.early_help.process import CLOSED, OPEN, PROCESS, START
from sharedduty.modules.early_help.rules import MY_ASSESSMENT, MY_PLAN, MY_PLAN_PLUS, MY_PROFILE
from sharedduty.modules.front_door.api import contacts_in_sight

FORMS = {
    MY_PROFILE: "My Profile", MY_PLAN: "My Plan", MY_ASSESSMENT: "My Assessment", MY_PLAN_PLUS: "My Plan+",
}  # fmt: skip


def leads_now() -> Prefetch:
    """Who leads each plan now, read once for many plans: `lead_now` on each."""
    now = Lead.objects.filter(led_until__isnull=True).select_related("member")
    return Prefetch("leads", queryset=now, to_attr="lead_now")


def plans(viewer: Viewer, *, closed: bool = False, words: str = "") -> QuerySet[Plan]:
    """Plans in this viewer's sight, the earliest review first; those without a date on top, since they have none yet."""
    found = Plan.objects.filter(stage__in=(CLOSED,) if closed else OPEN)
    for part in words.split()[:4]:
        found = found.filter(Q(given_names__icontains=part) | Q(family_name__icontains=part))
    order = ["-closed_at"] if closed else ["review_on", "opened_at"]
    return found.select_related("case_file", "registered_with").prefetch_related(leads_now()).order_by(*order, "pk")


def plan_by_reference(viewer: Viewer, reference: str) -> Plan | None:
    """One plan; None where there is none in this viewer's sight."""
    held = Plan.objects.select_related("case_file", "area", "registered_with", "opened_by__post", "opened_by__account")
    return held.filter(reference=reference).first()


def plans_of(viewer: Viewer, people: Iterable[int]) -> list[Plan]:
    """Plans about a person, by the ids of every record that is them, in this viewer's sight; the latest first."""
    held = Plan.objects.filter(person_id__in=list(people)).prefetch_related(leads_now())
    return list(held.order_by("-opened_at", "-pk"))


def same_child(viewer: Viewer, plan: Plan) -> list[Plan]:
    """Other open plans in sight for a child of the same name, or of the same family name and birth date (GL-EH-17)."""
    alike = Q(given_names__iexact=plan.given_names, family_name__iexact=plan.family_name)
    if plan.birth_on:
        alike |= Q(family_name__iexact=plan.family_name, birth_on=plan.birth_on)
    return list(Plan.objects.filter(alike, stage__in=OPEN).exclude(pk=plan.pk).order_by("opened_at", "pk")[:20])


def pages_in_sight(viewer: Viewer, references: Iterable[str]) -> dict[str, str]:
    """The pages of records that this viewer may open; one left out is to be named alone, so that no link leads nowhere."""
    wanted = {one for one in references if one}
    contacts = {one for one in wanted if one.startswith("C-")}
    seen = contacts_in_sight(viewer, contacts) if contacts else set()
    return {one: page for one in wanted - (contacts - seen) if (page := href(viewer, one))}


def level_steps(viewer: Viewer, plan: Plan) -> list[dict[str, Any]]:
    """How help moved between levels, the first step on top: what, to or from which record, when, why (WT-EH-14)."""
    steps = list(plan.level_steps.order_by("stepped_at", "pk"))
    pages = pages_in_sight(viewer, (one.other_record for one in steps))
    return [{"step": one, "href": pages.get(one.other_record, "")} for one in steps]


def whence(viewer: Viewer, plan: Plan) -> list[dict[str, str]]:
    """What the plan came from and whom it is about, as a page names it: linked where this viewer may open it (GL-FD-16)."""
    person = Person.objects.filter(pk=plan.person_id).first() if plan.person_id else None
    found = {
        "Hand-over": plan.from_handover, "Contact at the front door": plan.from_contact, "Stepped down from": plan.from_record,
        "The child's record": person.reference if person else "",
    }  # fmt: skip
    pages = pages_in_sight(viewer, found.values())
    return [{"what": what, "text": one, "href": pages.get(one, "")} for what, one in found.items() if one]


def stage_after(viewer: Viewer, handover: Handover) -> str | None:
    """Where the plan that a hand-over led to stands, in words, for whoever sees the hand-over (GL-FD-16).

    None for a hand-over of another room. Nothing else of the plan is told: not who is in it, nor what it says.
    """
    if handover.start != START or not handover.led_to:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT early_help_stands(%s)", [handover.reference])
        (stage,) = cursor.fetchone()
    return PROCESS.stage(stage).title if stage else None


def plan_after(viewer: Viewer, handover: str) -> Plan | None:
    """The plan a hand-over led to, followed from the decision's side (GL-FD-16); None out of sight."""
    return Plan.objects.filter(from_handover=handover).first()


@dataclass
class PlanView:
    """One plan as its page shows it, read in a fixed number of queries however much it holds."""

    plan: Plan
    tasks: list[Task]
    lead: Lead | None
    leads: list[Lead]
    members: list[Member]
    gone: list[Member]
    consents: list[Consent]
    said: list[Said]
    outcomes: list[Outcome]
    reviews: list[Review]
    forms: list[dict[str, Any]]
    meetings: list[Gathering]
    moves: list[Move]
    alike: list[Plan]
    advice: list[Advice]
    circumstances: list[Circumstance]
    health_care_plans: list[HealthCarePlan]
    steps: list[dict[str, Any]]
    signposts: list[Signpost]
    kinds: dict[str, str]

    @property
    def todo(self) -> list[Task]:
        """What is still to be done before the plan can be agreed, in order."""
        return [one for one in self.tasks if one.needed_by and not one.done]

    @property
    def needs_more(self) -> bool:
        """Whether special educational needs or a disability are noted and stand (GL-EH-20; GL-TH-17)."""
        return any(one.kind in ("sen", "disabled") and one.applies_until is None for one in self.circumstances)

    @property
    def consent(self) -> Consent | None:
        """The newest answer about consent."""
        return self.consents[0] if self.consents else None


def view_of(viewer: Viewer, plan: Plan) -> PlanView:
    """Everything of one plan."""
    leads = list(plan.leads.select_related("member", "recorded_by__post").order_by("-led_from", "-pk"))
    members = list(plan.members.order_by("capacity", "joined_at", "pk"))
    actions = PlanAction.objects.select_related("owner").order_by("due_on", "pk")
    updates = Progress.objects.select_related("told_by__post").order_by("told_at", "pk")
    outcomes = plan.outcomes.prefetch_related(
        Prefetch("actions", queryset=actions), Prefetch("actions__updates", queryset=updates)
    )
    return PlanView(
        plan=plan, tasks=tasks(PROCESS, plan),
        lead=next((one for one in leads if one.led_until is None), None), leads=leads,
        members=[one for one in members if one.left_at is None], gone=[one for one in members if one.left_at],
        consents=list(plan.consents.select_related("recorded_by__post").order_by("-answered_at", "-pk")),
        said=list(plan.words.select_related("recorded_by__post").order_by("-said_on", "-pk")),
        outcomes=list(outcomes.order_by("set_at", "pk")),
        reviews=list(plan.reviews.select_related("recorded_by__post").order_by("-held_on", "-pk")),
        forms=forms_of(viewer, plan), meetings=list(of_record(viewer, plan.reference)),
        moves=list(Move.objects.filter(record=plan.reference).order_by("moved_at", "pk")), alike=same_child(viewer, plan),
        advice=list(plan.advice.select_related("recorded_by__post").order_by("-taken_on", "-pk")),
        circumstances=list(plan.circumstances.order_by("applies_until", "-applies_from", "-pk")),
        health_care_plans=list(plan.health_care_plans.order_by("-happened_on", "-pk")), steps=level_steps(viewer, plan),
        signposts=list(plan.signposts.select_related("recorded_by__post").order_by("-told_on", "-pk")),
        kinds=help_kinds(plan.area.local_pack),
    )  # fmt: skip


def forms_of(viewer: Viewer, plan: Plan) -> list[dict[str, Any]]:
    """The room's forms that the area's pack has, in order, with what was begun and finished of each."""
    held: dict[str, list[FormRecord]] = {}
    for record in FormRecord.objects.filter(case_file_id=plan.case_file_id, form__in=FORMS, about="").order_by(
        "-started_at", "-pk"
    ):
        held.setdefault(record.form, []).append(record)
    wanted = (MY_PROFILE, MY_ASSESSMENT, MY_PLAN_PLUS) if plan.tool == Plan.Tool.MY_PLAN_PLUS else (MY_PROFILE, MY_PLAN)
    rows = []
    for key in FORMS:
        if key not in wanted and key not in held:
            continue
        if not has_form(plan.area.local_pack, key):
            continue
        records = held.get(key, [])
        rows.append(
            {
                "key": key, "title": FORMS[key], "draft": next((one for one in records if not one.submitted_at), None),
                "finished": [one for one in records if one.submitted_at],
            }
        )  # fmt: skip
    return rows


def finished_form(viewer: Viewer, plan: Plan, reference: str) -> FormRecord | None:
    """A finished form of this plan, to read."""
    held = FormRecord.objects.filter(case_file_id=plan.case_file_id, reference=reference, submitted_at__isnull=False)
    return held.first()


def handover_for(viewer: Viewer, reference: str) -> Handover | None:
    """A hand-over for early help that this viewer's team may take up; None for any other."""
    held = Handover.objects.filter(
        reference=reference, start=START, closed_at__isnull=True, owner_team_id=viewer.team_id or 0
    )
    return held.first()


def member_of(plan: Plan, reference: str) -> Member | None:
    """Somebody of the plan's team by reference."""
    return plan.members.select_related("plan__case_file").filter(reference=reference, left_at__isnull=True).first()


def team_of(plan: Plan, *, may_lead: bool = False) -> dict[str, str]:
    """Those of the team, by reference, with where they work or who they are to the child.

    With `may_lead`, those who could take the lead over: they sign in here and do not lead already.
    """
    there = plan.members.filter(left_at__isnull=True).order_by("capacity", "joined_at", "pk")
    if may_lead:
        lead = plan.leads.filter(led_until__isnull=True).values("member_id")
        there = there.filter(appointment__isnull=False).exclude(pk__in=lead)
    return {
        one.reference: f"{one.name}, {one.organisation_name or one.get_capacity_display().lower()}" for one in there
    }


def outcome_of(plan: Plan, reference: str) -> Outcome | None:
    """An outcome of the plan by reference."""
    return plan.outcomes.select_related("plan__case_file").filter(reference=reference).first()


def circumstance_of(plan: Plan, reference: str) -> Circumstance | None:
    """A circumstance of the plan by reference, that has not ended."""
    return (
        plan.circumstances.select_related("plan__case_file")
        .filter(reference=reference, applies_until__isnull=True)
        .first()
    )


def action_of(plan: Plan, reference: str) -> PlanAction | None:
    """An action of the plan by reference."""
    return plan.actions.select_related("plan__case_file", "owner", "outcome").filter(reference=reference).first()


def families_teams(viewer: Viewer) -> dict[str, str]:
    """The families teams of the viewer's area, by key (GL-EH-06: one of the area's)."""
    found = Team.objects.filter(organisation__area_id=viewer.area_id or 0, purpose="early_help").order_by("name", "pk")
    return {team.key: team.name for team in found}


def families_team(viewer: Viewer, key: str) -> Team | None:
    """One of them by its key."""
    found = Team.objects.filter(organisation__area_id=viewer.area_id or 0, purpose="early_help", key=key)
    return found.select_related("organisation").first()
