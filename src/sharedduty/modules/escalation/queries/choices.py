"""Lists of choices, from the guidance packs in force, and the people of the area one may bring in."""

import datetime

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.directory.api import PARTNER_KINDS
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.guidance.api import GuidanceError, editions_in_force, pack, vocabulary
from sharedduty.modules.escalation.policy import DELEGATE

FALLBACK = "gloucestershire-2019"  # whose policy first held these lists; another area's pack may hold its own
ANSWERS = {"wanted": "Wanted, not held yet", "held": "Held", "declined": "Declined"}
DECIDED = {"direct": "Directly, with the senior managers", "panel": "With a resolution panel"}


def labels(name: str, on: datetime.date | None = None) -> dict[str, str]:
    """Code to words of a list `escalation.NAME`, from the highest edition in force on a day that has it."""
    key = f"escalation.{name}"
    editions = editions_in_force(on or timezone.localdate())
    held = next((one for one in editions if key in one.outcomes), None) or pack(FALLBACK)
    return {one.code: one.label for one in held.outcomes[key]}


def topics(local_pack: str = "") -> dict[str, str]:
    """Code to words of what agencies disagree about, from the area's own pack where it has the list (GL-ES-02)."""
    try:
        found = vocabulary("disagreement_subject", local_pack or None)
    except GuidanceError:  # no local pack is in force here: the list of the policy this room follows is shown
        found = {}
    return found or vocabulary("disagreement_subject", FALLBACK)


def in_post(viewer: Viewer, **where: object) -> list[Appointment]:
    """Those in post today in the viewer's area, narrowed by lookups of the appointment; at most 20."""
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), held_from__lte=today, approved_at__isnull=False,
        ended_at__isnull=True, account__is_active=True, post__team__organisation__area_id=viewer.area_id or 0, **where,
    )  # fmt: skip
    return list(found.select_related("account", "post__team__organisation").order_by("account__name", "pk")[:20])


def delegates(viewer: Viewer) -> list[Appointment]:
    """The delegates of the three safeguarding partners: one of them is the chair of the executive (GL-ES-13)."""
    return in_post(viewer, role=DELEGATE, post__team__organisation__sector__in=list(PARTNER_KINDS))


def organisations(viewer: Viewer) -> dict[str, str]:
    """The bodies of the viewer's area that exist today: key to name."""
    today = timezone.localdate()
    found = Organisation.objects.filter(
        Q(exists_until__isnull=True) | Q(exists_until__gte=today), area_id=viewer.area_id or 0
    ).order_by("name", "pk")
    return dict(found.values_list("key", "name"))


def organisation(viewer: Viewer, key: str) -> Organisation | None:
    """A body of the viewer's area by its key; None for any other."""
    return Organisation.objects.filter(area_id=viewer.area_id or 0, key=key).first() if key else None
