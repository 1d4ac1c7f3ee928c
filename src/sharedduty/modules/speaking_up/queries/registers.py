"""The two registers as their pages show them: every agency on one page, with what is missing."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design import slots
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.speaking_up.models import ElementState, PoliceNote, Procedure
from sharedduty.modules.speaking_up.policy import MANAGER
from sharedduty.modules.speaking_up.queries import choices

YEAR = datetime.timedelta(days=366)
LACKS = {
    "where": "where staff find it", "lead": "who leads it", "line": "a line apart from one's own manager",
    "leaflet": "a leaflet that names a charity", "reviewed_on": "when it was reviewed", "next_on": "the next review",
}  # fmt: skip
slots.offer("speaking_up.worker_under_enquiry", gives="a mapping: text, href, of where such a worker is told of")
GROUPS = {
    "reference": "References", "agency_worker": "Agency workers", "selection": "Selection", "panel": "Who selects",
    "check": "Checks", "induction": "Induction", "supervision": "Supervision", "unsuitable": "People found unsuitable",
    "record": "The single central record",
}  # fmt: skip


@dataclass(frozen=True)
class ProcedureRow:
    """One agency and what the register says; `missing` in words."""

    organisation: Organisation
    held: Procedure | None
    checked: Procedure | None  # the entry with the latest yearly check
    missing: list[str]

    @property
    def overdue(self) -> bool:
        """Whether the next review should have been."""
        return bool(self.held and self.held.next_on and self.held.next_on < timezone.localdate())


def procedures(viewer: Viewer) -> list[ProcedureRow]:
    """Every agency of the viewer's area and what is known of its procedure: first those of which anything is, by name."""
    found = Procedure.objects.filter(organisation__area_id=viewer.area_id or 0).order_by("recorded_at", "pk")
    latest = {one.organisation_id: one for one in found}
    checked = {one.organisation_id: one for one in found if one.works}
    rows = [
        ProcedureRow(one, latest.get(one.pk), checked.get(one.pk), _missing(latest.get(one.pk), checked.get(one.pk)))
        for one in choices.bodies(viewer, viewer.area_id)
        if one.is_legal_body
    ]
    return sorted(rows, key=lambda row: row.held is None)


def note_procedures(viewer: Viewer, shown: Sequence[ProcedureRow]) -> None:
    """Journal the entries that one page of the register shows."""
    files = sorted({one.held.case_file_id for one in shown if one.held})
    record_sight(by=viewer, verb="listed", object_type="whistleblowing procedures", files=files)


def procedure_now(viewer: Viewer, organisation: str) -> dict[str, object]:
    """What the register says now of an agency's procedure, to be written on: never the check, which is made each year.

    Empty where nothing is known. Journals the file shown.
    """
    body = choices.body_called(viewer, organisation, viewer.area_id or 0)
    held = Procedure.objects.filter(organisation=body).order_by("-recorded_at", "-pk").first() if body else None
    if held is None:
        return {}
    record_sight(by=viewer, verb="opened", object_type="whistleblowing procedure", files=[held.case_file_id])
    return {name: getattr(held, name) for name in (*LACKS, "protects")}


def _missing(held: Procedure | None, checked: Procedure | None) -> list[str]:
    if held is None:
        return ["everything"]
    found = [words for name, words in LACKS.items() if not getattr(held, name)]
    if held.protects != "yes":
        found.append("that the reporter's manager cannot read it")
    if checked is None or checked.recorded_at < timezone.now() - YEAR:
        found.append("this year's check that it works")
    return found


@dataclass(frozen=True)
class ElementLine:
    """One element at one agency: its words and source, and what is known of it."""

    code: str
    words: str
    citation: str
    held: ElementState | None

    @property
    def late(self) -> bool:
        """Whether the day to look at it again has passed."""
        return bool(self.held and self.held.next_on and self.held.next_on < timezone.localdate())


