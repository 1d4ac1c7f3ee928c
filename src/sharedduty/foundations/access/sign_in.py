"""Our rules on top of the sign-in library: accounts are made by an administrator, and nobody signs up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closed to sign-up; the address after signing in is kept inside the house."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for themselves: an administrator does (joiners)."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names our product in authenticator apps and on passkeys."""

    def _get_site_name(self) -> str:
        return "Shared Duty"

    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        """The relying party that a passkey is bound to."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Shared Duty"}
