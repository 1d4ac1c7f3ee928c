"""The notice, everybody who is told, the Panel's message, and what is left for the rapid review."""

import datetime

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.forms.api import AlreadySubmitted
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.process.api import CannotMove, Clock, Handover, Overtaken
from sharedduty.modules.serious_incident.actions import considering, notifying
from sharedduty.modules.serious_incident.queries import reading, writing
from sharedduty.modules.serious_incident.tests.scenes import CHILD, DAY, HOUR, INCIDENT_ANSWERS, Case, opened

pytestmark = pytest.mark.django_db
SENT = {"national_reference": "N-1", "late_because": ""}


def refused(case: Case, **more) -> list[str]:
    with seen_by(case.head), pytest.raises(CannotMove) as refusal:
        notifying.notify(by=case.head, held=case.held, given={**SENT, "sent_at": timezone.now(), **more})
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("GL-SN-07")
def test_no_notice_before_every_living_child_and_the_household_were_looked_to(case: Case) -> None:
    case.child()
    case.child(given_names="Ash", part="sibling")
    dead = case.child(given_names="Wren", part="died", died_on=timezone.localdate())
    case.views()
    case.decided()
    case.written()
    waits = "Still to do: Look to the safety of each living child, and of the others of the household."
    assert waits in refused(case)
    with seen_by(case.head):
        given = {"who": "x", "checked_on": timezone.localdate(), "found": "Safe.", "done": "Seen."}
        for child in case.held.children.exclude(pk=dead.pk):
            considering.check_safety(by=case.head, held=case.held, child=child, given=given)
    assert waits in refused(case)  # the others of the household are not looked to yet
    case.checked()
    case.notified()
    assert case.held.stage == "notified"


@pytest.mark.rows("GL-SN-08", "WT-INC-10")
def test_every_question_of_the_sheet_is_answered_for_the_incident_and_each_child(case: Case) -> None:
    case.child()
    case.child(given_names="Wren")
    case.views()
    case.decided()
    case.checked()
    said = refused(case)
    assert any(text.startswith("Write who sends the notice") for text in said)
    assert any(text.startswith("Wren Testwick: ") for text in said)
    assert any(text.startswith("Robin Testwick: ") for text in said)
    case.written()
    with seen_by(case.head):
        assert writing.unwritten(case.head, case.held) == []
        assert {part.title for part in writing.sheet(case.head, case.held)} == {
            "The incident", "Robin Testwick", "Wren Testwick",
        }  # fmt: skip


@pytest.mark.rows("GL-SN-06", "WT-INC-10")
def test_the_notice_has_its_reference_and_time_and_is_sealed(case: Case) -> None:
    case.ready()
    said = refused(case, national_reference="", sent_at=None)
    assert "Enter the reference that the national system gave." in said and "Enter when it was sent." in said
    assert "It cannot have been sent before the council became aware." in refused(
        case, sent_at=timezone.now() - 2 * HOUR
    )
    assert "This has happened, so it cannot lie in the future." in refused(case, sent_at=timezone.now() + HOUR)
    case.notified()
    with seen_by(case.head):
        clock = Clock.objects.get(record=case.held.reference, key="sin.panel")
        assert clock.met_at == case.held.sent_at and not clock.late_because
        case.held.form.refresh_from_db()
        with pytest.raises(AlreadySubmitted):
            from_form = case.held.form
            notifying.submit(by=case.head, record=from_form)
        with pytest.raises(Overtaken):
            considering.save_sheet(
                by=case.head,
                held=case.held,
                record=case.held.form,
                changes=INCIDENT_ANSWERS,
                page="",
                version=1,
                own={},
            )


@pytest.mark.rows("WT-INC-10")
def test_the_sheet_stays_as_it_was_sent_whatever_is_corrected_afterwards(case: Case) -> None:
    case.ready().notified()
    with seen_by(case.head):
        child = case.held.children.get()
        considering.correct_child(by=case.head, held=case.held, child=child, given={**CHILD, "given_names": "Roberta"})
        case.held.refresh_from_db()
        titles = [part.title for part in writing.sheet(case.head, case.held)]
        assert titles == ["The incident", "Robin Testwick"] and str(case.held.children.get()) == "Roberta Testwick"


@pytest.mark.rows("WT-INC-05", "GL-SN-06")
def test_a_late_notice_says_why(house) -> None:
    case = opened(house, aware_at=timezone.now() - 20 * DAY).ready()
    assert "It was sent after the limit: say why." in refused(case)
    case.notified(late_because="The hospital report came late.")
    with seen_by(case.head):
        clock = Clock.objects.get(record=case.held.reference, key="sin.panel")
    assert clock.late_because == case.held.late_because == "The hospital report came late."


@pytest.mark.rows("GL-SN-09", "WT-INC-06")
def test_the_partners_are_told_with_the_notice(case: Case, delegates) -> None:
    case.ready()
    with seen_by(case.head):
        before = Notice.objects.filter(template="incident_notified").count()
    case.notified()
    with seen_by(case.head):
        telling = case.held.tellings.get()
        assert telling.told == "partnership" and telling.told_at - case.held.sent_at < HOUR
        assert Clock.objects.get(record=case.held.reference, key="sin.partners").met_at == telling.told_at
        told = set(Notice.objects.filter(template="incident_notified").values_list("to_appointment_id", flat=True))
    manager = case.house.post_holder("business_manager")
    assert before == 0
    assert told == {one.appointment_id for one in (*delegates.values(), manager)}


