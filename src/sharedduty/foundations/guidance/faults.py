"""What is wrong with a pack, and what is wrong with a question put to the packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sharedduty.foundations.guidance.kinds import Clock


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a pack: the file (pack/file), the line in it, the key concerned, and what is wrong in a sentence."""

    file: str
    line: int
    key: str
    said: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key}: {self.said}" if self.key else f"{where}: {self.said}"


class PackInvalid(ValueError):
    """A pack that does not validate. `faults` lists all of them, in order of file and line."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.line, fault.key))
        super().__init__("\n".join(str(fault) for fault in self.faults))


class GuidanceError(LookupError):
    """A question the packs cannot answer. The message is fit to show."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class UnknownPack(GuidanceError):
    """No pack has this id."""


class NoArrangements(UnknownPack):
    """The area has no local arrangements yet: nobody chose a local pack for it."""


class UnknownClock(GuidanceError):
    """No pack asked has a clock under this key or alias."""


class NoNumber(GuidanceError):
    """The guidance asks for it without giving a number, so there is no date: a guess would be worse than none.

    `asked` are the clocks that give no number.
    """

    def __init__(self, said: str, asked: Sequence[Clock]) -> None:
        super().__init__(said)
        self.asked = tuple(asked)


class UnknownProvision(GuidanceError):
    """No pack holds a provision with this citation."""
