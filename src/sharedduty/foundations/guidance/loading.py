"""Makes a Pack of a folder, or says everything that is wrong with it.

A pack that has `based_on` is the earlier pack plus what it adds and changes, minus what it removes. In YAML that is the
sections `added`, `changed`, `removed` and `every_clock` (fields that hold for every clock carried over); in CSV a first
column `change`, where an empty cell of a changed row keeps the earlier value and `-` empties it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from sharedduty.foundations.guidance.checking import PACK_FIELDS, PACK_ID, PACK_NEEDS, SHA256, Checks
from sharedduty.foundations.guidance.clock_reading import read_clocks
from sharedduty.foundations.guidance.faults import Fault, PackInvalid
from sharedduty.foundations.guidance.kinds import FORCES, Clock, Outcome, Pack, Provision, Table, Term
from sharedduty.foundations.guidance.offer_rules import check_offers
from sharedduty.foundations.guidance.opening_rules import check_front_door
from sharedduty.foundations.guidance.reading import Located, Row, read_yaml
from sharedduty.foundations.guidance.table_reading import is_carried, read_tables, rows_of

COVERED = ("yes", "partly", "no")
RETENTION_TRIGGERS = ("birth", "closure", "opening")
RETENTION_UNITS = ("year", "month")
FindPack = Callable[[str], Pack]


def load_pack(folder: Path, *, find: FindPack) -> Pack:
    """The pack in `folder`, checked. `find` gives the pack it is based on. Raises PackInvalid with all faults found."""
    checks = Checks()
    facts = _read_facts(folder, checks)
    based_on = str(facts.get("based_on") or "")
    base = None
    if based_on and not checks.faults:
        try:
            base = find(based_on)
        except LookupError:
            checks.fault(
                f"{folder.name}/pack.yaml", facts.lines["based_on"], "based_on", f"there is no pack '{based_on}'"
            )
    if checks.faults:
        raise PackInvalid(checks.faults)
    tables = read_tables(folder, base, checks)
    pack_id = folder.name
    provisions = {row["citation"]: _provision(row, pack_id) for row in rows_of(tables, "provisions")}
    if base:
        changed = {row["citation"] for row in rows_of(tables, "provisions") if not is_carried(row, base, "provisions")}
        provisions = {c: p if c in changed else base.provisions.get(c, p) for c, p in provisions.items()}
    clocks = read_clocks(folder, base, facts, checks)
    _check_together(folder, clocks, provisions, tables, checks)
    check_front_door(folder.name, facts, clocks, tables, checks)
    check_offers(folder.name, tables, checks)
    _check_retention(folder.name, tables, checks)
    for row in rows_of(tables, "document_coverage"):
        if row["covered"] not in COVERED:
            said = f"covered: '{row['covered']}' is not one of {', '.join(COVERED)}"
            checks.fault(f"{folder.name}/document_coverage.csv", row.line, row["key"], said)
    if checks.faults:
        raise PackInvalid(checks.faults)
    return _pack(folder, facts, clocks, provisions, tables)


def _read_facts(folder: Path, checks: Checks) -> Located:
    file = f"{folder.name}/pack.yaml"
    if not (folder / "pack.yaml").is_file():
        raise PackInvalid([Fault(file, 0, "", "there is no such file, so this folder is no pack")])
    facts = read_yaml(folder / "pack.yaml", name=file)
    checks.fields(file, "", facts, PACK_FIELDS)
    checks.needed(file, "", facts, PACK_NEEDS)
    line = facts.lines.get("id", 1)
    if facts.get("id") != folder.name:
        checks.fault(file, line, "id", f"'{facts.get('id')}' is not the name of its folder, {folder.name}")
    elif not PACK_ID.match(folder.name):
        checks.fault(file, line, "id", "an id is small letters, digits and hyphens")
    if facts.get("layer") == "local" and not facts.get("area"):
        checks.fault(file, facts.lines.get("layer", 1), "area", "a local pack says which area it is of")
    if facts.get("status") == "verified" and not (facts.get("verified_by") and facts.get("verified_on")):
        checks.fault(file, facts.lines["status"], "status", "a verified pack says who verified it and when")
    if facts.get("status") != "prospective" and not facts.get("in_force_from"):
        checks.fault(file, 1, "in_force_from", "only a prospective pack has no day from which it is in force")
    _check_source(file, facts, checks)
    begun, ended = facts.get("in_force_from"), facts.get("in_force_to")
    if begun and ended and str(ended) < str(begun):
        checks.fault(file, facts.lines["in_force_to"], "in_force_to", "it ends before it begins")
    return facts


def _check_source(file: str, facts: Located, checks: Checks) -> None:
    """An edition is known by the file it was read from: its hash and the day it was fetched (guidance-now D1).

    Guidance is re-issued under the same name, so the name alone tells nothing; who holds no file says so.
    """
    given, not_held = str(facts.get("source_sha256") or ""), facts.get("source_not_held")
    line = facts.lines.get("source_sha256") or facts.lines.get("source_not_held") or 1
    if bool(given) == bool(not_held):
        said = "give either source_sha256, the hash of the file it was read from, or source_not_held, why there is none"
        checks.fault(file, line, "source_sha256", said)
    elif given and not SHA256.match(given):
        checks.fault(file, line, "source_sha256", "a hash is 64 small letters and digits, as sha256sum prints it")
    if not facts.get("retrieved_on"):
        checks.fault(file, 1, "retrieved_on", "say on which day the source was fetched or last looked for")


def _check_together(
    folder: Path,
    clocks: Mapping[str, Clock],
    provisions: Mapping[str, Provision],
    tables: Mapping[str, Table],
    checks: Checks,
) -> None:
    seen: dict[str, str] = {}
    for key, clock in clocks.items():
        for name in (key, *clock.aliases):
            other = seen.setdefault(name.casefold(), key)
            if other != key:
                checks.fault(clock.file, clock.line, key, f"'{name}' already names the clock {other}")
        for part in clock.citation.split("; "):
            if part not in provisions:
                checks.fault(
                    clock.file, clock.line, f"{key}.citation", f"no provision of {folder.name} is cited '{part}'"
                )
    for row in rows_of(tables, "provisions"):
        if row["force"] not in FORCES:
            checks.fault(
                f"{folder.name}/provisions.csv", row.line, row["citation"], f"force: '{row['force']}' is no force"
            )
    for name in ("outcomes", "parameters", "duty_bodies", "legal_bases", "document_contents", "retention"):
        for row in rows_of(tables, name):
            for part in filter(None, row["citation"].split("; ")):
                if part not in provisions:
                    label = row.get("code") or row.get("key") or row.get("class") or ""
                    checks.fault(f"{folder.name}/{name}.csv", row.line, label, f"no provision is cited '{part}'")


def _check_retention(folder: str, tables: Mapping[str, Table], checks: Checks) -> None:
    """A period is a whole number of months or years, counted from something the house knows of a file."""
    allowed = {"trigger": RETENTION_TRIGGERS, "unit": RETENTION_UNITS, "force": FORCES}
    for row in rows_of(tables, "retention"):
        wrong = [
            f"{column}: '{row[column]}' is none of {', '.join(values)}"
            for column, values in allowed.items()
            if row[column] not in values
        ]
        if not row["quantity"].isdecimal() or int(row["quantity"]) == 0:
            wrong.append(f"quantity: '{row['quantity']}' is no whole number")
        for said in wrong:
            checks.fault(f"{folder}/retention.csv", row.line, row["class"], said)


def _provision(row: Row, pack: str) -> Provision:
    return Provision(
        citation=row["citation"],
        pack=pack,
        document=row["document"],
        paragraph=row["paragraph"],
        force=row["force"],
        paraphrase=row["paraphrase"],
        source=row["source"],
        file=f"{pack}/provisions.csv",
        line=row.line,
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _pack(
    folder: Path,
    facts: Located,
    clocks: Mapping[str, Clock],
    provisions: Mapping[str, Provision],
    tables: Mapping[str, Table],
) -> Pack:
    given = {name: facts[name] for name in PACK_FIELDS if facts.get(name) is not None}
    given["supersedes"] = tuple(given.get("supersedes", ()))
    terms = {
        row["key"]: Term(row["key"], folder.name, row["term"], row["short"], _split(row["synonyms"]), row["note"])
        for row in rows_of(tables, "terms")
    }
    outcomes: dict[str, tuple[Outcome, ...]] = {}
    for row in rows_of(tables, "outcomes"):
        outcome = Outcome(row["list"], row["code"], row["label"], row["citation"], row["note"], folder.name)
        outcomes[row["list"]] = (*outcomes.get(row["list"], ()), outcome)
    return Pack(
        folder=folder, clocks=clocks, provisions=provisions, terms=terms, outcomes=outcomes, tables=tables, **given
    )
