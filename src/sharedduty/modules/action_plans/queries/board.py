"""The board: what is current first, what has ended hidden and still to be found, never more than a page at once (TRK-07)."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.charts import Picture, rag_grid
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.action_plans.models import ActionPart, Proposal, TrackedRecommendation
from sharedduty.modules.action_plans.process import ACCEPTED, ALLOCATED, ENDED, OPEN, PROCESS, RECEIVED, TRIAGED
from sharedduty.modules.action_plans.queries.reading import recommendations

TABS = {
    "now": "Now", "next": "Next", "later": "Later", "decide": "To look at", "second": "Wait for a second person",
    "ended": "Ended",
}  # fmt: skip
FOLLOWED = (ACCEPTED, ALLOCATED)
WAITING = Exists(Proposal.objects.filter(recommendation=OuterRef("pk"), settled_at__isnull=True))
GRID = 12  # the most bodies drawn across; the rest are in the list and the export


def board(viewer: Viewer, tab: str, given: Mapping[str, str]) -> QuerySet[TrackedRecommendation]:
    """The recommendations of one tab, narrowed by what was asked for, in the order in which they are looked to.

    Takes: `words`, `source` (a kind), `record` (a source here), `agency` (a body's name), `colour`. Words look through every
    tab, so that what has ended is found too.
    """
    found = recommendations()
    if given.get("words"):
        for part in given["words"].split()[:6]:
            found = found.filter(
                Q(wording__icontains=part) | Q(source_title__icontains=part) | Q(reference__iexact=part)
            )
    else:
        found = found.filter(of_tab(tab))
    if given.get("source"):
        found = found.filter(source_kind=given["source"])
    if given.get("record"):
        found = found.filter(source_record=given["record"])
    if given.get("agency") or given.get("colour"):
        parts = ActionPart.objects.filter(recommendation=OuterRef("reference")).exclude(stage="withdrawn")
        if given.get("agency"):
            parts = parts.filter(asked_organisation__name=given["agency"])
        if given.get("colour"):
            parts = parts.filter(colour="" if given["colour"] == "unrated" else given["colour"])
        found = found.filter(Exists(parts))
    return found.order_by("source_title", "due_on", "made_on", "pk") if tab != "ended" else found.order_by(
        "-ended_on", "-pk"
    )  # fmt: skip


def of_tab(tab: str) -> Q:
    """What stands in a tab."""
    if tab == "decide":
        return Q(stage__in=(RECEIVED, TRIAGED))
    if tab == "second":
        return Q(WAITING)
    if tab == "ended":
        return Q(stage__in=ENDED)
    return Q(stage__in=FOLLOWED, priority=tab)


@dataclass(frozen=True)
class Totals:
    """How many stand where: each tab; how many are late; the latest colours of the agencies' parts that are under way."""

    tabs: dict[str, int]
    current: int
    late: int
    colours: dict[str, int]


def totals(viewer: Viewer, today: datetime.date) -> Totals:
    """Count the whole register in sight, in two statements (TRK-05, TRK-07)."""
    counts = TrackedRecommendation.objects.aggregate(
        late=Count("pk", filter=Q(stage__in=FOLLOWED, due_on__lt=today)), current=Count("pk", filter=Q(stage__in=OPEN)),
        **{f"tab_{tab}": Count("pk", filter=of_tab(tab)) for tab in TABS},
    )  # fmt: skip
    parts = ActionPart.objects.filter(stage__in=("planned", "done", "adopted")).values_list("colour")
    colours = {"red": 0, "amber": 0, "green": 0, "": 0} | dict(parts.annotate(number=Count("pk")))
    return Totals(
        {tab: counts[f"tab_{tab}"] for tab in TABS}, counts["current"], counts["late"],
        {("unrated" if colour == "" else colour): number for colour, number in colours.items()},
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One recommendation as the board shows it: how many agencies answered each of the three questions."""

    recommendation: TrackedRecommendation
    stage: str
    late: bool
    asked: int
    done: int
    adopted: int
    effect: int
    silent: tuple[str, ...]
    colours: dict[str, str]
    proposed: bool

    @property
    def standing(self) -> str:
        """The three answers in words: never one number for all."""
        if not self.asked:
            return "No agency asked yet"
        return f"Done {self.done} of {self.asked}, in place {self.adopted}, effect shown {self.effect}"


def rows(viewer: Viewer, shown: Sequence[TrackedRecommendation], today: datetime.date) -> list[Row]:
    """The recommendations of one page, with a fixed number of statements. Journals every file shown."""
    parts: dict[str, list[ActionPart]] = {}
    found = ActionPart.objects.filter(recommendation__in=[one.reference for one in shown]).exclude(stage="withdrawn")
    for part in found.select_related("asked_organisation").order_by("asked_organisation__name", "pk"):
        parts.setdefault(part.recommendation, []).append(part)
    waiting = Proposal.objects.filter(recommendation__in=shown, settled_at__isnull=True)
    proposed = set(waiting.values_list("recommendation_id", flat=True))
    files = [one.case_file_id for one in shown] + [one.case_file_id for held in parts.values() for one in held]
    record_sight(by=viewer, verb="listed", object_type="recommendations", files=files)
    return [_row(one, parts.get(one.reference, []), one.pk in proposed, today) for one in shown]


def _row(one: TrackedRecommendation, parts: Sequence[ActionPart], proposed: bool, today: datetime.date) -> Row:
    apply = [part for part in parts if part.stage != "not_applicable"]

    def reached(*stages: str) -> int:
        return sum(part.stage in stages for part in apply)

    return Row(
        one, PROCESS.stage(one.stage).title, bool(one.stage in FOLLOWED and one.due_on and one.due_on < today),
        len(apply), reached("done", "adopted", "effect"), reached("adopted", "effect"), reached("effect"),
        tuple(str(part.asked_organisation) for part in parts if part.stage == "asked"),
        {str(part.asked_organisation): _colour(part) for part in parts}, proposed,
    )  # fmt: skip


def _colour(part: ActionPart) -> str:
    return "not_for_us" if part.stage == "not_applicable" else part.colour or "unrated"


def grid(shown: Sequence[Row]) -> Picture | None:
    """The colours of one page as a picture with its table (TRK-05); None where no agency is asked."""
    names = sorted({name for row in shown for name in row.colours})[:GRID]
    if not names:
        return None
    down = [
        (row.recommendation.reference, {name: colour for name, colour in row.colours.items() if name in names})
        for row in shown
        if row.colours
    ]
    return rag_grid("Colours of this page, by agency", names, down, first="Recommendation")


def agencies(viewer: Viewer) -> list[str]:
    """The names of the bodies asked about any recommendation in sight."""
    return sorted(set(ActionPart.objects.values_list("asked_organisation__name", flat=True)))[:200]
