"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.chronology.api import Source, SourceChild, declare_source
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import Clock, register
from sharedduty.foundations.retention.api import register_births
from sharedduty.modules.action_plans.api import RECOMMENDED
from sharedduty.modules.front_door.api import Hit
from sharedduty.modules.serious_case_review.models import CaseChild, ManagementReview, SeriousCaseReview
from sharedduty.modules.serious_case_review.process import PROCESS
from sharedduty.modules.serious_case_review.queries import agency
from sharedduty.modules.serious_case_review.queries.handing import recommended_by
from sharedduty.modules.serious_case_review.queries.publication import last_writing
from sharedduty.modules.serious_case_review.queries.reading import MOST, PREFIX, found_by

COLUMNS = [
    {"key": "review", "label": "Serious case review"}, {"key": "stage", "label": "Stage"}, {"key": "begun", "label": "Begun"},
]  # fmt: skip
TO_DO = {  # what the business unit does next at a stage
    "referred": "Have the panel consider", "recommended": "Have the chair decide on", "scoping": "Set up the group of",
    "reviewing": "Bring in what agencies write for", "overview": "Have the overview written of",
    "panel": "Bring to the panel", "board": "Bring to the board", "signed": "Sum up and publish",
}  # fmt: skip


def review_page(viewer: Viewer, reference: str) -> str:
    """A review's page, for those who may open reviews."""
    return reverse("serious_case_review:review", args=[reference]) if viewer.may("scr_read") else ""


def part_page(viewer: Viewer, reference: str) -> str:
    """An agency's page, for those who may open it."""
    return reverse("serious_case_review:part", args=[reference]) if viewer.may("scr_part") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What the business unit does next with each review under way; what an agency has still to write."""
    if viewer.kind != "account":
        return []
    return (
        _owed_by_unit(viewer) if viewer.may("scr_work") else _owed_by_agency(viewer) if viewer.may("scr_write") else []
    )


def _owed_by_unit(viewer: Viewer) -> list[Owed]:
    held = list(SeriousCaseReview.objects.filter(stage__in=TO_DO).order_by("opened_at", "pk")[:MOST])
    running = Clock.objects.filter(record__in=[one.reference for one in held], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    return [
        Owed(
            f"{TO_DO[one.stage]} serious case review", one.reference, review_page(viewer, one.reference),
            clock.due_at if clock else _agreed(one), clock.force if clock else "local", clock.citation if clock else "HE 14.4.33",
            one.case_file_id, since=one.opened_at,
        )
        for one in held
        for clock in [clocks.get(one.reference)]
    ]  # fmt: skip


def _agreed(held: SeriousCaseReview) -> datetime.datetime | None:
    """The end of the day agreed with the inspectorate, which took the place of the four months; None without one."""
    if held.agreed_until_on is None or held.completed_at:
        return None
    return datetime.datetime.combine(held.agreed_until_on, datetime.time(23, 59, 59), tzinfo=LONDON)


def _owed_by_agency(viewer: Viewer) -> list[Owed]:
    found = agency.asked_of_team(viewer).filter(stage__in=("asked", "endorsed"))[:MOST]
    return [
        Owed("Write your agency's management review", one.reference, part_page(viewer, one.reference), one.due_at, "local",
             "HE 14.4.37", one.case_file_id, since=one.asked_at)
        for one in found
    ]  # fmt: skip


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Reviews by a child's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("scr_read") or len(words) < 2:
        return []
    return [
        Hit("serious case review", one.reference, PROCESS.stage(one.stage).title, review_page(viewer, one.reference),
            one.case_file_id)
        for one in found_by(viewer, words)[:MOST]
    ]  # fmt: skip


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people: the review's, and each agency's part."""
    children = CaseChild.objects.filter(person_id__in=people)
    ids = set(children.values_list("case_file_id", flat=True))
    parts = ManagementReview.objects.filter(review__in=children.values("review_id"))
    return list(CaseFile.objects.filter(pk__in=ids | set(parts.values_list("case_file_id", flat=True))))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is neither a review nor a part in sight."""
    held = SeriousCaseReview.objects.filter(case_file=file).first()
    if held:
        return {"text": f"Serious case review {held.reference}", "href": review_page(viewer, held.reference)}
    part = ManagementReview.objects.filter(case_file=file).first()
    return {"text": f"Management review {part.reference}", "href": part_page(viewer, part.reference)} if part else None


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """A person's serious case reviews, for those with sight of them."""
    if not viewer.may("scr_read"):
        return None
    children = CaseChild.objects.filter(person__in=same).select_related("review")
    rows, files = [], set()
    for one in children.order_by("-recorded_at", "-pk")[:MOST]:
        files.add(one.case_file_id)
        rows.append({
            "review": {"text": one.review.reference, "href": review_page(viewer, one.review.reference)},
            "stage": PROCESS.stage(one.review.stage).title, "begun": date_short(one.review.begun_on),
        })  # fmt: skip
    shown = {"title": "Serious case reviews", "columns": COLUMNS, "rows": rows, "files": files, "missing": "None"}
    return shown if rows else None


def source_of(viewer: Viewer, reference: str) -> Source | None:
    """A review as a chronology is opened of it, for the business unit: its children, and the time its scope looks at."""
    held = SeriousCaseReview.objects.filter(reference=reference).first() if viewer.may("scr_work") else None
    if held is None or PROCESS.stage(held.stage).ends:
        return None
    scope, children = last_writing(held, "scope"), held.children.order_by("recorded_at", "pk")
    return Source(
        held.reference, f"serious case review {held.reference}", held.area_id, held.team_id,
        tuple(SourceChild(str(one), one.birth_on, one.person_id) for one in children), review_page(viewer, held.reference),
        scope.period_from_on if scope else None, scope.period_to_on if scope else None,
    )  # fmt: skip


def is_overdue(held: SeriousCaseReview) -> bool:
    """Whether the day agreed with the inspectorate has passed on a review that is not signed off (HE-SCR-34)."""
    until = held.agreed_until_on
    return bool(until and held.completed_at is None and until < timezone.localdate())


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what it begins and shows elsewhere."""
    register(PREFIX, review_page)
    register(agency.PREFIX, part_page)
    declare_source(PREFIX, source_of)
    room = "serious_case_review"
    slots.fill(RECOMMENDED, room, lambda *, viewer, reference: recommended_by(viewer, reference), order=62)
    slots.fill("my_work", room, lambda *, viewer: owed(viewer), order=62)
    slots.fill("search", room, lambda *, viewer, words, reference: found(viewer, words, reference), order=62)
    slots.fill("people.person.panels", room, panel, order=62)
    slots.fill("file_pages", room, lambda *, viewer, file: page_of_file(viewer, file), order=62)
    register_files_about(files_about)
    register_births("serious_case_review_births")
