"""What stands on the record of a breach: which declared steps are done."""

from typing import Any


def judged(record: Any) -> bool:
    """Whether the risk to people is judged."""
    return bool(record.risk)


def regulator_settled(record: Any) -> bool:
    """Whether the regulator is told, or it is decided with reasons that it is not."""
    return bool(record.regulator)


def people_settled(record: Any) -> bool:
    """Whether the people are told, or it is decided with a ground that they are not."""
    return bool(record.told_people)


def something_done(record: Any) -> bool:
    """Whether anything is said of what was done about it."""
    return bool(record.notes.filter(verb="note_measure").exists())
