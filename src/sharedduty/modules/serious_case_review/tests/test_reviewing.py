"""The working group, its scope and time, the agencies asked, and the overview through its gates."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.serious_case_review.actions import ending, reviewing
from sharedduty.modules.serious_case_review.models import Nomination
from sharedduty.modules.serious_case_review.queries import reading
from sharedduty.modules.serious_case_review.queries.choices import labels
from sharedduty.modules.serious_case_review.queries.meetings import MEETINGS, about_review
from sharedduty.modules.serious_case_review.queries.records import is_overdue, owed, source_of
from sharedduty.modules.serious_case_review.queries.steps import steps_of
from sharedduty.modules.serious_case_review.tests.scenes import (
    ADVISED,
    AUTHOR,
    CHAIR,
    FIRST,
    PACK,
    Legacy,
    at,
    gate,
    listed,
    on,
    scope,
)

pytestmark = pytest.mark.django_db


def refused(do: Any) -> str:
    """The words of a refusal."""
    with pytest.raises(CannotMove) as caught:
        do()
    return str(caught.value)


@pytest.fixture
def scoping(legacy: Legacy) -> Legacy:
    """A review whose scope is to be set."""
    return legacy.as_far_as("scoping")


@pytest.mark.rows("HE-SCR-26", "HE-SCR-27", "HE-OVR-07")
def test_whoever_chairs_or_writes_had_no_part_and_the_database_says_so_too(scoping: Legacy) -> None:
    assert "nominate the chair first" in refused(lambda: scoping.does(reviewing.nominate, AUTHOR))
    assert "must be independent" in refused(lambda: scoping.does(reviewing.nominate, CHAIR, involved="yes"))
    assert "member of the Strategic Board" in refused(
        lambda: scoping.does(reviewing.nominate, CHAIR, board_member="no")
    )
    chair = scoping.does(reviewing.nominate, CHAIR)
    assert "must be independent" in refused(lambda: scoping.does(reviewing.nominate, AUTHOR, involved="yes"))
    scoping.does(reviewing.nominate, AUTHOR)
    member = scoping.does(reviewing.nominate, CHAIR, part="member", involved="yes", board_member="no")
    with seen_by(scoping.unit), pytest.raises(IntegrityError), transaction.atomic():
        Nomination.objects.filter(pk=chair.pk).update(involved=True)
    given = {"which": member.reference, "ended_on": on(2020, 5, 1), "ended_because": "Moved."}
    scoping.does(reviewing.end_nomination, given)
    assert "Choose who stops" in refused(lambda: scoping.does(reviewing.end_nomination, given))


@pytest.mark.rows("HE-SCR-28", "HE-SCR-32")
def test_the_first_meeting_is_within_a_month_or_says_why_not(scoping: Legacy) -> None:
    assert scoping.clock("scr.workinggroup.first").due_at.date() == on(2020, 4, 20)
    late = {**FIRST, "first_meeting_at": at(2020, 4, 21)}
    assert "later than a month" in refused(lambda: scoping.does(reviewing.hold_first_meeting, late))
    early = {**FIRST, "first_meeting_at": at(2020, 3, 19)}
    assert "before the decision" in refused(lambda: scoping.does(reviewing.hold_first_meeting, early))
    assert "Say which member of the board" in refused(
        lambda: scoping.does(reviewing.hold_first_meeting, FIRST, chaired_by="")
    )
    scoping.does(reviewing.hold_first_meeting, late, late_because="The chair was ill.")
    assert scoping.clock("scr.workinggroup.first").late_because == "The chair was ill."


@pytest.mark.rows("HE-SCR-29", "HE-SCR-30", "HE-SCR-31", "HE-SCR-35")
def test_every_scoping_question_is_answered_and_each_version_kept(scoping: Legacy) -> None:
    named = labels(PACK, "scr.scoping")
    assert len(named) == 17 and "timetable" in named
    assert "Answer this, or say that it does not apply" in refused(
        lambda: scoping.does(reviewing.agree_scope, scope(legal=" "))
    )
    for name in ("period_from_on", "period_to_on", "last_meeting_on"):
        with pytest.raises(CannotMove):
            scoping.does(reviewing.agree_scope, {**scope(), name: None})
    turned = scope(period_from_on=on(2020, 1, 11))
    assert "cannot lie before the first" in refused(lambda: scoping.does(reviewing.agree_scope, turned))
    scoping.does(reviewing.agree_scope, scope(legal="Does not apply: no court."))
    assert "Say why it changes" in refused(lambda: scoping.does(reviewing.agree_scope, scope()))
    scoping.does(reviewing.agree_scope, scope(why_again="Another agency."))
    with seen_by(scoping.unit):
        found = scoping.held.writings.filter(kind="scope").order_by("number")
        assert [one.number for one in found] == [1, 2] and found[0].answers["legal"] == "Does not apply: no court."
        source = source_of(scoping.unit, scoping.held.reference)
        assert source is not None and source.period_from_on == on(2019, 1, 1)


@pytest.mark.rows("HE-SCR-33", "HE-SCR-34")
def test_another_timescale_takes_the_place_of_the_four_months_and_late_it_says_why(scoping: Legacy) -> None:
    assert scoping.clock("scr.complete").due_at.date() == on(2020, 7, 20)
    given = {"agreed_until_on": on(2020, 10, 1), "agreed_with": "The regional lead, 1 June", "reason": "A trial."}
    assert "had run out before" in refused(lambda: scoping.does(reviewing.agree_extension, given))
    scoping.does(reviewing.agree_extension, given, late_because="Nobody saw it.")
    with seen_by(scoping.unit):
        scoping.held.refresh_from_db()
        assert scoping.held.agreed_until_on == on(2020, 10, 1) and is_overdue(scoping.held)
        assert not Clock.objects.filter(record=scoping.held.reference, key="scr.complete", stopped_at=None).exists()
    with seen_by(scoping.unit):
        [waits] = owed(scoping.unit)
        assert waits.due_at == scoping.clock("scr.workinggroup.first").due_at  # the group's own limit comes first
    before = {**given, "agreed_until_on": on(2020, 9, 1), "late_because": "x"}
    assert "later than the one before" in refused(lambda: scoping.does(reviewing.agree_extension, before))
    scoping.as_far_as("reviewing")
    with seen_by(scoping.unit):
        [waits] = owed(scoping.unit)
        assert waits.due_at == at(2020, 10, 1, 23).replace(minute=59, second=59)


@pytest.mark.rows("HE-SCR-39", "HE-IMR-13")
def test_agencies_are_asked_once_and_the_overview_waits_for_each(legacy: Legacy) -> None:
    legacy.as_far_as("reviewing")
    assert "Still to do: Ask agencies for management reviews" in refused(lambda: legacy.does(reviewing.start_overview))
    health, police = legacy.asks("health", "police")
    assert "is asked already" in refused(lambda: legacy.asks("health"))
    legacy.submitted(health).sends("inspectorate", "health_authority").notes("family")
    assert "Still waited for" in refused(lambda: legacy.does(reviewing.start_overview))
    given = {"which": police.reference, "because": "Its papers were destroyed."}
    with pytest.raises(CannotMove):
        legacy.does(reviewing.stop_waiting, {**given, "because": " "})
    legacy.does(reviewing.stop_waiting, given)
    legacy.does(reviewing.start_overview)
    with seen_by(legacy.unit):
        legacy.held.refresh_from_db()
        assert legacy.held.stage == "overview"


@pytest.mark.rows("HE-SCR-22", "HE-SCR-40")
def test_the_overview_waits_until_the_bodies_are_told_and_the_family_was_offered_a_part(legacy: Legacy) -> None:
    legacy.as_far_as("reviewing")
    [part] = legacy.asks()
    legacy.submitted(part)
    words = refused(lambda: legacy.does(reviewing.start_overview))
    assert "Tell inspectorate and health authority" in words and "Offer the family a part" in words
    legacy.sends("inspectorate")
    assert "Tell inspectorate and health authority" in refused(lambda: legacy.does(reviewing.start_overview))


@pytest.mark.rows("HE-OVR-01", "HE-OVR-02", "HE-OVR-03", "HE-OVR-04", "HE-OVR-05")
def test_the_overview_has_every_item_of_the_outline(legacy: Legacy) -> None:
    legacy.as_far_as("overview")
    named = labels(PACK, "scr.overview")
    assert len(named) == 12 and {one[:2] for one in named} == {"s1", "s2", "s3", "s4"}
    for code in ("s1_3", "s2_1", "s2_3", "s3_1"):
        assert "Answer this" in refused(
            lambda code=code: legacy.does(reviewing.write_overview, listed("scr.overview", **{code: ""}))
        )
    legacy.does(reviewing.write_overview, listed("scr.overview"))
    with seen_by(legacy.unit):
        assert len(reading.view_of(legacy.unit, legacy.held).written["overview"][1]) == 12


@pytest.mark.rows("HE-ACT-01", "HE-OVR-06")
def test_a_recommendation_has_every_field_and_there_are_few(legacy: Legacy) -> None:
    legacy.as_far_as("overview")
    for name in ("text", "owner", "due_on", "outcome", "monitored", "gap", "breadth", "origin"):
        with pytest.raises(CannotMove):
            legacy.does(reviewing.recommend_action, {**ADVISED, name: ""})
    assert len(labels(PACK, "actionplan.gap")) == 5 and len(labels(PACK, "actionplan.breadth")) == 2
    for _ in range(10):
        legacy.does(reviewing.recommend_action, ADVISED)
    assert "They should be few" in refused(lambda: legacy.does(reviewing.recommend_action, ADVISED))
    last = legacy.does(reviewing.recommend_action, ADVISED, many_because="The agency's own, endorsed.", origin="Health")
    assert last.number == 11


@pytest.mark.rows("HE-OVR-08", "HE-OVR-09")
def test_no_gate_of_the_overview_is_skipped_and_contributors_confirm(legacy: Legacy) -> None:
    legacy.as_far_as("overview")
    words = refused(lambda: legacy.does(reviewing.agree_overview, gate()))
    assert "Write the overview first" in words and "It recommends nothing" in words
    assert "cannot follow" in refused(lambda: legacy.does(ending.sign_off, gate()))
    legacy.agreed()
    assert "cannot follow" in refused(lambda: legacy.does(ending.sign_off, gate()))
    legacy.does(reviewing.satisfy_panel, gate(on(2020, 6, 30)))
    words = refused(lambda: legacy.does(ending.sign_off, gate()))
    assert "has not confirmed that it is fairly shown" in words and "Still to do: Decide who may know what" in words
    assert "Say who: the group" in refused(lambda: legacy.does(ending.sign_off, gate(by_whom="")))
    legacy.signed()
    with seen_by(legacy.unit):
        gates = reading.view_of(legacy.unit, legacy.held).gates
        assert [one.code for one in gates] == ["group", "panel", "board"] and gates[2].happened_on == on(2020, 7, 10)
    assert legacy.clock("scr.complete").met_at is not None and legacy.clock("scr.complete").late_because == ""


@pytest.mark.rows("HE-SCR-33")
def test_signed_off_after_the_time_it_says_why(legacy: Legacy) -> None:
    legacy.as_far_as("board")
    late = gate(on(2020, 7, 21))
    legacy.fair().does(ending.plan_disclosure, listed("scr.interest", "scr.balance", family_lead="A", media_lead="B"))
    assert "later than the time that held" in refused(lambda: legacy.does(ending.sign_off, late))
    legacy.does(ending.sign_off, late, late_because="A trial.")
    assert legacy.clock("scr.complete").late_because == "A trial."


@pytest.mark.rows("HE-CHR-10", "HE-SCR-17", "HE-SCR-38")
def test_panel_and_group_meet_in_the_houses_one_way(scoping: Legacy) -> None:
    panel, group = MEETINGS.uses
    four = {one.key if hasattr(one, "key") else one.code for one in panel.capacities if one.at_least}
    assert {"social_care", "health", "education", "police", "chair"} <= four
    assert any("author of a management review" in one.title for one in group.capacities)
    scoping.sets_scope()
    with seen_by(scoping.unit):
        about = about_review(scoping.unit, scoping.held.reference)
        assert about is not None and {one.name for one in about.people} == {"Casey Exemplar", "Sasha Exemplar"}


@pytest.mark.rows("HE-SCR-18")
def test_the_steps_of_the_chapter_show_which_are_on_record(legacy: Legacy) -> None:
    with seen_by(legacy.unit):
        before = steps_of(legacy.unit, legacy.held)
        assert len(before) == 37 and sum(bool(one.taken_on) for one in before) == 2
    legacy.as_far_as("published")
    with seen_by(legacy.unit):
        after = {one.words: one.taken_on for one in steps_of(legacy.unit, legacy.held)}
    assert (
        after["Decide"]
        and after["Sign off"]
        and after["Ask bodies to secure files and give brief involvement"] == on(2020, 3, 3)
    )
    assert (
        after["Decide"] == on(2020, 3, 20)
        and after["Sign off"] == on(2020, 7, 10)
        and after["Tell the chair"] == on(2020, 3, 2)
    )
    assert after["Tell agencies there is no review"] is None
