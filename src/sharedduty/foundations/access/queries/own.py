"""What people read of their own account."""

import datetime
import hashlib
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from sharedduty.foundations.access.models import Account, Appointment
from sharedduty.foundations.access.recognition import viewer_of
from sharedduty.foundations.access.roles import role
from sharedduty.foundations.access.sign_in import passkey_mark
from sharedduty.foundations.access.viewer import Viewer


def viewer_for(account: Account) -> Viewer:
    """The viewer an account is, for acts done before its session has begun."""
    return viewer_of(account)


def has_second_factor(account_id: int | None) -> bool:
    """Whether an account has an authenticator app or a passkey."""
    return (
        Authenticator.objects.filter(user_id=account_id or 0).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    )


def today() -> datetime.date:
    """Today in London."""
    return timezone.localdate()


def own_appointments(viewer: Viewer, current_only: bool = False) -> list[dict[str, Any]]:
    """The posts this person holds, held or will hold, newest first, each with who approved it."""
    found = (
        Appointment.objects.filter(account_id=viewer.account_id or 0)
        .select_related("post__team__organisation", "approved_by", "deputy_for__account")
        .order_by("-held_from", "-pk")
    )
    rows = [appointment_row(one, viewer.appointment_id) for one in found]
    return [row for row in rows if row["state"] == "held"] if current_only else rows


def appointment_row(one: Appointment, acting: int | None = None) -> dict[str, Any]:
    """One appointment as pages show it."""
    return {
        "id": one.pk,
        "reference": one.reference,
        "account": one.account_id,
        "title": one.acts_as,
        "team": one.post.team.name,
        "organisation": one.post.team.organisation.name,
        "role": role(one.role).title,
        "held_from": one.held_from,
        "held_until": one.held_until,
        "approved_by": one.approved_by.name if one.approved_by else "",
        "approved_at": one.approved_at,
        "state": state_of(one),
        "acting": one.pk == acting,
        "deputy": one.deputy_for_id is not None,
    }


def state_of(one: Appointment) -> str:
    """`proposed`, `refused`, `coming`, `held` or `ended`."""
    if one.ended_at is not None:
        return "ended" if one.approved_at else "refused"
    if one.held_until is not None and one.held_until < today():
        return "ended"
    if one.approved_at is None:
        return "proposed"
    return "coming" if one.held_from > today() else "held"


def own_second_factors(viewer: Viewer) -> dict[str, Any]:
    """How this person proves who they are: an app, passkeys, and how many recovery codes are left."""
    found = list(Authenticator.objects.filter(user_id=viewer.account_id).order_by("created_at", "pk"))
    kinds = Authenticator.Type
    codes = next((one for one in found if one.type == kinds.RECOVERY_CODES), None)
    return {
        "app": next((one for one in found if one.type == kinds.TOTP), None),
        "passkeys": [passkey_row(one) for one in found if one.type == kinds.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "has_codes": codes is not None,
        "removable": sum(1 for one in found if one.type != kinds.RECOVERY_CODES) > 1,
    }


def passkey_row(one: Authenticator) -> dict[str, Any]:
    """One passkey as pages show it."""
    return {
        "name": one.data.get("name") or "Passkey",
        "mark": passkey_mark(one),
        "added": one.created_at,
        "used": one.last_used_at,
    }


def own_passkey(viewer: Viewer, mark: str) -> dict[str, Any] | None:
    """One of this person's passkeys by its mark."""
    return next((one for one in own_second_factors(viewer)["passkeys"] if one["mark"] == mark), None)


def session_mark(key: str) -> str:
    """What a session is called on pages: a digest, since its key opens it."""
    return hashlib.sha256(b"session\0" + key.encode()).hexdigest()[:16]


def own_sessions(viewer: Viewer, current_key: str | None) -> list[dict[str, Any]]:
    """Where this person is signed in, the present session first."""
    found = UserSession.objects.purge_and_list(Account(pk=viewer.account_id))
    rows = [
        {
            "mark": session_mark(one.session_key),
            "browser": browser_words(one.user_agent),
            "address": one.ip,
            "began": one.created_at,
            "seen": one.last_seen_at,
            "current": one.session_key == current_key,
        }
        for one in found
    ]
    return sorted(rows, key=lambda row: (not row["current"], -row["seen"].timestamp()))


def own_session_key(viewer: Viewer, mark: str) -> str | None:
    """The key of the session this person means by `mark`."""
    keys = UserSession.objects.filter(user_id=viewer.account_id).values_list("session_key", flat=True)
    return next((key for key in keys if session_mark(key) == mark), None)


def browser_words(agent: str) -> str:
    """A browser and system in words people know; "Another browser" when it names neither."""
    browsers = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = (
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac"),
        ("CrOS", "Chromebook"), ("Linux", "Linux"),
    )  # fmt: skip
    browser = next((name for mark, name in browsers if mark in agent), "Another browser")
    system = next((name for mark, name in systems if mark in agent), "")
    return f"{browser} on {system}" if system else browser
