"""Keeping a partnership: everything it knows in one file, and back again.

A backup is one tar file, readable by its maker only: the database, the uploaded files, the exported seals, the secrets
without which the journal's digests and the sign-in keys mean nothing, and a manifest that counts the rows. It holds
everything about everybody, so it must be kept as the database itself is kept (docs/how-to/production.md).
"""

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from psycopg.sql import SQL, Identifier

from sharedduty.site import roles
from sharedduty.site.addresses import Address, Addresses, read_url
from sharedduty.site.postgres import program
from sharedduty.site.refusals import Refusal

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
FOLDERS = ("papers", "seals")
SECRETS = ("secret_key", "journal_key")


@dataclass(frozen=True)
class Place:
    """What a backup holds: the database's addresses, the two folders of files, and the secrets by name."""

    addresses: Addresses
    folders: dict[str, Path]
    secrets: dict[str, str]


def back_up(place: Place, target: Path) -> dict[str, Any]:
    """Write the backup to `target` (mode 0600, whole or not at all) and give its manifest.

    The database is read as of one instant; files are read after it, so no row points to a file that is not there.
    Raises `Refusal` when the role given cannot see every row, or a program fails.
    """
    if target.exists():
        raise Refusal(f"{target} exists already; a backup never overwrites another")
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as folder:
        dump = Path(folder) / DUMP
        counts = _dump(place.addresses, dump)
        manifest = {
            "format": FORMAT,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "roles": place.addresses.roles,
            "dump_sha256": _digest(dump),
            "rows": counts,
        }
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file, tarfile.open(fileobj=file, mode="w") as bundle:
                _add_text(bundle, MANIFEST, json.dumps(manifest, indent=1))
                bundle.add(dump, DUMP)
                for name, path in place.folders.items():
                    if path.is_dir():
                        bundle.add(path, name)
                for name, secret in place.secrets.items():
                    _add_text(bundle, f"secrets/{name}", secret)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(target)
        finally:
            draft.unlink(missing_ok=True)
    return manifest


def restore(place: Place, source: Path, secrets_folder: Path, replace: bool = False) -> dict[str, Any]:
    """Put a backup back and give its manifest. What is there is replaced only with `replace`, and only at the end.

    The database is loaded beside the present one, its rows are counted against the manifest, and then it takes the
    present one's place. Raises `Refusal` when something is there already, or the backup is not whole.
    """
    with tarfile.open(_readable(source)) as bundle, tempfile.TemporaryDirectory(dir=secrets_folder.parent) as folder:
        bundle.extractall(folder, filter="data")
        parts = Path(folder)
        manifest = _checked_manifest(parts, place)
        roles.set_up(place.addresses)
        if not replace:
            _refuse_to_overwrite(place)
        beside = place.addresses.at(f"{place.addresses.database}_restored")
        roles.drop_database(beside)
        roles.set_up(beside)
        try:
            _load(beside, parts / DUMP, manifest["rows"])
            _swap(place.addresses, beside)
        except BaseException:
            roles.drop_database(beside)
            raise
        roles.set_up(place.addresses)
        for name, target in place.folders.items():
            _put_folder(parts / name, target)
        for name in SECRETS:
            _put_secret(parts / "secrets" / name, secrets_folder / name)
    return manifest


def above_sight(addresses: Addresses, restoring: bool = False) -> Address:
    """Give a role that sees every row: the embedded superuser, `BACKUP_DATABASE_URL`, or the role that made ours.

    Raises `Refusal` in one line when there is none: the owner itself is held by row-level security, on purpose.
    """
    address = _above_sight_beside(addresses)
    with roles.session(address) as session:
        found = session.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    if found is not None and (found[0] or (found[1] and not restoring)):
        return address.at(addresses.database)
    needed = "SUPERUSER" if restoring else "BYPASSRLS"
    raise Refusal(f"the role {address.user} lacks {needed}: give a role that has it as BACKUP_DATABASE_URL")


def _dump(addresses: Addresses, target: Path) -> dict[str, int]:
    address = above_sight(addresses)
    with roles.session(address) as session:
        session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        snapshot = session.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot is not None  # noqa: S101 - a SELECT without FROM gives one row
        run_program(
            address, "pg_dump", "-Fc", f"--snapshot={snapshot[0]}", f"--file={target}", "--dbname", addresses.database
        )
        counts = row_counts(session)
        session.execute("COMMIT")
    return counts


