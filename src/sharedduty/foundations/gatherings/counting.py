"""Who counts for the quorum: of a whole meeting, and of one part where somebody has a conflict in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.gatherings.allowed import declared_for
from sharedduty.foundations.gatherings.declared import GatheringUse
from sharedduty.foundations.gatherings.models import Attendance, Conflict, Gathering, Part
from sharedduty.foundations.gatherings.rules import Present, Verdict, judge
from sharedduty.foundations.guidance.api import pack

SILENT = (Conflict.Effect.NO_VOTE, Conflict.Effect.LEAVES)


@dataclass(frozen=True)
class PartQuorum:
    """How the declared minimum stands for one part, and who is there and does not count for it."""

    verdict: Verdict
    silent: tuple[str, ...]


def present_at(gathering: Gathering, part: Part | None = None) -> list[Present]:
    """Whoever is there, or stayed to the end, as the quorum counts them: of the whole meeting, or of one part.

    Who may not vote, or left, for a conflict in a part does not count for that part.
    """
    about = Q(part__isnull=True) | Q(part=part) if part else Q(part__isnull=True)
    silent = set(
        gathering.conflicts.filter(about, effect__in=SILENT)
        .values_list("invitation_id", flat=True)
    )  # fmt: skip
    there = gathering.attendances.filter(struck_at__isnull=True, left_at__isnull=True)
    return [
        Present(
            name=one.name, capacity=one.capacity, organisation=one.organisation_name, as_deputy=one.as_deputy,
            votes=one.invitation_id not in silent, chairs=one.invitation is not None and one.invitation.chairs,
        )
        for one in there.select_related("invitation").order_by("came_at", "pk")
    ]  # fmt: skip


def capacities_invited(gathering: Gathering) -> list[str]:
    """The capacity of everyone whose invitation stands and who is not family."""
    held = gathering.invitations.filter(withdrawn_at__isnull=True, family=False)
    return list(held.values_list("capacity", flat=True))


def quorum_of(gathering: Gathering, part: Part) -> PartQuorum | None:
    """How the declared minimum stands for one part now.

    None where nobody has a conflict in this part alone: then the finding for the whole meeting says it.
    """
    if not gathering.conflicts.filter(part=part, effect__in=SILENT).exists():
        return None
    _, use = declared_for(gathering)
    present = present_at(gathering, part)
    verdict = judge(use, present, capacities_invited(gathering))
    return PartQuorum(verdict, tuple(one.name for one in present if not one.votes))


@dataclass(frozen=True)
class Team:
    """Which kinds of member of a team that guidance names are at a meeting: by kind, the names of those there."""

    title: str
    citation: str
    in_force: bool
    members: tuple[tuple[str, tuple[str, ...]], ...]


def team_of(use: GatheringUse, there: Iterable[Attendance]) -> Team | None:
    """The team that this kind of meeting's declaration names, by who is there and has not left; None where it names none."""
    if use.team is None:
        return None
    named, present = pack(use.team.pack), [one for one in there if one.left_at is None]
    kinds = named.outcomes[use.team.members]
    members = tuple((kind.label, tuple(one.name for one in present if one.capacity == kind.code)) for kind in kinds)
    return Team(named.title, kinds[0].citation, named.in_force_on(timezone.localdate()), members)
