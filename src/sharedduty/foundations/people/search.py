"""Keeping what a person may be found by in step with their record."""

from collections.abc import Iterable, Iterator

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.models import Name, Person, Residence, SearchName
from sharedduty.foundations.people.spelling import search_pairs


def district(postcode: str) -> str:
    """The outward half of a postcode (GL1 of GL1 2TG), all that a search ever keeps of an address."""
    parts = postcode.split()
    return parts[0] if len(parts) == 2 else ""


def name_rows(given_names: str, family_name: str, others: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, bool]]:
    """Each (family, given, main) under which a person is found: their own name first, then the others'."""
    seen = set()
    for at, pair in enumerate(search_pairs(given_names, family_name)):
        seen.add(pair)
        yield *pair, at == 0
    for given, family in others:
        for pair in search_pairs(given or given_names, family or family_name):
            if pair not in seen:
                seen.add(pair)
                yield *pair, False


def refresh(person: Person, *, by: Viewer) -> None:
    """Write again what `person` is found by, as `by`, in the caller's transaction; nothing of a protected address."""
    database = by.database
    names = (
        Name.objects.using(database).filter(person=person, was_wrong=False).values_list("given_names", "family_name")
    )
    postcodes = (
        Residence.objects.using(database)
        .filter(person=person, protected=False, was_wrong=False, case_file_id=person.case_file_id)
        .values_list("postcode", flat=True)
    )
    districts = sorted({place for place in map(district, postcodes) if place})
    SearchName.objects.using(database).filter(person=person).delete()
    kept = person.pk
    merged = person
    while merged.merged_into_id is not None:
        merged = Person.objects.using(database).get(pk=merged.merged_into_id)
        kept = merged.pk
    SearchName.objects.using(database).bulk_create(
        SearchName(
            case_file_id=person.case_file_id, person=person, answers_as_id=kept, area_id=person.case_file.area_id,
            family=family, given=given, birth_on=person.birth_on or person.expected_on, districts=districts, main=main,
            restricted=person.identity_restricted,
        )
        for family, given, main in name_rows(person.given_names, person.family_name, names)
    )  # fmt: skip
