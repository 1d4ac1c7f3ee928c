"""Keeps database, web server and worker running in the foreground: what dies is started again, Ctrl-C ends all.

Every child has its own session, so that the terminal's Ctrl-C reaches only us and we choose the order of stopping; and
every child asks the kernel to be told to stop if we are killed, so that nothing is left behind holding the port.
"""

import contextlib
import ctypes
import fcntl
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sharedduty.site.addresses import var_folder
from sharedduty.site.postgres import Server
from sharedduty.site.refusals import Refusal

LOOK_SECONDS = 0.25
LONGEST_PAUSE_SECONDS = 10.0
STEADY_SECONDS = 30.0  # up for so long, a child's next death counts as its first
GRACE_SECONDS = 12.0
READY_SECONDS = 240.0
HOPELESS_DEATHS = 4  # so many deaths of the web server before its first answer: something is wrong for good
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
PR_SET_PDEATHSIG = 1
# Commands run once, beside the open product, when it opens as a demonstration: they load what need not be waited for.
AFTER_OPENING: tuple[tuple[str, ...], ...] = (("synthesise",),)


def say(sentence: str) -> None:
    """Print a line for the person at the terminal, at once."""
    with contextlib.suppress(OSError):  # a full disk under the log, a terminal that was closed: the work goes on
        print(sentence, flush=True)


