"""The pages about people, opened as the people who would open them; sight is decided by the database."""

import datetime
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sharedduty.foundations.access.api import Account, Viewer, exclude, grant, seen_by
from sharedduty.foundations.people import api as people
from sharedduty.foundations.people.models import Check, MergeProposal, Person, Relationship, Residence
from sharedduty.foundations.people.tests.conftest import BORN, Place, make_place, post_holder
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
NOWHERE = "/people/PN-0000-0000/"
ADDRESS = "9 Invented Lane"
HIDDEN = "77 Hidden Close"


def browser(viewer: Viewer) -> Client:
    """A browser signed in as the viewer, with a second factor."""
    client = Client()
    account = Account.objects.get(pk=viewer.account_id)
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": timezone.now().timestamp()}]
    session.save()
    return client


def words(client: Client, path: str, status: int = 200) -> str:
    """The text of a page, without tags, spaces made one."""
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def worker(place: Place) -> Client:
    return browser(place.worker)


@pytest.fixture
def child(place: Place) -> Person:
    return place.child("Jamie", "Examplewood", sex="female", first_language="Polish")


def page(person: Person, *further: str) -> str:
    return f"/people/{person.reference}/" + "".join(f"{one}/" for one in further)


def whole_record(place: Place, child: Person) -> Person:
    """Names, numbers, addresses, a mother, and a team that works with the child. Gives the mother."""
    mother = place.child("Fern", "Examplewood", datetime.date(1990, 1, 2), kind="adult", sex="female")
    people.add_name(by=place.worker, person=child, kind="transliteration", given_names="Джеймі", family_name="")
    people.add_identifier(by=place.worker, person=child, system="nhs", value="9990000018", verified=True)
    people.add_residence(by=place.worker, person=child, address=ADDRESS, postcode="GL1 1AA")
    people.add_relationship(by=place.worker, person=mother, other=child, kind="parent", parental_responsibility=True)
    people.add_involvement(
        by=place.worker, person=child, kind="child in need", opened_on=datetime.date(2024, 3, 1),
        team_id=place.social_work.pk, worker="The duty worker",
    )  # fmt: skip
    return mother


def test_the_page_says_what_is_on_record_and_keeps_that_it_was_opened(
    place: Place, child: Person, worker: Client
) -> None:
    mother = whole_record(place, child)
    with journal_rows() as rows:
        said = words(worker, page(child))
    assert [row["verb"] for row in rows] == ["opened"]
    assert {child.case_file_id, mother.case_file_id} <= set(rows[0]["files"])
    for part in (
        "Jamie Examplewood", child.reference, "7 March 2015", "Polish", "Джеймі", "9990000018", "Passes its check",
        "Checked", ADDRESS, "Fern Examplewood", "Parent", "child in need".capitalize(),
        "Assessment team", "The duty worker",
    ):  # fmt: skip
        assert part in said, part
    body = worker.get(page(child)).content.decode()
    assert "<svg" in body and f'href="{page(mother)}"' in body


def test_a_colleague_elsewhere_and_one_shut_out_get_the_answer_of_what_does_not_exist(
    place: Place, child: Person, worker: Client
) -> None:
    elsewhere = make_place("elsewhere")
    shut_out = post_holder("subject", "front_door_worker", place.front_door)
    with seen_by(place.worker):
        exclude(by=place.worker, file=child.case_file, reason="subject", account_id=shut_out.account_id)
    paths = [
        page(child, *more)
        for more in ((), ("correct",), ("names", "add"), ("numbers", "add"), ("addresses", "add"), ("family", "add"),
                     ("merge",), ("separate",), ("birth",))
    ]  # fmt: skip
    for viewer in (elsewhere.worker, elsewhere.manager, shut_out, place.teacher, place.officer):
        client = browser(viewer)
        nothing = words(client, NOWHERE, 404)
        for path in paths:
            assert words(client, path, 404) == nothing, (viewer.name, path)
            assert client.post(path, {"kind": "alias", "family_name": "Changed"}).status_code == 404
    assert worker.get(page(child)).status_code == 200


def test_who_may_only_read_a_record_is_not_offered_to_change_it(place: Place, child: Person) -> None:
    reader = post_holder("social", "social_worker", place.social_work)
    client = browser(reader)
    assert client.get(page(child)).status_code == 404
    with seen_by(place.worker):
        grant(by=place.worker, file=child.case_file, level="read", why="asked to help", account_id=reader.account_id)
    assert "Add a name" not in words(client, page(child))
    assert client.get(page(child, "names", "add")).status_code == 404
    assert client.post(page(child, "names", "add"), {"kind": "alias", "family_name": "X"}).status_code == 404


