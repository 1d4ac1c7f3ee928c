"""A storm of real submissions while processes are killed, and the account taken afterwards (quality goal R3).

Each submission is a form as a person sends it, with one form token; whoever gets no answer sends the very same form
again until they get one. Receipts are what counts: afterwards every one of them must be there, once and whole.
"""

import datetime
import os
import random
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from sharedduty.modules.front_door.tests import raising
from sharedduty.site import keeping, roles
from sharedduty.site.postgres import Server
from tests.browsers import CSRF, Browser, NoAnswer
from tests.partnership import Partnership, parent, processes

PATIENCE_SECONDS = 300
BEFORE_AGAIN_SECONDS = 0.25
TRY_AGAIN = {500, 502, 503, 504}  # what an honest failure says


@dataclass
class Submission:
    """One form filled in, ready to be sent; `marker` is a family name that nobody else has."""

    marker: str
    browser: Browser
    address: str
    body: dict[str, Any]


@dataclass
class Receipt:
    """What the sender was told: where the confirmation stands, after how many tries and when."""

    submission: Submission
    location: str
    tries: int
    at: float

    @property
    def reference(self) -> str:
        """The reference they were given."""
        return self.location.strip("/").split("?")[0].strip("/").split("/")[-1]


def new_marker() -> str:
    """A family name that nobody else has."""
    return f"Mock{uuid.uuid4().hex[:10]}"


def persist(act: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> tuple[Any, int]:
    """Do it again until it is answered with neither a broken line nor an honest failure; gives the answer and the tries.

    Raises AssertionError after so many seconds.
    """
    deadline, tries = time.monotonic() + seconds, 0
    while True:
        tries += 1
        try:
            answer = act()
            if answer.status_code not in TRY_AGAIN:
                return answer, tries
            said = f"{answer.status_code}"
        except NoAnswer as broken:
            said = str(broken)
        assert time.monotonic() < deadline, f"no answer within {seconds} s, the last was: {said}"
        time.sleep(BEFORE_AGAIN_SECONDS)


def by_public_form(port: int) -> Submission:
    """The short form of a neighbour, as a browser fills it in. Each comes from a network of its own."""
    dice = random.Random()
    browser = Browser(port, network=f"10.{dice.randrange(256)}.{dice.randrange(256)}.{dice.randrange(1, 255)}")
    page, _ = persist(lambda: browser.get("/raise/tell/"))
    found, marker = CSRF.search(page.text), new_marker()
    assert found, page.text[:500]
    body = {
        "csrfmiddlewaretoken": found[1], "form_token": raising.token(page.content), "who_about": "other",
        "what_happened": f"Crying at night, {marker}.", "danger_now": "no", "reply": "no", "given_names": "Rowan",
        "family_name": marker,
    }  # fmt: skip
    return Submission(marker, browser, "/raise/tell/", body)


def by_telephone(worker: Browser) -> Submission:
    """A concern that somebody at the front door types in while a practitioner tells it."""
    now, marker = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=2), new_marker()
    body = {
        "form_token": str(uuid.uuid4()), "telephoned_at-day": now.day, "telephoned_at-month": now.month,
        "telephoned_at-year": now.year, "telephoned_at_time": f"{now:%H:%M}", "is_professional": "yes",
        "caller_name": "Ada Sample", "caller_post": "Health visitor", "children": "1", "child0-given_names": "Robin",
        "child0-family_name": marker, "what_happened": f"Missed appointments, {marker}.",
    }  # fmt: skip
    return Submission(marker, worker.copy(), "/front-door/telephone/", body)


def by_teacher(teacher: Browser) -> Submission:
    """A practitioner's whole form, page by page, ready to be sent from its check-answers page."""
    browser, marker = teacher.copy(), new_marker()
    draft = raising.begin(browser)  # type: ignore[arg-type]
    assert raising.add_child(browser, draft, family_name=marker).status_code == 302  # type: ignore[arg-type]
    for page in raising.PAGES:
        assert raising.fill(browser, draft, page).status_code == 302, page  # type: ignore[arg-type]
    assert browser.post(f"{draft}children/", {"go_on": "1"}).status_code == 302
    token = raising.token(browser.get(f"{draft}check/").content)
    return Submission(marker, browser, f"{draft}check/", {"declared": "on", "form_token": token})


