"""Appointments end at an instant; emergency openings are reviewed, escalated and told; files say who has seen them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from sharedduty.foundations.access import emergencysql, rowsecurity


class Migration(migrations.Migration):
    dependencies = [("access", "0001_accounts_and_files"), ("journal", "0002_rights_of_the_worker")]
    operations = [
        migrations.AddField(
            "appointment",
            "ended_at",
            models.DateTimeField(help_text="ended, or refused, at this instant whatever its dates say", null=True),
        ),
        migrations.AddField(
            "appointment",
            "ended_by",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            "appointment", "ended_because", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddConstraint(
            "appointment",
            models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True), models.Q(("ended_because", ""), _negated=True), _connector="OR"
                ),
                name="appointment_ended_with_a_reason",
            ),
        ),
        rowsecurity.run_sql(emergencysql.second_step()),
    ]
