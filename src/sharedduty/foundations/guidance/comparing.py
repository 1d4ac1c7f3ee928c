"""What one pack has that another has not: the readable difference between two editions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from sharedduty.foundations.guidance.kinds import Clock, Pack
from sharedduty.foundations.guidance.shelf import pack

# Where a fact stands in a file is not part of what it says, nor is the pack it is read from.
LEFT_OUT = {"file", "line", "pack", "key"}
READ_AT = {"seed", "line", "section", "source"}  # of a table's row: which of our papers it was read in, and where
HOW_FAR_CHECKED = {"status", "confidence"}
LABELS = (
    "title", "name", "term", "label", "organisation", "paraphrase", "indicator", "fact", "event", "function", "meaning",
)  # fmt: skip
FACTS = ("title", "edition", "layer", "status", "confidence", "in_force_from", "in_force_to", "source", "note")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: in which list, of which entry, and each field with what it was and what it is."""

    what: str
    kind: str
    key: str
    label: str
    fields: tuple[tuple[str, str, str], ...] = ()

    @property
    def says_the_same(self) -> bool:
        """Whether both editions say the same here and only differ in how far that is checked."""
        return self.kind == "changed" and {name for name, _, _ in self.fields} <= HOW_FAR_CHECKED


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences from one pack to another."""

    earlier: Pack
    later: Pack
    facts: tuple[tuple[str, str, str], ...]
    changes: tuple[Change, ...]

    def of(self, what: str, kind: str) -> tuple[Change, ...]:
        """The changes to one list (`clocks`, `terms`, a table), of one kind (`added`, `changed`, `removed`)."""
        return tuple(change for change in self.changes if (change.what, change.kind) == (what, kind))

    def said_anew(self, what: str) -> tuple[Change, ...]:
        """The entries of one list that say something else in the later edition."""
        return tuple(change for change in self.of(what, "changed") if not change.says_the_same)

    def said_again(self, what: str) -> tuple[Change, ...]:
        """The entries of one list that say the same and are not as far checked, or further."""
        return tuple(change for change in self.of(what, "changed") if change.says_the_same)

    @property
    def differences(self) -> int:
        """How many entries are new, gone or say something else."""
        return sum(not change.says_the_same for change in self.changes)

    @property
    def lists(self) -> tuple[str, ...]:
        """The lists in which anything differs, clocks first."""
        names = dict.fromkeys(change.what for change in self.changes)
        return tuple(sorted(names, key=lambda name: (name != "clocks", name != "terms", name)))

    def as_json(self) -> dict[str, object]:
        """The difference as plain values."""
        return {
            "from": self.earlier.id,
            "to": self.later.id,
            "facts": [{"field": f, "from": old, "to": new} for f, old, new in self.facts],
            "changes": [
                {
                    "list": change.what,
                    "change": change.kind,
                    "key": change.key,
                    "label": change.label,
                    "fields": [{"field": f, "from": old, "to": new} for f, old, new in change.fields],
                }
                for change in self.changes
            ],
        }


def diff(earlier_id: str, later_id: str) -> Difference:
    """What `later_id` adds to, changes in and removes from `earlier_id`. Raises UnknownPack."""
    earlier, later = pack(earlier_id), pack(later_id)
    facts = [(name, _text(getattr(earlier, name)), _text(getattr(later, name))) for name in FACTS]
    changes = list(_compare("clocks", _clocks(earlier), _clocks(later)))
    for name in sorted({*earlier.tables, *later.tables}):
        changes += _compare(name, _table(earlier, name), _table(later, name))
    return Difference(earlier, later, tuple(f for f in facts if f[1] != f[2]), tuple(changes))


def _compare(what: str, old: Mapping[str, Mapping[str, str]], new: Mapping[str, Mapping[str, str]]) -> Iterable[Change]:
    for key in [*old, *(k for k in new if k not in old)]:
        if key not in new:
            yield Change(what, "removed", key, _label(key, old[key]))
        elif key not in old:
            yield Change(what, "added", key, _label(key, new[key]), _set(new[key]))
        elif changed := tuple((f, old[key][f], v) for f, v in new[key].items() if old[key][f] != v):
            yield Change(what, "changed", key, _label(key, new[key]), changed)


def _set(values: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((name, "", value) for name, value in values.items() if value)


def _clocks(one: Pack) -> dict[str, Mapping[str, str]]:
    return {key: _clock_values(clock) for key, clock in one.clocks.items()}


def _clock_values(clock: Clock) -> dict[str, str]:
    values = {f.name: _text(getattr(clock, f.name)) for f in fields(Clock) if f.name not in LEFT_OUT}
    return {"limit": clock.in_words, **values}


def _table(one: Pack, name: str) -> dict[str, Mapping[str, str]]:
    table = one.tables.get(name)
    rows = table.rows if table else ()
    return {
        " / ".join(table.key_of(row)): {key: value for key, value in row.items() if key not in READ_AT}
        for row in rows
        if table
    }


def _label(key: str, values: Mapping[str, str]) -> str:
    for name in (
        "title",
        "name",
        "term",
        "label",
        "organisation",
        "paraphrase",
        "indicator",
        "fact",
        "event",
        "meaning",
    ):
        if values.get(name) and values[name] != key:
            return values[name]
    return key


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(str(item) for item in value)
    return str(value)