def push(submission: Submission, dice: random.Random | None = None) -> Receipt:
    """Send it until it is answered. With `dice` the line breaks now and then before the answer arrives."""
    if dice is not None and dice.random() < 0.1:
        with suppress(NoAnswer):  # where it never arrived: as good
            submission.browser.copy().cut_off(submission.address, submission.body)
    answer, tries = persist(lambda: submission.browser.post(submission.address, submission.body))
    assert answer.status_code == 302, (submission.marker, answer.status_code, answer.text[:3000])
    return Receipt(submission, answer["Location"], tries, time.monotonic())


def look_at(receipt: Receipt) -> str:
    """Open the confirmation as the browser does that was sent there; gives a fault in words, or nothing."""
    page, _ = persist(lambda: receipt.submission.browser.get(receipt.location))
    if page.status_code == 302:  # to a page of its own for what was told, or a session that must begin again
        page, _ = persist(lambda: receipt.submission.browser.get(page["Location"]))
    if page.status_code != 200 or receipt.reference not in page.text:
        return f"{receipt.location}: {page.status_code} after {receipt.tries} tries"
    return ""


@dataclass
class Storm:
    """Many senders at once at one partnership; `receipts` grows while it blows."""

    partnership: Partnership
    receipts: list[Receipt] = field(default_factory=list)
    kills: list[tuple[float, str]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, submission: Submission, dice: random.Random | None = None) -> str:
        """Send one and look at its receipt; gives a fault in words, or nothing."""
        receipt = push(submission, dice)
        with self._lock:
            self.receipts.append(receipt)
        return look_at(receipt)

    def send_all(self, submissions: Iterable[Submission], at_once: int) -> list[str]:
        """Send them with so many senders; gives the faults."""
        with ThreadPoolExecutor(at_once) as pool:
            return [fault for fault in pool.map(self.send, submissions) if fault]

    def strike(self, how: Callable[[Partnership], bool]) -> None:
        """Kill something; counted where something was there to be killed."""
        if how(self.partnership):
            self.kills.append((time.monotonic(), how.__name__))

    def silences(self) -> list[float]:
        """After each kill, how many seconds passed until the next receipt was given."""
        given = sorted(receipt.at for receipt in self.receipts)
        return [next((at - when for at in given if at > when), float("inf")) for when, _ in self.kills]


def web_worker(partnership: Partnership) -> bool:
    """Kill -9 one of the web server's processes."""
    pids = partnership.web_processes()
    return bool(pids) and _kill(random.choice(pids))


def worker(partnership: Partnership) -> bool:
    """Kill -9 the background worker, whatever it is at."""
    assert partnership.process is not None
    pids = [pid for pid in processes("worker") if parent(pid) == partnership.process.pid]
    return bool(pids) and _kill(pids[0])


def database(partnership: Partnership) -> bool:
    """Kill -9 the database's first process: every session is lost, and it recovers from its log."""
    with partnership.addresses() as addresses:
        if addresses.kind != "embedded":
            return False
    pid = Server(partnership.var).pid()
    return pid is not None and _kill(pid)


def session(partnership: Partnership) -> bool:
    """Cut one session of the web server, in the middle of what it does if one is at work."""
    try:
        with looking_in(partnership) as looker:
            cut = looker.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE '%app%' AND datname ="
                " current_database() ORDER BY state <> 'active', state NOT LIKE 'idle in%', random() LIMIT 1"
            ).fetchone()
    except Exception:  # the database is away just now
        return False
    return cut is not None


def _kill(pid: int) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def looking_in(partnership: Partnership) -> Iterator[roles.Session]:
    """A database session that sees every row, for the account afterwards."""
    with partnership.addresses() as addresses, roles.session(keeping.above_sight(addresses)) as found:
        yield found
