"""The migrated database of this checkout, kept as a dump between runs, because migrating takes longer than most tests.

Kept beside pytest's own cache, under the digest of every migration and of the modules with SQL that migrations run; one
that changed makes the dump useless, and it is made again. A clean checkout has none.
"""

import hashlib
from pathlib import Path

from django.conf import settings

from sharedduty.site import keeping, preparation
from sharedduty.site.addresses import Addresses

SOURCE = Path(preparation.__file__).parents[1]
SQL_OF_MIGRATIONS = ("rowsecurity.py", "dbroles.py", "sql.py")  # and every module whose name ends so
NOT_DURABLE = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"  # for databases that die with a run
# A test's rows are undone with it. Vacuumed meanwhile, a table counts as empty, and the planner then walks whole tables inside
# each other: one query of ten joins took hundreds of times as long, late in a run. A table that never was is planned sanely.
NOT_VACUUMED = "autovacuum = off\n"
CACHE = SOURCE.parents[1] / ".pytest_cache"


def digest() -> str:
    """The digest of all that migrating runs."""
    found = hashlib.sha256()
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name == "migrations" or path.name.endswith(SQL_OF_MIGRATIONS):
            found.update(str(path.relative_to(SOURCE)).encode() + path.read_bytes())
    found.update((SOURCE.parents[1] / "requirements" / "run.txt").read_bytes())  # other people's migrations
    return found.hexdigest()[:16]


def put_back(addresses: Addresses) -> bool:
    """Load what an earlier run of the same migrations left into an empty database of ours. Gives whether any was left."""
    kept = CACHE / f"migrated-{digest()}.dump"
    if not kept.exists():
        return False
    address, database = keeping.above_sight(addresses, restoring=True), f"--dbname={addresses.database}"
    keeping.run_program(address, "pg_restore", "--exit-on-error", "--single-transaction", database, str(kept))
    return True


def migrate() -> None:
    """Migrate this run's database, or put back what an earlier run of the same migrations left; then what is missing."""
    if settings.ADDRESSES.kind != "embedded":
        preparation.migrate()
        return
    if put_back(settings.ADDRESSES):
        preparation.migrate()
        return
    preparation.migrate()
    kept = CACHE / f"migrated-{digest()}.dump"
    address = keeping.above_sight(settings.ADDRESSES, restoring=True)
    CACHE.mkdir(exist_ok=True)
    for old in CACHE.glob("migrated-*"):
        old.unlink(missing_ok=True)
    half = kept.with_suffix(".half")
    keeping.run_program(
        address, "pg_dump", "-Fc", "--compress=0", f"--file={half}", "--dbname", settings.ADDRESSES.database
    )
    half.rename(kept)
