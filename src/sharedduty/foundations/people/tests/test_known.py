"""“Is this child known?”: found across spellings and slips, explained, and never saying more than it may."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, open_file, seen_by
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people import matching
from sharedduty.foundations.people.models import Check, SearchName
from sharedduty.foundations.people.tests.conftest import BORN, Place, make_place

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        (("Jamie", "Examplewood", BORN), "Same first name and surname; same birth date"),
        (("Jamie", "Exampelwood", BORN), "surname differs by one letter (Exampelwood/Examplewood)"),
        (("Jaymie", "Examplewood", None), "first name differs by one letter (Jaymie/Jamie)"),
        (("James", "Examplewood", BORN), "first name is a short or other form (James/Jamie)"),
        (("Jim", "Examplewood", None), "first name"),
        (("Examplewood", "Jamie", BORN), "first name and surname stand the other way round"),
        (("Jamie", "Examplewood", BORN.replace(month=7, day=3)), "birth date has day and month swapped"),
        (("Jamie", "Examplewood", BORN.replace(year=2016)), "birth date differs by 1 year"),
        (("Jamie", "Examplewood", BORN.replace(day=17)), "birth date differs by 10 days"),
        (("Jamie", "Quite-Different", BORN), "same birth date"),
        (("JÁMIE", "example wood", BORN), "Same first name and surname"),
        (("Jamie", "Eksamplwud", BORN), "same birth date"),
        (("", "Examplewood", BORN), "Same surname; same birth date"),
    ],
)
def test_a_child_is_found_however_they_are_spelt_and_the_reason_is_said(
    place: Place, asked: tuple, because: str
) -> None:
    child = place.child("Jamie", "Examplewood")
    place.child("Robin", "Testwick", birth=datetime.date(2012, 12, 1))
    answer = place.ask(*asked)
    assert [one.reference for one in answer.candidates] == [child.reference]
    assert because in answer.candidates[0].explanation


def test_aliases_other_scripts_and_double_names_are_found(place: Place) -> None:
    child = place.child("Юлия", "Щербакова")
    people.add_name(by=place.worker, person=child, kind="alias", given_names="Sky", family_name="Testwick-Mockbury")
    for asked in (("Yuliya", "Shcherbakova"), ("Юлия", "Щербакова"), ("Sky", "Testwick"), ("Sky", "Mockbury Testwick")):
        assert [one.reference for one in place.ask(*asked, BORN).candidates] == [child.reference], asked
    assert place.ask("Yuliya", "Shcherbakova").is_known and place.ask("Sky", "Mockbury").is_known


def test_a_number_finds_a_child_under_any_name_and_a_wrong_one_is_refused(place: Place) -> None:
    child = place.child()
    people.add_identifier(by=place.worker, person=child, system="nhs", value="9990000018")
    found = place.ask("Quite", "Different", nhs_number="999 000 0018").candidates
    assert [one.reference for one in found] == [child.reference]
    assert "same NHS number" in found[0].explanation.lower().replace("nhs", "NHS")
    with pytest.raises(ValidationError) as refused:
        place.ask("Jamie", "Examplewood", nhs_number="9990000017")
    assert "nhs_number" in refused.value.message_dict


def test_the_answer_says_whom_to_ask_and_nothing_of_why(place: Place) -> None:
    child = place.child()
    people.add_involvement(
        by=place.worker, person=child, kind="child protection plan", opened_on=datetime.date(2023, 1, 1),
        team_id=place.social_work.pk, worker="Somebody Invented",
    )  # fmt: skip
    (found,) = place.ask("Jamie", "Examplewood", BORN).candidates
    assert [(one.team, one.organisation, one.works_now) for one in found.ask] == [
        ("Assessment team", "Invented Council", True)
    ]
    for secret in ("protection", "Somebody", "2023"):
        assert secret not in repr(found)


def test_nobody_is_found_where_nobody_fits(place: Place) -> None:
    place.child()
    answer = place.ask("Fern", "Mockbury", datetime.date(2011, 2, 2))
    assert not answer.is_known and answer.candidates == ()


def test_other_areas_are_never_looked_at(place: Place) -> None:
    elsewhere = make_place("elsewhere")
    with seen_by(elsewhere.worker):
        elsewhere.child("Jamie", "Examplewood", by=elsewhere.worker)
    assert not place.ask("Jamie", "Examplewood", BORN).is_known


def seal(file: CaseFile) -> None:
    CaseFile.objects.filter(pk=file.pk).update(sealed=True)


def answers(place: Place) -> list[str]:
    """Everything an outsider can learn by asking in every way, without the ids that chance makes."""
    asked = [
        ("Jamie", "Examplewood", BORN), ("Jamie", "Examplewood", None), ("Examplewood", "Jamie", BORN),
        ("Jamie", "Testwick", BORN), ("Jamie", "Testwick", None), ("Jamie", "", BORN),
    ]  # fmt: skip
    said = []
    for given, family, birth in asked:
        for more in (
            {},
            {"nhs_number": "9990000018"},
            {"also_known_as": (("Jamie", "Testwick"),)},
            {"postcode": "GL50 1AA"},
        ):
            found = place.ask(given, family, birth, **more).candidates
            said.append(str([(one.score, one.explanation, one.ask) for one in found]))
    return said


@pytest.mark.rows("GL-XN-05")
def test_a_sealed_file_is_as_if_it_were_not_there(place: Place, monkeypatch) -> None:
    monkeypatch.setattr(matching, "HOURLY_LIMIT", 200)
    before = answers(place)
    child = place.child()
    people.add_identifier(by=place.worker, person=child, system="nhs", value="9990000018")
    people.add_residence(by=place.worker, person=child, address="1 Road", postcode="GL50 1AA")
    assert answers(place) != before
    seal(child.case_file)
    assert answers(place) == before


def test_a_protected_address_changes_no_answer(place: Place) -> None:
    child = place.child()
    before = answers(place)
    with seen_by(place.manager):
        people.add_residence(
            by=place.manager, person=child, address="2 Hidden Way", postcode="GL50 1AA", protected=True
        )
    assert answers(place) == before
    assert "GL50" not in "".join(before)


def apart(place: Place):
    """An adopted child's two records: same first name and birth date, and even the old NHS number on both."""
    now, before = place.child("Jamie", "Examplewood"), place.child("Jamie", "Testwick")
    for one in (now, before):
        people.add_identifier(by=place.worker, person=one, system="nhs", value="9990000018")
    with seen_by(place.manager):
        file = people.keep_identities_apart(by=place.manager, now=now, before=before, reason="Adoption order.")
    return now, before, file


