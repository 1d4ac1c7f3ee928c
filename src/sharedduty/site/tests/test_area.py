"""An area that starts with nothing: its administrator says where to telephone and by what it works, and it is open."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import Account, make_first_administrator, seen_by, viewer_of
from sharedduty.foundations.directory.actions import fill_seat
from sharedduty.foundations.directory.models import Area, District, Group, Organisation, Post, Team
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.site import telephones
from sharedduty.site.area import owed
from sharedduty.site.commands.create_admin import AtTheTerminal
from tests.journalled import journal_rows

NUMBERS = {
    "name": "Testshire", "front_door_name": "the children's front door", "front_door_telephone": "01632 960101",
    "out_of_hours_telephone": "01632 960102",
}  # fmt: skip


@pytest.fixture
def administrator(db: None, settings, tmp_path: Path) -> Account:
    settings.VAR = tmp_path
    return make_first_administrator(
        by=AtTheTerminal(),
        name="Ann Testadmin",
        email="ann@county.example",
        area_key="testshire",
        area_name="Testshire",
    )


@pytest.fixture
def desk(administrator: Account) -> Client:
    viewer = viewer_of(administrator, second_factor=True)
    return Partnership(Area.objects.get(), {}).client(viewer)


@pytest.mark.parametrize("page", ["/raise/tell/", "/raise/new/"])
def test_before_that_whoever_is_worried_is_told_to_telephone(desk: Client, page: str) -> None:
    desk.raise_request_exception = False
    answer = desk.post(page) if page.endswith("new/") else Client(raise_request_exception=False).get(page)
    assert answer.status_code == 503
    assert "not set up yet" in answer.content.decode() and "call 999" in answer.content.decode()


def test_my_work_says_what_to_do_first_until_it_is_done(administrator: Account, desk: Client) -> None:
    assert "Set up your area" in desk.get("/my-work/").content.decode()
    assert "Nobody can raise a concern here yet" in desk.get("/our-area/").content.decode()
    assert desk.post("/our-area/change/", NUMBERS).status_code == 302
    assert owed(viewer_of(administrator, second_factor=True))
    assert desk.post("/our-area/arrangements/", {"pack": "gloucestershire-2023"}).status_code == 302
    door = Team.objects.create(organisation=Organisation.objects.first(), key="door", name="Door", purpose="front_door")
    assert owed(viewer_of(administrator, second_factor=True))
    assert "Say who works at the front door" in desk.get("/our-area/").content.decode()
    Partnership(Area.objects.get(), {"front_door": door}).post_holder("front_door_worker")
    assert not owed(viewer_of(administrator, second_factor=True))
    assert "Nobody can raise" not in desk.get("/our-area/").content.decode()
    assert "Set up your area" not in desk.get("/my-work/").content.decode()


@pytest.mark.rows("GL-PA-01")
def test_the_arrangements_bring_their_bodies_districts_and_groups_and_what_was_there_stays(desk: Client) -> None:
    area = Area.objects.get()
    there = Organisation.objects.get(area=area)
    with journal_rows() as rows:
        for _ in range(2):  # chosen twice is chosen once
            assert desk.post("/our-area/arrangements/", {"pack": "gloucestershire-2023"}).status_code == 302
    assert [one["object_ref"] for one in rows if one["verb"] == "chose local arrangements"] == [area.key] * 2
    bodies = Organisation.objects.filter(area=area)
    partners = bodies.filter(duties__contains="safeguarding_partner", exists_until=None)
    assert sorted(partners.values_list("sector", flat=True)) == ["health", "local_authority", "police"]
    assert bodies.get(pk=there.pk).name == there.name
    assert District.objects.filter(area=area).count() == 6 and Group.objects.filter(area=area).exists()
    assert bodies.count() == len(set(bodies.values_list("key", flat=True)))
    assert Client().get("/raise/tell/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_numbers_stand_on_public_pages_and_on_the_page_for_when_it_is_down(desk: Client) -> None:
    with journal_rows() as rows:
        desk.post("/our-area/change/", NUMBERS)
    assert "tel:01632960101" in Client().get("/raise/").content.decode()
    assert {"01632 960101", "01632 960102"} == {one["number"] for one in telephones.kept()}
    assert ["front_door_telephone" in one["fields"] for one in rows if one["verb"] == "changed area"] == [True]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("front_door_telephone", ""),
        ("front_door_telephone", "ask for Ann"),
        ("out_of_hours_telephone", "123"),
        ("out_of_hours_telephone", "<b>01632 960101</b>"),
        ("name", ""),
        ("front_door_name", " "),
    ],
)
def test_what_would_lead_nobody_anywhere_is_refused_and_nothing_changes(desk: Client, field: str, typed: str) -> None:
    answer = desk.post("/our-area/change/", NUMBERS | {field: typed})
    assert answer.status_code == 422
    assert Area.objects.get().front_door_telephone == ""


@pytest.mark.parametrize("pack", ["", "wt-2018", "gloucestershire-2019", "no-such-pack"])
def test_a_pack_by_which_nobody_could_raise_a_concern_is_refused(desk: Client, pack: str) -> None:
    assert desk.post("/our-area/arrangements/", {"pack": pack}).status_code == 422
    assert Area.objects.get().local_pack == ""


@pytest.mark.rows("GL-SU-04")
def test_the_units_six_roles_are_listed_with_who_holds_them_and_an_empty_one_is_told(desk: Client) -> None:
    desk.post("/our-area/arrangements/", {"pack": "gloucestershire-2023"})
    unit = Group.objects.get(key="SSU")
    listed = desk.get(f"/groups/?era={unit.era}").content.decode()
    address = re.search(rf'href="(/groups/[^"]+/)"[^>]*>\s*{unit.name}', listed)
    assert address
    page = desk.get(address[1]).content.decode()
    for role in ("Safeguarding Business Manager", "Statutory Review Coordinator", "CDOP administrator", "Training coordinator",
                 "Allegations administrator", "Practice Development Manager"):  # fmt: skip
        assert role in page
    assert "6 of 6 seats are filled by nobody today" in page and "None named" in page
    manager = unit.seats.get(role_title="Safeguarding Business Manager")
    post = Post.objects.get(title="Administrator of Shared Duty")
    viewer = viewer_of(Account.objects.get(), second_factor=True)
    with seen_by(viewer):
        fill_seat(by=viewer, seat=manager, post=post, person="", deputy=False, held_from=timezone.localdate())
    page = desk.get(address[1]).content.decode()
    assert "5 of 6 seats are filled by nobody today" in page and "Administrator of Shared Duty" in page
