"""Holding meetings: invitations, who was there, quorum, conflicts, notes, decisions, actions, minutes, sharing."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.gatherings import actions as gatherings
from sharedduty.foundations.gatherings import minuting, owing, queries
from sharedduty.foundations.gatherings.counting import quorum_of
from sharedduty.foundations.gatherings.models import (
    Action,
    Attendance,
    Decision,
    Gathering,
    Hearing,
    Invitation,
    MeetingPaper,
    Minutes,
    Part,
    QuorumFinding,
    Reply,
    Shared,
)
from sharedduty.foundations.notices.models import Notice
from sharedduty.foundations.papers.tests.corpus import GOOD
from sharedduty.foundations.process.api import CannotMove, Clock, Move, Overtaken, start_clock
from tests.gatherings import invented_room
from tests.gatherings.conftest import HOUR, RECORD, TOMORROW, Place


def letter() -> SimpleUploadedFile:
    return SimpleUploadedFile("letter.pdf", GOOD["letter.pdf"])


def a_minute_later() -> None:
    """Let what was ended a moment ago be over: inside one transaction the database's clock stands still."""
    Grant.objects.filter(until__isnull=False).update(until=F("until") - datetime.timedelta(minutes=1))


# Calling, moving, cancelling


def test_a_meeting_is_called_with_a_part_for_each_child(worker_sees: Place) -> None:
    about = invented_room.put(
        "W-2222-2222", worker_sees.about.team_id, worker_sees.about.area_id, "Zebedeea", "Yorickson"
    )
    worker_sees.about = about
    gathering = worker_sees.call()
    assert [part.title for part in gathering.parts.order_by("order")] == ["Zebedeea", "Yorickson"]
    assert gathering.stage == "called"
    assert Move.objects.get(record=gathering.reference).event == "meeting called"
    files = {gathering.case_file_id} | {part.case_file_id for part in gathering.parts.all()}
    files |= {part.papers_file_id for part in gathering.parts.all()}
    assert len(files) == 5, "the meeting, each part and the papers of each lie in envelopes of their own"


def test_a_meeting_that_ends_before_it_begins_is_refused(worker_sees: Place, refusal) -> None:
    starts = timezone.now() + TOMORROW
    with pytest.raises(CannotMove) as raised:
        worker_sees.call(ends_at=starts - HOUR, purpose=" ")
    assert "end after it begins" in refusal(raised) and "what the meeting is for" in refusal(raised)
    assert not Gathering.objects.exists()


def test_whoever_only_takes_part_cannot_call_a_meeting(place: Place) -> None:
    with seen_by(place.health_mash), pytest.raises(PermissionDenied):
        gatherings.call(
            by=place.health_mash, room=invented_room.ROOM, use=invented_room.DISCUSSION, about=place.about, purpose="x",
            starts_at=timezone.now(), ends_at=timezone.now() + HOUR, mode="video",
        )  # fmt: skip


def test_a_postponed_meeting_keeps_why_and_its_paper_clocks_move_with_it(worker_sees: Place, refusal) -> None:
    gathering = worker_sees.call(
        starts_at=timezone.now() + 20 * TOMORROW, ends_at=timezone.now() + 20 * TOMORROW + HOUR
    )
    worker_sees.invite(gathering, "health", "health_mash")
    clock = Clock.objects.get(record=gathering.reference, key="cdop.papers")
    assert clock.due_at.date() == (gathering.starts_at - 7 * TOMORROW).date()
    later = gathering.starts_at + 7 * TOMORROW
    with pytest.raises(CannotMove) as raised:
        gatherings.postpone(
            by=worker_sees.worker, gathering=gathering, starts_at=later, ends_at=later + HOUR, because=""
        )
    assert "why" in refusal(raised)
    gatherings.postpone(
        by=worker_sees.worker, gathering=gathering, starts_at=later, ends_at=later + HOUR, because="The doctor is ill"
    )
    clock.refresh_from_db()
    assert clock.due_at.date() == (later - 7 * TOMORROW).date()
    change = gathering.changes.get()
    assert (change.what, change.because, change.now_at) == ("postponed", "The doctor is ill", later)
    assert (gathering.stage, gathering.times_moved) == ("called", 1)


