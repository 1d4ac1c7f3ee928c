"""What the privacy officer reads of child checks: who asked, in which month, and what waits for review."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people import queries
from sharedduty.foundations.people.endings import mark_of
from sharedduty.foundations.people.models import Check
from sharedduty.foundations.plain.clocks import add_months, end_of

MOST = 50


def months_of_checks(viewer: Viewer) -> list[tuple[datetime.date, int]]:
    """The months in which checks wait for review, latest first, each with how many; this month always among them."""
    waiting_now = queries.checks_to_review(viewer).order_by()
    counted = {
        row["month"].date(): row["many"]
        for row in waiting_now.annotate(month=TruncMonth("asked_at")).values("month").annotate(many=Count("pk"))
    }
    counted.setdefault(timezone.localdate().replace(day=1), 0)
    return sorted(counted.items(), reverse=True)


def checks_in(viewer: Viewer, month: datetime.date, asker: str = "") -> QuerySet[Check]:
    """The checks asked in a month, those that wait first; with `asker` only those of the account with this reference."""
    checks = queries.checks_to_review(viewer, month)
    if asker:
        checks = checks.filter(account__reference=asker)
    return checks.order_by(F("reviewed_at").asc(nulls_first=True), "asked_at", "pk")


@dataclass(frozen=True)
class Asker:
    """Somebody who asked in a month: how many checks in all, and how many of them wait for review."""

    reference: str
    name: str
    post: str
    asked: int
    waiting: int


def askers(viewer: Viewer, month: datetime.date) -> list[Asker]:
    """Who asked in a month, the most first."""
    rows = queries.checks_to_review(viewer, month).order_by()
    counted = rows.values("account__reference", "account__name", "appointment__post__title").annotate(
        many=Count("pk"), wait=Count("pk", filter=Q(reviewed_at=None))
    )
    return [
        Asker(
            row["account__reference"], row["account__name"], row["appointment__post__title"], row["many"], row["wait"]
        )
        for row in counted.order_by("-many", "account__name", "account__reference", "appointment__post__title")
    ]


def show_checks(viewer: Viewer, checks: Sequence[Check]) -> None:
    """Journal that these checks were listed."""
    if checks:
        files = sorted({one.case_file_id for one in checks})
        record_sight(by=viewer, verb="listed", object_type="child check", files=files, purpose="review of child checks")


def chosen(viewer: Viewer, month: datetime.date, marks: Iterable[str]) -> list[Check]:
    """The checks of a month that wait and that these marks stand for."""
    wanted = list(marks)
    rows = checks_in(viewer, month).filter(reviewed_at=None)
    return [one for one in rows if any(constant_time_compare(mark_of(one), mark) for mark in wanted)]


def owed(*, viewer: Viewer) -> list[Owed]:
    """For the privacy officer's desk: each month in which checks wait, to be reviewed by the end of the month after it."""
    if not viewer.may("child_check_review"):
        return []
    return [
        Owed(
            "Review who asked about children", f"{many} {'check' if many == 1 else 'checks'} of {date_words(month)[2:]}",
            f"{reverse('people:child_checks')}?month={month:%Y-%m}",
            end_of(add_months(month, 2) - datetime.timedelta(days=1)), force="must",
            citation="house rule: reviewed every month",
        )
        for month, many in months_of_checks(viewer)
        if many
    ]  # fmt: skip
