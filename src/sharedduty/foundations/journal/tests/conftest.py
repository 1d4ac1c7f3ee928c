"""A folder for the exported seals, and somebody who forges."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections


@pytest.fixture
def seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings, "SEAL_DIR", tmp_path)
    return tmp_path


@pytest.fixture
def forger(seals: Path) -> Iterator[psycopg.Connection[Any]]:
    """Somebody who got hold of the owner's password and switched the append-only trigger off."""
    with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as session:
        session.execute("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_append_only")
        yield session
