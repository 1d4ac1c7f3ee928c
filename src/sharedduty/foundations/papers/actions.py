"""Taking files in and out of a record."""

import datetime
import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.papers import storing
from sharedduty.foundations.papers.inspecting import LARGEST, inspect
from sharedduty.foundations.papers.models import Paper
from sharedduty.foundations.papers.refusals import Refused
from sharedduty.foundations.papers.scanning import scan
from sharedduty.foundations.plain.references import new_reference

MOST_ON_A_FORM = 5
LINK_FILES_A_DAY, LINK_BYTES_A_DAY = 20, 50 * 1024 * 1024


@transaction.atomic
def add_paper(*, by: Viewer, file: CaseFile, record: str, upload: UploadedFile) -> Paper:
    """Keep an uploaded file with a record, by its reference, in a case file.

    Raises Refused with the reason: what it is, how large, how many, the day's share of a link, a virus. The bytes are on
    the disk before the row is written, so that no row ever stands without bytes. Journalled.
    """
    if Paper.objects.filter(record=record, removed_at__isnull=True).count() >= MOST_ON_A_FORM:
        raise Refused(f"There are {MOST_ON_A_FORM} files already. Remove one first, or put several pages into one PDF")
    data = upload.read(LARGEST + 1)
    _within_the_days_share(by, len(data))
    made = inspect(data, upload.name or "")
    scanned = scan(made.data, made.name)
    now = timezone.now()
    paper = Paper.objects.create(
        case_file=file, reference=new_reference("D"), record=record, name=made.name, media_type=made.media_type,
        size=len(made.data), stored_as=storing.keep(made.data), digest=hashlib.sha256(made.data).digest(), added_at=now,
        added_by_id=by.appointment_id, added_by_link_id=by.link_id, scanned_at=now if scanned else None,
    )  # fmt: skip
    record_change(by=by, verb="added a file", object_type="paper", object_ref=paper.reference, file=file.pk)
    return paper


def _within_the_days_share(by: Viewer, size: int) -> None:
    if by.kind != "link":
        return
    since = timezone.now() - datetime.timedelta(days=1)
    todays = Paper.objects.filter(added_by_link_id=by.link_id, added_at__gt=since)
    if todays.count() >= LINK_FILES_A_DAY or (todays.aggregate(all=Sum("size"))["all"] or 0) + size > LINK_BYTES_A_DAY:
        raise Refused("You have sent as many files today as a link may. Telephone the front door about the others")


@transaction.atomic
def remove_paper(*, by: Viewer, paper: Paper) -> None:
    """Take a file off a record. The bytes stay until the record's own keeping ends. Journalled."""
    paper.removed_at = timezone.now()
    paper.save(update_fields=["removed_at"])
    record_change(
        by=by, verb="removed a file", object_type="paper", object_ref=paper.reference, file=paper.case_file_id,
        fields=["removed_at"],
    )  # fmt: skip


@transaction.atomic
def move_papers(*, by: Viewer, record: str, to_file: CaseFile, to_record: str) -> int:
    """Move the files of one record to another record in another case file, both of which the viewer works. Journalled.

    Gives how many moved.
    """
    moved = Paper.objects.filter(record=record, removed_at__isnull=True).update(
        case_file=to_file, scope=to_file.scope, record=to_record
    )
    if moved:
        record_change(
            by=by, verb="moved files", object_type="form", object_ref=to_record, file=to_file.pk, fields=["papers"]
        )
    return moved


def sweep(*, by: Viewer, older_than: datetime.timedelta = datetime.timedelta(days=1)) -> int:
    """Throw away bytes that no row names: what was left when a saving was undone. Gives how many.

    `by` is the system viewer whose sight is not narrowed; with any other nothing would seem to be named. Raises
    ValueError for another.
    """
    if by.kind != "system":
        raise ValueError("only a system viewer sees every paper")
    named = set(Paper.objects.using(by.database).values_list("stored_as", flat=True))
    before = (timezone.now() - older_than).timestamp()
    loose = [name for name in storing.stored_names() - named if storing.place(name).stat().st_mtime < before]
    for name in loose:
        storing.throw_away(name)
    return len(loose)
