"""The way in gathers a request whole, describes it faithfully, and hands the answer back."""

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from sharedduty.site import entrance
from sharedduty.site.entrance import Entrance

Answer = tuple[int, dict[str, str], bytes]


def _ask(
    application: Callable[..., Iterable[bytes]],
    body: list[bytes] | None = None,
    headers: list[tuple[bytes, bytes]] | None = None,
    path: bytes = b"/",
    leaves: bool = False,
) -> Answer | None:
    """Put one request through the entrance; None when the client got no answer."""
    chunks = list(body or [b""])
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not chunks:
            if leaves:
                return {"type": "http.disconnect"}
            await asyncio.sleep(60)
        chunk = chunks.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": leaves or bool(chunks)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "scheme": "http", "http_version": "1.1", "raw_path": path, "path": "/",
        "query_string": b"a=1", "headers": headers or [], "server": ("localhost", 8000), "client": ("127.0.0.1", 1),
    }  # fmt: skip
    asyncio.run(Entrance(application, threads=1)(scope, receive, send))
    if not sent:
        return None
    content = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}, content


def _echo(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    return [repr({k: v for k, v in environ.items() if k.isupper()}).encode(), b"|", environ["wsgi.input"].read()]


def test_a_body_in_pieces_arrives_whole() -> None:
    answer = _ask(_echo, [b"one ", b"two ", b"three"])
    assert answer is not None
    assert answer[0] == 200
    assert answer[2].endswith(b"|one two three")
    assert b"'CONTENT_LENGTH': '13'" in answer[2]


def test_the_path_keeps_its_bytes_and_is_decoded_once() -> None:
    answer = _ask(_echo, path=b"/a%20b/%C3%A9/%252F?x=1")
    assert answer is not None
    assert repr("/a b/é/%2F".encode().decode("latin-1")).encode() in answer[2]


def test_headers_that_could_pass_for_others_are_dropped_and_repeats_are_joined() -> None:
    headers = [
        (b"x_forwarded_proto", b"https"), (b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y"),
        (b"content-type", b"text/plain"), (b"transfer-encoding", b"chunked"),
    ]  # fmt: skip
    answer = _ask(_echo, headers=headers)
    assert answer is not None
    for expected in (b"'HTTP_COOKIE': 'a=1; b=2'", b"'HTTP_ACCEPT': 'x,y'", b"'CONTENT_TYPE': 'text/plain'"):
        assert expected in answer[2]
    for dropped in (b"FORWARDED_PROTO", b"TRANSFER_ENCODING"):
        assert dropped not in answer[2]


def test_a_client_that_leaves_half_way_is_not_served() -> None:
    called = []

    def application(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
        called.append(environ)
        return _echo(environ, start_response)

    assert _ask(application, [b"half"], leaves=True) is None
    assert called == []


@pytest.mark.parametrize("announced", [True, False])
def test_too_large_a_body_is_refused_before_it_is_kept(monkeypatch: pytest.MonkeyPatch, announced: bool) -> None:
    monkeypatch.setattr(entrance, "LARGEST_BODY", 10)
    headers = [(b"content-length", b"20")] if announced else []
    answer = _ask(_echo, [b"x" * 8, b"x" * 12], headers=headers)
    assert answer is not None
    assert answer[0] == 413
    assert b"Nothing was saved" in answer[2]


def test_an_unreadable_length_is_refused() -> None:
    answer = _ask(_echo, headers=[(b"content-length", b"many")])
    assert answer is not None
    assert answer[0] == 400


def test_a_silent_client_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entrance, "SILENCE_SECONDS", 0.05)

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        return {}

    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(Entrance(_echo, threads=1)({"type": "http", "headers": []}, receive, send))
    assert sent[0]["status"] == 408


def test_an_application_that_breaks_gives_an_honest_answer() -> None:
    def application(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
        raise RuntimeError("a fault with a child's name in it")

    answer = _ask(application)
    assert answer is not None
    assert answer[0] == 500
    assert b"name" not in answer[2]


class _Streamed:
    streaming = True
    closed = False

    def __init__(self, breaks: bool = False) -> None:
        self.breaks = breaks

    def __iter__(self) -> Iterable[bytes]:
        for number in range(40):
            if self.breaks and number == 39:
                raise RuntimeError("the stream broke")
            yield bytes([number]) * 10_000

    def close(self) -> None:
        self.closed = True


def test_a_streamed_answer_arrives_whole_and_is_closed() -> None:
    stream = _Streamed()

    def application(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
        start_response("200 OK", [])
        return stream

    answer = _ask(application)
    assert answer is not None
    assert answer[2] == b"".join(bytes([number]) * 10_000 for number in range(40))
    assert stream.closed


def test_a_stream_that_breaks_is_never_ended_as_if_whole() -> None:
    stream, sent = _Streamed(breaks=True), []

    def application(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
        start_response("200 OK", [])
        return stream

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": []}
    asyncio.run(Entrance(application, threads=1)(scope, receive, send))
    assert len(sent) > 1
    assert all(message.get("more_body") for message in sent[1:])
    assert stream.closed


@pytest.mark.parametrize(("taken", "waits"), [(0.0, 0.1), (0.006, 0.094), (0.1, 0.0), (0.101, 0.099), (0.27, 0.03)])
def test_a_refusal_takes_a_whole_number_of_beats(taken: float, waits: float) -> None:
    assert entrance.held_back(404, taken) == pytest.approx(waits)
    assert entrance.held_back(200, taken) == 0


@pytest.mark.parametrize("status", [404, 200])
def test_an_answer_is_held_back_before_it_is_begun(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    asked: list[int] = []

    def held(status: int, taken: float) -> float:
        asked.append(status)
        assert 0.02 <= taken < 10
        return 0.03

    monkeypatch.setattr(entrance, "held_back", held)

    def application(environ: dict[str, Any], start_response: Callable[..., None]) -> Iterable[bytes]:
        time.sleep(0.02)
        start_response(f"{status} Whatever", [])
        return [b"words"]

    began = time.monotonic()
    answer = _ask(application)
    assert answer is not None
    assert answer[::2] == (status, b"words")
    assert asked == [status]
    assert time.monotonic() - began >= 0.05
