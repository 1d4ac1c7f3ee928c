"""Every list has one order: rows that are equal in it stand by their row number, not as the database came upon them.

Two answers to the same question that differ only in the order of equals tell that something else is there (goal C1), and
a page of a list may show one row twice and another never.
"""

import ast
from collections.abc import Iterator

from tests.house import survey

NOBODY_SHARES = {"pk", "id", "reference", "key", "number"}
# Rows that are counted together have no row number; these are told apart by what they are counted by.
ALLOWED = {
    "foundations/directory/actions.py": "the highest place of a list of seats: a number, not a row",
    "foundations/people/child_checks.py": "askers are counted by account and post, and ordered by both",
    "modules/front_door/queries/queue.py": "the orders one can ask for are listed in SORTS, each to its end",
}


def _unfinished(source: survey.Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or node.func.attr != "order_by":
            continue
        last = node.args[-1].value if node.args and isinstance(node.args[-1], ast.Constant) else None
        if node.args and str(last).lstrip("-") not in NOBODY_SHARES:
            yield f"{source.name}:{node.lineno}: ends in {last}"


def test_every_order_ends_in_something_no_two_rows_share() -> None:
    found = {source.name: list(_unfinished(source)) for source in survey.product() if not source.is_migration}
    open_ended = [line for name, lines in found.items() if name not in ALLOWED for line in lines]
    assert not open_ended, survey.told(open_ended, 'end an order with "pk"')
    assert not [name for name in ALLOWED if not found[name]], "an exception is no longer needed: take it out"
