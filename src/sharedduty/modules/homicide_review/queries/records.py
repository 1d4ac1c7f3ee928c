"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.chronology.api import Source, SourceChild, declare_source
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.families.api import declare_review
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import Clock, register
from sharedduty.modules.action_plans.api import RECOMMENDED
from sharedduty.modules.front_door.api import Hit
from sharedduty.modules.homicide_review.models import (
    AgencyReport,
    HomicideNotice,
    HomicideReview,
    PanelMember,
    ReviewedPerson,
)
from sharedduty.modules.homicide_review.process import ENDORSED, PROCESS
from sharedduty.modules.homicide_review.queries import members, notices
from sharedduty.modules.homicide_review.queries.families import family_review
from sharedduty.modules.homicide_review.queries.handing import recommended_by
from sharedduty.modules.homicide_review.queries.reading import MOST, PREFIX, by_reference, found_by

COLUMNS = [
    {"key": "review", "label": "Homicide review"}, {"key": "stage", "label": "Stage"}, {"key": "begun", "label": "Came in"},
]  # fmt: skip
TO_DO = {  # what the partnership does next at a stage
    "considering": "Have it decided whether a review is held about", "commissioning": "Settle chair, panel and terms of",
    "reviewing": "Hear the evidence of", "drafted": "Finish the report of", "signed": "Hear from the Home Office about",
    "cleared": "Agree the day and publish", "published": "Follow the action plan of", "not_held": "Close, with no review,",
}  # fmt: skip


def review_page(viewer: Viewer, reference: str) -> str:
    """A review's page, for those who may open reviews."""
    return reverse("homicide_review:review", args=[reference]) if viewer.may("homicide_read") else ""


def notice_page(viewer: Viewer, reference: str) -> str:
    """A notice's page, for those who may refer a death."""
    return reverse("homicide_review:notice", args=[reference]) if viewer.may("homicide_notify") else ""


def member_page(viewer: Viewer, reference: str) -> str:
    """A panel member's page."""
    return reverse("homicide_review:member", args=[reference]) if viewer.may("homicide_declare") else ""


