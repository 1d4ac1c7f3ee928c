"""What stands on the record of a matter: whether a declared step applies to it, and whether it is done."""

from typing import Any


def child_at_risk(record: Any) -> bool:
    """Whether whoever sent it says that a child is at risk, or does not know."""
    return record.sending.child_at_risk in ("yes", "not_known")


def child_seen_to(record: Any) -> bool:
    """Whether it is decided what is done for the child."""
    return bool(record.child_seen_to)


def items_listed(record: Any) -> bool:
    """Whether at least one document is listed, or it is said that nothing is held."""
    return bool(record.items.exists() or record.notes.filter(verb="find_nothing").exists())


def items_judged(record: Any) -> bool:
    """Whether each document listed has its decision."""
    return not record.items.filter(decision="").exists()
