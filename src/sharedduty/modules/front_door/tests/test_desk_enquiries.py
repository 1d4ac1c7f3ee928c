"""Agencies asked and answering, as browsers do it: each sees its own request and nothing else."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import CannotMove, Overtaken
from sharedduty.foundations.requests import api as requests
from sharedduty.foundations.requests.api import Answer, InformationRequest, SharingDecision
from sharedduty.modules.front_door.actions import enquiring
from sharedduty.modules.front_door.models import Contact, Enquiry
from sharedduty.modules.front_door.tests.partnership import Partnership, prepare

pytestmark = pytest.mark.django_db
SHARED = {
    "outcome": "shared", "held": "Two incidents in May.", "concerns": "Getting worse.", "relevance": "Same household.",
    "function_helped": "Deciding next steps.", "detriment": "no", "detriment_reason": "The family knows.",
    "lawful_basis": "statutory_duty", "consent_state": "not_sought", "special_category_ground": "puts_at_risk",
    "consent_note": "Asking would warn him.",
}  # fmt: skip


def opened(partnership: Partnership) -> tuple[str, str]:
    """A contact with an enquiry that asks the police, health and education. Gives contact and enquiry references."""
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        enquiry = enquiring.open_enquiry(
            by=worker, contact=contact, child=contact.children.get(), priority="amber", priority_reason="Unclear.",
            teams=[partnership.teams[name] for name in ("police", "health", "education")], question="What is known?",
            purpose="To decide next steps.",
        )  # fmt: skip
    return reference, enquiry.reference


def request_of(viewer) -> InformationRequest:
    with seen_by(viewer):
        return InformationRequest.objects.get()


@pytest.mark.rows("GL-FD-12", "WT-INF-08")
def test_an_agency_sees_its_own_request_and_neither_the_contact_nor_another_agencys(partnership: Partnership) -> None:
    reference, _ = opened(partnership)
    people = {role: partnership.post_holder(role) for role in ("police_mash", "health_mash", "education_mash")}
    mine = {role: request_of(viewer) for role, viewer in people.items()}
    assert len({one.pk for one in mine.values()}) == 3
    for role, viewer in people.items():
        client = partnership.client(viewer)
        assert client.get(f"/front-door/contacts/{reference}/").status_code == 404
        listed = client.get("/front-door/requests/").content.decode()
        for other, request in mine.items():
            found = client.get(f"/front-door/requests/{request.reference}/")
            assert found.status_code == (200 if other == role else 404)
            assert (request.reference in listed) == (other == role)
            assert reference not in found.content.decode()
        with seen_by(viewer):
            assert not Contact.objects.exists()
            assert not Enquiry.objects.exists()


def test_a_teacher_whose_team_is_not_asked_sees_no_request(partnership: Partnership) -> None:
    opened(partnership)
    teacher = partnership.post_holder("teacher")
    with seen_by(teacher):
        assert not InformationRequest.objects.exists()
    police = request_of(partnership.post_holder("police_mash"))
    assert partnership.client(teacher).get(f"/front-door/requests/{police.reference}/").status_code == 404


@pytest.mark.rows("WT-INF-07", "WT-INF-08", "WT-INF-09", "WT-INF-10", "WT-INF-14", "GL-FD-12")
def test_three_agencies_answer_one_declines_and_the_picture_closes_it(partnership: Partnership) -> None:
    reference, enquiry = opened(partnership)
    answers = {
        "police_mash": SHARED,
        "health_mash": {"outcome": "nothing_held", "searched": "GP and hospital records"},
        "education_mash": {**SHARED, "outcome": "declined", "held": "", "withheld": "A parent's own history",
                           "detriment": "unsure", "detriment_reason": "It may make the parent hide."},
    }  # fmt: skip
    for role, given in answers.items():
        viewer = partnership.post_holder(role)
        client = partnership.client(viewer)
        path = f"/front-door/requests/{request_of(viewer).reference}/"
        page = client.get(path).content.decode()
        assert "Protecting a child comes before privacy" in page
        assert "Five things that are often believed" in page
        assert "No national guidance sets this time" in page
        assert client.post(path, {**given, "version": "1"}).status_code == 302
        assert "Have you found more?" in client.get(path).content.decode()
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    base = f"/front-door/contacts/{reference}/enquiries/{enquiry}/"
    page = client.get(base).content.decode()
    for words in ("Two incidents in May.", "GP and hospital records", "A parent&#39;s own history", "3 of 3 agencies"):
        assert words in page, words
    assert client.get("/front-door/enquiries/").status_code == 200
    with seen_by(worker):
        assert sorted(SharingDecision.objects.values_list("shared", flat=True)) == ["nothing", "shared", "withheld"]
        version = Contact.objects.get(reference=reference).version
    refused = client.post(f"{base}close/", {"picture": "", "version": version})
    assert refused.status_code == 422
    assert client.post(f"{base}close/", {"picture": "Worry grows.", "version": version}).status_code == 302
    with seen_by(worker):
        assert Contact.objects.get(reference=reference).stage == "in_hand"
        assert Enquiry.objects.get().picture == "Worry grows."


@pytest.mark.rows("GL-FD-12")
def test_an_answer_that_came_late_is_counted_as_late_on_the_picture_of_what_each_agency_said(
    partnership: Partnership,
) -> None:
    reference, enquiry = opened(partnership)
    police, health = partnership.post_holder("police_mash"), partnership.post_holder("health_mash")
    for viewer in (police, health):
        with seen_by(viewer):
            requests.answer(by=viewer, request=InformationRequest.objects.get(), given=SHARED)
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        asked = InformationRequest.objects.filter(enquiry=enquiry)
        now, hour = timezone.now(), datetime.timedelta(hours=1)
        asked.update(asked_at=now - 5 * hour, due_at=now + hour)
        asked.filter(asked_team=partnership.teams["police"]).update(
            due_at=now - hour
        )  # answered just now: an hour late
        summary = requests.gauge(requests.of_enquiry(worker, enquiry)).summary
        assert (
            summary
            == "2 of 3 agencies have answered, 1 of them late; 0 late and without an answer. Each is in the table."
        )
        asked.filter(asked_team=partnership.teams["education"]).update(due_at=now - hour)
        summary = requests.gauge(requests.of_enquiry(worker, enquiry)).summary
        assert (
            summary
            == "2 of 3 agencies have answered, 1 of them late; 1 late and without an answer. Each is in the table."
        )
    page = partnership.client(worker).get(f"/front-door/contacts/{reference}/enquiries/{enquiry}/").content.decode()
    assert summary in page and "answered late" in page


def test_who_holds_nothing_has_weighed_nothing_and_only_where_they_looked_is_said(partnership: Partnership) -> None:
    reference, enquiry = opened(partnership)
    health = partnership.post_holder("health_mash")
    client, path = partnership.client(health), f"/front-door/requests/{request_of(health).reference}/"
    searched = {"outcome": "nothing_held", "searched": "GP and hospital records", "version": "1"}
    assert client.post(path, searched).status_code == 302
    with seen_by(health):
        assert SharingDecision.objects.get().detriment == ""
    desk = partnership.client(partnership.post_holder("front_door_worker"))
    page = desk.get(f"/front-door/contacts/{reference}/").content.decode()
    assert "Next steps are decided once the enquiry is closed." in page
    for page in (client.get(path), desk.get(f"/front-door/contacts/{reference}/enquiries/{enquiry}/")):
        said = page.content.decode()
        assert "GP and hospital records" in said
        assert "Would sharing harm more than withholding?" not in said and "Nothing written" not in said


@pytest.mark.parametrize(("given", "text"), [
    ({}, "Choose how your agency answers."),
    ({"outcome": "nothing_held"}, "Say which records you looked in."),
    ({**SHARED, "held": ""}, "Write what you share."),
    ({**SHARED, "outcome": "part_shared"}, "Say what kind of information you do not share."),
    ({**SHARED, "relevance": ""}, "Say how the information bears on the child's safety or welfare."),
    ({**SHARED, "function_helped": ""}, "Say what sharing it helps, or would help, to do."),
    ({**SHARED, "detriment": ""}, "Say whether sharing would harm the child more than withholding."),
    ({**SHARED, "lawful_basis": ""}, "Choose the lawful basis."),
    ({**SHARED, "consent_state": ""}, "Say whether consent was asked."),
    ({**SHARED, "special_category_ground": ""}, "Choose why consent was not asked."),
    ({**SHARED, "outcome": "declined", "withheld": "History"},
     "You say that sharing would not harm the child. Then share it, or tick that it is not relevant and say why."),
])  # fmt: skip
def test_an_answer_is_whole_or_refused_with_what_is_missing(partnership: Partnership, given, text) -> None:
    opened(partnership)
    police = partnership.post_holder("police_mash")
    with seen_by(police):
        with pytest.raises(CannotMove) as refused:
            requests.answer(by=police, request=InformationRequest.objects.get(), given=given)
        assert text in [one.text for one in refused.value.missing]
        assert not Answer.objects.exists()


def test_a_later_answer_is_added_and_a_stale_one_is_shown_both(partnership: Partnership) -> None:
    opened(partnership)
    first, second = partnership.post_holder("police_mash"), partnership.post_holder("police_mash", 2)
    nothing = {"outcome": "nothing_held", "searched": "Local records"}
    with seen_by(first):
        requests.answer(by=first, request=InformationRequest.objects.get(), given=nothing, version=1)
    with seen_by(second):
        request = InformationRequest.objects.get()
        with pytest.raises(Overtaken):
            requests.answer(by=second, request=request, given=SHARED, version=1)
        assert Answer.objects.count() == 1
    client = partnership.client(second)
    path = f"/front-door/requests/{request.reference}/"
    page = client.post(path, {**SHARED, "version": "1"})
    assert page.status_code == 422
    assert "A colleague answered first" in page.content.decode()
    assert "Two incidents in May." in page.content.decode()
    assert client.post(path, {**SHARED, "version": "2"}).status_code == 302
    with seen_by(second):
        assert list(Answer.objects.order_by("pk").values_list("outcome", flat=True)) == ["nothing_held", "shared"]


def test_only_the_asked_team_answers_even_with_the_request_in_sight(partnership: Partnership) -> None:
    opened(partnership)
    police, worker = partnership.post_holder("police_mash"), partnership.post_holder("front_door_worker")
    health = partnership.post_holder("health_mash")
    request = request_of(police)
    with seen_by(worker):
        held = InformationRequest.objects.get(pk=request.pk)
        with pytest.raises(PermissionDenied):
            requests.answer(by=worker, request=held, given=SHARED)
    with seen_by(health), pytest.raises(InformationRequest.DoesNotExist):
        requests.answer(by=health, request=request, given=SHARED)


def test_chasing_and_withdrawing(partnership: Partnership) -> None:
    reference, enquiry = opened(partnership)
    worker, police = partnership.post_holder("front_door_worker"), partnership.post_holder("police_mash")
    request = request_of(police)
    client = partnership.client(worker)
    base = f"/front-door/contacts/{reference}/enquiries/{enquiry}/requests/{request.reference}"
    assert client.post(f"{base}/remind/", {}).status_code == 302
    assert client.post(f"{base}/withdraw/", {"reason": ""}).status_code == 422
    assert client.post(f"{base}/withdraw/", {"reason": "Asked in error"}).status_code == 302
    assert client.post(f"{base}/remind/", {}).status_code == 422
    held = request_of(police)
    assert (held.chased_times, held.withdrawn_because) == (1, "Asked in error")
    with seen_by(police), pytest.raises(CannotMove, match="withdrawn"):
        requests.answer(by=police, request=held, given=SHARED)


def test_asking_from_the_page_needs_agencies_and_says_there_is_no_national_number(partnership: Partnership) -> None:
    reference = partnership.contact()
    worker = partnership.post_holder("front_door_worker")
    with seen_by(worker):
        contact = partnership.held(worker, reference)
        prepare(worker, contact)
        child = contact.children.get()
    client = partnership.client(worker)
    path = f"/front-door/contacts/{reference}/children/{child.reference}/ask/"
    assert "No national guidance sets a time for this." in client.get(path).content.decode()
    version = contact.version
    given = {"priority": "red", "priority_reason": "Today.", "question": "What?", "purpose": "Why.", "version": version}
    answer = client.post(path, given)
    assert answer.status_code == 422
    assert "Choose which agencies to ask." in answer.content.decode()
    assert client.post(path, {**given, "agencies": ["police/police"]}).status_code == 302
    with seen_by(worker):
        assert Contact.objects.get(reference=reference).stage == "enquiring"