def test_a_protected_address_is_absent_for_those_without_sight_of_it(
    place: Place, child: Person, worker: Client
) -> None:
    assert "Protect this address" not in words(worker, page(child, "addresses", "add"))
    manager = browser(place.manager)
    given = {"address": HIDDEN, "postcode": "GL2 2BB", "protected": "on"}
    assert manager.post(page(child, "addresses", "add"), given).status_code == 302
    assert HIDDEN in words(manager, page(child)) and "Address protected" in words(manager, page(child))
    said = words(worker, page(child))
    assert HIDDEN not in said and "GL2" not in said and "rotected" not in said
    # Ticked by somebody who may not protect: the box is not on their form and the address is an ordinary one.
    worker.post(page(child, "addresses", "add"), {"address": ADDRESS, "protected": "on"})
    assert not Residence.objects.get(address=ADDRESS).protected


def test_adding_to_a_record_and_being_told_how_to_mend_it(place: Place, child: Person, worker: Client) -> None:
    def refused(path: str, given: dict[str, str], said: str) -> None:
        answer = worker.post(path, given)
        assert answer.status_code == 422
        text = " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())
        assert said in text, text[:3000]

    refused(page(child, "numbers", "add"), {"system": "nhs", "value": "9990000019"}, "NHS number")
    unseen = {"record": "yes", "other": "PN-0000-0000", "kind": "parent"}
    refused(page(child, "family", "add"), unseen, "No record you can add to")
    refused(page(child, "numbers", "add"), {"system": "local", "value": "12"}, "Say which system the number is from")
    refused(page(child, "names", "add"), {"kind": "alias"}, "Enter at least one name")
    refused(page(child, "addresses", "add"), {}, "Enter the address, or at least its postcode")
    refused(
        page(child, "family", "add"),
        {"record": "yes", "other": "PN-0000-0000", "kind": "parent"},
        "No record you can add to",
    )
    own = {"record": "yes", "other": child.reference, "kind": "sibling"}
    refused(page(child, "family", "add"), own, "Nobody is their own relation")
    refused(
        page(child, "family", "add"), {"record": "no", "kind": "parent"}, "Say whether they are an adult or a child"
    )
    nameless = {"record": "no", "grown": "adult", "kind": "parent"}
    refused(page(child, "family", "add"), nameless, "Enter at least one name")
    worker.post(page(child, "names", "add"), {"kind": "alias", "given_names": "Jay"})
    worker.post(page(child, "numbers", "add"), {"system": "local", "local_system": "council", "value": "12"})
    said = words(worker, page(child))
    assert "Jay" in said and "council" in said and "As told" in said


def test_parental_responsibility_is_held_by_the_elder_whichever_page_it_is_said_on(
    place: Place, child: Person, worker: Client
) -> None:
    mother = place.child("Fern", "Examplewood", datetime.date(1990, 1, 2), kind="adult")
    given = {"record": "yes", "other": child.reference.lower(), "kind": "child", "parental_responsibility": "on"}
    assert worker.post(page(mother, "family", "add"), given).status_code == 302
    held = {one.person_id: one.parental_responsibility for one in Relationship.objects.all()}
    assert held == {mother.pk: True, child.pk: False}
    partner = {"record": "yes", "other": mother.reference, "kind": "partner", "parental_responsibility": "on"}
    assert worker.post(page(child, "family", "add"), partner).status_code == 422


def test_a_relative_without_a_record_is_given_one_or_nothing_is_kept(
    place: Place, child: Person, worker: Client
) -> None:
    given = {"record": "no", "grown": "adult", "given_names": "Fern", "family_name": "Examplewood", "kind": "parent"}
    young = {"birth_on-day": "1", "birth_on-month": "1", "birth_on-year": "2020"}
    refused = worker.post(page(child, "family", "add"), {**given, **young})  # younger than the child
    assert refused.status_code == 422 and not Person.objects.filter(given_names="Fern").exists()
    assert worker.post(page(child, "family", "add"), {**given, "parental_responsibility": "on"}).status_code == 302
    assert Relationship.objects.get(person__given_names="Fern").parental_responsibility
    assert "Fern Examplewood" in words(worker, page(child))


def test_the_birth_of_an_unborn_child_goes_on_the_same_record(place: Place, worker: Client, child: Person) -> None:
    today = timezone.localdate()
    unborn = place.child("", "Examplewood", None, kind="unborn", expected_on=today)
    assert "Record the birth" in words(worker, page(unborn))
    boxes = {"birth_on-day": today.day, "birth_on-month": today.month, "birth_on-year": today.year}
    assert worker.post(page(unborn, "birth"), {**boxes, "given_names": "Rowan", "sex": "male"}).status_code == 302
    assert "Rowan Examplewood" in words(worker, page(unborn))
    assert worker.get(page(unborn, "birth")).status_code == 404  # once only
    assert worker.get(page(child, "birth")).status_code == 404


