"""Reading meetings: lists, one meeting as its page shows it, what is owed, and minutes put together from the record."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.forms.api import FormRecord, form_record, read_form
from sharedduty.foundations.gatherings.allowed import declared_for, may_hold, own_invitation
from sharedduty.foundations.gatherings.counting import latest_findings
from sharedduty.foundations.gatherings.declared import ADJOURNED, CALLED, HELD, GatheringUse, RoomGatherings
from sharedduty.foundations.gatherings.joint import use_of
from sharedduty.foundations.gatherings.models import (
    STANDING,
    Action,
    Attendance,
    Conflict,
    Decision,
    Gathering,
    Hearing,
    Invitation,
    MeetingPaper,
    Minutes,
    Part,
    QuorumFinding,
    Reply,
    Shared,
)
from sharedduty.foundations.process.api import Clock

LEFT = "Left"
slots.offer("gatherings.meeting.panels", gives="a mapping: text, href, of what a meeting led to for whoever was there")


def _listed() -> QuerySet[Gathering]:
    return Gathering.objects.select_related("held_by", "case_file").prefetch_related("parts")


def of_record(viewer: Viewer, record: str, room: RoomGatherings | None = None) -> QuerySet[Gathering]:
    """The meetings about a room's record, or with a part about it, in this viewer's sight; the latest first.

    `room`, where given, leaves those alone that are meetings of this room: its own, or held jointly with its own.
    """
    about = Part.objects.filter(record=record)
    found = _listed().filter(Q(for_record=record) | Q(pk__in=about.values("gathering_id")))
    if room is not None:
        joint = about.filter(room=room.code).values("gathering_id")
        found = found.filter(Q(room=room.code) | Q(pk__in=joint))
    return found.order_by("-starts_at", "-pk")


def _of(room: RoomGatherings) -> Q:
    """A room's own meetings, and those of other rooms that are held jointly with one of its own."""
    joint = list(Part.objects.filter(room=room.code).values_list("gathering_id", flat=True))
    return Q(room=room.code) | Q(pk__in=joint) if joint else Q(room=room.code)


def of_room(viewer: Viewer, room: RoomGatherings, *, over: bool = False) -> QuerySet[Gathering]:
    """A room's meetings in this viewer's sight: those still to come or under way, the next first; or those that are over."""
    mine = _listed().filter(_of(room))
    if over:
        return mine.filter(stage__in=[HELD, "cancelled"]).order_by("-starts_at", "-pk")
    return mine.filter(stage__in=STANDING).order_by("starts_at", "pk")


def by_reference(viewer: Viewer, room: RoomGatherings, reference: str) -> Gathering | None:
    """One meeting of a room, or held jointly with one of its own; None where there is none in this viewer's sight."""
    found = _listed().select_related("called_by__post").filter(reference=reference).first()
    return (
        found
        if found and (found.room == room.code or any(one.room == room.code for one in found.parts.all()))
        else None
    )


@dataclass(frozen=True)
class Invited:
    """One invitation as a page shows it: what they answered, what became of it, and whether they have a conflict."""

    invitation: Invitation
    capacity: str
    answer: str
    became: str
    conflicts: tuple[Conflict, ...]


@dataclass
class PartView:
    """One part in the viewer's sight, with everything recorded about it."""

    part: Part
    hears: list[Hearing]
    notes: FormRecord | None
    decisions: list[Decision]
    actions: list[Action]
    papers: list[MeetingPaper]
    minutes: list[Minutes]
    shared: list[Shared]
    use: GatheringUse
    findings: list[QuorumFinding]
    said: list[dict[str, Any]] = field(default_factory=list)

    @property
    def finding(self) -> QuorumFinding | None:
        """Of another room's part: the newest finding about its quorum."""
        return self.findings[0] if self.findings else None


@dataclass
class GatheringView:
    """One meeting as its page shows it, read in a fixed number of queries however large it is."""

    gathering: Gathering
    use: GatheringUse
    runs: bool
    mine: Invitation | None
    invited: list[Invited]
    attendances: list[Attendance]
    findings: list[QuorumFinding]
    changes: list[Any]
    parts: list[PartView]
    clocks: list[Clock]

    @property
    def joint(self) -> list[PartView]:
        """The parts of other rooms, in sight, that the meeting is held jointly with."""
        return [one for one in self.parts if one.part.room]

    @property
    def finding(self) -> QuorumFinding | None:
        """The newest finding about the quorum."""
        return self.findings[0] if self.findings else None

    @property
    def undecided(self) -> bool:
        """Whether the newest finding of any process in sight was not met, and nobody has decided yet."""
        newest = [self.finding, *(one.finding for one in self.joint)]
        return any(one is not None and not one.quorate and one.went_on is None for one in newest)


