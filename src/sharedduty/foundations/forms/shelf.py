"""The forms of all packs: read once, and again when their files change."""

import logging
from functools import lru_cache
from pathlib import Path

from sharedduty.foundations.forms.definitions import Form
from sharedduty.foundations.forms.loading import load_form
from sharedduty.foundations.guidance.faults import Fault, GuidanceError, PackInvalid
from sharedduty.foundations.guidance.kinds import Pack
from sharedduty.foundations.guidance.shelf import pack as pack_of

log = logging.getLogger(__name__)


class UnknownForm(GuidanceError):
    """No pack asked has this form."""


def form(pack_id: str, form_id: str) -> Form:
    """The form `form_id` as the pack defines it, or as the pack it is based on does. Raises UnknownForm, PackInvalid."""
    asked: Pack | None = pack_of(pack_id)
    while asked is not None:
        path = asked.folder / "forms" / f"{form_id}.yaml"
        if path.is_file():
            return _load(path, asked.id, path.stat().st_mtime_ns)
        asked = pack_of(asked.based_on) if asked.based_on else None
    raise UnknownForm(f"The pack {pack_id} has no form called {form_id}.")


def has_form(pack_id: str, form_id: str) -> bool:
    """Whether the pack, or the one it is based on, has a form of this name. Raises UnknownPack, PackInvalid."""
    try:
        form(pack_id, form_id)
    except UnknownForm:
        return False
    return True


@lru_cache(maxsize=64)
def _load(path: Path, pack_id: str, changed_at: int) -> Form:
    """One file at one state: `changed_at` makes a changed file another entry."""
    return _read(path, pack_of(pack_id))


def _read(path: Path, held: Pack) -> Form:
    def vocabulary(name: str) -> list[tuple[str, str]]:
        return [(row["code"], row["label"]) for row in held.rows("vocabularies") if row["vocabulary"] == name]

    return load_form(path, pack=held.id, vocabulary=vocabulary)


def check_forms(held: Pack) -> list[Fault]:
    """Every fault in the forms of a pack, for `sharedduty pack check`; empty when all is well."""
    faults: list[Fault] = []
    for path in sorted((held.folder / "forms").glob("*.yaml")):
        try:
            made = _read(path, held)
        except PackInvalid as problem:
            faults += problem.faults
        else:
            faults += _check_signs(made, held, f"{held.id}/forms/{path.name}")
    return faults


def _check_signs(made: Form, held: Pack, file: str) -> list[Fault]:
    """A question that depends on a sign depends on one the pack has."""
    known = {row["indicator_id"] for row in held.rows("threshold_indicators")}
    signs = {one.key for page in made.pages for one in page.questions if one.kind == "indicators"}
    return [
        Fault(file, one.line, "show_when", f"the pack has no sign {value}")
        for page in made.pages
        for one in page.questions
        if one.show_when and one.show_when.question in signs
        for value in one.show_when.values
        if value not in known
    ]


def indicators(pack_id: str) -> dict[str, dict[str, str]]:
    """The threshold indicators of a pack by id: level, domain, dimension, words, and whether to weigh in context (GL-TH-07)."""
    return {
        row["indicator_id"]: {
            "level": row["level"], "domain": row["domain"], "dimension": row["dimension"], "text": row["indicator"],
            "context": "yes" if "weigh in context" in row["source_note"] else "",
        }
        for row in pack_of(pack_id).rows("threshold_indicators")
    }  # fmt: skip
