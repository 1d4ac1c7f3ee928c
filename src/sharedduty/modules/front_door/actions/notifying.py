"""Notifications in bulk: a table of incidents becomes contacts, one for each incident, however many children (issue A 6b)."""

import csv
import datetime
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.people.api import is_grown
from sharedduty.foundations.plain.clocks import ClockError, parse_instant
from sharedduty.foundations.plain.identifiers import BadIdentifier, normalise_nhs_number, normalise_postcode
from sharedduty.foundations.plain.spreadsheet import NotASpreadsheet, as_csv, is_spreadsheet
from sharedduty.modules.front_door.actions.handing import TELL_SCHOOL, leave_to_the_front_door
from sharedduty.modules.front_door.actions.receive import CannotReceive, Receipt, ReceivedChild, Sender, receive
from sharedduty.modules.front_door.models import Contact, ContactChild

INCIDENT = (
    "incident_number", "incident_at", "incident_kind", "incident_place", "what_happened", "risk", "adults", "attended_by",
    "action_taken", "danger_now", "child_words", "consent",
    "domestic_abuse", "school_told",
)  # fmt: skip
CHILD = ("given_names", "family_name", "birth_on", "sex", "address", "postcode", "school", "nhs_number")
COLUMNS = (*INCIDENT, *CHILD)
REQUIRED = ("incident_number", "incident_at", "what_happened")
BEYOND = ""  # where the reader puts cells that stand beyond the heading
MOST_ROWS, MOST_BYTES = 1000, 2_000_000
YES_NO = ("danger_now", "domestic_abuse", "school_told")
SEXES = {"": "", "f": "female", "female": "female", "m": "male", "male": "male", "other": "other"}


@dataclass(frozen=True)
class BadRow:
    """One thing wrong in the file: the line (the heading is line 1), the column, and why."""

    line: int
    column: str
    why: str


@dataclass
class Incident:
    """One incident of the file: its number, what its rows agree on, and its children."""

    number: str
    facts: dict[str, str]
    line: int
    at: datetime.datetime
    children: list[ReceivedChild] = field(default_factory=list)


@dataclass
class Batch:
    """A file read and checked: the incidents that are right, and everything that is wrong. Nothing is written yet."""

    good: list[Incident]
    bad: list[BadRow]


class NotATable(Exception):
    """The file cannot be read as the table asked for. The message says why, fit to show."""


def read_batch(data: bytes, *, now: datetime.datetime) -> Batch:
    """Read and check a table of notifications, CSV or a workbook.

    An incident with one bad row is bad as a whole: nothing is half taken in.

    Raises NotATable where it is no such table at all.
    """
    heading, table = _table(data)
    bad = _strange(heading)
    incidents: dict[str, Incident] = {}
    wrong: set[str] = set()
    for line, row in table:
        cells = {name: str(row.get(name) or "").strip() for name in COLUMNS}
        number = cells["incident_number"]
        problems = _too_long(line, row) or _check(line, cells, now)
        if number in incidents and not problems:
            problems = _differs(line, cells, incidents[number]) or _twice(line, cells, incidents[number])
        if problems:
            bad += problems
            wrong.add(number)
            continue
        at = _instant(cells["incident_at"])
        assert at is not None  # noqa: S101 (checked above)
        facts = {name: cells[name] for name in INCIDENT}
        incidents.setdefault(number, Incident(number, facts, line, at)).children.append(_child(cells))
    return Batch([one for one in incidents.values() if one.number not in wrong], bad)


def text_of(data: bytes) -> str:
    """The text of a file: of a workbook its first sheet as CSV. Raises NotATable for what is neither."""
    if is_spreadsheet(data):
        try:
            return as_csv(data, most_rows=MOST_ROWS + 1)
        except NotASpreadsheet as wrong:
            raise NotATable(str(wrong)) from wrong
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise NotATable("The file is not UTF-8 text. Save it as “CSV UTF-8” and send it again.") from wrong


