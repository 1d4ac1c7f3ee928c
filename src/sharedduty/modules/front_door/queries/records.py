"""Where this room's records are found, what a post owes here, and what a search finds: as far as sight reaches."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, register_name_checker
from sharedduty.foundations.design import slots
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.plain.words import due_words, time_left
from sharedduty.foundations.process.api import register
from sharedduty.foundations.requests.api import InformationRequest, asked_of_team
from sharedduty.modules.front_door.models import AdviceCall, Contact, ContactChild, Identification

MOST = 50


@dataclass(frozen=True)
class Owed:
    """Something this post owes here that no running clock says; the desk of one's own work shows it."""

    title: str
    record: str
    link: str
    due_at: datetime.datetime | None = None
    force: str = ""
    citation: str = ""
    file: int | None = None

    @property
    def late(self) -> bool:
        """Whether the due instant has passed."""
        return self.due_at is not None and self.due_at < timezone.now()

    @property
    def due(self) -> str:
        """The limit in words."""
        return due_words(self.due_at, now=timezone.now()) if self.due_at else "no time limit"

    @property
    def left(self) -> str:
        """The time left, or how late it is, in words."""
        return time_left(self.due_at, now=timezone.now()) if self.due_at else ""


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
    if viewer.kind == "account" and viewer.may("contact_read"):
        return reverse("front_door:contact", args=[reference])
    return reverse("raise_status", args=[reference])


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
        for asked in asked_of_team(viewer)[:MOST]:
            link = reverse("front_door:request", args=[asked.reference])
            found.append(
                Owed("Answer what your agency is asked", asked.reference, link, asked.due_at, file=asked.case_file_id)
            )
    if viewer.may("contact_work"):
        untold = Contact.objects.filter(stage="decided", claimed_by_id=viewer.appointment_id).order_by("decided_at")
        for contact in untold[:MOST]:
            link = reverse("front_door:feedback", args=[contact.reference])
            found.append(
                Owed("Tell the referrer", contact.reference, link, citation="WT2018 ch1 ¶22", file=contact.case_file_id)
            )
    return found


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Contacts by a child's name or the sender's own number, and advice calls by their words; only what is in sight."""
    if viewer.kind != "account" or not viewer.role or len(words) < 2:
        return []
    hits = []
    parts = words.split()[:4]
    named = Q()
    for part in parts:
        named &= Q(given_names__icontains=part) | Q(family_name__icontains=part) | Q(also_known_as__icontains=part)
    children = ContactChild.objects.filter(named, withdrawn_at__isnull=True).select_related("contact")
    for child in children.order_by("-contact__received_at")[:MOST]:
        link = contact_page(viewer, child.contact.reference)
        hits.append(Hit("contact", str(child), child.contact.reference, link, child.case_file_id))
    for contact in Contact.objects.filter(external_number__iexact=words)[:MOST]:
        link = contact_page(viewer, contact.reference)
        hits.append(Hit("contact", contact.external_number, contact.reference, link, contact.case_file_id))
    if viewer.may("advice_log"):
        calls = AdviceCall.objects.filter(Q(reference=reference) | Q(caller__icontains=words)).order_by("-at")
        for call in calls[:MOST]:
            link = f"{reverse('front_door:advice')}?words={call.reference}"
            hits.append(Hit("advice", call.caller, call.reference, link, call.case_file_id))
    return hits


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


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no contact in sight."""
    contact = Contact.objects.filter(case_file=file).first()
    if contact is None:
        return None
    return {"text": f"Contact {contact.reference}", "href": contact_page(viewer, contact.reference)}


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, what a search finds, and whose files these are."""
    register("C", contact_page)
    register("R", request_page)
    register("H", handover_page)
    slots.fill("my_work", "front_door", lambda *, viewer: owed(viewer), order=20)
    slots.fill("search", "front_door", lambda *, viewer, words, reference: found(viewer, words, reference), order=20)
    register_files_about(files_about)
    register_name_checker(named_child)
    slots.fill("file_pages", "front_door", lambda *, viewer, file: page_of_file(viewer, file), order=20)
