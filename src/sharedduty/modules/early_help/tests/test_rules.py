"""The rules of early help: consent, one lead, outcomes with actions, reviews, up and down, closing."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.gatherings.models import Gathering
from sharedduty.foundations.process.api import CannotMove
from sharedduty.modules.early_help.actions import consenting, leading, moving, opening, planning, writing
from sharedduty.modules.early_help.models import Lead, Plan
from sharedduty.modules.early_help.process import OPEN, PROCESS
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.tests.conftest import SOON, Help
from sharedduty.modules.front_door.api import contact_by_reference

TODAY = timezone.localdate


def refused(raised: pytest.ExceptionInfo[CannotMove]) -> str:
    """What was missing, in words."""
    return "; ".join(one.text for one in raised.value.missing)


@pytest.mark.rows("GL-EH-01")
def test_a_plan_begins_with_what_was_noticed_and_a_tool_with_its_reason(place: Help) -> None:
    with pytest.raises(CannotMove) as raised:
        place.begun(noticed=" ", tool="", tool_reason="")
    assert len(raised.value.missing) == 3
    with pytest.raises(CannotMove) as raised:
        place.begun(birth_on=TODAY().replace(year=TODAY().year - 40, day=1))
    assert "check the year" in refused(raised)
    assert not Plan.objects.exists()


@pytest.mark.rows("GL-EH-03", "WT-EH-10")
def test_nothing_is_planned_or_shared_before_the_family_agrees(place: Help) -> None:
    plan = place.begun()
    for act in (
        lambda: planning.set_outcome(by=place.teacher, plan=plan, text="Sleeps"),
        lambda: leading.join(by=place.teacher, plan=plan, capacity="", appointment=place.appointment(place.gp)),
        lambda: consenting.record_consent(by=place.teacher, plan=plan, answer="given", by_whom="Mother"),
    ):
        with pytest.raises(CannotMove):
            act()
    kept = consenting.record_consent(
        by=place.teacher, plan=plan, answer="given", by_whom="Robin and his mother", covers="School and surgery"
    )
    assert (kept.by_whom, kept.covers) == ("Robin and his mother", "School and surgery")
    assert place.fresh(plan).stage == "planning"


@pytest.mark.rows("WT-EH-12")
def test_a_refusal_says_how_the_need_can_still_be_met_and_does_not_close_the_plan(place: Help) -> None:
    plan = place.begun()
    with pytest.raises(CannotMove) as raised:
        consenting.record_consent(by=place.teacher, plan=plan, answer="refused", by_whom="His mother")
    assert "still be met" in refused(raised)
    consenting.record_consent(
        by=place.teacher, plan=plan, answer="refused", by_whom="His mother", considered="The school goes on as before"
    )
    assert place.fresh(plan).stage == "without_consent"
    assert place.agreed_to(place.fresh(plan)).stage == "planning", "they may change their mind"


def test_consent_withdrawn_ends_the_teams_sight_at_once_and_says_what_stopped(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        leading.join(by=help_.teacher, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
    with seen_by(help_.gp):
        assert Plan.objects.exists()
    with seen_by(help_.teacher):
        kept = consenting.record_consent(
            by=help_.teacher, plan=help_.fresh(plan), answer="withdrawn", by_whom="Robin", considered="School helps"
        )
        assert kept.stopped == "1 of the team no longer see the plan; 0 meetings to come cancelled"
        assert help_.fresh(plan).stage == "without_consent"
        with pytest.raises(CannotMove):
            planning.set_outcome(by=help_.teacher, plan=plan, text="More")
        assert help_.fresh(plan).leads.filter(led_until__isnull=True).exists(), "somebody still answers for it"
        # All of a test lies in one transaction, whose clock stands still.
        Grant.objects.filter(until__isnull=False).update(until=timezone.now() - datetime.timedelta(minutes=9))
    with seen_by(help_.gp):
        assert not Plan.objects.exists() and not Gathering.objects.exists()


@pytest.mark.rows("GL-EH-09", "GL-EH-10", "GL-EH-11", "WT-EH-09")
def test_one_lead_at_a_time_changed_without_a_gap_and_kept(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.led(help_.agreed_to(help_.begun()))
        doctor = leading.join(by=help_.teacher, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
        with pytest.raises(CannotMove) as raised:
            help_.led(plan, member=doctor, preference=" ")
        assert "whom they want" in refused(raised) and "next lead must know" in refused(raised)
        help_.led(plan, member=doctor, handed_over="The club is arranged; the hearing test is not.")
        first, second = plan.leads.order_by("pk")
        assert first.led_until == second.led_from
        with pytest.raises(IntegrityError), transaction.atomic():
            Lead.objects.filter(pk=first.pk).update(led_until=None)
        with pytest.raises(PermissionDenied):
            planning.set_outcome(by=help_.teacher, plan=plan, text="Not the lead any more")
    with seen_by(help_.gp):
        assert planning.set_outcome(by=help_.gp, plan=plan, text="Hears well").text == "Hears well"


def test_a_lead_has_an_account_and_is_of_the_team(place: Help) -> None:
    plan = place.agreed_to(place.begun())
    mother = leading.join(by=place.teacher, plan=plan, capacity="parent", name="Invented Mother")
    with pytest.raises(CannotMove) as raised:
        place.led(plan, member=mother)
    assert "signs in here" in refused(raised)
    place.led(plan)
    with pytest.raises(CannotMove) as raised:
        leading.leave_team(by=place.teacher, member=plan.members.get(capacity="practitioner"), because="Moves away")
    assert "another lead" in refused(raised)


def test_a_plan_is_agreed_only_with_a_lead_actions_and_a_date_ahead(place: Help) -> None:
    plan = place.agreed_to(place.begun())
    planning.set_outcome(by=place.teacher, plan=plan, text="Sleeps")
    with pytest.raises(CannotMove) as raised:
        moving.agree_plan(by=place.teacher, plan=plan, review_on=TODAY())
    said = refused(raised)
    assert "must be in the future" in said and "Name the lead" in said and "Set outcomes" in said
    assert place.fresh(plan).stage == "planning"


@pytest.mark.rows("GL-TH-13", "GL-EH-13", "GL-EH-16", "GL-EH-17", "WT-EH-07")
def test_my_plan_plus_needs_assessment_team_words_and_the_check_for_an_earlier_plan(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.with_action(help_.led(help_.agreed_to(help_.begun(tool="my_plan_plus"))))
        with pytest.raises(CannotMove) as raised:
            moving.agree_plan(by=help_.teacher, plan=plan, review_on=TODAY() + SOON)
        assert len(raised.value.missing) == 5
        help_.advised(plan)
        leading.join(by=help_.teacher, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
        moving.note_check(by=help_.teacher, plan=plan, note="Asked the coordinator: none.")
        help_.assessed(plan)
        planning.write_words(by=help_.teacher, plan=plan, capacity="child", words="I am tired", said_on=TODAY())
        with pytest.raises(CannotMove) as raised:
            moving.agree_plan(by=help_.teacher, plan=help_.fresh(plan), review_on=TODAY() + SOON)
        assert "the family's" in refused(raised)
        planning.write_words(by=help_.teacher, plan=plan, capacity="parent", words="So are we", said_on=TODAY())
        moving.agree_plan(by=help_.teacher, plan=help_.fresh(plan), review_on=TODAY() + SOON)
        assert help_.fresh(plan).stage == "active"


@pytest.mark.rows("GL-EH-07", "GL-EH-12")
def test_an_owner_tells_how_far_their_action_is_and_nobody_else_does(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        doctor = leading.join(by=help_.teacher, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
        outcome = plan.outcomes.get()
        action = planning.agree_action(
            by=help_.teacher, outcome=outcome, what="Hearing test", kind="new", owner=doctor, due_on=TODAY() + SOON
        )
        others = plan.actions.exclude(pk=action.pk).get()
    with seen_by(help_.gp):
        later = TODAY() + SOON + SOON
        told = planning.tell_progress(by=help_.gp, action=action, state="open", note="Booked", due_on=later)
        assert (told.was_due_on, told.due_on) == (TODAY() + SOON, later)
        with pytest.raises(PermissionDenied):
            planning.tell_progress(by=help_.gp, action=others, state="done", note="Not mine")


@pytest.mark.rows("GL-EH-08", "GL-EH-26")
def test_a_review_has_one_outcome_and_goes_on_only_with_a_new_date(place: Help) -> None:
    plan = place.active()
    given = {"held_on": TODAY(), "progress": "Awake", "family_view": "Glad", "not_working": "The alarm clock"}
    with pytest.raises(CannotMove) as raised:
        moving.hold_review(by=place.teacher, plan=plan, result="continue", **given)
    assert "reviewed next" in refused(raised)
    with pytest.raises(CannotMove):
        moving.hold_review(by=place.teacher, plan=plan, result="", **given)
    kept = moving.hold_review(by=place.teacher, plan=plan, result="amend", review_on=TODAY() + SOON + SOON, **given)
    assert (kept.was_due_on, kept.not_working) == (TODAY() + SOON, "The alarm clock")
    moving.hold_review(by=place.teacher, plan=place.fresh(plan), result="assess", **given)
    now = place.fresh(plan)
    assert (now.stage, now.tool) == ("planning", "my_plan_plus")


@pytest.mark.rows("GL-TH-09", "GL-TH-10", "GL-EH-15", "GL-EH-19", "WT-EH-13")
def test_stepping_up_carries_the_plan_to_the_front_door_and_keeps_the_lead(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        planning.write_words(by=help_.teacher, plan=plan, capacity="child", words="I am scared", said_on=TODAY())
        with pytest.raises(CannotMove) as raised:
            moving.step_up(by=help_.teacher, plan=plan, worry="No food", harm="no", told="no")
        assert "tried at this level" in refused(raised) and "not told" in refused(raised)
        receipt = moving.step_up(by=help_.teacher, plan=plan, worry="Bruises", harm="yes", told="yes")
        now = help_.fresh(plan)
        assert (now.stage, now.stepped_up_to) == ("stepped_up", receipt.reference)
        assert now.leads.filter(led_until__isnull=True).exists()
    worker = help_.house.post_holder("front_door_worker")
    with seen_by(worker):
        contact = contact_by_reference(worker, receipt.reference)
        assert contact is not None and contact.immediate_danger
        answers = contact.form.answers
        assert answers["child_words"] == "I am scared" and "Breakfast club" in answers["outcomes_actions"]
        assert plan.reference in answers["early_help_plan"]
    with seen_by(help_.teacher):
        moving.go_on(by=help_.teacher, plan=now, reason="The front door says early help is right")
        assert help_.fresh(plan).stage == "planning"


def test_a_plan_that_harm_is_feared_in_steps_up_without_asking_for_consent(place: Help) -> None:
    plan = place.begun()
    moving.step_up(
        by=place.teacher, plan=plan, worry="Bruises", harm="yes", told="no", not_told_because="It would not be safe"
    )
    assert place.fresh(plan).stage == "stepped_up"


def test_a_plan_closes_with_why_what_changed_and_the_familys_view_and_nothing_open(place: Help) -> None:
    plan = place.active()
    with pytest.raises(CannotMove) as raised:
        moving.close_plan(by=place.teacher, plan=plan, closed_because="", what_changed="", family_view="")
    assert len(raised.value.missing) == 4 and "still open: 1" in refused(raised)
    planning.tell_progress(
        by=place.teacher, action=plan.actions.get(), state="stopped", note="Not needed any more", effect="helped"
    )
    moving.close_plan(by=place.teacher, plan=plan, closed_because="Met", what_changed="Sleeps", family_view="Happy")
    assert place.fresh(plan).closed_at is not None and not plan.leads.filter(led_until__isnull=True).exists()
    with pytest.raises(CannotMove):
        planning.set_outcome(by=place.teacher, plan=plan, text="Later")


def test_registration_hands_the_plan_to_the_families_team_and_its_lead_keeps_sight(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
    with seen_by(help_.coordinator):
        assert not Plan.objects.exists()
    with seen_by(help_.teacher):
        moving.register(by=help_.teacher, plan=plan, team=queries.families_team(help_.teacher, "families"))
        kept = help_.fresh(plan)
        assert (kept.registration_number, kept.registered_with_id) == (plan.reference, help_.house.teams["families"].pk)
        with pytest.raises(CannotMove):
            moving.register(by=help_.teacher, plan=kept, team=queries.families_team(help_.teacher, "families"))
    with seen_by(help_.coordinator):
        assert Plan.objects.get().reference == plan.reference
    with seen_by(help_.house.post_holder("teacher", 2)):
        assert not Plan.objects.exists()


def test_a_higher_room_steps_down_with_the_plan_carried_over(help_: Help) -> None:
    worker = help_.house.post_holder("social_worker")
    with seen_by(worker):
        from_record = "A-AAAA-AAAA"
        plan = opening.begin_plan(
            by=worker, given_names="Ash", family_name="Mockley", birth_on=datetime.date(2015, 1, 2), noticed="Goes on",
            tool="my_plan_plus", tool_reason="The assessment ended", from_record=from_record,
        )  # fmt: skip
        assert (plan.from_record, plan.stage) == (from_record, "talking")


@pytest.mark.rows("GL-EH-02", "GL-TH-11")
def test_any_child_may_have_a_profile_that_says_how_they_communicate(place: Help) -> None:
    plan = place.begun()
    with pytest.raises(CannotMove):
        writing.begin_form(by=place.teacher, plan=plan, form="my-plan")
    draft = writing.begin_form(by=place.teacher, plan=plan, form="my-profile")
    writing.save_form(
        by=place.teacher, plan=plan, form="my-profile", changes={"important_to_me": "My dog"}, version=draft.version
    )
    with pytest.raises(CannotMove) as raised:
        writing.finish_form(by=place.teacher, plan=plan, form="my-profile")
    assert len(raised.value.missing) == 1 and "understand best" in refused(raised)


@pytest.mark.rows("WT-EH-08")
def test_an_assessment_is_not_finished_without_evidence_actions_and_what_stops_escalation(place: Help) -> None:
    plan = place.agreed_to(place.begun(tool="my_plan_plus"))
    writing.begin_form(by=place.teacher, plan=plan, form="my-assessment")
    with pytest.raises(CannotMove) as raised:
        writing.finish_form(by=place.teacher, plan=plan, form="my-assessment")
    fields = {one.href for one in raised.value.missing}
    assert {"evidence", "actions_services", "prevents", "child_part", "family_part"} <= {
        href.removeprefix("#id_").removeprefix("#") for href in fields
    }


def test_every_stage_is_reached_and_every_other_step_is_refused() -> None:
    reached = {PROCESS.first} | {one.to_stage for one in PROCESS.transitions}
    assert reached == {stage.code for stage in PROCESS.stages}
    assert {stage for one in PROCESS.transitions if one.verb == "close" for stage in one.from_stages} == set(OPEN)
    assert not PROCESS.possible("closed")
    assert PROCESS.transition("agree_plan", "talking") is None and PROCESS.transition("hold_review", "planning") is None
