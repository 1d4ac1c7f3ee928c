"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.chronology.api import Source, SourceChild, declare_source
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short, end_of_day
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import STANDS, STARTS, register
from sharedduty.modules.front_door.api import Hit
from sharedduty.modules.rapid_review.models import RapidReview, ReviewChild
from sharedduty.modules.rapid_review.process import PROCESS
from sharedduty.modules.rapid_review.queries.joining import reviews_with
from sharedduty.modules.rapid_review.queries.reading import MOST, PREFIX, found_by
from sharedduty.modules.rapid_review.queries.starting import stands_at, start_for
from sharedduty.modules.rapid_review.queries.timeline import local_steps

COLUMNS = [
    {"key": "review", "label": "Rapid review"}, {"key": "stage", "label": "Stage"}, {"key": "begun", "label": "Begun"},
]  # fmt: skip
# What the business unit does next at a stage, and the local step whose last day it has.
TO_DO = {
    "gathering": ("Gather what is known and hold the meeting of", 2), "met": ("Decide what follows from", 2),
    "decided": ("Tell the leads and the chair, and send", 4), "sent": ("Record the Panel's reply to", 0),
    "replied": ("Bring to an end", 0),
}  # fmt: skip


def review_page(viewer: Viewer, reference: str) -> str:
    """A review's page, for those who may open reviews."""
    return reverse("rapid_review:review", args=[reference]) if viewer.may("rapid_read") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What the business unit does next with each review that is under way, with the day of the local step."""
    if viewer.kind != "account" or not viewer.may("rapid_work"):
        return []
    held = RapidReview.objects.filter(stage__in=TO_DO).select_related("area").order_by("begun_at", "pk")
    found = []
    for one in held[:MOST]:
        words, number = TO_DO[one.stage]
        days = {step.number: step.by_on for step in local_steps(one.begun_at, one.area.local_pack)}
        by_day = days.get(number)
        found.append(Owed(
            f"{words} rapid review", one.reference, review_page(viewer, one.reference),
            end_of_day(by_day) if by_day else None, "local", "GL-RR-19", one.case_file_id, since=one.opened_at,
        ))  # fmt: skip
    return found


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Reviews by a child's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("rapid_read") or len(words) < 2:
        return []
    return [
        Hit("rapid review", one.reference, PROCESS.stage(one.stage).title, review_page(viewer, one.reference),
            one.case_file_id)
        for one in found_by(viewer, words)[:MOST]
    ]  # fmt: skip


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people."""
    ids = ReviewChild.objects.filter(person_id__in=people).values_list("case_file_id", flat=True)
    return list(CaseFile.objects.filter(pk__in=set(ids)))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no review in sight."""
    held = RapidReview.objects.filter(case_file=file).first()
    return {"text": f"Rapid review {held.reference}", "href": review_page(viewer, held.reference)} if held else None


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """A person's rapid reviews, for those with sight of them."""
    if not viewer.may("rapid_read"):
        return None
    children = ReviewChild.objects.filter(person__in=same).select_related("review")
    rows, files = [], set()
    for one in children.order_by("-recorded_at", "-pk")[:MOST]:
        files.add(one.case_file_id)
        rows.append({
            "review": {"text": one.review.reference, "href": review_page(viewer, one.review.reference)},
            "stage": PROCESS.stage(one.review.stage).title, "begun": date_short(one.review.begun_at),
        })  # fmt: skip
    return (
        {"title": "Rapid reviews", "columns": COLUMNS, "rows": rows, "files": files, "missing": "None"}
        if rows
        else None
    )


def source_of(viewer: Viewer, reference: str) -> Source | None:
    """A review as a chronology is opened of it, for the business unit."""
    held = RapidReview.objects.filter(reference=reference).first() if viewer.may("rapid_work") else None
    if held is None or PROCESS.stage(held.stage).ends:
        return None
    children = held.children.order_by("recorded_at", "pk")
    return Source(
        held.reference, f"rapid review {held.reference}", held.area_id, held.team_id,
        tuple(SourceChild(str(one), one.birth_on, one.person_id) for one in children), review_page(viewer, held.reference),
    )  # fmt: skip


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what it begins and shows elsewhere."""
    register(PREFIX, review_page, officer=("rapid_review", "rapid_work"))
    declare_source(PREFIX, source_of)
    slots.fill(STARTS, "rapid_review", lambda *, viewer, handover: start_for(viewer, handover), order=50)
    slots.fill(STANDS, "rapid_review", lambda *, viewer, handover: stands_at(viewer, handover), order=50)
    slots.fill("my_work", "rapid_review", lambda *, viewer: owed(viewer), order=50)
    slots.fill("search", "rapid_review", lambda *, viewer, words, reference: found(viewer, words, reference), order=50)
    slots.fill("people.person.panels", "rapid_review", panel, order=50)
    slots.fill(
        "child_death.reviews", "rapid_review", lambda *, viewer, reference: reviews_with(viewer, reference), order=50
    )
    slots.fill("file_pages", "rapid_review", lambda *, viewer, file: page_of_file(viewer, file), order=50)
    register_files_about(files_about)
