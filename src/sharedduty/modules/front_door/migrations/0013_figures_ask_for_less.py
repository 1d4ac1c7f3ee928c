"""The figures ask for less: files that are shut once and not file by file, contacts by the month's index, accepted children by one.

On ten years of one authority they took 340 ms before and 225 since; what they count is the same.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

ACCEPTING = """
CREATE INDEX front_door_decision_accepting ON front_door_decision (child_id)
WHERE standing AND outcomes && ARRAY['immediate_protection', 'section17_assessment', 'section47_enquiries', 'services',
                                     'specialist_assessment']::varchar[];
"""

FIGURES = """
CREATE OR REPLACE FUNCTION front_door_figures(the_start timestamptz, the_end timestamptz)
RETURNS TABLE (month date, measure text, part text, number bigint, of_all bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $body$
    WITH viewer AS (
        SELECT h.area_id, h.role IN ('front_door_worker', 'front_door_manager', 'out_of_hours_worker') AS inside
        FROM access_held(true) h
        WHERE h.role IN ('front_door_worker', 'front_door_manager', 'out_of_hours_worker', 'partner', 'scrutineer',
                         'business_manager')
    ), shut AS (
        SELECT f.id FROM access_casefile f WHERE f.sealed UNION ALL SELECT unnest(my_exclusions())
    ), held AS (
        SELECT c.id, c.source, c.received_at, c.referrer_organisation_id,
               date_trunc('month', c.received_at AT TIME ZONE 'Europe/London')::date AS month
        FROM front_door_contact c
        WHERE c.area_id = (SELECT v.area_id FROM viewer v) AND c.stage <> 'withdrawn'
          AND c.received_at >= the_start - interval '12 months' AND c.received_at < the_end
          AND c.case_file_id NOT IN (SELECT s.id FROM shut s)
    ), child AS (
        SELECT k.id, k.contact_id, h.received_at, k.nhs_number, k.birth_on, lower(k.family_name) AS family, i.person_id,
               d.child_id IS NOT NULL AS accepted
        FROM held h JOIN front_door_contactchild k ON k.contact_id = h.id AND k.withdrawn_at IS NULL
        LEFT JOIN front_door_identification i ON i.child_id = k.id AND i.undone_at IS NULL
        LEFT JOIN front_door_decision d ON d.child_id = k.id AND d.standing
            AND d.outcomes && ARRAY['immediate_protection', 'section17_assessment', 'section47_enquiries',
                                    'services', 'specialist_assessment']::varchar[]
    ), later AS (
        SELECT * FROM child WHERE received_at >= the_start
    ), same AS (
        SELECT a.contact_id, a.accepted, b.contact_id AS before_id, b.accepted AS before_accepted,
               b.received_at AS before_at, a.received_at
        FROM later a JOIN child b ON b.nhs_number = a.nhs_number WHERE a.nhs_number <> ''
        UNION ALL SELECT a.contact_id, a.accepted, b.contact_id, b.accepted, b.received_at, a.received_at
        FROM later a JOIN child b ON b.birth_on = a.birth_on AND b.family = a.family WHERE a.family <> ''
        UNION ALL SELECT a.contact_id, a.accepted, b.contact_id, b.accepted, b.received_at, a.received_at
        FROM later a JOIN child b ON b.person_id = a.person_id
    ), earlier AS (
        SELECT s.contact_id, bool_or(s.accepted AND s.before_accepted) AS again
        FROM same s WHERE s.before_id <> s.contact_id AND s.before_at <= s.received_at
          AND s.before_at > s.received_at - interval '12 months'
        GROUP BY s.contact_id
    ), one AS (
        SELECT h.*, h.id IN (SELECT k.contact_id FROM later k WHERE k.accepted) AS accepted,
               e.contact_id IS NOT NULL AS repeat, coalesce(e.again, false) AS again
        FROM held h LEFT JOIN earlier e ON e.contact_id = h.id WHERE h.received_at >= the_start
    ), due AS (
        SELECT date_trunc('month', k.due_at AT TIME ZONE 'Europe/London')::date AS month, k.met_at <= k.due_at AS in_time
        FROM process_clock k JOIN access_casefile f ON f.id = k.case_file_id
        WHERE k.key = 'referral.decision' AND k.stopped_at IS NULL AND k.due_at >= the_start AND k.due_at < the_end
          AND (k.due_at <= now() OR k.met_at IS NOT NULL)
          AND f.area_id = (SELECT v.area_id FROM viewer v) AND k.case_file_id NOT IN (SELECT s.id FROM shut s)
    ), counted AS (
        SELECT o.month, 'contacts' AS measure, '' AS part, count(*) AS number, NULL::bigint AS of_all FROM one o GROUP BY 1
        UNION ALL SELECT o.month, 'source', o.source, count(*), NULL FROM one o GROUP BY 1, 3
        UNION ALL SELECT o.month, 'senders', '', count(DISTINCT o.referrer_organisation_id), NULL FROM one o GROUP BY 1
        UNION ALL SELECT o.month, 'accepted', '', count(*) FILTER (WHERE o.accepted), count(*) FROM one o GROUP BY 1
        UNION ALL SELECT o.month, 'repeat', '', count(*) FILTER (WHERE o.repeat), count(*) FROM one o GROUP BY 1
        UNION ALL SELECT o.month, 'again', '', count(*) FILTER (WHERE o.again), count(*) FILTER (WHERE o.accepted)
            FROM one o GROUP BY 1
        UNION ALL SELECT d.month, 'in_time', '', count(*) FILTER (WHERE d.in_time), count(*) FROM due d GROUP BY 1
    )
    SELECT c.month, c.measure, c.part,
           CASE WHEN v.inside THEN c.number WHEN c.number BETWEEN 1 AND 5 OR c.of_all BETWEEN 1 AND 5
                OR c.of_all - c.number BETWEEN 1 AND 5 THEN NULL ELSE c.number END,
           CASE WHEN v.inside THEN c.of_all WHEN c.of_all BETWEEN 1 AND 5 THEN NULL ELSE c.of_all END
    FROM counted c CROSS JOIN viewer v ORDER BY 1, 2, 3
$body$;
"""


class Migration(migrations.Migration):
    dependencies = [("front_door", "0012_children_found_by_name")]

    operations = [rowsecurity.run_sql(f"{ACCEPTING}SET LOCAL ROLE {{sight}};{FIGURES}RESET ROLE;")]
