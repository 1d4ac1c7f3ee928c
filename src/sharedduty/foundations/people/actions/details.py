"""Names, numbers, addresses, relations and involvements: added and corrected, never overwritten."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.actions.registering import front_door_of
from sharedduty.foundations.people.models import Identifier, Involvement, Name, Person, Relationship, Residence
from sharedduty.foundations.people.search import refresh

CORRECTABLE = {
    "given_names", "family_name", "birth_on", "birth_known", "expected_on", "died_on", "sex", "ethnicity",
    "first_language", "communication_needs",
}  # fmt: skip

RECHECKED = {"birth_on", "birth_known", "expected_on", "died_on"}  # what an age or a due date depends on


class Overtaken(Exception):
    """Somebody else changed the record since it was read: nothing was overwritten."""


def _journal(by: Viewer, verb: str, person: Person, fields: list[str], **more: Any) -> None:
    record_change(
        by=by,
        verb=verb,
        object_type="person",
        object_ref=person.reference,
        file=person.case_file_id,
        fields=fields,
        **more,
    )


def correct(
    *, by: Viewer, person: Person, version: int, reason: str = "", care_leaver: bool | None = None, **changes: Any
) -> Person:
    """Correct what a record says of a person, from the version that was read.

    A name that changes is kept as a previous one. A child who has turned eighteen stays correctable; a date that makes an
    adult of a child needs `care_leaver`, to twenty-four inclusive.

    Raises: PermissionDenied; ValidationError; Overtaken where another changed the record first; TypeError for a field
    that is not corrected here. Journalled with the fields' names.
    """
    rules.require(by, "person_amend")
    if unknown := set(changes) - CORRECTABLE:
        raise TypeError(f"not corrected here: {', '.join(sorted(unknown))}")
    before = (person.given_names, person.family_name)
    for field, value in changes.items():
        setattr(person, field, value.strip() if isinstance(value, str) else value)
    rules.check_name(person.given_names, person.family_name, person.kind)
    leaver = person.care_leaver if care_leaver is None else care_leaver
    if RECHECKED & set(changes) or leaver != person.care_leaver:
        rules.check_birth(
            person.kind, person.birth_on, known=person.birth_known, care_leaver=leaver,
            expected_on=person.expected_on, died_on=person.died_on,
        )  # fmt: skip
    rules.check_past(person.died_on, field="died_on")
    rules.check_order(person.birth_on, person.died_on, field="died_on", said="The date of death is before the birth.")
    with transaction.atomic(using=by.database):
        person.care_leaver = leaver and person.kind == Person.Kind.CHILD and rules.is_grown(person.birth_on)
        values = {field: getattr(person, field) for field in (*changes, "care_leaver")}
        mended = Person.objects.using(by.database).filter(pk=person.pk, version=version)
        if mended.update(**values, version=version + 1) != 1:
            raise Overtaken
        person.version = version + 1
        if (person.given_names, person.family_name) != before and any(before):
            Name.objects.using(by.database).create(
                case_file_id=person.case_file_id,
                person=person,
                kind="previous",
                given_names=before[0],
                family_name=before[1],
            )
        refresh(person, by=by)
        _journal(by, "corrected person", person, sorted(changes), reason=reason, values=values)
    return person


def add_name(*, by: Viewer, person: Person, kind: str, given_names: str = "", family_name: str = "") -> Name:
    """Add another name a person is or was known by, in any script; a missing half is that of the main name.

    Raises: PermissionDenied; ValidationError for an unknown kind, an empty name, or an earlier name of somebody whose
    identities are kept apart. Journalled.
    """
    rules.require(by, "person_amend")
    if kind not in rules.NAME_KINDS:
        raise ValidationError(
            {"kind": "Say whether this is an alias, or a birth, previous, preferred or transliterated name."}
        )
    if not (given_names.strip() or family_name.strip()):
        raise ValidationError({"family_name": "Enter at least one name."})
    if person.identity_restricted:
        raise ValidationError("Other names of this person are not kept here. Ask the front door manager.")
    with transaction.atomic(using=by.database):
        name = Name.objects.using(by.database).create(
            case_file_id=person.case_file_id, person=person, kind=kind, given_names=given_names.strip(),
            family_name=family_name.strip(),
        )  # fmt: skip
        refresh(person, by=by)
        _journal(by, "added name", person, ["names"], values={"given": given_names, "family": family_name})
    return name


def add_identifier(
    *, by: Viewer, person: Person, system: str, value: str, source: str = "", verified: bool = False
) -> Identifier:
    """Add a number a person carries, with its source and whether it was checked there (guidance-now D11).

    `nhs` and `upn` are tested by their check digit or letter, local systems' numbers are not.

    The same number a second time gives the first. Raises: PermissionDenied; ValidationError. Journalled.
    """
    rules.require(by, "person_amend")
    read = rules.read_identifier(system, value)
    with transaction.atomic(using=by.database):
        identifier, made = Identifier.objects.using(by.database).get_or_create(
            person=person, system=system, value=read, ended_on=None,
            defaults={
                "case_file_id": person.case_file_id, "source": source, "verified": verified,
                "verified_on": timezone.localdate() if verified else None,
            },
        )  # fmt: skip
        if made:
            _journal(by, "added number", person, [f"identifier {system}"], values={"value": read})
    return identifier


def verify_identifier(*, by: Viewer, identifier: Identifier, source: str) -> None:
    """Say that a number was checked against its source (guidance-now D11): where, and from today on verified.

    Raises: PermissionDenied; ValidationError without a source, or for a number that ended. Journalled.
    """
    rules.require(by, "person_amend")
    if not source.strip():
        raise ValidationError({"source": "Say what you checked it against."})
    if identifier.ended_on is not None:
        raise ValidationError("This number has ended.")
    identifier.verified, identifier.verified_on = True, timezone.localdate()
    identifier.source = source.strip()
    identifier.save(using=by.database, update_fields=["verified", "verified_on", "source"])
    _journal(by, "verified number", identifier.person, [f"identifier {identifier.system}"], values={"source": source})


def add_residence(
    *,
    by: Viewer,
    person: Person,
    address: str,
    postcode: str = "",
    lived_from: datetime.date | None = None,
    lived_until: datetime.date | None = None,
    protected: bool = False,
) -> Residence:
    """Add an address. A protected one lies in a case file of its own and is never answered to a check (design 4).

    Raises: PermissionDenied (a protected address needs `person_restrict`); ValidationError. Journalled.
    """
    rules.require(by, "person_restrict" if protected else "person_amend")
    if not address.strip() and not postcode.strip():
        raise ValidationError({"address": "Enter the address, or at least its postcode."})
    read = rules.read_postcode(postcode)
    rules.check_past(lived_from, field="lived_from")
    rules.check_order(lived_from, lived_until, field="lived_until", said="They cannot have left before they moved in.")
    with transaction.atomic(using=by.database):
        file_id = person.case_file_id
        if protected:
            area_id = person.case_file.area_id
            file_id = open_file(
                by=by,
                kind="protected_address",
                area_id=area_id,
                team_id=front_door_of(area_id, by.database).pk,
                letter="PA",
            ).pk
        residence = Residence.objects.using(by.database).create(
            case_file_id=file_id, person=person, address=address.strip(), postcode=read, lived_from=lived_from,
            lived_until=lived_until, protected=protected,
        )  # fmt: skip
        refresh(person, by=by)
        record_change(
            by=by, verb="added address", object_type="person", object_ref=person.reference, file=file_id,
            fields=["protected address" if protected else "address"], values={"address": address, "postcode": read},
        )  # fmt: skip
    return residence


def add_relationship(
    *,
    by: Viewer,
    person: Person,
    other: Person,
    kind: str,
    parental_responsibility: bool = False,
    from_on: datetime.date | None = None,
) -> Relationship:
    """Say that `person` is the `kind` of `other` ("parent": person is other's parent); the mirror is kept in other's file.

    Raises: PermissionDenied; ValidationError for an unknown kind, somebody related to themselves, a parent younger than
    the child, or parental responsibility where there can be none. Journalled in both files.
    """
    rules.require(by, "person_amend")
    if kind not in rules.RELATIONS:
        raise ValidationError({"kind": "Choose what they are to each other."})
    if person.pk == other.pk:
        raise ValidationError({"other": "Nobody is their own relation. Choose somebody else."})
    elder, younger = (person, other) if kind == "parent" else (other, person)
    if kind in ("parent", "child") and elder.birth_on and younger.birth_on and elder.birth_on >= younger.birth_on:
        raise ValidationError({"kind": "The parent would be younger than the child. Check who is whose parent."})
    if parental_responsibility and kind not in rules.MAY_BE_RESPONSIBLE:
        raise ValidationError({"parental_responsibility": "This relation does not carry parental responsibility."})
    with transaction.atomic(using=by.database):
        first, _ = _relate(by, person, other, kind, parental_responsibility, from_on)
        _relate(by, other, person, rules.RELATIONS[kind], False, from_on)
        record_change(
            by=by, verb="added relationship", object_type="person", object_ref=person.reference,
            files=[person.case_file_id, other.case_file_id], fields=["relationships"],
        )  # fmt: skip
    return first


def _relate(
    by: Viewer, person: Person, other: Person, kind: str, responsible: bool, from_on: datetime.date | None
) -> tuple[Relationship, bool]:
    return Relationship.objects.using(by.database).update_or_create(
        person=person, other=other, kind=kind, until_on=None,
        defaults={"parental_responsibility": responsible, "from_on": from_on},
        create_defaults={
            "case_file_id": person.case_file_id, "parental_responsibility": responsible, "from_on": from_on,
        },
    )  # fmt: skip


def add_involvement(
    *,
    by: Viewer,
    person: Person,
    kind: str,
    opened_on: datetime.date,
    team_id: int | None = None,
    organisation_id: int | None = None,
    worker: str = "",
    closed_on: datetime.date | None = None,
    source: str = "",
    source_id: str = "",
) -> Involvement:
    """Say that a team works or worked with a person. Raises: PermissionDenied; ValidationError. Journalled."""
    rules.require(by, "person_amend")
    if not kind.strip():
        raise ValidationError({"kind": "Say what kind of work it is."})
    if team_id is None and organisation_id is None:
        raise ValidationError({"team": "Say which team or organisation works with them, so that it can be asked."})
    rules.check_past(opened_on, field="opened_on")
    rules.check_order(opened_on, closed_on, field="closed_on", said="The closing date is before the opening date.")
    with transaction.atomic(using=by.database):
        involvement = Involvement.objects.using(by.database).create(
            case_file_id=person.case_file_id, person=person, kind=kind.strip(), team_id=team_id,
            organisation_id=organisation_id, worker=worker, opened_on=opened_on, closed_on=closed_on, source=source,
            source_id=source_id,
        )  # fmt: skip
        _journal(by, "added involvement", person, ["involvements"])
    return involvement
