"""“Is this child known?”: asking, scoring the candidates, and saying in words why each may be the child.

The answer is existence and whom to ask, never content (design section 4). What decides is a person; this only ranks.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections

from sharedduty.foundations.access.api import CaseFile, Viewer
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.models import NotSame
from sharedduty.foundations.people.scoring import Asked, Found, Score, score, slips
from sharedduty.foundations.people.search import district
from sharedduty.foundations.people.spelling import given_words, short_forms, surname_words
from sharedduty.foundations.plain.identifiers import BadIdentifier, normalise_nhs_number, normalise_upn

HOURLY_LIMIT = 60
ANSWERS = 20
WORTH_SAYING = 30  # of 100: below this too little agrees to name anybody
MOST_WORDS = 12


class TooManyChecks(Exception):
    """The asker has used up this hour's checks. The message is fit to show."""

    def __init__(self) -> None:
        super().__init__(
            f"You have asked {HOURLY_LIMIT} times in the last hour, which is the limit. Ask your manager, or wait."
        )


@dataclass(frozen=True)
class Question:
    """What is asked: the child as described. `also_known_as` holds other (given, family) names."""

    given_names: str = ""
    family_name: str = ""
    birth_on: datetime.date | None = None
    also_known_as: tuple[tuple[str, str], ...] = ()
    sex: str = ""
    postcode: str = ""
    nhs_number: str = ""
    upn: str = ""


@dataclass(frozen=True)
class WhomToAsk:
    """A team that works, or worked, with the person."""

    team: str
    organisation: str
    works_now: bool


@dataclass(frozen=True)
class Candidate:
    """Somebody on record who may be the child asked about: how likely, why, and whom to ask. Never content."""

    person_id: int
    reference: str
    score: int
    strength: str
    because: tuple[str, ...]
    ask: tuple[WhomToAsk, ...] = field(default=())
    may_open: bool = False

    @property
    def explanation(self) -> str:
        """The reasons as one sentence."""
        text = "; ".join(self.because)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class Answer:
    """One check's answer: its own id (for the emergency opening), and the candidates, the likeliest first."""

    check_id: int
    candidates: tuple[Candidate, ...]

    @property
    def is_known(self) -> bool:
        """Whether anybody on record may be this child."""
        return bool(self.candidates)


def is_known(question: Question, *, by: Viewer, file: CaseFile, record: str, purpose: str) -> Answer:
    """Ask whether a child is known to any agency of the viewer's area (WT-REF, GL-FD; design section 4).

    Takes: the child as described; `file`, the open contact's case file, and `record`, its reference; the purpose, in
    words. Gives: up to 20 candidates. Journalled as a sight, recorded for the monthly review, 60 an hour for a person.
    Raises: PermissionDenied without the permission or an open contact in sight; ValidationError where there is no
    purpose or too little to ask with, or a number fails its check; TooManyChecks.
    """
    if by.kind != "account" or not by.may("child_check"):
        raise PermissionDenied
    asked = _asked(question, purpose)
    check_id = _begin(by, file, record, purpose.strip())
    scored = _candidates(by, check_id, asked)
    answered = [one for one in scored if one[1].points >= WORTH_SAYING][:ANSWERS]
    whom = _whom_to_ask(by, check_id, [found.person_id for found, _ in answered])
    in_sight = set(
        CaseFile.objects.using(by.database)
        .filter(pk__in=[found.file_id for found, _ in answered])
        .values_list("pk", flat=True)
    )
    apart = _told_apart(by, [found.person_id for found, _ in answered])
    record_sight(
        by=by, verb="searched", object_type="child check", object_ref=record,
        files=[file.pk, *(found.file_id for found, _ in answered)], purpose=purpose.strip(),
    )  # fmt: skip
    return Answer(
        check_id,
        tuple(
            Candidate(
                found.person_id, found.reference, result.points, result.strength,
                (*result.because, *apart.get(found.person_id, ())), tuple(whom.get(found.person_id, ())),
                found.file_id in in_sight,
            )
            for found, result in answered
        ),
    )  # fmt: skip


def _told_apart(by: Viewer, people: Sequence[int]) -> dict[int, list[str]]:
    """Which of the people answered somebody said not to be another of them, as far as the asker sees both records."""
    said: dict[int, list[str]] = {}
    rows = NotSame.objects.using(by.database).filter(person__in=people, other__in=people, ended_on=None)
    for row in rows.select_related("person", "other") if len(people) > 1 else ():
        for one, other in ((row.person, row.other), (row.other, row.person)):
            said.setdefault(one.pk, []).append(f"looked at before: not the same person as {other.reference}")
    return said


