"""Beginning a plan: by a practitioner directly, from the front door's hand-over, or stepping down from a higher room."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Shared, Viewer, open_file
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.people.api import exclude_subjects
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import (
    CannotMove,
    HandedChild,
    Handover,
    Missing,
    begin,
    files_of,
    leave,
    take_up,
)
from sharedduty.modules.early_help.actions.steps import post_of, refuse, step_levels, tell
from sharedduty.modules.early_help.models import Member, Plan
from sharedduty.modules.early_help.process import PROCESS, START
from sharedduty.modules.early_help.rules import needed, of_age

FAMILIES = "early_help"  # what a families team is for, in the directory
CONTACTS = "C-"  # how the references of the front door's contacts begin


@transaction.atomic
def begin_plan(
    *,
    by: Viewer,
    given_names: str,
    family_name: str,
    noticed: str,
    tool: str,
    tool_reason: str,
    birth_on: datetime.date | None = None,
    handover: Handover | None = None,
    person: Person | None = None,
    from_record: str = "",
) -> Plan:
    """Begin early help for one child: the file opens for whoever begins, and for nobody else by standing.

    Takes: who the child is, what was noticed, which tool and why (GL-EH-01); the `handover` of the front door it takes up
    (which is accepted and closed with the plan's reference), or `from_record`, the record that steps down. Raises
    PermissionDenied; CannotMove with what is missing, or for a hand-over taken up before or of another kind or team.
    """
    post_of(by)
    given = {"given_names": given_names, "noticed": noticed, "tool": tool, "tool_reason": tool_reason}
    missing = needed(given, "given_names", "Write the child's given name.")
    missing += needed(given, "noticed", "Say what was noticed, and what would help.")
    missing += needed(given, "tool", "Choose where to begin.") if tool not in Plan.Tool.values else []
    missing += needed(given, "tool_reason", "Say why.") + of_age(birth_on)
    if handover is not None:
        handover = Handover.objects.select_for_update().get(pk=handover.pk)
        if handover.closed_at or handover.start != START or handover.owner_team_id != by.team_id:
            missing.append(Missing("This hand-over was taken up before, or is not for your team."))
    refuse(missing)
    source = handover.from_record if handover else from_record
    contact = source if source.startswith(CONTACTS) else ""
    person_id = person.pk if person else handover.person_id if handover else None
    out_of = [handover.case_file_id] if handover else _file_of(by, from_record)
    plan = _write(by, out_of, {
        "given_names": given_names.strip(), "family_name": family_name.strip(), "birth_on": birth_on, "person_id": person_id,
        "tool": tool, "tool_reason": tool_reason.strip(), "noticed": noticed.strip(),
        "from_handover": handover.reference if handover else "", "from_contact": contact,
        "from_record": "" if contact else source,
    })  # fmt: skip
    begin(by=by, process=PROCESS, record=plan, event="early help begun", at=plan.opened_at)
    tell(by, plan, "began early help", ("noticed", "tool"), tool_reason)
    known = [person] if person else list(Person.objects.filter(pk=person_id or 0))
    exclude_subjects(by=by, file=plan.case_file, people=known)
    if source:
        step_levels(by, plan, "front_door" if contact else "down", source, _because(handover, contact) or tool_reason)
    if handover is not None:
        take_up(by=by, handover=handover, led_to=plan.reference, outcome="Early help begun")
    return plan


def _because(handover: Handover | None, contact: str) -> str:
    """What the plan keeps of why the level changed; empty where it was begun without a hand-over.

    What a social worker wrote for early help stands on the plan. What the front door wrote is its own reasons, weighed with
    what other agencies told it: the family's team reads the plan, and the hand-over is theirs who took it up.
    """
    if handover is None:
        return ""
    return f"Taken up from hand-over {handover.reference}." if contact else handover.summary


def _file_of(by: Viewer, record: str) -> list[int]:
    """The files a record of another room lies in, where they are in sight."""
    return [one.pk for one in files_of(by, record)] if record else []


def _write(by: Viewer, out_of: list[int], facts: Mapping[str, Any]) -> Plan:
    """The plan in a file of its own, with whoever begins it as the first of the team."""
    if by.area_id is None or by.team_id is None:
        raise CannotMove([Missing("A plan is begun from a post in a team.")])
    now, post = timezone.now(), post_of(by)
    file = open_file(by=by, kind="early_help", area_id=by.area_id, team_id=by.team_id, letter="EF", out_of=out_of)
    plan = Plan.objects.create(
        case_file=file, reference=new_reference("EH"), area_id=by.area_id, stage=PROCESS.first, opened_at=now,
        opened_by_id=post, **facts,
    )  # fmt: skip
    Member.objects.create(
        case_file=file, reference=new_reference("EM"), plan=plan, capacity=Member.Capacity.PRACTITIONER, appointment_id=post,
        name=by.name, organisation_name=by.organisation_name, joined_at=now,
    )  # fmt: skip
    return plan


def begin_from(
    *, by: Viewer, record: str, person: Person, noticed: str, reason: str, tool: str = Plan.Tool.MY_PLAN_PLUS
) -> Plan:
    """Step down: begin early help out of a record of a higher room, by its reference, with what is carried over.

    Takes: the person the record is about, what the plan is to go on with, why the level changes (GL-TH-10). Whoever steps
    down runs the plan until a lead practitioner is named, so nobody is without one. Raises as `begin_plan` does.
    """
    return begin_plan(
        by=by, given_names=person.given_names, family_name=person.family_name, birth_on=person.birth_on, person=person,
        noticed=noticed, tool=tool, tool_reason=reason, from_record=record,
    )  # fmt: skip


@transaction.atomic
def hand_down(*, by: Viewer, area_id: int, record: str, child: HandedChild, summary: str) -> Handover:
    """Step down: leave early help to the area's families team, out of a record of a higher room (GL-TH-10; WT-EH-14).

    Takes: the record's reference, the child, and what goes on: what was done, what is agreed, why the level changes.
    From that second the families team owns it; whoever left it can follow it to the plan. Raises PermissionDenied;
    CannotMove without words, or where the area has no families team.
    """
    post_of(by)
    team = Team.objects.filter(organisation__area_id=area_id, purpose=FAMILIES).order_by("pk").first()
    missing = needed(
        {"summary": summary}, "summary", "Say what early help is to go on with, and why the level changes."
    )
    if team is None:
        missing.append(Missing("This area has no families team to step down to."))
    if missing or team is None:
        raise CannotMove(missing)
    back = Shared(by.team_id, "read", "left it") if by.team_id and by.team_id != team.pk else None
    file = open_file(
        by=by,
        kind="handover",
        area_id=area_id,
        team_id=team.pk,
        letter="HF",
        out_of=_file_of(by, record),
        shared_with=back,
    )
    return leave(
        by=by, file=file, from_record=record, start=START, summary=f"{child.called}: {summary.strip()}",
        owner_team_id=team.pk, child=child,
    )  # fmt: skip
