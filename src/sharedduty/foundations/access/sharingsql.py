"""SQL of sharing a file between teams: the teams that share it stand in the file's scope, not in a list that grows.

A team that is asked about every child would otherwise hold a grant for each of them, and each statement would read them all
anew (docs/performance.md, growth). Used by migrations only. As in `rowsecurity.py`, every definer function belongs to
`sight`, sets its search path and holds no dynamic SQL.
"""

from sharedduty.foundations.access.rowsecurity import READ_LEVELS, WORK_LEVELS, definer

# A scope is one team, kind, sensitivity and the teams that share such files. Two at most: the numbers of scopes stay few
# enough to be searched for every row; what a third team is granted stays a grant of its own.
MOST_SHARERS = 2

SCOPE_FOR = """
CREATE FUNCTION access_scope_for(the_area bigint, the_team bigint, the_kind text, the_sensitivity text,
    the_readers bigint[] DEFAULT '{}', the_workers bigint[] DEFAULT '{}') RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE found_id integer;
BEGIN
    SELECT s.id INTO found_id FROM access_scope s WHERE s.area_id = the_area AND s.team_id IS NOT DISTINCT FROM the_team
        AND s.kind = the_kind AND s.sensitivity = the_sensitivity AND s.read_by = the_readers AND s.worked_by = the_workers;
    IF found_id IS NULL THEN
        INSERT INTO access_scope (area_id, team_id, kind, sensitivity, read_by, worked_by)
        VALUES (the_area, the_team, the_kind, the_sensitivity, the_readers, the_workers)
        ON CONFLICT ON CONSTRAINT one_scope DO UPDATE SET kind = excluded.kind RETURNING id INTO found_id;
    END IF;
    RETURN found_id;
END $body$;
"""

# The scope of a file in other hands: whoever shares it goes on sharing it.
SCOPE_OF = """
CREATE FUNCTION access_scope_of(the_file bigint, the_team bigint, the_sensitivity text) RETURNS integer
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT access_scope_for(f.area_id, the_team, f.kind, the_sensitivity, s.read_by, s.worked_by)
    FROM access_casefile f JOIN access_scope s ON s.id = f.scope WHERE f.id = the_file
$body$;
"""

# The scope a new row takes is the one its file will have: whoever changes that at this moment is waited for.
TAKE_SCOPE = """
CREATE OR REPLACE FUNCTION access_take_scope() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    SELECT f.scope INTO STRICT NEW.scope FROM access_casefile f WHERE f.id = NEW.case_file_id FOR KEY SHARE;
    RETURN NEW;
END $body$;
"""

# A grant to a team waits for its file before all else: two at once would each hold it and wait for the other. Triggers fire
# in the order of their names: `first_waits` before `takes_scope`.
WAIT_FOR_FILE = """
CREATE FUNCTION access_wait_for_file() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    PERFORM 1 FROM access_casefile f WHERE f.id = NEW.case_file_id FOR UPDATE;
    RETURN NEW;
END $body$;
"""

# A scope that is new is made for the next file and not used for this one, whose grants stay a list: a statement that others
# began before would not know that it reaches it.
SETTLE = f"""
CREATE FUNCTION access_settle_sharers() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    file record;
    readers bigint[];
    workers bigint[];
    the_scope integer;
BEGIN
    SELECT f.* INTO STRICT file FROM access_casefile f WHERE f.id = NEW.case_file_id FOR UPDATE;
    SELECT coalesce(array_agg(t.team_id ORDER BY t.team_id), '{{}}'),
        coalesce(array_agg(t.team_id ORDER BY t.team_id) FILTER (WHERE t.works), '{{}}')
    INTO readers, workers FROM (
        SELECT g.team_id, bool_or(g.level IN ({WORK_LEVELS})) AS works FROM access_grant g
        WHERE g.case_file_id = file.id AND g.team_id IS NOT NULL AND g.until IS NULL AND g.level IN ({READ_LEVELS})
        GROUP BY g.team_id ORDER BY min(g.id) LIMIT {MOST_SHARERS}
    ) t;
    SELECT s.id INTO the_scope FROM access_scope s
    WHERE s.area_id = file.area_id AND s.team_id IS NOT DISTINCT FROM file.team_id AND s.kind = file.kind
        AND s.sensitivity = file.sensitivity AND s.read_by = readers AND s.worked_by = workers;
    IF the_scope IS NULL THEN
        PERFORM access_scope_for(file.area_id, file.team_id, file.kind, file.sensitivity, readers, workers);
        readers := '{{}}';
        the_scope := access_scope_for(file.area_id, file.team_id, file.kind, file.sensitivity);
    END IF;
    UPDATE access_grant SET in_scope = NOT in_scope
    WHERE case_file_id = file.id AND team_id IS NOT NULL
        AND in_scope <> (team_id = ANY (readers) AND until IS NULL AND level IN ({READ_LEVELS}));
    IF the_scope <> file.scope THEN
        UPDATE access_casefile SET scope = the_scope WHERE id = file.id;
    END IF;
    RETURN NULL;
END $body$;
"""

