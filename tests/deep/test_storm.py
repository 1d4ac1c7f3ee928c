"""Kill after kill while people send, for minutes (quality goals R3 and R11): what was acknowledged is there, once, whole.

STORM_SECONDS says how long (150), STORM_BETWEEN how many receipts are given between two kills (3: as many kills as it
bears; 60 on a quiet machine for half an hour: ten thousand receipts). The short edition, with two hundred at once, is
tests/test_kills.py.
"""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browsers import Browser, NoAnswer, sign_in
from tests.partnership import Partnership, wait_until
from tests.storms import (
    Storm,
    by_public_form,
    by_teacher,
    by_telephone,
    database,
    looking_in,
    session,
    web_worker,
    worker,
)
from tests.wholeness import half_records, is_sealed, newest_contact, unaccounted

pytestmark = pytest.mark.deep
SECONDS = float(os.environ.get("STORM_SECONDS", "150"))
SENDERS, TEACHERS = 24, 6
KILLS = [session] * 11 + [web_worker] * 6 + [worker] * 2 + [database]
BETWEEN = int(os.environ.get("STORM_BETWEEN", "3"))  # receipts, so that there is something to kill
LONGEST_PAUSE_SECONDS = 20
READS, RECOVERY_SECONDS = 300, 180


@pytest.fixture(scope="module")
def partnership() -> Iterator[Partnership]:
    found = Partnership("storm", {"TRUSTED_PROXY_COUNT": "1"})
    try:
        found.start()
        yield found
    finally:
        found.close()


def test_kill_after_kill_and_every_receipt_holds(partnership: Partnership) -> None:
    since = newest_contact(partnership)
    desk, teacher = sign_in(partnership, "front_door_worker"), sign_in(partnership, "teacher")
    storm, faults = Storm(partnership), []
    drafts = [by_teacher(teacher) for _ in range(TEACHERS)]
    over = threading.Event()

    def send_on(number: int) -> None:
        dice = random.Random(number)
        waiting = drafts[number : number + 1]
        while not over.is_set():
            one = (
                waiting.pop()
                if waiting
                else by_telephone(desk)
                if number % 3 == 0
                else by_public_form(partnership.port)
            )
            faults.append(storm.send(one, dice))

    with ThreadPoolExecutor(SENDERS) as pool:
        sending = [pool.submit(send_on, number) for number in range(SENDERS)]
        end, dice = time.monotonic() + SECONDS, random.Random("kills")
        while time.monotonic() < end:
            enough = len(storm.receipts) + BETWEEN
            wait_until(lambda many=enough: len(storm.receipts) >= many, LONGEST_PAUSE_SECONDS)
            storm.strike(dice.choice(KILLS))
        over.set()
    for one in sending:
        one.result()
    assert not [fault for fault in faults if fault]
    assert unaccounted(partnership, storm.receipts, since) == []
    assert half_records(partnership, since) == []
    assert wait_until(lambda: is_sealed(partnership), RECOVERY_SECONDS), "the journal is not sealed any more by itself"
    partnership.command("journal", "verify")
    again = sum(receipt.tries > 1 for receipt in storm.receipts)
    silences = sorted(storm.silences())
    print(
        f"\n{len(storm.receipts)} receipts, {again} of them after more than one try; {len(storm.kills)} kills:"
        f" {dict(Counter(how for _, how in storm.kills))}; silence after a kill: median"
        f" {silences[len(silences) // 2]:.1f} s, most {silences[-1]:.1f} s"
    )


def test_a_page_whose_session_was_cut_comes_at_the_first_retry(partnership: Partnership) -> None:
    """R11: no failure after the first retry of a GET. The next cut waits until everybody has had two answers."""
    assert wait_until(partnership.healthy, RECOVERY_SECONDS)
    desk = sign_in(partnership, "front_door_worker")
    answered, twice_failed, retried = [0] * 4, [], [0]
    over = threading.Event()

    def read_on(number: int) -> None:
        while not over.is_set():
            if _status(desk.copy(), "/front-door/") != 200:
                retried[0] += 1
                if (second := _status(desk.copy(), "/front-door/")) != 200:
                    twice_failed.append(second)
            answered[number] += 1

    with ThreadPoolExecutor(len(answered)) as pool:
        reading = [pool.submit(read_on, number) for number in range(len(answered))]
        cuts = 0
        while sum(answered) < READS and not any(one.done() for one in reading):
            before = list(answered)
            cuts += _cut_everybody(partnership)
            wait_until(lambda held=before: all(now >= then + 2 for now, then in zip(answered, held, strict=True)), 60)
        over.set()
    for one in reading:
        one.result()
    assert cuts > 20 and retried[0] > 0, "nobody was cut in the middle of a page: the test showed nothing"
    assert twice_failed == []
    print(f"\n{sum(answered)} pages, {cuts} sessions cut, {retried[0]} pages came at the first retry, none later")


def _status(browser: Browser, address: str) -> int:
    try:
        return browser.get(address).status_code
    except NoAnswer:
        return 0


def _cut_everybody(partnership: Partnership) -> int:
    """Cut every session of the web server at one moment in which at least one is at work, if there is one soon."""
    with looking_in(partnership) as looker:
        for _ in range(200):
            found = looker.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename LIKE '%app%' AND EXISTS"
                " (SELECT 1 FROM pg_stat_activity a WHERE a.usename LIKE '%app%' AND a.state <> 'idle')"
            ).fetchone()
            if found and found[0]:
                return int(str(found[0]))
    return 0
