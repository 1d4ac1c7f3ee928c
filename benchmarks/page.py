"""page: the front door's queue, with sight and a journalled read, beside a bare Django page of the same HTML (stack.md 16).

Both under the product's server with the same workers and threads, on the same database, with the same session and user,
asked by the same few clients in turns. The peer makes the same bytes from one query and a plain template.
"""

from pathlib import Path

from benchmarks.demonstration import demonstration
from benchmarks.figures import Figure, median_ratio
from benchmarks.place import owner_session
from benchmarks.serving import Browser, load, served

ROUNDS = 5
SECONDS = 3.0
ROLE, PATH = "front_door_worker", "/front-door/"


def main() -> list[Figure]:
    """Measure and give the figure: pages a second."""
    with demonstration(600) as var:
        from benchmarks import bare_page  # noqa: PLC0415 - only once the place is known
        from benchmarks.browsing import session_of  # noqa: PLC0415 - as above

        session = session_of(ROLE)
        owner = owner_session()
        owner.execute("VACUUM ANALYZE")
        with served() as ours:
            html = Browser(ours.port, session).get(PATH)
            with_lines = _make_peer(bare_page, Path(var), html.decode())
            with served(settings="benchmarks.bare") as peer:
                told = Browser(peer.port, session).get("/")
                print(f"{len(html):,} bytes for {with_lines} contacts, the peer's {len(told):,}")
                for port, path in ((ours.port, PATH), (peer.port, "/")):
                    load(port, session, [path], 1.0)  # every worker has its templates and its database session
                speeds, peers = [], []
                for _ in range(ROUNDS):
                    speeds.append(load(ours.port, session, [PATH], SECONDS))
                    peers.append(load(peer.port, session, ["/"], SECONDS))
        share = median_ratio(speeds, peers)
        return [Figure("page: the queue, with sight and journal", "pages a second", speeds, "a bare Django page", peers,
                       ">= 0.6", share >= 0.6)]  # fmt: skip


def _make_peer(bare_page, var: Path, html: str) -> int:
    with owner_session(autocommit=False) as owner:
        return bare_page.make(owner, var / "bare", html)
