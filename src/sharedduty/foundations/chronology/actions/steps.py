"""What every step does alike: compare the version read, take the step, know whom to tell."""

from typing import Any

from django.db.models import Q
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, Viewer, who_may
from sharedduty.foundations.chronology.models import AgencyPart
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.process.api import Given, Overtaken, Process, move


def step(
    by: Viewer, process: Process, held: Any, verb: str, given: Given | None = None, *, version: int | None = None,
    sets: Given | None = None,
) -> None:  # fmt: skip
    """Take one step of a chronology, a part or a discrepancy.

    Raises PermissionDenied; CannotMove; Overtaken, also where it moved on since `version`.
    """
    if version is not None and held.version != version:
        raise Overtaken
    facts = dict(given or {})
    reason = str(facts.get("reason") or facts.get("because") or "").strip()
    move(by=by, process=process, record=held, verb=verb, given=facts, sets=sets, reason=reason)


def written(by: Viewer) -> dict[str, Any]:
    """When and by whom a row was written."""
    return {"recorded_at": timezone.now(), "recorded_by_id": by.holding}


def tell_team(by: Viewer, part: AgencyPart, team_id: int, permission: str, template: str) -> int:
    """Tell everybody of a team who holds a permission that there is something to do about a part. Gives how many."""
    today = timezone.localdate()
    members = Appointment.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gte=today), role__in=who_may(permission), held_from__lte=today,
        approved_at__isnull=False, post__team_id=team_id, account__is_active=True,
    ).order_by("pk")  # fmt: skip
    return let_know(by=by, file=part.case_file, record=part.reference, template=template, whom=members)