def test_two_who_move_a_meeting_at_once_do_not_overwrite_each_other(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    read_at = gathering.version
    later = gathering.starts_at + TOMORROW
    gatherings.postpone(
        by=worker_sees.worker,
        gathering=gathering,
        starts_at=later,
        ends_at=later + HOUR,
        because="Once",
        version=read_at,
    )
    with pytest.raises(Overtaken):
        gatherings.cancel(by=worker_sees.worker, gathering=gathering, because="Twice", version=read_at)
    assert Gathering.objects.get().stage == "called"


def test_a_cancelled_meeting_stops_its_clocks_and_cannot_begin(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    worker_sees.three(gathering)
    gatherings.cancel(by=worker_sees.worker, gathering=gathering, because="The child has moved away")
    assert Clock.objects.get(record=gathering.reference).stopped_because == "cancelled: The child has moved away"
    with pytest.raises(CannotMove):
        gatherings.begin(by=worker_sees.worker, gathering=gathering)


def test_an_adjourned_meeting_goes_on_with_attendance_recorded_afresh(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    invited = worker_sees.three(gathering)
    worker_sees.held(gathering, invited)
    later = timezone.now() + TOMORROW
    gatherings.adjourn(
        by=worker_sees.worker,
        gathering=gathering,
        starts_at=later,
        ends_at=later + HOUR,
        because="Waiting for the scan",
    )
    assert not gathering.attendances.filter(left_at__isnull=True).exists()
    gatherings.resume(by=worker_sees.worker, gathering=gathering)
    finding = gatherings.judge_quorum(by=worker_sees.worker, gathering=gathering)
    assert not finding.quorate, "nobody has been recorded as there since it went on"
    for one in invited:
        gatherings.came(by=worker_sees.worker, gathering=gathering, invitation=one)
    assert gatherings.judge_quorum(by=worker_sees.worker, gathering=gathering).quorate


# Invitations, kept apart from who came


def test_somebody_invited_as_police_comes_from_the_police(worker_sees: Place, refusal) -> None:
    gathering = worker_sees.call()
    with pytest.raises(CannotMove) as raised:
        worker_sees.invite(gathering, "police", "health_mash")
    assert "must come from: police" in refusal(raised)
    assert not Invitation.objects.exists()


def test_a_person_is_invited_once(worker_sees: Place, refusal) -> None:
    gathering = worker_sees.call()
    worker_sees.invite(gathering, "health", "health_mash")
    with pytest.raises(CannotMove) as raised:
        worker_sees.invite(gathering, "health", "health_mash")
    assert "invited already" in refusal(raised)


def test_invitations_stay_whatever_became_of_them(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    worker, health, police = worker_sees.three(gathering)
    school = worker_sees.invite(gathering, "chair", name="A. Invented", organisation_name="Invented School")
    gone = worker_sees.invite(gathering, "chair", name="B. Invented")
    gatherings.reply(by=worker_sees.worker, invitation=police, answer="apologises")
    gatherings.reply(by=worker_sees.worker, invitation=police, answer="deputy", deputy_name="Sergeant Invented")
    gatherings.reply(by=worker_sees.worker, invitation=school, answer="report")
    gatherings.withdraw_invitation(by=worker_sees.worker, invitation=gone, because="Left the school")
    gatherings.begin(by=worker_sees.worker, gathering=gathering)
    gatherings.came(by=worker_sees.worker, gathering=gathering, invitation=worker)
    gatherings.came(
        by=worker_sees.worker, gathering=gathering, invitation=police, as_deputy=True, name="Sergeant Invented"
    )
    view = queries.view_of(worker_sees.worker, Gathering.objects.get())
    assert {one.invitation.pk: one.became for one in view.invited} == {
        worker.pk: "Came", health.pk: "Did not answer", police.pk: "Sent a deputy: Sergeant Invented",
        school.pk: "Sent a report", gone.pk: "Invitation withdrawn",
    }  # fmt: skip
    assert Reply.objects.filter(invitation=police).count() == 2, "the first answer is kept"


def test_somebody_without_an_account_is_told_by_mail_that_there_is_something_to_do(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    worker_sees.invite(gathering, "chair", name="C. Invented", email="c.invented@example.org")
    worker_sees.invite(gathering, "parent", name="D. Invented")
    worker_sees.invite(gathering, "health", "health_mash")
    told = Notice.objects.filter(record=gathering.reference)
    assert sorted((one.to_email, one.to_appointment_id is not None) for one in told) == [
        ("", True),
        ("c.invented@example.org", False),
    ]


# Quorum


def test_a_meeting_without_the_police_is_not_quorate_and_does_not_end_until_somebody_decides(
    worker_sees: Place, refusal
) -> None:
    gathering = worker_sees.call()
    worker, health, _ = worker_sees.three(gathering)
    gatherings.begin(by=worker_sees.worker, gathering=gathering)
    with pytest.raises(CannotMove) as raised:
        gatherings.end(by=worker_sees.worker, gathering=gathering)
    assert "who was there" in refusal(raised)
    for one in (worker, health):
        gatherings.came(by=worker_sees.worker, gathering=gathering, invitation=one)
    finding = gatherings.judge_quorum(by=worker_sees.worker, gathering=gathering)
    assert finding.missing == ["Nobody counts as: Police", "3 organisations are needed, 2 are there"]
    assert "flow chart 3" in finding.citation
    with pytest.raises(CannotMove) as raised:
        gatherings.end(by=worker_sees.worker, gathering=gathering)
    assert "who decided to go on" in refusal(raised)
    with pytest.raises(CannotMove) as raised:
        gatherings.decide_on_quorum(
            by=worker_sees.worker, finding=finding, go_on=True, decided_by_name="The chair", because=" "
        )
    gatherings.decide_on_quorum(
        by=worker_sees.worker, finding=finding, go_on=True, decided_by_name="The chair",
        because="The police gave their view by telephone",
    )  # fmt: skip
    gatherings.end(by=worker_sees.worker, gathering=gathering)
    assert gathering.stage == "held"
    kept = QuorumFinding.objects.get()
    assert (kept.went_on, kept.decided_by_name) == (True, "The chair")
    assert [one["name"] for one in kept.present] == [worker.name, health.name]
    with pytest.raises(CannotMove):
        gatherings.decide_on_quorum(by=worker_sees.worker, finding=kept, go_on=False, decided_by_name="x", because="y")


def test_a_meeting_put_off_for_want_of_a_quorum_cannot_be_called_held(worker_sees: Place, refusal) -> None:
    gathering = worker_sees.call()
    worker_sees.held(gathering, worker_sees.three(gathering)[:1])
    finding = gathering.findings.get()
    gatherings.decide_on_quorum(
        by=worker_sees.worker, finding=finding, go_on=False, decided_by_name="The chair", because="No health view"
    )
    with pytest.raises(CannotMove) as raised:
        gatherings.end(by=worker_sees.worker, gathering=gathering)
    assert "not to go on" in refusal(raised)


def test_the_database_refuses_a_decision_on_a_quorum_without_whom_and_why(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    worker_sees.held(gathering, worker_sees.three(gathering)[:1])
    with pytest.raises(DatabaseError), transaction.atomic():
        QuorumFinding.objects.update(went_on=True, decided_at=timezone.now())


def test_who_left_struck_out_or_only_deputises_may_not_count(worker_sees: Place) -> None:
    gathering = worker_sees.call(invented_room.EVERYBODY)
    worker, health, police = worker_sees.three(gathering)
    gatherings.begin(by=worker_sees.worker, gathering=gathering)
    gatherings.came(by=worker_sees.worker, gathering=gathering, invitation=worker)
    instead = gatherings.came(
        by=worker_sees.worker, gathering=gathering, invitation=health, as_deputy=True, name="Somebody else"
    )
    there = gatherings.came(by=worker_sees.worker, gathering=gathering, invitation=police)
    finding = gatherings.judge_quorum(by=worker_sees.worker, gathering=gathering)
    assert finding.missing == ["Nobody counts as: Health", "3 of 3 invited are needed, 2 count"]
    gatherings.strike_out(by=worker_sees.worker, attendance=instead, because="It was the doctor herself")
    gatherings.came(by=worker_sees.worker, gathering=gathering, invitation=health)
    assert gatherings.judge_quorum(by=worker_sees.worker, gathering=gathering).quorate
    gatherings.left(by=worker_sees.worker, attendance=there, because="Called away")
    assert not gatherings.judge_quorum(by=worker_sees.worker, gathering=gathering).quorate
    assert [one.quorate for one in gathering.findings.order_by("judged_at", "pk")] == [False, True, False]


# Conflicts of interest


def test_whoever_has_a_conflict_and_leaves_sees_nothing_of_it_any_more(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        invited = place.three(gathering)
        place.held(gathering, invited)
        part = gathering.parts.get()
        gatherings.circulate_paper(by=place.worker, part=part, title="Report", upload=letter())
    with seen_by(place.health_mash):
        assert Part.objects.exists() and MeetingPaper.objects.exists()
        gatherings.declare_conflict(
            by=place.health_mash, invitation=Invitation.objects.get(pk=invited[1].pk), what="The child is my niece",
            effect="leaves",
        )  # fmt: skip
        assert not Gathering.objects.exists() and not Invitation.objects.exists(), (
            "not even what it was for, and who came"
        )
        assert not Part.objects.exists() and not MeetingPaper.objects.exists() and not Hearing.objects.exists()
    with seen_by(place.worker):
        assert Attendance.objects.get(invitation=invited[1]).left_because == "conflict of interest"
        assert not gatherings.judge_quorum(by=place.worker, gathering=gathering).quorate
        assert Hearing.objects.get(invitation=invited[1]).heard_until is not None


def test_whoever_stays_without_papers_hears_and_cannot_open_them(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        _, health, _ = place.three(gathering)
        part = gathering.parts.get()
        gatherings.circulate_paper(by=place.worker, part=part, title="Report", upload=letter())
        gatherings.declare_conflict(
            by=place.worker, invitation=health, what="Treats the mother", effect="no_papers", part=part
        )
        with pytest.raises(CannotMove):
            gatherings.circulate_paper(by=place.worker, part=part, title="More", upload=letter(), openers=[health])
    with seen_by(place.health_mash):
        assert Part.objects.exists()
        assert not MeetingPaper.objects.exists()


def test_whoever_does_not_decide_is_left_out_of_the_quorum(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    invited = worker_sees.three(gathering)
    gatherings.declare_conflict(by=worker_sees.worker, invitation=invited[2], what="Knows the family", effect="no_vote")
    worker_sees.held(gathering, invited)
    assert not gathering.findings.get().quorate


def test_whoever_left_the_whole_meeting_is_not_told_of_it_again(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        _, health, _ = place.three(gathering)
        gatherings.declare_conflict(by=place.worker, invitation=health, what="Her own niece", effect="leaves")
        before = Notice.objects.filter(to_appointment=health.appointment).count()
        gatherings.cancel(by=place.worker, gathering=gathering, because="The child has moved away")
        assert Notice.objects.filter(to_appointment=health.appointment).count() == before
    with seen_by(place.health_mash):
        assert not Gathering.objects.exists()


def test_a_restricted_paper_shuts_for_whoever_leaves(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        _, health, _ = place.three(gathering)
        part = gathering.parts.get()
        gatherings.circulate_paper(by=place.worker, part=part, title="Medical", upload=letter(), openers=[health])
        gatherings.declare_conflict(by=place.worker, invitation=health, what="Treats her", effect="leaves", part=part)
    with seen_by(place.health_mash):
        assert Gathering.objects.exists() and not Part.objects.exists()
        assert not MeetingPaper.objects.exists()


def test_whoever_does_not_decide_in_one_part_does_not_count_for_that_part(place: Place) -> None:
    place.about = invented_room.put("W-3333-3333", place.about.team_id, place.about.area_id, "Zebedeea", "Yorickson")
    with seen_by(place.worker):
        gathering = place.call()
        invited = place.three(gathering)
        first, second = gathering.parts.order_by("order")
        gatherings.declare_conflict(
            by=place.worker, invitation=invited[2], what="Knows her", effect="no_vote", part=first
        )
        place.held(gathering, invited)
        assert gathering.findings.get().quorate, "the meeting as a whole"
        counts = quorum_of(gathering, first)
        assert counts is not None and not counts.verdict.quorate
        assert counts.verdict.missing[0] == "Nobody counts as: Police"
        assert counts.silent == (invited[2].name,)
        assert quorum_of(gathering, second) is None


def test_a_conflict_is_declared_for_oneself_only(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        _, _, police = place.three(gathering)
    with seen_by(place.health_mash), pytest.raises(PermissionDenied):
        gatherings.declare_conflict(
            by=place.health_mash, invitation=Invitation.objects.get(pk=police.pk), what="x", effect="leaves"
        )


# Access: row-level security alone


def test_each_sees_only_the_parts_they_may_hear(place: Place) -> None:
    place.about = invented_room.put("W-3333-3333", place.about.team_id, place.about.area_id, "Zebedeea", "Yorickson")
    with seen_by(place.worker):
        gathering = place.call()
        first, second = gathering.parts.order_by("order")
        health = place.invite(gathering, "health", "health_mash", parts=[first])
        place.invite(gathering, "police", "police_mash")
    with seen_by(place.health_mash):
        assert [part.title for part in Part.objects.all()] == ["Zebedeea"]
    with seen_by(place.police_mash):
        assert Part.objects.count() == 2
    with seen_by(place.worker):
        gatherings.hear(by=place.worker, part=second, invitation=health, because="Treats both")
        gatherings.stop_hearing(by=place.worker, part=first, invitation=health, because="Not their patient")
        a_minute_later()
    with seen_by(place.health_mash):
        assert [part.title for part in Part.objects.all()] == ["Yorickson"]
    with seen_by(place.worker):
        heard = Hearing.objects.filter(invitation=health).order_by("pk")
        assert [(one.part.title, one.heard_until is None) for one in heard] == [
            ("Zebedeea", False),
            ("Yorickson", True),
        ]


def test_whoever_was_not_invited_sees_nothing(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        place.three(gathering)
    for role in ("education_mash", "social_worker", "teacher", "administrator", "partner"):
        viewer = place.house.post_holder(role)
        with seen_by(viewer):
            assert not Gathering.objects.exists(), role
            assert not Part.objects.exists() and not Invitation.objects.exists(), role


def test_an_invitation_withdrawn_ends_sight(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        _, health, _ = place.three(gathering)
        gatherings.withdraw_invitation(by=place.worker, invitation=health, because="Another doctor comes")
        a_minute_later()
    with seen_by(place.health_mash):
        assert not Gathering.objects.exists() and not Part.objects.exists()
    with seen_by(place.worker):
        assert Invitation.objects.get(pk=health.pk).withdrawn_because == "Another doctor comes"


def test_a_restricted_paper_opens_for_those_named_alone(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        _, health, _ = place.three(gathering)
        gatherings.circulate_paper(
            by=place.worker, part=gathering.parts.get(), title="Medical report", upload=letter(), openers=[health]
        )
    with seen_by(place.health_mash):
        assert MeetingPaper.objects.get().title == "Medical report"
    with seen_by(place.police_mash):
        assert not MeetingPaper.objects.exists()


def test_whoever_is_only_invited_does_not_run_the_meeting(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        place.three(gathering)
    with seen_by(place.health_mash):
        seen = Gathering.objects.get()
        for act in (
            lambda: gatherings.begin(by=place.health_mash, gathering=seen),
            lambda: gatherings.cancel(by=place.health_mash, gathering=seen, because="x"),
            lambda: gatherings.decide(by=place.health_mash, part=Part.objects.get(), text="x", reason="y"),
            lambda: gatherings.take_notes(by=place.health_mash, part=Part.objects.get()),
        ):
            with pytest.raises(PermissionDenied):
                act()


def test_a_parent_has_no_sight_but_of_what_is_shared(place: Place, refusal) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        parent = place.invite(gathering, "parent", name="E. Invented")
        supporter = place.invite(gathering, "supporter", name="F. Invented", supports=parent)
        part = gathering.parts.get()
        assert not Hearing.objects.exists(), "family members hear nothing by being invited"
        with pytest.raises(CannotMove):
            gatherings.hear(by=place.worker, part=part, invitation=supporter)
        with pytest.raises(CannotMove) as raised:
            place.invite(gathering, "parent", "teacher")
        assert "by name" in refusal(raised)
        shared = gatherings.share(
            by=place.worker, part=part, invitation=parent, title="What was decided", text="Help will come.", how="hand"
        )
        withheld = gatherings.withhold(
            by=place.worker,
            part=part,
            invitation=parent,
            title="Police report",
            because="It would put the child at risk",
        )
        assert shared.case_file_id not in {gathering.case_file_id, part.case_file_id, part.papers_file_id}
        assert withheld.case_file_id == part.case_file_id
        health = place.invite(gathering, "health", "health_mash")
        with pytest.raises(CannotMove):
            gatherings.share(by=place.worker, part=part, invitation=health, title="x", text="y", how="hand")
    with seen_by(place.health_mash):
        assert [one.title for one in Shared.objects.all()] == ["Police report"], (
            "why it is withheld, those who hear know"
        )


def test_a_conflict_is_in_the_journal_with_its_reason_and_a_notice_says_nothing(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    _, health, _ = worker_sees.three(gathering)
    with CaptureQueriesContext(connection) as ran:
        gatherings.declare_conflict(by=worker_sees.worker, invitation=health, what="Is an aunt", effect="noted")
    (row,) = [one["sql"] for one in ran if "INSERT INTO journal_entry" in one["sql"]]
    assert "declared a conflict" in row and health.reference in row and "Is an aunt" in row
    told = Notice.objects.filter(record=gathering.reference).first()
    assert told is not None and "Zebedeea" not in str(vars(told))


# What was said, decided, agreed


def test_two_note_takers_never_overwrite_each_other(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        part = gathering.parts.get()
        place.invite(gathering, "social_worker", "front_door_manager", takes_notes=True)
        notes = gatherings.take_notes(by=place.worker, part=part)
        drawn_at = notes.version
        first = gatherings.save_notes(
            by=place.worker, part=part, changes={"worries": "Bruises", "shared": "GP: seen on Monday"}, version=drawn_at
        )
        assert not first.conflicts
    manager = place.front_door_manager
    with seen_by(manager):
        again = gatherings.take_notes(by=manager, part=Part.objects.get())
        assert again.reference == notes.reference, "the second begins the same notes"
        second = gatherings.save_notes(
            by=manager, part=Part.objects.get(), changes={"worries": "Bruises and hunger", "family": "Wants help"},
            version=drawn_at,
        )  # fmt: skip
        assert second.conflicts == ("worries",)
        held = queries.notes_of(manager, Part.objects.get())
        assert held is not None
        assert (held.answers["worries"], held.answers["family"]) == ("Bruises", "Wants help")
        assert held.answers["_set_aside"]["worries"]["mine"] == "Bruises and hunger"


def test_a_decision_has_reasons_and_stays_when_another_stands_instead(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    part = gathering.parts.get()
    with pytest.raises(CannotMove):
        gatherings.decide(by=worker_sees.worker, part=part, text="Start s47", reason="Bruises")
    invited = worker_sees.three(gathering)
    worker_sees.held(gathering, invited)
    with pytest.raises(CannotMove):
        gatherings.decide(by=worker_sees.worker, part=part, text="Start s47", reason=" ")
    first = gatherings.decide(by=worker_sees.worker, part=part, text="Start s47", reason="Bruises")
    gatherings.decide(by=worker_sees.worker, part=part, text="No s47", reason="A fall was seen", instead_of=first)
    assert Decision.objects.count() == 2


def test_an_agency_dissents_for_itself_and_it_stays_beside_the_decision(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        invited = place.three(gathering)
        place.held(gathering, invited)
        decision = gatherings.decide(by=place.worker, part=gathering.parts.get(), text="No plan", reason="Safe now")
    with seen_by(place.health_mash):
        mine = Invitation.objects.get(pk=invited[1].pk)
        seen = Decision.objects.get(pk=decision.pk)
        gatherings.dissent(by=place.health_mash, decision=seen, invitation=mine, because="The weight still falls")
        with pytest.raises(PermissionDenied):
            gatherings.dissent(
                by=place.health_mash,
                decision=seen,
                invitation=Invitation.objects.get(pk=invited[2].pk),
                because="Theirs",
            )
    with seen_by(place.worker):
        gatherings.end(by=place.worker, gathering=gathering)
        view = queries.view_of(place.worker, Gathering.objects.get())
        said = [line for section in minuting.minutes_of(view, view.parts[0]) for line in section["lines"]]
        assert f"{invited[1].name} does not agree: The weight still falls" in said


def test_an_action_has_an_owner_and_a_day_and_its_owner_says_what_became_of_it(place: Place) -> None:
    today = timezone.localdate()
    with seen_by(place.worker):
        gathering = place.call()
        invited = place.three(gathering)
        place.held(gathering, invited)
        part = gathering.parts.get()
        with pytest.raises(CannotMove):
            gatherings.agree_action(by=place.worker, part=part, what="See the child", owner=None, due_on=None)
        with pytest.raises(CannotMove, match="before the meeting that agrees it"):
            gatherings.agree_action(
                by=place.worker, part=part, what="See the child", owner=invited[1], due_on=today - TOMORROW
            )
        action = gatherings.agree_action(
            by=place.worker, part=part, what="See the child", owner=invited[1], due_on=today + TOMORROW
        )
    with seen_by(place.police_mash):
        assert not owing.actions_owed(place.police_mash)
        with pytest.raises(PermissionDenied):
            gatherings.act_on(by=place.police_mash, action=Action.objects.get(), what="done", note="Done")
    with seen_by(place.health_mash):
        (mine,) = owing.actions_owed(place.health_mash)
        with pytest.raises(CannotMove):
            gatherings.act_on(by=place.health_mash, action=mine, what="dropped", note="No time")
        gatherings.act_on(
            by=place.health_mash, action=mine, what="later", note="The child was away", due_on=today + 3 * TOMORROW
        )
        with pytest.raises(Overtaken):
            gatherings.act_on(by=place.health_mash, action=mine, what="done", note="Seen", version=1)
        gatherings.act_on(by=place.health_mash, action=mine, what="done", note="Seen at home", version=2)
        assert not owing.actions_owed(place.health_mash)
    with seen_by(place.worker):
        action.refresh_from_db()
        assert action.outcome == "done"
        assert [one.what for one in action.steps.order_by("pk")] == ["later", "done"]


# Minutes


def test_minutes_are_made_from_the_record_and_go_to_those_entitled_in_time(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call()
        invited = place.three(gathering)
        school = place.invite(gathering, "school", name="G. Invented", organisation=_school(place))
        part = gathering.parts.get()
        place.held(gathering, invited)
        gatherings.save_notes(by=place.worker, part=part, changes={"worries": "Bruises"}, version=1)
        with pytest.raises(CannotMove):
            gatherings.make_minutes(by=place.worker, part=part, sections=[], agreed_by_name="The chair")
        gatherings.end(by=place.worker, gathering=gathering)
        clock = Clock.objects.get(record=gathering.reference, key="cdop.actions")
        assert clock.met_at is None
        unsent = Clock.objects.get(record=gathering.reference, key="cdop.papers")
        assert (unsent.met_at, unsent.stopped_because) == (None, "the meeting was held without this paper")
        view = queries.view_of(place.worker, Gathering.objects.get())
        sections = minuting.minutes_of(view, view.parts[0])
        assert [one["title"] for one in sections] == ["Meeting", "There", "Not there", "Quorum", "Notes"]
        minutes = gatherings.make_minutes(by=place.worker, part=part, sections=sections, agreed_by_name="The chair")
        with pytest.raises(CannotMove):
            gatherings.send_minutes(by=place.worker, minutes=minutes, to=[school])
        entitled = minuting.entitled(view.parts[0])
        assert school not in entitled and set(entitled) == set(invited)
        gatherings.send_minutes(by=place.worker, minutes=minutes, to=entitled)
        clock.refresh_from_db()
        assert clock.met_at is not None
        with pytest.raises(CannotMove):
            gatherings.make_minutes(by=place.worker, part=part, sections=sections, agreed_by_name="The chair")
    with seen_by(place.health_mash):
        assert Minutes.objects.get().sections[0]["lines"][0].endswith("Zebedeea Testwick")


def _school(place: Place):
    return place.house.teams["school"].organisation


def test_holding_the_meeting_meets_the_clock_of_the_room_s_own_record(worker_sees: Place) -> None:
    gathering = worker_sees.call()
    start_clock(
        by=worker_sees.worker, file=gathering.case_file, record=RECORD, key="icpc.hold",
        at=timezone.now() - datetime.timedelta(days=3), title="Hold the conference",
    )  # fmt: skip
    worker_sees.held(gathering, worker_sees.three(gathering))
    gatherings.end(by=worker_sees.worker, gathering=gathering)
    clock = Clock.objects.get(record=RECORD)
    assert clock.met_at == gathering.began_at


def test_a_paper_owed_is_sent_by_whoever_owes_it_and_its_clock_is_met(place: Place) -> None:
    with seen_by(place.worker):
        gathering = place.call(starts_at=timezone.now() + 20 * TOMORROW, ends_at=timezone.now() + 20 * TOMORROW + HOUR)
        _, health, _ = place.three(gathering)
    with seen_by(place.health_mash):
        mine = Invitation.objects.get(pk=health.pk)
        gatherings.circulate_paper(
            by=place.health_mash, part=Part.objects.get(), title="Health report", upload=letter(), sent_by=mine,
            code="report",
        )  # fmt: skip
    with seen_by(place.worker):
        assert Clock.objects.get(record=gathering.reference, about=health.reference).met_at is not None
    with seen_by(place.police_mash), pytest.raises(PermissionDenied):
        gatherings.circulate_paper(
            by=place.police_mash, part=Part.objects.get(), title="Not mine", upload=letter(),
            sent_by=Invitation.objects.get(pk=health.pk),
        )  # fmt: skip


def test_one_meeting_is_read_in_as_many_queries_however_large_it_is(
    worker_sees: Place, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    gathering = worker_sees.call()
    invited = worker_sees.three(gathering)
    worker_sees.held(gathering, invited)
    part = gathering.parts.get()
    _fill(worker_sees, gathering, part, invited, 1)
    with django_assert_max_num_queries(30) as small:
        queries.view_of(worker_sees.worker, Gathering.objects.get())
    _fill(worker_sees, gathering, part, invited, 5)
    with django_assert_num_queries(len(small)):
        queries.view_of(worker_sees.worker, Gathering.objects.get())


def _fill(place: Place, gathering: Gathering, part: Part, invited: list[Invitation], times: int) -> None:
    for number in range(times):
        more = place.invite(gathering, "chair", name=f"H{number}. Invented")
        gatherings.reply(by=place.worker, invitation=more, answer="report")
        gatherings.write_view(by=place.worker, part=part, invitation=more, text="A view")
        decision = gatherings.decide(by=place.worker, part=part, text="Something", reason="Because")
        gatherings.dissent(by=place.worker, decision=decision, invitation=invited[1], because="No")
        gatherings.agree_action(by=place.worker, part=part, what="Do", owner=invited[1], due_on=timezone.localdate())
        gatherings.circulate_paper(by=place.worker, part=part, title="Paper", upload=letter())
