"""growth: the most used pages and lists on ten years of one authority against one year (stack.md 16).

Two partnerships, S and M, each in a process of its own: the synthetic partnership as `sharedduty synthesise` loads it, by
COPY, M with the row counts of quality.md 4.2 for the rooms that exist and at least five million journal rows. Their pages
are asked for in turns. For each page also: how many statements it takes on each, and whether any table was read from
end to end over 10,000 rows, by whatever statement or function (counted by the database itself).

M takes several minutes to load, so both are kept in `var/benchmarks` and used again for three days.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.figures import Figure, percentile
from benchmarks.place import own_partnership, owner_session

ROUNDS = 5
CALLS = 20
YEARS = {"S": 1, "M": 10}
KEPT = Path(__file__).resolve().parent.parent / "var" / "benchmarks"
KEPT_SECONDS = 3 * 24 * 3600
JOURNAL_ROWS = 5_000_000
SCAN_ROWS = 10_000


def main() -> list[Figure]:
    """Measure and give the figures: milliseconds, p95 of each page on M beside S."""
    tiers = {}
    try:
        for name in YEARS:  # one after the other: each may have much to load
            tiers[name] = _begin(name)
        told = {name: _ask(tier, "look") for name, tier in tiers.items()}
        times: dict[str, dict[str, list[float]]] = {name: {page: [] for page in told[name]} for name in tiers}
        for _ in range(ROUNDS):
            for name, tier in tiers.items():
                for page, took in _ask(tier, "time").items():
                    times[name][page].append(took)
    finally:
        for tier in tiers.values():
            tier.stdin.close()
            tier.wait()
    figures = []
    for page in times["S"]:
        small, big = told["S"][page], told["M"][page]
        worst = percentile(times["M"][page], 0.5) / percentile(times["S"][page], 0.5)
        scans = f", read end to end: {', '.join(big['scans'])}" if big["scans"] else ""
        name = f"growth: {page} ({big['statements']} statements on M, {small['statements']} on S{scans})"
        met = worst <= 1.2 and big["statements"] == small["statements"] and not big["scans"]
        figures.append(Figure(name, "ms p95 on M", times["M"][page], "on S", times["S"][page], "<= 1.2", met))
    return figures


def _begin(name: str) -> subprocess.Popen[str]:
    """A tier in a process of its own, loaded and warm."""
    words = [sys.executable, "-m", "benchmarks.growth", name]
    tier = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    while (line := tier.stdout.readline()) and line != "ready\n":
        print(line, end="", flush=True)
    if not line:
        raise RuntimeError(f"tier {name} could not be made ready; the reason is above")
    return tier


def _ask(tier: subprocess.Popen[str], what: str) -> dict:
    tier.stdin.write(what + "\n")
    tier.stdin.flush()
    if not (line := tier.stdout.readline()):
        raise RuntimeError("a tier ended; the reason is above")
    return json.loads(line)


def serve(name: str) -> None:
    """Be one tier: load it, say `ready`, then answer each line asked with a line of JSON."""
    var = KEPT / name
    if var.exists() and time.time() - var.stat().st_ctime > KEPT_SECONDS:
        shutil.rmtree(var)
    var.mkdir(parents=True, exist_ok=True)
    with own_partnership(var):
        _load(name)
        from benchmarks.pages import Pages  # noqa: PLC0415 - only once the place is known

        with owner_session() as owner:
            pages = Pages(owner)
            pages.time(5)
            print("ready", flush=True)
            for line in sys.stdin:
                print(json.dumps(pages.look(SCAN_ROWS) if line.strip() == "look" else pages.time(CALLS)), flush=True)


def _load(name: str) -> None:
    from sharedduty.site.commands import demonstrate, synthesise  # noqa: PLC0415 - only once the place is known

    demonstrate.run(argparse.Namespace())
    began = time.monotonic()
    parser = argparse.ArgumentParser()
    synthesise.add_arguments(parser)
    synthesise.run(parser.parse_args(["--years", str(YEARS[name])]))
    with owner_session() as owner:
        rows = owner.execute("SELECT count(*) FROM journal_entry").fetchone()[0]
        if name == "M" and rows < JOURNAL_ROWS:
            owner.execute(
                "INSERT INTO journal_entry (actor, post, verb, object_type, object_ref, files, fields, reason)"
                " SELECT 'account:' || n % 300, 'Front door social worker', 'opened', 'contact', 'C-' || n, ARRAY[n % 100000],"
                f" '{{}}', '' FROM generate_series(1, {JOURNAL_ROWS - rows}) n"
            )
        if time.monotonic() - began > 5:  # something was loaded just now
            owner.execute("VACUUM ANALYZE")
        contacts = owner.execute(
            "SELECT reltuples::bigint FROM pg_class WHERE relname = 'front_door_contact'"
        ).fetchone()[0]
    print(f"{name}: about {contacts:,} contacts, {max(rows, JOURNAL_ROWS if name == 'M' else 0):,} journal rows,"
          f" ready after {time.monotonic() - began:.0f} s", flush=True)  # fmt: skip


if __name__ == "__main__":
    serve(sys.argv[1])