@dataclass
class AgencyView:
    """What one agency can show, by group."""

    organisation: Organisation
    groups: dict[str, list[ElementLine]]
    may_say: bool
    lines: list[ElementLine] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = [line for found in self.groups.values() for line in found]

    @property
    def duties(self) -> list[tuple[str, str]]:
        """The duties in law that all of it serves here: words and citation."""
        return choices.duties(self.organisation.sector)

    @property
    def late(self) -> list[ElementLine]:
        """What was to be looked at again, the longest overdue first."""
        return sorted((one for one in self.lines if one.late), key=lambda one: str(one.held and one.held.next_on))

    @property
    def next_line(self) -> ElementLine | None:
        """What is said next: the longest overdue, else the first of which nothing is said; None where all is said."""
        return next(iter(self.late), None) or next((one for one in self.lines if one.held is None), None)

    @property
    def next_on(self) -> datetime.date | None:
        """The soonest day on which something is looked at again; None where no day is set."""
        return min((one.held.next_on for one in self.lines if one.held and one.held.next_on), default=None)

    def count(self, state: str) -> int:
        """How many elements stand so; with an empty state, how many nothing is said of."""
        return sum(1 for one in self.lines if (one.held.state if one.held else "") == state)


def _latest(viewer: Viewer, organisations: list[int]) -> dict[tuple[int, str], ElementState]:
    found = ElementState.objects.filter(organisation__in=organisations).order_by("recorded_at", "pk")
    return {(one.organisation_id, one.element): one for one in found}


def said_of(viewer: Viewer) -> set[int]:
    """The agencies of which anything is said, by row id: as far as this viewer sees."""
    found = ElementState.objects.filter(organisation__area_id=viewer.area_id or 0).order_by()
    return set(found.values_list("organisation_id", flat=True).distinct())


def in_sight(viewer: Viewer) -> list[Organisation]:
    """The agencies whose safe recruitment this viewer may look at: all for those who assure, else one's own.

    First those of which anything is said.
    """
    found = [one for one in choices.bodies(viewer, viewer.area_id) if one.is_legal_body]
    if viewer.may("procedures_read"):
        known = said_of(viewer)
        return sorted(found, key=lambda one: one.pk not in known)
    return [one for one in found if one.pk == viewer.organisation_id]


def may_say(viewer: Viewer, organisation: Organisation) -> bool:
    """Whether this viewer says how it stands there."""
    own = organisation.pk == viewer.organisation_id or viewer.role == MANAGER
    return viewer.may("recruitment_keep") and own


def recruitment(viewer: Viewer, bodies: Sequence[Organisation]) -> list[AgencyView]:
    """Some agencies in sight with what each can show. Journals the files shown."""
    latest = _latest(viewer, [one.pk for one in bodies])
    record_sight(
        by=viewer, verb="listed", object_type="safe recruitment",
        files=sorted({one.case_file_id for one in latest.values()}),
    )  # fmt: skip
    return [_view(viewer, one, latest) for one in bodies]


def agency(viewer: Viewer, key: str) -> AgencyView | None:
    """One agency in sight; None for any other. Journals the file shown."""
    body = next((one for one in in_sight(viewer) if one.key == key), None)
    if body is None:
        return None
    latest = _latest(viewer, [body.pk])
    record_sight(
        by=viewer,
        verb="opened",
        object_type="safe recruitment",
        files=sorted({one.case_file_id for one in latest.values()}),
    )
    return _view(viewer, body, latest)


def _view(viewer: Viewer, body: Organisation, latest: dict[tuple[int, str], ElementState]) -> AgencyView:
    lists = choices.elements()
    groups = {
        title: [ElementLine(code, words, citation, latest.get((body.pk, code))) for code, words, citation in lists[key]]
        for key, title in GROUPS.items()
        if key in lists
    }
    return AgencyView(body, groups, may_say(viewer, body))


def police_notes(viewer: Viewer) -> list[PoliceNote]:
    """The notes of this very person that information for the employer alone came. Journals those shown."""
    found = list(PoliceNote.objects.order_by("-came_on", "-pk"))
    record_sight(
        by=viewer, verb="listed", object_type="employer-only information", files=[one.case_file_id for one in found]
    )
    return found
