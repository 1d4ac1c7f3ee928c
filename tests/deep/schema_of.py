"""Migrate an empty database in a folder and write its schema to a file there: `python -m tests.deep.schema_of FOLDER one`."""

import contextlib
import os
import sys
from pathlib import Path

import django

from benchmarks.place import own_partnership

SCHEMA = "schema.sql"


def main(folder: Path, rendered: str) -> None:
    """Write the schema; with `all`, every related model is rendered again for each change, as Django does by itself."""
    os.environ["SHAREDDUTY_VAR"], os.environ["DJANGO_SETTINGS_MODULE"] = str(folder), "sharedduty.site.settings"
    django.setup()
    from sharedduty.site import keeping, preparation  # noqa: PLC0415 - only once the place is known
    from sharedduty.site.addresses import database_addresses  # noqa: PLC0415 - as above

    if rendered == "all":
        preparation.one_model_at_a_time = contextlib.nullcontext
    with own_partnership(folder):
        addresses = database_addresses()
        address = keeping.above_sight(addresses, restoring=True)
        to = f"--file={folder / SCHEMA}"
        keeping.run_program(address, "pg_dump", "--schema-only", to, "--dbname", addresses.database)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
