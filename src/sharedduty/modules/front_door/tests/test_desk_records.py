"""What a decision and a record of protection say about the child seen, help to talk, the police, the responsible body."""

import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, seen_by
from sharedduty.foundations.directory.models import Team
from sharedduty.foundations.guidance import queries as guidance
from sharedduty.foundations.guidance.actions import check_row
from sharedduty.foundations.guidance.api import pack
from sharedduty.foundations.process.api import CannotMove, Clock, Handover
from sharedduty.foundations.requests.models import InformationRequest, SharingDecision
from sharedduty.modules.front_door.actions import deciding, departing, handing, protecting
from sharedduty.modules.front_door.models import Contact, Decision, Departure, ImmediateProtection
from sharedduty.modules.front_door.tests.partnership import Partnership, decide_all, decision, prepare
from sharedduty.modules.front_door.tests.test_desk_deciding import protection
from sharedduty.modules.front_door.tests.test_desk_enquiries import SHARED, opened

pytestmark = pytest.mark.django_db


def missing_words(refused: CannotMove) -> list[str]:
    """The texts with which a step was refused."""
    return [one.text for one in refused.missing]


def in_hand(partnership: Partnership, *names: str, **more: Any) -> tuple[Any, Contact]:
    """A contact in the hands of a worker, its children checked. Gives both."""
    reference = partnership.contact(*names, **more)
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = Contact.objects.get(reference=reference)
        prepare(worker, contact)
    return worker, contact


@pytest.mark.rows("WT-GEN-06", "WT-GEN-07", "WT-GEN-09")
@pytest.mark.parametrize(("changes", "text"), [
    ({"child_wishes": ""}, "Record the child's wishes and feelings, or why they are not known yet."),
    ({"child_seen": "alone"}, "Say who saw the child and when."),
    ({"child_seen": "not_seen"}, "Say why not yet."),
    ({"help_to_talk": "needed"}, "Say what help to talk is needed, and who arranges it."),
])  # fmt: skip
def test_a_child_is_heard_before_a_decision_and_seen_by_somebody_at_a_time(partnership, changes, text) -> None:
    worker, contact = in_hand(partnership)
    with seen_by(worker):
        with pytest.raises(CannotMove) as refused:
            decide_all(worker, contact, **changes)
        assert text in [one.text for one in refused.value.missing]
        decide_all(
            worker, contact, child_seen="alone", child_seen_note="The school nurse, on Tuesday",
            help_to_talk="arranged", help_to_talk_note="A British Sign Language interpreter, by the school",
        )  # fmt: skip
        made = Decision.objects.get()
    assert made.child_seen_note == "The school nurse, on Tuesday"
    page = partnership.client(worker).get(f"/front-door/contacts/{contact.reference}/").content.decode()
    assert "The school nurse, on Tuesday" in page
    assert "A British Sign Language interpreter" in page


@pytest.mark.rows("WT-REF-17")
def test_a_possible_crime_of_which_the_police_are_not_told_stays_as_owned_work(partnership: Partnership) -> None:
    worker, contact = in_hand(partnership)
    with seen_by(worker):
        with pytest.raises(CannotMove):
            decide_all(worker, contact, police_told="not_yet")
        decide_all(worker, contact, police_told="not_yet", police_told_note="The duty sergeant rings back at 3pm.")
        left = Handover.objects.get(start=handing.TELL_POLICE)
    assert left.owner_team_id == contact.team_id
    assert "Take up: tell the police" in partnership.client(worker).get("/my-work/").content.decode()


def test_police_who_were_told_leave_no_work_but_the_record_says_when_and_by_whom(partnership: Partnership) -> None:
    worker, contact = in_hand(partnership)
    with seen_by(worker):
        decide_all(worker, contact, police_told="told", police_told_note="By the worker, 2pm, log 77.")
        assert not Handover.objects.filter(start=handing.TELL_POLICE).exists()
    page = partnership.client(worker).get(f"/front-door/contacts/{contact.reference}/").content.decode()
    assert "Told of a possible crime. By the worker, 2pm, log 77." in page


