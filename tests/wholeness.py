"""Whether a database holds whole records only: asked after kills, cuts and full disks, above all sight.

Each question names what would be a half record; sound is what gives no row. `$since` is the newest contact's row number
from before (`$new` the contacts after it), since what a demonstration loads in bulk has no journal of its own.
"""

from collections.abc import Sequence

from sharedduty.site import roles
from tests.partnership import Partnership
from tests.storms import Receipt, looking_in

# One contact received by any way is all that these ask for, in one transaction or not at all.
NEW = "(SELECT * FROM front_door_contact WHERE id > $since)"
HALVES = {
    "a contact without its sent form": """
        SELECT c.reference FROM $new c LEFT JOIN forms_formrecord f ON f.id = c.form_id
        WHERE f.submitted_at IS NULL OR f.case_file_id <> c.case_file_id""",
    "a contact whose form has no version of what was sent": """
        SELECT c.reference FROM $new c JOIN forms_formrecord f ON f.id = c.form_id
        WHERE (SELECT count(*) FROM forms_formversion v WHERE v.record_id = f.id AND v.kind = 'submitted'
            AND v.number = f.version AND v.answers = f.answers) <> 1""",
    "a contact without its file, or with another's": """
        SELECT c.reference FROM $new c LEFT JOIN access_casefile f ON f.id = c.case_file_id
        WHERE f.id IS NULL OR f.reference <> c.reference OR f.scope <> c.scope OR f.team_id IS DISTINCT FROM c.team_id""",
    "a contact without a child": """
        SELECT c.reference FROM $new c WHERE NOT EXISTS
            (SELECT 1 FROM front_door_contactchild k WHERE k.contact_id = c.id AND k.scope = c.scope)""",
    "a contact without exactly the clocks it starts": """
        SELECT c.reference FROM $new c WHERE (SELECT array_agg(k.key::text ORDER BY k.key) FROM process_clock k
            WHERE k.record = c.reference AND k.case_file_id = c.case_file_id) IS DISTINCT FROM
            CASE WHEN c.source = 'telephone' AND c.is_professional
            THEN '{referral.acknowledge,referral.decision,referral.written}'::text[]
            ELSE '{referral.acknowledge,referral.decision}'::text[] END""",
    "a contact without exactly one first move": """
        SELECT c.reference FROM $new c WHERE (SELECT count(*) FROM process_move m WHERE m.record = c.reference) <> 1""",
    # Counted by what each row is about, once for all: asked contact by contact, thousands of them take a quarter of an hour.
    "a contact that its journal does not tell once": """
        WITH about AS (
            SELECT e.verb, e.object_ref, count(*) AS times FROM journal_entry e
            WHERE e.verb IN ('received', 'opened file', 'sent form') GROUP BY e.verb, e.object_ref
        ), started AS (
            SELECT e.files, count(*) AS times FROM journal_entry e WHERE e.verb = 'clock started' GROUP BY e.files
        ), clocks AS (
            SELECT k.record, count(*) AS number FROM process_clock k GROUP BY k.record
        )
        SELECT c.reference FROM $new c JOIN forms_formrecord f ON f.id = c.form_id
        LEFT JOIN about r ON r.verb = 'received' AND r.object_ref = c.reference
        LEFT JOIN about o ON o.verb = 'opened file' AND o.object_ref = c.reference
        LEFT JOIN about s ON s.verb = 'sent form' AND s.object_ref = f.reference
        LEFT JOIN started t ON t.files = ARRAY[c.case_file_id] LEFT JOIN clocks k ON k.record = c.reference
        WHERE r.times IS DISTINCT FROM 1 OR o.times IS DISTINCT FROM 1 OR s.times IS DISTINCT FROM 1
            OR coalesce(t.times, 0) <> coalesce(k.number, 0)""",
    "a journal row of a contact that is not there": """
        SELECT e.object_ref FROM journal_entry e LEFT JOIN front_door_contact c ON c.reference = e.object_ref
        WHERE e.verb = 'received' AND e.object_type = 'contact' AND c.id IS NULL""",
    "a journal row of a form that is not there": """
        SELECT e.object_ref FROM journal_entry e LEFT JOIN forms_formrecord f ON f.reference = e.object_ref
        WHERE e.verb IN ('started form', 'saved draft', 'sent form') AND f.id IS NULL""",
    "a journal row of a file that is not there": """
        SELECT e.object_ref FROM journal_entry e LEFT JOIN access_casefile f ON f.reference = e.object_ref
        WHERE e.verb = 'opened file' AND f.id IS NULL""",
    "a sent concern without a contact": """
        SELECT f.reference FROM forms_formrecord f LEFT JOIN front_door_contact c ON c.form_id = f.id
        WHERE f.submitted_at IS NOT NULL AND f.form IN ('concern', 'public', 'telephone') AND c.id IS NULL
            AND f.id > (SELECT coalesce(max(form_id), 0) FROM front_door_contact WHERE id <= $since)
            AND NOT EXISTS (SELECT 1 FROM journal_entry e WHERE e.verb LIKE 'confirmed%' AND f.case_file_id = ANY(e.files))""",
    "a form whose saved versions have a gap": """
        SELECT f.reference FROM forms_formrecord f WHERE f.id > (SELECT coalesce(max(form_id), 0) FROM front_door_contact
            WHERE id <= $since) AND (SELECT count(*) FROM forms_formversion v WHERE v.record_id = f.id) <> f.version""",
    "a form token taken in without an answer": "SELECT token FROM access_once WHERE location = ''",
}


