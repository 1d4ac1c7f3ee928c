"""Sessions: they end when idle, when old, when their owner says so and the moment an account closes."""

import datetime
from collections.abc import Callable

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import Client
from django.utils import timezone

from sharedduty.foundations.access import actions, heldforms
from sharedduty.foundations.access.models import Account, Appointment
from sharedduty.foundations.access.queries import own_sessions
from sharedduty.foundations.access.tests.conftest import PASSWORD, browser_of, code, give_sign_in
from sharedduty.foundations.access.viewer import Viewer
from sharedduty.foundations.directory.models import Post
from tests.houses import LONG_AGO, House

pytestmark = pytest.mark.django_db
Holder = Callable[[str, str], Viewer]


def sign_in(email: str, the_code: str) -> Client:
    client = Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36"})
    client.post("/sign-in/", {"login": email, "password": PASSWORD})
    client.post("/sign-in/code/", {"code": the_code})
    return client


def test_a_session_left_alone_ends_and_one_in_use_lasts_until_its_limit(holder: Holder) -> None:
    client = browser_of(holder("Ann", "teacher"))
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        assert client.get("/account/").status_code == 200
        clock.shift(settings.SESSION_IDLE_SECONDS - 1)
        page = client.get("/account/")
        assert page.status_code == 200
        clock.shift(settings.SESSION_IDLE_SECONDS + 1)
        assert client.get("/account/").headers["Location"].startswith("/sign-in/")
    client = browser_of(holder("Bob", "teacher"))
    with time_machine.travel(start, tick=False) as clock:
        for _ in range(settings.SESSION_COOKIE_AGE // 1500):
            assert client.get("/account/").status_code == 200
            clock.shift(1500)
        clock.shift(1300)
        assert client.get("/account/").status_code == 302, "twelve hours whatever happens"


def test_the_page_says_how_long_it_may_rest_and_a_post_begins_that_time_again(holder: Holder) -> None:
    client = browser_of(holder("Ann", "teacher"))
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        page = client.get("/account/").content.decode()
        told = int(page.split('data-session-seconds="')[1].split('"')[0])
        assert 0 < told <= settings.SESSION_IDLE_SECONDS
        assert 'data-session-extend-url="/account/stay-signed-in/"' in page
        clock.shift(told - 20)
        assert client.post("/account/stay-signed-in/").status_code == 204
        clock.shift(told - 20)
        assert client.get("/account/").status_code == 200


def test_a_form_sent_too_late_waits_for_its_sender_and_nobody_else(holder: Holder, house: House) -> None:
    viewer, other = holder("Ann", "business_manager"), holder("Bob", "business_manager")
    account, stranger = give_sign_in(viewer), give_sign_in(other)
    client = sign_in(account.email, code())
    start = timezone.now()
    typed = {
        "name": "Invented Body",
        "sector": "health",
        "is_legal_body": "yes",
        "csrfmiddlewaretoken": "x",
        "password": "never kept",
    }
    with time_machine.travel(start, tick=False) as clock:
        client.get("/account/")
        clock.shift(settings.SESSION_IDLE_SECONDS + 1)
        assert (
            client.post("/organisations/add/", typed).headers["Location"].startswith("/sign-in/?next=%2Forganisations")
        )
        kept = client.session[heldforms.KEY]
        assert ["name", "Invented Body"] in [list(one) for one in kept["fields"]] and "never kept" not in str(kept)
        client.post("/sign-in/", {"login": account.email, "password": PASSWORD})
        answer = client.post("/sign-in/code/", {"code": fresh_code()})
        assert answer.headers["Location"] == "/account/held-form/"
        page = client.get("/account/held-form/").content.decode()
        assert 'value="Invented Body"' in page and 'action="/organisations/add/"' in page
        token = page.split('name="form_token" value="')[1].split('"')[0]
        sent = client.post(
            "/organisations/add/",
            {"name": "Invented Body", "sector": "health", "is_legal_body": "yes", "form_token": token},
        )
        assert sent.status_code == 302
        assert client.get("/account/held-form/").headers["Location"] == "/account/", "sent once, it waits no longer"

        client.session.flush()
        client = sign_in(account.email, fresh_code())
        client.get("/account/")
        clock.shift(settings.SESSION_IDLE_SECONDS + 1)
        client.post("/organisations/add/", typed)
        client.post("/sign-in/", {"login": stranger.email, "password": PASSWORD})
        answer = client.post("/sign-in/code/", {"code": fresh_code()})
        assert answer.headers["Location"] != "/account/held-form/"
        assert heldforms.KEY not in client.session


def fresh_code() -> str:
    """A code not used before in this test: time stands still, and a code works once."""
    fresh_code.used += 1  # type: ignore[attr-defined]
    return code(after=(0, 1, -1)[fresh_code.used % 3])  # type: ignore[attr-defined]


fresh_code.used = 0  # type: ignore[attr-defined]


def test_one_session_can_be_ended_from_another_and_all_at_once(holder: Holder) -> None:
    account = give_sign_in(holder("Ann", "teacher"))
    here, there = sign_in(account.email, code()), sign_in(account.email, code(1))
    page = here.get("/account/sessions/").content.decode()
    assert page.count("Chrome on Linux") == 2 and "(this one)" in page
    keys = set(UserSession.objects.values_list("session_key", flat=True))
    assert len(keys) == 2 and not any(key in page for key in keys)
    viewer = Viewer(kind="account", account_id=account.pk)
    other = next(one for one in own_sessions(viewer, here.session.session_key) if not one["current"])
    assert here.post("/account/sessions/", {"end": "not a mark"}).status_code == 404
    assert here.post("/account/sessions/", {"end": other["mark"]}).status_code == 302
    assert there.get("/account/").status_code == 302 and here.get("/account/").status_code == 200
    here.post("/account/sessions/", {"end": "everywhere"})
    assert here.get("/account/").status_code == 302
    assert not UserSession.objects.filter(user=account).exists()


def test_a_session_dies_with_the_account_at_the_next_request(holder: Holder) -> None:
    viewer, administrator = holder("Ann", "teacher"), holder("Ada", "administrator")
    account = give_sign_in(viewer)
    client, forced = sign_in(account.email, code()), browser_of(viewer)
    assert client.get("/account/").status_code == forced.get("/account/").status_code == 200
    actions.leave(by=administrator, account=account, reason="last day")
    assert client.get("/account/").status_code == forced.get("/account/").status_code == 302
    assert not UserSession.objects.filter(user=account).exists()


def test_acting_as_another_post_changes_what_is_seen_and_only_ones_own_posts_can_be_chosen(
    holder: Holder, house: House
) -> None:
    viewer, other = holder("Ann", "administrator"), holder("Bob", "teacher")
    account = Account.objects.get(pk=viewer.account_id)
    post = Post.objects.create(team=house.school, title="Second post")
    second = Appointment.objects.create(
        account=account, post=post, role="teacher", held_from=LONG_AGO, approved_by=account, approved_at=timezone.now()
    )
    client = browser_of(viewer)
    assert client.get("/people-and-posts/").status_code == 200
    chosen = client.post("/account/acting-as/", {"post": second.reference, "next": "/account/"})
    assert chosen.headers["Location"] == "/account/"
    assert client.get("/people-and-posts/").status_code == 404
    assert "acting as Second post" in client.get("/account/").content.decode()
    foreign = Appointment.objects.get(pk=other.appointment_id).reference
    assert client.post("/account/acting-as/", {"post": foreign}).status_code == 422
    Appointment.objects.filter(pk=second.pk).update(held_until=timezone.localdate() - datetime.timedelta(days=1))
    assert "acting as Second post" not in client.get("/account/").content.decode(), (
        "a post that ended is acted as no more"
    )
