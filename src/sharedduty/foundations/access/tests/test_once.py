"""A form whose token was used already, with other contents: refused, and not a word of it is lost (quality.md R4)."""

import uuid
from collections.abc import Callable

import pytest

from sharedduty.foundations.access.tests.conftest import browser_of
from sharedduty.foundations.access.viewer import Viewer

pytestmark = pytest.mark.django_db


def test_an_old_window_sent_again_with_other_words_is_refused_and_shows_them(
    holder: Callable[[str, str], Viewer],
) -> None:
    client = browser_of(holder("Ada", "administrator"))
    form = {"name": "Invented Body", "sector": "health", "is_legal_body": "yes", "form_token": str(uuid.uuid4())}
    first = client.post("/organisations/add/", form)
    assert first.status_code == 302
    again = client.post("/organisations/add/", {**form, "name": "Quite Another Body"})
    page = again.content.decode()
    assert again.status_code == 409
    assert "Quite Another Body" in page and first["Location"] in page
    assert form["form_token"] not in page
    assert b"Quite Another Body" not in client.get("/organisations/").content


def test_somebody_elses_token_tells_nothing_of_the_first(holder: Callable[[str, str], Viewer]) -> None:
    form = {"name": "Invented Body", "sector": "health", "is_legal_body": "yes", "form_token": str(uuid.uuid4())}
    first = browser_of(holder("Ada", "administrator")).post("/organisations/add/", form)
    other = browser_of(holder("Bea", "administrator")).post("/organisations/add/", form)
    assert other.status_code == 409 and first["Location"] not in other.content.decode()
