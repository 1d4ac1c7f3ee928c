"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import date_short
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.families.api import declare_review
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import Clock, register
from sharedduty.foundations.retention.api import register_births
from sharedduty.modules.child_death.models import ChildDeath, DeathNotice, LearningOutput, PanelMember
from sharedduty.modules.child_death.process import PROCESS
from sharedduty.modules.child_death.queries.families import family_review
from sharedduty.modules.child_death.queries.matching import PREFIX as NOTICE
from sharedduty.modules.child_death.queries.members import PREFIX as MEMBER
from sharedduty.modules.child_death.queries.members import own_memberships
from sharedduty.modules.child_death.queries.reading import MOST, PREFIX, found_by
from sharedduty.modules.front_door.api import Hit

COLUMNS = [
    {"key": "death", "label": "Child death review"}, {"key": "stage", "label": "Stage"}, {"key": "day", "label": "Day"},
]  # fmt: skip
TO_DO = {
    "notified": "Settle scope, area and response of", "gathering": "Gather what is known of", "met": "Bring to the panel",
    "panel": "Hold the panel on", "reviewed": "Bring to an end",
}  # fmt: skip


def death_page(viewer: Viewer, reference: str) -> str:
    """A death's page, for those who may open deaths."""
    return reverse("child_death:death", args=[reference]) if viewer.may("death_read") else ""


def notice_page(viewer: Viewer, reference: str) -> str:
    """A notice's page, for those who may notify."""
    return reverse("child_death:notice", args=[reference]) if viewer.may("death_notify") else ""


def member_page(viewer: Viewer, reference: str) -> str:
    """A panel member's page."""
    return reverse("child_death:member", args=[reference]) if viewer.may("death_sign") else ""


def output_page(viewer: Viewer, reference: str) -> str:
    """The page of what was given out."""
    return reverse("child_death:output", args=[reference]) if viewer.may("death_learn") else ""


def owed(viewer: Viewer) -> list[Owed]:
    """What the business unit does next, the earliest limit with it; and for a panel member that there is something to sign."""
    if viewer.kind != "account":
        return []
    found = [
        Owed("Sign the confidentiality agreement of the child death panel", one.reference, member_page(viewer, one.reference),
             None, "local", "GL-CD-20", one.case_file_id, since=one.recorded_at)
        for one in (own_memberships(viewer) if viewer.may("death_sign") else ())
        if not getattr(one, "has_signed", False)
    ]  # fmt: skip
    if not viewer.may("death_work"):
        return found
    for told in DeathNotice.objects.filter(taken_at__isnull=True).order_by("sent_at", "pk")[:MOST]:
        found.append(Owed(
            "Take in the notice of a child death", told.reference, notice_page(viewer, told.reference), None, "should",
            "WT-CDR-21", told.case_file_id, since=told.sent_at,
        ))  # fmt: skip
    held = list(ChildDeath.objects.filter(stage__in=TO_DO).order_by("happened_on", "pk")[:MOST])
    running = Clock.objects.filter(record__in=[one.reference for one in held], met_at=None, stopped_at=None)
    clocks = {one.record: one for one in running.order_by("-due_at", "-pk")}
    for one in held:
        clock = clocks.get(one.reference)
        found.append(Owed(
            f"{TO_DO[one.stage]} child death review", one.reference, death_page(viewer, one.reference),
            clock.due_at if clock else None, clock.force if clock else "should", clock.citation if clock else "WT-CDR-02",
            one.case_file_id, since=one.opened_at,
        ))  # fmt: skip
    return found


def found(viewer: Viewer, words: str, reference: str = "") -> list[Hit]:
    """Deaths by a child's name; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("death_read") or len(words) < 2:
        return []
    return [
        Hit("child death review", one.reference, PROCESS.stage(one.stage).title, death_page(viewer, one.reference),
            one.case_file_id)
        for one in found_by(viewer, words)[:MOST]
    ]  # fmt: skip


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people."""
    ids: set[int] = set()
    for table in (ChildDeath, DeathNotice):
        ids |= set(table.objects.filter(person_id__in=people).values_list("case_file_id", flat=True))
    return list(CaseFile.objects.filter(pk__in=ids))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is none of this room's in sight."""
    pages: dict[str, tuple[Any, str, Any]] = {
        "child_death": (ChildDeath, "Child death review", death_page), "death_notice": (DeathNotice, "Notice", notice_page),
        "death_panel_member": (PanelMember, "Panel member", member_page),
        "death_learning": (LearningOutput, "Learning", output_page),
    }  # fmt: skip
    if file.kind not in pages:
        return None
    table, words, page = pages[file.kind]
    held: Any = table.objects.filter(case_file=file).first()
    return {"text": f"{words} {held.reference}", "href": page(viewer, held.reference)} if held else None


def panel(*, viewer: Viewer, person: Person, same: set[int]) -> dict[str, Any] | None:
    """A person's child death review, for those with sight of it."""
    if not viewer.may("death_read"):
        return None
    rows, files = [], set()
    for one in ChildDeath.objects.filter(person__in=same).order_by("-happened_on", "-pk")[:MOST]:
        files.add(one.case_file_id)
        rows.append({
            "death": {"text": one.reference, "href": death_page(viewer, one.reference)},
            "stage": PROCESS.stage(one.stage).title, "day": date_short(one.happened_on),
        })  # fmt: skip
    if not rows:
        return None
    return {"title": "Child death review", "columns": COLUMNS, "rows": rows, "files": files, "missing": "None"}


def make_known() -> None:
    """Tell the house where this room's records are, what is owed here, and what it shows elsewhere."""
    register(PREFIX, death_page, officer=("child_death", "death_work"))
    declare_review(PREFIX, family_review)
    register(NOTICE, notice_page)
    register(MEMBER, member_page)
    register("DL", output_page)
    slots.fill("my_work", "child_death", lambda *, viewer: owed(viewer), order=45)
    slots.fill("search", "child_death", lambda *, viewer, words, reference: found(viewer, words, reference), order=45)
    slots.fill("people.person.panels", "child_death", panel, order=45)
    slots.fill("file_pages", "child_death", lambda *, viewer, file: page_of_file(viewer, file), order=45)
    register_files_about(files_about)
    register_births("child_death_births")
