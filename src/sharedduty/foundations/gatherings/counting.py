"""Who counts for the quorum: of a whole meeting, and of one part where somebody has a conflict in it."""

from dataclasses import dataclass

from django.db.models import Q

from sharedduty.foundations.gatherings.allowed import declared_for
from sharedduty.foundations.gatherings.models import Conflict, Gathering, Part
from sharedduty.foundations.gatherings.rules import Present, Verdict, judge

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
