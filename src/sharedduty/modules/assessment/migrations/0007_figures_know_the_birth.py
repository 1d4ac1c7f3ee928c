"""Who is born now was not yet born in an earlier month: the figures of children seen ask for the day of birth."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.assessment.policy import FIGURES_INSIDE, FIGURES_OUTSIDE
from sharedduty.modules.assessment.queries.figuresql import ITEMS


class Migration(migrations.Migration):
    dependencies = [("assessment", "0006_births_for_keeping")]

    operations = [
        rowsecurity.run_sql(
            figuresql.counting_again("assessment_figures", ITEMS, inside=FIGURES_INSIDE, outside=FIGURES_OUTSIDE)
        )
    ]
