"""The course of an allegation: from the referral to its end, the ways that end sooner, and what each step refuses."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings.models import Invitation
from sharedduty.foundations.process.api import CannotMove, Overtaken, yearly
from sharedduty.modules.allegations.actions import employers, guarding, judging, managing
from sharedduty.modules.allegations.process import LIVE, PROCESS
from sharedduty.modules.allegations.queries import figures, reading
from sharedduty.modules.allegations.queries.choices import labels
from sharedduty.modules.front_door.tests.partnership import Partnership
from tests.allegations.scenes import DAY, Case, discussion, judgement, suspension, taken_up

pytestmark = pytest.mark.django_db


def refused(act: Any, case: Case, **given: Any) -> set[str]:
    """The fields a step is refused for."""
    with seen_by(case.officer), pytest.raises(CannotMove) as refusal:
        act(by=case.officer, held=case.held, given=given)
    return {one.href for one in refusal.value.missing}


@pytest.mark.rows("GL-AL-01", "GL-AL-07", "GL-AL-08", "GL-AL-10", "GL-AL-11", "WT-LADO-08")
def test_from_the_referral_to_the_end(case: Case) -> None:
    assert case.as_far_as("closed").held.stage == "closed"
    with seen_by(case.officer):
        assert case.held.outcome == "substantiated" and case.held.decisions.count() == 2 and case.held.ended_at


@pytest.mark.rows("WT-LADO-07", "GL-AL-06")
def test_advice_only_is_told_apart_and_ends_with_its_record(house: Partnership) -> None:
    case = taken_up(house, wanted="advice").as_far_as("advised")
    with seen_by(case.officer):
        with pytest.raises(CannotMove) as refusal:
            managing.close(by=case.officer, held=case.held)
        assert [one.text for one in refusal.value.missing] == [
            "Still to do: Send the employer the record of the discussion."
        ]
    case.sent()
    with seen_by(case.officer):
        managing.close(by=case.officer, held=case.held)
    assert case.held.stage == "closed" and case.held.wanted == "advice"


@pytest.mark.rows("GL-AL-09", "GL-AL-10")
def test_not_met_it_is_looked_at_again_when_something_new_comes(case: Case) -> None:
    case.as_far_as("not_met").sent()
    assert refused(judging.look_again, case, reason="") == {"#id_reason"}
    with seen_by(case.officer):
        judging.look_again(by=case.officer, held=case.held, given={"reason": "A second child spoke."})
        assert case.held.stage == "looking" and case.held.decisions.count() == 1
        assert case.held.step_reasons.get().text == "A second child spoke."


@pytest.mark.rows("GL-AL-10")
def test_each_time_it_is_looked_at_again_keeps_its_own_reason(case: Case) -> None:
    case.as_far_as("not_met").sent()
    for reason in ("A second child spoke.", "A third child spoke."):
        with seen_by(case.officer):
            judging.look_again(by=case.officer, held=case.held, given={"reason": reason})
        case.went("not_met")
    with seen_by(case.officer):
        view = reading.view_of(case.officer, case.held)
    again = [view.reasons[one.pk] for one in view.moves if one.verb == "look_again"]
    assert again == ["A third child spoke.", "A second child spoke."], "the latest first, each with its own"


@pytest.mark.rows("WT-LADO-08")
def test_an_open_strand_brings_the_day_the_record_is_looked_at(case: Case) -> None:
    case.as_far_as("managed")
    today = timezone.localdate()

    def lacking() -> list[str]:
        with seen_by(case.officer):
            return [one.code for one in reading.view_of(case.officer, case.held).tasks if not one.done]

    def noted(days: int, opened: str = "open") -> None:
        given = {"kind": "police", "opened": opened, "stands": "It goes on.", "lead": "A lead"}
        with seen_by(case.officer):
            managing.note_strand(by=case.officer, held=case.held, given={**given, "next_on": today + days * DAY})

    assert "progress" in lacking() and case.held.next_on is None
    noted(10)
    assert case.held.next_on == today + 10 * DAY and "progress" not in lacking()
    noted(20)
    noted(3, "closed")
    assert case.held.next_on == today + 10 * DAY, "the soonest day of what is open counts"
    noted(5)
    assert case.held.next_on == today + 5 * DAY


@pytest.mark.rows("WT-LADO-02", "GL-AL-01")
def test_each_criterion_needs_an_answer_and_reasons_and_decides_nothing(case: Case) -> None:
    assert refused(judging.judge, case, **{**judgement(), "harm": ""}) == {"#id_harm"}
    assert refused(judging.judge, case, **{**judgement(), "transfer_why": " "}) == {"#id_transfer_why"}
    way = {"way": "managed", "reasons": "So.", "decided_by": "L."}
    assert refused(judging.decide_way, case, **way) == {f"/allegations/{case.held.reference}/criteria/"}
    with seen_by(case.officer):
        judging.judge(by=case.officer, held=case.held, given=judgement("not_met"))
        judging.judge(by=case.officer, held=case.held, given=judgement("met"))
        assert case.held.stage == "looking" and case.held.judgements.count() == 2
    assert set(labels("criterion", timezone.localdate())) == {"harm", "offence", "risk"}


@pytest.mark.rows("GL-AL-05", "WT-LADO-01")
def test_the_talk_with_the_employer_says_what_it_is_and_what_was_advised(case: Case) -> None:
    for name in ("discussed_at", "spoke_with", "concern", "at_once", "employment", "safeguarding"):
        assert refused(judging.discuss, case, **{**discussion(), name: ""}) == {f"#id_{name}"}
    case.discussed()
    assert case.held.concern == "allegation"
    assert set(labels("concern", timezone.localdate())) == {"allegation", "quality", "complaint"}


@pytest.mark.rows("WT-LADO-03")
def test_a_birth_date_that_makes_an_adult_is_asked_about(case: Case) -> None:
    """What happened years ago is told by somebody grown up: that is said, a year typed wrongly is not."""
    grown = timezone.localdate() - 30 * 365 * DAY
    assert refused(judging.name_child, case, given_names="Robin", birth_on=grown) == {"#id_birth_on"}
    assert case.child(birth_on=grown, grown=True).birth_on == grown


@pytest.mark.rows("GL-AL-07")
def test_whoever_referred_is_named_to_be_invited(case: Case) -> None:
    meeting = case.as_far_as("managed").called()
    with seen_by(case.officer):
        invited = dict(Invitation.objects.filter(gathering=meeting).values_list("appointment_id", "capacity"))
    assert invited[case.house.post_holder("teacher").appointment_id] == "employer"
    assert invited[case.officer.appointment_id] == "chair"


@pytest.mark.rows("GL-AL-08", "GL-AL-11", "WT-LADO-08")
def test_an_outcome_waits_for_the_strands_the_meeting_and_suspension(case: Case) -> None:
    case.as_far_as("managed")
    outcome = {"outcome": "false", "reasons": "So.", "decided_by": "The meeting"}
    with seen_by(case.officer), pytest.raises(CannotMove) as refusal:
        managing.conclude(by=case.officer, held=case.held, given=outcome)
    assert len(refusal.value.missing) == 3
    assert refused(managing.note_strand, case, kind="police", opened="open", stands="Open.", lead="A.") == {
        "#id_next_on"
    }
    assert refused(managing.consider_suspension, case, **{**suspension(), "support": ""}) == {"#id_support"}
    assert refused(managing.review_progress, case, pace="Yes", fairness="Yes", thoroughness="") == {
        "#id_thoroughness", "#id_next_on",
    }  # fmt: skip
    with seen_by(case.officer):
        given = {"pace": "Slow", "fairness": "Yes", "thoroughness": "Yes", "next_on": timezone.localdate() + 7 * DAY}
        managing.review_progress(by=case.officer, held=case.held, given=given)
    assert case.held.next_on == timezone.localdate() + 7 * DAY


@pytest.mark.rows("GL-AL-14")
def test_words_with_others_are_kept(case: Case) -> None:
    assert refused(managing.note_contact, case, spoke_at=None, spoke_with="", text="") == {
        "#id_spoke_at", "#id_spoke_with", "#id_text",
    }  # fmt: skip
    with seen_by(case.officer):
        given = {"spoke_at": timezone.now(), "spoke_with": "Police", "text": "They look at it."}
        assert managing.note_contact(by=case.officer, held=case.held, given=given).text == "They look at it."


def test_who_is_not_told_for_now_says_why(case: Case) -> None:
    given = {"told": "accused", "recipient": "A. Untrue", "held_back": True, "what": "", "told_by": "L."}
    assert refused(managing.tell, case, **given) == {"#id_what"}
    assert refused(managing.tell, case, **{**given, "held_back": False, "what": "All"}) == {"#id_told_at", "#id_how"}
    with seen_by(case.officer):
        made = managing.tell(by=case.officer, held=case.held, given={**given, "what": "The police ask us to wait."})
    assert made.held_back and made.told_at is None and made.told_by == ""


@pytest.mark.rows("WT-LADO-12", "WT-LADO-13")
def test_a_removal_leaves_a_duty_that_is_done_or_has_a_good_reason(case: Case) -> None:
    case.as_far_as("concluded")
    first, second = case.duty(), case.duty(kind="professional_body", body="A teaching council", would_have=True)
    with seen_by(case.officer), pytest.raises(CannotMove) as refusal:
        managing.close(by=case.officer, held=case.held)
    assert [one.text for one in refusal.value.missing] == ["Still to do: See each duty to refer on settled."]
    assert refused(managing.settle_duty, case, which=first.reference) == {"#id_referred_on"}
    early = first.removed_on - DAY
    assert refused(managing.settle_duty, case, which=first.reference, referred_on=early) == {"#id_referred_on"}
    assert refused(managing.settle_duty, case, which="AD-none", referred_on=first.removed_on) == {"#id_which"}
    with seen_by(case.officer):
        managing.settle_duty(by=case.officer, held=case.held, given={
            "which": first.reference, "referred_on": timezone.localdate(), "referred_reference": "D-1"})  # fmt: skip
        managing.settle_duty(by=case.officer, held=case.held, given={
            "which": second.reference, "referred_on": None, "good_reason": "Not a member."})  # fmt: skip
        managing.close(by=case.officer, held=case.held)
    assert case.held.stage == "closed"


@pytest.mark.rows("HE-UNS-01")
def test_that_somebody_found_unsuitable_is_to_be_reported_and_the_report_with_its_receipt_stand_on_record(
    case: Case,
) -> None:
    """The manager named for it is an element of safe recruitment at each agency (tests/speaking_up/test_registers.py)."""
    case.as_far_as("concluded")
    duty = case.duty(kind="professional_body", body="The invented council of teachers")
    browser, at = case.house.client(case.officer), f"/allegations/{case.held.reference}/"
    page = " ".join(browser.get(at).content.decode().split())
    assert "The invented council of teachers" in page and "To be made" in page
    settled = {"which": duty.reference, "referred_on": timezone.localdate(), "referred_reference": "R-77"}
    with seen_by(case.officer):
        managing.settle_duty(by=case.officer, held=case.held, given=settled)
    page = " ".join(browser.get(at).content.decode().split())
    assert "To be made" not in page and "R-77, the day the enquiry ended." in page


@pytest.mark.rows("HE-UNS-02")
def test_the_days_from_the_end_of_an_enquiry_to_the_report_are_counted(case: Case) -> None:
    case.as_far_as("managed")
    early, first, _, never = (case.duty(removed_on=timezone.localdate() - 9 * DAY) for _ in range(4))

    def counted() -> list[int | None]:
        with seen_by(case.officer):
            view = reading.view_of(case.officer, reading.by_reference(case.officer, case.held.reference) or case.held)
            return [view.days_to_report(one) for one in view.duties]

    def settles(one: Any, **given: Any) -> None:
        with seen_by(case.officer):
            managing.settle_duty(by=case.officer, held=case.held, given={"which": one.reference, **given})

    assert counted() == [None] * 4  # the enquiry goes on
    settles(early, referred_on=timezone.localdate() - 8 * DAY)
    case.stranded().suspended().met()
    case.concluded()
    with seen_by(case.officer):
        case.held.decisions.filter(what="outcome").update(recorded_at=timezone.now() - 5 * DAY)
    settles(first, referred_on=timezone.localdate() - 2 * DAY)
    settles(never, referred_on=None, good_reason="Not a member.")
    assert counted() == [-3, 3, 5, None]
    page = case.house.client(case.officer).get(f"/allegations/{case.held.reference}/").content.decode()
    for words in (
        ", 3 days before the enquiry ended.",
        ", 3 days after the enquiry ended.",
        "5 days since the enquiry ended.",
    ):
        assert words in page


@pytest.mark.rows("WT-LADO-07", "WT-LADO-09")
def test_the_register_of_employers_keeps_whom_to_ring_and_what_their_policy_says(house: Partnership) -> None:
    by = house.post_holder("lado")
    given = {"organisation": "A club", "sector": "sport", "contact": "Chris, lead", "reach": "01632 960001",
             "policy": "timescales", "policy_time": "Ten working days", "policy_support": "The union, and a named colleague",
             "policy_where": "The club's page, 1 May 2026"}  # fmt: skip
    for policy, wanted in (
        ("timescales", {"#id_policy_time", "#id_policy_support", "#id_policy_where"}),
        ("without", {"#id_policy_support", "#id_policy_where"}), ("", {"#id_policy"}),
    ):  # fmt: skip
        with seen_by(by), pytest.raises(CannotMove) as lacks:
            blank = dict.fromkeys(("policy_time", "policy_support", "policy_where"), " ")
            employers.add_contact(by=by, given={**given, **blank, "policy": policy})
        assert {one.href for one in lacks.value.missing} == wanted
    with seen_by(by):
        assert employers.add_contact(by=by, given={**given, "policy": "not_seen", "policy_time": ""}).policy_time == ""
        made = employers.add_contact(by=by, given=given)
    page = house.client(by).get("/allegations/employers/").content.decode()
    for words in ("Time: Ten working days", "Support: The union, and a named colleague", "Found: The club"):
        assert words in page
    with seen_by(by):
        employers.end_contact(by=by, contact=made)
        made.refresh_from_db()
        assert made.ended_at
    teacher = house.post_holder("teacher")
    with seen_by(teacher), pytest.raises(PermissionDenied):
        employers.add_contact(by=teacher, given=given)


def test_nobody_without_the_permission_takes_a_step_and_an_old_page_is_refused(case: Case) -> None:
    teacher = case.house.post_holder("teacher")
    with seen_by(teacher), pytest.raises(PermissionDenied):
        judging.discuss(by=teacher, held=case.held, given=discussion())
    case.discussed()
    with seen_by(case.officer), pytest.raises(Overtaken):
        judging.discuss(by=case.officer, held=case.held, given=discussion(), version=1)


def test_what_may_be_done_at_every_live_stage_is_declared_so() -> None:
    for verb in ("name_child", "tell", "shut_out", "hand_over", "note_duty", "send_record"):
        assert PROCESS.leads_from(verb) == list(LIVE), verb
    assert PROCESS.possible("closed") == []
    assert {one.needed_by for one in PROCESS.steps} == {"", "find_met", "conclude", "close"}


@pytest.mark.rows("GL-AL-15")
def test_the_yearly_figures_hold_small_numbers_back_and_leave_the_running_year_out(house: Partnership) -> None:
    starts = yearly.last_year_over()
    at = datetime.datetime(starts, 6, 1, tzinfo=datetime.UTC)
    many = [taken_up(house, sector=sector) for sector in ["school"] * 9 + ["health"] * 7 + ["faith"] * 2]
    taken_up(house, sector="police")  # this year's
    officer, manager = many[0].officer, house.post_holder("business_manager")
    with seen_by(officer):
        for one in many:
            type(one.held).objects.filter(pk=one.held.pk).update(opened_at=at)
    with seen_by(manager):
        year = figures.of_year(manager, starts)
        shown = {text: number for text, number in year.lists["sector"] if number != "0"}
        assert year.everything == "18"
        assert list(shown.values()) == ["9", yearly.HELD_BACK, yearly.HELD_BACK]  # 2, and 7 that would tell it
        assert figures.of_year(manager, starts + 1).everything == "0"
    with seen_by(officer):
        guarding.shut_out(by=officer, held=many[0].held,
                          given={"email": "business_manager1@example.org", "reason": "Close."})  # fmt: skip
    with seen_by(manager):
        assert figures.of_year(manager, starts).everything == "17"
    nobody = house.post_holder("teacher")
    with seen_by(nobody), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM allegations_figures(%s, %s)", [at, at + 400 * DAY])
        assert cursor.fetchone()[0] == 0
