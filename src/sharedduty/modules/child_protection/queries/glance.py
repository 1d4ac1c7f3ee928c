"""A case at a glance, for whoever has ten seconds: the next limit, what is late and whose it is, who saw the child and when."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from sharedduty.foundations.design.dates import date_words
from sharedduty.foundations.gatherings.api import Action
from sharedduty.foundations.process.api import ClockLine, clock_line
from sharedduty.modules.assessment.api import Standing
from sharedduty.modules.child_protection.models import PlanContact, PlanItem, PlanSupervision, ProtectionPlan, WorkDone
from sharedduty.modules.child_protection.queries.clocks import Limit
from sharedduty.modules.child_protection.queries.held import ReportLine


@dataclass(frozen=True)
class Seen:
    """When a child was last seen, by whom, and whether alone."""

    at: datetime.datetime
    by: str
    alone: bool


@dataclass(frozen=True)
class Glance:
    """What stands at the top of a case. `late` names each thing that is late with whose it is; `see_by` the next visit."""

    next: ClockLine | None
    late: tuple[str, ...]
    seen: Seen | None
    see_by: datetime.date | None = None


def next_line(limits: Iterable[Limit]) -> ClockLine | None:
    """The limit that runs out next, with what is left of it in words."""
    running = [one.clock for one in limits if not one.ended]
    return clock_line(running[0], timezone.now()) if running else None


def late_limits(limits: Iterable[Limit]) -> list[str]:
    """The limits that run and are past, by what they are for."""
    return [one.clock.title for one in limits if one.late and not one.ended]


def late_actions(actions: Iterable[Action]) -> list[str]:
    """The actions agreed in meetings that are past their day, with whoever is to do them."""
    today = timezone.localdate()
    return [f"{one.what} ({one.owner.name})" for one in actions if not one.outcome and one.due_on < today]


def late_reports(reports: Iterable[ReportLine], asked_by: datetime.date | None) -> list[str]:
    """The agencies' reports to a conference that did not come by their day."""
    if asked_by is None or asked_by >= timezone.localdate():
        return []
    return [f"report of {one.name}, {one.capacity}" for one in reports if not one.received_at]


def late_items(items: Iterable[PlanItem]) -> list[str]:
    """The lines of a plan that stand past their day, with whoever is to do them."""
    today = timezone.localdate()
    return [f"{one.change} ({one.owner})" for one in items if not one.closed_at and one.due_on < today]


def late_supervision(supervisions: list[PlanSupervision]) -> list[str]:
    """Supervision, the latest first, that was to be held again by now."""
    late = supervisions and supervisions[0].next_on < timezone.localdate()
    return [f"supervision, due {date_words(supervisions[0].next_on)}"] if late else []


def to_be_seen(plan: ProtectionPlan, contacts: list[PlanContact]) -> datetime.date | None:
    """By when a child with a plan is to be seen next: as the latest contact agreed, at first as the conference did."""
    return contacts[0].next_by_on if contacts else plan.visit_by_on


def late_visit(see_by: datetime.date | None) -> list[str]:
    """A visit whose day is past."""
    return [f"seeing the child, due {date_words(see_by)}"] if see_by and see_by < timezone.localdate() else []


def last_seen(work: Iterable[WorkDone], contacts: Iterable[PlanContact], resting: Standing | None) -> Seen | None:
    """When the child was last seen: in the enquiry, under the plan, or for the assessment that both rest on."""
    found = [Seen(one.done_at, one.worker, bool(one.alone)) for one in work if one.kind == "child_seen" and one.done_at]
    found += [Seen(one.done_at, one.worker, one.alone) for one in contacts if one.child_seen]
    if resting and resting.seen_at:
        found.append(Seen(resting.seen_at, f"for assessment {resting.reference}", resting.seen_alone))
    return max(found, key=lambda one: one.at, default=None)
