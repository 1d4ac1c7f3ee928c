"""`docs/map.md`: floors, rooms, and who imports whom, read from the contracts and the source."""

import ast
import configparser
import re
from functools import cache
from pathlib import Path

FLOORS = (
    ("site", "composition root: settings, addresses, command line, menu. Imports all; nobody imports it"),
    ("desks", "cross-room reading pages; no facts of their own"),
    ("modules", "the rooms, one for each statutory function"),
    ("foundations", "the shared floor, in strict order"),
)


def _lines(contracts: configparser.ConfigParser, name: str) -> list[str]:
    text = contracts[f"importlinter:contract:{name}"]["layers"]
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def _first_sentence(folder: Path) -> str:
    """What a room says of itself: its README's first prose line, else its app's docstring, else its package's."""
    readme = folder / "README.md"
    if readme.is_file():
        prose = [
            line for line in readme.read_text(encoding="utf-8").splitlines() if line and not line.startswith(("#", "`"))
        ]
        if prose:
            return re.split(r"(?<=[.])\s", prose[0])[0].rstrip(".")
    for name in ("models.py", "api.py", "__init__.py"):
        if (folder / name).is_file():
            said = ast.get_docstring(ast.parse((folder / name).read_text(encoding="utf-8")))
            if said:
                return re.split(r"(?<=[.])\s", said.splitlines()[0])[0].rstrip(".")
    return ""


@cache
def _imports(source: Path, room: str) -> frozenset[str]:
    """The rooms and foundations that the files of one room import."""
    found = set()
    for path in (source / room).rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        for name in re.findall(r"^(?:from|import) sharedduty\.([\w.]+)", path.read_text(encoding="utf-8"), re.M):
            parts = name.split(".")
            other = "/".join(parts[:2]) if parts[0] in {"foundations", "modules"} else parts[0]
            if other != room:
                found.add(other)
    return frozenset(found)


def house_map(root: Path) -> str:
    """The page as text. Takes the repository's root."""
    contracts = configparser.ConfigParser()
    contracts.read(root / ".importlinter", encoding="utf-8")
    source = root / "src" / "sharedduty"
    lines = [
        "# Map of the house",
        "",
        "Made from `.importlinter` and the source by `sharedduty docs`. Imports go down, never up or sideways; another room",
        "is entered by its `api.py` alone (docs/adr/0001).",
        "",
        "| Floor | What it is |",
        "|---|---|",
        *(f"| `{name}/` | {about} |" for name, about in FLOORS),
        "",
        "## Rooms, highest first",
        "",
        *_table(source, "modules", _lines(contracts, "rooms")),
        "",
        "## Foundations, highest first",
        "",
        *_table(source, "foundations", _lines(contracts, "foundations")),
        "",
        "## Desks and site",
        "",
        "| Part | Imports |",
        "|---|---|",
        *(f"| `{part}` | {_told(_imports(source, part))} |" for part in ("desks", "site")),
        "",
        "## Which one do I open?",
        "",
        "| I need to | Open |",
        "|---|---|",
        *(f"| {need} | {where} |" for need, where in WHERE),
        "",
    ]
    return "\n".join(lines)


def _table(source: Path, floor: str, rows: list[str]) -> list[str]:
    table = ["| Name | What it is | Imports |", "|---|---|---|"]
    for row in rows:
        for name in re.split(r"\s*[|:]\s*", row):
            folder = source / floor / name
            if folder.is_dir():
                table.append(f"| `{name}` | {_first_sentence(folder)} | {_told(_imports(source, f'{floor}/{name}'))} |")
    return table


def _told(names: frozenset[str]) -> str:
    return ", ".join(sorted(name.split("/")[-1] for name in names)) or "nothing"


WHERE = (
    ("change a time limit, or adopt new guidance", "`packs/`, then docs/how-to/adopt-new-guidance.md"),
    ("change a step, stage or rule of the front door", "`modules/front_door/process.py` and `rules.py`"),
    ("know why somebody sees, or does not see, a file", "the room's `policy.py`, then docs/access-matrix.md"),
    ("see who opened a file", "`foundations/journal`"),
    ("mend a date that a bank holiday upsets", "`foundations/plain` (pure Python, no database)"),
    ("change how every page or form field looks", "`foundations/design` and its gallery at /design/gallery/"),
    ("add an organisation, a post or a group", "`foundations/directory`"),
    ("change the menu, an address or a setting", "`site`"),
)
