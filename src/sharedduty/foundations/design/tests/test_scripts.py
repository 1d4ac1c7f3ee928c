"""Our own scripts, in a real browser, against answers the test gives: nothing typed is ever lost."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect, sync_playwright

from tests.chromium import launch

STATIC = Path(__file__).parents[1] / "static/design"
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'"
)
SITE = "http://shared-duty.test"

pytestmark = pytest.mark.browser

FORM = """
<form method="post" data-autosave-url="/save/" data-autosave-version="1">
<input type="hidden" name="csrfmiddlewaretoken" value="token">
<label>Words <textarea name="words"></textarea></label>
<label>Name <input name="name" value="Mia"></label>
<div class="govuk-radios" data-module="govuk-radios">
<label><input type="radio" name="asked" value="yes"> Yes</label>
<label><input type="radio" name="asked" value="no" data-aria-controls="why-not"> No</label>
<div class="govuk-radios__conditional govuk-radios__conditional--hidden" id="why-not"><input name="reason" aria-label="Why"></div>
</div>
<p data-autosave-status role="status"></p>
<button>Continue</button>
</form>"""

DIALOG = """
<dialog data-session-seconds="{seconds}" data-session-extend-url="/stay/" data-session-token="token" aria-labelledby="t">
<h2 id="t"><span data-session-soon>You will be signed out soon</span>
<span data-session-over hidden>You have been signed out</span></h2>
<p data-session-soon>You have <span data-session-left></span> left.</p>
<p role="status" data-session-status></p><button type="button" data-session-extend>Stay signed in</button></dialog>"""


class Site:
    """A site of one page whose answers the test decides; it keeps what was sent."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sent: list[dict[str, str]] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.errors: list[str] = []
        self.offline = False
        self.body = FORM
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.route(f"{SITE}/**", self._answer)

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/design/"):
            file = STATIC / path.removeprefix("/static/design/")
            route.fulfill(body=file.read_text(), content_type=TYPES[file.suffix])
        elif route.request.method == "POST":
            if self.offline:
                route.abort()
                return
            self.sent.append(dict(parse_qsl(route.request.post_data or "", keep_blank_values=True)))
            self.sent[-1]["token"] = route.request.headers.get("x-csrftoken", "")
            status, told = self.answers.pop(0) if self.answers else (200, {"saved_at": "10:42", "version": "2"})
            route.fulfill(status=status, body=json.dumps(told), content_type="application/json")
        else:
            page = (
                '<!DOCTYPE html><html lang="en"><head><title>t</title>'
                '<link rel="stylesheet" href="/static/design/shared-duty.css"></head><body>'
                '<script src="/static/design/start.js"></script>'
                f'{self.body}<script type="module" src="/static/design/shared-duty.mjs"></script></body></html>'
            )
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=page, content_type="text/html", headers=headers)

    def open(self) -> Page:
        """Open the page and wait for its scripts."""
        self.page.goto(f"{SITE}/form/", wait_until="networkidle")
        return self.page


