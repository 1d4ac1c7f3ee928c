"""The addresses of sign-in and accounts. Of the sign-in library a closed list: no sign-up, no social sign-in."""

from django.urls import path

from sharedduty.foundations.access.views import account, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-in/code/", sign_in.code, name="mfa_authenticate"),
    path("sign-in/passkey/", sign_in.passkey, name="mfa_login_webauthn"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("forgotten-password/", sign_in.forgotten_password, name="account_reset_password"),
    path("forgotten-password/sent/", sign_in.forgotten_password_sent, name="account_reset_password_done"),
    path("new-password/done/", sign_in.new_password_set, name="account_reset_password_from_key_done"),
    path("new-password/<str:uidb36>/<str:key>/", sign_in.new_password, name="account_reset_password_from_key"),
    path("link-needed/", sign_in.link_needed, name="link_needed"),
    path("account/", account.account, name="account"),
    path("account/acting-as/", account.acting_as, name="acting_as"),
    path("account/sessions/", account.sessions, name="usersessions_list"),
    path("account/stay-signed-in/", account.stay_signed_in, name="stay_signed_in"),
    path("account/password/", sign_in.change_password, name="account_change_password"),
    path("account/who-are-you/", sign_in.who_are_you, name="account_reauthenticate"),
    path("account/who-are-you/code/", sign_in.code_again, name="mfa_reauthenticate"),
    path("account/who-are-you/passkey/", sign_in.passkey_again, name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", sign_in.second_factors, name="mfa_index"),
    path("account/second-factor/needed/", sign_in.second_factor_needed, name="second_factor_needed"),
    path("account/second-factor/app/", sign_in.add_app, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", sign_in.remove_app, name="mfa_deactivate_totp"),
    path("account/second-factor/passkey/", sign_in.add_passkey, name="mfa_add_webauthn"),
    path("account/second-factor/passkey/<str:mark>/remove/", sign_in.remove_passkey, name="remove_passkey"),
    path("account/second-factor/recovery-codes/", sign_in.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/recovery-codes/new/", sign_in.new_recovery_codes, name="mfa_generate_recovery_codes"),
]
