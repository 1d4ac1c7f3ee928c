"""Row-level security: the functions that say what the viewer reaches, and the policies that every confidential table gets.

Used by migrations only. The functions belong to the role `sight`, which nobody can sign in as; they set their own search
path, hold no dynamic SQL and return ids. With no viewer set they raise: an error, never an empty answer that would read
as "not known" (design section 4).
"""

from sharedduty.foundations.journal.api import SqlInRoles

VIEWER = """
CREATE FUNCTION access_viewer() RETURNS text LANGUAGE plpgsql STABLE AS $body$
DECLARE viewer text := current_setting('app.viewer', true);
BEGIN
    IF viewer IS NULL OR viewer = '' THEN
        RAISE EXCEPTION 'no viewer is set' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN viewer;
END $body$;
"""

# Who looks is read once a query, in a subquery of its own: asked beside each row it cost more than all the rest.
# The appointments the viewer holds today: `acting` is the post acted as, the rest count for exclusions.
HELD = """
CREATE FUNCTION access_held(acting_only boolean)
RETURNS TABLE (account_id bigint, appointment_id bigint, role text, post_id bigint, team_id bigint,
               organisation_id bigint, area_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT a.account_id, a.id, a.role, p.id, t.id, o.id, o.area_id
    FROM access_appointment a
    JOIN access_account c ON c.id = a.account_id AND c.is_active
    JOIN directory_post p ON p.id = a.post_id
    JOIN directory_team t ON t.id = p.team_id
    JOIN directory_organisation o ON o.id = t.organisation_id
    WHERE a.account_id = (SELECT substring(access_viewer() FROM '^account:([0-9]+)')::bigint)
      AND (NOT acting_only OR a.id = (SELECT substring(access_viewer() FROM '^account:[0-9]+:([0-9]+)$')::bigint))
      AND a.approved_at IS NOT NULL
      AND a.held_from <= (SELECT (now() AT TIME ZONE 'Europe/London')::date)
      AND (a.held_until IS NULL OR a.held_until >= (SELECT (now() AT TIME ZONE 'Europe/London')::date))
$body$;
"""


def _scopes(name: str, condition: str) -> str:
    return f"""
CREATE FUNCTION {name}() RETURNS integer[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT coalesce(array_agg(DISTINCT s.id::integer), '{{}}')
    FROM access_held(true) h
    JOIN access_reach r ON r.role = h.role {condition}
    JOIN access_scope s ON s.kind = r.kind AND s.sensitivity = r.sensitivity AND s.team_id IS NOT NULL
        AND (r.breadth = 'area' AND s.area_id = h.area_id
          OR r.breadth = 'team' AND s.team_id = h.team_id
          OR r.breadth = 'organisation' AND s.team_id IN
             (SELECT t.id FROM directory_team t WHERE t.organisation_id = h.organisation_id))
$body$;
"""


def _grants(name: str, levels: str) -> str:
    standing = f"g.level IN ({levels}) AND (g.until IS NULL OR g.until > now())"
    holders = ("appointment_id", "account_id", "post_id", "team_id", "organisation_id")
    granted = "".join(
        f"""
        SELECT g.case_file_id FROM held h JOIN access_grant g ON g.{holder} = h.{holder} WHERE {standing}
        UNION ALL"""
        for holder in holders
    )
    return f"""
CREATE FUNCTION {name}() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH held AS MATERIALIZED (SELECT * FROM access_held(true))
    SELECT coalesce(array_agg(DISTINCT g.case_file_id), '{{}}') FROM ({granted}
        SELECT g.case_file_id FROM access_grant g
        WHERE g.link_id = (SELECT substring(access_viewer() FROM '^link:([0-9]+)$')::bigint) AND {standing}
    ) g
$body$;
"""


