"""Reply keys: how somebody without an account comes back to what they sent, and nobody else does.

A key is random, shown to the sender alone, and kept only as a digest that needs the house's own secret. It is looked up, never
listed. Networks are counted in so few drawers that a drawer says nothing of who it was.
"""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

from sharedduty.foundations.access.models import Link
from sharedduty.foundations.plain.references import ALPHABET, LOOKALIKES

PURPOSE = "speak up"
GROUPS, SIGNS = 5, 4  # 32 ** 20: 100 bits
DRAWERS = 4096


def new_key() -> str:
    """A new key such as 7KQ4-M9TX-2B8C-Y0HW-3NRD."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(SIGNS)) for _ in range(GROUPS))


def tidy(key: str) -> str:
    """A key as it was meant: small letters, blanks and hyphens, O for 0, I or L for 1 make no difference; else empty."""
    signs = "".join(sign for sign in key.upper() if sign.isalnum()).translate(LOOKALIKES)
    if len(signs) != GROUPS * SIGNS or set(signs) - set(ALPHABET):
        return ""
    return "-".join(signs[at : at + SIGNS] for at in range(0, len(signs), SIGNS))


def digest(key: str) -> bytes:
    """What is kept of a key."""
    return salted_hmac("speaking_up.key", key, algorithm="sha256").digest()


def link_of(key: str) -> int | None:
    """The id of the principal a key opens, or None."""
    known = tidy(key)
    found = Link.objects.filter(token_digest=digest(known), purpose=PURPOSE).values_list("pk", flat=True)
    return found.first() if known else None


def drawer(network: str) -> str:
    """Which of a few drawers tries from a network are counted in: thousands of households share each."""
    number = int.from_bytes(hashlib.sha256(network.encode()).digest()[:4], "big") % DRAWERS
    return f"{number:04d}"
