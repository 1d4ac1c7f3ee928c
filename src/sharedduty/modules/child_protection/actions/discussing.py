"""Opening a child's record from a hand-over, taking in strategy discussions, and deciding about section 47 enquiries."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people.api import exclude_subjects
from sharedduty.foundations.process.api import CannotMove, Handover, Missing, begin, start_clock, take_up
from sharedduty.modules.assessment import api as assessment
from sharedduty.modules.child_protection.actions.steps import (
    Given,
    held,
    judge,
    permitted,
    said,
    step,
    with_meeting,
    yes_no,
)
from sharedduty.modules.child_protection.models import Discussion, ProtectionRecord, ReturnHome
from sharedduty.modules.child_protection.process import ENQUIRY
from sharedduty.modules.child_protection.queries.held import facts_of, meeting_called
from sharedduty.modules.child_protection.queries.records import OURS
from sharedduty.modules.front_door import api as front_door
from sharedduty.modules.front_door.api import HandedOver

AFTER_PROTECTION = OURS[1]
UNDER_WAY = ("s47_started", "enquiry_done")


@transaction.atomic
def open_from_handover(*, by: Viewer, handover: Handover) -> ProtectionRecord:
    """Take a hand-over up as a child's protection record: who the child is comes from what left it, nothing is typed twice.

    Raises PermissionDenied; CannotMove where it was taken up before, is another room's work, or what left it is out of sight.
    """
    permitted(by)
    locked = Handover.objects.select_for_update(of=("self",)).select_related("case_file").get(pk=handover.pk)
    team = locked.owner_team_id
    if locked.closed_at is not None or locked.start not in OURS or team is None or by.team_id != team:
        raise CannotMove([Missing("This hand-over is closed, or it is not for a strategy discussion in your team.")])
    child = _child_of(by, locked)
    if child is None:
        raise CannotMove([Missing("The record this comes from is not open to you, so the child is not known here.")])
    area_id = locked.case_file.area_id
    file = open_file(by=by, kind="protection", area_id=area_id, team_id=team, letter="CP", out_of=[locked.case_file_id])
    now = timezone.now()
    record = ProtectionRecord.objects.create(
        case_file=file, reference=file.reference, area_id=area_id, team_id=team, stage=ENQUIRY.first, child_name=str(child),
        birth_on=child.birth_on, unborn=child.unborn, expected_on=child.expected_on, person=child.person,
        from_record=locked.from_record, from_handover=locked.reference, after_protection=locked.start == AFTER_PROTECTION,
        referred_at=child.received_at, opened_at=now, opened_by_id=by.holding, worker_id=by.holding,
    )  # fmt: skip
    begin(by=by, process=ENQUIRY, record=record, event="protection record opened", at=now)
    record_change(
        by=by,
        verb="opened a protection record",
        object_type="protection record",
        object_ref=record.reference,
        file=file.pk,
    )
    exclude_subjects(by=by, file=file, people=[child.person] if child.person else [])
    take_up(by=by, handover=locked, led_to=record.reference, outcome=f"Taken up as {record.reference}")
    return record


def _child_of(by: Viewer, handover: Handover) -> HandedOver | None:
    """The child of a hand-over left by a contact, by an assessment (WT-ASM-38) or by a return home (WT-HOME-04)."""
    home = ReturnHome.objects.filter(reference=handover.from_record).select_related("person").first()
    if home is not None:
        return HandedOver(
            home.reference, home.child_name, "", unborn=False, birth_on=home.birth_on, expected_on=None, person=home.person,
            received_at=handover.left_at, files=(home.case_file_id,),
        )  # fmt: skip
    return front_door.child_handed_over(by, handover) or assessment.child_handed_over(by, handover)


@transaction.atomic
def take_in_discussion(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> Discussion:
    """Take in a strategy discussion that was held: its three tasks, the risk, what the family is told (WT-STR).

    Which step it is, follows from where the record stands and who was really there. Raises PermissionDenied, CannotMove,
    Overtaken.
    """
    permitted(by)
    record = held(record, version)
    facts = with_meeting(by, record, "strategy_discussion", given)
    first = record.stage in ("strategy_due", "quorum_gap")
    gap = record.stage == "strategy_due" and facts["meeting"] is not None and not facts["quorate"]
    step(by, record, "hold_strategy_with_gap" if gap else "hold_strategy" if first else "hold_further_strategy", facts)
    return Discussion.objects.create(
        case_file=record.case_file, protection=record, number=record.discussions.count() + 1,
        meeting=facts["meeting"].reference, held_at=facts["facts"].held_at, quorate=facts["quorate"],
        gap_because="" if facts["quorate"] else str(given.get("gap_because") or "").strip(),
        cause=given["cause"].strip(), information_shared=given["information_shared"].strip(),
        criminal_investigation=given["criminal_investigation"].strip(), risk=given["risk"].strip(),
        family_told=given["family_told"], family_told_note=str(given.get("family_told_note") or "").strip(),
        may_decide=given["may_decide"] == "yes", looked_after=yes_no(given, "looked_after"),
        **said(given, "medical", "designated", "not_there_because"),
        recorded_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip


@transaction.atomic
def accept_gap(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Accept that a discussion stands without one of the three, as an exception with who decided and why (WT-STR-03)."""
    permitted(by)
    record = held(record, version)
    step(by, record, "record_exception", given)
    discussion = record.discussions.latest("number")
    discussion.gap_because = given["reasons"].strip()
    discussion.save(update_fields=["gap_because"])


