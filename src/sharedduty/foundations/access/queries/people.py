"""What those who look after accounts and posts read: people, their appointments, and what waits for a second person."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from sharedduty.foundations.access.actions.people import GUARDED_ROLES
from sharedduty.foundations.access.models import Account, Appointment, SecondFactorReset
from sharedduty.foundations.access.queries.own import appointment_row, has_second_factor, state_of, today
from sharedduty.foundations.access.roles import ROLES
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import Post
from sharedduty.foundations.directory.queries import open_posts


@dataclass
class PersonRow:
    """One person in the list: their account, and the posts they hold or will hold."""

    reference: str
    name: str
    email: str
    active: bool
    posts: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    waiting: bool = False


def _reach(viewer: Viewer) -> QuerySet[Account]:
    """The accounts this viewer looks after: an administrator's area and those with no post yet; a manager's own body."""
    if viewer.may("accounts_manage"):
        mine = Q(appointments__post__team__organisation__area_id=viewer.area_id) | Q(appointments__isnull=True)
    else:
        mine = Q(appointments__post__team__organisation_id=viewer.organisation_id) | Q(
            appointments__isnull=True, is_active=True
        )
    return Account.objects.filter(pk__in=Account.objects.filter(mine).values("pk"))


def people(viewer: Viewer, words: str = "", left: bool = False) -> QuerySet[Account]:
    """People by name whose name, address, post or organisation holds `words`; those who left only when asked for."""
    found = _reach(viewer).filter(is_active=not left)
    if words:
        found = found.filter(
            Q(name__icontains=words)
            | Q(email__icontains=words)
            | Q(appointments__post__title__icontains=words)
            | Q(appointments__post__team__organisation__name__icontains=words)
        )
    return found.distinct().order_by("name", "pk")


def people_rows(accounts: Iterable[Account]) -> list[PersonRow]:
    """Some accounts as lines of the list: of those here the posts held or coming, of those who left what they held."""
    accounts = list(accounts)
    rows = {one.pk: PersonRow(one.reference, one.name, one.email, one.is_active) for one in accounts}
    held = Appointment.objects.filter(account__in=accounts).select_related(
        "post__team__organisation", "deputy_for__account"
    )
    for one in held.order_by("held_from", "pk"):
        row, state = rows[one.account_id], state_of(one)
        if state in {"held", "coming"} or (state == "ended" and not row.active):
            row.posts.append(one.acts_as)
            row.organisations.append(one.post.team.organisation.name)
        row.waiting = row.waiting or state == "proposed"
    return list(rows.values())


def person(viewer: Viewer, reference: str) -> Account | None:
    """One account this viewer looks after."""
    return _reach(viewer).filter(reference=reference).first()


def person_page(viewer: Viewer, account: Account) -> dict[str, Any]:
    """Everything on a person's page: their appointments, their second factor, and a reset that waits."""
    found = (
        Appointment.objects.filter(account=account)
        .select_related(
            "post__team__organisation",
            "approved_by",
            "proposed_by",
            "ended_by",
            "reports_to__account",
            "deputy_for__account",
        )
        .order_by("-held_from", "-pk")
    )
    rows = []
    for one in found:
        rows.append(
            appointment_row(one)
            | {
                "proposed_by": one.proposed_by.name if one.proposed_by else "",
                "own_proposal": one.proposed_by_id == viewer.account_id,
                "reports_to": one.reports_to.account.name if one.reports_to else "",
                "ended_at": one.ended_at,
                "ended_by": one.ended_by.name if one.ended_by else "",
                "ended_because": one.ended_because,
            }
        )
    reset = (
        SecondFactorReset.objects.filter(account=account, confirmed_at__isnull=True).select_related("asked_by").first()
    )
    return {
        "account": account,
        "appointments": rows,
        "second_factor": has_second_factor(account.pk),
        "reset": reset,
        "own_reset": reset is not None and reset.asked_by_id == viewer.account_id,
        "oneself": account.pk == viewer.account_id,
    }


