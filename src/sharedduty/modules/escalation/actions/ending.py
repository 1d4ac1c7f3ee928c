"""How an escalation ends: settled, decided, answered; everybody has it in writing; a debrief is offered."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.process.api import Given, kept, meet, stop
from sharedduty.modules.escalation.actions.steps import end_run, number_of, recorded, step, write_to_all
from sharedduty.modules.escalation.models import Debrief, Ending, Escalation
from sharedduty.modules.escalation.queries.reading import CLOCKS, GUIDE, is_decider, is_late


def _end(by: Viewer, held: Escalation, verb: str, given: Given, how: str, version: int | None, **more: Any) -> Ending:
    number = number_of(held)
    late = number in CLOCKS and is_late(by, held, CLOCKS[number])
    step(by, held, verb, {**given, "late": late, **more}, version=version, sets={"settled_at": timezone.now()})
    because = str(given.get("late_because") or "").strip() if late else ""
    made = Ending.objects.create(
        **recorded(by, held), **kept(given, "agreed", "loose_ends"), late_because=because,
        outcome=str(given.get("outcome") or "") or how, decided_how=str(given.get("decided_how") or ""),
        decided_by=f"{by.name}, {by.post_title}" if how in ("decided", "secretary") else "",
    )  # fmt: skip
    for key in filter(None, (CLOCKS.get(number), GUIDE)):
        meet(by=by, record=held.reference, key=key, late_because=because)
    end_run(by, held, number, how, made.agreed)
    write_to_all(by, held, number, final=True)
    return made


@transaction.atomic
def settle(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Ending:
    """Record that it is settled: whoever raised it is content, or understands why (GL-ES-08, GL-ES-14).

    Everybody who takes part has the outcome in writing. Raises as `step` does.
    """
    return _end(by, held, "settle", given, "settled", version)


@transaction.atomic
def decide(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Ending:
    """Decide it at the last local stage, the scrutineer consulted (GL-ES-11 to GL-ES-13). Raises as `step` does."""
    return _end(by, held, "decide", given, "decided", version, is_decider=is_decider(by, held))


@transaction.atomic
def record_answer(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Ending:
    """Record what the Secretary of State answered, and what follows here (GL-ES-13; WT-DIS-01). Raises as `step` does."""
    return _end(by, held, "record_answer", given, "secretary", version)


@transaction.atomic
def send_copies(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> int:
    """Record how and when those without an account here had it in writing (GL-ES-14). Gives to how many.

    Raises as `step` does.
    """
    step(by, held, "send_copies", given, version=version)
    waiting = held.copies.filter(sent_at__isnull=True)
    return waiting.update(how=str(given["how"]).strip(), sent_at=given["sent_at"])


@transaction.atomic
def debrief(*, by: Viewer, held: Escalation, given: Given, version: int | None = None) -> Debrief:
    """Record that a debrief was offered and what became of it (GL-ES-16). Raises as `step` does."""
    step(by, held, "debrief", given, version=version)
    return Debrief.objects.create(**recorded(by, held), **kept(given, "offered_to", "answer", "learned"))


@transaction.atomic
def close(*, by: Viewer, held: Escalation, version: int | None = None) -> None:
    """Close it, once everybody has it in writing and nothing agreed is open. Raises as `step` does."""
    step(by, held, "close", version=version)
    stop(by=by, record=held.reference, because="The escalation is closed.")
