"""The rows of a family on record: each person in a file of their own, their ties, address, numbers and known work."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections

from sharedduty.foundations.access.models import CaseFile
from sharedduty.foundations.people.models import (
    Identifier,
    Involvement,
    Name,
    Person,
    Relationship,
    Residence,
    SearchName,
)
from sharedduty.foundations.people.search import district, name_rows
from sharedduty.site.synthesis.families import Family, Member
from sharedduty.site.synthesis.staff import Staff
from sharedduty.site.synthesis.writing import IMPORTER, OWNER, Batch

Span = tuple[datetime.datetime, datetime.datetime]
FOR_EVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)
SOURCE = "synthetic council system"
WORKS = {"early help": "children-and-families"}


class Register:
    """Who is on record already, so that a family is written once however often contacts name it."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.held: dict[str, tuple[int, int]] = {}
        self._scopes: dict[tuple[int, str, tuple[int, ...], tuple[int, ...], str], int] = {}
        self._plans: dict[tuple[str, str], list[Span]] = {}

    def look_up(self, families: Iterable[Family]) -> None:
        """Read which of these families' people are on record, and which plans they have or had."""
        wanted = [one.reference for family in families for one in family.members if one.reference not in self.held]
        if not wanted:
            return
        with connections[IMPORTER].cursor() as cursor:
            cursor.execute("SELECT reference, id, case_file_id FROM people_person WHERE reference = ANY (%s)", [wanted])
            found = {reference: (person, file) for reference, person, file in cursor.fetchall()}
            self.held.update(found)
            self._look_up_plans(cursor, {person: reference for reference, (person, _) in found.items()})

    def _look_up_plans(self, cursor: Any, people: dict[int, str]) -> None:
        cursor.execute(
            "SELECT 'early_help', person_id, opened_at, closed_at FROM early_help_plan WHERE person_id = ANY (%s)"
            " UNION ALL SELECT 'protection', r.person_id, p.began_at, p.ended_at FROM child_protection_protectionplan p"
            " JOIN child_protection_protectionrecord r ON r.id = p.protection_id"
            " WHERE p.began_at IS NOT NULL AND r.person_id = ANY (%s)",
            [list(people), list(people)],
        )
        for kind, person, begun, ended in cursor.fetchall():
            self._plans.setdefault((kind, people[person]), []).append((begun, ended or FOR_EVER))

    def plans(self, kind: str, child: str) -> list[Span]:
        """From when until when a child, by reference, has or had a plan of a kind (`early_help` or `protection`)."""
        return self._plans.setdefault((kind, child), [])

    def is_free(self, kind: str, child: str, begin: datetime.datetime, end: datetime.datetime) -> bool:
        """Whether a child has no plan of a kind at any time between: nobody has two at once."""
        return all(end < begun or ended < begin for begun, ended in self.plans(kind, child))

    def scope(
        self, team_id: int, kind: str, readers: tuple[int, ...] = (), workers: tuple[int, ...] = (),
        sensitivity: str = "ordinary",
    ) -> int:  # fmt: skip
        """The number of a team's standing scope for a kind of file and who shares it, made where there is none yet."""
        wanted = (team_id, kind, readers, workers, sensitivity)
        if wanted not in self._scopes:
            with connections[IMPORTER].cursor() as cursor:
                cursor.execute(
                    "SELECT access_scope_for(%s, %s, %s, %s, %s, %s)",
                    [self.staff.area.pk, team_id, kind, sensitivity, list(readers), list(workers)],
                )
                self._scopes[wanted] = cursor.fetchone()[0]
        return self._scopes[wanted]

    def file(
        self,
        batch: Batch,
        reference: str,
        kind: str,
        team_id: int,
        at: datetime.datetime,
        closed_at: datetime.datetime | None = None,
        *,
        out_of: Sequence[int] = (),
        seal: str = "",
    ) -> int:
        """A case file's row; gives its id. `out_of` are the files it goes on with; `seal` seals it with that sensitivity."""
        sensitivity = seal or "ordinary"
        return batch.add(
            CaseFile, reference=reference, area_id=self.staff.area.pk, team_id=team_id, kind=kind, sensitivity=sensitivity,
            scope=self.scope(team_id, kind, sensitivity=sensitivity), sealed=bool(seal), came_out_of=list(out_of),
            opened_at=at, closed_at=closed_at, retention_class="child", legal_hold=False,
        )  # fmt: skip

    def family(self, batch: Batch, family: Family, at: datetime.datetime, *, ties: bool = True) -> None:
        """Write a family that is not on record yet, as registered at a moment; with its ties unless told otherwise."""
        if family.members[0].reference in self.held:
            return
        for member in family.members:
            self._person(batch, family, member, at)
        if ties:
            self._ties(batch, family)

    def _person(self, batch: Batch, family: Family, member: Member, at: datetime.datetime) -> None:
        file = self.file(batch, member.reference, "person", self.staff.front_door(), at)
        person = batch.add(
            Person, case_file_id=file, reference=member.reference, kind="adult" if member.adult else "child",
            given_names=member.given, family_name=member.family, birth_on=member.birth_on, birth_known="exact",
            sex=member.sex, ethnicity=family.ethnicity, first_language=family.language,
        )  # fmt: skip
        self.held[member.reference] = (person, file)
        aliases = [member.alias] if member.alias[1] else []
        for given, surname in aliases:
            batch.add(Name, case_file_id=file, person_id=person, kind="alias", given_names=given, family_name=surname)
        for system, value in (("nhs", member.nhs_number), ("upn", member.upn)):
            if value:
                batch.add(Identifier, case_file_id=file, person_id=person, system=system, value=value, source=SOURCE)
        batch.add(
            Residence,
            case_file_id=file,
            person_id=person,
            address=family.address,
            postcode=family.postcode,
            protected=False,
        )
        for surname, given, main in name_rows(member.given, member.family, aliases):
            batch.add(
                SearchName, case_file_id=file, person_id=person, answers_as_id=person, area_id=self.staff.area.pk,
                family=surname, given=given, birth_on=member.birth_on, districts=[district(family.postcode)], main=main,
                restricted=False,
            )  # fmt: skip
        if family.involvement and not member.adult and family.involved_since:
            batch.add(
                Involvement, case_file_id=file, person_id=person, kind=family.involvement,
                team_id=self.staff.teams["children-and-families"], opened_on=family.involved_since,
                closed_on=family.involved_until, source=SOURCE, source_id=f"{family.index}-{member.number}",
            )  # fmt: skip
        batch.note(at, "system:importer", "Imports", "registered person", "person", member.reference, [file])

    def _ties(self, batch: Batch, family: Family) -> None:
        for adult in family.adults:
            kind = "step_parent" if adult.relation == "partner" else "parent"
            for child in family.children:
                self._tie(batch, adult, child, kind, parental_responsibility=kind == "parent")
                self._tie(batch, child, adult, "step_child" if kind == "step_parent" else "child")
        for one in family.children:
            for other in family.children:
                if one is not other:
                    self._tie(batch, one, other, "sibling")
        if len(family.adults) == 2:
            self._tie(batch, family.adults[0], family.adults[1], "partner")
            self._tie(batch, family.adults[1], family.adults[0], "partner")

    def _tie(
        self, batch: Batch, one: Member, other: Member, kind: str, *, parental_responsibility: bool = False
    ) -> None:
        person, file = self.held[one.reference]
        batch.add(
            Relationship, case_file_id=file, person_id=person, other_id=self.held[other.reference][0], kind=kind,
            parental_responsibility=parental_responsibility,
        )  # fmt: skip


def known_contacts(references: list[str]) -> set[str]:
    """Which of these contacts are on record already."""
    with connections[IMPORTER].cursor() as cursor:
        cursor.execute("SELECT reference FROM front_door_contact WHERE reference = ANY (%s)", [references])
        return {row[0] for row in cursor.fetchall()}


def forget_connections() -> None:
    """Let go of the sessions used for loading."""
    for alias in (IMPORTER, OWNER):
        connections[alias].close()
