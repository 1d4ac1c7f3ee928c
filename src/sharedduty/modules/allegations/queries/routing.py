"""To whom an allegation goes: the designated officer, or the first who stands in and is not shut out (GL-AL-16)."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment, Viewer
from sharedduty.foundations.directory.models import Team
from sharedduty.modules.allegations.policy import OFFICER, STAND_INS


def holders(viewer: Viewer, area_id: int, role: str) -> list[Appointment]:
    """Those who hold a role in an area today."""
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), role=role, approved_at__isnull=False, ended_at__isnull=True,
        held_from__lte=today, account__is_active=True, post__team__organisation__area_id=area_id,
    )  # fmt: skip
    return list(found.select_related("account", "post__team__organisation").order_by("pk"))


def accounts_at(emails: Iterable[str]) -> set[int]:
    """The accounts that sign in with these addresses."""
    wanted = {one.strip().lower() for one in emails if one.strip()}
    return set(Account.objects.filter(email__in=wanted).values_list("pk", flat=True)) if wanted else set()


def officers_called(viewer: Viewer, area_id: int, name: str) -> set[int]:
    """The accounts of those who take allegations and are called like the person accused: it never goes to them unasked."""
    called = " ".join(name.split()).casefold()
    return {
        one.account_id
        for role in STAND_INS
        for one in holders(viewer, area_id, role)
        if " ".join(one.account.name.split()).casefold() == called
    }


def taker(viewer: Viewer, area_id: int, shut: set[int], *, roles: Iterable[str] = STAND_INS) -> Appointment | None:
    """Who is given it: the first in order who is not among the accounts shut out; None where nobody is left."""
    return next((one for role in roles for one in holders(viewer, area_id, role) if one.account_id not in shut), None)


def told_with(viewer: Viewer, given_to: Appointment, shut: set[int]) -> list[Appointment]:
    """Whom a notice goes to: all designated officers of the team that has it, or the one who stands in."""
    if given_to.role != OFFICER:
        return [given_to]
    area_id = given_to.post.team.organisation.area_id
    near = holders(viewer, area_id, OFFICER)
    return [one for one in near if one.post.team_id == given_to.post.team_id and one.account_id not in shut]


def front_door_of(area_id: int) -> Team | None:
    """The area's front door team."""
    found = Team.objects.filter(organisation__area_id=area_id, purpose="front_door")
    return found.order_by("pk").first()
