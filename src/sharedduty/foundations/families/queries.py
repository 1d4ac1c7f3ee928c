"""Reading what families are shown: for staff the people of one review and what each has, for a family member their own."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.urls import reverse

from sharedduty.foundations.access.api import CaseFile, Viewer, links
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.design import slots
from sharedduty.foundations.families.declared import FamilyReview, review_of
from sharedduty.foundations.families.models import FamilyMember, FamilyShare
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.process.api import register

PREFIX = "FV"
READ = "read what is shared"  # what the principal of a family member is for
MOST = 100


@dataclass(frozen=True)
class Opened:
    """When a family member opened one thing shared with them: first, last, and how often, as the journal has it."""

    first_at: datetime.datetime
    last_at: datetime.datetime
    times: int


def principal_for(email: str) -> Link | None:
    """Whom the links of an address stand for; None where nothing was ever shared with it."""
    found = Link.objects.filter(email_digest=links.address_digest(email), purpose=READ)
    return found.order_by("pk").first()


def members_of(viewer: Viewer, review: FamilyReview) -> list[FamilyMember]:
    """Those with whom a review shares, or shared, each with what they were given. Journals the files shown."""
    found = (
        FamilyMember.objects.filter(record=review.record)
        .prefetch_related("shares")
        .order_by("ended_at", "added_at", "pk")
    )
    shown = list(found[:MOST])
    files = [one.case_file_id for one in shown] + [each.case_file_id for one in shown for each in one.shares.all()]
    record_sight(by=viewer, verb="listed", object_type="family members", object_ref=review.record, files=files)
    return shown


def member_by_reference(viewer: Viewer, reference: str) -> tuple[FamilyMember, FamilyReview] | None:
    """Somebody of a family with the review; None out of sight, or for whoever does not run the review."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    found = FamilyMember.objects.select_related("case_file", "added_by__account").filter(reference=known).first()
    review = review_of(viewer, found.record) if found else None
    return (found, review) if found and review else None


def shares_of(viewer: Viewer, member: FamilyMember) -> list[FamilyShare]:
    """What was shared with somebody, the latest first, taken back or not. Journals the files shown."""
    found = list(member.shares.select_related("case_file", "shared_by__account").order_by("-shared_at", "-pk"))
    record_sight(
        by=viewer, verb="opened", object_type="family member", object_ref=member.reference,
        files=[member.case_file_id, *(one.case_file_id for one in found)],
    )  # fmt: skip
    return found


def opened(viewer: Viewer, shares: Iterable[FamilyShare]) -> dict[str, Opened]:
    """When each thing shared was opened by whom it is for, by its reference; what nobody opened is not in it.

    The database answers for files this viewer works with by standing, and for nobody shut out of them.
    """
    by_file = {one.case_file_id: one.reference for one in shares}
    if viewer.kind != "account" or not by_file:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT file_id, first_at, last_at, times FROM families_opened(%s)", [list(by_file)])
        return {by_file[file]: Opened(first, last, times) for file, first, last, times in cursor.fetchall()}


def share_called(viewer: Viewer, member: FamilyMember, reference: str) -> FamilyShare | None:
    """One thing shared with somebody that was not taken back; None for any other."""
    found = member.shares.select_related("case_file", "member")
    return found.filter(reference=reference, withdrawn_at__isnull=True).first()


def own_shares(viewer: Viewer) -> list[FamilyShare]:
    """What is shared with whoever came by a link: what the database grants that link, and nothing for anybody else."""
    if viewer.kind != "link":
        return []
    found = list(FamilyShare.objects.filter(withdrawn_at__isnull=True).order_by("-shared_at", "-pk")[:MOST])
    record_sight(by=viewer, verb="listed", object_type="family shares", files=[one.case_file_id for one in found])
    return found


def own_share(viewer: Viewer, reference: str) -> FamilyShare | None:
    """One thing shared with whoever came by a link, to read; None for anything else. Journals that it was opened."""
    if viewer.kind != "link":
        return None
    found = FamilyShare.objects.filter(reference=reference, withdrawn_at__isnull=True).first()
    if found:
        record_sight(
            by=viewer, verb="opened", object_type="family share", object_ref=found.reference, files=[found.case_file_id]
        )
    return found


def member_page(viewer: Viewer, reference: str) -> str:
    """The page of a family member, for whoever shares."""
    return reverse("families:member", args=[reference]) if viewer.may("family_share") else ""


def page_of_file(viewer: Viewer, file: CaseFile) -> dict[str, Any] | None:
    """Where a file's page is for this viewer; None for a file that is none of these."""
    held: Any = FamilyMember.objects.filter(case_file=file).first()
    if held is None:
        shared = FamilyShare.objects.filter(case_file=file).select_related("member").first()
        held = shared.member if shared else None
    return (
        {"text": f"Shared with the family {held.reference}", "href": member_page(viewer, held.reference)}
        if held
        else None
    )


def make_known() -> None:
    """Tell the house where these records are."""
    register(PREFIX, member_page)
    slots.fill("file_pages", "families", lambda *, viewer, file: page_of_file(viewer, file), order=70)