EXCLUSIONS = """
CREATE FUNCTION my_exclusions() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT coalesce(array_agg(DISTINCT e.case_file_id), '{}') FROM (
        SELECT e.case_file_id FROM access_exclusion e
        WHERE e.account_id = (SELECT substring(access_viewer() FROM '^account:([0-9]+)')::bigint)
        UNION ALL
        SELECT e.case_file_id FROM access_held(false) h JOIN access_exclusion e ON e.post_id = h.post_id
    ) e
$body$;
"""

# Since access 0006: an exclusion that was lifted shuts nobody out any more; the row stays.
STANDING_EXCLUSIONS = """
CREATE OR REPLACE FUNCTION my_exclusions() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT coalesce(array_agg(DISTINCT e.case_file_id), '{}') FROM (
        SELECT e.case_file_id FROM access_exclusion e
        WHERE e.account_id = (SELECT substring(access_viewer() FROM '^account:([0-9]+)')::bigint) AND e.lifted_at IS NULL
        UNION ALL
        SELECT e.case_file_id FROM access_held(false) h JOIN access_exclusion e ON e.post_id = h.post_id
            AND e.lifted_at IS NULL
    ) e
$body$;
"""

# A new scope number where this team, kind and sensitivity have none yet.
SCOPE_FOR = """
CREATE FUNCTION access_scope_for(the_area bigint, the_team bigint, the_kind text, the_sensitivity text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE found_id integer;
BEGIN
    SELECT s.id INTO found_id FROM access_scope s WHERE s.area_id = the_area AND s.team_id IS NOT DISTINCT FROM the_team
        AND s.kind = the_kind AND s.sensitivity = the_sensitivity;
    IF found_id IS NULL THEN
        INSERT INTO access_scope (area_id, team_id, kind, sensitivity)
        VALUES (the_area, the_team, the_kind, the_sensitivity)
        ON CONFLICT ON CONSTRAINT one_scope DO UPDATE SET kind = excluded.kind RETURNING id INTO found_id;
    END IF;
    RETURN found_id;
END $body$;
"""

# Opens an envelope and, where the opener does not work there by standing, grants the opener that one file.
OPEN_FILE = """
CREATE FUNCTION access_open_file(the_reference text, the_area bigint, the_team bigint, the_kind text,
    the_sensitivity text, the_retention text, is_sealed boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    new_id bigint;
    the_scope integer := access_scope_for(the_area, the_team, the_kind, the_sensitivity);
    viewer text := access_viewer();
BEGIN
    INSERT INTO access_casefile (reference, area_id, team_id, kind, sensitivity, scope, sealed, opened_at, retention_class,
        legal_hold)
    VALUES (the_reference, the_area, the_team, the_kind, the_sensitivity, the_scope, is_sealed, now(), the_retention, false)
    RETURNING id INTO new_id;
    IF NOT the_scope = ANY (my_work_scopes()) THEN
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

TAKE_SCOPE = """
CREATE FUNCTION access_take_scope() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    SELECT f.scope INTO STRICT NEW.scope FROM access_casefile f WHERE f.id = NEW.case_file_id;
    RETURN NEW;
