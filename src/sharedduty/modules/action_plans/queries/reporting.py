"""Reports on the register: how fast each went, how fast and how well each partner acts, and the load of each group."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.charts import Picture, bar_chart
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.action_plans.models import ActionPart, Sharing, TrackedRecommendation
from sharedduty.modules.action_plans.process import ENDED, OPEN, PROCESS, RECEIVED, TRIAGED
from sharedduty.modules.action_plans.queries.choices import labels

LATELY = datetime.timedelta(days=91)


@dataclass(frozen=True)
class Delay:
    """The five dates of one recommendation, and the days from its making to each; None where it has not come (TRK-10)."""

    recommendation: TrackedRecommendation
    stage: str
    accepted_on: datetime.date | None
    in_place_on: datetime.date | None
    told_on: datetime.date | None
    checked_on: datetime.date | None
    age: int

    def after(self, when: datetime.date | None) -> int | None:
        """How many days after it was made."""
        return (when - self.recommendation.made_on).days if when else None

    @property
    def open_question(self) -> str:
        """What it waits for, in words."""
        if self.recommendation.stage in ENDED:
            return "nothing"
        waits = (
            (self.accepted_on, "to be accepted"), (self.in_place_on, "a change to be in place"),
            (self.told_on, "staff to be told"), (self.checked_on, "its effect to be shown"),
        )  # fmt: skip
        return next((words for when, words in waits if when is None), "to be closed")


def delays(viewer: Viewer, shown: Sequence[TrackedRecommendation], today: datetime.date) -> list[Delay]:
    """The dates of the recommendations of one page or export. The first agency counts for in place and told, the last for
    checked. Journals every file.
    """
    keys = [one.reference for one in shown]
    found = ActionPart.objects.filter(recommendation__in=keys).exclude(stage="withdrawn").values("recommendation")
    dates: dict[str, Any] = {
        one["recommendation"]: one
        for one in found.annotate(place=Min("adopted_on"), checked=Max("effect_on")).order_by()
    }
    shared = Sharing.objects.filter(part__recommendation__in=keys).values("part__recommendation")
    told = {one["part__recommendation"]: one["first"] for one in shared.annotate(first=Min("shared_on")).order_by()}
    record_sight(by=viewer, verb="listed", object_type="recommendations", files=[one.case_file_id for one in shown])
    return [
        Delay(
            one, PROCESS.stage(one.stage).title, one.accepted_on, dates.get(one.reference, {}).get("place"),
            told.get(one.reference), dates.get(one.reference, {}).get("checked"),
            ((one.ended_on or today) - one.made_on).days,
        )
        for one in shown
    ]  # fmt: skip


@dataclass(frozen=True)
class Partner:
    """How fast and how well one body acts: counts, and the middle number of days (TRK-20)."""

    name: str
    asked: int
    answered: int
    not_for_us: int
    done: int
    in_place: int
    effect: int
    late: int
    to_answer: int | None
    to_done: int | None
    to_effect: int | None


def partners(viewer: Viewer, today: datetime.date) -> list[Partner]:
    """Speed and effect by body, by name. Takes every part in sight that is not withdrawn; journals that they were counted."""
    found = ActionPart.objects.exclude(stage="withdrawn").select_related("asked_organisation")
    held: dict[str, list[ActionPart]] = {}
    for one in found.order_by("asked_organisation__name", "pk"):
        held.setdefault(str(one.asked_organisation), []).append(one)
    record_sight(
        by=viewer, verb="counted", object_type="action parts",
        files=sorted({one.case_file_id for parts in held.values() for one in parts}),
    )  # fmt: skip
    return [_partner(name, parts, today) for name, parts in held.items()]


def _partner(name: str, parts: Sequence[ActionPart], today: datetime.date) -> Partner:
    def of(*stages: str) -> int:
        return sum(one.stage in stages for one in parts)

    return Partner(
        name, len(parts), len(parts) - of("asked"), of("not_applicable"), of("done", "adopted", "effect"),
        of("adopted", "effect"), of("effect"),
        sum(
            bool(limit and limit < today)
            for one in parts
            for limit in [one.answer_by_on if one.stage == "asked" else one.due_on if one.stage == "planned" else None]
        ),
        _middle((one.answered_on, one) for one in parts), _middle((one.done_on, one) for one in parts),
        _middle((one.effect_on, one) for one in parts),
    )  # fmt: skip


def _middle(found: Iterable[tuple[datetime.date | None, ActionPart]]) -> int | None:
    """The middle number of days from being asked; what was done before anybody asked counts as none."""
    days = [max(0, (when - timezone.localdate(one.asked_at)).days) for when, one in found if when]
    return round(median(days)) if days else None


def partners_drawn(shown: Sequence[Partner]) -> Picture:
    """How far each body has come: what is done and no more is never drawn as effect."""
    drawn = bar_chart(
        "How far each body has come", [str(at) for at in range(1, len(shown) + 1)],
        [
            ("Effect shown", [one.effect for one in shown]), ("In place only", [one.in_place - one.effect for one in shown]),
            ("Done only", [one.done - one.in_place for one in shown]),
            ("Not done", [one.asked - one.not_for_us - one.done for one in shown]),
        ],
        category_name="Body",
    )  # fmt: skip
    # Names of bodies are too long to stand under bars: the bars are numbered, and the table has number and name.
    rows = tuple(
        (f"{at}. {one.name}", *row[1:]) for at, (one, row) in enumerate(zip(shown, drawn.rows, strict=True), 1)
    )
    return replace(drawn, rows=rows)


@dataclass(frozen=True)
class Load:
    """What one group steers: how many are open, how many came lately, how many wait to be decided, how many are late."""

    name: str
    current: int
    lately: int
    to_decide: int
    late: int


def loads(viewer: Viewer, today: datetime.date) -> list[Load]:
    """The load of each group that steers anything, and what no group steers, the heaviest first (TRK-17)."""
    found = TrackedRecommendation.objects.filter(stage__in=OPEN).values("group__name").annotate(
        current=Count("pk"), lately=Count("pk", filter=Q(came_at__date__gte=today - LATELY)),
        to_decide=Count("pk", filter=Q(stage__in=(RECEIVED, TRIAGED))),
        late=Count("pk", filter=Q(due_on__lt=today, stage__in=("accepted", "allocated"))),
    )  # fmt: skip
    return [
        Load(one["group__name"] or "No group named", one["current"], one["lately"], one["to_decide"], one["late"])
        for one in sorted(found.order_by(), key=lambda one: (-one["current"], one["group__name"] or ""))
    ]


def by_source(viewer: Viewer) -> list[tuple[str, int, int]]:
    """The kinds of source with how many came and how many are still open, so that the volume can be seen (TRK-01)."""
    words = labels("source")
    found = TrackedRecommendation.objects.values("source_kind").annotate(
        number=Count("pk"), current=Count("pk", filter=Q(stage__in=OPEN))
    )
    return [
        (words.get(one["source_kind"], one["source_kind"]), one["number"], one["current"])
        for one in sorted(found.order_by(), key=lambda one: (-one["number"], one["source_kind"]))
    ]
