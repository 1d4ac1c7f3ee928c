"""The room's figures, for those who see figures and never a child's file: one function lets only numbers out.

The SQL stands here as it was; what the figures ask for today is made by a later migration.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql

READS = (
    "child_protection_protectionrecord", "child_protection_protectionplan", "child_protection_planmeeting",
    "child_protection_discussion", "gatherings_gathering", "gatherings_quorumfinding",
)  # fmt: skip
INSIDE, OUTSIDE = ("social_worker", "social_work_manager", "conference_chair"), ("partner", "scrutineer", "business_manager", "social_work_manager")  # fmt: skip
ITEMS = """
    WITH months AS (
    SELECT m::date AS month, m AT TIME ZONE 'Europe/London' AS begins,
           least((m + interval '1 month') AT TIME ZONE 'Europe/London', now()) AS ends
    FROM generate_series(date_trunc('month', {start} AT TIME ZONE 'Europe/London'),
                         {end} AT TIME ZONE 'Europe/London' - interval '1 day', interval '1 month') m
    WHERE m AT TIME ZONE 'Europe/London' <= now()
), held AS (
        SELECT r.* FROM child_protection_protectionrecord r
        JOIN access_casefile f ON f.id = r.case_file_id AND NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
        WHERE r.area_id = {area}
    ), plan AS (
        SELECT p.*, h.person_id FROM child_protection_protectionplan p JOIN held h ON h.id = p.protection_id
    ), conference AS (
        SELECT p.reference, p.held_at, p.case_file_id,
               (SELECT q.quorate FROM gatherings_gathering g JOIN gatherings_quorumfinding q ON q.gathering_id = g.id
                WHERE g.reference = p.conference ORDER BY q.judged_at DESC LIMIT 1) AS quorate
        FROM plan p
        UNION ALL SELECT p.reference, m.held_at, p.case_file_id, m.quorate
        FROM child_protection_planmeeting m JOIN plan p ON p.id = m.plan_id WHERE m.kind LIKE '%%review%%'
    )
    SELECT date_trunc('month', h.anchored_at AT TIME ZONE 'Europe/London')::date AS month, 'enquiries' AS measure, h.reference::text AS reference, true AS yes,
           NULL::bigint AS who, h.case_file_id AS file
        FROM held h WHERE h.anchored_at >= {start} AND h.anchored_at < {end}
    UNION ALL SELECT date_trunc('month', d.held_at AT TIME ZONE 'Europe/London')::date, 'discussions', h.reference, d.quorate, NULL, h.case_file_id
        FROM child_protection_discussion d JOIN held h ON h.id = d.protection_id
        WHERE d.held_at >= {start} AND d.held_at < {end}

    UNION ALL SELECT date_trunc('month', k.due_at AT TIME ZONE 'Europe/London')::date, 'conference', k.record, coalesce(k.met_at <= k.due_at, false), NULL,
        k.case_file_id
        FROM process_clock k JOIN access_casefile f ON f.id = k.case_file_id AND NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[]) AND f.area_id = {area}
        WHERE k.key IN ('icpc.hold') AND k.stopped_at IS NULL AND k.due_at >= {start} AND k.due_at < {end}
            AND (k.due_at <= now() OR k.met_at IS NOT NULL)
    UNION ALL SELECT date_trunc('month', c.held_at AT TIME ZONE 'Europe/London')::date, 'quorate', c.reference, coalesce(c.quorate, false), NULL, c.case_file_id
        FROM conference c WHERE c.held_at >= {start} AND c.held_at < {end}
    UNION ALL SELECT m.month, 'on_plan', p.reference, true, NULL, p.case_file_id
        FROM months m JOIN plan p ON p.began_at < m.ends AND (p.ended_at IS NULL OR p.ended_at >= m.ends)
    UNION ALL SELECT date_trunc('month', p.began_at AT TIME ZONE 'Europe/London')::date, 'again', p.reference,
        EXISTS (SELECT 1 FROM plan b WHERE b.person_id = p.person_id AND b.id <> p.id AND b.began_at < p.began_at), NULL,
        p.case_file_id
        FROM plan p WHERE p.began_at >= {start} AND p.began_at < {end}

    UNION ALL SELECT date_trunc('month', k.due_at AT TIME ZONE 'Europe/London')::date, 'core_group', k.record, coalesce(k.met_at <= k.due_at, false), NULL,
        k.case_file_id
        FROM process_clock k JOIN access_casefile f ON f.id = k.case_file_id AND NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[]) AND f.area_id = {area}
        WHERE k.key IN ('coregroup.first') AND k.stopped_at IS NULL AND k.due_at >= {start} AND k.due_at < {end}
            AND (k.due_at <= now() OR k.met_at IS NOT NULL)

    UNION ALL SELECT date_trunc('month', k.due_at AT TIME ZONE 'Europe/London')::date, 'review', k.record, coalesce(k.met_at <= k.due_at, false), NULL,
        k.case_file_id
        FROM process_clock k JOIN access_casefile f ON f.id = k.case_file_id AND NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[]) AND f.area_id = {area}
        WHERE k.key IN ('rcpc.first', 'rcpc.next') AND k.stopped_at IS NULL AND k.due_at >= {start} AND k.due_at < {end}
            AND (k.due_at <= now() OR k.met_at IS NOT NULL)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("child_protection", "0001_protection_records"),
        ("gatherings", "0001_meetings"),
        ("front_door", "0003_figures"),
    ]

    operations = [
        rowsecurity.run_sql(
            figuresql.read_by_sight(READS)
            + figuresql.counting("child_protection_figures", ITEMS, inside=INSIDE, outside=OUTSIDE)
        )
    ]
