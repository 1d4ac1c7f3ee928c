"""From the notice to the review meeting: one death however often it is told, scope, area, response, what comes in."""

import datetime
import html
from collections.abc import Callable

import pytest
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.plain.clocks import LONDON
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.foundations.requests.api import InformationRequest
from sharedduty.modules.child_death.actions import gathering, notifying, panel, settling
from sharedduty.modules.child_death.models import ChildDeath, DeathNotice
from sharedduty.modules.child_death.queries import matching, reading
from sharedduty.modules.child_death.queries.choices import CONFLICT, REPORTING, labels
from sharedduty.modules.child_death.queries.meetings import MEETINGS
from sharedduty.modules.child_death.rules.gathering import law_asks
from sharedduty.modules.child_death.tests.scenes import (
    DAY,
    HOUR,
    Death,
    logged,
    notice,
    notified,
    opened,
    response,
    scope,
)
from sharedduty.modules.serious_incident.models import RequestToConsider

pytestmark = pytest.mark.django_db


def refused(action, death: Death, given: dict) -> list[str]:
    with seen_by(death.unit), pytest.raises(CannotMove) as refusal:
        action(by=death.unit, held=death.held, given=given)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("WT-CDR-21", "HE-CDR-05", "GL-CD-34")
def test_a_notice_is_whole_and_its_sender_keeps_the_receipt_alone(house) -> None:
    gp = house.post_holder("gp")
    with seen_by(gp):
        with pytest.raises(CannotMove) as refusal:
            notifying.notify(by=gp, given={})
        assert len(refusal.value.missing) == 7
        made = notifying.notify(by=gp, given=notice())
        assert list(matching.own_notices(gp)) == [made] and not ChildDeath.objects.exists()
    with seen_by(house.post_holder("teacher")):
        assert not DeathNotice.objects.exists()
    with seen_by(house.post_holder("business_manager")):
        assert matching.waiting_notices(house.post_holder("business_manager")).count() == 1


@pytest.mark.rows("WT-CDR-09")
@pytest.mark.parametrize(
    ("more", "words"),
    [(lambda today: {"happened_on": today + DAY}, "cannot lie in the future"),
     (lambda today: {"birth_on": datetime.date(1990, 1, 1)}, "18 or over"),
     (lambda today: {"birth_on": today, "happened_on": today - DAY}, "before being born")],
)  # fmt: skip
def test_a_notice_with_an_impossible_day_says_so(house, more: Callable[[datetime.date], dict], words: str) -> None:
    gp = house.post_holder("gp")
    with seen_by(gp), pytest.raises(CannotMove, match=words):
        notifying.notify(by=gp, given=notice(**more(timezone.localdate())))


@pytest.mark.rows("WT-CDR-21", "HE-CDR-08")
def test_a_death_told_twice_is_one_death_because_a_person_says_so(death: Death) -> None:
    second = notified(death.house, "teacher", given_names="Robyn", birth_on=None)
    other = notified(death.house, "police_mash", given_names="Wren", family_name="Quillon", birth_on=None,
                     happened_on=timezone.localdate() - 40 * DAY)  # fmt: skip
    with seen_by(death.unit):
        found = matching.alike(death.unit, second)
        assert [one.death for one in found] == [death.held] and "the same day" in found[0].because
        assert matching.alike(death.unit, other) == []
        given = {"notice": second.reference, "reason": ""}
        with pytest.raises(CannotMove, match="Say why"):
            notifying.take_in_notice(by=death.unit, held=death.held, given=given)
        notifying.take_in_notice(by=death.unit, held=death.held, given={**given, "reason": "The same baby."})
        second.refresh_from_db()
        assert (second.death, second.same_because) == (death.held.reference, "The same baby.")
        with pytest.raises(CannotMove, match="taken in before"):
            notifying.open_death(by=death.unit, notice=second)
        assert ChildDeath.objects.count() == 1
    teacher = death.house.post_holder("teacher")
    page = death.house.client(teacher).get(f"/child-deaths/notices/{second.reference}/").content.decode()
    assert "took it in" in page and death.held.reference not in page


@pytest.mark.rows("WT-CDR-09", "GL-CD-01")
def test_every_live_birth_is_reviewed_and_the_local_line_is_shown_as_a_conflict(death: Death) -> None:
    assert len(refused(settling.judge_scope, death, {})) == 9
    with seen_by(death.unit):
        made = settling.judge_scope(by=death.unit, held=death.held, given=scope(weeks=21))
        assert law_asks(made.answers) and made.weeks == 21
    assert "law asks for a review" in refused(settling.set_aside, death, {"reason": "Before 24 weeks."})[0]
    page = death.house.client(death.unit).get(f"/child-deaths/{death.held.reference}/scope/").content.decode()
    assert "24 weeks" in page and CONFLICT in html.unescape(page)


