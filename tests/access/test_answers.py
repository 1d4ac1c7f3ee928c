"""What every answer carries, to everybody and for every address, errors included (quality goal S4; ASVS 3.3, 3.4, 14.3)."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from sharedduty.desks import queries
from sharedduty.foundations.access.api import ROLES
from sharedduty.foundations.access.tests.conftest import browser_of
from sharedduty.site.manual.matrix import addresses
from tests.access.scene import Scene, record_of
from tests.access.test_matrix import NOT_ASKED, PLAIN

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
    "object-src 'none'", "form-action 'self'",
}  # fmt: skip


def lacks(answer: HttpResponseBase) -> list[str]:
    """What an answer should carry and does not."""
    held = answer.headers
    missing = []
    if held.get("X-Content-Type-Options") != "nosniff":
        missing.append("nosniff")
    if held.get("Referrer-Policy") != "same-origin":
        missing.append("referrer policy")
    if "Access-Control-Allow-Origin" in held:
        missing.append("is readable by other sites")
    if "no-store" not in held.get("Cache-Control", ""):
        missing.append("no-store")
    policy = held.get("Content-Security-Policy", "")
    if not answer.get("Content-Type", "").startswith("text/html"):
        return missing
    if "charset=utf-8" not in held["Content-Type"].lower():
        missing.append("charset")
    if held.get("Cross-Origin-Opener-Policy") != "same-origin":
        missing.append("opener policy")
    if held.get("X-Frame-Options") != "DENY":
        missing.append("frame options")
    parts = {part.strip() for part in policy.split(";")}
    missing += [f"policy {part}" for part in sorted(POLICY - parts)]
    missing += [f"policy has {word}" for word in ("unsafe-inline", "unsafe-eval", "http:", "*") if word in policy]
    return missing


def test_every_answer_to_everybody_carries_what_protects_it(scene: Scene) -> None:
    wrong, seen = [], set()
    clients = {"signed out": Client(), "by link": scene.by_link()}
    clients |= {role: scene.client(scene.holder(role)) for role in ROLES}
    for who, client in clients.items():
        for one in PLAIN if who not in {"signed out", "front_door_worker"} else addresses():
            if one.name in NOT_ASKED or (one.guard and one.guard.kind == "public" and who != "signed out"):
                continue
            path = scene.real(one) if record_of(one) else one.filled(dict.fromkeys(dict(one.parameters), "x"))
            answer = client.get(path)
            seen.add(answer.status_code)
            wrong += [f"{who} {one.name} ({answer.status_code}): {what}" for what in lacks(answer)]
    assert {200, 302, 404, 405} <= seen
    assert not wrong, "\n  ".join(sorted(set(wrong)))


def test_pages_of_failure_carry_it_too(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = scene.holder("front_door_worker")
    client = scene.client(worker)
    client.raise_request_exception = False
    forged = Client(enforce_csrf_checks=True)
    forged.cookies = client.cookies
    answers = {403: forged.post("/search/", {"words": "x"}), 400: Client().get("/", HTTP_HOST="bad host")}

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(queries, "my_work", broken)
    answers[500] = client.get("/my-work/")
    for status, answer in answers.items():
        assert answer.status_code == status
        # A request whose host is forged is answered before the house is entered: the policy alone says what it may do.
        forgiven = {"no-store", "frame options"} if status == 400 else set()
        assert set(lacks(answer)) <= forgiven, status
        assert b"a secret of the inside" not in answer.content and b"Traceback" not in answer.content


def test_a_method_nobody_uses_is_refused(scene: Scene) -> None:
    client = scene.client(scene.holder("front_door_worker"))
    for method in ("TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"):
        for path in ("/search/", "/front-door/", scene.real(next(one for one in addresses() if record_of(one)))):
            assert client.generic(method, path).status_code == 405, (method, path)


def test_signing_out_clears_the_browser(scene: Scene) -> None:
    answer = browser_of(scene.holder("teacher")).post("/sign-out/")
    assert answer.status_code == 302
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_over_https_cookies_are_bound_to_the_host_and_transport_is_strict(tmp_path: Path) -> None:
    """The settings a production address makes, in a process of their own."""
    words = (
        "import django, json; django.setup(); from django.conf import settings as s; print(json.dumps({n: getattr(s, n)"
        " for n in dir(s) if n.startswith(('SESSION_COOKIE', 'CSRF_COOKIE', 'SECURE_'))}, default=str))"
    )
    environment = {
        "PATH": os.environ["PATH"], "BASE_URL": "https://duty.example", "SHAREDDUTY_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "sharedduty.site.settings",
    }  # fmt: skip
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", words], env=environment, capture_output=True, text=True, check=True
    )
    held = json.loads(ran.stdout)
    assert held["SESSION_COOKIE_NAME"].startswith("__Host-") and held["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert held["SESSION_COOKIE_SECURE"] and held["CSRF_COOKIE_SECURE"]
    assert held["SESSION_COOKIE_HTTPONLY"] and held["CSRF_COOKIE_HTTPONLY"]
    assert held["SESSION_COOKIE_SAMESITE"] == "Lax" and held["CSRF_COOKIE_SAMESITE"] in {"Lax", "Strict"}
    assert held["SESSION_COOKIE_DOMAIN"] is None and held["CSRF_COOKIE_DOMAIN"] is None
    assert held["SESSION_COOKIE_PATH"] == held["CSRF_COOKIE_PATH"] == "/"
    assert held["SECURE_HSTS_SECONDS"] >= 31_536_000 and held["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert held["SECURE_SSL_REDIRECT"]
