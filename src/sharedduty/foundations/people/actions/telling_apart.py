"""Two records that look alike and are two people: said once, with why, so that neither is offered as the other again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import NotSame, Person


def tell_apart(*, by: Viewer, person: Person, other: Person, grounds: str) -> NotSame:
    """Say that two records are two people and why, after looking at both.

    Raises: PermissionDenied; ValidationError without grounds, for one record, for two put together, or where one of them
    is kept apart from an earlier identity. Journalled in both files.
    """
    rules.require(by, "person_merge")
    if by.appointment_id is None:
        raise PermissionDenied("It is said by somebody in a post.")
    if not grounds.strip():
        raise ValidationError({"grounds": "Say how you know that these are two people."})
    if person.pk == other.pk:
        raise ValidationError("Choose two different records.")
    if person.identity_restricted or other.identity_restricted:
        # The same words whichever the other is: they must not tell which records belong together.
        raise ValidationError("This record cannot be compared with another.")
    if other.pk in (person.merged_into_id,) or person.pk in (other.merged_into_id,):
        raise ValidationError("These were put together. Take them apart first.")
    first, second = sorted((person, other), key=lambda one: one.pk)
    standing = NotSame.objects.using(by.database).filter(person=first, other=second, ended_on=None).first()
    if standing is not None:
        return standing
    with transaction.atomic(using=by.database):
        said = NotSame.objects.using(by.database).create(
            case_file_id=first.case_file_id, person=first, other=second, grounds=grounds.strip(),
            said_by_id=by.appointment_id, said_at=timezone.now(),
        )  # fmt: skip
        _journal(by, "told apart", said, grounds)
    return said


def take_back_telling_apart(*, by: Viewer, said: NotSame, reason: str) -> None:
    """Take back that two records are two people. Raises: PermissionDenied; ValidationError without a reason. Journalled."""
    rules.require(by, "person_merge")
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})
    if said.ended_on is not None:
        raise ValidationError("This has already ended.")
    with transaction.atomic(using=by.database):
        said.ended_on, said.ended_because = timezone.localdate(), reason.strip()
        said.save(using=by.database, update_fields=["ended_on", "ended_because"])
        _journal(by, "took back telling apart", said, reason)


def _journal(by: Viewer, verb: str, said: NotSame, reason: str) -> None:
    record_change(
        by=by, verb=verb, object_type="person", object_ref=said.person.reference,
        files=[said.person.case_file_id, said.other.case_file_id], fields=["not_same"], reason=reason.strip(),
    )  # fmt: skip
