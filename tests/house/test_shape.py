"""Short files, short functions, and words on everything another room may call (design section 3; ADR 0002)."""

import ast
from collections.abc import Iterator

from tests.house import survey

FILE_LINES = 400
FUNCTION_LINES = 50
DESCRIBED = frozenset({"api", "actions", "queries", "rules", "policy"})


def test_no_file_is_over_400_lines() -> None:
    long = [
        f"{source.name}: {count} lines"
        for source in survey.sources()
        if not source.is_migration and (count := len(source.text.splitlines())) > FILE_LINES
    ]
    assert not long, survey.told(long, f"a file over {FILE_LINES} lines becomes a folder of the same name")


def test_no_function_is_over_50_lines() -> None:
    long = [
        f"{source.name}: {name} has {length} lines"
        for source in survey.sources()
        if not source.is_migration
        for name, node in survey.functions(source)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES
    ]
    assert not long, survey.told(long, f"a function has at most {FUNCTION_LINES} lines")


def _described() -> Iterator[tuple[survey.Source, str, survey.FunctionNode]]:
    for source in survey.product():
        if source.layer in DESCRIBED:
            for name, node in survey.functions(source):
                if survey.is_public(name):
                    yield source, name, node


def test_what_rooms_call_says_what_it_gives() -> None:
    untyped = [f"{source.name}: {name}" for source, name, node in _described() if node.returns is None]
    assert not untyped, survey.told(untyped, "every public function of these files has a return type")


def test_what_rooms_call_says_what_it_does() -> None:
    silent = [
        f"{source.name}: {name}"
        for source, name, node in _described()
        if not ast.get_docstring(node) and "." not in name
    ]
    assert not silent, survey.told(silent, "every public function of these files has a docstring")


def test_every_module_and_model_says_why_it_is_there() -> None:
    silent = [source.name for source in survey.product() if source.text.strip() and not ast.get_docstring(source.tree)]
    for source in survey.product():
        if source.layer == "models":
            silent += [
                f"{source.name}: {node.name}"
                for node in source.tree.body
                if isinstance(node, ast.ClassDef) and not ast.get_docstring(node)
            ]
    assert not silent, survey.told(silent, "a module and a model begin with a docstring")


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{source.name}:{inner.lineno}"
        for source in survey.product()
        for _, node in survey.functions(source)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert not hidden, survey.told(hidden, "imports stand at the top, where the contracts see them")


def test_no_signals() -> None:
    users = [
        f"{source.name}:{line}"
        for source in survey.sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom)
        and node.module
        and ((line := node.lineno) and (node.module.endswith(".signals") or node.module == "django.dispatch"))
    ]
    assert not users, survey.told(users, "slots and actions, never signals (docs/adr/0012)")


# Files that turn worked-out text into markup, with the reason why nothing of a user's can come through unescaped.
MARKUP_ALLOWED = {
    "foundations/design/charts/picture.py": "`element` escapes every attribute and every piece inside it",
    "foundations/design/fields/components.py": "`_typed` escapes the typed text, then writes its line ends as references",
    "foundations/process/drawing.py": "Graphviz draws our own declarations and escapes their words",
}


def test_nothing_is_marked_safe_by_hand() -> None:
    marked = [
        f"{source.name}:{node.lineno}"
        for source in survey.product()
        if source.name not in MARKUP_ALLOWED
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Name | ast.Attribute) and _name(node) in {"mark_safe", "SafeString", "html_safe"})
        or (isinstance(node, ast.Call) and _name(node.func) == "Markup" and not _is_literal(node))
    ]
    assert not marked, survey.told(
        marked, 'text reaches a page escaped: Markup("literal {}").format(value), or a template'
    )


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_literal(call: ast.Call) -> bool:
    """Whether Markup is given only text written in the source (then `.format` and `%` escape what goes in)."""
    return all(isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in call.args)


def test_no_admin_site() -> None:
    users = [source.name for source in survey.sources() if "django.contrib.admin" in source.text]
    assert not users, survey.told(users, "confidential records have no admin site: it knows no policy (docs/adr/0011)")
