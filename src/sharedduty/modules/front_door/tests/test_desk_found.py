"""Children found by a part of their names, and contacts by the sender's number: only what is in sight, and by an index."""

import pytest
from django.db import connection

from sharedduty.foundations.access.api import exclude, seen_by
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.queries.records import found
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("words", "expected"), [
    ("robin", ["Robin Testwick"]), ("OBI", ["Robin Testwick"]), ("testwick robin", ["Robin Testwick"]),
    ("robin nobody", []), ("testwick", ["Ash Testwick", "Robin Testwick"]), ("ro%n", []), ("_obin", []),
    ("ob", ["Robin Testwick"]), ("\\", []),
])  # fmt: skip
def test_each_word_is_in_a_name_whatever_its_case(partnership: Partnership, words: str, expected: list[str]) -> None:
    partnership.contact("Robin")
    partnership.contact("Ash")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        assert sorted(hit.title for hit in found(worker, words)) == expected


def test_a_percent_sign_in_a_name_is_itself(partnership: Partnership) -> None:
    partnership.contact("Al%x")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        assert [hit.title for hit in found(worker, "l%x")] == ["Al%x Testwick"]


def test_what_is_out_of_sight_is_not_found(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker, other = partnership.post_holder("front_door_worker"), partnership.post_holder("front_door_worker", 2)
    with seen_by(worker):
        exclude(by=worker, file=Contact.objects.get(reference=reference).case_file, reason="conflict",
                account_id=other.account_id)  # fmt: skip
        assert found(worker, "robin")
    for viewer in (other, partnership.post_holder("teacher", 7), partnership.post_holder("police_mash")):
        with seen_by(viewer):
            assert found(viewer, "robin") == []


def test_a_contact_is_found_by_its_senders_number(partnership: Partnership) -> None:
    reference = partnership.contact("Robin", external_number="POL-77/2026")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        for words in ("POL-77/2026", "pol-77/2026"):
            assert [hit.link for hit in found(worker, words)] == [f"/front-door/contacts/{reference}/"]


def test_a_reference_finds_the_contact_with_the_names_of_its_children_once(partnership: Partnership) -> None:
    reference = partnership.contact("Robin", "Ash")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        assert [hit.title for hit in found(worker, reference, reference)] == ["Robin Testwick", "Ash Testwick"]
    page = partnership.client(worker).post("/search/", {"words": reference}).content.decode()
    assert "1 found" in page and "Robin Testwick, Ash Testwick" in page


def test_an_index_can_find_them(partnership: Partnership) -> None:
    """What the database may use; that it does, over many rows, `benchmarks/growth.py` counts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'contact_child_words'")
        assert "gin_trgm_ops" in cursor.fetchone()[0]
