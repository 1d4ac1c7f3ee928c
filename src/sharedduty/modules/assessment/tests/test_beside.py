"""What stands beside an assessment: specialist parts, adults, points, effect, supervision, the law, transitions, letters."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.forms.api import form
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.process.api import Clock, Handover
from sharedduty.modules.assessment import api
from sharedduty.modules.assessment.actions import beside, ending, opening, working
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.queries import letters, reading, writing
from sharedduty.modules.assessment.queries.choices import SPECIALIST, labels
from sharedduty.modules.assessment.tests.conftest import hand_over
from sharedduty.modules.assessment.tests.test_working import (
    ACTION,
    ADULT,
    CONCLUSION,
    gathered,
    lacks,
    planned,
    ready,
    soon,
)

pytestmark = pytest.mark.django_db
# What each kind asks that the conclusion waits for: the words of one question of each row.
ASKED = {
    "young_carer": ("right for this child", "person cared for needs"),
    "parent_carer": ("18 or over", "right that the parent provides"),
    "carer": ("carer's work", "carer's education", "carer's training", "carer's leisure", "services for adults"),
    "disabled": ("1970 Act", "carer asked for an assessment"),
    "secure": ("host", "child's home", "one support plan"),
    "remand": ("was visited", "detention placement plan", "reviewed next"),
    "returning": ("needs before care", "still open"),
}


@pytest.fixture
def manager(partnership) -> Viewer:
    """The team manager."""
    return partnership.post_holder("social_work_manager")


@pytest.mark.rows(
    "WT-ASM-05", "WT-ASM-29", "WT-SPC-01", "WT-SPC-03", "WT-SPC-04", "WT-SPC-05", "WT-SPC-07", "WT-SPC-08"
)
@pytest.mark.parametrize("kind", SPECIALIST)
def test_a_specialist_part_is_written_before_the_one_assessment_ends(opened, worker, manager, kind) -> None:
    held = opened()[0]
    with seen_by(worker):
        ready(worker, held, manager)
        part = beside.add_specialist(by=worker, held=held, given={"kind": kind, "because": "belief"})
        text = lacks(lambda: ending.conclude(by=worker, held=held, given=CONCLUSION))
        for words in ASKED[kind]:
            assert words in text, text
        held.refresh_from_db()
        answer_all(worker, part)
        ending.conclude(by=worker, held=held, given=CONCLUSION)
        part.form.refresh_from_db()
        assert part.form.submitted_at and held.stage == "concluded"


def answer_all(by: Viewer, part) -> None:
    """Answer every question of a specialist part: the first choice, today or later, or a few words."""
    made, today = form(part.form.pack, part.form.form), timezone.localdate()
    for page in made.pages:
        typed = {}
        for question in page.questions:
            on = today + datetime.timedelta(days=30) if question.check == "due" else today
            date = {"day": str(on.day), "month": str(on.month), "year": str(on.year)}
            typed[question.key] = (
                date if question.kind == "date" else question.choices[0].value if question.choices else "Yes."
            )
        beside.save_specialist(by=by, part=part, changes=typed, version=part.form.version, page=page.key)
    assert not [
        one for one, _ in writing.parts(by, part.assessment)[0][1] if one.state != "Done" and one.kind != "done"
    ]


@pytest.mark.rows("WT-SPC-02", "WT-SPC-03", "WT-SPC-06")
def test_a_request_says_who_asked_and_when_and_a_kind_is_part_of_it_once(opened, worker) -> None:
    held = opened()[0]
    with seen_by(worker):
        asked = {"kind": "young_carer", "because": "request"}
        text = lacks(lambda: beside.add_specialist(by=worker, held=held, given=asked))
        assert "who asked" in text and "when it was asked" in text
        asked |= {"asked_by": "His mother", "asked_on": soon(0)}
        part = beside.add_specialist(by=worker, held=held, given=asked)
        assert part.case_file_id == held.case_file_id
        assert "one process and one plan" in lacks(lambda: beside.add_specialist(by=worker, held=held, given=asked))


@pytest.mark.rows("WT-SPC-06")
def test_a_young_carers_assessment_is_combined_only_where_all_agree(opened, worker) -> None:
    held = opened()[0]
    with seen_by(worker):
        part = beside.add_specialist(by=worker, held=held, given={"kind": "young_carer", "because": "belief"})
        beside.save_specialist(by=worker, part=part, changes={"combined": "yes"}, version=1, page="household")
        assert "Write who agreed that the assessments are combined" in [
            one for one, _ in writing.unwritten(worker, held)
        ]


@pytest.mark.rows("WT-ASM-05")
def test_a_specialist_hand_over_begins_with_its_part(partnership, worker) -> None:
    reference = hand_over(partnership, "Robin")[0]
    with seen_by(worker):
        handover = Handover.objects.get(reference=reference)
        child = opening.Child("Robin", "Testwick", timezone.now())
        held = opening.open_from_handover(
            by=worker, handover=handover, child=child, kind="disabled", question="Which help?"
        )
        assert held.specialists.get().kind == "disabled"
    page = partnership.client(worker).get(f"/assessments/{held.reference}/parts/disabled/write/child/")
    assert page.status_code == 200 and "1970" in page.content.decode()
    assert partnership.client(worker).get(f"/assessments/{held.reference}/parts/secure/write/place/").status_code == 404


@pytest.mark.rows("WT-ASM-18")
def test_adults_of_the_household_are_named_and_linked_to_their_records(opened, worker, manager, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        gathered(worker, held)
        working.begin_analysis(by=worker, held=held)
        assert "Name every adult" in lacks(lambda: ending.conclude(by=worker, held=held, given=CONCLUSION))
        assert "live with the child" in lacks(
            lambda: beside.name_adult(by=worker, held=held, given={**ADULT, "lives_there": ""})
        )
        mother = register_person(
            by=worker, area_id=worker.area_id, kind="adult", given_names="Fern", family_name="Testwick",
            birth_known="unknown",
        )  # fmt: skip
    client = partnership.client(worker)
    path = f"/assessments/{held.reference}/adult/"
    assert "No record of yours" in client.post(path, {**ADULT, "reference": "PN-0000-0000"}).content.decode()
    assert client.post(path, {**ADULT, "reference": mother.reference.lower()}).status_code == 302
    with seen_by(worker):
        assert held.adults.get().person == mother
    assert mother.reference in client.get(f"/assessments/{held.reference}/").content.decode()


@pytest.mark.rows("WT-ASM-24")
def test_points_of_review_keep_an_assessment_on_track(opened, worker, manager, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        given = {
            "see_child_by_on": soon(3),
            "finish_by_on": soon(20),
            "timescale_reason": "x",
            "family_told_on": soon(0),
        }
        assert "look together" in lacks(lambda: working.agree_timescale(by=worker, held=held, given=given))
        late = {**given, "point_on": soon(25)}
        assert "before the assessment" in lacks(lambda: working.agree_timescale(by=worker, held=held, given=late))
        working.agree_timescale(by=worker, held=held, given={**given, "point_on": soon(10)})
        point = held.checkpoints.get()
        second = beside.set_point(by=worker, held=held, given={"due_on": soon(15), "about": "School, with the head."})
        text = lacks(lambda: beside.hold_point(by=worker, held=held, point=point, given={"held_on": soon(1)}))
        assert "who took part" in text and "found and decided" in text and "future" in text
        done = {"held_on": soon(0), "with_whom": "His mother", "finding": "It helps."}
        beside.hold_point(by=worker, held=held, point=point, given=done)
        held.checkpoints.filter(pk=second.pk).update(due_on=soon(-1))
    page = partnership.client(manager).get(f"/assessments/{held.reference}/").content.decode()
    assert "point of review of" in page and "It helps." in page


@pytest.mark.rows("WT-ASM-13")
def test_a_service_is_decided_started_and_its_effect_on_the_child_recorded(opened, worker, partnership) -> None:
    held = opened()[0]
    client, path = partnership.client(worker), f"/assessments/{held.reference}/effect/"
    assert "Record what a service does" not in client.get(f"/assessments/{held.reference}/").content.decode()
    with seen_by(worker):
        service = {"service": "Breakfast club", "agency": "School", "aim": "Fed", "decided_on": soon(-3)}
        made = working.start_service(by=worker, held=held, given=service)
        assert "Choose which service" in lacks(lambda: beside.note_effect(by=worker, held=held, service=None, given={}))
    today = soon(0)
    sent = {
        "service": made.reference, "impact": "He eats.", "impact_seen_on-day": today.day, "impact_seen_on-month": today.month,
        "impact_seen_on-year": today.year, "started_on-day": today.day, "started_on-month": today.month,
        "started_on-year": today.year,
    }  # fmt: skip
    assert client.post(path, sent).status_code == 302
    with seen_by(worker):
        made.refresh_from_db()
        assert (made.impact, made.started_on) == ("He eats.", today)
    assert "He eats." in client.get(f"/assessments/{held.reference}/").content.decode()


@pytest.mark.rows("WT-ASM-27")
def test_supervision_looks_at_effect_and_pace_and_is_not_by_whoever_leads(opened, worker, manager, partnership) -> None:
    held = opened()[0]
    note = {
        "held_on": soon(0),
        "impact": "None yet.",
        "pace": "Too slow.",
        "decided": "Ask for legal advice.",
        "next_on": soon(28),
    }
    with seen_by(worker), pytest.raises(PermissionDenied):
        beside.supervise(by=worker, held=held, given=note)
    with seen_by(manager):
        text = lacks(lambda: beside.supervise(by=manager, held=held, given={}))
        assert "quick enough" in text and "changed for the child" in text
        beside.supervise(by=manager, held=held, given=note)
        Assessment.objects.filter(pk=held.pk).update(lead_id=manager.appointment_id)
        held.refresh_from_db()
        assert "You lead this" in lacks(lambda: beside.supervise(by=manager, held=held, given=note))
        held.supervisions.update(next_on=soon(-1))
    page = partnership.client(manager).get(f"/assessments/{held.reference}/").content.decode()
    assert "Too slow." in page and "Supervision was due" in page


@pytest.mark.rows("WT-ASM-04", "WT-ASM-14")
def test_a_decision_under_the_law_has_its_limb_and_reasons(opened, worker) -> None:
    held = opened()[0]
    with seen_by(worker):
        decision = {
            "kind": "accommodate",
            "decided_on": soon(0),
            "decided_by": "A head of service",
            "reasons": "Alone.",
        }
        assert "accommodated" in lacks(lambda: beside.decide_legally(by=worker, held=held, given=decision))
        made = beside.decide_legally(by=worker, held=held, given={**decision, "limb": "carer_prevented"})
        assert labels("accommodation.limbs", soon(0))[made.limb].startswith("Whoever cared")
        given = {**decision, "kind": "proceedings_not", "reasons": "The plan works."}
        beside.decide_legally(by=worker, held=held, given=given)
        assert held.legal_decisions.count() == 2 and held.stage == "open"


@pytest.mark.rows("WT-ASM-28", "WT-CIN-05")
def test_the_way_into_adulthood_is_warned_of_and_planned_before_the_birthday(
    opened, worker, manager, partnership
) -> None:
    held = opened()[0]
    client = partnership.client(worker)
    birthday = soon(200)
    with seen_by(worker):
        planned(worker, held, manager)
        Assessment.objects.filter(pk=held.pk).update(birth_on=birthday.replace(year=birthday.year - 18))
        held.refresh_from_db()
    page = client.get(f"/assessments/{held.reference}/").content.decode()
    assert "turns 18 on" in page and "not planned" in page
    assert "Plan the way into adulthood" in client.get("/my-work/").content.decode()
    with seen_by(worker):
        given = {"kind": "adulthood", "happens_on": birthday, "plan": "The adult team visits.", "agreed_with": "Robin"}
        past = {**given, "happens_on": soon(-1)}
        assert "before it comes" in lacks(lambda: beside.plan_transition(by=worker, held=held, given=past))
        beside.plan_transition(by=worker, held=held, given=given)
        held.transitions.update(recorded_at=timezone.now() - datetime.timedelta(days=2))
        Assessment.objects.filter(pk=held.pk).update(birth_on=soon(0).replace(year=soon(0).year - 18))
        held.refresh_from_db()
        ending.become_adult(by=worker, held=held, given={"transition": "The adult team visits."})
        assert held.stage == "adult"
    assert "not planned" not in client.get(f"/assessments/{held.reference}/").content.decode()


@pytest.mark.rows("WT-CIN-02", "WT-CIN-03")
def test_a_child_who_came_with_a_plan_is_assessed_here_in_time(opened, worker, partnership) -> None:
    held = opened()[0]
    with seen_by(worker):
        assert "authority" in lacks(lambda: beside.record_arrival(by=worker, held=held, given={}))
        beside.record_arrival(by=worker, held=held, given={"came_from": "Elsewhere", "pack_received_on": soon(-2)})
        assert Clock.objects.get(record=held.reference).key == reading.CLOCK
    page = partnership.client(worker).get(f"/assessments/{held.reference}/").content.decode()
    assert "from Elsewhere, whose information and plan came" in page


@pytest.mark.rows("WT-ASM-35")
def test_each_letter_says_what_its_reader_may_know_and_nothing_besides(opened, worker, manager, partnership) -> None:
    held = opened()[0]
    client, at = partnership.client(worker), f"/assessments/{held.reference}/letters/"
    assert client.get(f"{at}family/").status_code == 404  # nothing is concluded yet
    with seen_by(worker):
        service = {"service": "Club", "agency": "School", "aim": "Fed", "decided_on": soon(-3)}
        working.start_service(by=worker, held=held, given=service)
        planned(worker, held, manager)
        told = {one.code for one in reading.view_of(worker, held).tasks if not one.done}
        assert {"told_family", "told_referrer", "told_agencies", "plan_given"} <= told
    family, agency, referrer = (client.get(f"{at}{whom}/").content.decode() for whom in letters.WHOM)
    for text in (family, agency):
        assert ACTION["action"] in text
    assert CONCLUSION["reasons"] in family and "complaint" in family
    assert "It is called a child in need plan." in family, "what it is called comes after what it is"
    assert CONCLUSION["reasons"] not in agency + referrer
    assert ACTION["action"] not in referrer and "Robin" not in referrer and "plan of help" in referrer
    assert client.get(f"{at}neighbour/").status_code == 404


def test_an_enquiry_starts_an_assessment_or_continues_the_one_that_is_open(opened, worker, partnership) -> None:
    held = opened("Robin")[0]
    with seen_by(worker):
        same = opening.Child(
            "Robin", "Testwick", held.referred_at, person_id=held.person_id, child_reference=held.child_reference
        )
        continued = api.open_for_enquiry(by=worker, child=same, enquiry="CP-0000-0001", question="Is he safe?")
        assert continued.pk == held.pk and continued.enquiry == "CP-0000-0001"
        assert "already" in lacks(lambda: api.join_enquiry(by=worker, held=continued, enquiry="CP-0000-0002"))
        other = opening.Child("Wren", "Testwick", timezone.now())
        started = api.open_for_enquiry(by=worker, child=other, enquiry="CP-0000-0003", question="Is she safe?")
        assert started.pk != held.pk and Clock.objects.filter(record=started.reference).exists()
        found = api.standing(worker, held.reference)
        assert found and (found.stage, found.ended, found.seen_at) == ("Opened, timescale to be agreed", False, None)
        assert [one.reference for one in api.standings(worker, enquiry="CP-0000-0003")] == [started.reference]
        assert api.standings(worker) == []
    stranger = partnership.post_holder("front_door_worker")
    with seen_by(stranger):
        assert api.standing(stranger, held.reference) is None
        with pytest.raises(PermissionDenied):
            api.open_for_enquiry(by=stranger, child=other, enquiry="CP-0000-0004", question="?")


@pytest.mark.rows("WT-ASM-38")
def test_the_room_above_is_told_which_child_a_strategy_discussion_is_about(opened, worker) -> None:
    held = opened("Robin")[0]
    with seen_by(worker):
        left = working.suspect_harm(
            by=worker, held=held, given={"kinds": ["physical"], "what": "Bruises.", "safe_now": "With Gran."}
        )
        child = api.child_handed_over(worker, left)
        assert child and (str(child), child.received_at) == ("Robin Testwick", held.referred_at)
