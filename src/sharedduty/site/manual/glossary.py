"""`docs/glossary.md`: the field's words and our names for them, from the hand-kept list and the packs' own lists."""

import csv
from pathlib import Path

from sharedduty.foundations.guidance.api import packs


def glossary(root: Path) -> str:
    """The page as text. Takes the repository's root, where `docs/words.csv` is kept by hand."""
    with (root / "docs/words.csv").open(encoding="utf-8", newline="") as file:
        words = sorted(csv.DictReader(file), key=lambda row: row["word"].casefold())
    lines = [
        "# Glossary",
        "",
        "One word for one thing, in pages, code and documents. Made by `sharedduty docs` from `docs/words.csv` and the packs.",
        "",
        "## Our words",
        "",
        "| Word | In the code | Meaning | Source |",
        "|---|---|---|---|",
        *(f"| {row['word']} | {_code(row['code'])} | {row['meaning']} | {row['source']} |" for row in words),
        "",
        "## What each edition calls things",
        "",
        "Pages show the term of the binding edition; search knows them all.",
        "",
        *_terms(),
        "## Abbreviations of the area",
        "",
        "| Abbreviation | Meaning | Pack |",
        "|---|---|---|",
        *_acronyms(),
        "",
    ]
    return "\n".join(lines)


def _code(name: str) -> str:
    return f"`{name}`" if name else ""


def _terms() -> list[str]:
    editions = [pack for pack in packs().values() if pack.terms and pack.layer == "statutory_guidance"]
    editions.sort(key=lambda pack: str(pack.in_force_from))
    keys = sorted({key for pack in editions for key in pack.terms})
    lines = ["| Key | " + " | ".join(pack.id for pack in editions) + " |", "|---|" + "---|" * len(editions)]
    for key in keys:
        cells = [pack.terms[key].term if key in pack.terms else "" for pack in editions]
        lines.append(f"| `{key}` | " + " | ".join(cells) + " |")
    return [*lines, ""]


def _acronyms() -> list[str]:
    lines = []
    for pack in sorted(packs().values(), key=lambda pack: pack.id):
        for row in sorted(pack.rows("acronyms"), key=lambda row: row["acronym"].casefold()):
            lines.append(f"| {row['acronym']} | {row['meaning']} | {pack.id} |")
    return lines
