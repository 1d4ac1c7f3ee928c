"""Supervision of a plan, and whether an advocate came to the initial conference."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.process import figuresql
from sharedduty.modules.child_protection.policy import FIGURES_INSIDE, FIGURES_OUTSIDE
from sharedduty.modules.child_protection.queries.figuresql import ITEMS


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0010_exclusions_are_taken_over"),
        ("child_protection", "0008_figures_know_the_birth"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanSupervision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("held_on", models.DateField()),
                ("impact", models.TextField(help_text="what the plan changed for the child")),
                ("pace", models.TextField(help_text="whether change is quick enough for this child")),
                ("decided", models.TextField()),
                ("next_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "case_file",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.casefile",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervisions",
                        to="child_protection.protectionplan",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        help_text="the supervisor",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("next_on__gt", models.F("held_on"))), name="plan_supervised_again_later"
                    )
                ],
            },
        ),
        rowsecurity.protect("child_protection_plansupervision"),
        rowsecurity.run_sql(
            figuresql.counting_again("child_protection_figures", ITEMS, inside=FIGURES_INSIDE, outside=FIGURES_OUTSIDE)
        ),
    ]
