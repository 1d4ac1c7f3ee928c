"""The room's figures by year, for those who see figures and never a child's file: one function lets only numbers out.

Years run from 1 April to 31 March. The SQL stands here as it was; what figures ask for later is made by a later migration.
"""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql

READS = ("child_death_panelreview", "child_death_responsejudgement")  # the deaths are read since migration 0002
INSIDE, OUTSIDE = ("business_manager",), ("partner", "scrutineer")
ITEMS = """
    WITH held AS (
        SELECT d.*, make_date(extract(year FROM d.died_on - interval '3 months')::int, 4, 1) AS year
        FROM child_death_childdeath d
        JOIN access_casefile f ON f.id = d.case_file_id AND NOT f.sealed AND f.id <> ALL ((SELECT my_exclusions())::bigint[])
        WHERE d.area_id = {area} AND d.stage NOT IN ('set_aside', 'elsewhere')
          AND d.died_on >= ({start} AT TIME ZONE 'Europe/London')::date AND d.died_on < ({end} AT TIME ZONE 'Europe/London')::date
    ), found AS (
        SELECT DISTINCT ON (r.death_id) r.death_id, r.modifiable FROM child_death_panelreview r
        ORDER BY r.death_id, r.number DESC
    ), judged AS (
        SELECT DISTINCT ON (j.death_id) j.death_id, j.decided FROM child_death_responsejudgement j
        ORDER BY j.death_id, j.recorded_at DESC, j.id DESC
    )
    SELECT h.year AS month, 'deaths' AS measure, h.reference::text AS reference, true AS yes, NULL::bigint AS who,
           h.case_file_id AS file FROM held h
    UNION ALL SELECT h.year, 'reviewed', h.reference, h.reviewed_at IS NOT NULL, NULL, h.case_file_id FROM held h
    UNION ALL SELECT h.year, 'modifiable', h.reference, f.modifiable = 'yes', NULL, h.case_file_id
        FROM held h JOIN found f ON f.death_id = h.id
    UNION ALL SELECT h.year, 'response', h.reference, coalesce(j.decided = 'yes', false), NULL, h.case_file_id
        FROM held h LEFT JOIN judged j ON j.death_id = h.id
"""


class Migration(migrations.Migration):
    dependencies = [("child_death", "0002_only_the_signed")]

    operations = [
        rowsecurity.run_sql(
            figuresql.read_by_sight(READS)
            + figuresql.counting("child_death_figures", ITEMS, inside=INSIDE, outside=OUTSIDE)
        )
    ]
