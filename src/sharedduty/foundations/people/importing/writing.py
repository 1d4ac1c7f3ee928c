"""Writing what a file says of children and open work, row by row through the verbs everybody uses."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.actions import details, ending, registering
from sharedduty.foundations.people.importing.reading import CannotRead, Imported, Ready
from sharedduty.foundations.people.models import Identifier, Involvement, Name, Person, Residence

FEW_TO_CLOSE = 20


class Held:
    """What is on record already for the children of a file, read at once."""

    def __init__(self, by: Viewer, area: Area, source: str, ready: list[Ready]) -> None:
        database = by.database
        numbers = {one.row.source_id for one in ready}
        found = Identifier.objects.using(database).filter(
            system=source, value__in=numbers, ended_on=None, person__case_file__area=area
        )
        self.person_of = {one.value: one.person for one in found.select_related("person__case_file").order_by("-pk")}
        self._by_number(database, area, ready)
        people = [one.pk for one in self.person_of.values()]
        self.names = set(
            Name.objects.using(database)
            .filter(person__in=people)
            .values_list("person_id", "given_names", "family_name")
        )
        self.addresses: dict[int, list[Residence]] = defaultdict(list)
        for home in Residence.objects.using(database).filter(person__in=people, protected=False, lived_until=None):
            self.addresses[home.person_id].append(home)
        self.work = {
            one.source_id: one
            for one in Involvement.objects.using(database)
            .filter(source=source, person__case_file__area=area)
            .select_related("person__case_file")
        }
        self.done: set[str] = set()

    def _by_number(self, database: str, area: Area, ready: list[Ready]) -> None:
        """A child registered by the front door first is known again by NHS number and birth date together."""
        wanted = {
            one.numbers["nhs"]: one for one in ready if "nhs" in one.numbers and one.row.source_id not in self.person_of
        }
        found: dict[str, list[Person]] = defaultdict(list)
        for identifier in (
            Identifier.objects.using(database)
            .filter(
                system="nhs", value__in=wanted, ended_on=None, person__case_file__area=area, person__merged_into=None
            )
            .select_related("person__case_file")
        ):
            if (
                identifier.person.birth_on == wanted[identifier.value].birth_on
                and not identifier.person.identity_restricted
            ):
                found[identifier.value].append(identifier.person)
        for number, people in found.items():
            if len(people) == 1:
                self.person_of[wanted[number].row.source_id] = people[0]


def take_in(by: Viewer, area: Area, source: str, held: Held, one: Ready, done: Imported) -> None:
    number = one.row.source_id
    if number not in held.done:
        held.done.add(number)
        if number in held.person_of:
            done.changed += _bring_up_to_date(by, source, held, one)
        else:
            held.person_of[number] = _register(by, area, source, one)
            done.registered += 1
    if one.row.involvement:
        _keep_work(by, source, held, one, done)


def _register(by: Viewer, area: Area, source: str, one: Ready) -> Person:
    row = one.row
    person = registering.register_person(
        by=by, area_id=area.pk, given_names=row.given_names, family_name=row.family_name, birth_on=one.birth_on,
        birth_known=Person.BirthKnown.EXACT if one.birth_on else Person.BirthKnown.UNKNOWN, care_leaver=True,
        sex=row.sex.lower(), ethnicity=row.ethnicity, first_language=row.first_language,
    )  # fmt: skip
    _add_numbers(by, source, person, one)
    for given, family in _aliases(row.also_known_as):
        details.add_name(by=by, person=person, kind="alias", given_names=given, family_name=family)
    if row.address or one.postcode:
        details.add_residence(by=by, person=person, address=row.address, postcode=one.postcode)
    return person


def _add_numbers(by: Viewer, source: str, person: Person, one: Ready) -> None:
    for system, value in ((source, one.row.source_id), *one.numbers.items()):
        details.add_identifier(by=by, person=person, system=system, value=value, source=source)


def _aliases(text: str) -> Iterable[tuple[str, str]]:
    """Other names apart by semicolons, the last word of each the family name."""
    for name in text.split(";"):
        given, _, family = name.strip().rpartition(" ")
        if given or family:
            yield given, family


def _bring_up_to_date(by: Viewer, source: str, held: Held, one: Ready) -> int:
    """Change what the file says differently; gives 1 where anything was. An empty cell changes nothing."""
    person, row = held.person_of[one.row.source_id], one.row
    said = {
        "given_names": row.given_names, "family_name": row.family_name, "birth_on": one.birth_on, "sex": row.sex.lower(),
        "ethnicity": row.ethnicity, "first_language": row.first_language,
    }  # fmt: skip
    changes = {name: value for name, value in said.items() if value and value != getattr(person, name)}
    if changes:
        if "birth_on" in changes:
            changes["birth_known"] = Person.BirthKnown.EXACT
        details.correct(
            by=by,
            person=person,
            version=person.version,
            reason=f"import from {source}",
            care_leaver=rules.is_grown(one.birth_on) if one.birth_on else None,
            **changes,
        )
    before = Identifier.objects.using(by.database).filter(person=person).count()
    _add_numbers(by, source, person, one)
    more = Identifier.objects.using(by.database).filter(person=person).count() > before
    for given, family in _aliases(row.also_known_as):
        if (person.pk, given, family) not in held.names and not person.identity_restricted:
            details.add_name(by=by, person=person, kind="alias", given_names=given, family_name=family)
            more = True
    if (row.address or one.postcode) and not any(
        (home.address, home.postcode) == (row.address, one.postcode) for home in held.addresses[person.pk]
    ):
        for home in held.addresses[person.pk]:
            ending.end_residence(by=by, residence=home, lived_until=timezone.localdate())
        details.add_residence(by=by, person=person, address=row.address, postcode=one.postcode)
        more = True
    return int(bool(changes) or more)


def _keep_work(by: Viewer, source: str, held: Held, one: Ready, done: Imported) -> None:
    work = held.work.get(one.work_key)
    if work is None and one.opened_on and one.team:
        held.work[one.work_key] = details.add_involvement(
            by=by, person=held.person_of[one.row.source_id], kind=one.row.involvement, opened_on=one.opened_on,
            team_id=one.team.pk, worker=one.row.worker, closed_on=one.closed_on, source=source, source_id=one.work_key,
        )  # fmt: skip
        done.opened += 1
    elif work is not None and one.closed_on and work.closed_on is None:
        ending.close_involvement(by=by, involvement=work, closed_on=one.closed_on)
        done.closed += 1


def close_the_rest(by: Viewer, held: Held, ready: list[Ready], done: Imported) -> None:
    """Close open work that a complete file no longer names. Raises CannotRead where that would be most of it."""
    named = {one.work_key for one in ready if one.row.involvement}
    still_open = [work for work in held.work.values() if work.closed_on is None]
    gone = [work for work in still_open if work.source_id not in named]
    if len(gone) > FEW_TO_CLOSE and len(gone) * 2 > len(still_open):
        raise CannotRead(
            f"The file leaves out {len(gone)} of {len(still_open)} open pieces of work, so it looks cut short. "
            "Nothing was taken in. Import it without saying that it is complete, or mend the export."
        )
    for work in gone:
        ending.close_involvement(by=by, involvement=work)
        done.closed += 1
