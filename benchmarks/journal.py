"""journal: a write with its journal row and without; and how fast the sealed chain is read again (stack.md 16).

A write is what an action does: one transaction with the viewer set, one record in a case file under row-level security,
committed. The peers write the same record with django-simple-history and django-pghistory, in the same database.
"""

import time

from benchmarks.demonstration import demonstration, viewer
from benchmarks.figures import Figure, median_ratio, timed
from benchmarks.place import owner_session

ROUNDS = 7
WRITES = 150
SEALED = 200_000
WORDS = "What was seen and heard. " * 15


def main() -> list[Figure]:
    """Measure and give the figures: milliseconds for one committed write, and rows verified in a second."""
    with demonstration(50, "benchmarks.records.settings"):
        _make_tables()
        figures = _writes()
        with owner_session() as owner:
            return [*figures, _verify(owner)]


def _make_tables() -> None:
    import pgtrigger  # noqa: PLC0415 - only once the place is known
    from django.apps import apps  # noqa: PLC0415 - as above
    from django.db import connections  # noqa: PLC0415 - as above

    from sharedduty.foundations.access.rowsecurity import policies  # noqa: PLC0415 - as above
    from sharedduty.foundations.journal.api import in_roles  # noqa: PLC0415 - as above

    made = list(apps.get_app_config("records").get_models())
    with connections["owner"].schema_editor() as editor:
        for model in made:
            editor.create_model(model)
        for name in ("plain", "journalled", "historic", "traced"):
            table = f"records_{name}"
            editor.execute(in_roles(policies(table)), params=None)
            editor.execute(
                f"CREATE TRIGGER takes_scope BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION access_take_scope()"
            )
        for model in made:
            editor.execute(in_roles(f"GRANT SELECT, INSERT ON {model._meta.db_table} TO {{app}}"), params=None)
        editor.execute(in_roles("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}"), params=None)
    pgtrigger.install(database="owner")


def _writes() -> list[Figure]:
    from django.db import transaction  # noqa: PLC0415 - only once the place is known
    from django.utils import timezone  # noqa: PLC0415 - as above

    from benchmarks.records import models  # noqa: PLC0415 - as above
    from sharedduty.foundations.access.api import open_file, seen_by  # noqa: PLC0415 - as above
    from sharedduty.foundations.journal.api import record_change  # noqa: PLC0415 - as above

    worker = viewer("front_door_worker")
    with seen_by(worker):
        file = open_file(by=worker, kind="contact", area_id=worker.area_id, team_id=worker.team_id, letter="W")
    at = timezone.now()

    def write(model, number: int) -> None:
        with seen_by(worker), transaction.atomic():
            values = {"reference": file.reference, "words": WORDS, "stage": "received", "at": at, "number": number}
            model.objects.create(case_file=file, **values)
            if model is models.Journalled:
                record_change(by=worker, verb="noted", object_type="contact", object_ref=file.reference, file=file.pk,
                              fields=list(values), values=values)  # fmt: skip

    arms = {"plain": models.Plain, "journalled": models.Journalled, "simple-history": models.Historic,
            "pghistory": models.Traced}  # fmt: skip
    times: dict[str, list[float]] = {name: [] for name in arms}
    for turn in range(ROUNDS + 1):
        for name, model in arms.items():
            took = timed(lambda model=model: [write(model, number) for number in range(WRITES)]) / WRITES
            if turn:  # the first turn warms everything up
                times[name].append(took)
    wanted = (ROUNDS + 1) * WRITES
    kept = [models.Historic.history.count(), models.Traced.pgh_event_model.objects.count()]
    if kept != [wanted, wanted]:
        raise RuntimeError(f"the peers kept {kept} rows of history instead of {wanted}")
    return [
        Figure("journal: a write with its row", "ms", times["journalled"], other, times[name], f"<= {most}",
               median_ratio(times["journalled"], times[name]) <= most)
        for name, other, most in (("plain", "the same write without", 1.15),
                                  ("simple-history", "with django-simple-history", 1),
                                  ("pghistory", "with django-pghistory", 1))
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
