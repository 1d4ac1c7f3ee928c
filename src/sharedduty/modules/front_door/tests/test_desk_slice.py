"""The thin line through the whole desk: queue, claim, known, decide, feedback, closed; as browsers do it."""

import pytest
from django.test import Client

from sharedduty.foundations.access.api import seen_by
from sharedduty.foundations.process.api import Clock, Handover, Move
from sharedduty.modules.front_door.models import Contact, Decision, Feedback
from sharedduty.modules.front_door.rules import DETERMINATIONS
from sharedduty.modules.front_door.tests.partnership import Partnership

pytestmark = pytest.mark.django_db


def posted(**changes: str | list[str]) -> dict[str, str | list[str]]:
    """The decision form as a browser sends it: no to all six, advice instead."""
    answers: dict[str, str | list[str]] = {code: "no" for code, _, _ in DETERMINATIONS}
    return answers | {
        "other_outcomes": ["advice"], "reasons": "The school can help.", "level": "2", "level_reason": "A little help.",
        "child_wishes": "Wants to stay.", "siblings_considered": "None.", "family_told": "told",
    } | changes  # fmt: skip


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code, answer.content[:400])
    return answer.content.decode()


@pytest.mark.rows("WT-REF-07", "WT-REF-08", "WT-REF-12", "GL-FD-07")
def test_a_contact_goes_from_the_queue_to_the_referrer_being_told(partnership: Partnership) -> None:
    reference = partnership.contact("Robin")
    worker = partnership.post_holder("front_door_worker")
    client = partnership.client(worker)
    one = f"/front-door/contacts/{reference}/"
    queue = page(client, "/front-door/")
    assert reference in queue
    assert "Robin Testwick" in queue
    assert client.post(f"{one}claim/", {"version": "1"}).status_code == 302
    contact_page = page(client, one)
    assert "Why this date?" in contact_page
    with seen_by(worker):
        child = Contact.objects.get(reference=reference).children.get()
    assert client.post(f"{one}acknowledge/", {"channel": "telephone", "version": "2"}).status_code == 302
    known = client.post(f"{one}children/{child.reference}/known/", {"purpose": "to decide"})
    assert known.status_code == 200
    assert "Nobody on record fits" in known.content.decode()
    identified = client.post(f"{one}children/{child.reference}/identify/", {"person": "new", "grounds": "Nobody fits."})
    assert identified.status_code == 302
    decide = f"{one}children/{child.reference}/decide/"
    page(client, decide)
    answer = client.post(decide, posted(version="3"))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    page(client, "/front-door/to-be-told/")
    feedback = f"{one}feedback/"
    page(client, feedback)
    refused = client.post(
        feedback, {"children": [child.reference], "channel": "page", "outcome": "Advice.", "reasons": "R"}
    )
    assert refused.status_code == 422
    assert "threshold" in refused.content.decode()
    told = {
        "children": [child.reference], "channel": "page", "outcome": "Advice.", "reasons": "R", "other_help": "A group.",
        "threshold_explained": "No significant harm.",
    }  # fmt: skip
    assert client.post(feedback, told).status_code == 302
    with seen_by(worker):
        contact = Contact.objects.get(reference=reference)
        assert contact.stage == "closed"
        assert Decision.objects.get().outcomes == ["advice"]
        assert Feedback.objects.get().other_help == "A group."
        assert not Handover.objects.exists()
        assert not Clock.objects.filter(
            met_at__isnull=True, key__in=("referral.acknowledge", "referral.decision")
        ).exists()
        events = list(Move.objects.filter(record=reference).order_by("pk").values_list("verb", flat=True))
    assert events == ["begin", "claim", "acknowledge", "decide_child", "decide", "tell_referrer", "close"]
    page(client, one)
