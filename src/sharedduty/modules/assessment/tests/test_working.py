"""What happens in practice: brothers and sisters, unborn children, agencies asked, harm suspected, late, moving, growing up."""

import datetime
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.process.api import CannotMove, Clock, Handover, Overtaken
from sharedduty.foundations.requests.api import answer, asked_of_team
from sharedduty.modules.assessment.actions import beside, ending, opening, working
from sharedduty.modules.assessment.models import Assessment, Visit
from sharedduty.modules.assessment.queries import reading, starting
from sharedduty.modules.assessment.tests.conftest import hand_over
from sharedduty.modules.assessment.tests.test_slice import WRITTEN

pytestmark = pytest.mark.django_db
VISIT = {
    "visited_by": "Social Worker 1", "place": "At home", "present": "Mother", "family_said": "Tired.", "observed": "Cold.",
}  # fmt: skip
ALONE = {"seen": "alone", "wishes": "I want Gran.", "how_heard": "Drawing"}
CONCLUSION = {"outcome": "in_need", "limb": "reasonable_standard", "reasons": "He is cold."}
ADULT = {"name": "Fern Testwick", "relation": "Mother", "lives_there": "yes", "considered": "Tired; asks for help."}
ACTION = {
    "aim": "Warm", "measure": "A heated room", "action": "Heating", "agency": "Housing", "owner": "An officer",
    "due_on": datetime.date(2030, 1, 1),
}  # fmt: skip


def soon(days: int = 30) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


def lacks(call: Any) -> str:
    """What a refused step says is missing."""
    with pytest.raises(CannotMove) as caught:
        call()
    return " ".join(one.text for one in caught.value.missing)


def gathered(by: Viewer, held: Assessment) -> None:
    given = {
        "see_child_by_on": soon(3),
        "finish_by_on": soon(),
        "timescale_reason": "Cold.",
        "family_told_on": soon(0),
        "point_on": soon(14),
    }
    working.agree_timescale(by=by, held=held, given=given)


def written(by: Viewer, held: Assessment) -> None:
    for part, answers in WRITTEN.items():
        working.save_written(by=by, held=held, changes=answers, version=held.form.version, page=part)


def challenged(by: Viewer, held: Assessment, colleague: Viewer) -> None:
    """The analysis begun, challenged by a colleague, and answered."""
    working.begin_analysis(by=by, held=held)
    with seen_by(colleague):
        working.challenge(by=colleague, held=held, given={"text": "Illness?"})
    working.answer_challenge(by=by, held=held, given={"answer": "No."})


def ready(by: Viewer, held: Assessment, colleague: Viewer) -> None:
    """Everything done that the conclusion waits for."""
    gathered(by, held)
    working.record_visit(by=by, held=held, given={**VISIT, "visited_at": timezone.now()}, children=[(held, ALONE)])
    beside.name_adult(by=by, held=held, given=ADULT)
    written(by, held)
    challenged(by, held, colleague)


def planned(by: Viewer, held: Assessment, colleague: Viewer) -> None:
    """Concluded in need, with a plan of one action."""
    ready(by, held, colleague)
    ending.conclude(by=by, held=held, given=CONCLUSION)
    ending.add_action(by=by, held=held, given=ACTION)
    ending.make_plan(by=by, held=held, given={"review_on": soon()})


@pytest.fixture
def manager(partnership) -> Viewer:
    """The team manager."""
    return partnership.post_holder("social_work_manager")


@pytest.mark.rows("WT-ASM-02", "WT-ASM-34")
def test_one_visit_is_recorded_once_and_each_child_has_their_own_part(opened, worker) -> None:
    first, second = opened("Robin", "Wren")
    with seen_by(worker):
        assert list(reading.of_family(worker, first)) == [second]
        others = {"seen": "with_others", "why_not": "He would not leave his mother.", "wishes": ""}
        given = {**VISIT, "visited_at": timezone.now()}
        working.record_visit(by=worker, held=first, given=given, children=[(first, ALONE), (second, others)])
        assert Visit.objects.count() == 1
        assert first.sightings.get().alone and first.sightings.get().visited_by == "Social Worker 1"
        assert not second.sightings.get().alone
        assert second.sightings.get().case_file_id == second.case_file_id != first.case_file_id
        assert "Gran" not in "".join(second.sightings.values_list("wishes", flat=True))
        text = lacks(lambda: working.record_visit(by=worker, held=first, given=given, children=[(first, {"seen": ""})]))
        assert "Say whether" in text
        assert Visit.objects.count() == 1