def newest_contact(partnership: Partnership) -> int:
    """The row number to ask from."""
    with looking_in(partnership) as looker:
        found = looker.execute("SELECT coalesce(max(id), 0) FROM front_door_contact").fetchone()
    assert found is not None
    return int(str(found[0]))


def half_records(partnership: Partnership, since: int) -> list[str]:
    """Every half record there is among what came after `since`, in words."""
    found = []
    with looking_in(partnership) as looker:
        for name, question in HALVES.items():
            rows = looker.execute(question.replace("$new", NEW).replace("$since", str(int(since)))).fetchall()  # type: ignore[arg-type]
            found += [f"{name}: {row[0]}" for row in rows[:5]]
    return found


def unaccounted(partnership: Partnership, receipts: Sequence[Receipt], since: int) -> list[str]:
    """Receipts that are not there, or not once; and contacts that nobody has a receipt for."""
    given = {receipt.submission.marker: receipt.reference for receipt in receipts}
    with looking_in(partnership) as looker:
        there = _by_marker(looker, since)
    faults = [f"{marker}: two receipts" for marker in given if len(given) != len(receipts)]
    for marker, reference in given.items():
        if there.get(marker) != [reference]:
            faults.append(f"{marker}: the receipt says {reference}, there is {there.get(marker, [])}")
    return faults + [f"{marker}: no receipt for {held}" for marker, held in there.items() if marker not in given]


def _by_marker(looker: roles.Session, since: int) -> dict[str, list[str]]:
    rows = looker.execute(
        "SELECT k.family_name, c.reference FROM front_door_contact c JOIN front_door_contactchild k ON k.contact_id = c.id"
        " WHERE c.id > %s ORDER BY c.id",
        [since],
    ).fetchall()
    found: dict[str, list[str]] = {}
    for marker, reference in rows:
        found.setdefault(str(marker), []).append(str(reference))
    return found


def is_sealed(partnership: Partnership) -> bool:
    """Whether the worker, by itself, has sealed everything that was written to the journal so far."""
    with looking_in(partnership) as looker:
        found = looker.execute(
            "SELECT count(*) FROM journal_entry e WHERE NOT EXISTS (SELECT 1 FROM journal_link l WHERE l.entry_id = e.id)"
        ).fetchone()
    return found == (0,)