TRIGGERS = """
CREATE TRIGGER access_grant_first_waits BEFORE INSERT ON access_grant FOR EACH ROW
    WHEN (NEW.team_id IS NOT NULL AND NOT NEW.in_scope) EXECUTE FUNCTION access_wait_for_file();
CREATE TRIGGER access_grant_settles AFTER INSERT ON access_grant FOR EACH ROW
    WHEN (NEW.team_id IS NOT NULL AND NOT NEW.in_scope) EXECUTE FUNCTION access_settle_sharers();
CREATE TRIGGER access_grant_settles_again AFTER UPDATE OF until, level ON access_grant FOR EACH ROW
    WHEN (NEW.team_id IS NOT NULL) EXECUTE FUNCTION access_settle_sharers();
"""


def _scopes(name: str, standing: str, sharers: str) -> str:
    """What a viewer reaches by standing: their role's scopes of their team, organisation or area, and those shared with it."""
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH held AS MATERIALIZED (SELECT * FROM access_held(true))
    SELECT coalesce(array_agg(DISTINCT reached.id), '{{}}') FROM (
        SELECT s.id::integer FROM held h
        JOIN access_reach r ON r.role = h.role {standing}
        JOIN access_scope s ON s.kind = r.kind AND s.sensitivity = r.sensitivity AND s.team_id IS NOT NULL
            AND (r.breadth = 'area' AND s.area_id = h.area_id
              OR r.breadth = 'team' AND s.team_id = h.team_id
              OR r.breadth = 'organisation' AND s.team_id IN
                 (SELECT t.id FROM directory_team t WHERE t.organisation_id = h.organisation_id))
        UNION ALL
        SELECT s.id::integer FROM access_scope s WHERE s.{sharers} && ARRAY(SELECT h.team_id FROM held h)
    ) reached
$body$;
"""


def _grants(name: str, levels: str) -> str:
    """What a viewer is granted file by file; what stands in a file's scope is not read again here.

    What is held is named in arrays: joined, the planner expects a thousand holders and reads the grants of everybody.
    """
    standing = f"g.level IN ({levels}) AND (g.until IS NULL OR g.until > now())"
    holders = ("appointment_id", "account_id", "post_id", "organisation_id")
    granted = "".join(
        f"""
        SELECT g.case_file_id FROM access_grant g
        WHERE g.{holder} = ANY (ARRAY(SELECT h.{holder} FROM held h)) AND {standing}
        UNION ALL"""
        for holder in holders
    )
    return f"""
CREATE OR REPLACE FUNCTION {name}() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH held AS MATERIALIZED (SELECT * FROM access_held(true))
    SELECT coalesce(array_agg(DISTINCT g.case_file_id), '{{}}') FROM ({granted}
        SELECT g.case_file_id FROM access_grant g
        WHERE g.team_id = ANY (ARRAY(SELECT h.team_id FROM held h)) AND NOT g.in_scope AND {standing}
        UNION ALL
        SELECT g.case_file_id FROM access_grant g
        WHERE g.link_id = (SELECT substring(access_viewer() FROM '^link:([0-9]+)$')::bigint) AND {standing}
    ) g
$body$;
"""


# As in `rowsecurity.OPEN_FILE`, and shared from the first moment with one team, where one is named.
OPEN_FILE = f"""
CREATE FUNCTION access_open_file(the_reference text, the_area bigint, the_team bigint, the_kind text,
    the_sensitivity text, the_retention text, is_sealed boolean, the_sharer bigint DEFAULT NULL, the_level text DEFAULT '')
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    new_id bigint;
    the_scope integer := access_scope_for(the_area, the_team, the_kind, the_sensitivity);
    stands boolean := the_scope = ANY (my_work_scopes());
    viewer text := access_viewer();
