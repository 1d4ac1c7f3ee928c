"""No test asks what day it is while it is read: a run that goes on past midnight would then test yesterday's tomorrow."""

import ast
from collections.abc import Iterator

from tests.house import survey

ASKS = frozenset({"localdate", "now", "today", "localtime"})


def asked_when_read(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls for the day or the time made when a module is read: everywhere but in the bodies of its functions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += [*node.decorator_list, *node.args.defaults, *(one for one in node.args.kw_defaults if one)]
        elif not isinstance(node, ast.Lambda):
            waiting += ast.iter_child_nodes(node)
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in ASKS:
                yield node


def test_no_test_asks_the_day_when_it_is_read() -> None:
    """The journeys, which type today's date into a browser, each take it once."""
    paths = [*survey.SOURCE.rglob("tests/*.py"), *(survey.ROOT / "tests").rglob("*.py")]
    asking = [
        f"{path.relative_to(survey.ROOT)}, line {call.lineno}: {ast.unparse(call)}"
        for path in paths
        if "journeys" not in path.parts
        for call in asked_when_read(ast.parse(path.read_text()))
    ]
    assert len(paths) > 100
    assert not asking, survey.told(asking, "ask it inside the test; a parameter may be a function of the day")


def test_the_rule_finds_what_it_forbids() -> None:
    found = asked_when_read(ast.parse("@mark([localdate()])\ndef test(a=now()):\n    today()\nlater = lambda: now()"))
    assert sorted(ast.unparse(one) for one in found) == ["localdate()", "now()"]