def view_of(viewer: Viewer, gathering: Gathering) -> GatheringView:
    """Everything of one meeting that this viewer may see; parts and papers out of sight are not there at all."""
    _, use = declared_for(gathering)
    attendances = list(gathering.attendances.filter(struck_at__isnull=True).order_by("came_at", "pk"))
    invitations = gathering.invitations.select_related("appointment__post", "supports").prefetch_related(
        Prefetch("replies", queryset=Reply.objects.order_by("-replied_at", "-pk")),
        Prefetch("conflicts", queryset=Conflict.objects.select_related("part").order_by("declared_at", "pk")),
    )
    now = timezone.now()
    return GatheringView(
        gathering=gathering, use=use, runs=may_hold(viewer, gathering), mine=own_invitation(viewer, gathering),
        invited=[_invited(use, gathering, one, attendances, now) for one in invitations.order_by("-chairs", "invited_at", "pk")],
        attendances=attendances, findings=list(gathering.findings.filter(part__isnull=True).order_by("-judged_at", "-pk")),
        changes=list(gathering.changes.select_related("changed_by__post").order_by("changed_at", "pk")),
        parts=_parts(viewer, gathering),
        clocks=list(Clock.objects.filter(record=gathering.reference).order_by("due_at", "pk")),
    )  # fmt: skip


def _parts(viewer: Viewer, gathering: Gathering) -> list[PartView]:
    invited = Invitation.objects.select_related("appointment__post")
    found = gathering.parts.select_related("case_file", "papers_file").prefetch_related(
        Prefetch("hearings", queryset=Hearing.objects.order_by("pk")),
        Prefetch("hearings__invitation", queryset=invited),
        Prefetch("decisions", queryset=Decision.objects.order_by("decided_at", "pk")),
        "decisions__dissents__invitation", "decisions__replaced_by",
        Prefetch("actions", queryset=Action.objects.select_related("owner").order_by("due_on", "pk")),
        "actions__steps",
        Prefetch("papers", queryset=MeetingPaper.objects.select_related("paper", "sent_by").order_by("circulated_at", "pk")),
        Prefetch("minutes", queryset=Minutes.objects.order_by("-number")),
        "minutes__sendings__invitation",
        "views__invitation", Prefetch("findings", queryset=QuorumFinding.objects.order_by("-judged_at", "-pk")),
    )  # fmt: skip
    parts = list(found.order_by("order", "pk"))
    notes = {one.reference: one for one in FormRecord.objects.filter(reference__in=[p.notes for p in parts if p.notes])}
    given: dict[int, list[Shared]] = {}
    for one in Shared.objects.filter(gathering_reference=gathering.reference).order_by("shared_at", "pk"):
        given.setdefault(one.part_id, []).append(one)
    return [
        PartView(
            part=part, hears=list(part.hearings.all()), notes=notes.get(part.notes), decisions=list(part.decisions.all()),
            actions=list(part.actions.all()), papers=list(part.papers.all()), minutes=list(part.minutes.all()),
            shared=given.get(part.pk, []), use=use_of(part), findings=list(part.findings.all()),
            said=said_in(notes.get(part.notes)),
        )
        for part in parts
    ]  # fmt: skip


def said_in(notes: FormRecord | None) -> list[dict[str, Any]]:
    """The notes to read: rows of question and answer, those left blank not among them."""
    if notes is None:
        return []
    rows = [row for section in read_form(notes) for page in section["pages"] for row in page["rows"]]
    return [row for row in rows if row["value"]]


def _invited(
    use: GatheringUse, gathering: Gathering, one: Invitation, there: Iterable[Attendance], now: datetime.datetime
) -> Invited:
    replies = list(one.replies.all())
    answer = replies[0].get_answer_display() if replies else ""
    if replies and replies[0].answer == Reply.Answer.DEPUTY:
        answer = f"Sends {replies[0].deputy_name} instead"
    return Invited(
        invitation=one, capacity=use.capacity(one.capacity).title, answer=answer,
        became=became(gathering, one, replies, there, now), conflicts=tuple(one.conflicts.all()),
    )  # fmt: skip


