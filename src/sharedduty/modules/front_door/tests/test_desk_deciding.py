"""Deciding, immediate protection, opening again, telling the referrer, disagreeing, enquiries: rule by rule."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Clock, Handover, Move, Overtaken
from sharedduty.modules.front_door.actions import deciding, enquiring, handing, holding, protecting
from sharedduty.modules.front_door.models import Contact, Decision, ImmediateProtection
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, decision, prepare

pytestmark = pytest.mark.django_db
PROTECTION = {
    "course": "single_agency", "acting_agency": "Police", "power": "police_protection", "power_reason": "No time.",
    "police_ground": "no_time", "no_order_because": "No court was open.", "legal_advice": "No time for it.",
    "child_seen_by": "A constable", "other_children_considered": "A brother, at his father's.",
}  # fmt: skip


def protection(**changes) -> dict:
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    return {**PROTECTION, "acted_at": an_hour_ago, "child_seen_at": an_hour_ago} | changes


def refused(call) -> list[str]:
    """The texts with which a step is refused."""
    with pytest.raises(CannotMove) as caught:
        call()
    return [one.text for one in caught.value.missing]


@pytest.mark.rows("WT-REF-08", "WT-REF-09", "WT-REF-11", "WT-REF-16", "GL-TH-03", "GL-TH-15", "GL-TH-16")
@pytest.mark.parametrize(("changes", "text"), [
    ({"reasons": ""}, "Write your reasons."),
    ({"level": None}, "Choose a level of need, 1 to 4."),
    ({"level": 5}, "Choose a level of need, 1 to 4."),
    ({"level_reason": " "}, "Say why you chose this level."),
    ({"level": 4}, "Choose the category of level 4."),
    ({"level": 4, "level4_category": "c"}, "Say what will happen to the child's health or development without services."),
    ({"level": 4, "level4_category": "c", "health_without_services": "h"}, "Say what effect services are likely to have."),
    ({"child_wishes": ""}, "Record the child's wishes and feelings, or why they are not known yet."),
    ({"siblings_considered": ""}, "Record which siblings you considered, or that there are none."),
    ({"family_told": ""}, "Record that the family is told, or the ground against telling them."),
    ({"family_told": "police_investigation"}, "Say why that ground applies."),
    ({"other_outcomes": []}, "Choose at least one next step: a yes above, or early help, advice or no further action."),
    ({"other_outcomes": ["no_further_action", "advice"]}, "No further action cannot stand beside another next step."),
    ({"determinations": {}}, "Answer yes or no: Should the child be seen as soon as possible?"),
    ({"yes": ["immediate_protection"]}, "Record first what is done to protect the child."),
])  # fmt: skip
def test_a_decision_is_whole_or_refused_with_what_is_missing(partnership: Partnership, changes, text) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        said = refused(lambda: decide_all(worker, contact, **changes))
        assert text in said
        assert not Decision.objects.exists()
        contact.refresh_from_db()
        assert contact.stage == "in_hand"


def test_a_yes_needs_its_note(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        given = decision(yes=["in_need"])
        given["determinations"]["in_need"]["note"] = ""
        said = refused(
            lambda: deciding.decide_next_steps(by=worker, contact=contact, child=contact.children.get(), given=given)
        )
        assert said == ["Add a note to your yes: Is the child in need, to be assessed under section 17?"]


def test_it_is_asked_first_whether_the_child_is_known_and_who_it_is(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        holding.claim(by=worker, contact=contact)
        said = refused(lambda: decide_all(worker, contact, yes=["in_need"]))
        assert said == [
            "Ask first whether this child is known.",
            "Say who this child is first: choose the person, or register them as new.",
        ]


@pytest.mark.rows("WT-REF-09", "WT-REF-10", "GL-FD-09", "GL-FD-10")
@pytest.mark.parametrize(("changes", "starts"), [
    ({"yes": ["in_need"]}, ["assessment"]),
    ({"yes": ["significant_harm"]}, ["strategy discussion"]),
    ({"yes": ["services"]}, ["services"]),
    ({"yes": ["specialist"]}, ["specialist assessment"]),
    ({"yes": ["in_need", "see_child"]}, ["assessment"]),
    ({"yes": ["in_need", "significant_harm", "services"]}, ["assessment", "services", "strategy discussion"]),
    ({"other_outcomes": ["early_help"]}, ["early help"]),
    ({"other_outcomes": ["advice"]}, []),
    ({"other_outcomes": ["no_further_action"]}, []),
    ({"yes": ["in_need"], "other_outcomes": ["early_help"]}, ["assessment", "early help"]),
])  # fmt: skip
def test_every_alternative_of_flow_chart_1_is_reached_and_handed_over(partnership, changes, starts) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact, **changes)
        assert contact.stage == "decided"
        assert Clock.objects.get(record=reference, key="referral.decision").met_at == contact.decided_at
        left = Handover.objects.filter(from_record=reference)
        assert sorted(left.values_list("start", flat=True)) == starts
        assert all(one.owner_team_id or one.owner_post_id for one in left)


@pytest.mark.rows("WT-IMM-01", "WT-IMM-03", "WT-IMM-05", "WT-IMM-11", "WT-IMM-12", "WT-REF-14")
def test_immediate_protection_is_recorded_first_then_decided(partnership: Partnership) -> None:
    reference = partnership.contact(immediate_danger=True)
    worker = partnership.post_holder("out_of_hours_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        child = contact.children.get()
        protecting.record_immediate_protection(by=worker, contact=contact, child=child, given=protection())
        decide_all(worker, contact, yes=["immediate_protection", "significant_harm"])
        assert sorted(Handover.objects.values_list("start", flat=True)) == [
            "strategy discussion", "strategy discussion after immediate protection",
        ]  # fmt: skip
        verbs = list(Move.objects.filter(record=reference).order_by("pk").values_list("verb", flat=True))
    assert verbs.index("record_immediate_protection") < verbs.index("decide_child")


@pytest.mark.rows("WT-IMM-02", "WT-IMM-07", "WT-IMM-08", "WT-IMM-10")
@pytest.mark.parametrize(("changes", "text"), [
    ({"power": ""}, "Choose what is done to protect the child."),
    ({"acting_agency": ""}, "Say which agency acts."),
    ({"power_reason": ""}, "Say why this is the right way to protect the child now."),
    ({"police_ground": ""}, "Choose the ground on which the police used their power."),
    ({"no_order_because": ""}, "Say why there was no emergency protection order."),
    ({"legal_advice": ""}, "Record the legal advice, or why there was no time for it."),
    ({"acted_at": None}, "Say when the police acted."),
    ({"child_seen_by": ""}, "Say who saw the child."),
    ({"child_seen_at": None}, "Say when the child was seen, or why not yet."),
    ({"other_children_considered": ""},
     "Record which other children were considered, in this household and the alleged perpetrator's."),
    ({"other_authority_accepted_at": datetime.datetime(2026, 11, 20, tzinfo=datetime.UTC)},
     "Say which authority accepted responsibility."),
    ({"other_authority_written_on": datetime.date(2026, 11, 20)},
     "Acceptance in writing follows explicit acceptance: record when they accepted."),
])  # fmt: skip
def test_immediate_protection_says_what_is_missing(partnership: Partnership, changes, text) -> None:
    reference = partnership.contact(immediate_danger=True)
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        holding.claim(by=worker, contact=contact)
        child = contact.children.get()
        said = refused(
            lambda: protecting.record_immediate_protection(
                by=worker, contact=contact, child=child, given=protection(**changes)
            )
        )
        assert text in said
        assert not ImmediateProtection.objects.exists()


@pytest.mark.rows("WT-IMM-08")
def test_what_happens_later_is_added_and_nothing_is_overwritten(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    now = timezone.now()
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        holding.claim(by=worker, contact=contact)
        child = contact.children.get()
        made = protecting.record_immediate_protection(by=worker, contact=contact, child=child, given=protection())
        first_seen = made.child_seen_at
        said = refused(lambda: protecting.add_to_protection(by=worker, protection=made, given={"child_seen_at": now}))
        assert said == ["Nothing new was written. What is already recorded is not changed."]
        made.refresh_from_db()
        later = {"strategy_discussed_at": now - datetime.timedelta(minutes=5), "other_authority": "Another county",
                 "other_authority_accepted_at": now - datetime.timedelta(minutes=2)}  # fmt: skip
        protecting.add_to_protection(by=worker, protection=made, given=later)
        made.refresh_from_db()
        assert made.child_seen_at == first_seen
        assert made.other_authority == "Another county"
        future = {"order_applied_at": now + datetime.timedelta(days=1)}
        assert refused(lambda: protecting.add_to_protection(by=worker, protection=made, given=future)) == [
            "This has happened already, so its time cannot be in the future."
        ]


@pytest.mark.rows("WT-REF-16")
def test_each_child_is_decided_and_the_clock_is_met_by_the_last(partnership: Partnership) -> None:
    reference = partnership.contact("Robin", "Ash")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        first, second = contact.children.order_by("order")
        deciding.decide_next_steps(by=worker, contact=contact, child=first, given=decision())
        assert contact.stage == "in_hand"
        assert Clock.objects.get(record=reference, key="referral.decision").met_at is None
        deciding.decide_next_steps(by=worker, contact=contact, child=second, given=decision(yes=["in_need"]))
        assert contact.stage == "decided"
        assert Clock.objects.get(record=reference, key="referral.decision").met_at is not None


@pytest.mark.rows("WT-REF-13")
def test_a_child_decided_about_is_not_decided_about_twice_and_the_page_says_so(partnership: Partnership) -> None:
    reference = partnership.contact("Robin", "Wren")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        first = contact.children.order_by("order").first()
        deciding.decide_next_steps(by=worker, contact=contact, child=first, given=decision())
        again = refused(lambda: deciding.decide_next_steps(by=worker, contact=contact, child=first, given=decision()))
        assert again[0].startswith("Next steps are already decided for Robin")
        assert Decision.objects.count() == 1
    answer = partnership.client(worker).post(
        f"/front-door/contacts/{reference}/children/{first.reference}/decide/", {"reasons": "Once more."}
    )
    assert answer.status_code == 422 and "opens the decision again" in answer.content.decode()


def test_a_decision_is_opened_again_by_the_manager_alone_and_stays_on_record(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker, manager = partnership.post_holder("front_door_worker"), partnership.post_holder("front_door_manager")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact)
        child = contact.children.get()
        with pytest.raises(PermissionDenied):
            deciding.reopen(by=worker, contact=contact, child=child, reason="I was wrong")
    with seen_by(manager):
        contact = partnership.held(manager, reference)
        assert refused(lambda: deciding.reopen(by=manager, contact=contact, child=child, reason="")) == ["Say why."]
        deciding.reopen(by=manager, contact=contact, child=child, reason="The school knows more")
        assert contact.stage == "in_hand"
        decide_all(manager, contact, yes=["in_need"])
        old, new = Decision.objects.order_by("decided_at")
        assert (old.standing, new.standing, new.replaces_id) == (False, True, old.pk)
        assert old.reopened_because == "The school knows more"


@pytest.mark.rows("WT-REF-12", "GL-FD-20")
def test_a_contact_closes_only_when_the_referrer_was_told_of_every_child(partnership: Partnership) -> None:
    reference = partnership.contact("Robin", "Ash")
    worker, sender = partnership.post_holder("front_door_worker"), partnership.post_holder("teacher")
    told = {"outcome": "An assessment begins.", "reasons": "The worry is serious."}
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact, yes=["in_need"])
        first, second = contact.children.order_by("order")
        said = refused(lambda: deciding.close(by=worker, contact=contact))
        assert said == [f"Tell the referrer what was decided for {child}." for child in (first, second)]
        deciding.tell_referrer(by=worker, contact=contact, children=[first], given=told, channel="page")
        assert contact.stage == "decided"
        deciding.tell_referrer(by=worker, contact=contact, children=[second], given=told, channel="page")
        assert contact.stage == "closed"
    with seen_by(sender):
        contact = partnership.held(sender, reference)
        assert contact.feedback.count() == 2
        assert not Decision.objects.exists()
        assert not contact.notes.exists()


@pytest.mark.rows("WT-REF-13")
def test_a_disagreement_is_owned_by_the_manager_until_it_is_answered(partnership: Partnership) -> None:
    reference = partnership.contact()
    manager, sender = partnership.post_holder("front_door_manager"), partnership.post_holder("teacher")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact)
    with seen_by(sender):
        contact = partnership.held(sender, reference)
        said = refused(lambda: handing.disagree(by=sender, contact=contact, why="", wanted=""))
        assert said == ["Say what you disagree with and why.", "Say what you think should happen."]
        left = handing.disagree(by=sender, contact=contact, why="He is not safe.", wanted="An assessment.")
    with seen_by(manager):
        held = Handover.objects.get(reference=left.reference)
        assert (held.start, held.owner_post_id) == ("challenge", manager.post_id)
        handing.accept_handover(by=manager, handover=held)
        assert refused(lambda: handing.close_handover(by=manager, handover=held, outcome="")) == [
            "Say what became of it."
        ]
        handing.close_handover(by=manager, handover=held, outcome="Opened again.")
    with seen_by(sender):
        assert Handover.objects.get(reference=left.reference).outcome == "Opened again."


@pytest.mark.rows("WT-REF-10")
def test_the_receiving_team_accepts_and_reads_the_contact_and_nobody_else_does(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker, social = partnership.post_holder("front_door_worker"), partnership.post_holder("social_worker")
    colleague = partnership.post_holder("social_worker", 2)
    with seen_by(social):
        assert not Contact.objects.exists()
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact, yes=["in_need"])
    with seen_by(social):
        held = Handover.objects.get()
        handing.accept_handover(by=social, handover=held)
        assert Decision.objects.count() == 1
    with seen_by(colleague):
        held = Handover.objects.get()
        assert refused(lambda: handing.accept_handover(by=colleague, handover=held)) == [
            "A colleague accepted this first."
        ]


@pytest.mark.rows("GL-FD-11", "GL-FD-12")
def test_an_enquiry_ends_only_with_its_picture_and_every_answer(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        child = contact.children.get()
        asked = {
            "priority": "amber",
            "priority_reason": "Unclear",
            "question": "What is known?",
            "purpose": "To decide",
        }
        assert "Choose which agencies to ask." in refused(
            lambda: enquiring.open_enquiry(by=worker, contact=contact, child=child, teams=[], **asked)
        )
        enquiry = enquiring.open_enquiry(
            by=worker, contact=contact, child=child, teams=[partnership.teams["police"]], **asked
        )
        assert contact.stage == "enquiring"
        assert refused(lambda: decide_all(worker, contact)) == [
            "“Next steps decided for a child” cannot follow from “enquiring”. It follows from “in hand”."
        ]
        said = refused(lambda: enquiring.close_enquiry(by=worker, contact=contact, enquiry=enquiry, picture=""))
        assert said == [
            "Write what the answers show together, and what they do not.",
            "Testshire police has not answered: chase it, or withdraw the request with a reason.",
        ]


@pytest.mark.parametrize("act", ["claim", "decide"])
def test_whoever_comes_second_is_told_and_overwrites_nothing(partnership: Partnership, act: str) -> None:
    reference = partnership.contact()
    first, second = (partnership.post_holder("front_door_worker", number) for number in (1, 2))
    with seen_by(second):
        stale = partnership.held(second, reference)
    with seen_by(first):
        contact = partnership.held(first, reference)
        prepare(first, contact)
    with seen_by(second):
        with pytest.raises(Overtaken):
            if act == "claim":
                holding.claim(by=second, contact=stale)
            else:
                fresh = partnership.held(second, reference)
                deciding.decide_next_steps(
                    by=second, contact=fresh, child=fresh.children.get(), given=decision(), version=stale.version
                )
        assert partnership.held(second, reference).claimed_by_id == first.appointment_id
        assert not Decision.objects.exists()


@pytest.mark.rows("GL-PA-04")
@pytest.mark.parametrize("changes", [{"other_outcomes": ["no_further_action"]}, {"yes": ["in_need"]}])
def test_a_child_with_a_gp_in_wales_leaves_a_liaison_task_whatever_is_decided(partnership, changes) -> None:
    health = partnership.teams["health"].organisation
    health.duties = ["safeguarding_partner"]
    health.save()
    reference = partnership.contact("Robin", "Kit")
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        contact.children.filter(given_names="Robin").update(registered_in_wales=True)
        prepare(worker, contact)
        decide_all(worker, contact, **changes)
        (left,) = Handover.objects.filter(from_record=reference, start=handing.LIAISON)
        assert left.owner_team.organisation == health
        assert left.about == contact.children.get(given_names="Robin").reference
        assert "Robin" in left.summary and "partners here stay accountable" in left.summary
        assert partnership.held(worker, reference).team_id == contact.team_id, "accountability does not move to Wales"