def _table(data: bytes) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    if len(data) > MOST_BYTES:
        raise NotATable("The file is larger than 2 MB. Send it in parts.")
    text = text_of(data)
    if not text.strip():
        raise NotATable("The file is empty.")
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey=BEYOND, strict=True)
    try:
        heading = [str(name).strip() for name in reader.fieldnames or []]
        reader.fieldnames = heading
        missing = [name for name in (*REQUIRED, "family_name") if name not in heading]
        if missing:
            raise NotATable(f"The heading lacks: {', '.join(missing)}. The columns are {', '.join(COLUMNS)}.")
        if twice := sorted({name for name in heading if name and heading.count(name) > 1}):
            raise NotATable(f"The heading has this column twice: {', '.join(twice)}. Take one of them out.")
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as wrong:
        raise NotATable(f"Line {reader.line_num} is not well-formed CSV: {wrong}.") from wrong
    if len(rows) > MOST_ROWS:
        raise NotATable(f"The file has more than {MOST_ROWS} rows. Send it in parts.")
    if not rows:
        raise NotATable("The file has a heading and no rows.")
    return heading, rows


def _strange(heading: list[str]) -> list[BadRow]:
    """Columns we do not know: what stands in them would be lost without a word, a birth date called "dob" for one."""
    return [
        BadRow(1, name, "is not a column we know, so what is in it would be left out: rename it or take it out")
        for name in heading
        if name and name not in COLUMNS
    ]


def _too_long(line: int, row: Mapping[str, Any]) -> list[BadRow]:
    """A row longer than the heading has a comma out of its quotes, and every later cell stands in the wrong column."""
    if not any(cell.strip() for cell in row.get(BEYOND) or ()):
        return []
    return [BadRow(line, COLUMNS[0], "this row has more cells than the heading: is a comma not in quotes?")]


def _twice(line: int, cells: Mapping[str, str], first: Incident) -> list[BadRow]:
    """One child stands once under an incident."""
    if _child(cells) not in first.children:
        return []
    return [BadRow(line, "family_name", f"this child stands under incident {first.number} already: take one row out")]


def _check(line: int, cells: Mapping[str, str], now: datetime.datetime) -> list[BadRow]:
    """Everything wrong with one row."""
    bad = [BadRow(line, name, "is missing") for name in REQUIRED if not cells[name]]
    if not cells["given_names"] and not cells["family_name"]:
        bad.append(BadRow(line, "family_name", "name the child, even if only by one name"))
    at = _instant(cells["incident_at"])
    if cells["incident_at"] and at is None:
        never = "the clocks went forward over this hour" if _reads(cells["incident_at"]) else ""
        bad.append(BadRow(line, "incident_at", never or "write it like 2026-11-20 22:15"))
    elif at and at > now:
        bad.append(BadRow(line, "incident_at", "is in the future"))
    bad += _check_child(line, cells, now)
    bad += [BadRow(line, name, "write yes or no") for name in YES_NO if cells[name].lower() not in {"", "yes", "no"}]
    return bad


def _check_child(line: int, cells: Mapping[str, str], now: datetime.datetime) -> list[BadRow]:
    bad = []
    if cells["birth_on"]:
        born = _day(cells["birth_on"])
        if born is None:
            bad.append(BadRow(line, "birth_on", "write it like 2016-05-17"))
        elif born > now.date():
            bad.append(BadRow(line, "birth_on", "is in the future"))
        elif is_grown(born):
            bad.append(BadRow(line, "birth_on", "makes this person an adult"))
    if cells["sex"].lower() not in SEXES:
        bad.append(BadRow(line, "sex", "write female, male or other, or leave it empty"))
    if cells["nhs_number"]:
        try:
            normalise_nhs_number(cells["nhs_number"])
        except BadIdentifier as wrong:
            bad.append(BadRow(line, "nhs_number", str(wrong)))
    if cells["postcode"]:
        try:
            normalise_postcode(cells["postcode"])
        except BadIdentifier as wrong:
            bad.append(BadRow(line, "postcode", str(wrong)))
    return bad


def _differs(line: int, cells: Mapping[str, str], first: Incident) -> list[BadRow]:
    """Rows of one incident say the same about it."""
    return [
        BadRow(line, name, f"differs from line {first.line} of the same incident")
        for name in INCIDENT
        if cells[name] != first.facts[name]
    ]


def _instant(text: str) -> datetime.datetime | None:
    try:
        return parse_instant(text)
    except ClockError:
        return None


def _reads(text: str) -> bool:
    """Whether this is a date and time at all, be it one that never was."""
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _child(cells: Mapping[str, str]) -> ReceivedChild:
    return ReceivedChild(
        given_names=cells["given_names"], family_name=cells["family_name"], birth_on=_day(cells["birth_on"]),
        sex=SEXES[cells["sex"].lower()], address=cells["address"],
        postcode=normalise_postcode(cells["postcode"]) if cells["postcode"] else "", school=cells["school"],
        nhs_number=normalise_nhs_number(cells["nhs_number"]) if cells["nhs_number"] else "",
    )  # fmt: skip


