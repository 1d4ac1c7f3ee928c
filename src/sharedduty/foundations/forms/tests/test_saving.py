"""Saving drafts: every version is kept, two at once are put together, and nobody's words are overwritten."""

import threading

import pytest
from django.db import connection

from sharedduty.foundations.access.api import Viewer, open_file, seen_by
from sharedduty.foundations.forms import api as forms
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from tests.houses import House

PACK = "gloucestershire-2023"
pytestmark = pytest.mark.django_db


def begun(house: House, by: Viewer, **answers: object) -> FormRecord:
    file = open_file(by=by, kind="trial", area_id=house.area.pk, letter="C")
    return forms.start_form(by=by, file=file, form="concern", pack=PACK, answers=answers)


@pytest.fixture
def author(house: House) -> Viewer:
    return house.post_holder("Ann", "teacher", house.school)


def again(record: FormRecord) -> FormRecord:
    return FormRecord.objects.get(pk=record.pk)


def test_each_saving_is_a_version_that_stays(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author)
        for words in ("one", "two", "three"):
            forms.save_answers(by=author, record=record, changes={"what_happened": words}, version=record.version)
        kept = [one.answers.get("what_happened") for one in forms.versions(author, record)]
        assert kept == [None, "one", "two", "three"]
        assert again(record).version == 4


def test_a_saving_that_changes_nothing_makes_no_version(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author, what_happened="x")
        saved = forms.save_answers(by=author, record=record, changes={"what_happened": "x", "patterns": ""}, version=1)
        assert saved.version == 1 and FormVersion.objects.count() == 1


def test_two_who_change_different_answers_keep_both(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author, what_happened="a", patterns="b")
        other = again(record)
        forms.save_answers(by=author, record=record, changes={"what_happened": "A", "patterns": "b"}, version=1)
        saved = forms.save_answers(by=author, record=other, changes={"what_happened": "a", "patterns": "B"}, version=1)
        assert saved.conflicts == ()
        assert (again(record).answers["what_happened"], again(record).answers["patterns"]) == ("A", "B")


def test_two_who_change_the_same_answer_see_both_and_choose(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author, what_happened="first")
        other = again(record)
        forms.save_answers(by=author, record=record, changes={"what_happened": "hers"}, version=1)
        saved = forms.save_answers(by=author, record=other, changes={"what_happened": "his"}, version=1)
        assert saved.conflicts == ("what_happened",)
        held = again(record)
        assert held.answers["what_happened"] == "hers"  # nothing is overwritten
        (pair,) = forms.two_versions(held)
        assert (pair.kept, pair.set_aside) == ("hers", "his")
        with pytest.raises(forms.FormNotReady) as raised:
            forms.submit(by=author, record=held)
        assert raised.value.undecided == 1
        forms.choose(by=author, record=held, choices={"what_happened": "set_aside"})
        assert again(record).answers["what_happened"] == "his"
        assert not forms.two_versions(again(record))
        assert "hers" in [one.answers["what_happened"] for one in forms.versions(author, held)]


def test_what_a_page_saved_itself_is_no_conflict_with_it(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author, what_happened="first", patterns="none")
        at = forms.save_answers(by=author, record=record, changes={"what_happened": "as far as"}, version=1).version
        forms.save_answers(by=author, record=record, changes={"patterns": "another's"}, version=1)
        saved = forms.save_answers(
            by=author, record=record, changes={"what_happened": "as far as it goes", "patterns": "none"}, version=1,
            own={"what_happened": at},
        )  # fmt: skip
        assert saved.conflicts == ()
        held = again(record).answers
        assert (held["what_happened"], held["patterns"]) == ("as far as it goes", "another's")


def test_the_same_change_made_twice_is_no_conflict(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author)
        other = again(record)
        forms.save_answers(by=author, record=record, changes={"level": "3"}, version=1)
        assert forms.save_answers(by=author, record=other, changes={"level": "3"}, version=1).conflicts == ()


def test_items_are_added_changed_and_removed_by_their_own_id(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author)
        first = forms.add_item(by=author, record=record, group="children", at_most=2)
        second = forms.add_item(by=author, record=record, group="children", at_most=2)
        assert forms.add_item(by=author, record=record, group="children", at_most=2) is None
        path = f"children/{second}/given_names"
        forms.save_answers(by=author, record=record, changes={path: "Sam"}, version=record.version)
        assert forms.remove_item(by=author, record=record, group="children", item=str(first))
        assert not forms.remove_item(by=author, record=record, group="children", item=str(first))
        assert [one["given_names"] for one in forms.items_of(again(record).answers, "children")] == ["Sam"]


def test_an_answer_for_an_item_that_is_gone_is_not_lost_silently(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author)
        item = str(forms.add_item(by=author, record=record, group="children", at_most=2))
        base = record.version
        forms.save_answers(by=author, record=record, changes={f"children/{item}/given_names": "Sam"}, version=base)
        stale = again(record)
        forms.remove_item(by=author, record=record, group="children", item=item)
        forms.save_answers(
            by=author, record=stale, changes={f"children/{item}/given_names": "Samuel"}, version=base + 1
        )
        assert forms.items_of(again(record).answers, "children") == []
        (pair,) = forms.two_versions(again(record))
        assert (pair.kept, pair.set_aside) == ("", "Samuel")
        forms.choose(by=author, record=again(record), choices={pair.path: "set_aside"})
        assert [one["given_names"] for one in forms.items_of(again(record).answers, "children")] == ["Samuel"]


def test_what_was_sent_stays_as_it_was_sent(house: House, author: Viewer) -> None:
    with seen_by(author):
        file = open_file(by=author, kind="trial", area_id=house.area.pk, letter="C")
        record = forms.keep_submitted(by=author, file=file, form="telephone", pack=PACK, answers={"what_happened": "x"})
        for change in (
            lambda: forms.save_answers(by=author, record=record, changes={"what_happened": "y"}, version=2),
            lambda: forms.submit(by=author, record=record),
            lambda: forms.choose(by=author, record=record, choices={}),
            lambda: forms.add_item(by=author, record=record, group="children", at_most=3),
        ):
            with pytest.raises(forms.AlreadySubmitted):
                change()
        assert again(record).answers == {"what_happened": "x"}


def test_a_form_sent_elsewhere_meanwhile_takes_no_more_changes(house: House, author: Viewer) -> None:
    with seen_by(author):
        record = begun(house, author)
        stale = again(record)
        FormRecord.objects.filter(pk=record.pk).update(submitted_at=record.saved_at, version=2)
        with pytest.raises(forms.AlreadySubmitted):
            forms.save_answers(by=author, record=stale, changes={"what_happened": "late"}, version=1)


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_many_savings_at_once_lose_nothing(house: House) -> None:
    author = house.post_holder("Ann", "teacher", house.school)
    with seen_by(author):
        record = begun(house, author)
    keys = [
        "what_happened",
        "patterns",
        "development",
        "parenting",
        "wider",
        "strengths",
        "child_words",
        "child_wishes",
    ]
    barrier, failures = threading.Barrier(len(keys)), []

    def save(key: str) -> None:
        try:
            with seen_by(author):
                mine = again(record)
                barrier.wait(10)
                forms.save_answers(by=author, record=mine, changes={key: f"{key} as typed"}, version=mine.version)
        except Exception as failed:
            failures.append(failed)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[key]) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures, failures
    with seen_by(author):
        held = again(record)
        assert {key: held.answers.get(key) for key in keys} == {key: f"{key} as typed" for key in keys}
        assert sorted(one.number for one in forms.versions(author, record)) == list(range(1, len(keys) + 2))
