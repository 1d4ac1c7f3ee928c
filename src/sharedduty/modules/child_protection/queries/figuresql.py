"""The SQL that lists what each figure of child protection counts (docs/adr/0016)."""

from sharedduty.foundations.process.api import COUNTED, MONTHS, month_of

KEYS = {
    "decided": "'s47.complete'",
    "conference": "'icpc.hold'",
    "core_group": "'coregroup.first'",
    "review": "'rcpc.first', 'rcpc.next'",
}
OWN = "'chair', 'social_worker'"  # who reads the agencies' reports, and whose own report is on the record
STARTS = "'strategy discussion', 'strategy discussion after immediate protection'"
DECIDED = "'find_not_substantiated', 'find_substantiated', 'find_no_risk'"
LAST_STEPS = "'continue_s17', 'no_further_action', 'conference_held'"  # where a record has come to its end
TODAY = "(now() AT TIME ZONE 'Europe/London')::date"
FIRST, AFTER = "({start} AT TIME ZONE 'Europe/London')::date", "({end} AT TIME ZONE 'Europe/London')::date"


def _in_time(measure: str, keys: str) -> str:
    """What was due in a month by a clock, and whether it was done by then: of those due, so that none is forgotten."""
    return f"""
    UNION ALL SELECT {month_of("k.due_at")}, '{measure}', k.record, coalesce(k.met_at <= k.due_at, false), NULL,
        k.case_file_id
        FROM process_clock k JOIN access_casefile f ON f.id = k.case_file_id AND {COUNTED} AND f.area_id = {{area}}
        WHERE k.key IN ({keys}) AND k.stopped_at IS NULL AND k.due_at >= {{start}} AND k.due_at < {{end}}
            AND (k.due_at <= now() OR k.met_at IS NOT NULL)"""  # noqa: S608 - constants of this file


