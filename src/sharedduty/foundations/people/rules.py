"""What a person's record may say: the checks on dates, ages, names and numbers, each with a way to say the exception."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.identifiers import (
    BadIdentifier,
    normalise_nhs_number,
    normalise_postcode,
    normalise_upn,
)

CHILDHOOD = 18  # Children Act 1989 s.105(1): a child is a person under eighteen
CARE_LEAVER = 25  # Children Act 1989 s.23CZB: personal advisers until twenty-five
LONGEST_LIFE = 125
PREGNANCY_DAYS = 300
OVERDUE_DAYS = 60

RELATIONS = {
    "parent": "child",
    "child": "parent",
    "step_parent": "step_child",
    "step_child": "step_parent",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "carer": "cared_for",
    "cared_for": "carer",
    "sibling": "sibling",
    "half_sibling": "half_sibling",
    "step_sibling": "step_sibling",
    "partner": "partner",
    "former_partner": "former_partner",
    "other": "other",
}
# Held by parents; had by step-parents by agreement or order (Children Act 1989 s.4A), by special guardians (s.14C) and
# by whoever a child lives with under a child arrangements order (s.12).
MAY_BE_RESPONSIBLE = {
    "parent", "step_parent", "carer", "grandparent", "sibling", "half_sibling", "step_sibling", "other"
}  # fmt: skip
NAME_KINDS = ("alias", "birth", "previous", "preferred", "transliteration")


def require(by: Viewer, permission: str) -> None:
    """Let through an account that holds `permission`, and the importer. Raises PermissionDenied."""
    if by.kind == "system" and by.system == "importer":
        return
    if by.kind != "account" or not by.may(permission):
        raise PermissionDenied


def age(birth: datetime.date, on: datetime.date) -> int:
    """Whole years of age on a day; somebody born on 29 February has their birthday on 1 March in a common year."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def is_grown(birth: datetime.date | None) -> bool:
    """Whether somebody born then is eighteen or over today."""
    return birth is not None and age(birth, timezone.localdate()) >= CHILDHOOD


def check_name(given_names: str, family_name: str, kind: str) -> None:
    """A person has a name or part of one; an unborn child need not. Raises ValidationError."""
    if kind != Person.Kind.UNBORN and not (given_names.strip() or family_name.strip()):
        raise ValidationError({"family_name": "Enter at least one name."})


def check_birth(
    kind: str,
    birth_on: datetime.date | None,
    *,
    known: str,
    care_leaver: bool,
    expected_on: datetime.date | None,
    died_on: datetime.date | None = None,
) -> None:
    """A birth date lies in the past, and a child's makes a child, or a care leaver where that is said (design 8).

    Of somebody who died the age at death counts: a child who died stays a child (guidance-now D10).

    Raises ValidationError naming the field and the way to say so.
    """
    today = timezone.localdate()
    if kind == Person.Kind.UNBORN:
        _check_expected(expected_on, today)
        return
    if birth_on is None:
        if known != Person.BirthKnown.UNKNOWN:
            raise ValidationError({"birth_on": "Enter a date of birth, or say that it is not known."})
        return
    if birth_on > today:
        raise ValidationError(
            {"birth_on": "The date of birth is in the future. For a child not yet born, say so and give the due date."}
        )
    years = age(birth_on, died_on or today)
    if years > LONGEST_LIFE:
        raise ValidationError({"birth_on": f"This date of birth makes an age of {years}. Check the year."})
    if kind == Person.Kind.CHILD and years >= (CARE_LEAVER if care_leaver else CHILDHOOD):
        raise ValidationError(
            {
                "birth_on": f"This date of birth makes an age of {years}, which is not a child. Check the year"
                + (
                    ", or register the person as an adult."
                    if care_leaver
                    else ", say that they are a care leaver, or register them as an adult."
                )
            }
        )


def _check_expected(expected_on: datetime.date | None, today: datetime.date) -> None:
    if expected_on is None:
        raise ValidationError({"expected_on": "Enter the date the child is expected, an estimate if need be."})
    ahead = (expected_on - today).days
    if ahead > PREGNANCY_DAYS:
        raise ValidationError({"expected_on": "The date the child is expected is more than ten months away."})
    if ahead < -OVERDUE_DAYS:
        raise ValidationError({"expected_on": "This due date is over two months ago. If the child is born, say so."})


def check_order(first: datetime.date | None, last: datetime.date | None, *, field: str, said: str) -> None:
    """An end does not come before its beginning. Raises ValidationError."""
    if first is not None and last is not None and last < first:
        raise ValidationError({field: said})


def check_past(day: datetime.date | None, *, field: str) -> None:
    """A thing that happened is not in the future. Raises ValidationError."""
    if day is not None and day > timezone.localdate():
        raise ValidationError({field: "This date is in the future."})


def read_identifier(system: str, value: str) -> str:
    """A number in its usual form; an NHS number and a pupil number must pass their check. Raises ValidationError."""
    text = value.strip()
    if not text:
        raise ValidationError({"value": "Enter the number."})
    readers = {"nhs": normalise_nhs_number, "upn": normalise_upn}
    try:
        return readers[system](text) if system in readers else text
    except BadIdentifier as bad:
        raise ValidationError({"value": str(bad)}) from bad


def read_postcode(text: str) -> str:
    """A postcode in its usual form, or nothing where none was given. Raises ValidationError."""
    if not text.strip():
        return ""
    try:
        return normalise_postcode(text)
    except BadIdentifier as bad:
        raise ValidationError({"postcode": str(bad)}) from bad
