"""Asking an agency, answering, chasing, withdrawing: each in the request's own case file, journalled."""

import contextlib
import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, CaseFile, Shared, Viewer, open_file, who_may
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.guidance.api import UnknownClock
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.notices.api import queue_notice
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Missing, Overtaken, meet, open_clocks, start_clock, stop
from sharedduty.foundations.requests.models import Answer, InformationRequest, SharingAgreement, SharingDecision
from sharedduty.foundations.requests.rules import missing_from
from sharedduty.foundations.requests.wording import wording_of

# What an agency is told to recognise a child; what the asking team does not know stays empty.
ABOUT: dict[str, Any] = {
    "who": "child", "names": "", "also_known_as": "", "birth_on": "", "birth_about": "", "unborn": False, "expected_on": "",
    "address": "", "postcode": "", "school": "", "gp_practice": "", "nhs_number": "",
}  # fmt: skip
SHARED_WORDS = {"nothing_held": "nothing", "shared": "shared", "part_shared": "part", "declined": "withheld"}


@transaction.atomic
def ask(
    *,
    by: Viewer,
    for_record: str,
    enquiry: str,
    about: Mapping[str, Any],
    asked_team: Team,
    asking_team: Team,
    question: str,
    purpose: str,
    priority: str,
    due_at: datetime.datetime | None,
    clock: str = "",
) -> InformationRequest:
    """Ask one agency's team what it knows, in a case file of its own that this team alone is granted (GL-FD-12).

    Takes: what the agency must know to recognise the child (`about`, any keys of ABOUT), and nothing of the asking file;
    `clock`, the key of a limit that runs from now and is met by the answer, where an edition in force has it.
    Gives: the request. Raises PermissionDenied.
    """
    _permitted(by, "request_ask")
    area_id = asking_team.organisation.area_id
    sources = CaseFile.objects.filter(reference=for_record).values_list("pk", flat=True)
    file = open_file(
        by=by, kind="information_request", area_id=area_id, team_id=asking_team.pk, letter="R", out_of=sources,
        shared_with=Shared(asked_team.pk, "contribute", "asked for information"),
    )  # fmt: skip
    request = InformationRequest.objects.create(
        case_file=file, reference=file.reference, for_record=for_record, enquiry=enquiry, about={**ABOUT, **about},
        asked_organisation_id=asked_team.organisation_id, asked_team=asked_team, asking_team=asking_team,
        asked_by_id=by.appointment_id, asked_at=timezone.now(), priority=priority, due_at=due_at,
        question=question.strip(), purpose=purpose.strip(),
    )  # fmt: skip
    _run(by, request, clock)
    record_change(
        by=by, verb="asked for information", object_type="information request", object_ref=request.reference,
        file=file.pk, fields=["question", "purpose"],
    )  # fmt: skip
    _tell_team(by, request, "information asked for")
    return request


def _run(by: Viewer, request: InformationRequest, key: str) -> None:
    """Start the limit of an answer in the request's own file, where an edition in force has it; its end is the day due."""
    if not key:
        return
    with contextlib.suppress(UnknownClock):
        started = start_clock(
            by=by, file=request.case_file, record=request.reference, key=key, at=request.asked_at,
            title="Answer what your agency is asked", team_id=request.asked_team_id,
        )  # fmt: skip
        if started:
            request.due_at = started.due_at
            request.save(update_fields=["due_at"])


def _tell_team(by: Viewer, request: InformationRequest, template: str) -> None:
    """Tell whoever may answer for the asked team that there is something to do. The message says no more."""
    today = timezone.localdate()
    members = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), role__in=who_may("request_answer"),
        held_from__lte=today, approved_at__isnull=False, post__team_id=request.asked_team_id, account__is_active=True,
    )  # fmt: skip
    for member_id in members.order_by("pk").values_list("pk", flat=True):
        queue_notice(
            by=by, file=request.case_file, record=request.reference, template=template, to_appointment_id=member_id,
            reply_due_at=request.due_at,
        )  # fmt: skip


@transaction.atomic
def answer(*, by: Viewer, request: InformationRequest, given: Mapping[str, Any], version: int | None = None) -> Answer:
    """Answer for one's agency: holds nothing, shares, shares part or declines, with the decision recorded (WT-INF-08; D7).

    A later answer is another row; the first is never overwritten. Raises PermissionDenied (another team's request too),
    CannotMove with what is missing or where the request was withdrawn, Overtaken where a colleague answered meanwhile.
    """
    _permitted(by, "request_answer")
    held = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if held.asked_team_id != by.team_id:
        raise PermissionDenied
    if held.withdrawn_at:
        raise CannotMove([Missing("This request was withdrawn: nothing needs to be answered.")])
    if version is not None and held.version != version:
        raise Overtaken
    if missing := missing_from(given, wording_of(held.about)):
        raise CannotMove(missing)
    now = timezone.now()
    made = Answer.objects.create(
        case_file_id=held.case_file_id, request=held, outcome=given["outcome"], held=_text(given, "held"),
        concerns=_text(given, "concerns"), withheld=_text(given, "withheld"), answered_at=now,
        answered_by_id=_post_of(by),
    )  # fmt: skip
    _decide_sharing(by, held, given, now)
    for one in open_clocks(by, held.reference):
        meet(by=by, record=held.reference, key=one.key, at=now)
    held.outcome, held.version = given["outcome"], held.version + 1
    held.answered_at, held.answered_by_id = held.answered_at or now, held.answered_by_id or by.appointment_id
    held.save(update_fields=["outcome", "version", "answered_at", "answered_by"])
    record_change(
        by=by, verb="answered a request", object_type="information request", object_ref=held.reference,
        file=held.case_file_id, fields=["outcome"], reason=given["outcome"],
    )  # fmt: skip
    return made


