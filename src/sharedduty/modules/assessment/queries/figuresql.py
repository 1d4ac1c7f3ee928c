"""The SQL that lists what each figure of assessments and child in need plans counts (docs/adr/0016)."""

from sharedduty.foundations.process.api import COUNTED, MONTHS, month_of

STARTS = "'assessment', 'services', 'specialist assessment'"  # the hand-overs an assessment begins from
TODAY = "(now() AT TIME ZONE 'Europe/London')::date"
FIRST, AFTER = "({start} AT TIME ZONE 'Europe/London')::date", "({end} AT TIME ZONE 'Europe/London')::date"

# Who was concluded before the birth could not be seen, though they are born now.
BORN = "NOT d.unborn AND (d.birth_on IS NULL OR d.birth_on <= (d.concluded_at AT TIME ZONE 'Europe/London')::date)"

ITEMS = f"""
    WITH months AS ({MONTHS}), held AS (
        SELECT a.*, k.due_at FROM assessment_assessment a
        JOIN access_casefile f ON f.id = a.case_file_id AND {COUNTED}
        LEFT JOIN process_clock k ON k.record = a.reference AND k.key = 'assessment.complete' AND k.stopped_at IS NULL
        WHERE a.area_id = {{area}} AND a.opened_at < {{end}}
    ), done AS (
        SELECT h.*, {month_of("h.concluded_at")} AS month FROM held h
        WHERE h.concluded_at >= {{start}} AND h.concluded_at < {{end}}
    ), met AS (
        SELECT d.id, bool_or(s.seen) AS seen, bool_or(s.seen AND s.alone) AS alone
        FROM done d LEFT JOIN assessment_sighting s ON s.assessment_id = d.id AND s.visited_at <= d.concluded_at
        GROUP BY d.id
    ), agreed AS (
        SELECT h.*, date_trunc('month', h.see_child_by_on)::date AS month,
               EXISTS (SELECT 1 FROM assessment_sighting s WHERE s.assessment_id = h.id AND s.seen
                       AND (s.visited_at AT TIME ZONE 'Europe/London')::date <= h.see_child_by_on) AS seen
        FROM held h WHERE NOT h.unborn AND h.see_child_by_on >= {FIRST}
        AND h.see_child_by_on < {AFTER} AND h.see_child_by_on < {TODAY}
    ), supervised AS (
        SELECT h.reference, h.case_file_id, s.next_on, date_trunc('month', s.next_on)::date AS month,
               (SELECT min(n.held_on) FROM assessment_supervision n
                WHERE n.assessment_id = h.id AND n.held_on > s.held_on) AS held_on
        FROM assessment_supervision s JOIN held h ON h.id = s.assessment_id
        WHERE s.next_on >= {FIRST} AND s.next_on < {AFTER} AND s.next_on < {TODAY}
        AND (h.closed_at IS NULL OR (h.closed_at AT TIME ZONE 'Europe/London')::date > s.next_on)
    ), standing AS (
        SELECT m.month, m.ends, h.* FROM months m
        JOIN held h ON h.opened_at < m.ends AND (h.closed_at IS NULL OR h.closed_at >= m.ends)
    )
    SELECT d.month, 'concluded' AS measure, d.reference::text AS reference, true AS yes, NULL::bigint AS who,
           d.case_file_id AS file FROM done d
    UNION ALL SELECT d.month, 'in_time', d.reference, coalesce(d.concluded_at <= d.due_at, false), NULL, d.case_file_id
        FROM done d
    UNION ALL SELECT d.month, 'seen', d.reference, coalesce(m.seen, false), NULL, d.case_file_id
        FROM done d JOIN met m ON m.id = d.id WHERE {BORN}
    UNION ALL SELECT d.month, 'alone', d.reference, coalesce(m.alone, false), NULL, d.case_file_id
        FROM done d JOIN met m ON m.id = d.id WHERE {BORN}
    UNION ALL SELECT a.month, 'visited', a.reference, a.seen, NULL, a.case_file_id FROM agreed a
    UNION ALL SELECT s.month, 'late', s.reference, coalesce(s.due_at < s.ends, false), NULL, s.case_file_id
        FROM standing s WHERE s.concluded_at IS NULL OR s.concluded_at >= s.ends
    UNION ALL SELECT s.month, 'caseload', s.reference, true, s.lead_id, s.case_file_id FROM standing s
    UNION ALL SELECT s.month, 'reviewed', s.reference, EXISTS (
            SELECT 1 FROM assessment_planreview w
            WHERE w.assessment_id = s.id AND w.held_on >= s.month AND w.held_on < s.month + interval '1 month'
            AND w.held_on <= (s.ends AT TIME ZONE 'Europe/London')::date), NULL, s.case_file_id
        FROM standing s WHERE EXISTS (
            SELECT 1 FROM process_move v
            WHERE v.record = s.reference AND v.process = 'assessment' AND v.verb = 'make_plan' AND v.moved_at < s.ends)
    UNION ALL SELECT v.month, 'supervised', v.reference, coalesce(v.held_on < v.month + interval '1 month', false), NULL,
        v.case_file_id FROM supervised v
    UNION ALL SELECT v.month, 'supervised_in_time', v.reference, coalesce(v.held_on <= v.next_on, false), NULL,
        v.case_file_id FROM supervised v
    UNION ALL SELECT m.month, 'unallocated', o.reference, true, NULL, o.case_file_id
        FROM months m JOIN process_handover o ON o.start IN ({STARTS}) AND o.left_at < m.ends
            AND (o.accepted_at IS NULL OR o.accepted_at >= m.ends) AND (o.closed_at IS NULL OR o.closed_at >= m.ends)
        JOIN access_casefile f ON f.id = o.case_file_id AND {COUNTED} AND f.area_id = {{area}}
"""  # noqa: S608 - constants of this file and of the foundation
