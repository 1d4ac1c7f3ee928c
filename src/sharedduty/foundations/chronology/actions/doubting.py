"""Following a discrepancy: taken up, told to the agencies, explained, corrected, left unresolved, or found to be none."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.chronology.actions.steps import step, tell_team
from sharedduty.foundations.chronology.models import Chronology, Discrepancy, DiscrepancyNotice, Entry
from sharedduty.foundations.chronology.process import DOUBT, WHOLE, WRITE
from sharedduty.foundations.chronology.queries.lines import lines_of
from sharedduty.foundations.chronology.rules.comparing import OTHER, Suggestion
from sharedduty.foundations.chronology.rules.running import dismissal_whole
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import CannotMove, Given, Missing, begin, text

PREFIX = "CD"


@transaction.atomic
def take_up(
    *, by: Viewer, held: Chronology, suggestion: Suggestion | None, note: str = "", version: int | None = None
) -> Discrepancy:
    """Take up what the comparison suggests as a discrepancy (HE-CHR-03). Raises as `step` does; CannotMove where it was before.

    A suggestion about no line, as a gap over the whole period, is asked of every agency that sent its part.
    """
    if suggestion is None:
        raise CannotMove([Missing("Choose what does not fit. Somebody may have taken it up before you.", "#id_which")])
    parts = suggestion.parts or tuple(
        held.parts.filter(stage="sent").order_by("pk").values_list("reference", flat=True)
    )
    return _find(
        by, held, kind=suggestion.kind, mark=suggestion.mark, why=suggestion.why, note=note, parts=parts,
        entries=[one.reference for one in suggestion.lines], version=version,
    )  # fmt: skip


@transaction.atomic
def find(*, by: Viewer, held: Chronology, given: Given, version: int | None = None) -> Discrepancy:
    """Record a discrepancy that somebody found themselves: which lines or agencies, and what does not fit (HE-CHR-03)."""
    chosen = set(given.get("lines") or ())
    lines = [one for one in lines_of(by, held) if one.reference in chosen]
    own = [*dict.fromkeys(one.part for one in lines)]
    named = (
        held.parts.filter(reference__in=given.get("agencies") or ()).order_by("pk").values_list("reference", flat=True)
    )
    return _find(
        by, held, kind=OTHER, mark=new_reference("M"), why=text(given, "why"), note="", version=version,
        parts=tuple(dict.fromkeys([*own, *named])), entries=[one.reference for one in lines],
    )  # fmt: skip


def _find(
    by: Viewer, held: Chronology, *, kind: str, mark: str, why: str, note: str, parts: Iterable[str], entries: list[str],
    version: int | None,
) -> Discrepancy:  # fmt: skip
    taken = held.discrepancies.filter(mark=mark).exists()
    given = {"why": why, "parts": list(parts), "taken": taken}
    step(by, WHOLE, held, "find", given, version=version)
    made = Discrepancy.objects.create(
        case_file_id=held.case_file_id, reference=new_reference(PREFIX), chronology=held, kind=kind, mark=mark, why=why,
        note=note.strip(), entries=entries, parts=given["parts"], found_at=timezone.now(), found_by_id=by.holding,
    )  # fmt: skip
    begin(by=by, process=DOUBT, record=made, event="discrepancy found")
    record_change(
        by=by, verb="found a discrepancy", object_type="discrepancy", object_ref=made.reference, file=held.case_file_id
    )
    return made


@transaction.atomic
def dismiss(
    *, by: Viewer, held: Chronology, suggestion: Suggestion | None, outcome: str, version: int | None = None
) -> Discrepancy:
    """Set a suggestion aside as no discrepancy, with why; it is not suggested again while its lines stay (HE-CHR-03)."""
    if missing := dismissal_whole(held, {"outcome": outcome}):
        raise CannotMove(missing)
    made = take_up(by=by, held=held, suggestion=suggestion, version=version)
    set_aside(by=by, held=made, given={"outcome": outcome})
    return made


@transaction.atomic
def notify(*, by: Viewer, held: Discrepancy, given: Given, version: int | None = None) -> int:
    """Tell every agency concerned what does not fit and ask it, in its own file (HE-CHR-03). Gives how many agencies.

    Each reads the question and its own lines, nothing of another's. Raises as `step` does.
    """
    step(by, DOUBT, held, "notify", given, version=version)
    parts = held.chronology.parts.filter(reference__in=held.parts).select_related("case_file").order_by("pk")
    for part in parts:
        own = part.entries.filter(reference__in=held.entries, stands=True).order_by("reference")
        DiscrepancyNotice.objects.create(
            case_file_id=part.case_file_id, reference=new_reference("CN"), part=part, discrepancy=held.reference,
            question=text(given, "question"), entries=list(own.values_list("reference", flat=True)),
            sent_at=timezone.now(), sent_by_id=by.holding,
        )  # fmt: skip
        tell_team(by, part, part.asked_team_id, WRITE, "discrepancy to answer")
    return len(parts)


@transaction.atomic
def take_answer(*, by: Viewer, held: Discrepancy, given: Given, version: int | None = None) -> None:
    """Take in what the agencies say, from their answers here or from what they said elsewhere (HE-CHR-03). Raises as `step`."""
    step(by, DOUBT, held, "take_answer", given, version=version, sets={"explanation": text(given, "explanation")})


@transaction.atomic
def correct(*, by: Viewer, held: Discrepancy, given: Given, version: int | None = None) -> None:
    """End a discrepancy as corrected: an agency changed, took out or added a line since (HE-CHR-03). Raises as `step` does."""
    changed = Entry.objects.filter(part__reference__in=held.parts, recorded_at__gt=held.found_at).exists()
    step(by, DOUBT, held, "correct", {**given, "changed": changed}, version=version, sets=_ended(given))


@transaction.atomic
def leave_unresolved(*, by: Viewer, held: Discrepancy, given: Given, version: int | None = None) -> None:
    """Record that a discrepancy stays as an agreed difference (HE-CHR-03). Raises as `step` does."""
    step(by, DOUBT, held, "leave_unresolved", given, version=version, sets=_ended(given))


@transaction.atomic
def set_aside(*, by: Viewer, held: Discrepancy, given: Given, version: int | None = None) -> None:
    """Record that something found is no discrepancy, with why (HE-CHR-03). Raises as `step` does."""
    step(by, DOUBT, held, "set_aside", given, version=version, sets=_ended(given))


def _ended(given: Given) -> dict[str, Any]:
    return {"outcome": text(given, "outcome"), "ended_at": timezone.now()}
