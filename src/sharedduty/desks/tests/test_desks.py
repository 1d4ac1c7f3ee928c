"""My work and Today as the people at the front door see them: what is mine first, and counts that say what they count."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.desks import queries
from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Clock, Handover
from sharedduty.modules.front_door.actions import holding
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, make_partnership, prepare

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(db: None) -> Partnership:
    return make_partnership()


def page(partnership: Partnership, role: str, address: str = "/my-work/", number: int = 1) -> str:
    answer = partnership.client(partnership.post_holder(role, number)).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def parts(text: str) -> tuple[str, str]:
    """What stands under “Yours”, and what under “Your team's”."""
    mine, heading, team = text.partition("Your team's:")
    return mine, heading + team


def test_what_i_have_in_hand_is_mine_and_what_a_colleague_holds_is_the_teams(partnership: Partnership) -> None:
    mine, theirs, nobodys = (partnership.contact(name) for name in ("Robin", "Kit", "Alex"))
    worker, colleague = (partnership.post_holder("front_door_worker", number) for number in (1, 2))
    for viewer, reference in ((worker, mine), (colleague, theirs)):
        with seen_by(viewer):
            holding.claim(by=viewer, contact=Contact.objects.get(reference=reference))
    yours, team = parts(page(partnership, "front_door_worker"))
    assert mine in yours
    assert mine not in team
    for reference in (theirs, nobodys):
        assert reference in team
        assert reference not in yours
    assert "Front Door Worker 2" in team
    assert "Nobody yet" in team
    assert "Yours: 2" in yours, "to acknowledge, and to decide"


def test_work_names_the_children_it_is_about(partnership: Partnership) -> None:
    both = partnership.contact("Robin", "Sam")
    with seen_by(partnership.post_holder("front_door_manager")):
        Clock.objects.filter(record=both).update(due_at=timezone.now() - datetime.timedelta(hours=3))
    for address in ("/my-work/", "/today/"):
        shown = page(partnership, "front_door_manager", address)
        assert '<th scope="col">About</th>' in shown
        assert '<td class="sd-table__cell">Robin Testwick, Sam Testwick</td>' in shown
    assert "Testwick" not in page(partnership, "health_mash"), "who is asked nothing reads no name"


def test_what_i_owe_goes_by_time_left_with_what_has_no_limit_last(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    late, fresh, told = (partnership.contact(name) for name in ("Robin", "Kit", "Alex"))
    with seen_by(worker):
        for reference in (fresh, late, told):
            prepare(worker, Contact.objects.get(reference=reference))
        decide_all(worker, Contact.objects.get(reference=told))
        Clock.objects.filter(record=late).update(due_at=timezone.now() - datetime.timedelta(hours=3))
    yours, _ = parts(page(partnership, "front_door_worker"))
    assert yours.index(late) < yours.index(fresh) < yours.index(told)
    assert "(2 late)" in yours
    assert "Tell the referrer" in yours


def test_the_teams_list_has_pages_and_none_is_left_out(partnership: Partnership) -> None:
    references = {partnership.contact(f"Child{number}") for number in range(14)}
    client = partnership.client(partnership.post_holder("front_door_worker"))
    shown = "".join(client.get(f"/my-work/?page={number}").content.decode() for number in (1, 2))
    assert "Your team's: 28" in shown
    assert all(reference in shown for reference in references)


def test_what_i_began_is_listed_for_me_alone(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    client = partnership.client(partnership.post_holder("front_door_worker"))
    address = f"/front-door/contacts/{reference}/note/"
    client.post(address, {"autosave_field": "text", "autosave_version": "1", "text": "Half a sentence"})
    own = page(partnership, "front_door_worker")
    assert "Begun and not sent: 1" in own
    assert f"Add a note, {reference}" in own
    assert address in own
    assert "Half a sentence" not in own
    assert "Begun and not sent" not in page(partnership, "front_door_worker", number=2)
    partnership.client(partnership.post_holder("teacher")).post("/raise/new/")
    assert "Raise a concern</a>, saved" in page(partnership, "teacher")


def test_today_says_how_many_are_late_how_many_by_law_and_how_many_nobody_holds(partnership: Partnership) -> None:
    held, unheld = partnership.contact("Robin"), partnership.contact("Kit")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        holding.claim(by=worker, contact=Contact.objects.get(reference=held))
        Clock.objects.update(due_at=timezone.now() - datetime.timedelta(hours=1))
    text = page(partnership, "front_door_manager", "/today/")
    assert "Late: 4" in text, "two contacts, each to be acknowledged and decided"
    assert "2 of those shown are in nobody's hands" in text
    assert held in text
    assert unheld in text
    assert "Front Door Worker 1" in text
    assert partnership.client(worker).get("/today/").status_code == 404


def test_work_taken_up_stays_on_my_list_until_it_is_finished(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker, social_worker = partnership.post_holder("front_door_worker"), partnership.post_holder("social_worker")
    with seen_by(worker):
        contact = Contact.objects.get(reference=reference)
        prepare(worker, contact)
        decide_all(worker, contact, yes=["in_need"], level=3)
    _, team = parts(page(partnership, "social_worker"))
    assert "Take up:" in team
    with seen_by(social_worker):
        handover = partnership_handover()
    client = partnership.client(social_worker)
    assert client.post(f"/front-door/handovers/{handover}/", {"accept": "1"}).status_code == 302
    yours, team = parts(page(partnership, "social_worker"))
    assert "Finish:" in yours
    assert handover not in team


def partnership_handover() -> str:
    """The one hand-over in sight."""
    return Handover.objects.get().reference


def test_a_list_that_is_cut_still_says_how_many_there_are(
    partnership: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The team's number was once the length of the list, so that no team ever owed more than the list could hold."""
    monkeypatch.setattr(queries, "LIST_LIMIT", 3)
    worker = partnership.post_holder("front_door_worker")
    mine = [partnership.contact(f"Mine{number}") for number in range(3)]
    for number in range(4):
        partnership.contact(f"Theirs{number}")
    with seen_by(worker):
        for reference in mine:
            holding.claim(by=worker, contact=Contact.objects.get(reference=reference))
        Clock.objects.filter(record__in=mine).update(due_at=timezone.now() - datetime.timedelta(hours=1))
    yours, team = parts(page(partnership, "front_door_worker"))
    assert "Yours: 6 (6 late)" in yours and "The 3 due first are listed. The other 3 come up" in yours
    assert "Your team's: 8" in team and "The 3 due first are listed. The other 5 come up" in team


def test_a_search_shows_a_contact_once_with_every_child_that_was_found(partnership: Partnership) -> None:
    found = [
        queries.Found("contact", name, "C-1", "/c/1/", 1) for name in ("Ada Sample", "Bo Sample", "Ada Sample")
    ] + [queries.Found("contact", "Cy Sample", "C-2", "/c/2/", 2)]  # fmt: skip
    assert [(one.title, one.detail) for one in queries._one_each(found)] == [
        ("Ada Sample, Bo Sample", "C-1"), ("Cy Sample", "C-2"),
    ]  # fmt: skip