@pytest.mark.rows("WT-INC-06")
def test_another_area_with_a_part_is_told_before_it_is_finished(case: Case) -> None:
    case.child(other_area="Elsewhere council")
    case.views()
    case.decided()
    case.checked()
    case.written()
    case.notified()
    with seen_by(case.head), pytest.raises(CannotMove) as refusal:
        notifying.finish(by=case.head, held=case.held)
    assert {one.text for one in refusal.value.missing} == {
        "Still to do: Tell the partners of the other areas.",
        "Still to do: Record the Panel's message and its reply date.",
    }
    case.told("other_area")
    with seen_by(case.head):
        message = {
            "received_at": timezone.now(), "reply_by_on": timezone.localdate() + 15 * DAY, "text": "Send the rapid review.",
        }  # fmt: skip
        notifying.record_panel_message(by=case.head, held=case.held, given=message)
        notifying.finish(by=case.head, held=case.held)
    assert case.held.stage == "told"


@pytest.mark.rows("WT-INC-07", "GL-SN-03")
def test_a_looked_after_childs_death_is_told_to_both_also_where_nothing_is_notifiable(case: Case) -> None:
    case.child(part="died", died_on=timezone.localdate(), care="looked_after", abuse="not_suspected")
    case.views(**dict.fromkeys(("police", "health", "local_authority"), "not_notifiable"))
    case.decided("not_notifiable", abuse_met="no")
    with seen_by(case.head):
        clock = Clock.objects.get(record=case.held.reference, key="lac.death.notify")
        assert clock.stopped_at is None, "what was decided of the incident does not set this duty aside"
        assert reading.view_of(case.head, case.held).deaths_untold == ["Robin Testwick"]
    case.told("ofsted")
    with seen_by(case.head):
        clock.refresh_from_db()
        assert clock.met_at is None
    case.told("secretary_of_state")
    with seen_by(case.head):
        clock.refresh_from_db()
        assert clock.met_at is not None and reading.view_of(case.head, case.held).deaths_untold == []


@pytest.mark.rows("WT-INC-07")
def test_a_death_told_late_says_why(case: Case) -> None:
    case.child(part="died", died_on=timezone.localdate() - 30 * DAY, care="looked_after")
    with pytest.raises(CannotMove, match="after the limit"):
        case.told("ofsted")
    case.told("ofsted", late_because="We learned of it yesterday.")
    with seen_by(case.head):
        assert case.held.tellings.get().late_because == "We learned of it yesterday."


@pytest.mark.rows("C-10")
def test_a_care_leavers_death_is_told_where_the_edition_in_force_asks_for_it(case: Case) -> None:
    dead = {"part": "died", "care": "care_leaver", "birth_on": datetime.date(2004, 3, 1)}
    case.child(**dead, died_on=datetime.date(2022, 3, 1))  # under the edition of 2018 nobody asked for this
    with seen_by(case.head):
        assert reading.view_of(case.head, case.held).deaths_untold == []
    case.child(given_names="Wren", **dead, died_on=timezone.localdate())
    with seen_by(case.head):
        assert reading.view_of(case.head, case.held).deaths_untold == ["Wren Testwick"]
        assert not Clock.objects.filter(record=case.held.reference, key="lac.death.notify").exists()


def test_a_child_who_dies_later_starts_the_duty_then(case: Case) -> None:
    child = case.child(care="looked_after")
    given = {**CHILD, "care": "looked_after", "part": "died", "died_on": timezone.localdate()}
    with seen_by(case.head):
        considering.correct_child(by=case.head, held=case.held, child=child, given=given)
        assert Clock.objects.get(key="lac.death.notify", stopped_at=None).about == child.reference
        considering.correct_child(by=case.head, held=case.held, child=child, given={**CHILD, "care": "looked_after"})
        assert not Clock.objects.filter(key="lac.death.notify", stopped_at=None).exists()


@pytest.mark.rows("GL-SN-10")
def test_the_panels_message_has_its_own_clock_and_a_day_to_answer_by(case: Case) -> None:
    case.ready().notified()
    manager = case.house.post_holder("business_manager")
    with seen_by(manager):
        held = reading.by_reference(manager, case.held.reference)
        clock = Clock.objects.get(record=held.reference, key="panel.acknowledge")
        assert clock.owed_by_team_id == manager.team_id
        with pytest.raises(CannotMove) as refusal:
            notifying.record_panel_message(
                by=manager, held=held,
                given={"received_at": held.sent_at - HOUR, "reply_by_on": held.sent_at.date() - 2 * DAY, "text": " "},
            )  # fmt: skip
        assert len(refusal.value.missing) == 3
        given = {"received_at": timezone.now(), "reply_by_on": timezone.localdate() + 15 * DAY, "text": "Please reply."}
        notifying.record_panel_message(by=manager, held=held, given=given)
        clock.refresh_from_db()
        assert clock.met_at is not None


@pytest.mark.rows("GL-SN-09")
def test_the_rapid_review_waits_for_the_business_unit_with_its_day(case: Case) -> None:
    case.ready().notified()
    manager = case.house.post_holder("business_manager")
    with seen_by(manager):
        left = Handover.objects.get(from_record=case.held.reference)
    assert (left.start, left.owner_team_id) == ("rapid review", manager.team_id)
    assert "It is to be complete by" in left.summary and "Robin" not in left.summary
    page = case.house.client(manager).get(f"/front-door/handovers/{left.reference}/")
    assert page.status_code == 200 and f"/serious-incidents/{case.held.reference}/" in page.content.decode()
