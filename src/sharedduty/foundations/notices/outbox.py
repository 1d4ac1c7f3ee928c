"""The demonstration's mail: files in `var/outbox`, read back as text. Only ever in a demonstration."""

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

SPLIT = b"-" * 79
LINK = re.compile(r"(https?://\S+)")


@dataclass(frozen=True)
class Letter:
    """One message of the demonstration."""

    mark: str
    to: str
    subject: str
    sent_at: object
    text: str

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The text in pieces, each with the address it is a link to (empty for plain words)."""
        return [
            (piece, piece.rstrip(".,)") if LINK.fullmatch(piece) else "") for piece in LINK.split(self.text) if piece
        ]


def letters(limit: int = 200) -> list[Letter]:
    """The newest messages, newest first."""
    folder = Path(settings.OUTBOX_DIR)
    paths = sorted(folder.glob("*.log"), reverse=True) if folder.is_dir() else []
    found = [letter for path in paths[:limit] for letter in _read(path)]
    return sorted(found, key=lambda letter: letter.sent_at, reverse=True)[:limit]  # type: ignore[arg-type, return-value]


def letter(mark: str) -> Letter | None:
    """One message by its mark."""
    return next((one for one in letters(1000) if one.mark == mark), None)


def _read(path: Path) -> list[Letter]:
    """The messages of one file: Django appends several where one process sent several."""
    found = []
    for number, raw in enumerate(path.read_bytes().split(SPLIT)):
        if not raw.strip():
            continue
        message = message_from_bytes(raw.strip() + b"\n", policy=policy.default)
        sent = parsedate_to_datetime(message["Date"]) if message["Date"] else timezone.now()
        body = message.get_body(("plain",))
        key = hashlib.sha256(f"{path.name} {number}".encode()).hexdigest()[:16]
        text = str(body.get_content()) if body is not None else ""
        found.append(Letter(key, str(message["To"]), str(message["Subject"]), sent, text))
    return found
