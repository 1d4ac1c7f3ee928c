"""The report of a rapid review, made from what is recorded: nothing is typed for it (GL-RR-16, GL-RR-17)."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.design.dates import date_words, moment_words
from sharedduty.foundations.journal.api import record_sight
from sharedduty.modules.rapid_review.models import RapidReview
from sharedduty.modules.rapid_review.queries.choices import ANSWERS, YES_NO, labels
from sharedduty.modules.rapid_review.queries.meetings import who_was_there
from sharedduty.modules.rapid_review.queries.reading import (
    asked_of,
    last_findings,
    last_judgement,
    steps_of,
)
from sharedduty.modules.rapid_review.queries.timeline import CHOICE
from sharedduty.modules.rapid_review.rules.deciding import CIRCUMSTANCES, CRITERIA, FLAGS, SETTINGS

Rows = list[tuple[str, str]]


@dataclass(frozen=True)
class Section:
    """One part of the report: its title, and rows of what stands on record."""

    title: str
    rows: Rows


def sections(viewer: Viewer, held: RapidReview) -> list[Section]:
    """The whole report as the record stands now. Journals what it shows."""
    asked = asked_of(viewer, held)
    files = sorted({held.case_file_id, *(one.request.case_file_id for one in asked)})
    record_sight(
        by=viewer, verb="opened", object_type="rapid review", object_ref=held.reference, files=files, purpose="report"
    )
    return [
        Section("The review", _beginning(held)),
        Section("The children", [(str(one), f"Born {date_words(one.birth_on)}" if one.birth_on else "Date of birth not known")
                                 for one in held.children.order_by("recorded_at", "pk")]),
        Section("What happened", [("As it was first known", held.what_happened)]),
        Section("What agencies know", [
            (one.request.asked_organisation.name, one.answer or one.request.outcome_words or "No summary yet")
            for one in asked if not one.request.withdrawn_at
        ]),
        Section("Records secured", [
            (one.agency, f"{one.records} Secured {moment_words(one.secured_at)} by {one.secured_by}.")
            for one in held.secured_files.order_by("secured_at", "pk")
        ]),
        Section("The meeting", _meeting(viewer, held)),
        Section("Aims of the review", _aims(held)),
        Section("Done at once", [
            (f"{one.what} ({one.owner})", f"Done {date_words(one.done_on)}: {one.done}" if one.done_on
             else f"To be done by {date_words(one.due_on)}")
            for one in held.safety_actions.order_by("due_on", "pk")
        ]),
        Section("The criteria, as people judged them", _criteria(held)),
        Section("What was decided, and why", _decisions(held)),
        Section("Disagreement", [
            (one.agency, f"{one.text} Answer: {one.answer or 'not yet'}")
            for one in held.disagreements.order_by("received_at", "pk")
        ]),
        Section("Other investigations", _parallel(held)),
        Section("The time limits", _timeline(held)),
    ]  # fmt: skip


def as_sent(viewer: Viewer, held: RapidReview) -> list[Any]:
    """The report as plain values, to be kept as it was when it was sent."""
    return [[one.title, [list(row) for row in one.rows]] for one in sections(viewer, held)]


def sections_sent(kept: list[Any]) -> list[Section]:
    """A report that was kept, to be shown again."""
    return [Section(title, [(label, text) for label, text in rows]) for title, rows in kept]


def _beginning(held: RapidReview) -> Rows:
    return [
        ("Our reference", held.reference), ("Came from", held.get_origin_display()),
        *([("Why it is reviewed", held.because)] if held.because else []),
        *([("National reference", held.national_reference)] if held.national_reference else []),
        ("Partnership told, or case referred", moment_words(held.begun_at)),
    ]  # fmt: skip


def _meeting(viewer: Viewer, held: RapidReview) -> Rows:
    if held.met_at is None:
        return []
    there = who_was_there(viewer, held.meeting)
    return [
        ("Held", moment_words(held.met_at)), ("Quorum", "Met" if held.quorate else "Not met; it was decided to go on"),
        *([("Who was there", "; ".join(there))] if there else []),
    ]  # fmt: skip


def _aims(held: RapidReview) -> Rows:
    last = last_findings(held)
    if last is None:
        return []
    return [
        ("What is known so far", last.facts), ("What is done at once, and learned already", last.immediate),
        ("What could be better", last.improvement), ("What should come next", last.next_steps),
    ]  # fmt: skip


def _criteria(held: RapidReview) -> Rows:
    last = last_judgement(held)
    if last is None:
        return []
    found = [
        (words, f"{ANSWERS.get(last.criteria[code]['answer'], '')}. {last.criteria[code]['why']}")
        for code, words in CRITERIA.items()
    ]
    found += [
        (words, YES_NO.get(last.circumstances.get(code, ""), "")) for code, words in (CIRCUMSTANCES | FLAGS).items()
    ]
    if last.settings:
        found.append(("Kind of institution", ", ".join(SETTINGS[code] for code in last.settings if code in SETTINGS)))
    return [*found, ("Judged by", last.judged_by)]


def _decisions(held: RapidReview) -> Rows:
    known = labels("decision", timezone.localdate(held.begun_at))
    found: Rows = []
    for one in held.decisions.order_by("number", "pk"):
        chosen = "; ".join(known.get(code, code) for code in one.chosen)
        again = f" Decided anew because: {one.why_again}" if one.why_again else ""
        focus = f" A local review would look at: {one.focus}" if one.focus else ""
        none = f" Nothing is done at once because: {one.no_actions_because}" if one.no_actions_because else ""
        found.append(
            (f"{moment_words(one.decided_at)}, {one.decided_by}", f"{chosen}. {one.reasons}{focus}{none}{again}")
        )
    return found


def _parallel(held: RapidReview) -> Rows:
    known = labels("parallel", timezone.localdate(held.begun_at))
    return [
        (known.get(one.kind, one.kind),
         f"Led by {one.lead}. {one.agreed}{' One meeting serves both.' if one.joint_meeting else ''}")
        for one in held.parallel_processes.order_by("recorded_at", "pk")
    ]  # fmt: skip


def _timeline(held: RapidReview) -> Rows:
    steps = steps_of(held, list(held.members.all()), list(held.tellings.all()))
    found = [
        (f"{one.title}, days {one.days}" if one.by_on else f"{one.title}, {one.days}",
         ". ".join(words for words in (f"By {date_words(one.by_on)}" if one.by_on else "",
                                       f"Done {moment_words(one.done_at)}" if one.done_at else "Not done yet") if words))
        for one in steps
    ]  # fmt: skip
    return [*found, ("How days are counted", CHOICE)] if found else []
