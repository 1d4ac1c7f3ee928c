"""Where the database is and as whom each part of the product speaks to it. No Django here: settings read this.

Three ways, decided by the environment (design section 10):

- `DATABASE_URL` and `DATABASE_OWNER_URL`: the serving role and the owner are as given.
- `DATABASE_URL` alone: it names a role that may make roles. Set-up makes ours and the product never serves as it.
- neither: the embedded server, started by the launcher in `postgres.py`.

`DATABASE_ROLE_SUFFIX` keeps the roles of two installations on one server apart.
"""

import fcntl
import hashlib
import json
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sharedduty.site.refusals import Refusal

PROJECT = Path(__file__).resolve().parents[3]
DATABASE_NAME = "sharedduty"
SUPERUSER = "postgres"
EMBEDDED_PORT = 5432  # only part of the socket's name: the embedded server listens on no network
ROLE_KEYS = ("owner", "app", "sight", "sealer", "reminder", "importer", "worker")
SYSTEM_LOGINS = ("sealer", "reminder", "importer", "worker")
ALIASES = {"default": "app", "owner": "owner", **{key: key for key in SYSTEM_LOGINS}}
LONGEST_SOCKET_FOLDER = 80  # a socket's path may hold 107 bytes, and the server adds its own name and a lock's


@dataclass(frozen=True)
class Address:
    """One way to reach one database: server, database, role, password and driver options (libpq names)."""

    host: str
    port: int | None
    name: str
    user: str
    password: str = field(repr=False)
    options: dict[str, str] = field(default_factory=dict)

    def as_django(self, label: str) -> dict[str, Any]:
        """Give the entry of Django's DATABASES; `label` shows in the server's list of sessions."""
        return {
            "ENGINE": "sharedduty.foundations.journal.backend",
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": str(self.port or ""),
            "OPTIONS": {"application_name": f"sharedduty {label}", "connect_timeout": 10, **self.options},
        }

    def as_driver(self) -> dict[str, Any]:
        """Give the keyword arguments of `psycopg.connect`."""
        given = {
            "host": self.host,
            "port": self.port,
            "dbname": self.name,
            "user": self.user,
            "password": self.password,
        }
        return {"connect_timeout": 10, **self.options, **{key: value for key, value in given.items() if value}}

    def at(self, name: str) -> "Address":
        """Give the same address with another database of the same server."""
        return replace(self, name=name)


@dataclass(frozen=True)
class Addresses:
    """Everything about reaching the database.

    `kind` is `embedded`, `given` (both URLs) or `made` (DATABASE_URL alone). `maker` is the address set-up uses to make
    what is missing: the superuser of the embedded server, the given role, or the owner. `roles` gives the role's name
    in the database by our key for it; `logins` the address of each role that may sign in.
    """

    kind: str
    maker: Address
    roles: dict[str, str]
    logins: dict[str, Address]

    def as_django(self) -> dict[str, dict[str, Any]]:
        """Give Django's DATABASES: `default` (serves), `owner` (migrates) and one alias for each system viewer."""
        return {alias: self.logins[key].as_django(alias) for alias, key in ALIASES.items()}

    def at(self, name: str) -> "Addresses":
        """Give the same addresses for another database of the same server (tests, a restore beside the running one)."""
        return replace(self, logins={key: address.at(name) for key, address in self.logins.items()})

    @property
    def database(self) -> str:
        """The database's name."""
        return self.logins["owner"].name


def var_folder() -> Path:
    """Give the folder that holds everything this installation writes (`SHAREDDUTY_VAR`, else `var` in the project)."""
    return Path(os.environ.get("SHAREDDUTY_VAR") or PROJECT / "var").resolve()


def socket_folder(var: Path) -> Path:
    """Give the private folder of the embedded server's socket: in `var`, or a short one where `var` lies too deep."""
    near = var / "run"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
        return near
    mark = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"sharedduty-{os.getuid()}-{mark}"


def database_addresses() -> Addresses:
    """Read the environment and give the addresses; passwords we make are kept in `var/secrets/database.json`.

    Contacts no server. Raises `Refusal` when an address cannot be read.
    """
    serving, owning = os.environ.get("DATABASE_URL", ""), os.environ.get("DATABASE_OWNER_URL", "")
    suffix = os.environ.get("DATABASE_ROLE_SUFFIX", "")
    if not re.fullmatch(r"[a-z0-9_]{0,30}", suffix):
        raise Refusal("DATABASE_ROLE_SUFFIX may hold small letters, digits and _ only, at most 30")
    if owning and not serving:
        raise Refusal("DATABASE_OWNER_URL is set but DATABASE_URL is not: give the serving role's address too")
    roles = {key: f"sharedduty_{key}{suffix}" for key in ROLE_KEYS}
    if not serving:
        return _embedded(roles)
    app = read_url(serving, "DATABASE_URL")
    if not owning:
        made = {key: _login(app, roles[key]) for key in ROLE_KEYS if key != "sight"}
        return Addresses("made", app, roles, made)
    owner = read_url(owning, "DATABASE_OWNER_URL")
    if (owner.host, owner.port, owner.name) != (app.host, app.port, app.name):
        raise Refusal("DATABASE_URL and DATABASE_OWNER_URL must name the same server and database")
    if owner.user == app.user:
        raise Refusal("DATABASE_URL and DATABASE_OWNER_URL must name two different roles: the owner never serves")
    roles |= {"app": app.user, "owner": owner.user}
    logins = {"app": app, "owner": owner, **{key: _login(owner, roles[key]) for key in SYSTEM_LOGINS}}
    return Addresses("given", owner, roles, logins)


def read_url(text: str, variable: str) -> Address:
    """Read `postgresql://user:password@host:port/name?option=value`; `Refusal` naming `variable` if it cannot."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise Refusal(f"{variable} cannot be read: {error}") from error
    if parts.scheme not in {"postgres", "postgresql"}:
        raise Refusal(f"{variable} must begin postgresql://: Shared Duty runs on PostgreSQL only")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    user = options.pop("user", "") or unquote(parts.username or "")
    name = unquote(parts.path.lstrip("/")) or options.pop("dbname", "")
    password = options.pop("password", "") or unquote(parts.password or "")
    if "port" in options:
        port = int(options.pop("port"))
    if not user or not name:
        raise Refusal(f"{variable} must name a role and a database: postgresql://role:password@host/database")
    return Address(host, port, name, user, password, options)


def _embedded(roles: dict[str, str]) -> Addresses:
    base = Address(str(socket_folder(var_folder())), EMBEDDED_PORT, DATABASE_NAME, SUPERUSER, kept_password(SUPERUSER))
    logins = {key: _login(base, roles[key]) for key in ROLE_KEYS if key != "sight"}
    return Addresses("embedded", base.at("postgres"), roles, logins)


def _login(base: Address, role: str) -> Address:
    return replace(base, user=role, password=kept_password(role))


def kept_password(role: str) -> str:
    """Give the password of a role we make: made at the first asking, then the same for ever."""
    folder = var_folder() / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "database.json"
    with _locked(folder / ".lock"):
        kept: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        if role not in kept:
            kept[role] = secrets.token_urlsafe(32)
            write_private(path, json.dumps(kept, indent=1))
        return kept[role]


def write_private(path: Path, text: str) -> None:
    """Write a file only this user may read, whole or not at all (written beside, then renamed)."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
