"""A partnership of its own for benchmarks: a database in a folder that is thrown away, with durability as in life."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_partnership(kept: Path | None = None, settings: str = "sharedduty.site.settings") -> Iterator[Path]:
    """A migrated database in a temporary folder, with Django ready; stopped and removed afterwards.

    With `kept` it lives in that folder, is found there again the next time, and is only stopped.
    """
    var = kept or Path(tempfile.mkdtemp(prefix="sharedduty-bench-"))
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.pop(name, None)
    os.environ["SHAREDDUTY_VAR"] = str(var)
    os.environ["SHAREDDUTY_DEMONSTRATION"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    import django  # noqa: PLC0415 - settings may be read only after the place above is known

    django.setup()
    from sharedduty.site import preparation  # noqa: PLC0415 - as above
    from sharedduty.site.addresses import database_addresses  # noqa: PLC0415 - as above
    from sharedduty.site.postgres import Server  # noqa: PLC0415 - as above

    server = Server(var)
    server.ensure_running()
    try:
        preparation.prepare(database_addresses())
        yield var
    finally:
        server.stop()
        if kept is None:
            shutil.rmtree(var, ignore_errors=True)


def owner_session(*, autocommit: bool = True):
    """A session of the owner's, to make and fill what a benchmark needs beside the product."""
    import psycopg  # noqa: PLC0415 - only once the place is known
    from django.db import connections  # noqa: PLC0415 - as above

    return psycopg.connect(**connections["owner"].get_connection_params(), autocommit=autocommit)