def row_counts(session: roles.Session) -> dict[str, int]:
    """Count the rows of every table, parents of partitions left out (their children are counted)."""
    tables = session.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY 1"
    ).fetchall()
    counts = {}
    for (name,) in tables:
        found = session.execute(SQL("SELECT count(*) FROM {}").format(Identifier(str(name)))).fetchone()
        counts[str(name)] = int(str(found[0])) if found else 0
    return counts


def _load(addresses: Addresses, dump: Path, expected: dict[str, int]) -> None:
    address = above_sight(addresses, restoring=True)
    run_program(
        address, "pg_restore", "--exit-on-error", "--single-transaction", f"--dbname={addresses.database}", str(dump)
    )
    with roles.session(address) as session:
        found = row_counts(session)
        session.execute("ANALYZE")
    if found != expected:
        wrong = sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))
        raise Refusal(f"the backup is not whole: the rows of {', '.join(wrong[:5])} do not add up; nothing was changed")


def _swap(addresses: Addresses, beside: Addresses) -> None:
    roles.drop_database(addresses)
    with roles.session(_above_sight_beside(addresses)) as session:
        session.execute(
            SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(beside.database), Identifier(addresses.database))
        )


def _above_sight_beside(addresses: Addresses) -> Address:
    """Give that role's address in the database every server has: what it may do is asked there, and ours renamed."""
    given = os.environ.get("BACKUP_DATABASE_URL")
    return (read_url(given, "BACKUP_DATABASE_URL") if given else addresses.maker).at("postgres")


def run_program(address: Address, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs as the role of an address. Raises `Refusal` with its own words when it fails."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {
        "PGHOST": address.host, "PGPORT": str(address.port or 5432), "PGUSER": address.user,
        "PGPASSWORD": address.password, **{f"PG{key.upper()}": value for key, value in address.options.items()},
    }  # fmt: skip
    done = subprocess.run(
        [program(name), "--no-password", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise Refusal(f"{name} failed: {' '.join(done.stderr.split())[:500]}")


def _readable(source: Path) -> Path:
    if not source.is_file() or not tarfile.is_tarfile(source):
        raise Refusal(f"{source} is not a backup of Shared Duty")
    return source


def _checked_manifest(parts: Path, place: Place) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((parts / MANIFEST).read_text())
    except (OSError, ValueError) as error:
        raise Refusal("this is not a backup of Shared Duty: it has no manifest") from error
    if manifest.get("format") != FORMAT:
        raise Refusal(f"this backup has format {manifest.get('format')}; this version reads {FORMAT}")
    if manifest["dump_sha256"] != _digest(parts / DUMP):
        raise Refusal("the backup is damaged: its database does not have the digest it was made with")
    if manifest["roles"] != place.addresses.roles:
        raise Refusal(
            f"this backup belongs to the roles {manifest['roles']['owner']} and {manifest['roles']['app']}: "
            "set DATABASE_ROLE_SUFFIX, or name the roles so"
        )
    _check_secrets(parts / "secrets")
    return manifest


def _refuse_to_overwrite(place: Place) -> None:
    if not roles.is_empty(place.addresses):
        raise Refusal(f"the database {place.addresses.database} is not empty: give --replace to put the backup there")
    for path in place.folders.values():
        if path.is_dir() and any(path.iterdir()):
            raise Refusal(f"{path} is not empty: give --replace to put the backup there")


def _put_folder(source: Path, target: Path) -> None:
    old = target.with_name(f".{target.name}.replaced")
    shutil.rmtree(old, ignore_errors=True)
    with suppress(FileNotFoundError):
        target.rename(old)
    if source.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target)
    shutil.rmtree(old, ignore_errors=True)


def _check_secrets(folder: Path) -> None:
    for secret in SECRETS:
        name, kept = f"SHAREDDUTY_{secret.upper()}", (folder / secret).read_text()
        if os.environ.get(name, kept) != kept:
            raise Refusal(f"{name} is set and is not the secret of this backup: unset it or give it the backup's value")


def _put_secret(source: Path, target: Path) -> None:
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(source.read_text())


def _add_text(bundle: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    bundle.addfile(entry, io.BytesIO(content))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
