"""What makes two recommendations look alike, and how that is said: shared ideas, each weighed by how rare it is.

Words that mean one thing in the field count as one idea ("the voice of the child", "wishes and feelings"). An idea that few
recommendations have weighs more than one that many have. Likeness never decides anything: a person reads both (TRK-04).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sharedduty.modules.action_plans.rules.fieldwords import IDEAS, PLAIN

LEAST = 0.25  # chosen on the odd pairs of the planted set, looked at on the even ones (docs/quality.md)
MOST_SHOWN = 5
FEWEST = 100  # a register with fewer is weighed as if it had so many: among three nothing is rare
_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ied",
    "ers",
    "er",
    "ed",
    "es",
    "s",
    "ly",
    "al",
    "e",
    "y",
)
_SHORTEST = 4


@dataclass(frozen=True)
class Alike:
    """One recommendation that looks like another: which, how much (0 to 1), and what the two share, in the words each uses."""

    key: str
    score: float
    shared: tuple[str, ...]


def stem(word: str) -> str:
    """A word without its ending, so that plurals and forms of a verb are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


_NAMES = dict(zip((f"idea{at}" for at in range(len(IDEAS))), IDEAS, strict=True))
# All ideas in one pattern, so that words are gone through once however many ideas there are.
_ANY = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{name}>{'|'.join(IDEAS[idea])})" for name, idea in _NAMES.items())
    + r")\b|(?P<word>[a-z0-9]+)"
)


def ideas_of(words: str) -> dict[str, str]:
    """The ideas in some words, each with how it is worded there."""
    found: dict[str, str] = {}
    for hit in _ANY.finditer(" ".join(words.lower().replace("’", "'").split())):
        worded, group = hit.group(0), str(hit.lastgroup)
        if group != "word":
            found.setdefault(_NAMES[group], worded)
        elif worded not in PLAIN and len(worded) > 2:
            found.setdefault(stem(worded), worded)
    return found


def weights(corpus: Iterable[Iterable[str]]) -> dict[str, float]:
    """How much each idea weighs: the rarer, the more."""
    held = [set(one) for one in corpus]
    counts = Counter(idea for one in held for idea in one)
    number = max(len(held), FEWEST)
    return {idea: math.log((1 + number) / (1 + count)) + 0.1 for idea, count in counts.items()}


def likeness(one: Mapping[str, str], other: Mapping[str, str], weight: Mapping[str, float]) -> float:
    """How alike two sets of ideas are, from 0 (nothing shared) to 1 (the same), by the weight of what they share."""

    def size(ideas: Iterable[str]) -> float:
        return math.sqrt(sum(weight.get(idea, 1.0) ** 2 for idea in ideas))

    shared = one.keys() & other.keys()
    whole = size(one) * size(other)
    enough = len(shared) > 1 or any(idea in IDEAS for idea in shared)  # one plain word in common is chance
    return sum(weight.get(idea, 1.0) ** 2 for idea in shared) / whole if whole and enough else 0.0


def said_before(
    words: str, earlier: Sequence[tuple[str, str]], *, least: float = LEAST, most: int = MOST_SHOWN
) -> list[Alike]:
    """Which of the earlier ones look like these words, the likest first.

    Takes: (key, words) of each earlier one. Gives: at most `most`, each with the ideas shared, the weightiest first.
    """
    own = ideas_of(words)
    held = [(key, ideas_of(text)) for key, text in earlier]
    weight = weights([own, *(ideas for _, ideas in held)])
    found = []
    for key, ideas in held:
        score = likeness(own, ideas, weight)
        if score >= least:
            shared = sorted(own.keys() & ideas.keys(), key=lambda idea: (-weight[idea], idea))
            found.append(Alike(key, score, tuple(_said(own[idea], ideas[idea]) for idea in shared)))
    return sorted(found, key=lambda one: (-one.score, one.key))[:most]


def _said(here: str, there: str) -> str:
    return f"“{here}”" if here == there else f"“{here}” here, “{there}” there"
