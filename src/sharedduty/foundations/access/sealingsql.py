"""SQL of sealing a file: out of every standing reach, known to nobody, kept by two named people.

Used by migrations only. As in `rowsecurity.py`, every definer function belongs to `sight`, sets its search path and holds
no dynamic SQL. Figures, search and the child check leave out what is `sealed`; no role reaches the sensitivity `sealed`
by standing.
"""

from sharedduty.foundations.access.rowsecurity import definer

# Seals one file for the two below; nobody else may call it.
SEAL_ONE = """
CREATE FUNCTION access_seal_one(the_file bigint, the_reason text, the_keepers bigint[], the_first bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    kept record;
    ended bigint[];
    new_id bigint;
BEGIN
    SELECT f.* INTO kept FROM access_casefile f
    WHERE f.id = the_file AND NOT f.sealed AND f.id <> ALL (my_exclusions()) FOR UPDATE;
    IF kept.id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT coalesce(array_agg(g.id), '{}') INTO ended FROM access_grant g
    WHERE g.case_file_id = the_file AND g.until IS NULL
        AND (g.team_id IS NOT NULL OR g.organisation_id IS NOT NULL OR g.post_id IS NOT NULL);
    UPDATE access_grant SET until = now()
    WHERE case_file_id = the_file AND (until IS NULL OR until > now())
        AND (team_id IS NOT NULL OR organisation_id IS NOT NULL OR post_id IS NOT NULL
            OR level = 'known' OR why = 'emergency opening');
    INSERT INTO access_grant (case_file_id, scope, appointment_id, level, why, given_at)
    SELECT the_file, kept.scope, keeper, 'work', 'keeps it sealed', now() FROM unnest(the_keepers) keeper;
    INSERT INTO access_sealing (case_file_id, scope, sealed_by_id, sealed_at, reason, sensitivity, ended_grants, along_with_id)
    SELECT the_file, kept.scope, h.account_id, now(), the_reason, kept.sensitivity, ended, the_first
    FROM access_held(true) h RETURNING id INTO new_id;
    UPDATE access_casefile SET sealed = true, sensitivity = 'sealed',
        scope = access_scope_for(kept.area_id, kept.team_id, kept.kind, 'sealed')
    WHERE id = the_file;
    RETURN new_id;
END $body$;
REVOKE ALL ON FUNCTION access_seal_one(bigint, text, bigint[], bigint) FROM PUBLIC;
ALTER FUNCTION access_seal_one(bigint, text, bigint[], bigint) OWNER TO {sight};
"""

# Whoever works on a file seals it, with a second keeper; null for anybody else, and for what is sealed already.
SEAL = """
CREATE FUNCTION access_seal(the_file bigint, the_reason text, the_second bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    mine bigint;
BEGIN
    SELECT h.appointment_id INTO mine FROM access_held(true) h JOIN access_casefile f ON f.id = the_file
        AND (f.scope = ANY (my_work_scopes()) OR f.id = ANY (my_work_grants()));
    IF mine IS NULL OR mine = the_second THEN
        RETURN NULL;
    END IF;
    RETURN access_seal_one(the_file, the_reason, ARRAY[mine, the_second], NULL);
END $body$;
"""

# For the rooms' own definer functions alone, in the very transaction of a sealing: a further file of the same record.
SEAL_ALONG = """
CREATE FUNCTION access_seal_along(the_sealing bigint, the_file bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    first record;
    keepers bigint[];
BEGIN
    SELECT s.* INTO first FROM access_sealing s JOIN access_held(true) h ON h.account_id = s.sealed_by_id
    WHERE s.id = the_sealing AND s.sealed_at = now();
    IF first.id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT array_agg(g.appointment_id) INTO keepers FROM access_grant g
    WHERE g.case_file_id = first.case_file_id AND g.why = 'keeps it sealed' AND g.given_at = now();
    IF access_seal_one(the_file, first.reason, keepers, first.id) IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN the_file;
END $body$;
REVOKE ALL ON FUNCTION access_seal_along(bigint, bigint) FROM PUBLIC;
ALTER FUNCTION access_seal_along(bigint, bigint) OWNER TO {sight};
"""

RIGHTS = """
CREATE POLICY access_sealing_sight ON access_sealing FOR ALL TO {sight} USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON access_sealing TO {sight};
GRANT UPDATE (sealed, sensitivity, scope) ON access_casefile TO {sight};
GRANT UPDATE (until) ON access_grant TO {sight};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {sight};
REVOKE INSERT, DELETE, TRUNCATE ON access_sealing FROM {app};
"""


def make_sealing() -> str:
    """SQL for everything above, once the table is under row-level security."""
    return RIGHTS + SEAL_ONE + SEAL_ALONG + definer("access_seal(bigint, text, bigint)", SEAL, others="")