END $body$;
"""

READ_LEVELS = "'contribute', 'read', 'work'"
WORK_LEVELS = "'contribute', 'work'"

FUNCTIONS = [
    ("access_viewer()", VIEWER),
    ("access_held(boolean)", HELD),
    ("my_scopes()", _scopes("my_scopes", "")),
    ("my_work_scopes()", _scopes("my_work_scopes", "AND r.may_work")),
    ("my_grants()", _grants("my_grants", READ_LEVELS)),
    ("my_work_grants()", _grants("my_work_grants", WORK_LEVELS)),
    ("my_known()", _grants("my_known", f"'known', {READ_LEVELS}")),
    ("my_exclusions()", EXCLUSIONS),
    ("access_scope_for(bigint, bigint, text, text)", SCOPE_FOR),
    ("access_open_file(text, bigint, bigint, text, text, text, boolean)", OPEN_FILE),
    ("access_take_scope()", TAKE_SCOPE),
]

# What the definer role may read and write for its functions, through policies of its own.
SIGHT_READS = [
    "access_appointment",
    "access_account",
    "access_reach",
    "access_scope",
    "access_casefile",
    "access_grant",
    "access_exclusion",
    "access_breakglass",
    "directory_post",
    "directory_team",
    "directory_organisation",
]


def definer(signature: str, body: str, *, app: bool = True, others: str = "{importer}") -> str:
    """SQL that makes one security-definer function, hands it to `sight` and lets only the named roles call it."""
    callers = ", ".join(filter(None, ["{app}" if app else "", others]))
    return (  # rights first: once the function belongs to `sight`, the migrating role may no longer give or take them
        f"{body}"
        f"REVOKE ALL ON FUNCTION {signature} FROM PUBLIC;"
        f"GRANT EXECUTE ON FUNCTION {signature} TO {callers};"
        f"ALTER FUNCTION {signature} OWNER TO {{sight}};"
    )


def make_functions() -> str:
    """SQL for every function of sight and for what the `sight` role itself may touch."""
    grants = "".join(f"GRANT SELECT ON {table} TO {{sight}};" for table in SIGHT_READS)
    writes = "GRANT INSERT ON access_casefile, access_grant, access_scope TO {sight}; GRANT UPDATE ON access_scope TO {sight};"
    serials = "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {sight};"
    functions = "".join(definer(signature, body) for signature, body in FUNCTIONS)
    # Later migrations, run by the owner, hang this trigger on each table they protect.
    trigger = "SET ROLE {sight}; GRANT EXECUTE ON FUNCTION access_take_scope() TO {owner}; RESET ROLE;"
    return grants + writes + serials + functions + trigger


def policies(table: str, *, file_column: str = "case_file_id", known: bool = False) -> str:
    """The house's policies for one table: seen by scope or grant, written by work, never by the excluded."""
    excluded = f"{file_column} <> ALL ((SELECT my_exclusions())::bigint[])"

    def reach(scopes: str, grants: str) -> str:
        return (
            f"(scope = ANY ((SELECT {scopes}())::integer[])"
            f" OR {file_column} = ANY ((SELECT {grants}())::bigint[])) AND {excluded}"
        )

    seen = reach("my_scopes", "my_known" if known else "my_grants")
    worked = reach("my_work_scopes", "my_work_grants")
    return f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
CREATE POLICY {table}_seen ON {table} FOR SELECT TO {{app}} USING ({seen});
CREATE POLICY {table}_added ON {table} FOR INSERT TO {{app}} WITH CHECK ({worked});
CREATE POLICY {table}_changed ON {table} FOR UPDATE TO {{app}} USING ({worked}) WITH CHECK ({worked});
CREATE POLICY {table}_removed ON {table} FOR DELETE TO {{app}} USING ({worked});
CREATE POLICY {table}_imported ON {table} FOR ALL TO {{importer}} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON {table} TO {{importer}};
REVOKE TRUNCATE, REFERENCES, TRIGGER ON {table} FROM {{app}};
"""


def protect(table: str) -> SqlInRoles:
    """The migration operation that puts one confidential table under row-level security, in the migration that makes it.

    Adds the policies, the trigger that fills `scope` from the case file, and the key that keeps both in step.
    """
    text = (
        policies(table)
        + f"""
CREATE TRIGGER {table}_takes_scope BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION access_take_scope();
ALTER TABLE {table} ADD CONSTRAINT {table}_in_file FOREIGN KEY (case_file_id, scope)
    REFERENCES access_casefile (id, scope) ON UPDATE CASCADE;
