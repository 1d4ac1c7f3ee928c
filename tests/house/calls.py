"""Who calls whom, worked out from the syntax: enough to say which functions reach the journal."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache

from tests.house import survey

JOURNAL = frozenset(
    {"sharedduty.foundations.journal.recording.record_change", "sharedduty.foundations.journal.recording.record_sight"}
)


@cache
def _modules() -> dict[str, survey.Source]:
    return {source.module: source for source in survey.product()}


@cache
def _names(module: str) -> dict[str, str]:
    """What each imported or defined name of a module stands for, as a dotted path."""
    source = _modules().get(module)
    if source is None:
        return {}
    known: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            known.update({alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names})
        elif isinstance(node, ast.Import):
            known.update({alias.asname or alias.name: alias.name for alias in node.names})
    for name, _ in survey.functions(source):
        known.setdefault(name.split(".")[-1] if "." not in name else name, f"{module}.{name}")
    return known


def resolve(path: str) -> str:
    """Follow re-exports: the place where `sharedduty.x.api.thing` is really defined."""
    for _ in range(6):
        module, _, name = path.rpartition(".")
        onward = _names(module).get(name)
        if onward is None or onward == path:
            return path
        path = onward
    return path


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = _dotted(node.value)
        return f"{inner}.{node.attr}" if inner else ""
    return ""


def called_by(source: survey.Source, node: survey.FunctionNode) -> Iterator[str]:
    """Every function of the house that a function's body names: called outright, or given to another to call."""
    names = _names(source.module)
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name | ast.Attribute):
            head, _, rest = _dotted(inner).partition(".")
            if head in names:
                yield resolve(f"{names[head]}.{rest}" if rest else names[head])


@cache
def _calls() -> dict[str, frozenset[str]]:
    return {
        f"{source.module}.{name}": frozenset(called_by(source, node))
        for source in survey.product()
        for name, node in survey.functions(source)
    }


def reaching(targets: Iterable[str]) -> frozenset[str]:
    """Every function, by dotted path, that reaches one of `targets` through the functions it calls."""
    found = set(targets)
    while more := {path for path, called in _calls().items() if path not in found and called & found}:
        found |= more
    return frozenset(found)


@cache
def importers() -> dict[str, set[str]]:
    """For every name of ours that is imported anywhere, the layers (`views`, `actions`) that import it."""
    found: dict[str, set[str]] = {}
    for source in survey.product():
        for name, _ in survey.imports(source.tree):
            found.setdefault(resolve(name), set()).add(source.layer)
    return found
