"""A backup holds everything and comes back whole; nothing that is there is overwritten by accident."""

import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from psycopg.sql import SQL, Identifier

from sharedduty.site import keeping, roles
from sharedduty.site.addresses import Addresses
from sharedduty.site.refusals import Refusal


def _place(addresses: Addresses, folder: Path) -> keeping.Place:
    folders = {"papers": folder / "papers", "seals": folder / "seals"}
    return keeping.Place(addresses, folders, {"secret_key": "an-invented-key", "journal_key": "another-key"})


def _contents(addresses: Addresses) -> dict[str, object]:
    """Every table with a digest over all its rows, whatever their order."""
    with roles.session(keeping.above_sight(addresses)) as session:
        return {
            name: session.execute(
                SQL("SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {} t").format(Identifier(name))
            ).fetchone()
            for name in keeping.row_counts(session)
        }


@pytest.fixture
def kept(django_db_setup: None, test_addresses: Addresses, tmp_path: Path) -> Iterator[keeping.Place]:
    """A place with a database of its own, some rows in it, a file and a seal."""
    addresses = test_addresses.at(f"{test_addresses.database}_kept")
    roles.set_up(addresses, template=settings.ADDRESSES.database)
    try:
        with roles.session(keeping.above_sight(addresses)) as session:
            session.execute(
                "INSERT INTO django_session SELECT 'key-' || n, 'data', now() FROM generate_series(1, 1000) n"
            )
    except Refusal as refusal:
        roles.drop_database(addresses)
        pytest.skip(f"the server given to these tests cannot be backed up whole: {refusal}")
    place = _place(addresses, tmp_path / "kept")
    for name in ("papers", "seals"):
        (place.folders[name] / "a" / "b").mkdir(parents=True)
        (place.folders[name] / "a" / "b" / "file").write_bytes(name.encode())
    yield place
    roles.drop_database(addresses)


@pytest.fixture
def empty(test_addresses: Addresses, tmp_path: Path) -> Iterator[keeping.Place]:
    addresses = test_addresses.at(f"{test_addresses.database}_back")
    (tmp_path / "back" / "secrets").mkdir(parents=True)
    yield _place(addresses, tmp_path / "back")
    roles.drop_database(addresses)


def test_a_backup_comes_back_whole(kept: keeping.Place, empty: keeping.Place, tmp_path: Path) -> None:
    before = _contents(kept.addresses)
    keeping.back_up(kept, tmp_path / "backup")
    keeping.restore(empty, tmp_path / "backup", tmp_path / "back" / "secrets")
    assert before["django_session"][0] == 1000
    assert _contents(empty.addresses) == before
    for name in ("papers", "seals"):
        assert (empty.folders[name] / "a" / "b" / "file").read_bytes() == name.encode()
    assert (tmp_path / "back" / "secrets" / "journal_key").read_text() == "another-key"
    assert (tmp_path / "back" / "secrets" / "journal_key").stat().st_mode & 0o077 == 0


def test_what_comes_back_is_still_guarded(kept: keeping.Place, empty: keeping.Place, tmp_path: Path) -> None:
    keeping.back_up(kept, tmp_path / "backup")
    keeping.restore(empty, tmp_path / "backup", tmp_path / "back" / "secrets")
    guarded = (
        "SELECT relname, relrowsecurity, relforcerowsecurity, relowner::regrole::text,"
        " (SELECT array_agg(a::text ORDER BY 1) FROM unnest(coalesce(relacl, acldefault('r', relowner))) a) FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
    )
    functions = (
        "SELECT oid::regprocedure::text, prosecdef, proowner::regrole::text,"
        " (SELECT array_agg(a::text ORDER BY 1) FROM unnest(coalesce(proacl, acldefault('f', proowner))) a) FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace ORDER BY 1"
    )
    policies = "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2"
    for question in (guarded, functions, policies):
        answers = []
        for place in (kept, empty):
            with roles.session(keeping.above_sight(place.addresses)) as session:
                answers.append(session.execute(question).fetchall())
        assert answers[0] == answers[1]
        assert answers[0]


def test_a_backup_is_for_its_maker_only_and_never_overwrites(kept: keeping.Place, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    keeping.back_up(kept, target)
    assert target.stat().st_mode & 0o077 == 0
    with pytest.raises(Refusal, match="exists already"):
        keeping.back_up(kept, target)


def test_restore_refuses_to_overwrite(kept: keeping.Place, empty: keeping.Place, tmp_path: Path) -> None:
    keeping.back_up(kept, tmp_path / "backup")
    secrets = tmp_path / "back" / "secrets"
    with pytest.raises(Refusal, match=r"not empty: give --replace"):
        keeping.restore(kept, tmp_path / "backup", secrets)
    keeping.restore(empty, tmp_path / "backup", secrets)
    with roles.session(keeping.above_sight(empty.addresses)) as session:
        session.execute("DELETE FROM django_session")
    keeping.restore(empty, tmp_path / "backup", secrets, replace=True)
    assert _contents(empty.addresses) == _contents(kept.addresses)


def _spoilt(source: Path, target: Path, change: str) -> None:
    with tarfile.open(source) as bundle:
        bundle.extractall(target.with_suffix(".d"), filter="data")
    folder = target.with_suffix(".d")
    manifest = json.loads((folder / "manifest.json").read_text())
    if change == "digest":
        with (folder / "database.dump").open("r+b") as file:
            file.seek(-20, 2)
            file.write(b"x")
    elif change == "rows":
        manifest["rows"]["django_session"] += 1
    elif change == "format":
        manifest["format"] = 99
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(target, "w") as bundle:
        for path in folder.iterdir():
            bundle.add(path, path.name)


@pytest.mark.parametrize(
    ("change", "says"), [("digest", "damaged"), ("rows", "do not add up"), ("format", "format 99")]
)
def test_a_backup_that_is_not_whole_changes_nothing(
    kept: keeping.Place, tmp_path: Path, change: str, says: str
) -> None:
    keeping.back_up(kept, tmp_path / "backup")
    _spoilt(tmp_path / "backup", tmp_path / "spoilt", change)
    before = _contents(kept.addresses)
    with pytest.raises(Refusal, match=says):
        keeping.restore(kept, tmp_path / "spoilt", tmp_path, replace=True)
    assert _contents(kept.addresses) == before
    assert (kept.folders["papers"] / "a" / "b" / "file").exists()
    assert not roles.exists(kept.addresses.at(f"{kept.addresses.database}_restored"))


def test_something_else_is_not_a_backup(kept: keeping.Place, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("something else")
    with pytest.raises(Refusal, match="is not a backup"):
        keeping.restore(kept, tmp_path / "other", tmp_path)
