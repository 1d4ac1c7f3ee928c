"""Every provision and requirement that is cited anywhere is really there (convictions 1 and 2 of the design)."""

import csv
import re
from collections.abc import Iterator

import pytest

from sharedduty.foundations.guidance.api import packs
from sharedduty.foundations.process.api import Process, processes
from tests.house import survey

PROVISION = re.compile(r"\bWT(?:2018|2023|2026) (?:ch\d+|intro) ¶\d+")
ROW = re.compile(r"\b(?:GL|WT|DOR|HE|SA)-[A-Z]+-\d+\b")
OUR_OWN = re.compile(r"design( section \d+)?|ADR \d{4}")


def _rows() -> set[str]:
    with (survey.ROOT / "docs" / "requirements" / "rows.csv").open(encoding="utf-8", newline="") as file:
        return {row["row"] for row in csv.DictReader(file)}


def _families() -> set[str]:
    return {row.rpartition("-")[0] for row in _rows()}


def _cited_in_packs() -> set[str]:
    return {citation for pack in packs().values() for citation in pack.provisions}


def _pieces(citation: str) -> Iterator[str]:
    """The single sources of one citation: `WT2018 ch1 ¶71; ¶53` is two paragraphs of one chapter."""
    stem = ""
    for piece in re.split(r"\s*[;,]\s*", citation):
        if piece.startswith(("¶", "box")) and stem:
            piece = f"{stem} {piece}"
        if found := re.match(r"(WT\d{4} (?:ch\d+|intro))\b", piece):
            stem = found.group(1)
        yield piece


def _resolves(piece: str) -> bool:
    return piece in _cited_in_packs() or piece in _rows() or bool(OUR_OWN.fullmatch(piece))


def test_there_are_processes_provisions_and_rows() -> None:
    assert processes()
    assert len(_cited_in_packs()) > 100
    assert len(_rows()) > 150


@pytest.mark.parametrize("process", processes(), ids=lambda process: process.code)
def test_every_step_of_a_process_cites_what_asks_for_it(process: Process) -> None:
    wrong = [
        f"{step.verb}: {piece!r}"
        for step in process.transitions
        for piece in (_pieces(step.citation) if step.citation else ["no source at all"])
        if not _resolves(piece)
    ]
    assert not wrong, survey.told(wrong, "a step cites a provision of a pack, a requirement row, or the design")


@pytest.mark.parametrize("process", processes(), ids=lambda process: process.code)
def test_every_clock_of_a_process_is_in_a_pack(process: Process) -> None:
    known = {key for pack in packs().values() for key in pack.clocks}
    assert {clock.key for clock in process.clocks} <= known
    for use in process.clocks:
        assert use.owed_by and use.starts and use.meets


@pytest.mark.parametrize("process", processes(), ids=lambda process: process.code)
def test_every_stage_and_step_has_words(process: Process) -> None:
    assert process.title and process.duty.endswith(".")
    assert all(stage.title and stage.title[0].isupper() for stage in process.stages)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", step.verb) for step in process.transitions)
    assert all(len(step.event) > 3 and not step.event.endswith(".") for step in process.transitions)
    reached = {process.first} | {step.to_stage for step in process.transitions}
    assert {stage.code for stage in process.stages} == reached, "a stage that nothing reaches"
    dead_ends = {s.code for s in process.stages if not s.ends} - {s for t in process.transitions for s in t.from_stages}
    assert not dead_ends, f"stages that nothing leaves and that do not end: {dead_ends}"


@pytest.mark.parametrize("process", processes(), ids=lambda process: process.code)
def test_every_rule_says_in_words_what_it_asks(process: Process) -> None:
    silent = {rule.__name__ for step in process.transitions for rule in step.rules if not (rule.__doc__ or "").strip()}
    assert not silent, survey.told(sorted(silent), "a rule's docstring is the rule in plain words, with its source")


def test_every_clock_of_a_pack_cites_a_provision_of_a_pack() -> None:
    known = _cited_in_packs()
    unknown = [
        f"{pack.id}: {clock.key}: {piece}"
        for pack in packs().values()
        for clock in pack.clocks.values()
        for piece in _pieces(clock.citation)
        if piece.startswith("WT2018") and piece not in known
    ]
    assert not unknown, survey.told(unknown, "a clock cites a provision")


def test_every_provision_named_in_the_source_is_in_a_pack() -> None:
    known = _cited_in_packs()
    texts = [(source.name, source.text) for source in survey.product()]
    texts += [(path.name, path.read_text(encoding="utf-8")) for path in survey.SOURCE.rglob("templates/**/*.html")]
    unknown = [f"{name}: {cited}" for name, text in texts for cited in PROVISION.findall(text) if cited not in known]
    assert not unknown, survey.told(unknown, "a citation written anywhere is a provision of a pack")


def test_every_requirement_named_in_the_source_is_a_row() -> None:
    rows, families = _rows(), _families()
    texts = [(source.name, source.text) for source in survey.sources()]
    texts += [
        (path.relative_to(survey.ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in (survey.ROOT / "tests").rglob("*.py")
        if path.name != "test_sources.py"
    ]
    unknown = [
        f"{name}: {row}"
        for name, text in texts
        for row in ROW.findall(text)
        if row.rpartition("-")[0] in families and row not in rows
    ]
    assert not unknown, survey.told(unknown, "a requirement named anywhere is in docs/requirements/rows.csv")
