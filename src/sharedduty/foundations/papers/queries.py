"""Reading the files of a record."""

from django.db.models import QuerySet

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.papers import storing
from sharedduty.foundations.papers.models import Paper


def papers_of(viewer: Viewer, record: str) -> QuerySet[Paper]:
    """The files of a record that were not removed, the first one first."""
    return (
        Paper.objects.using(viewer.database).filter(record=record, removed_at__isnull=True).order_by("added_at", "pk")
    )


def paper_called(viewer: Viewer, reference: str) -> Paper | None:
    """A file by its reference; None where there is none in this viewer's sight."""
    return Paper.objects.using(viewer.database).filter(reference=reference, removed_at__isnull=True).first()


def open_paper(viewer: Viewer, paper: Paper) -> bytes:
    """The bytes of a file, journalled as an opening. Raises FileNotFoundError where the disk has lost them."""
    record_sight(by=viewer, verb="opened", object_type="paper", object_ref=paper.reference, files=[paper.case_file_id])
    return storing.read(paper.stored_as)


def size_words(paper: Paper) -> str:
    """How large a file is, as people say it."""
    return f"{paper.size / 1_048_576:.1f} MB" if paper.size >= 1_048_576 else f"{max(paper.size // 1024, 1)} KB"
