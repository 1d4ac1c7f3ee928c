"""The product's own web server on a port of its own, a bounded load from this machine, and what the server's processes hold."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

CLIENTS = 4
READY_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A running web server."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> float:
        """MB held by the server and its workers: proportional set size, in which a page shared by n processes counts 1/n in each."""
        return sum(_proportional(pid) for pid in _family(self.process.pid)) / 1024


@contextmanager
def served(workers: int = 2, settings: str = "sharedduty.site.settings", threads: int = 8) -> Iterator[Served]:
    """`sharedduty serve` with these settings, in the partnership the environment names; stopped afterwards."""
    port = _free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": settings, "PORT": str(port), "WEB_THREADS": str(threads),
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent),
    }  # fmt: skip
    words = [sys.executable, "-m", "sharedduty.site.cli", "serve", "--port", str(port), "--workers", str(workers)]
    process = subprocess.Popen(words, env=environment, start_new_session=True)
    try:
        _wait_until_open(port, process)
        yield Served(port, process)
    finally:
        with suppress(ProcessLookupError):  # it has gone already, which is what is wanted
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        time.sleep(0.1)
    raise RuntimeError("the server did not open its port")


class Browser:
    """One connection kept open, with one session."""

    def __init__(self, port: int, session: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {"Host": f"localhost:{port}", "Cookie": f"session={session}"}

    def get(self, path: str) -> bytes:
        """The body of a page. Raises RuntimeError for any answer but 200."""
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body

    def first_byte(self, path: str) -> tuple[float, int]:
        """Seconds to the first byte of a page's body, and the length of the whole body."""
        began = time.perf_counter()
        self._connection.request("GET", path, headers=self._headers)
        answer = self._connection.getresponse()
        length = len(answer.read(1))
        waited = time.perf_counter() - began
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        while piece := answer.read(64 * 1024):
            length += len(piece)
        return waited, length

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@dataclass
class _Tally:
    """What the clients of one load have had answered so far."""

    until: float
    answered: int = 0
    faults: list[Exception] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def load(port: int, session: str, paths: Sequence[str], seconds: float, clients: int = CLIENTS) -> float:
    """Ask for the pages in turn from so many clients for so long; gives pages answered in a second.

    Raises the first fault any of them met: a page that fails fast must not pass for a fast page.
    """
    tally = _Tally(time.monotonic() + seconds)
    began = time.monotonic()
    everybody = [threading.Thread(target=_ask, args=(tally, port, session, paths, at)) for at in range(clients)]
    for one in everybody:
        one.start()
    for one in everybody:
        one.join()
    if tally.faults:
        raise tally.faults[0]
    return tally.answered / (time.monotonic() - began)


def _ask(tally: _Tally, port: int, session: str, paths: Sequence[str], at: int) -> None:
    browser = Browser(port, session)
    answered = 0
    try:
        while time.monotonic() < tally.until and not tally.faults:
            browser.get(paths[(at + answered) % len(paths)])
            answered += 1
    except (OSError, RuntimeError, http.client.HTTPException) as fault:
        tally.faults.append(fault)
    finally:
        browser.close()
        with tally.lock:
            tally.answered += answered


def _family(pid: int) -> list[int]:
    """A process and all its descendants."""
    found = [pid]
    for parent in found:
        with suppress(OSError):  # a process may end while it is looked at
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def _proportional(pid: int) -> int:
    """kB of one process; nothing once it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