def appointment(viewer: Viewer, reference: str) -> Appointment | None:
    """One appointment of a person this viewer looks after."""
    found = Appointment.objects.filter(reference=reference, account__in=_reach(viewer))
    return found.select_related("account", "post__team__organisation", "proposed_by", "deputy_for__account").first()


def waiting(viewer: Viewer) -> dict[str, list[Any]]:
    """What waits for a second person: proposed appointments, and resets of second factors."""
    proposed = (
        Appointment.objects.filter(approved_at__isnull=True, ended_at__isnull=True, account__in=_reach(viewer))
        .select_related("account", "post__team__organisation", "proposed_by", "deputy_for__account")
        .order_by("held_from", "pk")
    )
    resets = SecondFactorReset.objects.filter(
        confirmed_at__isnull=True, account__is_active=True, account__in=_reach(viewer)
    )
    return {
        "appointments": list(proposed),
        "resets": list(resets.select_related("account", "asked_by")) if viewer.may("accounts_manage") else [],
    }


def approvals_owed(viewer: Viewer, **about: object) -> list[Owed] | None:
    """Posts and resets that wait for a second person who may be this viewer, for the desk of open work."""
    if not viewer.may("accounts_manage"):
        return None
    found, me = waiting(viewer), viewer.account_id
    posts = [
        Owed(
            f"Approve or refuse: {one.account.name} as {one.acts_as}, from {date_short(one.held_from)}",
            one.account.reference, f"/people-and-posts/{one.account.reference}/",
        )
        for one in found["appointments"]
        if me not in (one.proposed_by_id, one.account_id)
    ]  # fmt: skip
    resets = [
        Owed(
            f"Confirm or refuse: reset of the second factor of {one.account.name}", one.account.reference,
            f"/people-and-posts/{one.account.reference}/", since=one.asked_at,
        )
        for one in found["resets"]
        if me not in (one.asked_by_id, one.account_id)
    ]  # fmt: skip
    return resets + posts


def post_choices(viewer: Viewer) -> dict[str, Post]:
    """The open posts this viewer may propose people for, by the mark a form gives them."""
    if viewer.may("accounts_manage"):
        posts = open_posts(viewer.area_id)
    elif viewer.role == "front_door_manager":
        posts = open_posts(viewer.area_id, team_id=viewer.team_id)
    else:
        posts = open_posts(viewer.area_id, organisation_id=viewer.organisation_id)
    return {mark("post", one.pk): one for one in posts}


def role_choices(viewer: Viewer) -> list[tuple[str, str]]:
    """The roles this viewer may propose."""
    guarded = set() if viewer.may("accounts_manage") else GUARDED_ROLES
    return [(one.key, one.title) for one in ROLES.values() if one.key not in guarded]


def held_in(area_id: int | None) -> QuerySet[Appointment]:
    """Appointments of an area held today, by name."""
    found = Appointment.objects.filter(
        Q(held_until=None) | Q(held_until__gte=today()), approved_at__isnull=False, ended_at__isnull=True,
        account__is_active=True, held_from__lte=today(), post__team__organisation__area_id=area_id or 0,
    )  # fmt: skip
    related = ("account", "post__team__organisation", "deputy_for__account")
    return found.select_related(*related).order_by("account__name", "pk")


def colleagues(viewer: Viewer) -> dict[str, Appointment]:
    """Appointments held now that somebody may report to, by reference."""
    found = held_in(viewer.area_id)
    if not viewer.may("accounts_manage"):
        found = found.filter(post__team__organisation_id=viewer.organisation_id or 0)
    return {one.reference: one for one in found}


def principals(viewer: Viewer, deputy: Account) -> dict[str, Appointment]:
    """Appointments held now in which `deputy` may stand in: of somebody else, in a post this viewer may propose for."""
    posts = {one.pk for one in post_choices(viewer).values()}
    guarded = set() if viewer.may("accounts_manage") else GUARDED_ROLES
    return {
        reference: one
        for reference, one in colleagues(viewer).items()
        if one.post_id in posts
        and one.account_id != deputy.pk
        and one.deputy_for_id is None
        and one.role not in guarded
    }


slots.fill("my_work", "posts and resets that wait for a second person", approvals_owed)
