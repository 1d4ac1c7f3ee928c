"""Whether a death notified is one known already: deaths that may be the same, with why. A person decides (WT-CDR-21)."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.api import how_alike
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.modules.child_death.models import ChildDeath, DeathNotice

PREFIX = "DN"
NEAR = datetime.timedelta(days=14)
WORTH_SAYING, MOST, LOOKED_AT = 30, 8, 400


@dataclass(frozen=True)
class Alike:
    """A death on record that may be the one notified, and why."""

    death: ChildDeath
    because: str
    points: int


def notices() -> QuerySet[DeathNotice]:
    """Notices with what every page names of them."""
    return DeathNotice.objects.select_related("case_file", "area", "team", "sent_by__account")


def notice_by_reference(viewer: Viewer, reference: str) -> DeathNotice | None:
    """One notice; None where it does not exist or is out of sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return notices().filter(reference=known).first()


def own_notices(viewer: Viewer) -> QuerySet[DeathNotice]:
    """What the viewer sent, the latest first."""
    return notices().filter(sent_by_id=viewer.appointment_id or 0).order_by("-sent_at", "-pk")


def waiting_notices(viewer: Viewer) -> QuerySet[DeathNotice]:
    """Notices that nobody has taken in, the longest waiting first."""
    return notices().filter(taken_at__isnull=True).order_by("sent_at", "pk")


def some_notice_waits(held: ChildDeath) -> bool:
    """Whether a notice of the area has not been taken in, so that it may be of this death too."""
    return notices().filter(area_id=held.area_id, taken_at__isnull=True).exists()


def alike(viewer: Viewer, notice: DeathNotice) -> list[Alike]:
    """Deaths in sight that may be the one notified, the likeliest first. It ranks and never decides. Journalled."""
    near = Q(happened_on__range=(notice.happened_on - NEAR, notice.happened_on + NEAR))
    if notice.birth_on:
        near |= Q(birth_on=notice.birth_on)
    if notice.family_name.strip():
        near |= Q(family_name__iexact=notice.family_name.strip())
    if notice.person_id:
        near |= Q(person_id=notice.person_id)
    found = []
    for one in ChildDeath.objects.filter(near, area_id=notice.area_id).order_by("-happened_on", "-pk")[:LOOKED_AT]:
        result = how_alike(
            (notice.given_names, notice.family_name, notice.birth_on), (one.given_names, one.family_name, one.birth_on)
        )
        points, reasons = result.points, list(result.because)
        if notice.person_id and one.person_id == notice.person_id:
            points, reasons = 100, ["the same record in People", *reasons]
        if one.happened_on == notice.happened_on:
            points, reasons = points + 15, [*reasons, "the same day"]
        if points >= WORTH_SAYING:
            found.append(Alike(one, "; ".join(reasons), min(points, 100)))
    best = sorted(found, key=lambda one: (-one.points, one.death.pk))[:MOST]
    record_sight(
        by=viewer, verb="searched", object_type="child death", object_ref=notice.reference,
        files=[notice.case_file_id, *(one.death.case_file_id for one in best)], purpose="is this death known already",
    )  # fmt: skip
    return best
