"""A partnership with its three partners, and an incident taken as far as a test needs it."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.forms.api import FormRecord
from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership
from sharedduty.modules.serious_incident.actions import asking, considering, deciding, notifying
from sharedduty.modules.serious_incident.models import IncidentChild, RequestToConsider, SeriousIncident
from sharedduty.modules.serious_incident.queries import writing

PARTNERS = ("local_authority", "police", "health")
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
ASK = {
    "source": "agency", "children_words": "Robin Testwick, about 4", "what_happened": "Found unconscious at home.",
    "why": "The injuries do not fit the account.", "safe_now": "In hospital; a brother is at home.",
}  # fmt: skip
CHILD = {
    "given_names": "Robin", "family_name": "Testwick", "part": "harmed", "abuse": "suspected", "care": "none",
    "other_area": "", "birth_on": None, "died_on": None,
}  # fmt: skip
CHECKED = {"who": "x", "found": "Safe with a grandmother.", "done": "A social worker went there."}
INCIDENT_ANSWERS = {
    "sender_name": "Hadley Exemplar", "sender_post": "Head of service", "sender_email": "head@example.org",
    "sender_telephone": "01632 960123", "incident_place": "At home", "incident_kind": "harm", "account": "He was found.",
    "harm_types": ["physical"], "known_to": "Health visitor since birth.", "family": "Mother and a brother.",
    "done": "Police were called.",
}  # fmt: skip
CHILD_ANSWERS = {
    "gender": "male", "ethnicity": "White British", "health": "None", "address": "At home", "standing": ["not_at_all"],
    "injuries": "A head injury; stable.",
}  # fmt: skip


def decision(outcome: str = "notifiable", **more: Any) -> dict[str, Any]:
    """A whole decision; where not notifiable, because harm was not serious."""
    return {
        "outcome": outcome, "abuse_met": "yes", "harm_met": "yes" if outcome == "notifiable" else "no", "place_met": "yes",
        "reasons": "The hospital says so.", "decided_by": "Hadley Exemplar, head of service", "signed_off_by": "",
        "without_views": "", "answer": "", **more,
    }  # fmt: skip


@dataclass
class Case:
    """An incident and those who work on it."""

    house: Partnership
    head: Viewer
    held: SeriousIncident

    def child(self, **more: Any) -> IncidentChild:
        """Name one more child."""
        with seen_by(self.head):
            return considering.name_child(by=self.head, held=self.held, given={**CHILD, **more})

    def views(self, **said: str) -> None:
        """Each partner's view as told to the council; notifiable where nothing else is said."""
        with seen_by(self.head):
            for partner in PARTNERS:
                considering.give_view(
                    by=self.head, held=self.held,
                    given={"partner": partner, "view": said.get(partner, "notifiable"), "reasons": f"{partner} says so.",
                           "given_by": f"Delegate of {partner}"},
                )  # fmt: skip

    def checked(self) -> None:
        """Look to every child and the others of the household."""
        with seen_by(self.head):
            living = list(self.held.children.exclude(part="died"))
            for child in [*living, None]:
                given = {**CHECKED, "checked_on": timezone.localdate()}
                considering.check_safety(by=self.head, held=self.held, child=child, given=given)

    def written(self) -> None:
        """Write the whole sheet."""
        with seen_by(self.head):
            self._write(self.held.form, INCIDENT_ANSWERS)
            for child in writing.children_of_notice(self.held):
                self._write(child.form, CHILD_ANSWERS)

    def _write(self, record: FormRecord, answers: dict[str, Any]) -> None:
        considering.save_sheet(
            by=self.head, held=self.held, record=record, changes=answers, page="", version=record.version, own={}
        )
        record.refresh_from_db()

    def decided(self, outcome: str = "notifiable", **more: Any) -> None:
        """Decide it, with every view in."""
        with seen_by(self.head):
            deciding.decide(by=self.head, held=self.held, given=decision(outcome, **more))

    def ready(self) -> "Case":
        """As far as the notice: a child named, views in, decided, checked, written."""
        self.child()
        self.views()
        self.decided()
        self.checked()
        self.written()
        return self

    def notified(self, **more: Any) -> "Case":
        """Record the notice as sent a moment ago."""
        with seen_by(self.head):
            sent = {"national_reference": "N-1234", "sent_at": timezone.now(), "late_because": "", **more}
            notifying.notify(by=self.head, held=self.held, given=sent)
        return self

    def told(self, whom: str, **more: Any) -> None:
        """Record that somebody was told."""
        with seen_by(self.head):
            given = {
                "told": whom,
                "recipient": whom,
                "told_at": timezone.now(),
                "told_by": "Hadley",
                "how": "email",
                **more,
            }
            notifying.tell(by=self.head, held=self.held, given=given)


def with_partners(house: Partnership) -> dict[str, Viewer]:
    """The delegates of the three partners, each in a body with that duty."""
    found = {}
    for number, (sector, team) in enumerate(zip(PARTNERS, ("leaders", "police", "health"), strict=True), start=21):
        body = Team.objects.select_related("organisation").get(pk=house.teams[team].pk).organisation
        body.duties = ["safeguarding_partner"]
        body.save()
        found[sector] = house.post_holder("partner", number, team)
    return found


def house_with_partners() -> tuple[Partnership, dict[str, Viewer]]:
    """A partnership where somebody decides, the business unit has a manager, and each partner a delegate."""
    house = make_partnership()
    house.post_holder("head_of_service")
    house.post_holder("business_manager")
    return house, with_partners(house)


def opened(house: Partnership, **more: Any) -> Case:
    """An incident opened by the head of service, known an hour ago where nothing else is said."""
    head = house.post_holder("head_of_service")
    given = {
        "what_happened": "A child was found unconscious.", "happened_on": None, "place": "here", "where_words": "At home",
        "source": "council", "aware_at": timezone.now() - HOUR, **more,
    }  # fmt: skip
    request = given.pop("request", "")
    with seen_by(head):
        return Case(house, head, considering.open_incident(by=head, given=given, request=request))


def asked(house: Partnership, role: str = "teacher", **more: Any) -> RequestToConsider:
    """A request by somebody of a role."""
    by = house.post_holder(role)
    with seen_by(by):
        return asking.ask_to_consider(by=by, given={**ASK, **more})