ITEMS = f"""
    WITH months AS ({MONTHS}), held AS (
        SELECT r.* FROM child_protection_protectionrecord r
        JOIN access_casefile f ON f.id = r.case_file_id AND {COUNTED}
        WHERE r.area_id = {{area}}
    ), plan AS (
        SELECT p.*, h.person_id, h.unborn, h.birth_on, h.worker_id
        FROM child_protection_protectionplan p JOIN held h ON h.id = p.protection_id
    ), conference AS (
        SELECT p.reference, p.held_at, p.case_file_id,
               (SELECT q.quorate FROM gatherings_gathering g JOIN gatherings_quorumfinding q ON q.gathering_id = g.id
                WHERE g.reference = p.conference ORDER BY q.judged_at DESC LIMIT 1) AS quorate
        FROM plan p
        UNION ALL SELECT p.reference, m.held_at, p.case_file_id, m.quorate
        FROM child_protection_planmeeting m JOIN plan p ON p.id = m.plan_id WHERE m.kind LIKE '%%review%%'
    ), initial AS (
        SELECT p.id, p.reference, p.case_file_id, p.protection_id, h.reference AS record, g.id AS meeting,
               {month_of("p.held_at")} AS month
        FROM plan p JOIN held h ON h.id = p.protection_id LEFT JOIN gatherings_gathering g ON g.reference = p.conference
        WHERE p.held_at >= {{start}} AND p.held_at < {{end}}
    ), invited AS (
        SELECT c.*, i.id AS invitation, i.capacity FROM initial c JOIN gatherings_invitation i
            ON i.gathering_id = c.meeting AND i.withdrawn_at IS NULL AND NOT i.family
    ), decided AS (
        SELECT h.reference, h.case_file_id, {month_of("v.moved_at")} AS month, s.seen, s.alone
        FROM held h JOIN process_move v ON v.record = h.reference AND v.verb IN ({DECIDED})
            AND v.moved_at >= {{start}} AND v.moved_at < {{end}}
        CROSS JOIN LATERAL (
            SELECT count(*) > 0 AS seen, coalesce(bool_or(w.alone), false) AS alone FROM child_protection_workdone w
            WHERE w.protection_id = h.id AND w.kind = 'child_seen' AND w.done_at <= v.moved_at) s
        WHERE NOT h.unborn AND (h.birth_on IS NULL OR h.birth_on <= (v.moved_at AT TIME ZONE 'Europe/London')::date)
    ), agreed AS (
        SELECT p.id, p.visit_by_on AS due, p.began_at AS since FROM plan p
        WHERE p.visit_by_on IS NOT NULL AND NOT p.unborn AND (p.birth_on IS NULL OR p.birth_on <= p.visit_by_on)
        UNION ALL SELECT p.id, c.next_by_on, c.done_at
        FROM child_protection_plancontact c JOIN plan p ON p.id = c.plan_id WHERE c.next_by_on IS NOT NULL AND NOT p.unborn
            AND (p.birth_on IS NULL OR p.birth_on <= (c.done_at AT TIME ZONE 'Europe/London')::date)
    ), standing AS (
        SELECT m.month, m.begins, m.ends, p.* FROM months m
        JOIN plan p ON p.began_at < m.ends AND (p.ended_at IS NULL OR p.ended_at >= m.ends)
    ), month_seen AS (
        SELECT s.month, s.reference, s.case_file_id, count(c.id) > 0 AS seen, coalesce(bool_or(c.alone), false) AS alone
        FROM standing s LEFT JOIN child_protection_plancontact c
            ON c.plan_id = s.id AND c.child_seen AND c.done_at >= s.begins AND c.done_at < s.ends
        WHERE s.began_at < s.begins AND NOT s.unborn AND (s.birth_on IS NULL OR s.birth_on <= s.month) GROUP BY 1, 2, 3
    ), under_way AS (
        SELECT m.month, h.reference, h.worker_id, h.case_file_id FROM months m JOIN held h ON h.opened_at < m.ends
        CROSS JOIN LATERAL (
            SELECT v.to_stage FROM process_move v WHERE v.record = h.reference AND v.moved_at < m.ends
            ORDER BY v.moved_at DESC, v.id DESC LIMIT 1) last
        WHERE last.to_stage NOT IN ({LAST_STEPS})
    )
    SELECT {month_of("h.anchored_at")} AS month, 'enquiries' AS measure, h.reference::text AS reference, true AS yes,
           NULL::bigint AS who, h.case_file_id AS file
        FROM held h WHERE h.anchored_at >= {{start}} AND h.anchored_at < {{end}}
    UNION ALL SELECT {month_of("d.held_at")}, 'discussions', h.reference, d.quorate, NULL, h.case_file_id
        FROM child_protection_discussion d JOIN held h ON h.id = d.protection_id
        WHERE d.held_at >= {{start}} AND d.held_at < {{end}}
    {_in_time("decided_in_time", KEYS["decided"])}
    UNION ALL SELECT d.month, 'seen', d.reference, d.seen, NULL, d.case_file_id FROM decided d
    UNION ALL SELECT d.month, 'alone', d.reference, d.alone, NULL, d.case_file_id FROM decided d
    {_in_time("conference", KEYS["conference"])}
    UNION ALL SELECT {month_of("c.held_at")}, 'quorate', c.reference, coalesce(c.quorate, false), NULL, c.case_file_id
        FROM conference c WHERE c.held_at >= {{start}} AND c.held_at < {{end}}
    UNION ALL SELECT i.month, 'came', i.reference, EXISTS (
            SELECT 1 FROM gatherings_attendance a WHERE a.invitation_id = i.invitation AND a.struck_at IS NULL), NULL,
        i.case_file_id FROM invited i
    UNION ALL SELECT i.month, 'reports', i.reference, EXISTS (
            SELECT 1 FROM gatherings_part t JOIN gatherings_meetingpaper r ON r.part_id = t.id
            WHERE t.gathering_id = i.meeting AND t.record = i.record AND r.sent_by_id = i.invitation
            AND right(r.code, 7) = '_report'), NULL, i.case_file_id FROM invited i WHERE i.capacity NOT IN ({OWN})
    UNION ALL SELECT c.month, 'advocate', c.reference, EXISTS (
            SELECT 1 FROM child_protection_familypreparation y
            WHERE y.protection_id = c.protection_id AND y.advocate IN ('taken', 'declined')), NULL, c.case_file_id
        FROM initial c
    UNION ALL SELECT c.month, 'advocate_came', c.reference, EXISTS (
            SELECT 1 FROM gatherings_attendance a
            WHERE a.gathering_id = c.meeting AND a.capacity = 'advocate' AND a.struck_at IS NULL), NULL, c.case_file_id
        FROM initial c
    UNION ALL SELECT s.month, 'on_plan', s.reference, true, NULL, s.case_file_id FROM standing s
    UNION ALL SELECT date_trunc('month', a.due)::date, 'visits', p.reference, EXISTS (
            SELECT 1 FROM child_protection_plancontact c WHERE c.plan_id = p.id AND c.child_seen AND c.done_at > a.since
            AND (c.done_at AT TIME ZONE 'Europe/London')::date <= a.due), NULL, p.case_file_id
        FROM agreed a JOIN plan p ON p.id = a.id AND a.due >= {FIRST} AND a.due < {AFTER} AND a.due < {TODAY}
            AND (p.ended_at IS NULL OR (p.ended_at AT TIME ZONE 'Europe/London')::date > a.due)
    UNION ALL SELECT s.month, 'plan_seen', s.reference, s.seen, NULL, s.case_file_id FROM month_seen s
    UNION ALL SELECT s.month, 'plan_alone', s.reference, s.alone, NULL, s.case_file_id FROM month_seen s
    UNION ALL SELECT m.month, 'unallocated', o.reference, true, NULL, o.case_file_id
        FROM months m JOIN process_handover o ON o.start IN ({STARTS}) AND o.left_at < m.ends
            AND (o.accepted_at IS NULL OR o.accepted_at >= m.ends) AND (o.closed_at IS NULL OR o.closed_at >= m.ends)
        JOIN access_casefile f ON f.id = o.case_file_id AND {COUNTED} AND f.area_id = {{area}}
    UNION ALL SELECT u.month, 'caseload', u.reference, true, u.worker_id, u.case_file_id FROM under_way u
    UNION ALL SELECT s.month, 'caseload', s.reference, true, coalesce(s.lead_worker_id, s.worker_id), s.case_file_id
        FROM standing s
    UNION ALL SELECT {month_of("p.began_at")}, 'again', p.reference,
        EXISTS (SELECT 1 FROM plan b WHERE b.person_id = p.person_id AND b.id <> p.id AND b.began_at < p.began_at), NULL,
        p.case_file_id
        FROM plan p WHERE p.began_at >= {{start}} AND p.began_at < {{end}}
    {_in_time("core_group", KEYS["core_group"])}
    {_in_time("review", KEYS["review"])}
"""  # noqa: S608 - constants of this file and of the foundation
