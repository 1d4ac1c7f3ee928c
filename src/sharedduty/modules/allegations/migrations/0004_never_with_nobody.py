"""A file of an allegation that nobody is left to work on goes to the first who stands in, from that very moment.

So it is when the only designated officer declares a conflict on the general page, or turns out to be the person accused because
somebody else links their record or their address: whoever causes it knows nothing, and the file is not lost.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

# Somebody in post today whom nothing shuts out of the file: `a` is their appointment.
IN_POST = """a.approved_at IS NOT NULL AND a.ended_at IS NULL
    AND a.held_from <= (now() AT TIME ZONE 'Europe/London')::date
    AND (a.held_until IS NULL OR a.held_until >= (now() AT TIME ZONE 'Europe/London')::date)
    AND NOT EXISTS (SELECT 1 FROM access_exclusion e WHERE e.case_file_id = kept.id AND e.lifted_at IS NULL
        AND (e.account_id = a.account_id OR e.post_id = a.post_id))"""
NEVER_ALONE = """
CREATE FUNCTION allegations_never_alone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
DECLARE
    kept record;
    stand_in bigint;
BEGIN
    SELECT f.id, f.scope, f.area_id, f.team_id INTO kept FROM access_casefile f WHERE f.id = NEW.case_file_id
        AND f.sealed AND f.kind IN ('allegation', 'allegation_referral', 'allegation_meeting');
    IF kept.id IS NULL OR EXISTS (
        SELECT 1 FROM access_appointment a JOIN directory_post p ON p.id = a.post_id
        WHERE <in post> AND (a.role = 'lado' AND p.team_id = kept.team_id OR EXISTS (
            SELECT 1 FROM access_grant g WHERE g.case_file_id = kept.id AND g.level = 'work' AND g.until IS NULL
            AND (g.appointment_id = a.id OR g.post_id = a.post_id OR g.account_id = a.account_id)))
    ) THEN
        RETURN NULL;
    END IF;
    SELECT a.post_id INTO stand_in FROM access_appointment a JOIN directory_post p ON p.id = a.post_id
        JOIN directory_team t ON t.id = p.team_id JOIN directory_organisation o ON o.id = t.organisation_id
        WHERE o.area_id = kept.area_id AND a.role IN ('lado', 'business_manager', 'privacy_officer', 'head_of_service')
        AND <in post>
        ORDER BY array_position(ARRAY['lado', 'business_manager', 'privacy_officer', 'head_of_service'], a.role::text), a.id
        LIMIT 1;
    IF stand_in IS NOT NULL THEN
        INSERT INTO access_grant (case_file_id, scope, post_id, level, why, given_at)
        VALUES (kept.id, kept.scope, stand_in, 'work', 'stands in', now());
    END IF;
    RETURN NULL;
END $body$;
CREATE TRIGGER allegations_never_alone AFTER INSERT ON access_exclusion
    FOR EACH ROW EXECUTE FUNCTION allegations_never_alone();
REVOKE ALL ON FUNCTION allegations_never_alone() FROM PUBLIC;
ALTER FUNCTION allegations_never_alone() OWNER TO {sight};
""".replace("<in post>", IN_POST)


class Migration(migrations.Migration):
    dependencies = [("allegations", "0003_records_put_together")]

    operations = [rowsecurity.run_sql(NEVER_ALONE)]
