"""The thin line through the room, as browsers walk it: from a hand-over to a plan that ends."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.process.api import Clock, Handover, Move
from sharedduty.modules.assessment.models import Assessment
from sharedduty.modules.assessment.tests.conftest import hand_over
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db
WRITTEN = {
    "child": {"day": "Up at six, alone until school.", "identity": "Likes trains."},
    "parents": {"adults": "Mother; her partner.", "safety": "Mostly."},
    "environment": {"history": "Nothing known."}, "views": {"parents_view": "Mother wants help."},
    "analysis": {"needs": "Care.", "risks": "Neglect.", "strengths": "Gran.", "doubt": "Illness?", "support": "A worker."},
}  # fmt: skip


def day(name: str, on: datetime.date) -> dict[str, str]:
    """A date as a browser sends it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.content[:600])
    return answer.content.decode()


def post(client: Client, path: str, **given: Any) -> None:
    """Open a step's page, then send it: it is taken."""
    page(client, path)
    answer = client.post(path, given)
    assert answer.status_code == 302, (path, answer.content.decode()[answer.content.decode().find("<main") :][:3000])


def begun(client: Client, handover: str) -> str:
    """Begin an assessment from the hand-over's page. Gives the address of its page."""
    assert "Begin an assessment" in page(client, f"/front-door/handovers/{handover}/")
    path = f"/assessments/begin/{handover}/"
    page(client, path)
    assert client.post(path, {"kind": "section17", "question": ""}).status_code == 422
    answer = client.post(path, {"kind": "section17", "question": "Is he cared for?"})
    assert answer.status_code == 302, answer.content.decode()[-4000:]
    return str(answer.headers["Location"])


def visited(client: Client, one: str, name: str = "Robin") -> None:
    """Record a visit at which the child was seen alone."""
    key = "c" + one.rstrip("/").split("/")[-1].replace("-", "").lower()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    post(
        client, f"{one}visit/", **day("visited_at", yesterday), visited_at_time="4pm", visited_by="Social Worker 1",
        place="At home", present="Mother", family_said="She is tired.", observed="A cold room.", **{
            f"{key}_seen": "alone", f"{key}_wishes": "I want Gran.", f"{key}_how_heard": "Drawing",
        },
    )  # fmt: skip


@pytest.mark.rows("WT-ASM-21", "WT-ASM-25", "WT-ASM-26", "WT-ASM-33", "WT-ASM-34", "WT-CIN-01")
def test_an_assessment_goes_from_hand_over_to_a_plan_that_ends(partnership: Partnership, worker: Viewer) -> None:
    handover = hand_over(partnership, "Robin")[0]
    client, colleague = partnership.client(worker), partnership.client(partnership.post_holder("social_work_manager"))
    one = begun(client, handover)
    today = timezone.localdate()
    assert "not yet" in page(client, one)
    post(
        client, f"{one}timescale/", **day("see_child_by_on", today + datetime.timedelta(days=3)),
        **day("finish_by_on", today + datetime.timedelta(days=30)), **day("point_on", today + datetime.timedelta(days=14)),
        timescale_reason="Cold home.",
        **day("family_told_on", today),
    )  # fmt: skip
    visited(client, one)
    assert "Seen alone" in page(client, one)
    post(client, f"{one}adult/", name="Fern Testwick", relation="Mother", lives_there="yes", considered="Tired.")
    for key, answers in WRITTEN.items():
        post(client, f"{one}write/{key}/", **answers)
    post(client, f"{one}analyse/")
    assert client.post(f"{one}challenge/", {"text": "Could it be illness?"}).status_code == 422  # whoever leads may not
    post(colleague, f"{one}challenge/", text="Could it be illness?")
    post(client, f"{one}answer/", answer="Asked the GP: no.")
    post(client, f"{one}conclude/", outcome="in_need", limb="reasonable_standard", reasons="He is cold and alone.")
    for whom in ("family", "referrer"):
        post(client, f"{one}tell/", told=whom, recipient="They", **day("told_on", today), what="A plan is made.")
    action = {
        "aim": "Warm",
        "measure": "A heated room",
        "action": "Heating",
        "agency": "Housing",
        "owner": "Housing officer",
    }
    post(client, f"{one}action/", **action, **day("due_on", today + datetime.timedelta(days=7)))
    post(client, f"{one}make-plan/", **day("review_on", today + datetime.timedelta(days=40)))
    review = {"attended": "All", "child_views": "Warm now", "finding": "Seen", "decision": "End", "sufficient": "yes"}
    ahead = day("review_on", today + datetime.timedelta(days=80))
    post(client, f"{one}review/", **review, sustained="too_early", **day("held_on", today), **ahead)
    assert client.post(f"{one}close/", {"reason": "Done"}).status_code == 422
    post(client, f"{one}review/", **review, sustained="yes", **day("held_on", today), **ahead)
    post(client, f"{one}close/", reason="Warm and cared for.")
    assert "Closed" in page(client, one)
    page(client, "/assessments/?show=ended")
    with seen_by(worker):
        held = Assessment.objects.get()
        assert held.stage == "closed"
        assert Handover.objects.get(reference=handover).led_to == held.reference
        assert not Clock.objects.filter(record=held.reference, met_at__isnull=True).exists()
        assert Move.objects.filter(record=held.reference).count() > 12
