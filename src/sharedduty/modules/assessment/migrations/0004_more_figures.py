"""More figures: reviews of child in need plans, supervision held and in time."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.assessment.policy import FIGURES_INSIDE, FIGURES_OUTSIDE
from sharedduty.modules.assessment.queries.figuresql import ITEMS

NEW = ("assessment_supervision", "assessment_planreview", "process_move")


class Migration(migrations.Migration):
    dependencies = [("assessment", "0003_what_stands_beside"), ("process", "0004_handovers_name_the_child")]

    operations = [
        rowsecurity.run_sql(
            figuresql.read_by_sight(NEW)
            + figuresql.counting_again("assessment_figures", ITEMS, inside=FIGURES_INSIDE, outside=FIGURES_OUTSIDE)
        )
    ]
