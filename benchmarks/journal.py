"""journal: a write with its journal row and without; and how fast the sealed chain is read again (stack.md 16).

The peers write the same row with django-simple-history and django-pghistory's kind of trigger, in the same database.
"""

import time

from benchmarks.figures import Figure, timed
from benchmarks.place import own_partnership

ROUNDS = 5
WRITES = 1_000
SEALED = 200_000


def main() -> list[Figure]:
    """Measure and give the figures: milliseconds for one committed write, and rows verified in a second."""
    with own_partnership():
        import psycopg  # noqa: PLC0415 - only once the place is known
        from django.db import connections  # noqa: PLC0415 - as above

        owner = psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True)
        owner.execute(
            "CREATE TABLE bench_record (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text, n int)"
        )
        owner.execute(_HISTORY)
        app = psycopg.connect(**connections["default"].get_connection_params())
        return [*_writes(app), _verify(owner)]


# What django-pghistory does: a trigger copies each changed row into an event table.
_HISTORY = """
CREATE TABLE bench_traced (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text, n int);
CREATE TABLE bench_event (pgh_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, pgh_created_at timestamptz,
    pgh_label text, pgh_obj_id bigint, id bigint, words text, n int);
CREATE FUNCTION bench_trace() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO bench_event (pgh_created_at, pgh_label, pgh_obj_id, id, words, n)
    VALUES (now(), 'insert', NEW.id, NEW.id, NEW.words, NEW.n); RETURN NULL; END $$;
CREATE TRIGGER bench_trace AFTER INSERT ON bench_traced FOR EACH ROW EXECUTE FUNCTION bench_trace();
GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO PUBLIC;
"""


def _writes(app) -> list[Figure]:
    from sharedduty.foundations.journal.recording import digest_of  # noqa: PLC0415 - once the place is known

    words = "What was seen and heard. " * 15

    def plain() -> None:
        for n in range(WRITES):
            app.execute("INSERT INTO bench_record (words, n) VALUES (%s, %s)", [words, n])
            app.commit()

    def journalled() -> None:
        for n in range(WRITES):
            app.execute("INSERT INTO bench_record (words, n) VALUES (%s, %s)", [words, n])
            app.execute(
                "INSERT INTO journal_entry (actor, post, verb, object_type, object_ref, files, fields, reason, digest)"
                " VALUES ('account:1', 'Front door social worker', 'noted', 'contact', 'C-0000-0000', %s, %s, '', %s)",
                [[n], ["words", "n"], digest_of({"words": words, "n": n})],
            )
            app.commit()

    def traced() -> None:
        for n in range(WRITES):
            app.execute("INSERT INTO bench_traced (words, n) VALUES (%s, %s)", [words, n])
            app.commit()

    times: dict[str, list[float]] = {"plain": [], "journalled": [], "traced": []}
    for _ in range(ROUNDS):
        for name, run in (("plain", plain), ("journalled", journalled), ("traced", traced)):
            times[name].append(timed(run) / WRITES)
    share = sorted(a / b for a, b in zip(times["journalled"], times["plain"], strict=True))
    against = sorted(a / b for a, b in zip(times["journalled"], times["traced"], strict=True))
    return [
        Figure("journal: a write with its row", "ms", times["journalled"], "the same write without", times["plain"],
               "<= 1.15", share[len(share) // 2] <= 1.15),
        Figure("journal: a write with its row", "ms", times["journalled"], "a copying trigger", times["traced"],
               "< 1", against[len(against) // 2] < 1),
    ]  # fmt: skip


def _verify(owner) -> Figure:
    from sharedduty.foundations.journal.api import seal, verify  # noqa: PLC0415 - once the place is known

    owner.execute(
        "INSERT INTO journal_entry (actor, post, verb, object_type, object_ref, files, fields, reason)"
        " SELECT 'account:' || n % 300, 'Front door social worker', 'opened', 'contact', 'C-' || n, ARRAY[n], ARRAY['a', 'b'], ''"
        f" FROM generate_series(1, {SEALED}) n"
    )
    sealed = seal()
    speeds = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        verdict = verify()
        speeds.append(verdict.rows / (time.perf_counter() - began))
        if not verdict.sound:
            raise RuntimeError(verdict.fault)
    limit = [200_000.0] * ROUNDS
    print(f"sealed {sealed} rows")
    return Figure("journal: verify", "rows/s", speeds, "the limit", limit, ">= 1", min(speeds) >= 200_000)


if __name__ == "__main__":
    for one in main():
        print("\n".join(one.lines()))
