"""What the privacy officer reads about how long files are kept: never what is in one."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.clocks import end_of
from sharedduty.foundations.retention.models import Hold, Review
from sharedduty.foundations.retention.schedule import Rule, rules_for

COUNTED = {
    "birth": "the birth of the youngest child in it",
    "closure": "the day the work in it ended",
    "opening": "the day it was opened",
    "review": "the day said when it was last looked at",
}


def waiting(viewer: Viewer) -> QuerySet[Review]:
    """The files in this viewer's area whose period is over and that nobody has looked at since, the longest over first."""
    found = Review.objects.filter(decided_at=None) if viewer.may("retention_review") else Review.objects.none()
    return found.order_by("due_on", "pk")


def review_row(one: Review, held: set[int]) -> dict[str, Any]:
    """One review as the pages show it. `held` are the files on hold."""
    return {
        "review": one,
        "mark": mark("review", one.pk),
        "reference": one.reference,
        "kind": one.kind.replace("_", " "),
        "counted_from": COUNTED[one.counted_from],
        "on_hold": one.case_file_id in held,
    }


def listed(viewer: Viewer, reviews: list[Review]) -> list[dict[str, Any]]:
    """One page of reviews, journalled as shown."""
    if reviews:
        files = sorted({one.case_file_id for one in reviews})
        record_sight(
            by=viewer, verb="listed", object_type="files to review", files=files, purpose="how long they are kept"
        )
    held = set(
        holds(viewer).filter(case_file__in=[one.case_file_id for one in reviews]).values_list("case_file", flat=True)
    )
    return [review_row(one, held) for one in reviews]


def review(viewer: Viewer, wanted: str) -> dict[str, Any] | None:
    """One file that waits for review, by its mark, with its rule and what was decided before. Journalled as opened."""
    number = next((pk for pk in waiting(viewer).values_list("pk", flat=True) if mark("review", pk) == wanted), None)
    if number is None:
        return None
    found = Review.objects.get(pk=number)
    record_sight(
        by=viewer, verb="opened", object_type="file to review", object_ref=found.reference, files=[found.case_file_id]
    )
    held = set(holds(viewer).filter(case_file=found.case_file_id).values_list("case_file", flat=True))
    rules = schedule(viewer).get(found.retention_class, [])
    earlier = Review.objects.filter(case_file=found.case_file_id, decided_at__isnull=False)
    return review_row(found, held) | {
        "rule": next((rule for rule in rules if rule.pack == found.pack), None),
        "earlier": list(earlier.select_related("decided_by__account").order_by("-decided_at", "-pk")),
        "hold": holds(viewer).filter(case_file=found.case_file_id).first(),
    }


def holds(viewer: Viewer) -> QuerySet[Hold]:
    """The files of this viewer's area on legal hold, the latest first."""
    found = Hold.objects.filter(lifted_at=None) if viewer.may("retention_review") else Hold.objects.none()
    return found.select_related("set_by__account", "set_by__post").order_by("-set_at", "-pk")


def listed_holds(viewer: Viewer, page: list[Hold]) -> list[dict[str, Any]]:
    """One page of holds, journalled as shown."""
    if page:
        files = sorted({one.case_file_id for one in page})
        record_sight(by=viewer, verb="listed", object_type="files on hold", files=files)
    return [{"hold": one, "mark": mark("hold", one.case_file_id), "kind": one.kind.replace("_", " ")} for one in page]


def hold(viewer: Viewer, wanted: str) -> Hold | None:
    """One standing hold by its mark. Journalled as opened."""
    found = next((one for one in holds(viewer) if mark("hold", one.case_file_id) == wanted), None)
    if found is not None:
        record_sight(
            by=viewer, verb="opened", object_type="legal hold", object_ref=found.reference, files=[found.case_file_id]
        )
    return found


def schedule(viewer: Viewer, on: datetime.date | None = None) -> dict[str, list[Rule]]:
    """The rules that count in this viewer's area on a day (default today), by class."""
    name = Area.objects.filter(pk=viewer.area_id or 0).values_list("name", flat=True).first() or ""
    return rules_for(name, on or timezone.localdate())


def owed(viewer: Viewer, **about: object) -> list[Owed] | None:
    """The reviews this viewer owes, as one line for the desk of open work: the list itself may be long."""
    reviews = waiting(viewer)
    many = reviews.count()
    if not many:
        return None
    first = reviews[0]
    return [
        Owed(
            "Look at files kept as long as their class says",
            f"{many} {'file' if many == 1 else 'files'}",
            reverse("retention_reviews"),
            end_of(first.due_on),
            force="info",
            citation="house rule: nothing is kept unlooked at",
        )
    ]


def make_known() -> None:
    """Fill the place for what is owed on the desk of one's own work."""
    slots.fill("my_work", "files to review", owed, order=40)
