"""Reading people's records. Row-level security decides what is there; what is opened is journalled by the reader here."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, read_together
from sharedduty.foundations.design.charts import Child, Couple, Picture, Tie, genogram
from sharedduty.foundations.design.charts import Person as Drawn
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people.models import (
    Check,
    Identifier,
    Involvement,
    MergeProposal,
    Name,
    NotSame,
    Person,
    Relationship,
    Residence,
)

WIDEST_FAMILY = 40
PARENTHOOD = {"parent": "birth", "step_parent": "step", "carer": "foster"}
DRAWN_BESIDE = ("sibling", "half_sibling", "step_sibling", "grandparent", "other")
DRAWN_TOGETHER = {"partner": "living_together", "former_partner": "separated"}


@dataclass(frozen=True)
class Relative:
    """Somebody's place in a family as a sentence can say it: “Fern Testwick, parent”."""

    person: Person
    kind: str
    parental_responsibility: bool
    ended: bool
    tie: Relationship


@dataclass(frozen=True)
class Summary:
    """What a viewer may see of one person: the record, those merged with it, and what hangs on them."""

    person: Person
    also: tuple[Person, ...]
    names: tuple[Name, ...]
    identifiers: tuple[Identifier, ...]
    residences: tuple[Residence, ...]
    involvements: tuple[Involvement, ...]
    relatives: tuple[Relative, ...] = field(default=())
    not_same: tuple[NotSame, ...] = field(default=())

    @property
    def works_now(self) -> tuple[Involvement, ...]:
        """Involvements that are open."""
        return tuple(one for one in self.involvements if one.closed_on is None)


def by_reference(viewer: Viewer, reference: str) -> Person | None:
    """The person with this reference, or None: outside sight is the same as absent."""
    return Person.objects.using(viewer.database).select_related("case_file").filter(reference=reference).first()


def kept(viewer: Viewer, person: Person) -> Person:
    """The record that stands for this one: itself, or the one it was put together with."""
    while person.merged_into_id is not None:
        further = (
            Person.objects.using(viewer.database).select_related("case_file").filter(pk=person.merged_into_id).first()
        )
        if further is None:
            return person
        person = further
    return person


def same_person(viewer: Viewer, people: Iterable[int]) -> set[int]:
    """The ids of every record that is one of these people, merges followed both ways."""
    ids = set(people)
    while True:
        near = Person.objects.using(viewer.database).filter(Q(pk__in=ids) | Q(merged_into__in=ids))
        tied = {pk for pair in near.values_list("pk", "merged_into_id") for pk in pair if pk is not None}
        if tied <= ids:
            return ids
        ids |= tied


def summary(
    viewer: Viewer, person: Person, *, purpose: str = "", beside: Iterable[int] = (), same: set[int] | None = None
) -> Summary:
    """Everything on one person that the viewer may see, journalled as opened. Raises DatabaseError where it cannot be.

    `beside` are the case files of what else the same page shows, so that one opening is one row of the journal; `same` the
    ids of every record that is the person, where they are known already.
    """
    database = viewer.database
    ids = same or same_person(viewer, [person.pk])
    records = Person.objects.using(database).filter(pk__in=ids).order_by("pk")
    residences = Residence.objects.using(database).filter(person__in=ids).order_by("lived_until", "-lived_from", "pk")
    names = Name.objects.using(database).filter(person__in=ids).order_by("pk")
    identifiers = Identifier.objects.using(database).filter(person__in=ids).order_by("system", "pk")
    involvements = (
        Involvement.objects.using(database)
        .filter(person__in=ids)
        .select_related("team__organisation", "organisation")
        .prefetch_related("team__organisation__former_names", "organisation__former_names")
        .order_by("-opened_on", "pk")
    )
    ties, not_same = _ties_to(viewer, ids), told_apart(viewer, ids)
    read_together(records, residences, names, identifiers, involvements, ties, not_same)
    found = Summary(
        person=person,
        also=tuple(one for one in records if one.pk != person.pk),
        names=tuple(names),
        identifiers=tuple(identifiers),
        residences=tuple(residences),
        involvements=tuple(involvements),
        relatives=tuple(_relatives(viewer, ties)),
        not_same=tuple(not_same),
    )
    others = [relative.person for relative in found.relatives]
    others += [one.other if one.person_id in ids else one.person for one in found.not_same]
    files = {*beside, *(one.case_file_id for one in (*records, *residences, *others))}
    record_sight(
        by=viewer,
        verb="opened",
        object_type="person",
        object_ref=person.reference,
        files=sorted(files),
        purpose=purpose,
    )
    return found