@pytest.mark.rows("WT-ASM-02", "WT-ASM-03", "WT-ASM-21")
def test_an_assessment_does_not_end_before_the_child_is_seen_heard_and_the_analysis_challenged(opened, worker) -> None:
    held = opened()[0]
    with seen_by(worker):
        gathered(worker, held)
        working.begin_analysis(by=worker, held=held)
        text = lacks(lambda: ending.conclude(by=worker, held=held, given={}))
        for words in (
            "Still to do: See the child.",
            "See the child alone",
            "wishes and feelings",
            "challenged",
            "outcome",
            "reasons",
        ):
            assert words in text
        assert "ordinary day" in text
        assert "Say why the child is in need" in lacks(
            lambda: ending.conclude(by=worker, held=held, given={"outcome": "in_need", "reasons": "Cold."})
        )
        held.refresh_from_db()
        assert held.stage == "analysis" and held.form.submitted_at is None


def test_only_an_unborn_child_is_never_seen(opened, worker, manager) -> None:
    born = opened("Robin")[0]
    unborn = opened("", unborn=True)[0]
    with seen_by(worker):
        gathered(worker, born)
        gathered(worker, unborn)
        reason = {"not_seen_because": "The midwife was asked and the home was seen."}
        assert "born" in lacks(lambda: working.give_reason(by=worker, held=born, given=reason))
        written(worker, unborn)
        beside.name_adult(by=worker, held=unborn, given=ADULT)
        challenged(worker, unborn, manager)
        assert "unborn" in lacks(lambda: ending.conclude(by=worker, held=unborn, given=CONCLUSION))
        unborn.refresh_from_db()
        working.gather_more(by=worker, held=unborn, given={"reason": "Ask the midwife."})
        working.give_reason(by=worker, held=unborn, given=reason)
        working.begin_analysis(by=worker, held=unborn)
        ending.conclude(by=worker, held=unborn, given=CONCLUSION)
        assert unborn.stage == "concluded"


@pytest.mark.rows("WT-ASM-20", "WT-ASM-36")
def test_an_agency_sees_what_it_is_asked_and_nothing_of_the_assessment(opened, worker, partnership) -> None:
    held = opened()[0]
    police = partnership.post_holder("police_mash")
    with seen_by(worker):
        gathered(worker, held)
        given = {"question": "Were you called to the home?", "purpose": "To assess his needs."}
        assert "Choose" in lacks(lambda: working.ask_agencies(by=worker, held=held, teams=[], given=given, due_at=None))
        working.ask_agencies(by=worker, held=held, teams=[partnership.teams["police"]], given=given, due_at=None)
    with seen_by(police):
        request = asked_of_team(police).get()
        assert request.about["names"] == "Robin Testwick"
        assert not Assessment.objects.exists()
        answer(
            by=police, request=request, given={
                "outcome": "shared", "held": "Called twice.", "relevance": "Safety", "function_helped": "Assessing",
                "detriment": "no", "detriment_reason": "None", "lawful_basis": "public_task", "consent_state": "given",
            },
        )  # fmt: skip
    client = partnership.client(worker)
    assert "Called twice." in client.get(f"/assessments/{held.reference}/").content.decode()
    assert partnership.client(police).get(f"/assessments/{held.reference}/").status_code == 404


def test_the_referrer_and_the_front_door_see_nothing_of_it(opened, worker, partnership) -> None:
    held = opened()[0]
    for role in (
        "teacher",
        "front_door_worker",
        "front_door_manager",
        "practitioner",
        "administrator",
        "privacy_officer",
    ):
        viewer = partnership.post_holder(role)
        with seen_by(viewer):
            assert not Assessment.objects.exists(), role
        assert partnership.client(viewer).get(f"/assessments/{held.reference}/").status_code == 404


@pytest.mark.rows("WT-ASM-38", "WT-ASM-32")
def test_harm_suspected_asks_for_a_strategy_discussion_and_the_assessment_goes_on(opened, worker) -> None:
    held = opened()[0]
    with seen_by(worker):
        assert "safe" in lacks(lambda: working.suspect_harm(by=worker, held=held, given={"what": "Bruises."}))
        left = working.suspect_harm(
            by=worker, held=held, given={"kinds": ["physical"], "what": "Bruises.", "safe_now": "With Gran."}
        )
        assert (left.start, left.from_record, left.owner_team_id) == (
            "strategy discussion",
            held.reference,
            held.team_id,
        )
        assert held.stage == "open"
        service = {"service": "Parenting group", "agency": "Early help", "aim": "Calmer", "decided_on": soon(0)}
        working.start_service(by=worker, held=held, given=service)
        assert held.services.get().service == "Parenting group"


