"""Reading the council's file: every row checked, every fault named by line and column; nothing is written here."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.directory.models import Area, Team
from sharedduty.foundations.people import rules
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.plain.tables import MOST_FAULTS, TOO_MANY_CELLS, CannotRead, Fault, TableRow, table_rows

DATE_SHAPES = ("%Y-%m-%d", "%d/%m/%Y")


@dataclass
class Row:
    """One line of the file. A child with several pieces of work has a line for each."""

    source_id: str = ""
    given_names: str = ""
    family_name: str = ""
    also_known_as: str = ""
    birth_date: str = ""
    sex: str = ""
    ethnicity: str = ""
    first_language: str = ""
    nhs_number: str = ""
    upn: str = ""
    address: str = ""
    postcode: str = ""
    involvement: str = ""
    involvement_id: str = ""
    team: str = ""
    worker: str = ""
    opened_on: str = ""
    closed_on: str = ""


COLUMNS = tuple(one.name for one in fields(Row))
NEEDED = ("source_id", "given_names", "family_name", "birth_date")
ABOUT_THE_CHILD = COLUMNS[: COLUMNS.index("involvement")]


@dataclass
class Ready:
    """A row that can be taken in: its line, the text and what was read from it."""

    line: int
    row: Row
    birth_on: datetime.date | None
    numbers: dict[str, str]
    postcode: str
    team: Team | None
    opened_on: datetime.date | None
    closed_on: datetime.date | None

    @property
    def work_key(self) -> str:
        """What this piece of work is known again by."""
        return self.row.involvement_id or f"{self.row.source_id}/{self.row.involvement}/{self.opened_on}"


@dataclass
class Imported:
    """What an import did, or would have: counts, and every fault."""

    rows: int = 0
    good: int = 0
    registered: int = 0
    changed: int = 0
    opened: int = 0
    closed: int = 0
    taken_in: bool = False
    faults: list[Fault] = field(default_factory=list)


def read_rows(text: str, by: Viewer, area: Area, done: Imported) -> list[Ready]:
    teams = _teams(by, area)
    ready: list[Ready] = []
    first_said: dict[str, Ready] = {}
    for raw in table_rows(text, columns=COLUMNS, needed=NEEDED):
        done.rows += 1
        if len(done.faults) >= MOST_FAULTS:
            raise CannotRead(f"There are more than {MOST_FAULTS} faults. Mend the export and try again.")
        one = _read_row(raw, teams, done.faults)
        if one and _same_child(one, first_said, done.faults):
            ready.append(one)
    return ready


def _teams(by: Viewer, area: Area) -> dict[str, Team]:
    """Teams by key and by name; a name two teams share is left out."""
    found: dict[str, list[Team]] = defaultdict(list)
    for team in Team.objects.using(by.database).filter(organisation__area=area):
        for name in {team.key.casefold(), team.name.casefold()}:
            found[name].append(team)
    return {name: teams[0] for name, teams in found.items() if len(teams) == 1}


def _read_row(raw: TableRow, teams: dict[str, Team], faults: list[Fault]) -> Ready | None:
    before, line = len(faults), raw.line
    if raw.too_long:
        faults.append(Fault(line, COLUMNS[-1], TOO_MANY_CELLS))
        return None
    row = Row(**raw.cells)
    if not row.source_id:
        faults.append(Fault(line, "source_id", "the council's own number is missing"))
    birth = _date(line, "birth_date", row.birth_date, faults)
    opened, closed = (_date(line, name, getattr(row, name), faults) for name in ("opened_on", "closed_on"))
    _check_person(line, row, birth, faults)
    if len(faults) == before:
        _check_work(line, row, opened, closed, teams, faults)
    numbers = {
        system: _checked(line, column, faults, partial(rules.read_identifier, system, getattr(row, column)))
        for system, column in (("nhs", "nhs_number"), ("upn", "upn"))
        if getattr(row, column)
    }
    postcode = _checked(line, "postcode", faults, partial(rules.read_postcode, row.postcode))
    if len(faults) > before:
        return None
    return Ready(line, row, birth, numbers, postcode, teams.get(row.team.casefold()), opened, closed)


def _date(line: int, column: str, text: str, faults: list[Fault]) -> datetime.date | None:
    if not text:
        return None
    for shape in DATE_SHAPES:
        try:
            return datetime.datetime.strptime(text, shape).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    faults.append(Fault(line, column, "this is not a date; write it as 2015-03-27 or 27/03/2015"))
    return None


def _checked(line: int, column: str, faults: list[Fault], read: Callable[[], str]) -> str:
    try:
        return read()
    except ValidationError as wrong:
        faults.append(Fault(line, column, " ".join(wrong.messages)))
        return ""


def _check_person(line: int, row: Row, birth: datetime.date | None, faults: list[Fault]) -> None:
    known = Person.BirthKnown.EXACT if birth else Person.BirthKnown.UNKNOWN
    names = {"birth_on": "birth_date"}
    for check in (
        partial(rules.check_name, row.given_names, row.family_name, Person.Kind.CHILD),
        partial(rules.check_birth, Person.Kind.CHILD, birth, known=known, care_leaver=True, expected_on=None),
    ):
        try:
            check()
        except ValidationError as wrong:
            for column, messages in wrong.message_dict.items():
                faults.append(Fault(line, names.get(column, column), " ".join(messages)))


def _check_work(
    line: int,
    row: Row,
    opened: datetime.date | None,
    closed: datetime.date | None,
    teams: dict[str, Team],
    faults: list[Fault],
) -> None:
    if not row.involvement:
        for column in ("involvement_id", "team", "worker", "opened_on", "closed_on"):
            if getattr(row, column):
                faults.append(Fault(line, "involvement", f"{column} is given, but not what kind of work it is"))
                return
        return
    if opened is None:
        faults.append(Fault(line, "opened_on", "say since when the work is open"))
    if row.team.casefold() not in teams:
        said = (
            "no team of this area has this key or name: Organisations lists them"
            if row.team
            else "say which team works with the child"
        )
        faults.append(Fault(line, "team", said))
    today = timezone.localdate()
    for column, day in (("opened_on", opened), ("closed_on", closed)):
        if day and day > today:
            faults.append(Fault(line, column, "this date is in the future"))
    if opened and closed and closed < opened:
        faults.append(Fault(line, "closed_on", "the closing date is before the opening date"))


def _same_child(one: Ready, first_said: dict[str, Ready], faults: list[Fault]) -> bool:
    """Two lines about one child say the same of the child."""
    first = first_said.setdefault(one.row.source_id, one)
    for column in ABOUT_THE_CHILD:
        if getattr(one.row, column) != getattr(first.row, column):
            faults.append(Fault(one.line, column, f"says something else of this child than line {first.line}"))
            return False
    return True
