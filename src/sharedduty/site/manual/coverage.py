"""`docs/coverage.md`: every requirement row with the tests that prove it, or the reason why none does yet."""

import ast
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

STATES = ("partly", "absent")
Tests = dict[str, list[str]]


def _rows_of(decorator: ast.expr) -> Iterator[str]:
    """The ids in one `pytest.mark.rows(...)`."""
    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.rows":
        for given in decorator.args:
            if isinstance(given, ast.Constant) and isinstance(given.value, str):
                yield given.value


def _marked(path: Path, root: Path) -> Iterator[tuple[str, str]]:
    """(row, test) for every marker of one file: on functions, on classes, and `pytestmark` for all of them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    where = path.relative_to(root).as_posix()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                yield from ((row, f"{where}::{node.name}") for row in _rows_of(decorator))
        elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            marks = node.value.elts if isinstance(node.value, ast.List | ast.Tuple) else [node.value]
            yield from ((row, where) for mark in marks for row in _rows_of(mark))


def marked_rows(root: Path) -> Tests:
    """Every row that a test of this repository names, with the tests."""
    found: Tests = {}
    for folder in (root / "src", root / "tests"):
        for path in sorted(folder.rglob("test_*.py")):
            for row, test in _marked(path, root):
                found.setdefault(row, []).append(test)
    return found


def read_rows(root: Path) -> list[dict[str, str]]:
    """`docs/requirements/rows.csv`: row, title, source."""
    with (root / "docs/requirements/rows.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_notes(root: Path) -> dict[str, tuple[str, str]]:
    """`docs/requirements/notes.csv`: row, then (state, reason)."""
    with (root / "docs/requirements/notes.csv").open(encoding="utf-8", newline="") as file:
        return {line["row"]: (line["state"], line["reason"]) for line in csv.DictReader(file)}


def faults(root: Path) -> list[str]:
    """What is wrong with the rows, the notes and the markers; empty when all is well."""
    rows, notes, marked = {row["row"] for row in read_rows(root)}, read_notes(root), marked_rows(root)
    found = [f"{row}: named by {tests[0]}, but no requirement row" for row, tests in marked.items() if row not in rows]
    found += [f"{row}: a note on no requirement row" for row in notes if row not in rows]
    found += [f"{row}: neither a test nor a note" for row in rows if row not in marked and row not in notes]
    found += [f"{row}: state {state!r}" for row, (state, _) in notes.items() if state not in STATES]
    found += [f"{row}: no reason given" for row, (_, reason) in notes.items() if not reason.strip()]
    found += [f"{row}: called absent, but {marked[row][0]} proves it" for row, (state, _) in notes.items()
              if state == "absent" and row in marked]  # fmt: skip
    return sorted(found)


def coverage(root: Path) -> str:
    """The page as text. A row with a test and a note `partly` says what the test leaves out."""
    notes, marked = read_notes(root), marked_rows(root)
    counted: Counter[str] = Counter()
    body = []
    for row in read_rows(root):
        state, reason = _judge(row["row"], notes, marked)
        counted[state] += 1
        body.append(f"| {row['row']} | {row['title']} | {state} | {reason} |")
    total = ", ".join(f"{counted[state]} {state}" for state in ("tested", *STATES))
    return "\n".join(
        [
            "# What is done, row by row",
            "",
            "Made from the tests' markers by `sharedduty docs`. `tested`: an automated test named here proves the row.",
            "`partly`: some of it is there; the reason says what is not. `absent`: not built.",
            "",
            f"{sum(counted.values())} rows: {total}.",
            "",
            "| row | title | state | test or reason |",
            "|---|---|---|---|",
            *body,
            "",
        ]
    )


def _judge(row: str, notes: dict[str, tuple[str, str]], marked: Tests) -> tuple[str, str]:
    state, reason = notes.get(row, ("", ""))
    if row in marked:
        tests = ", ".join(f"`{_short(test)}`" for test in marked[row][:3])
        return ("partly", f"{tests}; {reason}") if state == "partly" else ("tested", tests)
    return (state, reason) if state else ("unknown", "neither a test nor a note")


def _short(test: str) -> str:
    return test.removeprefix("src/sharedduty/")
