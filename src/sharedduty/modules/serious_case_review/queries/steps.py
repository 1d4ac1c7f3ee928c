"""The steps of the older chapter, each with when it stands on a review's record (HE-SCR; the pack's list scr.step)."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from sharedduty.foundations.access.api import Viewer
from sharedduty.foundations.chronology.models import Chronology
from sharedduty.foundations.process.api import Move
from sharedduty.modules.serious_case_review.models import CaseNotice, ManagementNote, SeriousCaseReview
from sharedduty.modules.serious_case_review.queries.choices import items

# Which verbs, notices or notes of an agency show that a step was taken; a step that is not here leaves no mark of its own.
VERBS = {
    "t_1": ("begin",), "t_4": ("begin",), "t_5": ("tell_chair",), "t_2": ("note_route",), "t_8": ("consider",),
    "t_9": ("recommend",), "t_10": ("hold_review", "decline"), "t_16": ("hold_first_meeting",), "t_17": ("ask_agencies",),
    "t_23": ("write_overview",), "t_24": ("satisfy_panel",), "t_25": ("sign_off",), "t_26": ("sign_off",),
    "t_27": ("agree_extension",), "t_28": ("clear_summary",), "t_29": ("confirm_fairness",), "t_30": ("sign_up",),
    "t_31": ("plan_disclosure",), "t_32": ("debrief",), "t_35": ("publish",), "t_36": ("receive_plan",), "t_37": ("close",),
    "t_18": ("write_report",), "t_20": ("endorse",),
}  # fmt: skip
NOTICES = {
    "t_6": "secure_files", "t_7": "panel_members", "t_11": "no_review", "t_12": "inspectorate", "t_13": "health_authority",
    "t_33": "copies_inspectorate", "t_34": "brief_inspectorate",
}  # fmt: skip
NOTED = {"t_19": "feedback", "t_21": "urgent"}
NOMINATED = {"t_14": "chair", "t_15": "author"}
GATES = {"panel": ("t_24",), "board": ("t_25", "t_26")}


@dataclass(frozen=True)
class StepLine:
    """One step of the chapter: its words, who and by when as the pack has it, and when it was first taken here."""

    words: str
    note: str
    taken_on: datetime.date | None
    recorded: bool  # the day is that of the entry, for the record has none of the step itself


def steps_of(viewer: Viewer, held: SeriousCaseReview) -> list[StepLine]:
    """Every step of the pack's list in its order, with the day it was taken; else when it was first recorded; else None."""
    parts = dict(held.management_reviews.values_list("pk", "reference"))
    first: dict[str, datetime.date] = {}
    moves = Move.objects.filter(record__in=[held.reference, *parts.values()]).order_by("moved_at", "pk")
    for verb, at in moves.values_list("verb", "moved_at"):
        first.setdefault(verb, timezone.localdate(at))
    sent: dict[str, datetime.date] = {}
    for code, at in CaseNotice.objects.filter(review=held).order_by("sent_at", "pk").values_list("code", "sent_at"):
        sent.setdefault(code, timezone.localdate(at))
    noted: dict[str, datetime.date] = {}
    for kind, on in (
        ManagementNote.objects.filter(part__in=parts).order_by("happened_on", "pk").values_list("kind", "happened_on")
    ):
        noted.setdefault(kind, on)
    named = dict(held.nominations.order_by("-nominated_on", "-pk").values_list("part", "nominated_on"))
    merged = (
        Chronology.objects.filter(for_record=held.reference).order_by("pk").values_list("opened_at", flat=True).first()
    )
    known = _known_days(held)
    found = []
    for one in items(held.pack, "scr.step"):
        days = (known.get(one.code), sent.get(NOTICES.get(one.code, "")), noted.get(NOTED.get(one.code, "")),
                named.get(NOMINATED.get(one.code, "")))  # fmt: skip
        taken = [day for day in days if day]
        entered = [first[verb] for verb in VERBS.get(one.code, ()) if verb in first]
        if one.code == "t_22" and merged:
            entered.append(merged.date())
        found.append(StepLine(one.label, one.note, min(taken or entered, default=None), bool(entered and not taken)))
    return found


def _known_days(held: SeriousCaseReview) -> dict[str, datetime.date]:
    """The days that the record itself has of steps, by their codes."""
    moments = {
        "t_5": held.chair_told_at,
        "t_10": held.decided_at,
        "t_16": held.first_meeting_at,
        "t_35": held.published_at,
    }
    days = {code: timezone.localdate(at) for code, at in moments.items() if at}
    gates = held.notes.filter(kind="gate", happened_on__isnull=False).order_by("recorded_at", "pk")
    for gate, day in gates.values_list("code", "happened_on"):
        days |= {code: day for code in GATES.get(gate, ()) if day}
    return {"t_1": held.received_on, "t_4": held.received_on, **days}
