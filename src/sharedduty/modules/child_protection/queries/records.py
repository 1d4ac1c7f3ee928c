"""Where this room's records are found, the starts it offers, and what it shows on a person's page and in a search."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short, moment_words
from sharedduty.foundations.design.owed import Named
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.references import references_of
from sharedduty.foundations.process.api import STARTS, Clock, Handover, Start, register
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.foundations.retention.api import register_births
from sharedduty.modules.child_protection.models import ConferenceRequest, ProtectionPlan, ProtectionRecord
from sharedduty.modules.child_protection.process import ENQUIRY, PLAN
from sharedduty.modules.child_protection.queries.asking import panel as conference_panel
from sharedduty.modules.child_protection.queries.owing import owed

MOST = 50
OURS = ("strategy discussion", "strategy discussion after immediate protection")
COLUMNS = [
    {"key": "record", "label": "Record"}, {"key": "stage", "label": "Stage"}, {"key": "due", "label": "Next limit"},
    {"key": "lead", "label": "Lead"}, {"key": "seen", "label": "Child last seen"},
]  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One record a search found."""

    kind: str
    title: str
    detail: str
    link: str
    file: int


def record_page(viewer: Viewer, reference: str) -> str:
    """The page of a protection record or a plan, for those who may open such pages."""
    name = {"PP": "plan", "RH": "return"}.get(reference[:2], "record")
    return reverse(f"child_protection:{name}", args=[reference]) if viewer.may("protection_read") else ""


def request_page(viewer: Viewer, reference: str) -> str:
    """The page of an agency's request for a conference, for those who may open such pages."""
    may = viewer.may("protection_join")
    return reverse("child_protection:conference-request", args=[reference]) if may else ""


def start(*, viewer: Viewer, handover: Handover) -> Start | None:
    """The way to begin a strategy discussion from a hand-over; None for work of other rooms."""
    if handover.start not in OURS or not viewer.may("protection_work"):
        return None
    return Start("Open a protection record", reverse("child_protection:start", args=[handover.reference]))


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """One line for each protection record and plan of a person: stage, next limit, lead, when last seen."""
    if not viewer.may("protection_read"):
        return None
    held = (
        ProtectionRecord.objects.filter(person__in=same)
        .select_related("worker__account")
        .prefetch_related("work", "plans")
    )
    records = list(held.order_by("-opened_at", "-pk")[:MOST])
    plans = {one.pk: list(one.plans.all()) for one in records}
    references = [one.reference for one in records] + [plan.reference for found in plans.values() for plan in found]
    clocks: dict[str, Clock] = {}
    for clock in Clock.objects.filter(record__in=references, met_at=None, stopped_at=None).order_by("due_at", "pk"):
        clocks.setdefault(clock.record, clock)
    rows = []
    for one in records:
        seen = [work.done_at for work in one.work.all() if work.kind == "child_seen" and work.done_at]
        common = {"lead": str(one.worker.account.name), "seen": date_short(max(seen)) if seen else "Not recorded"}
        for reference, stage in [(one.reference, ENQUIRY.stage(one.stage).title),
                                 *((plan.reference, PLAN.stage(plan.stage).title) for plan in plans[one.pk])]:  # fmt: skip
            due = clocks.get(reference)
            rows.append({
                "record": {"text": reference, "href": record_page(viewer, reference)}, "stage": stage,
                "due": f"{due.title}: {moment_words(due.due_at)}" if due else "None runs", **common,
            })  # fmt: skip
    return {
        "title": "Child protection", "columns": COLUMNS, "rows": rows, "files": {one.case_file_id for one in records},
        "missing": "No protection record that you have sight of.",
    }  # fmt: skip


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Protection records by the child's name or a reference; only what is in sight."""
    if viewer.kind != "account" or not viewer.role or not viewer.may("protection_read") or len(words) < 2:
        return []
    named = Q()
    for part in words.split()[:4]:
        named &= Q(child_name__icontains=part)
    hits = ProtectionRecord.objects.filter(named | Q(reference=reference)).order_by("-opened_at", "-pk")[:MOST]
    return [
        Hit("child protection", one.child_name, one.reference, record_page(viewer, one.reference), one.case_file_id)
        for one in hits
    ]


def my_records(viewer: Viewer) -> list[str]:
    """The references of the records and plans this viewer leads."""
    if viewer.kind != "account" or not viewer.appointment_id or not viewer.may("protection_read"):
        return []
    led = ProtectionRecord.objects.filter(worker_id=viewer.appointment_id).values_list("reference", flat=True)
    plans = ProtectionPlan.objects.filter(lead_worker_id=viewer.appointment_id).values_list("reference", flat=True)
    return [*led, *plans]


def named(viewer: Viewer, records: Sequence[str]) -> dict[str, Named]:
    """The child of each of some records and plans, and who leads it, by name and post."""
    held = ProtectionRecord.objects.filter(reference__in=references_of(records, "CP"))
    led = held.values_list("reference", "child_name", "worker__account__name", "worker__post__title")
    plans = ProtectionPlan.objects.filter(reference__in=references_of(records, "PP"))
    more = plans.values_list(
        "reference", "protection__child_name", "lead_worker__account__name", "lead_worker__post__title"
    )
    return {
        reference: Named(child, f"{name}, {post}" if name else "") for reference, child, name, post in [*led, *more]
    }


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files about given people: their protection records, every meeting and part, and each request about them."""
    records = ProtectionRecord.objects.filter(person_id__in=people)
    references = [*records.values_list("reference", flat=True)]
    references += ProtectionPlan.objects.filter(protection__in=records).values_list("reference", flat=True)
    ids = set(records.values_list("case_file_id", flat=True))
    ids |= set(ConferenceRequest.objects.filter(protection__in=records).values_list("case_file_id", flat=True))
    for meeting in Gathering.objects.filter(for_record__in=references).prefetch_related("parts"):
        ids.add(meeting.case_file_id)
        for part in meeting.parts.all():
            ids |= {part.case_file_id, part.papers_file_id}
    ids |= set(InformationRequest.objects.filter(for_record__in=references).values_list("case_file_id", flat=True))
    return list(CaseFile.objects.filter(pk__in=ids))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is no protection record in sight."""
    record = ProtectionRecord.objects.filter(case_file=file).first()
    if record is None:
        return None
    return {"text": f"Protection record {record.reference}", "href": record_page(viewer, record.reference)}


def make_known() -> None:
    """Tell the house where this room's records are, which work it takes up, and whose files these are."""
    register("CP", record_page)
    register("PP", record_page)
    register("RH", record_page)
    register("CQ", request_page)
    for place in ("front_door.request.panels", "gatherings.meeting.panels"):
        slots.fill(
            place, "child_protection", lambda *, viewer, reference: conference_panel(viewer, reference), order=30
        )
    slots.fill(STARTS, "child_protection", start, order=30)
    slots.fill("people.person.panels", "child_protection", panel, order=10)
    slots.fill("my_work", "child_protection", lambda *, viewer: owed(viewer), order=30)
    slots.fill("my_records", "child_protection", lambda *, viewer: my_records(viewer), order=30)
    slots.fill("named", "child_protection", lambda *, viewer, records: named(viewer, records), order=30)
    slots.fill(
        "search", "child_protection", lambda *, viewer, words, reference: found(viewer, words, reference), order=30
    )
    slots.fill("file_pages", "child_protection", lambda *, viewer, file: page_of_file(viewer, file), order=30)
    register_files_about(files_about)
    register_births("child_protection_births")
