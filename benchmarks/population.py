"""A million invented people on record, with names as common as in England, and what referrers write of some of them.

Loaded with COPY as the owner, row security lifted for the load. The truth stays in memory: who each question is about.
"""

import datetime
import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass

TODAY = datetime.date(2026, 11, 1)
DISTRICTS = 60
HOUSEHOLD = (2, 3, 3, 4, 4, 5, 6)
TABLES = ("access_casefile", "people_person", "people_searchname", "people_check")


@dataclass(frozen=True)
class Somebody:
    """One person on record. `number` is the row id of the record and of its file."""

    number: int
    given: str
    family: str
    birth_on: datetime.date
    sex: str
    district: str


@dataclass(frozen=True)
class Asked:
    """A question as a referrer would put it, and the number of the person it is about."""

    about: Somebody
    given: str
    family: str
    birth_on: datetime.date | None
    district: str
    slips: tuple[str, ...]


def district_names() -> list[str]:
    """Sixty postcode districts of no place."""
    return [f"ZZ{number}" for number in range(1, DISTRICTS + 1)]


def people(many: int, seed: int) -> Iterator[Somebody]:
    """Households with one family name and one district: two thirds under eighteen, each name as common as in England."""
    from sharedduty.site.synthesis.names import family_name, given_name  # noqa: PLC0415 - once the place is known

    chance, number, districts = random.Random(seed), 0, district_names()  # noqa: S311 - as above
    while number < many:
        family, district = family_name(chance), districts[int(DISTRICTS * chance.random() ** 1.4)]
        for at in range(chance.choice(HOUSEHOLD)):
            grown = at == 0 or (at == 1 and chance.random() < 0.3)
            days = chance.randrange(18 * 365, 60 * 365) if grown else chance.randrange(18 * 365)
            sex = chance.choice(("female", "male"))
            number += 1
            yield Somebody(
                number, given_name(chance, sex), family, TODAY - datetime.timedelta(days=days), sex, district
            )
            if number == many:
                return


def questions(chance: random.Random, known: list[Somebody], many: int, kind: str) -> list[Asked]:
    """What is asked about children drawn by lot: `birth` with a birth date, `district` with a name and where, or `name`."""
    from sharedduty.site.synthesis.slips import describe  # noqa: PLC0415 - once the place is known

    children = [one for one in chance.sample(known, many * 4) if one.birth_on.year > TODAY.year - 18][:many]
    asked = []
    for one in children:
        said = describe(chance, one.given, one.family, one.birth_on if kind == "birth" else None, known_date=1.0)
        where = one.district if kind == "district" else ""
        asked.append(Asked(one, said.given, said.family, said.birth_on, where, said.slips))
    return asked


def fill(owner, many: int, seed: int) -> list[Somebody]:
    """An area with a front door, its worker with an open contact, and `many` people. Gives the people."""
    owner.execute("""
        INSERT INTO directory_area (key, name, local_pack, front_door_telephone, out_of_hours_telephone, front_door_name)
        VALUES ('bench', 'Bench', 'x', '', '', '');
        INSERT INTO directory_organisation (area_id, key, name, sector, duties, citation)
        VALUES (1, 'council', 'Council', 'local_authority', '[]', '');
        INSERT INTO directory_team (organisation_id, key, name, purpose) VALUES (1, 'door', 'Front door', 'front_door');
        INSERT INTO directory_post (team_id, title) VALUES (1, 'Worker');
        INSERT INTO access_account (reference, email, name, password, is_active, made_at)
        VALUES ('A-1', 'worker@example.org', 'Worker', '!', true, now());
        INSERT INTO access_appointment (reference, account_id, post_id, role, held_from, approved_by_id, approved_at, ended_because)
        VALUES ('P-1', 1, 1, 'front_door_worker', '2020-01-01', 1, now(), '');
        INSERT INTO access_scope (area_id, team_id, kind, sensitivity) VALUES (1, 1, 'person', 'ordinary'), (1, 1, 'contact', 'ordinary');
    """)
    for table in TABLES:
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    owner.execute("ALTER TABLE access_casefile DISABLE TRIGGER USER")
    owner.execute("ALTER TABLE people_person DISABLE TRIGGER USER")
    held = _copy(owner, many, seed)
    for table in ("access_casefile", "people_person", "people_searchname"):
        owner.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 1 + (SELECT max(id) FROM {table}))")
    owner.execute(
        "INSERT INTO access_casefile (reference, area_id, team_id, kind, sensitivity, scope, sealed, opened_at, retention_class,"
        " legal_hold) VALUES ('C-BENCH', 1, 1, 'contact', 'ordinary', 2, false, now(), 'child', false)"
    )
    owner.execute("ALTER TABLE access_casefile ENABLE TRIGGER USER")
    owner.execute("ALTER TABLE people_person ENABLE TRIGGER USER")
    owner.execute("VACUUM ANALYZE")
    return held


def _copy(owner, many: int, seed: int) -> list[Somebody]:
    held = list(people(many, seed))
    cursor = owner.cursor()
    with cursor.copy(
        "COPY access_casefile (id, reference, area_id, team_id, kind, sensitivity, scope, sealed, opened_at,"
        " retention_class, legal_hold) FROM STDIN"
    ) as rows:
        for one in held:
            rows.write_row(
                (one.number, f"PN-{one.number}", 1, 1, "person", "ordinary", 1, False, TODAY, "child", False)
            )
    with cursor.copy(
        "COPY people_person (id, case_file_id, scope, reference, kind, given_names, family_name, birth_on, birth_known,"
        " sex, ethnicity, first_language, communication_needs, identity_restricted, version) FROM STDIN"
    ) as rows:
        for one in held:
            rows.write_row(
                (one.number, one.number, 1, f"PN-{one.number}", "child", one.given, one.family, one.birth_on, "exact",
                 one.sex, "", "", "", False, 1)
            )  # fmt: skip
    found_by = _found_by()
    with cursor.copy(
        "COPY people_searchname (case_file_id, scope, person_id, answers_as_id, area_id, family, given, birth_on,"
        " districts, main, restricted) FROM STDIN"
    ) as rows:
        for one in held:
            for family, given, main in found_by(one.given, one.family):
                rows.write_row(
                    (one.number, 1, one.number, one.number, 1, family, given, one.birth_on, [one.district], main, False)
                )
    return held


def _found_by():
    """The product's own folding of names, remembered for names that many bear."""
    from sharedduty.foundations.people.search import name_rows  # noqa: PLC0415 - once the place is known

    @functools.lru_cache(maxsize=200_000)
    def found_by(given: str, family: str) -> tuple[tuple[str, str, bool], ...]:
        return tuple(name_rows(given, family, ()))

    return found_by
