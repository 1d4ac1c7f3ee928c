"""The sheet of the notice: its pages and each child's, how far each is, what is still to write, and the whole to copy."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words, moment_words
from sharedduty.foundations.forms import api as forms
from sharedduty.modules.serious_incident.models import IncidentChild, SeriousIncident
from sharedduty.modules.serious_incident.queries.choices import ABUSE
from sharedduty.modules.serious_incident.rules.standing import SUBJECTS

MOST_CHILDREN = 4  # how many children the national system takes in one notice (guidance-now C, S47)
TWO_VERSIONS = "Choose between two versions of what was written"
Row = tuple[str, Any]


@dataclass(frozen=True)
class Part:
    """One part of the sheet: what it is about, its record, and how far each of its pages is, with where it is written."""

    title: str
    record: forms.FormRecord
    pages: list[tuple[forms.Task, str]]
    child: IncidentChild | None = None


def children_of_notice(incident: SeriousIncident) -> list[IncidentChild]:
    """The children who have a page of the notice: not the brothers and sisters who came to no harm."""
    return list(incident.children.filter(part__in=SUBJECTS).select_related("form").order_by("recorded_at", "pk"))


def parts(viewer: Viewer, incident: SeriousIncident) -> list[Part]:
    """The parts of the sheet: the incident, then each child."""
    found = [_part("The incident", incident.form, "write", incident.reference)]
    for child in children_of_notice(incident):
        found.append(_part(str(child), child.form, "write-child", incident.reference, child.reference, child=child))
    return found


def _part(title: str, record: forms.FormRecord, name: str, *where: str, child: IncidentChild | None = None) -> Part:
    made = forms.form(record.pack, record.form)
    pages = [
        (forms.task_of(made, page, record), reverse(f"serious_incident:{name}", args=[*where, page.key]))
        for page in made.pages
    ]
    return Part(title, record, pages, child)


def unwritten(viewer: Viewer, incident: SeriousIncident) -> list[tuple[str, str]]:
    """What the notice still lacks: the words and where to write it."""
    found = _lacks(incident.form, "write", incident.reference)
    for child in children_of_notice(incident):
        where = (incident.reference, child.reference)
        found += [(f"{child}: {words}", href) for words, href in _lacks(child.form, "write-child", *where)]
        if forms.two_versions(child.form):
            found.append((f"{child}: {TWO_VERSIONS}", reverse("serious_incident:choose-child", args=where)))
    if forms.two_versions(incident.form):
        found.append((TWO_VERSIONS, reverse("serious_incident:choose", args=[incident.reference])))
    return found


def _lacks(record: forms.FormRecord, name: str, *where: str) -> list[tuple[str, str]]:
    made = forms.form(record.pack, record.form)
    return [
        (
            str(problem.text).rstrip("."),
            f"{reverse(f'serious_incident:{name}', args=[*where, page.key])}#{problem.anchor}",
        )
        for page in made.pages
        for problem in forms.check_page(made, page, record.answers, today=timezone.localdate())
    ]


@dataclass(frozen=True)
class SheetPart:
    """One part of the sheet to copy: what stands on the record already, then what was written for the notice."""

    title: str
    known: list[Row]
    sections: list[dict[str, Any]]


def sheet(viewer: Viewer, incident: SeriousIncident) -> list[SheetPart]:
    """The whole sheet to print or copy: nothing is typed twice, what the record knows stands first.

    Once the notice was sent it shows what the record knew then, whatever is corrected afterwards.
    """
    known = incident.as_sent or known_now(viewer, incident)
    children = {one.reference: one for one in incident.children.select_related("form")}
    found = [SheetPart("The incident", known[""], forms.read_form(incident.form))]
    for reference, rows in known.items():
        if reference in children:
            child = children[reference]
            found.append(SheetPart(str(rows[0][1]), rows, forms.read_form(child.form)))
    return found


def known_now(viewer: Viewer, incident: SeriousIncident) -> dict[str, list[Row]]:
    """What the record knows for each part of the sheet: the incident under an empty key, each child under their reference."""
    return {"": _of_incident(incident)} | {one.reference: _of_child(one) for one in children_of_notice(incident)}


def _of_incident(incident: SeriousIncident) -> list[Row]:
    place = incident.get_place_display() + (f": {incident.where_words}" if incident.where_words else "")
    others = [str(one) for one in incident.children.exclude(part__in=SUBJECTS).order_by("recorded_at", "pk")]
    return [
        ("Our reference", incident.reference), ("What happened", incident.what_happened),
        ("When", date_words(incident.happened_on) if incident.happened_on else None), ("Where", place),
        ("Council became aware", moment_words(incident.aware_at)), ("Other children of the household", ", ".join(others)),
    ]  # fmt: skip


def _of_child(child: IncidentChild) -> list[Row]:
    return [
        ("Name", str(child)), ("Born", date_words(child.birth_on) if child.birth_on else None),
        ("What happened to the child", child.get_part_display()),
        *([("Died", date_words(child.died_on))] if child.died_on else []),
        ("Abuse or neglect", ABUSE.get(child.abuse, child.abuse)), ("Looked after or care leaver", child.get_care_display()),
        ("Another area with a part", child.other_area),
    ]  # fmt: skip