@transaction.atomic
def start_enquiries(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Start section 47 enquiries from the latest discussion, which from now on anchors the 15 working days (WT-CLK-05).

    The 45 working days count from the point of referral, not from the discussion (WT-CLK-04). The enquiries are made by the
    child's assessment, which starts or goes on with them (WT-S47-01).
    """
    permitted(by)
    record = held(record, version)
    discussion = record.discussions.order_by("-number").first()
    meeting = meeting_called(by, discussion.meeting) if discussion else None
    actions = facts_of(by, meeting, record.reference).actions if meeting else 0
    sets: dict[str, Any] = {}
    if discussion:
        sets = {
            "joint": given.get("joint") == "yes",
            "started_by": discussion.meeting,
            "anchored_at": discussion.held_at,
            "police_lead": str(given.get("police_lead") or "").strip(),
        }
    step(by, record, "start_enquiries", {**given, "actions": actions}, sets)
    judge(by, record, "legal_action", given["legal_action"].strip(), {})
    judge(by, record, "information_needed", given["information_needed"].strip(), {})
    rest_on_assessment(by, record, given["information_needed"].strip())
    _clock(by, record, "s47.complete", "Decide next steps after the enquiries")
    start_conference_clock(by, record)


def rest_on_assessment(by: Viewer, record: ProtectionRecord, question: str) -> None:
    """Let the child's assessment start, or go on, as what this record rests on; each names the other (WT-S47-01, WT-CPP-08).

    Takes: what is to be found out. Raises PermissionDenied; CannotMove where it carries out other enquiries that still go on.
    """
    child = _assessed_child(by, record)
    made = assessment.open_for_enquiry(
        by=by, child=child, enquiry=record.reference, question=question, asked_by=record.assessment or record.from_record,
        after=_enquiries_over(by, record, child),
    )  # fmt: skip
    record.assessment = made.reference
    record.save(update_fields=["assessment"])
    record_change(
        by=by, verb="rests on an assessment", object_type="protection record", object_ref=record.reference,
        file=record.case_file.pk, fields=["assessment"],
    )  # fmt: skip


def _assessed_child(by: Viewer, record: ProtectionRecord) -> assessment.Child:
    """The child as the assessment keeps them: from whatever left the hand-over, or from the record where that is out of sight."""
    handover = Handover.objects.filter(reference=record.from_handover).first() if record.from_handover else None
    known = _child_of(by, handover) if handover else None
    named = (known.given_names, known.family_name) if known else (record.child_name, "")
    if known and known.unborn and not record.unborn:  # what left the hand-over knew no name yet
        named = (record.child_name.rpartition(" ")[0], record.child_name.rpartition(" ")[2])
    own = known is not None and known.reference != record.from_record
    contact = record.from_record if own and front_door.contact_by_reference(by, record.from_record) else ""
    return assessment.Child(
        *named, referred_at=record.referred_at, unborn=record.unborn, birth_on=record.birth_on,
        expected_on=record.expected_on, person_id=record.person_id, contact=contact,
        child_reference=known.reference if known and own else "",
    )  # fmt: skip


def _enquiries_over(by: Viewer, record: ProtectionRecord, child: assessment.Child) -> str:
    """Earlier enquiries that the child's open assessment carried out, where they are over; empty where there are none.

    Raises CannotMove where they still go on: a child has one enquiry at a time, and further harm is taken up in it.
    """
    known = assessment.standings(by, child_reference=child.child_reference, person_id=child.person_id)
    known += [one for one in [assessment.standing(by, record.from_record)] if one]
    before = next((one.enquiry for one in known if one.enquiry and one.concluded_at is None and not one.ended), "")
    others = ProtectionRecord.objects.filter(reference=before).exclude(pk=record.pk)
    if others.filter(stage__in=UNDER_WAY).exists():
        words = f"Section 47 enquiries are under way for this child in {before}. Hold a further discussion there."
        raise CannotMove([Missing(words, reverse("child_protection:record", args=[before]))])
    return before


def start_conference_clock(by: Viewer, record: ProtectionRecord) -> None:
    """Start the clock of the initial conference, from the discussion that started section 47 enquiries."""
    _clock(by, record, "icpc.hold", "Hold the initial conference, if one is needed")


def _clock(by: Viewer, record: ProtectionRecord, key: str, title: str) -> None:
    at = record.referred_at if key == "s47.complete" else record.anchored_at
    if at is not None:
        start_clock(
            by=by, file=record.case_file, record=record.reference, key=key, at=at, title=title, team_id=record.team_id,
            appointment_id=record.worker_id,
        )  # fmt: skip


@transaction.atomic
def decide_no_enquiries(*, by: Viewer, record: ProtectionRecord, given: Given, version: int | None = None) -> None:
    """Decide that section 47 enquiries are not required, with reasons."""
    permitted(by)
    step(by, held(record, version), "decide_no_enquiries", given)
