"""The panel: nothing opens before it is signed for, what it finds, and what goes out names nobody."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, declare_conflict, grant, seen_by
from sharedduty.foundations.access.models import Grant
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.models import Gathering, Minutes
from sharedduty.foundations.process.api import CannotMove, Clock
from sharedduty.modules.child_death.actions import gathering, panel
from sharedduty.modules.child_death.models import ChildDeath, LearningOutput, PanelMember, Signature
from sharedduty.modules.child_death.process import PANEL_MEETING
from sharedduty.modules.child_death.queries.learning import names_in
from sharedduty.modules.child_death.queries.meetings import PANELS, about_panel
from sharedduty.modules.child_death.tests.scenes import (
    HOUR,
    OUTPUT,
    SITTING,
    Death,
    appointment_of,
    found,
    logged,
    opened,
)

pytestmark = pytest.mark.django_db


def sees(viewer) -> int:
    with seen_by(viewer):
        return ChildDeath.objects.count()


def refused(action, death: Death, given: dict) -> list[str]:
    with seen_by(death.unit), pytest.raises(CannotMove) as refusal:
        action(by=death.unit, held=death.held, given=given)
    return [one.text for one in refusal.value.missing]


@pytest.mark.rows("GL-CD-20", "GL-CN-10")
def test_a_case_opens_for_a_member_when_they_sign_and_not_a_moment_before(death: Death) -> None:
    death.met().work("response", "safeguarding").form()
    chair, late = death.member("partner", "chair"), death.member("gp", "public_health")
    assert "No member of the panel has signed" in " ".join(refused(lambda **k: panel.put_to_panel(
        by=k["by"], held=k["held"]), death, {}))  # fmt: skip
    death.signs(chair, "partner")
    house = death.house
    assert sees(house.post_holder("partner")) == 0, "signing alone opens nothing that is not at the panel"
    with seen_by(death.unit):
        panel.put_to_panel(by=death.unit, held=death.held)
    assert (sees(house.post_holder("partner")), sees(house.post_holder("gp"))) == (1, 0)
    at = f"/child-deaths/{death.held.reference}/"
    browser = house.client(house.post_holder("gp"))
    assert browser.get(at).status_code == 404
    death.signs(late, "gp")
    assert sees(house.post_holder("gp")) == 1 and browser.get(at).status_code == 200


@pytest.mark.rows("GL-CD-20")
def test_the_database_refuses_a_grant_to_whoever_has_not_signed(death: Death) -> None:
    death.at_panel()
    teacher = appointment_of(death.house.post_holder("teacher"))
    with seen_by(death.unit):
        for grantee in (
            {"appointment_id": teacher.pk},
            {"post_id": teacher.post_id},
            {"team_id": teacher.post.team_id},
        ):
            with pytest.raises(DatabaseError, match="not signed"), transaction.atomic():
                grant(by=death.unit, file=death.held.case_file, level="read", why="forgotten", **grantee)
    made = death.meeting(PANELS, SITTING)
    with seen_by(death.unit), pytest.raises(DatabaseError, match="not signed"), transaction.atomic():
        grant(by=death.unit, file=made.case_file, level="contribute", why="x", appointment_id=teacher.pk)


@pytest.mark.rows("GL-CD-20", "GL-CN-10")
def test_nobody_is_invited_to_the_panel_who_has_not_signed(death: Death) -> None:
    death.at_panel()
    death.member("social_worker", "social_care")
    with seen_by(death.unit):
        about = about_panel(death.unit, death.held.reference)
        assert about is not None and {one.capacity for one in about.people} == {seat for _, seat in SITTING}
        now = death.held.opened_at
        made = meetings.call(
            by=death.unit, room=PANELS, use=PANEL_MEETING, about=about, purpose="x", starts_at=now, ends_at=now + HOUR,
            mode="video",
        )  # fmt: skip
        unsigned = appointment_of(death.house.post_holder("social_worker"))
        with pytest.raises(CannotMove, match="has not signed"):
            meetings.invite(by=death.unit, gathering=made, capacity="social_care", appointment=unsigned)
        assert not made.invitations.exists()


@pytest.mark.rows("GL-CD-20")
def test_a_signature_is_ones_own_kept_once_and_of_this_edition(death: Death) -> None:
    member = death.member("gp", "public_health")
    with seen_by(death.unit), pytest.raises(PermissionDenied):
        panel.sign(by=death.unit, member=member, given={"agrees": True})
    gp = death.house.post_holder("gp")
    with seen_by(gp):
        with pytest.raises(CannotMove):
            panel.sign(by=gp, member=member, given={"agrees": False})
        panel.sign(by=gp, member=member, given={"agrees": True})
        panel.sign(by=gp, member=member, given={"agrees": True})
        assert Signature.objects.count() == 1
    other = death.house.post_holder("teacher")
    with seen_by(other):
        assert not PanelMember.objects.exists(), "a membership is in the member's sight and the unit's alone"


@pytest.mark.rows("GL-CD-18", "GL-CD-20")
def test_whoever_has_no_account_signs_on_paper_and_a_lay_member_has_no_deputy(death: Death) -> None:
    with seen_by(death.unit):
        given = {"name": "Lee Exemplar", "body": "Bereavement counsellor", "seat": "lay", "part": "core"}
        lay = panel.name_panel_member(by=death.unit, given=given)
        with pytest.raises(CannotMove) as refusal:
            panel.name_panel_member(by=death.unit, given={**given, "name": "X", "deputy_of": lay.reference})
        assert [one.text for one in refusal.value.missing] == ["The lay member comes in person and has no deputy."]
        with pytest.raises(CannotMove):
            panel.sign(by=death.unit, member=lay, given={"agrees": True})
        panel.sign(by=death.unit, member=lay, given={"agrees": True, "on_paper": "Safe, shelf 2"})
        assert lay.signatures.get().on_paper == "Safe, shelf 2"


@pytest.mark.rows("GL-CD-20")
def test_a_membership_that_ends_shuts_the_cases_again(death: Death) -> None:
    death.at_panel()
    gp = next(one for one in death.members if one.seat == "public_health")
    with seen_by(death.unit):
        with pytest.raises(CannotMove):
            panel.end_membership(by=death.unit, member=gp, given={"because": ""})
        panel.end_membership(by=death.unit, member=gp, given={"because": "Moved away."})
        standing = Grant.objects.filter(until__isnull=True, case_file=death.held.case_file)
        left = set(standing.values_list("appointment_id", flat=True))
        assert left == {death.house.post_holder(role).appointment_id for role in ("partner", "health_mash")}
    with seen_by(death.unit), pytest.raises(DatabaseError), transaction.atomic():
        grant(by=death.unit, file=death.held.case_file, level="read", why="x",
              appointment_id=death.house.post_holder("gp").appointment_id)  # fmt: skip


@pytest.mark.rows("WT-CDR-31")
def test_whoever_was_responsible_for_the_child_leaves_the_case_and_stays_out_when_signing_later(death: Death) -> None:
    death.at_panel()
    gp = death.house.post_holder("gp")
    with seen_by(gp):
        assert declare_conflict(
            by=gp, file_id=death.held.case_file_id, reference=death.held.reference, reason="My patient"
        )
    assert sees(gp) == 0
    with seen_by(death.unit):
        assert panel.let_members_in(by=death.unit, held=death.held) == 0
    assert sees(gp) == 0


@pytest.mark.rows("GL-CD-21", "WT-CDR-31")
def test_the_sheet_names_who_was_there_unsigned_and_asks_for_independence(death: Death) -> None:
    death.at_panel()
    assert refused(panel.sign_sheet, death, {}) == ["Choose a meeting of the panel that was held."]
    made = death.meeting(PANELS, SITTING)
    said = refused(panel.sign_sheet, death, {"meeting": made.reference})
    assert len(said) == 2 and "understood and signed" in said[0] and "responsible for the child" in said[1]
    with seen_by(death.unit):
        panel.sign_sheet(
            by=death.unit, held=death.held, given={"meeting": made.reference, "confirmed": True, "independent": True}
        )
        assert death.held.sheet.count() == 3 and death.held.panel_meeting == made.reference


@pytest.mark.rows("GL-CD-21")
def test_somebody_there_who_never_signed_holds_the_sheet_up(death: Death) -> None:
    death.at_panel()
    made = death.meeting(PANELS, SITTING)
    member = next(one for one in death.members if one.seat == "chair")
    with seen_by(death.unit):
        panel.end_membership(by=death.unit, member=member, given={"because": "Left."})
    said = refused(panel.sign_sheet, death, {"meeting": made.reference, "confirmed": True, "independent": True})
    assert len(said) == 1 and "has not signed the confidentiality agreement" in said[0]


@pytest.mark.rows("GL-CD-19")
def test_the_chair_puts_a_case_off_with_the_reason(death: Death) -> None:
    death.at_panel()
    assert refused(panel.defer, death, {"reason": ""}) == ["Say why."]
    with seen_by(death.unit):
        panel.defer(by=death.unit, held=death.held, given={"reason": "No paediatrician came."})
        assert death.held.stage == "panel" and death.held.step_reasons.get().text == "No paediatrician came."


@pytest.mark.rows("WT-CDR-31", "WT-CDR-32", "GL-CD-07", "GL-CD-10", "GL-CD-32", "HE-CDR-01", "HE-CDR-15")
def test_the_panel_answers_every_question_and_nothing_is_worked_out(death: Death) -> None:
    death.at_panel().sheet()
    blank = refused(panel.conclude, death, {})
    assert len(blank) == 10
    assert refused(panel.conclude, death, found(modifiable="yes", factors="")) == [
        "Write each factor on a line of its own."
    ]
    assert refused(panel.conclude, death, found(review="yes", review_why="")) == [
        "Say what: May a case review be needed?", "Say why this was not seen earlier.",
    ]  # fmt: skip
    death.concluded(modifiable="not_known", factors="left over")
    with seen_by(death.unit):
        assert death.held.panel_reviews.get().factors == "" and death.held.stage == "reviewed"
    assert refused(panel.conclude, death, found()) == ["Say why the panel looks at it anew."]
    death.concluded(why_again="The inquest ended.")
    with seen_by(death.unit):
        assert list(death.held.panel_reviews.order_by("number").values_list("number", "modifiable")) == [
            (1, "not_known"), (2, "yes"),
        ]  # fmt: skip


@pytest.mark.rows("GL-CD-25", "GL-CD-24")
def test_the_panel_starts_the_limits_of_its_minutes_and_action_points(death: Death) -> None:
    death.at_panel().sheet()
    with seen_by(death.unit):
        actions = Clock.objects.get(record=death.held.reference, key="cdop.actions")
        assert actions.started_at == death.held.panel_at and actions.met_at is None
        minutes = Clock.objects.get(record=death.held.panel_meeting, key="cdop.minutes")
        assert minutes.force == "local"
    death.work("panel_actions")
    with seen_by(death.unit):
        assert Clock.objects.get(record=death.held.reference, key="cdop.actions").met_at is not None


def _minutes(death: Death, made: Gathering, name: str) -> Minutes:
    """The minutes of a meeting of the panel, agreed under this name."""
    sections = [{"title": "Meeting", "lines": ["It met."]}]
    return meetings.make_minutes(by=death.unit, part=made.parts.get(), sections=sections, agreed_by_name=name)


@pytest.mark.rows("GL-CD-24")
def test_the_chair_signs_the_minutes_and_that_meets_the_two_weeks(death: Death) -> None:
    death.at_panel()
    made = death.meeting(PANELS, SITTING)
    with seen_by(death.unit):
        chair = made.invitations.get(capacity="chair").name
        clock = Clock.objects.get(record=made.reference, key="cdop.minutes")
        assert clock.title == "Have the chair sign the minutes"
        other = made.invitations.get(capacity="public_health").name
        with pytest.raises(CannotMove, match="The chair signs these minutes"):
            _minutes(death, made, other)
        clock.refresh_from_db()
        assert clock.met_at is None and not Minutes.objects.exists()
        _minutes(death, made, f"  {chair.upper()}, chair ")
        clock.refresh_from_db()
        assert clock.met_at is not None


@pytest.mark.rows("GL-CD-27")
def test_signed_minutes_of_the_panel_go_out_only_with_the_papers_of_the_next_panel(death: Death) -> None:
    death.at_panel()
    made = death.meeting(PANELS, SITTING)
    with seen_by(death.unit):
        minutes = _minutes(death, made, made.invitations.get(capacity="chair").name)
        to = [made.invitations.get(capacity="public_health")]
        act = {"by": death.unit, "minutes": minutes, "to": to}
        with pytest.raises(CannotMove, match="with the papers of the next meeting"):
            meetings.send_minutes(**act)
        about, soon = about_panel(death.unit, death.held.reference), timezone.now() + 60 * 24 * HOUR
        assert about is not None
        following = meetings.call(
            by=death.unit, room=PANELS, use=PANELS.uses[0], about=about, purpose="The next", mode="video",
            starts_at=soon, ends_at=soon + HOUR,
        )  # fmt: skip
        meetings.cancel(by=death.unit, gathering=following, because="The chair is away.")
        with pytest.raises(CannotMove, match="with the papers of the next meeting"):
            meetings.send_minutes(**act)
        meetings.call(
            by=death.unit, room=PANELS, use=PANELS.uses[0], about=about, purpose="The next", mode="video",
            starts_at=soon, ends_at=soon + HOUR,
        )  # fmt: skip
        assert [one.how for one in meetings.send_minutes(**act)] == ["account"]


@pytest.mark.rows("GL-CD-22", "GL-CN-10", "GL-CD-15")
@pytest.mark.parametrize(
    ("words", "what"),
    [("Robin slept on a sofa.", "A name of the child"), ("The Testwick family.", "A name of the child"),
     ("At Invented Row.", "Where the child lived"), ("It follows DT-XXXX.", "")],
)  # fmt: skip
def test_what_is_given_out_holds_no_protected_word(death: Death, words: str, what: str) -> None:
    death.as_far_as("reviewed")
    words = words.replace("DT-XXXX", death.held.reference)
    said = refused(panel.give_out, death, {**OUTPUT, "learning": words})
    assert len(said) == 1 and (what or "A reference of a file") in said[0]
    with seen_by(death.unit):
        assert not LearningOutput.objects.exists() and not death.held.output


@pytest.mark.rows("GL-CD-22")
def test_how_the_family_is_called_is_no_name_of_theirs(death: Death) -> None:
    assert names_in("Her mother, Mary-Ann O’Test") == "Mary-Ann O’Test" and names_in("The parents") == ""
    death.as_far_as("reviewed")
    with seen_by(death.unit):
        for who in ("The parents", "His mother, Ottoline"):
            gathering.record_family(by=death.unit, held=death.held, given={**logged("told"), "who": who})
    said = refused(panel.give_out, death, {**OUTPUT, "learning": "Ottoline slept on a sofa."})
    assert len(said) == 1 and "A name of the family" in said[0]
    death.given_out(learning="The parents were not asked where the baby slept; his mother would have told.")


@pytest.mark.rows("GL-CD-22", "GL-CD-15", "WT-CDR-04")
def test_what_is_given_out_lies_in_a_file_that_names_no_death(death: Death) -> None:
    death.as_far_as("reviewed").given_out()
    with seen_by(death.house.post_holder("scrutineer")):
        made = LearningOutput.objects.get()
        assert CaseFile.objects.get(pk=made.case_file_id).came_out_of == []
        assert ChildDeath.objects.count() == 0 and death.held.reference not in f"{made.title}{made.learning}"
    page = death.house.client(death.house.post_holder("scrutineer")).get(f"/child-deaths/learning/{made.reference}/")
    assert page.status_code == 200 and "A sofa is no place to sleep." in page.content.decode()
    assert death.house.client(death.house.post_holder("teacher")).get("/child-deaths/learning/").status_code == 404
    assert refused(panel.give_out, death, OUTPUT) == ["What was learned from this death was given out already."]


@pytest.mark.rows("WT-CDR-05", "GL-CD-28")
def test_whoever_should_act_is_told_and_what_they_decide_comes_back(death: Death) -> None:
    death.as_far_as("reviewed").given_out().family("told_result").work("feedback", "ncmd")
    assert len(refused(panel.add_finding, death, {})) == 2
    with seen_by(death.unit):
        made = panel.add_finding(
            by=death.unit, held=death.held, given={"text": "Tell parents.", "body": "Public health"}
        )
        with pytest.raises(CannotMove, match="Tell whoever should act"):
            panel.close_death(by=death.unit, held=death.held)
        sent = {"which": made.reference, "informed_at": death.held.reviewed_at, "informed_how": "Letter"}
        panel.send_finding(by=death.unit, held=death.held, given=sent)
        panel.answer_finding(
            by=death.unit,
            held=death.held,
            given={"which": made.reference, "answer": "A campaign.", "answered_on": timezone.localdate()},
        )
        made.refresh_from_db()
        assert made.answer == "A campaign."
        panel.close_death(by=death.unit, held=death.held)
        assert death.held.stage == "closed"


@pytest.mark.rows("HE-CDR-09", "WT-CDR-10", "GL-CD-17")
def test_the_panel_needs_its_chair_public_health_and_child_health(death: Death) -> None:
    seats = {one.code: one.at_least for one in PANEL_MEETING.capacities}
    assert {code for code, least in seats.items() if least} == {"chair", "public_health", "designated_doctor"}
    assert {"social_care", "police", "gp", "health_partner", "lay", "coroner", "education", "co_opted"} <= set(seats)
    death.at_panel()
    made = death.meeting(PANELS, SITTING[:2])
    with seen_by(death.unit):
        finding = made.findings.get()
        assert not finding.quorate and "Designated doctor" in str(finding.missing)


@pytest.mark.rows("HE-CDR-14", "GL-CD-12", "GL-CD-13", "WT-CDR-34")
def test_a_review_closes_once_family_responders_and_the_database_know(death: Death) -> None:
    death.as_far_as("reviewed").given_out()
    with seen_by(death.unit), pytest.raises(CannotMove) as refusal:
        panel.close_death(by=death.unit, held=death.held)
    said = " ".join(one.text for one in refusal.value.missing)
    assert len(refusal.value.missing) == 3
    assert "national database" in said and "Tell those who responded" in said and "Have the family told" in said


def test_another_house_sees_nothing(death: Death) -> None:
    other = opened(death.house, given_names="Wren", birth_on=None)
    assert other.held.pk != death.held.pk and sees(death.house.post_holder("administrator")) == 0
