"""The designated officers of an area, and what shows that each is qualified (WT-LADO-05)."""

from dataclasses import dataclass

from sharedduty.foundations.access.api import Appointment, Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.allegations.models import OfficerStanding
from sharedduty.modules.allegations.policy import OFFICER
from sharedduty.modules.allegations.queries.routing import holders

WAYS = dict(OfficerStanding.Way.choices)


@dataclass(frozen=True)
class OfficerRow:
    """One who holds the post today, with the latest entry about them."""

    holder: Appointment
    held: OfficerStanding | None

    @property
    def fits(self) -> bool:
        """Whether what is written down is one of the two ways that the guidance names."""
        return bool(self.held and self.held.way != OfficerStanding.Way.NEITHER)


def today(viewer: Viewer) -> list[OfficerRow]:
    """Those who hold the post in the viewer's area today, by name."""
    found = holders(viewer, viewer.area_id or 0, OFFICER)
    latest = {
        one.officer_id: one
        for one in OfficerStanding.objects.filter(officer__in=[each.pk for each in found]).order_by("recorded_at", "pk")
    }
    return sorted((OfficerRow(one, latest.get(one.pk)) for one in found), key=lambda row: row.holder.account.name)


def listed(viewer: Viewer) -> list[OfficerRow]:
    """The same for a page. Journals the entries shown."""
    rows = today(viewer)
    record_sight(
        by=viewer, verb="listed", object_type="designated officers",
        files=sorted({row.held.case_file_id for row in rows if row.held}),
    )  # fmt: skip
    return rows


def options(viewer: Viewer) -> dict[str, str]:
    """Those who hold the post, to choose from: by the address they sign in with, for a name may be there twice."""
    return {row.holder.account.email: f"{row.holder.account.name}, {row.holder.post.title}" for row in today(viewer)}
