"""To whom a matter goes: the first in the order who is not of the organisation concerned, nor named, nor in a line of those."""

import re
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Appointment, Viewer
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.directory.models import Team
from sharedduty.modules.speaking_up.policy import DATA_FIRST, STAND_INS

ADDRESS = re.compile(r"[^\s,;<>()]+@[^\s,;<>()]+\.[^\s,;<>().]+")


def _in_post(viewer: Viewer) -> Q:
    today = timezone.localdate()
    return Q(held_until__isnull=True) | Q(held_until__gte=today)


def holders(viewer: Viewer, area_id: int, roles: Iterable[str]) -> list[Appointment]:
    """Those who hold one of these roles in an area today."""
    found = Appointment.objects.filter(
        _in_post(viewer), role__in=list(roles), approved_at__isnull=False, ended_at__isnull=True,
        held_from__lte=timezone.localdate(), account__is_active=True, post__team__organisation__area_id=area_id,
    )  # fmt: skip
    return list(found.select_related("account", "post__team__organisation").order_by("pk"))


def of_post(viewer: Viewer, post_id: int) -> list[Appointment]:
    """Those who hold a post today."""
    found = Appointment.objects.filter(
        _in_post(viewer), post_id=post_id, approved_at__isnull=False, ended_at__isnull=True,
        held_from__lte=timezone.localdate(), account__is_active=True,
    )  # fmt: skip
    return list(found.select_related("account").order_by("pk"))


def addresses_in(words: str) -> list[str]:
    """The e-mail addresses somebody wrote among other words, in small letters."""
    return sorted({one.lower() for one in ADDRESS.findall(words)})


def accounts_named(viewer: Viewer, area_id: int, words: str) -> set[int]:
    """The accounts of those whose address is written there, and of those who take matters and whose name is."""
    found = set(Account.objects.filter(email__in=addresses_in(words)).values_list("pk", flat=True))
    said = " ".join(words.split()).casefold()
    takers = holders(viewer, area_id, STAND_INS) if said else []
    return found | {one.account_id for one in takers if one.account.name.casefold() in said}


def with_line(viewer: Viewer, accounts: Iterable[int]) -> set[int]:
    """These accounts and everybody they answer to."""
    found = set(accounts)
    with connection.cursor() as cursor:
        for one in sorted(found):
            cursor.execute("SELECT access_line_of(%s)", [one])
            found |= set(cursor.fetchone()[0])
    return found


def taker(
    viewer: Viewer, area_id: int, kind: str, *, shut: set[int], organisation_id: int | None
) -> Appointment | None:
    """Who is given it; None where nobody is left. Whoever holds the same post as somebody shut out is left out too."""
    order = DATA_FIRST if kind in ("access", "data_complaint") else STAND_INS
    found = holders(viewer, area_id, order)
    posts = {one.post_id for one in found if one.account_id in shut}
    left = [
        one for one in found
        if one.post_id not in posts and one.post.team.organisation_id != (organisation_id or -1)
    ]  # fmt: skip
    return min(left, key=lambda one: (order.index(one.role), one.pk), default=None)


def shut_accounts(viewer: Viewer, file_id: int) -> set[int]:
    """The accounts that are shut out of a file in sight."""
    standing = Exclusion.objects.filter(case_file_id=file_id, lifted_at=None, account__isnull=False)
    return {one for one in standing.values_list("account_id", flat=True) if one}


def front_door_of(viewer: Viewer, area_id: int) -> Team | None:
    """The area's front door team."""
    return Team.objects.filter(organisation__area_id=area_id, purpose="front_door").order_by("pk").first()
