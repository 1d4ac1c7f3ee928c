"""Every form of this room, and of its meetings, sent wrongly: each question is refused at its field, nothing is kept of it."""

from collections.abc import Callable

import pytest
from django.test import Client

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.gatherings import actions as meetings
from sharedduty.foundations.gatherings.views.acts import ACTS as MEETING_ACTS
from sharedduty.foundations.process.api import Move
from sharedduty.modules.child_protection.actions import homecoming
from sharedduty.modules.child_protection.models import ProtectionPlan, ProtectionRecord, ReturnHome
from sharedduty.modules.child_protection.process import CONFERENCE
from sharedduty.modules.child_protection.tests.scenes import CONFERENCE_PEOPLE, Case
from sharedduty.modules.child_protection.views.acts import PLAN_ACTS, RECORD_ACTS
from sharedduty.modules.child_protection.views.homecoming import ACTS as HOME_ACTS
from tests.badly import all_refused, try_badly, try_stale

pytestmark = pytest.mark.django_db
Kept = Callable[[], object]
NOT_IN_FORM = "/birth/"  # what is made up for its questions is refused before its version is looked at


def kept_of(case: Case, kind: type[ProtectionRecord | ProtectionPlan | ReturnHome], reference: str) -> Kept:
    """How many steps a record has, where it stands, and its version."""

    def kept() -> tuple[int, str, int]:
        with seen_by(case.worker):
            held = kind.objects.get(reference=reference)
            return Move.objects.filter(record=reference).count(), held.stage, held.version

    return kept


def refused(browser: Client, pages: list[str], kept: Kept) -> None:
    """Every page refuses what is wrong, and what was read before somebody else took a step."""
    all_refused([try_badly(browser, one, kept) for one in pages])
    old = [fault for one in pages if not one.endswith(NOT_IN_FORM) for fault in try_stale(browser, one, kept)]
    assert not old, "\n".join(old)


def test_every_step_of_a_record(case: Case) -> None:
    record = case.started()
    case.meeting(record.reference)  # one to choose
    case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE, action=False)
    pages = [f"/protection/records/{record.reference}/{one.slug}/" for one in RECORD_ACTS]
    refused(case.house.client(case.worker), pages, kept_of(case, ProtectionRecord, record.reference))


def test_every_step_of_a_plan(case: Case) -> None:
    plan = case.continued()
    kept = kept_of(case, ProtectionPlan, plan.reference)
    for whose in (case.worker, case.house.post_holder("social_work_manager")):
        acts = [one for one in PLAN_ACTS if bool(one.permission) == (whose is not case.worker)]
        refused(case.house.client(whose), [f"/protection/plans/{plan.reference}/{one.slug}/" for one in acts], kept)


def test_every_step_of_a_return_home_and_every_way_in(case: Case) -> None:
    with seen_by(case.worker):
        home = homecoming.open_return(
            by=case.worker, given={"child_name": "Kit Testwick", "birth_on": None, "care": "Since May, section 20."}
        )
    browser, kept = case.house.client(case.worker), kept_of(case, ReturnHome, home.reference)
    refused(browser, [f"/protection/returns/{home.reference}/{slug}/" for slug in HOME_ACTS], kept)

    def opened() -> tuple[int, int]:
        with seen_by(case.worker):
            return ReturnHome.objects.count(), ProtectionRecord.objects.count()

    all_refused([try_badly(browser, one, opened) for one in ("/protection/returns/new/", "/protection/moved-in/")])


def test_every_form_of_a_meeting(case: Case) -> None:
    record = case.started()
    made = case.meeting(record.reference, CONFERENCE, CONFERENCE_PEOPLE, family=(("parent", "Sam Testwick"),))
    with seen_by(case.worker):
        part = made.parts.get(record=record.reference)
        decided = meetings.decide(by=case.worker, part=part, text="A plan.", reason="It follows.")
        minutes = meetings.make_minutes(by=case.worker, part=part, sections=[], agreed_by_name="The chair")
        about = {
            "part": part.reference, "invitation": made.invitations.get(capacity="parent").reference,
            "decision": decided.reference, "attendance": made.attendances.first().reference,
            "action": part.actions.get().reference, "minutes": minutes.reference,
        }  # fmt: skip

    def kept() -> tuple[object, ...]:
        with seen_by(case.worker):
            now = type(made).objects.get(pk=made.pk)
            return (
                now.stage, now.version, now.invitations.count(), now.attendances.count(), part.decisions.count(),
                part.actions.count(), part.minutes.count(), part.views.count(),
            )  # fmt: skip

    here, browser = f"/protection/meetings/{made.reference}/", case.house.client(case.worker)
    owing_nothing = (
        "begin",
        "end",
        "resume",
        "left",
        "who-is-here",
        "make-minutes",
        "quorum",  # this one is quorate: there is nothing to decide
    )  # the time is now, and there is nothing else to ask
    tried = [
        try_badly(
            browser, f"{here}{one.slug}/" + (f"{about[one.about]}/" if one.about else ""), kept,
            owes=one.slug not in owing_nothing,
        )
        for one in MEETING_ACTS
    ]  # fmt: skip
    all_refused([*tried, try_badly(browser, f"/protection/meetings/new/?about={record.reference}", kept)])
