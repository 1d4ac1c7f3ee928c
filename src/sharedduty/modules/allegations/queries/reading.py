"""Allegations and referrals as their pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Clock, Handover, Move, Task, tasks
from sharedduty.modules.allegations.models import (
    Allegation,
    AllegationDecision,
    AllegationJudgement,
    ConcernedChild,
    Referral,
    ReferralDuty,
    SentRecord,
    Strand,
)
from sharedduty.modules.allegations.process import LIVE, PROCESS
from sharedduty.modules.allegations.queries.meetings import meetings_of

PREFIX, REFERRAL = "LA", "LR"
EMPLOYER, POLICE = "allegation.lado", "allegation.lado.police"
MOST = 50
LISTS = {"open": LIVE, "closed": ("closed",)}


@dataclass(frozen=True)
class ChildLine:
    """One child, and what became of the hand-over where there is one."""

    child: ConcernedChild
    handover: Handover | None


@dataclass
class AllegationView:
    """Everything on an allegation's page."""

    held: Allegation
    stage: str
    referral: Referral
    clock: Clock | None
    tasks: list[Task]
    children: list[ChildLine]
    discussions: list[Any]
    judgement: AllegationJudgement | None
    decisions: list[AllegationDecision]
    records: list[SentRecord]
    strands: list[Strand]
    earlier_strands: list[Strand]
    suspensions: list[Any]
    tellings: list[Any]
    contacts: list[Any]
    reviews: list[Any]
    duties: list[ReferralDuty]
    linked: list[Any]
    alike: list[Allegation]
    meetings: list[Gathering]
    moves: list[Move]
    reasons: dict[int, str]

    @property
    def concluded_on(self) -> datetime.date | None:
        """The day the enquiry ended: when its outcome was recorded; None while it goes on."""
        ends = (one for one in self.decisions if one.what == "outcome")  # the latest first
        last = next(ends, None) if self.held.outcome else None
        return timezone.localdate(last.recorded_at) if last else None

    def days_to_report(self, duty: ReferralDuty) -> int | None:
        """Days from the end of the enquiry to the report, or to today where it is not made (HE-UNS-02).

        Below zero where it was made before the end; None while the enquiry goes on, and where there is a reason not to report.
        """
        if self.concluded_on is None or (duty.good_reason and not duty.referred_on):
            return None
        return ((duty.referred_on or timezone.localdate()) - self.concluded_on).days

    @property
    def late(self) -> bool:
        """Whether the day to look at its progress has passed."""
        return bool(self.held.next_on and self.held.next_on < timezone.localdate())


def allegations() -> QuerySet[Allegation]:
    """Allegations with what every page names of them."""
    return Allegation.objects.select_related("case_file", "team__organisation", "area", "opened_by__account")


def by_reference(viewer: Viewer, reference: str) -> Allegation | None:
    """The allegation with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return allegations().filter(reference=known).first()


def referral_by_reference(viewer: Viewer, reference: str) -> Referral | None:
    """The referral with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=REFERRAL)
    except NotAReference:
        return None
    return Referral.objects.select_related("case_file").filter(reference=known).first()


def listed(viewer: Viewer, which: str) -> QuerySet[Allegation]:
    """The allegations in sight of one list: of those open the next to be looked at first, else the latest first."""
    found = allegations().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("next_on", "opened_at", "pk") if which == "open" else found.order_by("-opened_at", "-pk")


@dataclass(frozen=True)
class Row:
    """One allegation as a list shows it."""

    held: Allegation
    stage: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[Allegation]) -> list[Row]:
    """The allegations of one page of a list. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="allegations", files=[one.case_file_id for one in shown])
    today = timezone.localdate()
    return [Row(one, PROCESS.stage(one.stage).title, bool(one.next_on and one.next_on < today)) for one in shown]


def waiting(viewer: Viewer) -> list[Referral]:
    """The referrals in sight that nobody has taken up, the longest waiting first. Not one's own, unless one takes them."""
    if not viewer.may("allegation_work"):
        return []
    own = Q(sent_by_id=viewer.appointment_id or 0) & ~Q(team_id=viewer.team_id or 0)
    found = Referral.objects.filter(allegation="").exclude(own).select_related("case_file")
    return list(found.order_by("told_at", "pk")[:MOST])


def sent_by(viewer: Viewer) -> QuerySet[Referral]:
    """What this viewer referred, the latest first, each with whether there is a record to read (`has_record`)."""
    sent = SentRecord.objects.filter(referral=OuterRef("pk"))
    found = Referral.objects.filter(sent_by_id=viewer.appointment_id or 0).annotate(has_record=Exists(sent))
    return found.order_by("-told_at", "-pk")


def clock_of(referral: Referral) -> Clock | None:
    """The working day in which the designated officer was to be told, and whether that was kept."""
    found = Clock.objects.filter(record=referral.reference, key__in=(EMPLOYER, POLICE))
    return found.order_by("pk").first()


