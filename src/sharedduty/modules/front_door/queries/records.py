"""Where this room's records are found, what a post owes here, and what a search finds: as far as sight reaches."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from sharedduty.foundations.access.api import (
    CaseFile,
    Viewer,
    own_opening,
    register_name_checker,
    register_opened_along,
    register_sealed_along,
)
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.owed import Named, Owed
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.plain.references import references_of
from sharedduty.foundations.process.api import register
from sharedduty.foundations.requests.api import InformationRequest, asked_of_team
from sharedduty.foundations.retention.api import register_births
from sharedduty.modules.front_door.models import AdviceCall, Contact, ContactChild, Identification
from sharedduty.modules.front_door.policy import EMERGENCY_ONLY
from sharedduty.modules.front_door.process import UNDECIDED
from sharedduty.modules.front_door.queries.raising import my_drafts

MOST, MOST_HELD = 50, 200


@dataclass(frozen=True)
class Hit:
    """One record a search found."""

    kind: str
    title: str
    detail: str
    link: str
    file: int


def contact_page(viewer: Viewer, reference: str) -> str:
    """A contact's page: the desk's for those who work there, its sender's status page for everybody else."""
    if viewer.kind == "account" and viewer.may("contact_read") and viewer.role not in EMERGENCY_ONLY:
        return reverse("front_door:contact", args=[reference])
    return reverse("raise_status", args=[reference])


def reads_contact(viewer: Viewer, reference: str) -> bool:
    """Whether the desk's page of a contact is this viewer's to read: by role, or while it is open to them in an emergency."""
    if not viewer.may("contact_read"):
        return False
    return viewer.role not in EMERGENCY_ONLY or own_opening(viewer, reference) is not None


def request_page(viewer: Viewer, reference: str) -> str:
    """A request's page: the agency's answer page, or the enquiry it belongs to for the front door."""
    if viewer.may("request_answer"):
        return reverse("front_door:request", args=[reference])
    held = InformationRequest.objects.filter(reference=reference).values_list("for_record", "enquiry").first()
    return reverse("front_door:enquiry", args=[*held]) if held and held[1] else ""


def handover_page(viewer: Viewer, reference: str) -> str:
    """A hand-over's page, for those who accept work."""
    return reverse("front_door:handover", args=[reference]) if viewer.may("handover_accept") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What an agency is asked, and the referrers a worker still has to tell."""
    if viewer.kind != "account" or not viewer.role:
        return []
    found = []
    if viewer.may("request_answer"):
        for asked in asked_of_team(viewer):  # whole, for the desk says how many there are
            link = reverse("front_door:request", args=[asked.reference])
            found.append(
                Owed(
                    "Answer what your agency is asked",
                    asked.reference,
                    link,
                    asked.due_at,
                    file=asked.case_file_id,
                    mine=False,
                    since=asked.asked_at,
                )
            )
    if viewer.may("contact_work"):
        untold = Contact.objects.filter(stage="decided", claimed_by_id=viewer.appointment_id).order_by(
            "decided_at", "pk"
        )
        for contact in untold:
            link = reverse("front_door:feedback", args=[contact.reference])
            found.append(
                Owed(
                    "Tell the referrer",
                    contact.reference,
                    link,
                    citation="WT2018 ch1 ¶22",
                    file=contact.case_file_id,
                    since=contact.decided_at,
                )
            )
    return found


def my_records(viewer: Viewer) -> list[str]:
    """The references of the contacts this viewer has in hand and that are not decided yet."""
    if viewer.kind != "account" or not viewer.appointment_id:
        return []
    held = Contact.objects.filter(claimed_by_id=viewer.appointment_id, stage__in=UNDECIDED)
    return list(held.order_by("received_at", "pk").values_list("reference", flat=True)[:MOST_HELD])


def begun(viewer: Viewer) -> list[tuple[str, str, datetime.datetime]]:
    """The concerns this viewer began to write and did not send."""
    if viewer.kind != "account" or not viewer.may("concern_raise"):
        return []
    found = my_drafts(viewer)[:MOST]
    return [("Raise a concern", reverse("raise_draft", args=[one.reference]), one.saved_at) for one in found]


def named(viewer: Viewer, records: Sequence[str]) -> dict[str, Named]:
    """The children named on each of some contacts, and who has it in hand, by name and post."""
    children = ContactChild.objects.filter(
        contact__reference__in=references_of(records, "C"), withdrawn_at__isnull=True
    )
    whose: dict[str, list[ContactChild]] = {}
    for child in children.select_related("contact__claimed_by__account", "contact__claimed_by__post").order_by(
        "order", "pk"
    ):
        whose.setdefault(child.contact.reference, []).append(child)
    return {
        reference: Named(", ".join(str(one) for one in those), _holder(those[0].contact))
        for reference, those in whose.items()
    }


def _holder(contact: Contact) -> str:
    holds = contact.claimed_by
    return f"{holds.account.name}, {holds.post.title}" if holds else ""


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Contacts by a child's name or the sender's own number, and advice calls by their words; only what is in sight."""
    if viewer.kind != "account" or not viewer.role or len(words) < 2:
        return []
    hits = []
    asked = _called(words)
    if reference.startswith("C-"):
        named = ContactChild.objects.filter(contact__reference=reference, withdrawn_at__isnull=True)
        asked += named.values_list("pk", flat=True)
    children = ContactChild.objects.filter(pk__in=asked).select_related("contact")
    for child in children.order_by("-contact__received_at", "order", "pk"):
        link = contact_page(viewer, child.contact.reference)
        hits.append(Hit("contact", str(child), child.contact.reference, link, child.case_file_id))
    # Compared as it stands, which an index helps with; under `lower` row-level security would let none help.
    numbered = Contact.objects.filter(external_number__in={words, words.upper(), words.lower()})
    for contact in numbered.order_by("-received_at", "-pk")[:MOST]:
        link = contact_page(viewer, contact.reference)
        hits.append(Hit("contact", contact.external_number, contact.reference, link, contact.case_file_id))
    if viewer.may("advice_log"):
        calls = AdviceCall.objects.filter(Q(reference=reference) | Q(caller__icontains=words)).order_by("-at", "-pk")
        for call in calls[:MOST]:
            link = f"{reverse('front_door:advice')}?words={call.reference}"
            hits.append(Hit("advice", call.caller, call.reference, link, call.case_file_id))
    return hits


