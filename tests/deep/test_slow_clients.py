"""Two hundred clients that send half a request and wait do not stop anybody else (quality goal R12)."""

import socket
import statistics
import time
from collections.abc import Iterator

import pytest

from tests.partnership import Partnership

HALF_OPEN = 200
HALF_A_FORM = (
    b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Content-Length: 5000\r\n\r\ncsrfmiddlewaretoken="
)
HALF_A_HEADER = b"GET /health/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "


@pytest.fixture(params=[HALF_A_FORM, HALF_A_HEADER], ids=["half a form", "half a header"])
def flood(request: pytest.FixtureRequest, partnership_server: Partnership) -> Iterator[list[socket.socket]]:
    clients = []
    for _ in range(HALF_OPEN):
        client = socket.create_connection(("127.0.0.1", partnership_server.port))
        client.sendall(request.param)
        clients.append(client)
    time.sleep(1)
    yield clients
    for client in clients:
        client.close()


@pytest.mark.deep
def test_other_people_are_served_during_a_flood(
    partnership_server: Partnership, flood: list[socket.socket], capsys: pytest.CaptureFixture[str]
) -> None:
    took = []
    for _ in range(30):
        before = time.monotonic()
        assert partnership_server.status("/health/", timeout=10) == 200
        took.append(time.monotonic() - before)
    with capsys.disabled():
        print(
            f"\n{HALF_OPEN} half-open: median {statistics.median(took) * 1000:.1f} ms, most {max(took) * 1000:.1f} ms"
        )
    # Not a matter of speed: a server that is stopped answers nobody until the flood ends (30 s and more).
    assert max(took) < 10


@pytest.mark.deep
def test_a_client_that_never_finishes_is_let_go(partnership_server: Partnership) -> None:
    with socket.create_connection(("127.0.0.1", partnership_server.port)) as client:
        client.sendall(HALF_A_FORM)
        client.settimeout(60)
        answer = client.recv(4096)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"Nothing was saved" in answer
