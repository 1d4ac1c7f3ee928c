"""What tests of raising a concern fill in: each page of the form as a browser sends it."""

import re
from typing import Any

from django.test import Client

PAGES: dict[str, dict[str, Any]] = {
    "danger": {"danger_now": "no", "rang": "no"},
    "you": {
        "your_name": "Tamsin Testwick", "your_job": "Teacher", "your_organisation": "Invented School",
        "your_email": "tamsin@school.example", "your_telephone": "01632 960 001",
    },
    "household": {},
    "worry": {"what_happened": "Came to school hungry and with no coat.", "arose_on-day": "2", "arose_on-month": "11",
              "arose_on-year": "2026"},
    "three_areas": {"development": "Bright and curious.", "parenting_not_known": "not_known"},
    "words": {"child_words": "I had no tea.", "child_knows": "yes"},
    "risks": {
        "exploitation": "no", "neglect": "yes", "neglect_what": "Hungry on three Mondays.", "domestic_abuse": "not_known",
        "radicalisation": "no", "trafficking": "no", "baby_injury": "no",
    },
    "signs": {"indicators": ["L2-HEA-01"], "indicators_context": "Since the summer."},
    "level": {"level": "3", "level_reason": "Several worries that last."},
    "consent": {
        "consent": "given", "consent_by": ["parent"], "consent_who": "Robin's mother", "consent_on-day": "3",
        "consent_on-month": "11", "consent_on-year": "2026", "consent_how": "spoken", "consent_explained": "yes",
    },
    "told": {"family_told": "yes", "agencies_explained": "yes"},
    "discussed": {"discussed_with": ["lead"], "discussed_name": "The head of year said to send it."},
    "early_help": {"plan": ["none"]},
    "agencies": {},
}  # fmt: skip
CHILD = {
    "given_names": "Robin", "family_name": "Testwick", "birth_known": "known", "birth_on-day": "17",
    "birth_on-month": "5", "birth_on-year": "2016", "postcode": "GL1 1AA", "nhs_number": "999 000 0018",
}  # fmt: skip


def token(page: bytes, name: str = "form_token") -> str:
    """A hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]+)"', page.decode())
    assert found, f"the page has no {name}"
    return found[1]


def begin(client: Client, at: str = "/raise/new/") -> str:
    """Begin a draft. Gives the address of its task list."""
    answer = client.post(at)
    assert answer.status_code == 302, answer.content.decode()[:500]
    return answer["Location"]


def version_of(client: Client, address: str) -> str:
    """The version a page was drawn from."""
    return token(client.get(address).content, "version")


def fill(client: Client, draft: str, page: str, **changes: Any) -> Any:
    """Fill in one page as a browser would."""
    address = f"{draft}{page}/"
    held = client.get(address).content
    version = token(held, "version") if b'name="version"' in held else ""
    return client.post(address, {**PAGES[page], "version": version, **changes})


def add_child(client: Client, draft: str, **changes: Any) -> Any:
    """Add a child to a draft and fill in its page."""
    answer = client.post(f"{draft}children/", {"add": "1"})
    address = answer["Location"]
    return client.post(address, {**CHILD, "version": version_of(client, address), **changes})


def fill_all(client: Client, draft: str, **changes: Any) -> None:
    """Fill in the whole form."""
    assert add_child(client, draft).status_code == 302
    for page in PAGES:
        answer = fill(client, draft, page, **changes.get(page, {}))
        assert answer.status_code == 302, (
            page,
            re.findall(r'govuk-error-message">.*?</p>', answer.content.decode(), re.S),
        )
    assert client.post(f"{draft}children/", {"go_on": "1"}).status_code == 302


def send(client: Client, draft: str) -> Any:
    """Tick the declaration and send."""
    page = client.get(f"{draft}check/").content
    return client.post(f"{draft}check/", {"declared": "on", "form_token": token(page)})
