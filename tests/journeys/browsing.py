"""A browser in which journeys are walked as people walk them: by labels and headings, never by internal names."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What axe leaves open and a person has settled: the rule, and what stands in the element's HTML.
SETTLED_BY_HAND = (
    # axe does not know that an open dialog lies above the page: its ink on its own white is 16 to 1.
    ("color-contrast", "data-session-soon"),
    ("color-contrast", "data-session-over"),
)
NARROW = 320  # CSS pixels: WCAG 2.2, 1.4.10
WAIT = 20_000  # milliseconds for one step, on a machine that does other things at the same time
# What changes from one drawing of a page to the next and is nothing to look at: tokens, references, times of day.
PASSING = re.compile(
    r'(name="(?:csrfmiddlewaretoken|form_token|version)" value="[^"]*")|([A-Z]{1,3}-[0-9A-Z]{4}-[0-9A-Z]{4})'
    r'|(\d{1,2}(?::\d\d)?(?:am|pm))|(datetime="[^"]*")'
)
ELEMENT = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*)>")
TELLING = re.compile(r'\b(class|type|role|aria-[a-z]+|scope|for|hidden|tabindex)\b(?:="([^"]*)")?')
IDENTIFIED = re.compile(r'(?:^|\s)id="([^"]+)"')
NUMBERED = re.compile(r"\d+|[A-Z]{1,3}-[0-9A-Z]{4}-[0-9A-Z]{4}")


class Reader:
    """Reads pages with axe and measures them, in a window that has scripts.

    Each page as drawn is measured once in a run. axe reads a page of an address once for what it is made of: a page
    whose every kind of element (its class, role, type, label and aria, `kinds_of`) stood on a page of the same address,
    at the same width, that axe has read before is not read again.
    """

    def __init__(self, browser: Browser, base: str) -> None:
        self._browser, self._base = browser, base
        self._page: Page | None = None
        self._axe = Axe()
        self._measured: set[tuple[str, int]] = set()
        self._read: dict[tuple[str, int], list[frozenset[str]]] = {}

    def read(self, page: Page, *, scripts: bool) -> list[str]:
        """Everything wrong with a page as it stands: WCAG 2.2 AA, what axe leaves open, and width at 320 px.

        Where scripts are off axe could not run either: the page as it stands is then laid out, without its scripts,
        in a window that has them.
        """
        return self._reading(page.content(), page.url, page if scripts else None, page.viewport_size)

    def read_answer(self, html: str, path: str) -> list[str]:
        """The same for a page that no window shows, an answer of the server's to `path`."""
        return self._reading(html, path, None, None)

    def _reading(self, html: str, path: str, page: Page | None, size: Any) -> list[str]:
        size = size or {"width": 1280, "height": 900}
        drawn = (PASSING.sub("", html), size["width"])
        if drawn in self._measured:
            return []
        self._measured.add(drawn)
        page = page or self._laid_out(html, size)
        known = self._read.setdefault((_route(path), size["width"]), [])
        kinds = kinds_of(html)
        wrong = ids_given_twice(html)
        if not any(kinds <= before for before in known):
            known.append(kinds)
            wrong += self._judged(page)
        if size["width"] == NARROW:
            return wrong + _too_wide(page)
        page.set_viewport_size({"width": NARROW, "height": size["height"]})
        wrong += _too_wide(page)
        page.set_viewport_size(size)
        return wrong

    def _judged(self, page: Page) -> list[str]:
        found = self._axe.run(page, options={"runOnly": WCAG, "resultTypes": ["violations", "incomplete"]}).response
        wrong = [_described(one) for one in found["violations"]]
        for one in found["incomplete"]:
            one["nodes"] = [node for node in one["nodes"] if not _settled(one["id"], node["html"])]
        return wrong + [f"left open: {_described(one)}" for one in found["incomplete"] if one["nodes"]]

    def _laid_out(self, html: str, size: Any) -> Page:
        if self._page is None:
            self._page = self._browser.new_context(base_url=self._base, locale="en-GB").new_page()
            self._page.goto(self._base + "/accessibility/")
        self._page.set_viewport_size(size)
        self._page.set_content(re.sub(r"<script\b.*?</script>", "", html, flags=re.DOTALL))
        return self._page


def kinds_of(html: str) -> frozenset[str]:
    """What kinds of elements a page is made of, whatever they say: tag, class, type, role, label, aria."""
    return frozenset(
        f"{tag} {sorted((name, NUMBERED.sub('', value)) for name, value in TELLING.findall(rest))}"
        for tag, rest in ELEMENT.findall(html)
    )


def ids_given_twice(html: str) -> list[str]:
    """The ids that more than one element bears, which axe does not mind: a link to one of them leads to the first."""
    given = Counter(name for _, rest in ELEMENT.findall(html) for name in IDENTIFIED.findall(rest))
    return [f"{many} elements have the id {name}" for name, many in given.items() if many > 1]


def _route(address: str) -> str:
    """The pattern an address matches, so that every contact's page is the one page; the path where none does."""
    path = urlsplit(address).path
    try:
        return str(resolve(path).route)
    except Resolver404:
        return path


def until(page: Page, true: str, *, seconds: int = 10) -> None:
    """Wait until an expression is true on a page. Raises AssertionError when it stays false.

    The page lets nothing evaluate strings (its Content Security Policy), so it is asked from outside.
    """
    for _ in range(seconds * 20):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{page.url}: not true within {seconds} seconds: {true}")


