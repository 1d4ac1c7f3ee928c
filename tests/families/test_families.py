"""What a family sees of a review: what was shared with them by name and nothing else; nothing once it is taken back or ended."""

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, Viewer, exclude, link_viewer, seen_by
from sharedduty.foundations.design.dates import moment_words
from sharedduty.foundations.families import actions, queries
from sharedduty.foundations.families.declared import FamilyReview, review_of
from sharedduty.foundations.families.models import FamilyMember, FamilyShare
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.child_death.actions import gathering
from sharedduty.modules.child_death.models import ChildDeath
from sharedduty.modules.child_death.tests.scenes import opened as death_of
from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership
from sharedduty.modules.practice_review.tests.scenes import without as practice_review
from tests.counting import counted
from tests.homicide_review.scenes import taken_in as homicide_review
from tests.house.reading import grade
from tests.house.test_reading_age import GIVEN, NINE, words_of

pytestmark = [pytest.mark.django_db]
MARY = {"name": "Mary Invented", "relation": "His mother", "email": "mary@example.org"}
WORDS = {
    "kind": "review",
    "title": "What we do",
    "text": "We look at what happened.\nYou can tell us what it was like.",
}
PAUL = {"name": "Paul Invented", "relation": "His father", "email": "paul@example.org"}
MINE, HOUR = "/family/mine/", datetime.timedelta(hours=1)


@pytest.fixture
def house(db: None) -> Partnership:
    """An invented partnership."""
    return make_partnership()


def _practice(house: Partnership) -> tuple[Viewer, str]:
    return house.post_holder("business_manager"), practice_review(house).held.reference


def _death(house: Partnership) -> tuple[Viewer, str]:
    return house.post_holder("business_manager"), death_of(house).held.reference


def _homicide(house: Partnership) -> tuple[Viewer, str]:
    return house.post_holder("community_safety_lead"), homicide_review(house).held.reference


ROOMS: dict[str, Callable[[Partnership], tuple[Viewer, str]]] = {
    "practice review": _practice, "child death review": _death, "homicide review": _homicide,
}  # fmt: skip


def found(by: Viewer, record: str) -> FamilyReview:
    """The review, as whoever runs it shares it."""
    held = review_of(by, record)
    assert held is not None
    return held


def shared(by: Viewer, record: str, who: dict[str, str] = MARY, **more: Any) -> tuple[FamilyMember, FamilyShare]:
    """Somebody named, and words shared with them."""
    with seen_by(by):
        review = found(by, record)
        member = actions.name_member(by=by, review=review, given=who)
        return member, actions.share(by=by, review=review, member=member, given={**WORDS, **more})


def refused(act: Any, **given: Any) -> list[str]:
    """What an act says is missing."""
    with pytest.raises(CannotMove) as told:
        act(**given)
    return [one.text for one in told.value.missing]


@pytest.fixture(autouse=True)
def _no_counts_from_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def ask(django_capture_on_commit_callbacks: Any) -> Callable[..., str]:
    """Ask for a link for an address; gives the path in the mail that was sent, empty where none was."""

    def asked(email: str = "mary@example.org") -> str:
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            answer = Client().post("/family/", {"email": email})
        assert answer["Location"] == "/family/sent/"
        if len(mail.outbox) == before:
            return ""
        (path,) = re.findall(r"/family/link/\S+", str(mail.outbox[-1].body))
        return path

    return asked


@pytest.fixture
def come(ask: Callable[..., str]) -> Callable[..., Client]:
    """A browser that asked for a link, opened its mail and pressed the button."""

    def came(email: str = "mary@example.org") -> Client:
        browser, path = Client(), ask(email)
        assert browser.get(path).status_code == 200
        assert browser.post(path)["Location"] == MINE
        return browser

    return came


@pytest.mark.rows("WT-LCSPR-05", "GL-CD-13", "GL-DH-44")
@pytest.mark.parametrize("room", ROOMS)
def test_a_family_reads_what_was_shared_by_name_and_nothing_else(
    house: Partnership, room: str, come: Callable[..., Client]
) -> None:
    by, record = ROOMS[room](house)
    _, one = shared(by, record)
    _, other = shared(by, record, PAUL, title="For Paul alone")
    browser = come()
    page = browser.get(MINE).content.decode()
    text = browser.get(f"/family/read/{one.reference}/").content.decode()
    assert "What we do" in page and "You can tell us what it was like." in text
    for shown in (page, text):
        assert record not in shown and by.name not in shown and "Paul" not in shown and "Mary" not in shown
    assert browser.get(f"/family/read/{other.reference}/").status_code == 404
    for path in (f"/shared-with-families/of/{record}/", f"/shared-with-families/{one.member.reference}/"):
        assert browser.get(path)["Location"].startswith("/sign-in/")
    with seen_by(link_viewer(one.member.principal_id)):
        assert list(FamilyShare.objects.all()) == [one]  # the database itself, without any filter
        assert not FamilyMember.objects.exists() and CaseFile.objects.count() == 1


