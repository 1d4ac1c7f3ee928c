"""Where this room's records are found, what is owed here, and what it shows on other pages: as far as sight reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.dates import end_of_day
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.gatherings.models import Gathering, Part
from sharedduty.foundations.people.api import register_files_about
from sharedduty.foundations.process.api import register
from sharedduty.modules.allegations.models import Allegation, Referral
from sharedduty.modules.allegations.process import PROCESS
from sharedduty.modules.allegations.queries.reading import MOST, PREFIX, REFERRAL, found_by, to_look_at, waiting

TO_DO = {
    "looking": "Talk with the employer, and judge", "managed": "Look at the progress of", "not_met": "Bring to an end",
    "advised": "Bring to an end", "concluded": "Bring to an end",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """One record a search found."""

    kind: str
    title: str
    detail: str
    link: str
    file: int


def allegation_page(viewer: Viewer, reference: str) -> str:
    """An allegation's page, for those who may work here."""
    return reverse("allegations:allegation", args=[reference]) if viewer.may("allegation_work") else ""


def referral_page(viewer: Viewer, reference: str) -> str:
    """A referral's page, for its sender and for whoever takes it up."""
    return reverse("allegations:referral", args=[reference]) if viewer.may("allegation_raise") else ""


def where_to_tell(viewer: Viewer) -> dict[str, str] | None:
    """Where a worker under enquiry is told of, for whoever may refer one (HE-REC-19); it says nothing of any record."""
    if viewer.kind != "account" or not viewer.may("allegation_raise"):
        return None
    return {"text": "Tell the designated officer", "href": reverse("allegations:refer")}


def owed(viewer: Viewer) -> list[Owed]:
    """The referrals that wait to be taken up, and what is next with each allegation that is open."""
    if viewer.kind != "account" or not viewer.may("allegation_work"):
        return []
    found = [
        Owed("Take up a referral to the designated officer", one.reference, referral_page(viewer, one.reference),
             file=one.case_file_id, since=one.told_at, citation="GL-AL-05")
        for one in waiting(viewer)
    ]  # fmt: skip
    return found + [
        Owed(f"{TO_DO[one.stage]} allegation", one.reference, allegation_page(viewer, one.reference),
             end_of_day(next_on) if next_on else None, "local", "GL-AL-11", one.case_file_id, since=one.opened_at)
        for one, next_on in to_look_at(viewer)
    ]  # fmt: skip


def found(viewer: Viewer, words: str) -> list[Hit]:
    """Allegations by the name of the person or of a child; only what is in sight."""
    if viewer.kind != "account" or not viewer.may("allegation_work") or len(words) < 2:
        return []
    return [
        Hit("allegation", one.reference, PROCESS.stage(one.stage).title, allegation_page(viewer, one.reference),
            one.case_file_id)
        for one in found_by(viewer, words)[:MOST]
    ]  # fmt: skip


def files_about(viewer: Viewer, people: Sequence[int]) -> list[CaseFile]:
    """This room's files that are about given people, as far as the viewer reaches; the database sees to the others."""
    found = Allegation.objects.filter(accused_id__in=people)
    ids = set(found.values_list("case_file_id", flat=True))
    ids |= set(Referral.objects.filter(reference__in=found.values("referral")).values_list("case_file_id", flat=True))
    meetings = Gathering.objects.filter(room="allegations", for_record__in=found.values("reference"))
    ids |= set(meetings.values_list("case_file_id", flat=True))
    for name in ("case_file_id", "papers_file_id"):
        ids |= set(Part.objects.filter(gathering__in=meetings).values_list(name, flat=True))
    return list(CaseFile.objects.filter(pk__in=ids))


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a file's page is for this viewer; None for a file that is none of this room's in sight."""
    held = Allegation.objects.filter(case_file=file).first()
    if held:
        return {"text": f"Allegation {held.reference}", "href": allegation_page(viewer, held.reference)}
    sent = Referral.objects.filter(case_file=file).first()
    return {"text": f"Referral {sent.reference}", "href": referral_page(viewer, sent.reference)} if sent else None


def make_known() -> None:
    """Tell the house where this room's records are and what is owed here."""
    register(PREFIX, allegation_page, officer=("allegation", "allegation_work"))
    register(REFERRAL, referral_page)
    slots.fill("my_work", "allegations", lambda *, viewer: owed(viewer), order=20)
    slots.fill("search", "allegations", lambda *, viewer, words, reference: found(viewer, words), order=60)
    slots.fill("speaking_up.worker_under_enquiry", "allegations", lambda *, viewer: where_to_tell(viewer))
    slots.fill("file_pages", "allegations", lambda *, viewer, file: page_of_file(viewer, file), order=60)
    register_files_about(files_about)
