"""The command line finds its words by file name, is quick to help, and refuses in one line."""

import subprocess
import sys

import pytest

from sharedduty.site import cli


def _says(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "sharedduty.site.cli", *words],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_help_lists_every_command_and_loads_no_django() -> None:
    done = _says("--help")
    assert done.returncode == 0
    for command in cli.commands().values():
        assert f"    {command.word} " in done.stdout
        assert command.help
    assert " django" not in done.stderr
    assert " psycopg" not in done.stderr


@pytest.mark.parametrize("word", sorted(cli.commands()))
def test_every_command_has_help_of_one_line(word: str) -> None:
    command = cli.commands()[word]
    assert command.help.endswith(".")
    assert "_" not in command.word


def test_an_unknown_command_is_answered_with_the_known_ones() -> None:
    done = _says("no-such-word")
    assert done.returncode == 2
    assert "invalid choice: 'no-such-word'" in done.stderr


def test_a_refusal_is_one_line_and_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--port", "many"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "sharedduty: PORT must be a number from 1 to 65535, not 'many'\n"
