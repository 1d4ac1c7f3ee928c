"""What every step of early help does alike: who may, the plan locked, one move of the process, the journal."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.process.api import CannotMove, Missing, Overtaken, Stage, move
from sharedduty.modules.early_help.models import LevelStep, Member, Plan
from sharedduty.modules.early_help.policy import COORDINATOR
from sharedduty.modules.early_help.process import CLOSED, PROCESS


def post_of(by: Viewer) -> int:
    """The appointment acted as. Raises PermissionDenied without one, or without the permission to work on plans."""
    if by.appointment_id is None or not by.may("early_help_work"):
        raise PermissionDenied
    return by.appointment_id


def runs(by: Viewer, plan: Plan) -> bool:
    """Whether the viewer runs this plan: its lead, whoever began it until there is a lead, or a coordinator of its team."""
    if by.appointment_id is None or not by.may("early_help_work"):
        return False
    if by.role == COORDINATOR and plan.case_file.team_id == by.team_id:
        return True
    lead = plan.leads.filter(led_until__isnull=True).values_list("member__appointment_id", flat=True).first()
    return by.appointment_id == (lead or plan.opened_by_id)


def run_by(by: Viewer, plan: Plan, version: int | None = None) -> Plan:
    """The plan, locked, for somebody who runs it. Raises PermissionDenied; Overtaken where it moved since `version`."""
    locked = part_of(by, plan)
    if not runs(by, locked):
        raise PermissionDenied
    if version is not None and locked.version != version:
        raise Overtaken
    return locked


def part_of(by: Viewer, plan: Plan) -> Plan:
    """The plan, locked, for anybody who works on it. Raises PermissionDenied; CannotMove once it is closed."""
    post_of(by)
    locked = Plan.objects.select_for_update(of=("self",)).select_related("case_file").get(pk=plan.pk)
    if locked.stage == CLOSED:
        raise CannotMove([Missing("This plan is closed. What is written stays as it is.")])
    return locked


def step(
    by: Viewer,
    plan: Plan,
    verb: str,
    given: Mapping[str, Any],
    *,
    reason: str = "",
    sets: Mapping[str, Any] | None = None,
) -> Stage:
    """Take one step of the process. Raises PermissionDenied, CannotMove, Overtaken."""
    return move(by=by, process=PROCESS, record=plan, verb=verb, given=given, reason=reason, sets=sets)


def tell(by: Viewer, plan: Plan, verb: str, fields: tuple[str, ...] = (), reason: str = "") -> None:
    """Journal one change on a plan."""
    record_change(
        by=by, verb=verb, object_type="early_help", object_ref=plan.reference, file=plan.case_file_id, fields=fields,
        reason=reason,
    )  # fmt: skip


def step_levels(by: Viewer, plan: Plan, direction: str, other: str, because: str) -> None:
    """Keep that help moved between levels: to or from which record, and why (WT-EH-14)."""
    LevelStep.objects.create(
        case_file_id=plan.case_file_id, plan=plan, direction=direction, other_record=other, because=because.strip(),
        stepped_at=timezone.now(), recorded_by_id=post_of(by),
    )  # fmt: skip
    tell(by, plan, "kept a step between levels", ("level_steps",))


def notify(by: Viewer, plan: Plan, member: Member, what: str) -> None:
    """Tell somebody of the team who signs in here that there is something to do. The message says no more (design 4)."""
    if member.appointment_id and member.appointment_id != by.appointment_id:
        queue_notice(
            by=by, file=plan.case_file, record=plan.reference, template=what, to_appointment_id=member.appointment_id
        )


def refuse(missing: list[Missing]) -> None:
    """Raises CannotMove where anything is missing."""
    if missing:
        raise CannotMove(missing)


def of_the_plan(plan: Plan, member: Member | None, field: str) -> Member:
    """A member who is still of the plan's team. Raises CannotMove for anybody else."""
    if member is None or member.plan_id != plan.pk or member.left_at is not None:
        raise CannotMove([Missing("Choose somebody of the team around the child.", f"#id_{field}")])
    return member
