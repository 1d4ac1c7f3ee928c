"""step: one declared process step saved (stage, history, clock, journal, commit) beside SpiffWorkflow's load, step, save.

Both save to the same PostgreSQL; the peer's instance is a ten-step process kept as JSON, as its makers keep it.
"""

import json

from benchmarks.demonstration import demonstration, viewer
from benchmarks.figures import Figure, percentile, timed

ROUNDS = 5
STEPS = 40


def main() -> list[Figure]:
    """Measure and give the figures: milliseconds for one step, and the statements it takes."""
    with demonstration(600):
        from django.db import connection  # noqa: PLC0415 - only once the place is known
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

        from sharedduty.foundations.access.api import seen_by  # noqa: PLC0415 - as above
        from sharedduty.modules.front_door.actions.holding import claim  # noqa: PLC0415 - as above
        from sharedduty.modules.front_door.models import Contact  # noqa: PLC0415 - as above

        worker = viewer("front_door_worker")
        with seen_by(worker):
            waiting = list(Contact.objects.filter(stage="received").select_related("case_file", "working_file"))
        peer = _peer()
        ours_ms, peer_ms, statements = [], [], []

        def ours() -> None:
            with seen_by(worker):
                claim(by=worker, contact=waiting.pop())

        with CaptureQueriesContext(connection) as captured:
            ours()
        statements = [float(len(captured))] * ROUNDS
        each = min(STEPS, len(waiting) // ROUNDS)
        for _ in range(ROUNDS):
            ours_ms.append(percentile([timed(ours) for _ in range(each)], 0.5))
            peer_ms.append(percentile([timed(peer) for _ in range(each)], 0.5))
        ten = [10.0] * ROUNDS
        return [
            Figure("step: saved with history, clock and journal", "ms", ours_ms, "SpiffWorkflow", peer_ms, "<= 1",
                   percentile(ours_ms, 0.5) <= percentile(peer_ms, 0.5)),
            Figure("step: statements, transaction and viewer included", "", statements, "the limit", ten, "<= 1",
                   statements[0] <= 10),
        ]  # fmt: skip


def _peer():
    import psycopg  # noqa: PLC0415 - only once the place is known
    from django.db import connections  # noqa: PLC0415 - as above
    from SpiffWorkflow.serializer.json import JSONSerializer  # noqa: PLC0415 - a peer, only for benchmarks
    from SpiffWorkflow.specs.Simple import Simple  # noqa: PLC0415 - as above
    from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec  # noqa: PLC0415 - as above
    from SpiffWorkflow.util.task import TaskState  # noqa: PLC0415 - as above
    from SpiffWorkflow.workflow import Workflow  # noqa: PLC0415 - as above

    specification = WorkflowSpec(name="front_door", addstart=True)
    last = specification.start
    for number in range(10):
        following = Simple(specification, f"step{number}", manual=True)
        last.connect(following)
        last = following
    writer = JSONSerializer()
    saved = Workflow(specification).serialize(writer)
    owner = psycopg.connect(**connections["owner"].get_connection_params())
    owner.execute("CREATE TABLE bench_workflow (id int PRIMARY KEY, state text)")
    owner.execute("INSERT INTO bench_workflow VALUES (1, %s)", [saved])
    owner.commit()

    def one_step() -> None:
        state = owner.execute("SELECT state FROM bench_workflow WHERE id = 1").fetchone()[0]
        running = Workflow.deserialize(writer, json.loads(json.dumps(state)))
        running.get_next_task(state=TaskState.READY).run()
        running.serialize(writer)
        owner.execute("UPDATE bench_workflow SET state = %s WHERE id = 1", [saved])
        owner.commit()

    return one_step


if __name__ == "__main__":
    for one in main():
        print("\n".join(one.lines()))