def _called(words: str) -> list[int]:
    """The children in sight whose names hold each of some words, the newest contacts first."""
    parts = [f"%{_literal(part.lower())}%" for part in words.split()[:4]]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT front_door_children_called(%s, %s, %s)", [max(parts, key=len), parts, MOST])
        return [row[0] for row in cursor.fetchall()]


def _literal(part: str) -> str:
    return re.sub(r"([%_\\])", r"\\\1", part)


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people: their contacts' two files and the requests about them."""
    held = Identification.objects.filter(person_id__in=people, undone_at__isnull=True)
    contacts = Contact.objects.filter(children__identifications__in=held)
    ids = set(contacts.values_list("case_file_id", flat=True)) | set(held.values_list("case_file_id", flat=True))
    references = set(contacts.values_list("reference", flat=True))
    ids |= set(InformationRequest.objects.filter(for_record__in=references).values_list("case_file_id", flat=True))
    return list(CaseFile.objects.filter(pk__in=ids))


def named_child(viewer: Viewer, reference: str, name: str) -> int | None:
    """The file of a contact when a child of that full name is on it, else none: enough to open it in an emergency.

    Takes: the contact's full reference and the name as typed. The database compares; the caller journals who asked.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT front_door_named_child(%s, %s)", [reference, name])
        held: int | None = cursor.fetchone()[0]
    return held


def opened_along(viewer: Viewer, opening: int) -> list[int]:
    """Open the rest of a contact with the file that was opened in an emergency: its other file and its requests.

    Takes the opening's id, made in this very transaction by this viewer. Gives the files opened; the caller journals them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT front_door_open_along(%s)", [opening])
        return list(cursor.fetchone()[0])


def sealed_along(viewer: Viewer, sealing: int) -> list[int]:
    """Seal the rest of a contact with the file that is sealed: its other file, its requests and hand-overs.

    Takes the sealing's id, made in this very transaction by this viewer. Gives the files sealed; the caller journals them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT front_door_seal_along(%s)", [sealing])
        return list(cursor.fetchone()[0])


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no contact in sight."""
    contact = Contact.objects.filter(Q(case_file=file) | Q(working_file=file)).first()
    if contact is None:
        return None
    opened = viewer.role in EMERGENCY_ONLY and reads_contact(viewer, contact.reference)
    page = (
        reverse("front_door:contact", args=[contact.reference]) if opened else contact_page(viewer, contact.reference)
    )
    return {"text": f"Contact {contact.reference}", "href": page}


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, what a search finds, and whose files these are."""
    register("C", contact_page)
    register("R", request_page)
    register("H", handover_page)
    slots.fill("my_work", "front_door", lambda *, viewer: owed(viewer), order=20)
    slots.fill("my_records", "front_door", lambda *, viewer: my_records(viewer), order=20)
    slots.fill("begun", "front_door", lambda *, viewer: begun(viewer), order=20)
    slots.fill("named", "front_door", lambda *, viewer, records: named(viewer, records), order=20)
    slots.fill("search", "front_door", lambda *, viewer, words, reference: found(viewer, words, reference), order=20)
    register_files_about(files_about)
    register_births("front_door_births")
    register_name_checker(named_child)
    register_opened_along(opened_along)
    register_sealed_along(sealed_along)
    slots.fill("file_pages", "front_door", lambda *, viewer, file: page_of_file(viewer, file), order=20)
