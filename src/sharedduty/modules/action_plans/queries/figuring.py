"""What the register is counted by: the SQL that lists each figure's records, and its definition (TRK-08, TRK-10, TRK-20)."""

from sharedduty.foundations.process.api import COUNTED, SHARE, Counting, Measure, month_of
from sharedduty.modules.action_plans.policy import READERS

INSIDE = READERS  # who reads the whole register reads every number; nobody else reads any
READS = ("action_plans_trackedrecommendation", "action_plans_actionpart")
FROM_DAY = "({start} AT TIME ZONE 'Europe/London')::date"
UNTIL_DAY = "({end} AT TIME ZONE 'Europe/London')::date"
TODAY = "(now() AT TIME ZONE 'Europe/London')::date"

ITEMS = f"""
    WITH held AS (
        SELECT r.* FROM action_plans_trackedrecommendation r
        JOIN access_casefile f ON f.id = r.case_file_id AND {COUNTED}
        WHERE r.area_id = {{area}} AND r.came_at < {{end}}
    ), part AS (
        SELECT p.* FROM action_plans_actionpart p
        JOIN access_casefile f ON f.id = p.case_file_id AND {COUNTED}
        WHERE p.area_id = {{area}} AND p.stage NOT IN ('withdrawn', 'not_applicable')
    )
    SELECT {month_of("h.came_at")} AS month, 'received' AS measure, h.reference::text AS reference, true AS yes,
           NULL::bigint AS who, h.case_file_id AS file
        FROM held h WHERE h.came_at >= {{start}}
    UNION ALL SELECT date_trunc('month', h.ended_on)::date, 'ended', h.reference, true, NULL, h.case_file_id
        FROM held h WHERE h.ended_on >= {FROM_DAY} AND h.ended_on < {UNTIL_DAY}
    UNION ALL SELECT date_trunc('month', h.ended_on)::date, 'changed', h.reference, h.stage = 'closed', NULL, h.case_file_id
        FROM held h WHERE h.ended_on >= {FROM_DAY} AND h.ended_on < {UNTIL_DAY}
    UNION ALL SELECT date_trunc('month', p.answer_by_on)::date, 'answered', p.reference,
            coalesce(p.answered_on <= p.answer_by_on, false), NULL, p.case_file_id
        FROM part p WHERE p.answer_by_on >= {FROM_DAY} AND p.answer_by_on < {UNTIL_DAY}
            AND (p.answer_by_on < {TODAY} OR p.answered_on IS NOT NULL)
    UNION ALL SELECT date_trunc('month', p.due_on)::date, 'done', p.reference, coalesce(p.done_on <= p.due_on, false), NULL,
            p.case_file_id
        FROM part p WHERE p.due_on >= {FROM_DAY} AND p.due_on < {UNTIL_DAY} AND (p.due_on < {TODAY} OR p.done_on IS NOT NULL)
    UNION ALL SELECT date_trunc('month', p.done_on)::date, 'effect', p.reference, p.effect_on IS NOT NULL, NULL, p.case_file_id
        FROM part p WHERE p.done_on >= {FROM_DAY} AND p.done_on < {UNTIL_DAY}
"""  # noqa: S608 - constants of this file and of the foundation

FIGURES = Counting(
    "action_plans_figures", ITEMS, "figures of recommendations",
    (
        Measure(
            "received", "", "Recommendations received",
            "Those that came into the register in the month, of whatever source. Sealed files are left out of every figure here.",
            unit="Recommendations",
        ),
        Measure(
            "ended", "", "Recommendations ended", "Those that ended in the month, in whatever way: closed, superseded, merged or "
            "not accepted. One that was opened again is not ended.", unit="Recommendations",
        ),
        Measure(
            "changed", "", "Ended because practice has changed",
            "Of those that ended in the month, the share that was closed by two people. Superseded and merged are not.", SHARE,
        ),
        Measure(
            "answered", "", "Agencies that answered in time",
            "Of the answers due from agencies in the month, the share that came by the day. One that it was not for is left out.",
            SHARE,
        ),
        Measure(
            "done", "", "Done by the day planned", "Of what agencies planned for the month, the share done by its day.", SHARE,
        ),
        Measure(
            "effect", "", "Done and with an effect shown",
            "Of what was done in the month, the share whose effect at the front line is shown by now. It rises afterwards.",
            SHARE,
        ),
    ),
)  # fmt: skip
