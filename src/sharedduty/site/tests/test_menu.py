"""The menu folds entries of one kind, and a folded part has a page of its own and a second line (design section 3)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership
from sharedduty.site.navigation import ENTRIES, Entry, entries_for, folded_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Partnership:
    return make_partnership()


def _menu(page: str, identity: str) -> list[str]:
    """The words of the links in the first list that carries `identity`."""
    found = re.search(rf"<ul[^>]*{identity}.*?</ul>", page, flags=re.S)
    return re.findall(r"<a[^>]*>\s*(?:<strong[^>]*>)?\s*([^<]+?)\s*<", found[0], flags=re.S) if found else []


def test_nobodys_menu_is_longer_than_twelve_and_nothing_is_lost_by_folding(house: Partnership) -> None:
    for role in ("business_manager", "partner", "teacher", "privacy_officer", "social_worker", "front_door_manager"):
        viewer = house.post_holder(role)
        folded = list(folded_for(viewer))
        inside = [one for part in folded if not isinstance(part, Entry) for one in part[1]]
        alone = [part for part in folded if isinstance(part, Entry)]
        assert sorted(one.text for one in (*inside, *alone)) == sorted(one.text for one in entries_for(viewer))
        assert len(folded) <= 12, f"{role}: {[one.text if isinstance(one, Entry) else one[0].text for one in folded]}"


def test_each_entry_of_a_group_says_what_it_is_for_and_a_single_one_says_nothing() -> None:
    for entry in ENTRIES:
        assert bool(entry.about) == (entry.group is not None), entry.text


def test_a_folded_part_has_a_page_and_a_second_line_and_is_marked_where_one_is(house: Partnership) -> None:
    client = house.client(house.post_holder("business_manager"))
    page = client.get(reverse("menu_group", args=["figures"])).content.decode()
    assert "Figures" in _menu(page, "main-navigation") and "Early help figures" not in _menu(page, "main-navigation")
    assert reverse("early_help:figures") in page and "Plans begun and ended" in page
    assert not _menu(page, "sd-subnav__list"), "the page itself lists them: no second line"
    inside = client.get(reverse("early_help:figures")).content.decode()
    assert "Early help figures" in _menu(inside, "sd-subnav__list")
    assert re.search(r'aria-current="true"[^>]*>\s*<strong[^>]*>Figures', inside), "the part one is in is marked"


@pytest.mark.parametrize(
    ("role", "url_name", "entry"),
    [
        ("business_manager", "speaking_up:figures", "Complaint figures"),
        ("business_manager", "speaking_up:procedures", "Whistleblowing procedures"),
        (
            "business_manager",
            "speaking_up:record-new",
            "Speaking up and complaints",
        ),  # a page below, with no entry of its own
        ("privacy_officer", "speaking_up:recruitment", "Safe recruitment"),
    ],
)
def test_one_entry_is_where_one_is_though_another_ones_address_begins_alike(
    house: Partnership, role: str, url_name: str, entry: str
) -> None:
    page = house.client(house.post_holder(role)).get(reverse(url_name)).content.decode()
    lines = re.findall(r"<ul[^>]*(?:main-navigation|sd-subnav__list).*?</ul>", page, flags=re.S)
    marked = [re.findall(r"aria-current=[^>]*>\s*(?:<strong[^>]*>)?\s*([^<]+?)\s*<", line) for line in lines]
    assert marked[:2] == [
        ["Complaints and assurance"],
        [entry],
    ]  # below them a page may have a row of its own, as of years


def test_a_page_below_an_entry_of_the_first_line_marks_that_one_alone(house: Partnership) -> None:
    page = house.client(house.post_holder("teacher")).get(reverse("raise_mine")).content.decode()
    lines = re.findall(r"<ul[^>]*(?:main-navigation|sd-subnav__list).*?</ul>", page, flags=re.S)
    assert [len(re.findall("aria-current=", line)) for line in lines] == [1]


def test_the_page_to_ask_about_an_incident_lies_below_the_entry_it_is_reached_by(house: Partnership) -> None:
    page = house.client(house.post_holder("teacher")).get(reverse("serious_incident:ask")).content.decode()
    marked = re.findall(r"aria-current=[^>]*>\s*(?:<strong[^>]*>)?\s*([^<]+?)\s*<", page)
    assert marked[:2] == ["Other concerns", "Ask about an incident"]


def test_a_part_one_has_no_use_for_is_absent(house: Partnership) -> None:
    teacher = house.client(house.post_holder("teacher"))
    assert teacher.get(reverse("menu_group", args=["people-and-records"])).status_code == 404
    assert teacher.get(reverse("menu_group", args=["nothing-such"])).status_code == 404
    assert teacher.get(reverse("menu_group", args=["other-concerns"])).status_code == 200


def test_whoever_is_not_signed_in_has_every_entry_on_the_first_line(client: Client) -> None:
    page = client.get("/").content.decode()
    assert {"Thresholds", "Guidance", "What we learned", "Help"} <= set(_menu(page, "main-navigation"))
