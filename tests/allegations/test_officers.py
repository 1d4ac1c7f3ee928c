"""Who the designated officers are, and what shows that they are qualified for the post."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.allegations.actions import officers as keeping
from sharedduty.modules.allegations.models import OfficerStanding
from sharedduty.modules.allegations.queries import officers
from sharedduty.modules.front_door.tests.partnership import Partnership
from tests.counting import counted
from tests.journalled import journal_rows

pytestmark = pytest.mark.django_db
PAGE = "/allegations/officers/"


def standing(house: Partnership, number: int = 1, **more: Any) -> dict[str, Any]:
    """A whole entry about a designated officer who is a social worker."""
    return {
        "officer": house.post_holder("lado", number).email, "way": "social_worker", "shown_by": "The register was seen.",
        "experience": "Nine years", "seen_on": timezone.localdate(), **more,
    }  # fmt: skip


@pytest.mark.rows("WT-LADO-05")
def test_a_social_worker_and_one_who_moved_fit_and_neither_is_shown_as_a_gap(house: Partnership) -> None:
    head = house.post_holder("head_of_service")
    for number, way in ((1, "social_worker"), (2, "moved"), (3, "neither")):
        given = standing(house, number, way=way)
        with seen_by(head):
            keeping.say_standing(by=head, given=given)
    house.post_holder("lado", 4)  # of whom nothing is said
    scrutineer = house.post_holder("scrutineer")
    with journal_rows() as rows, seen_by(scrutineer) as viewer:
        found = officers.listed(viewer)
    assert [(row.held.way if row.held else "", row.fits) for row in found] == [
        ("social_worker", True), ("moved", True), ("neither", False), ("", False),
    ]  # fmt: skip
    assert len(rows[0]["files"]) == 3
    page = house.client(house.post_holder("partner")).get(PAGE).content.decode()
    assert (
        "4 in post today, 2 of them shown to be qualified" in page
        and "Nothing said" in page
        and "Say what shows" not in page
    )


@pytest.mark.rows("WT-LADO-05")
def test_the_latest_entry_counts_and_those_before_stay(house: Partnership) -> None:
    head = house.post_holder("head_of_service")
    given = standing(house, way="neither", shown_by="Nobody else was there.")
    with seen_by(head):
        first = keeping.say_standing(by=head, given=given)
        second = keeping.say_standing(by=head, given=standing(house))
        assert first.case_file_id == second.case_file_id and OfficerStanding.objects.count() == 2
        assert [row.fits for row in officers.today(head)] == [True]


def test_what_lacks_or_cannot_be_is_refused_and_only_the_head_of_service_writes(house: Partnership) -> None:
    head, ahead = house.post_holder("head_of_service"), timezone.localdate() + datetime.timedelta(days=1)
    wrongs: tuple[tuple[dict[str, Any], str], ...] = (
        ({"officer": "nobody@example.org"}, "#id_officer"), ({"way": ""}, "#id_way"), ({"shown_by": " "}, "#id_shown_by"),
        ({"seen_on": None}, "#id_seen_on"), ({"seen_on": ahead}, "#id_seen_on"),
    )  # fmt: skip
    for wrong, at in wrongs:
        given = standing(house, **wrong)
        with seen_by(head):
            with pytest.raises(CannotMove) as refusal:
                keeping.say_standing(by=head, given=given)
            assert [one.href for one in refusal.value.missing] == [at]
            assert not OfficerStanding.objects.exists()
    for role in ("lado", "business_manager", "administrator"):
        viewer, given = house.post_holder(role), standing(house)
        with seen_by(viewer), pytest.raises(PermissionDenied):
            keeping.say_standing(by=viewer, given=given)


def test_it_is_written_down_in_a_page_which_asks_no_more_as_it_grows(house: Partnership) -> None:
    browser = house.client(house.post_holder("head_of_service"))
    given = {**standing(house), "seen_on-day": "1", "seen_on-month": "10", "seen_on-year": "2025"}
    del given["seen_on"]
    assert browser.post(f"{PAGE}new/", {**given, "way": ""}).status_code == 422
    assert browser.post(f"{PAGE}new/", given)["Location"] == PAGE
    page = browser.get(PAGE).content.decode()
    assert "Qualified social worker" in page and "The register was seen." in page
    few = counted(lambda: browser.get(PAGE))
    for number in (2, 3, 4):
        house.post_holder("lado", number)
        assert (
            browser.post(f"{PAGE}new/", {**given, "officer": house.post_holder("lado", number).email}).status_code
            == 302
        )
    assert counted(lambda: browser.get(PAGE)) == few
    for role in ("teacher", "administrator", "privacy_officer"):
        assert house.client(house.post_holder(role)).get(PAGE).status_code == 404
