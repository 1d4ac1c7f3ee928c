"""What every step of an escalation does alike: compare the version read, take the step, bring people in, send copies."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, grant
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, Overtaken, Stage, move, stop
from sharedduty.modules.escalation.models import Escalation, Participant, StepReason, WrittenCopy
from sharedduty.modules.escalation.process import PROCESS
from sharedduty.modules.escalation.rules import STAGES

BY_SERVICE, SHUT = "A notice of this service", "Not told: this file is shut to them"
WHY = "takes part in an escalation"


def step(
    by: Viewer, held: Escalation, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> Stage:  # fmt: skip
    """Take one step of the process, and keep its reason with it.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = str(facts.get("reason") or "").strip()
    reached = move(by=by, process=PROCESS, record=held, verb=verb, given=facts, sets=sets, reason=reason)
    if reason:
        StepReason.objects.create(**recorded(by, held), verb=verb, text=reason)
    return reached


def recorded(by: Viewer, held: Escalation) -> dict[str, Any]:
    """What every row of an escalation's file has: its file, its escalation, when and by whom it was written."""
    return {
        "case_file_id": held.case_file_id, "escalation": held, "recorded_at": timezone.now(), "recorded_by_id": by.holding,
    }  # fmt: skip


def number_of(held: Escalation) -> int:
    """The number of the stage an escalation stands at; once it ended, that of the stage it ended in."""
    last = held.runs.order_by("-number").values_list("number", flat=True).first()
    return STAGES.get(held.stage) or last or 1


def side_of(held: Escalation, organisation_id: int | None) -> str:
    """For which agency somebody of a body takes part: that which raised it, the other, or neither."""
    return {held.raised_for_id: "raised", held.against_id: "against"}.get(organisation_id or 0, "other")


def shut_out(held: Escalation, one: Appointment) -> bool:
    """Whether somebody is shut out of the escalation's file, as they were of the file it is about."""
    found = Exclusion.objects.filter(case_file=held.case_file, lifted_at=None)
    return found.filter(account_id=one.account_id).exists() or found.filter(post_id=one.post_id).exists()


def bring(
    by: Viewer, held: Escalation, part: str, one: Appointment, *, level: str = "work", **more: Any
) -> Participant | None:
    """Bring somebody who holds a post here in, by their post, and let them know. Inside the caller's act.

    Gives: nothing where they are shut out of the file: they have no part in it. Into a sealed file a person comes by name.
    """
    if shut_out(held, one):
        return None
    made = Participant.objects.create(
        **recorded(by, held), reference=new_reference("EP"), part=part, stage=number_of(held), appointment=one,
        side=side_of(held, one.post.team.organisation_id), name=one.account.name,
        body=f"{one.post.title}, {one.post.team.organisation.name}", **more,
    )  # fmt: skip
    record_change(
        by=by, verb="brought somebody in", object_type="participant", object_ref=made.reference, file=held.case_file_id,
        fields=["part"],
    )  # fmt: skip
    if one.pk != by.appointment_id:
        whom: dict[str, Any] = {"appointment_id": one.pk} if held.case_file.sealed else {"post_id": one.post_id}
        grant(by=by, file=held.case_file, level=level, why=WHY, **whom)
        queue_notice(
            by=by,
            file=held.case_file,
            record=held.reference,
            template="escalation_brought_in",
            to_appointment_id=one.pk,
        )
    return made


def write_to_all(by: Viewer, held: Escalation, number: int, *, final: bool) -> None:
    """Send the record of a stage, or of the end, to everybody who takes part, the first worker among them (GL-ES-14).

    The record stands on the escalation's page, which each of them opens; the message says that there is something to read.
    Who has no account here waits for it in writing, and the record says so.
    """
    seen: set[int] = set()
    for one in held.participants.exclude(part="unit").order_by("recorded_at", "pk"):
        if one.appointment_id and one.appointment_id in seen:
            continue
        notice, how, sent = "", "", None
        if one.appointment_id:
            seen.add(one.appointment_id)
            sent, how = timezone.now(), "Wrote it" if one.appointment_id == by.appointment_id else BY_SERVICE
            if one.appointment_id != by.appointment_id:
                notice = queue_notice(
                    by=by, file=held.case_file, record=held.reference, template="escalation_record",
                    to_appointment_id=one.appointment_id,
                )  # fmt: skip
                how = how if notice else SHUT
        WrittenCopy.objects.create(
            case_file_id=held.case_file_id, escalation=held, participant=one, number=number, final=final, notice=notice,
            how=how, sent_at=sent, recorded_at=timezone.now(),
        )  # fmt: skip


@transaction.atomic
def withdraw(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> None:
    """Withdraw it, with the reason; everybody who takes part has that in writing. Raises as `step` does."""
    number = number_of(held)
    step(by, held, "withdraw", given, version=version, sets={"settled_at": timezone.now()})
    end_run(by, held, number, "withdrawn", str(given.get("reason") or "").strip())
    stop(by=by, record=held.reference, because="It was withdrawn.")
    write_to_all(by, held, number, final=True)


def end_run(by: Viewer, held: Escalation, number: int, how: str, account: str) -> None:
    """End the stage that runs, with how and the account of it. Inside the caller's act."""
    record_change(
        by=by, verb="ended a stage", object_type="escalation", object_ref=held.reference, file=held.case_file_id,
        fields=["ended_at", "account"],
    )  # fmt: skip
    held.runs.filter(number=number, ended_at__isnull=True).update(
        ended_at=timezone.now(), ended_how=how, account=account
    )
