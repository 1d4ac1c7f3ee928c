"""Writing the journal. A row is written in the transaction of what it records: no row, no act and no sight."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from django.conf import settings
from django.db import connections


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
    with connections[by.database].cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (actor, post, verb, object_type, object_ref, files, fields, reason, digest)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [by.actor_key, by.post_title, verb, object_type, object_ref, list(files), list(fields), reason, digest],
        )


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
    Raises: DatabaseError when the row cannot be written; the caller's transaction then fails as a whole.
    """
    inside = [*([file] if file is not None else []), *files]
    _write(by, verb, object_type, object_ref, inside, fields, reason, digest_of(values) if values else None)


def record_sight(
    *, by: Actor, verb: str, object_type: str = "", object_ref: str = "", files: Iterable[int] = (), purpose: str = ""
) -> None:
    """Journal one opening, listing or export, naming every case file it showed (design section 4; ASVS 16.3.2).

    Takes: who (`by`), `verb` (`opened`, `listed`, `searched`, `exported`), what was shown and every file id in it.
    Raises: DatabaseError when the row cannot be written; then nothing may be shown.
    """
    _write(by, verb, object_type, object_ref, files, (), purpose, None)
