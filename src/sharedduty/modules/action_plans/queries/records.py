"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

import datetime

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import end_of_day
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.process.api import STANDS, STARTS, register
from sharedduty.modules.action_plans.models import ActionPart, Proposal, TrackedRecommendation
from sharedduty.modules.action_plans.process import ALLOCATED
from sharedduty.modules.action_plans.queries.board import WAITING
from sharedduty.modules.action_plans.queries.carrying import open_issues
from sharedduty.modules.action_plans.queries.reading import PART_PREFIX, PREFIX
from sharedduty.modules.action_plans.queries.starting import stands_at, start_for

MOST = 50
TO_DO = {"received": "Look at", "triaged": "Accept, or not,", "accepted": "Ask the agencies about"}


def recommendation_page(viewer: Viewer, reference: str) -> str:
    """A recommendation's page, for those who may read the register."""
    return reverse("action_plans:recommendation", args=[reference]) if viewer.may("plan_read") else ""


def part_page(viewer: Viewer, reference: str) -> str:
    """A part's page, for those who may answer or read."""
    return reverse("action_plans:part", args=[reference]) if viewer.may("plan_part_read") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What somebody owes here: an agency its answers; the business unit what is next; a second person what waits for them."""
    if viewer.kind != "account":
        return []
    found: list[Owed] = []
    if viewer.may("plan_answer"):
        found += _of_agency(viewer)
    if viewer.may("plan_work"):
        found += _of_unit(viewer)
    if viewer.may("plan_settle"):
        found += _of_second(viewer)
    return found


def _day(day: datetime.date | None) -> datetime.datetime | None:
    return end_of_day(day) if day else None


def _of_agency(viewer: Viewer) -> list[Owed]:
    parts = ActionPart.objects.filter(
        asked_team_id=viewer.team_id or 0, stage__in=("asked", "planned", "done", "adopted")
    )
    found = []
    for one in parts.order_by("answer_by_on", "pk")[:MOST]:
        words, day = {
            "asked": ("Answer what your agency does about", one.answer_by_on), "planned": ("Do what was planned for", one.due_on),
        }.get(one.stage, ("Look at the effect of", one.look_on))  # fmt: skip
        if one.stage in ("asked", "planned") or day:
            found.append(Owed(
                f"{words} a recommendation", one.reference, part_page(viewer, one.reference), _day(day), "local",
                "TRK-03; HE-ACT-01", one.case_file_id, since=one.asked_at,
            ))  # fmt: skip
    return found


def _of_unit(viewer: Viewer) -> list[Owed]:
    held = TrackedRecommendation.objects.filter(stage__in=TO_DO, priority="now") | TrackedRecommendation.objects.filter(
        stage="received"
    )
    found = [
        Owed(
            f"{TO_DO[one.stage]} a recommendation", one.reference, recommendation_page(viewer, one.reference),
            None, "local", "TRK-07", one.case_file_id, since=one.came_at,
        )
        for one in held.order_by("came_at", "pk")[:MOST]
    ]  # fmt: skip
    late = TrackedRecommendation.objects.filter(stage=ALLOCATED, priority="now", due_on__lt=timezone.localdate())
    found += [
        Owed(
            "Ask how far it is with a recommendation", one.reference, recommendation_page(viewer, one.reference),
            _day(one.due_on), "local", "TRK-10", one.case_file_id, since=one.came_at,
        )
        for one in late.order_by("due_on", "pk")[:MOST]
    ]  # fmt: skip
    found += [
        Owed(
            f"Say whether “{one.title}” carries a recommendation", one.recommendation,
            recommendation_page(viewer, one.recommendation), None, "local", "TRK-11", one.case_file_id,
            since=_day(one.reissued_on),
        )
        for one in open_issues(viewer)[:MOST]
    ]  # fmt: skip
    return found


def _of_second(viewer: Viewer) -> list[Owed]:
    own = Proposal.objects.filter(
        recommendation=OuterRef("pk"), settled_at__isnull=True, recorded_by__account_id=viewer.account_id or 0
    )
    found = TrackedRecommendation.objects.filter(WAITING).exclude(Exists(own))
    return [
        Owed(
            "Agree, or not, to end a recommendation", one.reference, recommendation_page(viewer, one.reference), None,
            "local", "TRK-18", one.case_file_id, since=one.came_at,
        )
        for one in found.order_by("due_on", "pk")[:MOST]
    ]  # fmt: skip


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is none of this room's in sight."""
    held = TrackedRecommendation.objects.filter(case_file=file).first()
    if held:
        return {"text": f"Recommendation {held.reference}", "href": recommendation_page(viewer, held.reference)}
    part = ActionPart.objects.filter(case_file=file).first()
    return {"text": f"Action {part.reference}", "href": part_page(viewer, part.reference)} if part else None


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what it begins and shows elsewhere."""
    register(PREFIX, recommendation_page)
    register(PART_PREFIX, part_page)
    slots.fill(STARTS, "action_plans", lambda *, viewer, handover: start_for(viewer, handover), order=70)
    slots.fill(STANDS, "action_plans", lambda *, viewer, handover: stands_at(viewer, handover), order=70)
    slots.fill("my_work", "action_plans", lambda *, viewer: owed(viewer), order=70)
    slots.fill("file_pages", "action_plans", lambda *, viewer, file: page_of_file(viewer, file), order=70)
