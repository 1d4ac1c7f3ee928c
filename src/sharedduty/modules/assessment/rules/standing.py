"""What the declared steps ask of a record: whether each is done, and whether it applies at all."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.process.api import Handover
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.modules.assessment.rules.ending import ADULTHOOD, eighteenth_birthday
from sharedduty.modules.early_help import api as early_help

EARLY_HELP = "early_help"  # the code of that outcome in the pack's list
DOWN = early_help.START
# No guidance sets a number of days: the transition is planned “in advance”. A year is the house's own choice.
NEARS_ADULTHOOD = datetime.timedelta(days=365)


def is_born(record: Any) -> bool:
    """Whether the child is born: only then can they be seen."""
    return not record.unborn


def is_unborn(record: Any) -> bool:
    """Whether the child is not born yet."""
    return bool(record.unborn)


def is_concluded(record: Any) -> bool:
    """Whether the assessment has ended with an outcome."""
    return record.concluded_at is not None


def came_by_contact(record: Any) -> bool:
    """Whether a referrer is to be told, once there is something to tell."""
    return is_concluded(record) and bool(record.contact)


def child_seen(record: Any) -> bool:
    """Whether a social worker saw the child (WT2018 ch1 box: assessment)."""
    return bool(record.sightings.filter(seen=True).exists())


def unborn_reasoned(record: Any) -> bool:
    """Whether it is written how an unborn child's needs were looked at."""
    return bool(record.not_seen_because)


def seen_alone_or_reason(record: Any) -> bool:
    """Whether the child was seen alone, or the reason why not is recorded (WT-ASM-02)."""
    return bool(record.not_alone_because) or bool(record.sightings.filter(alone=True).exists())


def wishes_or_reason(record: Any) -> bool:
    """Whether the child's wishes and feelings are recorded, or why they are not known (WT-ASM-02)."""
    return bool(record.wishes_unknown_because) or bool(record.sightings.exclude(wishes="").exists())


def challenge_answered_once(record: Any) -> bool:
    """Whether the analysis was challenged and answered at least once (WT-ASM-21)."""
    return bool(record.challenges.filter(answered_at__isnull=False).exists())


def told(whom: str) -> Callable[[Any], bool]:
    """Whether somebody was told in writing, or it is recorded why not (WT-ASM-35)."""
    return lambda record: bool(record.tellings.filter(told=whom).exists())


def adults_named(record: Any) -> bool:
    """Whether the adults of the household were named and considered, living there or not (WT-ASM-18)."""
    return bool(record.adults.exists())


def has_plan(record: Any) -> bool:
    """Whether there is a child in need plan to give to anybody."""
    return bool(record.reviews.exists())


def agencies_took_part(record: Any) -> bool:
    """Whether an agency answered or gives a service, so that it is told how the assessment ended (WT-ASM-35)."""
    if not is_concluded(record):
        return False
    answered = InformationRequest.objects.filter(
        enquiry__in=[one for one in (record.reference, record.enquiry) if one], answered_at__isnull=False
    )
    return bool(record.services.exists()) or answered.exists()


def ends_with_early_help(record: Any) -> bool:
    """Whether the assessment found that early help is to go on (WT-EH-14)."""
    return record.outcome == EARLY_HELP


def handed_down(record: Any) -> bool:
    """Whether early help was asked to go on for this child, and has not said no (WT-EH-14)."""
    asked = Handover.objects.filter(from_record=record.reference, start=DOWN)
    return bool(asked.filter(Q(closed_at__isnull=True) | ~Q(led_to="")).exists())


def nears_adulthood(record: Any) -> bool:
    """Whether the young person turns 18 within a year, or has turned 18 (WT-CIN-05)."""
    day = eighteenth_birthday(record)
    return day is not None and day - timezone.localdate() <= NEARS_ADULTHOOD


def adulthood_planned(record: Any) -> bool:
    """Whether the way into adulthood is planned (WT-CIN-05)."""
    return bool(record.transitions.filter(kind=ADULTHOOD).exists())
