"""That a declared step which no test takes would be noticed."""

from pathlib import Path

from sharedduty.foundations.process.api import Process, Stage, Transition
from tests.taken import kept, never_taken

OPEN, DONE = Stage("open", "Open"), Stage("done", "Done", ends=True)
TRIAL = Process(
    code="trial", title="Trial", duty="To try.", first="open", stages=(OPEN, DONE),
    transitions=(
        Transition("note", ("open",), "open", "", "noted"), Transition("end", ("open",), "done", "", "ended"),
    ),
)  # fmt: skip


def test_a_step_that_nobody_took_is_named_and_one_that_was_taken_is_not() -> None:
    assert never_taken(set(), [TRIAL]) == ["trial: end from open", "trial: note from open"]
    assert never_taken({("trial", "open", "note")}, [TRIAL]) == ["trial: end from open"]
    assert never_taken({("trial", "open", "note"), ("trial", "open", "end"), ("old", "x", "y")}, [TRIAL]) == []


def test_what_each_worker_took_counts(tmp_path: Path) -> None:
    (tmp_path / "taken-gw0.json").write_text('[["trial", "open", "note"]]')
    (tmp_path / "taken-gw1.json").write_text('[["trial", "open", "end"]]')
    assert kept(tmp_path) == {("trial", "open", "note"), ("trial", "open", "end")}
