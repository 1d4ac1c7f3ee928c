"""A request for one's own information: who asks, the month, each document judged, and nobody else named in what goes out."""

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import disclosing, handling
from sharedduty.modules.speaking_up.models import AccessItem, Matter, MatterNote, Released
from sharedduty.modules.speaking_up.queries import reading
from sharedduty.modules.speaking_up.rules.disclosing import still_named
from tests.speaking_up.scenes import DAY, Spoken, judged, request, spoken

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(house: Partnership) -> Spoken:
    """A request that the privacy officer has."""
    return spoken(house, "privacy_officer", **request())


@pytest.mark.rows("dsar.respond", "D15")
def test_the_month_runs_from_the_last_detail_and_is_met_by_the_answer(case: Spoken) -> None:
    with seen_by(case.handler):
        assert not Clock.objects.filter(record=case.held.reference).exists()
        Matter.objects.filter(pk=case.held.pk).update(opened_at=timezone.now())
    at = timezone.now()
    case.do(disclosing.accept_details, note="A passport was seen.", details_at=at)
    with seen_by(case.handler):
        clock = Clock.objects.get(record=case.held.reference)
    began, due = timezone.localdate(at), timezone.localdate(clock.due_at)
    assert clock.key == "dsar.respond" and (due.year * 12 + due.month) - (began.year * 12 + began.month) == 1
    item = case.listed()
    case.do(disclosing.judge_item, **judged(item.reference))
    assert case.do(disclosing.release, text="Here it is.") == 1
    with seen_by(case.handler):
        assert Clock.objects.get(record=case.held.reference).met_at is not None


def test_details_before_the_request_or_to_come_are_refused(case: Spoken) -> None:
    for at in (timezone.now() - DAY, timezone.now() + DAY, None):
        with pytest.raises(CannotMove):
            case.fresh().do(disclosing.accept_details, note="Seen.", details_at=at)


@pytest.mark.rows("dsar.respond")
def test_two_months_more_once_within_the_first_month_with_a_reason(case: Spoken) -> None:
    case.identified()
    with pytest.raises(CannotMove):
        case.do(disclosing.extend, reason="", text="It takes longer.")
    day = case.do(disclosing.extend, reason="Nine services.", text="It takes longer.")
    began = timezone.localdate(case.held.details_at)
    assert (day.year * 12 + day.month) - (began.year * 12 + began.month) == 3
    with seen_by(case.handler):
        view = reading.view_of(case.handler, case.held)
        assert view.due_on == day and view.clocks[0].stopped_because
    with pytest.raises(CannotMove) as refusal:
        case.do(disclosing.extend, reason="Ten services.", text="Longer.")
    assert "extended once" in refusal.value.missing[0].text


def test_after_the_first_month_it_is_too_late_to_extend(case: Spoken) -> None:
    case.identified()
    with seen_by(case.handler):
        Clock.objects.filter(record=case.held.reference).update(due_at=timezone.now() - DAY)
        assert reading.view_of(case.handler, case.held).late
    with pytest.raises(CannotMove) as refusal:
        case.do(disclosing.extend, reason="Nine services.", text="It takes longer.")
    assert "first month is over" in refusal.value.missing[0].text


def test_a_judgement_names_who_judged_the_ground_and_the_reason(case: Spoken) -> None:
    item = case.identified().listed()
    for lack in (
        {"harm_by": ""}, {"harm_why": ""}, {"harm": ""}, {"decision": ""}, {"text": ""}, {"which": "SI-none"},
        {"decision": "redact"}, {"decision": "withhold"}, {"harm": "serious"},
        {"decision": "redact", "ground": "third_party", "reason": ""},
    ):  # fmt: skip
        with pytest.raises(CannotMove):
            case.fresh().do(disclosing.judge_item, **judged(item.reference, **lack))
    with pytest.raises(CannotMove) as refusal:
        case.do(disclosing.release, text="Here it is.")
    assert "Judge each document" in refusal.value.missing[0].text
    case.do(
        disclosing.judge_item,
        **judged(item.reference, decision="withhold", harm="serious", ground="serious_harm", reason="So."),
    )
    with seen_by(case.handler):
        kept = AccessItem.objects.get()
        assert (kept.decision, kept.text, kept.harm_by) == ("withhold", "", "Dr Untrue, GP")
        assert MatterNote.objects.get(verb="judge_item").decided_by == "Dr Untrue, GP"


def test_nothing_goes_out_while_another_person_is_named_in_it(case: Spoken) -> None:
    item = case.identified().listed(third_parties="Zoë Sample-Untrue\nBo Li")
    text = "Seen with Zoe and her mother Ms SAMPLE-UNTRUE’s friend."
    case.do(
        disclosing.judge_item,
        **judged(item.reference, decision="redact", ground="third_party", reason="No consent.", text=text),
    )
    with pytest.raises(CannotMove) as refusal:
        case.do(disclosing.release, text="Here it is.")
    assert {one.text.split("”")[0].strip("“") for one in refusal.value.missing} == {"Zoe", "SAMPLE", "UNTRUE’s"}
    with seen_by(case.handler):
        assert not Released.objects.exists()
    clean = judged(
        item.reference, decision="redact", ground="third_party", reason="No consent.", text="Seen with [taken out]."
    )
    case.fresh().do(disclosing.judge_item, **clean)
    with pytest.raises(CannotMove):
        case.do(disclosing.release, text="Zoë does not agree.")
    case.fresh().do(disclosing.release, text="Parts about others are taken out.")
    with seen_by(case.sender):
        mine = reading.sent_by(case.sender)
        assert mine is not None
        messages, released = reading.exchange(case.sender, mine)
    assert [(one.title, one.text, one.redacted) for one in released] == [
        ("Letter of May", "Seen with [taken out].", True)
    ]
    assert messages[-1].text == "Parts about others are taken out."
    with seen_by(case.sender):
        assert not AccessItem.objects.exists()


def test_put_out_again_only_the_last_answer_stands(case: Spoken) -> None:
    case.as_far_as("answered")
    case.do(handling.look_again, reason="A second letter was found.")
    second = case.listed("Letter of June")
    case.do(disclosing.judge_item, **judged(second.reference, text="They were seen in June."))
    assert case.do(disclosing.release, text="Both.") == 2
    with seen_by(case.handler):
        assert Released.objects.count() == 2


def test_that_nothing_is_held_is_said_with_where_it_was_looked_for(case: Spoken) -> None:
    case.identified()
    with pytest.raises(CannotMove):
        case.do(disclosing.release, text="Nothing is held.")
    with pytest.raises(CannotMove):
        case.fresh().do(disclosing.find_nothing, note="")
    case.fresh().do(disclosing.find_nothing, note="In the register of reviews.")
    assert case.do(disclosing.release, text="Nothing is held.") == 0


def test_names_are_found_however_they_are_written() -> None:
    assert still_named([("a", "said to\u00a0ANNA-\nMARIE’s aunt")], ["Anna-Marie Li"]) == [
        ("a", "ANNA"),
        ("a", "MARIE’s"),
    ]
    assert still_named([("a", "the banana and Annabel")], ["Anna"]) == []
    assert still_named([("a", "René")], ["Rene"]) == [("a", "René")]
    assert still_named([], ["Anna"]) == []
