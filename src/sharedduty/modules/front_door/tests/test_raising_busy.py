"""When others keep saving the same draft, or it was sent meanwhile: nothing typed is lost, nothing sent is changed."""

from typing import Any

import pytest

from sharedduty.foundations.forms import api as forms
from sharedduty.modules.front_door.tests.partnership import Partnership
from sharedduty.modules.front_door.tests.raising import begin, fill, fill_all, send, version_of

pytestmark = pytest.mark.django_db


def test_a_saving_that_found_no_gap_shows_what_was_typed(partnership: Partnership, monkeypatch: Any) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)

    def busy(**given: Any) -> None:
        raise forms.TooBusy

    monkeypatch.setattr(forms, "save_answers", busy)
    answer = fill(client, draft, "worry", what_happened="Typed while busy")
    assert answer.status_code == 422
    assert "Typed while busy" in answer.content.decode() and "press Continue again" in answer.content.decode()
    saved = client.post(f"{draft}worry/save/", {"autosave_field": "what_happened", "what_happened": "x"})
    assert saved.status_code == 503


def test_a_page_left_open_after_sending_leads_to_the_receipt(partnership: Partnership, monkeypatch: Any) -> None:
    client = partnership.client(partnership.post_holder("teacher"))
    draft = begin(client)
    version = version_of(client, f"{draft}worry/")
    fill_all(client, draft)
    receipt = send(client, draft)["Location"]
    late = client.post(f"{draft}worry/", {"what_happened": "Too late", "version": version})
    assert late["Location"] == receipt
    saved = client.post(f"{draft}worry/save/", {"autosave_field": "what_happened", "what_happened": "Too late"})
    assert saved.status_code == 422 and "sent already" in saved.json()["message"]
