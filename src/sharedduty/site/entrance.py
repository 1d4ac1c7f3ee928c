"""The way in for the web server: take a request in whole, then spend a thread on it.

Clients on a bad line (or of bad will) send half a form and wait. A thread that waited with them would be lost to
everybody else: measured, two half-sent forms stop a two-worker server that reads inside the thread. So the body is
gathered here on the event loop, which holds any number of them, and Django gets a complete request in one of a few
threads. An answer is handed back the same way, so a slow reader costs no thread either, unless it is streamed.

"Not found" leaves on the beat: a page that is not yours costs the database more than one that never was, since the row's
policy is worked out before the row is withheld. Rather than have every policy cost the same, which the next one undoes, the
answer waits here, where waiting costs no thread, until a whole number of beats has passed since it was asked (ADR 0030).
"""

import asyncio
import logging
import math
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any
from urllib.parse import unquote_to_bytes

from sharedduty.site.wsgi import application as django_application

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type Environ = dict[str, Any]
type Headers = list[tuple[bytes, bytes]]

LARGEST_BODY = 60 * 1024 * 1024  # five files of 10 MB and the form they came with (design section 4, uploads)
KEPT_IN_MEMORY = 256 * 1024
SILENCE_SECONDS = 30  # a client that sends nothing for so long has gone
WHOLE_BODY_SECONDS = 900
STALL_SECONDS = 60  # a reader of a streamed answer may stall for so long
CHUNK = 64 * 1024
NOT_FOUND = 404
BEAT_SECONDS = 0.1  # many times what a refusal takes, less than a person notices

log = logging.getLogger(__name__)


class BodyRefused(Exception):
    """The body will not be taken: `status` and a sentence for the person."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Entrance:
    """An ASGI application round a WSGI one."""

    def __init__(self, application: Callable[..., Iterable[bytes]], threads: int) -> None:
        """Take the application to call and how many requests it may work on at once (one database session each)."""
        self.application = application
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="request")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        with tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as body:
            try:
                length = await _take_in(scope, receive, body)
            except BodyRefused as refused:
                await _answer(send, refused.status, str(refused))
                return
            except ConnectionError:
                return  # the client left before it had said all
            loop = asyncio.get_running_loop()
            call, asked = Call(self.application, _environ(scope, body, length), send), loop.time()
            await loop.run_in_executor(self.pool, call.work, loop)
            await asyncio.sleep(held_back(call.status, loop.time() - asked))
            await call.finish()


def held_back(status: int, taken: float) -> float:
    """How many seconds an answer that took so many still waits: "not found" until a whole number of beats, at least one."""
    if status != NOT_FOUND:
        return 0.0
    return max(1, math.ceil(taken / BEAT_SECONDS)) * BEAT_SECONDS - taken


class Call:
    """One request on its way through the application."""

    def __init__(self, application: Callable[..., Iterable[bytes]], environ: Environ, send: Send) -> None:
        self.application = application
        self.environ = environ
        self.send = send
        self.status = 500
        self.headers: Headers = []
        self.rest: bytes | None = None
        self.begun = False

    def start_response(self, status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
        """Take the status line and headers, as WSGI asks."""
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]

    def work(self, loop: asyncio.AbstractEventLoop) -> None:
        """Run the application in this thread. A whole answer waits for `finish`, a streamed one is sent as it comes."""
        try:
            answer = self.application(self.environ, self.start_response)
            try:
                self._gather(answer, loop)
            finally:
                close = getattr(answer, "close", None)
                if close:
                    close()
        except Exception:
            log.exception("a request failed outside the application's own care")
            if self.begun:
                self.rest = None  # the answer stays visibly incomplete
                return
            self.status, self.headers, self.rest = 500, [(b"content-type", b"text/plain")], b"Something went wrong."

    def _gather(self, answer: Iterable[bytes], loop: asyncio.AbstractEventLoop) -> None:
        streamed = getattr(answer, "streaming", False)
        waiting = bytearray()
        for chunk in answer:
            waiting += chunk
            if streamed and len(waiting) >= CHUNK:
                asyncio.run_coroutine_threadsafe(self._pass_on(bytes(waiting)), loop).result(STALL_SECONDS)
                waiting.clear()
        self.rest = bytes(waiting)

    async def _begin(self) -> None:
        if not self.begun:
            self.begun = True
            await self.send({"type": "http.response.start", "status": self.status, "headers": self.headers})

    async def _pass_on(self, chunk: bytes) -> None:
        await self._begin()
        await self.send({"type": "http.response.body", "body": chunk, "more_body": True})

    async def finish(self) -> None:
        """Send what is left of the answer; nothing where a streamed answer broke off."""
        if self.rest is None:
            return
        await self._begin()
        await self.send({"type": "http.response.body", "body": self.rest, "more_body": False})


async def _take_in(scope: Scope, receive: Receive, body: IO[bytes]) -> int:
    """Gather the whole body; gives its length. Raises BodyRefused, or ConnectionError if the client leaves."""
    announced = dict(scope["headers"]).get(b"content-length", b"0")
    if not announced.isdigit():
        raise BodyRefused(400, "The length of the request could not be read.")
    if int(announced) > LARGEST_BODY:
        raise BodyRefused(413, "What you sent is larger than 60 MB. Nothing was saved. Go back and send fewer files.")
    length = 0
    try:
        async with asyncio.timeout(WHOLE_BODY_SECONDS):
            while True:
                message = await asyncio.wait_for(receive(), SILENCE_SECONDS)
                if message["type"] == "http.disconnect":
                    raise ConnectionError
                chunk = message.get("body", b"")
                length += len(chunk)
                if length > LARGEST_BODY:
                    raise BodyRefused(413, "What you sent is larger than 60 MB. Nothing was saved.")
                body.write(chunk)
                if not message.get("more_body", False):
                    break
    except TimeoutError:
        raise BodyRefused(408, "Your request did not arrive completely. Nothing was saved. Try again.") from None
    body.seek(0)
    return length


def _environ(scope: Scope, body: IO[bytes], length: int) -> Environ:
    """Describe the request as WSGI does. Names with `_` are dropped: they could pass for names with `-`."""
    path = scope.get("raw_path") or scope["path"].encode()
    server, client = scope.get("server") or ("localhost", 80), scope.get("client") or ("", 0)
    environ: Environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path.split(b"?", 1)[0]).decode("latin-1"),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0],
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name or name in {"content-length", "transfer-encoding"}:
            continue
        key = "CONTENT_TYPE" if name == "content-type" else "HTTP_" + name.upper().replace("-", "_")
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
    return environ


async def _answer(send: Send, status: int, sentence: str) -> None:
    body = f'<!doctype html><html lang="en"><title>Not received</title><h1>Not received</h1><p>{sentence}</p></html>'
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode(), "more_body": False})


application = Entrance(django_application, int(os.environ.get("WEB_THREADS", "8")))
