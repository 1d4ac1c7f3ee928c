"""Homicide reviews as their pages show them."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.design.sections import Coming
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.plain.words import time_left
from sharedduty.foundations.process.api import Clock, ClockLine, Handover, Move, Task, clock_line, href, tasks
from sharedduty.foundations.requests.api import InformationRequest, of_enquiry
from sharedduty.modules.homicide_review.models import (
    AgencyReport,
    Chair,
    FamilyMember,
    HomicideDecision,
    HomicideReview,
    LogEntry,
    PanelMember,
    PublicationPlan,
    PublishedHomicideReview,
    ReportVersion,
    ReviewedPerson,
    Terms,
)
from sharedduty.modules.homicide_review.process import ASKED, LIVE, PROCESS, WRITING

PREFIX, MOST = "DH", 50
WORKSHOPS = ("learning_review", "near_miss")  # the forms of a review that meet in a workshop
NOTIFY, DECIDE, TELL, COMPLETE = "dhr.notify", "dhr.decide", "dhr.tell_home_office", "dhr.complete"
TEAM = "community_safety"  # what the team is for, in the directory
LISTS = {
    "open": tuple(one for one in LIVE if one != "published"), "published": ("published",),
    "ended": ("closed", "passed_on", "set_aside"),
}  # fmt: skip


@dataclass
class ReviewView:
    """Everything on a review's page."""

    review: HomicideReview
    stage: str
    clocks: list[ClockLine]
    tasks: list[Task]
    people: list[ReviewedPerson]
    decisions: list[HomicideDecision]
    asked: list[InformationRequest]
    answers: dict[str, str]
    overlaps: list[Any]
    members: list[PanelMember]
    agencies: list[AgencyReport]
    chairs: list[Chair]
    administrators: list[Any]
    family: list[tuple[FamilyMember, datetime.date | None]]
    terms: list[Terms]
    log: list[LogEntry]
    costs: list[Any]
    complaints: list[Any]
    extensions: list[Any]
    report: ReportVersion | None
    recommendations: list[Any]
    checklists: list[Any]
    changes: list[Any]
    sign_offs: list[Any]
    clearances: list[Any]
    plans: list[PublicationPlan]
    audits: list[Any]
    page: PublishedHomicideReview | None
    handovers: list[Handover]
    moves: list[tuple[Move, str]]

    @property
    def late(self) -> list[str]:
        """What is late, in words; empty when nothing is."""
        running = [f"{one.clock.title}, {one.left}" for one in self.clocks if one.state == "late"]
        today = timezone.localdate()
        waiting = [f"{one} waits to hear, since {when:%-d %B}" for one, when in self.family if when and when < today]
        return (
            running
            + [f"The report of {one.agency}" for one in self.agencies if is_owed(one) and one.due_on < today]
            + waiting
        )

    def of_log(self, name: str) -> list[LogEntry]:
        """The lines of one log."""
        return [one for one in self.log if one.log == name]


def is_owed(report: AgencyReport) -> bool:
    """Whether an agency still owes its report."""
    return report.stage in (ASKED, WRITING)


def coming(viewer: Viewer, view: ReviewView, meetings: Sequence[Gathering]) -> list[Coming]:
    """What falls due or takes place in a review, the earliest first: limits, meetings, agencies' reports, word to the family."""
    found = [
        Coming(timezone.localdate(one.clock.due_at), one.clock.title) for one in view.clocks if one.clock.met_at is None
    ]
    found += [
        Coming(timezone.localdate(one.starts_at), "The panel meets", href(viewer, one.reference))
        for one in meetings
        if one.stage == "called"
    ]
    found += [
        Coming(one.due_on, f"Report of {one.agency}", reverse("homicide_review:report", args=[one.reference]))
        for one in view.agencies
        if is_owed(one)
    ]
    found += [Coming(when, f"{one} hears again") for one, when in view.family if when]
    return sorted(found, key=lambda one: one.by)


def reviews() -> QuerySet[HomicideReview]:
    """Reviews with what every page names of them."""
    return HomicideReview.objects.select_related("case_file", "team__organisation", "area", "opened_by__account")


def by_reference(viewer: Viewer, reference: str) -> HomicideReview | None:
    """The review with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return reviews().filter(reference=known).first()


def safety_team(viewer: Viewer, area_id: int) -> Team | None:
    """The team of an area's community safety partnership; None where it has none."""
    return Team.objects.filter(organisation__area_id=area_id, purpose=TEAM).order_by("pk").first()


def listed(viewer: Viewer, which: str) -> QuerySet[HomicideReview]:
    """The reviews in sight of one list; of those open the earliest first, else the latest first."""
    found = reviews().filter(stage__in=LISTS.get(which, LISTS["open"]))
    return found.order_by("opened_at", "pk") if which == "open" else found.order_by("-opened_at", "-pk")


