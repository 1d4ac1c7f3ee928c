"""References that are read out, typed and never guessed: C-7KQ4-M9TX.

Eight signs of an alphabet of 32 give 40 bits of chance; there is no time or order in them. The alphabet leaves out I,
L, O and U, so that what somebody reads as I or L can only be 1 and what they read as O can only be 0.
"""

import re
import secrets
from collections.abc import Iterable

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
SHAPE = re.compile(r"([A-Z]{1,3})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z]{4})")


class NotAReference(ValueError):
    """Text that cannot be a reference. The message is fit to show."""


def new_reference(prefix: str) -> str:
    """A new random reference such as C-7KQ4-M9TX. `prefix` is one to three capital letters for the kind of record.

    Raises ValueError for another prefix. The caller makes sure it is new (a unique column, one retry).
    """
    if not re.fullmatch(r"[A-Z]{1,3}", prefix):
        raise ValueError(f"A reference begins with one to three capital letters, not '{prefix}'.")
    signs = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{signs[:4]}-{signs[4:]}"


def normalise_reference(text: str, *, prefix: str = "") -> str:
    """The reference a person meant: forgives lower case, spaces, missing hyphens, O for 0 and I or L for 1.

    With `prefix` the letters in front may be left out, and others are refused. Raises NotAReference.
    """
    parts = re.split(r"[\s\-‐-―−_.]+", text.strip().upper())
    signs = "".join(parts)
    # "C-7KQ4-M9T" has lost its last sign: it must not be read as a reference whose letters in front were left out.
    if len(signs) < 8 or (len(parts) > 1 and parts[0] == prefix and len(signs) != len(prefix) + 8):
        raise NotAReference("A reference looks like C-7KQ4-M9TX. Check that all of it is there.")
    front, tail = signs[:-8], signs[-8:].translate(LOOKALIKES)
    front = front or prefix
    found = SHAPE.fullmatch(front + tail)
    if not found or (prefix and front != prefix):
        wanted = f" and begins with {prefix}" if prefix else ""
        raise NotAReference(f"A reference looks like {prefix or 'C'}-7KQ4-M9TX{wanted}. Check each letter and number.")
    return "-".join(found.groups())


def references_of(references: Iterable[str], prefix: str) -> list[str]:
    """Those of some references that are of one kind of record: whose letters in front are `prefix`."""
    return [one for one in references if one.startswith(f"{prefix}-")]


def is_reference(text: str, *, prefix: str = "") -> bool:
    """Whether the text can be read as a reference."""
    try:
        normalise_reference(text, prefix=prefix)
    except NotAReference:
        return False
    return True
