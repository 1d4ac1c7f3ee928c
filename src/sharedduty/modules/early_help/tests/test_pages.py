"""Early help walked through its pages: begun from a hand-over or directly, worked on, closed."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.forms.models import FormRecord
from sharedduty.foundations.process.api import Handover
from sharedduty.modules.early_help.actions import moving
from sharedduty.modules.early_help.models import Plan
from sharedduty.modules.early_help.queries import plans as queries
from sharedduty.modules.early_help.tests.conftest import Help
from sharedduty.modules.front_door.tests.partnership import decide_all, prepare

TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
VERSION = re.compile(r'name="version" value="(\d+)"')


def read(client: Client, address: str) -> str:
    """A page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    text = answer.content.decode()
    assert text.count("<h1") == 1, address
    return text


def send(client: Client, address: str, **given: Any) -> str:
    """Send a page's form; gives where it leads."""
    page = read(client, address)
    token, version = TOKEN.search(page), VERSION.search(page)
    data = {
        "form_token": token.group(1) if token else "",
        **({"version": version.group(1)} if version else {}),
        **given,
    }
    answer = client.post(address, data)
    assert answer.status_code == 302, re.findall(r"error-summary__list.*?</ul>", answer.content.decode(), re.S)
    return str(answer.headers["Location"])


def day(name: str, value: datetime.date) -> dict[str, str]:
    """A date as its three boxes."""
    return {f"{name}-day": str(value.day), f"{name}-month": str(value.month), f"{name}-year": str(value.year)}


def handed_over(help_: Help) -> tuple[str, Handover]:
    """A contact that the front door decided for early help, and its hand-over."""
    house = help_.house
    worker = house.post_holder("front_door_worker")
    reference = house.contact("Robin")
    with seen_by(worker):
        contact = house.held(worker, reference)
        prepare(worker, contact)
        decide_all(worker, contact, other_outcomes=["early_help"])
        return reference, Handover.objects.get(start="early help")


def test_a_decision_and_the_plan_it_led_to_are_followed_both_ways(help_: Help) -> None:
    reference, handover = handed_over(help_)
    assert handover.owner_team_id == help_.house.teams["families"].pk
    client = help_.house.client(help_.coordinator)
    begin = f"/early-help/new/?from={handover.reference}"
    assert begin in read(client, f"/front-door/handovers/{handover.reference}/")
    here = send(
        client, begin, given_names="Robin", family_name="Testwick", noticed="Tired since summer", tool="my_plan",
        tool_reason="It is clear who helps",
    )  # fmt: skip
    with seen_by(help_.coordinator):
        plan = Plan.objects.get()
        assert (plan.from_handover, plan.from_contact) == (handover.reference, reference)
        taken = Handover.objects.get(pk=handover.pk)
        assert (taken.led_to, taken.outcome) == (plan.reference, "Early help begun")
    assert reference in read(client, here)
    assert client.get(begin).status_code == 404, "taken up once"
    desk = help_.house.client(help_.house.post_holder("front_door_worker"))
    assert plan.reference in read(desk, f"/front-door/handovers/{handover.reference}/")


@pytest.mark.rows("GL-EH-04", "GL-EH-05", "GL-EH-06", "GL-TH-12", "WT-EH-01", "GL-EH-27")
def test_early_help_worked_through_its_pages_to_closing(help_: Help) -> None:
    client, later = help_.house.client(help_.coordinator), timezone.localdate() + datetime.timedelta(days=30)
    with seen_by(help_.coordinator):
        plan = help_.begun(help_.coordinator)
        member = plan.members.get()
    here = f"/early-help/plans/{plan.reference}/"
    send(client, f"{here}consent/", answer="given", by_whom="His mother", covers="School and surgery")
    send(client, f"{here}lead/", member=member.reference, preference="Nobody else", because="They know her")
    send(client, f"{here}words/", capacity="child", words="I like the club", who="", how="said",
         **day("said_on", timezone.localdate()))  # fmt: skip
    send(client, f"{here}outcome/", text="Robin is awake at school")
    with seen_by(help_.coordinator):
        outcome = plan.outcomes.get()
    send(client, f"{here}action/{outcome.reference}/", what="Breakfast club", kind="new", owner=member.reference,
         **day("due_on", later))  # fmt: skip
    send(client, f"{here}agree/", **day("review_on", later))
    send(client, f"{here}registration/", team="families", number="GLO-12")
    with seen_by(help_.coordinator):
        action = plan.actions.get()
    send(client, f"{here}progress/{action.reference}/", state="done", note="He goes every day", effect="helped")
    send(client, f"{here}settle/{outcome.reference}/", state="met", note="Awake all week")
    send(client, f"{here}review/", progress="Awake at school", family_view="Glad", result="met",
         **day("held_on", timezone.localdate()))  # fmt: skip
    send(client, f"{here}close/", closed_because="Needs are met", what_changed="Sleeps", family_view="Happy")
    page = read(client, here)
    for words in ("Needs are met", "I like the club", "GLO-12", "Awake all week", "Closed"):
        assert words in page, words
    assert read(client, "/early-help/?show=closed").count("Robin Testwick") == 1
    plain = read(client, f"{here}plain/")
    assert "I like the club" in plain and "This plan is finished" in plain and "Nobody is chosen yet" not in plain
    assert plain.count("govuk-!-display-none-print") == 2, "the menu and the way back stay off the paper"


