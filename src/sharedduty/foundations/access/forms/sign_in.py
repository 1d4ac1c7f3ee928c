"""The forms of sign-in, in our words. What they check is the sign-in library's; what they say is ours."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.cache import cache

from sharedduty.foundations.access import letters
from sharedduty.foundations.access.models import Account
from sharedduty.foundations.access.sign_in import code_mark

CODE_LIVES = 90  # seconds: a code is good in its own half minute and in the ones beside it


def _say(form: forms.Form, name: str, label: str, missing: str, hint: str = "", **attributes: str) -> None:
    """Give a field of the library our label, hint and error; placeholders go, since they vanish as one types."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = missing
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignInForm(account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "login", "Email address", "Enter your email address", autocomplete="username")
        self.fields["login"].error_messages["invalid"] = "Enter an email address, like name@example.org"
        _say(self, "password", "Password", "Enter your password")


class ForgottenPasswordForm(account.ResetPasswordForm):
    """The address to send a link to. Whether an account has it makes no difference to the answer or its time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", "Email address", "Enter your email address")
        self.fields["email"].error_messages["invalid"] = "Enter an email address, like name@example.org"

    def save(self, request: Any, **kwargs: Any) -> str:
        """Hand the address to a job, known or not."""
        letters.send_password_letter(account_id=self.users[0].pk if self.users else 0, what="reset")
        return self.cleaned_data["email"]


class ResetLinkForm(account.UserTokenForm):
    """The two parts of a password link: the account's reference and its one-time token."""

    def _get_user(self, uidb36: str) -> Account | None:
        return Account.objects.filter(reference=uidb36, is_active=True).first()


_NEW = "At least 12 characters. Three random words make a good password. A password manager can choose one for you."


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password1", "New password", "Enter a new password", _NEW, autocomplete="new-password")
        _say(self, "password2", "New password again", "Enter the new password again")


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password, and a new one typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "oldpassword", "Your password now", "Enter the password you use now")
        _say(self, "password1", "New password", "Enter a new password", _NEW, autocomplete="new-password")
        _say(self, "password2", "New password again", "Enter the new password again")


class PasswordAgainForm(account.ReauthenticateForm):
    """The password once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", "Password", "Enter your password")


class _OnceOnly:
    """A code that was used is used for as long as it could still be right, not only for half a minute."""

    user: Account
    cleaned_data: dict[str, Any]

    def clean_code(self) -> str:
        typed = self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        code: str = super().clean_code()  # type: ignore[misc]  # the library's form, mixed in below
        if not cache.add(code_mark(self.user.pk, typed), "y", timeout=CODE_LIVES):
            raise forms.ValidationError("That code was used already. Wait for the next one, then type it.")
        return code


class CodeForm(_OnceOnly, second_factor.AuthenticateForm):
    """A one-time code, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self, "code", "Code", "Enter the code", "6 digits from your app, or one of your recovery codes.",
            inputmode="numeric", spellcheck="false",
        )  # fmt: skip


class CodeAgainForm(_OnceOnly, second_factor.ReauthenticateForm):
    """A one-time code once more, before something sensitive."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(
            self, "code", "Code", "Enter the code", "6 digits from your app, or one of your recovery codes.",
            inputmode="numeric", spellcheck="false",
        )  # fmt: skip


class AuthenticatorAppForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator app, which proves it was set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "code", "Code from the app", "Enter the code the app shows", "6 digits.", inputmode="numeric")

    def clean_code(self) -> str:
        """The code without the space some apps show in its middle."""
        self.cleaned_data["code"] = "".join(self.cleaned_data["code"].split())
        code: str = super().clean_code()
        return code


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    """What to call a new passkey, and whether it opens the door alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["name"] = self.initial["passwordless"] = ""
        _say(self, "name", "What should we call it?", "", "For example: work laptop.")
        self.fields["name"].max_length = 60
        _say(
            self, "passwordless", "Let me sign in with this passkey alone, without my password", "",
            "Without a tick it takes the place of the code that you type after your password.",
        )  # fmt: skip


class PasskeySignInForm(passkeys.LoginWebAuthnForm):
    """A passkey in place of address, password and code."""

    def clean_credential(self) -> Any:
        """The passkey, when it is one of an account that may sign in."""
        credential = self.cleaned_data["credential"]
        passkeys.auth.parse_authentication_response(credential)
        handle = str((credential.get("response") or {}).get("userHandle") or "")
        owner = Account.objects.filter(reference=_text_of(handle), is_active=True).first()
        if owner is None:
            raise forms.ValidationError("This passkey is not known here. Sign in with your password and a code.")
        return passkeys.auth.complete_authentication(owner, credential)


def _text_of(handle: str) -> str:
    """The account's reference that a passkey carries."""
    try:
        return passkeys.auth.websafe_decode(handle).decode("utf-8")
    except ValueError:
        return ""
