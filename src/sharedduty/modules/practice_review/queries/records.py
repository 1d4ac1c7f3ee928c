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
from sharedduty.foundations.process.api import STANDS, STARTS, Clock, register
from sharedduty.foundations.retention.api import register_births
from sharedduty.modules.action_plans.api import RECOMMENDED
from sharedduty.modules.front_door.api import Hit
from sharedduty.modules.practice_review.models import PracticeReview, ReviewedChild
from sharedduty.modules.practice_review.process import PROCESS
from sharedduty.modules.practice_review.queries.families import family_review
from sharedduty.modules.practice_review.queries.handing import recommended_by
from sharedduty.modules.practice_review.queries.reading import MOST, PREFIX, found_by
from sharedduty.modules.practice_review.queries.starting import stands_at, start_for

COLUMNS = [
    {"key": "review", "label": "Practice review"}, {"key": "stage", "label": "Stage"}, {"key": "begun", "label": "Taken up"},
]  # fmt: skip
TO_DO = {  # what the business unit does next at a stage
    "to_decide": "Have it decided whether to begin", "commissioning": "Settle reviewer and terms of",
    "reviewing": "Supervise", "reported": "Have publication decided of", "decided": "Send ahead and publish",
}  # fmt: skip


def review_page(viewer: Viewer, reference: str) -> str:
    """A review's page, for those who may open reviews."""
    return reverse("practice_review:review", args=[reference]) if viewer.may("practice_read") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What the business unit does next with each review that is under way, with its next limit."""
    if viewer.kind != "account" or not viewer.may("practice_work"):
        return []
    held = list(PracticeReview.objects.filter(stage__in=TO_DO).order_by("opened_at", "pk")[:MOST])
    running = Clock.objects.filter(record__in=[one.reference for one in held], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    found = []
    for one in held:
        clock = clocks.get(one.reference)
        found.append(Owed(
            f"{TO_DO[one.stage]} practice review", one.reference, review_page(viewer, one.reference),
            clock.due_at if clock else None, clock.force if clock else "should",
            clock.citation if clock else "GL-PR-01", one.case_file_id, since=one.opened_at,
        ))  # fmt: skip
    return found


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Reviews by a child's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("practice_read") or len(words) < 2:
        return []
    return [
        Hit("practice review", one.reference, PROCESS.stage(one.stage).title, review_page(viewer, one.reference),
            one.case_file_id)
        for one in found_by(viewer, words)[:MOST]
    ]  # fmt: skip


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people."""
    ids = ReviewedChild.objects.filter(person_id__in=people).values_list("case_file_id", flat=True)
    return list(CaseFile.objects.filter(pk__in=set(ids)))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no review in sight."""
    held = PracticeReview.objects.filter(case_file=file).first()
    return {"text": f"Practice review {held.reference}", "href": review_page(viewer, held.reference)} if held else None


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """A person's practice reviews, for those with sight of them."""
    if not viewer.may("practice_read"):
        return None
    children = ReviewedChild.objects.filter(person__in=same).select_related("review")
    rows, files = [], set()
    for one in children.order_by("-recorded_at", "-pk")[:MOST]:
        files.add(one.case_file_id)
        rows.append({
            "review": {"text": one.review.reference, "href": review_page(viewer, one.review.reference)},
            "stage": PROCESS.stage(one.review.stage).title, "begun": date_short(one.review.opened_at),
        })  # fmt: skip
    return (
        {"title": "Practice reviews", "columns": COLUMNS, "rows": rows, "files": files, "missing": "None"}
        if rows
        else None
    )


def source_of(viewer: Viewer, reference: str) -> Source | None:
    """A review as a chronology is opened of it, for the business unit: its children, and the time its terms look at."""
    held = PracticeReview.objects.filter(reference=reference).first() if viewer.may("practice_work") else None
    if held is None or PROCESS.stage(held.stage).ends:
        return None
    terms = held.terms.order_by("-number", "-pk").first()
    children = held.children.order_by("recorded_at", "pk")
    return Source(
        held.reference, f"practice review {held.reference}", held.area_id, held.team_id,
        tuple(SourceChild(str(one), one.birth_on, one.person_id) for one in children), review_page(viewer, held.reference),
        terms.period_from_on if terms else None, terms.period_to_on if terms else None,
    )  # fmt: skip


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what it begins and shows elsewhere."""
    register(PREFIX, review_page, officer=("practice_review", "practice_work"))
    declare_source(PREFIX, source_of)
    declare_review(PREFIX, family_review)
    slots.fill(STARTS, "practice_review", lambda *, viewer, handover: start_for(viewer, handover), order=60)
    slots.fill(STANDS, "practice_review", lambda *, viewer, handover: stands_at(viewer, handover), order=60)
    slots.fill(RECOMMENDED, "practice_review", lambda *, viewer, reference: recommended_by(viewer, reference), order=60)
    slots.fill("my_work", "practice_review", lambda *, viewer: owed(viewer), order=60)
    slots.fill(
        "search", "practice_review", lambda *, viewer, words, reference: found(viewer, words, reference), order=60
    )
    slots.fill("people.person.panels", "practice_review", panel, order=60)
    slots.fill("file_pages", "practice_review", lambda *, viewer, file: page_of_file(viewer, file), order=60)
    register_files_about(files_about)
    register_births("practice_review_births")
