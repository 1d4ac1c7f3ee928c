"""Who acts in the stories: people of the demonstration, by the role they sign in with, and the teams they ask."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sharedduty.foundations.access.api import Account, Appointment, Viewer, viewer_of
from sharedduty.foundations.directory.models import Area, Organisation, Team
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings import minuting, queries
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.requests.api import InformationRequest, answer
from sharedduty.site.synthesis.then import acting, moment

FAMILY = "Fabrication"  # the family name of every child of these stories


def somebody(name: str) -> Viewer:
    """The person of the demonstration with this e-mail name, signed in with a second factor."""
    return viewer_of(Account.objects.get(email=f"{name}@demonstration.example"), second_factor=True)


@dataclass(frozen=True)
class Cast:
    """The area in which the stories happen, and everybody in it."""

    area_key: str

    @cached_property
    def area(self) -> Area:
        """The demonstration's area."""
        return Area.objects.get(key=self.area_key)

    @cached_property
    def unit(self) -> Viewer:
        """The business manager."""
        return somebody("business_manager")

    @cached_property
    def head(self) -> Viewer:
        """The head of service of the council."""
        return somebody("head_of_service")

    def team(self, key: str) -> Team:
        """A team of the area, as `organisation/team`, or by its own key where no other body has one like it."""
        body, _, own = key.rpartition("/")
        found = Team.objects.select_related("organisation").filter(organisation__area=self.area, key=own)
        return found.get(organisation__key=body) if body else found.get()

    def teams(self, keys: Iterable[str]) -> list[Team]:
        """Teams of the area by their keys, in that order."""
        return [self.team(key) for key in keys]

    def body(self, key: str) -> Organisation:
        """An organisation of the area by its key."""
        return Organisation.objects.get(area=self.area, key=key)

    def appointment(self, name: str) -> Appointment:
        """The appointment in which somebody acts."""
        viewer = somebody(name)
        return Appointment.objects.select_related("account", "post__team__organisation").get(pk=viewer.holding)


def cast_of(area_key: str) -> Cast:
    """The cast of an area."""
    return Cast(area_key)


def take(
    by: Viewer, working_days: int, action: Any, held: Any, given: dict[str, Any] | None = None, *, hour: int = 10
) -> Any:
    """Take one step of a record as somebody, so many working days ago; gives what the step gives."""
    with acting(by, moment(working_days, hour)):
        held.refresh_from_db()
        return action(by=by, held=held, **({} if given is None else {"given": given}))


def hold(by: Viewer, working_days: int, made: Gathering) -> None:
    """Hold a meeting that was called, with everybody who was invited, an hour long."""
    began = moment(working_days, 10)
    with acting(by, began):
        meetings.begin(by=by, gathering=made, at=began)
        for one in made.invitations.order_by("pk"):
            meetings.came(by=by, gathering=made, invitation=one, at=began, may_decide=True)
        meetings.judge_quorum(by=by, gathering=made)
    over = moment(working_days, 11)
    with acting(by, over):
        meetings.end(by=by, gathering=made, at=over)


def sign(by: Viewer, working_days: int, made: Gathering, agreed_by: str) -> None:
    """Make the minutes of a meeting that was held, as somebody agreed or signed them."""
    with acting(by, moment(working_days, 15)):
        seen = queries.view_of(by, made)
        for part in seen.parts:
            sections = minuting.minutes_of(seen, part)
            meetings.make_minutes(by=by, part=part.part, sections=sections, agreed_by_name=agreed_by)


def send(by: Viewer, working_days: int, made: Gathering) -> None:
    """Send the minutes of a meeting to everybody who may have them."""
    with acting(by, moment(working_days, 15)):
        for part in queries.view_of(by, made).parts:
            for kept in part.minutes:
                meetings.send_minutes(by=by, minutes=kept, to=minuting.entitled(part))


def reply(name: str, working_days: int, request: InformationRequest, held: str, relevance: str) -> None:
    """Somebody's agency shares what it knows."""
    by = somebody(name)
    with acting(by, moment(working_days, 15)):
        one = InformationRequest.objects.get(pk=request.pk)
        answer(by=by, request=one, given={**SHARED, "held": held, "relevance": relevance})


SHARED = {
    "outcome": "shared", "concerns": "", "function_helped": "The review.", "detriment": "no",
    "detriment_reason": "It helps the review to see what each agency knew.", "lawful_basis": "public_task",
    "consent_state": "not_sought", "special_category_ground": "safeguarding",
}  # fmt: skip
