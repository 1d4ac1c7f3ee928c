"""Signing in and out, passwords and second factors: the sign-in library's views on our addresses, in our words."""

import functools
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from sharedduty.foundations.access import actions, queries
from sharedduty.foundations.access.guards import View, own_account, public_page
from sharedduty.foundations.access.sign_in import AccountAdapter
from sharedduty.foundations.access.viewer import Request


def _library(view: View) -> View:
    """One of the library's views, with the answers it gives by raising. (Its own middleware sees exceptions too late
    here: the house runs views inside the transaction's savepoint.)"""

    @functools.wraps(view)
    def shown(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except ImmediateHttpResponse as given:
            return given.response
        except ReauthenticationRequired:
            methods = AccountAdapter(request).get_reauthentication_methods(request.user)
            return suspend_request(request, methods[0]["url"] if methods else reverse("account_login"))

    return shown


def next_address(request: Request) -> str:
    """Where the person wanted to go: a path of ours, else nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else ""


class NewPassword(account.PasswordResetFromKeyView):
    """Choosing a password by an e-mailed link; every session of the account ends."""

    def form_valid(self, form: Any) -> HttpResponse:
        actions.end_sessions(by=queries.viewer_for(self.reset_user), account_id=self.reset_user.pk)
        return super().form_valid(form)


def _proved(view: View) -> View:
    """After a second factor is set up in this session, the session counts as opened with one."""

    @functools.wraps(view)
    def shown(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        before = queries.has_second_factor(request.user.pk)
        response = view(request, *args, **kwargs)
        if request.method == "POST" and not before and queries.has_second_factor(request.user.pk):
            record_authentication(request, request.user, "mfa", type="set up")
        return response

    return shown


def _clearing(view: View) -> View:
    """Whatever a page kept in the browser's storage goes when its owner signs out (ASVS 14.3.1). Pages are never cached."""

    @functools.wraps(view)
    def shown(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return shown


sign_in = public_page(_library(account.login))
sign_out = public_page(_clearing(_library(account.logout)))
code = public_page(_library(second_factor.authenticate))
passkey = public_page(_library(passkeys.login_webauthn))
forgotten_password = public_page(_library(account.password_reset))
forgotten_password_sent = public_page(_library(account.password_reset_done))
new_password = public_page(_library(NewPassword.as_view()))
new_password_set = public_page(_library(account.password_reset_from_key_done))
change_password = own_account(_library(account.password_change))
who_are_you = own_account(_library(account.reauthenticate))
code_again = own_account(_library(second_factor.reauthenticate))
passkey_again = own_account(_library(passkeys.reauthenticate_webauthn))
add_app = own_account(_proved(_library(totp.activate_totp)))
remove_app = own_account(_library(totp.deactivate_totp))
add_passkey = own_account(_proved(_library(passkeys.add_webauthn)))
recovery_codes = own_account(_library(recovery.view_recovery_codes))
new_recovery_codes = own_account(_library(recovery.generate_recovery_codes))


@own_account
@_library
def remove_passkey(request: Request, mark: str) -> HttpResponseBase:
    """Remove one passkey, named by a digest; not the last second factor."""
    passkey_ = queries.own_passkey(viewer=request.viewer, mark=mark)
    if passkey_ is None:
        raise Http404
    if request.method == "POST":
        actions.remove_passkey(by=request.viewer, request=request, mark=mark)
        return HttpResponseRedirect(reverse("account"))
    return render(request, "access/remove_passkey.html", {"passkey": passkey_})


@own_account
def second_factor_needed(request: Request) -> HttpResponseBase:
    """Nobody works here on a password alone: choose an authenticator app or a passkey."""
    if request.viewer.second_factor:
        return HttpResponseRedirect(next_address(request) or reverse("account"))
    request.session["after_second_factor"] = next_address(request)
    return render(request, "access/second_factor_needed.html")


@own_account
def second_factors(request: Request) -> HttpResponseBase:
    """Where the library goes after a change of second factors: on to what the person first wanted, else the account."""
    return HttpResponseRedirect(request.session.pop("after_second_factor", "") or reverse("account"))


@public_page
def link_needed(request: Request) -> HttpResponseBase:
    """For whoever comes without the e-mailed link this page needs, or with one that has run out."""
    return render(request, "access/link_needed.html")


def too_many(request: Request, exception: Exception | None = None) -> HttpResponse:
    """Too many requests from one place: wait, and who to call."""
    return render(request, "design/errors/429.html", status=429)
