"""What the pages about organisations read. Nothing here is confidential."""

import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.directory.models import Area, Organisation, Post, Succession, Team


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
    found = Organisation.objects.filter(area_id=area_id or 0).annotate(team_count=Count("teams")).order_by("name")
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
    teams = Team.objects.filter(organisation=organisation_).prefetch_related("posts").order_by("name")
    return [
        {"key": team.key, "name": team.name, "purpose": team.purpose, "posts": sorted(team.posts.all(), key=str)}
        for team in teams
    ]


def successions(organisation_: Organisation) -> list[Succession]:
    """Who took over from this body and whom it took over from, by date."""
    found = Succession.objects.filter(Q(predecessor=organisation_) | Q(successor=organisation_))
    return list(found.select_related("predecessor", "successor").order_by("took_effect_on"))


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
    return list(found.select_related("team__organisation").order_by("team__organisation__name", "team__name", "title"))


def post_by_mark(posts: list[Post], wanted: str) -> Post | None:
    """The post of a list that a form's value stands for."""
    return next((post for post in posts if mark("post", post.pk) == wanted), None)
