"""Templates carry no script, no style and no raw text; every page has one heading, given by the frame."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.house import survey

RECORDS = (
    "contact|child|person|file|case_file|request|account|appointment|decision|enquiry|paper|notice|handover|clock|move|"
    "record|note|question|answer|feedback|team|post|organisation|grant|check|merge|opening"
)
INLINE = {
    "a script written in the page": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "a style written in the page": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an event attribute": re.compile(r"\son[a-z]+\s*=\s*[\"'{]", re.I),
    "text let through unescaped": re.compile(r"\|\s*safe\b|autoescape\s+false|\|\s*tojson\b(?!\s*\|\s*forceescape)"),
    "an address of elsewhere": re.compile(
        r"(src|href)\s*=\s*[\"']https?://(?!www\.legislation\.gov\.uk|www\.gov\.uk)", re.I
    ),
    "a row number": re.compile(rf"\{{\{{[^}}]*(\.pk\b|\b({RECORDS})\.id\b|\b\w+_id\s*\}}\}})"),
}
# Templates of the sign-in library that are drawn our way, under the names it looks for.
OF_LIBRARIES = {"access": ("account", "mfa", "usersessions")}


def _templates() -> list[Path]:
    return sorted(survey.SOURCE.rglob("templates/**/*.html"))


def _name(path: Path) -> str:
    return path.relative_to(survey.SOURCE).as_posix()


def test_there_are_templates() -> None:
    assert len(_templates()) > 20


@pytest.mark.parametrize("what", INLINE)
def test_no_template_has(what: str) -> None:
    found = []
    for path in _templates():
        text = re.sub(
            r"\{#.*?#\}",
            lambda comment: "\n" * comment.group().count("\n"),
            path.read_text(encoding="utf-8"),
            flags=re.S,
        )
        found += [f"{_name(path)}:{n}" for n, line in enumerate(text.splitlines(), 1) if INLINE[what].search(line)]
    assert not found, survey.told(found, f"no template has {what}")


def test_only_the_frame_draws_the_first_heading() -> None:
    drawing = [
        _name(path)
        for path in _templates()
        if re.search(r"<h1\b", path.read_text(encoding="utf-8")) and "foundations/design/" not in path.as_posix()
    ]
    assert not drawing, survey.told(drawing, "set `heading` instead of writing an H1")


def test_every_template_can_be_read() -> None:
    broken = []
    for path in _templates():
        name = path.as_posix().split("/templates/", 1)[1]
        try:
            engines["jinja2"].env.get_template(name)
        except Exception as problem:
            broken.append(f"{_name(path)}: {problem}")
    assert not broken, survey.told(broken, "every template compiles")


def test_templates_lie_in_a_folder_of_their_room() -> None:
    astray = []
    for path in _templates():
        room, inside = path.as_posix().split("/templates/", 1)
        if "/" not in inside or inside.split("/")[0] not in {Path(room).name, *OF_LIBRARIES.get(Path(room).name, ())}:
            astray.append(_name(path))
    assert not astray, survey.told(astray, "a room's templates lie in templates/<room>/")
