"""Telling agencies that they may ask for a conference, asking for one, and answering (WT-S47O-02)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Shared, Viewer, declare_conflict, open_file, who_may
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.people.api import exclude_subjects
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, Missing, begin, open_clocks
from sharedduty.modules.child_protection.actions.discussing import start_conference_clock
from sharedduty.modules.child_protection.actions.steps import Given, held, permitted, step
from sharedduty.modules.child_protection.models import ConferenceRequest, Judgement, ProtectionRecord
from sharedduty.modules.child_protection.process.asking import ASK, ASKING, OPEN
from sharedduty.modules.child_protection.queries.asking import files_of_parts, took_part
from sharedduty.modules.child_protection.rules import reasons_given

MAY_ASK_AT = ("not_substantiated", "continue_s17")  # flow chart 4: where an agency's request comes in
TOLD = "no conference: the agency may ask for one"
ASKED = "conference asked for by an agency"
ANSWERED = "request for a conference answered"


@transaction.atomic
def tell_agencies(*, by: Viewer, record: ProtectionRecord) -> list[ConferenceRequest]:
    """Tell every agency that took part that no conference is held and that it may ask for one, each in its own file.

    An agency that was told of this enquiry before is not told again. Gives: those told now. Raises PermissionDenied.
    """
    permitted(by)
    if record.stage not in MAY_ASK_AT:
        return []
    told = set(ConferenceRequest.objects.filter(protection=record).values_list("agency_id", flat=True))
    return [_tell(by, record, team, parts) for team, parts in took_part(by, record).items() if team not in told]


def _tell(by: Viewer, record: ProtectionRecord, team_id: int, parts: list[str]) -> ConferenceRequest:
    sources = [record.case_file_id, *(one.pk for one in files_of_parts(by, parts))]
    file = open_file(
        by=by, kind="conference_request", area_id=record.area_id, team_id=record.team_id, letter="CQ", out_of=sources,
        shared_with=Shared(team_id, "contribute", "took part in the enquiry"),
    )  # fmt: skip
    made = ConferenceRequest.objects.create(
        case_file=file, reference=file.reference, protection=record, area_id=record.area_id, stage=ASKING.first,
        child_name=record.child_name, birth_on=record.birth_on, unborn=record.unborn, expected_on=record.expected_on,
        agency_id=team_id, took_part=parts, worker_id=record.worker_id, told_at=timezone.now(), told_by_id=by.holding,
    )  # fmt: skip
    begin(by=by, process=ASKING, record=made, event="agency told that no conference is held", at=made.told_at)
    record_change(
        by=by, verb="told an agency that it may ask for a conference", object_type="conference request",
        object_ref=made.reference, file=file.pk,
    )  # fmt: skip
    exclude_subjects(by=by, file=file, people=Person.objects.filter(pk=record.person_id or 0))
    for member in _members(team_id):
        queue_notice(by=by, file=file, record=made.reference, template=TOLD, to_appointment_id=member)
    return made


def _members(team_id: int) -> list[int]:
    """The appointments of a team who may ask for a conference, today in post."""
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), role__in=who_may(ASK), held_from__lte=today,
        approved_at__isnull=False, post__team_id=team_id, account__is_active=True,
    )  # fmt: skip
    return list(found.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def ask_for_conference(
    *, by: Viewer, asked: ConferenceRequest, given: Given, version: int | None = None
) -> ConferenceRequest:
    """Ask for a conference for one's agency, with reasons; whoever leads the enquiry is told that there is something to do.

    Raises PermissionDenied (another agency's right too), CannotMove where it was asked before or is no longer open, Overtaken.
    """
    permitted(by, ASK)
    asked = held(asked, version)
    if asked.agency_id != by.team_id:
        raise PermissionDenied
    step(by, asked, "ask", given, {"asked_at": timezone.now(), "asked_by_id": by.holding})
    queue_notice(by=by, file=asked.case_file, record=asked.reference, template=ASKED, to_appointment_id=asked.worker_id)
    return asked


@transaction.atomic
def answer_agency(
    *, by: Viewer, asked: ConferenceRequest, given: Given, version: int | None = None
) -> ConferenceRequest:
    """Agree to the conference an agency asks for, or refuse it, with reasons; the child's record takes the same step.

    Takes: `agreed`, yes or no, and `reasons`. Where a difference with another agency goes on already, a second refusal joins it,
    and agreeing ends it. Raises PermissionDenied, CannotMove, Overtaken.
    """
    permitted(by)
    asked = held(asked, version)
    record: ProtectionRecord = held(ProtectionRecord.objects.get(pk=asked.protection_id), None)
    if given.get("agreed") not in ("yes", "no"):
        raise CannotMove([Missing("Choose whether a conference is held.", "#id_agreed"), *reasons_given(asked, given)])
    agreed = given["agreed"] == "yes"
    step(by, asked, "agree" if agreed else "refuse", given, {"answered_at": timezone.now()})
    if record.stage in MAY_ASK_AT:
        step(by, record, "request_conference", _in_words(asked))
    if agreed:
        by_whom = {"asked_by": by.post_title or by.name}
        verb = "agree_conference" if record.stage == "conference_requested" else "resolve_with_conference"
        step(by, record, verb, {"reasons": given["reasons"], **by_whom})
        conference_follows(by=by, record=record, because=str(given["reasons"]))
    elif record.stage == "conference_requested":
        step(by, record, "refuse_conference", {"reasons": given["reasons"]})
    _tell_asker(by, asked)
    return asked


def _in_words(asked: ConferenceRequest) -> dict[str, str]:
    """Who asked, for which body, and why, as the child's record keeps it."""
    asks = Judgement.objects.filter(record=asked.reference, verb="ask").select_related("decided_by__post")
    why = asks.latest("decided_at")
    return {"asked_by": why.decided_by.post.title, "asked_from": asked.agency.organisation.name, "reasons": why.reasons}


@transaction.atomic
def conference_follows(*, by: Viewer, record: ProtectionRecord, because: str) -> None:
    """A conference is held after all: its 15 working days run again, and every other agency's right to ask is settled.

    What was asked and not answered is agreed to, for the same reasons (WT-S47O-06).
    """
    permitted(by)
    if not open_clocks(by, record.reference, "icpc.hold").exists():
        start_conference_clock(by, record)
    for one in ConferenceRequest.objects.filter(protection=record, stage__in=OPEN).order_by("pk"):
        other = held(one, None)
        asked_for = other.stage == "asked"
        sets = {"answered_at": timezone.now()} if asked_for else {}
        step(by, other, "agree" if asked_for else "set_aside", {"reasons": because}, sets)
        if asked_for:
            _tell_asker(by, other)


def _tell_asker(by: Viewer, asked: ConferenceRequest) -> None:
    queue_notice(
        by=by, file=asked.case_file, record=asked.reference, template=ANSWERED, to_appointment_id=asked.asked_by_id
    )


@transaction.atomic
def know_this_family(*, by: Viewer, asked: ConferenceRequest, given: Given, version: int | None = None) -> None:
    """Declare that one knows the family: from now on one sees neither the request nor anything the agency took part in.

    Takes: `reasons`, what the conflict is. Raises CannotMove without them.
    """
    reason = str(given.get("reasons") or "").strip()
    if not reason:
        raise CannotMove([Missing("Say what the conflict is.", "#id_reasons")])
    for file in [*files_of_parts(by, asked.took_part), asked.case_file]:
        declare_conflict(by=by, file_id=file.pk, reference=file.reference, reason=reason)