@pytest.mark.rows("WT-LCSPR-05", "GL-DH-44")
@pytest.mark.parametrize("ending", ["taken back", "ended"])
def test_nothing_is_seen_once_it_is_taken_back_or_ended(
    house: Partnership, ending: str, come: Callable[..., Client], ask: Callable[..., str]
) -> None:
    by, record = _practice(house)
    now = timezone.now()  # the database's own clock stands still in a test: what happened lies before it
    with time_machine.travel(now - 2 * HOUR, tick=True):
        member, one = shared(by, record)
    browser = come()
    assert browser.get(f"/family/read/{one.reference}/").status_code == 200
    with seen_by(by), time_machine.travel(now - HOUR, tick=True):
        act, about = (
            (actions.take_back, {"share": one}) if ending == "taken back" else (actions.end, {"member": member})
        )
        assert "Say why" in refused(act, by=by, **about, given={"reason": " "})[0]
        act(by=by, **about, given={"reason": "It was for somebody else."})
        assert refused(act, by=by, **about, given={"reason": "Again."})
    assert "nothing to read here now" in browser.get(MINE).content.decode()
    assert browser.get(f"/family/read/{one.reference}/").status_code == 404
    with seen_by(link_viewer(member.principal_id)):
        assert not FamilyShare.objects.exists() and not CaseFile.objects.exists()
    with seen_by(by):
        one.refresh_from_db()
        assert one.withdrawn_because == "It was for somebody else."
        if ending == "ended":
            more = {"by": by, "review": found(by, record), "member": member, "given": WORDS}
            assert refused(actions.share, **more) == [
                "Sharing with this person has ended. Name them again to begin anew."
            ]
    assert ask() and "nothing to read" in come().get(MINE).content.decode()  # a new link opens no more than the old one


def test_the_reply_is_the_same_for_any_address_and_only_a_family_gets_a_link(
    house: Partnership, ask: Callable[..., str]
) -> None:
    by, record = _practice(house)
    shared(by, record)
    assert ask("nobody@example.org") == ""
    path = ask("MARY@example.org ")
    assert path and record not in str(mail.outbox[-1].body) and "review" not in str(mail.outbox[-1].body)
    thief, browser = Client(), Client()
    browser.get(path)
    assert thief.post(path).status_code == 410  # it was opened elsewhere
    assert browser.post(path)["Location"] == MINE
    browser.get(path)
    assert browser.post(path).status_code == 410  # once
    for _ in range(4):
        ask()
    assert ask() == ""  # five an hour


def test_the_mail_that_something_is_shared_says_nothing_of_what(
    house: Partnership, django_capture_on_commit_callbacks: Any
) -> None:
    by, record = _death(house)
    before = len(mail.outbox)
    with django_capture_on_commit_callbacks(execute=True):
        shared(by, record, title="About Robin")
    [sent] = mail.outbox[before:]
    assert sent.to == ["mary@example.org"]
    for secret in (record, "Robin", "death", "review", "Mary"):
        assert secret not in f"{sent.subject} {sent.body}"


def test_a_name_of_somebody_else_of_the_record_is_shown_before_it_is_shared(house: Partnership) -> None:
    by, record = _death(house)
    with seen_by(by):
        held = ChildDeath.objects.get(reference=record)
        entry = {
            "kind": "response",
            "whom": "",
            "words": "Done.",
            "happened_at": timezone.now(),
            "by_whom": "Nell Urseling",
        }
        gathering.record_work(by=by, held=held, given=entry)
        member = actions.name_member(by=by, review=found(by, record), given=MARY)
    page = house.client(by)
    at = f"/shared-with-families/{member.reference}/share/"
    typed = {**WORDS, "text": "Nell Urseling found it."}
    refusal = page.post(at, typed)
    assert refusal.status_code == 422 and "It names: Nell" in refusal.content.decode()
    assert "Nell Urseling found it." in refusal.content.decode()
    assert not member.shares.exists()
    assert page.post(at, {**typed, "let_stand": "on"}).status_code == 302
    with seen_by(by):
        assert FamilyShare.objects.get().let_stand


