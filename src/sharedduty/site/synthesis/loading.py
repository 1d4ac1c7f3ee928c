"""Loading a synthetic area: the newest contacts first, the rest of the time behind them, each day whole or not at all."""

import csv
import datetime
import json
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from django.conf import settings
from django.utils import timezone

from sharedduty.foundations.access.models import CaseFile, Grant
from sharedduty.foundations.forms.models import FormRecord, FormVersion
from sharedduty.foundations.people import models as people
from sharedduty.foundations.process.api import Clock, Handover, Move
from sharedduty.foundations.requests.models import Answer, InformationRequest, SharingDecision
from sharedduty.modules.front_door import models as front_door
from sharedduty.site.synthesis import accusing, disputing, early, early_rows, helping, meeting, protecting
from sharedduty.site.synthesis.days import Plan, plan_day
from sharedduty.site.synthesis.households import Register, forget_connections, known_contacts
from sharedduty.site.synthesis.records import Record
from sharedduty.site.synthesis.sharing import settle
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
    InformationRequest, Answer, SharingDecision, *helping.MODELS,
    *early_rows.MODELS, *protecting.MODELS, *meeting.MODELS,
    *disputing.MODELS, *accusing.MODELS, Move, Clock, Handover,
)  # fmt: skip
TRUTH = (
    "contact", "child", "person", "source", "received_at", "described_given", "described_family", "described_birth",
    "true_given", "true_family", "true_birth", "slips",
)  # fmt: skip
TRUTHS = {
    "assessments": helping.TRUTH, "early-help": early.TRUTH, "protection": protecting.TRUTH,
    "disagreements": disputing.TRUTH, "allegations": accusing.TRUTH,
}  # fmt: skip

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
    register, keys = Register(staff), Keys()
    seen, made = 0, 0
    waiting: list[Plan] = []
    days = list(wanted.dates())
    with _Writer(wanted) as writer:
        for done, day in enumerate(days, 1):
            plans = _plans(wanted, staff, day)
            seen += len(plans)
            waiting.extend(_missing(plans))
            last = done == len(days) or bool(first and seen >= first)
            if last or len(waiting) >= CONTACTS_AT_ONCE:
                batch, written = _batch(wanted, register, keys, waiting)
                writer.write(batch, written)
                made += len(written)
                waiting = []
                if progress:
                    progress(done, len(days))
            if last:
                break
    if done == len(days):
        _mark(wanted).touch()
    return made


class _Writer:
    """Writes one batch in a thread of its own while the next is made up: the database and we work at the same time.

    On leaving everything given to it is written. Raises the DatabaseError of a batch at the next one, or on leaving.
    """

    def __init__(self, wanted: Window) -> None:
        self.wanted = wanted
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="writing")
        self._running: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        try:
            self._wait()
        finally:
            self._thread.submit(forget_connections).result()  # they are this thread's own
            self._thread.shutdown()

    def write(self, batch: Batch, plans: list[Plan]) -> None:
        """Begin to write a batch once the one before it is written."""
        self._wait()
        self._running = self._thread.submit(self._write, batch, plans)

    def _write(self, batch: Batch, plans: list[Plan]) -> None:
        batch.write(ORDER)
        _keep_truth(self.wanted, plans)

    def _wait(self) -> None:
        if self._running is not None:
            running, self._running = self._running, None
            running.result()


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


def _batch(wanted: Window, register: Register, keys: Keys, plans: list[Plan]) -> tuple[Batch, list[Plan]]:
    """The rows of some contacts; gives them and the contacts, with those by which early help stepped up."""
    batch, written = Batch(keys), []
    register.look_up({plan.family.index: plan.family for plan in plans}.values())
    for plan in sorted(plans, key=lambda plan: plan.received_at):
        Record(batch, register, plan, wanted.moment).write()
        for further in plan.further:
            Record(batch, register, further, wanted.moment).write()
        written += [plan, *plan.further]
    settle(batch, register)
    return batch, written


def _keep_truth(wanted: Window, plans: list[Plan]) -> None:
    """Write down, beside the data, who each described child really is and how each case went, for tests to judge by."""
    for room, header in TRUTHS.items():
        with (folder() / f"{wanted.area}-{room}.csv").open("a", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            if file.tell() == 0:
                lines.writerow(header)
            lines.writerows(line for plan in plans for line in plan.truth.get(room, ()))
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