@pytest.mark.rows("WT-ASM-30", "WT-ASM-31")
def test_past_45_working_days_it_ends_only_with_the_reason(opened, worker, manager) -> None:
    held = opened()[0]
    with seen_by(worker):
        ready(worker, held, manager)
        clock = Clock.objects.get(record=held.reference)
        assert clock.key == "assessment.complete" and clock.started_at == held.referred_at
        Clock.objects.filter(pk=clock.pk).update(due_at=timezone.now() - datetime.timedelta(hours=1))
        assert "45 working days" in lacks(lambda: ending.conclude(by=worker, held=held, given=CONCLUSION))
        held.refresh_from_db()
        ending.conclude(by=worker, held=held, given={**CONCLUSION, "late_because": "The family was away."})
        clock.refresh_from_db()
        assert clock.met_at and clock.late_because == "The family was away."


@pytest.mark.rows("WT-CIN-02", "WT-CIN-03", "WT-CIN-04")
def test_a_plan_ends_on_a_move_only_once_the_other_authority_has_everything_and_took_over(
    opened, worker, manager
) -> None:
    held = opened()[0]
    with seen_by(worker):
        planned(worker, held, manager)
        move = {"other_authority": "Elsewhere", "known_on": soon(0), "support_meanwhile": "We do."}
        ending.begin_move(by=worker, held=held, given=move)
        over = {"taken_over_on": soon(0), "decision": "In need there too."}
        assert "Send the information" in lacks(lambda: ending.taken_over(by=worker, held=held, given=over))
        held.refresh_from_db()
        ending.call_off_move(by=worker, held=held, given={"reason": "They stayed."})
        ending.begin_move(by=worker, held=held, given=move)
        ending.send_information(by=worker, held=held, given={"sent_on": soon(0)})
        ending.taken_over(by=worker, held=held, given=over)
        assert held.stage == "moved" and held.moves.count() == 2


def test_a_plan_ends_at_eighteen_and_not_before(opened, worker, manager) -> None:
    held = opened()[0]
    given = {"transition": "The adult team, as planned with him."}
    with seen_by(worker):
        planned(worker, held, manager)
        assert "not 18 yet" in lacks(lambda: ending.become_adult(by=worker, held=held, given=given))
        Assessment.objects.filter(pk=held.pk).update(birth_on=datetime.date(2004, 2, 29))
        held.refresh_from_db()
        assert "Write who helps" in lacks(lambda: ending.become_adult(by=worker, held=held, given={}))
        assert "No transition was planned" in lacks(lambda: ending.become_adult(by=worker, held=held, given=given))
        ending.become_adult(by=worker, held=held, given={**given, "not_planned_because": "He came at seventeen."})
        assert held.stage == "adult"
        move, reason = reading.view_of(worker, held).moves[0]
        assert move.verb == "become_adult" and "adult team" in reason and "He came at seventeen." in reason


def test_a_child_in_need_is_not_closed_without_a_plan_unless_the_family_declines_it(opened, worker, manager) -> None:
    held = opened()[0]
    with seen_by(worker):
        ready(worker, held, manager)
        ending.conclude(by=worker, held=held, given=CONCLUSION)
        text = lacks(lambda: ending.close(by=worker, held=held, given={"reason": "Done"}))
        assert "Make a plan" in text and "Tell the child and family" in text and "Tell the referrer" in text
        for whom in ("family", "referrer"):
            ending.tell(by=worker, held=held, given={"told": whom, "recipient": "They", "what": "What was found."})
        ending.close(by=worker, held=held, given={"reason": "They do not want it.", "declined": True})
        assert held.stage == "closed"


