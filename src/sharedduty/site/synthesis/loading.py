"""Loading a synthetic area: the newest contacts first, the rest of the time behind them, each day whole or not at all."""

import csv
import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sharedduty.foundations.access.models import CaseFile, Grant
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.people import models as people
from sharedduty.foundations.process.api import Clock, Handover, Move
from sharedduty.foundations.requests.models import Answer, InformationRequest, SharingDecision
from sharedduty.modules.front_door import models as front_door
from sharedduty.site.synthesis.days import Plan, plan_day
from sharedduty.site.synthesis.households import Register, known_contacts
from sharedduty.site.synthesis.records import Record
from sharedduty.site.synthesis.staff import Staff, staff_of
from sharedduty.site.synthesis.writing import Batch, Keys

PER_YEAR = 18_000  # initial contacts of a county this size: 2.77 million in England over 153 areas (quality.md 4.1)
FAMILIES_PER_CONTACT = 0.5
ROWS_AT_ONCE, CONTACTS_AT_ONCE = 40_000, 700
ORDER = (
    CaseFile, Grant, FormRecord, FormVersion, people.Person, people.Name, people.Identifier, people.Residence,
    people.Relationship, people.Involvement, people.SearchName, front_door.Contact, front_door.ContactChild,
    front_door.Question, front_door.Feedback, front_door.Note, front_door.KnownCheck, people.Check,
    front_door.Identification, front_door.ImmediateProtection, front_door.Enquiry, front_door.Decision,
    InformationRequest, Answer, SharingDecision, Move, Clock, Handover,
)  # fmt: skip
TRUTH = (
    "contact", "child", "person", "source", "received_at", "described_given", "described_family", "described_birth",
    "true_given", "true_family", "true_birth", "slips",
)  # fmt: skip

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Window:
    """What is to be loaded: which area by which seed, how far back and how much. Kept beside the data, to go on by."""

    area: str
    name: str
    number: int
    seed: int
    until: str
    days: int
    per_year: int

    @property
    def moment(self) -> datetime.datetime:
        """The instant after which nothing has happened yet."""
        return datetime.datetime.fromisoformat(self.until)

    @property
    def families(self) -> int:
        """How many families the area's contacts are about."""
        return max(20, int(self.per_year * self.days / 365 * FAMILIES_PER_CONTACT))

    def dates(self) -> Iterator[datetime.date]:
        """The days, the newest first."""
        last = timezone.localdate(self.moment)
        for back in range(self.days):
            yield last - datetime.timedelta(days=back)


def folder() -> Path:
    """Where the ground truth and the windows of loading are kept, beside everything else this installation writes."""
    place = Path(settings.VAR) / "synthetic"
    place.mkdir(parents=True, exist_ok=True)
    return place


def window(area: str, name: str, number: int, seed: int, *, days: int, per_year: int = PER_YEAR) -> Window:
    """The window of an area: the one begun earlier, so that loading goes on where it stopped, or a new one up to now."""
    kept = folder() / f"{area}.json"
    if kept.exists():
        return Window(**json.loads(kept.read_text()))
    made = Window(area, name, number, seed, timezone.now().isoformat(), days, per_year)
    kept.write_text(json.dumps(asdict(made), indent=1))
    return made


def load(wanted: Window, *, first: int = 0, progress: Progress | None = None) -> int:
    """Load a window's contacts that are not there yet, the newest day first, each day whole; gives how many.

    With `first`, goes back only so far as the newest contacts come to that many. Loading again adds nothing twice.
    """
    staff = staff_of(wanted.area, wanted.name, wanted.number, wanted.seed)
    if _is_loaded(wanted, staff):
        return 0
    register, batch = Register(staff), Batch(Keys())
    seen, made = 0, 0
    waiting: list[Plan] = []
    days = list(wanted.dates())
    for done, day in enumerate(days, 1):
        plans = _plans(wanted, staff, day)
        seen += len(plans)
        waiting.extend(_missing(plans))
        last = done == len(days) or bool(first and seen >= first)
        if last or len(waiting) >= CONTACTS_AT_ONCE:
            made += _write(wanted, register, batch, waiting)
            waiting = []
            if progress:
                progress(done, len(days))
        if last:
            break
    if done == len(days):
        _mark(wanted).touch()
    return made


def _mark(wanted: Window) -> Path:
    return folder() / f"{wanted.area}.loaded"


def _is_loaded(wanted: Window, staff: Staff) -> bool:
    """Whether this window was loaded to its end, into this database and not into one since thrown away."""
    if not _mark(wanted).exists():
        return False
    for day in reversed(list(wanted.dates())):
        if plans := _plans(wanted, staff, day):
            return not _missing(plans)
    return True


def _plans(wanted: Window, staff: Staff, day: datetime.date) -> list[Plan]:
    plans = plan_day(wanted.seed, staff, day, wanted.per_year, wanted.families, timezone.localdate(wanted.moment))
    return [plan for plan in plans if plan.received_at <= wanted.moment]


def _missing(plans: list[Plan]) -> list[Plan]:
    there = known_contacts([plan.reference for plan in plans])
    return [plan for plan in plans if plan.reference not in there]


def _write(wanted: Window, register: Register, batch: Batch, plans: list[Plan]) -> int:
    register.look_up({plan.family.index: plan.family for plan in plans}.values())
    for plan in sorted(plans, key=lambda plan: plan.received_at):
        Record(batch, register, plan, wanted.moment).write()
    batch.write(ORDER)
    _keep_truth(wanted, plans)
    return len(plans)


def _keep_truth(wanted: Window, plans: Iterable[Plan]) -> None:
    """Write down who each described child really is, beside the data, for tests to judge matching by."""
    path = folder() / f"{wanted.area}-truth.csv"
    fresh = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        if fresh:
            rows.writerow(TRUTH)
        for plan in plans:
            for child in plan.children:
                told, true = child.described, child.member
                rows.writerow(
                    (
                        plan.reference, child.reference, true.reference, plan.source, plan.received_at.isoformat(),
                        told.given, told.family, told.birth_on or "", true.given, true.family, true.birth_on,
                        "; ".join(told.slips),
                    )
                )  # fmt: skip
