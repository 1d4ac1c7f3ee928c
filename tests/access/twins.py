"""Two databases equal but for one secret record, asked the same things by somebody the secret is not for (goals C1, C6).

The twins are one transaction: the base is set, then the secret is put into a savepoint and everything is asked, then the
savepoint is undone and everything is asked again of a world in which the secret never was. So row numbers, references,
sessions and the database's clock are the same, and every byte that differs was told by the secret. What a browser is
given anew each time is taken out first: `NORMALISERS` is the whole list of what two answers may differ in, and that of
`twin_post.py` the whole list for mails.

Compared of each answer: status, headers, every byte. Compared of the mail, for each outsider and for every address that is
nobody's here: how many, in which order, from whom, when, subject, headers, words; when the secret comes to be, when the
outsider's own requests were answered, and as time goes by until the file need not be kept any more.

A room adds nothing here. It gives its records in `tests/access/scene.py`, and its searches and acts in `PROBES`
of `tests/access/twin_house.py`.
"""

import random
import re
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from sharedduty.foundations.access import banner
from sharedduty.foundations.access.api import PUBLIC, Account, Viewer
from tests.access.scene import Scene
from tests.access.test_matrix import HELP, NOWHERE, bare
from tests.access.twin_post import LATER, Letter, nobodys, post_of

# What may differ between two answers, and why: nothing else is forgiven.
NORMALISERS = (
    (re.compile(rb'(name="csrfmiddlewaretoken" value=")[\w-]+'), rb"\1"),  # new for each page
    (re.compile(rb'(name="form_token" value=")[0-9a-f-]{36}'), rb"\1"),  # new for each form
    (re.compile(rb'(data-session-token=")[\w-]+'), rb"\1"),  # the same token, for saving drafts
    # How many journal rows wait for their seal: every act of everybody counts, so it tells that somebody did something,
    # to those who watch the journal, and never about whom.
    (re.compile(rb'(for their seal</dt>\s*<dd class="govuk-summary-list__value">)\d+'), rb"\1"),
)
UNEQUAL_HEADERS = {"Set-Cookie", "Date"}  # the cookie carries the token again; no clock stands still in a header


@dataclass(frozen=True)
class Asked:
    """One request, the same in both worlds."""

    method: str
    path: str
    data: Mapping[str, str] = field(default_factory=dict, hash=False)
    # Whose guards let this through; none: everybody's. A guard that refuses by role reads nothing, and the matrix tries it.
    roles: frozenset[str] = frozenset()
    follow: bool = False  # also what comes next, as a browser goes there

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path} {dict(self.data) or ''}".strip()


@dataclass(frozen=True)
class Told:
    """An answer without what is new each time: status, headers and every byte of the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Outsider:
    """Somebody the secret is not for, with the browser they were signed in with before it came to be."""

    def __init__(self, name: str, viewer: Viewer, scene: Scene) -> None:
        self.name, self.viewer = name, viewer
        self.address = Account.objects.get(pk=viewer.account_id).email
        client = scene.client(viewer)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(viewer.account_id)
        session["acting_as"] = viewer.appointment_id
        session.save()
        self._session = session.session_key

    def passes(self, asked: Asked) -> bool:
        """Whether a guard lets this person's role ask."""
        return not asked.roles or self.viewer.role in asked.roles

    def nothing(self) -> tuple[int, str]:
        """What this person is told of an address that is none."""
        return words_of(self.ask([Asked("get", NOWHERE)])[f"GET {NOWHERE}"])

    def browser(self) -> Client:
        """Theirs, never used for anything else, in a house that has counted nothing yet."""
        cache.clear()  # counts of tries are not part of either world
        banner.forget()
        client = Client(raise_request_exception=False)
        if self._session:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._session
        return client

    def ask(self, asked: Iterable[Asked]) -> dict[str, Told]:
        """What each request is answered, in a browser that was never used for anything else."""
        client = self.browser()
        with seeded():
            return {str(one): told(client, one) for one in asked}


class Anybody(Outsider):
    """Somebody without an account, who may have come by a link of their own; and an e-mail address they say is theirs."""

    def __init__(self, name: str, address: str, client: Client) -> None:
        self.name, self.viewer, self.address = name, PUBLIC, address
        cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
        self._session = cookie.value if cookie else ""

    def passes(self, asked: Asked) -> bool:
        """Whatever the guard: it is asked."""
        return True


@contextmanager
def seeded() -> Iterator[None]:
    """The same chance in both worlds: references, keys and tokens that are made meanwhile come in the same order.

    So a reference that somebody is given shows whether others were given before it.
    """
    dice = random.Random("the same in both worlds")
    with (
        patch.object(secrets, "choice", dice.choice),
        patch.object(secrets, "token_hex", lambda size=32: dice.randbytes(size).hex()),
    ):
        yield


