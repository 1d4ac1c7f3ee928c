"""The page for an address that only a button sends to."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_who_opens_an_address_that_only_a_button_sends_to_gets_a_page_and_not_an_empty_window() -> None:
    answer = Client().get("/raise/by-link/leave/")
    page = answer.content.decode()
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "<h1" in page and "That cannot be done here" in page and "<title>" in page
