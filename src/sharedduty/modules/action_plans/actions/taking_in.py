"""Taking recommendations into the register: one by one, or all of a review that was handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, open_file
from sharedduty.foundations.journal.api import record_change
from sharedduty.foundations.process.api import CannotMove, Given, Handover, Missing, begin, kept, take_up
from sharedduty.modules.action_plans.models import TrackedRecommendation
from sharedduty.modules.action_plans.policy import KIND
from sharedduty.modules.action_plans.process import PROCESS, START
from sharedduty.modules.action_plans.queries.choices import TRACKER_STATES
from sharedduty.modules.action_plans.queries.reading import PREFIX
from sharedduty.modules.action_plans.queries.sources import advised_by
from sharedduty.modules.action_plans.queries.starting import owned
from sharedduty.modules.action_plans.queries.trackers import in_register
from sharedduty.modules.action_plans.rules.recommending import taken_in_whole
from sharedduty.modules.action_plans.rules.tracking import TrackerLine, key_of, tracker_whole

UNSEEN = "What was recommended is not in your sight. Somebody else of the business unit takes it up."
WORDS = (
    "wording",
    "source_kind",
    "source_title",
    "source_number",
    "modality",
    "addressee",
    "gap",
    "breadth",
    "made_on",
)


@transaction.atomic
def take_in(*, by: Viewer, given: Given) -> TrackedRecommendation:
    """Take one recommendation in, from a source that has no record here (TRK-01, TRK-02).

    Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("plan_work")
    if missing := taken_in_whole(given):
        raise CannotMove(missing)
    return _open(by, [], **kept(given, *WORDS))


@transaction.atomic
def open_from_handover(*, by: Viewer, handover: Handover) -> list[TrackedRecommendation]:
    """Take the recommendations of a review that was handed over in, each with the owner and day it has there (GL-PR-10).

    Raises PermissionDenied; CannotMove.
    """
    by.must("plan_work")
    locked = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if not owned(by, locked):
        raise PermissionDenied
    if locked.closed_at or locked.start != START:
        raise CannotMove([Missing("This work was taken up before.")])
    source = advised_by(by, locked.from_record)
    if source is None:
        raise CannotMove([Missing(UNSEEN)])
    made = [
        _open(
            by, [locked.case_file_id, source.file_id], wording=one.wording, source_kind=source.kind,
            source_title=source.title, source_record=source.reference, source_number=one.number, modality="should",
            addressee=one.owner, made_on=source.made_on, handover=locked.reference, owner=one.owner, due_on=one.due_on,
            intended=one.intended,
        )
        for one in source.advised
    ]  # fmt: skip
    count = len(made)
    words = f"{count} recommendation{'' if count == 1 else 's'} taken into the register."
    take_up(by=by, handover=locked, led_to=made[0].reference if made else "", outcome=words)
    return made


@transaction.atomic
def take_in_tracker(
    *, by: Viewer, tracker: str, lines: Sequence[TrackerLine], means: Mapping[str, str]
) -> list[TrackedRecommendation]:
    """Take the lines of another tracker in, each as a recommendation received and not yet looked at (TRK-16; TRK-01).

    Takes: what the tracker is called, its lines, and what each of its words for a state means (a code of TRACKER_STATES).
    Whatever a line says of itself, nothing is accepted, done or closed by taking it in. Gives: those made; a line that is
    in the register already is left out. Raises PermissionDenied; CannotMove with what is missing.
    """
    by.must("plan_work")
    if missing := tracker_whole(tracker, [line.said for line in lines], means, TRACKER_STATES):
        raise CannotMove(missing)
    there = in_register(by)
    fresh = [line for line in lines if key_of(line.facts) not in there]
    return [
        _open(
            by, [], **line.facts, tracker=f"{tracker.strip()}, line {line.number}", tracker_said=line.said,
            tracker_means=means.get(line.said, ""),
        )
        for line in fresh
    ]  # fmt: skip


def _open(by: Viewer, out_of: list[int], **facts: Any) -> TrackedRecommendation:
    """Open the file and the record. Inside the caller's act."""
    if by.area_id is None or by.team_id is None:
        raise PermissionDenied
    file = open_file(
        by=by, kind=KIND, area_id=by.area_id, team_id=by.team_id, letter=PREFIX,
        out_of=out_of,
    )  # fmt: skip
    held = TrackedRecommendation.objects.create(
        case_file=file, reference=file.reference, area_id=by.area_id, team_id=by.team_id, came_at=timezone.now(),
        opened_by_id=by.holding, **facts,
    )  # fmt: skip
    begin(by=by, process=PROCESS, record=held, event="recommendation received")
    record_change(
        by=by, verb="took in a recommendation", object_type="recommendation", object_ref=held.reference, file=file.pk
    )
    return held
