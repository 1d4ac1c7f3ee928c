"""The disk runs full while people send, and space comes back (quality goal R7): nothing acknowledged is lost.

The product lives on a small file system of its own for this, which only root may make; elsewhere the test says so.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sharedduty.site.addresses import database_addresses
from tests.browsers import Browser, NoAnswer, sign_in
from tests.partnership import Partnership, wait_until
from tests.storms import Storm, by_public_form, by_telephone
from tests.wholeness import half_records, is_sealed, newest_contact, unaccounted

pytestmark = pytest.mark.deep
SIZE_MB, SENDERS, FULL_SECONDS, RECOVERY_SECONDS = 700, 6, 25, 300


@pytest.fixture
def partnership() -> Iterator[Partnership]:
    if database_addresses().kind != "embedded":
        pytest.skip("the database was given from outside: its disk is not ours to fill")
    found = Partnership("full", {"TRUSTED_PROXY_COUNT": "1"})
    secret = (found.var / "secrets" / "secret_key").read_text()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MB}m,mode=0755", "tmpfs", str(found.var)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        found.close()
        pytest.skip("a small file system cannot be made here: it takes root and the right to mount")
    try:
        (found.var / "secrets").mkdir(mode=0o700)
        (found.var / "secrets" / "secret_key").write_text(secret)
        found.start()
        yield found
    finally:
        found.stop()
        subprocess.run(["umount", "--lazy", str(found.var)], check=False)
        found.close()


def _fill(ballast: Path) -> None:
    """Take every byte that is left."""
    with ballast.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def test_a_full_disk_loses_nothing_and_work_resumes_by_itself(partnership: Partnership) -> None:
    since = newest_contact(partnership)
    desk, storm, faults = sign_in(partnership, "front_door_worker"), Storm(partnership), []
    over = threading.Event()

    def send_on(number: int) -> None:
        while not over.is_set():
            faults.append(storm.send(by_telephone(desk) if number % 2 else by_public_form(partnership.port)))

    with ThreadPoolExecutor(SENDERS) as pool:
        sending = [pool.submit(send_on, number) for number in range(SENDERS)]
        assert wait_until(lambda: len(storm.receipts) > 20, RECOVERY_SECONDS)
        refused = _while_full(partnership, storm)
        emptied = time.monotonic()
        after = len(storm.receipts)
        assert wait_until(lambda: len(storm.receipts) > after + 20, RECOVERY_SECONDS), partnership.said()[-3000:]
        first = min(receipt.at for receipt in storm.receipts if receipt.at > emptied) - emptied
        over.set()
    for one in sending:
        one.result()
    assert not [fault for fault in faults if fault]
    assert unaccounted(partnership, storm.receipts, since) == []
    assert half_records(partnership, since) == []
    assert wait_until(lambda: is_sealed(partnership), RECOVERY_SECONDS)
    partnership.command("journal", "verify")
    print(f"\n{len(storm.receipts)} receipts; while full: {refused}; first receipt {first:.1f} s after space came back")


def _while_full(partnership: Partnership, storm: Storm) -> dict[str, int]:
    """Fill the disk, try for a while, and give the space back. Gives what a sender met meanwhile, counted."""
    ballast = partnership.var / "ballast"
    met: dict[str, int] = {}
    end = time.monotonic() + FULL_SECONDS
    while time.monotonic() < end:
        _fill(ballast)
        one = by_telephone(Browser(partnership.port))
        try:
            answer = one.browser.get("/raise/")
            said = str(answer.status_code)
            assert answer.status_code in {200, 500, 503}, answer.text[:2000]
        except NoAnswer:
            said = "no answer"
        met[f"page {said}"] = met.get(f"page {said}", 0) + 1
        time.sleep(0.5)
    met["receipts"] = len(storm.receipts)
    os.truncate(ballast, 0)
    ballast.unlink()
    return met