@dataclass(frozen=True)
class Row:
    """One review in a list, with its next limit."""

    review: HomicideReview
    stage: str
    clock: Clock | None
    left: str
    late: bool


def rows(viewer: Viewer, shown: Sequence[HomicideReview]) -> list[Row]:
    """The reviews of one page of a list, in three queries whatever its length. Journals the files shown."""
    now = timezone.now()
    record_sight(by=viewer, verb="listed", object_type="homicide reviews", files=[one.case_file_id for one in shown])
    running = Clock.objects.filter(record__in=[one.reference for one in shown], met_at=None, stopped_at=None)
    first = {one.record: one for one in running.order_by("-due_at", "-pk")}
    found = []
    for one in shown:
        clock = first.get(one.reference)
        left = time_left(clock.due_at, now=now) if clock else ""
        found.append(Row(one, PROCESS.stage(one.stage).title, clock, left, bool(clock and clock.due_at < now)))
    return found


def members_of(viewer: Viewer, held: HomicideReview, panel: str = "") -> list[PanelMember]:
    """Who sits on the panels of a review, or on one, in sight; those in post first."""
    found = PanelMember.objects.filter(review=held.reference).select_related("appointment__account", "case_file")
    if panel:
        found = found.filter(panel=panel, ended_at__isnull=True)
    return list(found.order_by("ended_at", "panel", "seat", "pk"))


def reports_of(viewer: Viewer, held: HomicideReview) -> list[AgencyReport]:
    """The agencies' own reports for a review, in sight."""
    found = AgencyReport.objects.filter(review=held.reference).select_related("case_file")
    return list(found.order_by("agency", "pk"))


def asked_of(viewer: Viewer, held: HomicideReview) -> list[InformationRequest]:
    """What agencies were asked about a death, with whether they answered."""
    return list(of_enquiry(viewer, held.reference))


def _shared(one: InformationRequest) -> list[str]:
    """What an agency shared by its last answer, and what worries it."""
    return [text for answer in one.answers.all()[:1] for text in (answer.held, answer.concerns) if text]


def unanswered(viewer: Viewer, held: HomicideReview) -> dict[str, str]:
    """The agencies asked that have not answered: reference to words."""
    found = [one for one in asked_of(viewer, held) if one.answered_at is None and one.withdrawn_at is None]
    return {one.reference: str(one.asked_organisation) for one in found}


def some_unanswered(held: HomicideReview) -> bool:
    """Whether an agency that was written to has not answered."""
    open_ones = InformationRequest.objects.filter(enquiry=held.reference, answered_at=None, withdrawn_at=None)
    return open_ones.exists()


def next_update(held: HomicideReview) -> list[tuple[FamilyMember, datetime.date | None]]:
    """Those of the family with the day by which they are to hear again, from the last they heard; None where not agreed."""
    heard: dict[str, datetime.date] = {}
    for one in held.log.filter(log="family").exclude(member="").order_by("happened_at", "pk"):
        heard[one.member] = timezone.localdate(one.happened_at)
    found: list[tuple[FamilyMember, datetime.date | None]] = []
    for person in held.family.order_by("recorded_at", "pk"):
        last = heard.get(person.reference) or person.invited_on
        by = None
        if person.every_days and last and held.stage not in ("closed", "set_aside"):
            by = last + datetime.timedelta(days=person.every_days)
        found.append((person, by))
    return found


def last_report(held: HomicideReview) -> ReportVersion | None:
    """The overview report as it stands."""
    return held.reports.order_by("-number", "-pk").first()


def last_terms(held: HomicideReview) -> Terms | None:
    """The terms as they stand."""
    return held.terms.order_by("-number", "-pk").first()


def last_plan(held: HomicideReview) -> PublicationPlan | None:
    """What was last agreed about publication."""
    return held.publication_plans.order_by("-number", "-pk").first()


def checked(held: HomicideReview) -> list[str]:
    """The checklists whose last answers about the report as it stands are all yes."""
    report = last_report(held)
    last: dict[str, bool] = {}
    for one in held.checklists.filter(report=report.number if report else 0).order_by("recorded_at", "pk"):
        last[one.checklist] = all(answer["answer"] == "yes" for answer in one.answers.values())
    return [name for name, whole in last.items() if whole]


def page_for(held: HomicideReview) -> PublishedHomicideReview | None:
    """The public page of a review."""
    return PublishedHomicideReview.objects.filter(reference=held.publication).first() if held.publication else None


def is_late(held: HomicideReview, key: str, when: datetime.datetime | None = None) -> bool:
    """Whether a running clock of a review had run out at a moment, now where none is given."""
    open_ones = Clock.objects.filter(record=held.reference, key=key, met_at=None, stopped_at=None)
    return open_ones.filter(due_at__lt=when or timezone.now()).exists()


