"""The real product, started as a person starts it, in a place of its own: for journeys, floods and faults."""

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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import override_settings

from sharedduty.site import demonstration, roles
from sharedduty.site.addresses import Addresses, database_addresses
from sharedduty.site.postgres import Server, forget
from sharedduty.site.supervisor import stop_with_parent
from tests import migrated

START_SECONDS = 400
STOP_SECONDS = 60


def _as_from_a_terminal() -> None:
    """What is stopped as by Ctrl-C hears it, also where these tests were begun in the background, which ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    stop_with_parent()


class Partnership:
    """One running product: `base_url`, its folder `var`, and the means to sign in, to kill and to start again."""

    def __init__(
        self, name: str = "served", environment: dict[str, str] | None = None, *, durable: bool = True
    ) -> None:
        """Take a name for its database on an outside server, and environment on top of the demonstration's.

        `durable=False` for one whose database nobody kills: it then does not wait for the disk.
        """
        self.durable = durable
        self.var = Path(tempfile.mkdtemp(prefix="served-", dir=os.environ["SHAREDDUTY_VAR"]))
        self.port = free_port()
        self.base_url = f"http://localhost:{self.port}"
        self.output = self.var / "output.txt"
        self.environment = _environment(self.var, self.port, name) | (environment or {})
        self.process: subprocess.Popen[bytes] | None = None
        self._codes: dict[str, int] = {}
        _share_secret_key(self.var)

    def start(self) -> None:
        """Start it and wait until it answers. Raises AssertionError with its output if it does not."""
        self._put_tables_back()
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "sharedduty.site.cli", "run"],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                preexec_fn=_as_from_a_terminal,
            )  # fmt: skip
        wait_until(lambda: self.healthy() or self.process is None or self.process.poll() is not None, START_SECONDS)
        assert self.healthy(), self.said()[-4000:]

    def _put_tables_back(self) -> None:
        """Before a first start: the tables as an earlier run migrated them, so that nothing is left to migrate."""
        with self.addresses() as addresses:
            server = Server(self.var, settings="" if self.durable else migrated.NOT_DURABLE)
            if addresses.kind == "embedded" and not server.made():
                server.ensure_running()
                roles.set_up(addresses)
                migrated.put_back(addresses)

    def stop(self) -> int:
        """Stop it as Ctrl-C would and give its exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(STOP_SECONDS)
        finally:
            self.process.kill()
            self.process.wait()
            self.process = None

    def close(self) -> None:
        """Stop it and remove everything it made."""
        try:
            self.stop()
        finally:
            with self.addresses() as addresses:
                if addresses.kind == "embedded":
                    server = Server(self.var)
                    server.stop()
                    forget(server)
                else:
                    roles.drop_database(addresses)
                    roles.drop_roles(addresses)
            shutil.rmtree(self.var, ignore_errors=True)

    def said(self) -> str:
        """Give everything it has printed."""
        return self.output.read_text(errors="replace") if self.output.exists() else ""

    def healthy(self) -> bool:
        """Say whether the health page answers 200."""
        return self.status("/health/") == 200

    def status(self, path: str, timeout: float = 5) -> int:
        """Give the status of a page, 0 where nothing answers."""
        try:
            with urllib.request.urlopen(self.base_url + path, timeout=timeout) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def command(self, *words: str) -> str:
        """Run `sharedduty WORDS` beside it and give what it printed. Raises CalledProcessError."""
        done = subprocess.run(
            [sys.executable, "-m", "sharedduty.site.cli", *words],
            env=self.environment, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return done.stdout

    def code(self, email: str) -> str:
        """Give a one-time code that has not been used yet: waits for the next one if this person just signed in."""
        period = int(app_settings.TOTP_PERIOD)
        counter = max(int(time.time()) // period, self._codes.get(email, 0) + 1)
        while counter > int(time.time()) // period + 1:  # one period ahead is still accepted
            time.sleep(0.2)
        self._codes[email] = counter
        with override_settings(DEMONSTRATION=True):
            return str(format_hotp_value(hotp_value(demonstration.totp_secret(email), counter)))

    @property
    def password(self) -> str:
        """The password of every demonstration person."""
        return demonstration.PASSWORD

    @contextmanager
    def addresses(self) -> Iterator[Addresses]:
        """Give its database addresses, for looking into its database or for cleaning up."""
        names = ("SHAREDDUTY_VAR", "DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ROLE_SUFFIX")
        before = {name: os.environ.get(name) for name in names}
        _put({name: self.environment.get(name) for name in names})
        try:
            yield database_addresses()
        finally:
            _put(before)

    def web_processes(self) -> list[int]:
        """Give the process ids of the web server's workers."""
        all_of_it = processes("granian", str(self.port))
        return [pid for pid in all_of_it if parent(pid) in all_of_it]


def free_port() -> int:
    """Give a port nobody listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def wait_until(done: Callable[[], object], seconds: float) -> bool:
    """Wait until `done()` is true; gives False when it was not within so many seconds."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


def _environment(var: Path, port: int, name: str) -> dict[str, str]:
    unwanted = ("SHAREDDUTY_TEST_RUN", "DJANGO_SETTINGS_MODULE", "BASE_URL", "HOST")
    environment = {key: value for key, value in os.environ.items() if key not in unwanted}
    for variable in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        if variable in environment:
            head, _, query = environment[variable].partition("?")
            environment[variable] = f"{head}_{name}" + (f"?{query}" if query else "")
            environment["DATABASE_ROLE_SUFFIX"] = f"{os.environ.get('DATABASE_ROLE_SUFFIX', '')}_{name}"
    ours = {"SHAREDDUTY_VAR": str(var), "PORT": str(port), "SHAREDDUTY_DEMONSTRATION": "1"}
    return environment | ours | {"SHAREDDUTY_DEMONSTRATION_YEAR": "0"}


def _share_secret_key(var: Path) -> None:
    """Let the tests work out the same one-time codes as the product: both keep one secret key."""
    (var / "secrets").mkdir(mode=0o700)
    shutil.copy(Path(os.environ["SHAREDDUTY_VAR"]) / "secrets" / "secret_key", var / "secrets" / "secret_key")


def _put(environment: dict[str, str | None]) -> None:
    for name, value in environment.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


def processes(*words: str) -> list[int]:
    """Give the process ids whose command line holds all these words."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue  # it ended while we looked
            if all(word.encode() in line for word in words):
                found.append(int(entry.name))
    return found


def parent(pid: int) -> int:
    """Give the process that started one, 0 where it has ended."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0
