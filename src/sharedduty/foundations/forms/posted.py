"""What a page of a draft says about its own savings, as `design/autosave.mjs` sends it."""

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import parse_qsl

from django.http import QueryDict

from sharedduty.foundations.forms.definitions import Page
from sharedduty.foundations.forms.queries import TwoVersions

MOST_CHARACTERS = 4000  # of what a page says about its own savings


def number_of(text: str) -> int | None:
    """A version as a browser sends it; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def version_posted(data: QueryDict) -> int:
    """The version of the draft that the page was drawn from; 0 where it says none."""
    return number_of(data.get("version", "") or data.get("autosave_version", "")) or 0


def own_savings(data: QueryDict, page: Page, path: Callable[[str], str] = str) -> dict[str, int]:
    """At which version this very page, as it stands in the browser, saved answers by itself: by path.

    `path` makes the path of an answer out of its question's key.
    """
    own: dict[str, int] = {}
    for name, version in savings(data):
        if question := page.question(name) or page.question(name.rpartition("-")[0]):
            own[path(question.key)] = max(own.get(path(question.key), 0), version)
    return own


def savings(data: QueryDict) -> Iterator[tuple[str, int]]:
    """Each field this very page saved by itself, and at which version."""
    for name, text in parse_qsl(data.get("autosaved", "")[:MOST_CHARACTERS]):
        version = number_of(text)
        if version is not None:
            yield name, version


def choices_posted(data: QueryDict, pairs: Sequence[TwoVersions]) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What was chosen between two versions, by path, as `forms/parts.html` asks it; and what is still to choose, as errors."""
    given = {pair.path: data.get(f"choice-{number}", "") for number, pair in enumerate(pairs, 1)}
    errors = [
        {"text": f"Choose a version: {pair.question}", "href": f"#id_choice-{number}"}
        for number, pair in enumerate(pairs, 1)
        if given[pair.path] not in {"kept", "set_aside"}
    ]
    return given, errors
