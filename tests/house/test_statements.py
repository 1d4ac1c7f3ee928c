"""Words of users never become part of a statement: each is written out whole in the source, with parameters (ASVS 1.2.4)."""

import ast
from collections.abc import Iterator

from tests.house import survey

RUNS = {"execute", "executemany", "raw", "extra", "RawSQL"}
# Where a statement is put together, from what, and why nobody outside can put a word into it.
ALLOWED = {
    "foundations/access/together.py": "what Django itself compiled of query sets, its values apart; no name of its own but p",
    "foundations/journal/backend/base.py": "one statement of constants, its row of marks repeated for each row to write",
    "foundations/journal/dbroles.py": "migrations only: role names of the settings, quoted by psycopg",
    "foundations/journal/queries.py": "its one helper is given the constants of the same file",
    "foundations/journal/verifying.py": "two statements share one condition, written above them",
    "site/roles.py": "set-up only: names quoted by psycopg's own composition",
}


def _constants(tree: ast.Module) -> set[str]:
    """Names of the module that are text written in the source and nothing else."""
    named: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _is_text(node.value, named):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            named |= {target.id for target in targets if isinstance(target, ast.Name)}
    return named


def _is_text(node: ast.expr, named: set[str]) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str)
    if isinstance(node, ast.IfExp):
        return _is_text(node.body, named) and _is_text(node.orelse, named)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_text(node.left, named) and _is_text(node.right, named)
    return isinstance(node, ast.Name) and node.id in named


def _is_composed(node: ast.expr, named: set[str]) -> bool:
    """`SQL("…").format(Identifier(…))`: psycopg quotes every name that goes in."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        node = node.func.value
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "SQL"
        and len(node.args) == 1 and _is_text(node.args[0], named)
    )  # fmt: skip


def _put_together(source: survey.Source) -> Iterator[int]:
    named = _constants(source.tree)
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in RUNS and not (_is_text(node.args[0], named) or _is_composed(node.args[0], named)):
            yield node.lineno


def test_no_statement_is_put_together_from_words() -> None:
    made = [
        f"{source.name}:{line}"
        for source in survey.product()
        if source.name not in ALLOWED and "migrations" not in source.parts
        for line in _put_together(source)
    ]
    assert not made, survey.told(
        made, "write the statement out, with %s for every value; or compose it with psycopg.sql"
    )


def test_the_list_of_exceptions_has_no_dead_entry() -> None:
    dead = ALLOWED.keys() - {source.name for source in survey.product() if [*_put_together(source)]}
    assert not dead
