"""An emergency opening reaches every file of the record it was made for, under its one reason, limit and review."""

from django.db import migrations

from sharedduty.foundations.access import emergencysql, rowsecurity


class Migration(migrations.Migration):
    dependencies = [("access", "0004_conflicts_may_be_declared")]
    operations = [rowsecurity.run_sql(emergencysql.OPEN_ALONG)]
