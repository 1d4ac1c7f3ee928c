"""The rules of answering a request for one's own information: identity, the list, the harm test, and what may go out."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from sharedduty.foundations.people.api import Term, look_through, of_date, of_name
from sharedduty.foundations.process.api import Given, Missing, passed, required, text

LETTER = "your letter"  # what goes along with the documents, as a message names it
OTHERS, THEIR_DAY, SHORTEST = "A name of somebody else", "A birthday of somebody else", 3


def details_whole(record: Any, given: Given) -> list[Missing]:
    """Who asks was checked, and how; from the day the last detail came, the month runs (UK GDPR art 12)."""
    missing = required(given, note="Say how you know who they are.", details_at="Enter when the last detail came.")
    when = given.get("details_at")
    if when and when < record.sending.sent_at.replace(second=0, microsecond=0):
        missing.append(Missing("This lies before the request was made.", "#id_details_at"))
    return missing + passed(given, "details_at")


def extension_whole(record: Any, given: Given) -> list[Missing]:
    """Two months more only for a complex request, with why, told within the first month, and once (UK GDPR art 12)."""
    missing = required(given, reason="Say why the request is complex.", text="Write to them: why it takes longer.")
    if given.get("extended"):
        missing.append(Missing("It was extended before. It can be extended once.", "#id_reason"))
    if given.get("too_late"):
        missing.append(Missing("The first month is over. They had to be told before that.", "#id_reason"))
    return missing


def item_whole(record: Any, given: Given) -> list[Missing]:
    """A document on the list says what it is."""
    return required(given, document="Say what the document is.")


def judged_whole(record: Any, given: Given) -> list[Missing]:
    """Each document is disclosed, redacted or withheld by a named professional's judgement of harm, with ground and reason."""
    missing = [] if given.get("item") else [Missing("Choose the document.", "#id_which")]
    missing += required(
        given, decision="Say what becomes of it.", harm="Say what the professional judged.",
        harm_why="Write why they judged so.", harm_by="Name the professional: name and post.",
    )  # fmt: skip
    decision = given.get("decision")
    if decision in ("redact", "withhold"):
        missing += required(given, ground="Choose the ground.", reason="Give the reason.")
    if decision in ("disclose", "redact") and not text(given, "text"):
        missing.append(Missing("Write or paste the text as it may go out.", "#id_text"))
    if decision in ("disclose", "redact") and given.get("harm") == "serious":
        missing.append(Missing("What would do serious harm is withheld.", "#id_decision"))
    return missing


def nothing_whole(record: Any, given: Given) -> list[Missing]:
    """That nothing is held is said with where it was looked for."""
    return required(given, note="Write where you looked.")


def release_whole(record: Any, given: Given) -> list[Missing]:
    """What goes out names no other person, and says how it goes; a second person is there to check it."""
    missing = required(given, text="Write to them: what they get, what is held back and why, and how to complain.")
    if not given.get("checker"):
        missing.append(Missing("Nobody else here can check it. Telephone the head of service."))
    return missing + still_there(given, reverse("speaking_up:item-judge", args=[record.reference]))


def still_there(given: Given, mend: str = "") -> list[Missing]:
    """Each place where somebody else is still named in what would go out; `mend` is where a document is judged again.

    Part of a name is not told beside the whole of it: it is found again by itself if it still stands.
    """
    named = list(given.get("named", ()))
    told = [
        (document, name) for document, name in named
        if not any(document == other and name != longer and name.casefold() in longer.casefold() for other, longer in named)
    ]  # fmt: skip
    return [
        Missing(f"“{name}” is still named in {document}. Redact it.", "" if document == LETTER else mend)
        for document, name in told
    ]


def second_person(record: Any, given: Given) -> list[Missing]:
    """Whoever gives it out is not who prepared it, and has read all of it; nobody else is named in it (quality goal C7)."""
    missing = [] if given.get("prepared") else [Missing("Nothing is prepared. Send it back and prepare it.")]
    if given.get("same_person"):
        missing.append(Missing("You prepared this. Somebody else must read it and give it out."))
    if not given.get("read"):
        missing.append(Missing("Say that you have read all of it.", "#id_read"))
    return missing + still_there(given)


def sent_back_whole(record: Any, given: Given) -> list[Missing]:
    """What does not go out goes back with why; it stays on record."""
    return required(given, reason="Say why it does not go out as it is.")


def still_named(texts: Iterable[tuple[str, str]], protected: Iterable[str]) -> list[tuple[str, str]]:
    """Each place where something protected still stands: document and words. Accents and capitals are no matter.

    Takes: names, addresses and birthdays of other people, each in a line of its own. Every part of a name of three letters or
    more counts by itself, so that a family name alone is found too; a day is found however it is written.
    """
    terms = [term for line in protected for term in _terms_of(line.strip())]
    left = look_through(list(texts), terms).left
    return list(dict.fromkeys((one.place, one.words) for one in left if one.what in (OTHERS, THEIR_DAY)))


def _terms_of(line: str) -> list[Term]:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d.%m.%Y"):
        try:
            day = datetime.datetime.strptime(line, form).date()  # noqa: DTZ007 - a birthday has no time
        except ValueError:
            continue
        return [one for one in of_date(day, THEIR_DAY, never=True) if one.what == THEIR_DAY]
    names = of_name(line, "", OTHERS, never=True)
    return [one for one in names if len(one.text.strip(".,;:()'’")) >= SHORTEST]
