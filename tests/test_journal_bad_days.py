"""When a journal row cannot be written nothing happens and nothing is shown; when the journal does not verify, work goes on."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client

from sharedduty.foundations.access import banner
from sharedduty.foundations.access.api import Viewer, seen_by
from sharedduty.foundations.journal.api import open_incidents, role, seal, verify
from sharedduty.foundations.journal.queries import last_seals
from sharedduty.foundations.journal.timed import verify_and_report
from sharedduty.modules.front_door.models import Contact
from sharedduty.modules.front_door.tests.partnership import Partnership, make_partnership

pytestmark = [
    pytest.mark.alone,
    pytest.mark.django_db(transaction=True, databases=["default", "sealer", "owner"]),
]
TOLD = {
    "who_about": "other", "what_happened": "Crying every night.", "danger_now": "no", "reply": "no",
    "given_names": "Robin",
}  # fmt: skip


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Partnership:
    monkeypatch.setattr(settings, "SEAL_DIR", tmp_path)
    cache.clear()
    banner.forget()
    return make_partnership()


@pytest.fixture
def owner() -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as session:
        yield session


def _contacts(viewer: Viewer) -> int:
    with seen_by(viewer):
        return Contact.objects.count()


@pytest.mark.rows("GL-XN-05")
def test_without_its_journal_row_no_page_is_shown_and_nothing_is_changed(
    house: Partnership, owner: psycopg.Connection[Any]
) -> None:
    reference = house.contact("Robin")
    worker = house.post_holder("front_door_worker")
    desk, neighbour = house.client(worker), Client()
    desk.raise_request_exception = neighbour.raise_request_exception = False
    page, claim = (f"/front-door/contacts/{reference}/{more}" for more in ("", "claim/"))
    assert b"Robin" in desk.get(page).content
    owner.execute(f"REVOKE INSERT ON journal_entry FROM {role('app')}")  # type: ignore[arg-type]
    for answer in (
        desk.get(page),
        desk.get("/front-door/"),
        desk.post(claim, {"version": "1"}),
        neighbour.post("/raise/tell/", TOLD),
    ):
        assert answer.status_code >= 500
        assert b"Robin" not in answer.content
    assert neighbour.get("/").status_code == 200, "what needs no row is still there"
    owner.execute(f"GRANT INSERT ON journal_entry TO {role('app')}")  # type: ignore[arg-type]
    assert _contacts(worker) == 1
    with seen_by(worker):
        assert house.held(worker, reference).claimed_by_id is None
    assert b"Robin" in desk.get(page).content
    assert desk.post(claim, {"version": "1"}).status_code == 302
    assert neighbour.post("/raise/tell/", TOLD).status_code == 302


@pytest.mark.rows("GL-XN-05")
def test_a_forged_row_raises_the_alarm_and_work_goes_on(
    house: Partnership, owner: psycopg.Connection[Any], caplog: pytest.LogCaptureFixture
) -> None:
    house.contact("Robin")
    seal()
    desk = house.client(house.post_holder("front_door_worker"))
    assert "A check of the journal failed" not in desk.get("/front-door/").content.decode()
    owner.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_append_only")
    owner.execute("UPDATE journal_entry SET actor = 'account:4711' WHERE id = (SELECT max(entry_id) FROM journal_link)")
    with caplog.at_level(logging.ERROR):
        verify_and_report()
    assert "does not verify" in caplog.text, "the alarm"
    (incident,) = open_incidents()
    assert "was altered" in incident[1]
    banner.forget()
    assert "A check of the journal failed" in desk.get("/front-door/").content.decode()
    assert last_seals(1)[0]["segment"] == 2, "a fresh segment"
    assert Client().post("/raise/tell/", TOLD).status_code == 302, "work goes on"
    assert seal() > 0
    verdict = verify()
    assert verdict.faults == (incident[1],), "the old fault stays reported; what came since is sound"
    verify_and_report()
    assert len(open_incidents()) == 1
