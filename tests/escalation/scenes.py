"""A disagreement taken as far as a test needs it, about a contact of an invented partnership.

The room stands below the front door and may not call it; these tests may, so the file disagreed about is a real one.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, seen_by
from sharedduty.foundations.directory.models import Organisation, Post, Team
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.modules.escalation.actions import ending, moving, raising, recording
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.escalation.process import PANEL, PROFESSIONALS
from sharedduty.modules.escalation.queries.meetings import MEETINGS, about_escalation
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, make_partnership, prepare

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
SAID = {
    "what": "The decision that nothing follows.", "topic": "levels", "unsafe_because": "He comes to school hungry.",
    "wanted": "An assessment.", "impact": "He cannot learn.", "child_status": "neither",
}  # fmt: skip
MOVES = {"account": "We talked and see the level of need differently."}
ENDS = {"agreed": "The front door looks at it again with the school.", "loose_ends": "Nothing is open."}


@dataclass
class House:
    """The partnership with the people a disagreement needs, and the contact disagreed about."""

    base: Partnership
    contact: str

    @classmethod
    def made(cls) -> "House":
        """A school's contact that the front door decided; partners of police and health besides the office's."""
        base = make_partnership()
        Organisation.objects.filter(sector__in=("police", "health"), area=base.area).update(
            duties=["safeguarding_partner"]
        )
        reference = base.contact("Robin")
        worker = base.post_holder("front_door_worker")
        with seen_by(worker):
            contact = base.held(worker, reference)
            prepare(worker, contact)
            decide_all(worker, contact)
        for role in ("front_door_manager", "business_manager", "scrutineer", "head_of_service", "conference_chair"):
            base.post_holder(role)
        return cls(base, reference)

    def person(self, role: str, number: int = 1, team: str = "") -> Viewer:
        """Who holds a role."""
        return self.base.post_holder(role, number, team)

    @property
    def teacher(self) -> Viewer:
        """Whoever raised the contact."""
        return self.person("teacher")

    @property
    def head(self) -> Viewer:
        """The teacher's manager, at the school."""
        return self.person("practitioner", 51, "school")

    @property
    def governor(self) -> Viewer:
        """A senior manager of the school."""
        return self.person("practitioner", 52, "school")

    @property
    def delegate(self) -> Viewer:
        """The police's delegate, who is of neither agency."""
        return self.person("partner", 41, "police")

    def client(self, viewer: Viewer) -> Any:
        """A browser signed in as somebody."""
        return self.base.client(viewer)


def appointment(viewer: Viewer) -> Appointment:
    """The appointment somebody acts in."""
    return Appointment.objects.select_related("account", "post__team__organisation").get(pk=viewer.appointment_id)


