"""Reads the CSV tables of a pack and lays them over those of the pack it is based on."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from sharedduty.foundations.guidance.checking import Checks
from sharedduty.foundations.guidance.faults import PackInvalid
from sharedduty.foundations.guidance.kinds import Pack, Table
from sharedduty.foundations.guidance.reading import Row, files_of, read_csv
from sharedduty.foundations.guidance.tables import TABLES, TableSpec


def read_tables(folder: Path, base: Pack | None, checks: Checks) -> dict[str, Table]:
    """The tables of a pack by name: its own laid over those of `base`. Faults go to `checks`."""
    tables = dict(base.tables) if base else {}
    for path in files_of(folder):
        file = f"{folder.name}/{path.name}"
        if path.suffix == ".yaml":
            if path.name not in ("pack.yaml", "clocks.yaml"):
                checks.fault(file, 0, "", "a pack has pack.yaml and clocks.yaml and no other YAML")
            continue
        spec = TABLES.get(path.stem)
        if spec is None:
            checks.fault(file, 0, "", f"no table is called {path.stem}; there are {', '.join(sorted(TABLES))}")
            continue
        try:
            header, rows = read_csv(path, name=file)
        except PackInvalid as problem:
            checks.faults += problem.faults
            continue
        wanted = ["change", *spec.columns] if base else list(spec.columns)
        if header != wanted:
            checks.fault(file, 1, "", f"the columns must be {','.join(wanted)}")
            continue
        earlier = base.tables.get(path.stem) if base else None
        merged = _merge(rows, earlier, spec, file, checks) if base else _by_key(rows, spec, file, checks)
        tables[path.stem] = Table(path.stem, spec.columns, spec.key, tuple(merged.values()))
        _check_rows(merged.values(), spec, file, checks, [row.line for row in rows])
    for name, table in tables.items():
        _check_pointers(folder.name, name, table, tables, checks)
    return tables


def _by_key(rows: list[Row], spec: TableSpec, file: str, checks: Checks) -> dict[tuple[str, ...], Row]:
    out: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row[column] for column in spec.key)
        if key in out:
            checks.fault(file, row.line, "/".join(key), f"this key is there twice (first on line {out[key].line})")
        out[key] = row
    return out


def _merge(
    rows: list[Row], earlier: Table | None, spec: TableSpec, file: str, checks: Checks
) -> dict[tuple[str, ...], Row]:
    merged = dict(earlier.by_key) if earlier else {}
    for row in rows:
        key = tuple(row[column] for column in spec.key)
        change, label = row.pop("change"), "/".join(key)
        if change == "added" and key not in merged:
            merged[key] = row
        elif change == "changed" and key in merged:
            old = merged[key]
            values = {c: "" if row[c] == "-" else row[c] or old[c] for c in spec.columns}
            merged[key] = Row(values, row.line)
        elif change == "removed" and key in merged:
            del merged[key]
        elif change not in ("added", "changed", "removed"):
            checks.fault(file, row.line, label, f"change: '{change}' is not one of added, changed, removed")
        else:
            said = "is already there: use changed" if change == "added" else f"is not there to be {change}"
            checks.fault(file, row.line, label, said)
    return merged


def _check_rows(rows: Iterable[Row], spec: TableSpec, file: str, checks: Checks, lines: list[int]) -> None:
    own = set(lines)
    for row in rows:
        if row.line not in own:
            continue
        for column in (*spec.key, *spec.filled):
            if not row[column]:
                checks.fault(file, row.line, "/".join(row[k] for k in spec.key) or column, f"{column} is empty")


def _check_pointers(pack: str, name: str, table: Table, tables: Mapping[str, Table], checks: Checks) -> None:
    for column, target in TABLES[name].points_to:
        known = {row[tables[target].key[0]] for row in tables[target].rows} if target in tables else set()
        for row in table.rows:
            for value in filter(None, (part.strip() for part in row[column].split(";"))):
                if value not in known:
                    checks.fault(
                        f"{pack}/{name}.csv",
                        row.line,
                        "/".join(table.key_of(row)),
                        f"{column}: no '{value}' in {target}",
                    )


def rows_of(tables: Mapping[str, Table], name: str) -> tuple[Row, ...]:
    """The rows of a table, empty if there is none."""
    return tables[name].rows if name in tables else ()


def is_carried(row: Row, base: Pack, table: str) -> bool:
    """Whether this very row comes unchanged from `base`."""
    found = base.tables.get(table)
    return found is not None and found.by_key.get(found.key_of(row)) is row
