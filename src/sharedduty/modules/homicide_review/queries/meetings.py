"""The meetings of this room: the decision panel, and the review panel with those who have declared themselves free to sit."""

from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.api import (
    About,
    Gathering,
    Invitee,
    RoomGatherings,
    Subject,
    declare_gatherings,
    of_record,
)
from sharedduty.modules.homicide_review.models import HomicideReview, PanelMember
from sharedduty.modules.homicide_review.process import CONSIDERING, DECISION_MEETING, NOT_HELD, PANEL_MEETING, RUNNING
from sharedduty.modules.homicide_review.queries.members import declared
from sharedduty.modules.homicide_review.queries.reading import members_of

SPECIALIST = "domestic abuse"
CHAIRING = ("chair", "chair_only")  # whoever only writes the report does not chair the panel


def about_decision(viewer: Viewer, reference: str) -> About | None:
    """The death a decision panel is about, with those asked to advise; None out of sight, or once it is decided."""
    held = HomicideReview.objects.filter(reference=reference, stage__in=(CONSIDERING, NOT_HELD)).first()
    return _about(held, tuple(_invitee(one, "other") for one in members_of(viewer, held, "decision"))) if held else None


def about_panel(viewer: Viewer, reference: str) -> About | None:
    """The review a panel meets about, with its chair and the members free to sit; None out of sight or not running."""
    held = HomicideReview.objects.filter(reference=reference, stage__in=RUNNING).first()
    if held is None:
        return None
    chairs = held.chairs.filter(part__in=CHAIRING, ended_on__isnull=True).order_by("appointed_on", "pk")
    presides = tuple(Invitee(one.reference, "chair", one.name, one.body, None) for one in chairs)
    return _about(held, (*presides, *(_invitee(one, "member") for one in declared(viewer, held))))


def _invitee(one: PanelMember, capacity: str) -> Invitee:
    as_what = "specialist" if SPECIALIST in one.seat.casefold() or one.seat == "GDASS" else capacity
    return Invitee(one.reference, as_what, one.name, one.body, one.appointment)


def _about(held: HomicideReview, people: tuple[Invitee, ...]) -> About:
    return About(
        held.reference, held.called + f" {held.reference}", held.team_id, held.area_id,
        (Subject(held.reference, f"Review {held.reference}"),), reverse("homicide_review:review", args=[held.reference]), people,
    )  # fmt: skip


DECISIONS = RoomGatherings(
    code="homicide_decision", title="Decision panels", prefix="HD", hold="homicide_hold", take_part="homicide_join",
    namespace="homicide_review", uses=(DECISION_MEETING,), about=about_decision,
)  # fmt: skip
PANELS = RoomGatherings(
    code="homicide_panel", title="Review panels", prefix="HP", hold="homicide_hold", take_part="homicide_join",
    namespace="homicide_panel", uses=(PANEL_MEETING,), about=about_panel,
)  # fmt: skip


def meetings_of(viewer: Viewer, held: HomicideReview) -> list[Gathering]:
    """Every meeting about a review in sight, the latest first."""
    return list(of_record(viewer, held.reference)[:20])


def on_the_draft(held: HomicideReview, meetings: list[Gathering]) -> int | None:
    """How many of these meetings of the review panel were called or held on the draft report; None before there is one.

    From the day the first version came to the sign-off; a cancelled one does not count. The area asks for at most three, if
    possible (GL-DH-43).
    """
    draft = held.reports.order_by("number").first()
    if draft is None:
        return None
    until = timezone.localdate(held.signed_at) if held.signed_at else None
    days = [
        timezone.localdate(one.starts_at) for one in meetings if one.room == PANELS.code and one.stage != "cancelled"
    ]
    return sum(draft.received_on <= day and (until is None or day <= until) for day in days)


def make_known() -> None:
    """Declare the meetings, once every model is loaded."""
    declare_gatherings(DECISIONS, lambda viewer, reference: reverse("homicide_review:meeting", args=[reference]))
    declare_gatherings(PANELS, lambda viewer, reference: reverse("homicide_panel:meeting", args=[reference]))
