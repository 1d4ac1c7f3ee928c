"""Reading advice calls, and the notifications one's own organisation sent."""

from django.db.models import Q, QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Organisation
from sharedduty.modules.front_door.models import AdviceCall, Contact


def advice_calls(viewer: Viewer, words: str = "") -> QuerySet[AdviceCall]:
    """Calls for advice, latest first; with `words` only those in which they occur."""
    calls = AdviceCall.objects.select_related("by__post", "by__account").order_by("-at", "-pk")
    if words.strip():
        text = words.strip()
        calls = calls.filter(
            Q(caller__icontains=text) | Q(caller_organisation__icontains=text) | Q(asked__icontains=text)
            | Q(advised__icontains=text) | Q(reference__iexact=text)
        )  # fmt: skip
    return calls


def organisations(viewer: Viewer) -> dict[str, Organisation]:
    """The area's organisations by key, for a caller to be from."""
    if viewer.area_id is None:
        return {}
    held = Organisation.objects.filter(area_id=viewer.area_id, exists_until__isnull=True).order_by("name", "pk")
    return {one.key: one for one in held}


def my_notifications(viewer: Viewer) -> QuerySet[Contact]:
    """Notifications this post sent, latest first."""
    return (
        Contact.objects.filter(referrer_id=viewer.appointment_id, source__in=("police", "ambulance"))
        .prefetch_related("children")
        .order_by("-received_at", "-pk")
    )
