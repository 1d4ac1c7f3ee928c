"""Every step of the declared process by every role: allowed ones are taken, all others are refused and nothing moves."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import ROLES, seen_by, who_may
from sharedduty.foundations.process.api import CannotMove, Clock, missing_for, move, not_from_here
from sharedduty.modules.front_door.actions import holding
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.process import PROCESS
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db
STEPS = [(step, stage) for step in PROCESS.transitions for stage in step.from_stages]


def refused(call) -> list[str]:
    """The texts with which a step is refused."""
    with pytest.raises(CannotMove) as caught:
        call()
    return [one.text for one in caught.value.missing]


@pytest.mark.parametrize(("step", "stage"), STEPS, ids=lambda one: getattr(one, "verb", one))
def test_a_role_without_the_permission_takes_no_step(partnership: Partnership, step, stage) -> None:
    """The engine asks for the permission before anything else, whoever asks, at every stage."""
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        Contact.objects.filter(reference=reference).update(stage=stage)
        contact = partnership.held(worker, reference)
        for role in sorted(set(ROLES) - set(who_may(step.permission))) if step.permission else []:
            other = partnership.post_holder(role)
            with pytest.raises(PermissionDenied):
                move(by=other, process=PROCESS, record=contact, verb=step.verb, given={})
        contact.refresh_from_db()
        assert (contact.stage, contact.version) == (stage, 1)


@pytest.mark.parametrize("stage", [stage.code for stage in PROCESS.stages])
def test_a_step_the_process_does_not_allow_is_refused_at_every_stage(partnership: Partnership, stage: str) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_manager")
    verbs = {step.verb for step in PROCESS.transitions}
    allowed = {step.verb for step in PROCESS.possible(stage)}
    with seen_by(worker):
        Contact.objects.filter(reference=reference).update(stage=stage)
        contact = partnership.held(worker, reference)
        for verb in verbs - allowed:
            missing = missing_for(PROCESS, contact, verb, {})
            assert [one.text for one in missing] == [not_from_here(PROCESS, verb, stage)]
            with pytest.raises(CannotMove):
                move(by=worker, process=PROCESS, record=contact, verb=verb, given={})
        contact.refresh_from_db()
        assert contact.version == 1


def test_every_step_with_rules_is_refused_with_what_is_missing_when_nothing_is_given(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_manager")
    free = {"claim", "acknowledge", "close"}  # nothing need be given: what they ask of the record already holds
    with seen_by(worker):
        for step, stage in STEPS:
            Contact.objects.filter(reference=reference).update(stage=stage)
            contact = partnership.held(worker, reference)
            missing = missing_for(PROCESS, contact, step.verb, {})
            assert bool(missing) == (step.verb not in free), (step.verb, stage, missing)
            assert all(one.text.endswith((".", "?", ":")) or ":" in one.text for one in missing)


@pytest.mark.rows("GL-FD-07", "GL-TH-10")
def test_claim_put_back_and_hand_over(partnership: Partnership) -> None:
    reference = partnership.contact()
    first, second = (partnership.post_holder("front_door_worker", number) for number in (1, 2))
    with seen_by(first):
        contact = partnership.held(first, reference)
        holding.claim(by=first, contact=contact)
        assert contact.working_file is not None
        assert "Say why." in refused(lambda: holding.unclaim(by=first, contact=contact, reason=" "))
        holding.unclaim(by=first, contact=contact, reason="End of shift")
        assert contact.claimed_by is None
        holding.claim(by=first, contact=contact)
    with seen_by(second):
        contact = partnership.held(second, reference)
        said = refused(lambda: holding.return_to_sender(by=second, contact=contact, text="Which school?"))
        assert said == ["This contact is not in your hands. Take it over first."]
        to = contact.claimed_by.__class__.objects.get(pk=second.appointment_id)
        said = refused(lambda: holding.hand_over(by=second, contact=contact, to=to, note=""))
        assert said == ["Write what the next worker must know: what is done, what is not, what is due."]
        holding.hand_over(by=second, contact=contact, to=to, note="All done but the decision.")
        assert contact.claimed_by_id == second.appointment_id
        assert contact.notes.filter(kind="shift_handover").count() == 2


@pytest.mark.rows("WT-REF-07")
def test_acknowledging_meets_its_clock_once(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        holding.acknowledge(by=worker, contact=contact, channel="telephone", note="Spoke to the school.")
        clock = Clock.objects.get(record=reference, key="referral.acknowledge")
        assert clock.met_at == contact.acknowledged_at
        said = refused(lambda: holding.acknowledge(by=worker, contact=contact, channel="telephone"))
        assert said == ["Receipt was already acknowledged."]
        assert "by telephone" in contact.notes.get(kind="acknowledged").text


@pytest.mark.rows("GL-FD-08")
def test_an_unclear_form_goes_back_and_no_clock_stops(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker, sender = partnership.post_holder("front_door_worker"), partnership.post_holder("teacher")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        holding.claim(by=worker, contact=contact)
        due = Clock.objects.get(record=reference, key="referral.decision").due_at
        holding.return_to_sender(by=worker, contact=contact, text="What did Robin say?")
        clock = Clock.objects.get(record=reference, key="referral.decision")
        assert (clock.due_at, clock.met_at, clock.stopped_at) == (due, None, None)
    with seen_by(sender):
        contact = partnership.held(sender, reference)
        assert "Write the answer." in refused(lambda: holding.answer_questions(by=sender, contact=contact, answer=""))
        holding.answer_questions(by=sender, contact=contact, answer="That he is afraid.")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        assert contact.stage == "in_hand"
        assert contact.questions.get().answer == "That he is afraid."
        holding.return_to_sender(by=worker, contact=contact, text="Of whom?")
        holding.carry_on(by=worker, contact=contact, reason="They do not answer.")
        assert contact.stage == "in_hand"


def test_immediate_danger_is_never_sent_back_to_wait(partnership: Partnership) -> None:
    reference = partnership.contact(immediate_danger=True)
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        holding.claim(by=worker, contact=contact)
        said = refused(lambda: holding.return_to_sender(by=worker, contact=contact, text="Where?"))
        assert said == ["This contact says a child is in immediate danger. Record what is done to protect them first."]


def test_withdrawing_sets_clocks_aside_with_the_reason(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        holding.withdraw(by=worker, contact=contact, reason="Sent twice by mistake")
        assert contact.stage == "withdrawn"
        assert {clock.stopped_because for clock in Clock.objects.filter(record=reference)} == {
            "withdrawn: Sent twice by mistake"
        }


def test_a_wrong_child_is_taken_off_but_never_the_last_one(partnership: Partnership) -> None:
    reference = partnership.contact("Robin", "Ash")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        first, second = contact.children.order_by("order")
        holding.remove_child(by=worker, contact=contact, child=second, reason="Another family")
        second.refresh_from_db()
        assert second.withdrawn_because == "Another family"
        said = refused(lambda: holding.remove_child(by=worker, contact=contact, child=first, reason="Also wrong"))
        assert said == ["This is the only child on the contact. If it should not be here, withdraw the contact."]


def test_a_correction_keeps_what_was_written_first(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        child = contact.children.get()
        same = {"given_names": "Robin"}
        assert "Nothing was changed." in refused(
            lambda: holding.correct_child(by=worker, contact=contact, child=child, changes=same, reason="x")
        )
        holding.correct_child(
            by=worker, contact=contact, child=child, changes={"given_names": "Robyn"}, reason="The school rang"
        )
        assert "given names was “Robin”" in contact.notes.get(kind="correction").text


def test_correcting_when_it_came_counts_open_clocks_again_and_no_future_is_taken(partnership: Partnership) -> None:
    reference = partnership.contact(received_at=datetime.datetime(2026, 11, 19, 10, tzinfo=datetime.UTC))
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        before = Clock.objects.get(record=reference, key="referral.decision").due_at
        earlier = datetime.datetime(2026, 11, 17, 10, tzinfo=datetime.UTC)
        holding.correct_received_at(by=worker, contact=contact, received_at=earlier, reason="The post was opened late")
        after = Clock.objects.get(record=reference, key="referral.decision").due_at
        assert before.date() == datetime.date(2026, 11, 20)
        assert after.date() == datetime.date(2026, 11, 18)
        future = timezone.now() + datetime.timedelta(days=1)
        said = refused(lambda: holding.correct_received_at(by=worker, contact=contact, received_at=future, reason="x"))
        assert said == ["A contact cannot be received in the future."]
