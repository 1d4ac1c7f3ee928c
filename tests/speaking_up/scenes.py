"""A concern, a complaint or a request taken as far as a test needs it, in an invented partnership."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.utils import timezone

from sharedduty.foundations.access.api import PUBLIC, Viewer, link_viewer, seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import disclosing, handling, sending
from sharedduty.modules.speaking_up.models import Matter, Sending
from sharedduty.modules.speaking_up.queries import reading
from sharedduty.modules.speaking_up.queries.keys import link_of, new_key

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def told(**more: Any) -> dict[str, Any]:
    """A whole anonymous concern about somebody else than the people of the partnership."""
    return {
        "kind": "concern", "way": "anonymous", "told": "The night staff sleep.", "organisation": "", "organisation_words": "",
        "named": "", "affected": "", "child_at_risk": "no", "told_before": "", "wanted": "", "sender_name": "",
        "sender_reach": "", **more,
    }  # fmt: skip


def complaint(**more: Any) -> dict[str, Any]:
    """A whole complaint of a family."""
    return told(**{"kind": "complaint", "way": "", "sent_as": "family", "sender_name": "Ada Sample", **more})


def request(**more: Any) -> dict[str, Any]:
    """A whole request for one's own information."""
    return told(**{"kind": "access", "way": "", "told": "All of last year.", "sender_name": "Ada Sample", **more})


def judged(which: str, /, **more: Any) -> dict[str, Any]:
    """A document judged to go out whole."""
    return {
        "which": which, "decision": "disclose", "harm": "none", "harm_why": "Known to them already.", "harm_by": "Dr Untrue, GP",
        "ground": "", "reason": "", "text": "They were seen on Monday.", **more,
    }  # fmt: skip


@dataclass
class Spoken:
    """A matter, whoever it was given to, and the key of whoever sent it; every method acts as the first."""

    house: Partnership
    handler: Viewer
    held: Matter
    key: str

    @property
    def sender(self) -> Viewer:
        """Whoever sent it, by their key."""
        return link_viewer(link_of(self.key) or 0)

    def fresh(self) -> "Spoken":
        """Read the record again."""
        with seen_by(self.handler):
            held = reading.by_reference(self.handler, self.held.reference)
        assert held is not None
        self.held = held
        return self

    def do(self, act: Any, **given: Any) -> Any:
        """Take a step with these answers."""
        with seen_by(self.handler):
            return act(by=self.handler, held=self.held, given=given)

    def acknowledged(self) -> "Spoken":
        """Say that it came."""
        self.do(handling.acknowledge, text="It came.", promised_on=timezone.localdate() + 20 * DAY)
        return self

    def answered(self) -> "Spoken":
        """Answer it."""
        self.do(
            handling.answer,
            outcome="upheld",
            reasons="The rota shows it.",
            decided_by="B. Manager",
            text="You were right.",
        )
        return self

    def identified(self) -> "Spoken":
        """Check who asks."""
        self.do(disclosing.accept_details, note="A passport was seen.", details_at=timezone.now())
        return self

    def listed(self, document: str = "Letter of May", third_parties: str = "") -> Any:
        """Put a document on the list."""
        return self.do(disclosing.list_item, document=document, held_by="Archive", third_parties=third_parties)

    def prepared(self, text: str = "Here it is.") -> Any:
        """Put together what may go out, and ask the second person."""
        return self.do(disclosing.prepare_release, text=text)

    @property
    def second(self) -> Viewer:
        """Whoever is asked to check what one privacy officer prepared."""
        return self.house.post_holder("business_manager")

    def given_out(self, by: Viewer | None = None, **given: Any) -> int:
        """The second person gives it out; gives how many documents."""
        second = by or self.second
        with seen_by(second):
            held = reading.by_reference(second, self.held.reference)
            assert held is not None, "the second person does not see it"
            count = disclosing.release(by=second, held=held, given={"read": True, **given})
        past(second)
        self.fresh()
        return count

    def as_far_as(self, stage: str) -> "Spoken":
        """Bring it, by its own steps, to one of its stages."""
        if stage == "received":
            return self
        if self.held.kind == "access":
            item = self.identified().listed()
            if stage != "gathering":
                self.do(disclosing.judge_item, **judged(item.reference))
                self.prepared()
            if stage not in ("gathering", "checking"):
                self.given_out()
        else:
            self.acknowledged()
            if stage != "looking":
                self.answered()
        if stage == "closed":
            with seen_by(self.handler):
                handling.close(by=self.handler, held=self.held)
        return self


def past(viewer: Viewer) -> None:
    """What ended in this transaction ended for the transactions after it: a test is one, so a second passes here."""
    with seen_by(viewer):
        Grant.objects.filter(until__isnull=False).update(until=TransactionNow() - datetime.timedelta(seconds=1))


def spoken(house: Partnership, handler: str = "business_manager", **more: Any) -> Spoken:
    """Something sent through the public page, and whoever it was given to."""
    given = more if "kind" in more else told(**more)
    key = new_key()
    with seen_by(PUBLIC):
        made = sending.send(by=PUBLIC, area=house.area, given=given, key=key)
    viewer = house.post_holder(handler)
    past(viewer)
    with seen_by(viewer):
        held = reading.by_reference(viewer, made.matter)
    assert held is not None, f"it was not given to the {handler}"
    return Spoken(house, viewer, held, key)


def sent_of(case: Spoken) -> Sending:
    """What its sender sees of it."""
    with seen_by(case.sender):
        found = reading.sent_by(case.sender)
    assert found is not None
    return found
