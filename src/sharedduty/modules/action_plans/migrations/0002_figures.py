"""The room's figures: one function lets only numbers out, for those who read the register."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.action_plans.queries.figuring import FIGURES, INSIDE, ITEMS, READS


class Migration(migrations.Migration):
    dependencies = [
        ("action_plans", "0001_action_plans"),
    ]

    operations = [
        rowsecurity.run_sql(
            figuresql.read_by_sight(READS) + figuresql.counting(FIGURES.function, ITEMS, inside=INSIDE, outside=())
        )
    ]
