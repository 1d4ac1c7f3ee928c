"""The system viewer that follows the calendar reads which pack judged a clock: a case of a closed pack goes on by it."""

from django.db import migrations

from sharedduty.foundations.access import rowsecurity


class Migration(migrations.Migration):
    dependencies = [("process", "0008_found_by_record_and_key")]
    operations = [rowsecurity.run_sql("GRANT SELECT (pack) ON process_clock TO {reminder};")]
