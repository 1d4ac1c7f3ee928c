"""What stands on a review's record: whether a declared step applies to it, and whether it is done."""

from typing import Any

from sharedduty.modules.practice_review.rules.reporting import FIRST


def reviewer_appointed(record: Any) -> bool:
    """Whether a reviewer is in post (WT-LCSPR-02)."""
    return bool(record.reviewers.filter(part="reviewer", ended_on__isnull=True).exists())


def terms_agreed(record: Any) -> bool:
    """Whether terms of reference are agreed (GL-PR-03)."""
    return bool(record.terms.exists())


def family_considered(record: Any) -> bool:
    """Whether the family or a surviving child was invited, or it is said why not (WT-LCSPR-05)."""
    return bool(record.participants.filter(kind__in=("family", "child")).exists())


def practitioners_considered(record: Any) -> bool:
    """Whether practitioners were invited, or it is said why not (WT-LCSPR-05)."""
    return bool(record.participants.filter(kind="practitioner").exists())


def progress_asked(record: Any) -> bool:
    """Whether progress was asked for in writing at least once (WT-LCSPR-06)."""
    return bool(record.supervisions.exists())


def has_recommendations(record: Any) -> bool:
    """Whether at least one recommendation is on record (WT-LCSPR-08)."""
    return bool(record.recommendations.exists())


def answered(record: Any) -> bool:
    """Whether every recommendation is answered (GL-PR-09)."""
    return not record.recommendations.filter(response="").exists()


def sent_ahead(record: Any) -> bool:
    """Whether Panel and Secretary of State were sent what is to be published (WT-LCSPR-12)."""
    return set(FIRST) <= set(record.dispatches.values_list("recipient", flat=True))


def sent_to_ofsted(record: Any) -> bool:
    """Whether Ofsted was sent it too (WT-LCSPR-13)."""
    return bool(record.dispatches.filter(recipient="ofsted").exists())


def is_decided(record: Any) -> bool:
    """Whether it is decided what is published."""
    return bool(record.publication_decisions.exists())


def is_out(record: Any) -> bool:
    """Whether it was published."""
    return record.published_at is not None


def partners_answered(record: Any) -> bool:
    """Whether the partnership answered the review as a whole (GL-PR-09)."""
    return bool(record.responses.exists())


def audited(record: Any) -> bool:
    """Whether every recommendation that is done was audited (WT-LCSPR-18)."""
    done = record.recommendations.filter(done_on__isnull=False)
    return done.exists() and not done.filter(audited_on__isnull=True).exists()


def learning_shared(record: Any) -> bool:
    """Whether what was learned was shared at least once (GL-CR-07)."""
    return bool(record.shared_learning.exists())
