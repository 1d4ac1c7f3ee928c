"""Reading the register of sharing agreements of the viewer's own area."""

import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.requests.models import SharingAgreement

KINDS: dict[str, str] = dict(SharingAgreement.Kind.choices)


def agreements(viewer: Viewer, *, ended: bool = False) -> QuerySet[SharingAgreement]:
    """The register: those in force, the one to be reviewed soonest first; or those ended."""
    today = timezone.localdate()
    over = Q(ended_on__isnull=False, ended_on__lte=today)
    held = SharingAgreement.objects.filter(area_id=viewer.area_id or 0)
    return (held.filter(over) if ended else held.exclude(over)).order_by("review_on", "title", "pk")


def agreement_by_reference(viewer: Viewer, reference: str) -> SharingAgreement | None:
    """One agreement of the viewer's area, or None."""
    return SharingAgreement.objects.filter(area_id=viewer.area_id or 0, reference=reference).first()


def choices(viewer: Viewer) -> dict[str, str]:
    """What a sharing decision may name: each agreement in force, by reference."""
    return {one.reference: str(one) for one in agreements(viewer)}


def overdue(agreement: SharingAgreement, today: datetime.date) -> bool:
    """Whether the review day has passed while the agreement is in force."""
    return agreement.review_on < today and (agreement.ended_on is None or agreement.ended_on > today)
