"""The room's figures, for those who see figures and never a child's file: one function lets only numbers out.

The SQL stands here as it was; what the figures ask for today is made by a later migration.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql

READS = ("assessment_assessment", "assessment_sighting", "process_handover")  # fmt: skip
INSIDE, OUTSIDE = ("social_worker", "social_work_manager"), ("partner", "scrutineer", "business_manager")  # fmt: skip
ITEMS = """
    WITH months AS (
    SELECT m::date AS month, m AT TIME ZONE 'Europe/London' AS begins,
           least((m + interval '1 month') AT TIME ZONE 'Europe/London', now()) AS ends
    FROM generate_series(date_trunc('month', {start} AT TIME ZONE 'Europe/London'),
                         {end} AT TIME ZONE 'Europe/London' - interval '1 day', interval '1 month') m
    WHERE m AT TIME ZONE 'Europe/London' <= now()
), held AS (
        SELECT a.*, k.due_at FROM assessment_assessment a
        JOIN access_casefile f ON f.id = a.case_file_id AND NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
        LEFT JOIN process_clock k ON k.record = a.reference AND k.key = 'assessment.complete' AND k.stopped_at IS NULL
        WHERE a.area_id = {area} AND a.opened_at < {end}
    ), done AS (
        SELECT h.*, date_trunc('month', h.concluded_at AT TIME ZONE 'Europe/London')::date AS month FROM held h
        WHERE h.concluded_at >= {start} AND h.concluded_at < {end}
    ), met AS (
        SELECT d.id, bool_or(s.seen) AS seen, bool_or(s.seen AND s.alone) AS alone
        FROM done d LEFT JOIN assessment_sighting s ON s.assessment_id = d.id AND s.visited_at <= d.concluded_at
        GROUP BY d.id
    ), agreed AS (
        SELECT h.*, date_trunc('month', h.see_child_by_on)::date AS month,
               EXISTS (SELECT 1 FROM assessment_sighting s WHERE s.assessment_id = h.id AND s.seen
                       AND (s.visited_at AT TIME ZONE 'Europe/London')::date <= h.see_child_by_on) AS seen
        FROM held h WHERE NOT h.unborn AND h.see_child_by_on >= ({start} AT TIME ZONE 'Europe/London')::date
        AND h.see_child_by_on < ({end} AT TIME ZONE 'Europe/London')::date
        AND h.see_child_by_on < (now() AT TIME ZONE 'Europe/London')::date
    ), standing AS (
        SELECT m.month, m.ends, h.* FROM months m
        JOIN held h ON h.opened_at < m.ends AND (h.closed_at IS NULL OR h.closed_at >= m.ends)
    )
    SELECT d.month, 'concluded' AS measure, d.reference::text AS reference, true AS yes, NULL::bigint AS who,
           d.case_file_id AS file FROM done d
    UNION ALL SELECT d.month, 'in_time', d.reference, coalesce(d.concluded_at <= d.due_at, false), NULL, d.case_file_id
        FROM done d
    UNION ALL SELECT d.month, 'seen', d.reference, coalesce(m.seen, false), NULL, d.case_file_id
        FROM done d JOIN met m ON m.id = d.id WHERE NOT d.unborn
    UNION ALL SELECT d.month, 'alone', d.reference, coalesce(m.alone, false), NULL, d.case_file_id
        FROM done d JOIN met m ON m.id = d.id WHERE NOT d.unborn
    UNION ALL SELECT a.month, 'visited', a.reference, a.seen, NULL, a.case_file_id FROM agreed a
    UNION ALL SELECT s.month, 'late', s.reference, coalesce(s.due_at < s.ends, false), NULL, s.case_file_id
        FROM standing s WHERE s.concluded_at IS NULL OR s.concluded_at >= s.ends
    UNION ALL SELECT s.month, 'caseload', s.reference, true, s.lead_id, s.case_file_id FROM standing s
    UNION ALL SELECT m.month, 'unallocated', o.reference, true, NULL, o.case_file_id
        FROM months m JOIN process_handover o ON o.start IN ('assessment', 'services', 'specialist assessment') AND o.left_at < m.ends
            AND (o.accepted_at IS NULL OR o.accepted_at >= m.ends) AND (o.closed_at IS NULL OR o.closed_at >= m.ends)
        JOIN access_casefile f ON f.id = o.case_file_id AND NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[]) AND f.area_id = {area}
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0001_assessments"),
        ("process", "0001_moves_and_clocks"),
        ("front_door", "0003_figures"),
    ]

    operations = [
        rowsecurity.run_sql(
            figuresql.read_by_sight(READS)
            + figuresql.counting("assessment_figures", ITEMS, inside=INSIDE, outside=OUTSIDE)
        )
    ]