@pytest.mark.rows("WT-CDR-09")
@pytest.mark.parametrize("fact", ["stillborn_attended", "termination"])
def test_an_attended_stillbirth_and_a_lawful_termination_are_set_aside_with_the_reason(death: Death, fact: str) -> None:
    with seen_by(death.unit):
        settling.judge_scope(by=death.unit, held=death.held, given=scope(born_alive="no", **{fact: "yes"}))
    assert refused(settling.set_aside, death, {"reason": ""}) == ["Say why."]
    death.asked()
    with seen_by(death.unit):
        settling.set_aside(by=death.unit, held=death.held, given={"reason": "A midwife was there."})
        assert death.held.stage == "set_aside"
        assert not Clock.objects.filter(record=death.held.reference, stopped_at=None, met_at=None).exists()
        assert InformationRequest.objects.get().withdrawn_at is not None


@pytest.mark.rows("WT-CDR-09")
def test_a_birth_that_nobody_attended_is_reviewed() -> None:
    assert law_asks(scope(born_alive="not_known", stillborn_alone="yes"))
    assert not law_asks(scope(born_alive="not_known")) and not law_asks(scope(resident="no"))


@pytest.mark.rows("WT-CDR-02", "WT-CDR-14", "GL-CD-05", "GL-CD-06", "HE-CDR-06")
def test_a_death_of_a_child_from_elsewhere_is_passed_on_with_what_was_agreed(death: Death) -> None:
    said = refused(settling.judge_scope, death, scope(resident="no", area_answer="elsewhere"))
    assert said == [
        "Name the other area, and whom you told there.", "Enter when they were told.",
        "Write what was agreed: who reviews, and how the other hears.",
    ]  # fmt: skip
    other = {"other_area": "Otherham, its panel's office", "other_told_at": timezone.now(), "agreed": "They review."}
    with seen_by(death.unit):
        settling.judge_scope(by=death.unit, held=death.held, given=scope())
        with pytest.raises(CannotMove, match="this area reviews"):
            settling.pass_on(by=death.unit, held=death.held)
        settling.judge_scope(
            by=death.unit, held=death.held, given=scope(resident="no", area_answer="elsewhere", **other)
        )
        with pytest.raises(CannotMove, match="another area reviews"):
            settling.begin_review(by=death.unit, held=death.held)
        settling.pass_on(by=death.unit, held=death.held)
        assert death.held.stage == "elsewhere" and death.held.scopes.count() == 2


@pytest.mark.rows("WT-CDR-24", "WT-CDR-25", "HE-CDR-02")
def test_each_criterion_is_judged_with_reasons_and_one_that_is_met_is_enough(death: Death) -> None:
    assert len(refused(settling.judge_response, death, {})) == 13
    assert "one is enough" in refused(settling.judge_response, death, response("no", sudden="met"))[0]
    said = refused(settling.judge_response, death, response("yes", lead="", guideline=""))
    assert len(said) == 2
    with seen_by(death.unit):
        settling.judge_response(by=death.unit, held=death.held, given=response("not_yet"))
        settling.judge_response(by=death.unit, held=death.held, given=response("yes"))
        last = reading.last_response(death.held)
        assert last.decided == "yes" and last.criteria["sudden"] == {"answer": "met", "why": "So it seems."}
        assert death.held.responses.count() == 2


@pytest.mark.rows("GL-CD-02", "GL-CD-03", "HE-CDR-18")
def test_the_kind_of_death_is_one_of_the_areas_own_list(death: Death) -> None:
    day = death.held.happened_on
    assert list(labels("category", day, "gloucestershire-2023")) == ["unexpected", "neonatal", "expected", "alte"]
    assert list(labels("category", day, "dorset-2018")) == list(labels("category", day)) == ["unexpected", "expected"]
    assert refused(settling.choose_category, death, {"category": "other"}) == ["Choose what kind of death it is."]
    with seen_by(death.unit):
        settling.choose_category(by=death.unit, held=death.held, given={"category": "neonatal"})
        assert death.held.category == "neonatal"


