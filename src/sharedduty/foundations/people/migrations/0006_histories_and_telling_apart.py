"""Names, numbers, addresses and relations end and stay on record; two records may be told apart; care leavers are said to be."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0006_exclusions_may_be_lifted"),
        ("people", "0005_candidates_planned_once"),
    ]

    operations = [
        migrations.AddField(
            model_name="identifier",
            name="ended_because",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="identifier",
            name="verified_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="identifier",
            name="was_wrong",
            field=models.BooleanField(
                db_default=False, default=False, help_text="it was never so: nobody is found by it"
            ),
        ),
        migrations.AddField(
            model_name="name",
            name="ended_because",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="name",
            name="ended_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="name",
            name="was_wrong",
            field=models.BooleanField(
                db_default=False, default=False, help_text="it was never so: nobody is found by it"
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="care_leaver",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="a child's record that goes on until twenty-five (guidance-now D10)",
            ),
        ),
        migrations.AddField(
            model_name="relationship",
            name="ended_because",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="relationship",
            name="was_wrong",
            field=models.BooleanField(
                db_default=False, default=False, help_text="it was never so: nobody is found by it"
            ),
        ),
        migrations.AddField(
            model_name="residence",
            name="ended_because",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="residence",
            name="was_wrong",
            field=models.BooleanField(
                db_default=False, default=False, help_text="it was never so: nobody is found by it"
            ),
        ),
        migrations.CreateModel(
            name="NotSame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("grounds", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("ended_on", models.DateField(null=True)),
                ("ended_because", models.TextField(blank=True)),
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
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("other")), _negated=True),
                        name="nobody_is_told_apart_from_themselves",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("person", "other"),
                        name="told_apart_once_at_a_time",
                    ),
                ],
            },
        ),
        rowsecurity.protect("people_notsame"),
    ]
