"""Files whose period is over and what was decided about them, and files on legal hold."""

import django.db.models.deletion
from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.retention import retentionsql


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("access", "0009_the_viewer_is_read_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                ("reference", models.CharField(max_length=14)),
                ("kind", models.CharField(max_length=40)),
                ("set_at", models.DateTimeField()),
                ("reason", models.TextField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_because", models.TextField(blank=True, db_default="")),
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
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.appointment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=("case_file",),
                        name="one_hold_on_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lifted_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="hold_lifted_by_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.IntegerField(db_default=0, editable=False)),
                (
                    "reference",
                    models.CharField(
                        help_text="the file's, for whoever reviews it without sight of the file", max_length=14
                    ),
                ),
                ("kind", models.CharField(help_text="the file's kind", max_length=40)),
                ("retention_class", models.CharField(max_length=40)),
                ("pack", models.CharField(help_text="the pack whose rule it was", max_length=60)),
                (
                    "counted_from",
                    models.CharField(help_text="birth, closure, opening, or an earlier review", max_length=20),
                ),
                ("from_on", models.DateField(help_text="the day counted from")),
                ("due_on", models.DateField()),
                ("found_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True, db_default="")),
                ("review_on", models.DateField(help_text="when the file is looked at again", null=True)),
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
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.appointment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("case_file",),
                        name="one_open_review_of_a_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", True), ("decided_by__isnull", True), ("review_on__isnull", True)
                            ),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("review_on__gt", models.F("due_on")),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="kept_by_whom_why_and_until",
                    ),
                ],
            },
        ),
        rowsecurity.protect("retention_review"),
        rowsecurity.protect("retention_hold"),
        rowsecurity.run_sql(retentionsql.first_step()),
    ]
