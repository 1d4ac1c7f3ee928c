"""Rapid reviews as their pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Handover, Move, Task, clock_line, tasks
from sharedduty.foundations.requests.api import InformationRequest, left_words, of_enquiry, state_of
from sharedduty.modules.rapid_review.models import (
    CoreMember,
    CriteriaJudgement,
    Findings,
    PanelReply,
    RapidReview,
    ReviewChild,
    ReviewDecision,
    ReviewDisagreement,
    SafetyAction,
)
from sharedduty.modules.rapid_review.process import PROCESS
from sharedduty.modules.rapid_review.queries.joining import deaths_in_sight
from sharedduty.modules.rapid_review.queries.meetings import meetings_of
from sharedduty.modules.rapid_review.queries.timeline import LocalStep, local_steps

PREFIX = "RR"
COMPLETE, SUMMARY = "rapidreview.complete", "rapidreview.summary"
DISAGREE, REPLY = "rapidreview.disagreement", "panel.reply"
MOST = 50
LISTS = {
    "open": ("gathering", "met", "decided"), "sent": ("sent", "replied"), "ended": ("closed", "set_aside"),
}  # fmt: skip


@dataclass(frozen=True)
class MemberLine:
    """One member, and what became of the notice to them."""

    member: CoreMember
    notice: Notice | None


@dataclass(frozen=True)
class Asked:
    """What one agency was asked, how it stands, and what it answered."""

    request: InformationRequest
    state: str
    left: str
    answer: str


@dataclass
class ReviewView:
    """Everything on a review's page."""

    review: RapidReview
    stage: str
    clocks: list[ClockLine]
    tasks: list[Task]
    steps: list[LocalStep]
    children: list[ReviewChild]
    members: list[MemberLine]
    asked: list[Asked]
    files: list[Any]
    findings: Findings | None
    actions: list[SafetyAction]
    judgement: CriteriaJudgement | None
    decisions: list[ReviewDecision]
    tellings: list[Any]
    submissions: list[Any]
    replies: list[PanelReply]
    disagreements: list[ReviewDisagreement]
    parallel: list[Any]
    deaths: set[str]  # the child death reviews among them that are in sight, by reference
    meetings: list[Gathering]
    handovers: list[Handover]
    moves: list[tuple[Move, str]]

    @property
    def late(self) -> list[str]:
        """What is late, in words; empty when nothing is."""
        return [f"{one.clock.title}, {one.left}" for one in self.clocks if one.state == "late"]


def reviews() -> QuerySet[RapidReview]:
    """Reviews with what every page names of them."""
    return RapidReview.objects.select_related("case_file", "team__organisation", "area", "opened_by__account")