def test_no_asking_ties_an_adopted_childs_identities(place: Place) -> None:
    now, before, _ = apart(place)
    for given, family, own in (("Jamie", "Examplewood", now), ("Jamie", "Testwick", before)):
        for birth in (BORN, None):
            for more in (
                {},
                {"nhs_number": "9990000018"},
                {"also_known_as": (("Jamie", "Testwick"), ("Jamie", "Examplewood"))},
            ):
                found = {one.reference for one in place.ask(given, family, birth, **more).candidates}
                assert found <= {own.reference}
    for asked in (("Jamie", "", BORN), ("Jamie", "Other", BORN), ("Jamie", "Examplewood-Testwick", BORN)):
        assert not place.ask(*asked, nhs_number="9990000018").is_known


def test_nothing_else_ties_them_either(place: Place) -> None:
    now, before, file = apart(place)
    other = place.child("Robin", "Mockbury")
    assert not CaseFile.objects.filter(pk=file.pk).exists()  # the worker's own sight
    assert people.family(place.worker, now) == [] and people.summary(place.worker, before).also == ()
    said = set()
    for keep, absorb in ((now, before), (before, now), (now, other), (other, before)):
        with pytest.raises(ValidationError) as refused:
            people.propose_merge(by=place.worker, keep=keep, absorb=absorb, grounds="Same child?")
        said.add(str(refused.value))
    assert len(said) == 1  # the refusal is the same whichever two are tried
    with pytest.raises(ValidationError):
        people.add_name(by=place.worker, person=now, kind="birth", family_name="Testwick")