@pytest.mark.parametrize("room", ROOMS)
def test_first_words_come_from_the_record_and_the_steps_have_pages(house: Partnership, room: str) -> None:
    by, record = ROOMS[room](house)
    with seen_by(by):
        drafts = found(by, record).drafts
        assert drafts["review"] and drafts["contact"] and record not in " ".join(drafts.values())
    page = house.client(by)
    start = f"/shared-with-families/of/{record}/"
    assert start in page.get(found_page(by, record)).content.decode()
    assert "Nobody is named yet." in page.get(start).content.decode()
    assert page.post(f"{start}new/", {"name": "Mary", "relation": "", "email": "nowhere"}).status_code == 422
    at = page.post(f"{start}new/", MARY)["Location"]
    assert "already" in page.post(f"{start}new/", {**MARY, "name": "Twin"}).content.decode()
    assert drafts["review"].splitlines()[0] in page.get(f"{at}share/?kind=review").content.decode().replace(
        "&#39;", "'"
    )
    assert page.post(f"{at}share/", {"kind": "review", "title": "", "text": ""}).status_code == 422
    assert page.post(f"{at}share/", WORDS)["Location"] == at
    shown = page.get(at).content.decode()
    assert "What we do" in shown and "Take it back" in shown
    (back,) = re.findall(r'href="([^"]+take-back/)"', shown)
    assert page.post(back, {"reason": ""}).status_code == 422
    assert page.post(back, {"reason": "Wrong."})["Location"] == at
    assert page.post(back, {"reason": "Wrong."}).status_code == 404
    assert page.post(f"{at}end/", {"reason": "Over."})["Location"] == at
    assert "Over." in page.get(at).content.decode()


def found_page(by: Viewer, record: str) -> str:
    """The review's own page."""
    with seen_by(by):
        return found(by, record).href


@pytest.mark.parametrize("room", ROOMS)
def test_who_does_not_run_the_review_or_is_shut_out_of_it_shares_nothing(house: Partnership, room: str) -> None:
    by, record = ROOMS[room](house)
    member, one = shared(by, record)
    second = house.post_holder(by.role, 2)
    with seen_by(by):
        file = CaseFile.objects.get(reference=record)
        exclude(by=by, file=file, reason="subject", account_id=second.account_id)
    with seen_by(second):
        assert not FamilyShare.objects.exists() and review_of(second, record) is None
        assert queries.member_by_reference(second, member.reference) is None
    other = "business_manager" if room == "homicide review" else "community_safety_lead"
    for role in (other, "partner", "head_of_service", "social_worker"):
        who = house.post_holder(role)
        with seen_by(who):
            assert review_of(who, record) is None and not FamilyShare.objects.filter(pk=one.pk).exists(), role
        assert house.client(who).get(f"/shared-with-families/{member.reference}/").status_code == 404, role


def test_one_address_of_two_reviews_reads_what_each_shared(house: Partnership, come: Callable[..., Client]) -> None:
    by, record = _practice(house)
    member, _ = shared(by, record)
    _, death = _death(house)
    second, _ = shared(by, death, title="The other")
    assert member.principal_id == second.principal_id
    with seen_by(by):
        actions.end(by=by, member=member, given={"reason": "Over."})
    page = come().get(MINE).content.decode()
    assert "The other" in page and "What we do" not in page


@pytest.mark.rows("WT-LCSPR-05", "GL-CD-13", "GL-DH-44")
@pytest.mark.parametrize("room", ROOMS)
def test_whoever_shares_sees_whether_and_when_it_was_opened(
    house: Partnership, room: str, come: Callable[..., Client]
) -> None:
    by, record = ROOMS[room](house)
    member, one = shared(by, record)
    page, all_of, hers = (
        house.client(by),
        f"/shared-with-families/of/{record}/",
        f"/shared-with-families/{member.reference}/",
    )
    assert "Not opened yet." in page.get(hers).content.decode() and "0 of 1" in page.get(all_of).content.decode()
    browser = come()
    browser.get(MINE)
    assert "Not opened yet." in page.get(hers).content.decode()  # a title in a list is not the words
    browser.get(f"/family/read/{one.reference}/")
    with seen_by(by):
        found_it = queries.opened(by, [one])[one.reference]
    assert found_it.times == 1 and abs(found_it.first_at - timezone.now()) < HOUR
    shown = page.get(hers).content.decode()
    assert moment_words(found_it.first_at) in shown and "times in all" not in shown
    assert "All of it" in page.get(all_of).content.decode()
    browser.get(f"/family/read/{one.reference}/")
    page.get(hers)  # staff who look do not count as the family
    shown = page.get(hers).content.decode()
    assert "2 times in all" in shown and "Not opened" not in shown


