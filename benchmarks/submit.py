"""submit: a concern taken in, draft to receipt, journalled and durable, beside the same rows by bare SQL (stack.md 16)."""

import datetime

from benchmarks.demonstration import demonstration, viewer
from benchmarks.figures import Figure, timed

ROUNDS = 5
EACH = 60
COPIED = ("access_casefile", "forms_formrecord", "forms_formversion", "front_door_contact", "front_door_contactchild",
          "process_move", "process_clock", "access_grant", "journal_entry")  # fmt: skip


def main() -> list[Figure]:
    """Measure and give the figure: concerns a second through the product's own action, and the same rows written bare."""
    with demonstration(50):
        import psycopg  # noqa: PLC0415 - only once the place is known
        from django.db import connections  # noqa: PLC0415 - as above

        teacher = viewer("teacher")
        owner = psycopg.connect(**connections["owner"].get_connection_params())
        before = _counts(owner)
        _receive(teacher)
        rows = {table: _counts(owner)[table] - before[table] for table in COPIED}
        owner.execute(
            "CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text, about jsonb)"
        )
        owner.commit()
        many = sum(rows.values())

        def bare() -> None:
            for _ in range(many):
                owner.execute(
                    "INSERT INTO bench_row (words, about) VALUES (%s, '{}')", ["What was seen and heard. " * 10]
                )
            owner.commit()

        ours, peer = [], []
        for _ in range(ROUNDS):
            ours.append(EACH / sum(timed(lambda: _receive(teacher)) for _ in range(EACH)) * 1000)
            peer.append(EACH / sum(timed(bare) for _ in range(EACH)) * 1000)
        print(f"one concern is {many} rows: {rows}")
        met = sorted(a / b for a, b in zip(ours, peer, strict=True))[ROUNDS // 2] >= 0.3
        return [Figure("submit: concerns received", "a second", ours, "as many rows by bare SQL", peer, ">= 0.3", met)]


def _counts(owner) -> dict[str, int]:
    # The statistics count rows whoever may see them; row security would answer the owner with none.
    owner.execute("SELECT pg_stat_force_next_flush()")
    owner.commit()
    found = owner.execute(
        "SELECT relname, n_tup_ins FROM pg_stat_user_tables WHERE relname = ANY (%s) OR relname LIKE 'journal_entry%%'",
        [list(COPIED)],
    ).fetchall()
    owner.commit()
    counts = dict.fromkeys(COPIED, 0)
    for name, number in found:
        counts["journal_entry" if name.startswith("journal_entry") else name] += number
    return counts


def _receive(teacher) -> None:
    from sharedduty.foundations.access.api import seen_by  # noqa: PLC0415 - only once the place is known
    from sharedduty.modules.front_door.actions.receive import ReceivedChild, Sender, receive  # noqa: PLC0415 - as above

    with seen_by(teacher):
        receive(
            by=teacher, area_id=teacher.area_id, source="professional",
            children=[ReceivedChild(given_names="Robin", family_name="Benchmark", birth_on=datetime.date(2018, 5, 1))],
            sender=Sender(name=teacher.name, post=teacher.post_title, appointment_id=teacher.appointment_id,
                          organisation_id=teacher.organisation_id, identity_verified=True),
            form="telephone", answers={"what_happened": "What was seen and heard. " * 10},
        )  # fmt: skip


if __name__ == "__main__":
    for one in main():
        print("\n".join(one.lines()))
