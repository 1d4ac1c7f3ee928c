"""Every page, as every role that may open it: read by axe, one heading, a title; error, empty and locked pages too.

Pages are found from the product's own addresses, so a new page is met here without being named. What an address needs
(a reference, a key) comes from what is made in the running product first: see crawling.py. Each form is also sent
empty, and the page of errors that comes back is read.
"""

import re

import pytest
from playwright.sync_api import APIResponse

from sharedduty.site.manual.matrix import Address
from tests.journeys.browsing import Visitor, kinds_of
from tests.journeys.conftest import Arrive
from tests.journeys.crawling import PARTS, ROOMS, Made, make, who_opens
from tests.journeys.keyboard import unseen_focus
from tests.journeys.prepared import Preparer
from tests.partnership import Partnership

pytestmark = pytest.mark.browser
LEAST = {"/front-door/contacts/": 150, "/front-door/": 30, "/raise/": 40, "/guidance/": 40}
FIELD = re.compile(r'<(?:textarea|select)\b|<input\b(?![^>]*type="(?:hidden|search|submit)")')
HIDDEN = re.compile(r'<input\b[^>]*type="hidden"[^>]*>')
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
MADE: dict[str, Made] = {}


@pytest.fixture(params=[True], ids=["javascript"])
def scripts() -> bool:
    """What the server draws is the same for both; journeys walk without scripts."""
    return True


@pytest.fixture
def made(arrive: Arrive, partnership_server: Partnership, prepared: Preparer) -> Made:
    """What the crawl opens, made once for each running product."""
    if partnership_server.base_url not in MADE:
        MADE[partnership_server.base_url] = make(arrive, prepared)
    return MADE[partnership_server.base_url]


@pytest.mark.parametrize("part", PARTS)
def test_every_page_of_every_role(arrive: Arrive, made: Made, part: str) -> None:
    people: dict[str, Visitor] = {}
    drawn: dict[str, list[frozenset[str]]] = {}
    wrong: list[str] = []
    met = 0
    for address, path in made.paths(part):
        for role in who_opens(address):
            who = people.setdefault(role, people.get(role) or arrive(role))
            where = f"{role or 'public'} {path}"
            answer = who.page.context.request.get(path, max_redirects=0)
            if answer.status >= 500:
                wrong.append(f"{where}: {answer.status}")
            if not _is_page(answer):
                continue
            met += 1
            html = answer.text()
            wrong += _plain_faults(where, html)
            kinds, known = kinds_of(html), drawn.setdefault(address.route, [])
            if any(kinds <= before for before in known):
                continue
            known.append(kinds)
            wrong += _read(who, where, path)
            if not role:
                wrong += _read(people.setdefault("small", people.get("small") or arrive(width=320)), where, path)
            wrong += _sent_empty(who, where, address, path, html)
    assert not wrong, "\n".join(wrong)
    assert met >= LEAST.get(part, 12), met


def _is_page(answer: APIResponse) -> bool:
    return answer.status == 200 and "text/html" in answer.headers.get("content-type", "")


def _plain_faults(where: str, html: str) -> list[str]:
    """One first heading, a title, a language; nothing half rendered."""
    faults = []
    if len(re.findall(r"<h1\b", html)) != 1:
        faults.append(f"{where}: {len(re.findall(r'<h1', html))} first headings")
    if not re.search(r"<title>\s*\S", html) or '<html lang="en' not in html:
        faults.append(f"{where}: no title or no language")
    if re.search(r">\s*\"&?g?t?;?>", html) or "{{" in html.replace("{{ 7*7 }}", "") or "Undefined" in html:
        faults.append(f"{where}: something half rendered")
    return faults


def _read(who: Visitor, where: str, path: str) -> list[str]:
    who.go(path)
    found = who.reader.read(who.page, scripts=True)
    if path.startswith(tuple(ROOMS)):  # the pages before them are walked by keyboard in test_keyboard.py
        found += unseen_focus(who.page)
    complaints, who.complaints = who.complaints, []
    return [f"{where}: {one}" for one in (*found, *complaints)]


def _sent_empty(who: Visitor, where: str, address: Address, path: str, html: str) -> list[str]:
    """Send the page's first form that has something to fill in, with nothing filled in; read what comes back."""
    main = html.partition("<main")[2]
    form = next((one for one in FORM.findall(main) if FIELD.search(one)), "")
    action = re.search(r'^<form\b[^>]*action="([^"#]+)"', form)
    if not form or (action and action.group(1) != path):
        return []
    fields = {_attribute(one, "name"): _attribute(one, "value") for one in HIDDEN.findall(form)}
    answer = who.page.context.request.post(path, form=fields, headers={"Referer": who.base + path}, max_redirects=0)
    if answer.status >= 500:
        return [f"{where} sent empty: {answer.status}"]
    page = answer.text() if "text/html" in answer.headers.get("content-type", "") else ""
    if "govuk-error-summary" not in page:
        return []
    faults = _plain_faults(f"{where} sent empty", page)
    if not re.search(r"<title>\s*Error", page):
        faults.append(f"{where} sent empty: the title does not begin with Error")
    found = who.reader.read_answer(page, path)
    return faults + [f"{where} sent empty: {one}" for one in (*found, *_links_to_nothing(page))]


def _links_to_nothing(page: str) -> list[str]:
    """The links of the error summary that lead to no field."""
    summary = page.partition("govuk-error-summary__body")[2].partition("</ul>")[0]
    places = re.findall(r'href="#([^"]+)"', summary)
    lost = [place for place in places if f'id="{place}"' not in page]
    return [f"the error summary links to #{place}, which is nowhere" for place in lost]


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else ""


def test_error_empty_and_locked_pages(arrive: Arrive) -> None:
    public = arrive()
    public.go("/no-such-page/").meets("not found")
    public.go("/raise/link/no-such-token/").meets("cannot be used")
    public.go("/my-work/").meets("Sign in")  # and back afterwards
    for _ in range(12):  # a door that is tried too often is locked for a while, and says so
        public.go("/sign-in/")
        public.page.get_by_label(re.compile("e-?mail", re.IGNORECASE)).first.fill("nobody@demonstration.example")
        public.page.get_by_label("Password", exact=True).fill("not the password")
        public.press("Sign in")
        if public.sees("Too many"):
            break
    public.meets()
    public.go("/forgotten-password/").meets()
    teacher = arrive("teacher")
    teacher.go("/front-door/").meets("not found")  # not theirs: the same answer as for what is not there
    teacher.go("/search/?q=nobodyatall").meets()
    worker = arrive("front_door_worker")
    worker.go("/front-door/?show=nothing-such&page=999").meets("Front door queue")
    worker.go("/front-door/contacts/C-0000-0000/").meets("not found")
    worker.go("/front-door/advice/?words=nobodyatall").meets("Advice calls")
    arrive("gp").go("/front-door/requests/").meets("What my agency is asked")
