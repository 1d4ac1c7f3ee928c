"""The council's children and open work, taken in every night: all of a good file, nothing of a bad one."""

import csv
import io

import pytest
from django.db import connections

from sharedduty.foundations.access.api import seen_by, system_viewer
from sharedduty.foundations.directory.models import Area, Organisation, Team
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.importing import CannotRead, Fault, decode, writing
from sharedduty.foundations.people.models import Identifier, Involvement, Name, Person, Residence

IMPORTER = system_viewer("importer")
GOOD = {
    "source_id": "LC-1", "given_names": "Jamie", "family_name": "Examplewood", "birth_date": "07/03/2015", "sex": "Female",
    "nhs_number": "999 000 0018", "address": "1 Sample Road", "postcode": "gl1 2tg", "also_known_as": "Jay Mockbury",
    "involvement": "child in need", "involvement_id": "W-1", "team": "Assessment team", "opened_on": "2024-02-01",
}  # fmt: skip


def text(*rows: dict) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    file = io.StringIO()
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def good(**changes: str) -> dict:
    return {**GOOD, **changes}


@pytest.fixture
def area(transactional_db):
    """An area with a front door and a team that works with children, really there for the importer to see."""
    area = Area.objects.using("owner").create(key="importshire", name="Importshire", local_pack="gloucestershire-2023")
    council = Organisation.objects.using("owner").create(
        area=area, key="council", name="Council", sector="local_authority"
    )
    for key, name, purpose in (
        ("front-door", "Front door", "front_door"), ("assessment", "Assessment team", "social_work"),
    ):  # fmt: skip
        Team.objects.using("owner").create(organisation=council, key=key, name=name, purpose=purpose)
    return area


def take_in(area: Area, content: str, **more) -> people.Imported:
    with seen_by(IMPORTER):
        return people.import_children(content, by=IMPORTER, area=area, source="council", **more)


def held(model):
    return model.objects.using("importer")


pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner", "importer"])


def test_a_file_twice_is_taken_in_once_and_changes_are_followed(area: Area) -> None:
    second = good(involvement="early help", involvement_id="W-2", opened_on="2025-01-01")
    first = take_in(area, text(GOOD, second))
    assert (first.registered, first.opened, first.faults, first.taken_in) == (1, 2, [], True)
    again = take_in(area, text(GOOD, second))
    assert (again.registered, again.changed, again.opened, again.closed) == (0, 0, 0, 0)
    person = held(Person).get()
    assert (person.given_names, person.sex, person.version) == ("Jamie", "female", 1)
    assert set(held(Identifier).values_list("system", "value")) == {("council", "LC-1"), ("nhs", "9990000018")}

    moved = {"family_name": "Testwick", "address": "2 Draft Lane", "postcode": "GL2 9QX"}
    later = take_in(area, text(good(**moved, closed_on="2025-02-02"), {**second, **moved}))
    assert (later.changed, later.closed) == (1, 1)
    assert held(Person).get().family_name == "Testwick"
    assert "Examplewood" in held(Name).values_list("family_name", flat=True)
    assert {one.address: one.lived_until is None for one in held(Residence).all()} == {
        "1 Sample Road": False, "2 Draft Lane": True
    }  # fmt: skip
    assert held(Involvement).get(source_id="W-1").closed_on.isoformat() == "2025-02-02"


BAD = [
    (good(source_id=""), "source_id"),
    (good(birth_date="2015-13-01"), "birth_date"),
    (good(birth_date="2999-01-01"), "birth_date"),
    (good(birth_date="1980-01-01"), "birth_date"),
    (good(given_names="", family_name=""), "family_name"),
    (good(nhs_number="9990000017"), "nhs_number"),
    (good(upn="A1"), "upn"),
    (good(postcode="nowhere"), "postcode"),
    (good(team="Nobody's team"), "team"),
    (good(team=""), "team"),
    (good(opened_on=""), "opened_on"),
    (good(closed_on="2024-01-01"), "closed_on"),
    (good(involvement=""), "involvement"),
]


