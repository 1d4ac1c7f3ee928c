"""How hard a text is to read, as a school grade: the mean of the automated readability index and Flesch-Kincaid."""

import re

KEPT = re.compile(r"\b(WT\d{4}|ch\d+|¶\S+|[A-Z]{1,3}-\w{4}-\w{4}|https?\S+|\S+@\S+|\d[\d,.:/-]*)\b")


def syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, without a silent e."""
    word = re.sub(r"(?:[^laeiouy]es|[^aeioulty]ed|[^laeiouy]e)$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", word)))


def grade(text: str, leave_out: frozenset[str] = frozenset()) -> float:
    """The school grade of a text. Words of `leave_out`, references, citations and numbers are not counted."""
    sentences = [re.findall(r"[A-Za-z’']+", one) for one in re.split(r"[.!?:;\n]+\s*", KEPT.sub(" ", text))]
    kept = [[word for word in one if word.lower() not in leave_out] for one in sentences]
    kept = [one for one in kept if len(one) > 2]
    words = [word for one in kept for word in one]
    if not words:
        return 0.0
    per_sentence = len(words) / len(kept)
    letters = sum(len(word.replace("’", "").replace("'", "")) for word in words) / len(words)
    sounds = sum(map(syllables, words)) / len(words)
    automated = 4.71 * letters + 0.5 * per_sentence - 21.43
    kincaid = 0.39 * per_sentence + 11.8 * sounds - 15.59
    return (automated + kincaid) / 2
