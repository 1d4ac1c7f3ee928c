"""Making the enquiries, deciding their outcome, and the right of other agencies to ask for a conference."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import exclude_subjects
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import meet, open_clocks, stop
from sharedduty.foundations.requests.api import InformationRequest, ask
from sharedduty.modules.child_protection.actions.asking import conference_follows, tell_agencies
from sharedduty.modules.child_protection.actions.steps import Given, held, permitted, said, step, yes_no
from sharedduty.modules.child_protection.models import HelpAfter, ProtectionRecord, WorkDone
from sharedduty.modules.child_protection.queries.cases import about_child

OUTCOMES = {
    "not_substantiated": "find_not_substantiated",
    "no_risk": "find_no_risk",
    "substantiated": "find_substantiated",
}
# One step each, with reasons and nothing else.
PLAIN = (
    "take_no_further_action", "finish_enquiries", "request_conference", "agree_conference", "refuse_conference",
    "resolve_with_conference", "resolve_without_conference",
)  # fmt: skip
TO_CONFERENCE = ("agree_conference", "resolve_with_conference")


@transaction.atomic
def record_work(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> WorkDone:
    """Record one thing done in the enquiry, or why it could not be done: the child seen, parents interviewed (WT-S47-03)."""
    permitted(by)
    record = held(record, version)
    step(by, record, "record_work", given)
    return WorkDone.objects.create(
        case_file=record.case_file, protection=record, kind=given["kind"], done_at=given.get("done_at"),
        worker=str(given.get("worker") or "").strip(), text=str(given.get("text") or "").strip(),
        alone=yes_no(given, "alone") if given["kind"] == "child_seen" else None,
        best_evidence=yes_no(given, "best_evidence") if given["kind"] == "joint_interview" else None,
        requested_on=given.get("requested_on") if given["kind"] == "specialist" else None,
        **_parents(given),
        not_done_because="" if given.get("done_at") else str(given.get("not_done_because") or "").strip(),
        recorded_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def ask_agencies(
    *, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None
) -> list[InformationRequest]:
    """Ask agencies to help the enquiries, each by its own request, which is all they see of it (WT-S47-02).

    Takes: `teams`, `question`, `purpose` and `due_at` as the form of asking gives them. Raises PermissionDenied, CannotMove,
    Overtaken.
    """
    permitted(by)
    record = held(record, version)
    step(by, record, "ask_agencies", given)
    described = about_child(by, record)
    asked = [
        ask(
            by=by, for_record=record.reference, enquiry=record.reference, about=described, asked_team=team,
            asking_team=record.team, question=given["question"], purpose=given["purpose"], priority="",
            due_at=given.get("due_at"),
        )
        for team in given["teams"]
    ]  # fmt: skip
    for one in asked:
        exclude_subjects(by=by, file=one.case_file, people=Person.objects.filter(pk=record.person_id or 0))
    return asked


def _parents(given: Given) -> dict[str, Any]:
    """Whether the parents knew that the child was spoken to, where the child was (WT-S47-07)."""
    if given["kind"] not in ("child_seen", "joint_interview"):
        return {}
    knew = yes_no(given, "parents_knew")
    return {"parents_knew": knew, "parents_because": "" if knew else str(given.get("parents_because") or "").strip()}


@transaction.atomic
def continue_help(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Help goes on without a conference: talked over, what help, looking again and who answers for it (WT-S47O-04)."""
    permitted(by)
    record = held(record, version)
    planned = record.stage != "no_s47"
    step(by, record, "continue_help", given)
    if planned:
        HelpAfter.objects.create(
            case_file=record.case_file, protection=record, look_again_on=given.get("look_again_on"),
            **said(given, "talked_over", "services", "look_again", "answers_for_it"), recorded_at=timezone.now(),
            recorded_by_id=by.holding,
        )  # fmt: skip
    tell_agencies(by=by, record=record)


@transaction.atomic
def review_help(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Keep what the help changed, once those who provide it looked at it together (WT-S47O-05)."""
    permitted(by)
    record = held(record, version)
    step(by, record, "review_help", given)
    help_after = record.help_after.order_by("-recorded_at", "-pk").first()
    if help_after is not None:
        help_after.impact, help_after.impact_on = given["reasons"].strip(), timezone.localdate()
        help_after.save(update_fields=["impact", "impact_on"])


@transaction.atomic
def decide_outcome(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Decide what the enquiries found, with reasons; meets the 45 working days from referral (WT-S47O-04, WT-S47O-06).

    Where no conference follows, its clock is set aside, and the agencies that took part are told that they may ask for one.
    """
    permitted(by)
    record = held(record, version)
    outcome = str(given.get("outcome") or "")
    late = any(clock.due_at < timezone.now() for clock in open_clocks(by, record.reference, "s47.complete"))
    step(by, record, OUTCOMES[outcome], {**given, "late": late})
    because = str(given.get("late_because") or "").strip()
    meet(by=by, record=record.reference, key="s47.complete", late_because=because if late else "")
    if outcome != "substantiated":
        stop(by=by, record=record.reference, key="icpc.hold", because="The enquiries' outcome: no conference")
        tell_agencies(by=by, record=record)


@transaction.atomic
def take(*, by: Viewer, record: ProtectionRecord, verb: str, given: Given, version: int | None = None) -> None:
    """Take one of the steps that need their reasons and nothing else (PLAIN). Raises ValueError for any other verb.

    A conference held after all keeps the 15 working days of the discussion that started the enquiries (WT-S47O-06).
    """
    if verb not in PLAIN:
        raise ValueError(f"{verb} is not taken with reasons alone")
    permitted(by)
    record = held(record, version)
    step(by, record, verb, given)
    if verb in TO_CONFERENCE:
        conference_follows(by=by, record=record, because=str(given["reasons"]))