def without_the_changed(by: Viewer, batch: Batch) -> Batch:
    """The batch with every incident taken out that was sent before and now says something else, each with its reason.

    The same again gives the first receipt. A child or words that are new would be lost that way, so they are named.
    """
    numbers = [one.number for one in batch.good]
    held = Contact.objects.filter(external_number__in=numbers, referrer_organisation_id=by.organisation_id)
    before = {one.external_number: one for one in held.select_related("form").prefetch_related("children")}
    good, bad = [], list(batch.bad)
    for incident in batch.good:
        changed = _changed(incident, before[incident.number]) if incident.number in before else []
        bad += changed
        good += [] if changed else [incident]
    return Batch(good, sorted(bad, key=lambda one: one.line))


def _changed(incident: Incident, held: Contact) -> list[BadRow]:
    """What of an incident is new since it was taken in as `held`: a child, or else its words. Corrections are no news."""
    known = list(held.children.all())
    said = f"was sent before as {held.reference}"
    mend = f"Send what is new as an incident of its own, such as {incident.number}/2, or telephone the front door."
    fresh = [one for one in incident.children if not any(_same(one, child) for child in known)]
    if fresh or len(incident.children) > len(known):
        names = ", ".join(f"{one.given_names} {one.family_name}".strip() for one in fresh or incident.children)
        return [BadRow(incident.line, "family_name", f"{said} with other children than {names}. {mend}")]
    before = held.form.answers if held.form else {}
    if any(str(before.get(name, "")).split() != value.split() for name, value in _answers(incident).items()):
        return [BadRow(incident.line, "incident_number", f"{said}, and said something else then. {mend}")]
    return []


def _same(one: ReceivedChild, child: ContactChild) -> bool:
    return one.given_names == child.given_names or (one.birth_on is not None and one.birth_on == child.birth_on)


def _answers(incident: Incident) -> dict[str, str]:
    """What the rows say of the incident, as it is kept."""
    said = {name: value for name, value in incident.facts.items() if value}
    return said | {name: said[name].lower() for name in YES_NO if name in said}


@transaction.atomic
def send_notifications(*, by: Viewer, batch: Batch) -> list[Receipt]:
    """Take in the incidents of a checked file, all or none. A number sent before gives the first one's receipt.

    Raises PermissionDenied, CannotReceive.
    """
    by.must("notifications_send")
    assert by.area_id is not None  # noqa: S101 (every sending role acts in a post, and so in an area)
    source = "police" if by.sector == "police" else "ambulance"
    sender = Sender(
        name=by.name, post=by.post_title, email=by.email, organisation_id=by.organisation_id,
        appointment_id=by.appointment_id, identity_verified=True,
    )  # fmt: skip
    return [_send(by, by.area_id, source, sender, incident) for incident in batch.good]


def _send(by: Viewer, area_id: int, source: str, sender: Sender, incident: Incident) -> Receipt:
    answers = _answers(incident)
    try:
        receipt = receive(
            by=by, area_id=area_id, source=source, children=incident.children, sender=sender, form="notification",
            answers=answers, concern_arose_at=incident.at, immediate_danger=answers.get("danger_now") == "yes",
            external_number=incident.number,
        )  # fmt: skip
    except CannotReceive as refused:
        raise CannotReceive(f"Incident {incident.number}: {refused}") from refused
    if receipt.is_new and answers.get("domestic_abuse") == "yes" and answers.get("school_told") != "yes":
        _school_to_be_told(by, receipt)
    return receipt


def _school_to_be_told(by: Viewer, receipt: Receipt) -> None:
    """After domestic abuse the police arrange that each child's school is told (Victims and Prisoners Act 2024 s.20).

    Where the file does not say that they did, the front door sees to it: nothing is told to a school by itself.
    """
    contact = Contact.objects.get(reference=receipt.reference)
    schools = [f"{child}: {child.school or 'school not named'}" for child in contact.children.order_by("order", "pk")]
    leave_to_the_front_door(
        by=by, contact=contact, start=TELL_SCHOOL,
        summary="Domestic abuse, and the notification does not say that the school knows. " + "; ".join(schools),
    )  # fmt: skip
