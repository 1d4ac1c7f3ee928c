"""Journeys run against the real product with its demonstration, in Chromium, with and without JavaScript."""

import os
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.chromium import launch
from tests.journeys.browsing import Reader, Visitor, visitor
from tests.journeys.prepared import Preparer
from tests.partnership import Partnership

Arrive = Callable[..., Visitor]
FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as playwright:
        opened = launch(playwright)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def reader(browser: Browser, partnership_server: Partnership) -> Reader:
    """Reads each different page once in a run."""
    return Reader(browser, partnership_server.base_url)


@pytest.fixture(scope="session")
def prepared(partnership_server: Partnership) -> Iterator[Preparer]:
    """Makes cases ready in the running product, for journeys that begin further on."""
    made = Preparer(partnership_server)
    yield made
    made.close()


@pytest.fixture(scope="session")
def sessions() -> dict[str, Any]:
    """The sessions of those who signed in, by role: a code works once, so nobody signs in for each journey again."""
    return {}


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Each journey once with JavaScript and once without."""
    return bool(request.param)


@pytest.fixture
def arrive(
    request: pytest.FixtureRequest,
    browser: Browser,
    reader: Reader,
    sessions: dict[str, Any],
    partnership_server: Partnership,
    scripts: bool,
) -> Iterator[Arrive]:
    """Somebody opens a browser: `arrive("teacher")` signed in with password and code, `arrive()` as the public.

    `fresh=True` signs in once more instead of coming back with the session of before. When a journey fails, the pages
    where it stopped are printed, and drawn into the folder named by JOURNEY_PICTURES.
    """
    met: list[Visitor] = []
    with ExitStack() as leaving:

        def come(
            role: str = "", *, width: int = 1280, height: int = 900, fresh: bool = False, styles: bool = True
        ) -> Visitor:
            held = None if fresh else sessions.get(role)
            who = leaving.enter_context(
                visitor(
                    browser, partnership_server.base_url, reader,
                    scripts=scripts, width=width, height=height, state=held, styles=styles,
                )
            )  # fmt: skip
            met.append(who)
            if role and held is None:
                sign_in(who, partnership_server, f"{role}@demonstration.example")
                if not fresh:
                    sessions[role] = who.page.context.storage_state()
            return who

        yield come
        if FAILED in request.node.stash:
            _show_where_it_stopped(request.node.name, met)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Remember on the test that it failed, so that its pages can be shown before they are closed."""
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def _show_where_it_stopped(name: str, met: list[Visitor]) -> None:
    folder = os.environ.get("JOURNEY_PICTURES")
    for number, who in enumerate(met[:4], 1):
        print(f"\n{who.page.url}\n{who.page.locator('body').inner_text()[:4000]}")
        if folder:
            who.page.screenshot(path=f"{folder}/{name}-{number}.png", full_page=True)


def sign_in(who: Visitor, partnership: Partnership, email: str) -> None:
    """Sign in with password and one-time code, as a person does."""
    who.go("/sign-in/").meets()
    type_credentials(who, partnership, email)
    assert "/sign-in/" not in who.page.url, who.page.locator("main").inner_text()


def type_credentials(who: Visitor, partnership: Partnership, email: str) -> None:
    """Fill in the two pages of signing in, wherever they lead."""
    who.page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).first.fill(email)
    who.page.get_by_label("Password", exact=True).fill(partnership.password)
    who.press("Sign in").meets()
    who.page.get_by_label("code", exact=False).first.fill(partnership.code(email))
    who.press("Continue")
