"""What early help is counted by: the SQL that lists each figure's records, and its definition (GL-EH-24)."""

from sharedduty.foundations.process.api import COUNTED, MONTHS, SHARE, Counting, Measure, month_of
from sharedduty.modules.early_help.policy import FIGURES_INSIDE as INSIDE
from sharedduty.modules.early_help.policy import FIGURES_OUTSIDE as OUTSIDE

__all__ = ["FIGURES", "INSIDE", "ITEMS", "OUTSIDE", "READS"]

READS = (
    "early_help_plan", "early_help_consent", "early_help_lead", "early_help_review", "early_help_levelstep",
    "early_help_planaction", "early_help_progress",
)  # fmt: skip
FROM_DAY = "({start} AT TIME ZONE 'Europe/London')::date"
UNTIL_DAY = "({end} AT TIME ZONE 'Europe/London')::date"
TODAY = "(now() AT TIME ZONE 'Europe/London')::date"

ITEMS = f"""
    WITH months AS ({MONTHS}), held AS (
        SELECT p.* FROM early_help_plan p
        JOIN access_casefile f ON f.id = p.case_file_id AND {COUNTED}
        WHERE p.area_id = {{area}} AND p.opened_at < {{end}}
    ), standing AS (
        SELECT m.month, m.ends, h.* FROM months m
        JOIN held h ON h.opened_at < m.ends AND (h.closed_at IS NULL OR h.closed_at >= m.ends)
    ), done AS (
        SELECT h.*, {month_of("h.closed_at")} AS month FROM held h
        WHERE h.closed_at >= {{start}} AND h.closed_at < {{end}}
    ), due AS (
        SELECT h.id, r.was_due_on AS due_on, r.held_on FROM held h JOIN early_help_review r ON r.plan_id = h.id
        UNION ALL SELECT h.id, h.review_on, NULL FROM held h
        WHERE NOT EXISTS (SELECT 1 FROM early_help_review r WHERE r.plan_id = h.id AND r.was_due_on = h.review_on)
            AND 'active' = (
                SELECT m.to_stage FROM process_move m WHERE m.record = h.reference
                AND m.moved_at < (h.review_on + 1) AT TIME ZONE 'Europe/London'
                ORDER BY m.moved_at DESC, m.id DESC LIMIT 1)
    )
    SELECT {month_of("h.opened_at")} AS month, 'begun' AS measure, h.reference::text AS reference, true AS yes,
           NULL::bigint AS who, h.case_file_id AS file
        FROM held h WHERE h.opened_at >= {{start}}
    UNION ALL SELECT s.month, 'open', s.reference, true, NULL, s.case_file_id FROM standing s
    UNION ALL SELECT s.month, 'consent', s.reference, coalesce((
            SELECT c.answer = 'given' FROM early_help_consent c WHERE c.plan_id = s.id AND c.answered_at < s.ends
            ORDER BY c.answered_at DESC, c.id DESC LIMIT 1), false), NULL, s.case_file_id
        FROM standing s
    UNION ALL SELECT s.month, 'led', s.reference, EXISTS (
            SELECT 1 FROM early_help_lead l WHERE l.plan_id = s.id AND l.led_from < s.ends
            AND (l.led_until IS NULL OR l.led_until >= s.ends)), NULL, s.case_file_id
        FROM standing s
    UNION ALL SELECT date_trunc('month', d.due_on)::date, 'review', h.reference, coalesce(d.held_on <= d.due_on, false),
            NULL, h.case_file_id
        FROM due d JOIN held h ON h.id = d.id
        WHERE d.due_on >= {FROM_DAY} AND d.due_on < {UNTIL_DAY} AND (d.due_on < {TODAY} OR d.held_on IS NOT NULL)
    UNION ALL SELECT {month_of("p.told_at")}, 'effect', h.reference, p.effect = 'helped', NULL, h.case_file_id
        FROM early_help_progress p JOIN early_help_planaction a ON a.id = p.action_id JOIN held h ON h.id = a.plan_id
        WHERE p.state <> 'open' AND p.told_at >= {{start}} AND p.told_at < {{end}}
    UNION ALL SELECT d.month, 'closed', d.reference, true, NULL, d.case_file_id FROM done d
    UNION ALL SELECT d.month, 'met', d.reference, coalesce((
            SELECT r.result = 'met' FROM early_help_review r WHERE r.plan_id = d.id
            ORDER BY r.held_on DESC, r.id DESC LIMIT 1), false), NULL, d.case_file_id
        FROM done d
    UNION ALL SELECT {month_of("u.stepped_at")}, 'up', h.reference, true, NULL, h.case_file_id
        FROM early_help_levelstep u JOIN held h ON h.id = u.plan_id
        WHERE u.direction = 'up' AND u.stepped_at >= {{start}} AND u.stepped_at < {{end}}
"""  # noqa: S608 - constants of this file and of the foundation

AT_THE_END = "when the month ended (in this month: now)"
FIGURES = Counting(
    "early_help_figures", ITEMS, "early help figures",
    (
        Measure(
            "begun", "", "Plans begun",
            "Each child's plan is one, counted in the month early help began, before anybody consented too. Sealed files "
            "are left out of every figure on this page.", unit="Plans",
        ),
        Measure(
            "open", "OBA1-10", "Open plans",
            f"Plans that were not closed {AT_THE_END}. Help an agency gives without a plan here is not in it, so this is "
            "not all the early help there is.", unit="Plans",
        ),
        Measure(
            "consent", "", "Consent that stands",
            f"Of the plans open {AT_THE_END}, the share whose newest answer about consent was that it is given. A family "
            "who was not asked yet counts as no consent.", SHARE,
        ),
        Measure(
            "led", "", "Plans with a lead practitioner",
            f"Of the plans open {AT_THE_END}, the share that somebody led.", SHARE,
        ),
        Measure(
            "review", "", "Reviews in time",
            "Of the reviews due in the month by the day the plan gave, the share held by that day. A review not held counts "
            "once its day is past, where the plan was under way on that day.", SHARE,
        ),
        Measure(
            "effect", "", "Actions that helped the child",
            "Of the actions done or stopped in the month, the share of which was said that it helped the child.", SHARE,
        ),
        Measure(
            "closed", "", "Plans closed", "Plans closed in the month, for whatever reason.", unit="Plans",
        ),
        Measure(
            "met", "", "Closed with needs met",
            "Of the plans closed in the month, the share whose last review found that needs were met.", SHARE,
        ),
        Measure(
            "up", "", "Stepped up to the front door",
            "Times a plan was stepped up in the month. A plan that went up twice counts twice.", unit="Times",
        ),
    ),
)  # fmt: skip