def told(client: Client, asked: Asked) -> Told:
    """Send one request and take out of its answer what is new each time."""
    answer = getattr(client, asked.method)(asked.path, dict(asked.data), follow=asked.follow)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    for pattern, replacement in NORMALISERS:
        body = pattern.sub(replacement, body)
    headers = {name: value for name, value in answer.headers.items() if name not in UNEQUAL_HEADERS}
    if "Content-Length" in headers:
        headers["Content-Length"] = str(len(body))
    return Told(answer.status_code, tuple(sorted(headers.items())), body)


def words_of(answer: Told) -> tuple[int, str]:
    """An answer's status and words, without what the typed address alone decides: the help linked, the menu's mark."""
    return bare((answer.status, HELP.sub("", answer.body.decode("utf-8", "replace"))))


def worlds(
    secret: Callable[[], list[Asked]],
    outsiders: Iterable[Outsider],
    common: Callable[[Outsider], Iterable[Asked]],
    sent: list[Letter] | None = None,
) -> Iterator[tuple[str, Asked, Told, Told]]:
    """Ask every outsider everything, with the secret and without it, and read the mail that comes to them.

    Takes: `secret`, which makes the secret record and gives the requests that only somebody who knew of it would send (a
    guessed reference, the child's name); the outsiders; what each of them asks anyhow; a list that is given every mail of the
    world with the secret, whoever it went to.
    Gives: who, what, the answer with the secret, the answer without. A guess answered with the page of an address that is
    none is not asked again of the world without: of a reference that nobody gave every address tells just that, which
    test_matrix.py asks of them all.
    """
    outsiders = list(outsiders)
    post_of()  # what the house itself had still to send
    mark = transaction.savepoint_create()
    guesses = secret()
    asked = {one.name: list(common(one)) for one in outsiders}
    guessed = {one.name: [guess for guess in guesses if one.passes(guess)] for one in outsiders}
    with_it = _World(outsiders, {one.name: [*asked[one.name], *guessed[one.name]] for one in outsiders})
    transaction.savepoint_rollback(mark)
    for one in outsiders:
        nothing, answers = one.nothing(), with_it.answers[one.name]
        asked[one.name] += [guess for guess in guessed[one.name] if words_of(answers[str(guess)]) != nothing]
    without = _World(outsiders, asked)
    if sent is not None:
        sent += with_it.sent
    for one in outsiders:
        for request in asked[one.name]:
            yield one.name, request, with_it.answers[one.name][str(request)], without.answers[one.name][str(request)]
    for who in [*(one.name for one in outsiders), NOBODY]:
        for when in MAILS:
            yield who, when, with_it.mail(who, when), without.mail(who, when)


NOBODY = "addresses that are nobody's here"
MAILS = (at_once, later, after) = tuple(Asked("mail", when) for when in ("at once", "later", "after their requests"))


class _World:
    """What one world answered, and the mail it sent."""

    def __init__(self, outsiders: list[Outsider], asked: Mapping[str, list[Asked]]) -> None:
        self._addresses = {one.name: {one.address} for one in outsiders}
        self._mails: dict[Asked, list[Letter]] = {at_once: post_of(), after: []}
        self.answers: dict[str, dict[str, Told]] = {}
        for one in outsiders:
            mark = transaction.savepoint_create()  # what one outsider's asking leaves behind is not there for the next
            self.answers[one.name] = one.ask(asked[one.name])
            self._mails[after] += post_of()
            transaction.savepoint_rollback(mark)
        mark = transaction.savepoint_create()
        self._mails[later] = post_of(LATER)
        transaction.savepoint_rollback(mark)
        self._addresses[NOBODY] = nobodys(self.sent)

    @property
    def sent(self) -> list[Letter]:
        return [one for letters in self._mails.values() for one in letters]

    def mail(self, who: str, when: Asked) -> Told:
        """What came to somebody's address, in its order."""
        came = [one for one in self._mails[when] if one.to in self._addresses[who]]
        return Told(len(came), (), b"\n\n".join(one.sent for one in came))


def what_differs(one: Told, other: Told) -> str:
    """In a few words, how two answers differ; empty when they are the same to the byte."""
    if one.status != other.status:
        return f"status {one.status} and {other.status}"
    if one.headers != other.headers:
        return f"headers {sorted(set(one.headers) ^ set(other.headers))}"
    if one.body == other.body:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(one.body, other.body, strict=False)) if a != b), -1)
    return f"bytes {len(one.body)} and {len(other.body)}: …{one.body[max(0, at - 60) : at + 120]!r}…"
