"""The check of names, without a database: what it finds however it is written, and what it leaves alone."""

import datetime

import pytest

from sharedduty.foundations.people.naming import Term, hits, of_address, of_date, of_name

CHILD = of_name("Zoë-May", "O’Hara Smith", "child", never=True)
BORN = of_date(datetime.date(2019, 5, 4), "birthday", never=True)


def found(text: str, terms: list[Term]) -> list[str]:
    return [one.excerpt for one in hits([("Part", text)], terms)]


@pytest.mark.rows("WT-LCSPR-11")
@pytest.mark.parametrize("text", [
    "Zoë-May was seen.", "ZOE MAY was seen.", "Then Zoe\u00admay cried.", "Zoe‑May's mother", "zoë", "Mrs O'HARA", "the Smiths",
    "O`Hara  Smith", "Zoe\nMay", "zo\u200be", "Smith’s", "(Smith)",
])  # fmt: skip
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert found(text, CHILD), text


@pytest.mark.parametrize("text", ["A blacksmith came.", "The zoology class.", "Harare", "He was smithing."])
def test_a_word_that_only_holds_a_name_is_left_alone(text: str) -> None:
    assert found(text, CHILD) == []


@pytest.mark.rows("WT-LCSPR-11")
@pytest.mark.parametrize("text", [
    "4 May 2019", "4th May 2019", "the 4th of May", "04/05/2019", "4/5/19", "4.5.2019", "2019-05-04", "May 4th, 2019",
    "in May 2019", "on 4 may", "4-5-2019", "4/05/2019", "04.5.2019",
])  # fmt: skip
def test_a_birthday_is_found_however_it_is_written(text: str) -> None:
    assert found(f"Born {text} here", BORN), text


@pytest.mark.parametrize(
    "text",
    [
        "14 May 2020",
        "in June 2019",
        "5 April 2019",
        "4 years",
        "they may come",
        "24/05/2018",
        "4519 calls",
        "0405 hours",
    ],
)
def test_another_day_is_left_alone(text: str) -> None:
    assert found(f"It was {text} here", BORN) == []


@pytest.mark.rows("WT-LCSPR-11")
def test_addresses_postcodes_and_long_numbers_are_found() -> None:
    home = of_address("12 Elm Road, Anytown", "GL1 2AB", "address")
    assert found("at 12 Elm Road", home) and found("in Elm Road", home) and found("gl12ab", home)
    for text in ("SW1A 1AA", "NHS 943 476 5919", "01452 123456", "call 07700900123"):
        assert found(text, []), text
    assert found("In 2019, 2020 and 2021 there were 17 calls; 1,200 hours.", []) == []


@pytest.mark.rows("WT-LCSPR-11")
def test_a_childs_name_with_a_capital_is_never_let_stand_and_an_ordinary_word_may_be() -> None:
    will = of_name("Will", "", "child", never=True)
    assert [one.never for one in hits([("Part", "Will was seen.")], will)] == [True]
    assert [one.never for one in hits([("Part", "He will be seen.")], will)] == [False]
    assert [one.never for one in hits([("Part", "born 04/05/2019")], BORN)] == [True]
    assert [one.never for one in hits([("Part", "in May 2019")], BORN)] == [False]


def test_a_place_let_stand_is_known_by_the_words_around_it() -> None:
    first = hits([("Part", "He will be seen by a nurse.")], of_name("Will", "", "child", never=True))
    same = hits(
        [("Part", "Before it a long sentence is put that changes nothing near. He will be seen by a nurse.")], []
    )
    moved = hits([("Other", "He will be seen by a nurse.")], of_name("Will", "", "child", never=True))
    assert len(first) == 1 and not same and first[0].digest != moved[0].digest


@pytest.mark.parametrize("name", ["Not known", "unknown", "Unborn child", " ", "A"])
def test_a_placeholder_is_not_looked_for(name: str) -> None:
    assert found("It is not known. An unborn child. A cat. Unknown.", of_name(name, "", "child", never=True)) == []


def test_the_place_shown_is_as_it_was_written() -> None:
    text = f"{'x ' * 60}ZOË‑MAY{' y' * 60}"
    (one,) = {hit.excerpt for hit in hits([("Part", text)], [Term("zoe-may", "child", True)])}
    assert "ZOË‑MAY" in one and len(one) < 100 and one[0] == one[-1] == "…"
    assert {hit.words for hit in hits([("Part", text)], [Term("zoe-may", "child", True)])} == {"ZOË‑MAY"}


@pytest.mark.rows("WT-LCSPR-11")
def test_a_number_of_the_family_is_found_with_blanks_and_without_and_never_let_stand() -> None:
    number = [Term("9434765919", "number", True)]
    for text in ("9434765919", "943 476 5919", "943-476-5919"):
        assert any(one.never for one in hits([("Part", f"His number is {text}.")], number)), text
    assert hits([("Part", "In September 94 calls")], number) == []


@pytest.mark.parametrize("text", ["3 Sept 2018", "3 Sep 2018", "3rd September 2018", "Sept 3"])
def test_september_is_found_however_it_is_cut(text: str) -> None:
    assert found(f"On {text}, it", of_date(datetime.date(2018, 9, 3), "birthday", never=True)), text