def test_two_people_correcting_one_record_both_see_what_the_other_wrote(
    place: Place, child: Person, worker: Client
) -> None:
    version = re.search(r'name="version" value="(\d+)"', worker.get(page(child, "correct")).content.decode())
    given = {
        "version": version[1] if version else "", "given_names": "Jamie", "family_name": "Examplewood",
        "birth_on-day": "7", "birth_on-month": "3", "birth_on-year": "2015", "birth_known": "exact", "sex": "female",
        "first_language": "Polish", "reason": "The mother said so.",
    }  # fmt: skip
    first = browser(place.colleague).post(page(child, "correct"), {**given, "ethnicity": "Romani"})
    assert first.status_code == 302
    late = worker.post(page(child, "correct"), {**given, "first_language": "Romanian"})
    assert late.status_code == 422 and b"Somebody else changed this record" in late.content
    assert b"Romani<" in late.content and b'value="Romanian"' in late.content
    child.refresh_from_db()
    assert (child.ethnicity, child.first_language) == ("Romani", "Polish")
    again = re.search(r'name="version" value="(\d+)"', late.content.decode())
    said = {**given, "version": again[1] if again else "", "ethnicity": "Romani", "first_language": "Romanian"}
    assert worker.post(page(child, "correct"), said).status_code == 302
    child.refresh_from_db()
    assert (child.ethnicity, child.first_language) == ("Romani", "Romanian")


def test_a_merge_takes_two_people_and_is_undone_by_two(place: Place, child: Person, worker: Client) -> None:
    other = place.child("Jaimie", "Examplewood")
    people.add_identifier(by=place.worker, person=other, system="nhs", value="9990000018")
    chosen = words(worker, page(child, "merge"))
    assert other.reference in chosen  # listed as like it
    path = f"{page(child, 'merge')}?other={other.reference}"
    side_by_side = words(worker, path)
    assert "Differs" in side_by_side and "Same" in side_by_side and "9990000018" in side_by_side
    given = {"other": other.reference, "keep": child.reference}
    assert worker.post(page(child, "merge"), given).status_code == 422  # no grounds
    assert worker.post(page(child, "merge"), {**given, "grounds": "Same school."}).status_code == 302
    waiting = f"/people/merges/{other.reference}/"
    assert "You proposed this" in words(worker, waiting)
    own = worker.post(waiting, {"answer": "confirm"})
    assert own.status_code == 422 and b"Somebody else must confirm" in own.content
    second = browser(place.colleague)
    assert waiting in second.get("/people/merges/").content.decode()
    assert waiting in second.get("/my-work/").content.decode()
    assert waiting not in worker.get("/my-work/").content.decode()
    assert second.post(waiting, {"answer": "confirm"}).status_code == 302
    assert "9990000018" in words(worker, page(child))
    assert f"put together with {child}, {child.reference}" in words(worker, page(other))
    assert worker.get(page(other, "names", "add"))["Location"] == page(child.__class__.objects.get(pk=other.pk))

    assert second.post(page(other, "separate"), {"grounds": "They are cousins."}).status_code == 302
    assert second.post(waiting, {"answer": "confirm"}).status_code == 422
    assert worker.post(waiting, {"answer": "confirm"}).status_code == 302
    assert "9990000018" not in words(worker, page(child))
    assert "9990000018" in words(worker, page(other))
    assert worker.get(waiting).status_code == 404  # settled


def test_a_proposal_is_refused_with_the_reason(place: Place, child: Person, worker: Client) -> None:
    other = place.child("Jaimie", "Examplewood")
    people.propose_merge(by=place.worker, keep=child, absorb=other, grounds="Same school.")
    second, waiting = browser(place.colleague), f"/people/merges/{other.reference}/"
    assert second.post(waiting, {"answer": "refuse", "because": " "}).status_code == 422
    assert second.post(waiting, {"answer": "refuse", "because": "Other mothers."}).status_code == 302
    assert MergeProposal.objects.get().refused_because == "Other mothers."
    other.refresh_from_db()
    assert other.merged_into_id is None
    elsewhere = browser(make_place("elsewhere").worker)
    people.propose_merge(by=place.worker, keep=child, absorb=other, grounds="Same school.")
    assert elsewhere.get(waiting).status_code == 404
    assert other.reference not in elsewhere.get("/people/merges/").content.decode()