BEGIN
    IF the_sharer IS NOT NULL THEN
        the_scope := access_scope_for(the_area, the_team, the_kind, the_sensitivity, ARRAY[the_sharer],
            CASE WHEN the_level IN ({WORK_LEVELS}) THEN ARRAY[the_sharer] ELSE '{{}}' END);
    END IF;
    INSERT INTO access_casefile (reference, area_id, team_id, kind, sensitivity, scope, sealed, opened_at, retention_class,
        legal_hold)
    VALUES (the_reference, the_area, the_team, the_kind, the_sensitivity, the_scope, is_sealed, now(), the_retention, false)
    RETURNING id INTO new_id;
    IF NOT stands THEN
        IF split_part(viewer, ':', 1) = 'link' THEN
            INSERT INTO access_grant (case_file_id, scope, link_id, level, why, given_at)
            VALUES (new_id, the_scope, split_part(viewer, ':', 2)::bigint, 'work', 'opened it', now());
        ELSIF split_part(viewer, ':', 3) <> '' THEN
            INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at)
            VALUES (new_id, the_scope, split_part(viewer, ':', 3)::bigint, 'work', 'opened it', now());
        END IF;
    END IF;
    RETURN new_id;
END $body$;
"""

# As in `emergencysql.OPEN_OUT_OF`, with the team that shares it.
OPEN_OUT_OF = """
CREATE FUNCTION access_open_out_of(the_reference text, the_area bigint, the_team bigint, the_kind text,
    the_sensitivity text, the_retention text, is_sealed boolean, the_sources bigint[], the_sharer bigint, the_level text)
RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    new_id bigint := access_open_file(the_reference, the_area, the_team, the_kind, the_sensitivity, the_retention, is_sealed,
        the_sharer, the_level);
BEGIN
    IF cardinality(the_sources) > 0 THEN
        INSERT INTO access_exclusion (case_file_id, scope, account_id, post_id, reason, made_at)
        SELECT DISTINCT ON (e.account_id, e.post_id) new_id, f.scope, e.account_id, e.post_id, e.reason, now()
        FROM access_exclusion e JOIN access_casefile f ON f.id = new_id JOIN access_casefile s ON s.id = e.case_file_id
        WHERE e.case_file_id = ANY (the_sources) AND e.lifted_at IS NULL
          AND (s.scope = ANY ((SELECT my_scopes())::integer[]) OR s.id = ANY ((SELECT my_known())::bigint[]))
        ORDER BY e.account_id, e.post_id, e.id;
    END IF;
    RETURN new_id;
END $body$;
"""

# Every file already granted to a team: touching the end of its grants settles it.
SETTLE_ALL = """
SET LOCAL ROLE {sight};
UPDATE access_grant SET until = until WHERE team_id IS NOT NULL AND until IS NULL;
RESET ROLE;
"""

_OPEN_FILE = "access_open_file(text, bigint, bigint, text, text, text, boolean, bigint, text)"
_OPEN_OUT_OF = "access_open_out_of(text, bigint, bigint, text, text, text, boolean, bigint[], bigint, text)"


def share() -> str:
    """SQL for everything above: the functions made anew, the triggers that keep grants and scopes in step."""
    anew = (
        _scopes("my_scopes", "", "read_by"),
        _scopes("my_work_scopes", "AND r.may_work", "worked_by"),
        _grants("my_grants", READ_LEVELS),
        _grants("my_work_grants", WORK_LEVELS),
        _grants("my_known", f"'known', {READ_LEVELS}"),
    )
    gone = (
        "DROP FUNCTION access_open_out_of(text, bigint, bigint, text, text, text, boolean, bigint[]);"
        "DROP FUNCTION access_open_file(text, bigint, bigint, text, text, text, boolean);"
        "DROP FUNCTION access_scope_for(bigint, bigint, text, text);"
    )
    triggers = ("access_wait_for_file()", "access_settle_sharers()")
    return (
        f"SET LOCAL ROLE {{sight}}; {gone} {TAKE_SCOPE} {''.join(anew)} RESET ROLE;"
        + definer("access_scope_for(bigint, bigint, text, text, bigint[], bigint[])", SCOPE_FOR)
        + definer("access_scope_of(bigint, bigint, text)", SCOPE_OF, others="")
        + definer(_OPEN_FILE, OPEN_FILE)
        + definer(_OPEN_OUT_OF, OPEN_OUT_OF)
        + WAIT_FOR_FILE
        + SETTLE
        + TRIGGERS
        + "".join(
            f"REVOKE ALL ON FUNCTION {one} FROM PUBLIC; ALTER FUNCTION {one} OWNER TO {{sight}};" for one in triggers
        )
        + "GRANT UPDATE (in_scope) ON access_grant TO {sight};"
    )
