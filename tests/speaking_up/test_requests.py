"""A request for one's own information: who asks, the month, each document judged, and nobody else named in what goes out."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import disclosing, guarding, handling
from sharedduty.modules.speaking_up.models import AccessItem, Matter, MatterNote, Release, Released, ReleasePart
from sharedduty.modules.speaking_up.queries import reading
from sharedduty.modules.speaking_up.rules.disclosing import still_named
from tests.speaking_up.scenes import DAY, Spoken, judged, past, request, spoken

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
    case.prepared()
    with seen_by(case.handler):
        assert Clock.objects.get(record=case.held.reference).met_at is None
    assert case.given_out() == 1
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
        case.do(disclosing.prepare_release, text="Here it is.")
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
        case.do(disclosing.prepare_release, text="Here it is.")
    assert {one.text.split("”")[0].strip("“") for one in refusal.value.missing} == {"Zoe", "SAMPLE", "UNTRUE’s"}
    with seen_by(case.handler):
        assert not Released.objects.exists()
    clean = judged(
        item.reference, decision="redact", ground="third_party", reason="No consent.", text="Seen with [taken out]."
    )
    case.fresh().do(disclosing.judge_item, **clean)
    with pytest.raises(CannotMove):
        case.do(disclosing.prepare_release, text="Zoë does not agree.")
    case.fresh().prepared("Parts about others are taken out.")
    case.given_out()
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


@pytest.mark.rows("D15", "dsar.respond")
def test_every_disclosure_is_kept_with_who_and_why_and_the_requester_reads_the_newest(case: Spoken) -> None:
    case.as_far_as("answered")
    case.do(handling.look_again, reason="A second letter was found.")
    second = case.listed("Letter of June", third_parties="Bo Li")
    redact = {"decision": "redact", "ground": "third_party", "reason": "No consent."}
    case.do(
        disclosing.judge_item, **judged(second.reference, text="They were seen in June with [taken out].", **redact)
    )
    case.prepared("Both.")
    assert case.given_out() == 2
    with seen_by(case.handler):
        view = reading.view_of(case.handler, case.held)
        newest, first = view.releases
        assert [(one.version, len(one.parts.all()), one.letter) for one in (newest, first)] == [
            (2, 2, "Both."), (1, 1, "Here it is."),
        ]  # fmt: skip
        for one in view.releases:
            assert one.released_by and one.released_at
            assert one.recorded_by.account_id == case.handler.account_id != one.released_by.account_id
        assert [(one.document, one.ground, one.reason, one.harm_by) for one in newest.parts.all()][1] == (
            "Letter of June", "third_party", "No consent.", "Dr Untrue, GP",
        )  # fmt: skip
        assert sorted(Released.objects.values_list("version", "title")) == [
            (1, "Letter of May"), (2, "Letter of June"), (2, "Letter of May"),
        ]  # fmt: skip
    with seen_by(case.sender):
        mine = reading.sent_by(case.sender)
        assert mine is not None
        assert [one.title for one in reading.exchange(case.sender, mine)[1]] == ["Letter of May", "Letter of June"]
        assert not Release.objects.exists() and not ReleasePart.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        lambda: Release.objects.all().delete(), lambda: ReleasePart.objects.all().delete(),
        lambda: Released.objects.all().delete(), lambda: Release.objects.update(letter="Other."),
        lambda: Release.objects.update(version=9), lambda: ReleasePart.objects.update(text="Other."),
        lambda: Released.objects.update(text="Other."),
    ],
)  # fmt: skip
def test_the_database_lets_nobody_undo_a_disclosure(case: Spoken, change: Callable[[], object]) -> None:
    case.as_far_as("answered")
    with seen_by(case.handler), pytest.raises(DatabaseError), transaction.atomic():
        change()
    with seen_by(case.handler):
        assert (Release.objects.count(), ReleasePart.objects.count(), Released.objects.count()) == (1, 1, 1)


@pytest.mark.rows("D15")
def test_it_takes_two_people_and_the_second_reads_it_and_then_sees_it_no_more(case: Spoken) -> None:
    case.as_far_as("checking")
    with pytest.raises(CannotMove) as refusal:
        case.do(disclosing.release, read=True)
    assert "Somebody else must read it" in refusal.value.missing[0].text
    with pytest.raises(CannotMove) as refusal:
        case.fresh().given_out(read=False)
    assert "read all of it" in refusal.value.missing[0].text
    with seen_by(case.house.post_holder("head_of_service")):
        assert not Matter.objects.exists()
    case.fresh().given_out()
    with seen_by(case.second):
        assert not Matter.objects.exists() and not Released.objects.exists()
    with seen_by(case.handler), pytest.raises(IntegrityError), transaction.atomic():
        now, one = timezone.now(), Release.objects.get()
        Release.objects.create(
            case_file_id=one.case_file_id, matter=one.matter, letter="Alone.", asked_of=one.asked_of, recorded_at=now,
            recorded_by=one.recorded_by, released_at=now, released_by=one.recorded_by, version=2,
        )  # fmt: skip


def test_sent_back_it_never_went_out_and_stays_on_record(case: Spoken) -> None:
    case.as_far_as("checking")
    with pytest.raises(CannotMove):
        case.do(disclosing.send_back, reason=" ")
    with seen_by(case.second):
        held = reading.by_reference(case.second, case.held.reference)
        assert held is not None
        disclosing.send_back(by=case.second, held=held, given={"reason": "An address stands in it."})
    past(case.second)
    case.fresh()
    assert case.held.stage == "gathering"
    with seen_by(case.second):
        assert not Matter.objects.exists()
    with seen_by(case.handler):
        assert Release.objects.get().sent_back_because == "An address stands in it." and not Released.objects.exists()
    case.prepared("Mended.")
    assert case.given_out() == 1
    with seen_by(case.handler):
        assert [one.version for one in reading.releases_of(case.held)] == [1, None]


def test_with_nobody_else_to_check_it_stays(case: Spoken) -> None:
    item = case.identified().listed()
    case.do(disclosing.judge_item, **judged(item.reference))
    for role in ("business_manager", "head_of_service", "scrutineer"):
        case.do(guarding.shut_out, email=case.house.post_holder(role).email, reason="A friend of theirs.")
    with pytest.raises(CannotMove) as refusal:
        case.fresh().prepared()
    assert "Nobody else here can check it" in refusal.value.missing[0].text


def test_that_nothing_is_held_is_said_with_where_it_was_looked_for(case: Spoken) -> None:
    case.identified()
    with pytest.raises(CannotMove):
        case.do(disclosing.prepare_release, text="Nothing is held.")
    with pytest.raises(CannotMove):
        case.fresh().do(disclosing.find_nothing, note="")
    case.fresh().do(disclosing.find_nothing, note="In the register of reviews.")
    case.prepared("Nothing is held.")
    assert case.given_out() == 0


def test_names_are_found_however_they_are_written() -> None:
    assert still_named([("a", "said to\u00a0ANNA-\nMARIE’s aunt")], ["Anna-Marie Li"]) == [
        ("a", "ANNA"),
        ("a", "MARIE’s"),
    ]
    assert still_named([("a", "the banana and Annabel")], ["Anna"]) == []
    assert still_named([("a", "René")], ["Rene"]) == [("a", "René")]
    assert still_named([], ["Anna"]) == []
