"""What on a person's page can end, found by the mark that stands for it there: which row, and what ends it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.crypto import constant_time_compare, salted_hmac

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people import actions, queries
from sharedduty.foundations.people.models import (
    Identifier,
    Involvement,
    Name,
    NotSame,
    Person,
    Relationship,
    Residence,
)


def mark_of(row: Model) -> str:
    """What stands for a row on a page: no row number, and nothing that can be counted."""
    return salted_hmac(f"people.{row._meta.model_name}", str(row.pk), algorithm="sha256").hexdigest()[:20]


@dataclass(frozen=True)
class Ending:
    """One kind of row that can end.

    `asks` says what its form asks beside the reason: `day`, `wrong`. `act` is called with the viewer, the row and what
    was given, and gives the words for "done".
    """

    model: type[Any]
    of: str  # which of the row's fields names the person whose page it stands on
    ended: str  # the field that is empty while it stands
    heading: str
    permission: str
    asks: tuple[str, ...]
    act: Callable[[Viewer, Any, Mapping[str, Any]], str]


def _name(viewer: Viewer, row: Name, given: Mapping[str, Any]) -> str:
    actions.end_name(
        by=viewer, name=row, ended_on=given["ended_on"], reason=given["reason"], was_wrong=given["was_wrong"]
    )
    return f"The name {row} has ended. It stays on record."


def _number(viewer: Viewer, row: Identifier, given: Mapping[str, Any]) -> str:
    actions.end_identifier(
        by=viewer, identifier=row, ended_on=given["ended_on"], reason=given["reason"], was_wrong=given["was_wrong"]
    )
    return "The number has ended. It stays on record."


def _address(viewer: Viewer, row: Residence, given: Mapping[str, Any]) -> str:
    actions.end_residence(
        by=viewer, residence=row, lived_until=given["ended_on"], reason=given["reason"], was_wrong=given["was_wrong"]
    )
    return "The address has ended. It stays on record."


def _relation(viewer: Viewer, row: Relationship, given: Mapping[str, Any]) -> str:
    actions.end_relationship(
        by=viewer, relationship=row, until_on=given["ended_on"], reason=given["reason"], was_wrong=given["was_wrong"]
    )
    return f"What {row.person} was to {row.other} has ended. It stays on record."


def _work(viewer: Viewer, row: Involvement, given: Mapping[str, Any]) -> str:
    actions.close_involvement(by=viewer, involvement=row, closed_on=given["ended_on"], reason=given["reason"])
    return "The work has ended. It stays on record."


def _not_same(viewer: Viewer, row: NotSame, given: Mapping[str, Any]) -> str:
    actions.take_back_telling_apart(by=viewer, said=row, reason=given["reason"])
    return "Taken back. The two records may be offered as one person again."


AMEND, MERGE = "person_amend", "person_merge"
ENDINGS: dict[str, Ending] = {
    "name": Ending(Name, "person", "ended_on", "End the name {row}", AMEND, ("day", "wrong"), _name),
    "number": Ending(Identifier, "person", "ended_on", "End the number {row.value}", AMEND, ("day", "wrong"), _number),
    "address": Ending(Residence, "person", "lived_until", "End the address {row}", AMEND, ("day", "wrong"), _address),
    "relation": Ending(Relationship, "other", "until_on", "End what {row.person} is to {row.other}", AMEND,
                       ("day", "wrong"), _relation),
    "work": Ending(Involvement, "person", "closed_on", "End the work of a team", AMEND, ("day",), _work),
    "not-same": Ending(NotSame, "", "ended_on", "Take back that these are two people", MERGE, (), _not_same),
}  # fmt: skip


def find(viewer: Viewer, person: Person, what: str, mark: str) -> tuple[Ending, Any] | None:
    """The row of this person that a mark stands for, still standing and in the viewer's sight; or None."""
    ending = ENDINGS.get(what)
    if ending is None or not viewer.may(ending.permission):
        return None
    ids = queries.same_person(viewer, [person.pk])
    if ending.of:
        standing = {ending.ended: None, f"{ending.of}__in": ids}
        rows: Iterable[Any] = ending.model.objects.using(viewer.database).filter(**standing)
    else:
        rows = queries.told_apart(viewer, ids)
    # The tie between an adopted child's identities is no relation that a page shows or ends.
    shown = (row for row in rows if getattr(row, "kind", "") != "former_identity")
    return next(((ending, row) for row in shown if constant_time_compare(mark_of(row), mark)), None)


def number_to_check(viewer: Viewer, person: Person, mark: str) -> Identifier | None:
    """The person's standing number that a mark stands for, if it was not checked against its source yet."""
    rows = Identifier.objects.using(viewer.database).filter(
        person__in=queries.same_person(viewer, [person.pk]), ended_on=None, verified=False
    )
    return next((row for row in rows.select_related("person") if constant_time_compare(mark_of(row), mark)), None)
