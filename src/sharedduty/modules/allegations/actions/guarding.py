"""Who must not see it: the person accused, their line, whoever is too close; and handing it safely to somebody else."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from sharedduty.foundations.access.api import (
    Account,
    CaseFile,
    Viewer,
    declare_conflict,
    exclude,
    exclude_line,
    grant,
    hand_to_team,
)
from sharedduty.foundations.access.models import Exclusion
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.notices.api import let_know
from sharedduty.foundations.people.api import by_reference as person_by_reference
from sharedduty.foundations.people.api import kept as kept_record
from sharedduty.foundations.process.api import Given
from sharedduty.modules.allegations.actions.referring import DECLARED, SUBJECT
from sharedduty.modules.allegations.actions.steps import recorded, step
from sharedduty.modules.allegations.models import Allegation, Referral, SamePerson
from sharedduty.modules.allegations.policy import OFFICER, SEALED
from sharedduty.modules.allegations.queries import routing
from sharedduty.modules.allegations.queries.guarded import files_of, line_of, shut_accounts
from sharedduty.modules.allegations.queries.reading import by_reference


@transaction.atomic
def name_accused(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> None:
    """Say who the person is: the address they sign in with, or their record among people. They and their line are shut out.

    An address nobody signs in with yet is kept: whoever gets an account with it later is shut out by the database from
    that moment, as is the account that their record among people is linked with. Raises as `step` does.
    """
    email = str(given.get("email") or "").strip().lower()
    person = person_by_reference(by, str(given.get("person") or "").strip()) if given.get("person") else None
    accounts = routing.accounts_at([email])
    if person is not None:  # a record and the one it was put together with are one person
        accounts |= {one.account_id for one in (person, kept_record(by, person)) if one.account_id}
    reach = {one for account in accounts for one in (account, *line_of(account))}
    facts = {**given, "found": person, "oneself": by.account_id in reach}
    sets = {"accused_email": email or held.accused_email, "accused": person or held.accused}
    step(by, held, "name_accused", facts, version=version, sets=sets)
    for file in files_of(by, held):
        for account in accounts:
            exclude_line(by=by, file=file, account_id=account, reason=SUBJECT)


@transaction.atomic
def shut_out(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> None:
    """Shut somebody out who is too close to it, and everybody they answer to where that is asked. Raises as `step` does."""
    found = Account.objects.filter(email=str(given.get("email") or "").strip().lower()).first()
    whom = {found.pk} if found else set()
    if found and given.get("line_too"):
        whom |= set(line_of(found.pk))
    step(by, held, "shut_out", {**given, "unknown": found is None, "oneself": by.account_id in whom}, version=version)
    for file in files_of(by, held):
        _exclude(by, file, whom)


def _exclude(by: Viewer, file: CaseFile, whom: Iterable[int]) -> None:
    standing = Exclusion.objects.filter(case_file=file, lifted_at=None, account__isnull=False)
    shut = set(standing.values_list("account_id", flat=True))
    for one in sorted(set(whom) - shut):
        exclude(by=by, file=file, account_id=one, reason=DECLARED)


@transaction.atomic
def hand_over(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> None:
    """Hand it to whoever stands in, because one has a conflict: from this moment one sees nothing of it any more.

    Every file of the record goes: the referral, the meetings, what was left for others. Raises as `step` does.
    """
    shut = shut_accounts(by, held) | {by.account_id or 0}
    taker = routing.taker(by, held.area_id, shut)
    step(by, held, "hand_over", {**given, "taker": taker}, version=version)
    if taker is None:
        return
    team_id, files = taker.post.team_id, files_of(by, held)
    let_know(by=by, file=held.case_file, record=held.reference, template="allegation_handed",
             whom=routing.told_with(by, taker, shut))  # fmt: skip
    Allegation.objects.filter(pk=held.pk).update(team_id=team_id)
    Referral.objects.filter(reference=held.referral).update(team_id=team_id)
    Gathering.objects.filter(room="allegations", for_record=held.reference).update(held_by_id=team_id)
    for file in files:
        _hand(by, file, taker)
    for file in files:  # last: after it this viewer sees nothing of the file any more
        declare_conflict(by=by, file_id=file.pk, reference=file.reference, reason=DECLARED)


def _hand(by: Viewer, file: CaseFile, taker: Any) -> None:
    """Give one file to whoever takes it over. The giver's own grant lasts until the conflict below is declared."""
    grant(by=by, file=file, level="work", why="hands it over", appointment_id=by.holding)
    grant(by=by, file=file, level="work", why="stands in", post_id=taker.post_id)
    if file.sealed and (taker.role != OFFICER or taker.post.team_id != file.team_id):
        hand_to_team(by=by, file=file, team_id=taker.post.team_id, sensitivity=SEALED)


@transaction.atomic
def note_same_person(*, by: Viewer, held: Allegation, given: Given, version: int | None = None) -> SamePerson | None:
    """Say that another record in sight is about the same person, and why. Raises as `step` does."""
    other = by_reference(by, str(given.get("which") or ""))
    if other is not None and other.pk == held.pk:
        other = None
    step(by, held, "note_same_person", {**given, "other": other}, version=version)
    if other is None:
        return None
    return SamePerson.objects.create(**recorded(by, held), other=other.reference, because=str(given["because"]).strip())
