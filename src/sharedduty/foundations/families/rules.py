"""What must be said before a family member is shown anything. Each rule's docstring is the rule in plain words."""

from collections.abc import Iterable
from typing import Any

from sharedduty.foundations.people.api import look_through, of_name
from sharedduty.foundations.process.api import Given, Missing, required, text

PERSON = "A name of somebody else of the record"


def member_whole(given: Given, taken: bool) -> list[Missing]:
    """Whoever is shown something has a name, is said to belong, and has an address nobody else of this review uses."""
    missing = required(
        given, name="Write their name.", relation="Say how they belong to the family.",
        email="Write the address their link goes to, like name@example.org.",
    )  # fmt: skip
    if taken and not missing:
        missing.append(
            Missing("Somebody of this review has this address already. Each person has their own.", "#id_email")
        )
    return missing


def share_whole(given: Given, names: Iterable[str]) -> list[Missing]:
    """What is shared has a title and words. Names of others in it are taken out, or looked at and left."""
    missing = required(
        given, kind="Say what it is.", title="Write a title they will know it by.", text="Write the words they read.",
    )  # fmt: skip
    found = names_in(given, names)
    if found and not given.get("let_stand"):
        missing.append(Missing(
            f"It names: {', '.join(found)}. Take the name out, or tick that it may stand.", "#id_let_stand",
        ))  # fmt: skip
    return missing


def names_in(given: Given, names: Iterable[str]) -> list[str]:
    """The words in what is to be shared that name somebody else of the record."""
    terms = [term for name in names for term in of_name(name, "", PERSON, never=False)]
    pieces = [("title", text(given, "title")), ("text", text(given, "text"))]
    return list(dict.fromkeys(one.words for one in look_through(pieces, terms).left if one.what == PERSON))


def reason_given(given: Given, words: str) -> list[Missing]:
    """What was shared is taken back, and sharing ends, with a written reason."""
    return required(given, reason=words)


def still_open(member: Any) -> list[Missing]:
    """Nothing is shared with somebody with whom sharing has ended."""
    return [Missing("Sharing with this person has ended. Name them again to begin anew.")] if member.ended_at else []
