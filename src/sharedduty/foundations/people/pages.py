"""What the pages about people read beside the records themselves: who may change one, two side by side, what waits."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.charts import Picture
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people import queries, rules
from sharedduty.foundations.people.models import (
    Check,
    Identifier,
    Involvement,
    MergeProposal,
    Name,
    Person,
    Relationship,
    Residence,
)
from sharedduty.foundations.plain.references import NotAReference, normalise_reference

slots.offer(
    "people.person.panels",
    gives="a mapping: title, columns, rows, missing (as for data_table), files (ids of the case files it shows)",
)

PREFIX = "PN"
MOST = 50
RELATION_WORDS = {
    "parent": "parent",
    "step_parent": "step-parent",
    "carer": "carer",
    "grandparent": "grandparent",
    "sibling": "brother or sister",
    "half_sibling": "half-brother or half-sister",
    "step_sibling": "step-brother or step-sister",
    "child": "child",
    "step_child": "step-child",
    "grandchild": "grandchild",
    "cared_for": "child cared for",
    "partner": "partner",
    "former_partner": "former partner",
    "other": "somebody else who matters",
}
NAME_WORDS = {
    "alias": "Also known as",
    "preferred": "Preferred name",
    "birth": "Name at birth",
    "previous": "Earlier name",
    "transliteration": "The same name in another script or spelling",
}
SYSTEM_WORDS = {"nhs": "NHS number", "upn": "Unique pupil number (UPN)"}


def find(viewer: Viewer, reference: str) -> Person | None:
    """The person with this reference, forgiving how it was typed; None where absent or out of sight."""
    try:
        return queries.by_reference(viewer, normalise_reference(reference, prefix=PREFIX))
    except NotAReference:
        return None


def may_change(viewer: Viewer, *people: Person) -> bool:
    """Whether the viewer's sight of every one of these records is to work on them, not only to read."""
    files = {one.case_file_id for one in people}
    with connections[viewer.database].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_casefile WHERE id = ANY (%s)"
            " AND (scope = ANY ((SELECT my_work_scopes())::integer[]) OR id = ANY ((SELECT my_work_grants())::bigint[]))",
            [sorted(files)],
        )
        return bool(cursor.fetchone()[0] == len(files))


@dataclass(frozen=True)
class PersonView:
    """Everything on a person's page."""

    seen: queries.Summary
    stands: Person
    picture: Picture | None
    panels: list[Any]


def open_person(viewer: Viewer, person: Person) -> PersonView:
    """Read a person's whole page: the record, the family drawn, what higher rooms show. Journalled as one opening."""
    people, ties = queries.household(viewer, person)
    panels: list[Any] = slots.contents("people.person.panels", viewer=viewer, person=person)
    files = {one.case_file_id for one in people} | {file for panel in panels for file in panel["files"]}
    seen = queries.summary(viewer, person, beside=files)
    picture = queries.drawn(person, people, ties) if len(people) > 1 else None
    return PersonView(seen, queries.kept(viewer, person), picture, panels)


def birth_words(person: Person) -> str:
    """When somebody was born or is expected, with their age, and how sure that is; empty where not known."""
    if person.kind == Person.Kind.UNBORN:
        return f"expected {date_words(person.expected_on)}" if person.expected_on else ""
    if person.birth_on is None:
        return ""
    about = " (estimated)" if person.birth_known == Person.BirthKnown.ESTIMATED else ""
    if person.died_on:
        return f"{date_words(person.birth_on)}{about}"
    years = rules.age(person.birth_on, timezone.localdate())
    return f"{date_words(person.birth_on)}{about}, age {years}"


