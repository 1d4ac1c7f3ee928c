"""Who a described child is: asking whether they are known, choosing the person, registering a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people.api import (
    Answer,
    Candidate,
    Question,
    TooManyChecks,
    add_identifier,
    add_residence,
    by_reference,
    is_known,
    register_person,
)
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.front_door.actions.steps import permitted, post_of, working_file
from sharedduty.modules.front_door.models import Contact, ContactChild, Identification, KnownCheck

__all__ = ["Candidate", "Checked", "check_known", "identify", "register_child", "undo_identification"]


@dataclass(frozen=True)
class Checked:
    """What one check answered about a child of a contact."""

    check: KnownCheck
    candidates: Sequence[Candidate]


@transaction.atomic
def check_known(*, by: Viewer, contact: Contact, child: ContactChild, purpose: str) -> Checked:
    """Ask whether a described child is known: existence and whom to ask, never content (design section 4).

    A child too little is known about to ask with is recorded as checked with nobody found, since nobody could be.
    Raises PermissionDenied; CannotMove where the purpose is missing, a number is wrong or the hour's checks are used up.
    """
    permitted(by, "contact_work")
    if not purpose.strip():
        raise CannotMove([Missing("Say why you need to know whether this child is known.", "#id_purpose")])
    file = working_file(by, contact)
    candidates = _ask(by, contact, child, purpose) if _enough(child) else ()
    check = KnownCheck.objects.create(
        case_file=file, child=child, asked_at=timezone.now(), asked_by_id=post_of(by), purpose=purpose.strip(),
        candidates=len(candidates),
    )  # fmt: skip
    return Checked(check, candidates)


def _enough(child: ContactChild) -> bool:
    named = bool(child.given_names.strip()) + bool(child.family_name.strip())
    return bool(child.nhs_number or child.upn or named == 2 or (named and child.birth_on))


def _ask(by: Viewer, contact: Contact, child: ContactChild, purpose: str) -> Sequence[Candidate]:
    question = Question(
        given_names=child.given_names, family_name=child.family_name, birth_on=child.birth_on, sex=child.sex,
        also_known_as=_aliases(child.also_known_as), postcode=child.postcode, nhs_number=child.nhs_number, upn=child.upn,
    )  # fmt: skip
    try:
        answer: Answer = is_known(
            question, by=by, file=working_file(by, contact), record=contact.reference, purpose=purpose
        )
    except TooManyChecks as used_up:
        raise CannotMove([Missing(str(used_up))]) from used_up
    except ValidationError as wrong:
        raise CannotMove([Missing(text) for text in wrong.messages]) from wrong
    return answer.candidates


def _aliases(text: str) -> tuple[tuple[str, str], ...]:
    """Other names as written, apart by commas: the last word of each is taken as the family name."""
    found = []
    for one in text.split(","):
        given, _, family = one.strip().rpartition(" ")
        if given and family:
            found.append((given, family))
    return tuple(found)


@transaction.atomic
def identify(
    *, by: Viewer, contact: Contact, child: ContactChild, person_reference: str, grounds: str
) -> Identification:
    """Say that a described child is a certain person on record, and on what grounds (GL-FD-07; WT-REF-16).

    Raises PermissionDenied; CannotMove without grounds, for a person out of sight, or where one was already chosen.
    """
    permitted(by, "contact_work")
    person = by_reference(by, person_reference)
    if person is None:
        raise CannotMove([Missing("Choose the person this child is.", "#id_person")])
    return _keep(by, contact, child, person, grounds)


@transaction.atomic
def register_child(*, by: Viewer, contact: Contact, child: ContactChild, grounds: str) -> Identification:
    """Register a described child as a new person, with the address and numbers as described.

    Raises PermissionDenied; CannotMove where too little is known to register somebody, or grounds are missing.
    """
    permitted(by, "contact_work")
    try:
        person = register_person(
            by=by, area_id=contact.area_id, kind=Person.Kind.UNBORN if child.unborn else Person.Kind.CHILD,
            given_names=child.given_names, family_name=child.family_name, birth_on=child.birth_on,
            birth_known=Person.BirthKnown.EXACT if child.birth_on else Person.BirthKnown.UNKNOWN,
            expected_on=child.expected_on, sex=child.sex, ethnicity=child.ethnicity,
        )  # fmt: skip
        source = f"contact {contact.reference}"
        for system, value in (("nhs", child.nhs_number), ("upn", child.upn)):
            if value:
                add_identifier(by=by, person=person, system=system, value=value, source=source)
        if child.address.strip():
            add_residence(by=by, person=person, address=child.address, postcode=child.postcode)
    except ValidationError as wrong:
        raise CannotMove([Missing(text, _correct(contact, child)) for text in wrong.messages]) from wrong
    return _keep(by, contact, child, person, grounds)


def _correct(contact: Contact, child: ContactChild) -> str:
    return f"/front-door/contacts/{contact.reference}/children/{child.reference}/correct/"


def _keep(by: Viewer, contact: Contact, child: ContactChild, person: Person, grounds: str) -> Identification:
    if not grounds.strip():
        raise CannotMove([Missing("Say on what grounds this is the child.", "#id_grounds")])
    if child.identifications.select_for_update().filter(undone_at__isnull=True).exists():
        raise CannotMove([Missing("This child is already identified. Undo that first.")])
    file = working_file(by, contact)
    made = Identification.objects.create(
        case_file=file, child=child, person=person, grounds=grounds.strip(), made_at=timezone.now(),
        made_by_id=post_of(by),
    )  # fmt: skip
    record_change(
        by=by, verb="identified a child", object_type="contact", object_ref=contact.reference,
        files=[file.pk, person.case_file_id], fields=["person"],
    )  # fmt: skip
    return made


@transaction.atomic
def undo_identification(*, by: Viewer, contact: Contact, child: ContactChild, reason: str) -> None:
    """Take back who a child was said to be, with the reason. Raises PermissionDenied, CannotMove."""
    permitted(by, "contact_work")
    if not reason.strip():
        raise CannotMove([Missing("Say why.", "#id_reason")])
    held = child.identifications.select_for_update().filter(undone_at__isnull=True).first()
    if held is None:
        raise CannotMove([Missing("This child is not identified.")])
    held.undone_at, held.undone_because = timezone.now(), reason.strip()
    held.save(update_fields=["undone_at", "undone_because"])
    record_change(
        by=by, verb="took back who a child is", object_type="contact", object_ref=contact.reference,
        file=held.case_file_id, fields=["person"], reason=reason,
    )  # fmt: skip