def _too_wide(page: Page) -> list[str]:
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over <= 0:
        return []
    who = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " && !e.closest('[role=region]')).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"
    )
    return [f"{over} px too wide at {NARROW} px: {who}"]


@dataclass
class Visitor:
    """One person at one browser: signed in as a role or not, with or without JavaScript, at some width."""

    browser: Browser
    page: Page
    base: str
    scripts: bool
    reader: Reader
    complaints: list[str] = field(default_factory=list)
    reads: bool = True  # off for stretches that another journey reads page by page

    def go(self, path: str) -> "Visitor":
        """Open a path of the product."""
        self.page.goto(path if path.startswith("http") else self.base + path)
        return self

    def heading(self) -> str:
        """The page's one main heading."""
        return " ".join(self.page.locator("h1").first.inner_text().split())

    def press(self, name: str, *, within: Locator | None = None) -> "Visitor":
        """Press the button called `name`, and wait for the page it leads to."""
        return self._go_by((within or self.page).get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str, *, within: Locator | None = None) -> "Visitor":
        """Follow the link called `name`, or whose name begins so."""
        return self._go_by((within or self.page.locator("main")).get_by_role("link", name=name).first)

    def _go_by(self, way: Locator) -> "Visitor":
        with self.page.expect_navigation(wait_until="load"):
            way.click()
        return self

    def group(self, question: str) -> Locator:
        """The question with its answers: the fieldset of that name."""
        return self.page.get_by_role("group", name=_named(question)).first

    def fill(self, label: str, words: str, *, within: Locator | None = None) -> "Visitor":
        """Type `words` into the field labelled `label`."""
        (within or self.page).get_by_label(_named(label)).first.fill(words)
        return self

    def fill_in(self, answers: Mapping[str, str]) -> "Visitor":
        """Type each answer into the field of its label."""
        for label, words in answers.items():
            self.fill(label, words)
        return self

    def choose(self, answer: str, *, of: str = "") -> "Visitor":
        """Choose the radio or box labelled `answer`, of the question `of` where several have that answer."""
        (self.group(of) if of else self.page).get_by_label(answer, exact=True).first.check()
        return self

    def date(self, question: str, day: int, month: int, year: int) -> "Visitor":
        """Type a date into the three boxes of a question."""
        for part, value in (("Day", day), ("Month", month), ("Year", year)):
            self.fill(part, str(value), within=self.group(question))
        return self

    def sees(self, words: str) -> bool:
        """Whether the page's text holds `words`."""
        return " ".join(words.split()) in " ".join(self.page.locator("body").inner_text().split())

    def must_see(self, *words: str) -> "Visitor":
        """Every one of `words` stands on the page. Raises AssertionError with what stands there."""
        shown = " ".join(self.page.locator("body").inner_text().split())
        lacking = [one for one in words if " ".join(one.split()) not in shown]
        assert not lacking, f"{self.page.url} lacks {lacking}: {shown[:3000]}"
        return self

    def meets(self, heading: str = "") -> "Visitor":
        """A page is met: it has this heading, reads well for everybody, fits, and the console is quiet."""
        if heading:
            assert heading.lower() in self.heading().lower(), f"{self.page.url}: {self.heading()!r}\n{self._problem()}"
        if self.reads:
            self.check_accessible()
        self.check_quiet()
        return self

    def _problem(self) -> str:
        return " ".join(self.page.locator("main").inner_text().split())[:1500]

    def check_accessible(self) -> None:
        """No violation of WCAG 2.2 AA, nothing that axe leaves open and nobody has settled, nothing too wide."""
        wrong = self.reader.read(self.page, scripts=self.scripts)
        assert not wrong, f"{self.page.url}\n" + "\n".join(wrong)

    def check_quiet(self) -> None:
        """The browser's console complained about nothing."""
        assert not self.complaints, self.complaints

    def check_fits(self) -> None:
        """Nothing makes the page scroll sideways at 320 px, except data tables in their own region."""
        self.check_accessible()


def _named(label: str) -> re.Pattern[str]:
    """A question by its whole label; that it is optional is said beside it."""
    return re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$")


def _settled(rule: str, html: str) -> bool:
    return any(rule == known and telling in html for known, telling in SETTLED_BY_HAND)


def _described(one: dict[str, Any]) -> str:
    where = "; ".join(node["html"][:160] for node in one["nodes"][:3])
    return f"{one['id']}: {one['help']} ({where})"


@contextmanager
def visitor(
    browser: Browser,
    base: str,
    reader: Reader,
    *,
    scripts: bool = True,
    width: int = 1280,
    height: int = 900,
    state: Any = None,
    styles: bool = True,
) -> Iterator[Visitor]:
    """A fresh browser context: nobody signed in, or whoever's session `state` is."""
    context: BrowserContext = browser.new_context(
        java_script_enabled=scripts, viewport={"width": width, "height": height}, base_url=base, locale="en-GB",
        storage_state=state,
    )  # fmt: skip
    if not styles:
        context.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page = context.new_page()
    page.set_default_timeout(WAIT)
    who = Visitor(browser, page, base, scripts, reader)

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "the server responded with a status of 4" not in message.text:
            who.complaints.append(f"{page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: who.complaints.append(f"{page.url}: {error}"))
    try:
        yield who
    finally:
        context.close()
