"""Advice, telephone concerns, notifications in bulk and figures, as browsers see them."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Clock
from sharedduty.modules.front_door.actions import deciding
from sharedduty.modules.front_door.models import AdviceCall, Contact, ContactChild
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, prepare

pytestmark = pytest.mark.django_db


@pytest.mark.rows("GL-FD-14", "GL-TH-20")
def test_advice_is_logged_with_what_was_asked_and_given(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    sent = {"line": "practitioner", "caller": "Dr Example", "caller_organisation": "Surgery", "asked": "May I tell?",
            "advised": "Yes.", "led_to": ""}  # fmt: skip
    for name in ("line", "caller", "asked", "advised"):
        assert client.post("/front-door/advice/new/", sent | {name: ""}).status_code == 422, name
    assert client.post("/front-door/advice/new/", sent | {"led_to": "C-0000-0000"}).status_code == 422
    assert client.post("/front-door/advice/new/", sent).status_code == 302
    assert "Dr Example" in client.get("/front-door/advice/?words=tell").content.decode()
    assert "Dr Example" not in client.get("/front-door/advice/?words=nowhere").content.decode()
    with seen_by(partnership.post_holder("police_mash")):
        assert not AdviceCall.objects.exists()


def told_by_telephone(**changes) -> dict:
    day = timezone.localdate() - datetime.timedelta(days=1)
    return {
        "telephoned_at-day": day.day, "telephoned_at-month": day.month, "telephoned_at-year": day.year,
        "telephoned_at_time": "16:00", "is_professional": "yes", "caller_name": "Ada Example", "children": "1",
        "child0-given_names": "Robin", "child0-family_name": "Testwick", "what_happened": "A bruise.", "danger_now": "no",
    } | changes  # fmt: skip


@pytest.mark.rows("GL-FD-02", "GL-FD-03")
@pytest.mark.parametrize(("professional", "owes"), [("yes", 1), ("no", 0)])
def test_a_telephone_concern_owes_a_written_form_from_practitioners_only(partnership, professional, owes) -> None:
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    assert client.post("/front-door/telephone/", told_by_telephone(what_happened="")).status_code == 422
    more = client.post("/front-door/telephone/", told_by_telephone(another="1"))
    assert more.status_code == 200
    assert "Child 2" in more.content.decode()
    unsaid = client.post("/front-door/telephone/", told_by_telephone(another="1", is_professional="")).content.decode()
    assert "Say whether the caller is a practitioner" not in unsaid
    answer = client.post("/front-door/telephone/", told_by_telephone(is_professional=professional))
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    reference = answer["Location"].split("/")[-2]
    with seen_by(worker):
        clocks = Clock.objects.filter(record=reference, key="referral.written")
        assert clocks.count() == owes
        if owes:
            assert clocks.get().due_at - clocks.get().started_at == datetime.timedelta(hours=48)
    if owes:
        client.post(f"/front-door/contacts/{reference}/written/", {})
        with seen_by(worker):
            assert Clock.objects.get(record=reference, key="referral.written").met_at is not None


@pytest.mark.parametrize(("changes", "why"), [
    ({"child0-birth_on-year": "1990"}, "Check the year."),
    ({"child0-birth_on-year": "twenty years ago"}, "say so under their age"),
    ({"child0-expected_on-day": "1", "child0-expected_on-month": "3", "child0-expected_on-year": "2027"},
     "A child who is not born yet has no date of birth."),
    ({"child0-nhs_number": "1234567890"}, "fails its check digit"),
])  # fmt: skip
def test_a_call_is_about_a_child_or_says_why_not(partnership: Partnership, changes: dict, why: str) -> None:
    client = partnership.client(partnership.post_holder("front_door_worker"))
    born = {"child0-birth_on-day": "1", "child0-birth_on-month": "1", "child0-birth_on-year": "2016"}
    twenty = str(timezone.localdate().year - 20)
    changes = {name: twenty if value == "twenty years ago" else value for name, value in changes.items()}
    answer = client.post("/front-door/telephone/", told_by_telephone(**(born | changes)))
    assert answer.status_code == 422 and why in answer.content.decode()
    assert client.post("/front-door/telephone/", told_by_telephone(**born)).status_code == 302


def test_a_child_not_born_yet_can_be_told_by_telephone(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    nameless = {"child0-given_names": "", "child0-family_name": "", "child0-unborn": "on"}
    answer = partnership.client(worker).post("/front-door/telephone/", told_by_telephone(**nameless))
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    with seen_by(worker):
        child = ContactChild.objects.get()
        assert child.unborn and str(child) == "Unborn child"


def test_a_correction_is_checked_like_what_was_written_first(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    reference = partnership.contact("Robin")
    with seen_by(worker):
        child = ContactChild.objects.get(contact__reference=reference)
    path = f"/front-door/contacts/{reference}/children/{child.reference}/correct/"
    for changes, why in (({"nhs_number": "1234567890"}, "check digit"), ({"postcode": "ZZZ"}, "full postcode")):
        answer = partnership.client(worker).post(path, {"given_names": "Robin", "reason": "A slip", **changes})
        assert answer.status_code == 422 and why in answer.content.decode()


HEAD = "incident_number,incident_at,what_happened,given_names,family_name,birth_on,danger_now\n"
GOOD = HEAD + (
    "INC-1,2026-11-01 22:15,Shouting,Robin,Testwick,2016-05-17,no\n"
    "INC-1,2026-11-01 22:15,Shouting,Ash,Testwick,2018-02-03,no\n"
    "INC-2,2026-11-02 09:00,Found alone,Sky,Sampleford,2020-01-01,yes\n"
)


def upload(client, text: str):
    file = SimpleUploadedFile("incidents.csv", text.encode(), content_type="text/csv")
    return client.post("/front-door/notifications/", {"file": file})


def test_one_incident_with_several_children_is_one_contact_and_never_two(partnership: Partnership) -> None:
    police, worker = partnership.post_holder("police_mash"), partnership.post_holder("front_door_worker")
    client = partnership.client(police)
    assert upload(client, GOOD).status_code == 302
    assert upload(client, GOOD).status_code == 302
    with seen_by(worker):
        held = {one.external_number: one for one in Contact.objects.all()}
        assert set(held) == {"INC-1", "INC-2"}
        assert held["INC-1"].children.count() == 2
        assert held["INC-2"].immediate_danger
        assert {one.source for one in held.values()} == {"police"}
    assert "INC-1" in client.get("/front-door/notifications/").content.decode()


@pytest.mark.parametrize(("row", "column", "why"), [
    (",2026-11-01 22:15,x,Sky,S,2020-01-01,no", "incident_number", "is missing"),
    ("INC-3,yesterday,x,Sky,S,2020-01-01,no", "incident_at", "write it like 2026-11-20 22:15"),
    ("INC-3,2036-11-01 22:15,x,Sky,S,2020-01-01,no", "incident_at", "is in the future"),
    ("INC-3,2026-11-01 22:15,,Sky,S,2020-01-01,no", "what_happened", "is missing"),
    ("INC-3,2026-11-01 22:15,x,,,2020-01-01,no", "family_name", "name the child, even if only by one name"),
    ("INC-3,2026-11-01 22:15,x,Sky,S,01/02/2020,no", "birth_on", "write it like 2016-05-17"),
    ("INC-3,2026-11-01 22:15,x,Sky,S,2030-01-01,no", "birth_on", "is in the future"),
    ("INC-3,2026-11-01 22:15,x,Sky,S,1990-01-01,no", "birth_on", "makes this person an adult"),
    ("INC-3,2026-11-01 22:15,x,Sky,S,2020-01-01,perhaps", "danger_now", "write yes or no"),
    ("INC-2,2026-11-02 09:00,Something else,Sky,S,2020-01-01,yes", "what_happened",
     "differs from line 4 of the same incident"),
])  # fmt: skip
def test_a_bad_row_is_named_and_nothing_is_sent_but_the_good_on_request(partnership, row, column, why) -> None:
    police, worker = partnership.post_holder("police_mash"), partnership.post_holder("front_door_worker")
    client = partnership.client(police)
    text = GOOD + row + "\n"
    answer = upload(client, text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in page for said in (">5<", f">{column}<", f">{why}<")), page[:5000]
    with seen_by(worker):
        assert not Contact.objects.exists()
    assert client.post("/front-door/notifications/", {"good_only": "1", "text": text}).status_code == 302
    with seen_by(worker):
        numbers = set(Contact.objects.values_list("external_number", flat=True))
    assert numbers == ({"INC-1"} if row.startswith("INC-2") else {"INC-1", "INC-2"})


@pytest.mark.parametrize(("text", "line", "column", "why"), [
    (GOOD + "INC-3,2026-03-29 01:30,x,Sky,S,2020-01-01,no\n", 5, "incident_at", "the clocks went forward over this hour"),
    (GOOD + "INC-3,2026-11-01 22:15,x, y,Sky,S,2020-01-01,no\n", 5, "incident_number",
     "this row has more cells than the heading: is a comma not in quotes?"),
    (GOOD + "INC-1,2026-11-01 22:15,Shouting,Robin,Testwick,2016-05-17,no\n", 5, "family_name",
     "this child stands under incident INC-1 already: take one row out"),
    (GOOD.replace("birth_on", "dob"), 1, "dob",
     "is not a column we know, so what is in it would be left out: rename it or take it out"),
])  # fmt: skip
def test_what_would_be_lost_without_a_word_is_named(partnership: Partnership, text, line, column, why) -> None:
    client = partnership.client(partnership.post_holder("police_mash"))
    answer = upload(client, text)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(said in page for said in (f">{line}<", f">{column}<", f">{why}<")), page[:5000]


def test_an_incident_sent_again_with_something_new_says_so_and_drops_nothing_in_silence(
    partnership: Partnership,
) -> None:
    police, worker = partnership.post_holder("police_mash"), partnership.post_holder("front_door_worker")
    client = partnership.client(police)
    assert upload(client, GOOD).status_code == 302
    with seen_by(worker):
        held = Contact.objects.get(external_number="INC-1")
    sibling = GOOD + "INC-1,2026-11-01 22:15,Shouting,Fern,Testwick,2020-02-29,no\n"
    other = GOOD.replace("Shouting", "Shouting and a knife")
    for text, said in ((sibling, "with other children than Fern Testwick"), (other, "and said something else then")):
        answer = upload(client, text)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert f"was sent before as {held.reference}" in page and said in page and "INC-1/2" in page
    client.post("/front-door/notifications/", {"good_only": "1", "text": sibling})
    spaced = GOOD.replace("Shouting", '"  Shouting\r\n"')  # a browser or a spreadsheet may write line ends its own way
    assert upload(client, spaced).status_code == 302
    with seen_by(worker):
        assert Contact.objects.count() == 2
        assert held.children.count() == 2


def test_an_empty_file_has_one_reason_beside_the_file(partnership: Partnership) -> None:
    client = partnership.client(partnership.post_holder("police_mash"))
    page = client.post("/front-door/notifications/", {"file": SimpleUploadedFile("x.csv", b"")}).content.decode()
    assert page.count("The file is empty.") == 2 and "The heading lacks" not in page


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a,b\n1,2\n", HEAD.encode(), b'incident_number,"x\n'])
def test_what_is_no_table_of_ours_is_refused_with_the_reason(partnership: Partnership, data: bytes) -> None:
    client = partnership.client(partnership.post_holder("health_mash"))
    file = SimpleUploadedFile("x.csv", data)
    answer = client.post("/front-door/notifications/", {"file": file} if data else {})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()


@pytest.mark.rows("GL-FD-15")
def test_figures_count_and_hold_back_small_numbers_outside_the_desk(partnership: Partnership) -> None:
    worker, partner = partnership.post_holder("front_door_worker"), partnership.post_holder("partner")
    for _ in range(3):
        partnership.contact("Robin")
    with seen_by(worker):
        contact = Contact.objects.order_by("pk").last()
        prepare(worker, contact)
        decide_all(worker, contact, yes=["in_need"])

    def last(client, measure: str) -> list[str]:
        lines = b"".join(client.get(f"/front-door/figures/{measure}.csv")).decode("utf-8-sig").splitlines()
        return lines[12].split(",")

    inside, outside = partnership.client(worker), partnership.client(partner)
    assert last(inside, "contacts")[1] == "3"
    assert last(inside, "accepted")[1:] == ["1", "3", "33.3"]
    assert last(inside, "repeat")[1:] == ["2", "3", "66.7"]
    assert last(inside, "in_time")[1:3] == ["1", "1"]
    assert last(outside, "contacts")[1] == ""
    assert last(outside, "accepted")[1:] == ["", "", ""]
    page = outside.get("/front-door/figures/").content.decode()
    for words in (
        "one submission to the front door",
        "OBA1-04",
        "OBA1-08",
        "OBA2-09",
        "OBA2-11",
        "in the 12 months before",
    ):
        assert words in page
    with seen_by(partner):
        assert not Contact.objects.exists()
        assert not ContactChild.objects.exists()
    for _ in range(3):
        partnership.contact("Robin")
    assert last(outside, "contacts")[1] == "6"


def test_the_referrer_to_be_told_list_empties_as_they_are_told(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact, yes=["in_need"])
    assert reference in client.get("/front-door/to-be-told/").content.decode()
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        told = {"outcome": "An assessment.", "reasons": "Because."}
        deciding.tell_referrer(
            by=worker, contact=contact, children=list(contact.children.all()), given=told, channel="telephone"
        )
    assert reference not in client.get("/front-door/to-be-told/").content.decode()


@pytest.mark.rows("WT-REF-13")
def test_a_referrer_disagrees_and_comes_back_to_their_own_page(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker, sender = partnership.post_holder("front_door_worker"), partnership.post_holder("teacher")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact)
    client = partnership.client(sender)
    path = f"/front-door/contacts/{reference}/disagree/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"why": "", "wanted": ""}).status_code == 422
    answer = client.post(path, {"why": "He is not safe.", "wanted": "An assessment."})
    assert answer["Location"] == f"/raise/status/{reference}/"
    assert client.get(answer["Location"]).status_code == 200
    assert partnership.client(partnership.post_holder("gp")).get(path).status_code == 404
