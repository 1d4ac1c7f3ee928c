"""A concern: sent without a name, answered both ways, given to whoever has no part in it, seen by nobody else."""

import pytest

from sharedduty.foundations.access.api import PUBLIC, Account, CaseFile, Viewer, declare_conflict, seen_by
from sharedduty.foundations.access.models import Link
from sharedduty.foundations.directory.models import Organisation
from sharedduty.foundations.notices.api import Notice
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.speaking_up.actions import guarding, handling, sending
from sharedduty.modules.speaking_up.models import Matter, MatterNote, Message, Sending
from sharedduty.modules.speaking_up.queries import keys, reading, routing
from tests.speaking_up.scenes import complaint, sent_of, spoken, told

pytestmark = pytest.mark.django_db


def sees(viewer: Viewer, model: type = Matter) -> int:
    with seen_by(viewer):
        return int(model.objects.count())  # type: ignore[attr-defined]  # every model has a manager


@pytest.mark.rows("HE-WB-03")
def test_an_answer_is_promised_for_a_day_to_come(house: Partnership) -> None:
    case = spoken(house)
    browser, at = house.client(case.handler), f"/speaking-up/{case.held.reference}/"
    day = {"promised_on-day": "1", "promised_on-month": "6", "promised_on-year": "2020"}
    refused = browser.post(f"{at}acknowledge/", {"text": "It came.", **day})
    assert refused.status_code == 422
    assert "The day you will answer by must be today or in the future" in refused.content.decode()


@pytest.mark.rows("HE-WB-03")
def test_an_anonymous_concern_is_answered_twice_each_way(house: Partnership) -> None:
    case = spoken(house)
    case.acknowledged()
    with seen_by(case.sender):
        mine = reading.sent_by(case.sender)
        assert mine is not None and mine.state == "looking" and mine.sender_name == ""
        sending.write_again(by=case.sender, sending=mine, text="It was on Tuesday too.")
    case.do(handling.write_back, text="Which floor?")
    with seen_by(case.sender):
        sending.write_again(by=case.sender, sending=mine, text="The second.")
        with pytest.raises(CannotMove):
            sending.write_again(by=case.sender, sending=mine, text=" ")
    with seen_by(case.handler):
        texts = [(one.from_sender, one.text) for one in Message.objects.order_by("written_at", "pk")]
        assert Notice.objects.filter(template="speaking_up_written").count() == 2
    assert texts == [
        (False, "It came."),
        (True, "It was on Tuesday too."),
        (False, "Which floor?"),
        (True, "The second."),
    ]


@pytest.mark.rows("HE-WB-03")
def test_a_sender_sees_what_they_sent_and_nothing_of_the_work(house: Partnership) -> None:
    case = spoken(house)
    case.do(handling.note, note="The manager is asked.")
    case.acknowledged().answered()
    assert sees(case.sender, Sending) == 1 and sees(case.sender, Message) == 2
    assert sees(case.sender) == sees(case.sender, MatterNote) == 0
    other = spoken(house)
    with seen_by(other.sender):
        assert Sending.objects.get().reference == other.held.sending.reference


@pytest.mark.rows("HE-WB-03")
def test_whoever_answers_reads_whom_the_sender_named_though_nobody_here_has_that_name(house: Partnership) -> None:
    """Most of those named have no account to shut out: without the words, whoever answers might ask just them."""
    case = spoken(house, named="My manager, Ms Pretendley")
    page = house.client(case.handler).get(f"/speaking-up/{case.held.reference}/").content.decode()
    assert "Whom they named" in page and "My manager, Ms Pretendley" in page
    assert sees(case.sender) == 0, "the sender's own file does not hold it"
    child = spoken(house, **complaint(sent_as="child", named="The man with the beard"))
    assert child.held.named_words == "The man with the beard"


@pytest.mark.rows("HE-WB-03")
def test_what_is_kept_of_an_anonymous_sender_is_a_digest(house: Partnership) -> None:
    case = spoken(house, sender_name="Typed first", sender_reach="01632 960001")
    sent = sent_of(case)
    assert (sent.sender_name, sent.sender_reach, sent.recorded_by_id) == ("", "", None)
    link = Link.objects.get(pk=sent.link_id)
    kept = [bytes(one) for one in (link.token_digest, link.email_digest)]
    assert kept == [keys.digest(case.key), b""] and case.key.encode() not in kept[0]
    with seen_by(case.handler):
        assert "Typed first" not in str(Sending.objects.values().get())


