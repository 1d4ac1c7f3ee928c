"""The component library draws what GOV.UK Frontend's own fixtures say, save the differences listed here."""

import gzip
import json
from pathlib import Path

import pytest

from sharedduty.foundations.design.jinja import LIBRARY, library_environment

from .html_parts import parts_of

FIXTURES = Path(__file__).parent / "govuk-frontend-6.3.0-fixtures.json.gz"

# What differs, and why that is accepted. A line that no longer differs fails too, so the list stays true.
KNOWN_DIFFERENCES: dict[str, str] = {}


def _fixtures() -> dict[str, list[dict]]:
    return json.loads(gzip.decompress(FIXTURES.read_bytes()))["components"]


CASES = [(component, fixture) for component, held in _fixtures().items() for fixture in held]


def _drawn(component: str, options: dict) -> str:
    words = component.title().split("-")
    source = (
        f'{{% from "{LIBRARY}/components/{component}/macro.html" import govuk{"".join(words)} as draw %}}'
        "{{ draw(options) }}"
    )
    return library_environment().from_string(source).render(options=options)


def test_every_fixture_is_drawn_as_the_frontend_draws_it() -> None:
    differing = {
        f"{component}: {fixture['name']}"
        for component, fixture in CASES
        if parts_of(_drawn(component, fixture["options"])) != parts_of(fixture["html"])
    }
    assert differing == set(KNOWN_DIFFERENCES)


def test_the_fixtures_are_of_the_version_we_ship() -> None:
    named = json.loads(gzip.decompress(FIXTURES.read_bytes()))["govuk-frontend"]
    styles = Path(__file__).parents[1] / "static/design/shared-duty.css"
    assert f'--govuk-frontend-version: "{named}"'.replace(": ", ":") in styles.read_text().replace(": ", ":")
    assert len(CASES) > 500


@pytest.mark.parametrize("component", sorted({component for component, _ in CASES}))
def test_no_component_writes_inline_style_or_script(component: str) -> None:
    for fixture in _fixtures()[component]:
        if "style" in json.dumps(fixture["options"]) or "script" in json.dumps(fixture["options"]):
            continue
        for part in parts_of(_drawn(component, fixture["options"])):
            if part[0] == "open":
                assert part[1] not in {"script", "style"}
                assert "style" not in dict(part[2])
