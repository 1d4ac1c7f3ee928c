"""What the pages about organisations read. Nothing here is confidential."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import (
    Area,
    Group,
    LeadRepresentative,
    Organisation,
    Post,
    Seat,
    Succession,
    Team,
)

# The three kinds of safeguarding partner, of equal standing (Children Act 2004 s.16E; GL-PA-01).
PARTNER_KINDS = {
    "local_authority": "the local authority",
    "health": "the integrated care board",
    "police": "the police",
}


def area_name(area_id: int | None) -> str:
    """The name of an area; empty where there is none."""
    return Area.objects.filter(pk=area_id or 0).values_list("name", flat=True).first() or ""


def exists_today(organisation: Organisation, today: datetime.date | None = None) -> bool:
    """Whether a body exists under this name and form today."""
    day = today or timezone.localdate()
    begun = organisation.exists_from is None or organisation.exists_from <= day
    return begun and (organisation.exists_until is None or organisation.exists_until >= day)


def organisations(area_id: int | None, words: str = "", sector: str = "") -> list[Organisation]:
    """The organisations of an area, by name, with how many teams each has."""
    found = Organisation.objects.filter(area_id=area_id or 0).annotate(team_count=Count("teams")).order_by("name", "pk")
    if words:
        found = found.filter(name__icontains=words)
    if sector:
        found = found.filter(sector=sector)
    return list(found)


def organisation(area_id: int | None, key: str) -> Organisation | None:
    """One organisation of an area by its key."""
    return Organisation.objects.filter(area_id=area_id or 0, key=key).first()


def teams_of(organisation_: Organisation) -> list[dict[str, Any]]:
    """The teams of an organisation, each with its posts."""
    teams = Team.objects.filter(organisation=organisation_).prefetch_related("posts").order_by("name", "pk")
    return [
        {"key": team.key, "name": team.name, "purpose": team.purpose, "posts": sorted(team.posts.all(), key=str)}
        for team in teams
    ]


def successions(organisation_: Organisation) -> list[Succession]:
    """Who took over from this body and whom it took over from, by date."""
    found = Succession.objects.filter(Q(predecessor=organisation_) | Q(successor=organisation_))
    return list(found.select_related("predecessor", "successor").order_by("took_effect_on", "pk"))


def open_posts(area_id: int | None, *, team_id: int | None = None, organisation_id: int | None = None) -> list[Post]:
    """Posts that are not closed, of an area, one organisation of it or one team, in reading order."""
    today = timezone.localdate()
    found = Post.objects.filter(team__organisation__area_id=area_id or 0).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=today)
    )
    if organisation_id is not None:
        found = found.filter(team__organisation_id=organisation_id)
    if team_id is not None:
        found = found.filter(team_id=team_id)
    return list(
        found.select_related("team__organisation").order_by("team__organisation__name", "team__name", "title", "pk")
    )


def post_by_mark(posts: list[Post], wanted: str) -> Post | None:
    """The post of a list that a form's value stands for."""
    return next((post for post in posts if mark("post", post.pk) == wanted), None)


def name_at(organisation_: Organisation, day: datetime.date) -> str:
    """What a body was called on a day: a record keeps the name its body bore at its date (guidance-now D9, GL-PA-03)."""
    earlier = sorted(organisation_.former_names.all(), key=lambda one: one.until)
    return next((one.name for one in earlier if one.until >= day), organisation_.name)


def body_at(organisation_: Organisation, day: datetime.date) -> Organisation:
    """The body that answers on a day for what this one did: itself, or whoever had taken over by then (GL-PA-03)."""
    seen = {organisation_.pk}
    while True:
        later = (
            Succession.objects.filter(predecessor=organisation_, took_effect_on__lte=day)
            .select_related("successor")
            .order_by("-took_effect_on", "-pk")
            .first()
        )
        if later is None or later.successor_id in seen:
            return organisation_
        organisation_ = later.successor
        seen.add(organisation_.pk)


def partner_kinds_without_a_body(area_id: int | None) -> list[str]:
    """Which of the three kinds of safeguarding partner no body of the area is today, in words (GL-PA-01)."""
    partners = [
        one
        for one in Organisation.objects.filter(area_id=area_id or 0)
        if "safeguarding_partner" in one.duties and exists_today(one)
    ]
    return [words for sector, words in PARTNER_KINDS.items() if all(one.sector != sector for one in partners)]


