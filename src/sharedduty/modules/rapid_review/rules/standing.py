"""What stands on a review's record: whether a declared step applies to it, and whether it is done."""

from collections.abc import Callable
from typing import Any

from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.modules.rapid_review.rules.deciding import LOCAL
from sharedduty.modules.rapid_review.rules.sending import OF_LOCAL

CORE = ("chair", "business_manager", "coordinator", "council", "health", "police")  # GL-RR-11; the three partners


def core_named(record: Any) -> bool:
    """Whether somebody is named for every core part (GL-RR-11)."""
    return set(CORE) <= set(record.members.values_list("capacity", flat=True))


def notice_given(record: Any) -> bool:
    """Whether every member named has had notice (GL-RR-04)."""
    return bool(record.members.exists() and not record.members.filter(told_at__isnull=True).exists())


def all_confirmed(record: Any) -> bool:
    """Whether every member confirmed that they know the case and can commit their agency (GL-RR-10)."""
    return bool(record.members.exists() and not record.members.filter(confirmed_at__isnull=True).exists())


def agencies_asked(record: Any) -> bool:
    """Whether at least one agency was asked what it knows (GL-RR-05)."""
    return InformationRequest.objects.filter(enquiry=record.reference, withdrawn_at__isnull=True).exists()


def summaries_in(record: Any) -> bool:
    """Whether every agency asked has answered (GL-RR-05)."""
    asked = InformationRequest.objects.filter(enquiry=record.reference, withdrawn_at__isnull=True)
    return asked.exists() and not asked.filter(answered_at__isnull=True).exists()


def files_secured(record: Any) -> bool:
    """Whether at least one agency's records are secured (GL-RR-04)."""
    return bool(record.secured_files.exists())


def aims_answered(record: Any) -> bool:
    """Whether the four aims are answered (WT-RR-04)."""
    return bool(record.findings.exists())


def criteria_judged(record: Any) -> bool:
    """Whether the criteria are judged (WT-RR-07)."""
    return bool(record.judgements.exists())


def is_decided(record: Any) -> bool:
    """Whether it is decided what follows."""
    return bool(record.decisions.exists())


def local_follows(record: Any) -> bool:
    """Whether the decision that stands names a local review."""
    last = record.decisions.order_by("-number", "-pk").values_list("chosen", flat=True).first()
    return LOCAL in (last or ())


def told(*whom: str) -> Callable[[Any], bool]:
    """Whether each of these was told, by the codes of the pack's list."""

    def done(record: Any) -> bool:
        return set(whom) <= set(record.tellings.values_list("told", flat=True))

    return done


def told_of_local(record: Any) -> bool:
    """Whether the Panel, Ofsted and the Department know of the local review and its reviewer's name (WT-RR-13)."""
    named = record.tellings.filter(told__in=OF_LOCAL).exclude(reviewer="")
    return set(OF_LOCAL) <= set(named.values_list("told", flat=True))


def was_sent(record: Any) -> bool:
    """Whether the review was sent to the Panel."""
    return record.completed_at is not None


def panel_asks(record: Any) -> bool:
    """Whether any reply of the Panel asked for more."""
    return bool(record.replies.filter(view="more").exists())


def panel_answered(record: Any) -> bool:
    """Whether all that the Panel asked for is answered (WT-RR-14)."""
    return not record.replies.filter(view="more", answer__isnull=True).exists()


def was_disagreed(record: Any) -> bool:
    """Whether any agency disagreed."""
    return bool(record.disagreements.exists())


def disagreements_answered(record: Any) -> bool:
    """Whether every disagreement is answered (GL-RR-15)."""
    return not record.disagreements.filter(answered_at__isnull=True).exists()
