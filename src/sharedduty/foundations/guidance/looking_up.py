"""Looks up what packs hold besides clocks: provisions by citation, terms by key, lists of choices."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sharedduty.foundations.guidance.faults import UnknownProvision
from sharedduty.foundations.guidance.kinds import Outcome, Pack, Provision, Term
from sharedduty.foundations.guidance.shelf import editions_in_force, pack, packs
from sharedduty.foundations.guidance.thresholds import local_pack
from sharedduty.foundations.plain.clocks import london


def provision(citation: str) -> Provision:
    """The provision cited as, for instance, 'WT2018 ch1 ¶71'. Raises UnknownProvision."""
    wanted = citation.strip()
    for one in packs().values():
        found = one.provisions.get(wanted)
        if found:
            return pack(found.pack).provisions[wanted]
    raise UnknownProvision(f"No pack holds a provision cited '{wanted}'.")


def _guidance_on(on: date | None) -> Pack | None:
    day = on or london(datetime.now(UTC)).date()
    return next((one for one in editions_in_force(day) if one.layer == "statutory_guidance" and one.terms), None)


def terms(pack_id: str | None = None, *, on: date | None = None) -> Mapping[str, Term]:
    """What one pack, or the statutory guidance in force on a day (default today), calls roles, bodies and documents."""
    one = pack(pack_id) if pack_id else _guidance_on(on)
    return one.terms if one else {}


def term(key: str, pack_id: str | None = None, *, on: date | None = None) -> Term:
    """One term by its stable key, such as `health_partner`. Raises KeyError for a key no edition uses."""
    return terms(pack_id, on=on)[key]


def outcomes(name: str, *, on: date | None = None) -> tuple[Outcome, ...]:
    """The choices of an outcome list, such as `referral.next_steps`, of the editions in force on a day (default
    today).
    """
    day = on or london(datetime.now(UTC)).date()
    found = next((one.outcomes[name] for one in editions_in_force(day) if name in one.outcomes), None)
    if found is None:
        raise KeyError(name)
    return found


def vocabulary(name: str, pack_id: str | None = None) -> dict[str, str]:
    """A local list of choices by code, such as `front_door_decision`. Empty if the local pack has no such list."""
    return {row["code"]: row["label"] for row in local_pack(pack_id).rows("vocabularies") if row["vocabulary"] == name}