CREATE INDEX {table}_by_scope ON {table} (scope);
"""
    )
    return SqlInRoles(text)


def run_sql(text: str) -> SqlInRoles:
    """A migration operation that runs SQL with `{app}`, `{sight}`, … replaced by role names; no way back."""
    return SqlInRoles(text)


# Emergency opening: only a file known to exist to this viewer, never a sealed one, never for the excluded.
BREAK_GLASS = """
CREATE FUNCTION access_break_glass(the_file bigint, the_reason text, review_due timestamptz) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    the_appointment bigint := nullif(split_part(access_viewer(), ':', 3), '')::bigint;
    the_scope integer;
    new_id bigint;
BEGIN
    SELECT f.scope INTO the_scope FROM access_casefile f
    WHERE f.id = the_file AND NOT f.sealed AND f.id = ANY (my_known()) AND f.id <> ALL (my_exclusions());
    IF the_scope IS NULL OR NOT EXISTS (SELECT 1 FROM access_held(true)) THEN
        RETURN NULL;
    END IF;
    INSERT INTO access_breakglass (case_file_id, scope, appointment_id, reason, opened_at, until, review_due_at,
        finding, finding_note)
    VALUES (the_file, the_scope, the_appointment, the_reason, now(), now() + interval '24 hours', review_due, '', '')
    RETURNING id INTO new_id;
    INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at, until)
    VALUES (the_file, the_scope, the_appointment, 'read', 'emergency opening', now(), now() + interval '24 hours');
    RETURN new_id;
END $body$;
"""

# The privacy officer reviews every emergency opening in the area without standing sight of the files themselves.
OPENINGS = """
CREATE FUNCTION access_openings() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT coalesce(array_agg(b.id), '{}') FROM access_held(true) h
    JOIN access_casefile f ON f.area_id = h.area_id
    JOIN access_breakglass b ON b.case_file_id = f.id AND b.case_file_id <> ALL (my_exclusions())
    WHERE h.role = 'privacy_officer' AND b.appointment_id <> h.appointment_id
$body$;
"""


def protect_access_tables() -> str:
    """SQL for the tables of access itself: who may read and write files, grants, exclusions and emergency openings."""
    own = ("access_grant", "access_exclusion", "access_breakglass")
    text = policies("access_casefile", file_column="id", known=True)
    for table in own:
        text += policies(table) + (
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_in_file FOREIGN KEY (case_file_id, scope)"
            " REFERENCES access_casefile (id, scope) ON UPDATE CASCADE;"
            f"CREATE TRIGGER {table}_takes_scope BEFORE INSERT ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION access_take_scope();"
        )
    for table in ("access_casefile", *own):
        text += f"CREATE POLICY {table}_sight ON {table} FOR ALL TO {{sight}} USING (true) WITH CHECK (true);"
    text += """
GRANT INSERT ON access_breakglass TO {sight};
CREATE POLICY access_breakglass_reviewed ON access_breakglass FOR SELECT TO {app}
    USING (id = ANY ((SELECT access_openings())::bigint[]));
CREATE POLICY access_breakglass_finding ON access_breakglass FOR UPDATE TO {app}
    USING (id = ANY ((SELECT access_openings())::bigint[]));
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON access_scope, access_reach FROM {app};
REVOKE DELETE, TRUNCATE ON access_casefile, access_grant, access_exclusion, access_breakglass, access_appointment,
    access_account FROM {app};
GRANT SELECT ON access_scope, access_reach, access_account, access_appointment TO {importer};
CREATE INDEX access_grant_appointment ON access_grant (appointment_id, level) INCLUDE (case_file_id);
CREATE UNLOGGED TABLE access_cache (cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL);
CREATE INDEX access_cache_expires ON access_cache (expires);
"""
    return text


EMERGENCY = [
    ("access_break_glass(bigint, text, timestamptz)", BREAK_GLASS),
    ("access_openings()", OPENINGS),
]


def make_everything() -> SqlInRoles:
    """The operation that ends access's first migration: functions, then policies on its own tables."""
    emergency = "".join(definer(signature, body) for signature, body in EMERGENCY)
    return SqlInRoles(make_functions() + emergency + protect_access_tables())
