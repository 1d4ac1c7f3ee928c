"""A person with a keyboard alone: Tab, Shift+Tab, Enter, Space and the arrow keys, on a small or much enlarged screen.

At every stop the focus must be seen: the element in focus, or the label that draws its radio or box, looks otherwise
than it does without the focus; it lies within the window, and stops come in the order of the page (WCAG 2.2, 2.4.3,
2.4.7 and 2.4.11). Of each kind of element one is photographed with and without the focus: what changes must stand out
at three to one (1.4.11).
"""

import io
import re
from typing import Any

from PIL import Image
from playwright.sync_api import Page

from tests.journeys.browsing import Visitor, until

STOPS = 250  # more than any page has
LEAST_CHANGE = 40  # pixels at three to one: a line under a short word has more
PARTS = """
  const of = (element, pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor,
            style.color, style.borderTopWidth, style.textDecorationLine].join('|');
  };
  const parts = (element) => {
    const label = element.labels && element.labels[0];
    return of(element, null) + (label ? of(label, null) + of(label, '::before') : '');
  };
"""
LOOK = (
    "(() => {"
    + PARTS
    + """
  const before = window.stoppedAt;
  const left = before && before.element.isConnected && before.element !== document.activeElement
    ? {look: before.look, without: parts(before.element), html: before.element.outerHTML.slice(0, 160)} : null;
  const element = document.activeElement;
  if (!element || element === document.body) { window.stoppedAt = null; return {left, name: '', at: 'body'}; }
  window.stoppedAt = {element, look: parts(element)};
  const label = element.labels && element.labels[0] ? element.labels[0].innerText : '';
  const group = element.closest('fieldset');
  const rects = [element, ...(element.labels || [])].map(one => one.getBoundingClientRect());
  const around = {
    x: Math.min(...rects.map(r => r.left)) - 6, y: Math.min(...rects.map(r => r.top)) - 6,
    right: Math.max(...rects.map(r => r.right)) + 6, bottom: Math.max(...rects.map(r => r.bottom)) + 6,
  };
  const box = (element.labels && element.labels[0] && ['radio', 'checkbox'].includes(element.type)
    ? element.labels[0] : element).getBoundingClientRect();
  return {
    left,
    name: (label || element.getAttribute('aria-label') || element.innerText || element.value || '').trim(),
    group: group && group.querySelector('legend') ? group.querySelector('legend').innerText.trim() : '',
    tag: element.tagName.toLowerCase(), type: element.type || '', around,
    kind: [element.tagName, element.className, element.type || ''].join(' '),
    follows: !before || !before.element.isConnected
      || Boolean(before.element.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    at: element.outerHTML.slice(0, 160),
  };
})()
"""
)
# One element of each kind not looked at before: does it look otherwise with the focus than without?
EACH_KIND = (
    "(known) => {"
    + PARTS
    + """
  const kinds = [], unseen = [];
  const stops = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  for (const element of document.querySelectorAll(stops)) {
    const kind = [element.tagName, element.className, element.type || ''].join(' ');
    if (!element.getClientRects().length || element.disabled || known.includes(kind) || kinds.includes(kind)) continue;
    kinds.push(kind);
    document.activeElement.blur();
    const without = parts(element);
    element.focus({preventScroll: true});
    if (parts(element) === without) unseen.push(element.outerHTML.slice(0, 160));
  }
  document.activeElement.blur();
  return {kinds, unseen};
}
"""
)
SPACES = re.compile(r"\s+")
OPTIONAL = re.compile(r" \(optional\)$")


def _plain(words: str) -> str:
    return OPTIONAL.sub("", SPACES.sub(" ", words).strip())


