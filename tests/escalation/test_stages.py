"""From stage to stage: what each asks, who comes in, who is told, who has it in writing, and how it ends."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings.api import Gathering
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.escalation.actions import ending, moving, raising, recording, steps
from sharedduty.modules.escalation.models import Escalation
from sharedduty.modules.escalation.queries import meetings, reading
from sharedduty.modules.escalation.queries.records import owed
from tests.escalation.scenes import DAY, ENDS, MOVES, SAID, Dispute, House, appointment, raised

pytestmark = pytest.mark.django_db


def lacking(dispute: Dispute, viewer, act, **given) -> list[str]:
    with pytest.raises(CannotMove) as told:
        dispute.as_(viewer, act, **given)
    return [one.text for one in told.value.missing]


def read(dispute: Dispute, viewer=None):
    who = viewer or dispute.house.teacher
    with seen_by(who):
        held = reading.by_reference(who, dispute.held.reference)
        assert held is not None
        return reading.view_of(who, held)


@pytest.mark.rows("GL-ES-05", "GL-ES-08", "GL-ES-14")
def test_one_solved_at_stage_one_ends_in_writing_for_both(dispute: Dispute) -> None:
    worker = dispute.house.person("front_door_worker")
    assert "Write what was agreed or decided, and why." in lacking(dispute, worker, ending.settle, outcome="content")
    assert "Say how it was settled." in lacking(dispute, worker, ending.settle, **ENDS)
    dispute.talked(result="understands").settled(outcome="understands")
    view = read(dispute)
    assert dispute.held.stage == "settled" and dispute.held.settled_at
    assert view.ending and view.ending.outcome == "understands" and view.ending.agreed == ENDS["agreed"]
    copies = {(line.copy.participant.name, line.copy.final, line.copy.how) for line in view.runs[0].copies}
    assert copies == {
        ("Teacher 1", True, "Wrote it"), ("Front Door Worker 1", True, "A notice of this service"),
    }  # fmt: skip
    assert [one.clock.key for one in view.clocks if one.clock.met_at is None] == []


@pytest.mark.rows("GL-ES-05")
def test_a_talk_says_when_how_between_whom_and_what_and_lies_in_the_past(dispute: Dispute) -> None:
    said = lacking(dispute, dispute.house.teacher, recording.talk)
    assert said == [
        "Enter when you talked.", "Say how.", "Say who talked.",
        "Write what was said: why it is unsafe, what should change, what it does to the child.", "Say whether it is settled.",
    ]  # fmt: skip
    given = {"how": "not_reached", "between": "Nobody", "said": "Rang twice.", "result": "content"}
    assert lacking(dispute, dispute.house.teacher, recording.talk, talked_at=timezone.now() + DAY, **given) == [
        "Nobody was reached, so it is not settled.", "This has happened, so it cannot lie in the future.",
    ]  # fmt: skip


@pytest.mark.rows("GL-ES-06", "GL-ES-14")
def test_it_moves_up_to_managers_only_after_a_talk_with_both_named_and_in_writing(dispute: Dispute) -> None:
    house = dispute.house
    assert lacking(dispute, house.teacher, moving.to_managers) == [
        "Write what was done and decided, and why it is not settled.",
        "Still to do: Talk with the other worker, best face to face.",
        "Still to do: Name the line manager of each agency.",
    ]
    dispute.at_two()
    view = read(dispute)
    first, second = view.runs
    assert dispute.held.stage == "two" and first.run.ended_how == "moved_up" and first.run.account == MOVES["account"]
    assert second.run.number == 2 and {one.copy.number for one in first.copies} == {1}
    assert {line.copy.participant.part for line in first.copies} == {"worker", "manager"}
    with seen_by(house.person("front_door_manager")):
        assert Escalation.objects.filter(pk=dispute.held.pk).exists()


@pytest.mark.rows("GL-ES-06")
def test_a_manager_works_for_one_of_the_two_agencies(dispute: Dispute) -> None:
    said = lacking(
        dispute,
        dispute.house.teacher,
        recording.bring_in,
        part="manager",
        other=appointment(dispute.house.person("gp")),
    )
    assert said == ["They work for neither agency. Bring them in as somebody else concerned."]
    dispute.bring(dispute.house.head, "manager")
    again = {"part": "manager", "other": appointment(dispute.house.head)}
    assert lacking(dispute, dispute.house.teacher, recording.bring_in, **again) == ["They take part as this already."]


@pytest.mark.rows("GL-ES-07")
@pytest.mark.parametrize(
    ("status", "waits"),
    [
        ("plan", {"Tell the conference chair"}), ("care", {"Tell the reviewing officer"}),
        ("both", {"Tell the conference chair", "Tell the reviewing officer"}), ("neither", set()),
    ],
)  # fmt: skip
def test_the_conference_chair_and_the_reviewing_officer_are_told_at_stage_two(house: House, status, waits) -> None:
    dispute = raised(house, child_status=status)
    dispute.at_two().talked(by=house.head)
    dispute.bring(house.governor, "senior").bring(house.person("head_of_service"), "senior")
    titles = {one.title for one in read(dispute).tasks if not one.done}
    assert titles & {"Tell the conference chair", "Tell the reviewing officer"} == waits
    chair = house.person("conference_chair")
    if waits:
        said = lacking(dispute, house.head, moving.to_seniors, **MOVES)
        assert {one.removeprefix("Still to do: ").removesuffix(".") for one in said} == waits
        for code in ("conference_chair", "reviewing_officer"):
            dispute.as_(
                house.head, recording.tell, whom=code, other=appointment(chair), told_at=timezone.now(), how="Call"
            )
        with seen_by(chair):
            assert Escalation.objects.filter(pk=dispute.held.pk).exists()
        assert any(one.recipient.startswith("Conference Chair 1") for one in read(dispute).told)
    dispute.as_(house.head, moving.to_seniors, **MOVES)
    assert dispute.held.stage == "three"


@pytest.mark.rows("GL-ES-03")
def test_immediate_harm_tells_ones_own_lead_at_once_and_no_stage_waits_for_it(house: House) -> None:
    dispute = raised(house, immediate_harm=True)
    open_tasks = {one.code: one.needed_by for one in read(dispute).tasks if not one.done}
    assert open_tasks["lead"] == "", "no stage waits"
    page = house.client(house.teacher).get(f"/escalations/{dispute.held.reference}/").content.decode()
    assert "Tell your own safeguarding lead, at once." in " ".join(page.split()) and "call 999" in page
    dispute.at_two()
    dispute.as_(
        house.teacher, recording.tell, whom="lead", recipient="D. Lead", told_at=timezone.now(), how="In person"
    )
    assert "lead" not in {one.code for one in read(dispute).tasks if not one.done}


@pytest.mark.rows("GL-ES-09", "WT-S47O-03", "GL-ES-10", "GL-ES-14")
def test_stage_three_brings_the_business_manager_in_who_logs_it_and_engages_the_board(house: House) -> None:
    unit = house.person("business_manager")
    dispute = raised(house).at_two()
    with seen_by(unit):
        assert not Escalation.objects.exists(), "not before"
    dispute.talked(by=house.head).bring(house.governor, "senior").bring(house.person("head_of_service"), "senior")
    dispute.as_(house.head, moving.to_seniors, account="The account of it all.")
    view = read(dispute, unit)
    assert view.runs[1].run.account == "The account of it all."
    with seen_by(unit):
        assert [one.title for one in owed(unit)] == ["Log, or say who decides a disagreement"]
    assert lacking(dispute, house.governor, moving.to_chair, **MOVES) == [
        "Still to do: Log it.", "Still to do: Have every tier of management try, and record each.",
    ]  # fmt: skip
    dispute.as_(unit, moving.log, note="Number 4 of the year", members=[appointment(house.delegate)])
    assert lacking(dispute, unit, moving.log) == ["It is logged already."]
    view = read(dispute, house.delegate)
    assert view.logged[0].brought_in == "partner 41" and view.logged[0].note == "Number 4 of the year"


@pytest.mark.rows("GL-ES-09")
def test_senior_managers_settle_it_with_a_plan_that_has_days(house: House) -> None:
    dispute = raised(house).at_three()
    assert lacking(dispute, house.governor, ending.settle, outcome="content", **ENDS) == [
        "Still to do: Agree a plan with days."
    ]
    past = {"what": "Meet weekly", "owner": "Heads of both", "due_on": timezone.localdate() - DAY}
    assert lacking(dispute, house.governor, recording.plan, **past) == ["The day to do it by cannot lie in the past."]
    dispute.as_(house.governor, recording.plan, **{**past, "due_on": timezone.localdate() + DAY})
    dispute.settled(by=house.governor)
    assert lacking(dispute, house.governor, lambda *, by, held, given: ending.close(by=by, held=held)) == [
        "Still to do: Finish what was agreed."
    ]
    with seen_by(house.governor):
        (reference,) = reading.open_actions(dispute.held)
    dispute.as_(house.governor, recording.finish, which=reference, done_on=timezone.localdate(), done="Met.")
    dispute.as_(house.governor, lambda *, by, held, given: ending.close(by=by, held=held))
    assert dispute.held.stage == "closed"


@pytest.mark.rows("GL-ES-11", "GL-ES-13", "GL-ES-14")
def test_the_named_chair_decides_with_the_scrutineer_consulted(house: House) -> None:
    dispute = raised(house).at_four()
    other = house.person("partner", 43, "health")
    with seen_by(house.person("scrutineer")):
        assert [one.title for one in owed(house.person("scrutineer"))] == [
            "Give the scrutineer's view on a disagreement"
        ]
    dispute.as_(house.person("business_manager"), moving.name_decider, other=appointment(house.delegate))
    given = {"decided_how": "direct", **ENDS}
    assert lacking(dispute, house.delegate, ending.decide, **given) == [
        "Still to do: Have the independent scrutineer's view."
    ]
    dispute.as_(house.person("scrutineer"), recording.advise, text="The child comes first.")
    dispute.bring(other, "board", by=house.governor)
    assert lacking(dispute, other, ending.decide, **given) == ["Only whoever was named to decide records the decision."]
    dispute.as_(house.delegate, ending.decide, **given)
    view = read(dispute)
    assert (
        view.ending and view.ending.outcome == "decided" and view.ending.decided_by.startswith("Partner 41, partner 41")
    )
    had = {line.copy.participant.name for line in view.runs[3].copies}
    assert {"Teacher 1", "Front Door Worker 1", house.head.name, house.governor.name, house.delegate.name} <= had
    with seen_by(house.teacher):
        clocks = dict(Clock.objects.filter(record=dispute.held.reference).values_list("key", "owed_by_appointment_id"))
    assert clocks["escalation.stage4"] == house.delegate.appointment_id
    assert clocks["escalation.stage3"] == house.governor.appointment_id
    assert clocks["escalation.stage2"] == house.head.appointment_id
    assert clocks["escalation.stage1"] == house.teacher.appointment_id


@pytest.mark.rows("GL-ES-22")
def test_a_decider_of_an_agency_in_the_dispute_is_flagged_and_it_is_said_why_all_the_same(house: House) -> None:
    dispute, unit = raised(house).at_four(), house.person("business_manager")
    councils = house.person("partner", 42, "leaders")
    said = lacking(dispute, unit, moving.name_decider, other=appointment(councils))
    assert said == ["They work for one of the two agencies. Choose somebody else, or say why they decide all the same."]
    made = dispute.as_(
        unit, moving.name_decider, other=appointment(councils), conflict_because="Nobody else is in post."
    )
    assert made.conflict
    page = house.client(house.teacher).get(f"/escalations/{dispute.held.reference}/").content.decode()
    assert "Works for an agency in the dispute" in page and "Nobody else is in post." in page
    made = dispute.as_(unit, moving.name_decider, other=appointment(house.delegate), conflict_because="Not needed")
    assert not made.conflict and made.conflict_because == ""
    with seen_by(councils):
        assert not reading.is_decider(councils, dispute.held), "another stands in their place"


@pytest.mark.rows("GL-ES-12", "GL-ES-11")
def test_a_resolution_panel_has_both_agencies_and_a_third(house: House) -> None:
    dispute = raised(house).at_four().heard()
    given = {"decided_how": "panel", **ENDS}
    assert lacking(dispute, house.delegate, ending.decide, **given) == [
        "No resolution panel is on record yet. Hold it and record it first."
    ]
    lame = dispute.meeting("resolution_panel")
    taken = {"basis": "The child's safety", "result": "Resolved."}
    assert lacking(dispute, house.head, recording.take_in_meeting, meeting=lame.reference, **taken) == [
        "Nobody of a third agency sat on the panel."
    ]
    panel = dispute.meeting("resolution_panel", third=house.delegate)
    with seen_by(house.head):
        assert meetings.was_quorate(house.head, panel) and not meetings.was_quorate(house.head, lame)
    made = dispute.as_(house.head, recording.take_in_meeting, meeting=panel.reference, **taken)
    assert made.kind == "resolution_panel" and made.quorate
    dispute.as_(house.delegate, ending.decide, **given)
    assert read(dispute).ending.decided_how == "panel"


@pytest.mark.rows("GL-ES-06", "GL-CN-09")
def test_a_professionals_meeting_is_recorded_with_the_basis_for_sharing(house: House) -> None:
    dispute = raised(house).at_two()
    meeting = dispute.meeting()
    assert lacking(dispute, house.head, recording.take_in_meeting, meeting=meeting.reference) == [
        "Say on what basis information was shared.", "Write what the meeting came to.",
    ]  # fmt: skip
    made = dispute.as_(
        house.head, recording.take_in_meeting, meeting=meeting.reference, basis="Safety of the child", result="A visit."
    )
    assert made.quorate and made.met_at == meeting.began_at
    with seen_by(house.person("gp")):
        assert not Gathering.objects.filter(pk=meeting.pk).exists()


@pytest.mark.rows("GL-ES-13", "WT-DIS-01")
def test_what_cannot_be_resolved_here_goes_to_the_secretary_of_state(house: House) -> None:
    dispute = raised(house).at_four()
    unheard = {"why": "Two views remain.", "sent_at": timezone.now(), "how": "Letter"}
    dispute.as_(house.person("business_manager"), moving.name_decider, other=appointment(house.delegate))
    assert lacking(dispute, house.delegate, moving.refer, **unheard) == [
        "The independent scrutineer has not given a view yet."
    ]
    dispute.heard()
    dispute.as_(house.delegate, moving.refer, **unheard)
    assert dispute.held.stage == "referred"
    dispute.as_(house.delegate, ending.record_answer, **ENDS)
    view = read(dispute)
    assert view.ending.outcome == "secretary" and view.referrals[0].why == "Two views remain."
    assert [one.run.number for one in view.runs] == [1, 2, 3, 4, 5]


@pytest.mark.rows("GL-ES-04", "GL-XN-01")
def test_the_childs_timescale_counts_where_it_is_sooner_with_its_reason_and_both_are_shown(house: House) -> None:
    today = timezone.localdate()
    limit = reading.limit_on("escalation.stage1", timezone.now())

    def told(**given) -> list[str]:
        with pytest.raises(CannotMove) as refusal:
            raised(house, **given)
        return [one.text for one in refusal.value.missing]

    assert told(sooner_on=today + DAY) == ["Say why the child needs it sooner."]
    assert told(sooner_because="He is three.") == ["Say by which day the child needs it."]
    assert told(sooner_on=today - DAY, sooner_because="x") == ["This day is past. Choose today or a later day."]
    for why in ("x", ""):  # who is told to leave the day blank is not asked why
        [only] = told(sooner_on=limit, sooner_because=why)
        assert only.endswith("the shorter of the two counts. Leave this blank.")
    dispute = raised(house, sooner_on=today + DAY, sooner_because="He is three.")
    (line,) = (one for one in read(dispute).clocks if one.clock.key == "escalation.stage1")
    assert timezone.localdate(line.clock.due_at) == today + DAY and timezone.localdate(line.limit_at) == limit
    page = " ".join(house.client(house.teacher).get(f"/escalations/{dispute.held.reference}/").content.decode().split())
    assert "which counts: He is three. The limit by itself would be" in page
    dispute.as_(house.teacher, moving.set_sooner, sooner_on=today, sooner_because="It got worse.")
    (line,) = (one for one in read(dispute).clocks if one.clock.key == "escalation.stage1")
    assert timezone.localdate(line.clock.due_at) == today and line.clock.sooner_because == "It got worse."


@pytest.mark.rows("GL-ES-04", "GL-ES-14")
def test_it_ends_after_its_limit_only_with_a_reason(house: House) -> None:
    dispute = raised(house)
    with seen_by(house.teacher):
        past = timezone.now() - datetime.timedelta(hours=1)
        Clock.objects.filter(record=dispute.held.reference, key="escalation.stage1").update(due_at=past)
    said = lacking(dispute, house.teacher, ending.settle, outcome="content", **ENDS)
    assert said == ["It ends after its limit: say why."]
    dispute.settled(late_because="She was on leave.")
    with seen_by(house.teacher):
        assert (
            Clock.objects.get(record=dispute.held.reference, key="escalation.stage1").late_because
            == "She was on leave."
        )


@pytest.mark.rows("GL-ES-14", "GL-XN-04")
def test_who_has_no_account_here_waits_for_it_in_writing_and_closing_waits_for_them(house: House) -> None:
    with seen_by(house.teacher):
        given = {**SAID, "name": "W. Orker, ward sister", "against": house.base.teams["health"].organisation}
        held = raising.raise_disagreement(by=house.teacher, about_record=house.contact, given=given)
    dispute = Dispute(house, held, house.teacher).settled()
    with seen_by(house.teacher):
        waiting = reading.waiting_copies(dispute.held)
        assert [one.participant.name for one in waiting] == ["W. Orker, ward sister"]
    shut = lacking(dispute, house.teacher, lambda *, by, held, given: ending.close(by=by, held=held))
    assert shut == ["Still to do: Send it in writing to those without an account here."]
    assert dispute.as_(house.teacher, ending.send_copies, how="Letter", sent_at=timezone.now()) == 1
    dispute.as_(house.teacher, lambda *, by, held, given: ending.close(by=by, held=held))
    assert dispute.held.stage == "closed"


@pytest.mark.rows("GL-ES-14", "GL-XN-04", "GL-XN-05")
def test_a_message_says_nothing_and_its_fate_is_shown(dispute: Dispute) -> None:
    dispute.settled()
    house = dispute.house
    with seen_by(house.teacher):
        sent = Notice.objects.filter(record=dispute.held.reference).order_by("pk")
        assert [one.template for one in sent] == ["escalation_brought_in", "escalation_record"]
    line = next(one for one in read(dispute).runs[0].copies if one.notice)
    assert line.notice.record == dispute.held.reference


@pytest.mark.rows("GL-ES-16")
def test_a_debrief_is_offered_after_the_end(dispute: Dispute) -> None:
    house = dispute.house
    assert lacking(dispute, house.teacher, ending.debrief)[0].startswith("“Debrief offered” cannot follow from")
    dispute.settled()
    assert lacking(dispute, house.teacher, ending.debrief) == ["Say to whom it was offered.", "Say what became of it."]
    dispute.as_(house.teacher, ending.debrief, offered_to="Both workers", answer="held", learned="Ring first.")
    assert read(dispute).debriefs[0].learned == "Ring first."


def test_it_is_withdrawn_with_a_reason_and_everybody_has_that_in_writing(dispute: Dispute) -> None:
    house = dispute.house
    assert lacking(dispute, house.teacher, steps.withdraw) == ["Say why it is withdrawn."]
    dispute.as_(house.teacher, steps.withdraw, reason="Raised twice.")
    view = read(dispute)
    assert dispute.held.stage == "withdrawn" and view.runs[0].run.account == "Raised twice."
    assert len(view.runs[0].copies) == 2 and not view.clocks
