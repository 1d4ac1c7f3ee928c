"""Reads the YAML and CSV of a pack and keeps, for every fact, the line it stands on."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from sharedduty.foundations.guidance.faults import Fault, PackInvalid

# The C reader is ten times faster and comes with every PyYAML wheel; without it packs still load.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(dict[str, Any]):
    """A YAML mapping that knows the line of each of its keys, and of itself."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Row(dict[str, str]):
    """A CSV row that knows the line it begins on."""

    def __init__(self, values: dict[str, str], line: int) -> None:
        super().__init__(values)
        self.line = line


def read_yaml(path: Path, *, name: str) -> Located:
    """The mapping in a YAML file. Raises PackInvalid: not YAML, not a mapping, a key twice, an anchor, a tag."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except yaml.MarkedYAMLError as problem:
        line = problem.problem_mark.line + 1 if problem.problem_mark else 0
        raise PackInvalid([Fault(name, line, "", f"this is not YAML: {problem.problem}")]) from problem
    except (yaml.YAMLError, UnicodeDecodeError) as problem:
        raise PackInvalid([Fault(name, 0, "", f"this cannot be read: {problem}")]) from problem
    if node is None:
        return Located(1)
    if not isinstance(node, yaml.MappingNode):
        raise PackInvalid([Fault(name, 1, "", "the file must be a mapping of keys to values")])
    return _mapping(node, name)


def _mapping(node: yaml.MappingNode, name: str) -> Located:
    out = Located(node.start_mark.line + 1)
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 1
        if key in out:
            raise PackInvalid([Fault(name, line, key, "this key is there twice")])
        out[key] = _value(value_node, name)
        out.lines[key] = line
    return out


def _value(node: yaml.Node, name: str) -> Any:
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, name)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, name) for child in node.value]
    text, tag = node.value, node.tag.rpartition(":")[2]
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() in ("true", "yes", "on")
    try:
        return int(text) if tag == "int" else date.fromisoformat(text) if tag == "timestamp" else text
    except ValueError:
        return text  # left as text; the check of the field says what it should have been


def read_csv(path: Path, *, name: str) -> tuple[list[str], list[Row]]:
    """The column names and rows of a CSV file.

    Raises PackInvalid: no header, a column twice, a row too long or short.
    """
    try:
        reader = csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""), strict=True)
        return _rows(reader, name)
    except (csv.Error, UnicodeDecodeError) as problem:
        raise PackInvalid([Fault(name, 0, "", f"this cannot be read as CSV: {problem}")]) from problem


def _rows(reader: Any, name: str) -> tuple[list[str], list[Row]]:
    header = [column.strip() for column in next(reader, [])]
    if not header or len(set(header)) != len(header):
        raise PackInvalid([Fault(name, 1, "", "the first line must name each column once")])
    rows, faults, line = [], [], reader.line_num
    for cells in reader:
        begun, line = line + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            faults.append(Fault(name, begun, "", f"{len(cells)} cells where the header has {len(header)}"))
            continue
        rows.append(Row({k: v.strip() for k, v in zip(header, cells, strict=True)}, begun))
    if faults:
        raise PackInvalid(faults)
    return header, rows


def files_of(folder: Path) -> Iterator[Path]:
    """The YAML and CSV files of a pack, in order of name."""
    return (path for path in sorted(folder.iterdir()) if path.suffix in (".yaml", ".csv"))
