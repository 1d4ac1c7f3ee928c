"""When a review may be published, and until when it stays public, by the editions in force."""

import datetime

from django.utils import timezone

from sharedduty.foundations.guidance.api import DueAnswer, due
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.modules.practice_review.models import Dispatch, PracticeReview, PublicationDecision
from sharedduty.modules.practice_review.rules.reporting import FIRST

PUBLISH, STATUTE, GUIDANCE, OFSTED = (
    "lcspr.publish",
    "lcspr.presend.statute",
    "lcspr.presend.guidance",
    "lcspr.presend.ofsted",
)
NO_PUBLISH, AVAILABLE = "lcspr.nopublish.reasons", "lcspr.available"
BEFORE = (
    STATUTE,
    GUIDANCE,
)  # the two that stand before every publication: 7 days by regulation, 7 working days by guidance
FURTHEST = 60  # days looked ahead for the earliest day: seven working days over Christmas are fewer than twenty


def noon(day: datetime.date) -> datetime.datetime:
    """A day as a moment: what is counted back from it is counted in days, so that the hour makes no difference."""
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=LONDON)


def last_moments(planned_on: datetime.date) -> dict[str, DueAnswer]:
    """By when it must have gone to the Panel and the Secretary of State for this day, by regulation and by guidance."""
    return {key: due(key, noon(planned_on)) for key in BEFORE}


def earliest_after(sent_at: datetime.datetime, keys: tuple[str, ...] = BEFORE) -> datetime.date:
    """The earliest day of publication after something was sent: the first whose every limit lies at or after the sending."""
    day = timezone.localdate(sent_at)
    for ahead in range(FURTHEST):
        candidate = day + datetime.timedelta(days=ahead)
        if all(due(key, noon(candidate)).due >= sent_at for key in keys):
            return candidate
    raise AssertionError("no day within two months: a pack holds a limit that nobody meant")


def went(dispatches: list[Dispatch], route: str) -> dict[str, Dispatch]:
    """For each recipient the first time that what is now to be published went to them."""
    found: dict[str, Dispatch] = {}
    for one in sorted(dispatches, key=lambda each: (each.sent_at, each.pk)):
        if one.route == route:
            found.setdefault(one.recipient, one)
    return found


def earliest_on(held: PracticeReview, decision: PublicationDecision | None) -> datetime.date | None:
    """The earliest day the review may be published; None while the Panel or the Secretary of State has nothing."""
    found = went(list(held.dispatches.all()), decision.route) if decision else {}
    if not set(FIRST) <= set(found):
        return None
    return earliest_after(max(found[one].sent_at for one in FIRST))


def ofsted_in_time(held: PracticeReview, decision: PublicationDecision | None, day: datetime.date) -> bool:
    """Whether Ofsted had it in the same time before a day of publication."""
    found = went(list(held.dispatches.all()), decision.route) if decision else {}
    return "ofsted" in found and found["ofsted"].sent_at <= due(OFSTED, noon(day)).due


def keep_until(published_at: datetime.datetime) -> datetime.date:
    """The last day on which a review published then must still be public: the latest that any edition in force asks for."""
    return timezone.localdate(max(layer.due for layer in due(AVAILABLE, published_at).layers))
