"""The three safeguarding partners: who speaks for them, what they said, and who disagreed with what was decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.directory.api import PARTNER_KINDS
from sharedduty.foundations.directory.models import Team
from sharedduty.modules.serious_incident.models import PartnerView, SeriousIncident
from sharedduty.modules.serious_incident.policy import DECIDER, DELEGATE, UNIT

DECIDING = "service_leadership"  # what the deciding team is for, in the directory
BUSINESS = "business_unit"


def team_for(viewer: Viewer, purpose: str, area_id: int | None = None) -> Team | None:
    """The team of an area, the viewer's own where none is given, that is for something; None where there is none."""
    found = Team.objects.filter(organisation__area_id=area_id or viewer.area_id or 0, purpose=purpose)
    return found.order_by("pk").first()


def business_team(viewer: Viewer, area_id: int) -> Team | None:
    """The business unit of an area; None where it has none."""
    return team_for(viewer, BUSINESS, area_id)


def holders(viewer: Viewer, area_id: int, role: str) -> list[Appointment]:
    """Those who hold a role in an area today; of delegates only those of bodies that are safeguarding partners."""
    today = timezone.localdate()
    found = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), role=role, approved_at__isnull=False, ended_at__isnull=True,
        held_from__lte=today, post__team__organisation__area_id=area_id,
    ).select_related("account", "post__team__organisation")  # fmt: skip
    if role == DELEGATE:
        found = found.filter(
            post__team__organisation__sector__in=PARTNER_KINDS,
            post__team__organisation__duties__contains=["safeguarding_partner"],
        )
    return list(found.order_by("pk"))


def to_be_told(viewer: Viewer, area_id: int) -> list[Appointment]:
    """Whom the product tells by itself: the delegates of the partners and the business managers of the area."""
    return [*holders(viewer, area_id, DELEGATE), *holders(viewer, area_id, UNIT)]


def deciders(viewer: Viewer, team_id: int) -> list[Appointment]:
    """Those who decide, in one team."""
    team = Team.objects.select_related("organisation").get(pk=team_id)
    return [one for one in holders(viewer, team.organisation.area_id, DECIDER) if one.post.team_id == team_id]


@dataclass(frozen=True)
class PartnerLine:
    """One safeguarding partner in one round: what it said last, and whether that differs from what was decided."""

    partner: str
    title: str
    view: PartnerView | None
    earlier: list[PartnerView]
    dissents: bool


def partner_lines(viewer: Viewer, incident: SeriousIncident, round_: int | None = None) -> list[PartnerLine]:
    """The three partners in a round, the present one where none is given. It compares; it never counts or decides."""
    number = round_ or incident.round
    decided = incident.decisions.filter(round=number).values_list("outcome", flat=True).first()
    return lines_of(incident.views.filter(round=number).order_by("given_at", "pk"), decided or "")


def lines_of(views: Iterable[PartnerView], decided: str) -> list[PartnerLine]:
    """The three partners with what each said, in the order they said it, beside what was decided (empty: nothing yet)."""
    said: dict[str, list[PartnerView]] = {}
    for view in views:
        said.setdefault(view.partner, []).append(view)
    lines = []
    for key, title in PARTNER_KINDS.items():
        mine = said.get(key, [])
        last = mine[-1] if mine else None
        differs = bool(last and decided and last.view not in (decided, "unsure"))
        lines.append(PartnerLine(key, title[:1].upper() + title[1:], last, mine[:-1], differs))
    return lines


def without_view(viewer: Viewer, incident: SeriousIncident) -> list[str]:
    """The partners who have not said yet what they think in this round, in words."""
    said = set(incident.views.filter(round=incident.round).values_list("partner", flat=True))
    return [title for key, title in PARTNER_KINDS.items() if key not in said]