@pytest.mark.rows("GL-CD-04", "GL-CD-02")
def test_an_event_the_child_lived_through_is_its_own_kind_and_may_become_a_death(house) -> None:
    case = opened(house, kind="alte")
    with seen_by(case.unit):
        assert case.held.died_on is None
        assert not Clock.objects.filter(record=case.held.reference).exists()
        assert "key_contact" not in [one.code for one in reading.view_of(case.unit, case.held).tasks]
        settling.record_death(by=case.unit, held=case.held, given={"died_on": timezone.localdate()})
        assert case.held.died_on == timezone.localdate()
        assert Clock.objects.filter(record=case.held.reference, key="cdrm.hold").count() == 1
    assert refused(settling.record_death, case, {"died_on": timezone.localdate()}) == [
        "The death of this child is on record."
    ]


@pytest.mark.rows("WT-CDR-18", "WT-CDR-19", "HE-CDR-11")
@pytest.mark.parametrize(
    ("kind", "after", "in_time"),
    [("registrar_particulars", 7, [True]), ("registrar_correction", 8, [False]), ("coroner_post_mortem", 2, [True, True]),
     ("coroner_investigation", 9, [False, False])],
)  # fmt: skip
def test_what_registrar_and_coroner_send_is_judged_by_their_own_limit(
    death: Death, kind: str, after: int, in_time: list[bool]
) -> None:
    happened = datetime.datetime(2026, 11, 2, 10, 0, tzinfo=LONDON)
    came = happened + after * DAY
    given = {"kind": kind, "event_at": happened, "received_at": came, "words": ""}
    assert refused(gathering.note_incoming, death, {**given, "received_at": happened - HOUR}) == [
        "It cannot have come before it happened."
    ]
    with seen_by(death.unit):
        made = gathering.note_incoming(by=death.unit, held=death.held, given=given)
        assert Clock.objects.get(record=death.held.reference, about=made.reference).met_at == came
        shown = reading.view_of(death.unit, death.held).incoming
        assert [limit.in_time for limit in shown[0].limits] == in_time


@pytest.mark.rows("WT-CDR-27", "HE-CDR-13")
def test_while_the_police_investigate_they_are_asked_first(death: Death) -> None:
    assert len(refused(gathering.note_hold, death, {})) == 3
    hold = {"lead": "Detective inspector", "agreed": "Nobody speaks to witnesses.", "began_on": timezone.localdate()}
    with seen_by(death.unit):
        gathering.note_hold(by=death.unit, held=death.held, given=hold)
    death.settled().family("key_contact", "booklet")
    death.asked()
    made = death.meeting(MEETINGS, (("health_mash", "health"), ("police_mash", "police"), ("social_worker", "lead")))
    said = refused(gathering.take_in_meeting, death, {"meeting": made.reference})
    assert said == ["The police investigate. Record first that their lead and the prosecutors were asked."]
    death.work("consulted", whom="Detective inspector; prosecutors")
    with seen_by(death.unit):
        gathering.take_in_meeting(by=death.unit, held=death.held, given={"meeting": made.reference})
        assert death.held.stage == "met"
        one = reading.open_holds(death.held)[0]
        given = {"which": one.reference, "ended_on": timezone.localdate()}
        gathering.end_hold(by=death.unit, held=death.held, given=given)
        assert reading.open_holds(death.held) == []


@pytest.mark.rows("WT-CDR-17", "GL-CD-13")
def test_the_family_has_a_key_contact_and_is_offered_the_leaflet_before_the_meeting(death: Death) -> None:
    assert len(refused(gathering.record_family, death, {})) == 5
    death.settled()
    death.asked()
    made = death.meeting(MEETINGS, (("health_mash", "health"), ("police_mash", "police"), ("social_worker", "lead")))
    said = refused(gathering.take_in_meeting, death, {"meeting": made.reference})
    assert said == [
        "Still to do: Name the family's key contact.", "Still to do: Offer the family the leaflet for bereaved families.",
    ]  # fmt: skip
    with seen_by(death.unit):
        given = logged("key_contact", who="N. Urse, bereavement nurse, ward telephone")
        gathering.record_family(by=death.unit, held=death.held, given=given)
        assert reading.view_of(death.unit, death.held).key_contact.who.startswith("N. Urse")


@pytest.mark.rows("WT-CDR-29")
def test_a_meeting_of_health_alone_is_no_review_meeting(death: Death) -> None:
    death.settled().family("key_contact", "booklet")
    death.asked()
    made = death.meeting(MEETINGS, (("health_mash", "health"), ("gp", "lead")))
    assert "Only health came" in refused(gathering.take_in_meeting, death, {"meeting": made.reference})[0]


@pytest.mark.rows("WT-CDR-29")
def test_the_meeting_meets_its_limit(death: Death) -> None:
    death.met()
    with seen_by(death.unit):
        clock = Clock.objects.get(record=death.held.reference, key="cdrm.hold")
        assert clock.met_at == death.held.met_at and clock.started_at.astimezone(LONDON).hour == 0


