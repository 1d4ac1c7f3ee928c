"""start: `make run` to the first page in a fresh copy and again, and until the demonstration's whole year is there (stack.md 16).

A fresh copy has no virtual environment, no database and nothing in `var`; the package cache of this machine is warm.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.figures import Figure

ROUNDS = 5
COLD_SECONDS, AGAIN_SECONDS, YEAR_SECONDS = 60.0, 8.0, 180.0
LONGEST = 900
PROJECT = Path(__file__).resolve().parent.parent


def main() -> list[Figure]:
    """Measure and give the figures: seconds to HTTP 200, and seconds until the year is loaded (once: it is long)."""
    cold, again, year = [], [], []
    for turn in range(ROUNDS):
        last = turn == ROUNDS - 1
        with _fresh_copy() as copy:
            with _running(copy, whole_year=last) as (seconds, began):
                cold.append(seconds)
                if last:
                    year.append(_until_loaded(copy, began))
            for _ in range(ROUNDS if last else 0):
                with _running(copy, whole_year=False) as (seconds, _began):
                    again.append(seconds)
    return [_against("start: cold, in a fresh copy", cold, COLD_SECONDS), _against("start: again", again, AGAIN_SECONDS),
            _against("start: the whole year loaded, measured once", year, YEAR_SECONDS)]  # fmt: skip


def _against(name: str, seconds: list[float], most: float) -> Figure:
    return Figure(name, "s", seconds, "the limit", [most] * len(seconds), "<= 1", max(seconds) <= most)


@contextmanager
def _fresh_copy() -> Iterator[Path]:
    """The files of the project as they stand, and nothing that was made from them."""
    place = Path(tempfile.mkdtemp(prefix="sharedduty-fresh-"))
    copy = place / "copy"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", "var", "node_modules", "__pycache__", ".*_cache", "*.egg-info", ".hypothesis", "build", "dist"
    )
    shutil.copytree(PROJECT, copy, ignore=left_out, symlinks=True)
    try:
        yield copy
    finally:
        shutil.rmtree(place, ignore_errors=True)


@contextmanager
def _running(copy: Path, *, whole_year: bool) -> Iterator[tuple[float, float]]:
    """`make run` in the copy: the seconds it took to the first page, and the moment it began; stopped afterwards."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    ours = (
        "SHAREDDUTY_",
        "DATABASE_",
        "DJANGO_",
        "BASE_URL",
        "VIRTUAL_ENV",
        "MAKEFLAGS",
        "MFLAGS",
        "MAKELEVEL",
        "PYTHONPATH",
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"PORT": str(port), "SHAREDDUTY_DEMONSTRATION_YEAR": str(int(whole_year))}
    log = copy.parent / "run.log"
    with log.open("w") as said:
        began = time.monotonic()
        process = subprocess.Popen(["make", "run"], cwd=copy, env=environment, stdin=subprocess.DEVNULL, stdout=said,
                                   stderr=subprocess.STDOUT, start_new_session=True, preexec_fn=_hears)  # fmt: skip
        try:
            _until_open(port, process, began, log)
            yield time.monotonic() - began, began
        finally:
            _stop(process)


def _hears() -> None:
    """Hear Ctrl-C also where the benchmarks were begun in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _until_open(port: int, process: subprocess.Popen[bytes], began: float, log: Path) -> None:
    while time.monotonic() - began < LONGEST:
        if process.poll() is not None:
            raise RuntimeError(f"make run ended with {process.returncode}:\n{log.read_text()[-2000:]}")
        with suppress(OSError, urllib.error.URLError):
            if urllib.request.urlopen(f"http://localhost:{port}/", timeout=5).status == 200:
                return
        time.sleep(0.05)
    raise RuntimeError(f"no page after {LONGEST} seconds:\n{log.read_text()[-2000:]}")


def _until_loaded(copy: Path, began: float) -> float:
    mark = copy / "var" / "synthetic" / "gloucestershire.loaded"
    while not mark.exists():
        if time.monotonic() - began > LONGEST:
            raise RuntimeError(f"the year was not loaded after {LONGEST} seconds")
        time.sleep(0.2)
    return time.monotonic() - began


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ctrl-C, as a person would; kill what will not end."""
    with suppress(ProcessLookupError):  # it has ended already, which is what is wanted
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(40)
        except subprocess.TimeoutExpired:
            print("make run did not end by itself and was killed", file=sys.stderr)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