def test_a_teacher_begins_directly_and_fills_in_the_forms_of_the_plan(help_: Help) -> None:
    client = help_.house.client(help_.teacher)
    here = send(
        client, "/early-help/new/", given_names="Ash", family_name="Mockley", noticed="Quiet", tool="my_plan",
        tool_reason="Clear",
    )  # fmt: skip
    form = f"{here}forms/my-plan/"
    assert client.get(form).status_code == 302, "not without consent"
    send(client, f"{here}consent/", answer="given", by_whom="Her father", covers="School")
    page = read(client, form)
    assert "data-autosave-url" in page
    filled = {
        "going_well": "Reading", "needs": "Rest", "effect": "Sleeps in class", "child_view": "A friend",
        "family_view": "Calm mornings",
    }  # fmt: skip
    version = re.search(r'name="draft_version" value="(\d+)"', page)
    token = TOKEN.search(page)
    assert token is not None
    data = {**filled, "form_token": token.group(1), "draft_version": version.group(1) if version else "1"}
    refused = client.post(form, {**data, "needs": ""})
    assert refused.status_code == 422 and "Reading" in refused.content.decode()
    page = read(client, form)
    token, version = TOKEN.search(page), re.search(r'name="draft_version" value="(\d+)"', page)
    assert token is not None
    data = {**filled, "form_token": token.group(1), "draft_version": version.group(1) if version else "1"}
    assert client.post(form, data).status_code == 302
    page = read(client, here)
    finished = re.search(r"/finished/(F-[\w-]+)/", page)
    assert finished is not None
    assert "Calm mornings" in read(client, f"{here}finished/{finished.group(1)}/")


def test_a_plan_is_absent_for_everybody_who_is_not_part_of_it(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
    absent = help_.house.client(help_.gp).get("/early-help/plans/EH-0000-0000/")
    for viewer in (
        help_.gp,
        help_.coordinator,
        help_.house.post_holder("teacher", 2),
        help_.house.post_holder("social_worker"),
    ):
        client = help_.house.client(viewer)
        for more in ("", "plain/", "outcome/", "forms/my-plan/"):
            assert client.get(f"/early-help/plans/{plan.reference}/{more}").status_code == 404 == absent.status_code
        assert plan.reference not in read(client, "/early-help/")


def test_every_step_of_a_plan_has_a_page_with_one_heading(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        outcome, action, member = plan.outcomes.get(), plan.actions.get(), plan.members.get()
    client = help_.house.client(help_.teacher)
    here = f"/early-help/plans/{plan.reference}/"
    for more in ("consent", "lead", "named", "check", "registration", "outcome", "words", "review", "step-up", "close", "team",
                 "forms/my-profile", f"settle/{outcome.reference}", f"action/{outcome.reference}", "agree", "tool", "go-on",
                 f"progress/{action.reference}", f"leaves/{member.reference}", "forms/my-plan/choose"):  # fmt: skip
        read(client, f"{here}{more}/")
    read(client, f"/early-help/meetings/new/?about={plan.reference}")
    assert "Tick" not in read(client, f"{here}team/?q=Gp")


def test_a_meeting_of_the_team_is_called_from_the_plan(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
    client = help_.house.client(help_.teacher)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    there = send(client, f"/early-help/meetings/new/?about={plan.reference}", kind="team_around_the_child",
                 purpose="Agree together", mode="in_person",
                 place="School", starts_at_time="10:00", ends_at_time="11:00", **day("starts_at", tomorrow))  # fmt: skip
    assert "Robin Testwick" in read(client, there)
    assert there in read(client, f"/early-help/plans/{plan.reference}/")


def test_looking_at_a_form_begins_no_draft_and_writing_in_it_does(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.agreed_to(help_.begun())
    client = help_.house.client(help_.teacher)
    page = f"/early-help/plans/{plan.reference}/forms/my-assessment/"

    def drafts() -> int:
        with seen_by(help_.teacher):
            return FormRecord.objects.filter(case_file_id=plan.case_file_id).count()

    shown = read(client, page)
    read(client, page)
    assert drafts() == 0
    question = re.search(r'<(?:input|textarea)[^>]*\bname="([a-z_]+)"[^>]*(?:type="text"|rows)', shown)
    field = question.group(1) if question else ""
    assert field
    send(client, page, **{field: "Robin likes the breakfast club", "later": "1"})
    assert drafts() == 1
    assert "breakfast club" in read(client, page)


def test_a_late_action_stands_at_the_top_with_whose_it_is(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
        who = help_.teacher.name
    client = help_.house.client(help_.teacher)
    address = f"/early-help/plans/{plan.reference}/"
    assert "<strong>Late:</strong>" not in read(client, address)
    with seen_by(help_.teacher):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        plan.outcomes.get().actions.update(due_on=yesterday)
    page = read(client, address)
    assert f"<strong>Late:</strong> {who}: Breakfast club each day." in page


def test_a_plan_under_way_folds_up_what_is_done_and_a_closed_one_does_not_ask_who_leads(help_: Help) -> None:
    with seen_by(help_.teacher):
        plan = help_.active()
    client = help_.house.client(help_.teacher)
    address = f"/early-help/plans/{plan.reference}/"
    page = read(client, address)
    assert "Have the plan registered" in page and "are done</span>" not in page, "what is to do is not folded up"
    with seen_by(help_.teacher):
        moving.register(by=help_.teacher, plan=plan, team=queries.families_team(help_.teacher, "families"))
    assert re.search(r"All \d are done", read(client, address))
    assert "Lead practitioner" in read(client, "/early-help/")
    assert "Lead practitioner" not in read(client, "/early-help/?show=closed")
