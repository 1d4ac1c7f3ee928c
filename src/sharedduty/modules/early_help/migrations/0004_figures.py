"""The room's figures, for those who see figures and never a child's file: one function lets only numbers out."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.early_help.queries.figuring import FIGURES, INSIDE, ITEMS, OUTSIDE, READS

# Where a plan stood on a day: higher rooms count by moves too, each by a policy of its own.
MOVES = """
GRANT SELECT ON process_move TO {sight};
CREATE POLICY early_help_counts ON process_move FOR SELECT TO {sight} USING (process = 'early_help');
"""


class Migration(migrations.Migration):
    dependencies = [
        ("early_help", "0003_births_for_keeping"),
        ("process", "0001_moves_and_clocks"),
        ("front_door", "0003_figures"),
    ]

    operations = [
        rowsecurity.run_sql(
            figuresql.read_by_sight(READS)
            + MOVES
            + figuresql.counting(FIGURES.function, ITEMS, inside=INSIDE, outside=OUTSIDE)
        )
    ]
