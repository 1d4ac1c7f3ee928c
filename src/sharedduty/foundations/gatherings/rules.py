"""Whether a meeting was quorate, and who may be invited as what. Each rule's docstring is the rule in plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from sharedduty.foundations.gatherings.declared import Capacity, GatheringUse
from sharedduty.foundations.plain.words import same_person
from sharedduty.foundations.process.api import Missing


@dataclass(frozen=True)
class Present:
    """One person in the room as far as a quorum asks: in which capacity, from where, themselves or instead, with a vote."""

    name: str
    capacity: str
    organisation: str = ""
    as_deputy: bool = False
    votes: bool = True
    chairs: bool = False


@dataclass(frozen=True)
class Verdict:
    """What a quorum rule says of who was there; `missing` in words, empty when quorate."""

    missing: tuple[str, ...]
    citation: str

    @property
    def quorate(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def judge(use: GatheringUse, present: Iterable[Present], invited: Sequence[str]) -> Verdict:
    """Whether those really there make the declared minimum (WT-STR-03, WT-ICPC-11; the room's own citation).

    Takes: the kind of meeting, who is there, and the capacity of everyone invited who is not family. It says what is
    missing; whether to go on all the same is decided by people and recorded.
    """
    counted = [one for one in present if one.votes and (use.quorum.deputies or not one.as_deputy)]
    ours = [one for one in counted if not use.capacity(one.capacity).family]
    missing = [words for rule in (_capacities, _chair, _people, _bodies) if (words := rule(use, ours))]
    if words := _share(use, len(ours), len(invited)):
        missing.append(words)
    return Verdict(tuple(missing), use.quorum.citation)


def _capacities(use: GatheringUse, there: Sequence[Present]) -> str:
    short = []
    for capacity in use.capacities:
        found = sum(one.capacity == capacity.code for one in there)
        if found < capacity.at_least:
            more = f" ({capacity.at_least} needed, {found} there)" if capacity.at_least > 1 else ""
            short.append(f"{capacity.title}{more}")
    return f"Nobody counts as: {', '.join(short)}" if short else ""


def _chair(use: GatheringUse, there: Sequence[Present]) -> str:
    return "The chair is not there" if use.quorum.chair and not any(one.chairs for one in there) else ""


def _people(use: GatheringUse, there: Sequence[Present]) -> str:
    need = use.quorum.people
    return f"{need} people are needed, {len(there)} count" if len(there) < need else ""


def _bodies(use: GatheringUse, there: Sequence[Present]) -> str:
    need, found = use.quorum.organisations, len({one.organisation for one in there if one.organisation})
    return f"{need} organisations are needed, {found} {'is' if found == 1 else 'are'} there" if found < need else ""


def _share(use: GatheringUse, there: int, invited: int) -> str:
    need = ceil(use.quorum.share_of_invited * invited)
    return f"{need} of {invited} invited are needed, {there} count" if there < need else ""


def quorum_in_words(use: GatheringUse) -> list[str]:
    """The rule as it is printed beside the finding."""
    said = [f"{one.title}: at least {one.at_least}" for one in use.capacities if one.at_least]
    rule = use.quorum
    if rule.chair:
        said.append("The chair")
    if rule.people:
        said.append(f"At least {rule.people} people")
    if rule.organisations:
        said.append(f"At least {rule.organisations} different organisations")
    if rule.share_of_invited:
        share = "Everybody" if rule.share_of_invited == 1 else f"{rule.share_of_invited} of those"
        said.append(
            f"{share} invited who is not family"
            if rule.share_of_invited == 1
            else f"{share} invited who are not family"
        )
    if said and not rule.deputies:
        said.append("Deputies do not count")
    return said


def fits(capacity: Capacity, *, sector: str, role: str) -> list[Missing]:
    """Who is invited as something comes from where that is asked: police from the police, health from health (WT-STR-03)."""
    if capacity.sectors and sector not in capacity.sectors:
        wanted = " or ".join(one.replace("_", " ") for one in capacity.sectors)
        return [Missing(f"“{capacity.title}” must come from: {wanted}.", "#id_capacity")]
    if capacity.roles and role not in capacity.roles:
        wanted = " or ".join(one.replace("_", " ") for one in capacity.roles)
        return [Missing(f"“{capacity.title}” must be a: {wanted}.", "#id_capacity")]
    return []


def signed_by_chair(name: str, chaired: Sequence[str]) -> list[Missing]:
    """Minutes that the chair signs bear the name of whoever chaired (GL-CD-24); where nobody did, of whoever agreed them."""
    if not chaired or any(same_person(name, one) for one in chaired):
        return []
    words = f"The chair signs these minutes: write the name of whoever chaired ({', '.join(chaired)})."
    return [Missing(words, "#id_agreed_by_name")]


def needed(**given: tuple[str, str]) -> list[Missing]:
    """What was left empty. Takes, by field name, (what was given, the words that ask for it)."""
    return [Missing(words, f"#id_{name}") for name, (text, words) in given.items() if not str(text or "").strip()]
