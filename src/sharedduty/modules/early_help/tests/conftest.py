"""What every test of this room stands on: an invented partnership, and plans at every stage."""

import datetime
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.modules.early_help.actions import consenting, leading, moving, noting, opening, planning, writing
from sharedduty.modules.early_help.models import Member, Plan
from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership

SOON = datetime.timedelta(days=42)


@dataclass
class Help:
    """The partnership, and short ways to a plan at a stage."""

    house: Partnership

    def __post_init__(self) -> None:
        self.teacher = self.house.post_holder("teacher")
        self.gp = self.house.post_holder("gp")
        self.coordinator = self.house.post_holder("early_help_coordinator")

    def appointment(self, viewer: Viewer) -> Appointment:
        """The appointment a viewer acts as."""
        found = Appointment.objects.select_related("account", "post__team__organisation")
        return found.get(pk=viewer.appointment_id)

    def begun(self, by: Viewer | None = None, **more: Any) -> Plan:
        """A plan just begun, by the teacher unless said."""
        given = {
            "given_names": "Robin", "family_name": "Testwick", "birth_on": datetime.date(2016, 5, 17),
            "noticed": "Tired and late since the summer.", "tool": "my_plan", "tool_reason": "It is clear who can help.",
        }  # fmt: skip
        return opening.begin_plan(by=by or self.teacher, **{**given, **more})

    def agreed_to(self, plan: Plan, by: Viewer | None = None) -> Plan:
        """Consent given."""
        consenting.record_consent(
            by=by or self.teacher,
            plan=plan,
            answer="given",
            by_whom="Robin and his mother",
            covers="School and surgery",
        )
        return self.fresh(plan)

    def led(self, plan: Plan, by: Viewer | None = None, member: Member | None = None, **more: str) -> Plan:
        """A lead named: whoever began it, unless said."""
        viewer = by or self.teacher
        chosen = member or plan.members.get(appointment_id=viewer.appointment_id)
        given = {"preference": "They want the teacher.", "because": "She sees Robin every day.", **more}
        leading.name_lead(by=viewer, plan=plan, member=chosen, **given)
        return self.fresh(plan)

    def with_action(self, plan: Plan, by: Viewer | None = None) -> Plan:
        """One outcome with one action."""
        viewer = by or self.teacher
        outcome = planning.set_outcome(by=viewer, plan=plan, text="Robin is awake at school.")
        planning.agree_action(
            by=viewer, outcome=outcome, what="Breakfast club each day", kind="more", owner=plan.members.first(),
            due_on=timezone.localdate() + SOON,
        )  # fmt: skip
        return self.fresh(plan)

    def active(self, by: Viewer | None = None) -> Plan:
        """A plan under way."""
        plan = self.with_action(self.led(self.agreed_to(self.begun(by), by), by), by)
        moving.agree_plan(by=by or self.teacher, plan=plan, review_on=timezone.localdate() + SOON)
        return self.fresh(plan)

    def assessed(self, plan: Plan) -> None:
        """A My Assessment finished."""
        record = writing.begin_form(by=self.teacher, plan=plan, form="my-assessment")
        FormRecord.objects.filter(pk=record.pk).update(submitted_at=timezone.now())

    def advised(self, plan: Plan) -> None:
        """Advice taken on whom to involve."""
        noting.take_advice(
            by=self.teacher, plan=plan, source="social_worker", asked="Whom do we ask?", advice="The school nurse too.",
            taken_on=timezone.localdate(),
        )  # fmt: skip

    def fresh(self, plan: Plan) -> Plan:
        """The plan as it stands now."""
        return Plan.objects.select_related("case_file", "area").get(pk=plan.pk)


@pytest.fixture
def help_(db: None) -> Help:
    """The partnership, nobody signed in."""
    return Help(make_partnership())


@pytest.fixture
def place(help_: Help) -> Any:
    """The partnership seen by its teacher."""
    with seen_by(help_.teacher):
        yield help_
