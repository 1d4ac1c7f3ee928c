"""While the records are away: an honest page with the numbers to ring, and a health page that says so."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError, connection
from django.test import Client

from sharedduty.foundations.directory.models import Area
from sharedduty.site import telephones

pytestmark = pytest.mark.django_db


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "VAR", tmp_path)
    Area.objects.create(
        key="testshire", name="Testshire", local_pack="gloucestershire-2023",
        front_door_telephone="01632 960 001", out_of_hours_telephone="01632 960 002",
    )  # fmt: skip
    return tmp_path


def away(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    raise OperationalError("the server is away")


def test_a_database_that_is_away_gives_an_honest_page_with_the_numbers_and_no_health(var: Path) -> None:
    telephones.keep()
    client = Client(raise_request_exception=False)
    with connection.execute_wrapper(away):
        page, health = client.get("/raise/"), client.get("/health/")
    assert page.status_code == health.status_code == 503
    text = page.content.decode()
    assert "01632 960 001" in text and "01632 960 002" in text and "Nothing that was saved has been lost" in text
    assert "the server is away" not in text


def test_the_page_comes_without_numbers_where_none_were_ever_kept(var: Path) -> None:
    with connection.execute_wrapper(away):
        page = Client(raise_request_exception=False).get("/raise/")
    assert page.status_code == 503 and "999" in page.content.decode()


def test_the_page_for_the_proxy_is_a_file_with_every_number(var: Path) -> None:
    page = telephones.keep().read_text()
    assert "01632 960 001" in page and "01632 960 002" in page and "Testshire" in page
    assert [one["number"] for one in telephones.kept()] == ["01632 960 001", "01632 960 002"]


def test_a_session_that_could_not_be_kept_is_said_as_the_database_being_away(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database went away between the work and the session: what was sent is sent again, not called unreadable."""
    client = Client(raise_request_exception=False)
    session = client.session
    session["begun"] = "before"
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    monkeypatch.setattr(settings, "SESSION_SAVE_EVERY_REQUEST", True)

    def lost(self: SessionStore, must_create: bool = False) -> None:
        raise UpdateError

    monkeypatch.setattr(SessionStore, "save", lost)
    page = client.get("/raise/")
    assert page.status_code == 503 and "Nothing that was saved has been lost" in page.content.decode()
