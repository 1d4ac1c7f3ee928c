"""The pages of meetings, behind an invented room: calling, inviting, running, recording, sending; who gets which."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from sharedduty.foundations.access.api import Appointment, seen_by
from sharedduty.foundations.gatherings import actions as gatherings
from sharedduty.foundations.gatherings.models import (
    Action,
    Decision,
    Gathering,
    Invitation,
    Minutes,
    Part,
    QuorumFinding,
)
from sharedduty.foundations.gatherings.views.acts import ACTS
from tests.counting import counted
from tests.gatherings import invented_room
from tests.gatherings.conftest import RECORD, Place

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.gatherings.invented_room")]


def at(name: str, *more: str) -> str:
    return reverse(f"invented:{name}", args=more)


def send(client: Client, address: str, **given: Any) -> Any:
    answer = client.post(address, given)
    assert answer.status_code == 302, " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())[:3000]
    return answer


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return " ".join(answer.content.decode().split())


def seen[Row](place: Place, kind: type[Row], **wanted: Any) -> Row:
    with seen_by(place.worker):
        return kind.objects.get(**wanted)  # type: ignore[attr-defined]


def called(place: Place, desk: Client) -> Gathering:
    day = timezone.localdate() + datetime.timedelta(days=1)
    send(
        desk, f"{at('call-meeting')}?about={RECORD}", kind="invented_discussion", purpose="To share what is known",
        **{"starts_at-day": day.day, "starts_at-month": day.month, "starts_at-year": day.year},
        starts_at_time="10am", ends_at_time="11am", mode="video", place="By the usual link",
    )  # fmt: skip
    return seen(place, Gathering)


def invite(place: Place, desk: Client, gathering: Gathering, role: str, capacity: str, **more: Any) -> Invitation:
    viewer = place.house.post_holder(role)
    account = Appointment.objects.select_related("account").get(pk=viewer.appointment_id)
    address = f"{at('meeting-invite', gathering.reference)}?q={account.account.name}"
    assert account.account.name in read(desk, address)
    send(desk, address, who=account.reference, capacity=capacity, **more)
    return seen(place, Invitation, appointment=account)


def test_a_meeting_from_calling_to_minutes(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    one = gathering.reference
    assert "To share what is known" in read(desk, at("meeting", one))
    own = invite(place, desk, gathering, "front_door_worker", "social_worker", tasks="chairs")
    health = invite(place, desk, gathering, "health_mash", "health")
    invite(place, desk, gathering, "police_mash", "police")
    send(desk, at("meeting-invite-by-name", one), name="I. Invented", capacity="parent", email="")
    doctor = place.house.client(place.health_mash)
    assert "Answer the invitation" in read(doctor, at("meeting", one))
    send(doctor, at("meeting-reply", one, health.reference), answer="deputy", deputy_name="Nurse Invented")
    send(desk, at("meeting-begin", one))
    page = read(desk, at("meeting-who-is-here", one))
    assert page.index("Front Door Worker 1") < page.index("Health Mash 1")
    send(
        desk, at("meeting-who-is-here", one), there_1="came", there_2="deputy", deputy_2="Nurse Invented", there_3="no"
    )
    assert own.name in read(desk, at("meeting", one))
    finding = seen(place, QuorumFinding)
    assert not finding.quorate
    assert "Not quorate" in read(desk, at("meeting", one))
    refused = desk.post(at("meeting-end", one))
    assert refused.status_code == 422 and "record who decided to go on" in refused.content.decode()
    send(desk, at("meeting-quorum", one), go_on="yes", decided_by_name="The chair", because="The police will write")
    part = seen(place, Part)
    send(desk, at("meeting-decide", one, part.reference), text="Start an enquiry", reason="Bruises were seen")
    decision = seen(place, Decision)
    send(doctor, at("meeting-dissent", one, decision.reference), who=health.reference, because="A fall explains it")
    day = timezone.localdate() + datetime.timedelta(days=2)
    send(
        desk, at("meeting-agree-action", one, part.reference), what="See the child", owner=health.reference,
        **{"due_on-day": day.day, "due_on-month": day.month, "due_on-year": day.year},
    )  # fmt: skip
    send(
        doctor, at("meeting-act-on", one, seen(place, Action).reference), what="done", note="Seen at home", version="1"
    )
    send(desk, at("meeting-notes", one, part.reference), version="1", worries="Bruises on both arms")
    send(desk, at("meeting-end", one))
    shown = read(desk, at("meeting-make-minutes", one, part.reference))
    assert "Bruises on both arms" in shown and "does not agree: A fall explains it" in shown
    send(desk, at("meeting-make-minutes", one, part.reference), agreed_by_name="The chair")
    minutes = seen(place, Minutes)
    assert "Health Mash 1" in read(desk, at("meeting-send-minutes", one, minutes.reference))
    send(desk, at("meeting-send-minutes", one, minutes.reference), to=[own.reference, health.reference])
    page = read(doctor, at("meeting", one))
    assert "Sent to" in page and "Start an enquiry" in page and "Sent a deputy: Nurse Invented" in page


def test_what_is_refused_comes_back_with_everything_typed(place: Place) -> None:
    desk = place.house.client(place.worker)
    answer = desk.post(f"{at('call-meeting')}?about={RECORD}", {"purpose": "Something typed", "starts_at_time": "half"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Something typed" in page and "must be a time like 4:05pm" in page and "Choose how people meet" in page
    nothing = desk.post(f"{at('call-meeting')}?about={RECORD}", {"purpose": ""}).content.decode()
    assert "Enter when the meeting begins" in nothing and "Enter when the meeting ends" in nothing
    assert "This field is required" not in nothing


def test_outside_sight_a_meeting_does_not_exist(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    police = invite(place, desk, gathering, "police_mash", "police")
    part = seen(place, Part)
    pages = [
        at("meeting", gathering.reference), at("meeting-calendar", gathering.reference),
        at("meeting-reply", gathering.reference, police.reference),
        at("meeting-written-view", gathering.reference, part.reference),
    ]  # fmt: skip
    stranger = place.house.client(place.education_mash)
    absent = stranger.get(at("meeting", "GX-0000-0000"))
    for address in pages:
        answer = stranger.get(address)
        assert (answer.status_code, len(answer.content)) == (404, len(absent.content)), address
    assert gathering.reference not in read(stranger, at("meetings"))


def test_whoever_is_invited_finds_no_page_that_runs_the_meeting_and_none_of_somebody_else(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    police = invite(place, desk, gathering, "police_mash", "police")
    health = invite(place, desk, gathering, "health_mash", "health")
    part = seen(place, Part)
    doctor = place.house.client(place.health_mash)
    assert doctor.get(at("meeting-reply", gathering.reference, health.reference)).status_code == 200
    for address in (
        at("meeting-reply", gathering.reference, police.reference), at("meeting-begin", gathering.reference),
        at("meeting-notes", gathering.reference, part.reference), at("meeting-invite", gathering.reference),
        at("meeting-conflict", gathering.reference, police.reference), f"{at('call-meeting')}?about={RECORD}",
    ):  # fmt: skip
        assert doctor.get(address).status_code == 404, address


def test_whoever_declares_and_leaves_lands_on_the_list_and_the_meeting_is_gone(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    health = invite(place, desk, gathering, "health_mash", "health")
    doctor = place.house.client(place.health_mash)
    page = read(doctor, at("meeting-conflict", gathering.reference, health.reference))
    token = page.split('name="form_token" value="')[1].split('"')[0]
    given = {"what": "She is my niece", "effect": "leaves", "form_token": token}
    answer = doctor.post(at("meeting-conflict", gathering.reference, health.reference), given)
    assert (answer.status_code, answer.headers["Location"]) == (302, at("meetings"))
    assert gathering.reference not in read(doctor, at("meetings"))
    assert doctor.get(at("meeting", gathering.reference)).status_code == 404


def test_the_calendar_file_gives_nothing_away(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    answer = desk.get(at("meeting-calendar", gathering.reference))
    text = answer.content.decode()
    assert answer.headers["Content-Type"].startswith("text/calendar")
    lines = text.replace("\r\n ", "").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    starts = gathering.starts_at.astimezone(datetime.UTC)
    assert f"DTSTART:{starts:%Y%m%dT%H%M%SZ}" in lines and "SEQUENCE:0" in lines
    for secret in ("Zebedeea", "share what is known", "strategy", "usual link", "Front Door", "LOCATION", "ATTENDEE"):
        assert secret.lower() not in text.lower(), secret
    with seen_by(place.worker):
        gatherings.cancel(by=place.worker, gathering=gathering, because="Moved away")
    text = desk.get(at("meeting-calendar", gathering.reference)).content.decode()
    assert "STATUS:CANCELLED" in text and "SEQUENCE:1" in text and "Moved away" not in text


def test_notes_save_themselves_and_two_versions_are_chosen_between(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    part = seen(place, Part)
    other = place.house.client(place.front_door_manager)
    address = at("meeting-notes", gathering.reference, part.reference)
    assert "data-autosave-url" in read(desk, address)
    with seen_by(place.worker):
        version = gatherings.take_notes(by=place.worker, part=part).version
    saving = at("meeting-notes-save", gathering.reference, part.reference)
    first = desk.post(saving, {"autosave_field": "worries", "autosave_version": version, "worries": "Bruises"})
    assert first.status_code == 200 and first.json()["version"] == str(version + 1)
    second = other.post(saving, {"autosave_field": "worries", "autosave_version": version, "worries": "Hunger"})
    assert second.status_code == 409
    choosing = at("meeting-notes-choose", gathering.reference, part.reference)
    assert second.json()["href"] == choosing
    page = read(other, choosing)
    assert "Bruises" in page and "Hunger" in page
    assert other.post(choosing, {}).status_code == 422
    send(other, choosing, **{"choice-1": "set_aside"})
    assert "Hunger" in read(desk, address)


def test_every_step_has_a_page_with_one_heading(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    with seen_by(place.worker):
        invited = place.three(gathering)
        place.invite(gathering, "parent", name="J. Invented")
        place.held(gathering, invited)
        part = gathering.parts.get()
        there = gathering.attendances.first()
        decision = gatherings.decide(by=place.worker, part=part, text="Something", reason="Because")
        action = gatherings.agree_action(
            by=place.worker, part=part, what="Do it", owner=invited[1], due_on=timezone.localdate()
        )
        gatherings.end(by=place.worker, gathering=gathering)
        minutes = gatherings.make_minutes(by=place.worker, part=part, sections=[], agreed_by_name="The chair")
    things = {"invitation": invited[1], "part": part, "attendance": there, "decision": decision, "action": action,
              "minutes": minutes}  # fmt: skip
    for step in ACTS:
        more = [things[step.about].reference] if step.about else []
        page = read(desk, at(f"meeting-{step.slug}", gathering.reference, *more))
        assert page.count("<h1") == 1 and f"<title>{step.heading}" in page.replace("<title> ", "<title>"), step.slug
        assert page.count("<form") >= 1


def test_the_page_of_a_meeting_asks_as_many_queries_however_many_are_invited(place: Place) -> None:
    desk = place.house.client(place.worker)
    gathering = called(place, desk)
    with seen_by(place.worker):
        place.three(gathering)
    small = counted(lambda: read(desk, at("meeting", gathering.reference)))
    with seen_by(place.worker):
        for number in range(8):
            place.invite(gathering, "chair", name=f"K{number}. Invented")
    assert counted(lambda: read(desk, at("meeting", gathering.reference))) == small


def test_every_address_of_a_room_s_meetings_is_guarded_by_the_room_s_own_permissions() -> None:
    resolver = get_resolver("tests.gatherings.invented_room")
    (meetings,) = (one for one in resolver.url_patterns if str(one.pattern) == "invented/meetings/")
    guards = {one.name: one.callback.guard.permission for one in meetings.url_patterns}
    assert set(guards.values()) == {invented_room.ROOM.hold, invented_room.ROOM.take_part}
    assert guards["meeting"] == invented_room.ROOM.take_part
    assert guards["meeting-end"] == guards["meeting-notes"] == guards["call-meeting"] == invented_room.ROOM.hold