@pytest.mark.rows("WT-IMM-04", "WT-IMM-06")
def test_an_order_names_who_is_responsible_and_the_authority_where_the_child_is_found_acts(partnership) -> None:
    worker, contact = in_hand(partnership)
    now = timezone.now()
    made = {
        "power": "emergency_protection_order", "order_outcome": "made", "legal_advice": "Given at noon.",
        "order_applied_at": now - datetime.timedelta(hours=1), "order_court": "Family court",
        "order_expires_at": now + datetime.timedelta(days=7),
    }  # fmt: skip
    with seen_by(worker):
        child = contact.children.get()

        def record(**changes: Any) -> ImmediateProtection:
            given = protection(**{**made, **changes})
            return protecting.record_immediate_protection(by=worker, contact=contact, child=child, given=given)

        with pytest.raises(CannotMove) as refused:
            record()
        assert "Say which body is responsible for the child under the order." in missing_words(refused.value)
        with pytest.raises(CannotMove) as refused:
            record(responsible_body="Testshire council", finding_authority="Elsewhere")
        assert any("so it acts first" in text for text in missing_words(refused.value))
        kept = record(responsible_body="Testshire council", finding_authority="Testshire")
    assert kept.responsible_body == "Testshire council"


@pytest.mark.rows("WT-GEN-02")
def test_a_departure_from_guidance_has_its_reason_and_is_listed_with_limits_kept_late(partnership: Partnership) -> None:
    worker, contact = in_hand(partnership)
    with seen_by(worker):
        for rule, reason in (("", "why"), ("rule", " ")):
            with pytest.raises(CannotMove):
                departing.depart_from_guidance(by=worker, contact=contact, rule=rule, reason=reason)
    client = partnership.client(worker)
    address = f"/front-door/contacts/{contact.reference}/depart/"
    assert client.get(address).status_code == 200
    sent = {"rule": "See the family first (1.73)", "reason": "The road is flooded."}
    assert client.post(address, sent).status_code == 302
    with seen_by(worker):
        Clock.objects.filter(record=contact.reference, key="referral.decision").update(
            due_at=timezone.now() - datetime.timedelta(hours=1)
        )
        decide_all(worker, contact, late_because="The hospital did not answer.")
        assert Departure.objects.get().by_id == worker.appointment_id
    listed = client.get("/front-door/departures/").content.decode()
    for words in ("See the family first (1.73)", "The road is flooded.", "The hospital did not answer.", "Kept late"):
        assert words in listed
    assert partnership.client(partnership.post_holder("teacher")).get("/front-door/departures/").status_code == 404
    with seen_by(partnership.post_holder("teacher")):
        assert not Departure.objects.exists()


HEADING = "incident_number,incident_at,what_happened,given_names,family_name,school,domestic_abuse,school_told"


@pytest.mark.rows("C-13")
@pytest.mark.parametrize(
    ("abuse", "told", "left"), [("yes", "", 1), ("yes", "no", 1), ("yes", "yes", 0), ("no", "", 0)]
)
def test_after_domestic_abuse_somebody_owns_that_each_childs_school_is_told(partnership, abuse, told, left) -> None:
    police, worker = partnership.post_holder("police_mash"), partnership.post_holder("front_door_worker")
    rows = [
        f"I-1,2026-11-20 22:15,Shouting,{name},Testwick,Invented Primary,{abuse},{told}" for name in ("Robin", "Kit")
    ]
    file = SimpleUploadedFile("i.csv", "\n".join([HEADING, *rows]).encode(), "text/csv")
    assert partnership.client(police).post("/front-door/notifications/", {"file": file}).status_code == 302
    with seen_by(worker):
        held = list(Handover.objects.filter(start=handing.TELL_SCHOOL))
        assert len(held) == left
        if left:
            assert "Robin Testwick: Invented Primary; Kit Testwick: Invented Primary" in held[0].summary
            assert held[0].owner_team_id == partnership.teams["front_door"].pk
    with seen_by(partnership.post_holder("teacher")):
        assert not Handover.objects.exists(), "nothing is told to a school by itself"


