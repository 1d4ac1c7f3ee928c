"""The product's settings, on a place and a database of their own that live as long as one test run.

Nothing here may touch the database a developer works in: an outside server given by `TEST_DATABASE_URL` (or by
`DATABASE_URL`) is used only to make a database and roles with this run's name, which are dropped afterwards.
"""

import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

PREFIX = "sharedduty-test-"


def _on(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def _begin() -> None:
    """Give this run its own folder, database name and role names; parallel workers inherit them."""
    mark = f"test_{secrets.token_hex(4)}"
    place = Path(tempfile.mkdtemp(prefix=PREFIX))
    (place / "tested-by").write_text(str(os.getpid()))
    server = os.environ.get("TEST_DATABASE_URL") or os.environ.get("DATABASE_URL")
    owner = os.environ.get("TEST_DATABASE_OWNER_URL") or os.environ.get("DATABASE_OWNER_URL")
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_ROLE_SUFFIX", "BASE_URL", "PORT", "HOST"):
        os.environ.pop(name, None)
    if server:
        os.environ["DATABASE_URL"] = _on(server, f"sharedduty_{mark}")
        os.environ["DATABASE_ROLE_SUFFIX"] = f"_{mark}"
        if owner:
            os.environ["DATABASE_OWNER_URL"] = _on(owner, f"sharedduty_{mark}")
    os.environ["SHAREDDUTY_VAR"] = str(place)
    os.environ["SHAREDDUTY_TEST_RUN"] = mark


if "SHAREDDUTY_TEST_RUN" not in os.environ:
    _begin()

from sharedduty.site.settings import *  # noqa: E402, F403 - the place above must be known before settings are read

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow hash would be most of the run
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
