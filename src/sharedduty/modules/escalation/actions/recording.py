"""What is recorded while an escalation goes on: people, talks, who was told, what was agreed, meetings, the scrutineer."""

from typing import Any

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept
from sharedduty.modules.escalation.actions.raising import CANNOT
from sharedduty.modules.escalation.actions.steps import bring, number_of, recorded, side_of, step
from sharedduty.modules.escalation.models import (
    Discussion,
    Escalation,
    MeetingTaken,
    Participant,
    PlannedAction,
    ScrutineerView,
    ToldAbout,
)
from sharedduty.modules.escalation.queries.meetings import held_meetings, panel_lacks, was_quorate
from sharedduty.modules.escalation.queries.reading import open_action


@transaction.atomic
def bring_in(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Participant:
    """Bring somebody in: who holds a post here by that post, anybody else by name (GL-ES-06, GL-ES-09).

    Raises as `step` does; CannotMove too where they may not take part.
    """
    one, part, body = given.get("other"), str(given.get("part") or ""), given.get("organisation")
    organisation = one.post.team.organisation if one else body
    side = side_of(held, organisation.pk if organisation else None)
    twice = bool(one) and held.participants.filter(appointment=one, part=part).exists()
    step(by, held, "bring_in", {**given, "side": side, "twice": twice}, version=version)
    if one:
        made = bring(by, held, part, one)
        if made is None:
            raise CannotMove([Missing(CANNOT, "#id_who")])
        return made
    return Participant.objects.create(
        **recorded(by, held), reference=new_reference("EP"), part=part, stage=number_of(held), side=side,
        name=str(given["name"]).strip(), body=organisation.name if organisation else "",
    )  # fmt: skip


@transaction.atomic
def talk(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Discussion:
    """Record a talk of this stage, or that nobody could be reached (GL-ES-05, GL-ES-06). Raises as `step` does."""
    step(by, held, "talk", given, version=version)
    return Discussion.objects.create(
        **recorded(by, held), number=number_of(held), **kept(given, "talked_at", "how", "between", "said", "result")
    )


@transaction.atomic
def tell(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> ToldAbout:
    """Record that one's safeguarding lead, the conference chair or the reviewing officer was told (GL-ES-03, GL-ES-07).

    One who holds a post here is brought in by it. Raises as `step` does.
    """
    one = given.get("other")
    words = {"recipient": f"{one.account.name}, {one.acts_as}"} if one else {}
    facts = {**given, **words}
    step(by, held, "tell", facts, version=version)
    part = str(facts["whom"])
    if one and not held.participants.filter(appointment=one, part=part).exists():
        bring(by, held, part, one)
    return ToldAbout.objects.create(**recorded(by, held), **kept(facts, "whom", "recipient", "told_at", "how"))


@transaction.atomic
def plan(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> PlannedAction:
    """Record something agreed, with who does it and by when (GL-ES-09, GL-XN-03). Raises as `step` does."""
    step(by, held, "plan", given, version=version)
    return PlannedAction.objects.create(
        **recorded(by, held),
        reference=new_reference("EX"),
        number=number_of(held),
        **kept(given, "what", "owner", "due_on"),
    )


@transaction.atomic
def finish(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> None:
    """Record that something agreed was done. Raises as `step` does."""
    action = open_action(held, str(given.get("which") or ""))
    step(by, held, "finish", {**given, "action": action}, version=version)
    if action:
        action.done_on, action.done = given["done_on"], str(given["done"]).strip()
        action.save(update_fields=["done_on", "done"])


@transaction.atomic
def take_in_meeting(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> MeetingTaken:
    """Take a meeting held about it into the record: the basis for sharing, and its result (GL-ES-06, GL-ES-12; GL-CN-09).

    Raises as `step` does.
    """
    found = {one.reference: one for one in held_meetings(by, held.reference)}
    meeting: Any = found.get(str(given.get("meeting") or ""))
    lacks = panel_lacks(by, held, meeting) if meeting else []
    step(by, held, "take_in_meeting", {**given, "held_meeting": meeting, "panel_lacks": lacks}, version=version)
    return MeetingTaken.objects.create(
        **recorded(by, held), kind=meeting.kind, meeting=meeting.reference, met_at=meeting.began_at,
        quorate=was_quorate(by, meeting), **kept(given, "basis", "result"),
    )  # fmt: skip


@transaction.atomic
def advise(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> ScrutineerView:
    """Give the independent scrutineer's view (GL-ES-13). Raises as `step` does."""
    step(by, held, "advise", given, version=version)
    return ScrutineerView.objects.create(**recorded(by, held), **kept(given, "text"))
