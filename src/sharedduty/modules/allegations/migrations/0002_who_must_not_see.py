"""Shutting out whoever turns out to be the person accused, and the yearly figures: SQL that sees over sight.

Every function belongs to `sight`, sets its search path and holds no dynamic SQL.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

# Shuts one account out of every file of these records; for the triggers below alone.
SHUT_OUT = """
CREATE FUNCTION allegations_shut_out(the_account bigint, the_records text[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    INSERT INTO access_exclusion (case_file_id, scope, account_id, reason, made_at)
    SELECT f.id, f.scope, the_account, 'subject of the file', now() FROM access_casefile f
    WHERE f.id IN (
        SELECT a.case_file_id FROM allegations_allegation a WHERE a.reference = ANY (the_records)
        UNION SELECT r.case_file_id FROM allegations_referral r
            WHERE r.reference = ANY (the_records) OR r.allegation = ANY (the_records)
        UNION SELECT g.case_file_id FROM gatherings_gathering g WHERE g.for_record = ANY (the_records)
        UNION SELECT p.case_file_id FROM gatherings_part p WHERE p.record = ANY (the_records)
        UNION SELECT p.papers_file_id FROM gatherings_part p WHERE p.record = ANY (the_records)
        UNION SELECT o.case_file_id FROM process_handover o JOIN allegations_concernedchild c ON c.reference = o.from_record
            JOIN allegations_allegation a ON a.id = c.allegation_id WHERE a.reference = ANY (the_records)
    ) AND NOT EXISTS (
        SELECT 1 FROM access_exclusion e
        WHERE e.case_file_id = f.id AND e.account_id = the_account AND e.lifted_at IS NULL
    )
$body$;
REVOKE ALL ON FUNCTION allegations_shut_out(bigint, text[]) FROM PUBLIC;
ALTER FUNCTION allegations_shut_out(bigint, text[]) OWNER TO {sight};
"""

# Whoever links a person with an account need not know of any allegation: the database knows (quality.md C5).
PERSON_LINKED = """
CREATE FUNCTION allegations_person_linked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    IF NEW.account_id IS NOT NULL THEN
        PERFORM allegations_shut_out(NEW.account_id, ARRAY(
            SELECT a.reference FROM allegations_allegation a WHERE a.accused_id = NEW.id));
    END IF;
    RETURN NULL;
END $body$;
CREATE TRIGGER allegations_recheck AFTER INSERT OR UPDATE OF account_id ON people_person
    FOR EACH ROW EXECUTE FUNCTION allegations_person_linked();
REVOKE ALL ON FUNCTION allegations_person_linked() FROM PUBLIC;
ALTER FUNCTION allegations_person_linked() OWNER TO {sight};
"""

# So does whoever makes an account with an address that a referral names.
ACCOUNT_KNOWN = """
CREATE FUNCTION allegations_account_known() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $body$
BEGIN
    PERFORM allegations_shut_out(NEW.id, ARRAY(
        SELECT a.reference FROM allegations_allegation a WHERE lower(a.accused_email) = lower(NEW.email)
        UNION SELECT r.reference FROM allegations_referral r WHERE lower(r.accused_email) = lower(NEW.email)));
    RETURN NULL;
END $body$;
CREATE TRIGGER allegations_recheck AFTER INSERT OR UPDATE OF email ON access_account
    FOR EACH ROW EXECUTE FUNCTION allegations_account_known();
REVOKE ALL ON FUNCTION allegations_account_known() FROM PUBLIC;
ALTER FUNCTION allegations_account_known() OWNER TO {sight};
"""

RIGHTS = """
GRANT SELECT ON allegations_allegation, allegations_referral, allegations_concernedchild, allegations_allegationdecision
    TO {sight};
CREATE POLICY allegations_allegation_sight ON allegations_allegation FOR SELECT TO {sight} USING (true);
CREATE POLICY allegations_referral_sight ON allegations_referral FOR SELECT TO {sight} USING (true);
CREATE POLICY allegations_child_sight ON allegations_concernedchild FOR SELECT TO {sight} USING (true);
CREATE POLICY allegations_decision_sight ON allegations_allegationdecision FOR SELECT TO {sight} USING (true);
GRANT SELECT (case_file_id, for_record, room) ON gatherings_gathering TO {sight};
CREATE POLICY gatherings_of_allegations ON gatherings_gathering FOR SELECT TO {sight} USING (room = 'allegations');
GRANT SELECT (case_file_id, papers_file_id, record) ON gatherings_part TO {sight};
CREATE POLICY gathering_parts_of_allegations ON gatherings_part FOR SELECT TO {sight} USING (record LIKE 'LA-%');
GRANT SELECT (case_file_id, from_record) ON process_handover TO {sight};
CREATE POLICY handovers_of_allegations ON process_handover FOR SELECT TO {sight} USING (from_record LIKE 'AW-%');
"""

# Lists of one year that is over, each cell from 1 to 5 held back, and with it the smallest other one where the cells held
# back would add up to 1 to 5. A file the viewer is shut out of is not counted for them.
FIGURES = """
CREATE FUNCTION allegations_figures(the_start timestamptz, the_end timestamptz)
RETURNS TABLE (list text, code text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH viewer AS (
        SELECT h.area_id FROM access_held(true) h
        WHERE h.role IN ('lado', 'business_manager', 'partner', 'head_of_service', 'scrutineer') AND the_end <= now()
    ), item AS (
        SELECT a.sector, a.outcome, (
            SELECT d.chosen FROM allegations_allegationdecision d WHERE d.allegation_id = a.id AND d.what = 'way'
            ORDER BY d.recorded_at DESC, d.id DESC LIMIT 1) AS way
        FROM allegations_allegation a JOIN access_casefile f ON f.id = a.case_file_id JOIN viewer v ON v.area_id = f.area_id
        WHERE a.opened_at >= the_start AND a.opened_at < the_end AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
    ), counted AS (
        SELECT 'sector' AS list, i.sector AS code, count(*) AS number FROM item i GROUP BY i.sector
        UNION ALL SELECT 'way', coalesce(i.way, 'undecided'), count(*) FROM item i GROUP BY 2
        UNION ALL SELECT 'outcome', i.outcome, count(*) FROM item i WHERE i.outcome <> '' GROUP BY i.outcome
        UNION ALL SELECT 'all', 'all', count(*) FROM item i HAVING count(*) > 0
    ), ranked AS (
        SELECT c.*, sum(c.number) FILTER (WHERE c.number <= 5) OVER (PARTITION BY c.list) AS small,
               row_number() OVER (PARTITION BY c.list, c.number <= 5 ORDER BY c.number, c.code) AS place
        FROM counted c
    )
    SELECT r.list, r.code,
           CASE WHEN r.number <= 5 OR (r.small BETWEEN 1 AND 5 AND r.place = 1) THEN NULL ELSE r.number END
    FROM ranked r
$body$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("gatherings", "0002_meetings_to_come"),
        ("process", "0006_clocks_follow_the_calendar"),
        ("allegations", "0001_allegations"),
    ]

    operations = [
        rowsecurity.run_sql(RIGHTS + SHUT_OUT + PERSON_LINKED + ACCOUNT_KNOWN),
        rowsecurity.run_sql(rowsecurity.definer("allegations_figures(timestamptz, timestamptz)", FIGURES, others="")),
    ]
