"""What the pages about people read beside the records themselves: who may change one, two side by side, what waits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Account, CaseFile, Viewer, read_together
from sharedduty.foundations.design import slots
from sharedduty.foundations.design.charts import Picture
from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.design.owed import Owed
from sharedduty.foundations.directory.api import name_at
from sharedduty.foundations.directory.models import Area
from sharedduty.foundations.journal.api import record_sight
from sharedduty.foundations.people import child_checks, importing, queries, rules
from sharedduty.foundations.people.models import (
    Identifier,
    Involvement,
    MergeProposal,
    Name,
    Person,
    Relationship,
    Residence,
    SearchName,
)
from sharedduty.foundations.people.spelling import fold
from sharedduty.foundations.plain.references import NotAReference, normalise_reference
from sharedduty.foundations.retention.api import register_births

slots.offer(
    "people.person.panels",
    # Asked with `same`: the ids of every record that is the person, merges followed.
    gives="a mapping: title, columns, rows, missing (as for data_table), files (ids of the case files it shows)",
)

PREFIX = "PN"
MOST = 50
MOST_ROWS, MOST_BYTES = 2000, 5_000_000  # of a file imported in the browser: what one page answers in reasonable time
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


def account_by_email(email: str) -> Account | None:
    """The account that signs in with this address, in whatever case it was typed; or None."""
    return Account.objects.filter(email__iexact=email.strip(), is_active=True).first()


def import_file(viewer: Viewer, text: str, *, source: str, complete: bool, good_rows: bool) -> importing.Imported:
    """Take in a file sent in the browser, for the viewer's own area. Raises CannotRead for more rows than a page can take."""
    if text.count("\n") > MOST_ROWS + 1:
        raise importing.CannotRead(f"The file has more than {MOST_ROWS} lines. Import it by command, or in parts.")
    area = Area.objects.get(pk=viewer.area_id or 0)
    return importing.import_children(text, by=viewer, area=area, source=source, complete=complete, good_rows=good_rows)


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
    proposals: list[MergeProposal]


def open_person(viewer: Viewer, person: Person) -> PersonView:
    """Read a person's whole page: the record, the family drawn, what higher rooms show. Journalled as one opening."""
    people, ties = queries.household(viewer, person)
    same = queries.same_person(viewer, [person.pk])
    panels: list[Any] = slots.contents("people.person.panels", viewer=viewer, person=person, same=same)
    files = {one.case_file_id for one in people} | {file for panel in panels for file in panel["files"]}
    seen = queries.summary(viewer, person, beside=files, same=same)
    drawn = people if len(people) > 1 else []
    lived, proposals = queries.living(viewer, drawn), proposals_naming(viewer, same)
    read_together(lived, proposals)
    picture = queries.drawn(person, drawn, ties, queries.homes(drawn, lived)) if drawn else None
    return PersonView(seen, queries.kept(viewer, person), picture, panels, list(proposals))


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
    work = (
        Involvement.objects.using(database).filter(person__in=pair).select_related("team__organisation", "organisation")
    )
    work = work.prefetch_related("team__organisation__former_names", "organisation__former_names")
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
    """Whom to ask about an involvement: the team and its organisation, by the name it bore when the work ended (D9)."""
    team = involvement.team
    body = team.organisation if team is not None else involvement.organisation
    day = involvement.closed_on or timezone.localdate()
    named = [team.name if team is not None else "", name_at(body, day) if body is not None else ""]
    return ", ".join(filter(None, named)) or "no team recorded"


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
    apart = queries.told_apart(viewer, [person.pk]).values_list("person", "other")
    return list(
        Person.objects.using(viewer.database)
        .exclude(pk__in={one for pair in apart for one in pair})
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


def proposals_naming(viewer: Viewer, people: Iterable[int]) -> QuerySet[MergeProposal]:
    """The waiting proposals that name any of these records, for those who may settle them."""
    ids = list(people) if viewer.may("person_merge") else []
    return queries.proposals(viewer).filter(Q(keep__in=ids) | Q(absorb__in=ids))


def owed(*, viewer: Viewer) -> list[Owed]:
    """Proposals of others that this viewer may confirm or refuse."""
    if viewer.kind != "account" or not viewer.may("person_merge"):
        return []
    others = queries.proposals(viewer).exclude(proposed_by__account=viewer.account_id)[:MOST]
    return [
        Owed(
            "Confirm or refuse that one record was two" if one.undo else "Confirm or refuse that two records are one person",
            one.absorb.reference, reverse("people:proposal", args=[one.absorb.reference]), file=one.keep.case_file_id,
            since=one.proposed_at,
        )
        for one in others
    ]  # fmt: skip


def page_of_file(*, viewer: Viewer, file: CaseFile) -> dict[str, str] | None:
    """Where a person's file has its page, for a viewer who may see people; None for any other file."""
    person = Person.objects.filter(case_file=file).first() if viewer.may("person_see") else None
    return {"text": str(person), "href": reverse("people:person", args=[person.reference])} if person else None


@dataclass(frozen=True)
class Hit:
    """One person a search found."""

    kind: str
    title: str
    detail: str
    link: str
    file: int


def found(*, viewer: Viewer, words: str, **about: object) -> list[Hit]:
    """People on record with a family name spelt in full, or with given and family name, of those in sight.

    In any script, order, accents and hyphens as the child check reads them. Who was put together with another is found
    as the record that stands.
    """
    parts = fold(words)[:6]
    if not parts or not viewer.may("person_see"):
        return []
    wanted = Q(family__in={"".join(parts), *(parts if len(parts) == 1 else ())})
    if len(parts) > 1:
        wanted |= Q(family__in=parts, given__in=parts)
    named = SearchName.objects.using(viewer.database).filter(wanted)
    people = Person.objects.using(viewer.database).filter(pk__in=named.values("answers_as"))
    return [
        Hit(
            one.kind, str(one), ", ".join([one.reference, *_born(one)]),
            reverse("people:person", args=[one.reference]), one.case_file_id,
        )
        for one in people.order_by("family_name", "given_names", "pk")[:MOST]
    ]  # fmt: skip


def _born(person: Person) -> list[str]:
    words = birth_words(person)
    return [] if not words else [words] if person.kind == Person.Kind.UNBORN else [f"born {words}"]


def make_known() -> None:
    """Fill the places for what is owed on the desk of one's own work, and for where a file has its page."""
    slots.fill("my_work", "people", owed, order=30)
    slots.fill("my_work", "people.checks", child_checks.owed, order=40)
    slots.fill("file_pages", "people", page_of_file, order=30)
    slots.fill("search", "people", found, order=10)
    register_births("people_births")
