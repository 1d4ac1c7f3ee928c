"""The one way out for words that name nobody: whatever leaves the house for outsiders is looked through here.

A text by its parts, or a file with all its layers and its name. Given back is each place where something protected still
stands, what a person let stand, and what no program can read. Whoever publishes refuses until nothing is left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sharedduty.foundations.papers.api import layers_of
from sharedduty.foundations.people.naming import Hit, Term, hits


@dataclass(frozen=True)
class Leaving:
    """What was found in something that is to leave: what must be mended, what was let stand and why, what was not read."""

    left: list[Hit]
    stands: list[tuple[Hit, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    terms: int = 0

    @property
    def clean(self) -> bool:
        """Whether nothing is left that must be mended."""
        return not self.left

    def words(self) -> list[str]:
        """Each thing found and where, in a sentence; one that stands often in one part is said once."""
        said = {
            f"“{one.words}” still stands in {place_words(one.place)}: {one.what[:1].lower()}{one.what[1:]}.": None
            for one in self.left
        }
        return list(said)


def place_words(place: str) -> str:
    """Where something stands, as it is said within a sentence."""
    return f"{place[:1].lower()}{place[1:]}"


def look_through(
    pieces: Sequence[tuple[str, str]], terms: Iterable[Term], stands: Mapping[str, str] | None = None
) -> Leaving:
    """Look through a text by its parts (title, words). `stands`: what a person let stand, digest to reason."""
    wanted, reasons = list(terms), stands or {}
    found = hits(pieces, wanted)
    kept = [(one, reasons[one.digest]) for one in found if one.digest in reasons and not one.never]
    digests = {one.digest for one, _ in kept}
    return Leaving([one for one in found if one.digest not in digests], kept, [], len(wanted))


def look_through_file(data: bytes, name: str, terms: Iterable[Term]) -> Leaving:
    """Look through a file: text, what it says of itself, what lies hidden in it, its name. Raises Refused where it cannot."""
    layers, wanted = layers_of(data, name), list(terms)
    return Leaving(look_through(layers.pieces, wanted).left, [], layers.unread, len(wanted))