def shut_out(viewer: Viewer, held: HomicideReview) -> tuple[set[int], set[int]]:
    """The accounts and the posts that are shut out of a review's file."""
    found = list(
        Exclusion.objects.filter(case_file=held.case_file, lifted_at=None).values_list("account_id", "post_id")
    )
    return {one for one, _ in found if one}, {one for _, one in found if one}


def view_of(viewer: Viewer, held: HomicideReview) -> ReviewView:
    """Everything on a review's page. Journals that it, and each file shown with it, was opened."""
    now = timezone.now()
    members, agencies, asked = members_of(viewer, held), reports_of(viewer, held), asked_of(viewer, held)
    handovers = list(
        Handover.objects.filter(from_record=held.reference).select_related("owner_team").order_by("left_at", "pk")
    )
    shown = [*members, *agencies, *asked, *handovers]
    record_sight(
        by=viewer, verb="opened", object_type="homicide review", object_ref=held.reference,
        files=sorted({held.case_file_id, *(one.case_file_id for one in shown)}),
    )  # fmt: skip
    clocks = Clock.objects.filter(record=held.reference, stopped_at__isnull=True).order_by("due_at", "pk")
    return ReviewView(
        review=held, stage=PROCESS.stage(held.stage).title, clocks=[clock_line(one, now) for one in clocks],
        tasks=tasks(PROCESS, held), people=list(held.people.order_by("recorded_at", "pk")),
        decisions=list(held.decisions.order_by("-number", "-pk")), asked=asked,
        answers={one.reference: " ".join(_shared(one)) for one in asked},
        overlaps=list(held.overlaps.order_by("recorded_at", "pk")), members=members, agencies=agencies,
        chairs=list(held.chairs.order_by("appointed_on", "pk")),
        administrators=list(held.administrators.order_by("-recorded_at", "-pk")), family=next_update(held),
        terms=list(held.terms.order_by("-number", "-pk")), log=list(held.log.order_by("happened_at", "pk")),
        costs=list(held.costs.order_by("recorded_at", "pk")), complaints=list(held.complaints.order_by("received_on", "pk")),
        extensions=list(held.extensions.order_by("recorded_at", "pk")), report=last_report(held),
        recommendations=list(held.recommendations.order_by("number", "pk")),
        checklists=list(held.checklists.order_by("-recorded_at", "-pk")), changes=list(held.changes.order_by("put_on", "pk")),
        sign_offs=list(held.sign_offs.order_by("-sent_at", "-pk")),
        clearances=list(held.clearances.order_by("-answered_on", "-pk")),
        plans=list(held.publication_plans.order_by("-number", "-pk")), audits=list(held.audits.order_by("-audited_on", "-pk")),
        page=page_for(held), handovers=handovers, moves=moves_of(held),
    )  # fmt: skip


def moves_of(held: HomicideReview) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    reasons = dict(held.step_reasons.order_by("recorded_at", "pk").values_list("verb", "text"))
    found = Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk")
    return [(one, reasons.get(one.verb, "")) for one in found]


def in_post(held: HomicideReview) -> dict[str, str]:
    """Those appointed who have not stopped: reference to words."""
    found = held.chairs.filter(ended_on__isnull=True).order_by("appointed_on", "pk")
    return {one.reference: f"{one.name}, {one.body}" for one in found}


def relatives(held: HomicideReview) -> dict[str, str]:
    """Those of the family who were invited: reference to words."""
    found = held.family.filter(invited_on__isnull=False).order_by("recorded_at", "pk")
    return {one.reference: f"{one.name}, {one.tie}" for one in found}


def recommended(held: HomicideReview) -> dict[str, str]:
    """The recommendations: reference to number and words."""
    return {one.reference: f"{one.number}. {one.text[:80]}" for one in held.recommendations.order_by("number", "pk")}


def workshops(held: HomicideReview) -> dict[str, str]:
    """The workshop of a learning or near-miss review, by its form; a domestic homicide review has its panel instead."""
    return {held.form: held.called} if held.form in WORKSHOPS else {}


def open_complaints(held: HomicideReview) -> dict[str, str]:
    """Complaints that are not answered: reference to words."""
    found = held.complaints.filter(answered_on__isnull=True).order_by("received_on", "pk")
    return {one.reference: f"{one.who}: {one.text[:80]}" for one in found}


def open_changes(held: HomicideReview) -> dict[str, str]:
    """Changes that wait for chair and panel: reference to words."""
    found = held.changes.filter(answered_on__isnull=True).order_by("put_on", "pk")
    return {one.reference: one.text[:80] for one in found}


def found_by(viewer: Viewer, words: str) -> QuerySet[HomicideReview]:
    """Reviews in sight that name somebody by these words."""
    found = reviews()
    for part in words.split()[:4]:
        found = found.filter(victim__icontains=part)
    return found.order_by("-opened_at", "-pk")