def test_an_identity_kept_apart_is_never_suggested_nor_put_together(place: Place, child: Person) -> None:
    before = place.child("Jamie", "Otherwood")
    people.keep_identities_apart(by=place.manager, now=child, before=before, reason="An adoption order.")
    like = place.child("Jaimie", "Examplewood")
    client = browser(place.worker)
    assert child.reference not in words(client, page(like, "merge"))
    assert before.reference not in words(client, page(child))
    assert "apart" not in words(client, page(child))
    given = {"other": child.reference, "keep": like.reference, "grounds": "Same."}
    answer = client.post(page(like, "merge"), given)
    assert answer.status_code == 422 and b"cannot be put together" in answer.content


def test_the_privacy_officer_reviews_a_months_checks(place: Place, worker: Client) -> None:
    place.child()
    for _ in range(2):
        place.ask("Jamie", "Examplewood", BORN)
    client = browser(place.officer)
    owed = words(client, "/my-work/")
    assert "Review who asked about children" in owed and "checks of" in owed
    body = client.get("/privacy/child-checks/").content.decode()
    said = words(client, "/privacy/child-checks/")
    assert place.worker.name in said and "A concern was raised today." in said
    assert "Jamie" not in said  # never whom the answer named
    marks = re.findall(r'name="check" value="(\w+)"', body)
    assert len(marks) == 2
    with seen_by(place.manager):
        place.ask("Jamie", "Examplewood", BORN, by=place.manager)
    asker = Account.objects.get(pk=place.manager.account_id).reference
    of_one = client.get(f"/privacy/child-checks/?asker={asker}").content.decode()
    assert f"Checks by {place.manager.name}" in of_one and len(re.findall('name="check"', of_one)) == 1
    assert client.post("/privacy/child-checks/", {"finding": "In order."}).status_code == 422
    assert client.post("/privacy/child-checks/", {"check": marks}).status_code == 422
    given = {"check": marks[:1], "finding": "In order."}
    assert client.post("/privacy/child-checks/", given).status_code == 302
    assert client.post("/privacy/child-checks/", given).status_code == 422  # once only
    with seen_by(place.officer):
        assert sorted(Check.objects.values_list("finding", flat=True)) == ["", "", "In order."]
    assert worker.get("/privacy/child-checks/").status_code == 404
    assert client.get("/privacy/child-checks/?month=2999-01").status_code == 404
    other = browser(make_place("elsewhere").officer)
    assert place.worker.name not in words(other, "/privacy/child-checks/")


def test_a_bigger_family_asks_the_database_no_more_often(place: Place, child: Person, worker: Client) -> None:
    def add(count: int) -> None:
        for number in range(count):
            other = place.child(f"Kin{number}", "Examplewood")
            people.add_relationship(by=place.worker, person=other, other=child, kind="sibling")
            people.add_name(by=place.worker, person=child, kind="alias", given_names=f"Alias{number}")
            people.add_involvement(
                by=place.worker, person=child, kind="early help", opened_on=BORN, team_id=place.social_work.pk
            )

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert worker.get(page(child)).status_code == 200
        # Of records only: noting that a session is still alive comes and goes with the clock.
        return sum(1 for one in queries if re.search(r'FROM "(people|front_door|directory)_', one["sql"]))

    add(2)
    asked()
    few = asked()
    assert few > 5
    add(12)
    assert asked() == few


def test_the_signed_out_are_sent_to_sign_in(place: Place, child: Person) -> None:
    for path in (page(child), "/people/merges/", "/privacy/child-checks/"):
        assert Client().get(path)["Location"].startswith("/sign-in/")


def test_a_search_finds_people_by_name_in_any_spelling_and_none_out_of_sight(place: Place) -> None:
    with seen_by(place.worker):
        child = people.register_person(
            by=place.worker,
            area_id=place.area.pk,
            given_names="Zoë Ann",
            family_name="O'Featherstone-Hoy",
            birth_on=BORN,
        )
    client = browser(place.worker)
    for typed in (
        "O’Featherstone-Hoy",
        "ofeatherstone hoy",
        "Zoe Ofeatherstonehoy",
        "ofeatherstonehoy ANN",
        child.reference,
    ):
        said = client.post("/search/", {"words": typed}).content.decode()
        assert f'href="{page(child)}"' in said, typed
    said = client.post("/search/", {"words": "Featherstone-Hoy"}).content.decode()
    assert "Nothing found" in said, "a family name is spelt in full"
    full = client.post("/search/", {"words": "Zoë Ann O'Featherstone-Hoy"}).content.decode()
    assert f"{child.reference}, born {BORN.day} {BORN:%B %Y}" in full
    other = make_place("elsewhere")
    assert "Nothing found" in browser(other.worker).post("/search/", {"words": "Zoe Ofeatherstonehoy"}).content.decode()
