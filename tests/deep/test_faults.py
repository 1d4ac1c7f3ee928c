"""What dies comes back without hands: web worker, web server, database, supervisor; and everything stops when told."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sharedduty.site import roles
from sharedduty.site.postgres import Server, kill_everything
from tests.partnership import Partnership, free_port, wait_until

pytestmark = pytest.mark.deep
RECOVERY_SECONDS = 180


@pytest.fixture(scope="module")
def partnership() -> Iterator[Partnership]:
    found = Partnership("faults")
    try:
        found.start()
        yield found
    finally:
        found.close()


def _recovers(partnership: Partnership) -> bool:
    return wait_until(partnership.healthy, RECOVERY_SECONDS) and partnership.status("/") == 200


def _people(partnership: Partnership) -> int:
    with partnership.addresses() as addresses, roles.session(addresses.logins["owner"]) as session:
        found = session.execute("SELECT count(*) FROM access_account").fetchone()
    assert found is not None
    return int(str(found[0]))


def test_a_killed_web_worker_is_replaced(partnership: Partnership) -> None:
    for pid in partnership.web_processes():
        os.kill(pid, signal.SIGKILL)
    assert _recovers(partnership)


def test_a_killed_web_server_is_replaced(partnership: Partnership) -> None:
    master = {
        int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1]) for pid in partnership.web_processes()
    }
    for pid in master:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not partnership.healthy(), 5)
    assert _recovers(partnership)


@pytest.mark.parametrize("how", ["first process", "every process"])
def test_a_killed_database_comes_back_with_everything(partnership: Partnership, how: str) -> None:
    server = Server(partnership.var)
    if not server.made():
        pytest.skip("the database was given from outside, and is not ours to kill")
    before = _people(partnership)
    pid = server.pid()
    assert pid is not None
    if how == "first process":
        os.kill(pid, signal.SIGKILL)
    else:
        kill_everything(server)
    wait_until(lambda: not partnership.healthy(), 5)
    assert _recovers(partnership)
    assert _people(partnership) == before


def test_a_killed_supervisor_leaves_nothing_in_the_way(partnership: Partnership) -> None:
    assert partnership.process is not None
    before = _people(partnership)
    partnership.process.kill()
    partnership.process.wait()
    partnership.start()
    assert _people(partnership) == before


def test_a_second_start_is_one_clear_line(partnership: Partnership) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sharedduty.site.cli", "run"],
        env=partnership.environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "already running here" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert partnership.healthy()


def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        port = free_port()
        other.bind(("127.0.0.1", port))
        other.listen()
        environment = os.environ | {"SHAREDDUTY_VAR": str(tmp_path), "PORT": str(port)}
        done = subprocess.run(
            [sys.executable, "-m", "sharedduty.site.cli", "run"],
            env=environment, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_demonstration_does_not_open_to_the_network(tmp_path: Path) -> None:
    environment = os.environ | {"SHAREDDUTY_VAR": str(tmp_path), "HOST": "0.0.0.0", "SHAREDDUTY_DEMONSTRATION": "1"}  # noqa: S104
    done = subprocess.run(
        [sys.executable, "-m", "sharedduty.site.cli", "run"],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert "loopback" in done.stderr


def test_it_stops_when_told_and_starts_with_its_data(partnership: Partnership) -> None:
    before = _people(partnership)
    running = json.loads((partnership.var / "supervisor.json").read_text())
    assert running["url"] == f"{partnership.base_url}/"
    assert partnership.stop() == 0
    assert not Server(partnership.var).running()
    assert partnership.status("/health/") == 0
    partnership.start()
    assert _people(partnership) == before


def test_a_backup_of_the_running_product_opens_elsewhere(partnership: Partnership, tmp_path: Path) -> None:
    partnership.command("backup", str(tmp_path / "backup"))
    before = _people(partnership)
    other = Partnership("restored")
    try:
        other.command("restore", str(tmp_path / "backup"))
        other.start()
        assert _people(other) == before
        other.command("journal", "seal")
        other.command("journal", "verify")
    finally:
        other.close()
