"""Every table that leaves the house goes through the one writer that neutralises its cells."""

import ast

from tests.house import survey

WRITER = "foundations/design/exports.py"
# Files that are read by our own programs, never opened by a person in a spreadsheet.
ALLOWED = {
    WRITER: "the writer itself",
    "site/synthesis/": "the ground truth of a synthetic partnership, read by tests",
    "site/commands/": "tables a terminal asked for",
    "foundations/guidance/copying.py": "a pack's own tables, read back by the loader and never changed on the way",
    "site/manual/": "tables of this repository's own documentation",
}


def test_tables_leave_only_through_the_writer_that_neutralises() -> None:
    others = [
        f"{source.name}:{node.lineno}"
        for source in survey.product()
        if not any(source.name.startswith(path) for path in ALLOWED)
        for node in ast.walk(source.tree)
        if (
            isinstance(node, ast.Attribute)
            and node.attr in {"writer", "DictWriter"}
            and ast.unparse(node.value) == "csv"
        )
        or (isinstance(node, ast.Import) and any(one.name == "xlsxwriter" for one in node.names))
    ]
    assert not others, survey.told(others, "use foundations/design/exports.py: csv_response, xlsx_response, csv_lines")
