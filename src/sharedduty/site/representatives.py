"""Who leads for safeguarding in the demonstration's bodies, and who sits in two of its groups: posts invented and shown as such.

The published arrangements name the groups of today without their seats, and no leads; a demonstration in which every
place is vacant shows nothing of what the pages are for.
"""

import datetime

from sharedduty.foundations.directory.models import (
    Area,
    Group,
    LeadRepresentative,
    Organisation,
    Post,
    Seat,
    SeatHolding,
    Team,
)

DATABASE = "owner"
VACANT_EACH = 6  # every sixth body has named nobody yet, so that a vacancy is there to be seen
LEAD = "Safeguarding lead (demonstration)"
ROLE = "Lead safeguarding representative"
# Group, role, body, whether in the chair, and the title of the post that fills it ("" where the seat is vacant).
SEATS = (
    ("GSCP-EX", "Safeguarding partner for the council", "Gloucestershire County Council", False, ""),
    ("GSCP-EX", "Safeguarding partner for health", "Gloucestershire NHS Integrated Care Board", True,
     "Delegated safeguarding partner for health"),
    ("GSCP-EX", "Safeguarding partner for the police", "Gloucestershire Constabulary", False, LEAD),
    ("GSCP-EX", "Independent scrutineer", "independent", False, "Independent scrutineer"),
    ("GSCP-EX", "Business manager", "Gloucestershire Safeguarding Children Partnership", False,
     "Partnership business manager"),
    ("GSCP-MASH", "Front door manager", "Gloucestershire County Council", True, "Front door manager"),
    ("GSCP-MASH", "Police", "Gloucestershire Constabulary", False, "Police decision maker, MASH"),
    ("GSCP-MASH", "Health", "Gloucestershire NHS Integrated Care Board", False, "Health practitioner, MASH"),
    ("GSCP-MASH", "Education", "Gloucestershire County Council", False, "Education officer, MASH"),
    ("GSCP-MASH", "Housing", "a district council", False, ""),
)  # fmt: skip


def make_representatives(area: Area, since: datetime.date) -> None:
    """Name the leads of most bodies, and fill most seats of two groups, from a day on (GL-PA-06, GL-PA-08).

    As the owner, at set-up. Changes nothing where any lead, or any seat of a group, is there already.
    """
    if not LeadRepresentative.objects.using(DATABASE).filter(organisation__area=area).exists():
        _make_leads(area, since)
    _make_seats(area, since)


def _make_leads(area: Area, since: datetime.date) -> None:
    """A body that came later than the day has its lead from the day it came."""
    bodies = Organisation.objects.using(DATABASE).filter(area=area, exists_until=None).order_by("name", "pk")
    for number, body in enumerate(bodies, start=1):
        team = body.teams.using(DATABASE).filter(purpose="safeguarding").first()
        if team is None and number % VACANT_EACH == 0 and "safeguarding_partner" not in body.duties:
            continue
        if team is None:
            team, _ = Team.objects.using(DATABASE).get_or_create(
                organisation=body, key="safeguarding", defaults={"name": "Safeguarding", "purpose": "safeguarding"}
            )
        post = Post.objects.using(DATABASE).filter(team=team, closed_on=None).order_by("pk").first()
        post = post or Post.objects.using(DATABASE).create(team=team, title=LEAD)
        LeadRepresentative.objects.using(DATABASE).create(
            organisation=body, post=post, role=ROLE, held_from=max(since, body.exists_from or since)
        )


def _make_seats(area: Area, since: datetime.date) -> None:
    empty = {one.key: one for one in Group.objects.using(DATABASE).filter(area=area, seats=None)}
    for order, (key, role, body, chairs, title) in enumerate(SEATS, start=1):
        if key not in empty:
            continue
        seat = Seat.objects.using(DATABASE).create(
            group=empty[key], order=order, role_title=role, body=body, membership="member", is_chair=chairs,
            citation="invented for the demonstration",
        )  # fmt: skip
        posts = Post.objects.using(DATABASE).filter(title=title, team__organisation__area=area)
        post = posts.filter(team__organisation__name=body).first() or posts.first() if title else None
        if post:
            SeatHolding.objects.using(DATABASE).create(seat=seat, post=post, held_from=since)
