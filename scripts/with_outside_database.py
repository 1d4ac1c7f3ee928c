"""Run a command with TEST_DATABASE_URL set to a database server that somebody else might have given us.

    python scripts/with_outside_database.py pytest tests/house

The server listens on TCP on this machine, and the role given may make roles and databases but is no superuser: what a
council's own server would give. An address already set (TEST_DATABASE_URL or DATABASE_URL) is used as it is.
"""

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from sharedduty.site import roles
from sharedduty.site.addresses import kept_password
from sharedduty.site.postgres import Server

ROLE = "given_role"


def main(words: list[str]) -> int:
    """Run the words and give their exit code."""
    if os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL"):
        return subprocess.call(words)
    with tempfile.TemporaryDirectory(prefix="sharedduty-outside-") as place:
        os.environ["SHAREDDUTY_VAR"] = place
        server = Server(Path(place), settings="fsync = off\nautovacuum = off\nlisten_addresses = '127.0.0.1'\n")
        server.port = _free_port()
        server.ensure_running()
        try:
            password = kept_password(ROLE)
            with roles.session(server.address()) as session:
                session.execute(f"CREATE ROLE {ROLE} LOGIN CREATEROLE CREATEDB PASSWORD '{password}'")
            environment = {key: value for key, value in os.environ.items() if key != "SHAREDDUTY_VAR"}
            environment["TEST_DATABASE_URL"] = f"postgresql://{ROLE}:{password}@127.0.0.1:{server.port}/given"
            return subprocess.call(words, env=environment)
        finally:
            server.stop()


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
