"""A child known before birth is born: the person's own record says so, or the front door is asked to say it there."""

import datetime

from django.core.exceptions import ValidationError

from sharedduty.foundations.access.api import CaseFile, Viewer, open_file
from sharedduty.foundations.people.api import born, may_change
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, Handover, Missing, leave
from sharedduty.modules.front_door.actions.receive import front_door_of

RECORD_A_BIRTH = "record a birth"


def birth_on_record(viewer: Viewer, person_id: int | None) -> datetime.date | None:
    """The birth date that a person's own record gives; None where it says "unborn", gives none or is out of sight."""
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    return person.birth_on if person and person.kind != Person.Kind.UNBORN else None


def tell_of_birth(
    *, by: Viewer, person_id: int | None, file: CaseFile, birth_on: datetime.date, given_names: str, family_name: str
) -> Handover | None:
    """Say on a person's own record that they are born, for a room whose record in `file` is about them.

    A team that only reads that record, or does not see it, leaves the birth with the front door, which keeps it: nothing
    is told twice and nothing is lost. Gives that hand-over; None where the record was corrected, says so already, or there
    is none. Raises CannotMove where the record refuses the date or the name. Journalled.
    """
    if person_id is None:
        return None
    person = Person.objects.select_related("case_file").filter(pk=person_id).first()
    if person is not None and person.kind != Person.Kind.UNBORN:
        return None
    if person is not None and by.may("person_amend") and may_change(by, person):
        try:
            born(by=by, person=person, birth_on=birth_on, given_names=given_names, family_name=family_name)
        except ValidationError as wrong:
            raise CannotMove([Missing(text, "#id_birth_on") for text in wrong.messages]) from wrong
        return None
    team = front_door_of(file.area_id, by=by)
    beside = open_file(by=by, kind="handover", area_id=file.area_id, team_id=team.pk, letter="HF", out_of=[file.pk])
    name = f"{given_names} {family_name}".strip()
    return leave(
        by=by, file=beside, from_record=file.reference, start=RECORD_A_BIRTH, owner_team_id=team.pk,
        summary=f"{name} was born on {birth_on:%-d %B %Y}. Record the birth on the child's own record"
        f"{f', {person.reference}' if person else ''}, which says that the child is unborn.",
    )  # fmt: skip