@pytest.mark.rows("WT-ASM-05")
def test_more_work_for_a_child_is_added_to_the_assessment_that_is_open(opened, worker, partnership) -> None:
    desk = partnership.post_holder("front_door_worker")
    references = hand_over(partnership, "Robin", yes=("in_need", "specialist"))
    assert len(references) == 2
    with seen_by(worker):
        given = starting.handed_over(worker, references[0])
        held = opening.open_from_handover(
            by=worker, handover=given.handover, child=opening.Child(**given.child), kind="combined", question="Needs?"
        )
        other = starting.handed_over(worker, references[1])
        assert other.existing == [held]
        opening.add_to_open(by=worker, handover=other.handover, held=held)
        assert set(Handover.objects.values_list("led_to", flat=True)) == {held.reference}
        assert lacks(lambda: opening.add_to_open(by=worker, handover=other.handover, held=held))
        assert starting.handed_over(worker, references[1]) is None
    with pytest.raises(PermissionDenied), seen_by(desk):
        opening.add_to_open(by=desk, handover=given.handover, held=held)


def test_two_people_do_not_overwrite_each_other(opened, worker, manager) -> None:
    held = opened()[0]
    with seen_by(worker):
        stale = reading.by_reference(worker, held.reference)
        gathered(worker, held)
        with pytest.raises(Overtaken):
            working.suspect_harm(
                by=worker, held=stale, given={"kinds": ["physical"], "what": "x", "safe_now": "y"}, version=1
            )
        assert not Handover.objects.filter(start="strategy discussion").exists()
    with seen_by(manager):
        to = reading.colleagues(manager, held).get(role="social_work_manager")
        opening.change_lead(by=manager, held=held, to=to, given={"reason": "Leave"}, version=held.version)
        assert held.lead_id == to.pk
    with seen_by(worker), pytest.raises(PermissionDenied):
        opening.change_lead(by=worker, held=held, to=to, given={"reason": "Back"})


def test_the_page_says_in_three_lines_what_a_duty_manager_asks(opened, worker, manager, partnership) -> None:
    held = opened()[0]
    client = partnership.client(manager)
    page = client.get(f"/assessments/{held.reference}/").content.decode()
    glance = page[page.index('id="at-a-glance"') :][:900]
    assert "Conclude the assessment" in glance and "nobody." in glance and "not yet" in glance
    with seen_by(worker):
        gathered(worker, held)
        Assessment.objects.filter(pk=held.pk).update(see_child_by_on=soon(-2))
    page = client.get(f"/assessments/{held.reference}/").content.decode()
    assert "the child was to be seen by" in page[page.index('id="at-a-glance"') :][:900]
    assert "See the child" in partnership.client(worker).get("/my-work/").content.decode()


@pytest.mark.rows("WT-ASM-29")
def test_what_was_agreed_for_this_child_comes_before_the_outer_limit(opened, worker, partnership) -> None:
    held = opened()[0]
    client, page = partnership.client(worker), f"/assessments/{held.reference}/"

    def glance() -> str:
        shown = client.get(page).content.decode()
        return " ".join(re.sub(r"<[^>]+>", " ", shown[shown.index('id="at-a-glance"') :][:900]).split())

    assert "as agreed" not in glance()
    with seen_by(worker):
        gathered(worker, held)
        Assessment.objects.filter(pk=held.pk).update(see_child_by_on=soon(1), finish_by_on=soon(20))
    said = glance()
    assert "see the child by" in said and "as agreed. At the latest: Conclude the assessment" in said
    with seen_by(worker):
        working.record_visit(
            by=worker, held=held, given={**VISIT, "visited_at": timezone.now()}, children=[(held, ALONE)]
        )
        held.checkpoints.update(held_on=timezone.localdate(), with_whom="His mother", finding="It helps.")
    assert "finish the assessment by" in glance(), "a child who was seen is not waited for"
    with seen_by(worker):
        Assessment.objects.filter(pk=held.pk).update(finish_by_on=soon(-1))
    assert "was to be finished by" in glance().partition("Late:")[2], (
        "late by what was agreed, long before the outer limit"
    )


def test_the_list_asks_no_more_of_the_database_as_it_grows(
    opened, worker, partnership, django_assert_max_num_queries
) -> None:
    opened("Robin")
    with seen_by(worker):
        shown = list(reading.of_team(worker))
        with django_assert_max_num_queries(8):
            reading.rows(worker, shown)
    opened("Wren", "Jay", "Lark")
    with seen_by(worker):
        shown = list(reading.of_team(worker))
        assert len(shown) == 4
        with django_assert_max_num_queries(8):
            reading.rows(worker, shown)


def test_a_persons_page_shows_their_assessment_in_one_line(opened, worker, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        person = Assessment.objects.select_related("person").get(pk=held.pk).person.reference
    page = partnership.client(worker).get(reverse("people:person", args=[person])).content.decode()
    assert held.reference in page and "Not yet" in page
