"""Lists of choices from the guidance packs, the teams one can ask, and the posts that can own work."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.directory.models import Group, Post, Team
from sharedduty.foundations.guidance.api import editions_in_force, pack
from sharedduty.modules.action_plans.models import Mention, RagRating

FALLBACK = (
    "gloucestershire-2019"  # whose Section 11 report first held these lists; another area's pack may hold its own
)
OTHER_FALLBACK = {"gap": "hertfordshire-2007", "breadth": "hertfordshire-2007"}
PRIORITIES = {"now": "Now", "next": "Next", "later": "Later"}
YES_NO = {"yes": "Yes", "no": "No"}
COLOURS = dict(RagRating.Colour.choices)
SAYS = dict(Mention.Says.choices)
# What the word of another tracker may mean (TRK-16). Whatever it means, here it counts once it is shown.
TRACKER_STATES = {
    "open": "Not begun", "under_way": "Under way", "done": "Something was done", "in_place": "It is in place",
    "effect": "Its effect was shown", "dropped": "Given up, or overtaken", "unknown": "Nobody knows any more",
}  # fmt: skip
# The purposes of teams that answer for a body, the hub's and the business unit's own first.
FIRST = ("mash", "business_unit", "service_leadership", "front_door", "early_help")
ASKED = (*FIRST, "safeguarding", "surgery", "social_work")
Teams = dict[str, Team]


def labels(name: str, on: datetime.date | None = None) -> dict[str, str]:
    """Code to words of a list `actionplan.NAME`, from the highest edition in force on a day that has it."""
    key = f"actionplan.{name}"
    editions = editions_in_force(on or timezone.localdate())
    held = next((one for one in editions if key in one.outcomes), None) or pack(OTHER_FALLBACK.get(name, FALLBACK))
    return {one.code: one.label for one in held.outcomes[key]}


def teams(viewer: Viewer, without: Iterable[int] = ()) -> tuple[Teams, Teams]:
    """The teams of the viewer's area that can be asked, by key: those of the bodies that work together daily, then all others."""
    found = Team.objects.filter(organisation__area_id=viewer.area_id or 0, purpose__in=ASKED).exclude(pk__in=[*without])
    held = {
        f"{one.organisation.key}/{one.key}": one
        for one in found.select_related("organisation").order_by("organisation__name", "name", "pk")
    }
    near = {key: one for key, one in held.items() if one.purpose in FIRST}
    return near, {key: one for key, one in held.items() if key not in near}


def groups(viewer: Viewer) -> dict[str, str]:
    """The groups of the area that may steer a recommendation: key to name."""
    return dict(Group.objects.filter(area_id=viewer.area_id or 0).order_by("name", "pk").values_list("key", "name"))


def group(viewer: Viewer, key: str) -> Group | None:
    """A group of the viewer's area by its key; None for any other."""
    return Group.objects.filter(area_id=viewer.area_id or 0, key=key).first() if key else None


def posts(team_id: int) -> dict[str, str]:
    """The posts of a team's body that exist, which may own work: id to title with who holds it today."""
    team = Team.objects.get(pk=team_id)
    found = Post.objects.filter(team__organisation_id=team.organisation_id, closed_on__isnull=True)
    return {
        str(one.pk): f"{one.title}, {one.team.name}"
        for one in found.select_related("team").order_by("title", "pk")[:200]
    }


def post(team_id: int, chosen: str) -> Post | None:
    """A post of a team's body by the id it was offered under; None for any other."""
    if not chosen.isdigit():
        return None
    team = Team.objects.get(pk=team_id)
    return Post.objects.filter(pk=int(chosen), team__organisation_id=team.organisation_id).first()


def in_post(area_id: int, **where: object) -> list[Appointment]:
    """Those in post today in an area, narrowed by lookups of the appointment; at most 20."""
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), held_from__lte=today, approved_at__isnull=False,
        ended_at__isnull=True, account__is_active=True, post__team__organisation__area_id=area_id, **where,
    )  # fmt: skip
    return list(found.select_related("account", "post__team__organisation").order_by("account__name", "pk")[:20])
