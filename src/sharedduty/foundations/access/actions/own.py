"""What people do to their own sign-in. Every act takes `by` and is journalled in the same transaction."""

import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import flows as passkey_flows
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied

from sharedduty.foundations.access import letters
from sharedduty.foundations.access.models import Account
from sharedduty.foundations.access.sign_in import SecondFactorAdapter, passkey_mark
from sharedduty.foundations.access.viewer import Request, Viewer
from sharedduty.foundations.journal.api import record_change


def act_as(*, by: Viewer, reference: str) -> None:
    """Note that this person now acts as another of their posts."""
    record_change(by=by, verb="acted as", object_type="appointment", object_ref=reference)


def note_presence(*, by: Viewer, session: SessionBase) -> None:
    """Begin the quiet time of a session again. Not journalled: nothing was done or seen."""
    now = datetime.datetime.now(datetime.UTC)
    session["touched_at"] = now.timestamp()
    UserSession.objects.filter(session_key=session.session_key, user_id=by.account_id).update(last_seen_at=now)


def end_sessions(*, by: Viewer, account_id: int | None, only: str = "") -> int:
    """End an account's sessions at once, or the one whose key is `only`. Gives how many ended."""
    found = UserSession.objects.filter(user_id=account_id)
    if only:
        found = found.filter(session_key=only)
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    found.delete()
    account = Account.objects.get(pk=account_id or 0)
    record_change(by=by, verb="ended sessions", object_type="account", object_ref=account.reference)
    return len(keys)


def sign_out_everywhere(*, by: Viewer) -> None:
    """End every session of one's own, this one too, and say so by mail."""
    end_sessions(by=by, account_id=by.account_id)
    letters.tell_of_change(email=by.email, what="signed out everywhere")


def remove_passkey(*, by: Viewer, request: Request, mark: str) -> None:
    """Remove one of one's own passkeys. Raises PermissionDenied for the last second factor."""
    passkey: Any = next(
        one
        for one in Authenticator.objects.filter(user_id=by.account_id, type=Authenticator.Type.WEBAUTHN)
        if passkey_mark(one) == mark
    )
    if not SecondFactorAdapter().can_delete_authenticator(passkey):
        raise PermissionDenied
    passkey_flows.remove_authenticator(request, passkey)
    record_change(
        by=by,
        verb="removed passkey",
        object_type="account",
        object_ref=passkey.user.reference,
        fields=["second factor"],
    )
