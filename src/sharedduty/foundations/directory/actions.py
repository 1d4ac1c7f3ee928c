"""Keeping organisations, successions, teams and posts up to date. Every act takes `by` and is journalled."""

import datetime

from django.utils.text import slugify

from sharedduty.foundations.directory.models import Organisation, Post, Succession, Team
from sharedduty.foundations.journal.api import Actor, record_change


class CannotKeep(Exception):
    """A change that would make the directory wrong. The message is fit to show."""


def _free_key(taken: set[str], name: str) -> str:
    base = slugify(name)[:70] or "body"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def add_organisation(
    *, by: Actor, area_id: int, name: str, sector: str, exists_from: datetime.date | None = None
) -> Organisation:
    """Add a body to an area. Raises CannotKeep when one of that name exists there already."""
    if Organisation.objects.filter(area_id=area_id, name__iexact=name).exists():
        raise CannotKeep("There is an organisation of that name already.")
    key = _free_key(set(Organisation.objects.filter(area_id=area_id).values_list("key", flat=True)), name)
    made = Organisation.objects.create(area_id=area_id, key=key, name=name, sector=sector, exists_from=exists_from)
    record_change(
        by=by, verb="added organisation", object_type="organisation", object_ref=key, fields=["name", "sector"]
    )
    return made


def succeed(
    *, by: Actor, predecessor: Organisation, successor: Organisation, took_effect_on: datetime.date, note: str = ""
) -> Succession:
    """Record that one body took over from another; the old one ends the day before (GL-PA-03). Records stay where they are.

    Raises CannotKeep for a body taking over from itself or from one that ended earlier.
    """
    if predecessor.pk == successor.pk:
        raise CannotKeep("Choose another organisation: a body cannot take over from itself.")
    day_before = took_effect_on - datetime.timedelta(days=1)
    if predecessor.exists_until is not None and predecessor.exists_until < day_before:
        raise CannotKeep("That organisation ended before this date.")
    made = Succession.objects.create(
        predecessor=predecessor, successor=successor, took_effect_on=took_effect_on, note=note
    )
    predecessor.exists_until = day_before
    predecessor.save(update_fields=["exists_until"])
    record_change(
        by=by, verb="recorded succession", object_type="organisation", object_ref=predecessor.key,
        fields=["succeeded_by", "exists_until"], values={"successor": successor.key},
    )  # fmt: skip
    return made


def add_team(*, by: Actor, organisation: Organisation, name: str, purpose: str) -> Team:
    """Add a team to an organisation. Raises CannotKeep when one of that name exists there already."""
    if Team.objects.filter(organisation=organisation, name__iexact=name).exists():
        raise CannotKeep("There is a team of that name already.")
    key = _free_key(set(Team.objects.filter(organisation=organisation).values_list("key", flat=True)), name)
    made = Team.objects.create(organisation=organisation, key=key, name=name, purpose=purpose)
    record_change(by=by, verb="added team", object_type="team", object_ref=f"{organisation.key}/{key}", fields=["name"])
    return made


def add_post(*, by: Actor, team: Team, title: str) -> Post:
    """Add a post to a team. Several posts may share a title."""
    made = Post.objects.create(team=team, title=title)
    record_change(by=by, verb="added post", object_type="post", object_ref=title, fields=["title"])
    return made


def close_post(*, by: Actor, post: Post, on: datetime.date) -> None:
    """Close a post from a day: nobody new can be appointed to it. Appointments to it are ended where people are kept."""
    post.closed_on = on
    post.save(update_fields=["closed_on"])
    record_change(by=by, verb="closed post", object_type="post", object_ref=post.title, fields=["closed_on"])
