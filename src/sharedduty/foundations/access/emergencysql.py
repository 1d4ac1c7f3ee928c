"""SQL of the second migration: endings that count at once, emergency opening's edges, conflicts, and who has seen a file.

Used by migrations only. As in `rowsecurity.py`, every definer function belongs to `sight`, sets its search path and holds
no dynamic SQL.
"""

from sharedduty.foundations.access.rowsecurity import definer

# As first made, and an appointment that was ended stops counting at that instant, whatever its dates say.
HELD = """
CREATE OR REPLACE FUNCTION access_held(acting_only boolean)
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
      AND a.ended_at IS NULL
      AND a.held_from <= (SELECT (now() AT TIME ZONE 'Europe/London')::date)
      AND (a.held_until IS NULL OR a.held_until >= (SELECT (now() AT TIME ZONE 'Europe/London')::date))
$body$;
"""

# Reviewed by the privacy officer; one left unreviewed too long also by the business manager. Never by its own opener.
OPENINGS = """
CREATE OR REPLACE FUNCTION access_openings() RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT coalesce(array_agg(b.id), '{}') FROM access_held(true) h
    JOIN access_casefile f ON f.area_id = h.area_id
    JOIN access_breakglass b ON b.case_file_id = f.id AND b.case_file_id <> ALL ((SELECT my_exclusions())::bigint[])
    JOIN access_appointment opener ON opener.id = b.appointment_id AND opener.account_id <> h.account_id
    WHERE h.role = 'privacy_officer' OR (h.role = 'business_manager' AND b.escalated_at IS NOT NULL)
$body$;
"""

# The reference of the file of each emergency opening this viewer reviews, and nothing more of it.
OPENING_FILES = """
CREATE FUNCTION access_opening_files() RETURNS TABLE (opening bigint, reference text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT b.id, f.reference FROM access_breakglass b JOIN access_casefile f ON f.id = b.case_file_id
    WHERE b.id = ANY (access_openings())
$body$;
"""

# For the rooms' own definer functions alone: a file they answered as existing may be opened in an emergency for an hour.
NOTE_KNOWN = """
CREATE FUNCTION access_note_known(the_file bigint, the_why text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    the_appointment bigint := nullif(split_part(access_viewer(), ':', 3), '')::bigint;
    the_scope integer;
BEGIN
    SELECT f.scope INTO the_scope FROM access_casefile f
    WHERE f.id = the_file AND NOT f.sealed AND f.id <> ALL (my_exclusions());
    IF the_scope IS NULL OR NOT EXISTS (SELECT 1 FROM access_held(true)) THEN
        RETURN NULL;
    END IF;
    INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at, until)
    VALUES (the_file, the_scope, the_appointment, 'known', the_why, now(), now() + interval '1 hour');
    RETURN the_file;
END $body$;
REVOKE ALL ON FUNCTION access_note_known(bigint, text) FROM PUBLIC;
ALTER FUNCTION access_note_known(bigint, text) OWNER TO {sight};
"""

# For the rooms' own definer functions alone, in the very transaction of an opening: a further file of the same record is
# read under that opening. Never a sealed one, never for the excluded; null for those and for anybody else's opening.
OPEN_ALONG = """
CREATE FUNCTION access_open_along(the_opening bigint, the_file bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    opening record;
    the_scope integer;
BEGIN
    SELECT b.* INTO opening FROM access_breakglass b JOIN access_held(true) h ON h.appointment_id = b.appointment_id
    WHERE b.id = the_opening AND b.opened_at = now();
    SELECT f.scope INTO the_scope FROM access_casefile f
    WHERE f.id = the_file AND NOT f.sealed AND f.id <> ALL (my_exclusions());
    IF opening.id IS NULL OR the_scope IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at, until)
    VALUES (the_file, the_scope, opening.appointment_id, 'read', 'emergency opening', now(), opening.until);
    RETURN the_file;
END $body$;
REVOKE ALL ON FUNCTION access_open_along(bigint, bigint) FROM PUBLIC;
ALTER FUNCTION access_open_along(bigint, bigint) OWNER TO {sight};
"""