def leads_of(organisation_: Organisation) -> list[LeadRepresentative]:
    """Who leads for safeguarding in a body, now and before, the latest first (GL-PA-08)."""
    return list(_leads().filter(organisation=organisation_))


def _leads() -> QuerySet[LeadRepresentative]:
    return LeadRepresentative.objects.select_related("post__team").order_by("-held_from", "pk")


def lead_now(found: Iterable[LeadRepresentative], today: datetime.date | None = None) -> list[LeadRepresentative]:
    """Those of a body's leads who hold it today, in posts that are open."""
    day = today or timezone.localdate()
    return [
        one
        for one in found
        if one.held_from <= day
        and (one.held_until is None or one.held_until >= day)
        and (one.post.closed_on is None or one.post.closed_on > day)
    ]


def leads(area_id: int | None) -> list[tuple[Organisation, list[LeadRepresentative]]]:
    """Every body of the area that exists today, those without a lead representative first (GL-PA-08)."""
    today = timezone.localdate()
    held: dict[int, list[LeadRepresentative]] = defaultdict(list)
    for lead in _leads().filter(organisation__area_id=area_id or 0):
        held[lead.organisation_id].append(lead)
    bodies = [one for one in organisations(area_id) if exists_today(one, today)]
    found = [(one, lead_now(held[one.pk], today)) for one in bodies]
    return sorted(found, key=lambda pair: (bool(pair[1]), pair[0].name))


def eras(area_id: int | None) -> list[str]:
    """The editions of the arrangements whose groups are kept, the latest first."""
    return sorted(set(Group.objects.filter(area_id=area_id or 0).values_list("era", flat=True)), reverse=True)


def groups(area_id: int | None, era: str) -> list[tuple[Group, int, int]]:
    """The standing groups of an edition by name, each with how many seats it has and how many are vacant today."""
    found = list(Group.objects.filter(area_id=area_id or 0, era=era).select_related("parent").order_by("name", "pk"))
    held = _open_seats(found)
    return [
        (one, len(held[one.pk]), sum(getattr(seat, "holder", None) is None for seat in held[one.pk])) for one in found
    ]


def group_by_mark(area_id: int | None, wanted: str) -> Group | None:
    """The group of an area that an address's value stands for."""
    found = Group.objects.filter(area_id=area_id or 0).select_related("parent")
    return next((one for one in found if mark("group", one.pk) == wanted), None)


def seats(group: Group) -> list[Seat]:
    """The open seats of a group in their order, each with `holder`, `deputies` and `before`: holdings now and past."""
    return _open_seats([group])[group.pk]


def _open_seats(groups_: Iterable[Group]) -> dict[int, list[Seat]]:
    """The open seats of some groups by the group's id, each as `seats` gives it."""
    today = timezone.localdate()
    still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=today)
    found = Seat.objects.filter(still_open, group__in=groups_).order_by("order", "pk")
    listed: dict[int, list[Seat]] = defaultdict(list)
    for seat in found.prefetch_related("holdings__post__team__organisation"):
        listed[seat.group_id].append(seat)
        held = sorted(seat.holdings.all(), key=lambda one: one.held_from, reverse=True)
        now = [one for one in held if one.held_from <= today and (one.held_until is None or one.held_until >= today)]
        # A post that was closed fills nothing, though nobody has ended the holding yet.
        now = [one for one in now if one.post is None or one.post.closed_on is None or one.post.closed_on > today]
        seat.holder = next((one for one in now if not one.deputy), None)  # type: ignore[attr-defined]  # for the page
        seat.deputies = [one for one in now if one.deputy]  # type: ignore[attr-defined]  # as above
        seat.before = [one for one in held if one not in now]  # type: ignore[attr-defined]  # as above
    return listed


def seat_by_mark(group: Group, wanted: str) -> Seat | None:
    """The open seat of a group that an address's value stands for."""
    return next((one for one in seats(group) if mark("seat", one.pk) == wanted), None)