def test_a_key_is_read_as_it_was_meant_and_a_wrong_one_opens_nothing(house: Partnership) -> None:
    case = spoken(house)
    link = sent_of(case).link_id
    assert keys.link_of(case.key.lower().replace("-", " ").replace("0", "o").replace("1", "l")) == link
    wrong = case.key[:-1] + ("0" if case.key[-1] != "0" else "2")
    assert {keys.link_of(one) for one in (wrong, "", "7KQ4", case.key + "A", "é" * 20)} == {None}
    with seen_by(PUBLIC), pytest.raises(ValueError, match="used before"):
        sending.send(by=PUBLIC, area=house.area, given=told(), key=case.key)


def test_networks_share_few_drawers() -> None:
    drawers = {keys.drawer(f"10.{one >> 8}.{one & 255}.7") for one in range(20_000)}
    assert len(drawers) <= keys.DRAWERS < 20_000


@pytest.mark.rows("HE-WB-03")
def test_only_the_post_it_was_given_to_sees_it(house: Partnership) -> None:
    case = spoken(house)
    others = ("privacy_officer", "head_of_service", "scrutineer", "administrator", "lado", "partner", "teacher")
    assert {sees(house.post_holder(role)) for role in others} == {0}
    assert sees(house.post_holder("business_manager", 2)) == 0 and sees(case.handler) == 1


@pytest.mark.rows("HE-WB-01")
def test_it_goes_past_the_organisation_concerned_and_whoever_is_named(house: Partnership) -> None:
    unit = Organisation.objects.get(key="partnership")
    council = Organisation.objects.get(key="council")
    spoken(house, "head_of_service", organisation=unit.key)
    spoken(house, "business_manager", organisation=council.key)
    manager = Account.objects.get(pk=house.post_holder("business_manager").account_id)
    spoken(house, "privacy_officer", named=f"It is {manager.name}, who runs it")
    spoken(house, "privacy_officer", named=manager.email.upper())
    spoken(house, "privacy_officer", **complaint(kind="data_complaint"))
    both = f"{manager.email}, {Account.objects.get(pk=house.post_holder('privacy_officer').account_id).email}"
    spoken(house, "head_of_service", named=both)
    everybody = " ".join(Account.objects.values_list("email", flat=True))
    with seen_by(PUBLIC), pytest.raises(CannotMove) as refusal:
        sending.send(by=PUBLIC, area=house.area, given=told(named=everybody), key=keys.new_key())
    assert "no part in it" in refusal.value.missing[0].text


@pytest.mark.rows("HE-WB-03")
def test_the_line_of_somebody_named_is_shut_out_and_an_account_made_later(house: Partnership) -> None:
    manager = house.post_holder("business_manager")
    worker = house.post_holder("teacher")
    from_ = house.people  # the teacher answers to the business manager here
    assert from_
    house_line = Account.objects.get(pk=worker.account_id).appointments.get()
    house_line.reports_to_id = manager.appointment_id
    house_line.save()
    case = spoken(house, "privacy_officer", named=f"{worker.email} and later@example.org")
    with seen_by(case.handler):
        assert routing.shut_accounts(case.handler, case.held.sending.case_file_id) == {
            manager.account_id,
            worker.account_id,
        }
        assert routing.shut_accounts(case.handler, case.held.case_file_id) == {manager.account_id, worker.account_id}
    late = Account.objects.create(email="Later@example.org", name="Late Comer")
    with seen_by(case.handler):
        assert late.pk in routing.shut_accounts(case.handler, case.held.case_file_id)


@pytest.mark.rows("HE-WB-03")
def test_whoever_has_a_part_in_it_hands_it_over_and_sees_nothing_more(house: Partnership) -> None:
    case = spoken(house, child_at_risk="yes").acknowledged()
    case.do(handling.see_to_child, welfare="handed", welfare_why="Robin is hit.", given_names="Robin", family_name="T")
    first, second = case.handler, house.post_holder("privacy_officer")
    with seen_by(first), pytest.raises(CannotMove):
        guarding.hand_over(by=first, held=case.held, given={"reason": ""})
    case.fresh().do(guarding.hand_over, reason="I know them.")
    for model in (Matter, Sending, Message, Handover):
        assert sees(first, model) == 0, model
        assert sees(second, model) == 1, model
    case.handler = second
    case.fresh().answered()
    with seen_by(case.sender):
        sending.write_again(by=case.sender, sending=reading.sent_by(case.sender), text="Thank you.")
    with seen_by(second):
        assert Notice.objects.filter(template="speaking_up_written", to_appointment_id=second.appointment_id).exists()


