"""Names of somebody else in what is to be shared, and what must be said."""

import pytest

from sharedduty.foundations.families import rules


def missing(**given: object) -> list[str]:
    """What is missing of something shared whose record names N. Urse and Casey Exemplar."""
    whole = {"kind": "review", "title": "What we do", "text": "We look at what happened.", **given}
    return [one.text for one in rules.share_whole(whole, ["N. Urse", "Casey Exemplar"])]


def test_whole_words_without_a_name_are_shared() -> None:
    assert missing() == []


@pytest.mark.parametrize("field", ["kind", "title", "text"])
def test_each_part_is_asked(field: str) -> None:
    assert len(missing(**{field: " "})) == 1


def test_a_name_of_somebody_else_is_shown_and_may_stand_only_when_somebody_says_so() -> None:
    found = missing(text="Dr Exemplar\u2019s view was that Casey knew.")
    assert (
        found == ["It names: Casey, Exemplar. Take the name out, or tick that it may stand."] or "Exemplar" in found[0]
    )
    assert missing(text="Casey Exemplar knew.", let_stand=True) == []
    assert missing(title="What EXEMPLAR said")


def test_somebody_has_a_name_a_tie_and_an_address_of_their_own() -> None:
    whole = {"name": "Mary", "relation": "His mother", "email": "mary@example.org"}
    assert rules.member_whole(whole, taken=False) == []
    assert "already" in rules.member_whole(whole, taken=True)[0].text
    assert len(rules.member_whole({}, taken=False)) == 3