def _decide_sharing(
    by: Viewer, request: InformationRequest, given: Mapping[str, Any], now: datetime.datetime
) -> SharingDecision:
    nothing = given["outcome"] == "nothing_held"
    what = _text(given, "searched") if nothing else (_text(given, "held") or _text(given, "withheld"))
    relevance = ("Not relevant: " if given.get("not_relevant") else "") + _text(given, "relevance")
    return SharingDecision.objects.create(
        case_file_id=request.case_file_id, reference=new_reference("S"), record=request.reference,
        shared=SHARED_WORDS[given["outcome"]], what=what, recipient=request.asking_team.name,
        requester=request.asking_team.name, body_type=by.sector, relevance=relevance,
        function_helped=_text(given, "function_helped"), detriment=_text(given, "detriment"),
        detriment_reason=_text(given, "detriment_reason"), lawful_basis=_text(given, "lawful_basis"),
        special_category_ground=_text(given, "special_category_ground"),
        consent_state=_text(given, "consent_state"), consent_note=_text(given, "consent_note"),
        agreement=_text(given, "agreement"), decided_at=now, decided_by_id=by.appointment_id,
        decided_by_name=by.post_title,
    )  # fmt: skip


@transaction.atomic
def chase(*, by: Viewer, request: InformationRequest) -> None:
    """Remind an agency that has not answered. Raises PermissionDenied, CannotMove where nothing is waited for."""
    _permitted(by, "request_ask")
    held = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if held.answered_at or held.withdrawn_at:
        raise CannotMove([Missing("Nothing is waited for from this agency.")])
    held.chased_at, held.chased_times = timezone.now(), held.chased_times + 1
    held.save(update_fields=["chased_at", "chased_times"])
    record_change(
        by=by, verb="chased a request", object_type="information request", object_ref=held.reference,
        file=held.case_file_id, fields=["chased_at"],
    )  # fmt: skip
    _tell_team(by, held, "information still waited for")


@transaction.atomic
def withdraw(*, by: Viewer, request: InformationRequest, because: str) -> None:
    """Withdraw a request that is not answered, with the reason. Raises PermissionDenied, CannotMove."""
    _permitted(by, "request_ask")
    held = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if held.answered_at:
        raise CannotMove([Missing("This agency has answered: its answer stays on record.")])
    if held.withdrawn_at:
        raise CannotMove([Missing("This request was already withdrawn.")])
    if not because.strip():
        raise CannotMove([Missing("Say why the request is withdrawn.", "#id_reason")])
    held.withdrawn_at, held.withdrawn_because, held.version = timezone.now(), because.strip(), held.version + 1
    held.save(update_fields=["withdrawn_at", "withdrawn_because", "version"])
    record_change(
        by=by, verb="withdrew a request", object_type="information request", object_ref=held.reference,
        file=held.case_file_id, fields=["withdrawn_at"], reason=because,
    )  # fmt: skip
    stop(by=by, record=held.reference, because=because.strip())


def _post_of(by: Viewer) -> int:
    """The appointment acted as. Raises PermissionDenied for a viewer without one."""
    if by.appointment_id is None:
        raise PermissionDenied
    return by.appointment_id


def _permitted(by: Viewer, permission: str) -> None:
    if not by.may(permission):
        raise PermissionDenied


def _text(given: Mapping[str, Any], name: str) -> str:
    return str(given.get(name) or "").strip()


AGREEMENT_FIELDS = (
    "kind", "title", "tier", "parties", "covers", "kept_at", "agreed_on", "review_on", "ended_on", "ended_because",
)  # fmt: skip


@transaction.atomic
def keep_agreement(
    *, by: Viewer, given: Mapping[str, Any], agreement: SharingAgreement | None = None
) -> SharingAgreement:
    """Add an agreement to the area's register, or change one: review it, end it (WT-INF-04; GL-CN-12).

    Takes: values by field name (AGREEMENT_FIELDS). Raises PermissionDenied; CannotMove with what is missing. Journalled.
    """
    _permitted(by, "agreements_keep")
    if by.area_id is None:
        raise PermissionDenied
    words = {
        "kind": "Choose what kind it is.", "title": "Write its name.", "parties": "Write which bodies it binds.",
        "covers": "Write what is shared under it, and for what.", "agreed_on": "Enter when it was agreed.",
        "review_on": "Enter when it is reviewed next.",
    }  # fmt: skip
    missing = [Missing(text, f"#id_{name}") for name, text in words.items() if not given.get(name)]
    if given.get("agreed_on") and given.get("review_on") and given["review_on"] <= given["agreed_on"]:
        missing.append(Missing("The review comes after the day it was agreed.", "#id_review_on"))
    if given.get("ended_on") and not _text(given, "ended_because"):
        missing.append(Missing("Say why it ended.", "#id_ended_because"))
    if missing:
        raise CannotMove(missing)
    held = agreement or SharingAgreement(reference=new_reference("SA"), area_id=by.area_id)
    fields = [name for name in AGREEMENT_FIELDS if getattr(held, name) != given.get(name)]
    for name in AGREEMENT_FIELDS:
        setattr(held, name, given.get(name) or (None if name == "ended_on" else ""))
    held.changed_at, held.changed_by_id = timezone.now(), by.appointment_id
    held.save()
    record_change(
        by=by, verb="changed a sharing agreement" if agreement else "added a sharing agreement",
        object_type="sharing agreement", object_ref=held.reference, fields=fields,
    )  # fmt: skip
    return held
