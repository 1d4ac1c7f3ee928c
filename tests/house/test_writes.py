"""Only actions write, each says who did it, and each is journalled in the same transaction (design section 3)."""

import ast
import re
from collections.abc import Iterator

from tests.house import calls, survey

# What writes whatever it hangs on, and what writes only when it hangs on a queryset (a dictionary has `update` too).
ALWAYS = frozenset(
    "create bulk_create bulk_update get_or_create update_or_create acreate asave adelete aupdate abulk_create".split()
)
ON_QUERYSETS = frozenset({"update", "delete"})
QUERYSET = frozenset("objects filter exclude all using select_for_update _base_manager order_by annotate".split())
CREATED_ON = QUERYSET | {"children"}
RAW = re.compile(
    r"\b(INSERT\s+INTO\s+\w|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\s+\w|COPY\s+\w+\s*(\(|FROM\b)|TRUNCATE\s+\w)"
)

# Files outside `actions` that may write, each with its reason. A new line here needs one as good.
ALLOWED: dict[str, str] = {
    "foundations/access/files.py": "opening files, grants and exclusions are the access foundation's own acts",
    "foundations/access/reach.py": "set-up writes standing reach as the owner; the serving role cannot",
    "foundations/access/models.py": "a model's own save gives it its reference",
    "foundations/access/middleware.py": "notes when a session was last touched, which is no act of anyone's",
    "foundations/access/once.py": "single-use form tokens, taken in the transaction of the act they belong to",
    "foundations/access/emergencysql.py": "the text of the definer functions that migrations make",
    "foundations/access/sealingsql.py": "the text of the definer functions that migrations make",
    "foundations/access/rowsecurity.py": "the text of the definer functions that migrations make",
    "foundations/access/sharingsql.py": "the same, of files that teams share",
    "foundations/access/followingsql.py": "the same, of exclusions that follow the work",
    "foundations/process/engine.py": "the engine alone moves stages",
    "foundations/process/clocks.py": "clocks start, stop and are met with the step that moves them",
    "foundations/process/sooner.py": "a clock is brought forward with the step that sets the day the child needs",
    "foundations/process/handovers.py": "a hand-over is written by the step that leaves it",
    "foundations/journal/backend/base.py": "the journal itself, as a block of work ends",
    "foundations/journal/sealing.py": "seals over the journal",
    "foundations/journal/verifying.py": "what a failed verification leaves behind",
    "foundations/notices/delivery.py": "the worker notes what became of a message; sending is nobody's act",
    "foundations/notices/deliverysql.py": "the text of the definer functions that migrations make",
    "foundations/process/timed.py": "the system viewer that reminds notes that it warned; reminding is nobody's act",
    "foundations/people/search.py": "keeps what a person is found by in step, inside the act that changed the person",
    "foundations/people/sightsql.py": "the text of the definer functions that migrations make",
    "foundations/retention/retentionsql.py": "the text of the definer functions that migrations make",
    "foundations/jobs/": "the queue of background work",
    "site/commands/": "set-up, imports and the demonstration run as the owner or the importer, from a terminal",
    "site/synthesis/": "the synthetic partnership is written with COPY into a demonstration database",
    "site/arrangements.py": "set-up takes a pack's organisations and groups into the directory, as the owner",
    "site/representatives.py": "set-up names the demonstration's invented leads and seats, as the owner",
    "site/roles.py": "makes the database and its roles",
}


def _allowed(source: survey.Source) -> bool:
    return source.layer == "actions" or any(source.name.startswith(path) for path in ALLOWED)


def _chain(node: ast.expr) -> Iterator[str]:
    while True:
        if isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return


def _writes(source: survey.Source) -> Iterator[tuple[int, str]]:
    return _writes_in(source.tree)


