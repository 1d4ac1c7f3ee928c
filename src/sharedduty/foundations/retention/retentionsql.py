"""SQL of retention: what the nightly finder may ask, and what the privacy officer may see and do without sight of a file.

Used by migrations only. As in access's `rowsecurity.py`, every definer function belongs to `sight`, sets its search path
and holds no dynamic SQL. A sealed file is left out of everything the privacy officer asks.
"""

from collections.abc import Iterable

from sharedduty.foundations.access.rowsecurity import definer

# The next run of files that do not wait for review already: class, days, and when one was last said to be looked at again.
CANDIDATES = """
CREATE FUNCTION retention_candidates(after bigint, the_most integer)
RETURNS TABLE (file bigint, area bigint, reference text, kind text, retention_class text, opened_on date, again_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT f.id, f.area_id, f.reference, f.kind, f.retention_class, (f.opened_at AT TIME ZONE 'Europe/London')::date,
        (SELECT max(r.review_on) FROM retention_review r WHERE r.case_file_id = f.id)
    FROM access_casefile f
    WHERE f.id > after AND NOT EXISTS (
        SELECT 1 FROM retention_review w WHERE w.case_file_id = f.id AND w.decided_at IS NULL)
    ORDER BY f.id LIMIT the_most
$body$;
"""

# The files in the viewer's area whose keeping is the viewer's to look after: never a sealed one, never for the excluded.
KEEPING = """
CREATE FUNCTION retention_keeping() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT coalesce(array_agg(f.id), '{}') FROM access_held(true) h
    JOIN access_casefile f ON f.area_id = h.area_id AND NOT f.sealed
        AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
    WHERE h.role = 'privacy_officer'
      AND f.id IN (SELECT r.case_file_id FROM retention_review r UNION SELECT l.case_file_id FROM retention_hold l)
$body$;
"""

# Puts a file on hold by its reference; null where the viewer may not, where there is no such file, and for one held already.
HOLD = """
CREATE FUNCTION retention_set_hold(the_reference text, the_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    held record;
BEGIN
    SELECT f.id, f.scope, f.reference, f.kind, h.appointment_id INTO held FROM access_held(true) h
    JOIN access_casefile f ON f.area_id = h.area_id AND f.reference = the_reference AND NOT f.sealed
        AND f.id <> ALL (my_exclusions())
    WHERE h.role = 'privacy_officer' FOR UPDATE OF f;
    IF held.id IS NULL OR EXISTS (
        SELECT 1 FROM retention_hold l WHERE l.case_file_id = held.id AND l.lifted_at IS NULL) THEN
        RETURN NULL;
    END IF;
    INSERT INTO retention_hold (case_file_id, scope, reference, kind, set_by_id, set_at, reason)
    VALUES (held.id, held.scope, held.reference, held.kind, held.appointment_id, now(), the_reason);
    UPDATE access_casefile SET legal_hold = true WHERE id = held.id;
    RETURN held.id;
END $body$;
"""

LIFT = """
CREATE FUNCTION retention_lift_hold(the_hold bigint, the_reason text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    the_file bigint;
BEGIN
    UPDATE retention_hold l SET lifted_by_id = h.appointment_id, lifted_at = now(), lifted_because = the_reason
    FROM access_held(true) h
    WHERE l.id = the_hold AND l.lifted_at IS NULL AND h.role = 'privacy_officer'
      AND l.case_file_id = ANY (retention_keeping())
    RETURNING l.case_file_id INTO the_file;
    UPDATE access_casefile SET legal_hold = false WHERE id = the_file;
    RETURN the_file;
END $body$;
"""

RIGHTS = """
CREATE POLICY retention_review_sight ON retention_review FOR ALL TO {sight} USING (true) WITH CHECK (true);
CREATE POLICY retention_hold_sight ON retention_hold FOR ALL TO {sight} USING (true) WITH CHECK (true);
GRANT SELECT ON retention_review TO {sight};
GRANT SELECT, INSERT ON retention_hold TO {sight};
GRANT UPDATE (lifted_by_id, lifted_at, lifted_because) ON retention_hold TO {sight};
GRANT UPDATE (legal_hold) ON access_casefile TO {sight};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {sight};
GRANT SELECT, INSERT ON retention_review TO {reminder};
GRANT USAGE ON SEQUENCE retention_review_id_seq TO {reminder};
CREATE POLICY retention_review_found ON retention_review FOR ALL TO {reminder} USING (true) WITH CHECK (true);
GRANT SELECT (id, name) ON directory_area TO {reminder};
CREATE INDEX retention_review_waits ON retention_review (due_on, id) WHERE decided_at IS NULL;
"""

# Only those who look after keeping see these tables: who works on a file has no list of when it is reviewed.
SEEN = """
DROP POLICY {table}_seen ON {table};
DROP POLICY {table}_added ON {table};
DROP POLICY {table}_changed ON {table};
DROP POLICY {table}_removed ON {table};
CREATE POLICY {table}_kept ON {table} FOR SELECT TO {{app}}
    USING (case_file_id = ANY ((SELECT retention_keeping())::bigint[]));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {{app}};
"""
DECIDED = """
CREATE POLICY retention_review_decided ON retention_review FOR UPDATE TO {app}
    USING (case_file_id = ANY ((SELECT retention_keeping())::bigint[]));
GRANT UPDATE (decided_at, decided_by_id, reason, review_on) ON retention_review TO {app};
"""


def first_step() -> str:
    """All SQL of the first migration, once both tables are under row-level security."""
    made = definer("retention_candidates(bigint, integer)", CANDIDATES, app=False, others="{reminder}")
    made += definer("retention_keeping()", KEEPING, others="")
    made += definer("retention_set_hold(text, text)", HOLD, others="")
    made += definer("retention_lift_hold(bigint, text)", LIFT, others="")
    seen = "".join(SEEN.format(table=table) for table in ("retention_review", "retention_hold"))
    return RIGHTS + made + seen + DECIDED


def births(function: str, tables: Iterable[str], further: str = "") -> str:
    """SQL of a room's function that gives the children's birth dates by file, for the nightly finder alone.

    Takes: its name, tables with a `case_file_id` and a `birth_on`, and what else selects the two columns of the files
    numbered from `the_first` to `the_last`. Lets `sight` read those two columns of the tables.
    """
    within = "WHERE birth_on IS NOT NULL AND case_file_id BETWEEN the_first AND the_last"
    questions = [
        f"SELECT case_file_id, birth_on FROM {table} {within}"  # noqa: S608 - names that migrations give
        for table in tables
    ]
    body = (
        f"CREATE FUNCTION {function}(the_first bigint, the_last bigint) RETURNS TABLE (file bigint, born date)"
        " LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$"
        f" {' UNION ALL '.join([*questions, *([further] if further else [])])} $body$;"
    )
    read = "".join(
        f"GRANT SELECT (case_file_id, birth_on) ON {table} TO {{sight}};"
        f"CREATE POLICY {table}_born ON {table} FOR SELECT TO {{sight}} USING (true);"
        for table in tables
    )
    return read + definer(f"{function}(bigint, bigint)", body, app=False, others="{reminder}")