@dataclass
class Dispute:
    """A disagreement and those who take part in it."""

    house: House
    held: Escalation
    raiser: Viewer | None = None

    def as_(self, viewer: Viewer, act: Any, **given: Any) -> Any:
        """Take one step as somebody."""
        with seen_by(viewer):
            held = Escalation.objects.get(pk=self.held.pk)
            made = act(by=viewer, held=held, given=given)
        self.fresh()
        return made

    def fresh(self) -> Escalation:
        """The record as it is now, as whoever raised it sees it."""
        with seen_by(self.raiser or self.house.teacher):
            self.held = Escalation.objects.select_related("case_file", "area", "raised_for", "against").get(
                pk=self.held.pk
            )
        return self.held

    def bring(self, viewer: Viewer, part: str, by: Viewer | None = None) -> "Dispute":
        """Bring somebody in."""
        self.as_(by or self.house.teacher, recording.bring_in, other=appointment(viewer), part=part)
        return self

    def talked(self, by: Viewer | None = None, **more: Any) -> "Dispute":
        """A talk that settled nothing."""
        given = {
            "talked_at": timezone.now(),
            "how": "face",
            "between": "Both",
            "said": "We differ.",
            "result": "no",
            **more,
        }
        self.as_(by or self.house.teacher, recording.talk, **given)
        return self

    def managers(self) -> "Dispute":
        """Both line managers named."""
        return self.bring(self.house.head, "manager").bring(self.house.person("front_door_manager"), "manager")

    def managers_sealed(self, by: Viewer) -> "Dispute":
        """Both line managers named, by somebody who keeps the seal."""
        return self.bring(self.house.head, "manager", by=by).bring(
            self.house.person("head_of_service"), "manager", by=by
        )

    def at_two(self, **more: Any) -> "Dispute":
        """As far as stage two."""
        self.talked().managers()
        self.as_(self.house.teacher, moving.to_managers, **MOVES, **more)
        return self

    def at_three(self, **more: Any) -> "Dispute":
        """As far as stage three."""
        self.at_two()
        self.talked(by=self.house.head)
        self.bring(self.house.governor, "senior").bring(self.house.person("head_of_service"), "senior")
        self.as_(self.house.head, moving.to_seniors, **MOVES, **more)
        return self

    def tried(self) -> "Dispute":
        """Every tier tried, and it was logged."""
        given = {
            "tier": "Directors",
            "raised_side": "A",
            "other_side": "B",
            "tried_on": timezone.localdate(),
            "result": "No.",
        }
        self.as_(self.house.governor, moving.note_tier, **given)
        self.as_(self.house.person("business_manager"), moving.log, note="Logged.", members=[])
        return self

    def at_four(self, **more: Any) -> "Dispute":
        """As far as stage four."""
        self.at_three()
        self.tried()
        self.as_(self.house.governor, moving.to_chair, **MOVES, **more)
        return self

    def heard(self) -> "Dispute":
        """A decider named and the scrutineer consulted."""
        self.as_(self.house.person("business_manager"), moving.name_decider, other=appointment(self.house.delegate))
        self.as_(self.house.person("scrutineer"), recording.advise, text="The child comes first.")
        return self

    def settled(self, by: Viewer | None = None, **more: Any) -> "Dispute":
        """Settled between the two."""
        self.as_(by or self.house.teacher, ending.settle, **{"outcome": "content", **ENDS, **more})
        return self

    def meeting(self, kind: str = "professionals_meeting", *, third: Viewer | None = None) -> Gathering:
        """A meeting about it called by the head, held and ended; the panel with somebody of a third agency."""
        by, began = self.house.head, timezone.now() - HOUR
        use = PANEL if kind == PANEL.code else PROFESSIONALS
        people = [(self.house.head, "raised"), (self.house.person("front_door_manager"), "against")]
        people += [(third, "third")] if third else []
        with seen_by(by):
            about = about_escalation(by, self.held.reference)
            assert about is not None
            made = meetings.call(
                by=by, room=MEETINGS, use=use, about=about, purpose="To settle it", starts_at=began, ends_at=began + HOUR,
                mode="video",
            )  # fmt: skip
            meetings.invite(
                by=by, gathering=made, capacity="chair", name="Casey Exemplar", organisation_name="Partnership"
            )
            for one, capacity in people:
                meetings.invite(by=by, gathering=made, capacity=capacity, appointment=appointment(one))
            meetings.begin(by=by, gathering=made, at=began)
            for one in made.invitations.order_by("pk"):
                meetings.came(by=by, gathering=made, invitation=one, at=began, may_decide=True)
            finding = meetings.judge_quorum(by=by, gathering=made)
            if not finding.quorate:
                meetings.decide_on_quorum(
                    by=by, finding=finding, go_on=True, decided_by_name="Casey", because="Urgent."
                )
            meetings.end(by=by, gathering=made, at=began + HOUR / 2)
            return Gathering.objects.get(pk=made.pk)


def raised(
    house: House, *, by: Viewer | None = None, other: Viewer | None = None, record: str | None = None, **more: Any
) -> Dispute:
    """A disagreement raised: by the teacher with the front door's worker, where nothing else is said."""
    viewer = by or house.teacher
    with seen_by(viewer):
        given = {**SAID, "other": appointment(other or house.person("front_door_worker")), **more}
        return Dispute(
            house,
            raising.raise_disagreement(
                by=viewer, about_record=house.contact if record is None else record, given=given
            ),
            viewer,
        )


def team_of(house: House, key: str, title: str) -> Post:
    """A further post of a team, for somebody a test needs."""
    return Post.objects.create(team=Team.objects.get(pk=house.base.teams[key].pk), title=title)