@dataclass(frozen=True)
class Compared:
    """One line of two records side by side."""

    label: str
    one: tuple[str, ...]
    other: tuple[str, ...]

    @property
    def says(self) -> str:
        """`same`, `different`, or `one` where only one of the records says anything; empty where neither does."""
        if not self.one and not self.other:
            return ""
        if not self.one or not self.other:
            return "one"
        return "same" if {_folded(x) for x in self.one} == {_folded(x) for x in self.other} else "different"


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def compare(viewer: Viewer, one: Person, other: Person) -> list[Compared]:
    """Two records line by line, each with its own rows only, as far as the viewer sees. Journalled as opened."""
    pair, database = (one.pk, other.pk), viewer.database
    rows: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    files = {one.case_file_id, other.case_file_id}
    for name in Name.objects.using(database).filter(person__in=pair).order_by("pk"):
        rows["Other names"][name.person_id].append(str(name))
    for number in Identifier.objects.using(database).filter(person__in=pair, ended_on=None).order_by("system", "pk"):
        rows["Numbers"][number.person_id].append(f"{SYSTEM_WORDS.get(number.system, number.system)} {number.value}")
    for home in Residence.objects.using(database).filter(person__in=pair).order_by("pk"):
        rows["Addresses"][home.person_id].append(", ".join(filter(None, (*home.address.splitlines(), home.postcode))))
        files.add(home.case_file_id)
    ties = Relationship.objects.using(database).filter(other__in=pair).exclude(kind="former_identity")
    for tie in ties.select_related("person").order_by("pk"):
        rows["Family"][tie.other_id].append(f"{tie.person}, {RELATION_WORDS[tie.kind]}")
        files.add(tie.person.case_file_id)
    work = Involvement.objects.using(database).filter(person__in=pair).select_related("team", "organisation")
    for involvement in work.order_by("opened_on", "pk"):
        rows["Teams working with them"][involvement.person_id].append(f"{involvement.kind}, {whom(involvement)}")
    record_sight(
        by=viewer, verb="opened", object_type="person", object_ref=one.reference, files=sorted(files),
        purpose="two records side by side",
    )  # fmt: skip
    own = [
        Compared(label, tuple(filter(None, (first,))), tuple(filter(None, (second,))))
        for label, first, second in zip(OWN, _own(one), _own(other), strict=True)
    ]
    hung = ("Other names", "Numbers", "Addresses", "Family", "Teams working with them")
    return own + [Compared(label, tuple(rows[label][one.pk]), tuple(rows[label][other.pk])) for label in hung]


OWN = ("Name", "Date of birth", "Died", "Sex", "Ethnicity", "First language", "Communication needs")


def _own(person: Person) -> tuple[str, ...]:
    died = date_words(person.died_on) if person.died_on else ""
    return (
        str(person), birth_words(person), died, person.sex, person.ethnicity, person.first_language,
        person.communication_needs,
    )  # fmt: skip


def whom(involvement: Involvement) -> str:
    """Whom to ask about an involvement: the team and its organisation, as far as recorded."""
    named = [str(one.name) for one in (involvement.team, involvement.organisation) if one is not None]
    return ", ".join(named) or "no team recorded"


def alike(viewer: Viewer, person: Person) -> list[Person]:
    """Records in sight that may be the same person: the same family name with a like given name or the same birth.

    Records kept apart are never suggested, whichever they are. Journalled as one opening with the person's own record.
    """
    found = [] if person.identity_restricted or not person.family_name else _alike(viewer, person)
    record_sight(
        by=viewer, verb="opened", object_type="person", object_ref=person.reference,
        files=sorted({one.case_file_id for one in (person, *found)}), purpose="records that may be the same person",
    )  # fmt: skip
    return found


def _alike(viewer: Viewer, person: Person) -> list[Person]:
    like = Q(given_names__istartswith=person.given_names[:2]) if person.given_names else Q(given_names="")
    if person.birth_on:
        like |= Q(birth_on=person.birth_on)
    return list(
        Person.objects.using(viewer.database)
        .filter(like, family_name__iexact=person.family_name, merged_into=None, identity_restricted=False)
        .exclude(pk=person.pk)
        .order_by("given_names", "birth_on", "pk")[:10]
    )


def waiting(viewer: Viewer) -> list[MergeProposal]:
    """The proposals that wait for a second person, oldest first. Journalled as listed."""
    found = list(queries.proposals(viewer)[:MOST])
    if found:
        files = {one.keep.case_file_id for one in found} | {one.absorb.case_file_id for one in found}
        record_sight(by=viewer, verb="listed", object_type="merges", files=sorted(files))
    return found


