"""The help there is in an area, as data: services with the kinds of help, levels and ages they are for, and how to ask.

Requirement rows WT-EH-15, GL-EH-22, GL-EH-23. It never says who gets help: it says what the local text says of each service.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sharedduty.foundations.guidance.looking_up import outcomes, vocabulary
from sharedduty.foundations.guidance.offer_rules import NONE, PRINTED
from sharedduty.foundations.guidance.shelf import pack
from sharedduty.foundations.guidance.thresholds import local_pack, source_words

NATIONAL = "early_help.kinds"
LOCAL = "help_kind"
FALLBACK = "wt-2018"  # the edition whose list later ones carry on


@dataclass(frozen=True, slots=True)
class HelpOffer:
    """One service: what kind of help, at which levels, for whom and which ages (both counted in), and how to ask.

    Without ages the local text gives none. `age_basis` says whether they are printed there or usual for such a service;
    `before_birth` whether it also helps before a child is born; `age_to_disabled` the higher age where there is one.
    `contact` is how to reach it, as the area writes it into its own pack; shipped packs leave it empty.
    """

    key: str
    service: str
    kinds: tuple[str, ...]
    levels: tuple[int, ...]
    age_from: int | None
    age_to: int | None
    age_to_disabled: int | None
    age_basis: str
    before_birth: bool
    who: str
    ask: str
    plain: str
    contact: str
    source: str

    @property
    def ages_printed(self) -> bool:
        """Whether the local text itself prints the ages."""
        return self.age_basis == PRINTED

    @property
    def has_ages(self) -> bool:
        """Whether any ages are known."""
        return self.age_basis != NONE


def help_offers(pack_id: str | None = None) -> tuple[HelpOffer, ...]:
    """The services of an area's local pack, in its order; empty where it lists none. Raises as `local_pack`."""
    return tuple(_offer(row) for row in local_pack(pack_id or None).rows("help_offers"))


def _offer(row: Mapping[str, str]) -> HelpOffer:
    low, high, disabled = (int(row[name]) if row[name] else None for name in ("age_from", "age_to", "age_to_disabled"))
    return HelpOffer(
        key=row["key"], service=row["service"], kinds=_parts(row["kinds"]),
        levels=tuple(int(one) for one in _parts(row["levels"])), age_from=low, age_to=high, age_to_disabled=disabled,
        age_basis=row["age_basis"], before_birth=row["before_birth"] == "yes", who=row["who"], ask=row["ask"],
        plain=row["plain"], contact=row["contact"], source=source_words(row["seed"], row["line"]),
    )  # fmt: skip


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def help_kinds(pack_id: str | None = None, *, on: date | None = None) -> dict[str, str]:
    """The kinds of help by code: those the guidance in force on a day names, then those the area adds (WT-EH-15).

    An edition that names none is read with the list of 2018, which later ones carry on. Raises as `local_pack`.
    """
    try:
        national = outcomes(NATIONAL, on=on)
    except KeyError:
        national = pack(FALLBACK).outcomes[NATIONAL]
    return {**{one.code: one.label for one in national}, **vocabulary(LOCAL, pack_id or None)}
