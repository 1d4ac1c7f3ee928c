"""A declared process as a picture: stages as boxes, steps as arrows, drawn once by Graphviz and kept."""

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape

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
        for stage in step.from_stages:
            lines.append(f"{stage} -> {step.to_stage} [label={_quoted(step.verb.replace('_', ' '))}];")
    return "\n".join([*lines, "}"])


@lru_cache(maxsize=64)
def picture(process: Process) -> Markup:
    """The process as an SVG picture with a title and a description. Raises CalledProcessError where Graphviz fails."""
    drawn = subprocess.run(
        [_program(), "-Tsvg"], input=_dot(process), capture_output=True, text=True, check=True, timeout=20
    ).stdout
    body = drawn[drawn.index("<svg") :]
    size = re.search(r'viewBox="[^"]+"', body)
    inner = body[body.index(">") + 1 :]
    inner = re.sub(r"<title>[^<]*</title>", "", inner)  # Graphviz's own titles are code, not words
    key = f"process-{process.code}"
    head = Markup(
        '<svg class="sd-process" xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{0}-t {0}-d" {1}>'
        '<title id="{0}-t">{2}</title><desc id="{0}-d">{3}</desc>'
    ).format(key, Markup(size.group(0) if size else ""), process.title, _described(process))  # noqa: S704 - our own drawing
    return head + Markup(inner)  # noqa: S704 - Graphviz's drawing of our own declaration, text escaped by Graphviz


def _described(process: Process) -> str:
    stages = ", ".join(stage.title.lower() for stage in process.stages)
    return escape(f"The stages {stages}, with the steps between them. The table below the picture says the same.")


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
