"""A password hasher that counts how often it was asked to work."""

from django.contrib.auth.hashers import MD5PasswordHasher


class Counting(MD5PasswordHasher):
    """Counts encodings: one is one guess's worth of work."""

    algorithm = "counting"
    used = 0

    def encode(self, password: str, salt: str) -> str:
        """Encode, and count it."""
        type(self).used += 1
        return super().encode(password, salt)
