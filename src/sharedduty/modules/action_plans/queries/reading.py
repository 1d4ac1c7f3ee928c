"""Recommendations as their pages show them: one record with what every agency answers, and where it came from and went."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import Move, Task, tasks
from sharedduty.modules.action_plans.models import (
    ActionPart,
    Proposal,
    Retirement,
    TrackedRecommendation,
)
from sharedduty.modules.action_plans.process import OPEN, PART_PROCESS, PROCESS
from sharedduty.modules.action_plans.queries.carrying import Issue, carriers_of, open_issues
from sharedduty.modules.action_plans.rules.likeness import Alike, said_before

PREFIX, PART_PREFIX = "AR", "AP"
NEEDED = ("reference", "wording", "stage", "source_title", "case_file", "made_on")
COMPARED = 1000  # the most earlier ones that one is compared with, the newest first


def recommendations() -> QuerySet[TrackedRecommendation]:
    """Recommendations with what every page names of them."""
    return TrackedRecommendation.objects.select_related("case_file", "team__organisation", "area", "group")


def by_reference(viewer: Viewer, reference: str) -> TrackedRecommendation | None:
    """The recommendation with this reference; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return recommendations().filter(reference=known).first()


def parts_of(viewer: Viewer, reference: str) -> list[ActionPart]:
    """What every agency in sight was asked about a recommendation, in the order of their names."""
    found = ActionPart.objects.filter(recommendation=reference)
    return list(
        found.select_related("case_file", "asked_organisation", "asked_team", "owner_post").order_by(
            "asked_organisation__name", "asked_team__name", "pk"
        )
    )


def open_proposal(held: TrackedRecommendation, kind: str = "") -> Proposal | None:
    """What is proposed and not settled; only of one kind where it is named."""
    found = held.proposals.filter(settled_at__isnull=True).select_related("recorded_by")
    return (found.filter(kind=kind) if kind else found).first()


@dataclass(frozen=True)
class PartLine:
    """One agency's part as a recommendation's page shows it: its three answers, as far as they go."""

    part: ActionPart
    stage: str
    late: bool
    ownerless: str


@dataclass(frozen=True)
class AlikeLine:
    """An earlier recommendation that looks like this one, and what the two share in the words each uses."""

    recommendation: TrackedRecommendation
    shared: tuple[str, ...]
    percent: int


@dataclass
class RecommendationView:
    """Everything on a recommendation's page."""

    held: TrackedRecommendation
    stage: str
    parts: list[PartLine]
    proposal: Proposal | None
    own_proposal: bool
    settled: list[Proposal]
    goes_on: Retirement | None
    carries: list[tuple[Retirement, TrackedRecommendation]]
    alike: list[AlikeLine]
    carriers: list[Any]
    issues: list[Issue]
    tasks: list[Task]
    moves: list[tuple[Move, str]]


def view_of(viewer: Viewer, held: TrackedRecommendation, today: Any) -> RecommendationView:
    """Read a whole recommendation, and journal every file it showed."""
    parts = parts_of(viewer, held.reference)
    proposal = open_proposal(held)
    alike = alike_to(viewer, held) if held.stage in OPEN and viewer.may("plan_work") else []
    carries = [
        (one, one.recommendation)
        for one in Retirement.objects.filter(goes_on_in=held.reference, ended_at__isnull=True)
        .select_related("recommendation").order_by("recorded_at", "pk")
    ]  # fmt: skip
    files = {held.case_file_id, *(one.case_file_id for one in parts)}
    files |= {one.recommendation.case_file_id for one in alike} | {one.case_file_id for _, one in carries}
    record_sight(by=viewer, verb="opened", object_type="recommendation", object_ref=held.reference, files=sorted(files))
    return RecommendationView(
        held=held, stage=PROCESS.stage(held.stage).title, parts=[part_line(one, today) for one in parts],
        proposal=proposal, own_proposal=bool(proposal and proposal.recorded_by.account_id == viewer.account_id),
        settled=list(held.proposals.filter(settled_at__isnull=False).order_by("-settled_at", "-pk")),
        goes_on=held.retirements.filter(ended_at__isnull=True).order_by("-recorded_at", "-pk").first(),
        carries=carries, alike=alike, carriers=carriers_of(viewer, held), issues=open_issues(viewer, [held]),
        tasks=tasks(PROCESS, held), moves=moves_of(held),
    )  # fmt: skip


def part_line(part: ActionPart, today: Any) -> PartLine:
    """One part with its stage in words, whether it is late, and what is wrong with who owns it (TRK-13)."""
    limit = part.answer_by_on if part.stage == "asked" else part.due_on if part.stage == "planned" else None
    gone = ""
    if part.stage not in ("withdrawn", "not_applicable"):
        if part.asked_organisation.exists_until and part.asked_organisation.exists_until < today:
            gone = f"{part.asked_organisation} no longer exists. Ask whoever took over its work."
        elif part.owner_post and part.owner_post.closed_on:
            gone = "The post that owns it has ended. Name another owner."
    return PartLine(part, PART_PROCESS.stage(part.stage).title, bool(limit and limit < today), gone)


def alike_to(viewer: Viewer, held: TrackedRecommendation) -> list[AlikeLine]:
    """Earlier recommendations in sight that look like this one, the likest first, each with why; it decides nothing (TRK-04)."""
    found = TrackedRecommendation.objects.exclude(pk=held.pk).filter(made_on__lte=held.made_on)
    held_by = {
        one.reference: one
        for one in found.order_by("-made_on", "-pk").only(*NEEDED)[:COMPARED]
    }  # fmt: skip
    likest: list[Alike] = said_before(held.wording, [(key, one.wording) for key, one in held_by.items()])
    return [AlikeLine(held_by[one.key], one.shared, round(100 * one.score)) for one in likest]


def moves_of(held: TrackedRecommendation | ActionPart) -> list[tuple[Move, str]]:
    """Every step, the latest first, each with the reason it was taken for where its verb asks for one."""
    reasons = {(one.verb, one.recorded_at): one.text for one in held.step_reasons.order_by("recorded_at", "pk")}
    found = list(Move.objects.filter(record=held.reference).order_by("-moved_at", "-pk"))
    taken = []
    for one in found:
        near = [
            (abs((at - one.moved_at).total_seconds()), text) for (verb, at), text in reasons.items() if verb == one.verb
        ]
        taken.append((one, min(near)[1] if near else ""))
    return taken
