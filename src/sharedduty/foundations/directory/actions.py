"""Keeping organisations, successions, teams and posts up to date. Every act takes `by` and is journalled."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from sharedduty.foundations.directory.models import (
    Area,
    FormerName,
    Group,
    LeadRepresentative,
    Organisation,
    Post,
    Seat,
    SeatHolding,
    Succession,
    Team,
)
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


def keep_area(
    *, by: Actor, area: Area, name: str, front_door_name: str, front_door_telephone: str, out_of_hours_telephone: str
) -> None:
    """Keep what everybody reads of an area: its name, and what the front door is called and where it is telephoned."""
    given = {
        "name": name, "front_door_name": front_door_name, "front_door_telephone": front_door_telephone,
        "out_of_hours_telephone": out_of_hours_telephone,
    }  # fmt: skip
    changed = [field for field, value in given.items() if getattr(area, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(area, field, given[field])
    area.save(update_fields=changed)
    record_change(
        by=by, verb="changed area", object_type="area", object_ref=area.key, fields=changed,
        values={field: given[field] for field in changed},
    )  # fmt: skip


def add_organisation(
    *,
    by: Actor,
    area_id: int,
    name: str,
    sector: str,
    exists_from: datetime.date | None = None,
    is_legal_body: bool = True,
) -> Organisation:
    """Add a body to an area. Raises CannotKeep when one of that name exists there already."""
    if Organisation.objects.filter(area_id=area_id, name__iexact=name).exists():
        raise CannotKeep("There is an organisation of that name already.")
    key = _free_key(set(Organisation.objects.filter(area_id=area_id).values_list("key", flat=True)), name)
    made = Organisation.objects.create(
        area_id=area_id,
        key=key,
        name=name,
        sector=sector,
        exists_from=exists_from,
        is_legal_body=is_legal_body,
    )
    record_change(
        by=by, verb="added organisation", object_type="organisation", object_ref=key, fields=["name", "sector"]
    )
    return made


def succeed(
    *, by: Actor, predecessor: Organisation, successor: Organisation, took_effect_on: datetime.date, note: str = ""
) -> Succession:
    """Record that one body took over from another; the old one ends the day before (GL-PA-03). Records stay where they are.

    Several may take over from one. Raises CannotKeep for a body taking over from itself, from one that it took over from
    already, or from one that ended earlier.
    """
    if predecessor.pk == successor.pk:
        raise CannotKeep("Choose another organisation: a body cannot take over from itself.")
    if Succession.objects.filter(predecessor=predecessor, successor=successor).exists():
        raise CannotKeep(f"{successor.name} took over already. Choose another that took over too.")
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
    """Add a team to an organisation.

    Raises CannotKeep when one of that name exists there already, or when the organisation is no body in law: whoever
    employs people and holds records is a real body, never the partnership or a cluster (GL-PA-09).
    """
    if not organisation.is_legal_body:
        raise CannotKeep(
            "This is not a body in law, so it cannot have a team. Add the team to the body that employs it."
        )
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


def rename(*, by: Actor, organisation: Organisation, name: str, from_on: datetime.date) -> None:
    """Say that a body is called otherwise from a day on; what was done before keeps the earlier name (GL-PA-03, D9).

    Raises CannotKeep for the same name, one that another body has, a day not after the last change, or one ahead: pages
    show the name of today.
    """
    if name == organisation.name:
        raise CannotKeep("That is its name already.")
    if (
        Organisation.objects.filter(area_id=organisation.area_id, name__iexact=name)
        .exclude(pk=organisation.pk)
        .exists()
    ):
        raise CannotKeep("There is an organisation of that name already. If it took over, record that instead.")
    if from_on > timezone.localdate():
        raise CannotKeep("That day is ahead. Say it on the day, when the name is in use.")
    until = from_on - datetime.timedelta(days=1)
    if organisation.former_names.filter(until__gte=until).exists():
        raise CannotKeep("It was renamed on or after that day. Give a later day.")
    with transaction.atomic():
        FormerName.objects.create(organisation=organisation, name=organisation.name, until=until)
        organisation.name = name
        organisation.save(update_fields=["name"])
        record_change(
            by=by, verb="renamed organisation", object_type="organisation", object_ref=organisation.key, fields=["name"]
        )


def appoint_lead(
    *, by: Actor, organisation: Organisation, post: Post, role: str, held_from: datetime.date
) -> LeadRepresentative:
    """Name the post that leads for safeguarding in a body from a day on; several may (GL-PA-08).

    Raises CannotKeep for a post of another body, or one that leads there already.
    """
    if post.team.organisation_id != organisation.pk:
        raise CannotKeep("Choose a post of this organisation.")
    if LeadRepresentative.objects.filter(organisation=organisation, post=post, held_until=None).exists():
        raise CannotKeep("This post leads there already.")
    with transaction.atomic():
        made = LeadRepresentative.objects.create(organisation=organisation, post=post, role=role, held_from=held_from)
        record_change(
            by=by, verb="appointed lead representative", object_type="organisation", object_ref=organisation.key,
            fields=["leads"],
        )  # fmt: skip
    return made


def end_lead(*, by: Actor, lead: LeadRepresentative, on: datetime.date) -> None:
    """Say that a post leads no longer after a day. Raises CannotKeep for a day before it began, or where it ended."""
    if lead.held_until is not None:
        raise CannotKeep("This has already ended.")
    if on < lead.held_from:
        raise CannotKeep("It cannot end before it began.")
    with transaction.atomic():
        lead.held_until = on
        lead.save(update_fields=["held_until"])
        record_change(
            by=by, verb="ended lead representative", object_type="organisation", object_ref=lead.organisation.key,
            fields=["leads"],
        )  # fmt: skip


def add_group(
    *, by: Actor, area_id: int, name: str, era: str, kind: str = "", frequency: str = "", parent: Group | None = None
) -> Group:
    """Add a standing group. Raises CannotKeep when one of that name is there in the same edition of the arrangements."""
    held = Group.objects.filter(area_id=area_id, era=era)
    if held.filter(name__iexact=name).exists():
        raise CannotKeep("There is a group of that name already.")
    key = _free_key(set(held.values_list("key", flat=True)), name[:30])
    with transaction.atomic():
        made = Group.objects.create(
            area_id=area_id, key=key[:40], name=name, era=era, kind=kind, frequency=frequency, parent=parent
        )
        record_change(by=by, verb="added group", object_type="group", object_ref=key, fields=["name"])
    return made


def add_seat(
    *, by: Actor, group: Group, role_title: str, body: str, membership: str = "", is_chair: bool = False
) -> Seat:
    """Add a place to a group: the role, and the body it belongs to or “independent”."""
    last = group.seats.order_by("-order").values_list("order", flat=True).first() or 0
    with transaction.atomic():
        made = Seat.objects.create(
            group=group, order=last + 1, role_title=role_title, body=body, membership=membership, is_chair=is_chair
        )
        record_change(by=by, verb="added seat", object_type="group", object_ref=group.key, fields=["seats"])
    return made


def close_seat(*, by: Actor, seat: Seat, on: datetime.date) -> None:
    """Close a place of a group after a day; whoever filled it is said to have until then."""
    with transaction.atomic():
        seat.closed_on = on
        seat.save(update_fields=["closed_on"])
        for one in seat.holdings.filter(held_until=None):
            one.held_until = max(on, one.held_from)
            one.save(update_fields=["held_until"])
        record_change(by=by, verb="closed seat", object_type="group", object_ref=seat.group.key, fields=["seats"])


def fill_seat(
    *, by: Actor, seat: Seat, held_from: datetime.date, post: Post | None = None, person: str = "", deputy: bool = False
) -> SeatHolding:
    """Say who fills a seat from a day on, a post or a person who comes for none; whoever filled it ends the day before.

    Raises CannotKeep unless exactly one is given, or for a day not after the holder before began.
    """
    if (post is None) == (not person.strip()):
        raise CannotKeep("Choose a post, or write who it is. Not both.")
    with transaction.atomic():
        before = seat.holdings.select_for_update().filter(deputy=deputy, held_until=None).first()
        if before is not None:
            if held_from <= before.held_from:
                raise CannotKeep(f"{before} fills it since {before.held_from:%-d %B %Y}. Give a later day.")
            before.held_until = held_from - datetime.timedelta(days=1)
            before.save(update_fields=["held_until"])
        made = SeatHolding.objects.create(
            seat=seat, post=post, person=person.strip(), deputy=deputy, held_from=held_from
        )
        record_change(
            by=by, verb="filled seat", object_type="group", object_ref=seat.group.key,
            fields=["deputy" if deputy else "holder"],
        )  # fmt: skip
    return made


def vacate_seat(*, by: Actor, holding: SeatHolding, on: datetime.date) -> None:
    """Say that somebody fills a seat no longer after a day. Raises CannotKeep for a day before it began, or ahead."""
    if on < holding.held_from:
        raise CannotKeep("It cannot end before it began.")
    if on > timezone.localdate():
        raise CannotKeep("Give a day that has come.")
    with transaction.atomic():
        holding.held_until = on
        holding.save(update_fields=["held_until"])
        record_change(
            by=by, verb="vacated seat", object_type="group", object_ref=holding.seat.group.key, fields=["holder"]
        )
