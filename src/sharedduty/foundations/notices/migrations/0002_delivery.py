"""Notices have a reference, are queued by whoever knows of the file, and are delivered by a system viewer."""

from django.db import migrations, models

from sharedduty.foundations.access import rowsecurity
from sharedduty.foundations.notices import deliverysql


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_notices"), ("access", "0002_endings_and_emergencies")]
    operations = [
        migrations.AddField(
            "notice", "reference", models.CharField(max_length=14, unique=True, default=""), preserve_default=False
        ),
        rowsecurity.run_sql(deliverysql.delivery()),
    ]
