"""memory: the web server with four workers, idle and under load, and while it exports 100,000 rows (stack.md 16).

Counted as proportional set size (PSS): a page of memory that n processes share counts 1/n in each, so that the sum over
the server and its workers is what they really hold together. The database and the job worker are not in it.
"""

import threading

from benchmarks.demonstration import demonstration
from benchmarks.figures import Figure
from benchmarks.serving import Browser, Served, load, served

ROUNDS = 5
WORKERS = 4
SECONDS = 4.0
PATHS = ("/front-door/", "/my-work/", "/front-door/to-be-told/", "/guidance/", "/front-door/figures/", "/thresholds/")
FEW, MANY = 10_000, 100_000


def main() -> list[Figure]:
    """Measure and give the figures: MB, and seconds to an export's first byte."""
    with demonstration(600):
        from benchmarks.browsing import session_of  # noqa: PLC0415 - only once the place is known

        session = session_of("front_door_manager")
        with served(WORKERS) as server:
            load(server.port, session, ["/help/"], 2.0, clients=8)  # every worker has answered something
            idle = [server.memory() for _ in range(ROUNDS)]
            busy = [_most(server, lambda: load(server.port, session, PATHS, SECONDS, clients=8)) for _ in range(ROUNDS)]
        with served(1, settings="benchmarks.exporting") as server:
            browser = Browser(server.port, session)
            lengths = {many: browser.first_byte(f"/export/{many}/")[1] for many in (1000, FEW, MANY)}  # warm
            few, more, first = [], [], []
            for _ in range(ROUNDS):
                few.append(_most(server, lambda: browser.first_byte(f"/export/{FEW}/")))
                more.append(_most(server, lambda: first.append(browser.first_byte(f"/export/{MANY}/")[0])))
    print(f"{FEW:,} rows are {lengths[FEW]:,} bytes, {MANY:,} rows {lengths[MANY]:,}")
    return [
        _limit("memory: four workers, idle", "MB", idle, 600),
        _limit("memory: four workers, under load", "MB", busy, 900),
        Figure(f"memory: one worker while it exports {MANY:,} rows", "MB", more, f"exporting {FEW:,}", few, "<= 1.1",
               max(more) <= 1.1 * max(few)),
        _limit("memory: an export's first byte", "s", first, 2),
    ]  # fmt: skip


def _limit(name: str, unit: str, values: list[float], most: float) -> Figure:
    return Figure(name, unit, values, "the limit", [most] * len(values), "<= 1", max(values) <= most)


def _most(server: Served, work) -> float:
    """The most the server held while `work` ran."""
    seen, done = [server.memory()], threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            seen.append(server.memory())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        work()
    finally:
        done.set()
        watching.join()
    return max(seen)
