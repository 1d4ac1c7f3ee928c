"""A breach of personal data: its 72 hours, the risk as judged, who is told or why not, and what ends it."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import breaches as acts
from sharedduty.modules.speaking_up.actions import guarding
from sharedduty.modules.speaking_up.models import BreachNote, DataBreach
from sharedduty.modules.speaking_up.queries import breaches as reading
from sharedduty.modules.speaking_up.queries.records import breaches_owed
from tests.speaking_up.breaches import HOURS, LEFT, RISK, breach, found
from tests.speaking_up.scenes import DAY, complaint, past, spoken

pytestmark = pytest.mark.django_db


@pytest.mark.rows("D15")
def test_the_72_hours_run_from_awareness_over_a_weekend_and_are_met_when_the_regulator_was_told(
    house: Partnership,
) -> None:
    friday = datetime.datetime(
        2026, 10, 23, 17, 0, tzinfo=LONDON
    )  # the clocks go back that weekend: elapsed hours count
    case = found(house, aware_at=friday, happened_on=None)
    [clock] = case.clocks()
    assert clock.key == "breach.ico" and clock.due_at - friday.astimezone(datetime.UTC) == 72 * HOURS
    assert timezone.localtime(clock.due_at).strftime("%a %H:%M") == "Mon 16:00" and clock.force == "must"
    told = friday.astimezone(datetime.UTC) + 70 * HOURS
    case.do(acts.tell_regulator, told_at=told, text="What we know so far.", regulator_reference="R-1", late_because="")
    [clock] = case.clocks()
    assert clock.met_at == told <= clock.due_at
    case.do(acts.tell_regulator, told_at=told + 50 * HOURS, text="How many they were.", late_because="")  # more, later
    assert (case.held.regulator, case.held.regulator_at, case.held.regulator_reference) == ("told", told, "R-1")
    with seen_by(case.officer):
        assert BreachNote.objects.filter(verb="tell_regulator").count() == 2


@pytest.mark.rows("D15")
def test_after_the_72_hours_the_reason_is_asked_and_kept(house: Partnership) -> None:
    case = found(house, aware_at=timezone.now() - 80 * HOURS, happened_on=None)
    now = timezone.now()
    with pytest.raises(CannotMove) as refusal:
        case.do(acts.tell_regulator, told_at=now, text="All of it.", late_because=" ")
    assert [one.href for one in refusal.value.missing] == ["#id_late_because"]
    with seen_by(case.officer):
        [row] = reading.to_do(case.officer)
        assert row.late and [(one.due_at, one.force) for one in breaches_owed(case.officer)] == [(row.due_at, "must")]
    case.do(acts.tell_regulator, told_at=now, text="All of it.", late_because="It was thought to be lost.")
    [clock] = case.clocks()
    assert clock.met_at == now > clock.due_at and clock.late_because == "It was thought to be lost."


@pytest.mark.rows("D15")
def test_not_told_rests_on_a_judged_risk_and_falls_when_the_risk_is_judged_higher(house: Partnership) -> None:
    case = found(house)
    with pytest.raises(CannotMove):
        case.do(acts.leave_regulator, **LEFT)  # nothing is judged yet
    case.judged("likely")
    with pytest.raises(CannotMove) as refusal:
        case.do(acts.leave_regulator, **LEFT)
    assert "You judged that there is a risk" in refusal.value.missing[0].text
    case.judged("unlikely").do(acts.leave_regulator, **LEFT).do(acts.leave_people, **{**LEFT, "way": "no_high_risk"})
    [clock] = case.clocks()
    assert clock.stopped_at and clock.stopped_because == "It came back unopened."
    case.judged("high")
    assert (case.held.regulator, case.held.told_people) == ("", "")
    first, again = case.clocks()
    assert again.due_at == first.due_at and again.stopped_at is None and again.met_at is None
    with pytest.raises(CannotMove) as refusal:
        case.do(acts.leave_people, **{**LEFT, "way": "no_high_risk"})
    assert "You judged a high risk" in refusal.value.missing[0].text
    case.do(acts.leave_people, **{**LEFT, "way": "unreadable", "reason": "The stick is encrypted."})
    with seen_by(case.officer):
        kept = list(BreachNote.objects.filter(verb="judge_risk").order_by("pk").values_list("chosen", flat=True))
    assert kept == ["likely", "unlikely", "high"]  # what was judged before stays


@pytest.mark.rows("D15")
def test_it_closes_when_all_is_judged_told_or_left_with_reasons_and_done(house: Partnership) -> None:
    case = found(house).judged("unlikely")
    with pytest.raises(CannotMove) as refusal:
        case.do(acts.close, text="Envelopes are checked by two.")
    assert {one.text for one in refusal.value.missing} == {
        "Still to do: Tell the regulator, or say why not.", "Still to do: Tell the people, or say why not.",
        "Still to do: Say what was done about it.",
    }  # fmt: skip
    case.settled().do(acts.close, text="Envelopes are checked by two.")
    assert case.held.stage == "closed" and case.held.ended_at
    case.do(acts.look_again, reason="A second letter is missing.")
    assert case.held.stage == "judged" and case.held.ended_at is None


@pytest.mark.parametrize(
    "wrong, at",
    [
        ({"happened": " "}, "#id_happened"), ({"aware_at": None}, "#id_aware_at"), ({"people": []}, "#id_people"),
        ({"data": []}, "#id_data"), ({"aware_at": "ahead"}, "#id_aware_at"), ({"happened_on": "after"}, "#id_happened_on"),
    ],
)  # fmt: skip
def test_an_account_that_lacks_something_is_refused_and_leaves_nothing(
    house: Partnership, wrong: dict[str, Any], at: str
) -> None:
    ahead = {"ahead": timezone.now() + DAY, "after": timezone.localdate() + DAY}
    given = {name: ahead.get(value, value) if isinstance(value, str) else value for name, value in wrong.items()}
    officer = house.post_holder("privacy_officer")
    with seen_by(officer):
        with pytest.raises(CannotMove) as refusal:
            acts.write_down(by=officer, given=breach(**given))
        assert at in {one.href for one in refusal.value.missing}
        assert not DataBreach.objects.exists()


def test_steps_with_impossible_moments_are_refused(house: Partnership) -> None:
    case = found(house)
    before, ahead = timezone.now() - 3 * HOURS, timezone.now() + DAY
    for told in (None, before, ahead):
        with pytest.raises(CannotMove):
            case.do(acts.tell_regulator, told_at=told, text="So.", late_because="")
    for day in (None, timezone.localdate() - 3 * DAY, timezone.localdate() + DAY):
        with pytest.raises(CannotMove):
            case.do(acts.tell_people, told_on=day, way="each", text="So.")
    with pytest.raises(CannotMove):
        case.do(acts.judge_risk, **{**RISK, "reasons": ""})
    with seen_by(case.officer), pytest.raises(Overtaken):
        acts.note_measure(by=case.officer, held=case.held, given={"text": "Fetched."}, version=case.held.version - 1)


def test_the_hour_of_awareness_is_mended_with_why_while_the_regulator_is_not_settled(house: Partnership) -> None:
    case = found(house, happened_on=None)
    earlier = timezone.now() - 20 * HOURS
    with pytest.raises(CannotMove):
        case.do(acts.mend_awareness, aware_at=earlier, reason="")
    case.do(acts.mend_awareness, aware_at=earlier, reason="The night team knew.")
    [clock] = case.clocks()
    assert clock.due_at == earlier + 72 * HOURS and case.held.aware_at == earlier
    case.do(acts.tell_regulator, told_at=timezone.now(), text="So.", late_because="")
    with pytest.raises(CannotMove):
        case.do(acts.mend_awareness, aware_at=timezone.now(), reason="To be in time.")


def test_what_is_learned_later_is_added_and_the_first_account_stays(house: Partnership) -> None:
    case = found(house, people=["not_known"], data=["not_known"], how_many=None)
    with pytest.raises(CannotMove):
        case.do(acts.learn_more, text="", people=["children"], data=["health"], how_many=40)
    case.do(acts.learn_more, text="It was the whole list.", people=["children", "family"], data=["health"], how_many=40)
    assert (case.held.people, case.held.how_many, case.held.happened) == (
        ["children", "family"], 40, "A letter went to the wrong house.",
    )  # fmt: skip


@pytest.mark.rows("D15")
def test_only_the_privacy_officer_sees_or_keeps_the_register(house: Partnership) -> None:
    case = found(house)
    for role in ("business_manager", "administrator", "head_of_service", "teacher"):
        other = house.post_holder(role)
        with seen_by(other):
            assert not DataBreach.objects.exists() and not breaches_owed(other)
            with pytest.raises(PermissionDenied):
                acts.write_down(by=other, given=breach())
    with seen_by(case.officer):
        assert DataBreach.objects.count() == 1


def test_found_through_a_sealed_matter_it_is_hidden_from_whoever_is_shut_out_of_that(house: Partnership) -> None:
    matter = spoken(house, "privacy_officer", **complaint(kind="data_complaint"))
    case = found(house, found_by=matter.held.reference)
    other = house.post_holder("privacy_officer", 2)
    with seen_by(other):
        assert DataBreach.objects.exists()
    matter.do(guarding.shut_out, email=other.email, reason="A friend of theirs.")
    past(matter.handler)
    with seen_by(other):
        assert not DataBreach.objects.exists()
    with seen_by(case.officer):
        assert DataBreach.objects.exists()
