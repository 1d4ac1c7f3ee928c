"""Two databases equal but for one secret record, asked the same things by somebody the secret is not for (goals C1, C6).

The twins are one transaction: the base is set, then the secret is put into a savepoint and everything is asked, then the
savepoint is undone and everything is asked again of a world in which the secret never was. So row numbers, references,
sessions and the database's clock are the same, and every byte that differs was told by the secret. What a browser is
given anew each time is taken out first: `NORMALISERS` is the whole list of what two answers may differ in.

A room adds nothing here. It gives its records in `tests/access/scene.py`, and its searches and acts in `PROBES`
of `tests/access/twin_house.py`.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from sharedduty.foundations.access import banner
from sharedduty.foundations.access.api import Viewer
from tests.access.scene import Scene
from tests.access.test_matrix import HELP, NOWHERE, bare

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

    def ask(self, asked: Iterable[Asked]) -> dict[str, Told]:
        """What each request is answered, in a browser that was never used for anything else."""
        cache.clear()  # counts of tries are not part of either world
        banner.forget()
        client = Client(raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = self._session
        return {str(one): told(client, one) for one in asked}


def told(client: Client, asked: Asked) -> Told:
    """Send one request and take out of its answer what is new each time."""
    answer = getattr(client, asked.method)(asked.path, dict(asked.data))
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
    secret: Callable[[], list[Asked]], outsiders: Iterable[Outsider], common: Callable[[Outsider], Iterable[Asked]]
) -> Iterator[tuple[Outsider, Asked, Told, Told]]:
    """Ask every outsider everything, with the secret and without it.

    Takes: `secret`, which makes the secret record and gives the requests that only somebody who knew of it would send (a
    guessed reference, the child's name); the outsiders; and what each of them asks anyhow.
    Gives: whom, what, the answer with the secret, the answer without. A guess answered with the page of an address that is
    none is not asked again of the world without: of a reference that nobody gave every address tells just that, which
    test_matrix.py asks of them all.
    """
    outsiders = list(outsiders)
    mark = transaction.savepoint_create()
    guesses = secret()
    asked = {one.name: list(common(one)) for one in outsiders}
    guessed = {one.name: [guess for guess in guesses if one.passes(guess)] for one in outsiders}
    with_it = _answers(outsiders, {one.name: [*asked[one.name], *guessed[one.name]] for one in outsiders})
    transaction.savepoint_rollback(mark)
    for one in outsiders:
        nothing, answers = one.nothing(), with_it[one.name]
        asked[one.name] += [guess for guess in guessed[one.name] if words_of(answers[str(guess)]) != nothing]
    without = _answers(outsiders, asked)
    for one in outsiders:
        for request in asked[one.name]:
            yield one, request, with_it[one.name][str(request)], without[one.name][str(request)]


def _answers(outsiders: Iterable[Outsider], asked: Mapping[str, list[Asked]]) -> dict[str, dict[str, Told]]:
    answers = {}
    for one in outsiders:
        mark = transaction.savepoint_create()  # what one outsider's asking leaves behind is not there for the next
        answers[one.name] = one.ask(asked[one.name])
        transaction.savepoint_rollback(mark)
    return answers


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