@pytest.fixture(scope="module")
def context() -> Iterator[BrowserContext]:
    """A browser for this file."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser.new_context()
        browser.close()


@pytest.fixture
def site(context: BrowserContext) -> Iterator[Site]:
    """A fresh page; no script may have failed by the end."""
    page = context.new_page()
    made = Site(page)
    yield made
    page.close(run_before_unload=False)
    assert made.errors == []


def test_a_field_is_saved_as_it_is_left(site: Site) -> None:
    page = site.open()
    page.fill("textarea", "first & second = both")
    page.focus("[name=name]")
    expect(page.get_by_role("status")).to_have_text("Saved 10:42")
    assert site.sent == [
        {"autosave_field": "words", "autosave_version": "1", "words": "first & second = both", "token": "token"}
    ]
    page.fill("[name=name]", "Mia Sample")
    page.focus("textarea")
    page.wait_for_function("document.querySelector('[data-autosave-status]').textContent === 'Saved 10:42'")
    page.wait_for_timeout(50)
    assert (site.sent[1]["autosave_version"], site.sent[1]["autosaved"]) == ("1", "words=2")


def test_a_field_left_as_it_was_is_not_sent(site: Site) -> None:
    page = site.open()
    page.focus("[name=name]")
    page.focus("textarea")
    page.wait_for_timeout(100)
    assert site.sent == []


def test_what_was_typed_without_a_connection_is_sent_when_it_is_back(site: Site) -> None:
    page = site.open()
    site.offline = True
    page.fill("textarea", "kept")
    page.focus("[name=name]")
    expect(page.get_by_role("status")).to_contain_text("there is no connection")
    site.offline = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("status")).to_have_text("Saved 10:42")
    assert site.sent[0]["words"] == "kept"
    assert page.input_value("textarea") == "kept"


def test_a_server_fault_is_tried_again(site: Site) -> None:
    page = site.open()
    site.answers = [(503, {})]
    page.fill("textarea", "kept")
    page.focus("[name=name]")
    expect(page.get_by_role("status")).to_contain_text("will be tried again")
    expect(page.get_by_role("status")).to_have_text("Saved 10:42", timeout=8000)
    assert [one["words"] for one in site.sent] == ["kept", "kept"]


def test_a_conflict_stops_saving_and_offers_both_versions(site: Site) -> None:
    page = site.open()
    site.answers = [(409, {"message": "A colleague changed this <b>too</b>.", "href": "/choose/"})]
    page.fill("textarea", "mine")
    page.focus("[name=name]")
    status = page.get_by_role("status")
    expect(status).to_contain_text("A colleague changed this <b>too</b>.")
    assert status.get_by_role("link").get_attribute("href") == "/choose/"
    page.fill("[name=name]", "changed")
    page.focus("textarea")
    page.wait_for_timeout(100)
    assert len(site.sent) == 1
    assert page.input_value("textarea") == "mine"


def test_a_link_to_another_site_is_never_made(site: Site) -> None:
    page = site.open()
    site.answers = [(409, {"message": "Changed.", "href": "https://elsewhere.example/"})]
    page.fill("textarea", "mine")
    page.focus("[name=name]")
    expect(page.get_by_role("status")).to_have_text("Changed.")
    assert page.get_by_role("status").get_by_role("link").count() == 0


def test_signed_out_while_typing_keeps_the_words(site: Site) -> None:
    page = site.open()
    site.answers = [(403, {})]
    page.fill("textarea", "kept")
    page.focus("[name=name]")
    expect(page.get_by_role("status")).to_contain_text("you are signed out")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("status")).to_have_text("Saved 10:42")


def test_leaving_with_words_unsaved_asks_first(site: Site) -> None:
    page = site.open()
    site.offline = True
    page.click("textarea")
    page.keyboard.type("kept")
    page.focus("[name=name]")
    expect(page.get_by_role("status")).to_contain_text("there is no connection")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_fields_under_a_choice_show_when_it_is_chosen(site: Site) -> None:
    page = site.open()
    expect(page.get_by_label("Why")).to_be_hidden()
    page.get_by_label("No").check()
    expect(page.get_by_label("Why")).to_be_visible()
    assert page.get_by_label("No").get_attribute("aria-expanded") is None
    page.get_by_label("Yes").check()
    expect(page.get_by_label("Why")).to_be_hidden()


def test_the_time_out_is_warned_of_and_can_be_put_off(site: Site) -> None:
    site.body = DIALOG.format(seconds=900)
    site.page.clock.install()
    page = site.open()
    page.clock.fast_forward((900 - 125) * 1000)
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.clock.fast_forward(10_000)
    page.clock.run_for(1000)
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.get_by_role("dialog")).to_contain_text("2 minutes")
    page.get_by_role("button", name="Stay signed in").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert site.sent == [{"token": "token"}]


def test_after_the_time_is_over_the_page_stays_and_says_so(site: Site) -> None:
    site.body = FORM + DIALOG.format(seconds=900)
    site.page.clock.install()
    page = site.open()
    site.answers = [(403, {})]
    page.fill("textarea", "kept")
    page.clock.fast_forward(901_000)
    page.clock.run_for(1000)
    expect(page.get_by_role("dialog", name="You have been signed out")).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_hidden()
    assert page.input_value("textarea") == "kept"
