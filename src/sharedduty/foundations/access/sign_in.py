"""Our rules on top of the sign-in library: accounts are made by an administrator, nobody signs up, all is journalled."""

import base64
import hashlib
import io
import time
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sharedduty.foundations.access import heldforms, letters
from sharedduty.foundations.access.models import Account
from sharedduty.foundations.access.recognition import viewer_of
from sharedduty.foundations.access.viewer import PUBLIC
from sharedduty.foundations.journal.api import record_change

FRESH_SECONDS = 300  # how long an act that needs a fresh second factor may follow it (design section 4)
_SAID = {
    "account/messages/logged_out.txt": "You have signed out.",
    "account/messages/password_changed.txt": "Your password is changed. You are signed out everywhere else.",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up.",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app is removed.",
    "mfa/messages/webauthn_added.txt": "Your passkey is added.",
    "mfa/messages/webauthn_removed.txt": "Your passkey is removed.",
    "mfa/messages/recovery_codes_generated.txt": "You have new recovery codes. The old ones no longer work.",
}


class AccountAdapter(DefaultAccountAdapter):
    """Closed to sign-up; tells no one whether an account exists; journals every sign-in and every failed one."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both and try again.",
        "too_many_login_attempts": "There were too many wrong tries. Wait 5 minutes, then try again.",
        "rate_limited": "There were too many wrong tries. Wait 5 minutes, then try again.",
        "incorrect_password": "That is not your password. Type it again.",
        "enter_current_password": "That is not your present password. Type it again.",
        "invalid_password_reset": "This link no longer works.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves: an administrator does (joiners)."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account whose password this is; none for a wrong password, an unknown address or an ended account alike."""
        account = super().authenticate(request, **credentials)
        if account is not None and not account.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return account

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Journal the failed try, with a digest of the address in place of the address."""
        record_change(
            by=PUBLIC, verb="failed to sign in", object_type="account", object_ref="",
            values={"email": credentials.get("email", "")},
        )  # fmt: skip

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        """An ended account is answered like a wrong password: with the sign-in page."""
        return HttpResponseRedirect(reverse("account_login"))

    def login(self, request: HttpRequest, user: Account) -> None:
        """Begin a session under a new key and journal it."""
        super().login(request, user)
        methods = [record.get("method", "") for record in get_authentication_records(request, user)]
        record_change(
            by=viewer_of(user), verb="signed in", object_type="account", object_ref=user.reference, fields=methods
        )

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        """On to where they wanted to go, or first to a form that a signed-out person had sent."""
        response = super().post_login(request, user, **kwargs)
        return HttpResponseRedirect(reverse("held_form")) if heldforms.held(request) else response

    def logout(self, request: Any) -> None:
        """End the session and journal it."""
        record_change(by=request.viewer, verb="signed out", object_type="account", object_ref=request.user.reference)
        super().logout(request)

    def set_password(self, user: Account, password: str) -> None:
        """Set a new password and journal that, never the password."""
        super().set_password(user, password)
        record_change(
            by=viewer_of(user), verb="set password", object_type="account", object_ref=user.reference,
            fields=["password"],
        )  # fmt: skip

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether to ask again who this is: not within five minutes of the last proof, however it was given."""
        records = get_authentication_records(self.request, self.request.user)
        return not records or time.time() - records[-1]["at"] >= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to prove again who one is, in our words."""
        words = {
            "reauthenticate": "Use your password",
            "mfa_reauthenticate": "Use a code from your authenticator app",
            "mfa_reauthenticate:webauthn": "Use a passkey",
        }
        return [{**method, "description": words[method["id"]]} for method in super().get_reauthentication_methods(user)]

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None,
        message_context: dict[str, Any] | None = None, extra_tags: str = "", message: str | None = None,
    ) -> None:  # fmt: skip
        """Say what happened in our own words; the library's other messages are not shown."""
        text = message or _SAID.get(message_template or "", "")
        if text:
            messages.add_message(request, messages.ERROR if level >= messages.ERROR else messages.SUCCESS, text)

    def send_password_reset_mail(self, user: Account, email: str, context: dict[str, Any]) -> None:
        """Nothing here: the form hands every address, known or not, to one job (`forms.ForgottenPasswordForm`)."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Tell the owner of an account what changed in how they sign in."""
        letters.tell_of_change(email=email, what=template_prefix)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names our product, draws the code to scan, and keeps secrets encrypted under the service's own key."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Codes change every 30 seconds: type the newest one.",
        "cannot_delete_authenticator": "This is your only way to prove who you are. Add another first, then remove this one.",
    }

    def _get_site_name(self) -> str:
        return "Shared Duty"

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """The relying party that a passkey is bound to."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Shared Duty"}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        """Whose passkey it is, by the account's reference: a row's number leaves the house nowhere."""
        return {"id": user.reference.encode(), "display_name": user.name, "name": user.email}

    def build_totp_svg(self, url: str) -> str:
        """The picture an authenticator app scans."""
        out = io.BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, border=4, light="white")
        return out.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """A second factor's secret as it is kept."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """A kept secret as it was. Raises InvalidToken when the service's secret key has changed since."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one: nobody works here without a second factor."""
        return (
            Authenticator.objects.filter(user_id=authenticator.user_id)
            .exclude(pk=authenticator.pk)
            .exclude(type=Authenticator.Type.RECOVERY_CODES)
            .exists()
        )


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second factors\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def code_mark(account_id: int, code: str) -> str:
    """Where it is noted that a one-time code was used, for as long as it could still be right."""
    return f"code-used-{account_id}-{code}"


def code_was_used(*, email: str, code: str) -> bool:
    """Whether this person has signed in with this code already, so that the demonstration can offer another."""
    account = Account.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
    return account is not None and cache.get(code_mark(account, code)) is not None


def has_fresh_second_factor(request: HttpRequest) -> bool:
    """Whether a code or a passkey was given in this session within the last five minutes."""
    records = get_authentication_records(request, request.user)
    return any(one.get("method") == "mfa" and time.time() - one["at"] < FRESH_SECONDS for one in records)


def passkey_mark(authenticator: Authenticator) -> str:
    """What a passkey is called in addresses: a digest of its credential, never its row's number."""
    credential = str(authenticator.data.get("credential", {}).get("id", authenticator.data.get("name")))
    return hashlib.sha256(credential.encode()).hexdigest()[:16]
