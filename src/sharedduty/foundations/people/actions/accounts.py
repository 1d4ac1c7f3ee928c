"""When somebody on record also signs in: they never see a file about themselves (design section 4; quality.md C5)."""

from collections.abc import Callable, Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from sharedduty.foundations.access.api import Account, CaseFile, Viewer, exclude_line, lift_line
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import Person

SUBJECT = "subject of the file"

# Each room says which of its files are about a person; it answers with those the viewer reaches.
FilesAbout = Callable[[Viewer, Sequence[int]], Iterable[CaseFile]]
_files_about: list[FilesAbout] = []


def register_files_about(find: FilesAbout) -> None:
    """Let a room say which of its files are about given people (called from the room's `apps.ready()`)."""
    if find not in _files_about:
        _files_about.append(find)


def link_account(*, by: Viewer, person: Person, account: Account) -> int:
    """Say that a person on record is the holder of an account, and shut that account and its line out of every file
    about them.

    Covers the person's own file, records merged with it, and what the rooms name (`register_files_about`), as far as
    the caller reaches. Gives: how many files were shut. Raises: PermissionDenied; ValidationError where the person is
    linked with another account. Journalled.
    """
    rules.require(by, "person_link_account")
    if person.account_id not in (None, account.pk):
        raise ValidationError("This person is already linked with another account.")
    with transaction.atomic(using=by.database):
        if person.account_id is None:
            person.account = account
            person.save(using=by.database, update_fields=["account"])
            record_change(
                by=by, verb="linked account", object_type="person", object_ref=person.reference, file=person.case_file_id,
                fields=["account"],
            )  # fmt: skip
        return _shut_out(by, account.pk, files_about(by, [person]))


def unlink_account(*, by: Viewer, person: Person, reason: str) -> int:
    """Say that an account is not this person's after all, and let it and its line in again where they were shut out.

    Declared conflicts stay. Gives how many files were opened again. Raises: PermissionDenied; ValidationError without a
    reason or a link. Journalled.
    """
    rules.require(by, "person_link_account")
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})
    if person.account_id is None:
        raise ValidationError("This person is not linked with an account.")
    with transaction.atomic(using=by.database):
        account_id, person.account = person.account_id, None
        person.save(using=by.database, update_fields=["account"])
        record_change(
            by=by, verb="unlinked account", object_type="person", object_ref=person.reference, file=person.case_file_id,
            fields=["account"], reason=reason.strip(),
        )  # fmt: skip
        return sum(
            lift_line(by=by, file=file, account_id=account_id, because=reason, reason=SUBJECT) > 0
            for file in files_about(by, [person])
        )


def exclude_subjects(*, by: Viewer, file: CaseFile, people: Iterable[Person]) -> int:
    """Shut out of `file` whoever among `people` signs in here; rooms call it whenever a file comes to be about somebody.

    Gives how many accounts were shut out now. Journalled.
    """
    return sum(_shut_out(by, person.account_id, [file]) for person in people if person.account_id)


def files_about(by: Viewer, people: Sequence[Person]) -> list[CaseFile]:
    """Every file about these people that the viewer reaches: their own, those merged with them, and the rooms'."""
    ids = [person.pk for person in people]
    same = Person.objects.using(by.database).filter(merged_into__in=ids)
    own = [*ids, *same.values_list("pk", flat=True)]
    files = CaseFile.objects.using(by.database).filter(
        pk__in=Person.objects.using(by.database).filter(pk__in=own).values("case_file_id")
    )
    found = {file.pk: file for file in files}
    for find in _files_about:
        found.update({file.pk: file for file in find(by, own)})
    return list(found.values())


def _shut_out(by: Viewer, account_id: int, files: Iterable[CaseFile]) -> int:
    """Shut the subject and their line out of these files; gives how many files anybody was shut out of now."""
    return sum(exclude_line(by=by, file=file, account_id=account_id, reason=SUBJECT) > 0 for file in files)
