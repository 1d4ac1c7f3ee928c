"""Finds clocks, provisions and terms by words, under every name a role or document ever had (guidance-now D6)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sharedduty.foundations.guidance.kinds import Clock, Pack, Provision, Term
from sharedduty.foundations.guidance.shelf import editions_in_force, in_order, packs

MOST = 100


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, by kind, and the other names that were looked for as well."""

    clocks: tuple[tuple[Pack, Clock], ...]
    provisions: tuple[tuple[Pack, Provision], ...]
    terms: tuple[tuple[Pack, Term], ...]
    also: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self.clocks) + len(self.provisions) + len(self.terms)


def names_of(term: Term) -> tuple[str, ...]:
    """Every name a term is known by in its edition."""
    return tuple(dict.fromkeys(name for name in (term.term, term.short, *term.synonyms) if name))


def other_names(words: str) -> tuple[str, ...]:
    """What else `words` is called, in any edition: 'CCG' is also 'integrated care board', 'ICB' and 'primary care trust'."""
    asked = _plain(words)
    keys = {
        term.key
        for one in packs().values()
        for term in one.terms.values()
        if any(_names(asked, _plain(name)) for name in names_of(term))
    }
    found = (
        name for one in in_order(packs()) for key in sorted(keys & set(one.terms)) for name in names_of(one.terms[key])
    )
    return tuple(name for name in dict.fromkeys(found) if _plain(name) != asked)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w.]+", text.casefold()))


def _names(asked: str, name: str) -> bool:
    """Whether the words asked are this name, or hold it as whole words."""
    return bool(name) and f" {name} " in f" {asked} "


def find(words: str, on: date) -> Findings:
    """What the editions in force on a day hold about `words`, or about any other name of the same thing."""
    asked = _plain(words)
    if not asked:
        return Findings((), (), (), ())
    also = other_names(words)
    wanted = [asked.split(), *(_plain(name).split() for name in also)]
    clocks: dict[str, tuple[Pack, Clock]] = {}
    provisions: dict[str, tuple[Pack, Provision]] = {}
    terms: dict[str, tuple[Pack, Term]] = {}
    for one in editions_in_force(on):
        for clock in one.clocks.values():
            said = [clock.key, clock.title, *clock.starts_at, clock.completed_by, clock.owner.replace("_", " ")]
            if _holds(wanted, [*said, *clock.aliases]):
                clocks.setdefault(clock.key, (one, clock))
        for provision in one.provisions.values():
            if _holds(wanted, [provision.citation, provision.paraphrase]):
                provisions.setdefault(provision.citation, (one, provision))
        for term in one.terms.values():
            if _holds(wanted, [*names_of(term), term.key]):
                terms.setdefault(term.key, (one, term))
    return Findings(
        tuple(clocks.values())[:MOST], tuple(provisions.values())[:MOST], tuple(terms.values())[:MOST], also
    )


def _holds(wanted: Iterable[list[str]], said: Iterable[str]) -> bool:
    text = f" {_plain(' '.join(said))}"
    return any(words and all(f" {word}" in text for word in words) for words in wanted)
