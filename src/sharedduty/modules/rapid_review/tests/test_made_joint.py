"""A meeting called for the rapid review alone, made joint before it begins (GL-RR-18)."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from sharedduty.foundations.access.api import CaseFile, exclude, seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.models import Gathering, Part
from sharedduty.modules.child_death.actions import gathering as death_gathering
from sharedduty.modules.child_death.queries import meetings as death_meetings
from sharedduty.modules.rapid_review.actions import gathering
from sharedduty.modules.rapid_review.tests.joined import Both, refused
from sharedduty.modules.rapid_review.tests.scenes import HOUR

pytestmark = [pytest.mark.django_db, pytest.mark.rows("GL-RR-18")]


def _alone(both: Both) -> Gathering:
    """The meeting, called for the rapid review alone, an hour from now; the death is noted afterwards."""
    soon = timezone.now() + HOUR
    made = both.called(joint=[], starts_at=soon, ends_at=soon + HOUR)
    both.noted()
    return made


def test_a_meeting_called_alone_is_made_joint_before_it_begins_and_each_takes_its_outcome(both: Both) -> None:
    made = _alone(both)
    both.death.meeting(
        death_meetings.MEETINGS, (("health_mash", "health"), ("social_worker", "lead")),
        at=timezone.now() - datetime.timedelta(days=2),
    )  # fmt: skip
    with seen_by(both.unit):
        before = set(made.invitations.values_list("name", flat=True))
        record = both.death.held.reference
        meetings.hold_jointly(by=both.unit, gathering=made, joint=[record], because="It was noted late.")
        part = both.part()
        assert part.record == record and part.case_file.came_out_of == [CaseFile.objects.get(reference=record).pk]
        assert made.changes.get().what == "held jointly" and made.changes.get().because == "It was noted late."
        seats = dict(part.hearings.values_list("invitation__name", "capacity"))
        assert seats == {"Health Mash 1": "health", "Social Worker 1": "lead"}
        assert set(made.invitations.values_list("name", flat=True)) == before | set(seats)
        assert made.invitations.filter(name="Health Mash 1").count() == 1, (
            "who was invited already is not invited again"
        )
    found = both.sat()
    assert found["review"].quorate and found["death"].quorate
    both.ended()
    with seen_by(both.unit):
        gathering.take_in_meeting(by=both.unit, held=both.review.held, given={"meeting": made.reference})
        death_gathering.take_in_meeting(by=both.unit, held=both.death.held, given={"meeting": made.reference})
        both.review.held.refresh_from_db()
        both.death.held.refresh_from_db()
        assert both.review.held.stage == both.death.held.stage == "met"


@pytest.mark.parametrize("when", ["before", "afterwards"])
def test_whoever_is_shut_out_of_the_death_is_shut_out_of_a_meeting_that_was_made_joint(both: Both, when: str) -> None:
    made = _alone(both)
    shut = both.house.post_holder("business_manager", 2)
    with seen_by(both.unit):
        file = CaseFile.objects.get(reference=both.death.held.reference)

    def shut_out() -> None:
        with seen_by(both.unit):
            exclude(by=both.unit, file=file, reason="conflict", account_id=shut.account_id)

    if when == "before":
        shut_out()
    with seen_by(shut):
        assert Gathering.objects.filter(pk=made.pk).exists(), "of the rapid review alone they are not shut out"
    with seen_by(both.unit):
        joint = [both.death.held.reference]
        meetings.hold_jointly(by=both.unit, gathering=made, joint=joint, because="One child.")
    if when == "afterwards":
        shut_out()
    with seen_by(shut):
        assert not Gathering.objects.filter(pk=made.pk).exists()
        assert not Part.objects.filter(gathering=made, room="child_death").exists()


def test_a_meeting_is_made_joint_only_while_it_is_called_with_a_reason_and_by_who_sees_both(both: Both) -> None:
    made = _alone(both)
    record = both.death.held.reference
    act = {"by": both.unit, "gathering": made, "joint": [record], "because": "One child."}
    unseen, police = both.house.post_holder("business_manager", 2), both.house.post_holder("police_mash")
    with seen_by(both.unit):
        assert refused(meetings.hold_jointly, **{**act, "because": " "}) == ["Say why."]
        assert refused(meetings.hold_jointly, **{**act, "joint": []}) == ["Choose which review it serves too."]
        assert "that you see" in refused(meetings.hold_jointly, **{**act, "joint": ["DT-2222-2222"]})[0]
        file = CaseFile.objects.get(reference=record)
        exclude(by=both.unit, file=file, reason="conflict", account_id=unseen.account_id)
    with seen_by(unseen):
        assert "that you see" in refused(meetings.hold_jointly, **{**act, "by": unseen})[0]
    with seen_by(police), pytest.raises((PermissionDenied, Gathering.DoesNotExist)):
        meetings.hold_jointly(**{**act, "by": police})  # type: ignore[arg-type]
    with seen_by(both.unit):
        assert not Part.objects.filter(gathering=made, room="child_death").exists()
        meetings.hold_jointly(**act)  # type: ignore[arg-type]
        assert refused(meetings.hold_jointly, **act) == ["Choose which review it serves too."], "once"
        assert Part.objects.filter(gathering=made, room="child_death").count() == 1
        meetings.begin(by=both.unit, gathering=made)
        assert refused(meetings.hold_jointly, **act) == ["It has begun, or is over. Call another meeting."]


def test_the_page_of_a_called_meeting_offers_to_hold_it_jointly_until_it_is(both: Both) -> None:
    made = both.called(joint=[], starts_at=timezone.now() + HOUR, ends_at=timezone.now() + 2 * HOUR)
    page, at = both.house.client(both.unit), f"/rapid-reviews/meetings/{made.reference}/"
    assert "Hold it jointly" not in page.get(at).content.decode()
    refusal = page.post(f"{at}hold-jointly/", {"because": "One child."})
    assert refusal.status_code == 422 and "Note it on the review first." in refusal.content.decode()
    both.noted()
    assert "Hold it jointly with another review" in page.get(at).content.decode()
    form = page.get(f"{at}hold-jointly/").content.decode()
    assert f"Child death {both.death.held.reference}" in form and "checked" in form
    refusal = page.post(f"{at}hold-jointly/", {"joint": both.death.held.reference, "because": ""})
    assert refusal.status_code == 422 and "Say why." in refusal.content.decode()
    done = page.post(f"{at}hold-jointly/", {"joint": both.death.held.reference, "because": "One child."}, follow=True)
    shown = done.content.decode()
    assert "It is held jointly from now on." in shown and "One meeting, held jointly with" in shown
    assert "Hold it jointly with another review" not in shown
