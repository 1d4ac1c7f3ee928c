"""Writing an agency's own chronology: lines typed, taken in from a file, corrected, taken out; sending it; answering."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.chronology.actions.steps import step, tell_team, written
from sharedduty.foundations.chronology.models import AgencyPart, DiscrepancyNotice, Entry
from sharedduty.foundations.chronology.process import PART, WORK
from sharedduty.foundations.chronology.rules.writing import LINE, as_given, facts
from sharedduty.foundations.plain.references import new_reference
from sharedduty.foundations.process.api import Given, text

PREFIX = "CE"


def _own(by: Viewer, held: AgencyPart) -> None:
    """Only the team that was asked writes, also once another may read. Raises PermissionDenied."""
    if by.team_id != held.asked_team_id:
        raise PermissionDenied


def _beside(by: Viewer, held: AgencyPart) -> None:
    """Lock the part and take it as it stands: what a colleague added does not stand in the way. Raises PermissionDenied."""
    _own(by, held)
    held.refresh_from_db(fields=["stage", "version"], from_queryset=AgencyPart.objects.select_for_update())


def _keep(by: Viewer, held: AgencyPart, given: Mapping[str, Any], **more: Any) -> Entry:
    return Entry.objects.create(
        case_file_id=held.case_file_id, part=held, **{"reference": new_reference(PREFIX), "number": 1, **more},
        **facts(given), **written(by),
    )  # fmt: skip


@transaction.atomic
def add_line(*, by: Viewer, held: AgencyPart, given: Given, version: int | None = None) -> Entry:
    """Write one line (HE-CHR-01). What a colleague did meanwhile does not stand in the way. Raises as `step` does."""
    _beside(by, held)
    step(by, PART, held, "add_line", given)
    return _keep(by, held, given)


@transaction.atomic
def take_in(*, by: Viewer, held: AgencyPart, lines: Sequence[Mapping[str, Any]]) -> int:
    """Take in lines of a file that were all checked before (HE-CHR-07). What stands there already is not written twice.

    Gives: how many lines are new. Raises as `step` does.
    """
    _beside(by, held)
    step(by, PART, held, "take_in", {"lines": lines})
    known = {_same(as_given(one)) for one in held.entries.filter(stands=True)}
    fresh: dict[tuple[str, ...], Mapping[str, Any]] = {}
    for one in lines:
        if (key := _same(one)) not in known:
            fresh.setdefault(key, one)
    now = written(by)
    Entry.objects.bulk_create(
        Entry(case_file_id=held.case_file_id, part=held, reference=new_reference(PREFIX), number=1, **facts(one), **now)
        for one in fresh.values()
    )
    return len(fresh)


def _same(given: Mapping[str, Any]) -> tuple[str, ...]:
    """What two lines that say the same have in common."""
    return tuple(str(given.get(name) or "") for name in LINE)


@transaction.atomic
def correct_line(*, by: Viewer, held: AgencyPart, entry: Entry, given: Given, version: int | None = None) -> Entry:
    """Write a line anew; what it said before is kept as an earlier version (HE-CHR-03). Raises as `step` does."""
    _own(by, held)
    locked = Entry.objects.select_for_update(of=("self",)).filter(pk=entry.pk, stands=True, struck=False).first()
    step(by, PART, held, "correct_line", {**given, "entry": locked}, version=version)
    Entry.objects.filter(pk=entry.pk).update(stands=False)
    return _keep(by, held, given, reference=entry.reference, number=entry.number + 1, because=text(given, "because"))


@transaction.atomic
def strike_line(*, by: Viewer, held: AgencyPart, entry: Entry, given: Given, version: int | None = None) -> Entry:
    """Take a line out, with why; it stays on record and is compared no more (HE-CHR-03). Raises as `step` does."""
    _own(by, held)
    locked = Entry.objects.select_for_update(of=("self",)).filter(pk=entry.pk, stands=True, struck=False).first()
    step(by, PART, held, "strike_line", {**given, "entry": locked}, version=version)
    Entry.objects.filter(pk=entry.pk).update(stands=False)
    said = text(given, "because")
    return _keep(
        by, held, as_given(entry), reference=entry.reference, number=entry.number + 1, because=said, struck=True
    )


@transaction.atomic
def send(*, by: Viewer, held: AgencyPart, given: Given | None = None, version: int | None = None) -> None:
    """Send an agency's chronology: from now on it is compared with the others (HE-CHR-01). Raises as `step` does."""
    _own(by, held)
    step(by, PART, held, "send", given, version=version, sets={"sent_at": timezone.now(), "sent_by_id": by.holding})
    tell_team(by, held, held.asking_team_id, WORK, "chronology sent")


@transaction.atomic
def answer_notice(
    *, by: Viewer, held: AgencyPart, given: Given, version: int | None = None
) -> DiscrepancyNotice | None:
    """Answer what one's agency is told of a discrepancy; whoever runs it takes that in (HE-CHR-03). Raises as `step`."""
    _own(by, held)
    found = held.notices.select_for_update().filter(reference=text(given, "which"), answered_at__isnull=True).first()
    step(by, PART, held, "answer_notice", {**given, "notice": found}, version=version)
    if found:
        found.answer, found.answered_at, found.answered_by_id = text(given, "answer"), timezone.now(), by.holding
        found.save(update_fields=["answer", "answered_at", "answered_by"])
        tell_team(by, held, held.asking_team_id, WORK, "discrepancy answered")
    return found
