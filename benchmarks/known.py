"""known: “is this child known?” among a million people, beside a trigram index alone and splink (stack.md 16).

Three kinds of question, each about children drawn by lot and written down as referrers do (`population.questions`):
with a birth date; with a name and a postcode district; with a name only, where whoever agrees as well as the tenth counts
as found. Timed is the whole asking, recorded and journalled, without its commit; the peers only read.
"""

import random
from functools import partial

from benchmarks import population
from benchmarks.figures import Figure, percentile, timed
from benchmarks.place import own_partnership

PEOPLE = 1_000_000
EACH = 600
PEER_EACH = 60
SPLINK_EACH = 12
ROUNDS = 3
KINDS = {"birth": ("with a birth date", 0.995, 5), "district": ("with a name and a postcode district", 0.95, 15),
         "name": ("with a name only, within the equal best", 0.97, 30)}  # fmt: skip


def main() -> list[Figure]:
    """Measure and give the figures: recall and time of each kind of question."""
    with own_partnership():
        import psycopg  # noqa: PLC0415 - only once the place is known
        from django.db import connections  # noqa: PLC0415 - as above

        with psycopg.connect(**connections["owner"].get_connection_params(), autocommit=True) as owner:
            known = population.fill(owner, PEOPLE, seed=7)
            return measure(owner, known)