def report_page(viewer: Viewer, reference: str) -> str:
    """The page of an agency's own report."""
    return reverse("homicide_review:report", args=[reference]) if viewer.may("homicide_report") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What the partnership does next, with its next limit; for a member to declare; for an author to write."""
    if viewer.kind != "account" or not viewer.may("homicide_declare"):
        return []
    if not viewer.may("homicide_work") and not _asked_something():
        return []
    found = [
        Owed("Declare whether you can sit on a panel", one.reference, member_page(viewer, one.reference), None, "should",
             "GL-DH-39", one.case_file_id, since=one.recorded_at)
        for one in members.own_seats(viewer)
        if one.declared_at is None
    ]  # fmt: skip
    found += [
        Owed("Work on your agency's own report", one.reference, report_page(viewer, one.reference),
             notices.start_of(one.due_on), "should", "GL-DH-45", one.case_file_id, since=one.recorded_at)
        for one in members.own_reports(viewer)
        if one.stage in ("asked", "writing")
    ]  # fmt: skip
    return found + (_owed_by_partnership(viewer) if viewer.may("homicide_work") else [])


def _asked_something() -> bool:
    """Whether a seat or a report is in sight: one question, of two small tables, for the many who are asked nothing here."""
    seats, reports = (model.objects.order_by().values_list("case_file_id")[:1] for model in (PanelMember, AgencyReport))
    return bool(seats.union(reports, all=True))


def _owed_by_partnership(viewer: Viewer) -> list[Owed]:
    found = [
        Owed("Take in a death referred for review", one.reference, notice_page(viewer, one.reference), None, "should",
             "GL-DH-08", one.case_file_id, since=one.received_at)
        for one in notices.waiting(viewer)
    ]  # fmt: skip
    for report in AgencyReport.objects.filter(stage=ENDORSED).order_by("endorsed_at", "pk")[:MOST]:
        found.append(Owed("Have an agency's report presented", report.reference, report_page(viewer, report.reference), None,
                          "should", "GL-DH-45", report.case_file_id, since=report.endorsed_at))  # fmt: skip
    held = list(HomicideReview.objects.filter(stage__in=TO_DO).order_by("opened_at", "pk")[:MOST])
    running = Clock.objects.filter(record__in=[one.reference for one in held], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    for one in held:
        clock = clocks.get(one.reference)
        found.append(Owed(
            f"{TO_DO[one.stage]} homicide review", one.reference, review_page(viewer, one.reference),
            clock.due_at if clock else None, clock.force if clock else "should", clock.citation if clock else "GL-DH-07",
            one.case_file_id, since=one.opened_at,
        ))  # fmt: skip
    return found


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Reviews by the victim's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("homicide_read") or len(words) < 2:
        return []
    return [
        Hit(
            "homicide review",
            one.reference,
            PROCESS.stage(one.stage).title,
            review_page(viewer, one.reference),
            one.case_file_id,
        )
        for one in found_by(viewer, words)[:MOST]
    ]


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people."""
    ids = ReviewedPerson.objects.filter(person_id__in=people).values_list("case_file_id", flat=True)
    return list(CaseFile.objects.filter(pk__in=set(ids)))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is none of this room's in sight."""
    pages: dict[str, tuple[Any, str, Any]] = {
        "homicide_review": (HomicideReview, "Homicide review", review_page),
        "homicide_notice": (HomicideNotice, "Notice", notice_page), "homicide_member": (PanelMember, "Panel member", member_page),
        "homicide_report": (AgencyReport, "Agency's report", report_page),
    }  # fmt: skip
    if file.kind not in pages:
        return None
    table, words, page = pages[file.kind]
    held: Any = table.objects.filter(case_file=file).first()
    return {"text": f"{words} {held.reference}", "href": page(viewer, held.reference)} if held else None


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """A person's homicide reviews, for those with sight of them."""
    if not viewer.may("homicide_read"):
        return None
    people = ReviewedPerson.objects.filter(person__in=same).select_related("review")
    shown, files = [], set()
    for one in people.order_by("-recorded_at", "-pk")[:MOST]:
        files.add(one.case_file_id)
        shown.append({
            "review": {"text": one.review.reference, "href": review_page(viewer, one.review.reference)},
            "stage": PROCESS.stage(one.review.stage).title, "begun": date_short(one.review.came_at),
        })  # fmt: skip
    if not shown:
        return None
    return {"title": "Homicide reviews", "columns": COLUMNS, "rows": shown, "files": files, "missing": "None"}


def source_of(viewer: Viewer, reference: str) -> Source | None:
    """A review as a chronology is opened of it: the people it is about, and the time its terms look at (GL-DH-45)."""
    held = by_reference(viewer, reference) if viewer.may("homicide_work") else None
    if held is None or held.stage not in ("commissioning", "reviewing", "drafted"):
        return None
    terms = held.terms.order_by("-number", "-pk").first()
    people = held.people.order_by("recorded_at", "pk")
    return Source(
        held.reference, f"homicide review {held.reference}", held.area_id, held.team_id,
        tuple(SourceChild(str(one), one.birth_on, one.person_id) for one in people), review_page(viewer, held.reference),
        terms.period_from_on if terms else None, terms.period_to_on if terms else None,
    )  # fmt: skip


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what it shows elsewhere."""
    register(PREFIX, review_page)
    register(notices.PREFIX, notice_page)
    register(members.MEMBER, member_page)
    register(members.REPORT, report_page)
    declare_source(PREFIX, source_of)
    declare_review(PREFIX, family_review)
    slots.fill(RECOMMENDED, "homicide_review", lambda *, viewer, reference: recommended_by(viewer, reference), order=65)
    slots.fill("my_work", "homicide_review", lambda *, viewer: owed(viewer), order=65)
    slots.fill(
        "search", "homicide_review", lambda *, viewer, words, reference: found(viewer, words, reference), order=65
    )
    slots.fill("people.person.panels", "homicide_review", panel, order=65)
    slots.fill("file_pages", "homicide_review", lambda *, viewer, file: page_of_file(viewer, file), order=65)
    register_files_about(files_about)