def became(
    gathering: Gathering,
    invitation: Invitation,
    replies: list[Reply],
    there: Iterable[Attendance],
    now: datetime.datetime,
) -> str:
    """What became of an invitation, told from who was really there and the last answer; empty while it is still open."""
    if invitation.withdrawn_at:
        return "Invitation withdrawn"
    came = [one for one in there if one.invitation_id == invitation.pk]
    if any(not one.as_deputy for one in came):
        return "Came"
    if came:
        return f"Sent a deputy: {came[0].name}"
    if gathering.stage in (CALLED, ADJOURNED) or gathering.began_at is None:
        return ""
    answer = replies[0].answer if replies else ""
    if answer == Reply.Answer.REPORT:
        return "Sent a report"
    if answer == Reply.Answer.APOLOGISES:
        return "Apologised"
    return "Did not come" if answer else "Did not answer"


def notes_of(viewer: Viewer, part: Part) -> FormRecord | None:
    """The notes of a part; None where nobody has begun them."""
    return form_record(viewer, part.notes) if part.notes else None


def invitation_called(gathering: Gathering, reference: str) -> Invitation | None:
    """An invitation of a meeting by its reference."""
    found = gathering.invitations.select_related("gathering", "appointment")
    return found.filter(reference=reference, withdrawn_at__isnull=True).first()


def invited_to(viewer: Viewer, gathering: Gathering, *, everyone: bool, family: bool | None = None) -> list[Invitation]:
    """Those whose invitation stands: everyone, or the viewer's own alone; `family` or not where it is said."""
    found = gathering.invitations.filter(withdrawn_at__isnull=True)
    if family is not None:
        found = found.filter(family=family)
    if not everyone:
        found = found.filter(appointment_id=viewer.appointment_id or 0)
    return list(found.order_by("-chairs", "invited_at", "pk"))


def waiting_for(gathering: Gathering) -> list[Invitation]:
    """Those invited of whom nobody is recorded as there, themselves or instead."""
    there = gathering.attendances.filter(struck_at__isnull=True, left_at__isnull=True, invitation__isnull=False)
    found = gathering.invitations.filter(withdrawn_at__isnull=True).exclude(pk__in=there.values("invitation_id"))
    return list(found.order_by("-chairs", "invited_at", "pk"))


def attendance_called(gathering: Gathering, reference: str) -> Attendance | None:
    """An attendance of a meeting that was not struck out, by its reference."""
    found = gathering.attendances.select_related("gathering", "invitation")
    return found.filter(reference=reference, struck_at__isnull=True).first()


def parts_of(gathering: Gathering) -> list[Part]:
    """The parts of a meeting that are in sight, in their order."""
    return list(gathering.parts.select_related("gathering", "case_file", "papers_file").order_by("order", "pk"))


def part_called(gathering: Gathering, reference: str) -> Part | None:
    """A part of a meeting by its reference; None out of sight."""
    return next((part for part in parts_of(gathering) if part.reference == reference), None)


def decision_called(gathering: Gathering, reference: str) -> Decision | None:
    """A decision of a meeting by its reference; None out of sight."""
    found = Decision.objects.select_related("part__gathering")
    return found.filter(part__gathering=gathering, reference=reference).first()


def action_called(gathering: Gathering, reference: str) -> Action | None:
    """An action of a meeting by its reference; None out of sight."""
    found = Action.objects.select_related("part__gathering", "owner__gathering")
    return found.filter(part__gathering=gathering, reference=reference).first()


def minutes_called(gathering: Gathering, reference: str) -> Minutes | None:
    """Minutes of a meeting by their reference; None out of sight."""
    found = Minutes.objects.select_related("part__gathering", "part__case_file")
    return found.filter(part__gathering=gathering, reference=reference).first()


def undecided_finding(gathering: Gathering) -> QuorumFinding | None:
    """A newest finding about the quorum, of each process in turn, that was not met and that nobody has decided yet."""
    found = latest_findings(gathering)
    return next((one for one in found if not one.quorate and one.went_on is None), None)


def organisations(viewer: Viewer) -> dict[str, str]:
    """The organisations of the viewer's area, by key."""
    found = Organisation.objects.filter(area_id=viewer.area_id or 0).order_by("name", "pk")
    return dict(found.values_list("key", "name"))


def organisation_called(viewer: Viewer, key: str) -> Organisation | None:
    """An organisation of the viewer's area by its key; None for none."""
    return Organisation.objects.filter(area_id=viewer.area_id or 0, key=key).first() if key else None
