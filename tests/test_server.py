"""The embedded server starts after any kind of death and keeps its secrets and its data to itself."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from sharedduty.site import postgres, roles
from sharedduty.site.postgres import Server, kill_everything
from sharedduty.site.refusals import Refusal
from tests.partnership import wait_until


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("SHAREDDUTY_VAR", str(tmp_path))
    found = Server(tmp_path)
    found.ensure_running()
    yield found
    found.stop()


def _write(server: Server) -> None:
    with roles.session(server.address()) as session:
        session.execute("CREATE TABLE kept (id integer)")
        session.execute("INSERT INTO kept VALUES (1)")


def _is_there(server: Server) -> bool:
    with roles.session(server.address()) as session:
        return session.execute("SELECT id FROM kept").fetchall() == [(1,)]


def test_it_starts_once_however_often_it_is_asked(server: Server) -> None:
    pid = server.pid()
    assert server.ensure_running() is False
    assert server.pid() == pid


@pytest.mark.parametrize("all_of_it", [False, True])
def test_it_starts_again_after_a_kill_with_what_was_acknowledged(server: Server, all_of_it: bool) -> None:
    _write(server)
    pid = server.pid()
    assert pid is not None
    if all_of_it:
        kill_everything(server)
    else:
        os.kill(pid, signal.SIGKILL)
    assert wait_until(lambda: not server.running(), 10)
    assert server.ensure_running() is True
    assert _is_there(server)


def test_a_lock_left_by_a_restart_of_the_machine_is_no_obstacle(server: Server) -> None:
    _write(server)
    lock = server.data / "postmaster.pid"
    left = lock.read_text()
    server.stop()
    stranger = os.getpid()  # alive, ours, and no database: as after a restart in which process ids began again
    lock.write_text("\n".join([str(stranger), *left.splitlines()[1:]]) + "\n")
    assert not server.running()
    server.ensure_running()
    assert _is_there(server)


def test_a_first_start_that_was_cut_off_is_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHAREDDUTY_VAR", str(tmp_path))
    server = Server(tmp_path)
    half = server.data.with_name("postgres.new")
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    try:
        server.ensure_running()
        assert server.answers()
    finally:
        server.stop()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHAREDDUTY_VAR", str(tmp_path))
    server = Server(tmp_path)
    server.data.mkdir(parents=True)
    (server.data / "letters").write_text("somebody's")
    with pytest.raises(Refusal, match="in the way"):
        server.ensure_running()
    assert (server.data / "letters").exists()


def test_nothing_of_it_is_open_to_others(server: Server) -> None:
    for path in (server.socket, server.data):
        assert path.stat().st_mode & 0o077 == 0
    assert not (server.data / "sharedduty.conf").stat().st_mode & 0o077
    assert not (server.var / "secrets" / "database.json").stat().st_mode & 0o077
    with roles.session(server.address()) as session:
        assert session.execute("SHOW listen_addresses").fetchall() == [("",)]
        rules = session.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert rules == [("scram-sha-256",)]


def test_a_wrong_password_is_refused(server: Server) -> None:
    with (
        pytest.raises(Refusal, match="password authentication failed"),
        roles.session(postgres.Address(str(server.reached), server.port, "postgres", "postgres", "wrong")),
    ):
        pass


def test_values_do_not_reach_the_log(server: Server) -> None:
    with roles.session(server.address()) as session:
        session.execute("CREATE TABLE one (name text UNIQUE)")
        session.execute("INSERT INTO one VALUES ('Synthetic Childname')")
        with pytest.raises(roles.psycopg.errors.UniqueViolation):
            session.execute("INSERT INTO one VALUES ('Synthetic Childname')")
    log = server.log.read_text()
    assert "duplicate key" in log
    assert "Childname" not in log


def test_a_deep_folder_gets_a_short_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    monkeypatch.setenv("SHAREDDUTY_VAR", str(deep))
    server = Server(deep)
    try:
        server.ensure_running()
        assert len(str(server.reached)) < 90
        assert server.answers()
    finally:
        server.stop()
        postgres.forget(server)
    assert not server.reached.exists()


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHAREDDUTY_VAR", str(tmp_path))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refusal, match="not a folder of ours"):
        Server(tmp_path).ensure_running()


@pytest.mark.skipif(os.getuid() != 0, reason="only root has to become somebody else")
def test_where_namespaces_are_refused_root_runs_it_as_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    monkeypatch.setenv("SHAREDDUTY_VAR", str(closed))
    monkeypatch.setenv("SHAREDDUTY_POSTGRES_AS", "nobody")
    postgres._way_and_place.cache_clear()
    server = Server(closed)
    try:
        server.ensure_running()
        _write(server)
        kill_everything(server)
        wait_until(lambda: not server.running(), 10)
        server.ensure_running()
        assert _is_there(server)
        assert Path(f"/proc/{server.pid()}").stat().st_uid == 65534
    finally:
        server.stop()
        postgres.forget(server)
        postgres._way_and_place.cache_clear()
