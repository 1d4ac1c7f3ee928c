"""submit: a concern sent, from draft to receipt, journalled and durable, beside the same rows by bare SQL (stack.md 16).

Ours is the product's own action on a whole form as a teacher fills it in. The peer writes the rows that one such sending
leaves, the same values into tables with the same columns and indexes but without keys to other tables, row security and
triggers: one INSERT a row, one COMMIT. Both are durable. Nothing else is counted for the peer, which makes it fast.
"""

from collections.abc import Callable

from benchmarks.demonstration import demonstration, viewer
from benchmarks.figures import Figure, median_ratio, timed
from benchmarks.place import owner_session

ROUNDS = 5
EACH = 40
CHANGED = {"access_casefile": 1, "forms_formrecord": 1}  # rows that were there and are changed: the draft and its file


def main() -> Figure:
    """Measure and give the figure: concerns a second. Says how many statements one sending takes."""
    with demonstration(50), owner_session(autocommit=False) as owner:
        from django.db import connection  # noqa: PLC0415 - only once the place is known
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

        teacher = viewer("teacher")
        answers = _answers()
        drafts = [_draft(teacher, answers) for _ in range((ROUNDS + 1) * EACH + 2)]
        _send(teacher, drafts.pop())
        before = _counts(owner)
        with CaptureQueriesContext(connection) as captured:
            _send(teacher, drafts.pop())
        written = {table: number - before.get(table, 0) for table, number in _counts(owner).items()}
        written = {table: number for table, number in written.items() if number} | CHANGED
        print(f"one sending writes {sum(written.values())} rows: {written}")
        bare = _bare(owner, written)
        ours, peer = [], []
        for turn in range(ROUNDS + 1):
            sent = EACH / timed(lambda: [_send(teacher, drafts.pop()) for _ in range(EACH)]) * 1000
            wrote = EACH / timed(lambda: [bare() for _ in range(EACH)]) * 1000
            if turn:  # the first turn warms everything up
                ours.append(sent)
                peer.append(wrote)
        print(f"one sending takes {len(captured)} statements, transaction and viewer included")
        return Figure("submit: concerns sent", "a second", ours, "the same rows by bare SQL", peer, ">= 0.3",
                      median_ratio(ours, peer) >= 0.3)  # fmt: skip


def _answers() -> dict[str, object]:
    """The answers of a whole form, as they are kept once a browser has filled in each page."""
    from django.test import Client  # noqa: PLC0415 - only once the place is known

    from benchmarks.browsing import session_of  # noqa: PLC0415 - as above
    from sharedduty.foundations.access.api import seen_by  # noqa: PLC0415 - as above
    from sharedduty.foundations.forms.models import FormRecord  # noqa: PLC0415 - as above
    from sharedduty.modules.front_door.tests import raising  # noqa: PLC0415 - as above

    browser = Client(headers={"host": "localhost"})
    browser.cookies["session"] = session_of("teacher")
    draft = raising.begin(browser)
    raising.fill_all(browser, draft)
    teacher = viewer("teacher")
    with seen_by(teacher):
        return FormRecord.objects.filter(form="concern", submitted_at=None).latest("pk").answers


def _draft(teacher, answers: dict[str, object]):
    from sharedduty.foundations.access.api import seen_by  # noqa: PLC0415 - only once the place is known
    from sharedduty.foundations.directory.models import Area  # noqa: PLC0415 - as above
    from sharedduty.modules.front_door.actions.raising import begin_concern  # noqa: PLC0415 - as above

    with seen_by(teacher):
        record = begin_concern(by=teacher, area=Area.objects.get(pk=teacher.area_id))
        type(record).objects.filter(pk=record.pk).update(answers=answers)
        return type(record).objects.select_related("case_file").get(pk=record.pk)


def _send(teacher, record) -> None:
    from sharedduty.foundations.access.api import seen_by  # noqa: PLC0415 - only once the place is known
    from sharedduty.modules.front_door.actions.raising import send_concern  # noqa: PLC0415 - as above

    with seen_by(teacher):
        send_concern(by=teacher, record=record)


def _counts(owner) -> dict[str, int]:
    """Rows put into each table so far. The statistics count them whoever may see them."""
    from django.db import connection  # noqa: PLC0415 - only once the place is known

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    owner.rollback()
    found = owner.execute("SELECT relname, n_tup_ins FROM pg_stat_user_tables").fetchall()
    owner.rollback()
    counts: dict[str, int] = {}
    for name, number in found:
        whole = "journal_entry" if name.startswith("journal_entry") else name
        counts[whole] = counts.get(whole, 0) + number
    return counts


def _bare(owner, written: dict[str, int]) -> Callable[[], None]:
    """What writes the newest rows of each table again, into a copy of the table."""
    from psycopg.types.json import Jsonb  # noqa: PLC0415 - only once the place is known

    statements: list[tuple[str, list[object]]] = []
    for table, number in written.items():
        owner.execute(f"CREATE TABLE bench_{table} (LIKE {table} INCLUDING DEFAULTS INCLUDING INDEXES)")
        for name, text in owner.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            f" WHERE indrelid = 'bench_{table}'::regclass AND indisunique"
        ).fetchall():  # the same values again and again: the index stays, its uniqueness goes
            constraint = owner.execute(
                "SELECT conname FROM pg_constraint WHERE conindid = %s::regclass", [name]
            ).fetchone()
            owner.execute(
                f'ALTER TABLE bench_{table} DROP CONSTRAINT "{constraint[0]}"' if constraint else f"DROP INDEX {name}"
            )
            owner.execute(text.replace("UNIQUE ", ""))
        owner.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        order = "id" if table != "access_once" else "at"
        read = owner.execute(f"SELECT * FROM {table} ORDER BY {order} DESC LIMIT {number}")
        columns = [one.name for one in read.description]
        named = ", ".join(f'"{column}"' for column in columns)
        places = ", ".join(["%s"] * len(columns))
        for row in read.fetchall():
            values = [Jsonb(one) if isinstance(one, dict) or _of_mappings(one) else one for one in row]
            statements.append((f"INSERT INTO bench_{table} ({named}) VALUES ({places})", values))
    owner.commit()

    def write() -> None:
        for statement, values in statements:
            owner.execute(statement, values)
        owner.commit()

    return write


def _of_mappings(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