def by_reference(viewer: Viewer, reference: str) -> RapidReview | None:
    """The review with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return reviews().filter(reference=known).first()


def listed(viewer: Viewer, which: str) -> QuerySet[RapidReview]:
    """The reviews in sight of one list; of those open the earliest first, else the latest first."""
    found = reviews().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("begun_at", "pk") if which == "open" else found.order_by("-begun_at", "-pk")


@dataclass(frozen=True)
class Row:
    """One review as a list shows it."""

    review: RapidReview
    stage: str
    children: str
    clock: Clock | None
    left: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[RapidReview]) -> list[Row]:
    """The reviews of one page of a list, with a fixed number of queries. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="rapid reviews", files=[one.case_file_id for one in shown])
    now = timezone.now()
    running = Clock.objects.filter(record__in=[one.reference for one in shown], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    named: dict[int, list[str]] = {}
    for child in ReviewChild.objects.filter(review__in=shown).order_by("recorded_at", "pk"):
        named.setdefault(child.review_id, []).append(str(child))
    return [
        Row(
            one, PROCESS.stage(one.stage).title, ", ".join(named.get(one.pk, [])), clock,
            time_left(clock.due_at, now=now) if clock else "", bool(clock and clock.due_at < now),
        )
        for one in shown
        for clock in [clocks.get(one.reference)]
    ]  # fmt: skip


def view_of(viewer: Viewer, held: RapidReview) -> ReviewView:
    """Read a whole review, and journal every file it showed."""
    now = timezone.now()
    asked, meetings = asked_of(viewer, held), meetings_of(viewer, held.reference)
    handovers = list(
        Handover.objects.filter(from_record=held.reference).select_related("owner_team").order_by("left_at", "pk")
    )
    files = {held.case_file_id, *(one.case_file_id for one in (*meetings, *handovers))}
    files |= {one.request.case_file_id for one in asked}
    record_sight(by=viewer, verb="opened", object_type="rapid review", object_ref=held.reference, files=sorted(files))
    clocks = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("due_at", "pk")
    tellings = list(held.tellings.order_by("told_at", "pk"))
    members = list(held.members.order_by("recorded_at", "pk"))
    parallel = list(held.parallel_processes.order_by("recorded_at", "pk"))
    return ReviewView(
        review=held, stage=PROCESS.stage(held.stage).title, clocks=[clock_line(one, now) for one in clocks],
        tasks=tasks(PROCESS, held), steps=steps_of(held, members, tellings),
        children=list(held.children.order_by("recorded_at", "pk")), members=_lines(members), asked=asked,
        files=list(held.secured_files.order_by("secured_at", "pk")), findings=last_findings(held),
        actions=list(held.safety_actions.order_by("due_on", "pk")), judgement=last_judgement(held),
        decisions=list(held.decisions.order_by("-number", "-pk")), tellings=tellings,
        submissions=list(held.submissions.order_by("sent_at", "pk")),
        replies=list(held.replies.select_related("answer").order_by("received_at", "pk")),
        disagreements=list(held.disagreements.order_by("received_at", "pk")),
        parallel=parallel, deaths=deaths_in_sight(viewer, [one.record for one in parallel if one.record]),
        meetings=meetings, handovers=handovers,
        moves=_moves(held),
    )  # fmt: skip


def _lines(members: Sequence[CoreMember]) -> list[MemberLine]:
    sent = {
        one.reference: one for one in Notice.objects.filter(reference__in=[one.notice for one in members if one.notice])
    }
    return [MemberLine(one, sent.get(one.notice)) for one in members]


def asked_of(viewer: Viewer, held: RapidReview) -> list[Asked]:
    """What the agencies were asked for a review and what they answered, as far as this viewer's sight reaches."""
    now = timezone.now()
    found = of_enquiry(viewer, held.reference)
    return [
        Asked(
            one, state_of(one, now), left_words(one, now),
            " ".join(text for answer in one.answers.all()[:1] for text in (answer.held, answer.concerns) if text),
        )
        for one in found
    ]  # fmt: skip


def steps_of(held: RapidReview, members: Sequence[CoreMember], tellings: Sequence[Any]) -> list[LocalStep]:
    """The local steps of a review with the day each was done."""
    told = [one.told_at for one in members if one.told_at]
    decision = held.decisions.order_by("number", "pk").first()
    chair, leads = (
        max((one.told_at for one in tellings if one.told == code), default=None) for code in ("board_chair", "leads")
    )
    reply = held.replies.order_by("received_at", "pk").first()
    done = {
        1: max(told) if members and len(told) == len(members) else None,
        2: decision.decided_at if decision else None,
        3: max(chair, leads) if chair and leads else None,
        4: held.completed_at,
        5: reply.received_at if reply else None,
    }
    return local_steps(held.begun_at, held.area.local_pack, done)


def _moves(held: RapidReview) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    reasons = dict(held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"))
    found = Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk")
    return [(one, reasons.get(one.verb, "")) for one in found]


def is_late(
    viewer: Viewer, held: RapidReview, key: str, when: datetime.datetime | None = None, about: str = ""
) -> bool:
    """Whether a running clock of a review had run out at a moment, now where none is given."""
    open_ones = Clock.objects.filter(record=held.reference, key=key, met_at=None, stopped_at=None)
    if about:
        open_ones = open_ones.filter(about=about)
    return open_ones.filter(due_at__lt=when or timezone.now()).exists()


def last_decision(held: RapidReview) -> ReviewDecision | None:
    """The decision that stands."""
    return held.decisions.order_by("-number", "-pk").first()


def last_findings(held: RapidReview) -> Findings | None:
    """The answers to the four aims as they stand."""
    return held.findings.order_by("-recorded_at", "-pk").first()


def last_judgement(held: RapidReview) -> CriteriaJudgement | None:
    """The criteria as last judged."""
    return held.judgements.order_by("-recorded_at", "-pk").first()


def open_action(held: RapidReview, reference: str) -> SafetyAction | None:
    """An immediate action that is not done yet, by its reference."""
    return held.safety_actions.filter(reference=reference, done_on__isnull=True).first()


def open_actions(held: RapidReview) -> dict[str, str]:
    """The immediate actions not done yet: reference to words."""
    found = held.safety_actions.filter(done_on__isnull=True).order_by("due_on", "pk")
    return {one.reference: f"{one.what[:80]} ({one.owner})" for one in found}


def unconfirmed(held: RapidReview) -> dict[str, str]:
    """The members who have not confirmed yet: reference to words."""
    found = held.members.filter(confirmed_at__isnull=True).order_by("recorded_at", "pk")
    return {one.reference: f"{one.name}, {one.body}" for one in found}


def untold(held: RapidReview) -> list[CoreMember]:
    """The members who have had no notice."""
    return list(held.members.filter(told_at__isnull=True).order_by("recorded_at", "pk"))


def some_unanswered(held: RapidReview) -> bool:
    """Whether an agency that was asked has not answered."""
    open_ones = InformationRequest.objects.filter(enquiry=held.reference, answered_at=None, withdrawn_at=None)
    return open_ones.exists()


def unanswered(viewer: Viewer, held: RapidReview) -> dict[str, str]:
    """The agencies that have not answered: the request's reference to words."""
    return {
        one.request.reference: f"{one.request.asked_organisation.name}: {one.left}"
        for one in asked_of(viewer, held)
        if not (one.request.answered_at or one.request.withdrawn_at)
    }


def waiting_reply(held: RapidReview) -> PanelReply | None:
    """What the Panel asked for and nobody has answered, the longest waiting first."""
    return held.replies.filter(view="more", answer__isnull=True).order_by("received_at", "pk").first()


def waiting_disagreement(held: RapidReview, reference: str) -> ReviewDisagreement | None:
    """A disagreement that nobody has answered, by its reference."""
    return held.disagreements.filter(reference=reference, answered_at__isnull=True).first()


def waiting_disagreements(held: RapidReview) -> list[ReviewDisagreement]:
    """The disagreements that nobody has answered, the longest waiting first."""
    return list(held.disagreements.filter(answered_at__isnull=True).order_by("received_at", "pk"))


def account_named(viewer: Viewer, email: str) -> Appointment | None:
    """Who holds a post in the viewer's area under this address today; None where nobody does."""
    typed = email.strip().casefold()
    if not typed or viewer.area_id is None:
        return None
    found = find_people_by_email(viewer, typed)
    return found[0] if found else None


def find_people_by_email(viewer: Viewer, typed: str) -> list[Appointment]:
    """The posts held today in the viewer's area by the account of this address."""
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), account__email__iexact=typed, held_from__lte=today,
        approved_at__isnull=False, ended_at__isnull=True, account__is_active=True,
        post__team__organisation__area_id=viewer.area_id or 0,
    )  # fmt: skip
    return list(found.select_related("account", "post__team__organisation").order_by("pk"))


def found_by(viewer: Viewer, words: str) -> QuerySet[RapidReview]:
    """Reviews in sight that name a child by these words."""
    named = Q()
    for part in words.split()[:4]:
        named &= Q(children__given_names__icontains=part) | Q(children__family_name__icontains=part)
    return reviews().filter(named).distinct().order_by("-begun_at", "-pk")