def proposal_about(viewer: Viewer, reference: str) -> MergeProposal | None:
    """The waiting proposal to put the record with this reference into another, or to take it out; or None."""
    try:
        known = normalise_reference(reference, prefix=PREFIX)
    except NotAReference:
        return None
    return queries.proposals(viewer).filter(absorb__reference=known).first()


def proposals_naming(viewer: Viewer, people: Iterable[Person]) -> list[MergeProposal]:
    """The waiting proposals that name any of these records."""
    ids = [one.pk for one in people]
    return list(queries.proposals(viewer).filter(Q(keep__in=ids) | Q(absorb__in=ids)))


@dataclass(frozen=True)
class Owed:
    """A proposal that waits for this post's word, as the desk of one's own work shows it."""

    title: str
    record: str
    link: str
    file: int
    due_at: datetime.datetime | None = None
    force: str = ""
    citation: str = ""
    late: bool = False
    due: str = "no time limit"
    left: str = ""


def owed(*, viewer: Viewer) -> list[Owed]:
    """Proposals of others that this viewer may confirm or refuse."""
    if viewer.kind != "account" or not viewer.may("person_merge"):
        return []
    others = queries.proposals(viewer).exclude(proposed_by__account=viewer.account_id)[:MOST]
    return [
        Owed(
            "Confirm or refuse that one record was two" if one.undo else "Confirm or refuse that two records are one person",
            one.absorb.reference, reverse("people:proposal", args=[one.absorb.reference]), one.keep.case_file_id,
        )
        for one in others
    ]  # fmt: skip


def make_known() -> None:
    """Fill the place for what is owed on the desk of one's own work."""
    slots.fill("my_work", "people", owed, order=30)


# The privacy officer's monthly review


def mark_of(check: Check) -> str:
    """What stands for a check on a page: no row number, and nothing that can be counted."""
    return salted_hmac("people.check", str(check.pk)).hexdigest()[:20]


def months_of_checks(viewer: Viewer) -> list[tuple[datetime.date, int]]:
    """The months in which checks wait for review, latest first, each with how many; this month always among them."""
    waiting_now = queries.checks_to_review(viewer).order_by()
    counted = {
        row["month"].date(): row["many"]
        for row in waiting_now.annotate(month=TruncMonth("asked_at")).values("month").annotate(many=Count("pk"))
    }
    counted.setdefault(timezone.localdate().replace(day=1), 0)
    return sorted(counted.items(), reverse=True)


def checks_in(viewer: Viewer, month: datetime.date, asker: str = "") -> QuerySet[Check]:
    """The checks asked in a month, those that wait first; with `asker` only those of the account with this reference."""
    checks = queries.checks_to_review(viewer, month)
    if asker:
        checks = checks.filter(account__reference=asker)
    return checks.order_by(F("reviewed_at").asc(nulls_first=True), "asked_at", "pk")


@dataclass(frozen=True)
class Asker:
    """Somebody who asked in a month: how many checks in all, and how many of them wait for review."""

    reference: str
    name: str
    post: str
    asked: int
    waiting: int


def askers(viewer: Viewer, month: datetime.date) -> list[Asker]:
    """Who asked in a month, the most first."""
    rows = queries.checks_to_review(viewer, month).order_by()
    counted = rows.values("account__reference", "account__name", "appointment__post__title").annotate(
        many=Count("pk"), wait=Count("pk", filter=Q(reviewed_at=None))
    )
    return [
        Asker(
            row["account__reference"], row["account__name"], row["appointment__post__title"], row["many"], row["wait"]
        )
        for row in counted.order_by("-many", "account__name")
    ]


def show_checks(viewer: Viewer, checks: Sequence[Check]) -> None:
    """Journal that these checks were listed."""
    if checks:
        files = sorted({one.case_file_id for one in checks})
        record_sight(by=viewer, verb="listed", object_type="child check", files=files, purpose="review of child checks")


def chosen(viewer: Viewer, month: datetime.date, marks: Iterable[str]) -> list[Check]:
    """The checks of a month that wait and that these marks stand for."""
    wanted = list(marks)
    rows = checks_in(viewer, month).filter(reviewed_at=None)
    return [one for one in rows if any(constant_time_compare(mark_of(one), mark) for mark in wanted)]
