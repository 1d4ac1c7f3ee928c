"""Shutting people out of a file: a declared conflict, the subject of a file, and the subject's line (quality.md C5)."""

from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.actions.people import Refused
from sharedduty.foundations.access.files import exclude
from sharedduty.foundations.access.models import CaseFile, Exclusion
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.journal.api import record_change


def declare_conflict(*, by: Viewer, file_id: int, reference: str, reason: str) -> bool:
    """Declare that one has a conflict with a file: from this moment one is shut out of it. Gives False for the absent.

    Raises Refused without a reason.
    """
    if not reason.strip():
        raise Refused("Say what the conflict is.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_declare_conflict(%s, %s)", [file_id, "declared conflict"])
        done = bool(cursor.fetchone()[0])
    if done:
        record_change(
            by=by, verb="declared conflict", object_type="file", object_ref=reference, file=file_id, reason=reason
        )
    return done


def exclude_line(*, by: Viewer, file: CaseFile, account_id: int, reason: str = "subject of the file") -> int:
    """Shut the person a file is about, and everyone their posts report to, out of the file. Gives how many were shut out.

    Needs sight to work on the file; safe to run again when a line changes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_line_of(%s)", [account_id])
        line: list[int] = cursor.fetchone()[0]
    shut = set(
        Exclusion.objects.filter(case_file=file, account__isnull=False, lifted_at=None).values_list(
            "account_id", flat=True
        )
    )
    wanted = [(account_id, reason), *((one, f"line of the {reason}") for one in sorted(line))]
    new = [(one, why) for one, why in wanted if one not in shut and one != by.account_id]
    # Oneself last: after it this viewer sees nothing of the file any more.
    for one, why in new:
        exclude(by=by, file=file, account_id=one, reason=why)
    if by.account_id in {one for one, _ in wanted}:
        declare_conflict(by=by, file_id=file.pk, reference=file.reference, reason=f"line of the {reason}")
        return len(new) + 1
    return len(new)


def lift_line(*, by: Viewer, file: CaseFile, account_id: int, because: str, reason: str = "subject of the file") -> int:
    """Let in again whoever `exclude_line` shut out of a file for `account_id`, when they are not its subject after all.

    A conflict anybody declared stays. Gives how many were let in. Raises Refused without a reason. Journalled.
    """
    if not because.strip():
        raise Refused("Say why they are let in again.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_line_of(%s)", [account_id])
        line: list[int] = cursor.fetchone()[0]
    standing = Exclusion.objects.filter(case_file=file, lifted_at=None, follows=None)  # what followed it ends with it
    lifted = standing.filter(account_id=account_id, reason=reason).update(
        lifted_at=timezone.now(), lifted_because=because.strip()
    ) + standing.filter(account_id__in=line, reason=f"line of the {reason}").update(
        lifted_at=timezone.now(), lifted_because=because.strip()
    )
    if lifted:
        record_change(
            by=by, verb="lifted exclusion", object_type=file.kind, object_ref=file.reference, file=file.pk,
            fields=["account"], reason=because.strip(),
        )  # fmt: skip
    return lifted