def test_asking_needs_the_permission_an_open_contact_in_sight_and_a_purpose(place: Place) -> None:
    place.child()
    question = people.Question(given_names="Jamie", family_name="Examplewood", birth_on=BORN)
    file = place.contact()

    def ask(by=place.worker, file=file, purpose="A concern", question=question):
        return people.is_known(question, by=by, file=file, record="C-1", purpose=purpose)

    with pytest.raises(PermissionDenied):
        ask(by=place.teacher)
    with pytest.raises(ValidationError) as refused:
        ask(purpose="  ")
    assert "purpose" in refused.value.message_dict
    with pytest.raises(ValidationError):
        ask(question=people.Question(given_names="Jamie"))
    own = open_file(by=place.worker, kind="person", area_id=place.area.pk, team_id=place.front_door.pk, letter="PN")
    with pytest.raises(PermissionDenied):
        ask(file=own)
    with seen_by(place.teacher):
        draft = open_file(by=place.teacher, kind="concern", area_id=place.area.pk, letter="C")
    with pytest.raises(PermissionDenied):
        ask(file=draft)
    CaseFile.objects.filter(pk=file.pk).update(closed_at=timezone.now())
    with pytest.raises(PermissionDenied):
        ask()
    assert not Check.objects.exists()


def test_sixty_an_hour_and_then_no_more(place: Place, monkeypatch) -> None:
    monkeypatch.setattr(matching, "HOURLY_LIMIT", 3)
    for _ in range(3):
        place.ask("Jamie", "Examplewood", BORN)
    with pytest.raises(people.TooManyChecks):
        place.ask("Jamie", "Examplewood", BORN)
    with seen_by(place.colleague):
        place.ask("Jamie", "Examplewood", BORN, by=place.colleague)


def test_sql_of_ones_own_asks_no_more_than_the_page_does(place: Place) -> None:
    """What a page's SQL injection could try: every way round the record of asking is an error."""
    child = place.child()
    check = place.ask("Jamie", "Examplewood", BORN).check_id
    attempts = [
        (
            "SELECT * FROM people_candidates(%s, '{}', '{}', '{}', '2015-03-07', NULL, '{}', '{}', '{}')",
            [check],
        ),
        ("SELECT * FROM people_answer(%s, ARRAY[%s]::bigint[])", [check, child.pk + 1]),
        ("SELECT * FROM people_spelling", []),
        ("DELETE FROM people_check", []),
        ("UPDATE people_check SET answered = '{}' WHERE id = %s", [check]),
        ("INSERT INTO people_check (case_file_id) VALUES (1)", []),
        ("SELECT people_begin_check(0, 'C-1', 'x', 60)", []),
    ]
    for attempt, values in attempts:
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attempt, values)


def test_the_privacy_officer_reviews_each_months_checks(place: Place) -> None:
    place.child()
    place.ask("Jamie", "Examplewood", BORN)
    with seen_by(place.officer):
        (check,) = people.checks_to_review(place.officer)
        assert check.purpose == "A concern was raised today."
        assert [one.pk for one in people.checks_to_review(place.officer, timezone.localdate())] == [check.pk]
        assert not SearchName.objects.exists()
        people.record_review(by=place.officer, check=check, finding="In order.")
        assert not people.checks_to_review(place.officer)
        with pytest.raises(ValidationError):
            people.record_review(by=place.officer, check=check, finding="Twice.")
    assert not people.checks_to_review(place.worker)


@pytest.mark.parametrize("shut", ["sealed", "excluded"])
def test_no_check_for_a_file_that_is_shut_to_the_privacy_officer_comes_to_review(place: Place, shut: str) -> None:
    place.ask("Jamie", "Examplewood", BORN)
    place.ask("Fern", "Mockbury", BORN)
    with seen_by(place.officer):
        first, second = sorted(people.checks_to_review(place.officer), key=lambda check: check.pk)
    with seen_by(place.worker):
        if shut == "sealed":
            seal(first.case_file)
        else:
            exclude(by=place.worker, file=first.case_file, reason="relative", account_id=place.officer.account_id)
    with seen_by(place.officer):
        assert [check.pk for check in people.checks_to_review(place.officer)] == [second.pk]
        assert not Check.objects.filter(pk=first.pk).exists()


def test_what_a_check_answered_may_be_opened_in_an_emergency_and_nothing_else(place: Place) -> None:
    with seen_by(place.manager):
        child = place.child(by=place.manager)
        other = place.child("Fern", "Mockbury", birth=datetime.date(2011, 2, 2), by=place.manager)
    check = place.ask("Jamie", "Examplewood", BORN).check_id
    assert people.note_known(by=place.worker, check_id=check, reference=child.reference) == child.case_file_id
    assert people.note_known(by=place.worker, check_id=check, reference=other.reference) is None
    with seen_by(place.colleague):
        assert people.note_known(by=place.colleague, check_id=check, reference=child.reference) is None
    seal(child.case_file)
    assert people.note_known(by=place.worker, check_id=check, reference=child.reference) is None
