"""What of people's records must not stand in a text that names nobody: names, addresses, dates and numbers."""

import datetime
from collections.abc import Mapping

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.models import Identifier, Name, Person, Relationship, Residence
from sharedduty.foundations.people.naming import Term, of_address, of_date, of_name
from sharedduty.foundations.people.queries import same_person


def protected_terms(
    viewer: Viewer, wanted: Mapping[int, str], *, record: str, child: str, purpose: str
) -> tuple[list[Term], list[str]]:
    """Names, addresses, numbers and dates on record of these children and their families, as far as in sight.

    Takes: `wanted`, the children's person ids with how they are called; the record the check is for; `child`, what such a
    child is called (“a child of the review”). Gives: the terms, and the children whose records this viewer cannot open.
    Journals every record it read.
    """
    ids = same_person(viewer, wanted)
    people = {one.pk: one for one in Person.objects.filter(pk__in=ids)}
    unseen = [name for pk, name in wanted.items() if pk not in people]
    ties = Relationship.objects.filter(person__in=people).values_list("other_id", flat=True)
    relatives = {one.pk: one for one in Person.objects.filter(pk__in=set(ties) - set(people))}
    everybody = {**people, **relatives}
    found: list[Term] = []
    for pk, one in everybody.items():
        is_child = pk in people
        found += of_name(one.given_names, one.family_name, _name(child, is_child), never=is_child)
        for day, words in ((one.birth_on, "A birthday"), (one.died_on, "The day of a death")):
            if day:
                found += of_date(day, f"{words} of {child if is_child else 'the family'}", never=is_child)
    for name in Name.objects.filter(person__in=everybody).order_by("pk"):
        is_child = name.person_id in people
        found += of_name(name.given_names, name.family_name, _name(child, is_child), never=is_child)
    for home in Residence.objects.filter(person__in=everybody).order_by("pk"):
        found += of_address(home.address, home.postcode, "An address of the family")
    for number in Identifier.objects.filter(person__in=everybody).order_by("pk"):
        found.append(Term(number.value, "A number of somebody of the family", never=True))
    files = sorted({one.case_file_id for one in everybody.values()})
    if files:
        record_sight(by=viewer, verb="opened", object_type="person", object_ref=record, files=files, purpose=purpose)
    return found, unseen


def family_days(
    viewer: Viewer, wanted: Mapping[int, str], *, record: str, child: str, purpose: str
) -> list[tuple[datetime.date, str]]:
    """Birthdays and days of death on record of these children and their families, as far as in sight, with what each is.

    Takes and journals as `protected_terms` does; names nobody.
    """
    ids = same_person(viewer, wanted)
    ties = set(Relationship.objects.filter(person__in=ids).values_list("other_id", flat=True))
    everybody = list(Person.objects.filter(pk__in=ties | set(ids)).order_by("pk"))
    files = sorted({one.case_file_id for one in everybody})
    if files:
        record_sight(by=viewer, verb="opened", object_type="person", object_ref=record, files=files, purpose=purpose)
    found: list[tuple[datetime.date, str]] = []
    for one in everybody:
        whose = child if one.pk in ids else "somebody of the family"
        found += [(one.birth_on, f"The birthday of {whose}")] if one.birth_on else []
        found += [(one.died_on, f"The day {whose} died")] if one.died_on else []
    return found


def _name(child: str, is_child: bool) -> str:
    return f"A name of {child if is_child else 'the family'}"
