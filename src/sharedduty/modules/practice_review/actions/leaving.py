"""What leaves, and what it comes from: the report as it came, the comparison that is signed, themes, files looked through."""

import hashlib

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people.api import Leaving, look_through, look_through_file
from sharedduty.foundations.process.api import CannotMove, Given, Missing, kept
from sharedduty.modules.practice_review.actions.steps import recorded, step
from sharedduty.modules.practice_review.models import (
    ComparisonSigned,
    DocumentSeen,
    PracticeReview,
    SourceReport,
    ThemesNamed,
)
from sharedduty.modules.practice_review.queries.publication import last_report, last_source, terms_of, wrote


@transaction.atomic
def keep_source(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> SourceReport:
    """Keep the report as the reviewer wrote it; earlier ones stay. What was signed before is to be signed again.

    Raises as `step` does.
    """
    step(by, held, "keep_source", given, version=version)
    return SourceReport.objects.create(
        **recorded(by, held), number=held.sources.count() + 1,
        **kept(given, "title", "account", "analysis", "improvements", "received_on"),
    )  # fmt: skip


@transaction.atomic
def sign_comparison(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> ComparisonSigned:
    """Sign that the version for the public was compared with the report as it came; never whoever wrote one of its versions.

    Raises as `step` does.
    """
    source, report = last_source(held), last_report(held)
    facts = {**given, "source": source, "report": report, "wrote": wrote(by, held)}
    step(by, held, "sign_comparison", facts, version=version)
    assert source is not None and report is not None  # noqa: S101 (the rule has refused otherwise; for the type checker)
    return ComparisonSigned.objects.create(
        **recorded(by, held), report=report, source=source, **kept(given, "found", "signed_by")
    )


@transaction.atomic
def name_themes(*, by: Viewer, held: PracticeReview, given: Given, version: int | None = None) -> ThemesNamed:
    """Name the themes a review touches; they are public when it is published or renewed. Raises as `step` does."""
    lines = [" ".join(one.split()) for one in str(given.get("themes") or "").splitlines()]
    themes = list(dict.fromkeys(one for one in lines if one))
    step(by, held, "name_themes", {**given, "themes": themes}, version=version)
    return ThemesNamed.objects.create(**recorded(by, held), themes=themes)


@transaction.atomic
def look_through_document(*, by: Viewer, held: PracticeReview, data: bytes, name: str, looked_by: str = "") -> Leaving:
    """Look through a file before it leaves, and keep what came of it; the file itself is not kept.

    It may leave where nothing protected stands in any layer of it and somebody looked at what no program can read. Raises
    PermissionDenied; CannotMove without a file; Refused for a file that cannot be looked through.
    """
    by.must("practice_work")
    if not data:
        raise CannotMove([Missing("Choose the file.", "#id_file")])
    terms, _ = terms_of(by, held)
    found = look_through_file(data, name, terms)
    looked = looked_by.strip() if found.unread else ""
    named = not look_through([("name", name)], terms).clean or any("name" in one.place for one in found.left)
    made = DocumentSeen.objects.create(
        **recorded(by, held), file_name="" if named else name[:200], digest=hashlib.sha256(data).hexdigest(),
        may_leave=found.clean and bool(looked or not found.unread), found=len(found.left),
        unread="; ".join(found.unread), looked_by=looked,
    )  # fmt: skip
    record_change(
        by=by, verb="looked through a document", object_type="practice review", object_ref=held.reference,
        file=held.case_file_id, fields=["may_leave"], reason="may leave" if made.may_leave else "may not leave",
    )  # fmt: skip
    return found
