"""Checking an edition row by row, agreeing the threshold document, reviewing it. Each act is journalled with who did it."""

import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.guidance.kinds import Pack
from sharedduty.foundations.guidance.models import DocumentReview, RowCheck, SignOff
from sharedduty.foundations.guidance.queries import may_check, may_keep, row_state
from sharedduty.foundations.journal.api import record_change


class CannotRecord(Exception):
    """What was given does not hold together. The message is fit to show; `field` is where it belongs."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.field = field or None


@transaction.atomic
def check_row(*, by: Viewer, pack: Pack, kind: str, key: str, digest: str, verdict: str, note: str = "") -> bool:
    """Keep what one person found who compared a row with its source (guidance-now D16). Two people make it verified.

    `digest` is of the row as it was shown. Gives whether anything was new: the same finding sent twice is kept once.
    Raises CannotRecord when the row changed meanwhile, is not there, or a difference is not described.
    """
    if not may_check(by, pack):
        raise PermissionDenied
    state = row_state(by, pack, kind, key)
    if state is None:
        raise CannotRecord("This edition has no such row any more.")
    if state.digest != digest:
        raise CannotRecord("The row was changed after you opened it. Read it again, then check it.")
    if verdict == RowCheck.Verdict.DIFFERS and not note.strip():
        raise CannotRecord("Say what differs, and where in the source it stands", "note")
    before = state.judged_by(by.account_id)
    standing = (before.verdict, before.note) if before else (RowCheck.Verdict.WITHDRAWN, note.strip())
    if standing == (verdict, note.strip()):
        return False
    RowCheck.objects.using(by.database).create(
        pack=pack.id, kind=kind, key=key, row_digest=digest, verdict=verdict, note=note.strip(),
        checked_at=timezone.now(), account_id=by.account_id or 0, checked_by_id=by.holding,
    )  # fmt: skip
    record_change(
        by=by, verb=f"checked row: {verdict}", object_type=f"edition {kind}", object_ref=f"{pack.id} {key}",
        fields=["verdict", "note"],
    )  # fmt: skip
    return True


@transaction.atomic
def sign_off(
    *, by: Viewer, pack: Pack, organisation: Organisation, signed_by_post: str, signed_on: datetime.date, note: str = ""
) -> SignOff:
    """Record that a partner or relevant agency agreed the threshold document of a local edition (WT2018 ch1 ¶15).

    A safeguarding partner records for its own organisation, the business unit for any of the area. Raises CannotRecord.
    """
    if not may_keep(by, pack) or organisation.area_id != by.area_id:
        raise PermissionDenied
    if by.role == "partner" and organisation.pk != by.organisation_id:
        raise CannotRecord(
            "You can agree for your own organisation only. The business unit records others", "organisation"
        )
    if signed_on > timezone.localdate():
        raise CannotRecord("The day it was agreed cannot be in the future", "signed_on")
    made = SignOff.objects.using(by.database).create(
        pack=pack.id, organisation=organisation, signed_by_post=signed_by_post.strip(), signed_on=signed_on,
        note=note.strip(), recorded_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip
    record_change(
        by=by, verb="recorded agreement", object_type="threshold document", object_ref=f"{pack.id} {organisation.key}",
        fields=["signed_by_post", "signed_on", "note"],
    )  # fmt: skip
    return made


@transaction.atomic
def review_document(
    *, by: Viewer, pack: Pack, reviewed_on: datetime.date, review_due_on: datetime.date, conclusion: str
) -> DocumentReview:
    """Record a review of the threshold document and the day by which it is reviewed again (GL-TH-02). Raises CannotRecord."""
    if not may_keep(by, pack):
        raise PermissionDenied
    if reviewed_on > timezone.localdate():
        raise CannotRecord("The day of the review cannot be in the future", "reviewed_on")
    if review_due_on <= reviewed_on:
        raise CannotRecord("The next review comes after this one", "review_due_on")
    made = DocumentReview.objects.using(by.database).create(
        pack=pack.id, reviewed_on=reviewed_on, review_due_on=review_due_on, conclusion=conclusion.strip(),
        recorded_at=timezone.now(), recorded_by_id=by.holding,
    )  # fmt: skip
    record_change(
        by=by, verb="recorded review", object_type="threshold document", object_ref=pack.id,
        fields=["reviewed_on", "review_due_on", "conclusion"],
    )  # fmt: skip
    return made
