"""What is no longer so, or never was: names, numbers, addresses, relations and work end on a day and stay on record."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import Identifier, Involvement, Name, Person, Relationship, Residence
from sharedduty.foundations.people.search import refresh


def end_name(*, by: Viewer, name: Name, ended_on: datetime.date, reason: str, was_wrong: bool = False) -> None:
    """Say that somebody no longer goes by a name; `was_wrong` that they never did, so that nobody is found by it.

    Raises: PermissionDenied; ValidationError without a reason, for a day ahead, or where it ended before. Journalled.
    """
    rules.require(by, "person_amend")
    _may_end(name.ended_on, ended_on, reason)
    with transaction.atomic(using=by.database):
        name.ended_on, name.ended_because, name.was_wrong = ended_on, reason.strip(), was_wrong
        name.save(using=by.database, update_fields=["ended_on", "ended_because", "was_wrong"])
        refresh(name.person, by=by)
        _journal(by, "ended name", name.person, ["names"], reason)


def end_identifier(
    *, by: Viewer, identifier: Identifier, ended_on: datetime.date, reason: str, was_wrong: bool = False
) -> None:
    """Say that a number is no longer a person's; `was_wrong` that it never was, so that nobody is found by it.

    Raises: PermissionDenied; ValidationError without a reason, for a day ahead, or where it ended before. Journalled.
    """
    rules.require(by, "person_amend")
    _may_end(identifier.ended_on, ended_on, reason)
    with transaction.atomic(using=by.database):
        identifier.ended_on, identifier.ended_because, identifier.was_wrong = ended_on, reason.strip(), was_wrong
        identifier.save(using=by.database, update_fields=["ended_on", "ended_because", "was_wrong"])
        _journal(by, "ended number", identifier.person, [f"identifier {identifier.system}"], reason)


def end_residence(
    *, by: Viewer, residence: Residence, lived_until: datetime.date, reason: str = "", was_wrong: bool = False
) -> None:
    """Say until when somebody lived at an address; `was_wrong` that they never did, with the reason.

    Raises: PermissionDenied (a protected address needs `person_restrict`); ValidationError. Journalled.
    """
    rules.require(by, "person_restrict" if residence.protected else "person_amend")
    if was_wrong:
        _need_reason(reason)
    rules.check_past(lived_until, field="ended_on")
    rules.check_order(
        residence.lived_from, lived_until, field="ended_on", said="They cannot have left before they moved in."
    )
    with transaction.atomic(using=by.database):
        residence.lived_until, residence.ended_because, residence.was_wrong = lived_until, reason.strip(), was_wrong
        residence.save(using=by.database, update_fields=["lived_until", "ended_because", "was_wrong"])
        refresh(residence.person, by=by)
        record_change(
            by=by, verb="ended address", object_type="person", object_ref=residence.person.reference,
            file=residence.case_file_id, fields=["lived_until"], reason=reason.strip(),
        )  # fmt: skip


def end_relationship(
    *, by: Viewer, relationship: Relationship, until_on: datetime.date, reason: str = "", was_wrong: bool = False
) -> None:
    """End a relationship and its mirror on a day; `was_wrong` that there never was one. Both stay on record.

    Raises: PermissionDenied; ValidationError without a reason, or where it ended before. Journalled in both files.
    """
    rules.require(by, "person_amend")
    _may_end(relationship.until_on, until_on, reason)
    rules.check_order(relationship.from_on, until_on, field="ended_on", said="It cannot end before it began.")
    with transaction.atomic(using=by.database):
        pairs = (
            (relationship.person_id, relationship.other_id, relationship.kind),
            (relationship.other_id, relationship.person_id, rules.RELATIONS[relationship.kind]),
        )
        for person_id, other_id, kind in pairs:
            Relationship.objects.using(by.database).filter(
                person_id=person_id, other_id=other_id, kind=kind, until_on=None
            ).update(until_on=until_on, ended_because=reason.strip(), was_wrong=was_wrong)
        _journal(
            by, "ended relationship", relationship.person, ["relationships"], reason, (relationship.other.case_file_id,)
        )


def close_involvement(
    *, by: Viewer, involvement: Involvement, closed_on: datetime.date | None = None, reason: str = ""
) -> None:
    """Say that a team's work with a person ended. Raises: PermissionDenied; ValidationError. Journalled."""
    rules.require(by, "person_amend")
    if involvement.closed_on is not None:
        raise ValidationError("This has already ended.")
    day = closed_on or timezone.localdate()
    rules.check_past(day, field="ended_on")
    rules.check_order(involvement.opened_on, day, field="ended_on", said="The closing date is before the opening date.")
    involvement.closed_on = day
    involvement.save(using=by.database, update_fields=["closed_on"])
    _journal(by, "closed involvement", involvement.person, ["closed_on"], reason)


def _may_end(ended: datetime.date | None, on: datetime.date, reason: str) -> None:
    if ended is not None:
        raise ValidationError("This has already ended.")
    _need_reason(reason)
    rules.check_past(on, field="ended_on")


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Say why."})


def _journal(by: Viewer, verb: str, person: Person, fields: list[str], reason: str, others: Iterable[int] = ()) -> None:
    record_change(
        by=by, verb=verb, object_type="person", object_ref=person.reference, files=[person.case_file_id, *others],
        fields=fields, reason=reason.strip(),
    )  # fmt: skip
