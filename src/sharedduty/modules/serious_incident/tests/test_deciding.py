"""Considering and deciding: children, becoming aware, views with dissent, either decision, another round."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.serious_incident.actions import considering, deciding
from sharedduty.modules.serious_incident.models import IncidentDecision
from sharedduty.modules.serious_incident.queries import partners, reading
from sharedduty.modules.serious_incident.tests.scenes import CHILD, DAY, Case, asked, decision, opened

pytestmark = pytest.mark.django_db


def refused(case: Case, given: dict) -> list[str]:
    with seen_by(case.head), pytest.raises(CannotMove) as refusal:
        deciding.decide(by=case.head, held=case.held, given=given)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("GL-SN-04", "WT-INC-01", "WT-INC-04")
def test_notifiable_needs_a_child_three_judgements_reasons_and_a_name(case: Case) -> None:
    said = refused(case, {"outcome": "notifiable"})
    assert sum(text.startswith("Judge this") for text in said) == 3
    assert "Give the reasons." in said and "Say who decided: name and post." in said
    assert any("Name every child" in text for text in said)
    case.child()
    case.views()
    for limb in ("abuse_met", "harm_met", "place_met"):
        for answer in ("no", "unknown"):
            assert any("not that this is met" in text for text in refused(case, decision(**{limb: answer})))
    case.decided()
    assert case.held.stage == "notifiable"


@pytest.mark.rows("GL-SN-04", "GL-SN-14", "WT-INC-04")
def test_not_notifiable_says_which_criterion_is_not_met_and_sets_the_clocks_aside(case: Case) -> None:
    assert "Name the child it is about first." in refused(case, decision("not_notifiable"))
    case.child()
    case.views()
    assert any("which of the three" in text for text in refused(case, decision("not_notifiable", harm_met="unknown")))
    case.decided("not_notifiable")
    assert case.held.stage == "not_notifiable"
    with seen_by(case.head):
        made = case.held.decisions.get()
        assert (made.outcome, made.harm_met, made.reasons) == ("not_notifiable", "no", "The hospital says so.")
        clocks = Clock.objects.filter(record=case.held.reference)
        assert {one.stopped_because for one in clocks} == {"Decided: not notifiable."} and clocks.count() == 2


@pytest.mark.rows("GL-SN-05", "C-08")
def test_dissent_is_kept_beside_the_decision_and_never_counted(case: Case) -> None:
    case.child()
    case.views(police="not_notifiable", health="not_notifiable", local_authority="unsure")
    case.decided("notifiable")  # two of three thought otherwise: the council decides
    with seen_by(case.head):
        lines = {one.partner: one.dissents for one in partners.partner_lines(case.head, case.held)}
    assert lines == {"police": True, "health": True, "local_authority": False}


@pytest.mark.rows("GL-SN-05", "C-08")
def test_a_missing_view_stops_the_decision_unless_somebody_says_why(case: Case) -> None:
    case.child()
    said = refused(case, decision())
    assert any("No view yet from the local authority, the integrated care board, the police" in text for text in said)
    case.decided(without_views="The delegate could not be reached before the limit.")
    with seen_by(case.head):
        assert case.held.decisions.get().without_views


@pytest.mark.rows("GL-SN-05")
def test_a_delegate_speaks_for_their_own_body_alone_and_may_change_their_mind(case: Case, delegates) -> None:
    police = delegates["police"]
    with seen_by(police):
        held = reading.by_reference(police, case.held.reference)
        given = {"partner": "health", "given_by": "Somebody else", "view": "unsure", "reasons": "More is to come."}
        first = considering.give_view(by=police, held=held, given=given)
        second = considering.give_view(by=police, held=held, given={**given, "view": "notifiable"})
        line = next(one for one in partners.partner_lines(police, held) if one.partner == "police")
    assert first.partner == "police" and first.given_by == f"{police.name}, {police.post_title}"
    assert line.view == second and line.earlier == [first]


def test_nobody_but_the_council_decides(case: Case, delegates) -> None:
    case.child()
    for by in (delegates["health"], case.house.post_holder("business_manager")):
        with seen_by(by), pytest.raises(PermissionDenied):
            held = reading.by_reference(by, case.held.reference)
            deciding.decide(by=by, held=held, given=decision())


@pytest.mark.rows("WT-INC-05")
def test_becoming_aware_is_corrected_with_a_reason_and_counted_again(case: Case) -> None:
    earlier = case.held.aware_at - 3 * DAY
    with seen_by(case.head):
        before = Clock.objects.get(record=case.held.reference, key="sin.panel").due_at
        with pytest.raises(CannotMove):
            considering.correct_awareness(by=case.head, held=case.held, given={"aware_at": earlier, "reason": ""})
        with pytest.raises(CannotMove):
            considering.correct_awareness(
                by=case.head, held=case.held, given={"aware_at": timezone.now() + DAY, "reason": "Typed wrongly."}
            )
        considering.correct_awareness(
            by=case.head, held=case.held, given={"aware_at": earlier, "reason": "The night team knew first."}
        )
        clock = Clock.objects.get(record=case.held.reference, key="sin.panel")
        kept = list(case.held.awareness.order_by("pk").values_list("reason", flat=True))
    assert clock.started_at == earlier and clock.due_at < before
    assert kept == ["As first recorded.", "The night team knew first."]


@pytest.mark.rows("WT-INC-03", "WT-INC-01")
def test_several_children_in_one_incident_each_with_a_part(case: Case) -> None:
    case.child()
    case.child(given_names="Wren", part="harmed_others")
    case.child(given_names="Ash", part="sibling")
    with seen_by(case.head):
        view = reading.view_of(case.head, case.held)
    assert [(str(one), one.part) for one in view.children] == [
        ("Robin Testwick", "harmed"), ("Wren Testwick", "harmed_others"), ("Ash Testwick", "sibling"),
    ]  # fmt: skip


BAD_CHILDREN = [
    ({"given_names": " "}, "Write the child's given names"),
    ({"part": "died"}, "Enter the day the child died."),
    ({"died_on": datetime.date(2026, 1, 5)}, "Only a child who died has this day."),
    ({"part": "died", "died_on": datetime.date(2099, 1, 1)}, "cannot lie in the future"),
    ({"birth_on": datetime.date(2099, 1, 1)}, "cannot lie in the future"),
    (
        {"birth_on": datetime.date(2020, 3, 1), "part": "died", "died_on": datetime.date(2020, 2, 1)},
        "before being born",
    ),
    ({"birth_on": datetime.date(1999, 3, 1)}, "18 or over"),
    ({"birth_on": datetime.date(1995, 3, 1), "care": "care_leaver"}, "up to and including the age of 24"),
]


@pytest.mark.parametrize(("changes", "words"), BAD_CHILDREN)
def test_a_child_that_cannot_be_is_refused_in_words(case: Case, changes: dict, words: str) -> None:
    with seen_by(case.head), pytest.raises(CannotMove) as refusal:
        considering.name_child(by=case.head, held=case.held, given={**CHILD, **changes})
    assert any(words in one.text for one in refusal.value.missing)


@pytest.mark.rows("C-10")
def test_a_care_leaver_of_24_counts_to_the_day_before_the_birthday(case: Case) -> None:
    dead = {"part": "died", "care": "care_leaver", "died_on": datetime.date(2026, 4, 30)}
    assert case.child(**dead, birth_on=datetime.date(2001, 5, 1)).pk
    with seen_by(case.head), pytest.raises(CannotMove):
        considering.name_child(
            by=case.head, held=case.held, given={**CHILD, **dead, "birth_on": datetime.date(2001, 4, 30)}
        )


@pytest.mark.rows("GL-SN-05", "GL-SN-11")
def test_a_partner_asks_to_look_again_and_is_answered(case: Case, delegates) -> None:
    case.child()
    case.views(health="notifiable", police="not_notifiable", local_authority="not_notifiable")
    case.decided("not_notifiable")
    health = delegates["health"]
    with seen_by(health):
        held = reading.by_reference(health, case.held.reference)
        deciding.challenge(by=health, held=held, given={"text": "The scan shows older injuries."})
    with seen_by(case.head):
        case.held.refresh_from_db()
        deciding.uphold(by=case.head, held=case.held, given={"reason": "They are from birth."})
        assert case.held.stage == "not_notifiable" and case.held.challenges.get().answer == "They are from birth."
        with pytest.raises(CannotMove):  # nobody waits any more
            deciding.uphold(by=case.head, held=case.held, given={"reason": "Again."})


@pytest.mark.rows("GL-SN-05", "WT-INC-04")
def test_new_facts_open_it_again_for_another_round_with_everything_of_the_first_kept(case: Case) -> None:
    case.child()
    case.views(health="notifiable", police="not_notifiable", local_authority="not_notifiable")
    case.decided("not_notifiable")
    known = timezone.now()
    with seen_by(case.head):
        deciding.reconsider(
            by=case.head, held=case.held, given={"reason": "A second hospital report.", "aware_at": known}
        )
        running = Clock.objects.filter(record=case.held.reference, stopped_at=None, met_at=None)
        assert {one.key: one.started_at for one in running} == {"sin.panel": known, "sin.partners": known}
        assert partners.without_view(case.head, case.held) == [
            "the local authority", "the integrated care board", "the police",
        ]  # fmt: skip
    case.views()
    case.decided("notifiable")
    with seen_by(case.head):
        rounds = reading.view_of(case.head, case.held).rounds
    assert [(one.number, one.decision.outcome) for one in rounds] == [(2, "notifiable"), (1, "not_notifiable")]
    assert [line.dissents for line in rounds[1].partners if line.partner == "health"] == [True]


def test_the_database_keeps_one_decision_a_round(case: Case) -> None:
    case.child()
    case.views()
    case.decided()
    with seen_by(case.head), pytest.raises(IntegrityError), transaction.atomic():
        IncidentDecision.objects.create(
            case_file_id=case.held.case_file_id, incident=case.held, round=1, outcome="not_notifiable", reasons="x",
            decided_by="y", decided_at=timezone.now(), recorded_by_id=case.head.appointment_id,
        )  # fmt: skip


@pytest.mark.rows("WT-INC-08", "GL-SN-12", "GL-SN-13")
@pytest.mark.parametrize(
    ("role", "source"), [("teacher", "agency"), ("police_mash", "youth_justice"), ("gp", "child_death")]
)
def test_any_agency_asks_and_hears_what_was_decided(house, role: str, source: str) -> None:
    request = asked(house, role, source=source)
    case = opened(house, source=source, request=request.reference)
    case.child()
    case.views()
    case.decided("not_notifiable", answer="No serious harm was found.")
    by = house.post_holder(role)
    with seen_by(by):
        mine = reading.request_by_reference(by, request.reference)
        assert mine is not None and mine.decided == "not_notifiable" and "No serious harm was found." in mine.answer
        assert "The hospital says so." not in mine.answer
        assert reading.by_reference(by, case.held.reference) is None


@pytest.mark.rows("GL-FD-17")
def test_what_is_asked_reaches_the_head_of_service_and_the_business_manager_who_reads_it_and_decides_nothing(
    house,
) -> None:
    request = asked(house)
    unit, head = house.post_holder("business_manager"), house.post_holder("head_of_service")
    with seen_by(unit):
        told = set(Notice.objects.filter(record=request.reference).values_list("to_appointment_id", flat=True))
        assert reading.request_by_reference(unit, request.reference) is not None
    assert {unit.appointment_id, head.appointment_id} <= told
    page = house.client(unit).get("/serious-incidents/").content.decode()
    assert request.reference in page and "Asked of the council" in page and "Open an incident" not in page


@pytest.mark.rows("WT-INC-08")
def test_a_request_counts_five_working_days_from_the_moment_it_is_sent_until_it_is_taken_in(house) -> None:
    request = asked(house)
    head = house.post_holder("head_of_service")
    with seen_by(head):
        clock = Clock.objects.get(record=request.reference)
        assert (clock.key, clock.started_at) == ("sin.panel", request.asked_at) and clock.stopped_at is None
        assert clock.owed_by_team_id == head.team_id
    with pytest.raises(CannotMove):  # the council cannot say it knew only after it was asked
        opened(house, request=request.reference, aware_at=request.asked_at + DAY)
    case = opened(house, request=request.reference, aware_at=request.asked_at)
    with seen_by(head):
        clock.refresh_from_db()
        assert case.held.reference in clock.stopped_because
    with pytest.raises(CannotMove):
        opened(house, request=request.reference)


@pytest.mark.rows("WT-INC-08")
def test_a_request_without_its_parts_is_refused_and_two_may_join_one_incident(house) -> None:
    with pytest.raises(CannotMove) as refusal:
        asked(house, children_words=" ", what_happened="", why="", safe_now="", source="")
    assert len(refusal.value.missing) == 5
    case = opened(house, request=asked(house).reference)
    second = asked(house, "gp")
    with seen_by(case.head):
        considering.join_request(by=case.head, held=case.held, request=second.reference)
    case.child()
    case.views()
    case.decided()
    with seen_by(case.head):
        assert {one.decided for one in reading.view_of(case.head, case.held).requests} == {"notifiable"}


def test_what_was_recorded_twice_is_set_aside_with_the_reason_told_to_whoever_asked(house) -> None:
    request = asked(house)
    case = opened(house, request=request.reference)
    with seen_by(case.head):
        with pytest.raises(CannotMove):
            deciding.set_aside(by=case.head, held=case.held, given={"reason": " "})
        deciding.set_aside(by=case.head, held=case.held, given={"reason": "Recorded twice.", "same_as": ""})
        assert case.held.stage == "set_aside"
        assert "Recorded twice." in reading.request_by_reference(case.head, request.reference).answer
        assert not Clock.objects.filter(record=case.held.reference, stopped_at=None).exists()


BAD_INCIDENTS = [
    ({"what_happened": ""}, "Write what happened"),
    ({"place": ""}, "Say where it happened."),
    ({"aware_at": None}, "Enter when the council became aware."),
    ({"happened_on": datetime.date(2099, 1, 1)}, "cannot lie in the future"),
]


@pytest.mark.parametrize(("changes", "words"), BAD_INCIDENTS)
def test_an_incident_that_cannot_be_is_refused_in_words(house, changes: dict, words: str) -> None:
    with pytest.raises(CannotMove) as refusal:
        opened(house, **changes)
    assert any(words in one.text for one in refusal.value.missing)


def test_nobody_knew_before_it_happened(house) -> None:
    with pytest.raises(CannotMove, match="before it happened"):
        opened(house, happened_on=timezone.localdate(), aware_at=timezone.now() - 2 * DAY)
