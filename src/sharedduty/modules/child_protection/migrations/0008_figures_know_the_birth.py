"""Who is born now was not yet born in an earlier month: the figures of children seen ask for the day of birth."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.child_protection.policy import FIGURES_INSIDE, FIGURES_OUTSIDE
from sharedduty.modules.child_protection.queries.figuresql import ITEMS


class Migration(migrations.Migration):
    dependencies = [("child_protection", "0007_births_for_keeping")]

    operations = [
        rowsecurity.run_sql(
            figuresql.counting_again("child_protection_figures", ITEMS, inside=FIGURES_INSIDE, outside=FIGURES_OUTSIDE)
        )
    ]
