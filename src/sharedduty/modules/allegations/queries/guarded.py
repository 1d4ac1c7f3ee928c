"""The files of one allegation, and who is shut out of them."""

from django.db import connection
from django.db.models import Q

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.gatherings.models import Gathering, MeetingPaper, Part, Shared
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.allegations.models import Allegation, Referral


def files_of(viewer: Viewer, held: Allegation) -> list[CaseFile]:
    """Every file of an allegation in sight: its own, the referral's, its meetings' with their papers, its hand-overs'."""
    meetings = Gathering.objects.filter(room="allegations", for_record=held.reference)
    parts = Part.objects.filter(gathering__in=meetings)
    left = Handover.objects.filter(from_record__in=held.children.values("reference"))
    found = CaseFile.objects.filter(
        Q(pk=held.case_file_id) | Q(pk__in=Referral.objects.filter(reference=held.referral).values("case_file_id"))
        | Q(pk__in=meetings.values("case_file_id")) | Q(pk__in=parts.values("case_file_id"))
        | Q(pk__in=parts.values("papers_file_id")) | Q(pk__in=left.values("case_file_id"))
        | Q(pk__in=MeetingPaper.objects.filter(part__in=parts).values("case_file_id"))
        | Q(pk__in=Shared.objects.filter(part__in=parts).values("case_file_id"))
    )  # fmt: skip
    return list(found.order_by("pk"))


def shut_accounts(viewer: Viewer, held: Allegation) -> set[int]:
    """The accounts that are shut out of an allegation."""
    standing = Exclusion.objects.filter(case_file_id=held.case_file_id, lifted_at=None, account__isnull=False)
    return {one for one in standing.values_list("account_id", flat=True) if one}


def line_of(account_id: int) -> list[int]:
    """The accounts that somebody answers to, in every post they hold, and on up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_line_of(%s)", [account_id])
        found: list[int] = cursor.fetchone()[0]
    return found
