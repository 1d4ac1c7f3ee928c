"""A chronology of an invented record, in an invented partnership: agencies asked, lines written, discrepancies followed."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from sharedduty.foundations.access.api import Viewer, open_file, seen_by
from sharedduty.foundations.chronology.actions import doubting, running, writing
from sharedduty.foundations.chronology.declared import Source, SourceChild
from sharedduty.foundations.chronology.importing import read_table
from sharedduty.foundations.chronology.models import AgencyPart, Chronology, Discrepancy, Entry
from sharedduty.foundations.chronology.queries.lines import Composite, composite_of
from sharedduty.foundations.chronology.rules.writing import labels_of
from sharedduty.foundations.directory.models import Team
from sharedduty.modules.front_door.tests.partnership import Partnership

BORN = datetime.date(2019, 5, 4)
PERIOD = {"period_from_on": datetime.date(2025, 1, 1), "period_to_on": datetime.date(2025, 6, 30)}
CHILD = {"label": "Child A", "birth_on": BORN, "died_on": None}
ASKED = {"question": "Your chronology, please.", "purpose": "To see them side by side.", "due_at": None}
HEADING = "date,time,event,source,place,seen,views_sought,views_given\n"
LINE: dict[str, Any] = {
    "date": datetime.date(2025, 3, 3), "time": datetime.time(10), "precision": "exact", "until_date": None, "until_time": None,
    "event": "Home visit after neighbours reported shouting", "source": "Log", "seen": "yes", "place": "at home",
}  # fmt: skip
# Three discrepancies are planted: told differently (3 March), two places at once (2 April), long unseen (from 2 April on).
FILES = {
    "police": HEADING + "03/03/2025,10:00,Home visit after neighbours reported shouting,Log 1,at home,yes,no,\n"
    "2025-02-01,,Call about noise,Log 2,,,,\n",
    "health": HEADING + "2025-03-03,10:10,Visit home after neighbours reported shouting,Notes,at home,no,,\n"
    "2025-04-02,14:00,Ward round,Ward notes,hospital ward,yes,yes,yes\n",
    "school": HEADING + "2025-04-02,14:00,Reading group,Register,in class,yes,,\n2025-02,,Often late,Register,,,,\n",
    "social_work": HEADING + "2025-01-20,9:30am,Referral taken and first look at the family,System,,,,\n",
}  # fmt: skip
WRITERS = {"police": "police_mash", "health": "health_mash", "school": "teacher", "social_work": "social_worker"}


@dataclass
class Told:
    """A chronology under way, and who works on it."""

    house: Partnership
    unit: Viewer
    held: Chronology
    parts: dict[str, AgencyPart] = field(default_factory=dict)

    def writer(self, agency: str) -> Viewer:
        """Who writes for an agency."""
        return self.house.post_holder(WRITERS[agency])

    def asks(self, *agencies: str) -> "Told":
        """Ask agencies for theirs."""
        teams = [Team.objects.select_related("organisation").get(pk=self.house.teams[one].pk) for one in agencies]
        with seen_by(self.unit):
            made = running.ask_agencies(by=self.unit, held=self.held, teams=teams, given=ASKED)
        self.parts |= dict(zip(agencies, made, strict=True))
        return self

    def takes_in(self, agency: str, text: str = "") -> "Told":
        """An agency takes its spreadsheet in."""
        by, part = self.writer(agency), self.part(agency)
        with seen_by(by):
            table = read_table(text or FILES[agency], labels_of(part))
            assert not table.faults, table.faults
            writing.take_in(by=by, held=part, lines=table.good)
        return self

    def sends(self, agency: str) -> "Told":
        """An agency sends its part."""
        by, part = self.writer(agency), self.part(agency)
        with seen_by(by):
            writing.send(by=by, held=part)
        return self

    def part(self, agency: str) -> AgencyPart:
        """An agency's part as it stands now, as its agency reads it."""
        with seen_by(self.writer(agency)):
            return AgencyPart.objects.select_related("case_file", "asked_team", "asking_team").get(
                pk=self.parts[agency].pk
            )

    def entry(self, agency: str, **about: Any) -> Entry:
        """One standing line of an agency."""
        with seen_by(self.unit):
            return Entry.objects.get(part=self.parts[agency], stands=True, **about)

    def now(self) -> Chronology:
        """The chronology as it stands now."""
        with seen_by(self.unit):
            self.held = Chronology.objects.select_related("case_file", "team__organisation").get(pk=self.held.pk)
        return self.held

    def composite(self, viewer: Viewer | None = None) -> Composite:
        """The whole as somebody sees it."""
        by = viewer or self.unit
        with seen_by(by):
            return composite_of(by, self.held)

    def takes_up(self, kind: str = "") -> Discrepancy:
        """Take up the first suggestion of a kind."""
        one = next(one for one in self.composite().suggestions if not kind or one.kind == kind)
        held = self.now()
        with seen_by(self.unit):
            return doubting.take_up(by=self.unit, held=held, suggestion=one)

    def doubt(self, held: Discrepancy) -> Discrepancy:
        """A discrepancy as it stands now."""
        with seen_by(self.unit):
            return Discrepancy.objects.select_related("case_file", "chronology__case_file").get(pk=held.pk)


def told(house: Partnership, *, gap_weeks: int | None = None, person_id: int | None = None, **more: Any) -> Told:
    """A chronology opened of an invented record of the business unit."""
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        file = open_file(by=unit, kind="practice_review", area_id=house.area.pk, team_id=unit.team_id, letter="PR")
        assert unit.team_id is not None
        source = Source(
            file.reference,
            "a record",
            house.area.pk,
            unit.team_id,
            (SourceChild("Robin Testwick", BORN, person_id),),
            "",
        )
        given = {**PERIOD, "children": [CHILD], "gap_weeks": gap_weeks, **more}
        return Told(house, unit, running.open_chronology(by=unit, source=source, given=given))


def four(house: Partnership, **more: Any) -> Told:
    """A chronology with the spreadsheets of four agencies, three discrepancies planted in them."""
    made = told(house, gap_weeks=10, **more).asks(*FILES)
    for agency in FILES:
        made.takes_in(agency).sends(agency)
    return made
