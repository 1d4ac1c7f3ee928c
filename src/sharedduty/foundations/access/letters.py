"""Mail about one's own account: setting a password, and what changed in how one signs in. Never about a file."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from sharedduty.foundations.access.models import Account
from sharedduty.foundations.jobs.api import enqueue, job

CHANGES = {
    "account/email/password_changed": "Your password was changed.",
    "account/email/password_reset": "Your password was changed.",
    "account/email/password_set": "A password was set for your account.",
    "mfa/email/totp_activated": "An authenticator app was added to your account.",
    "mfa/email/totp_deactivated": "An authenticator app was removed from your account.",
    "mfa/email/webauthn_added": "A passkey was added to your account.",
    "mfa/email/webauthn_removed": "A passkey was removed from your account.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account.",
    "second factor reset": "Two administrators removed every second factor from your account. Sign in to set up a new one.",
    "signed out everywhere": "You were signed out everywhere.",
}
SUBJECTS = {"reset": "Set a new Shared Duty password", "welcome": "Your Shared Duty account"}


def send_password_letter(*, account_id: int, what: str) -> None:
    """Send, on commit, a one-time link to set a password.

    Takes: the account's id, 0 for an address nobody has (so that the answer takes as long), and `reset` or `welcome`.
    """
    enqueue("access.password_letter", account_id=account_id, welcome=int(what == "welcome"))


def tell_of_change(*, email: str, what: str) -> None:
    """Tell an account's owner, on commit, what changed. Raises KeyError for a change nobody has words for."""
    account_id = Account.objects.values_list("pk", flat=True).get(email__iexact=email)
    enqueue("access.change_letter", account_id=account_id, change=list(CHANGES).index(what))


@job("access.password_letter")
def deliver_password_letter(*, account_id: int, welcome: int) -> None:
    """Write and send the letter with the link; nothing for an address nobody has or an account that has ended."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    what = "welcome" if welcome else "reset"
    _send(account, SUBJECTS[what], f"access/letters/{what}.txt", link=password_link(account))


@job("access.change_letter")
def deliver_change_letter(*, account_id: int, change: int) -> None:
    """Write and send the letter about a change in how one signs in."""
    account = Account.objects.get(pk=account_id)
    said = list(CHANGES.values())[change]
    _send(account, "How you sign in to Shared Duty has changed", "access/letters/change.txt", said=said)


def password_link(account: Account) -> str:
    """A one-time address at which `account` sets a password; good for `PASSWORD_RESET_TIMEOUT` seconds."""
    token = default_token_generator.make_token(account)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": account.reference, "key": token})
    return settings.BASE_URL + path


def _send(account: Account, subject: str, template: str, **said: str) -> None:
    text = render_to_string(template, {"account": account, "base": settings.BASE_URL, **said})
    send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [account.email])