def note_known(*, by: Viewer, check_id: int, reference: str) -> int | None:
    """Make the file of a person this check answered known to exist to the asker for a day: the way to break-glass.

    Gives the case file's id; None for anybody the check did not answer, a sealed file or one the asker is shut out of.
    """
    with connections[by.database].cursor() as cursor:
        cursor.execute("SELECT people_know(%s, %s)", [check_id, reference])
        return cursor.fetchone()[0]


def _asked(question: Question, purpose: str) -> Asked:
    """The question in the form the matching works with. Raises ValidationError."""
    if not purpose.strip():
        raise ValidationError({"purpose": "Say why you need to know whether this child is known."})
    numbers = {}
    for name, system, read in (("nhs_number", "nhs", normalise_nhs_number), ("upn", "upn", normalise_upn)):
        if value := getattr(question, name).strip():
            try:
                numbers[system] = read(value)
            except BadIdentifier as bad:
                raise ValidationError({name: str(bad)}) from bad
    asked = Asked(
        surnames=tuple(surname_words(question.family_name)),
        givens=tuple(given_words(question.given_names)),
        other_names=tuple(
            ((surname_words(family) or [""])[0], (given_words(given) or [""])[0])
            for given, family in question.also_known_as
        ),
        birth_on=question.birth_on, sex=question.sex, district=district(question.postcode.upper()), numbers=numbers,
    )  # fmt: skip
    named = bool(asked.surnames) + bool(asked.givens)
    if not numbers and not (named == 2 or (named and question.birth_on) or asked.other_names):
        raise ValidationError(
            {"family_name": "Give a first and a last name, or one of them with a date of birth, or a number."}
        )
    return asked


def _begin(by: Viewer, file: CaseFile, record: str, purpose: str) -> int:
    """Record the asking; the database refuses it without an open contact in the asker's sight."""
    # Looked at first, so that the refusal is a sentence and not a database error in the middle of a page.
    with connections[by.database].cursor() as cursor:
        cursor.execute(
            "SELECT CASE WHEN EXISTS (SELECT FROM access_casefile WHERE id = %s AND closed_at IS NULL"
            " AND kind IN ('contact', 'concern')) THEN people_begin_check(%s, %s, %s, %s) ELSE 0 END",
            [file.pk, file.pk, record, purpose, HOURLY_LIMIT],
        )
        check_id = cursor.fetchone()[0]
    if check_id == 0:
        raise PermissionDenied("A check is made for an open contact.")
    if check_id is None:
        raise TooManyChecks
    return int(check_id)


def _candidates(by: Viewer, check_id: int, asked: Asked) -> list[tuple[Found, Score]]:
    """Everyone who comes into question, each under the name that fits best, the likeliest first."""
    surnames = [*asked.surnames, *(family for family, _ in asked.other_names)][:MOST_WORDS]
    givens = [*asked.givens, *(given for _, given in asked.other_names)][:MOST_WORDS]
    shorts = sorted({form for given in givens for form in short_forms().get(given, ())} - set(givens))
    with connections[by.database].cursor() as cursor:
        cursor.execute(
            "SELECT * FROM people_candidates(%s, %s::text[], %s::text[], %s::text[], %s::date, %s::date[], %s::text[],"
            " %s::text[], %s::text[])",
            [check_id, surnames, givens, shorts, asked.birth_on, slips(asked.birth_on),
             [asked.district] if asked.district else [], list(asked.numbers), list(asked.numbers.values())],
        )  # fmt: skip
        rows = [Found(*row) for row in cursor.fetchall()]
    best: dict[int, tuple[Found, Score]] = {}
    for found in rows:
        result = score(asked, found)
        if found.person_id not in best or result.points > best[found.person_id][1].points:
            best[found.person_id] = (found, result)
    return sorted(best.values(), key=lambda one: (-one[1].points, one[0].reference))


def _whom_to_ask(by: Viewer, check_id: int, people: Sequence[int]) -> dict[int, list[WhomToAsk]]:
    with connections[by.database].cursor() as cursor:
        cursor.execute("SELECT * FROM people_answer(%s, %s::bigint[])", [check_id, list(people)])
        rows = cursor.fetchall()
    whom: dict[int, list[WhomToAsk]] = {}
    for person_id, team, organisation, now in sorted(rows, key=lambda row: (not row[3], row[2], row[1])):
        whom.setdefault(person_id, []).append(WhomToAsk(team, organisation, now))
    return whom
