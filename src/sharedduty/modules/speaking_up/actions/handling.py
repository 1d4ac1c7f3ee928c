"""Handling a concern or a complaint: acknowledge, write back, see to a child, answer, end."""

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.process.api import Given, HandedChild, leave, meet
from sharedduty.modules.speaking_up.actions.steps import step, tell
from sharedduty.modules.speaking_up.models import Matter
from sharedduty.modules.speaking_up.process import ACKNOWLEDGE, WELFARE
from sharedduty.modules.speaking_up.queries import routing


@transaction.atomic
def acknowledge(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Tell the sender that it came and what happens now; for a complaint about data within its 30 days. Raises as `step`."""
    step(by, held, "acknowledge", given, version=version, sets={"promised_on": given.get("promised_on")})
    tell(by, held, str(given["text"]))
    meet(by=by, record=held.reference, key=ACKNOWLEDGE)


@transaction.atomic
def write_back(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Write to whoever sent it, who need not be known for that (HE-WB-03). Raises as `step` does."""
    step(by, held, "write_back", given, version=version)
    tell(by, held, str(given["text"]))


@transaction.atomic
def note(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Keep what was found or done, for those who work on it alone. Raises as `step` does."""
    step(by, held, "note", given, version=version, note="note")


@transaction.atomic
def see_to_child(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Decide what is done for a child; handed on, the front door reads the child's name and these words alone. Raises as `step`.

    The hand-over lies in a file of its own, which names neither the sender, nor the organisation, nor this record.
    """
    team = routing.front_door_of(by, held.area_id)
    facts = {**given, "nobody": team is None}
    step(by, held, "see_to_child", facts, version=version, note="welfare_why", chosen=str(given.get("welfare")),
         sets={"child_seen_to": given.get("welfare")})  # fmt: skip
    if given.get("welfare") != "handed" or team is None:
        return
    file = open_file(
        by=by, kind="handover", area_id=held.area_id, team_id=team.pk, letter="HF",
        out_of=[held.sending.case_file_id, held.case_file_id],
    )  # fmt: skip
    child = HandedChild(
        str(given["given_names"]).strip(), str(given.get("family_name") or "").strip(), given.get("birth_on")
    )
    called = f"{child.given_names} {child.family_name}".strip()
    left = leave(
        by=by, file=file, from_record=file.reference, start=WELFARE, owner_team_id=team.pk, child=child,
        summary=f"{called}: {str(given['welfare_why']).strip()}",
    )  # fmt: skip
    Matter.objects.filter(pk=held.pk).update(handed=left.reference)


@transaction.atomic
def answer(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Record what was found, with the reasons, and write it to whoever sent it in words for them. Raises as `step` does."""
    outcome = str(given.get("outcome") or "")
    step(by, held, "answer", given, version=version, note="reasons", chosen=outcome, sets={"outcome": outcome})
    tell(by, held, str(given["text"]))


@transaction.atomic
def look_again(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """Look at it again, because something new came or the sender does not agree. Raises as `step` does."""
    step(by, held, "look_again", given, version=version, note="reason", sets={"ended_at": None})


@transaction.atomic
def withdraw(*, by: Viewer, held: Matter, given: Given, version: int | None = None) -> None:
    """End it without an answer, with why. Raises as `step` does."""
    step(by, held, "withdraw", given, version=version, note="reason", sets={"ended_at": timezone.now()})


@transaction.atomic
def close(*, by: Viewer, held: Matter, version: int | None = None) -> None:
    """End it, once it is answered. Raises as `step` does."""
    step(by, held, "close", version=version, sets={"ended_at": timezone.now()})