def test_a_bad_word_for_domestic_abuse_is_listed_with_its_line(partnership: Partnership) -> None:
    police = partnership.post_holder("police_mash")
    rows = [HEADING, "I-1,2026-11-20 22:15,Shouting,Robin,Testwick,,perhaps,"]
    file = SimpleUploadedFile("i.csv", "\n".join(rows).encode(), "text/csv")
    answer = partnership.client(police).post("/front-door/notifications/", {"file": file})
    assert answer.status_code == 422
    assert "domestic_abuse" in answer.content.decode()
    assert "write yes or no" in answer.content.decode()


@pytest.mark.rows("D7", "C-12", "WT-INF-12")
def test_sharing_and_declining_leave_the_same_whole_record_of_the_decision(partnership: Partnership) -> None:
    opened(partnership)
    declined = {**SHARED, "outcome": "declined", "held": "", "withheld": "A parent's own history", "detriment": "yes",
                "detriment_reason": "It may make the parent hide."}  # fmt: skip
    for role, given in (("police_mash", SHARED), ("health_mash", declined)):
        viewer = partnership.post_holder(role)
        client = partnership.client(viewer)
        with seen_by(viewer):
            asked = InformationRequest.objects.get()
        address = f"/front-door/requests/{asked.reference}/"
        page = client.get(address).content.decode()
        assert "Protecting a child comes before privacy" in page, "the golden rules stand where it is decided"
        for needed in ("relevance", "function_helped", "detriment", "detriment_reason", "lawful_basis"):
            assert client.post(address, {**given, needed: ""}).status_code == 422, needed
        assert client.post(address, {**given, "draft_version": "99"}).status_code == 302
        with seen_by(viewer):
            made = SharingDecision.objects.get()
        assert made.requester == made.recipient == "Front Door"
        assert made.body_type == viewer.sector
        assert made.shared == ("shared" if role == "police_mash" else "withheld")
        for part in ("what", "relevance", "function_helped", "detriment", "detriment_reason", "lawful_basis", "decided_at",
                     "decided_by_id", "consent_state"):  # fmt: skip
            assert getattr(made, part), part


@pytest.mark.rows("GL-FD-13")
def test_a_decision_sets_a_receiving_service_to_work_and_where_there_is_none_the_front_door_owns_it(
    partnership,
) -> None:
    worker, contact = in_hand(partnership, "Robin", "Kit")
    Team.objects.filter(purpose="early_help").update(purpose="other")
    with seen_by(worker):
        first, second = contact.children.order_by("order")
        deciding.decide_next_steps(
            by=worker, contact=contact, child=first, given=decision(yes=["in_need"], level=3)
        )  # fmt: skip
        deciding.decide_next_steps(
            by=worker, contact=contact, child=second, given=decision(other_outcomes=["early_help"])
        )
        owners = dict(Handover.objects.values_list("start", "owner_team__key"))
    assert owners == {"assessment": "social_work", "early help": "front_door"}, "this area has no early help team yet"


@pytest.mark.rows("WT-GEN-01")
@pytest.mark.parametrize("status", ["lives alone", "is in further education", "is in the armed forces", "is in hospital",
                                    "is in custody", "is looked after"])  # fmt: skip
def test_whoever_is_under_18_has_the_same_clocks_wherever_they_live(partnership: Partnership, status: str) -> None:
    worker, contact = in_hand(partnership)
    nearly = timezone.localdate() - datetime.timedelta(days=18 * 365)
    with seen_by(worker):
        contact.children.update(birth_on=nearly, address=status)
        keys = set(Clock.objects.filter(record=contact.reference).values_list("key", flat=True))
        assert {"referral.acknowledge", "referral.decision"} <= keys
        decide_all(worker, contact, reasons=f"Robin {status}.", yes=["in_need"], level=3)
        assert Handover.objects.get().start == "assessment"


@pytest.mark.rows("WT-REF-15")
def test_silence_of_an_agency_that_was_asked_is_seen(partnership: Partnership) -> None:
    reference, enquiry = opened(partnership)
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        InformationRequest.objects.update(due_at=timezone.now() - datetime.timedelta(hours=2))
    page = partnership.client(worker).get(f"/front-door/contacts/{reference}/enquiries/{enquiry}/").content.decode()
    assert page.count("late") >= 3
    assert "Remind" in page


