"""What those who seal files read: the seal on a file, who keeps it, and who could keep one."""

from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.actions.sealing import KEEPS
from sharedduty.foundations.access.models import Appointment, CaseFile, Grant, Sealing
from sharedduty.foundations.access.queries.people import held_in
from sharedduty.foundations.access.registry import who_may
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.journal.api import record_sight


def file_in_sight(viewer: Viewer, reference: str) -> CaseFile | None:
    """The file, sealed or not, when this viewer sees it or knows of it; else none."""
    return CaseFile.objects.filter(reference=reference).first()


def second_keepers(viewer: Viewer) -> dict[str, Appointment]:
    """Who else here may keep a sealed file, by the reference of their appointment."""
    found = held_in(viewer.area_id).filter(role__in=who_may("file_seal")).exclude(account_id=viewer.account_id or 0)
    return {one.reference: one for one in found}


def seal_on(viewer: Viewer, file: CaseFile) -> dict[str, Any] | None:
    """The seal on a file this viewer still sees: who, when, why, who keeps it, and whether unsealing is asked. Journalled."""
    found = (
        Sealing.objects.filter(case_file=file, unsealed_at=None)
        .select_related("case_file", "sealed_by", "unseal_asked_by", "along_with__case_file")
        .first()
    )
    if found is None:
        return None
    grants = Grant.objects.filter(case_file=file, appointment__isnull=False).exclude(until__lte=timezone.now())
    named = grants.select_related("appointment__account", "appointment__post", "appointment__deputy_for__account")
    record_sight(by=viewer, verb="opened", object_type="seal", object_ref=file.reference, files=[file.pk])
    return {
        "sealing": found,
        "keepers": sorted({str(one.appointment) for one in named if one.why == KEEPS}),
        "others": sorted({str(one.appointment) for one in named if one.why != KEEPS}),
        "along": list(Sealing.objects.filter(along_with=found).values_list("case_file__reference", flat=True)),
        "own": found.unseal_asked_by_id == viewer.account_id,
    }


def unsealings_owed(*, viewer: Viewer, **about: object) -> list[Owed]:
    """The sealed files of which another keeper asks that this one confirms the unsealing, for the desk of open work."""
    if not viewer.may("file_seal"):
        return []
    asked = Sealing.objects.filter(unsealed_at=None, unseal_asked_at__isnull=False, along_with=None)
    asked = (
        asked.exclude(unseal_asked_by=viewer.account_id).select_related("case_file").order_by("unseal_asked_at", "pk")
    )
    return [
        Owed(
            "Confirm that a file is unsealed", one.case_file.reference, f"/files/{one.case_file.reference}/seal/",
            file=one.case_file_id, since=one.unseal_asked_at,
        )
        for one in asked
    ]  # fmt: skip


slots.fill("my_work", "unsealings", unsealings_owed)
