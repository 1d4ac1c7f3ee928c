"""What a person may send wrongly from any page with a form, every question of it at once, and what they must be told.

The page is read as a browser reads it: so whatever question it asks is tried, also one that comes to be asked later.
"""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.process.step_pages import SOMEBODY_FIRST

TOO_LONG, LONG_LINE = "x" * 200_001, "x" * 20_001  # longer than the longest box, than the longest line
SPARED = {"csrfmiddlewaretoken", "form_token", "version", "draft_version", "throw_away"}


class Form(HTMLParser):
    """The questions of the form of a page: the one that is sent by POST and asks most."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._forms: list[dict[str, list[tuple[str, str]]]] = []
        self._select = ""
        self._in = False
        self.feed(html)
        self.asked = max(self._forms, key=len, default={})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep each input with its kind and its value."""
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._in = at.get("method", "").lower() == "post"
            if self._in:
                self._forms.append({})
        elif self._in and tag in ("input", "textarea", "select") and at.get("name"):
            kind = tag if tag != "input" else at.get("type", "text")
            self._forms[-1].setdefault(at["name"], []).append((kind, at.get("value", "")))
            self._select = at["name"] if tag == "select" else self._select
        elif self._in and tag == "option" and self._select:
            self._forms[-1][self._select].append(("option", at.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """A list of options, or the form, ends."""
        self._select = "" if tag == "select" else self._select
        self._in = self._in and tag != "form"

    @property
    def questions(self) -> dict[str, tuple[str, list[str]]]:
        """Each question by its name: its kind, and what can be chosen."""
        found: dict[str, tuple[str, list[str]]] = {}
        for name, parts in self.asked.items():
            kind, values = parts[0][0], [value for _, value in parts if value]
            if name in SPARED or kind in ("hidden", "submit", "file"):
                continue
            if name.endswith(("-day", "-month", "-year")):
                found[name.rpartition("-")[0]] = ("date", [])
            elif kind == "checkbox" and len(parts) == 1:
                found[name] = ("tick", values)
            else:
                found[name] = (
                    "time" if name.endswith("_time") and f"{name.removesuffix('_time')}-day" in self.asked else kind,
                    values,
                )
        return found

    @property
    def hidden(self) -> dict[str, str]:
        """What the page sends along by itself."""
        return {name: parts[0][1] for name, parts in self.asked.items() if parts[0][0] == "hidden"}


def sent_whole(form: Form, **instead: str) -> dict[str, str | list[str]]:
    """Something of the right kind for every question; `instead` replaces what is sent for a kind, like date="31/2/2026"."""
    today, data = timezone.localdate(), dict[str, str | list[str]](form.hidden)
    for name, (kind, values) in form.questions.items():
        if kind == "date":
            parts = instead.get("date", f"{today:%d/%m/%Y}").split("/")
            data |= {f"{name}-{part}": value for part, value in zip(("day", "month", "year"), parts, strict=True)}
        elif kind in instead:
            data[name] = instead[kind]
        elif kind == "time":
            data[name] = "0:00"
        elif kind in ("radio", "select", "checkbox"):
            data[name] = values[:1]
        elif kind != "tick":
            data[name] = {"email": "somebody@example.org"}.get(kind, "1" if "many" in name else "Words.")
    return data


WRONG = {
    "date": "31/2/2026", "time": "25:99", "radio": "no-such", "select": "no-such", "checkbox": "no-such", "text": LONG_LINE,
    "textarea": TOO_LONG, "email": "no address", "number": "-1",
}  # fmt: skip


@dataclass
class Tried:
    """What one page was sent, and what of it was not answered as it must be."""

    page: str
    questions: int
    faults: list[str] = field(default_factory=list)


def told_at(answer: HttpResponse, name: str) -> bool:
    """Whether the error summary leads to a question."""
    found = re.search(r'<div class="govuk-error-summary".*?</ul>', answer.content.decode(), re.DOTALL)
    return bool(found and re.search(rf'href="#id_{re.escape(name)}(-day|-month|-year|_0|-0)?"', found.group()))


def asked_on(browser: Client, page: str) -> Form:
    """The form of a page as it is drawn now. Raises AssertionError where the page is not shown."""
    shown = browser.get(page)
    assert shown.status_code == 200, f"{page} is answered with {shown.status_code}"
    return Form(shown.content.decode())


def try_badly(browser: Client, page: str, unmoved: Callable[[], object], *, owes: bool = True) -> Tried:
    """Send a page everything wrong, days far away and nothing at all; each is refused at its question and nothing is kept.

    Takes: `unmoved`, what must be the same afterwards; whether the form owes any answer at all (`owes`).
    """
    before, form = unmoved(), asked_on(browser, page)
    tried = Tried(page, len(form.questions))
    if {kind for kind, _ in form.questions.values()} - {"tick"}:
        _wrong_kinds(browser, form, tried)
        _far_away(browser, asked_on(browser, page), tried)
    if owes:
        empty = browser.post(page, asked_on(browser, page).hidden)
        if empty.status_code != 422 or "govuk-error-summary" not in empty.content.decode():
            tried.faults.append(f"{page}: nothing at all is answered with {empty.status_code}")
    if unmoved() != before:
        tried.faults.append(f"{page}: something was kept of what was refused")
    return tried


def try_stale(browser: Client, page: str, unmoved: Callable[[], object]) -> list[str]:
    """Send a page read before somebody else took a step: it says so and keeps nothing. Gives what is wrong."""
    before, form = unmoved(), asked_on(browser, page)
    if not form.hidden.get("version", "").isdigit():
        return [f"{page}: it does not say which version was read"]
    data = sent_whole(form) | {"version": str(int(form.hidden["version"]) - 1)}
    answer = browser.post(page, data)
    said = answer.status_code == 422 and SOMEBODY_FIRST in answer.content.decode()
    faults = [] if said else [f"{page}: an old version is answered with {answer.status_code}"]
    return faults + ([] if unmoved() == before else [f"{page}: an old version was taken"])


def try_twice(browser: Client, page: str, steps: Callable[[], int]) -> tuple[bool, list[str]]:
    """Send the same page twice, as a second press or a reload does: one step is taken, and both get the same answer.

    Everything is undone afterwards. Gives whether what was sent was taken at all, and what is wrong.
    """
    taken, faults, before = False, [], steps()
    with contextlib.suppress(Undone), transaction.atomic():
        form = asked_on(browser, page)
        data = sent_whole(form)
        first, second = browser.post(page, data), browser.post(page, data)
        taken = first.status_code == 302
        if taken and (second.status_code, second.get("Location")) != (302, first.get("Location")):
            faults.append(f"{page}: pressed twice, the second is answered with {second.status_code}")
        if taken and steps() > before + 1:
            faults.append(f"{page}: pressed twice, {steps() - before} steps are taken")
        raise Undone
    return taken, faults


class Undone(Exception):
    """Ends a step that was tried, so that the next begins where this one began."""


def _wrong_kinds(browser: Client, form: Form, tried: Tried) -> None:
    answer = browser.post(tried.page, sent_whole(form, **WRONG))
    if answer.status_code != 422:
        tried.faults.append(f"{tried.page}: everything wrong is answered with {answer.status_code}")
        return
    html = answer.content.decode()
    for name, (kind, _) in form.questions.items():
        if kind != "tick" and not told_at(answer, name):
            tried.faults.append(f"{tried.page}: {name} ({kind}) takes {WRONG.get(kind, kind)[:20]!r}")
        if kind == "date" and not re.search(rf'name="{name}-day"[^>]*value="31"', html):
            tried.faults.append(f"{tried.page}: {name} lost the day that was typed")
        if kind in ("text", "textarea") and WRONG[kind] not in html:
            tried.faults.append(f"{tried.page}: {name} lost what was typed")


def _far_away(browser: Client, form: Form, tried: Tried) -> None:
    dates = [name for name, (kind, _) in form.questions.items() if kind == "date"]
    if not dates:
        return
    answer = browser.post(tried.page, sent_whole(form, date="1/1/2999"))
    tried.faults += [f"{tried.page}: {name} may lie in 2999" for name in dates if not told_at(answer, name)]


def all_refused(tried: list[Tried]) -> None:
    """Raises AssertionError with every fault of the pages tried, or where no question was tried at all."""
    faults = [fault for one in tried for fault in one.faults]
    assert not faults, "\n".join(faults)
    assert sum(one.questions for one in tried) >= len(tried) > 0