def test_a_bad_row_is_named_by_line_and_column_and_nothing_is_taken_in(area: Area) -> None:
    rows = [{**row, "source_id": row["source_id"] and f"LC-{at}"} for at, (row, _) in enumerate(BAD, 2)]
    done = take_in(area, text(good(source_id="LC-0"), *rows))
    assert [(one.line, one.column) for one in done.faults] == [(at, column) for at, (_, column) in enumerate(BAD, 3)]
    assert not done.taken_in and not held(Person).exists()
    assert all("9990000017" not in str(one) for one in done.faults)

    done = take_in(area, text(good(source_id="LC-0"), *rows), good_rows=True)
    assert done.taken_in and done.registered == 1 and len(done.faults) == len(BAD)


def test_two_lines_that_disagree_about_a_child_are_a_fault(area: Area) -> None:
    done = take_in(area, text(GOOD, good(family_name="Other", involvement_id="W-2")))
    assert [str(one) for one in done.faults] == ["line 3, family_name: says something else of this child than line 2"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "missing"),
        ("source_id,given_names\n1,A\n", "family_name, birth_date"),
        ("source_id,given_names,family_name,birth_date,wealth\n", "wealth"),
        ("source_id,given_names,family_name,birth_date,source_id\n", "twice"),
        ('source_id,given_names,family_name,birth_date\n1,"A"B,C,2015-01-01\n', "after line 1"),
    ],
)
def test_a_file_that_is_not_what_was_asked_for_is_refused_as_a_whole(area: Area, content: str, said: str) -> None:
    with pytest.raises(CannotRead, match=said):
        take_in(area, content)


def test_too_many_cells_is_a_fault_of_that_line(area: Area) -> None:
    done = take_in(area, "source_id,given_names,family_name,birth_date\n1,A,B,2015-01-01,extra\n")
    assert done.faults == [Fault(2, "closed_on", "there are more cells than columns; is a comma not in quotes?")]


def test_what_is_not_text_is_refused() -> None:
    for content in (b"\xff\xfe\x00", b"a\x00b"):
        with pytest.raises(CannotRead):
            decode(content)
    assert decode("\ufeffname".encode()) == "name"


def test_a_child_the_front_door_registered_is_known_again_by_number_and_birth_date(area: Area) -> None:
    take_in(area, text(good(source_id="OTHER-9", involvement="", involvement_id="", team="", opened_on="")))
    same = take_in(area, text(good(source_id="LC-77", involvement="", involvement_id="", team="", opened_on="")))
    assert same.registered == 0 and held(Person).count() == 1
    another = take_in(area, text(good(source_id="LC-78", birth_date="2016-01-01")))
    assert another.registered == 1


def test_a_complete_file_closes_what_it_leaves_out_but_not_when_it_looks_cut_short(area: Area, monkeypatch) -> None:
    take_in(area, text(GOOD, good(source_id="LC-2", nhs_number="", involvement_id="W-2")))
    monkeypatch.setattr(writing, "FEW_TO_CLOSE", 0)
    with pytest.raises(CannotRead, match="cut short"):
        take_in(area, text({"source_id": "LC-3", "given_names": "A", "family_name": "B", "birth_date": "2015-01-01"}),
                complete=True)  # fmt: skip
    assert held(Involvement).filter(closed_on=None).count() == 2 and held(Person).count() == 2
    done = take_in(area, text(GOOD), complete=True)
    assert done.closed == 1
    assert held(Involvement).get(closed_on=None).source_id == "W-1"


def test_half_way_trouble_leaves_nothing_behind(area: Area, monkeypatch) -> None:
    whole = writing.take_in

    def fail_on_the_second(by, area, source, held, one, done) -> None:
        if one.row.source_id == "LC-2":
            raise RuntimeError("the server was killed")
        whole(by, area, source, held, one, done)

    monkeypatch.setattr("sharedduty.foundations.people.importing.take_in", fail_on_the_second)
    with pytest.raises(RuntimeError):
        take_in(area, text(GOOD, good(source_id="LC-2", nhs_number="", involvement_id="W-2")))
    assert not held(Person).exists()
    with connections["importer"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_casefile WHERE kind = 'person'")
        assert cursor.fetchone() == (0,)