@pytest.mark.rows("HE-WB-03")
def test_a_conflict_declared_on_the_general_page_leaves_nothing_with_nobody(house: Partnership) -> None:
    case = spoken(house)
    first, second = case.handler, house.post_holder("privacy_officer")
    with seen_by(first):
        file = CaseFile.objects.get(pk=case.held.sending.case_file_id)
        assert declare_conflict(by=first, file_id=file.pk, reference=file.reference, reason="A friend.")
    assert sees(first) == sees(first, Sending) == 0 and sees(second) == sees(second, Sending) == 1
    case.handler = second
    assert case.fresh().held.given_to_id == second.post_id
    case.acknowledged()


@pytest.mark.rows("HE-WB-03")
def test_somebody_too_close_is_shut_out_and_never_oneself(house: Partnership) -> None:
    case, second = spoken(house), house.post_holder("privacy_officer")
    for email in (case.handler.email, ""):
        with pytest.raises(CannotMove):
            case.do(guarding.shut_out, email=email, reason="Close.")
    case.fresh().do(guarding.shut_out, email=second.email, reason="A friend.")
    case.fresh().do(guarding.hand_over, reason="I too.")
    assert sees(second) == 0 and sees(house.post_holder("head_of_service")) == 1


def test_a_child_at_risk_is_seen_to_before_the_answer_and_the_hand_over_names_nobody(house: Partnership) -> None:
    case = spoken(house, child_at_risk="yes", organisation="school", told="Mr Untrue hits Robin.").acknowledged()
    with pytest.raises(CannotMove) as refusal:
        case.answered()
    assert "See to the child" in refusal.value.missing[0].text
    with pytest.raises(CannotMove):
        case.do(handling.see_to_child, welfare="handed", welfare_why="Robin is hit.", given_names="")
    case.fresh().do(handling.see_to_child, welfare="handed", welfare_why="Robin may be hit.", given_names="Robin")
    worker = house.post_holder("front_door_worker")
    assert sees(worker) == 0
    with seen_by(worker):
        left = Handover.objects.get()
        words = " ".join(str(getattr(left, field.attname)) for field in Handover._meta.fields)
    assert "Robin may be hit." in words and left.given_names == "Robin"
    for secret in (case.held.reference, case.held.sending.reference, "Untrue", "school"):
        assert secret not in words, secret
    assert case.fresh().answered().held.stage == "answered"


@pytest.mark.rows("complaint.ack")
def test_a_complaint_about_data_is_acknowledged_within_thirty_days(house: Partnership) -> None:
    case = spoken(house, "privacy_officer", **complaint(kind="data_complaint"))
    with seen_by(case.handler):
        clock = Clock.objects.get(record=case.held.reference)
        assert (clock.key, (clock.due_at.date() - clock.started_at.date()).days, clock.met_at) == (
            "complaint.ack",
            30,
            None,
        )
    with pytest.raises(CannotMove):
        case.do(handling.acknowledge, text="It came.", promised_on=None)
    case.fresh().acknowledged()
    with seen_by(case.handler):
        assert Clock.objects.get(record=case.held.reference).met_at is not None


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        (told(told=""), "#id_told"), (told(way=""), "#id_way"), (told(way="confidential"), "#id_sender_name"),
        (complaint(sent_as=""), "#id_sent_as"), (complaint(sender_name=""), "#id_sender_name"),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field(house: Partnership, given: dict[str, str], lacks: str) -> None:
    given = {**given, "sent_as": given.get("sent_as")}
    with seen_by(PUBLIC), pytest.raises(CannotMove) as refusal:
        sending.send(by=PUBLIC, area=house.area, given=given, key=keys.new_key())
    assert lacks in [one.href for one in refusal.value.missing]
    assert not Link.objects.exists()


def test_a_confidential_concern_tells_its_name_to_the_handler_alone(house: Partnership) -> None:
    case = spoken(house, way="confidential", sender_name="Ada Sample", sender_reach="01632 960001")
    with seen_by(case.handler):
        assert Sending.objects.get().sender_name == "Ada Sample"
    with seen_by(case.handler):
        assert "Ada Sample" not in " ".join(str(one) for one in Notice.objects.values())
