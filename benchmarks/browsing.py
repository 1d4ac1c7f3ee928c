"""Signing a demonstration person in without a browser: a session as sign-in leaves it, for measured requests."""

from importlib import import_module


def session_of(role: str) -> str:
    """The key of a fresh session of the demonstration's person in a role, signed in with a second factor."""
    from django.conf import settings  # noqa: PLC0415 - only once the place is known
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415 - as above
    from django.utils import timezone  # noqa: PLC0415 - as above

    from sharedduty.foundations.access.api import Account  # noqa: PLC0415 - as above

    account = Account.objects.get(email=f"{role}@demonstration.example")
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    now = timezone.now().timestamp()
    session.update({
        SESSION_KEY: str(account.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: account.get_session_auth_hash(), "started_at": now, "touched_at": now,
        "account_authentication_methods": [{"method": "password", "at": now}, {"method": "mfa", "at": now, "type": "totp"}],
    })  # fmt: skip
    session.create()
    return session.session_key