@pytest.mark.rows("WT-CDR-07", "WT-CDR-33")
def test_agencies_are_asked_each_in_a_file_of_its_own_and_answer(death: Death) -> None:
    request = death.asked("health", "police")[0]
    with seen_by(death.house.post_holder("police_mash")):
        assert InformationRequest.objects.count() == 1 and not ChildDeath.objects.exists()
    death.answered(request)
    with seen_by(death.unit):
        shown = reading.asked_of(death.unit, death.held)
        assert ["Seen twice" in one.answer for one in shown].count(True) == 1
        waiting = reading.unanswered(death.unit, death.held)
        gathering.chase_agency(by=death.unit, held=death.held, given={"which": next(iter(waiting))})
    assert refused(gathering.chase_agency, death, {"which": request.reference}) == [
        "Choose an agency that has not answered."
    ]


@pytest.mark.rows("WT-CDR-22", "WT-CDR-30", "GL-CD-09")
def test_the_forms_come_from_the_pack_and_the_analysis_is_there_once(death: Death) -> None:
    death.met()
    assert refused(gathering.begin_form, death, {"code": REPORTING, "agency": ""}) == ["Say whose account it is."]
    made = death.form(finish=False, answers={})
    assert made.form.pack == "cdr-2018"
    assert "already" in refused(gathering.begin_form, death, {"code": "child-death-analysis"})[0]
    page = death.house.client(death.unit)
    at = f"/child-deaths/{death.held.reference}/forms/{made.reference}/"
    sent = page.post(at, {})
    assert sent.status_code == 422 and "Write what happened" in sent.content.decode()
    with seen_by(death.unit):
        made.form.refresh_from_db()
        assert made.form.submitted_at is None
    death.panel_signed().work("response", "safeguarding")
    with seen_by(death.unit), pytest.raises(CannotMove, match="Finish the draft of the analysis form"):
        panel.put_to_panel(by=death.unit, held=death.held)


@pytest.mark.rows("WT-CDR-28", "GL-CD-11", "GL-CD-32")
def test_a_death_that_may_be_a_serious_incident_is_asked_about_once_and_shuts_out_the_same_people(death: Death) -> None:
    head = death.house.post_holder("head_of_service")
    second = death.house.post_holder("head_of_service", 2)
    with seen_by(death.unit):
        exclude(by=death.unit, file=death.held.case_file, reason="conflict", account_id=second.account_id)
        with pytest.raises(CannotMove):
            gathering.refer_incident(by=death.unit, held=death.held, given={"why": "", "safe_now": ""})
        given = {"why": "The account does not fit.", "safe_now": "A sister is with an aunt."}
        gathering.refer_incident(by=death.unit, held=death.held, given=given)
        assert reading.view_of(death.unit, death.held).incident.answered_at is None
    assert "asked about this death already" in refused(gathering.refer_incident, death, given)[0]
    with seen_by(head):
        asked = RequestToConsider.objects.get()
        assert (asked.source, asked.about) == ("child_death", death.held.reference)
        assert "Robin Testwick, born" in asked.children_words
    with seen_by(second):
        assert not RequestToConsider.objects.exists()


@pytest.mark.rows("WT-CDR-13")
def test_the_designated_doctor_is_told_of_each_death_once_they_have_signed(death: Death) -> None:
    death.signs(death.member("health_mash", "designated_doctor"), "health_mash")
    later = opened(death.house, given_names="Wren", birth_on=None)
    doctor = death.house.post_holder("health_mash")
    with seen_by(doctor):
        assert list(ChildDeath.objects.all()) == [later.held]
    with seen_by(death.unit):
        assert CaseFile.objects.filter(kind="child_death").count() == 2


@pytest.mark.rows("WT-CDR-21")
def test_a_notice_from_a_childs_record_keeps_the_record(house) -> None:
    worker = house.post_holder("front_door_worker")
    with seen_by(worker):
        person = register_person(by=worker, area_id=house.area.pk, given_names="Robin", family_name="Testwick",
                                 birth_on=timezone.localdate() - 100 * DAY)  # fmt: skip
        made = notifying.notify(by=worker, given=notice(), person=person)
    unit = house.post_holder("business_manager")
    with seen_by(unit):
        held = notifying.open_death(by=unit, notice=made)
        assert held.person_id == person.pk
    page = house.client(worker).get(f"/child-deaths/notify/?about={person.reference}").content.decode()
    assert 'value="Robin"' in page
