"""Who counts for the quorum: of a whole meeting, and of one part where somebody has a conflict in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.gatherings.declared import GatheringUse
from sharedduty.foundations.gatherings.joint import use_of
from sharedduty.foundations.gatherings.models import Attendance, Conflict, Gathering, Hearing, Part, QuorumFinding
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

    Who may not vote, or left, for a conflict in a part does not count for that part. Of a joint meeting, only those who
    hear what a process says of its own record count for that process, each as what they come to it.
    """
    about = Q(part__isnull=True) | Q(part=part) if part else Q(part__isnull=True)
    silent = set(
        gathering.conflicts.filter(about, effect__in=SILENT)
        .values_list("invitation_id", flat=True)
    )  # fmt: skip
    other = part if part is not None and part.room else None
    seats = _seats(gathering, other)
    there = gathering.attendances.filter(struck_at__isnull=True, left_at__isnull=True)
    return [
        Present(
            name=one.name, capacity=_seat(one, seats), organisation=one.organisation_name, as_deputy=one.as_deputy,
            votes=one.invitation_id not in silent, chairs=_chairs(one, other, seats),
        )
        for one in there.select_related("invitation").order_by("came_at", "pk")
        if _counts(one, other, seats)
    ]  # fmt: skip


def _seats(gathering: Gathering, other: Part | None) -> dict[int, str] | None:
    """Who counts for a process, by invitation, as what: of a joint meeting; None where one process alone meets."""
    joint = list(gathering.parts.exclude(room="").values_list("pk", flat=True))
    if not joint:
        return None
    hears = Hearing.objects.filter(part__gathering=gathering, heard_until__isnull=True)
    if other is not None:
        return dict(hears.filter(part=other).values_list("invitation_id", "capacity"))
    return dict(hears.exclude(part__in=joint).values_list("invitation_id", "invitation__capacity"))


def _counts(one: Attendance, other: Part | None, seats: dict[int, str] | None) -> bool:
    if seats is None:
        return True
    return one.invitation_id in seats if one.invitation_id else other is None


def _seat(one: Attendance, seats: dict[int, str] | None) -> str:
    return seats[one.invitation_id] if seats and one.invitation_id else one.capacity


def _chairs(one: Attendance, other: Part | None, seats: dict[int, str] | None) -> bool:
    if other is not None:
        return _seat(one, seats) == use_of(other).chaired_by
    return one.invitation is not None and one.invitation.chairs


def capacities_invited(gathering: Gathering, part: Part | None = None) -> list[str]:
    """The capacity of everyone whose invitation stands and who is not family: of a joint part, as what they come to it."""
    held = gathering.invitations.filter(withdrawn_at__isnull=True, family=False)
    seats = _seats(gathering, part if part is not None and part.room else None)
    if seats is None:
        return list(held.values_list("capacity", flat=True))
    return [seats[pk] for pk in held.values_list("pk", flat=True) if pk in seats]


def latest_findings(gathering: Gathering) -> list[QuorumFinding]:
    """The newest finding of each process that meets, that of the one that holds the meeting first."""
    found: dict[int, QuorumFinding] = {}
    for one in gathering.findings.select_related("gathering", "part__gathering").order_by("judged_at", "pk"):
        found[one.part_id or 0] = one
    return [found[key] for key in sorted(found)]


def quorum_of(gathering: Gathering, part: Part) -> PartQuorum | None:
    """How the declared minimum stands for one part now.

    None where nobody has a conflict in this part alone: then the finding for the whole meeting says it.
    """
    if not gathering.conflicts.filter(part=part, effect__in=SILENT).exists():
        return None
    present = present_at(gathering, part)
    verdict = judge(use_of(part), present, capacities_invited(gathering, part))
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
