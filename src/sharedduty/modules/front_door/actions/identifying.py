"""Who a described child is: asking whether they are known, choosing the person, registering a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.people.api import (
    Answer,
    Candidate,
    Question,
    TooManyChecks,
    add_identifier,
    add_residence,
    by_reference,
    exclude_subjects,
    is_known,
    note_known,
    register_person,
)
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, Missing
from sharedduty.modules.front_door.actions.steps import working_file
from sharedduty.modules.front_door.models import Contact, ContactChild, Identification, KnownCheck
from sharedduty.modules.front_door.queries.records import files_about

__all__ = ["Candidate", "Checked", "check_known", "identify", "know_of", "register_child", "undo_identification"]


@dataclass(frozen=True)
class Checked:
    """What one check answered about a child of a contact; `asked` is the asking's own number, never shown."""

    check: KnownCheck
    candidates: Sequence[Candidate]
    asked: int | None


@transaction.atomic
def check_known(*, by: Viewer, contact: Contact, child: ContactChild, purpose: str) -> Checked:
    """Ask whether a described child is known: existence and whom to ask, never content (design section 4).

    A child too little is known about to ask with is recorded as checked with nobody found, since nobody could be.
    Raises PermissionDenied; CannotMove where the purpose is missing, a number is wrong or the hour's checks are used up.
    """
    by.must("contact_work")
    if not purpose.strip():
        raise CannotMove([Missing("Say why you need to know whether this child is known.", "#id_purpose")])
    file = working_file(by, contact)
    answer = _ask(by, contact, child, purpose) if _enough(child) else None
    candidates = answer.candidates if answer else ()
    check = KnownCheck.objects.create(
        case_file=file, child=child, asked_at=timezone.now(), asked_by_id=by.holding, purpose=purpose.strip(),
        candidates=len(candidates),
    )  # fmt: skip
    return Checked(check, candidates, answer.check_id if answer else None)


def _enough(child: ContactChild) -> bool:
    named = bool(child.given_names.strip()) + bool(child.family_name.strip())
    return bool(child.nhs_number or child.upn or named == 2 or (named and child.birth_on))


def _ask(by: Viewer, contact: Contact, child: ContactChild, purpose: str) -> Answer:
    question = Question(
        given_names=child.given_names, family_name=child.family_name, birth_on=child.birth_on, sex=child.sex,
        also_known_as=_aliases(child.also_known_as), postcode=child.postcode, nhs_number=child.nhs_number, upn=child.upn,
    )  # fmt: skip
    try:
        return is_known(question, by=by, file=working_file(by, contact), record=contact.reference, purpose=purpose)
    except TooManyChecks as used_up:
        raise CannotMove([Missing(str(used_up))]) from used_up
    except ValidationError as wrong:
        raise CannotMove([Missing(text) for text in wrong.messages]) from wrong


@transaction.atomic
def know_of(*, by: Viewer, contact: Contact, asked: int, person_reference: str) -> str | None:
    """Make a person's file, which one's own check answered, known to exist: the way to open it in an emergency.

    Takes the asking's number, which never leaves the server, and the person's reference as answered. Gives the file's
    reference; None for anybody the check did not answer, a sealed file, the excluded, and after a day (design section 4).
    Raises PermissionDenied.
    """
    by.must("emergency_open")
    file = note_known(by=by, check_id=asked, reference=person_reference)
    if file is None:
        return None
    record_change(
        by=by, verb="was told a file exists", object_type="contact", object_ref=contact.reference, file=file,
        reason="child check",
    )  # fmt: skip
    return CaseFile.objects.filter(pk=file).values_list("reference", flat=True).first()


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
    by.must("contact_work")
    person = by_reference(by, person_reference)
    if person is None:
        raise CannotMove([Missing("Choose the person this child is.", "#id_person")])
    return _keep(by, contact, child, person, grounds)


@transaction.atomic
def register_child(*, by: Viewer, contact: Contact, child: ContactChild, grounds: str) -> Identification:
    """Register a described child as a new person, with the address and numbers as described.

    Raises PermissionDenied; CannotMove where too little is known to register somebody, or grounds are missing.
    """
    by.must("contact_work")
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
    ContactChild.objects.select_for_update(of=("self",)).get(pk=child.pk)  # a colleague may choose at the same moment
    if child.identifications.filter(undone_at__isnull=True).exists():
        raise CannotMove([Missing("This child is already identified. Undo that first.")])
    file = working_file(by, contact)
    made = Identification.objects.create(
        case_file=file, child=child, person=person, grounds=grounds.strip(), made_at=timezone.now(),
        made_by_id=by.holding,
    )  # fmt: skip
    record_change(
        by=by, verb="identified a child", object_type="contact", object_ref=contact.reference,
        files=[file.pk, person.case_file_id], fields=["person"],
    )  # fmt: skip
    if person.account_id:  # last: who is shut out may be whoever works on it
        for one in files_about(by, [person.pk]):
            exclude_subjects(by=by, file=one, people=[person])
    return made


@transaction.atomic
def undo_identification(*, by: Viewer, contact: Contact, child: ContactChild, reason: str) -> None:
    """Take back who a child was said to be, with the reason. Raises PermissionDenied, CannotMove."""
    by.must("contact_work")
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
