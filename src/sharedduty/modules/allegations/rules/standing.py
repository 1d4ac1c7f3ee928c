"""What stands on an allegation's record: whether a declared step applies to it, and whether it is done."""

from collections.abc import Callable
from typing import Any

from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.modules.allegations.models import SentRecord


def discussed(record: Any) -> bool:
    """Whether the initial discussion is on record (GL-AL-05)."""
    return bool(record.discussions.exists())


def judged(record: Any) -> bool:
    """Whether the criteria are judged (GL-AL-01)."""
    return bool(record.judgements.exists())


def children_looked_to(record: Any) -> bool:
    """Whether a child is named, and for each it is decided what is done for their own welfare (WT-LADO-03)."""
    children = record.children
    return bool(children.exists() and not children.filter(welfare="").exists())


def met(record: Any) -> bool:
    """Whether a meeting about it was held (GL-AL-07)."""
    return Gathering.objects.filter(room="allegations", for_record=record.reference, stage="held").exists()


def strands_noted(record: Any) -> bool:
    """Whether each of the three strands is on record, if only as not opened (GL-AL-08)."""
    return len(set(record.strands.values_list("kind", flat=True))) >= 3


def suspension_considered(record: Any) -> bool:
    """Whether suspension, and what else would do, was considered."""
    return bool(record.suspensions.exists())


def record_sent(record: Any) -> bool:
    """Whether the employer has the record of the discussion (GL-AL-09)."""
    return SentRecord.objects.filter(referral__allegation=record.reference).exists()


def told(*whom: str) -> Callable[[Any], bool]:
    """Whether each of these was told, or it is said why not yet, by the codes of the pack's list."""

    def done(record: Any) -> bool:
        return set(whom) <= set(record.tellings.values_list("told", flat=True))

    return done


def managed(record: Any) -> bool:
    """Whether it was managed as an allegation: the criteria were found met."""
    return bool(record.decisions.filter(what="way", chosen="managed").exists())


def looked_at_again(record: Any) -> bool:
    """Whether a day is set on which its progress is looked at next; one that has ended needs none (WT-LADO-08)."""
    return bool(record.next_on or record.stage == "closed")


def duties_settled(record: Any) -> bool:
    """Whether every duty to refer somebody on was done, or has its good reason (WT-LADO-12, WT-LADO-13)."""
    return not record.duties.filter(settled_at__isnull=True).exists()


def has_duties(record: Any) -> bool:
    """Whether there is a duty to refer on."""
    return bool(record.duties.exists())
