"""What may be done with an allegation at several stages is done at each of them, by the room's own actions."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Move
from sharedduty.modules.allegations.actions import guarding, judging, managing
from sharedduty.modules.allegations.models import Allegation
from sharedduty.modules.allegations.process import PROCESS
from sharedduty.modules.front_door.tests.partnership import Partnership
from tests.allegations.scenes import DAY, Case, discussion, judgement, suspension, taken_up

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def steps(case: Case, other: Case) -> dict[str, Callable[[Allegation], Any]]:
    """What does each step that several stages have, whole, as the designated officer."""
    by, now, today = case.officer, timezone.now(), timezone.localdate()
    child, duty = case.child(), case.duty()
    somebody = case.house.post_holder("teacher", 8)

    def on(act: Any, **given: Any) -> Callable[[Allegation], Any]:
        return lambda held: act(by=by, held=held, given=given)

    return {
        "name_child": on(judging.name_child, given_names="Ash", family_name="Testwick", birth_on=None),
        "settle_welfare": on(judging.settle_welfare, which=child.reference, welfare="none", welfare_why="Safe."),
        "discuss": on(judging.discuss, **discussion()),
        "judge": on(judging.judge, **judgement()),
        "send_record": on(judging.send_record, text="We spoke.", sent_to="Sam Senior", how="Here"),
        "look_again": on(judging.look_again, reason="More was told."),
        "tell": on(
            managing.tell, told="parents", recipient="Both", held_back=False, what="It.", told_at=now, told_by="L.",
            how="In person",
        ),
        "note_contact": on(managing.note_contact, spoke_at=now, spoke_with="Sam Senior", text="Asked how it goes."),
        "note_strand": on(
            managing.note_strand, kind="police", opened="closed", stands="No more.", lead="A lead", next_on=None
        ),
        "consider_suspension": on(managing.consider_suspension, **suspension()),
        "review_progress": on(
            managing.review_progress, pace="Quick.", fairness="Fair.", thoroughness="Whole.", next_on=today + DAY
        ),
        "note_duty": on(
            managing.note_duty, kind="dbs", body="The service", owed_by="School", removed_on=today, would_have=False,
            because="Dismissed.",
        ),
        "settle_duty": on(managing.settle_duty, which=duty.reference, referred_on=today, referred_reference="D-1"),
        "name_accused": on(guarding.name_accused, email="nobody@example.org", person=""),
        "shut_out": on(guarding.shut_out, email=somebody.email, reason="A friend."),
        "hand_over": on(guarding.hand_over, reason="I know them."),
        "note_same_person": on(guarding.note_same_person, which=other.held.reference, because="The same name."),
    }  # fmt: skip


def test_each_of_them_is_done_at_every_stage_where_it_is_declared(house: Partnership) -> None:
    case, other = taken_up(house), taken_up(house)
    house.post_holder("business_manager")
    case.discussed()
    by, reference = case.officer, case.held.reference
    acts, done = steps(case, other), 0
    with seen_by(by):
        for step in (one for one in PROCESS.transitions if one.verb in acts):
            for stage in step.from_stages:
                reached = ""
                with contextlib.suppress(Undone), transaction.atomic():
                    Allegation.objects.filter(pk=case.held.pk).update(stage=stage)
                    held = Allegation.objects.select_related("case_file", "team", "area").get(pk=case.held.pk)
                    acts[step.verb](held)
                    reached = held.stage
                    if step.verb != "hand_over":  # after which it is out of the officer's sight
                        assert Move.objects.filter(record=reference, verb=step.verb, from_stage=stage).exists()
                    raise Undone
                assert reached == step.to_stage, (step.verb, stage)
                done += 1
    assert done == sum(len(one.from_stages) for one in PROCESS.transitions if one.verb in acts) > 60


def test_what_does_not_meet_the_criteria_is_closed_when_the_employer_has_the_record(house: Partnership) -> None:
    case = taken_up(house).as_far_as("not_met").sent()
    with seen_by(case.officer):
        managing.close(by=case.officer, held=case.held)
    assert case.fresh().held.stage == "closed"
