"""Writing the journal. A row is written in the transaction of what it records: no row, no act and no sight.

Rows go to the database as the innermost block of work around them ends (`backend/base.py`).
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast

from django.conf import settings
from django.db import connections

from sharedduty.foundations.journal.backend.base import DatabaseWrapper


class Actor(Protocol):
    """Whoever acts or sees: a viewer of the access foundation, or a system viewer."""

    @property
    def actor_key(self) -> str: ...
    @property
    def post_title(self) -> str: ...
    @property
    def database(self) -> str: ...


def digest_of(values: Mapping[str, Any]) -> bytes:
    """A keyed digest of `values`, so that a later reading can be proved equal without the journal holding any value."""
    text = json.dumps(values, sort_keys=True, default=str, ensure_ascii=False)
    return hmac.new(settings.JOURNAL_KEY.encode(), text.encode(), hashlib.sha256).digest()


def _write(
    by: Actor, verb: str, object_type: str, object_ref: str, files: Iterable[int], fields: Iterable[str], reason: str,
    digest: bytes | None,
) -> None:  # fmt: skip
    row = [by.actor_key, by.post_title, verb, object_type, object_ref, list(files), list(fields), reason, digest]
    cast(DatabaseWrapper, connections[by.database]).keep(row)


def record_change(
    *,
    by: Actor,
    verb: str,
    object_type: str,
    object_ref: str,
    file: int | None = None,
    files: Iterable[int] = (),
    fields: Iterable[str] = (),
    reason: str = "",
    values: Mapping[str, Any] | None = None,
) -> None:
    """Journal one change (GL-XN-05).

    Takes: who (`by`), the past-tense `verb`, the object's type and public reference, the id of the case file or files it
    lies in, the names of the fields changed and the reason. `values` are digested with a key and never kept.
    Where the row cannot be written, the block of work around this call fails as a whole with DatabaseError.
    """
    inside = [*([file] if file is not None else []), *files]
    _write(by, verb, object_type, object_ref, inside, fields, reason, digest_of(values) if values else None)


def record_sight(
    *, by: Actor, verb: str, object_type: str = "", object_ref: str = "", files: Iterable[int] = (), purpose: str = ""
) -> None:
    """Journal one opening, listing or export, naming every case file it showed (design section 4; ASVS 16.3.2).

    Takes: who (`by`), `verb` (`opened`, `listed`, `searched`, `exported`), what was shown and every file id in it.
    Where the row cannot be written, the block of work around this call fails with DatabaseError, and nothing is shown.
    """
    _write(by, verb, object_type, object_ref, files, (), purpose, None)
