"""Two editions side by side in a reader's words: days, states and citations written out, and nothing of where we read it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sharedduty.foundations.guidance import api
from sharedduty.foundations.guidance.comparing import Change, Difference
from sharedduty.foundations.guidance.faults import UnknownProvision
from sharedduty.foundations.guidance.views.shown import STATUS_WORDS
from sharedduty.foundations.plain.words import full_date

ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
# How the project names the papers it read; a reader has no such papers, and the citation beside it is theirs.
OUR_PAPERS = re.compile(r"\s*\((?:seeds?|guidance-now)\b[^)]*\)|[;,]?\s*\b(?:seed \d{3}|guidance-now)\b[^;.]*")
CODE = re.compile(r"[a-z0-9]+(?:[_.][a-z0-9]+)+")
WORDS = (
    (re.compile(r"\bch(\d+)\b"), r"chapter \1,"), (re.compile(r"¶(\d+)-(\d+)"), r"paragraphs \1 to \2"),
    (re.compile(r"¶"), "paragraph "), (re.compile(r"\bfn(\d+)"), r"footnote \1"),
    (re.compile(r"\bL(\d+)-(\d+)"), r"lines \1 to \2"),
    (re.compile(r"\bL(\d+)"), r"line \1"), (re.compile(r"\bintro\b"), "introduction,"),
)  # fmt: skip
NAMES = {
    "warn": "Reminders, in units before the end", "fixed_on": "On the day", "starts_at": "Counted from",
    "completed_by": "Ends with", "duty": "Duty", "aliases": "Also known as", "status": "How far checked",
}  # fmt: skip


def citation_words(citation: str) -> str:
    """'WT2018 ch1 ¶71' as 'Working Together to Safeguard Children 2018, chapter 1, paragraph 71'; several parted by ';'."""
    return "; ".join(_one(part.strip()) for part in citation.split(";") if part.strip())


def _one(citation: str) -> str:
    try:
        found = api.provision(citation)
    except UnknownProvision:
        return _place(citation)
    return f"{found.document}, {_place(found.paragraph)}"


def _place(text: str) -> str:
    for pattern, words in WORDS:
        text = pattern.sub(words, text)
    return text


def field_words(name: str) -> str:
    """What a field of an entry is called on the page."""
    return NAMES.get(name) or name.replace("_", " ").capitalize()


def value_words(name: str, value: str) -> str:
    """One value as a reader reads it: a day in words, a state in words, a citation written out, no code of ours."""
    if name == "citation":
        return citation_words(value)
    if name == "status":
        return STATUS_WORDS.get(value, value)
    if CODE.fullmatch(value):
        return value.replace("_", " ").replace(".", ": ")
    return ISO.sub(_day, OUR_PAPERS.sub("", value)).strip()


def _day(found: re.Match[str]) -> str:
    try:
        return full_date(date(*map(int, found.groups())), weekday=False)
    except ValueError:
        return found[0]


Fields = tuple[tuple[str, str, str], ...]


def _said(fields: Sequence[tuple[str, str, str]]) -> Fields:
    """The fields in words, without those in which the words are then the same."""
    rows = ((name, value_words(name, old), value_words(name, new)) for name, old, new in fields)
    return tuple(row for row in rows if row[1] != row[2])


def in_words(found: Difference) -> Difference:
    """The same difference as a reader reads it; the names of the fields stay, `field_words` gives them."""
    changes = (_entry(one) for one in found.changes)
    kept = tuple(one for one in changes if one.fields or one.kind != "changed")
    return replace(found, facts=_said(found.facts), changes=kept)


def _entry(change: Change) -> Change:
    label = citation_words(change.label) if change.label == change.key else value_words("", change.label)
    if change.label == change.key and CODE.search(label):
        label = label.replace("_", " ").replace(" / ", ": ").capitalize()
    key = citation_words(change.key) if change.what == "provisions" else change.key
    return replace(change, label=label, key=key, fields=_said(change.fields))