def view_of(viewer: Viewer, held: Allegation) -> AllegationView:
    """Read a whole allegation, and journal every file it showed."""
    referral = Referral.objects.get(reference=held.referral)
    children, meetings = list(held.children.order_by("recorded_at", "pk")), meetings_of(viewer, held.reference)
    left = {
        one.from_record: one
        for one in Handover.objects.filter(from_record__in=[child.reference for child in children]).order_by(
            "left_at", "pk"
        )
    }
    alike = alike_to(viewer, held)
    moves = list(Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk"))
    files = {
        held.case_file_id,
        referral.case_file_id,
        *(one.case_file_id for one in (*meetings, *left.values(), *alike)),
    }
    record_sight(by=viewer, verb="opened", object_type="allegation", object_ref=held.reference, files=sorted(files))
    strands = list(held.strands.order_by("-recorded_at", "-pk"))
    latest = {one.kind: one for one in reversed(strands)}
    return AllegationView(
        held=held, stage=PROCESS.stage(held.stage).title, referral=referral, clock=clock_of(referral),
        tasks=tasks(PROCESS, held), children=[ChildLine(one, left.get(one.reference)) for one in children],
        discussions=list(held.discussions.order_by("discussed_at", "pk")), judgement=last_judgement(held),
        decisions=list(held.decisions.order_by("-recorded_at", "-pk")),
        records=list(referral.records_sent.order_by("sent_at", "pk")), strands=list(latest.values()),
        earlier_strands=[one for one in strands if one.pk not in {kept.pk for kept in latest.values()}],
        suspensions=list(held.suspensions.order_by("-recorded_at", "-pk")),
        tellings=list(held.tellings.order_by("recorded_at", "pk")),
        contacts=list(held.contacts.order_by("-spoke_at", "-pk")), reviews=list(held.reviews.order_by("-recorded_at", "-pk")),
        duties=list(held.duties.order_by("recorded_at", "pk")), linked=list(held.linked.order_by("recorded_at", "pk")),
        alike=alike, meetings=meetings, moves=moves, reasons=_reasons(held, moves),
    )  # fmt: skip


def _reasons(held: Allegation, moves: list[Move]) -> dict[int, str]:
    """The reason of each step that has one, by its move: a step taken twice has two, the last of each the later."""
    given: dict[str, list[str]] = {}
    for verb, text in held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"):
        given.setdefault(verb, []).append(text)
    return {one.pk: given[one.verb].pop() for one in moves if given.get(one.verb)}


def alike_to(viewer: Viewer, held: Allegation) -> list[Allegation]:
    """Other allegations in sight that may be about the same person: the same record, address or name, in any year.

    Whether they are is for somebody to say.
    """
    return list(_alike(held).order_by("-opened_at", "-pk")[:MOST])


def some_alike(held: Allegation) -> bool:
    """Whether there is any other in sight that it may be linked with."""
    return _alike(held).exists()


def _alike(held: Allegation) -> QuerySet[Allegation]:
    same = Q(accused_name__iexact=held.accused_name.strip()) if held.accused_name.casefold() != "not known" else Q(pk=0)
    if held.accused_email:
        same |= Q(accused_email__iexact=held.accused_email)
    if held.accused_id:
        same |= Q(accused_id=held.accused_id)
    return allegations().filter(same).exclude(pk=held.pk)


def last_judgement(held: Allegation) -> AllegationJudgement | None:
    """The criteria as last judged."""
    return held.judgements.order_by("-recorded_at", "-pk").first()


def open_duties(held: Allegation) -> dict[str, str]:
    """The duties to refer on that are not settled: reference to words."""
    found = held.duties.filter(settled_at__isnull=True).order_by("recorded_at", "pk")
    return {one.reference: f"{one.body}, owed by {one.owed_by}" for one in found}


def children_open(held: Allegation) -> dict[str, str]:
    """The children for whose welfare nothing is decided yet: reference to name."""
    return {one.reference: str(one) for one in held.children.filter(welfare="").order_by("recorded_at", "pk")}


def found_by(viewer: Viewer, words: str) -> QuerySet[Allegation]:
    """Allegations in sight that name the person or a child by these words."""
    named = Q()
    for part in words.split()[:4]:
        named &= (
            Q(accused_name__icontains=part) | Q(children__given_names__icontains=part)
            | Q(children__family_name__icontains=part)
        )  # fmt: skip
    return allegations().filter(named).distinct().order_by("-opened_at", "-pk")


def to_look_at(viewer: Viewer) -> list[tuple[Allegation, datetime.date | None]]:
    """The open allegations in sight with the day each is looked at next."""
    return [(one, one.next_on) for one in listed(viewer, "open")[:MOST]]