@dataclass
class Child:
    """One process that must always be running, or with `once` one that runs to its end."""

    name: str
    words: list[str]
    environment: dict[str, str]
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started_at: float = 0.0
    not_before: float = 0.0

    def start(self) -> None:
        """Start it now, in a session of its own."""
        self.process = subprocess.Popen(
            self.words,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=stop_with_parent,
        )
        self.started_at = time.monotonic()

    def look(self) -> None:
        """Start it again if it has died, after a pause that grows with every quick death."""
        now = time.monotonic()
        if self.once:
            if self.process is not None and self.process.poll() is not None:
                if self.process.returncode != 0:
                    say(f"{self.name} did not finish ({_ending(self.process.returncode)})")
                self.process = None
            return
        if self.process is not None and self.process.poll() is not None:
            self.deaths = 1 if now - self.started_at > STEADY_SECONDS else self.deaths + 1
            pause = 0.0 if self.deaths == 1 else min(LONGEST_PAUSE_SECONDS, 0.5 * 2 ** (self.deaths - 2))
            say(f"{self.name} ended ({_ending(self.process.returncode)}); starting it again")
            self.kill()  # its own children may still hold the port
            self.process, self.not_before = None, now + pause
        if self.process is None and now >= self.not_before:
            self.start()

    def ended(self) -> bool:
        """Say whether it is not running."""
        return self.process is None or self.process.poll() is not None

    def ask_to_stop(self) -> None:
        """Send the polite signal."""
        if self.process is not None and not self.ended():
            self.process.terminate()

    def kill(self) -> None:
        """Kill it and all its children."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):  # all of them have gone already, which is what is wanted
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Supervisor:
    """The foreground process of `make run`."""

    host: str
    port: int
    demonstration: bool
    server: Server | None
    environment: dict[str, str]
    children: list[Child] = field(default_factory=list)
    stopping: bool = False

    @property
    def url(self) -> str:
        """Where a person opens it."""
        host = "localhost" if self.host in LOOPBACK or self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104
        return f"http://{host}:{self.port}/"

    def run(self) -> int:
        """Set up, start everything, watch it until told to stop, stop it. Gives the exit code."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup means what it says
                signal.signal(number, self._told_to_stop)
        with _only_one(self):
            wait_for_port(self.host, self.port)
            try:
                return self._run()
            finally:
                self._stop_all()

    def _run(self) -> int:
        if self.server is not None:
            self.server.ensure_running()
        table = self._prepare()
        if self.stopping:
            return 0
        self.children = [
            Child("The web server", self._command("serve"), self.environment),
            Child("The worker", self._command("worker"), self.environment),
        ]
        for child in self.children:
            child.start()
        self._wait_until_it_answers()
        if self.stopping:
            return 0
        say(f"\nShared Duty is open at {self.url}  (stop it with Ctrl-C)\n")
        if table:
            say(table)
        # The rest of the demonstration's year may be left out: tests need its newest contacts only.
        whole_year = self.demonstration and os.environ.get("SHAREDDUTY_DEMONSTRATION_YEAR", "1") != "0"
        for words in AFTER_OPENING if whole_year else ():
            self.children.append(Child(" ".join(words), self._command(*words), self.environment, once=True))
            self.children[-1].start()
        while not self.stopping:
            time.sleep(LOOK_SECONDS)
            self._look()
        return 0

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "sharedduty.site.cli", *words]

    def _prepare(self) -> str:
        """Set the database up and load the demonstration; gives what the person is shown once it is open."""
        words = self._command("setup-database", *(["--demonstration"] if self.demonstration else []))
        preparing = subprocess.Popen(
            words, env=self.environment, stdout=subprocess.PIPE, start_new_session=True, text=True
        )
        while not self.stopping:
            try:
                said, _ = preparing.communicate(timeout=LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            if preparing.returncode != 0:
                raise Refusal("set-up did not finish; the reason is above", code=preparing.returncode)
            return said
        preparing.terminate()
        preparing.communicate()
        return ""

    def _wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + READY_SECONDS
        while not self.stopping and not self._answers():
            web = self.children[0]
            if web.deaths >= HOPELESS_DEATHS or time.monotonic() > deadline:
                raise Refusal("the web server did not come up; the reason is above")
            self._look()
            time.sleep(LOOK_SECONDS / 5)

    def _answers(self) -> bool:
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::", "localhost"} else self.host  # noqa: S104 - compared only
        asked = http.client.HTTPConnection(host, self.port, timeout=5)
        try:
            asked.request("GET", "/health/", headers={"Host": f"localhost:{self.port}"})
            return asked.getresponse().status < 600
        except (OSError, http.client.HTTPException):
            return False
        finally:
            asked.close()

    def _look(self) -> None:
        if self.server is not None and not self.server.running():
            say("The database ended; starting it again")
            try:
                self.server.ensure_running()
            except (Refusal, OSError) as refusal:
                say(f"{refusal}; trying again")
        for child in self.children:
            try:
                child.look()
            except OSError as error:  # no memory or no process to be had just now
                say(f"{child.name} could not be started ({error}); trying again")

    def _told_to_stop(self, number: int, frame: object) -> None:
        if self.stopping and number == signal.SIGINT:
            for child in self.children:
                child.kill()  # a second Ctrl-C: now
        self.stopping = True

    def _stop_all(self) -> None:
        self.stopping = True
        say("Stopping ...")
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            _wait(child.ended, deadline)
            child.kill()
        if self.server is not None:
            self.server.stop()


def wait_for_port(host: str, port: int) -> None:
    """Make sure the port is free; a stopping predecessor gets 3 seconds. Raises `Refusal` in one line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    deadline = time.monotonic() + 3
    while True:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
                return
            except OSError as error:
                if time.monotonic() > deadline:
                    raise Refusal(
                        f"port {port} on {host} cannot be used ({error.strerror}): "
                        f"another program has it. Try PORT={port + 1 if port < 65535 else 8000} make run"
                    ) from error
        time.sleep(0.2)


def who_runs() -> dict[str, Any] | None:
    """Say what the running supervisor of this `var` wrote about itself (pid, url, environment); None if none runs."""
    path = var_folder() / "supervisor.json"
    try:
        with path.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return None
    except BlockingIOError:
        try:
            found: dict[str, Any] = json.loads(path.read_text())
        except ValueError:
            found = {"pid": 0, "url": "", "environment": {}}  # it holds the lock but has not written yet
        return found
    return None


class _only_one:
    """Hold the lock that says a supervisor runs in this `var`. Raises `Refusal` if one does already."""

    def __init__(self, supervisor: Supervisor) -> None:
        self.supervisor = supervisor

    def __enter__(self) -> None:
        var = var_folder()
        var.mkdir(parents=True, exist_ok=True)
        path: Path = var / "supervisor.json"
        self.file = path.open("a+")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = who_runs() or {}
            raise Refusal(
                f"Shared Duty is already running here: {running.get('url', '')} (process {running.get('pid', '?')}). "
                "Stop it with `make stop` first, or set SHAREDDUTY_VAR for a second one"
            ) from None
        flags = {"PORT": str(self.supervisor.port), "SHAREDDUTY_DEMONSTRATION": str(int(self.supervisor.demonstration))}
        self.file.truncate(0)
        self.file.write(json.dumps({"pid": os.getpid(), "url": self.supervisor.url, "environment": flags}))
        self.file.flush()

    def __exit__(self, *error: object) -> None:
        self.file.truncate(0)
        self.file.close()


def _wait(done: Callable[[], bool], deadline: float) -> bool:
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def _ending(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"


def stop_with_parent() -> None:
    """Ask Linux to send us SIGTERM if our parent dies; elsewhere there is no such call and nothing is asked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