@pytest.mark.rows("GL-CN-05")
def test_whoever_is_unsure_asks_their_lead_then_a_social_worker_and_the_advice_is_logged(partnership) -> None:
    teacher = partnership.client(partnership.post_holder("teacher"))
    draft = teacher.post("/raise/new/")["Location"]
    page = teacher.get(f"{draft}discussed/").content.decode()
    assert page.index("safeguarding lead") < page.index("community social worker")
    worker = partnership.client(partnership.post_holder("front_door_worker"))
    sent = {
        "line": "practitioner",
        "caller": "A teacher",
        "asked": "May I share without asking?",
        "advised": "Yes: act.",
    }
    assert worker.post("/front-door/advice/new/", sent).status_code == 302
    assert "May I share without asking?" in worker.get("/front-door/advice/").content.decode()


@pytest.mark.rows("WT-INF-05")
def test_the_form_says_that_nobody_may_assume_another_passes_it_on(partnership: Partnership) -> None:
    teacher = partnership.client(partnership.post_holder("teacher"))
    draft = teacher.post("/raise/new/")["Location"]
    assert "Nobody may assume that somebody else will pass it on" in teacher.get(f"{draft}consent/").content.decode()


@pytest.mark.rows("WT-GEN-14")
def test_a_contact_names_the_supervisor_of_whoever_has_it_in_hand_or_says_that_there_is_none(partnership) -> None:
    worker, contact = in_hand(partnership)
    manager = partnership.post_holder("front_door_manager")
    client = partnership.client(worker)
    address = f"/front-door/contacts/{contact.reference}/"
    assert "None named: ask the administrator to name one" in client.get(address).content.decode()
    Appointment.objects.filter(pk=worker.appointment_id).update(reports_to_id=manager.appointment_id)
    assert f"{manager.name}, front_door_manager 1" in client.get(address).content.decode()
    assert (
        client.post(f"{address}note/", {"kind": "supervision", "text": "Agreed: see the child first."}).status_code
        == 302
    )
    page = client.get(address).content.decode()
    assert "Supervision" in page
    assert "Agreed: see the child first." in page


@pytest.mark.rows("WT-INF-01")
def test_adults_around_the_child_reach_the_front_door_at_once_with_the_concern(partnership: Partnership) -> None:
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    day = timezone.localdate() - datetime.timedelta(days=1)
    sent = {
        "telephoned_at-day": day.day, "telephoned_at-month": day.month, "telephoned_at-year": day.year,
        "telephoned_at_time": "16:00", "is_professional": "yes", "caller_name": "Ada Example", "children": "1",
        "child0-given_names": "Robin", "child0-family_name": "Testwick", "what_happened": "Nothing happened yet.",
        "household": "An uncle stays at weekends.", "danger_now": "no",
    }  # fmt: skip
    answer = client.post("/front-door/telephone/", sent)
    assert answer.status_code == 302
    assert "An uncle stays at weekends." in client.get(answer["Location"]).content.decode()
    assert answer["Location"].split("/")[-2] in client.get("/front-door/").content.decode()


@pytest.mark.rows("D16")
def test_a_running_clock_loses_its_draft_mark_once_two_people_confirmed_its_rule(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    client, address = partnership.client(worker), f"/front-door/contacts/{reference}/"
    with seen_by(worker):
        rules = set(Clock.objects.filter(record=reference, status="draft").values_list("pack", "key"))
    mark = "Not yet checked against the current edition"
    assert rules and client.get(address).content.decode().count(mark) == len(rules)
    for role in ("business_manager", "partner"):
        by = partnership.post_holder(role)
        assert client.get(address).content.decode().count(mark) == len(rules), "one person is not enough"
        with seen_by(by):
            for edition, key in rules:
                row = guidance.row_state(by, pack(edition), "clock", key)
                assert row is not None
                check_row(by=by, pack=pack(edition), kind="clock", key=key, digest=row.digest, verdict="agrees")
    shown = client.get(address).content.decode()
    assert mark not in shown and "not yet checked" not in shown
    with seen_by(worker):
        Clock.objects.filter(record=reference).update(due_at=timezone.now() + datetime.timedelta(days=30))
    assert client.get(address).content.decode().count(mark) == len(rules), "a date by another reading keeps its mark"
