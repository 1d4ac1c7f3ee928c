"""A help page for every screen: found from the screen, listed under /help/, answering the same six questions in plain words."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from sharedduty.site import help as help_pages
from tests.house import survey

# Addresses without a screen: what only saves, downloads or answers a machine; and help itself.
NO_SCREEN = {
    "health", "help", "help_page", "paper", "raise_save", "raise_save_item", "front_door:figures-csv", "assessment:figures-csv",
    "child_protection:figures-csv", "early_help:figures-csv", "guidance_checking_export",
    "front_door:export-json", "front_door:export-csv", "assessment:save", "assessment:save-part",
    "early_help:write-save", "early_help:meeting-notes-save", "early_help:meeting-calendar",
    "serious_incident:save", "serious_incident:save-child", "serious_incident:log-csv", "escalation:pattern-csv",
    "chronology:template", "chronology:export",
}  # fmt: skip
PARTS = ("purpose", "next", "parts", "afterwards", "unseen", "source")
HIGHEST_GRADE = {help_pages.ANYONE: 6.0}
OTHERWISE = 9.0
FOLDER = Path(help_pages.__file__).parent / "templates" / "site" / "help"


def _names(resolver: URLResolver, within: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _names(one, f"{within}{one.namespace}:" if one.namespace else within)
        elif isinstance(one, URLPattern) and one.name:
            yield within + one.name


def _screens() -> set[str]:
    return set(_names(get_resolver())) - NO_SCREEN


def _words_of(page: help_pages.HelpPage) -> str:
    """The sentences of a page of help. Not its sources, whose names are not ours to shorten, nor the terms it explains."""
    text = (FOLDER / f"{page.slug}.html").read_text(encoding="utf-8").partition("{% block source %}")[0]
    told = re.sub(r'\("[^"]*", "([^"]*)"\)', r"\1", text)
    plain = re.sub(r"\{%.*?%\}|\{\{ *summary\(\[|\]\) *\}\}|\{\{.*?\}\}|</li>|<[^>]*>", " ", told, flags=re.S)
    return " ".join(plain.split())


def _syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = (word.endswith("e") and not word.endswith(("le", "ee"))) or re.search(r"[^td]ed$", word)
    return max(1, groups - bool(silent and groups > 1))


def _grade(text: str) -> float:
    """The Flesch-Kincaid grade of `text`: years of schooling it asks for."""
    sentences = [one for one in re.split(r"[.?!](?:\s|$)", text) if one.strip()]
    words = re.findall(r"[a-z][a-z'’-]*", text.lower())
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def test_every_screen_has_one_page_of_help() -> None:
    covered = [screen for page in help_pages.PAGES for screen in page.screens]
    missing = sorted(_screens() - set(covered))
    assert not missing, survey.told(missing, "add the screen to a page in site/help.py")
    twice = sorted({one for one in covered if covered.count(one) > 1})
    assert not twice, survey.told(twice, "one screen has one page of help")


def test_no_page_of_help_is_for_a_screen_that_does_not_exist() -> None:
    gone = sorted({screen for page in help_pages.PAGES for screen in page.screens} - _screens())
    assert not gone, survey.told(gone, "take the screen off its page in site/help.py")
    assert set(_names(get_resolver())) >= NO_SCREEN


@pytest.mark.django_db
@pytest.mark.parametrize("page", help_pages.PAGES, ids=lambda page: page.slug)
def test_each_page_answers_the_six_questions_and_is_listed(client: Client, page: help_pages.HelpPage) -> None:
    address = reverse("help_page", args=[page.slug])
    answer = client.get(address)
    assert answer.status_code == 200
    body = answer.content.decode()
    assert re.findall(r"<h1[^>]*>\s*([^<]*?)\s*</h1>", body) == [page.title.replace("'", "&#39;")]
    source = (FOLDER / f"{page.slug}.html").read_text(encoding="utf-8")
    empty = [part for part in PARTS if not re.search(rf"{{% block {part} %}}\s*\S", source)]
    assert not empty
    assert f'href="{address}"' in client.get(reverse("help")).content.decode()


@pytest.mark.parametrize("page", help_pages.PAGES, ids=lambda page: page.slug)
def test_each_page_is_plain(page: help_pages.HelpPage) -> None:
    grade = _grade(_words_of(page))
    assert grade <= HIGHEST_GRADE.get(page.audience, OTHERWISE), f"{page.slug} reads at grade {grade:.1f}"


def test_the_grade_tells_plain_from_dense() -> None:
    assert _grade("The cat sat on the mat. It was warm.") < 3
    assert (
        _grade("Notwithstanding organisational considerations, practitioners necessarily prioritise proportionality.")
        > 15
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/", "worried-about-a-child"),
        ("/thresholds/", "levels-of-need"),
        ("/guidance/processes/front_door/", "guidance"),
    ],
)
def test_a_screen_leads_to_its_help(client: Client, address: str, slug: str) -> None:
    body = client.get(address).content.decode()
    assert f'href="{reverse("help_page", args=[slug])}">Help with this page</a>' in body


@pytest.mark.django_db
def test_an_address_without_help_offers_the_list_alone(client: Client) -> None:
    for address in ("/help/", "/there-is-no-such-page/"):
        body = client.get(address).content.decode()
        assert "Help with this page" not in body
        assert f'href="{reverse("help")}"' in body