def _writes_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, hangs_on = node.func.attr, set(_chain(node.func.value))
            named = not node.args or any(word.arg == "update_fields" for word in node.keywords)
            on_rows = (name in ALWAYS and hangs_on & CREATED_ON) or (name in ON_QUERYSETS and hangs_on & QUERYSET)
            if on_rows or (name in {"save", "delete"} and named):
                yield node.lineno, name
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and RAW.search(node.value):
            yield node.lineno, "SQL that writes"


def test_only_actions_write() -> None:
    found = [
        f"{source.name}:{line}: {what}"
        for source in survey.product()
        if not _allowed(source)
        for line, what in _writes(source)
    ]
    assert not found, survey.told(found, "writes live in actions.py (or tests/house/test_writes.py says why not)")


def test_the_allowance_names_only_what_is_there() -> None:
    gone = [path for path in ALLOWED if not (survey.SOURCE / path).exists() and not path.endswith("/")]
    assert not gone, survey.told(gone, "an allowance outlived its file")


def test_the_search_for_writes_finds_them() -> None:
    tree = "Thing.objects.using('x').filter(a=1).update(b=2)\nthing.save(update_fields=['a'])\nsql = 'DELETE FROM t'\n"

    class Sample:
        tree_ = ast.parse(tree)

    sample = type("Sample", (), {"tree": Sample.tree_})()
    assert [what for _, what in _writes(sample)] == ["update", "save", "SQL that writes"]
    assert not list(_writes(type("Other", (), {"tree": ast.parse("values.update({'a': 1})\nhash.update(b'')")})()))


# Acts that are not journalled, each with its reason.
UNJOURNALLED = {
    ("foundations/access", "note_presence"): "nothing was done or seen: a session is only kept awake",
    ("modules/front_door", "passing_principal"): "makes whoever tells us a principal; what they tell is journalled",
}
# Acts that do not take `by`, each with who it then is.
BY_ITSELF = {
    ("foundations/access", "escalate_unreviewed"): "timed work: the system viewer that reminds",
    ("foundations/retention", "find_due"): "timed work: the system viewer that reminds",
    ("modules/front_door", "tell"): "nobody has signed in: it makes a principal for this one sending",
}


def _writing() -> frozenset[str]:
    """Every function, by dotted path, that writes itself or through what it calls."""
    direct = {
        f"{source.module}.{name}"
        for source in survey.product()
        for name, node in survey.functions(source)
        if any(True for _ in _writes_in(node))
    }
    return calls.reaching(direct)


def _acts() -> Iterator[tuple[survey.Source, survey.FunctionNode]]:
    """Every public function of an actions file that writes."""
    writing = _writing()
    for source in survey.product():
        if source.layer == "actions":
            for node in survey.module_functions(source):
                if not node.name.startswith("_") and f"{source.module}.{node.name}" in writing:
                    yield source, node


def test_there_are_acts() -> None:
    assert len(list(_acts())) > 10


def test_every_act_says_who_did_it_and_takes_words_only() -> None:
    """What only the other files of a split `actions/` use is a part of their acts, not an act of its own."""
    wrong = []
    for source, node in _acts():
        if _only_used_in_actions(source, node) or (source.room, node.name) in BY_ITSELF:
            continue
        if "by" not in {arg.arg for arg in node.args.kwonlyargs}:
            wrong.append(f"{source.name}: {node.name} does not take by=")
        elif node.args.posonlyargs or node.args.args:
            wrong.append(f"{source.name}: {node.name} takes arguments by position")
    assert not wrong, survey.told(wrong, "an act takes keyword-only arguments, and by= among them")


def _only_used_in_actions(source: survey.Source, node: survey.FunctionNode) -> bool:
    return calls.importers().get(f"{source.module}.{node.name}") == {"actions"}


def test_every_act_reaches_the_journal() -> None:
    journalled = calls.reaching(calls.JOURNAL)
    silent = [
        f"{source.name}: {node.name}"
        for source, node in _acts()
        if f"{source.module}.{node.name}" not in journalled and (source.room, node.name) not in UNJOURNALLED
    ]
    assert not silent, survey.told(silent, "an act journals what it did, itself or through what it calls")
