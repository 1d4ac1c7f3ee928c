"""The command line: `sharedduty WORD ...`. One module per command in `commands/`, found by its file name.

A command module has a docstring whose first line is its help, `add_arguments(parser)` and `run(args) -> int`. It may
set `NEEDS_DJANGO = True` (settings and models are loaded before it is imported, and the embedded database is started
for it where it is down) and, with that, `NEEDS_DATABASE = False`.
"""

import argparse
import ast
import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from sharedduty.site.refusals import Refusal

COMMANDS = Path(__file__).with_name("commands")
PACKAGE = "sharedduty.site.commands"


@dataclass(frozen=True)
class Command:
    """What can be known of a command without importing it."""

    word: str
    module: str
    help: str
    needs_django: bool
    needs_database: bool


def commands() -> dict[str, Command]:
    """Read every command module's docstring and flags without running it, so that help stays quick."""
    found = (_read(path) for path in sorted(COMMANDS.glob("*.py")) if not path.name.startswith("_"))
    return {command.word: command for command in found}


def _read(path: Path) -> Command:
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    flags = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    first_line = (ast.get_docstring(tree) or "").split("\n", 1)[0]
    needs_django = flags.get("NEEDS_DJANGO") is True
    return Command(
        word=path.stem.replace("_", "-"),
        module=f"{PACKAGE}.{path.stem}",
        help=first_line.replace("%", "%%"),
        needs_django=needs_django,
        needs_database=needs_django and flags.get("NEEDS_DATABASE") is not False,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code: 0 done, 1 refused with a line on stderr, 2 wrongly asked."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    known = commands()
    chosen = known.get(words[0]) if words else None
    parser = argparse.ArgumentParser(prog="sharedduty", description="Shared Duty: run and look after a partnership.")
    if chosen is None:
        listed = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
        for command in known.values():
            listed.add_parser(command.word, help=command.help)
        parser.parse_args(words or ["--help"])
        return 2  # not reached for --help or an unknown word: argparse has left by then
    try:
        return _run(chosen, words[1:])
    except Refusal as refusal:
        print(f"sharedduty: {refusal}", file=sys.stderr)
        return refusal.code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left (`| head`)
        return 0


def _run(command: Command, words: list[str]) -> int:
    if command.needs_django:
        _set_up_django()
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"sharedduty {command.word}", description=module.__doc__)
    module.add_arguments(parser)
    args = parser.parse_args(words)
    if not command.needs_database:
        return int(module.run(args))
    with _database():
        return int(module.run(args))


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharedduty.site.settings")
    running: ModuleType = importlib.import_module("sharedduty.site.supervisor")
    for name, value in ((running.who_runs() or {}).get("environment", {})).items():
        os.environ.setdefault(name, value)  # a command beside a running product means the same port and demonstration
    django: ModuleType = importlib.import_module("django")  # not at the top: help and `due` must stay quick
    django.setup()


def _database() -> AbstractContextManager[None]:
    """Have the embedded server up for the length of a command; nothing to do for an outside one."""
    if os.environ.get("DATABASE_URL"):
        return nullcontext()
    postgres: ModuleType = importlib.import_module("sharedduty.site.postgres")
    server: AbstractContextManager[None] = postgres.running_server()
    return server


if __name__ == "__main__":
    sys.exit(main())
