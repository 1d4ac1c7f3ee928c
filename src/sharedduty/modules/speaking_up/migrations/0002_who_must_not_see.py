"""Somebody named is shut out also when they get an account later; a matter nobody is left to work on goes to the next.

Every function belongs to `sight`, sets its search path and holds no dynamic SQL.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

RIGHTS = """
GRANT SELECT ON speaking_up_matter, speaking_up_sending TO {sight};
GRANT UPDATE (given_to_id) ON speaking_up_matter, speaking_up_sending TO {sight};
CREATE POLICY speaking_up_matter_sight ON speaking_up_matter FOR ALL TO {sight} USING (true) WITH CHECK (true);
CREATE POLICY speaking_up_sending_sight ON speaking_up_sending FOR ALL TO {sight} USING (true) WITH CHECK (true);
"""

# Whoever makes an account with an address that somebody named need not know of it. What came out of the file follows (ADR 0023).
ACCOUNT_KNOWN = """
CREATE FUNCTION speaking_up_account_known() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    INSERT INTO access_exclusion (case_file_id, scope, account_id, reason, made_at)
    SELECT f.id, f.scope, NEW.id, 'named in it', now()
    FROM speaking_up_matter m JOIN speaking_up_sending s ON s.id = m.sending_id JOIN access_casefile f ON f.id = s.case_file_id
    WHERE lower(NEW.email) = ANY (m.shut_emails) AND NOT EXISTS (
        SELECT 1 FROM access_exclusion e WHERE e.case_file_id = f.id AND e.account_id = NEW.id AND e.lifted_at IS NULL);
    RETURN NULL;
END $body$;
CREATE TRIGGER speaking_up_recheck AFTER INSERT OR UPDATE OF email ON access_account
    FOR EACH ROW EXECUTE FUNCTION speaking_up_account_known();
REVOKE ALL ON FUNCTION speaking_up_account_known() FROM PUBLIC;
ALTER FUNCTION speaking_up_account_known() OWNER TO {sight};
"""

# Somebody in post today whom nothing shuts out of the file: `a` is their appointment.
IN_POST = """a.approved_at IS NOT NULL AND a.ended_at IS NULL
    AND a.held_from <= (now() AT TIME ZONE 'Europe/London')::date
    AND (a.held_until IS NULL OR a.held_until >= (now() AT TIME ZONE 'Europe/London')::date)
    AND NOT EXISTS (SELECT 1 FROM access_exclusion e WHERE e.case_file_id = kept.id AND e.lifted_at IS NULL
        AND (e.account_id = a.account_id OR e.post_id = a.post_id))"""
# The order is that of `policy.STAND_INS` and `policy.DATA_FIRST`; nobody of the organisation concerned is in it.
NEVER_ALONE = """
CREATE FUNCTION speaking_up_never_alone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    kept record;
    next_post bigint;
BEGIN
    SELECT f.id, f.scope, f.area_id, f.kind, s.id AS sending, s.kind AS what, s.organisation_id INTO kept
    FROM access_casefile f JOIN speaking_up_sending s ON s.case_file_id = f.id
        OR s.id = (SELECT m.sending_id FROM speaking_up_matter m WHERE m.case_file_id = f.id)
    WHERE f.id = NEW.case_file_id AND f.kind IN ('speaking_up', 'speaking_up_sent');
    IF kept.id IS NULL OR EXISTS (
        SELECT 1 FROM access_appointment a JOIN access_grant g ON g.case_file_id = kept.id AND g.level = 'work'
            AND g.until IS NULL AND (g.appointment_id = a.id OR g.post_id = a.post_id OR g.account_id = a.account_id)
        WHERE <in post>
    ) THEN
        RETURN NULL;
    END IF;
    SELECT a.post_id INTO next_post FROM access_appointment a JOIN directory_post p ON p.id = a.post_id
        JOIN directory_team t ON t.id = p.team_id JOIN directory_organisation o ON o.id = t.organisation_id
        WHERE o.area_id = kept.area_id AND o.id IS DISTINCT FROM kept.organisation_id
        AND a.role IN ('business_manager', 'privacy_officer', 'head_of_service', 'scrutineer')
        AND <in post>
        ORDER BY array_position(CASE WHEN kept.what IN ('access', 'data_complaint')
            THEN ARRAY['privacy_officer', 'business_manager', 'head_of_service', 'scrutineer']
            ELSE ARRAY['business_manager', 'privacy_officer', 'head_of_service', 'scrutineer'] END, a.role::text), a.id
        LIMIT 1;
    IF next_post IS NOT NULL THEN
        INSERT INTO access_grant (case_file_id, scope, post_id, level, why, given_at)
        VALUES (kept.id, kept.scope, next_post, 'work', 'was given it', now());
        UPDATE speaking_up_sending SET given_to_id = next_post WHERE id = kept.sending;
        UPDATE speaking_up_matter SET given_to_id = next_post WHERE sending_id = kept.sending;
    END IF;
    RETURN NULL;
END $body$;
CREATE TRIGGER speaking_up_never_alone AFTER INSERT ON access_exclusion
    FOR EACH ROW EXECUTE FUNCTION speaking_up_never_alone();
REVOKE ALL ON FUNCTION speaking_up_never_alone() FROM PUBLIC;
ALTER FUNCTION speaking_up_never_alone() OWNER TO {sight};
""".replace("<in post>", IN_POST)


class Migration(migrations.Migration):
    dependencies = [("speaking_up", "0001_speaking_up")]

    operations = [rowsecurity.run_sql(RIGHTS + ACCOUNT_KNOWN + NEVER_ALONE)]