def measure(owner, known: list[population.Somebody]) -> list[Figure]:
    """Every kind against both peers, in turns: a round of ours, then of each peer."""
    chance = random.Random(11)  # noqa: S311 - which people are asked about, no secret
    trigram, splink = Trigram(owner), Splink(known)
    figures = []
    for kind, (words, recall_wanted, most) in KINDS.items():
        asked = population.questions(chance, known, EACH, kind)
        times, theirs, others = [], [], []
        found, found_slipped, slipped, trigram_found, splink_found = 0, 0, 0, 0, 0
        _ask(owner, asked[:40])  # warm
        trigram.ask(asked[0])
        splink.ask(asked[0])
        for at in range(ROUNDS):
            here = asked[at * EACH // ROUNDS : (at + 1) * EACH // ROUNDS]
            spent, hits = _ask(owner, here)
            times.append(percentile(spent, 0.95))
            found += sum(hits)
            found_slipped += sum(hit for hit, one in zip(hits, here, strict=True) if one.slips)
            slipped += sum(bool(one.slips) for one in here)
            for peer, many, spent_by in ((trigram, PEER_EACH, theirs), (splink, SPLINK_EACH, others)):
                answers: list[bool] = []
                spent_by.append(percentile([timed(partial(_put, peer, one, answers)) for one in here[:many]], 0.95))
                if peer is trigram:
                    trigram_found += sum(answers)
                else:
                    splink_found += sum(answers)
        recall = found / len(asked)
        print(
            f"known, {words}: recall@10 {recall:.4f} of {len(asked)} (of the {slipped} written with a slip"
            f" {found_slipped / max(1, slipped):.4f}); trigram index {trigram_found / (ROUNDS * PEER_EACH):.3f};"
            f" splink {splink_found / (ROUNDS * SPLINK_EACH):.3f}"
        )
        met = recall >= recall_wanted and sorted(times)[ROUNDS // 2] <= most
        target = f"recall {recall_wanted}, {most} ms"
        figures.append(Figure(f"known {words}", "ms p95", times, "trigram index alone", theirs, target, met))
        figures.append(Figure(f"known {words}", "ms p95", times, "splink, one record", others, target, met))
    return figures


def _put(peer, one: population.Asked, answers: list[bool]) -> None:
    answers.append(peer.ask(one))


def _ask(owner, asked: list[population.Asked]) -> tuple[list[float], list[bool]]:
    """Milliseconds of each question through the product, and whether it named the right person among its first ten."""
    from django.db import transaction  # noqa: PLC0415 - only once the place is known

    from sharedduty.foundations.access.api import Account, CaseFile, seen_by, viewer_of  # noqa: PLC0415 - as above
    from sharedduty.foundations.people.api import Question, is_known  # noqa: PLC0415 - as above

    worker = viewer_of(Account.objects.get(email="worker@example.org"), second_factor=True)
    spent, hits = [], []
    for at, one in enumerate(asked):
        if at % 50 == 0:  # sixty an hour is the limit
            owner.execute("UPDATE people_check SET asked_at = asked_at - interval '2 hours'")
        question = Question(given_names=one.given, family_name=one.family, birth_on=one.birth_on,
                            postcode=f"{one.district} 1AA" if one.district else "")  # fmt: skip
        with seen_by(worker), transaction.atomic():
            file = CaseFile.objects.get(reference="C-BENCH")
            answers = []
            spent.append(
                timed(
                    lambda question=question, file=file, answers=answers: answers.append(
                        is_known(question, by=worker, file=file, record="C-BENCH", purpose="measured")
                    )
                )
            )
        hits.append(_hit(one, answers[0].candidates))
    return spent, hits


def _hit(one: population.Asked, candidates) -> bool:
    """Whether the right person is among the first ten, or agrees with a name-only question as well as the best do."""
    if any(candidate.person_id == one.about.number for candidate in candidates[:10]):
        return True
    if one.birth_on or one.district or len(candidates) < 10:
        return False
    from sharedduty.foundations.people import search, spelling  # noqa: PLC0415 - only once the place is known
    from sharedduty.foundations.people.scoring import Asked, Found, score  # noqa: PLC0415 - as above

    asked = Asked(tuple(spelling.surname_words(one.family)), tuple(spelling.given_words(one.given)))
    truth = max(
        score(asked, Found(0, 0, "", family, given, one.about.birth_on, "exact", "", "child", [], main, "")).points
        for family, given, main in search.name_rows(one.about.given, one.about.family, ())
    )
    return truth >= candidates[0].score


class Trigram:
    """The peer most would build: one trigram index on the whole name, the ten most similar, the birth date to break ties."""

    def __init__(self, owner) -> None:
        owner.execute("CREATE TABLE bench_trigram AS SELECT id, lower(given_names || ' ' || family_name) AS name, birth_on"
                      " FROM people_person")  # fmt: skip
        owner.execute("CREATE INDEX ON bench_trigram USING gin (name gin_trgm_ops)")
        owner.execute("VACUUM ANALYZE bench_trigram")
        self.owner = owner

    def ask(self, one: population.Asked) -> bool:
        """Whether the right person is among the ten."""
        name = f"{one.given} {one.family}".lower()
        rows = self.owner.execute(
            "SELECT id FROM bench_trigram WHERE name %% %s ORDER BY similarity(name, %s) DESC,"
            " abs(birth_on - %s::date) LIMIT 10",
            [name, name, one.birth_on],
        ).fetchall()
        return any(row[0] == one.about.number for row in rows)


class Splink:
    """Record linkage in bulk, asked for one record: its usual comparisons and blocking rules, its own default weights."""

    def __init__(self, known: list[population.Somebody]) -> None:
        import logging  # noqa: PLC0415 - quietens the peer

        import duckdb  # noqa: PLC0415 - a peer's own, not needed to run the product
        import splink.comparison_library as compare  # noqa: PLC0415 - as above
        from splink import Linker, SettingsCreator, block_on  # noqa: PLC0415 - as above
        from splink.backends.duckdb import DuckDBAPI  # noqa: PLC0415 - as above

        logging.getLogger("splink").setLevel(logging.ERROR)
        self.connection = duckdb.connect()
        self.connection.execute(
            "CREATE TABLE known (unique_id bigint, given varchar, family varchar, birth_on varchar, district varchar)"
        )
        self._load(known)
        self.api = DuckDBAPI(self.connection)
        self.all = self.api.register("known", dataset_display_name="known")
        settings = SettingsCreator(
            link_type="dedupe_only",
            comparisons=[
                compare.NameComparison("given"), compare.NameComparison("family"),
                compare.DateOfBirthComparison("birth_on", input_is_string=True), compare.ExactMatch("district"),
            ],
            blocking_rules_to_generate_predictions=[
                block_on("birth_on"), block_on("family", "substr(given, 1, 1)"),
                block_on("given", "substr(family, 1, 3)"),
            ],
        )  # fmt: skip
        self.linker = Linker(self.all, settings)
        for name in ("given", "family"):
            self.linker.table_management.compute_tf_table(name)
        self.asked = 0

    def _load(self, known: list[population.Somebody]) -> None:
        import csv  # noqa: PLC0415 - used for this load only
        import tempfile  # noqa: PLC0415 - as above

        with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as kept:
            csv.writer(kept).writerows((one.number, one.given, one.family, one.birth_on, one.district) for one in known)
            kept.flush()
            self.connection.execute(f"COPY known FROM '{kept.name}' (HEADER false)")

    def ask(self, one: population.Asked) -> bool:
        """Whether the right person is among the ten likeliest."""
        self.asked += 1
        table = f"asked_{self.asked}"
        self.connection.execute(f"CREATE TABLE {table} AS SELECT * FROM known LIMIT 0")
        self.connection.execute(
            f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)",
            [-self.asked, one.given, one.family, one.birth_on and str(one.birth_on), one.district or None],
        )
        record = self.api.register(table)
        pairs = self.linker.inference.predict_between(record, self.all, warning_mode="never")
        rows = self.connection.execute(
            f"SELECT unique_id_l, unique_id_r FROM {pairs.physical_name} ORDER BY match_weight DESC LIMIT 10"
        ).fetchall()
        self.connection.execute(f"DROP TABLE {table}")
        return any(one.about.number in row for row in rows)


if __name__ == "__main__":
    for figure in main():
        print("\n".join(figure.lines()))
