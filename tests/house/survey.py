"""What the house tests read: the source tree as files and syntax, and the floors as `.importlinter` declares them."""

import ast
import configparser
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "sharedduty"
PACKAGE = "sharedduty"
FLOORS = ("foundations", "modules", "desks", "site")
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file of the product: its path inside the package, its lines and its syntax."""

    path: Path

    @property
    def name(self) -> str:
        """The path as people say it: `modules/front_door/actions.py`."""
        return self.path.relative_to(SOURCE).as_posix()

    @property
    def module(self) -> str:
        """The dotted name it is imported by."""
        parts = [PACKAGE, *self.path.relative_to(SOURCE).with_suffix("").parts]
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def parts(self) -> tuple[str, ...]:
        """The folders and file of the path."""
        return self.path.relative_to(SOURCE).parts

    @property
    def room(self) -> str:
        """Where it lives: `modules/front_door`, `foundations/access`, `desks` or `site`."""
        return "/".join(self.parts[:2]) if self.parts[0] in {"foundations", "modules"} else self.parts[0]

    @property
    def layer(self) -> str:
        """The file's name inside its room; for a file split into a folder, the folder's name: `views`, `actions`."""
        inside = self.parts[2:] if self.parts[0] in {"foundations", "modules"} else self.parts[1:]
        return inside[0].removesuffix(".py") if inside else ""

    @property
    def text(self) -> str:
        return _text(self.path)

    @property
    def tree(self) -> ast.Module:
        return _tree(self.path)

    @property
    def is_test(self) -> bool:
        return "tests" in self.parts

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.parts


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(_text(path), str(path))


@cache
def sources() -> tuple[Source, ...]:
    """Every Python file of the product, its tests and migrations too."""
    return tuple(Source(path) for path in sorted(SOURCE.rglob("*.py")) if "__pycache__" not in path.parts)


def product() -> Iterator[Source]:
    """The Python files that run in production: no tests, no migrations."""
    return (source for source in sources() if not source.is_test and not source.is_migration)


def rooms() -> list[Path]:
    """The folder of every room."""
    return sorted(path for path in (SOURCE / "modules").iterdir() if path.is_dir() and not path.name.startswith("_"))


def foundations() -> list[Path]:
    """The folder of every foundation."""
    return sorted(
        path for path in (SOURCE / "foundations").iterdir() if path.is_dir() and not path.name.startswith("_")
    )


def functions(source: Source) -> Iterator[tuple[str, FunctionNode]]:
    """Every function and method of a file, with its dotted name inside the file."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, FunctionNode]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, FunctionNode):
                yield f"{prefix}{child.name}", child
                yield from walk(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    return walk(source.tree, "")


def module_functions(source: Source) -> Iterator[FunctionNode]:
    """The functions at the top of a file."""
    return (node for node in source.tree.body if isinstance(node, FunctionNode))


def is_public(name: str) -> bool:
    """Whether no part of a dotted name begins with an underscore."""
    return not any(part.startswith("_") for part in name.split("."))


@cache
def _contracts() -> configparser.ConfigParser:
    read = configparser.ConfigParser()
    read.read(ROOT / ".importlinter", encoding="utf-8")
    return read


def _lines(contract: str) -> list[list[str]]:
    """The layers of one contract, highest first; a line may name several that may not call each other."""
    text = _contracts()[f"importlinter:contract:{contract}"]["layers"]
    return [
        [name.strip(" ()") for name in line.replace(":", "|").split("|")]
        for line in text.splitlines()
        if line.strip() and not line.strip().startswith("#")
    ]


@cache
def heights() -> dict[str, tuple[int, int]]:
    """How high each room stands, by its dotted name: floor first, then its line on that floor. Higher is greater."""
    found: dict[str, tuple[int, int]] = {}
    for contract, floor in (("foundations", 0), ("rooms", 1)):
        container = _contracts()[f"importlinter:contract:{contract}"]["containers"].strip()
        lines = _lines(contract)
        for line, names in enumerate(lines):
            for name in names:
                found[f"{container}.{name}"] = (floor, len(lines) - line)
    found[f"{PACKAGE}.desks"] = (2, 0)
    found[f"{PACKAGE}.site"] = (3, 0)
    return found


def room_of(module: str) -> str:
    """The room a dotted module name lives in: `sharedduty.modules.front_door`, `sharedduty.desks`."""
    parts = module.split(".")
    return ".".join(parts[:3] if parts[1:2] and parts[1] in {"foundations", "modules"} else parts[:2])


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every module of our own that a file imports, as (dotted name, line). `from a import b` gives both a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names if alias.name.startswith(PACKAGE))
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(PACKAGE):
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def told(problems: list[str], rule: str) -> str:
    """The message of a failing test: the rule, then one line for each place that breaks it."""
    return f"{rule}\n" + "\n".join(f"  {problem}" for problem in sorted(problems))