def _changed(one: bytes, other: bytes) -> int:
    """How many pixels differ between two pictures by a contrast of three to one or more."""
    pictures = [Image.open(io.BytesIO(picture)).convert("RGB") for picture in (one, other)]
    pairs = zip(*(picture.get_flattened_data() for picture in pictures), strict=True)
    return sum(_contrast(before, after) >= 3 for before, after in pairs if before != after)


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    linear = [part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


_focused: set[str] = set()  # kinds of element, once in a run


def unseen_focus(page: Page) -> list[str]:
    """The elements of a page on which a keyboard's focus could not be seen; each kind of element is tried once in a run."""
    found: dict[str, list[str]] = page.evaluate(EACH_KIND, sorted(_focused))
    _focused.update(found["kinds"])
    return [f"no focus to be seen on {html}" for html in found["unseen"]]


class Keyboard:
    """Walks a visitor's pages by keyboard. Needs scripts, because a page is asked where its focus is."""

    photographed: set[str] = set()  # kinds of element, once in a run

    def __init__(self, who: Visitor) -> None:
        self.who = who
        self.unseen: list[str] = []

    def _stop(self, key: str) -> dict[str, Any]:
        self.who.page.keyboard.press(key)
        stop: dict[str, Any] = self.who.page.evaluate(LOOK)
        left = stop["left"]
        if isinstance(left, dict) and left["look"] == left["without"]:
            self.unseen.append(f"{self.who.page.url}: no focus to be seen on {left['html']}")
        if stop["at"] != "body" and not stop["seen"]:
            self.unseen.append(f"{self.who.page.url}: outside the window: {stop['at']}")
        if key == "Tab" and stop["at"] != "body" and not stop["follows"]:
            self.unseen.append(f"{self.who.page.url}: out of the page's order: {stop['at']}")
        if stop["at"] != "body" and stop["kind"] not in self.photographed:
            self.photographed.add(stop["kind"])
            self._photograph(stop)
        return stop

    def _photograph(self, stop: dict[str, Any]) -> None:
        """Compare the element with its focus and without it; the focus is put back afterwards."""
        page, around = self.who.page, stop["around"]
        size = page.viewport_size or {"width": 0, "height": 0}
        x, y = max(0, around["x"]), max(0, around["y"])
        clip: Any = {
            "x": x, "y": y, "width": min(around["right"], size["width"]) - x,
            "height": min(around["bottom"], size["height"]) - y,
        }  # fmt: skip
        with_focus = page.screenshot(clip=clip)
        page.evaluate("window.stoppedAt.element.blur()")
        without = page.screenshot(clip=clip)
        page.evaluate("window.stoppedAt.element.focus({preventScroll: true})")
        if _changed(with_focus, without) < LEAST_CHANGE:
            self.unseen.append(f"{page.url}: the focus hardly changes {stop['at']}")

    def to(self, name: str, *, of: str = "", kind: str = "") -> "Keyboard":
        """Tab to what is called `name`: of the question `of`, of the kind (tag or type) `kind`.

        Raises AssertionError when one full round does not come by it.
        """
        met = []
        for _ in range(STOPS):
            stop = self._stop("Tab")
            met.append(str(stop.get("name", "")))
            if _plain(met[-1]) != name or (of and _plain(str(stop.get("group"))) != of):
                continue
            if not kind or kind in {stop["tag"], stop["type"]}:
                return self
        raise AssertionError(f"{self.who.page.url}: Tab never comes to {name!r}: {met[:60]}")

    def type_into(self, name: str, words: str, *, of: str = "") -> "Keyboard":
        """Tab to a field and type."""
        self.to(name, of=of)
        self.who.page.keyboard.type(words)
        return self

    def tick(self, name: str) -> "Keyboard":
        """Tab to a box and press Space."""
        self.to(name, kind="checkbox")
        self.who.page.keyboard.press("Space")
        return self

    def pick(self, answer: str, *, of: str) -> "Keyboard":
        """Tab into the radios of a question, and move with the arrow keys until `answer` is chosen."""
        for _ in range(STOPS):
            stop = self._stop("Tab")
            if stop.get("type") == "radio" and _plain(str(stop.get("group"))) == of:
                break
        else:
            raise AssertionError(f"{self.who.page.url}: Tab never comes to the answers of {of!r}")
        if _plain(str(stop["name"])) == answer:
            self.who.page.keyboard.press("Space")
            return self
        for _ in range(40):
            stop = self._stop("ArrowDown")
            if _plain(str(stop["name"])) == answer:
                return self
        raise AssertionError(f"{self.who.page.url}: the arrow keys never come to {answer!r} of {of!r}")

    def enter(self, name: str, heading: str) -> "Keyboard":
        """Tab to a button or link, press Enter, and arrive at the page with this heading."""
        self.to(name)
        with self.who.page.expect_navigation(wait_until="load"):
            self.who.page.keyboard.press("Enter")
        self.who.meets(heading)
        return self

    def skips(self) -> "Keyboard":
        """On a page just opened the first stop is the skip link, and it leads past the menu."""
        assert self._stop("Tab")["name"] == "Skip to main content", self.who.page.url
        self.who.page.keyboard.press("Enter")
        until(self.who.page, "document.activeElement.id === 'main-content'")
        return self

    def is_refused(self, name: str, heading: str) -> "Keyboard":
        """Press a button with answers lacking: the error summary has the focus, and its first link leads to a field."""
        self.enter(name, heading)
        page = self.who.page
        assert page.evaluate("document.activeElement.matches('.govuk-error-summary')"), page.url
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        reached = page.evaluate(
            "(() => { const one = document.activeElement; return one.matches('input, select, textarea')"
            " && Boolean(one.getAttribute('aria-describedby') || one.closest('[aria-describedby]')); })()"
        )
        assert reached, f"{page.url}: {page.evaluate('document.activeElement.outerHTML')[:200]}"
        return self

    def check_focus_was_seen(self) -> None:
        """At every stop the focus could be seen."""
        assert not self.unseen, "\n".join(sorted(set(self.unseen))[:20])
