"""Rendering one model at a time while migrating leaves the tables that Django's own way leaves (ADR 0026)."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.deep.schema_of import SCHEMA

pytestmark = pytest.mark.deep


def _schema(rendered: str) -> list[str]:
    # Not under pytest's own folder: the path of a database's socket may be no longer than 107 letters.
    with tempfile.TemporaryDirectory(prefix="sharedduty-") as folder:
        asked = [sys.executable, "-m", "tests.deep.schema_of", folder, rendered]
        subprocess.run(asked, check=True, cwd=Path(__file__).parents[2])
        lines = (Path(folder) / SCHEMA).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith(("\\restrict", "\\unrestrict"))]  # keys of this one dump


def test_the_tables_come_out_as_in_djangos_own_way() -> None:
    ours = _schema("one")
    assert len(ours) > 10_000
    assert ours == _schema("all")
