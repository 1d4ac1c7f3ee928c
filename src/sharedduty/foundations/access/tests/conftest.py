"""People of the invented house who sign in, with browsers that are signed in already."""

import functools
import time
from collections.abc import Callable

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client

from sharedduty.foundations.access import banner
from sharedduty.foundations.access.models import Account
from sharedduty.foundations.access.viewer import Viewer
from tests.houses import House

PASSWORD = "three invented words"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def nothing_remembered(db: None) -> None:
    """Counts of tries and the banner's memory are each test's own."""
    cache.clear()
    banner.forget()


def code(after: int = 0) -> str:
    """The one-time code of now, or of some half minutes later."""
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + after))


def give_sign_in(viewer: Viewer, *, second_factor: bool = True) -> Account:
    """Give a post-holder a password and an authenticator app."""
    account = Account.objects.get(pk=viewer.account_id)
    account.password = make_password(PASSWORD)
    account.save()
    if second_factor:
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": encrypt(SECRET)})
    return account


def browser_of(viewer: Viewer, *, proved_ago: float = 0.0) -> Client:
    """A browser in which this person is signed in with a second factor, given so many seconds ago."""
    client = Client()
    client.force_login(
        Account.objects.get(pk=viewer.account_id), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    session = client.session
    at = time.time() - proved_ago
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": at}, {"method": "mfa", "at": at}]
    session["account_authentication_methods_user"] = str(viewer.account_id)
    session["acting_as"] = viewer.appointment_id
    session.save()
    return client


@pytest.fixture
def holder(house: House) -> Callable[[str, str], Viewer]:
    """The post-holder of the front door's team of this name and role, made when first asked for."""
    return functools.cache(lambda name, role: house.post_holder(name, role, house.front_door))