def test_when_it_was_opened_is_told_to_nobody_else(house: Partnership, come: Callable[..., Client]) -> None:
    by, record = _practice(house)
    _, one = shared(by, record)
    come().get(f"/family/read/{one.reference}/")
    second = house.post_holder(by.role, 2)
    with seen_by(second):
        assert set(queries.opened(second, [one])) == {one.reference}
    with seen_by(by):
        exclude(by=by, file=CaseFile.objects.get(reference=record), reason="subject", account_id=second.account_id)
    others = [second, *(house.post_holder(role) for role in ("community_safety_lead", "partner", "privacy_officer"))]
    for who in others:
        with seen_by(who):
            assert queries.opened(who, [one]) == {}, who.role
    link = link_viewer(one.member.principal_id)
    with seen_by(link), connection.cursor() as asked:
        assert queries.opened(link, [one]) == {}
        asked.execute("SELECT * FROM families_opened(%s)", [[one.case_file_id]])  # nor by asking the database itself
        assert asked.fetchall() == []


def test_the_pages_of_whoever_shares_cost_the_same_for_many(house: Partnership, come: Callable[..., Client]) -> None:
    by, record = _practice(house)
    member, one = shared(by, record)
    come().get(f"/family/read/{one.reference}/")
    page, paths = (
        house.client(by),
        (f"/shared-with-families/of/{record}/", f"/shared-with-families/{member.reference}/"),
    )
    few = {path: counted(lambda path=path: page.get(path)) for path in paths}
    with seen_by(by):
        for number in range(6):
            actions.share(by=by, review=found(by, record), member=member, given={**WORDS, "title": f"More {number}"})
            shared(by, record, {**PAUL, "email": f"p{number}@example.org"})
    for path in paths:
        assert 5 < counted(lambda path=path: page.get(path)) <= few[path] < 60, path


def test_what_is_not_there_any_more_and_what_never_was_get_one_plain_answer(
    house: Partnership, come: Callable[..., Client]
) -> None:
    by, record = _practice(house)
    _, one = shared(by, record)
    _, other = shared(by, record, PAUL)
    with seen_by(by):
        actions.take_back(by=by, share=one, given={"reason": "Wrong."})
    browser = come()
    answers = [browser.get(f"/family/read/{ref}/") for ref in (one.reference, other.reference, "FS-2222-2222", "x")]
    assert {answer.status_code for answer in answers} == {404}
    said = {words_of(answer.content.decode()) for answer in answers}
    assert len(said) == 1 and "There is nothing to read here now" in said.pop()


def test_whoever_lost_the_link_finds_the_way_from_the_first_page_and_from_one_that_ran_out(db: None) -> None:
    assert 'href="/family/"' in Client().get("/").content.decode()
    ran_out = Client().get(MINE)
    assert 'href="/family/"' in Client().get(ran_out["Location"]).content.decode()


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_family_meets_on_its_way_is_read_by_a_nine_year_old(
    house: Partnership, room: str, ask: Callable[..., str]
) -> None:
    """Our own words and the first words made of the record; what staff write themselves is as they write it."""
    by, record = ROOMS[room](house)
    with seen_by(by):
        drafts = dict(found(by, record).drafts)
    _, one = shared(by, record, text=drafts["review"], kind="report")
    browser, path = Client(), ask()
    pages = {"open": browser.get(path), "used up": Client().get(f"{path}x")}
    browser.post(path)
    pages |= {"mine": browser.get(MINE), "read": browser.get(f"/family/read/{one.reference}/")}
    pages |= {"nothing": browser.get("/family/read/FS-2222-2222/")}
    grades = {name: round(grade(words_of(page.content.decode()), GIVEN), 1) for name, page in pages.items()}
    assert max(grades.values()) <= NINE, grades
