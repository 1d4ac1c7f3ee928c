"""What stands beside a plan: advice, circumstances, steps between levels, what an action did, who is shut out, what is shared."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.forms.api import form
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.api import minutes_of, view_of
from sharedduty.foundations.gatherings.models import Gathering, Hearing, Minutes, Shared
from sharedduty.foundations.people.api import register_person
from sharedduty.foundations.people.models import Person
from sharedduty.foundations.process.api import CannotMove, HandedChild, Handover
from sharedduty.modules.early_help import api
from sharedduty.modules.early_help.actions import leading, moving, noting, opening, planning, writing
from sharedduty.modules.early_help.actions.steps import step_levels
from sharedduty.modules.early_help.models import Advice, Circumstance, Plan
from sharedduty.modules.early_help.process import RESTORATIVE, SAFETY_MEETING, TEAM_MEETING
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.queries.records import MEETINGS, about_plan
from sharedduty.modules.early_help.tests.conftest import SOON, Help
from sharedduty.modules.early_help.tests.test_pages import day, handed_over, read, send
from sharedduty.modules.front_door.actions.steps import working_file
from sharedduty.modules.front_door.api import contact_by_reference
from tests.counting import counted

TODAY = timezone.localdate
BORN = datetime.date(2015, 1, 2)


def refused(raised: pytest.ExceptionInfo[CannotMove]) -> str:
    """What was missing, in words."""
    return "; ".join(one.text for one in raised.value.missing)


@pytest.mark.rows("GL-EH-18", "GL-EH-21", "WT-EH-11")
def test_advice_is_kept_with_what_was_asked_and_is_no_referral(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.agreed_to(help_.begun(tool="my_plan_plus"))
        leading.join(by=help_.teacher, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
        with pytest.raises(CannotMove) as raised:
            noting.take_advice(by=help_.teacher, plan=plan, source="a friend", asked="", advice=" ", taken_on=None)
        assert len(raised.value.missing) == 4 and not Advice.objects.exists()
        with pytest.raises(CannotMove) as raised:
            moving.agree_plan(by=help_.teacher, plan=plan, review_on=TODAY() + SOON)
        assert "Take advice on whom to involve" in refused(raised)
    client = help_.house.client(help_.gp)
    here = f"/early-help/plans/{plan.reference}/"
    send(client, f"{here}advice/", source="social_worker", asked="Whom do we ask?", advice="The school nurse too.",
         **day("taken_on", TODAY()))  # fmt: skip
    page = read(client, here)
    for words in ("Community social worker", "Whom do we ask?", "The school nurse too."):
        assert words in page, words
    with seen_by(help_.teacher):
        kept = Advice.objects.get()
        assert (kept.source, kept.recorded_by_id) == ("social_worker", help_.gp.appointment_id)
        assert not Handover.objects.exists() and help_.fresh(plan).stage == "planning", "a talk, and nothing else"


@pytest.mark.rows("WT-EH-05", "WT-EH-06")
def test_eleven_circumstances_are_noted_with_their_days_and_private_fostering_with_day_28(place: Help) -> None:
    assert len(Circumstance.Kind.values) == 11
    plan = place.begun()
    soon = TODAY() + datetime.timedelta(days=3)
    with pytest.raises(CannotMove) as raised:
        noting.note_circumstance(by=place.teacher, plan=plan, kind="young_carer", since=soon)
    assert "future" in refused(raised)
    fostered = noting.note_circumstance(by=place.teacher, plan=plan, kind="private_fostering", since=soon)
    assert fostered.day_28 == soon + datetime.timedelta(days=28)
    carer = noting.note_circumstance(by=place.teacher, plan=plan, kind="young_carer", since=TODAY(), note="Cooks")
    assert carer.day_28 is None
    with pytest.raises(CannotMove) as raised:
        noting.note_circumstance(by=place.teacher, plan=plan, kind="young_carer", since=TODAY())
    assert "noted already" in refused(raised)
    with pytest.raises(IntegrityError), transaction.atomic():
        Circumstance.objects.filter(pk=fostered.pk).update(kind="young_carer")
    client = place.house.client(place.teacher)
    here = f"/early-help/plans/{plan.reference}/"
    page = read(client, here)
    assert "Privately fostered" in page and "see that the council is told" in page and "Cooks" in page
    with pytest.raises(CannotMove) as raised:
        before = TODAY() - datetime.timedelta(days=1)
        noting.end_circumstance(by=place.teacher, circumstance=carer, until=before, ended_note="Help came")
    assert "before it began" in refused(raised)
    send(client, f"{here}circumstance-ends/{carer.reference}/", ended_note="A carer comes", **day("until", TODAY()))
    assert client.get(f"{here}circumstance-ends/{carer.reference}/").status_code == 404, "ended once"
    assert "A carer comes" in read(client, here), "it stays on record"
    noting.note_circumstance(by=place.teacher, plan=plan, kind="young_carer", since=TODAY())


@pytest.mark.rows("GL-EH-20", "GL-TH-17")
def test_a_child_with_special_needs_is_marked_and_an_education_health_and_care_plan_followed(place: Help) -> None:
    plan = place.active()
    client = place.house.client(place.teacher)
    here = f"/early-help/plans/{plan.reference}/"
    prompt = "think about an education, health and care plan"
    assert prompt not in read(client, here)
    noting.note_circumstance(by=place.teacher, plan=plan, kind="sen", since=TODAY(), note="Reads late")
    assert prompt in read(client, here)
    with pytest.raises(CannotMove) as raised:
        noting.note_health_care_plan(by=place.teacher, plan=plan, state="ours", happened_on=None, because="")
    assert len(raised.value.missing) == 3
    for state, words in (("asked", "Not met by two plans"), ("issued", "The panel met today")):
        send(client, f"{here}health-care-plan/", state=state, because=words, **day("happened_on", TODAY()))
    page = read(client, here)
    assert "A statutory assessment is asked for" in page and "The panel issued a plan" in page and prompt not in page
    assert [one.state for one in plan.health_care_plans.order_by("pk")] == ["asked", "issued"]


@pytest.mark.rows("WT-EH-14", "GL-TH-10")
def test_help_steps_down_from_social_care_and_up_again_with_its_history_on_the_plan(help_: Help) -> None:
    worker = help_.house.post_holder("social_worker")
    desk = help_.house.post_holder("front_door_worker")
    with seen_by(desk):
        child = register_person(
            by=desk,
            area_id=help_.house.area.pk,
            given_names="Ash",
            family_name="Mockley",
            birth_on=BORN,
        )
    named = HandedChild(child.given_names, child.family_name, child.birth_on, child.pk)
    with seen_by(worker):
        with pytest.raises(CannotMove) as raised:
            api.hand_down(by=worker, area_id=help_.house.area.pk, record="AS-AAAA-AAAA", child=named, summary=" ")
        assert "go on with" in refused(raised) and not Handover.objects.exists()
        left = api.hand_down(
            by=worker, area_id=help_.house.area.pk, record="AS-AAAA-AAAA", child=named,
            summary="Safe now; the club and the nurse go on.",
        )  # fmt: skip
        assert left.owner_team_id == help_.house.teams["families"].pk
        assert (left.given_names, left.person_id) == ("Ash", child.pk)
    client = help_.house.client(help_.coordinator)
    assert "Take up: early help" in read(client, "/my-work/")
    begin = f"/early-help/new/?from={left.reference}"
    page = read(client, begin)
    assert 'value="Mockley"' in page and 'value="2015"' in page, "named once, typed never again"
    here = send(
        client, begin, given_names="Ash", family_name="Mockley", noticed="Goes on", tool="my_plan", tool_reason="Clear",
        **day("birth_on", BORN),
    )  # fmt: skip
    with seen_by(help_.coordinator):
        plan = Plan.objects.get()
        assert (plan.from_record, plan.from_contact, plan.person_id) == ("AS-AAAA-AAAA", "", child.pk)
        receipt = moving.step_up(by=help_.coordinator, plan=plan, worry="Bruises", harm="yes", told="yes")
        steps = [(one.direction, one.other_record) for one in plan.level_steps.order_by("pk")]
        assert steps == [("down", "AS-AAAA-AAAA"), ("up", receipt.reference)]
    page = read(client, here)
    assert page.index("Stepped down from social care") < page.index("Stepped up to the front door")
    with seen_by(worker):
        taken = Handover.objects.get(pk=left.pk)
        assert (taken.led_to, taken.outcome) == (plan.reference, "Early help begun"), "followed from the other side"


@pytest.mark.rows("WT-EH-16")
def test_what_ends_says_what_it_did_for_the_child(place: Help) -> None:
    plan = place.active()
    action = plan.actions.get()
    planning.tell_progress(by=place.teacher, action=action, state="open", note="Begun")
    with pytest.raises(CannotMove) as raised:
        planning.tell_progress(by=place.teacher, action=action, state="stopped", note="Nobody came")
    assert refused(raised) == "Say what it did for the child."
    planning.tell_progress(by=place.teacher, action=action, state="stopped", note="Nobody came", effect="no_change")
    page = read(place.house.client(place.teacher), f"/early-help/plans/{plan.reference}/")
    assert "It changed nothing for the child" in page


@pytest.mark.rows("GL-EH-25")
def test_the_way_of_working_stands_on_the_plan(place: Help) -> None:
    plan = place.begun()
    page = read(place.house.client(place.teacher), f"/early-help/plans/{plan.reference}/")
    assert len(RESTORATIVE) == 5 and all(line in page for line in RESTORATIVE)


def held(help_: Help, plan: Plan, kind: str, *people: dict[str, str]) -> Gathering:
    """A meeting about the plan, held by its teacher, who leads."""
    about = about_plan(help_.teacher, plan.reference)
    assert about is not None
    starts = timezone.now()
    made = meetings.call_together(
        by=help_.teacher, people=[one for one in about.people if one.capacity == "lead"], room=MEETINGS, use=MEETINGS.use(kind),
        about=about, purpose="Agree", mode="in_person", starts_at=starts, ends_at=starts + datetime.timedelta(hours=1),
    )  # fmt: skip
    for one in people:
        meetings.invite(by=help_.teacher, gathering=made, **one)
    meetings.begin(by=help_.teacher, gathering=made)
    for invitation in made.invitations.all():
        meetings.came(by=help_.teacher, gathering=made, invitation=invitation)
    meetings.judge_quorum(by=help_.teacher, gathering=made)
    return made


@pytest.mark.rows("GL-EH-14")
def test_a_team_meeting_asks_for_the_five_things_and_its_minutes_carry_them(place: Help) -> None:
    made = form(TEAM_MEETING.notes_pack, TEAM_MEETING.notes_form)
    questions = [question.key for page in made.pages for question in page.questions]
    assert questions == ["family_first", "team", "whole_needs", "one_plan", "look_again"]
    meeting = held(place, place.active(), TEAM_MEETING.code)
    part = meeting.parts.get()
    record = meetings.take_notes(by=place.teacher, part=part)
    said = {key: f"Said of {key}" for key in questions}
    meetings.save_notes(by=place.teacher, part=part, changes=said, version=record.version)
    meetings.end(by=place.teacher, gathering=meeting)
    view = view_of(place.teacher, meeting)
    (notes,) = (one["lines"] for one in minutes_of(view, view.parts[0]) if one["title"] == "Notes")
    assert len(notes) == 5 and all(any(words in line for line in notes) for words in said.values())


@pytest.mark.rows("GL-VT-05")
def test_my_safety_meeting_is_held_with_the_young_person_and_whoever_can_change_the_place(place: Help) -> None:
    plan = place.active()
    meeting = held(
        place, plan, SAFETY_MEETING.code, {"capacity": "child", "name": "Robin"},
        {"capacity": "place", "name": "The park warden", "organisation_name": "Testshire Parks"},
    )  # fmt: skip
    with pytest.raises(CannotMove):
        meetings.invite(by=place.teacher, gathering=meeting, capacity="police", name="Somebody of no police force")
    part = meeting.parts.get()
    meetings.decide(by=place.teacher, part=part, text="Light the underpass.", reason="Robin is met there.")
    meetings.end(by=place.teacher, gathering=meeting)
    view = view_of(place.teacher, meeting)
    sections = minutes_of(view, view.parts[0])
    meetings.make_minutes(by=place.teacher, part=part, sections=sections, agreed_by_name="The lead")
    kept = str(Minutes.objects.get().sections)
    assert "My Safety Meeting" in kept and "Light the underpass." in kept and "The park warden" in kept
    assert "My Safety Meeting" in read(place.house.client(place.teacher), "/early-help/meetings/?show=over")


def test_a_supporter_gets_what_is_shared_with_them_and_nothing_by_being_invited(place: Help) -> None:
    plan = place.active()
    meeting = held(
        place, plan, TEAM_MEETING.code, {"capacity": "parent", "name": "Clover"},
        {"capacity": "supporter", "name": "A neighbour"},
    )  # fmt: skip
    mother, neighbour = meeting.invitations.filter(family=True).order_by("pk")
    assert not Hearing.objects.filter(invitation__family=True).exists()
    part = meeting.parts.get()
    with pytest.raises(CannotMove):
        meetings.hear(by=place.teacher, part=part, invitation=neighbour)
    given = meetings.share(
        by=place.teacher,
        part=part,
        invitation=neighbour,
        title="Your part",
        text="You fetch Robin on Mondays.",
        how="hand",
    )
    assert given.case_file_id not in (meeting.case_file_id, part.case_file_id, plan.case_file_id), (
        "an envelope of its own"
    )
    assert given.invitation_reference == neighbour.reference != mother.reference
    assert not Shared.objects.filter(invitation_reference=mother.reference).exists()
    page = read(place.house.client(place.teacher), f"/early-help/meetings/{meeting.reference}/")
    assert "You fetch Robin on Mondays." in page, "the words they got are there to print"


@pytest.mark.rows("GL-FD-16")
def test_the_plan_knows_the_childs_record_that_the_front_door_found(help_: Help) -> None:
    _, handover = handed_over(help_)
    client = help_.house.client(help_.coordinator)
    with seen_by(help_.house.post_holder("front_door_worker")):
        person = Person.objects.get(pk=handover.person_id)
        assert (person.given_names, handover.given_names) == ("Robin", "Robin")
    here = send(client, f"/early-help/new/?from={handover.reference}", given_names="Robin", family_name="Testwick",
                noticed="Tired", tool="my_plan", tool_reason="Clear")  # fmt: skip
    with seen_by(help_.coordinator):
        assert Plan.objects.get().person_id == person.pk
        assert not Person.objects.exists(), "to know whom it is about opens nothing"
    assert person.reference not in read(client, here)


@pytest.mark.rows("GL-FD-20", "WT-EH-13")
def test_the_front_doors_own_reasons_do_not_stand_on_a_plan_that_a_whole_team_reads(help_: Help) -> None:
    _, handover = handed_over(help_)
    client = help_.house.client(help_.coordinator)
    reasons = handover.summary.partition(": ")[2]
    address = f"/early-help/new/?from={handover.reference}"
    assert reasons and reasons in read(client, address), "whoever takes it up reads them"
    here = send(client, address, given_names="Robin", family_name="Testwick", noticed="Tired", tool="my_plan",
                tool_reason="Clear")  # fmt: skip
    page = read(client, here)
    assert reasons not in page
    assert handover.reference in page


@pytest.mark.rows("GL-FD-16")
def test_the_front_door_sees_where_the_plan_stands_and_nothing_else_of_it(help_: Help) -> None:
    _, handover = handed_over(help_)
    client, desk = help_.house.client(help_.coordinator), help_.house.post_holder("front_door_worker")
    here = send(client, f"/early-help/new/?from={handover.reference}", given_names="Robin", family_name="Testwick",
                noticed="He told us of the nights", tool="my_plan", tool_reason="Clear")  # fmt: skip
    page = read(help_.house.client(desk), f"/front-door/handovers/{handover.reference}/")
    assert "Where that stands" in page and "Talking with the family" in page and "of the nights" not in page
    assert help_.house.client(desk).get(here).status_code == 404
    with seen_by(help_.coordinator):
        plan = help_.agreed_to(Plan.objects.get(), help_.coordinator)
        taken = Handover.objects.get(pk=handover.pk)
        assert queries.stage_after(help_.coordinator, taken) == "Making the plan"
    page = read(help_.house.client(desk), f"/front-door/handovers/{handover.reference}/")
    assert "Making the plan" in page
    with seen_by(help_.teacher):
        assert queries.stage_after(help_.teacher, taken) is None, "who does not see the hand-over is told nothing"
    with seen_by(help_.coordinator):
        exclude(by=help_.coordinator, file=plan.case_file, account_id=desk.account_id, reason="related")
    page = read(help_.house.client(desk), f"/front-door/handovers/{handover.reference}/")
    assert "Where that stands" not in page, "a relative is not told either"


def test_a_relative_is_shut_out_of_the_plan_at_once(help_: Help) -> None:
    worker = help_.house.post_holder("social_worker")
    desk = help_.house.post_holder("front_door_worker")
    with seen_by(desk):
        child = register_person(
            by=desk, area_id=help_.house.area.pk, given_names="Ash", family_name="Mockley", birth_on=BORN
        )
        Person.objects.filter(pk=child.pk).update(account_id=help_.teacher.account_id)
        child.refresh_from_db()
    with seen_by(worker):
        plan = opening.begin_from(by=worker, record="AS-AAAA-AAAA", person=child, noticed="Goes on", reason="Ended")
        help_.agreed_to(plan, worker)
        leading.join(by=worker, plan=plan, capacity="", appointment=help_.appointment(help_.gp))
        leading.join(by=worker, plan=plan, capacity="", appointment=help_.appointment(help_.teacher))
        file = plan.case_file.reference
    with seen_by(help_.teacher):
        assert not Plan.objects.exists(), "the subject of a file is shut out of it, whatever team they join"
    doctor = help_.house.client(help_.gp)
    here = f"/early-help/plans/{plan.reference}/"
    assert f"/files/{file}/conflict/" in read(doctor, here)
    page = read(doctor, f"/files/{file}/conflict/")
    assert page
    send(doctor, f"/files/{file}/conflict/", reason="He is my nephew")
    assert doctor.get(here).status_code == 404 and plan.reference not in read(doctor, "/early-help/")


@pytest.mark.rows("WT-EH-13")
def test_stepping_up_carries_the_assessment_the_circumstances_and_the_advice(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.led(help_.agreed_to(help_.begun(tool="my_plan_plus")))
        draft = writing.begin_form(by=help_.teacher, plan=plan, form="my-assessment")
        answers = {"strengths": "They laugh together", "evidence": "Asleep on four days"}
        writing.save_form(by=help_.teacher, plan=plan, form="my-assessment", changes=answers, version=draft.version)
        help_.assessed(plan)
        help_.advised(plan)
        noting.note_circumstance(by=help_.teacher, plan=plan, kind="young_carer", since=TODAY(), note="Cooks each day")
        moving.step_up(by=help_.teacher, plan=help_.fresh(plan), worry="Bruises", harm="yes", told="yes")
        reference = help_.fresh(plan).stepped_up_to
    worker = help_.house.post_holder("front_door_worker")
    page = read(help_.house.client(worker), f"/front-door/contacts/{reference}/")
    for words in ("They laugh together", "Asleep on four days", "Cooks each day", "The school nurse too."):
        assert words in page, words
    assert f"/{reference}/" in read(help_.house.client(help_.teacher), f"/early-help/plans/{plan.reference}/")


@pytest.mark.rows("WT-EH-13", "GL-TH-10")
def test_whoever_is_shut_out_of_a_plan_is_shut_out_of_the_concern_raised_from_it(help_: Help) -> None:
    relative, colleague = (help_.house.post_holder("front_door_worker", number) for number in (2, 1))
    with seen_by(help_.teacher):
        plan = help_.led(help_.agreed_to(help_.begun()))
        exclude(by=help_.teacher, file=plan.case_file, account_id=relative.account_id, reason="related")
        receipt = moving.step_up(by=help_.teacher, plan=help_.fresh(plan), worry="Bruises", harm="yes", told="yes")
    here = f"/front-door/contacts/{receipt.reference}/"
    assert receipt.reference in read(help_.house.client(colleague), here)
    shut_out = help_.house.client(relative)
    assert shut_out.get(here).status_code == 404
    assert receipt.reference not in read(shut_out, "/front-door/")
    assert shut_out.get(f"/early-help/plans/{plan.reference}/").status_code in {403, 404}
    with seen_by(colleague):  # what the front door opens beside the contact takes the exclusion over in its turn
        contact = contact_by_reference(colleague, receipt.reference)
        assert contact is not None
        beside = working_file(colleague, contact)
    with seen_by(relative):
        assert not CaseFile.objects.filter(pk__in=[contact.case_file_id, beside.pk, plan.case_file_id]).exists()
        assert contact_by_reference(relative, receipt.reference) is None and not Plan.objects.exists()


def test_the_page_of_a_plan_asks_as_many_queries_however_much_it_holds(place: Help) -> None:
    plan = place.active()
    client, here = place.house.client(place.teacher), f"/early-help/plans/{plan.reference}/"

    def more(number: int) -> None:
        place.with_action(plan)
        leading.join(by=place.teacher, plan=plan, capacity="parent", name=f"Invented {number}")
        planning.write_words(by=place.teacher, plan=plan, capacity="child", words="I like it", said_on=TODAY())
        place.advised(plan)
        kind = Circumstance.Kind.values[number]
        noting.note_circumstance(by=place.teacher, plan=plan, kind=kind, since=TODAY())
        step_levels(place.teacher, plan, "up", f"C-AAAA-AAA{number}", "Asked")
        planning.tell_progress(by=place.teacher, action=plan.actions.last(), state="open", note="Goes on")

    def asked() -> int:
        return counted(lambda: read(client, here))

    more(0)
    few = asked()
    for number in range(1, 5):
        more(number)
    assert asked() <= few
