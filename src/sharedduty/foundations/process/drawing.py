"""A declared process as a picture: stages as boxes, steps as arrows, drawn once by Graphviz and kept."""

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from pathlib import Path

from markupsafe import Markup

from sharedduty.foundations.design.charts.picture import Picture, picture
from sharedduty.foundations.process.declared import Process, Rule, Transition


def _program() -> str:
    """Graphviz as installed beside this Python."""
    return str(Path(sys.executable).with_name("graphviz-pure"))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def between_stages(process: Process) -> list[Transition]:
    """The steps that move a record to another stage; those that leave it where it is are listed, not drawn."""
    return [t for t in process.transitions if any(stage != t.to_stage for stage in t.from_stages)]


def _dot(process: Process) -> str:
    lines = [
        "digraph process {",
        'rankdir=TB; bgcolor="transparent"; nodesep=0.5; ranksep=0.6;',
        'node [shape=box, style="rounded", fontname="Arimo", fontsize=13, margin="0.2,0.1"];',
        'edge [fontname="Arimo", fontsize=11];',
    ]
    for stage in process.stages:
        lines.append(f"{stage.code} [label={_quoted(stage.title)}{', peripheries=2' if stage.ends else ''}];")
    for step in between_stages(process):
        for code in step.from_stages:
            lines.append(f"{code} -> {step.to_stage} [label={_quoted(step.verb.replace('_', ' '))}];")
    return "\n".join([*lines, "}"])


@lru_cache(maxsize=64)
def drawing(process: Process) -> Picture:
    """The process as a picture, one box a stage and one arrow a step. Raises CalledProcessError where Graphviz fails."""
    drawn = subprocess.run(
        [_program(), "-Tsvg"], input=_dot(process), capture_output=True, text=True, check=True, timeout=20
    ).stdout
    size = re.search(r'viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"', drawn)
    if size is None:
        raise ValueError("Graphviz drew something without a size")
    inner = drawn[drawn.index("<g id=") : drawn.rindex("</svg>")]
    inner = re.sub(r"<title>[^<]*</title>|<!--.*?-->", "", inner, flags=re.DOTALL)  # Graphviz's own words are code
    stages = ", ".join(stage.title.lower() for stage in process.stages)
    return picture(
        kind="process",
        title=process.title,
        summary=f"The stages {stages}, with the steps between them. The table below says the same.",
        size=(ceil(float(size[1])), ceil(float(size[2]))),
        inside=[Markup(inner)],  # noqa: S704 - Graphviz's drawing of our own declaration, its text escaped by Graphviz
        headers=("Step", "From", "To"),
        rows=[(s.verb, ", ".join(s.from_stages), s.to_stage) for s in steps_listed(process)],
        key=f"process-{process.code}",
    )


@dataclass(frozen=True)
class ListedStep:
    """One verb of a process for the table beside the picture: steps that differ only in the stage they leave are one."""

    verb: str
    from_stages: tuple[str, ...]
    to_stage: str
    rules: tuple[str, ...]
    permission: str
    citation: str


def steps_listed(process: Process) -> list[ListedStep]:
    """Every step, those of one verb with the same rules together, in the order they are declared."""
    found: dict[tuple[str, tuple[Rule, ...], str], list[Transition]] = {}
    for step in process.transitions:
        stays = step.from_stages == (step.to_stage,)
        found.setdefault((step.verb, step.rules, "" if stays else step.to_stage), []).append(step)
    return [_listed(process, steps, to_stage) for (_, _, to_stage), steps in found.items()]


def _listed(process: Process, steps: list[Transition], to_stage: str) -> ListedStep:
    first = steps[0]
    return ListedStep(
        first.verb.replace("_", " ").capitalize(),
        tuple(process.stage(code).title for step in steps for code in step.from_stages),
        process.stage(to_stage).title if to_stage else "Stays where it is",
        tuple(rule_in_words(rule) for rule in first.rules),
        first.permission.replace("_", " ") or "the system",
        first.citation,
    )


def rule_in_words(rule: Rule) -> str:
    """A rule as its docstring says it: the first paragraph, on one line."""
    words = (rule.__doc__ or getattr(rule, "__name__", "").replace("_", " ")).strip()
    return " ".join(words.split("\n\n")[0].split())
