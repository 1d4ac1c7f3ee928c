"""A session that ends half way costs nobody what was saved."""

import re

import pytest

from tests.journeys.conftest import Arrive, type_credentials
from tests.journeys.steps import WORRY, begin_draft
from tests.partnership import Partnership

pytestmark = pytest.mark.browser


def test_signed_out_half_way_the_draft_is_still_there(arrive: Arrive, partnership_server: Partnership) -> None:
    who = arrive("gp", fresh=True)
    who.reads = False
    draft = begin_draft(who)
    who.follow("What has happened")
    who.fill("What are you worried about?", WORRY).fill("Is it part of a pattern?", "Every week.")
    who.press("Save and come back later").meets("Raise a concern about a child")
    who.page.context.clear_cookies(name=re.compile("session"))  # as when another window signs out
    who.reads = True
    who.go(f"{draft}worry/").meets("You need a fresh link").follow("sign in").meets("Sign in")
    type_credentials(who, partnership_server, "gp@demonstration.example")
    who.page.wait_for_url(re.compile(r"^(?!.*/sign-in/)"))
    who.go("/raise/mine/").meets("My concerns")
    who.go(f"{draft}worry/").meets("What has happened")
    assert who.page.get_by_label("What are you worried about?").input_value() == WORRY
    assert who.page.get_by_label("Is it part of a pattern?").input_value() == "Every week."
