"""What the privacy officer reads: emergency openings, who has seen a file, and the state of the journal."""

from typing import Any

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.actions.emergency import FINDINGS
from sharedduty.foundations.access.models import BreakGlass, CaseFile
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.directory.marks import mark
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.journal.queries import incidents, last_seals

slots.offer("file_pages", gives="where a case file's page is for this viewer: a mapping with text and href, or None")


def known_file(viewer: Viewer, reference: str) -> CaseFile | None:
    """The file, when this viewer at least knows that it exists and it is not sealed; else none."""
    return CaseFile.objects.filter(reference=reference, sealed=False).first()


def file_links(viewer: Viewer, file: CaseFile) -> list[Any]:
    """The pages on which rooms show this file to this viewer."""
    return slots.contents("file_pages", viewer=viewer, file=file)


def file_address(viewer: Viewer, file: CaseFile) -> str:
    """The first such page; empty where no room has one."""
    links = file_links(viewer, file)
    return links[0]["href"] if links else ""


def own_opening(viewer: Viewer, reference: str) -> dict[str, Any] | None:
    """This viewer's own emergency opening of a file that is still open to them."""
    found = (
        BreakGlass.objects.filter(
            appointment_id=viewer.appointment_id or 0, case_file__reference=reference, until__gt=timezone.now()
        )
        .select_related("case_file")
        .order_by("-opened_at", "-pk")
        .first()
    )
    return {"file": found.case_file, "until": found.until, "reason": found.reason} if found else None


def openings(viewer: Viewer) -> list[dict[str, Any]]:
    """Every emergency opening this viewer reviews: the oldest not reviewed first, then the latest reviewed. Journals them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT opening, reference FROM access_opening_files()")
        references = dict(cursor.fetchall())
    found = (
        BreakGlass.objects.filter(pk__in=references)
        .select_related("appointment__account", "appointment__post__team__organisation", "reviewed_by__account")
        .order_by("opened_at", "pk")
    )
    rows = [_opening_row(one, references[one.pk]) for one in found]
    if rows:
        record_sight(
            by=viewer, verb="listed", object_type="emergency openings", files=sorted({row["file"] for row in rows})
        )
    waiting = [row for row in rows if row["reviewed_at"] is None]
    return waiting + [row for row in reversed(rows) if row["reviewed_at"] is not None]


def _opening_row(one: BreakGlass, reference: str) -> dict[str, Any]:
    post = one.appointment.post
    return {
        "id": one.pk,
        "file": one.case_file_id,
        "mark": mark("opening", one.pk),
        "reference": reference,
        "who": one.appointment.account.name,
        "post": f"{post.title}, {post.team.organisation.name}",
        "reason": one.reason,
        "opened_at": one.opened_at,
        "until": one.until,
        "due_at": one.review_due_at,
        "late": one.reviewed_at is None and one.review_due_at < timezone.now(),
        "escalated_at": one.escalated_at,
        "reviewed_at": one.reviewed_at,
        "reviewed_by": one.reviewed_by.account.name if one.reviewed_by else "",
        "finding": FINDINGS.get(one.finding, one.finding),
        "note": one.finding_note,
    }


def opening(viewer: Viewer, wanted: str) -> dict[str, Any] | None:
    """One emergency opening by its mark."""
    return next((row for row in openings(viewer) if row["mark"] == wanted), None)


def openings_owed(viewer: Viewer, **about: object) -> list[Owed] | None:
    """Reviews this viewer owes, for the desk of open work."""
    if not viewer.may("openings_review"):
        return None
    return [
        Owed(
            "Review an emergency opening",
            row["reference"],
            f"/privacy/openings/{row['mark']}/",
            row["due_at"],
            force="must",
            citation="house rule: reviewed within 5 working days",
            file=row["file"],
        )
        for row in openings(viewer)
        if row["reviewed_at"] is None
    ]


def sightings(viewer: Viewer, reference: str) -> list[dict[str, Any]]:
    """Who has seen or changed one file, newest first; nothing for a file that is absent, sealed or shut to this viewer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT at, name, post, verb, object_type, object_ref, fields, reason FROM access_sightings(%s)",
            [reference],
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    if rows:
        record_sight(by=viewer, verb="opened", object_type="who has seen", object_ref=reference, purpose="audit")
    return rows


def journal_status(viewer: Viewer) -> dict[str, Any]:
    """The journal's seals, its unsealed tail, and its incidents, open ones first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_journal_tail()")
        tail = cursor.fetchone()[0]
    return {
        "tail": tail,
        "seals": last_seals(),
        "incidents": [one | {"mark": mark("incident", one["id"])} for one in incidents()],
    }


def incidents_owed(viewer: Viewer, **about: object) -> list[Owed] | None:
    """Open incidents of the journal, for whoever closes them: a banner alone is nobody's work."""
    if not viewer.may("incident_close"):
        return None
    return [
        Owed(
            "Look into a failed check of the journal",
            "The journal",
            f"/privacy/journal/incidents/{mark('incident', one['id'])}/",
            since=one["found_at"],
        )
        for one in incidents()
        if one["closed_at"] is None
    ]


slots.fill("my_work", "emergency openings", openings_owed)
slots.fill("my_work", "journal incidents", incidents_owed)
