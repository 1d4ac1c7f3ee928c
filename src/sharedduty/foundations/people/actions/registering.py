"""Registering a person with a case file of their own, and the birth of an unborn child."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.people.search import refresh

DETAILS = ("sex", "ethnicity", "first_language", "communication_needs")


def front_door_of(area_id: int, database: str) -> Team:
    """The front door team of an area, which owns its people's files. Raises ValidationError where there is none."""
    team = (
        Team.objects.using(database).filter(organisation__area_id=area_id, purpose="front_door").order_by("pk").first()
    )
    if team is None:
        raise ValidationError("This area has no front door team yet, and people's files belong to it.")
    return team


def register_person(
    *,
    by: Viewer,
    area_id: int,
    kind: str = Person.Kind.CHILD,
    given_names: str = "",
    family_name: str = "",
    birth_on: datetime.date | None = None,
    birth_known: str = Person.BirthKnown.EXACT,
    expected_on: datetime.date | None = None,
    care_leaver: bool = False,
    **details: str,
) -> Person:
    """Register a child, an unborn child or an adult, each with a case file of their own (guidance-now D10).

    Takes: names in any script; `care_leaver` to say that somebody over eighteen is still a child's record; `details`
    among sex, ethnicity, first_language, communication_needs. Gives: the person. Raises: PermissionDenied;
    ValidationError naming each field; TypeError for an unknown detail. Journalled.
    """
    rules.require(by, "person_register")
    if unknown := set(details) - set(DETAILS):
        raise TypeError(f"no such detail: {', '.join(sorted(unknown))}")
    known = Person.BirthKnown.UNKNOWN if kind == Person.Kind.UNBORN else birth_known
    rules.check_name(given_names, family_name, kind)
    rules.check_birth(kind, birth_on, known=known, care_leaver=care_leaver, expected_on=expected_on)
    with transaction.atomic(using=by.database):
        team = front_door_of(area_id, by.database)
        file = open_file(by=by, kind="person", area_id=area_id, team_id=team.pk, letter="PN")
        person = Person.objects.using(by.database).create(
            case_file=file, reference=file.reference, kind=kind, given_names=given_names.strip(),
            family_name=family_name.strip(), birth_on=None if kind == Person.Kind.UNBORN else birth_on, birth_known=known,
            expected_on=expected_on if kind == Person.Kind.UNBORN else None,
            care_leaver=care_leaver and rules.is_grown(birth_on), **details,
        )  # fmt: skip
        refresh(person, by=by)
        record_change(
            by=by, verb="registered person", object_type="person", object_ref=person.reference, file=file.pk,
            fields=["names", "birth", *sorted(details)],
            values={"given_names": given_names, "family_name": family_name, "birth_on": birth_on},
        )  # fmt: skip
    return person


def born(
    *, by: Viewer, person: Person, birth_on: datetime.date, given_names: str = "", family_name: str = "", sex: str = ""
) -> Person:
    """Say that an unborn child was born: the same record and history go on, now as a child.

    Raises: PermissionDenied; ValidationError where the child is born already, or the date lies ahead or far from the
    due date. Journalled.
    """
    rules.require(by, "person_amend")
    if person.kind != Person.Kind.UNBORN:
        raise ValidationError("This child's birth is already on record.")
    rules.check_past(birth_on, field="birth_on")
    if person.expected_on and abs((birth_on - person.expected_on).days) > 150:
        raise ValidationError({"birth_on": "This is more than five months from the date expected. Check both dates."})
    with transaction.atomic(using=by.database):
        person.kind, person.birth_on, person.birth_known = Person.Kind.CHILD, birth_on, Person.BirthKnown.EXACT
        person.given_names = given_names.strip() or person.given_names
        person.family_name = family_name.strip() or person.family_name
        person.sex = sex or person.sex
        rules.check_name(person.given_names, person.family_name, person.kind)
        person.version += 1
        person.save(using=by.database)
        refresh(person, by=by)
        record_change(
            by=by, verb="recorded birth", object_type="person", object_ref=person.reference, file=person.case_file_id,
            fields=["kind", "birth_on", "given_names", "family_name", "sex"], values={"birth_on": birth_on},
        )  # fmt: skip
    return person