# Anyone who so much as knows of a file may shut themselves out of it, at once.
DECLARE_CONFLICT = """
CREATE FUNCTION access_declare_conflict(the_file bigint, the_reason text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    the_account bigint := nullif(split_part(access_viewer(), ':', 2), '')::bigint;
    the_scope integer;
BEGIN
    SELECT f.scope INTO the_scope FROM access_casefile f WHERE f.id = the_file AND f.id <> ALL (my_exclusions())
        AND (f.id = ANY (my_known()) OR f.scope = ANY (my_scopes()));
    IF the_scope IS NULL OR split_part(access_viewer(), ':', 1) <> 'account' THEN
        RETURN false;
    END IF;
    INSERT INTO access_exclusion (case_file_id, scope, account_id, reason, made_at)
    VALUES (the_file, the_scope, the_account, the_reason, now());
    RETURN true;
END $body$;
"""

# A file opened out of others takes over who is shut out of them: nobody opens a way round an exclusion.
OPEN_OUT_OF = """
CREATE FUNCTION access_open_out_of(the_reference text, the_area bigint, the_team bigint, the_kind text,
    the_sensitivity text, the_retention text, is_sealed boolean, the_sources bigint[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    new_id bigint := access_open_file(the_reference, the_area, the_team, the_kind, the_sensitivity, the_retention, is_sealed);
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

# Everyone in a person's line: those their appointments report to, and so on up.
LINE_OF = """
CREATE FUNCTION access_line_of(the_account bigint) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH RECURSIVE line AS (
        SELECT a.reports_to_id FROM access_appointment a
        WHERE a.account_id = the_account AND a.ended_at IS NULL AND a.reports_to_id IS NOT NULL
        UNION
        SELECT up.reports_to_id FROM line JOIN access_appointment up ON up.id = line.reports_to_id
        WHERE up.reports_to_id IS NOT NULL
    )
    SELECT coalesce(array_agg(DISTINCT a.account_id), '{}') FROM line
    JOIN access_appointment a ON a.id = line.reports_to_id WHERE a.account_id <> the_account
$body$;
"""

# Who has seen or changed one file, for the privacy officer of its area; nothing about a sealed file or to the excluded.
SIGHTINGS = """
CREATE FUNCTION access_sightings(the_reference text)
RETURNS TABLE (at timestamptz, name text, post text, verb text, object_type text, object_ref text, fields text[], reason text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT e.at, coalesce(c.name, e.actor), e.post, e.verb, e.object_type, e.object_ref, e.fields, e.reason
    FROM access_held(true) h
    JOIN access_casefile f ON f.area_id = h.area_id AND f.reference = the_reference AND NOT f.sealed
        AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
    JOIN journal_entry e ON e.files @> ARRAY[f.id]
    LEFT JOIN access_account c ON e.actor = 'account:' || c.id::text
    WHERE h.role = 'privacy_officer'
    ORDER BY e.at DESC, e.id DESC
$body$;
"""

# How many journal rows wait for their seal, for those who watch the journal.
TAIL = """
CREATE FUNCTION access_journal_tail() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    SELECT count(*) FROM access_held(true) h
    JOIN journal_entry e ON e.txid >= coalesce((SELECT s.up_to FROM journal_seal s ORDER BY s.id DESC LIMIT 1), '0'::xid8)
    WHERE h.role IN ('privacy_officer', 'administrator')
$body$;
"""

# The system viewer that reminds sees each opening's id, times and file number, and marks it escalated.
REMINDER = """
GRANT SELECT (id, case_file_id, appointment_id, opened_at, review_due_at, reviewed_at, escalated_at)
    ON access_breakglass TO {reminder};
GRANT UPDATE (escalated_at) ON access_breakglass TO {reminder};
GRANT SELECT ON access_appointment, access_account, directory_post, directory_team, directory_organisation TO {reminder};
CREATE POLICY access_breakglass_reminded ON access_breakglass FOR ALL TO {reminder} USING (true) WITH CHECK (true);
REVOKE UPDATE ON access_breakglass FROM {app};
GRANT UPDATE (reviewed_at, reviewed_by_id, finding, finding_note) ON access_breakglass TO {app};
GRANT SELECT ON journal_seal TO {sight};
"""


def second_step() -> str:
    """All SQL of the second migration."""
    replaced = f"SET LOCAL ROLE {{sight}};{HELD}{OPENINGS}RESET ROLE;"
    made = [
        ("access_opening_files()", OPENING_FILES),
        ("access_declare_conflict(bigint, text)", DECLARE_CONFLICT),
        ("access_line_of(bigint)", LINE_OF),
        ("access_sightings(text)", SIGHTINGS),
        ("access_journal_tail()", TAIL),
    ]
    return replaced + NOTE_KNOWN + "".join(definer(name, body, others="") for name, body in made) + REMINDER
