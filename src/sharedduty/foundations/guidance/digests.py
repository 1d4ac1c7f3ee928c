"""What a row says, as a digest: whoever checked a row checked these words, and a row that changes is unchecked again."""

import hashlib
import json
from dataclasses import fields

from sharedduty.foundations.guidance.kinds import Clock, Provision

# Where a row stands and how far it is checked are no part of what it says.
NOT_SAID = {"file", "line", "pack", "status", "confidence"}


def row_digest(row: Clock | Provision) -> str:
    """A SHA-256 of everything a clock or provision says, in small letters and digits."""
    said = {one.name: getattr(row, one.name) for one in fields(row) if one.name not in NOT_SAID}
    text = json.dumps(said, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
