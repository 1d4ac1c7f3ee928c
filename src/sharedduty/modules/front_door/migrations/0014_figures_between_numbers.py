"""The figures look for children, who they are and what was decided between the first and the last number of their contacts.

They were read from end to end, as many as were ever kept: on ten years of one authority a quarter to a third of the time. A
contact's number only ever grows, so few others lie between; which of them count is asked as before.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity

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
        SELECT c.id, c.source, c.received_at, c.referrer_organisation_id
        FROM front_door_contact c
        WHERE c.area_id = (SELECT v.area_id FROM viewer v) AND c.stage <> 'withdrawn'
          AND c.received_at >= the_start - interval '12 months' AND c.received_at < the_end
          AND c.case_file_id NOT IN (SELECT s.id FROM shut s)
    ), span AS (
        SELECT min(h.id) AS first, max(h.id) AS last FROM held h
    ), named AS MATERIALIZED (
        SELECT k.id, k.contact_id, k.nhs_number, k.birth_on, lower(k.family_name) AS family
        FROM front_door_contactchild k
        WHERE k.contact_id BETWEEN (SELECT s.first FROM span s) AND (SELECT s.last FROM span s) AND k.withdrawn_at IS NULL
    ), children AS (
        SELECT min(n.id) AS first, max(n.id) AS last FROM named n
    ), known AS MATERIALIZED (
        SELECT i.child_id, i.person_id FROM front_door_identification i
        WHERE i.child_id BETWEEN (SELECT c.first FROM children c) AND (SELECT c.last FROM children c)
          AND i.undone_at IS NULL
    ), accepting AS MATERIALIZED (
        SELECT d.child_id FROM front_door_decision d
        WHERE d.child_id BETWEEN (SELECT c.first FROM children c) AND (SELECT c.last FROM children c) AND d.standing
          AND d.outcomes && ARRAY['immediate_protection', 'section17_assessment', 'section47_enquiries',
                                  'services', 'specialist_assessment']::varchar[]
    ), child AS (
        SELECT n.id, n.contact_id, h.received_at, n.nhs_number, n.birth_on, n.family, k.person_id,
               a.child_id IS NOT NULL AS accepted
        FROM held h JOIN named n ON n.contact_id = h.id LEFT JOIN known k ON k.child_id = n.id
        LEFT JOIN accepting a ON a.child_id = n.id
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
        SELECT h.*, date_trunc('month', h.received_at AT TIME ZONE 'Europe/London')::date AS month,
               h.id IN (SELECT k.contact_id FROM later k WHERE k.accepted) AS accepted,
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
    dependencies = [("front_door", "0013_figures_ask_for_less")]

    operations = [rowsecurity.run_sql(f"SET LOCAL ROLE {{sight}};{FIGURES}RESET ROLE;")]
