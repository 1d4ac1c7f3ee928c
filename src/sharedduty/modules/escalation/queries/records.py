"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer, register_sealed_along
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.process.api import DISAGREE, Clock, register
from sharedduty.modules.escalation.models import Escalation, Participant
from sharedduty.modules.escalation.process import LIVE, PROCESS
from sharedduty.modules.escalation.queries.reading import CLOCKS, MOST, PREFIX, escalations
from sharedduty.modules.escalation.queries.starting import disagree_link
from sharedduty.modules.escalation.rules import STAGES

# What somebody who takes part as this does next, at the stages named; for all others the limit's owner has it on their list.
TO_DO = {
    "worker": ("Talk about and settle", (1,)), "manager": ("Talk with your opposite number about", (2,)),
    "senior": ("Settle with your opposite number", (3,)), "unit": ("Log, or say who decides", (3, 4)),
    "adviser": ("Give the scrutineer's view on", (4,)), "decider": ("Decide", (4, 5)),
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One record a search found, as the search page shows it."""

    kind: str
    title: str
    detail: str
    link: str
    file: int


def escalation_page(viewer: Viewer, reference: str) -> str:
    """An escalation's page, for those who may open escalations."""
    return reverse("escalation:escalation", args=[reference]) if viewer.may("escalation_read") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What this viewer does next in the escalations they take part in; their own limits stand on their list as such."""
    if viewer.kind != "account" or not viewer.may("escalation_read"):
        return []
    mine = Q(appointment_id=viewer.appointment_id) | Q(appointment__post_id=viewer.post_id or 0)
    taking_part = Participant.objects.filter(mine, escalation__stage__in=LIVE).select_related("escalation")
    parts = list(taking_part.order_by("escalation__raised_at", "pk")[: MOST * 2])
    running = Clock.objects.filter(
        record__in={one.escalation.reference for one in parts}, key__in=CLOCKS.values(), met_at=None, stopped_at=None
    )
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    found, seen = [], set()
    for one in parts:
        held, (words, numbers) = one.escalation, TO_DO.get(one.part, ("", ()))
        clock = clocks.get(held.reference)
        own_limit = clock is not None and clock.owed_by_appointment_id == viewer.appointment_id
        if STAGES[held.stage] not in numbers or held.pk in seen or own_limit:
            continue
        seen.add(held.pk)
        found.append(Owed(
            f"{words} a disagreement", held.reference, escalation_page(viewer, held.reference),
            clock.due_at if clock else None, "local", clock.citation if clock else "", held.case_file_id,
            since=held.raised_at,
        ))  # fmt: skip
    return found


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Escalations by the reference of the record they are about; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("escalation_read") or not reference:
        return []
    return [
        Hit("disagreement", one.reference, PROCESS.stage(one.stage).title, escalation_page(viewer, one.reference),
            one.case_file_id)
        for one in escalations().filter(about_record=reference).order_by("-raised_at", "-pk")[:MOST]
    ]  # fmt: skip


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no escalation in sight."""
    held = Escalation.objects.filter(case_file=file).first()
    return {"text": f"Disagreement {held.reference}", "href": escalation_page(viewer, held.reference)} if held else None


def sealed_along(viewer: Viewer, sealing: int) -> list[int]:
    """Seal the disagreements about a file that is sealed, and their meetings, along with it.

    Takes the sealing's id, made in this very transaction by this viewer. Gives the files sealed; the caller journals them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT escalation_seal_along(%s)", [sealing])
        return list(cursor.fetchone()[0])


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what it shows elsewhere."""
    register(PREFIX, escalation_page)
    slots.fill(DISAGREE, "escalation", disagree_link)
    slots.fill("my_work", "escalation", lambda *, viewer: owed(viewer), order=55)
    slots.fill("search", "escalation", lambda *, viewer, words, reference: found(viewer, words, reference), order=55)
    slots.fill("file_pages", "escalation", lambda *, viewer, file: page_of_file(viewer, file), order=55)
    register_sealed_along(sealed_along)
