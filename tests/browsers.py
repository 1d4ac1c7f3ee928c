"""A browser without a window, for many at once: keeps cookies, sends forms as a browser does, never follows by itself."""

import http.client
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from tests.partnership import Partnership

CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class NoAnswer(Exception):
    """The line broke before an answer was complete: nobody knows yet what became of the request."""


@dataclass
class Answer:
    """What came back; `answer["Location"]` as with Django's test client."""

    status_code: int
    headers: dict[str, str]
    content: bytes

    def __getitem__(self, name: str) -> str:
        return self.headers[name.lower()]

    @property
    def text(self) -> str:
        """The page."""
        return self.content.decode()


@dataclass
class Browser:
    """One person's browser, at one running partnership. `network` is the address a proxy would tell of."""

    port: int
    network: str = ""
    timeout: float = 60
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, address: str) -> Answer:
        """Load a page. Raises NoAnswer."""
        return self._ask("GET", address, None)

    def post(self, address: str, data: dict[str, Any] | None = None) -> Answer:
        """Send a form, with the security token of this browser. Raises NoAnswer."""
        return self._ask("POST", address, urlencode(data or {}, doseq=True))

    def cut_off(self, address: str, data: dict[str, Any]) -> None:
        """Send a form, and be cut off before the answer arrives."""
        self._ask("POST", address, urlencode(data, doseq=True), stay=False)

    def copy(self) -> "Browser":
        """The same person's next window: the same cookies, kept apart from here on."""
        return Browser(self.port, self.network, self.timeout, dict(self.cookies))

    def _ask(self, method: str, address: str, body: str | None, stay: bool = True) -> Answer:
        headers = {"Host": f"localhost:{self.port}", "Connection": "close"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if self.network:
            headers["X-Forwarded-For"] = self.network
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["X-CSRFToken"] = self.cookies.get(settings.CSRF_COOKIE_NAME, "")
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            line.request(method, address, body, headers)
            if not stay:
                return Answer(0, {}, b"")
            found = line.getresponse()
            content = found.read()
        except (OSError, http.client.HTTPException) as broken:
            raise NoAnswer(str(broken)) from broken
        finally:
            line.close()
        for cookie in found.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(found.status, {name.lower(): value for name, value in found.headers.items()}, content)


def sign_in(partnership: Partnership, role: str) -> Browser:
    """Sign a demonstration person in with password and code, as a browser does."""
    email = f"{role}@demonstration.example"
    browser = Browser(partnership.port)
    browser.get("/sign-in/")
    asked = browser.post("/sign-in/", {"login": email, "password": partnership.password})
    assert asked.status_code == 302, asked.text[:2000]
    browser.get(asked["Location"])
    entered = browser.post(asked["Location"], {"code": partnership.code(email)})
    assert entered.status_code == 302, entered.text[:2000]
    return browser
