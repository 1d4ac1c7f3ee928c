"""The meetings of this room, and what they are about: a protection record before the plan, the plan from then on."""

from django.urls import reverse

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.gatherings.api import About, RoomGatherings, Subject, declare_gatherings
from sharedduty.modules.child_protection.models import ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.process import CONFERENCE, CORE_GROUP, REVIEW, STRATEGY
from sharedduty.modules.child_protection.queries.cases import (
    brothers_and_sisters,
    plan_by_reference,
    plans_together,
    record_by_reference,
)


def about_record(viewer: Viewer, reference: str) -> About | None:
    """The record or the plan a meeting is about; None out of sight."""
    plan = plan_by_reference(viewer, reference) if reference.startswith("PP-") else None
    record = plan.protection if plan else record_by_reference(viewer, reference)
    if record is None or (plan is None and reference.startswith("PP-")):
        return None
    also = _together(viewer, plan, record)
    page = reverse("child_protection:plan" if plan else "child_protection:record", args=[reference])
    return About(
        reference, f"{record.child_name} ({reference})", record.team_id, record.area_id, (Subject(reference,
        record.child_name), *also),
        page, uses=tuple(use.code for use in ((CORE_GROUP, REVIEW) if plan else (STRATEGY, CONFERENCE))),
    )  # fmt: skip


def _together(viewer: Viewer, plan: ProtectionPlan | None, record: ProtectionRecord) -> list[Subject]:
    """Brothers and sisters who stand where this child stands: one meeting about all of them, a part for each."""
    if plan is None:
        return [Subject(one.reference, one.child_name) for one in brothers_and_sisters(viewer, record)]
    return [Subject(one.reference, one.protection.child_name) for one in plans_together(viewer, plan)]


MEETINGS = RoomGatherings(
    code="child_protection",
    title="Child protection",
    prefix="GC",
    hold="protection_hold",
    take_part="protection_join",
    namespace="child_protection",
    uses=(STRATEGY, CONFERENCE, REVIEW, CORE_GROUP),
    about=about_record,
)


def make_known() -> None:
    """Declare the meetings, once every model is loaded."""
    declare_gatherings(MEETINGS, lambda viewer, reference: reverse("child_protection:meeting", args=[reference]))
