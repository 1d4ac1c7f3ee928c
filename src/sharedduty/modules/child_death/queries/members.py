"""The panel's members, and who of them has signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.modules.child_death.models import PanelMember, Signature
from sharedduty.modules.child_death.rules.standing import EDITION

PREFIX = "DM"
NOT_CORE = {"co_opted", "observer"}  # who comes for one kind of case, or to listen


def _signed() -> Exists:
    return Exists(Signature.objects.filter(member=OuterRef("pk"), edition=EDITION))


def members(viewer: Viewer, area_id: int) -> QuerySet[PanelMember]:
    """The members of an area's panel in sight, those in post first, with whether each has signed."""
    found = PanelMember.objects.filter(area_id=area_id).annotate(has_signed=_signed())
    return found.select_related("appointment__account", "deputy_of", "case_file").order_by("ended_at", "seat", "pk")


def empty_seats(viewer: Viewer, area_id: int, core: Mapping[str, str]) -> list[str]:
    """The core seats, in words, that no member of today sits in as themselves (GL-CD-17)."""
    there = members(viewer, area_id).filter(ended_at__isnull=True, deputy_of=None).order_by()
    filled = set(there.values_list("seat", flat=True).distinct())
    return [words for code, words in core.items() if code not in filled and code not in NOT_CORE]


def signed_members(viewer: Viewer, area_id: int) -> list[PanelMember]:
    """Those who belong to the panel today and have signed the agreement as it stands."""
    found = members(viewer, area_id).filter(_signed(), ended_at__isnull=True)
    return list(found.select_related("appointment__post__team__organisation"))


def member_by_reference(viewer: Viewer, reference: str) -> PanelMember | None:
    """One member; None where there is none in sight."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    found = PanelMember.objects.filter(reference=known).annotate(has_signed=_signed())
    return found.select_related("appointment__account", "deputy_of", "case_file").first()


def own_memberships(viewer: Viewer) -> list[PanelMember]:
    """The viewer's own seats on a panel."""
    found = PanelMember.objects.filter(appointment_id=viewer.appointment_id or 0, ended_at__isnull=True)
    return list(found.annotate(has_signed=_signed()).select_related("case_file").order_by("pk"))


def sits_already(viewer: Viewer, appointment: Appointment) -> bool:
    """Whether somebody belongs to the panel already."""
    return PanelMember.objects.filter(appointment=appointment, ended_at__isnull=True).exists()


def account_named(viewer: Viewer, email: str) -> Appointment | None:
    """Who holds a post in the viewer's area under this address today; None where nobody does."""
    typed = email.strip().casefold()
    if not typed or viewer.area_id is None:
        return None
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), account__email__iexact=typed, held_from__lte=today,
        approved_at__isnull=False, ended_at__isnull=True, account__is_active=True,
        post__team__organisation__area_id=viewer.area_id,
    )  # fmt: skip
    return found.select_related("account", "post__team__organisation").order_by("pk").first()


@dataclass(frozen=True)
class MemberRow:
    """One member as the list shows them."""

    member: PanelMember
    signed: bool


def member_rows(viewer: Viewer, shown: Sequence[PanelMember]) -> list[MemberRow]:
    """The members of one page of the list. Journals the files shown."""
    record_sight(by=viewer, verb="listed", object_type="panel members", files=[one.case_file_id for one in shown])
    return [MemberRow(one, bool(getattr(one, "has_signed", False))) for one in shown]
