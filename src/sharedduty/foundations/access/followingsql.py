"""SQL of exclusions that follow the work: shut out of a file, shut out of whatever was or will be opened out of it.

A conflict declared late would otherwise leave the requests, meetings and hand-overs of a file open. Used by migrations only.
As in `rowsecurity.py`, every definer function belongs to `sight`, sets its search path and holds no dynamic SQL.
"""

from sharedduty.foundations.access.rowsecurity import definer

# As in `sharingsql.OPEN_OUT_OF`; the file keeps which files it came out of, and each exclusion it took over which it follows.
OPEN_OUT_OF = """
CREATE OR REPLACE FUNCTION access_open_out_of(the_reference text, the_area bigint, the_team bigint, the_kind text,
    the_sensitivity text, the_retention text, is_sealed boolean, the_sources bigint[], the_sharer bigint, the_level text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    seen bigint[] := ARRAY(
        SELECT s.id FROM access_casefile s WHERE s.id = ANY (the_sources)
          AND (s.scope = ANY ((SELECT my_scopes())::integer[]) OR s.id = ANY ((SELECT my_known())::bigint[]))
        ORDER BY s.id FOR KEY SHARE);
    new_id bigint := access_open_file(the_reference, the_area, the_team, the_kind, the_sensitivity, the_retention, is_sealed,
        the_sharer, the_level);
BEGIN
    IF cardinality(seen) > 0 THEN
        UPDATE access_casefile SET came_out_of = seen WHERE id = new_id;
        INSERT INTO access_exclusion (case_file_id, scope, account_id, post_id, reason, made_at, follows_id)
        SELECT new_id, f.scope, e.account_id, e.post_id, e.reason, now(), e.id
        FROM access_exclusion e JOIN access_casefile f ON f.id = new_id
        WHERE e.case_file_id = ANY (seen) AND e.lifted_at IS NULL;
    END IF;
    RETURN new_id;
END $body$;
"""

FOLLOW = """
CREATE FUNCTION access_exclusion_follows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        UPDATE access_exclusion SET lifted_at = NEW.lifted_at, lifted_because = NEW.lifted_because
        WHERE follows_id = NEW.id AND lifted_at IS NULL;
    ELSE
        INSERT INTO access_exclusion (case_file_id, scope, account_id, post_id, reason, made_at, follows_id)
        SELECT f.id, f.scope, NEW.account_id, NEW.post_id, NEW.reason, NEW.made_at, NEW.id
        FROM access_casefile f WHERE f.came_out_of @> ARRAY[NEW.case_file_id];
    END IF;
    RETURN NULL;
END $body$;
"""

# An exclusion waits for its file before the row is written: whoever opens a file out of it at that moment is seen, or waits.
TRIGGERS = """
CREATE TRIGGER access_exclusion_first_waits BEFORE INSERT ON access_exclusion FOR EACH ROW
    EXECUTE FUNCTION access_wait_for_file();
CREATE TRIGGER access_exclusion_followed AFTER INSERT ON access_exclusion FOR EACH ROW
    EXECUTE FUNCTION access_exclusion_follows();
CREATE TRIGGER access_exclusion_lifted AFTER UPDATE OF lifted_at ON access_exclusion FOR EACH ROW
    WHEN (OLD.lifted_at IS NULL AND NEW.lifted_at IS NOT NULL) EXECUTE FUNCTION access_exclusion_follows();
CREATE INDEX access_casefile_came_out_of ON access_casefile USING gin (came_out_of) WHERE came_out_of <> '{}';
"""

# A file that is open already goes on with the work of another: whoever is shut out of that one is shut out of it from now on.
# Only for whoever works with the file, and sees the other.
COME_OUT_OF = """
CREATE FUNCTION access_come_out_of(the_file bigint, the_sources bigint[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    kept bigint;
    seen bigint[];
BEGIN
    SELECT f.id INTO kept FROM access_casefile f WHERE f.id = the_file
      AND (f.scope = ANY ((SELECT my_work_scopes())::integer[]) OR f.id = ANY ((SELECT my_work_grants())::bigint[]))
      AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
    FOR UPDATE;
    seen := ARRAY(
        SELECT s.id FROM access_casefile s WHERE s.id = ANY (the_sources)
          AND (s.scope = ANY ((SELECT my_scopes())::integer[]) OR s.id = ANY ((SELECT my_known())::bigint[]))
        ORDER BY s.id FOR KEY SHARE);
    IF kept IS NULL OR cardinality(seen) = 0 THEN
        RETURN 0;
    END IF;
    UPDATE access_casefile SET came_out_of = ARRAY(SELECT DISTINCT unnest(came_out_of || seen)) WHERE id = kept;
    INSERT INTO access_exclusion (case_file_id, scope, account_id, post_id, reason, made_at, follows_id)
    SELECT kept, f.scope, e.account_id, e.post_id, e.reason, now(), e.id
    FROM access_exclusion e JOIN access_casefile f ON f.id = kept
    WHERE e.case_file_id = ANY (seen) AND e.lifted_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM access_exclusion h WHERE h.case_file_id = kept AND h.follows_id = e.id);
    RETURN cardinality(seen);
END $body$;
"""


def come_out_of_more() -> str:
    """SQL of an open file that goes on with another's work too."""
    return definer("access_come_out_of(bigint, bigint[])", COME_OUT_OF, others="")


def follow() -> str:
    """SQL for everything above."""
    following = "access_exclusion_follows()"
    return (
        f"SET LOCAL ROLE {{sight}}; {OPEN_OUT_OF} RESET ROLE;"
        + "SET LOCAL ROLE {sight}; GRANT EXECUTE ON FUNCTION access_wait_for_file() TO {owner}; RESET ROLE;"
        + FOLLOW
        + TRIGGERS
        + f"REVOKE ALL ON FUNCTION {following} FROM PUBLIC; ALTER FUNCTION {following} OWNER TO {{sight}};"
        + "GRANT UPDATE (came_out_of) ON access_casefile TO {sight};"
        + "GRANT UPDATE (lifted_at, lifted_because) ON access_exclusion TO {sight};"
    )
