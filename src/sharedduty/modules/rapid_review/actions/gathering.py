"""Gathering what is known: members and their notice, agencies' summaries, records secured, the aims, the meeting."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.gatherings.api import cancel
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, kept, stop
from sharedduty.foundations.requests.api import InformationRequest, ask, chase, of_enquiry, withdraw
from sharedduty.modules.child_death.api import death_by_reference
from sharedduty.modules.rapid_review.actions.steps import add_member, recorded, step
from sharedduty.modules.rapid_review.models import (
    CoreMember,
    Findings,
    ParallelProcess,
    RapidReview,
    ReviewChild,
    SafetyAction,
    SecuredFile,
)
from sharedduty.modules.rapid_review.queries.meetings import held_meetings, meetings_of, was_quorate
from sharedduty.modules.rapid_review.queries.reading import SUMMARY, account_named, open_action

BEGINS = "rapid_review_begins"
BY_SERVICE, SHUT = "A notice of this service", "Not told: this review is shut to them"


@transaction.atomic
def name_child(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> ReviewChild:
    """Name another child of the review. Raises as `step` does."""
    step(by, held, "name_child", given, version=version)
    return ReviewChild.objects.create(**recorded(by, held), **kept(given, "given_names", "family_name", "birth_on"))


@transaction.atomic
def name_member(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> CoreMember:
    """Name a member: by the address of their account here, or in words (GL-RR-11). Raises as `step` does."""
    typed = str(given.get("email") or "").strip()
    one = account_named(by, typed)
    words = {"name": one.account.name, "body": one.post.title} if one else {"unknown": bool(typed)}
    step(by, held, "name_member", {**given, **words}, version=version)
    if one:
        return add_member(by, held, str(given["capacity"]), one)
    return CoreMember.objects.create(
        **recorded(by, held), reference=new_reference("RM"), **kept(given, "capacity", "name", "body")
    )


@transaction.atomic
def give_notice(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> int:
    """Give notice to every member who has none: by this service, or as `told_how` says (GL-RR-04). Gives to how many.

    Raises as `step` does.
    """
    step(by, held, "give_notice", given, version=version)
    now, waiting = timezone.now(), list(held.members.filter(told_at__isnull=True).order_by("recorded_at", "pk"))
    for one in waiting:
        one.told_at, one.told_how = now, str(given.get("told_how") or "").strip()
        if one.appointment_id:
            one.notice = queue_notice(
                by=by, file=held.case_file, record=held.reference, template=BEGINS, to_appointment_id=one.appointment_id
            )
            one.told_how = BY_SERVICE if one.notice else SHUT
        one.save(update_fields=["told_at", "told_how", "notice"])
    return len(waiting)


@transaction.atomic
def confirm_member(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> None:
    """Record that a member knows the case and can commit their agency, and their deputy (GL-RR-10). Raises as `step` does."""
    member = held.members.filter(reference=str(given.get("who") or "")).first()
    step(by, held, "confirm_member", {**given, "member": member}, version=version)
    if member:
        member.confirmed_at, member.deputy = timezone.now(), str(given.get("deputy") or "").strip()
        member.save(update_fields=["confirmed_at", "deputy"])


@transaction.atomic
def ask_agencies(
    *, by: Viewer, held: RapidReview, teams: Sequence[Team], given: Given, version: int | None = None
) -> list[InformationRequest]:
    """Ask agencies for a short summary, each with its own 72 hours, which run in the request (GL-RR-05). Raises as `step`."""
    step(by, held, "ask_agencies", {**given, "teams": list(teams)}, version=version)
    return [
        ask(
            by=by, for_record=held.reference, enquiry=held.reference, about=about(held), asked_team=team,
            asking_team=held.team, question=given["question"], purpose=given["purpose"], priority="", due_at=None,
            clock=SUMMARY,
        )
        for team in teams
    ]  # fmt: skip


def about(held: RapidReview) -> dict[str, Any]:
    """What an agency must know to recognise the children, and nothing of the review."""
    children = list(held.children.order_by("recorded_at", "pk"))
    born = [one.birth_on.isoformat() for one in children if one.birth_on]
    return {
        "names": ", ".join(str(one) for one in children),
        "birth_on": born[0] if len(children) == 1 and born else "",
    }


@transaction.atomic
def chase_agency(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> None:
    """Remind an agency that has not answered (GL-RR-05, GL-RR-19). Raises as `step` does."""
    waiting = {
        one.reference: one for one in of_enquiry(by, held.reference) if not (one.answered_at or one.withdrawn_at)
    }
    found = waiting.get(str(given.get("which") or ""))
    step(by, held, "chase_agency", {**given, "request": found}, version=version)
    if found:
        chase(by=by, request=found)


@transaction.atomic
def secure_file(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> SecuredFile:
    """Record that an agency secured its records. Raises as `step` does."""
    step(by, held, "secure_file", given, version=version)
    return SecuredFile.objects.create(
        **recorded(by, held), **kept(given, "agency", "records", "secured_at", "secured_by")
    )


@transaction.atomic
def write_findings(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> Findings:
    """Answer the four aims; what was written before stays (WT-RR-04). Raises as `step` does."""
    step(by, held, "write_findings", given, version=version)
    return Findings.objects.create(
        **recorded(by, held), **kept(given, "facts", "immediate", "improvement", "next_steps")
    )


@transaction.atomic
def agree_action(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> SafetyAction:
    """Record what is done at once, by whom, by which day (GL-RR-06). Raises as `step` does."""
    step(by, held, "agree_action", given, version=version)
    return SafetyAction.objects.create(
        **recorded(by, held), reference=new_reference("RX"), **kept(given, "what", "owner", "due_on")
    )


@transaction.atomic
def finish_action(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> None:
    """Record that an immediate action was done (GL-RR-09). Raises as `step` does."""
    action = open_action(held, str(given.get("which") or ""))
    step(by, held, "finish_action", {**given, "action": action}, version=version)
    if action:
        action.done_on, action.done = given["done_on"], str(given["done"]).strip()
        action.save(update_fields=["done_on", "done"])


@transaction.atomic
def note_process(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> ParallelProcess:
    """Note another investigation of the same events and how the two go together (WT-RR-15; GL-RR-18).

    `record` names a child death review held here, where it is one: their meeting can then be held as one. Raises as `step`.
    """
    typed = str(given.get("record") or "").strip()
    death = death_by_reference(by, typed) if typed else None
    step(by, held, "note_process", {**given, "death": death}, version=version)
    return ParallelProcess.objects.create(
        **recorded(by, held), **kept(given, "kind", "lead", "agreed"), joint_meeting=bool(given.get("joint_meeting")),
        record=death.reference if death else "",
    )  # fmt: skip


@transaction.atomic
def take_in_meeting(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> None:
    """Rest the review on a meeting that was held here; when, and whether it was quorate, is read from it (GL-RR-06).

    Raises as `step` does.
    """
    chosen = {one.reference: one for one in held_meetings(by, held.reference)}.get(str(given.get("meeting") or ""))
    sets: dict[str, Any] = {}
    if chosen:
        began = chosen.began_at or chosen.starts_at
        sets = {"meeting": chosen.reference, "met_at": began, "quorate": was_quorate(by, chosen)}
    step(by, held, "take_in_meeting", {**given, "meeting": chosen}, version=version, sets=sets)


@transaction.atomic
def set_aside(*, by: Viewer, held: RapidReview, given: Given, version: int | None = None) -> None:
    """Set a review aside that is not to be made, with the reason: clocks, requests and meetings end. Raises as `step`."""
    step(by, held, "set_aside", given, version=version)
    because = str(given["reason"]).strip()
    stop(by=by, record=held.reference, because=because)
    for request in of_enquiry(by, held.reference):
        if not (request.answered_at or request.withdrawn_at):
            withdraw(by=by, request=request, because=because)
    for meeting in meetings_of(by, held.reference):
        if meeting.stage in ("called", "adjourned"):
            cancel(by=by, gathering=meeting, because=because)