def told_apart(viewer: Viewer, people: Iterable[int]) -> QuerySet[NotSame]:
    """Standing words that one of these people is not another on record, where the viewer sees both."""
    ids = list(people)
    return (
        NotSame.objects.using(viewer.database)
        .filter(Q(person__in=ids) | Q(other__in=ids), ended_on=None)
        .select_related("person", "other", "said_by__account", "said_by__post")
        .order_by("said_at", "pk")
    )


def family(viewer: Viewer, person: Person) -> list[Relative]:
    """Everyone this person is related to on record, and what they are to them, as far as the viewer sees.

    The tie between an adopted child's identities is not a relation and never listed.
    """
    return _relatives(viewer, _ties_to(viewer, same_person(viewer, [person.pk])))


def _ties_to(viewer: Viewer, people: Iterable[int]) -> QuerySet[Relationship]:
    rows = Relationship.objects.using(viewer.database).filter(other__in=list(people)).exclude(kind="former_identity")
    return rows.select_related("person", "person__case_file").order_by("kind", "person__birth_on", "pk")


def _relatives(viewer: Viewer, ties: Iterable[Relationship]) -> list[Relative]:
    today = timezone.localdate()
    return [
        Relative(
            kept(viewer, row.person),
            row.kind,
            row.parental_responsibility,
            bool(row.until_on and row.until_on <= today),
            row,
        )
        for row in ties
    ]


def household(viewer: Viewer, person: Person) -> tuple[list[Person], list[Relationship]]:
    """The family around a person, relatives of relatives included, at most 40 people, with the ties between them."""
    database = viewer.database
    known = {person.pk}
    edge = {person.pk}
    while edge and len(known) < WIDEST_FAMILY:
        ties = Relationship.objects.using(database).filter(person__in=edge, was_wrong=False)
        ties = ties.exclude(kind="former_identity")
        edge = set(ties.values_list("other", flat=True)) - known
        known |= set(sorted(edge)[: WIDEST_FAMILY - len(known)])
    people = Person.objects.using(database).filter(pk__in=known).order_by("birth_on", "pk")
    ties = Relationship.objects.using(database).filter(person__in=known, other__in=known, was_wrong=False)
    ties = ties.exclude(kind="former_identity").order_by("pk")
    read_together(people, ties)
    seen = {one.pk for one in people}
    return list(people), [one for one in ties if {one.person_id, one.other_id} <= seen]


def genogram_of(viewer: Viewer, person: Person, *, purpose: str = "") -> Picture:
    """The family drawn, with the table that says the same in words; journalled as opened for every file shown."""
    people, ties = household(viewer, person)
    record_sight(
        by=viewer, verb="opened", object_type="genogram", object_ref=person.reference,
        files=sorted({one.case_file_id for one in people}), purpose=purpose,
    )  # fmt: skip
    return drawn(person, people, ties, homes(people, living(viewer, people)))


def living(viewer: Viewer, people: Sequence[Person]) -> QuerySet[Residence]:
    """Where these people live today, never a protected address, the newest of each last."""
    today = timezone.localdate()
    own = {one.case_file_id for one in people}  # a protected address lies in a file of its own
    rows = Residence.objects.using(viewer.database).filter(
        Q(lived_until__isnull=True) | Q(lived_until__gt=today), person__in=people, protected=False, was_wrong=False,
        case_file__in=own,
    )  # fmt: skip
    return rows.order_by("lived_from", "pk")


