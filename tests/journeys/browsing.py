"""A browser in which journeys are walked as people walk them: by labels and headings, never by internal names."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Checks that axe can never settle by itself on pages like ours, each settled by hand once; see docs/quality.md.
SETTLED_BY_HAND: dict[str, str] = {}


def launch(playwright: Playwright) -> Browser:
    """Chromium as installed on this machine; raises LookupError where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        raise LookupError("Chromium is not installed")
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


@dataclass
class Visitor:
    """One person at one browser: signed in as a role or not, with or without JavaScript, at some width."""

    browser: Browser
    page: Page
    base: str
    scripts: bool
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> "Visitor":
        """Open a path of the product."""
        self.page.goto(self.base + path)
        return self

    def heading(self) -> str:
        """The page's one main heading."""
        return " ".join(self.page.locator("h1").first.inner_text().split())

    def press(self, name: str) -> "Visitor":
        """Press the button called `name`."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self

    def follow(self, name: str) -> "Visitor":
        """Follow the link called `name`."""
        self.page.get_by_role("link", name=name).first.click()
        return self

    def fill(self, label: str, words: str) -> "Visitor":
        """Type `words` into the field labelled `label`."""
        self.page.get_by_label(label).first.fill(words)
        return self

    def choose(self, label: str) -> "Visitor":
        """Choose the radio or box labelled `label`."""
        self.page.get_by_label(label, exact=True).first.check()
        return self

    def sees(self, words: str) -> bool:
        """Whether the page's text holds `words`."""
        return " ".join(words.split()) in " ".join(self.page.locator("body").inner_text().split())

    def check_accessible(self) -> None:
        """No violation of WCAG 2.2 AA, and nothing that axe leaves open and nobody has settled.

        Where scripts are off axe could not run either: the page as it stands is then laid out, without its scripts, in
        a browser that has them.
        """
        if self.scripts:
            self._read_by_axe(self.page)
            return
        html = re.sub(r"<script\b.*?</script>", "", self.page.content(), flags=re.DOTALL)
        with_scripts = self.browser.new_context(viewport=self.page.viewport_size, base_url=self.base, locale="en-GB")
        try:
            copy = with_scripts.new_page()
            copy.goto(self.base + "/accessibility/")
            copy.set_content(html)
            self._read_by_axe(copy)
        finally:
            with_scripts.close()

    def _read_by_axe(self, page: Page) -> None:
        found = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations", "incomplete"]}).response
        wrong = [_described(one) for one in found["violations"]]
        open_ones = [_described(one) for one in found["incomplete"] if one["id"] not in SETTLED_BY_HAND]
        assert not wrong and not open_ones, f"{self.page.url}\n" + "\n".join(wrong + open_ones)

    def check_quiet(self) -> None:
        """The browser's console complained about nothing."""
        assert self.complaints == []

    def check_fits(self) -> None:
        """Nothing makes the page scroll sideways, except data tables in their own region."""
        over = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{self.page.url} is {over} px too wide"


def _described(one: dict[str, Any]) -> str:
    where = "; ".join(node["html"][:160] for node in one["nodes"][:3])
    return f"{one['id']}: {one['help']} ({where})"


@contextmanager
def visitor(
    browser: Browser, base: str, *, scripts: bool = True, width: int = 1280, height: int = 900
) -> Iterator[Visitor]:
    """A fresh browser context with nobody signed in."""
    context: BrowserContext = browser.new_context(
        java_script_enabled=scripts, viewport={"width": width, "height": height}, base_url=base, locale="en-GB"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    who = Visitor(browser, page, base, scripts)

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            who.complaints.append(f"{page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: who.complaints.append(f"{page.url}: {error}"))
    try:
        yield who
    finally:
        context.close()
