"""Signing in: both factors, wrong ones, unknown people, lock-out, and what a session may do before it is whole."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client, override_settings

from sharedduty.foundations.access.letters import password_link
from sharedduty.foundations.access.models import Account
from sharedduty.foundations.access.recognition import viewer_of
from sharedduty.foundations.access.tests.conftest import PASSWORD, SECRET, browser_of, code, give_sign_in
from sharedduty.foundations.access.tests.counting import Counting
from sharedduty.foundations.access.viewer import Viewer
from tests.houses import House

pytestmark = pytest.mark.django_db
Holder = Callable[[str, str], Viewer]


def begin(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in/", {"login": email, "password": password, **more})


def test_password_and_code_open_a_session_under_a_new_key(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    client = Client()
    client.get("/sign-in/")
    answer = begin(client, account.email.upper(), next="/account/")
    assert answer.headers["Location"] == "/sign-in/code/"
    before = client.session.session_key
    assert client.get("/account/").status_code == 302, "half a sign-in opens nothing"
    answer = client.post("/sign-in/code/", {"code": f"{code()[:3]} {code()[3:]}"})
    assert answer.headers["Location"] == "/account/"
    assert client.session.session_key != before
    page = client.get("/account/")
    assert page.status_code == 200 and account.email in page.content.decode()


def test_a_code_works_once_even_while_it_is_still_right(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    first, second = Client(), Client()
    the_code = code()
    begin(first, account.email)
    assert first.post("/sign-in/code/", {"code": the_code}).status_code == 302
    begin(second, account.email)
    assert second.post("/sign-in/code/", {"code": the_code}).status_code == 200
    assert second.get("/account/").status_code == 302


@pytest.mark.parametrize("wrong", ["password", "address", "ended account", "no password set"])
def test_every_wrong_sign_in_gets_one_answer(holder: Holder, wrong: str) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    email, password = account.email, PASSWORD
    if wrong == "password":
        password = "something else entirely"
    elif wrong == "address":
        email = "nobody@example.org"
    elif wrong == "ended account":
        Account.objects.filter(pk=account.pk).update(is_active=False)
    else:
        account.set_unusable_password()
        account.save()
    answer = begin(Client(), email, password)
    text = answer.content.decode().replace(email, "ADDRESS")
    assert answer.status_code == 200
    assert "The email address or the password is not right." in text
    known = begin(Client(), account.email if wrong == "address" else "someone@example.org", "wrong again here")
    plain = known.content.decode().replace(account.email, "ADDRESS").replace("someone@example.org", "ADDRESS")
    assert without_token(text) == without_token(plain)


def without_token(text: str) -> str:
    """A page without its anti-forgery token."""
    start = text.index('name="csrfmiddlewaretoken"')
    tokens = {piece.split('"')[0] for piece in text[start:].split('name="csrfmiddlewaretoken" value="')[1:]}
    for token in tokens:
        text = text.replace(token, "TOKEN")
    return text


def test_after_ten_wrong_tries_even_the_right_password_waits(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    for _ in range(10):
        assert "is not right" in begin(Client(), account.email, "wrong").content.decode()
    locked = begin(Client(), account.email)
    assert "too many wrong tries" in locked.content.decode()
    for _ in range(10):
        begin(Client(), "nobody@example.org", "wrong")
    assert "too many wrong tries" in begin(Client(), "nobody@example.org", "wrong").content.decode(), (
        "an address nobody has locks in the same way"
    )


def test_ten_wrong_codes_lock_the_second_step(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    client = Client()
    begin(client, account.email)
    for _ in range(10):
        client.post("/sign-in/code/", {"code": "000000"})
    assert "too many wrong tries" in client.post("/sign-in/code/", {"code": code()}).content.decode()
    assert client.get("/account/").status_code == 302


def test_many_sign_ins_from_one_place_get_an_honest_page(db: None) -> None:
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"}):
        answers = [begin(Client(), f"nobody{one}@example.org") for one in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "999" in answers[-1].content.decode()


def test_nobody_works_on_a_password_alone(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"), second_factor=False)
    client = Client()
    begin(client, account.email)
    answer = client.get("/account/acting-as/")
    assert answer.headers["Location"].startswith("/account/second-factor/needed/?next=%2Faccount%2Facting-as%2F")
    assert "authenticator app" in client.get(answer.headers["Location"]).content.decode()
    page = client.get("/account/second-factor/app/")
    assert "data:image/svg+xml" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    wrong = client.post("/account/second-factor/app/", {"code": "12"})
    assert "not right" in wrong.content.decode() and client.session["mfa.totp.secret"] == secret
    right = client.post("/account/second-factor/app/", {"code": _code_for(secret)})
    assert right.headers["Location"] == "/account/second-factor/recovery-codes/"
    assert client.get(right.headers["Location"]).content.decode().count("<code>") == 10
    assert client.get("/account/second-factor/").headers["Location"] == "/account/acting-as/"
    assert client.get("/account/acting-as/").status_code == 200


def _code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_the_secret_of_an_app_is_not_kept_in_the_clear(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    kept = Authenticator.objects.get(user=account).data["secret"]
    assert SECRET not in kept


def test_a_recovery_code_signs_in_once(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    signed_in = browser_of(viewer_of(account))
    signed_in.post("/account/second-factor/recovery-codes/new/")
    page = signed_in.get("/account/second-factor/recovery-codes/").content.decode()
    recovery = page.split("<code>")[1].split("</code>")[0]
    client = Client()
    begin(client, account.email)
    assert client.post("/sign-in/code/", {"code": recovery}).status_code == 302
    assert client.get("/account/").status_code == 200
    again = Client()
    begin(again, account.email)
    assert again.post("/sign-in/code/", {"code": recovery}).status_code == 200


def test_the_last_second_factor_cannot_be_removed(holder: Holder) -> None:
    viewer = holder("Ann", "teacher")
    give_sign_in(viewer)
    client = browser_of(viewer)
    client.post("/account/second-factor/app/remove/")
    assert Authenticator.objects.filter(user_id=viewer.account_id, type="totp").exists()


def test_sensitive_pages_ask_again_after_five_minutes(holder: Holder) -> None:
    viewer = holder("Ann", "teacher")
    give_sign_in(viewer)
    assert browser_of(viewer).get("/account/second-factor/recovery-codes/new/").status_code == 200
    late = browser_of(viewer, proved_ago=301)
    answer = late.get("/account/second-factor/recovery-codes/new/")
    assert answer.headers["Location"].startswith("/account/who-are-you/")
    assert late.post("/account/who-are-you/?next=/account/", {"password": PASSWORD}).status_code == 302
    assert late.get("/account/second-factor/recovery-codes/new/").status_code == 200


def test_nobody_signs_up_and_no_page_leads_out_of_the_house(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    client = Client()
    for path in ("/accounts/signup/", "/signup/", "/accounts/login/", "/account/email/"):
        assert client.get(path).status_code == 404
    client.post("/sign-in/?next=https://elsewhere.example/", {"login": account.email, "password": PASSWORD})
    answer = client.post("/sign-in/code/", {"code": code()})
    assert answer.headers["Location"] == settings.LOGIN_REDIRECT_URL


def test_a_forgotten_password_is_set_by_a_link_that_works_once_and_ends_every_session(
    holder: Holder, house: House
) -> None:
    viewer = holder("Ann", "teacher")
    account = give_sign_in(viewer)
    elsewhere = Client()
    begin(elsewhere, account.email)
    elsewhere.post("/sign-in/code/", {"code": code()})
    known = Client().post("/forgotten-password/", {"email": account.email})
    unknown = Client().post("/forgotten-password/", {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'access.password_letter' ORDER BY id")
        asked = [row[0] for row in cursor.fetchall()]
    assert len(asked) == 2, "an address nobody has costs the same work"
    client = Client()
    account.refresh_from_db()  # signing in changed it, and with it the link
    link = password_link(account).removeprefix(settings.BASE_URL)
    assert str(account.pk) not in link.split("/")
    form = client.get(link).headers["Location"]
    assert link.split("/")[-2] not in form, "the token leaves the address"
    short = client.post(form, {"password1": "short", "password2": "short"})
    assert "at least 12 characters" in short.content.decode()
    listed = next(one for one in sorted(CommonPasswordValidator().passwords) if len(one) >= 12)
    common = client.post(form, {"password1": listed, "password2": listed})
    assert "too common" in common.content.decode()
    done = client.post(form, {"password1": "a new invented phrase", "password2": "a new invented phrase"})
    assert done.headers["Location"] == "/new-password/done/"
    assert elsewhere.get("/account/").status_code == 302, "every session ended"
    assert "no longer works" in Client().get(link).content.decode()
    again = Client()
    assert begin(again, account.email, "a new invented phrase").headers["Location"] == "/sign-in/code/"


def test_unknown_and_known_people_take_the_same_time_class(holder: Holder) -> None:
    # The hash is what takes time: an address nobody has must cost one too. Counted, not timed: see tests/deep.
    account = give_sign_in(holder("Ann", "teacher"))
    with override_settings(PASSWORD_HASHERS=["sharedduty.foundations.access.tests.counting.Counting"]):
        account.set_password(PASSWORD)
        account.save()
        costs = []
        for email in (account.email, "nobody@example.org"):
            Counting.used = 0
            begin(Client(), email, "wrong words here")
            costs.append(Counting.used)
    assert costs[0] == costs[1] == 1


def test_a_session_is_not_in_the_table_after_sign_out(holder: Holder) -> None:
    client = browser_of(holder("Ann", "teacher"))
    key = client.session.session_key
    client.post("/sign-out/")
    assert not Session.objects.filter(session_key=key).exists()