def homes(people: Sequence[Person], rows: Iterable[Residence]) -> dict[int, str]:
    """A letter for each home that these people live in today, by person, out of where they live (`living`).

    Gives nothing where everybody whose home is known lives in one: a letter tells households apart.
    """
    lived: dict[int, tuple[str, str]] = {}
    for row in rows:
        lived[row.person_id] = (" ".join(row.address.casefold().split()), row.postcode)
    letters: dict[tuple[str, str], str] = {}
    for one in people:
        if one.pk in lived:
            letters.setdefault(lived[one.pk], "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[len(letters) % 26])
    return {who: letters[home] for who, home in lived.items()} if len(letters) > 1 else {}


def drawn(
    person: Person, people: Sequence[Person], ties: Sequence[Relationship], lives_in: Mapping[int, str] | None = None
) -> Picture:
    """The picture of a household already read, the eldest of brothers and sisters first; who shows it journals it."""
    letters = lives_in or {}
    shown = [
        Drawn(
            one.reference, str(one), "unborn" if one.kind == "unborn" else _shape(one.sex), _note(one),
            died=one.died_on is not None, subject=one.pk == person.pk, home=letters.get(one.pk, ""),
        )
        for one in people
    ]  # fmt: skip
    couples, children = _ties(people, ties)
    return genogram(f"Family of {person}", shown, couples, children, _ties_beside(people, ties, children))


def _shape(sex: str) -> str:
    return {"male": "male", "m": "male", "boy": "male", "female": "female", "f": "female", "girl": "female"}.get(
        sex.lower(), "unknown"
    )


def _note(person: Person) -> str:
    if person.kind == "unborn":
        return f"due {person.expected_on:%b %Y}" if person.expected_on else ""
    return f"born {person.birth_on.year}" if person.birth_on else ""


def _ties(people: Sequence[Person], ties: Sequence[Relationship]) -> tuple[list[Couple], list[Child]]:
    """Couples and children from the one-way rows: two parents of one child stand as a couple even where no row says so."""
    name = {one.pk: one.reference for one in people}
    couples: dict[frozenset[int], str] = {}
    for tie in ties:
        if tie.kind in DRAWN_TOGETHER:
            kind = "separated" if tie.until_on else DRAWN_TOGETHER[tie.kind]
            couples.setdefault(frozenset((tie.person_id, tie.other_id)), kind)
    parents: dict[int, dict[int, str]] = {}
    for tie in ties:
        if tie.kind in PARENTHOOD:
            parents.setdefault(tie.other_id, {})[tie.person_id] = PARENTHOOD[tie.kind]
    children = []
    for child, of_child in parents.items():
        both = sorted(of_child, key=lambda one: (of_child[one] != "birth", one))[:2]
        couples.setdefault(frozenset(both), "other")
        children.append(Child(_key(both, name), name[child], min(of_child[one] for one in both)))
    drawn = [
        Couple(
            _key(sorted(pair), name), *(name[one] for one in sorted(pair)), **({"kind": kind} if len(pair) == 2 else {})
        )
        for pair, kind in couples.items()
    ]
    return drawn, children


def _ties_beside(people: Sequence[Person], ties: Sequence[Relationship], children: Sequence[Child]) -> list[Tie]:
    """The ties that no couple with its children says: brothers and sisters, grandparents, a third who brings a child up."""
    name = {one.pk: one.reference for one in people}
    said = {(parent, child.person) for child in children for parent in child.couple.split("+")}
    return [
        Tie(name[tie.person_id], name[tie.other_id], tie.kind)
        for tie in ties
        if tie.kind in DRAWN_BESIDE
        or (tie.kind in PARENTHOOD and (name[tie.person_id], name[tie.other_id]) not in said)
    ]


def _key(pair: Iterable[int], name: dict[int, str]) -> str:
    return "+".join(name[one] for one in sorted(pair))


def proposals(viewer: Viewer) -> QuerySet[MergeProposal]:
    """Merges and unmerges waiting for a second person, oldest first."""
    return (
        MergeProposal.objects.using(viewer.database)
        .filter(confirmed_at=None, refused_because="")
        .select_related("keep", "absorb", "proposed_by__account", "proposed_by__post")
        .order_by("proposed_at", "pk")
    )


def checks_to_review(viewer: Viewer, month: datetime.date | None = None) -> QuerySet[Check]:
    """Child checks for the privacy officer to review, oldest first; with `month` those asked in that calendar month.

    Who asked, when, for which contact and why; never whom the answer named. Empty for anybody else.
    """
    if not viewer.may("child_check_review"):
        return Check.objects.using(viewer.database).none()
    checks = (
        Check.objects.using(viewer.database)
        .select_related("account", "appointment__post")
        .defer("considered", "answered")
        .order_by("asked_at", "pk")
    )
    if month is None:
        return checks.filter(reviewed_at=None)
    return checks.filter(asked_at__year=month.year, asked_at__month=month.month)
